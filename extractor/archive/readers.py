"""What lies in an archive, item by item: files, lines, rows, web captures.

A reader splits and does not parse: an `Item` holds the bytes of one document (or the fields of one row), and a worker makes
the document of it (see `items`). So reading costs little, holds one item at a time, and counts the same way at every run: an
item's place (number of the source, number within it) is where an interrupted run goes on.

A source that breaks off (a damaged gzip, a file that can't be opened) ends with one item that says so; the run goes on.
"""

from __future__ import annotations

import csv
import hashlib
import os
import sqlite3
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing
from dataclasses import dataclass, field
from itertools import islice, repeat
from pathlib import Path
from typing import IO, Any, NamedTuple

from ..errors import InputError, missing_extra

FORMATS = {
    ".txt": "text", ".json": "json", ".jsonl": "lines", ".ndjson": "lines", ".csv": "table", ".tsv": "table", ".parquet": "parquet",
    ".html": "html", ".htm": "html", ".xhtml": "html", ".warc": "warc", ".wet": "warc",
}  # fmt: skip
DATABASES = (".sqlite", ".sqlite3", ".db")
_PACKED = (".gz", ".zst")
_BLOCK = 1 << 20


@dataclass(frozen=True, slots=True)
class Fields:
    """Names of the columns or JSON fields that hold a document.

    A column named here by the user must be there; of the others only ``text`` must.
    """

    text: str = "text"
    id: str = "id"
    published: str = "published"
    title: str = "title"
    url: str = "url"

    def names(self) -> tuple[str, ...]:
        return self.text, self.id, self.published, self.title, self.url


@dataclass(frozen=True, slots=True)
class Options:
    """How inputs are read.

    Attributes:
        fields: names of columns and JSON fields.
        encoding: of text, CSV and JSON files.
        size: the largest document in bytes as it lies in the archive; larger ones are failures.
        delimiter: of CSV files; found from their first line by default.
        query: SQL for the databases among the inputs.
        table: or the table to read whole.
    """

    fields: Fields = field(default_factory=Fields)
    encoding: str = "utf-8"
    size: int = 10_000_000
    delimiter: str | None = None
    query: str | None = None
    table: str | None = None


class Item(NamedTuple):
    """One document as it lies in the archive.

    Attributes:
        form: text, json, html, row, capture, or failure.
        source: where it lies: file and line or row.
        id: made from path or URL, where the document names none.
        data: bytes; a dict for rows; reason and message for a failure.
        end: how far into its source the reader is, in bytes.
    """

    form: str
    source: str
    id: str
    data: Any
    end: int


@dataclass(frozen=True, slots=True)
class Source:
    """A file or a database query."""

    path: str
    name: str
    form: str
    size: int


def sources(inputs: Iterable[str], options: Options) -> Iterator[Source]:
    """All sources in a fixed order: inputs as given, folders walked by name.

    Raises:
        InputError: an input does not exist, is of no known type, or is a folder without any file to read.
    """
    for name in inputs:
        if "://" in name:
            yield _database(name, options)
            continue
        path = Path(name)
        if path.is_dir():
            found = False
            for file in _walk(name):
                form = _form(file)
                if form:
                    found = True
                    yield Source(file, Path(file).relative_to(path).as_posix(), form, os.path.getsize(file))
            if not found:
                raise InputError(f"{name}: nothing to read in this folder; files end in {_endings()}")
        elif not path.exists():
            raise InputError(f"{name}: no such file or folder; check the path")
        elif path.suffix in DATABASES:
            yield _database(name, options)
        elif form := _form(name):
            yield Source(name, path.name, form, path.stat().st_size)
        else:
            raise InputError(f"{name}: unknown file type; files end in {_endings()} or {', '.join(DATABASES)}")


def fingerprint(inputs: Iterable[str], options: Options) -> tuple[str, int]:
    """A digest of names, sizes and times of all sources, and their size in bytes together.

    Raises:
        InputError: as `sources`.
    """
    digest, total = hashlib.sha256(), 0
    for source in sources(inputs, options):
        stamp = os.stat(source.path).st_mtime_ns if "://" not in source.path else 0
        digest.update(f"{source.name}\0{source.size}\0{stamp}\n".encode("utf-8", "surrogateescape"))
        total += source.size
    return digest.hexdigest(), total


def read(source: Source, options: Options, skip: int = 0) -> Iterator[Item]:
    """The items of a source.

    Args:
        skip: so many items are left out at the beginning.
    """
    return (item for item in islice(_all(source, options, skip), skip, None) if item is not None)


