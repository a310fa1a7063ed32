"""Where records go: Parquet, JSON Lines and CSV files, DuckDB and SQLite databases.

A run's output is a sequence of chunks. A sink takes them one by one and promises: what `sync` has returned from is there after any
crash, what came later is gone without a trace, and the finished output is put in its place at one stroke.

Files grow in the run's own folder (``_run`` inside an output folder, ``NAME.run`` beside an output file) as *stages* to which
chunks are appended. A *journal* says how long each stage was when it was last forced to disk; a resumed run cuts the stages back to
that. A stage becomes a part of the output by being converted inside the run's folder, noted in the journal, and renamed. Databases keep their
journal in a table of their own, so that rows and journal are one transaction.
"""

from __future__ import annotations

import gzip
import io
import json
import os
import shutil
import sqlite3
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Protocol
from urllib.parse import quote

import pyarrow as pa

from ..arrow import DOCUMENTS, ERRORS, RECORDS, dumps, literal
from ..arrow import documents as joined
from ..errors import InputError, missing_extra

TABLES = {"records": RECORDS, "documents": DOCUMENTS}
_ENDINGS = {".parquet": "parquet", ".jsonl": "jsonl", ".csv": "csv", ".duckdb": "duckdb", ".sqlite": "sqlite", ".sqlite3": "sqlite", ".db": "sqlite"}  # fmt: skip
_ROWS = 65_536
_BYTES = 16_000_000
"""A row group of a Parquet file has at most so many rows and about so many bytes."""
_OPEN = 64
"""So many partitions are written at a time."""


@dataclass(frozen=True, slots=True)
class Target:
    """An output path, understood.

    Attributes:
        path: file or folder.
        format: parquet, jsonl, csv, duckdb or sqlite.
        folder: whether parts are written into a folder.
        packed: "", ".gz" or ".zst", of JSON Lines and CSV.
    """

    path: Path
    format: str
    folder: bool
    packed: str = ""

    @property
    def run(self) -> Path:
        """The run's own folder, there as long as the run is unfinished."""
        return self.path / "_run" if self.folder else self.path.with_name(self.path.name + ".run")

    def beside(self, name: str) -> Path:
        """A file that goes with the output: inside its folder, or beside the file as ``FILE.name``."""
        return self.path / name if self.folder else self.path.with_name(f"{self.path.name}.{name}")

    @property
    def documents(self) -> Path:
        """Where the documents of an output file go that holds the records alone: ``STEM.documents.csv``."""
        stem = self.path.name.removesuffix(f".{self.format}{self.packed}")
        return self.path.with_name(f"{stem}.documents.{self.format}{self.packed}")

    def finals(self) -> list[Path]:
        """All that a run may put in its place and that is there."""
        if self.folder:
            parts = [p for name in (".", *TABLES) for p in (self.path / name).rglob("part-*") if part_number(p) >= 0]
            return [p for p in (self.manifest, self.errors) if p.exists()] + sorted(set(parts))
        return [p for p in (self.path, self.documents, self.manifest, self.errors) if p.exists()]

    def owns(self, path: str) -> bool:
        """Whether a file is part of the output or of the run, and so no input."""
        at = Path(os.path.abspath(path))
        if self.folder:
            return Path(os.path.abspath(self.path)) in at.parents
        run = Path(os.path.abspath(self.run))
        return run in at.parents or at in [Path(os.path.abspath(p)) for p in (self.path, self.documents, self.manifest, self.errors)]

    @property
    def manifest(self) -> Path:
        return self.beside("manifest.json")

    @property
    def errors(self) -> Path:
        return self.beside("errors.jsonl")


