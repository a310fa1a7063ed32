"""The same function on Apache Spark: `extract` for a DataFrame, `carry_out` for ``extractor archive --engine spark``.

Items are made of rows and taken through the very code of the local run, in Python workers that Spark feeds with Arrow batches. The
extractor is built once per worker, the user's pattern directories travel with the function. Nothing depends on order or on partitions, so
a task that Spark runs again, after an executor was lost say, gives the same rows.
"""

from __future__ import annotations

import dataclasses
import functools
import hashlib
import os
import shutil
import sys
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import pyarrow as pa

from ..arrow import DOCUMENTS, RECORDS
from ..errors import InputError, missing_extra
from .batch import Stopped, Summary
from .readers import Fields, Item, Options
from .seam import Settings, extractor
from .sinks import error_line
from .worker import outcome

try:
    from pyspark.sql import DataFrame, SparkSession
except ImportError:
    raise missing_extra("pyspark", "spark") from None

_ROWS = 200
_PLACE = "extractor_place"


def extract(
    frame: DataFrame, settings: Settings = Settings(seconds=120), *, fields: Fields = Fields(), size: int = 10_000_000
) -> DataFrame:
    """The records of a DataFrame of documents, one a row.

    Args:
        frame: documents, with at least columns for id and text.
        settings: the extractor, and how long one document may take.
        fields: names of its columns.
        size: the largest text in bytes.

    Returns:
        A DataFrame of the schema `extractor.archive.RECORDS`. Documents that failed have no rows; `outcomes` tells of them.

    Raises:
        InputError: a column is missing.
    """
    return outcomes(frame, settings, fields=fields, size=size).where("record is not null").select("record.*")


def outcomes(
    frame: DataFrame, settings: Settings = Settings(seconds=120), *, fields: Fields = Fields(), size: int = 10_000_000
) -> DataFrame:
    """All that comes of a DataFrame of documents; see `extract`.

    Returns:
        A DataFrame with three columns, one of which is set in each row: ``record`` (schema `RECORDS`), ``document`` (schema `DOCUMENTS`) and
        ``failure`` (a line of errors.jsonl).
    """
    for name in (fields.text,) if _PLACE in frame.columns else (fields.id, fields.text):
        if name not in frame.columns:
            raise InputError(f"the frame has no column {name!r} but {', '.join(frame.columns)}; name the columns with Fields(…)")
    extractor(settings)  # a wrong setting is told here, not by a worker far away
    shape = f"record {_type(pa.struct(RECORDS))}, document {_type(pa.struct(DOCUMENTS))}, failure string"
    shipped = _ship(settings.patterns)
    function = functools.partial(_map, settings=settings, options=Options(fields=fields, size=size), shipped=shipped)
    return frame.mapInArrow(function, shape)


def _map(batches: Iterator[pa.RecordBatch], *, settings: Settings, options: Options, shipped: dict[str, bytes]) -> Iterator[pa.RecordBatch]:
    """Arrow batches of documents to Arrow batches of outcomes. Runs in Spark's workers."""
    if shipped:
        settings = dataclasses.replace(settings, patterns=_unpack(shipped))
    for batch in batches:
        for start in range(0, batch.num_rows, _ROWS):
            found = [_item(row, options) for row in batch.slice(start, _ROWS).to_pylist()]
            made = outcome(found, settings, options, {})
            failures = [error_line(dataclasses.asdict(f)).decode().rstrip("\n") for f in made.failures]
            yield _side_by_side(made.records, made.documents, pa.array(failures, pa.string()))


def _item(row: dict[str, Any], options: Options) -> Item:
    where = row.pop(_PLACE, None)
    where = str(row.get(options.fields.id)) if where is None else where
    text = row.get(options.fields.text)
    if isinstance(text, str | bytes):
        length = len(text if isinstance(text, bytes) else text.encode("utf-8", "surrogatepass"))
        if length > options.size:
            return Item(
                "failure", where, where, ("size", f"more than {options.size:,} bytes; raise the limit or split it", str(text[:1000])), 0
            )
    return Item("row", where, where, row, 0)