def _all(source: Source, options: Options, skip: int) -> Iterator[Item | None]:
    """All items of a source and, where it breaks off, one that says so."""
    count = 0
    try:
        for item in _READERS[source.form](source, options, skip):
            yield item
            count += 1
    except ImportError:
        raise
    except Exception as error:  # damaged compression, a broken file: what came before it stands
        if source.form in ("sqlite", "postgresql"):
            raise InputError(f"{source.name}: after row {count}: {str(error).strip()}; mend that and run again to go on") from None
        if isinstance(error, InputError):
            message = str(error)
        else:
            detail = getattr(error, "strerror", None) or str(error) or type(error).__name__
            message = f"breaks off {f'after item {count}' if count else 'at its beginning'}: {detail}; mend or fetch the file again"
        yield Item("failure", source.name, source.name, ("file", message, ""), source.size)


def _walk(folder: str) -> Iterator[str]:
    """The files below a folder, by name, holding one directory at a time; hidden ones are left out."""
    entries = sorted((e for e in os.scandir(folder) if not e.name.startswith(".")), key=lambda e: e.name)
    for entry in entries:
        if entry.is_dir():
            yield from _walk(entry.path)
        else:
            yield entry.path


def _form(name: str) -> str:
    stem, suffix = os.path.splitext(name.lower())
    if suffix in _PACKED:
        suffix = os.path.splitext(stem)[1]
        return FORMATS.get(suffix, "") if suffix != ".parquet" else ""
    return FORMATS.get(suffix, "")


def _endings() -> str:
    return f"{', '.join(FORMATS)} (also {', '.join(_PACKED)})"


def _database(name: str, options: Options) -> Source:
    if not options.query and not options.table:
        raise InputError(f"{public(name)}: say what to read from this database with --query or --table")
    if options.query and "order by" not in " ".join(options.query.lower().split()):
        raise InputError("the query has no ORDER BY: its rows come in no fixed order, so an interrupted run could not go on; add one")
    if "://" not in name:
        return Source(name, f"{Path(name).name}", "sqlite", os.path.getsize(name))
    if name.split("://")[0] not in ("postgresql", "postgres"):
        raise InputError(f"{public(name)}: unknown kind of database; give postgresql://… or a file ending in {', '.join(DATABASES)}")
    return Source(name, public(name).split("://")[1].split("?")[0].strip("/"), "postgresql", 0)


def public(name: str) -> str:
    """An input without the user and password that its URL may hold."""
    scheme, found, rest = name.partition("://")
    return f"{scheme}://{rest.split('@')[-1]}" if found else name


class _Stream:
    """A file's bytes, unpacked, read in order; `end` is how far into the packed file that is."""

    def __init__(self, path: str) -> None:
        self.raw: IO[bytes] = open(path, "rb")  # noqa: SIM115
        self.bytes: Any = self.raw
        if path.endswith(".gz"):
            import gzip
            import io

            self.bytes = io.BufferedReader(gzip.GzipFile(fileobj=self.raw), _BLOCK)
        elif path.endswith(".zst"):
            import io

            try:
                import zstandard
            except ImportError:
                raise missing_extra("zstandard", "archive") from None
            self.bytes = io.BufferedReader(zstandard.ZstdDecompressor().stream_reader(self.raw, read_across_frames=True), _BLOCK)

    @property
    def end(self) -> int:
        return self.raw.tell()

    def close(self) -> None:
        self.raw.close()

    def lines(self, limit: int) -> Iterator[tuple[bytes, int]]:
        """Lines with their size; what exceeds the limit comes as its beginning."""
        while line := self.bytes.readline(limit + 1):
            size = len(line)
            if size > limit and line[-1:] != b"\n":
                while more := self.bytes.readline(_BLOCK):
                    size += len(more)
                    if more[-1:] == b"\n":
                        break
                line = line[:_SHOWN]
            yield line, size


_SHOWN = 1000


def _whole(source: Source, options: Options, form: str) -> Iterator[Item]:
    with closing(_Stream(source.path)) as stream:
        data = stream.bytes.read(options.size + 1)
    if len(data) > options.size:
        yield _too_big(source.name, source.name, len(data), options, data, source.size)
    else:
        yield Item(form, source.name, source.name, data, source.size)


def _too_big(where: str, id: str, size: int, options: Options, data: bytes, end: int) -> Item:
    message = f"more than {options.size:,} bytes; raise the limit or split it"
    return Item("failure", where, id, ("size", message, data[:_SHOWN].decode("utf-8", "replace")), end)