def target(out: str, format: str | None = None) -> Target:
    """Understand an output path by its ending; without a known one it is a folder.

    Raises:
        InputError: the format is unknown or contradicts the ending, or the folder that would hold the output is missing.
    """
    path = Path(out)
    stem, packed = path.name, ""
    if path.suffix in (".gz", ".zst"):
        stem, packed = path.stem, path.suffix
    by_name = _ENDINGS.get(Path(stem).suffix) if not path.is_dir() else None
    if by_name is None and path.suffix and not path.is_dir():
        raise InputError(f"{out}: unknown ending; end it in {', '.join(_ENDINGS)} (JSON Lines and CSV also .gz, .zst) or name a folder")
    if format is not None and format not in set(_ENDINGS.values()):
        raise InputError(f"unknown format {format!r}; choose from {', '.join(dict.fromkeys(_ENDINGS.values()))}")
    if by_name is None:
        if path.is_file():
            raise InputError(f"{out}: is a file without an ending; end its name in {', '.join(_ENDINGS)} or name a folder")
        if format in ("duckdb", "sqlite"):
            raise InputError(f"{out}: a {format} database is one file; end its name in .{format}")
        if not path.exists() and not path.parent.is_dir():
            raise InputError(f"{out}: no such folder to write to; create {path.parent}")
        return Target(path, format or "parquet", True)
    if format not in (None, by_name):
        raise InputError(f"{out}: its ending says {by_name}, the format {format}; make them agree")
    if packed and by_name not in ("jsonl", "csv"):
        raise InputError(f"{out}: only JSON Lines and CSV can be packed")
    if not path.parent.is_dir():
        raise InputError(f"{out}: no such folder to write to; create {path.parent}")
    return Target(path, by_name, False, packed)


@dataclass(slots=True)
class Chunk:
    """What came of a chunk of documents.

    Attributes:
        number: its place in the run, from 0.
        end: where the next one begins: number of the source, number of the item in it.
        tables: for each table the encoded rows, see `encode`; ``errors`` as JSON Lines.
        stats: documents, bytes of text, records by kind, errors by reason.
    """

    number: int
    end: tuple[int, int]
    tables: dict[str, bytes]
    stats: dict[str, Any]


@dataclass(slots=True)
class Done:
    """What an earlier, interrupted run has finished.

    Attributes:
        next: the number of the first chunk that is not done.
        end: where it begins: number of the source, number of the item in it.
        beyond: later chunks that are done (in an unordered run), with where they end.
        documents, bytes, records, errors: what the finished chunks held.
        all: nothing is left to do.
    """

    next: int = 0
    end: tuple[int, int] = (0, 0)
    beyond: dict[int, tuple[int, int]] = field(default_factory=dict)
    documents: int = 0
    bytes: int = 0
    records: Counter[str] = field(default_factory=Counter)
    errors: Counter[str] = field(default_factory=Counter)
    all: bool = False

    def take(self, line: dict[str, Any]) -> None:
        """Count a line of the journal that tells of a chunk."""
        self.beyond[line["chunk"]] = (line["end"][0], line["end"][1])
        while self.next in self.beyond:
            self.end = self.beyond.pop(self.next)
            self.next += 1
        stats = line["stats"]
        self.documents += stats["documents"]
        self.bytes += stats["bytes"]
        self.records.update(stats["records"])
        self.errors.update(stats["errors"])


class Sink(Protocol):
    """Takes chunks; see the module's promise."""

    def begin(self, mode: str) -> Done: ...
    def add(self, chunk: Chunk) -> None: ...
    def sync(self) -> None: ...
    def finish(self, manifest: dict[str, Any]) -> None: ...
    def close(self) -> None: ...


def open_sink(out: Target, *, part: int, partition: tuple[str, ...] = ()) -> Sink:
    """The sink of a target.

    Args:
        part: bytes of staged output after which a folder gets a part.
        partition: columns by which Parquet parts are split into folders ``column=value``.
    """
    if out.format == "duckdb":
        return _DuckDB(out)
    if out.format == "sqlite":
        return _SQLite(out)
    return _Files(out, part, partition)


def tidy(out: Target) -> None:
    """Remove what a finished run may have left in its output."""
    if out.format in ("duckdb", "sqlite"):
        sink = open_sink(out, part=0)
        assert isinstance(sink, _Database)
        sink.forget()
        sink.close()