def _side_by_side(records: pa.Table, documents: pa.Table, failures: pa.Array) -> pa.RecordBatch:
    lengths = [records.num_rows, documents.num_rows, len(failures)]
    columns = []
    for at, content in enumerate((_struct(records), _struct(documents), failures)):
        pieces = [content if at == i else pa.nulls(length, content.type) for i, length in enumerate(lengths)]
        columns.append(pa.concat_arrays(pieces))
    return pa.RecordBatch.from_arrays(columns, names=["record", "document", "failure"])


def _struct(table: pa.Table) -> pa.StructArray:
    kind = pa.struct([f.with_nullable(True) for f in table.schema])
    return pa.StructArray.from_arrays([c.combine_chunks() for c in table.columns], fields=list(kind))


def _type(kind: pa.DataType) -> str:
    """An Arrow type as Spark writes it."""
    if pa.types.is_struct(kind):
        return f"struct<{', '.join(f'`{f.name}`: {_type(f.type)}' for f in kind)}>"
    if pa.types.is_list(kind):
        return f"array<{_type(kind.value_type)}>"
    if pa.types.is_decimal(kind):
        return f"decimal({kind.precision},{kind.scale})"
    return {"string": "string", "int32": "int", "double": "double", "bool": "boolean", "date32[day]": "date"}[str(kind)]


def _ship(directories: Sequence[str]) -> dict[str, bytes]:
    """The files of pattern directories, by number of the directory and path."""
    return {
        f"{number}/{path.relative_to(directory).as_posix()}": path.read_bytes()
        for number, directory in enumerate(directories)
        for path in sorted(Path(directory).rglob("*"))
        if path.is_file()
    }


@functools.cache
def _unpacked(digest: str, files: tuple[tuple[str, bytes], ...]) -> tuple[str, ...]:
    folder = Path(tempfile.gettempdir()) / f"extractor-patterns-{os.getuid()}-{digest[:16]}"
    if not folder.exists():
        making = Path(tempfile.mkdtemp(prefix="extractor-patterns-"))
        for name, data in files:
            path = making / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(data)
        try:
            making.rename(folder)
        except OSError:  # another worker was faster
            shutil.rmtree(making)
    if folder.lstat().st_uid != os.getuid():  # made here it is ours, and closed to all others
        raise InputError(f"{folder} belongs to somebody else; remove it or set TMPDIR to a folder of your own")
    return tuple(str(p) for p in sorted(folder.iterdir(), key=lambda p: int(p.name)))


def _unpack(shipped: dict[str, bytes]) -> tuple[str, ...]:
    """Pattern directories on this machine that hold the shipped files."""
    digest = hashlib.sha256(b"".join(name.encode() + b"\0" + data for name, data in shipped.items())).hexdigest()
    return _unpacked(digest, tuple(shipped.items()))


def session(master: str | None) -> SparkSession:
    """A session for the command line: one thread for each numeric library, and this Python on the workers of the same machine."""
    os.environ.setdefault("PYSPARK_PYTHON", sys.executable)
    builder = SparkSession.builder.appName("extractor archive")
    if master:
        builder = builder.master(master)
    for name in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS"):
        builder = builder.config(f"spark.executorEnv.{name}", "1")
    return builder.getOrCreate()