def _text(source: Source, options: Options, skip: int) -> Iterator[Item]:
    return _whole(source, options, "text")


def _html(source: Source, options: Options, skip: int) -> Iterator[Item]:
    return _whole(source, options, "html")


def _json(source: Source, options: Options, skip: int) -> Iterator[Item]:
    """One document, or a list of them; the whole file is one item's size at most."""
    import json

    for item in _whole(source, options, "json"):
        if item.form == "json":
            try:
                content = json.loads(item.data.decode(options.encoding))
            except (ValueError, RecursionError):
                content = None  # the worker says what is wrong with it
            if isinstance(content, list):
                for number, one in enumerate(content, 1):
                    data = json.dumps(one, ensure_ascii=False).encode(options.encoding, "surrogatepass")
                    yield Item("json", f"{source.name}:{number}", f"{source.name}:{number}", data, source.size)
                return
        yield item


def _lines(source: Source, options: Options, skip: int) -> Iterator[Item]:
    with closing(_Stream(source.path)) as stream:
        for number, (line, size) in enumerate(stream.lines(options.size), 1):
            where = f"{source.name}:{number}"
            if size > options.size + 1:
                yield _too_big(where, where, size, options, line, stream.end)
            elif line.strip():
                yield Item("json", where, where, line, stream.end)


class _Overlong(Exception):
    """A row of a table grew beyond the limit: an open quote, most likely."""


def _table(source: Source, options: Options, skip: int) -> Iterator[Item]:
    csv.field_size_limit(max(options.size * 4, 131_072))
    with closing(_Stream(source.path)) as stream:
        lines = _TableLines(stream, options)
        header_line = next(lines, "")
        if not header_line:
            raise InputError("has no header line; name the columns in the first line")
        delimiter = options.delimiter or _delimiter(header_line, source)
        header = next(csv.reader([header_line], delimiter=delimiter), [])
        if options.fields.text not in header:
            shown = ", ".join(header[:20])
            raise InputError(f"has no column {options.fields.text!r} but {shown}; name the column that holds the text")
        rows = csv.reader(lines, delimiter=delimiter)
        number = 0
        while True:
            number += 1
            where = f"{source.name}:{number}"
            lines.row = 0
            try:
                row = next(rows)
            except StopIteration:
                return
            except (_Overlong, csv.Error) as error:
                message = "more than the limit" if isinstance(error, _Overlong) else str(error)
                shown = f"row {number} (line {lines.number}): {message}; is a quote left open?"
                yield Item("failure", where, where, ("table", shown, lines.begun[:_SHOWN]), stream.end)
                rows = csv.reader(lines, delimiter=delimiter)
                continue
            if not row:
                number -= 1
                continue
            if len(row) != len(header):
                message = f"row {number} (line {lines.number}) has {len(row)} fields, the header {len(header)}; mend the row"
                yield Item("failure", where, where, ("table", message, lines.begun[:_SHOWN]), stream.end)
                continue
            yield Item("row", where, where, dict(zip(header, row, strict=True)), stream.end)


class _TableLines:
    """Decoded lines for `csv.reader`, which stop it when one row grows too long. Bytes that don't decode become surrogates."""

    def __init__(self, stream: _Stream, options: Options) -> None:
        self.lines = stream.lines(options.size)
        self.options = options
        self.number = 0
        self.row = 0
        self.begun = ""

    def __iter__(self) -> _TableLines:
        return self

    def __next__(self) -> str:
        line, size = next(self.lines)
        self.number += 1
        text = line.decode("utf-8-sig" if self.number == 1 else self.options.encoding, "surrogateescape")
        if self.row == 0:
            self.begun = text
        self.row += size
        if self.row > self.options.size:
            raise _Overlong
        return text


def _delimiter(header: str, source: Source) -> str:
    if ".tsv" in source.path.lower()[-8:]:
        return "\t"
    return max(",;\t|", key=header.count)