def encode(out: Target, documents: pa.Table, records: pa.Table, sizes: list[int]) -> dict[str, bytes]:
    """The rows of a chunk as its sink takes them. Runs in the workers.

    Args:
        sizes: how many records each document has.
    """
    if out.format == "jsonl":
        lines = "".join(dumps(d) + "\n" for d in joined(documents, records, sizes))
        return {"records": _pack(lines.encode(), out.packed)}
    if out.format == "csv":
        return {name: _pack(csv_rows(table), out.packed) for name, table in (("records", records), ("documents", documents))}
    return {name: _ipc(table) for name, table in (("records", records), ("documents", documents))}


def _pack(data: bytes, packed: str) -> bytes:
    if not data or not packed:
        return data
    if packed == ".gz":
        return gzip.compress(data, mtime=0)
    try:
        import zstandard
    except ImportError:
        raise missing_extra("zstandard", "archive") from None
    return bytes(zstandard.compress(data))


def _ipc(table: pa.Table) -> bytes:
    out = io.BytesIO()
    with pa.ipc.new_stream(out, table.schema) as stream:
        stream.write_table(table)
    return out.getvalue()


def csv_rows(table: pa.Table, header: bool = False) -> bytes:
    """CSV with every string quoted, so that an empty one differs from null; lists as JSON, decimals in full."""
    import pyarrow.csv

    columns = []
    for column in table.columns:
        if pa.types.is_list(column.type):
            column = pa.array([None if v is None else json.dumps(v, ensure_ascii=False) for v in column.to_pylist()], pa.string())
        elif pa.types.is_decimal(column.type):
            column = column.cast(pa.string())
        columns.append(column)
    out = io.BytesIO()
    options = pyarrow.csv.WriteOptions(include_header=header)
    pyarrow.csv.write_csv(pa.Table.from_arrays(columns, names=table.schema.names), out, options)
    return out.getvalue()


class Journal:
    """Lines of JSON that are forced to disk; a torn last line is as if never written.

    Args:
        take: told each line that is there already.
    """

    def __init__(self, path: Path, take: Callable[[dict[str, Any]], None]) -> None:
        good = 0
        self.stream = open(path, "ab+")  # noqa: SIM115
        self.stream.seek(0)
        for line in self.stream:
            try:
                if not line.endswith(b"\n"):
                    break
                take(json.loads(line))
            except ValueError:
                break
            good += len(line)
        self.stream.seek(good)
        self.stream.truncate()

    def write(self, lines: Iterable[dict[str, Any]]) -> None:
        self.stream.write(b"".join(json.dumps(line).encode() + b"\n" for line in lines))
        self.stream.flush()
        os.fsync(self.stream.fileno())

    def close(self) -> None:
        self.stream.close()


def sync_folder(path: Path) -> None:
    """Force a folder's entries to disk."""
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def write_whole(path: Path, pieces: Iterable[bytes]) -> None:
    """Write a file so that it is there whole or not at all."""
    temporary = path.with_name(f".{path.name}.tmp")
    with temporary.open("wb") as stream:
        stream.writelines(pieces)
        stream.flush()
        os.fsync(stream.fileno())
    os.replace(temporary, path)
    sync_folder(path.parent)


def _as_json(manifest: dict[str, Any]) -> bytes:
    return json.dumps(manifest, ensure_ascii=False, indent=2).encode("utf-8", "surrogatepass") + b"\n"


