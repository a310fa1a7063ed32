"""From an item of the archive to a row of the documents' table: decoding, parsing, main text of web pages.

Runs in the workers, so that a page that takes long or breaks the parser costs no more than itself.
"""

from __future__ import annotations

import json
import re
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from ..errors import missing_extra
from .readers import Fields, Item, Options
from .seam import Failure, day_of

RAW = 64_000
"""So many characters of what failed are kept in the error file."""


class Unreadable(Exception):
    """An item is no document: why, in one word and in a sentence."""

    def __init__(self, reason: str, message: str) -> None:
        super().__init__(message)
        self.reason = reason


def document(item: Item, options: Options, default: str | None = None) -> tuple[dict[str, Any] | None, Failure | None]:
    """A row of the schema `DOCUMENTS`, or why there is none, or both where only its date can't be read.

    Args:
        default: date of documents that carry none.
    """
    if item.form == "failure":
        reason, message, raw = item.data
        return None, Failure(reason, message, item.id, item.source, raw=raw or None)
    try:
        row = _FORMS[item.form](item, options)
    except Unreadable as error:
        return None, Failure(error.reason, str(error), item.id, item.source, raw=shown(item.data))
    except ImportError:
        raise
    except Exception as error:  # a defect of ours: one document is lost, not the archive
        message = f"{type(error).__name__}: {error}; please report it with the document"
        return None, Failure("defect", message, item.id, item.source, raw=shown(item.data))
    row["source"] = item.source
    row["id"] = row["id"] if row["id"] not in (None, "") else item.id
    published = row["published"]
    row["published"], problem = day_of(published, default)
    for name in ("id", "title", "url", "text", "meta"):
        row[name] = _clean(row[name])
    if problem:
        return row, Failure("date", problem, row["id"], item.source, kept=True, raw=_clean(str(published))[:RAW])
    return row, None


def name(item: Item, options: Options) -> str:
    """The id that a document names itself, as far as that can be told without taking it further."""
    content = item.data
    if item.form == "json":
        try:
            content = json.loads(_decode(item.data, options.encoding))
        except (Unreadable, ValueError, RecursionError):
            return item.id
    named = _string(content.get(options.fields.id)) if isinstance(content, dict) else None
    return _clean(named) or item.id


def shown(data: Any) -> str:
    """The beginning of an item, for the error file."""
    if isinstance(data, tuple):
        data = data[0]
    if isinstance(data, bytes):
        return data[:RAW].decode("utf-8", "backslashreplace")
    return str(_clean(json.dumps(data, ensure_ascii=False, default=str)[:RAW]))


_SURROGATES = re.compile("[\ud800-\udfff]")


def _clean(value: Any) -> Any:
    """Half a surrogate pair can't be stored: U+FFFD stands for it, and no offset moves."""
    return _SURROGATES.sub("\ufffd", value) if isinstance(value, str) else value


def _decode(data: bytes, encoding: str) -> str:
    """The text of a file: by its byte order mark, else in the encoding named.

    Raises:
        Unreadable: it is in another encoding.
    """
    for mark, marked in _MARKS:
        if data.startswith(mark):
            encoding = marked
            break
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        raise Unreadable("encoding", f"not {encoding.upper()} (byte {error.start}); name the encoding, windows-1256 for one") from None


_MARKS = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))


def _text(item: Item, options: Options) -> dict[str, Any]:
    return _row(_decode(item.data, options.encoding))


def _row(
    text: str, *, id: str | None = None, published: Any = None, title: str | None = None, url: str | None = None, meta: str | None = None
) -> dict[str, Any]:
    return {"id": id, "published": published, "title": title, "url": url, "text": text, "meta": meta}


def _json(item: Item, options: Options) -> dict[str, Any]:
    try:
        content = json.loads(_decode(item.data, options.encoding))
    except json.JSONDecodeError as error:
        raise Unreadable("json", f"broken JSON: {error.msg} (character {error.pos}); mend the line") from None
    except (ValueError, RecursionError) as error:  # numbers of thousands of digits, brackets nested a thousand deep
        raise Unreadable("json", f"JSON beyond what can be read: {error}") from None
    if not isinstance(content, dict):
        raise Unreadable("json", "not a JSON object; give {'id': …, 'text': …}")
    return _fields(content, options.fields)


def _table_row(item: Item, options: Options) -> dict[str, Any]:
    for name, value in item.data.items():
        if isinstance(value, str) and _SURROGATES.search(value):
            raise Unreadable("encoding", f"column {name!r} is not {options.encoding.upper()}; name the encoding, windows-1256 for one")
    return _fields(item.data, options.fields)


def _fields(content: dict[str, Any], names: Fields) -> dict[str, Any]:
    text = content.get(names.text)
    if isinstance(text, bytes):
        text = _decode(text, "utf-8")
    if not isinstance(text, str):
        has = "is null" if names.text in content and text is None else "is no string" if names.text in content else "is missing"
        raise Unreadable("text", f"field {names.text!r} {has}; name the field that holds the text")
    rest = {k: v for k, v in content.items() if k not in names.names() and k != "records"}
    return _row(
        text,
        id=_string(content.get(names.id)),
        published=_plain_date(content.get(names.published)),
        title=_string(content.get(names.title)),
        url=_string(content.get(names.url)),
        meta=json.dumps(rest, ensure_ascii=False, default=_other) if rest else None,
    )


def _string(value: Any) -> str | None:
    if value is None or isinstance(value, str):
        return value
    return str(value) if isinstance(value, int | float | Decimal | date) else json.dumps(value, ensure_ascii=False, default=_other)


def _plain_date(value: Any) -> Any:
    """Years and other numbers are read as what they look like."""
    return str(value) if isinstance(value, int | float) and not isinstance(value, bool) else value


def _other(value: Any) -> str:
    """What JSON has no form for: dates as ISO, the rest as Python writes it."""
    return value.isoformat() if isinstance(value, date | datetime) else str(value)


def _html(item: Item, options: Options) -> dict[str, Any]:
    return _page(item.data, None)


def _capture(item: Item, options: Options) -> dict[str, Any]:
    data, url, kind, charset = item.data
    if kind == "text/plain":
        try:
            return _row(_decode(data, charset or "utf-8"), url=url)
        except LookupError:
            raise Unreadable("encoding", f"the server names an encoding that does not exist: {charset}") from None
    return _page(data, url)


def _page(data: bytes, url: str | None) -> dict[str, Any]:
    """Main text of a web page, with its title, date and address."""
    try:
        import trafilatura
    except ImportError:
        raise missing_extra("trafilatura", "archive") from None
    try:
        # Dates up to a fixed day: what a page says must not depend on the day it is read.
        dates = {"original_date": True, "extensive_search": False, "max_date": "2099-12-31"}
        page = trafilatura.bare_extraction(
            data, url=url, with_metadata=True, include_comments=False, date_extraction_params=dates, target_language=None
        )
    except Exception as error:  # lxml and its callers raise many things on broken pages
        raise Unreadable("html", f"page can't be parsed: {type(error).__name__}: {error}") from None
    if page is None or isinstance(page, dict) or not page.text:
        raise Unreadable("html", "no main text found in this page")
    return _row(page.text, published=page.date, title=page.title, url=url or page.url)


_FORMS = {"text": _text, "json": _json, "row": _table_row, "html": _html, "capture": _capture}