def _parquet(source: Source, options: Options, skip: int) -> Iterator[Item | None]:
    """Rows of a table; row groups that are skipped whole are not read."""
    import pyarrow.parquet as pq

    with pq.ParquetFile(source.path) as file:
        names = file.schema_arrow.names
        if options.fields.text not in names:
            raise InputError(f"has no column {options.fields.text!r} but {', '.join(names[:20])}; name the column that holds the text")
        rows, number = max(file.metadata.num_rows, 1), 0
        for group in range(file.num_row_groups):
            length = file.metadata.row_group(group).num_rows
            if number + length <= skip:
                yield from repeat(None, length)
                number += length
                continue
            for batch in file.iter_batches(batch_size=64, row_groups=[group]):
                for row in batch.to_pylist():
                    number += 1
                    yield _row(f"{source.name}:{number}", row, options, source.size * number // rows)


def _row(where: str, row: dict[str, Any], options: Options, end: int) -> Item:
    text = row.get(options.fields.text)
    size = len(text) if isinstance(text, bytes) else len(text.encode("utf-8", "surrogatepass")) if isinstance(text, str) else 0
    if text is not None and size > options.size:
        start = text[:_SHOWN]
        return _too_big(where, where, size, options, start if isinstance(start, bytes) else start.encode("utf-8", "replace"), end)
    return Item("row", where, where, row, end)


def _warc(source: Source, options: Options, skip: int) -> Iterator[Item]:
    """Web captures: HTML and plain text of successful responses, and the texts of WET files."""
    try:
        from fastwarc.warc import ArchiveIterator, WarcRecordType
    except ImportError:
        raise missing_extra("fastwarc", "archive") from None

    wanted = WarcRecordType.response | WarcRecordType.resource | WarcRecordType.conversion
    with open(source.path, "rb") as raw:
        for record in ArchiveIterator(raw, record_types=wanted, parse_http=True, auto_decode="all"):
            headers = record.headers
            url, stamp = headers.get("WARC-Target-URI") or "", headers.get("WARC-Date") or ""
            http = record.http_headers
            if http is not None and http.status_code is not None and http.status_code != 200:
                continue
            kind = str(record.http_content_type or headers.get("Content-Type") or "").split(";")[0].strip().lower()
            if kind not in _TEXTUAL:
                continue
            data = record.reader.read(options.size + 1)
            where = f"{source.name}:{url}"
            moment = "".join(c for c in stamp if c.isdigit())[:14]
            id = f"{moment}/{url}" if moment else url or f"{source.name}@{record.stream_pos}"
            if len(data) > options.size:
                yield _too_big(where, id, len(data), options, data, raw.tell())
            else:
                charset = str(record.http_charset or "") if http is not None else "utf-8"
                yield Item("capture", where, id, (data, url, kind, charset), raw.tell())


_TEXTUAL = frozenset({"text/html", "application/xhtml+xml", "text/plain"})


def _rows_of_query(source: Source, options: Options, skip: int) -> Iterator[Item]:
    query = options.query
    if source.form == "sqlite":
        with closing(sqlite3.connect(f"{Path(source.path).resolve().as_uri()}?mode=ro", uri=True)) as connection:
            connection.text_factory = _decoded
            if query is None:
                query = f'SELECT * FROM "{_quoted(options.table)}" ORDER BY rowid'
            cursor = connection.execute(query)
            names = [column[0] for column in cursor.description]
            yield from _numbered(source, options, (dict(zip(names, row, strict=True)) for row in cursor))
        return
    try:
        from adbc_driver_postgresql import dbapi
    except ImportError:
        raise missing_extra("adbc-driver-postgresql", "archive") from None
    if query is None:
        query = f'SELECT * FROM "{_quoted(options.table)}" ORDER BY "{_quoted(options.fields.id)}"'
    with dbapi.connect(source.path) as connection, connection.cursor() as cursor:
        cursor.adbc_statement.set_options(**{"adbc.postgresql.batch_size_hint_bytes": _BLOCK})
        cursor.execute(query)
        batches = cursor.fetch_record_batch()
        yield from _numbered(source, options, (row for batch in batches for row in batch.to_pylist()))


def _numbered(source: Source, options: Options, rows: Iterator[dict[str, Any]]) -> Iterator[Item]:
    checked = False
    for number, row in enumerate(rows, 1):
        if not checked and options.fields.text not in row:
            raise InputError(f"the rows have no column {options.fields.text!r} but {', '.join(row)}; name the column that holds the text")
        checked = True
        yield _row(f"{source.name}:{number}", row, options, source.size)


def _quoted(name: str | None) -> str:
    return (name or "").replace('"', '""')


def _decoded(value: bytes) -> str:
    return value.decode("utf-8", "surrogateescape")


_READERS: dict[str, Callable[[Source, Options, int], Iterator[Item] | Iterator[Item | None]]] = {
    "text": _text, "json": _json, "lines": _lines, "table": _table, "parquet": _parquet, "html": _html, "warc": _warc,
    "sqlite": _rows_of_query, "postgresql": _rows_of_query,
}  # fmt: skip