class _Files:
    """Files of one format: a single one, or parts in a folder."""

    def __init__(self, out: Target, part: int, partition: tuple[str, ...]) -> None:
        self.out, self.part, self.partition = out, part, partition
        self.tables = ("records",) if out.format == "jsonl" else ("records", "documents")
        self.pending: list[dict[str, Any]] = []
        self.stages: dict[str, io.BufferedWriter] = {}
        self.journal: Journal | None = None
        self.number = 0
        self.append = False

    def begin(self, mode: str) -> Done:
        run, done = self.out.run, Done()
        self.append = mode == "append"
        lengths = dict.fromkeys((*self.tables, "errors"), 0)
        moving: list[list[str]] = []
        begun = False

        def take(line: dict[str, Any]) -> None:
            nonlocal begun, lengths, moving
            if "begun" in line:
                begun, self.number = True, line["begun"]
            if "chunk" in line:
                done.take(line)
            if "lengths" in line:
                lengths = line["lengths"]
            if "moving" in line:
                moving, self.number, done.all = line["moving"], line["part"], line["last"]

        self.journal = Journal(run / "journal.jsonl", take)
        if not begun:
            if mode == "replace":
                self._clear()
            self.number = self._parts() if self.out.folder else 0
            self.journal.write([{"begun": self.number}])
        self._move(moving)
        for leftover in run.glob("sealed-*"):
            shutil.rmtree(leftover)
        if done.all:
            return done
        for name, length in lengths.items():
            path = run / f"{name}.stage"
            if (path.stat().st_size if path.exists() else 0) < length:
                raise InputError(f"{path} is shorter than its journal says: the run can't go on; start again with --replace")
            stream = open(path, "ab")  # noqa: SIM115
            stream.truncate(length)
            stream.seek(0, os.SEEK_END)
            self.stages[name] = stream
        sync_folder(run)
        if self._full():  # killed between the chunk that filled the part and the part itself
            self._seal()
        return done

    def _full(self) -> bool:
        return self.out.folder and sum(self.stages[name].tell() for name in self.tables) >= self.part

    def add(self, chunk: Chunk) -> None:
        for name, data in chunk.tables.items():
            self.stages[name].write(data)
        self.pending.append(
            {"chunk": chunk.number, "end": chunk.end, "stats": chunk.stats, "lengths": {n: s.tell() for n, s in self.stages.items()}}
        )
        if self._full():
            self.sync()
            self._seal()

    def sync(self) -> None:
        if not self.pending:
            return
        for stream in self.stages.values():
            stream.flush()
            os.fsync(stream.fileno())
        assert self.journal is not None
        self.journal.write(self.pending)
        self.pending = []

    def finish(self, manifest: dict[str, Any]) -> None:
        self.sync()
        self._seal(manifest)

    def close(self) -> None:
        for stream in (*self.stages.values(), *([self.journal.stream] if self.journal else [])):
            with suppress(OSError):  # what a full disk did not take lies behind the last length in the journal
                stream.close()

    def _seal(self, manifest: dict[str, Any] | None = None) -> None:
        """Make a part of the output of what is staged; with a manifest, the last one and all that goes with it."""
        sealed = self.out.run / f"sealed-{self.number}"  # one for each part: what is moved can't be mistaken for what is made
        shutil.rmtree(sealed, ignore_errors=True)
        sealed.mkdir()
        moving: list[list[str]] = []

        def place(made: Path, final: Path) -> None:
            moving.append([str(made.relative_to(self.out.run)), os.path.relpath(final, self.out.run)])

        empty = not any(self.stages[name].tell() for name in self.tables)
        if not (empty and manifest is not None and self.number):
            for name in self.tables:
                for made, final in self._convert(name, sealed):
                    place(made, final)
            self.number += 1
        if manifest is not None:
            errors = sealed / "errors.jsonl"
            before = [self.out.errors] if self.append and self.out.errors.exists() else []
            _join(errors, [*before, self.out.run / "errors.stage"])
            place(errors, self.out.errors)
            written = sealed / "manifest.json"
            written.write_bytes(_as_json(manifest))
            place(written, self.out.manifest)
        for name, _ in moving:
            with (self.out.run / name).open("rb+") as stream:
                os.fsync(stream.fileno())
        sync_folder(sealed)
        sync_folder(self.out.run)
        lengths = {**dict.fromkeys(self.tables, 0), "errors": self.stages["errors"].tell()}
        assert self.journal is not None
        self.journal.write([{"moving": moving, "part": self.number, "lengths": lengths, "last": manifest is not None}])
        self._move(moving)
        for name in self.tables:
            self.stages[name].truncate(0)
            self.stages[name].seek(0)
        shutil.rmtree(sealed)

    def _move(self, moving: list[list[str]]) -> None:
        """Rename what was sealed into its place; what is not there any more has been renamed before."""
        folders: set[Path] = set()
        for made, final in moving:
            source, place = self.out.run / made, Path(os.path.normpath(self.out.run / final))
            if place.name == self.out.manifest.name:  # it says that all is done: the last to appear
                for folder in folders:
                    sync_folder(folder)
            if source.exists():
                place.parent.mkdir(parents=True, exist_ok=True)
                os.replace(source, place)
            folders.update(p for p in (place.parent, *place.parents[1:4]) if p == self.out.run.parent or self.out.run.parent in p.parents)
        for folder in folders:
            sync_folder(folder)

    def _convert(self, name: str, sealed: Path) -> Iterator[tuple[Path, Path]]:
        """Write the files of one table into the sealed folder; yields where they are and where they go."""
        stage = self.out.run / f"{name}.stage"
        final = self._final(name)
        made = sealed / f"{name}{''.join(final.suffixes[-2:]) if self.out.packed else final.suffix}"
        old = [final] if self.append and not self.out.folder and final.exists() else []
        if self.out.format == "parquet":
            yield from self._parquet(name, stage, made, final, old)
            return
        header = _pack(csv_rows(TABLES[name].empty_table(), header=True), self.out.packed) if self.out.format == "csv" and not old else b""
        _join(made, [*old, stage], header)
        yield made, final

    def _final(self, name: str) -> Path:
        ending = f".{self.out.format}{self.out.packed}"
        if not self.out.folder:
            return self.out.path if name == "records" else self.out.documents
        part = f"part-{self.number:05d}{ending}"
        return self.out.path / part if self.tables == ("records",) else self.out.path / name / part

    def _parquet(self, name: str, stage: Path, made: Path, final: Path, old: list[Path]) -> Iterator[tuple[Path, Path]]:
        import pyarrow.parquet as pq

        if name == "records" and self.partition:
            yield from self._partitions(stage, made, final)
            return
        with pq.ParquetWriter(made, TABLES[name], compression="zstd") as writer:
            for path in old:
                with pq.ParquetFile(path) as file:
                    for batch in file.iter_batches(batch_size=_ROWS):
                        writer.write_batch(batch)
            for table in _tables(stage, TABLES[name]):
                writer.write_table(table)
        yield made, final

    def _partitions(self, stage: Path, made: Path, final: Path) -> Iterator[tuple[Path, Path]]:
        import pyarrow.parquet as pq

        kept = pa.schema([f for f in RECORDS if f.name not in self.partition])

        def keyed() -> Iterator[tuple[pa.Table, list[tuple[str, ...]]]]:
            for table in _tables(stage, RECORDS):
                yield table, [tuple(_hive(v) for v in row) for row in zip(*(table[c].to_pylist() for c in self.partition), strict=True)]

        keys = sorted({key for _, found in keyed() for key in found})
        for start in range(0, len(keys), _OPEN):
            files = {key: made.with_name(f"records-{n:05d}.parquet") for n, key in enumerate(keys[start : start + _OPEN], start)}
            with ExitStack() as stack:
                writers = {key: stack.enter_context(pq.ParquetWriter(path, kept, compression="zstd")) for key, path in files.items()}
                for table, found in keyed():
                    for key in sorted(writers.keys() & set(found)):
                        rows = pa.array([i for i, k in enumerate(found) if k == key])
                        writers[key].write_table(table.take(rows).select(kept.names))
            for key, path in files.items():
                yield path, final.parent.joinpath(*(f"{c}={v}" for c, v in zip(self.partition, key, strict=True))) / final.name

    def _parts(self) -> int:
        """The number of the first part that is not there yet."""
        return max(map(part_number, self.out.path.rglob("part-*")), default=-1) + 1

    def _clear(self) -> None:
        self.out.manifest.unlink(missing_ok=True)
        self.out.errors.unlink(missing_ok=True)
        if self.out.folder:
            for path in [p for name in (".", *TABLES) for p in (self.out.path / name).rglob("part-*") if part_number(p) >= 0]:
                path.unlink(missing_ok=True)
        else:
            for name in self.tables:
                self._final(name).unlink(missing_ok=True)
        sync_folder(self.out.run.parent)


