"""From an item of the archive to a row of the documents' table: decoding, parsing, main text of web pages.

Runs in the workers, so that a page that takes long or breaks the parser costs no more than itself.
"""

from __future__ import annotations

import json
import math
from datetime import date, datetime
from typing import Any

from ..errors import missing_extra
from .readers import Capture, Fields, Item, Options
from .seam import Failure, day_of
from .texts import Unreadable, broken, clean, decode, unpack

RAW = 64_000
"""So many characters of what failed are kept in the error file."""


def document(item: Item, options: Options, default: str | None = None) -> tuple[dict[str, Any] | None, Failure | None]:
    """A row of the schema `DOCUMENTS`, or why there is none, or both where only its date can't be read.

    Args:
        default: date of documents that carry none.
    """
    if item.form == "failure":
        reason, message, raw = item.data
        return None, Failure(reason, clean(message), item.id, item.source, raw=clean(raw) or None)
    try:
        row = _FORMS[item.form](item, options)
    except Unreadable as error:
        return None, Failure(error.reason, clean(str(error)), item.id, item.source, raw=shown(item.data))
    except ImportError:
        raise
    except Exception as error:  # a defect of ours: one document is lost, not the archive
        message = clean(f"{type(error).__name__}: {error}")[:1000] + "; please report it with the document"
        return None, Failure("defect", message, item.id, item.source, raw=shown(item.data))
    row["source"] = item.source
    row["id"] = row["id"] if row["id"] not in (None, "") else item.id
    published = row["published"]
    row["published"], problem = day_of(published, default)
    for field in ("id", "title", "url", "text", "meta"):
        row[field] = None if row[field] is None else clean(row[field])
    if problem:
        return row, Failure("date", clean(problem), row["id"], item.source, kept=True, raw=clean(str(published)[:RAW]))
    return row, None


def name(item: Item, options: Options) -> str:
    """The id that a document names itself, as far as that can be told without taking it further."""
    content = item.data
    if item.form == "json":
        try:
            content = json.loads(decode(item.data, options.encoding))
        except (Unreadable, ValueError, RecursionError):
            return item.id
    named = _string(content.get(options.fields.id)) if isinstance(content, dict) else None
    return clean(named) if named else item.id


def shown(data: Any) -> str:
    """The beginning of an item, for the error file."""
    if isinstance(data, Capture):
        data = data.body
    if isinstance(data, bytes):
        return data[:RAW].decode("utf-8", "backslashreplace")
    return clean(json.dumps(data, ensure_ascii=False, default=str)[:RAW])


def _text(item: Item, options: Options) -> dict[str, Any]:
    return _row(decode(item.data, options.encoding))


def _row(
    text: str, *, id: str | None = None, published: Any = None, title: str | None = None, url: str | None = None, meta: str | None = None
) -> dict[str, Any]:
    return {"id": id, "published": published, "title": title, "url": url, "text": text, "meta": meta}


def _json(item: Item, options: Options) -> dict[str, Any]:
    try:
        content = json.loads(decode(item.data, options.encoding).rstrip("\r\n"))
    except json.JSONDecodeError as error:
        raise Unreadable("json", f"broken JSON: {error.msg} (character {error.pos}); mend the line") from None
    except (ValueError, RecursionError) as error:  # numbers of thousands of digits, brackets nested a thousand deep
        raise Unreadable("json", f"JSON beyond what can be read: {error}") from None
    if not isinstance(content, dict):
        raise Unreadable("json", "not a JSON object; give {'id': …, 'text': …}")
    return _fields(content, options.fields)


def _table_row(item: Item, options: Options) -> dict[str, Any]:
    for name, value in item.data.items():
        if isinstance(value, str) and broken(value):
            raise Unreadable("encoding", f"column {name!r} is not {options.encoding.upper()}; name the encoding, windows-1256 for one")
    return _fields(item.data, options.fields)


def _fields(content: dict[str, Any], names: Fields) -> dict[str, Any]:
    text = content.get(names.text)
    if isinstance(text, bytes):
        text = decode(text, "utf-8")
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
        meta=_meta(rest) if rest else None,
    )


def _meta(rest: dict[str, Any]) -> str:
    try:
        return json.dumps(rest, ensure_ascii=False, default=_other, allow_nan=False)
    except RecursionError:
        raise Unreadable("json", "fields nested too deep; leave them out") from None
    except ValueError:  # JSON has no word for what is not a number
        return json.dumps(_numbers(rest), ensure_ascii=False, default=_other)


def _numbers(value: Any) -> Any:
    if isinstance(value, dict):
        return {k: _numbers(v) for k, v in value.items()}
    if isinstance(value, list):
        return [_numbers(v) for v in value]
    return None if isinstance(value, float) and not math.isfinite(value) else value


def _string(value: Any) -> str | None:
    if value is None or isinstance(value, str):
        return value
    if isinstance(value, bytes):
        return value.decode("utf-8", "backslashreplace")
    return json.dumps(value, ensure_ascii=False, default=_other) if isinstance(value, dict | list) else str(value)


def _plain_date(value: Any) -> Any:
    """Years and other numbers are read as what they look like."""
    return str(value) if isinstance(value, int | float) and not isinstance(value, bool) else value


def _other(value: Any) -> str:
    """What JSON has no form for: dates as ISO, the rest as Python writes it."""
    return value.isoformat() if isinstance(value, date | datetime) else str(value)


def _html(item: Item, options: Options) -> dict[str, Any]:
    return _page(item.data, None)


def _capture(item: Item, options: Options) -> dict[str, Any]:
    capture: Capture = item.data
    data = unpack(capture.body, capture.transfer, capture.content, options.size)
    if capture.kind == "text/plain":
        return _row(decode(data, capture.charset or "utf-8"), url=capture.url or None)
    return _page(data, capture.url or None)


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
