"""Tables: records as rows of pandas, polars or Arrow, the same typed columns whatever was found.

The columns are those of `extractor.arrow.RECORDS`: decimals are exact, days are days, lists are lists, and what a kind does not
have is missing. pandas columns are backed by Arrow (`pandas.ArrowDtype`), so none of it turns into floats or objects.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from .errors import InputError, missing_extra
from .pipeline import Extractor, default_extractor, read_date

if TYPE_CHECKING:
    import pandas
    import polars
    import pyarrow

    from .document import Document


def to_arrow(documents: Iterable[Document]) -> pyarrow.Table:
    """The records of documents as an Arrow table, schema `extractor.arrow.RECORDS`.

    Args:
        documents: a document without an id is named by its place, from 0.

    Raises:
        ImportError: pyarrow is not installed.
    """
    columns = _columns()
    for number, document in enumerate(documents):
        columns.add(str(number) if document.id is None else document.id, document.records)
    return columns.table()


def to_pandas(documents: Iterable[Document]) -> pandas.DataFrame:
    """The records of documents as a pandas DataFrame; see `to_arrow`."""
    return _pandas(to_arrow(documents))


def to_polars(documents: Iterable[Document]) -> polars.DataFrame:
    """The records of documents as a polars DataFrame; see `to_arrow`."""
    return _polars(to_arrow(documents))


def extract_frame(
    frame: Any,
    text: str = "text",
    *,
    published: str | None = None,
    id: str | None = None,
    extractor: Extractor | None = None,
    errors: str = "raise",
) -> Any:
    """One row a record from a table with one row a document.

    Args:
        frame: a pandas or polars DataFrame, an Arrow table, or a mapping of column names to lists. A function for
            ``datasets.Dataset.map`` as it stands: with ``batched=True`` and ``remove_columns`` it makes a dataset of records.
        text: the column of texts. A missing text has no records.
        published: the column of publication dates: dates, or strings as `Extractor.__call__` takes them.
        id: the column that names documents; by default the index in pandas and the row number, from 0, elsewhere.
        extractor: the library's own patterns and tagger by default.
        errors: "raise", or "coerce" to take a text that is none and a date that can't be read as missing.

    Returns:
        What was given, as a table of records (an Arrow table for a mapping). Its columns are those of `extractor.arrow.RECORDS`, but
        ``document`` holds the documents' own ids in their own type, so that both tables can be joined by it.

    Raises:
        InputError: a column is missing, a text is not a string, or a date can't be read; the message names the row.
        ImportError: pyarrow is not installed.
    """
    if errors not in ("raise", "coerce"):
        raise InputError(f"unknown errors={errors!r}; choose 'raise' or 'coerce'")
    import_arrow()
    source = _source(frame)
    for column in (text, published, id):
        if column is not None and column not in source.names:
            raise InputError(f"the table has no column {column!r}; its columns are: {', '.join(map(str, source.names))}")
    texts = source.column(text).to_pylist()
    days = source.column(published).to_pylist() if published is not None else [None] * len(texts)
    ids = source.column(id) if id is not None else source.ids(len(texts))
    if ids.null_count:
        raise InputError(f"the column {id!r} has missing ids; fill them or use another column")
    run = extractor or default_extractor()
    columns = _columns()
    places: list[int] = []
    for row, (content, day) in enumerate(zip(texts, days, strict=True)):
        try:
            when = read_date(day)
        except InputError as error:
            if errors == "raise":
                raise InputError(f"row {row}: {error} (errors='coerce' goes on without the date)") from None
            when = None
        if content is not None and not isinstance(content, str):
            if errors == "raise":
                raise InputError(f"row {row}: the text is a {type(content).__name__}, no string (errors='coerce' leaves it out)")
            content = None
        if content is None:
            continue
        found = run(content, published=when).records
        columns.add("", found)
        places.extend([row] * len(found))
    return source.like(_owned(columns.table(), ids, places))


def _owned(records: pyarrow.Table, ids: Any, places: Sequence[int]) -> pyarrow.Table:
    """Records with the ids of the documents they come from."""
    pa = import_arrow()
    owners = ids.take(pa.array(places, pa.int64()))
    return records.set_column(0, pa.field("document", owners.type, nullable=pa.types.is_null(owners.type)), owners)


class _Source:
    """A table of Arrow, or columns in a mapping; its subclasses are the data frames."""

    def __init__(self, frame: Any) -> None:
        self.frame = frame
        self.names = list(frame.schema.names if hasattr(frame, "schema") else frame)

    def column(self, name: str) -> Any:
        pa = import_arrow()
        values = self.frame[name]
        return values if isinstance(values, pa.ChunkedArray | pa.Array) else _array(values)

    def ids(self, rows: int) -> Any:
        return import_arrow().array(range(rows))

    def like(self, table: pyarrow.Table) -> Any:
        return table


class _Pandas(_Source):
    def __init__(self, frame: Any) -> None:
        self.frame, self.names = frame, list(frame.columns)

    def column(self, name: str) -> Any:
        return _array(self.frame[name])

    def ids(self, rows: int) -> Any:
        index = self.frame.index
        return _array(index.to_series() if index.nlevels == 1 else index.to_flat_index().map(str).to_series())

    def like(self, table: pyarrow.Table) -> Any:
        return _pandas(table)


class _Polars(_Source):
    def __init__(self, frame: Any) -> None:
        self.frame, self.names = frame, frame.columns

    def column(self, name: str) -> Any:
        return self.frame[name].to_arrow()

    def like(self, table: pyarrow.Table) -> Any:
        return _polars(table)


def _source(frame: Any) -> _Source:
    library = type(frame).__module__.partition(".")[0]
    if library == "polars":
        return _Polars(frame.collect() if hasattr(frame, "collect") else frame)
    if library == "pandas" and hasattr(frame, "columns"):
        return _Pandas(frame)
    if library == "pyarrow" or isinstance(frame, Mapping):
        return _Source(frame)
    raise InputError(f"can't read a {type(frame).__name__}; give a pandas or polars DataFrame, an Arrow table or a mapping of columns")


def _array(values: Any) -> Any:
    """Any column as an Arrow array; one of mixed types as a list of what it holds."""
    pa = import_arrow()
    try:
        return pa.array(values, from_pandas=True)
    except (pa.ArrowInvalid, pa.ArrowTypeError):
        return _Mixed(values)


class _Mixed:
    """A column that Arrow has no type for."""

    def __init__(self, values: Iterable[Any]) -> None:
        self.values = [None if v is None or v != v else v for v in values]
        self.null_count = sum(v is None for v in self.values)

    def to_pylist(self) -> list[Any]:
        return self.values

    def take(self, places: Any) -> Any:
        return import_arrow().array([str(self.values[p]) for p in places.to_pylist()])


def import_arrow() -> Any:
    """The module pyarrow.

    Raises:
        ImportError: it is not installed.
    """
    try:
        import pyarrow
    except ImportError:
        raise missing_extra("pyarrow", "frames") from None
    return pyarrow


def _columns() -> Any:
    import_arrow()
    from .arrow import Columns

    return Columns()


def _pandas(table: pyarrow.Table) -> pandas.DataFrame:
    try:
        import pandas
    except ImportError:
        raise missing_extra("pandas", "frames") from None
    return table.to_pandas(types_mapper=pandas.ArrowDtype)


def _polars(table: pyarrow.Table) -> polars.DataFrame:
    try:
        import polars
    except ImportError:
        raise missing_extra("polars", "polars") from None
    frame = polars.from_arrow(table)
    assert isinstance(frame, polars.DataFrame)
    return frame