def part_number(path: Path) -> int:
    """The number of a part, -1 for a file that is none."""
    number = path.name.removeprefix("part-").split(".")[0]
    return int(number) if number.isdigit() else -1


def _hive(value: Any) -> str:
    return "__HIVE_DEFAULT_PARTITION__" if value is None else quote(str(value), safe="")


def _join(made: Path, pieces: list[Path], header: bytes = b"") -> None:
    with made.open("wb") as out:
        out.write(header)
        for piece in pieces:
            with piece.open("rb") as stream:
                shutil.copyfileobj(stream, out, 1 << 20)


def _tables(stage: Path, shape: pa.Schema) -> Iterator[pa.Table]:
    """What is staged as Arrow streams, in tables of so many rows that row groups of Parquet are worth it."""
    batches: list[pa.RecordBatch] = []
    rows = size = 0
    with pa.OSFile(str(stage)) as file:
        while file.tell() < file.size():
            with pa.ipc.open_stream(file) as stream:
                for batch in stream:
                    batches.append(batch)
                    rows, size = rows + batch.num_rows, size + batch.nbytes
                    if rows >= _ROWS or size >= _BYTES:
                        yield pa.Table.from_batches(batches, shape)
                        batches, rows, size = [], 0, 0
    if batches:
        yield pa.Table.from_batches(batches, shape)