def carry_out(
    inputs: Sequence[str],
    out: str,
    *,
    master: str | None,
    settings: Settings,
    fields: Fields,
    size: int = 10_000_000,
    mode: str = "new",
    partition: Sequence[str] = (),
) -> Summary:
    """Extract Parquet or tables on a cluster.

    Args:
        inputs: paths or URLs of Parquet, or ``table:NAME``.
        out: path or URL of a folder, which gets ``records``, ``documents`` and ``errors``; or ``table:NAME``, whose name they get as prefix.
        master: Spark's master; Spark's own configuration where None.
        mode: ``new``, which refuses an output that is there; ``append`` or ``replace``.
        partition: columns by which records are split into folders.

    Raises:
        InputError: an argument can't be used.
        Stopped: Spark gave up; its reason.
    """
    from pyspark.errors import AnalysisException, PySparkException

    spark = session(master)
    try:
        frame = functools.reduce(lambda a, b: a.unionByName(b, allowMissingColumns=True), (_frame(spark, i, fields) for i in inputs))
        wanted = 3 * spark.sparkContext.defaultParallelism
        if frame.rdd.getNumPartitions() < wanted:
            frame = frame.repartition(wanted)
        result = outcomes(frame, settings, fields=fields, size=size).persist(_disk())
        try:
            how = {"new": "errorifexists", "append": "append", "replace": "overwrite"}[mode]
            for name, rows in (
                ("records", result.where("record is not null").select("record.*")),
                ("documents", result.where("document is not null").select("document.*")),
                ("errors", result.where("failure is not null").select("failure")),
            ):
                writer = rows.write.mode(how)
                if name == "records" and partition:
                    writer = writer.partitionBy(*partition)
                if out.startswith("table:"):
                    writer.saveAsTable(f"{out[6:]}_{name}")
                elif name == "errors":
                    writer.text(f"{out}/{name}")
                else:
                    writer.parquet(f"{out}/{name}")
            return _summary(result)
        finally:
            result.unpersist()
    except AnalysisException as error:
        raise InputError(
            f"Spark: {str(error).splitlines()[0]}; check inputs, columns and output (say --append or --replace for one that is there)"
        ) from None
    except PySparkException as error:
        raise Stopped(f"Spark gave up: {str(error).splitlines()[0]}; remove what it has written and run again") from None
    finally:
        spark.stop()


def _disk() -> Any:
    from pyspark import StorageLevel

    return StorageLevel.DISK_ONLY


def _frame(spark: SparkSession, name: str, fields: Fields) -> DataFrame:
    """An input's rows, each with the place that stands in for a missing id: file and row, as in the local run."""
    from pyspark.sql import functions as f

    if name.startswith("table:"):
        frame = spark.table(name[6:])
        if fields.id not in frame.columns:
            raise InputError(f"{name} has no column {fields.id!r} but {', '.join(frame.columns)}; name the one that holds the id")
        return frame.withColumn(_PLACE, f.concat(f.lit(name[6:] + ":"), f.col(fields.id).cast("string")))
    frame = spark.read.option("recursiveFileLookup", "true").parquet(name)
    if fields.text not in frame.columns:
        raise InputError(f"{name} has no column {fields.text!r} but {', '.join(frame.columns)}; name the one that holds the text")
    root = unquote(name.split("://")[-1] if "://" in name else os.path.abspath(name)).rstrip("/")

    def relative(path: str) -> str:
        plain = unquote(path)
        _, found, after = plain.partition(root)
        return after.strip("/") if found and after.strip("/") else plain.rsplit("/", 1)[-1]

    place = f.concat_ws(
        ":", f.udf(relative, "string", useArrow=False)(f.col("_metadata.file_path")), (f.col("_metadata.row_index") + 1).cast("string")
    )
    return frame.withColumn(_PLACE, place)


def _summary(result: DataFrame) -> Summary:
    from pyspark.sql import functions as f

    out = Summary()
    for row in (
        result.groupBy("record.kind", f.get_json_object("failure", "$.reason").alias("reason"))
        .agg(f.count(f.lit(1)).alias("rows"), f.sum(f.octet_length("document.text")).alias("bytes"), f.count("document").alias("documents"))
        .collect()
    ):
        out.documents += row["documents"]
        out.bytes += row["bytes"] or 0
        if row["kind"] is not None:
            out.records[row["kind"]] += row["rows"]
        if row["reason"] is not None:
            out.errors[row["reason"]] += row["rows"]
    return out
