"""Finished output read back: whatever its format, tables of the declared schemas."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pyarrow as pa

from ..arrow import DECIMAL, DOCUMENTS, ERRORS, QUANTITIES, RECORDS, Columns
from ..errors import InputError
from ..records import validate
from .sinks import Target, part_number, target


def read_records(out: str | Path) -> pa.Table:
    """The records of a run's output, schema `RECORDS`, in the order in which they lie there.

    Args:
        out: the file or folder that was given as the output.

    Raises:
        InputError: it is no output of a run, or an unfinished one.
    """
    return _read(out, "records", RECORDS)


def read_documents(out: str | Path) -> pa.Table:
    """The documents of a run's output, schema `DOCUMENTS`; see `read_records`."""
    return _read(out, "documents", DOCUMENTS)


def read_errors(out: str | Path) -> pa.Table:
    """What failed in a run, schema `ERRORS`; see `read_records`."""
    where = _target(out)
    lines = where.errors.read_text(encoding="utf-8").split("\n")
    return pa.Table.from_pylist([json.loads(line) for line in lines if line], ERRORS)


def _target(out: str | Path) -> Target:
    path = Path(out)
    where = target(str(out))
    if not where.manifest.exists():
        raise InputError(f"{out}: no finished output of a run ({where.manifest} is missing); give the path that was given as --out")
    if where.run.exists():
        raise InputError(f"{out}: a run over it is unfinished; start it again to go on")
    if path.is_dir():
        runs = json.loads(where.manifest.read_text(encoding="utf-8", errors="surrogatepass"))["runs"]
        where = Target(path, runs[-1]["run"]["format"], True)
    return where


def _read(out: str | Path, name: str, shape: pa.Schema) -> pa.Table:
    where = _target(out)
    return _READERS[where.format](where, name, shape)


def _files(where: Target, name: str) -> list[Path]:
    if not where.folder:
        return [where.path if name == "records" or where.format == "jsonl" else where.documents]
    if where.format == "jsonl":
        return sorted(where.path.glob("part-*"), key=part_number)
    return sorted((where.path / name).rglob("part-*"), key=lambda p: (part_number(p), p))


def _parquet(where: Target, name: str, shape: pa.Schema) -> pa.Table:
    import pyarrow.dataset as ds

    files = [str(f) for f in _files(where, name)]
    root = str(where.path / name) if where.folder else None
    dataset = ds.dataset(files, schema=shape, format="parquet", partitioning="hive" if root else None, partition_base_dir=root)
    return dataset.to_table().cast(shape)


def _csv(where: Target, name: str, shape: pa.Schema) -> pa.Table:
    import pyarrow.csv

    types = {f.name: pa.string() if pa.types.is_list(f.type) else f.type for f in shape}
    convert = pyarrow.csv.ConvertOptions(column_types=types, strings_can_be_null=True, quoted_strings_can_be_null=False)
    parse = pyarrow.csv.ParseOptions(newlines_in_values=True)
    out = []
    for file in _files(where, name):
        with pa.input_stream(str(file), compression={".gz": "gzip", ".zst": "zstd"}.get(where.packed)) as stream:
            table = pyarrow.csv.read_csv(stream, convert_options=convert, parse_options=parse)
        columns = [_lists(column) if pa.types.is_list(f.type) else column for column, f in zip(table.columns, shape, strict=True)]
        out.append(pa.Table.from_arrays(columns, names=table.schema.names).cast(shape))
    return pa.concat_tables(out)


def _lists(column: Any) -> Any:
    return pa.array([None if v is None else json.loads(v) for v in column.to_pylist()], pa.list_(pa.string()))


def _jsonl(where: Target, name: str, shape: pa.Schema) -> pa.Table:
    documents, columns = [], Columns()
    for file in _files(where, name):
        for line in _lines(file, where.packed):
            content = json.loads(line, parse_float=Decimal)
            meta, day = content.get("meta"), content["published"]
            documents.append(
                {
                    "id": content["id"],
                    "published": date.fromisoformat(day) if day else None,
                    "text": content["text"],
                    **{n: content.get(n) for n in ("title", "url", "source")},
                    "meta": json.dumps(meta, ensure_ascii=False, default=float) if meta else None,
                }
            )
            columns.add(content["id"], [validate(r) for r in content["records"]])
    return columns.table() if name == "records" else pa.Table.from_pylist(documents, shape)


def _lines(file: Path, packed: str) -> Iterator[bytes]:
    with pa.input_stream(str(file), compression={".gz": "gzip", ".zst": "zstd"}.get(packed)) as stream:
        yield from (line for line in stream.read().split(b"\n") if line)


def _duckdb(where: Target, name: str, shape: pa.Schema) -> pa.Table:
    import duckdb

    with closing(duckdb.connect(str(where.path), read_only=True)) as connection:
        return connection.sql(f"SELECT * FROM {name}").to_arrow_table().cast(shape)


def _sqlite(where: Target, name: str, shape: pa.Schema) -> pa.Table:
    with closing(sqlite3.connect(where.path)) as connection:
        rows = connection.execute(f"SELECT {', '.join(chr(34) + n + chr(34) for n in shape.names)} FROM {name} ORDER BY rowid").fetchall()
    columns = dict(zip(shape.names, zip(*rows, strict=True) if rows else [()] * len(shape), strict=True))
    for written, typed in QUANTITIES.items():
        if typed in columns:  # SQLite rounds; the digits are in the column beside
            pairs = zip(columns[written], columns[typed], strict=True)
            columns[typed] = tuple(None if number is None else Decimal(text) for text, number in pairs)
    return pa.Table.from_arrays([pa.array([_typed(v, f.type) for v in columns[f.name]], f.type) for f in shape], schema=shape)


def _typed(value: Any, kind: pa.DataType) -> Any:
    if value is None:
        return None
    if pa.types.is_list(kind):
        return json.loads(value)
    if pa.types.is_date(kind):
        return date.fromisoformat(value)
    return bool(value) if pa.types.is_boolean(kind) else value


_READERS: dict[str, Callable[[Target, str, pa.Schema], pa.Table]] = {
    "parquet": _parquet, "csv": _csv, "jsonl": _jsonl, "duckdb": _duckdb, "sqlite": _sqlite,
}  # fmt: skip

assert DECIMAL.precision == 38  # what DuckDB and Spark hold at most