class _Database:
    """Tables ``records``, ``documents`` and ``errors`` of a database, and while the run lasts its journal."""

    connection: Any
    trouble: type[Exception]

    def __init__(self, out: Target) -> None:
        self.out = out
        self.pending: list[dict[str, Any]] = []

    def begin(self, mode: str) -> Done:
        with self._telling():
            return self._begin(mode)

    def _begin(self, mode: str) -> Done:
        done = Done()
        if "extractor_journal" in self._names():
            run = self.connection.execute("SELECT line FROM extractor_journal WHERE chunk = -1").fetchone()
            if run is not None and run[0] == _identity(self.out.run):
                lines = self.connection.execute("SELECT line FROM extractor_journal WHERE chunk >= 0 ORDER BY chunk")
                while line := lines.fetchone():
                    done.take(json.loads(line[0]))
                self.connection.execute("BEGIN")
                return done
        if mode == "replace":
            self.out.manifest.unlink(missing_ok=True)
            self.out.errors.unlink(missing_ok=True)
            sync_folder(self.out.run.parent)
        self.connection.execute("BEGIN")
        names = self._names()
        self.connection.execute("DROP TABLE IF EXISTS extractor_journal")
        for name, shape in {**TABLES, "errors": ERRORS}.items():
            if mode == "replace":
                self.connection.execute(f"DROP TABLE IF EXISTS {name}")
            if mode == "replace" or name not in names:
                columns = ", ".join(f'"{f.name}" {self._type(f.type)}{"" if f.nullable else " NOT NULL"}' for f in shape)
                self.connection.execute(f"CREATE TABLE {name} ({columns})")
        self.connection.execute("CREATE TABLE extractor_journal (chunk BIGINT PRIMARY KEY, line TEXT)")
        self.connection.execute("INSERT INTO extractor_journal VALUES (-1, ?)", [_identity(self.out.run)])
        self.connection.execute("COMMIT")
        self.connection.execute("BEGIN")
        return done

    @contextmanager
    def _telling(self) -> Iterator[None]:
        """What a database says of a full disk comes out as what the system would say."""
        try:
            yield
        except self.trouble as error:
            raise OSError(f"{self.out.path}: {str(error).splitlines()[0]}") from error

    def add(self, chunk: Chunk) -> None:
        with self._telling():
            self._add(chunk)

    def _add(self, chunk: Chunk) -> None:
        for name in TABLES:
            with pa.ipc.open_stream(chunk.tables[name]) as stream:
                self._insert(name, stream.read_all())
        errors = [json.loads(line) for line in chunk.tables["errors"].splitlines()]
        if errors:
            self._insert("errors", pa.Table.from_pylist(errors, ERRORS))
        self.pending.append({"chunk": chunk.number, "end": chunk.end, "stats": chunk.stats})

    def sync(self) -> None:
        if not self.pending:
            return
        with self._telling():
            for line in self.pending:
                self.connection.execute("INSERT INTO extractor_journal VALUES (?, ?)", [line["chunk"], json.dumps(line)])
            self.connection.execute("COMMIT")
            self.connection.execute("BEGIN")
        self.pending = []

    def finish(self, manifest: dict[str, Any]) -> None:
        self.sync()
        with self._telling():
            self.connection.execute("COMMIT")
            rows = self.connection.execute(f"SELECT {', '.join(ERRORS.names)} FROM errors")
            write_whole(self.out.errors, (error_line(dict(zip(ERRORS.names, row, strict=True))) for row in iter(rows.fetchone, None)))
        write_whole(self.out.manifest, [_as_json(manifest)])
        self.forget()

    def forget(self) -> None:
        """Remove the journal, which the manifest has made needless."""
        with self._telling():
            self.connection.execute("DROP TABLE IF EXISTS extractor_journal")

    def close(self) -> None:
        with suppress(self.trouble):  # what was not committed is gone, as it should be
            self.connection.close()

    def _names(self) -> set[str]:
        raise NotImplementedError

    def _type(self, kind: pa.DataType) -> str:
        raise NotImplementedError

    def _insert(self, name: str, table: pa.Table) -> None:
        raise NotImplementedError


