"""What lies in an archive, item by item: files, lines, rows, web captures.

A reader splits and does not parse: an `Item` holds the bytes of one document (or the fields of one row), and a worker makes
the document of it (see `items`). So reading costs little, holds one item at a time, and counts the same way at every run: an
item's place (number of the source, number within it) is where an interrupted run goes on.

A source that breaks off (a damaged gzip, a file that can't be opened) ends with one item that says so; the run goes on.
"""

from __future__ import annotations

import codecs
import csv
import gzip
import hashlib
import io
import json
import os
import sqlite3
import stat
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass, field
from itertools import islice, repeat
from pathlib import Path
from typing import IO, Any, NamedTuple

import pyarrow as pa

from ..errors import InputError, missing_extra
from .texts import Unreadable, check_encoding, clean, decode, file_name

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


class Capture(NamedTuple):
    """A web capture: its body as it came, and what the headers say of it."""

    body: bytes
    url: str
    kind: str
    charset: str
    transfer: str
    content: str


class Item(NamedTuple):
    """One document as it lies in the archive.

    Attributes:
        form: text, json, html, row, capture, or failure.
        source: where it lies: file and line or row.
        id: made from path or URL, where the document names none.
        data: bytes; a dict for a row, a `Capture`; reason, message and what was found for a failure.
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


def _nothing(path: str) -> bool:
    return False


def sources(inputs: Iterable[str], options: Options, leave_out: Callable[[str], bool] = _nothing) -> Iterator[Source]:
    """All sources in a fixed order: inputs as given, folders walked by name.

    Args:
        leave_out: says of a file found in a folder that it is no input.

    Raises:
        InputError: an input does not exist, is of no known type, or is a folder without any file to read.
    """
    inputs = list(inputs)
    check_encoding(options.encoding)
    if options.delimiter is not None and len(options.delimiter) != 1:
        raise InputError(f"delimiter {options.delimiter!r}: give one character")
    for name in inputs:
        if "://" in name:
            yield _database(name, options)
            continue
        path = Path(name)
        if path.is_dir():
            found = False
            for file in _walk(name):
                form = _form(file)
                if form and not leave_out(file):
                    found = True
                    within = Path(file).relative_to(path).as_posix()
                    yield Source(file, file_name(within if len(inputs) == 1 else f"{path.as_posix()}/{within}"), form, _size(file))
            if not found:
                raise InputError(f"{name}: nothing to read in this folder; files end in {_endings()}")
        elif not name or not path.exists():
            raise InputError(f"{name}: no such file or folder; check the path")
        elif path.suffix.lower() in DATABASES:
            yield _database(name, options)
        elif form := _form(name):
            yield Source(name, file_name(path.name if len(inputs) == 1 else path.as_posix()), form, _size(name))
        else:
            raise InputError(f"{name}: unknown file type; files end in {_endings()} or {', '.join(DATABASES)}")


def fingerprint(inputs: Iterable[str], options: Options, leave_out: Callable[[str], bool] = _nothing) -> tuple[str, int]:
    """A digest of names, sizes and times of all sources, and their size in bytes together.

    Raises:
        InputError: as `sources`.
    """
    digest, total = hashlib.sha256(), 0
    for source in sources(inputs, options, leave_out):
        stamp = os.stat(source.path).st_mtime_ns if "://" not in source.path and os.path.exists(source.path) else 0
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


def _walk(folder: str, above: tuple[tuple[int, int], ...] = ()) -> Iterator[str]:
    """The files below a folder, by name, holding one directory at a time; hidden ones are left out, circles of links end."""
    here = os.stat(folder)
    above = (*above, (here.st_dev, here.st_ino))
    for entry in sorted((e for e in os.scandir(folder) if not e.name.startswith(".")), key=lambda e: e.name):
        try:
            mode = entry.stat()
        except OSError:  # a link to nothing: it is read, and reported, if its name says that it is a document
            yield entry.path
            continue
        if stat.S_ISDIR(mode.st_mode):
            if (mode.st_dev, mode.st_ino) not in above:
                yield from _walk(entry.path, above)
        elif stat.S_ISREG(mode.st_mode):
            yield entry.path


def _size(path: str) -> int:
    """Bytes of a file; 0 where there is none, which is told when it is read."""
    try:
        return os.stat(path).st_size
    except OSError:
        return 0


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
        return Source(name, file_name(Path(name).name), "sqlite", os.path.getsize(name))
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
        if path.lower().endswith(".gz"):
            self.bytes = gzip.GzipFile(fileobj=self.raw)
        elif path.lower().endswith(".zst"):
            self.bytes = io.BufferedReader(_Zst(self.raw), 4096)

    @property
    def end(self) -> int:
        return self.raw.tell()

    def close(self) -> None:
        self.raw.close()

    def lines(self, limit: int) -> Iterator[tuple[bytes, int]]:
        """Lines with their size without its end; what exceeds the limit comes as its beginning."""
        while line := self.bytes.readline(limit + 2):
            size = len(line.rstrip(b"\r\n"))
            if size > limit and line[-1:] != b"\n":
                while more := self.bytes.readline(_BLOCK):
                    size += len(more)
                    if more[-1:] == b"\n":
                        break
                line = line[:_SHOWN]
            yield line, size


class _Zst(io.RawIOBase):
    """A Zstandard file in small blocks, so that damage costs no more than what it touches. Arrow tells a file that was cut short."""

    def __init__(self, raw: IO[bytes]) -> None:
        self.stream = pa.CompressedInputStream(pa.PythonFile(raw, "r"), "zstd")

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        data = self.stream.read(len(buffer))
        buffer[: len(data)] = data
        return len(data)


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
    for item in _whole(source, options, "json"):
        if item.form == "json":
            try:
                content = json.loads(decode(item.data, options.encoding))
            except (Unreadable, ValueError, RecursionError):
                content = None  # the worker says what is wrong with it
            if isinstance(content, list):
                for number, one in enumerate(content, 1):
                    where = f"{source.name}:{number}"
                    yield Item("json", where, where, _UTF8 + clean(json.dumps(one, ensure_ascii=False)).encode(), source.size)
                return
        yield item


_UTF8 = b"\xef\xbb\xbf"


def _lines(source: Source, options: Options, skip: int) -> Iterator[Item]:
    _by_lines(options)
    with closing(_Stream(source.path)) as stream:
        for number, (line, size) in enumerate(stream.lines(options.size), 1):
            where = f"{source.name}:{number}"
            if size > options.size:
                yield _too_big(where, where, size, options, line, stream.end)
            elif line.strip():
                yield Item("json", where, where, line, stream.end)


def _by_lines(options: Options) -> None:
    if codecs.lookup(options.encoding).name.startswith(("utf-16", "utf-32")):
        raise InputError(f"{options.encoding} can't be read line by line; convert the file to UTF-8, for example with iconv")


class _Overlong(Exception):
    """A row of a table grew beyond the limit: an open quote, most likely."""


def _table(source: Source, options: Options, skip: int) -> Iterator[Item]:
    _by_lines(options)
    csv.field_size_limit(max(options.size * 4, 131_072))
    with closing(_Stream(source.path)) as stream:
        lines = _TableLines(stream, options)
        try:
            header_line = next(lines, "")
        except _Overlong:
            raise InputError(f"its first line is longer than {options.size:,} bytes; it must name the columns") from None
        if not header_line.strip():
            raise InputError("has no header line; name the columns in the first line")
        delimiter = options.delimiter or _delimiter(header_line, source)
        header = next(csv.reader([header_line], delimiter=delimiter), [])
        _columns(header, options.fields)
        rows = csv.reader(lines, delimiter=delimiter)
        number = 0
        while True:
            number += 1
            where = f"{source.name}:{number}"
            lines.row, first = 0, lines.number + 1
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
            if lines.open:
                message = f"row {number} begins in line {first} with a quote that is never closed: all that follows is in it; mend the row"
                yield Item("failure", where, where, ("table", message, lines.begun[:_SHOWN]), stream.end)
                return
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
        self.open = False
        self.begun = ""

    def __iter__(self) -> _TableLines:
        return self

    def __next__(self) -> str:
        try:
            line, size = next(self.lines)
        except StopIteration:
            self.open = self.row > 0
            raise
        self.number += 1
        if self.number == 1 and line.startswith(_UTF8):
            line = line[len(_UTF8) :]
        text = line.decode(self.options.encoding, "surrogateescape")
        if self.row == 0:
            self.begun = text
        self.row += size
        if self.row > self.options.size:
            raise _Overlong
        return text


_CALLED = {"published": "date", "url": "URL"}


def _columns(names: Sequence[str], fields: Fields) -> None:
    """Raise `InputError` where the column of the text is missing, or one that the user has named."""
    for column, usual in zip(fields.names(), Fields().names(), strict=True):
        if column not in names and (usual == "text" or column != usual):
            raise InputError(
                f"has no column {column!r} but {', '.join(names[:20])}; name the one that holds the {_CALLED.get(usual, usual)}"
            )


def _delimiter(header: str, source: Source) -> str:
    stem, ending = os.path.splitext(source.path.lower())
    if (os.path.splitext(stem)[1] if ending in _PACKED else ending) == ".tsv":
        return "\t"
    return max(",;\t|", key=header.count)


def _parquet(source: Source, options: Options, skip: int) -> Iterator[Item | None]:
    """Rows of a table; row groups that are skipped whole are not read."""
    import pyarrow.parquet as pq

    with pq.ParquetFile(source.path) as file:
        _columns(file.schema_arrow.names, options.fields)
        rows, number = max(file.metadata.num_rows, 1), 0
        for group in range(file.num_row_groups):
            length = file.metadata.row_group(group).num_rows
            if number + length < skip:
                yield from repeat(None, length)
                number += length
                continue
            for batch in file.iter_batches(batch_size=64, row_groups=[group]):
                for row in _values(batch):
                    number += 1
                    where, end = f"{source.name}:{number}", source.size * number // rows
                    yield Item("failure", where, where, row, end) if isinstance(row, tuple) else _row(where, row, options, end)


def _values(batch: pa.RecordBatch) -> Iterator[dict[str, Any] | tuple[str, str, str]]:
    """The rows of a batch; a failure for one with a value that Python can't hold."""
    try:
        yield from batch.to_pylist()
        return
    except Exception:  # bad UTF-8, days after the year 9999: which row it is shows one by one
        pass
    for number in range(batch.num_rows):
        row: dict[str, Any] = {}
        try:
            for name, column in zip(batch.schema.names, batch.columns, strict=True):
                row[name] = column[number].as_py()
        except Exception as error:
            yield "table", f"column {name!r} can't be read: {error}; mend the value", ""
        else:
            yield row


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
        # Bodies are unpacked by the workers: one that lies about its packing costs itself and not the rest of the file.
        for record in ArchiveIterator(raw, record_types=wanted, parse_http=True, auto_decode="none"):
            headers, http = record.headers, record.http_headers
            if http is not None and http.status_code is not None and http.status_code != 200:
                continue
            kind = str(record.http_content_type or headers.get("Content-Type") or "").split(";")[0].strip().lower()
            if kind not in _TEXTUAL:
                continue
            url = (headers.get("WARC-Target-URI") or "").strip("<> ")
            moment = "".join(c for c in headers.get("WARC-Date") or "" if c.isdigit())[:14]
            where = f"{source.name}:{url or record.stream_pos}"
            id = f"{moment}/{url}" if moment and url else url or f"{source.name}@{record.stream_pos}"
            length = record.content_length
            body = record.reader.read(options.size + 1)
            if len(body) > options.size:
                yield _too_big(where, id, len(body), options, body, raw.tell())
                continue
            if len(body) < length:
                yield Item("failure", where, id, ("file", "the capture is cut short; fetch the file again", ""), raw.tell())
                continue
            said: Any = http or {}
            packing = (str(said.get("Transfer-Encoding") or ""), str(said.get("Content-Encoding") or ""))
            charset = str(record.http_charset or "") if http is not None else "utf-8"
            yield Item("capture", where, id, Capture(body, url, kind, charset, *packing), raw.tell())


_TEXTUAL = frozenset({"text/html", "application/xhtml+xml", "text/plain"})


def _rows_of_query(source: Source, options: Options, skip: int) -> Iterator[Item]:
    query = options.query
    if source.form == "sqlite":
        with closing(sqlite3.connect(f"{Path(source.path).resolve().as_uri()}?mode=ro", uri=True)) as connection:
            connection.text_factory = _decoded
            if query is None:
                table = _quoted(options.table)
                keys = sorted((row[5], row[1]) for row in connection.execute(f'PRAGMA table_info("{table}")') if row[5])
                order = ", ".join(f'"{_quoted(key)}"' for _, key in keys) or "rowid"
                query = f'SELECT * FROM "{table}" ORDER BY {order}'
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
        if not checked:
            _columns(list(row), options.fields)
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