def _identity(run: Path) -> str:
    return (run / "run.json").read_text(encoding="utf-8")


def error_line(row: dict[str, Any]) -> bytes:
    """A line of errors.jsonl."""
    line = {name: row[name] for name in ERRORS.names}
    line["kept"] = bool(line["kept"])  # SQLite has 0 and 1
    return json.dumps(line, ensure_ascii=False).encode("utf-8", "backslashreplace") + b"\n"


class _DuckDB(_Database):
    def __init__(self, out: Target) -> None:
        super().__init__(out)
        try:
            import duckdb
        except ImportError:
            raise missing_extra("duckdb", "archive") from None
        self.trouble = duckdb.Error
        with self._telling():
            self.connection = duckdb.connect(str(out.path))

    def _names(self) -> set[str]:
        return {row[0] for row in self.connection.execute("SELECT table_name FROM duckdb_tables()").fetchall()}

    def _type(self, kind: pa.DataType) -> str:
        if pa.types.is_decimal(kind):
            return f"DECIMAL({kind.precision}, {kind.scale})"
        return {"int32": "INTEGER", "double": "DOUBLE", "bool": "BOOLEAN", "date32[day]": "DATE"}.get(
            str(kind), "VARCHAR[]" if pa.types.is_list(kind) else "VARCHAR"
        )

    def _insert(self, name: str, table: pa.Table) -> None:
        self.connection.register("chunk", table)
        self.connection.execute(f"INSERT INTO {name} BY NAME SELECT * FROM chunk")
        self.connection.unregister("chunk")


class _SQLite(_Database):
    """SQLite knows no decimals, days or lists: quantities are numbers as it keeps them (``value`` has their digits), days ISO text, lists JSON."""

    def __init__(self, out: Target) -> None:
        super().__init__(out)
        self.trouble = sqlite3.Error
        with self._telling():
            self.connection = sqlite3.connect(out.path, isolation_level=None)
            self.connection.execute("PRAGMA synchronous = EXTRA")

    def _names(self) -> set[str]:
        return {row[0] for row in self.connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}

    def _type(self, kind: pa.DataType) -> str:
        if pa.types.is_decimal(kind):
            return "NUMERIC"
        return {"int32": "INTEGER", "bool": "INTEGER", "double": "REAL"}.get(str(kind), "TEXT")

    def _insert(self, name: str, table: pa.Table) -> None:
        columns = []
        for column in table.columns:
            values = column.to_pylist()
            if pa.types.is_list(column.type):
                values = [None if v is None else json.dumps(v, ensure_ascii=False) for v in values]
            elif pa.types.is_date(column.type):
                values = [None if v is None else v.isoformat() for v in values]
            elif pa.types.is_decimal(column.type):
                values = [None if v is None else literal(v) for v in values]
            columns.append(values)
        names = ", ".join(f'"{n}"' for n in table.schema.names)
        marks = ", ".join("?" * table.num_columns)
        self.connection.executemany(f"INSERT INTO {name} ({names}) VALUES ({marks})", zip(*columns, strict=True))
