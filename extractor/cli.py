"""The command line: extract, archive, explain, evaluate, schema, check-patterns.

Bad input gets one clear line on standard error that names file, line and remedy.
Exit code 2: the command could not be carried out; 1: some documents failed and
were reported, the others are written; 0: all is well.
"""

from __future__ import annotations

import json
import os
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, Annotated, Any

import typer

from .errors import ExtractorError, InputError
from .patterns import KINDS

app = typer.Typer(
    name="extractor",
    help="Exact facts from Arabic text, with offsets.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)

_SUFFIXES = (".txt", ".json", ".jsonl")
_KNOWN_FIELDS = frozenset({"id", "text", "published", "records"})


def _fail(message: str) -> typer.Exit:
    print(f"extractor: {message}", file=sys.stderr)
    return typer.Exit(2)


@dataclass(slots=True)
class _Source:
    """One document on its way in, or why there is none."""

    where: str
    id: str = ""
    text: str = ""
    published: Any = None
    meta: dict[str, Any] = field(default_factory=dict)
    error: str = ""
    raw: str = ""


def _files(paths: list[str]) -> Iterator[Path | None]:
    """All input files in order; None stands for standard input."""
    for name in paths:
        if name == "-":
            yield None
            continue
        path = Path(name)
        if path.is_dir():
            found = sorted(p for p in path.rglob("*") if p.suffix in _SUFFIXES and p.is_file())
            if not found:
                raise InputError(f"{name}: no {', '.join(_SUFFIXES)} files in this folder")
            yield from found
        elif not path.exists():
            raise InputError(f"{name}: no such file or folder; check the path")
        elif path.suffix not in _SUFFIXES:
            raise InputError(f"{name}: unknown file type; give {', '.join(_SUFFIXES)} or a folder of them")
        else:
            yield path


def _documents(path: Path | None) -> Iterator[_Source]:
    """The documents of one file."""
    name = str(path) if path is not None else "<stdin>"
    data = path.read_bytes() if path is not None else sys.stdin.buffer.read()
    if path is not None and path.suffix == ".txt":
        try:
            yield _Source(name, id=path.stem, text=data.decode("utf-8-sig"))
        except UnicodeDecodeError as error:
            yield _Source(name, error=f"{name}: not UTF-8 (byte {error.start}); convert it, for example with iconv")
        return
    if path is None and data.lstrip()[:1] not in (b"{", b"["):
        try:
            yield _Source(name, id="stdin", text=data.decode("utf-8-sig"))
        except UnicodeDecodeError as error:
            yield _Source(name, error=f"{name}: not UTF-8 (byte {error.start}); convert it, for example with iconv")
        return
    if path is not None and path.suffix == ".json":
        try:
            content = json.loads(data.decode("utf-8-sig"))
        except UnicodeDecodeError as error:
            yield _Source(name, error=f"{name}: not UTF-8 (byte {error.start}); convert it, for example with iconv")
            return
        except json.JSONDecodeError as error:
            yield _Source(name, error=f"{name}: line {error.lineno}: broken JSON: {error.msg}; mend the file")
            return
        items = content if isinstance(content, list) else [content]
        stem = path.stem
        for number, item in enumerate(items, 1):
            default = stem if len(items) == 1 else f"{stem}:{number}"
            yield _source(f"{name}: document {number}", item, default)
        return
    stem = path.stem if path is not None else "stdin"
    for number, line in enumerate(data.split(b"\n"), 1):
        if not line.strip():
            continue
        where = f"{name}: line {number}"
        try:
            text = line.decode("utf-8-sig")
            yield _source(where, json.loads(text), f"{stem}:{number}", text)
        except UnicodeDecodeError as error:
            yield _Source(where, error=f"{where}: not UTF-8 (byte {error.start}); convert it, for example with iconv",
                          raw=line.decode("utf-8", "replace"))  # fmt: skip
        except json.JSONDecodeError as error:
            yield _Source(where, error=f"{where}: broken JSON: {error.msg}; mend the line", raw=line.decode("utf-8", "replace"))


def _source(where: str, item: Any, default: str, raw: str = "") -> _Source:
    if not isinstance(item, dict):
        return _Source(where, error=f"{where}: not a JSON object; give {{'id': …, 'text': …}}", raw=raw)
    text = item.get("text")
    if not isinstance(text, str):
        return _Source(
            where, error=f"{where}: no field 'text' with a string; name the text so", raw=raw or json.dumps(item, ensure_ascii=False)
        )
    meta = {k: v for k, v in item.items() if k not in _KNOWN_FIELDS}
    return _Source(where, str(item.get("id") or default), text, item.get("published"), meta, raw=raw)


class _Output:
    """JSON Lines to a file, written atomically, or to standard output."""

    def __init__(self, path: Path | None) -> None:
        self.path = path
        self.temporary = ""
        self.stream: IO[str] = sys.stdout
        if path is not None:
            if not path.parent.is_dir():
                raise InputError(f"{path}: no such folder to write to; create {path.parent}")
            handle, self.temporary = tempfile.mkstemp(prefix=f".{path.name}.", suffix=".tmp", dir=path.parent)
            self.stream = os.fdopen(handle, "w", encoding="utf-8", errors="surrogatepass", newline="\n")
        elif hasattr(sys.stdout, "reconfigure"):
            sys.stdout.reconfigure(encoding="utf-8", errors="surrogatepass", newline="\n")

    def write(self, data: dict[str, Any]) -> None:
        line = json.dumps(data, ensure_ascii=False)
        if any("\ud800" <= c <= "\udfff" for c in line):  # a lone surrogate has no UTF-8: escaped, nothing is lost
            line = json.dumps(data, ensure_ascii=True)
        self.stream.write(line + "\n")

    def close(self, good: bool) -> None:
        self.stream.flush()
        if self.path is None:
            return
        if good:
            os.fsync(self.stream.fileno())
        self.stream.close()
        if good:
            os.chmod(self.temporary, 0o644)
            os.replace(self.temporary, self.path)
        else:
            os.unlink(self.temporary)


_Names = Annotated[
    str,
    typer.Option("--names", metavar="TAGGER", help="Tagger of persons, organizations and further places: spacy, gazetteer, camel or none."),
]
_Patterns = Annotated[
    list[Path] | None, typer.Option("--patterns", metavar="DIR", help="A pattern directory of your own; may be repeated.")
]


@app.command()
def extract(
    paths: Annotated[list[str], typer.Argument(metavar="PATH…", help="Files or folders of .txt, .json, .jsonl; - for standard input.")],
    output: Annotated[
        Path | None, typer.Option("-o", "--output", metavar="OUT.jsonl", help="Where to write; standard output by default.")
    ] = None,
    kinds: Annotated[str | None, typer.Option(metavar="a,b", help=f"Only these kinds: {','.join(KINDS)}.")] = None,
    published: Annotated[str | None, typer.Option(metavar="DATE", help="Date of documents that carry none.")] = None,
    patterns: _Patterns = None,
    names: _Names = "spacy",
    errors: Annotated[Path | None, typer.Option(metavar="FILE", help="Write documents that failed here, with the reason.")] = None,
) -> None:
    """Extract the records of articles, one document a line in input order."""
    from .pipeline import Extractor, read_date

    try:
        wanted = [k.strip() for k in kinds.split(",") if k.strip()] if kinds is not None else None
        default = read_date(published)
        extractor = Extractor(patterns=patterns or (), kinds=wanted, names=_tagger(names))
        files = list(_files(paths))
        out = _Output(output)
    except (ExtractorError, ImportError, OSError) as error:
        raise _fail(str(error)) from None
    failed: list[_Source] = []
    good = False
    single = len(files) == 1 and files[0] is not None and files[0].suffix != ".jsonl"
    try:
        with _progress(len(files)) as step:
            for path in files:
                for source in _documents(path):
                    if not source.error:
                        source.error = _one(extractor, source, default, out)
                    if source.error:
                        failed.append(source)
                        print(f"extractor: {source.error}", file=sys.stderr)
                step()
        good = not (single and failed)
    except BrokenPipeError:
        sys.stderr.close()
        raise typer.Exit(0) from None
    except OSError as error:
        raise _fail(f"{error.filename or output or ''}: {error.strerror}; free space or check permissions") from None
    finally:
        out.close(good)
    if errors is not None:
        with errors.open("w", encoding="utf-8", errors="surrogatepass") as stream:
            for source in failed:
                line = {"where": source.where, "id": source.id or None, "reason": source.error, "raw": source.raw or source.text}
                stream.write(json.dumps(line, ensure_ascii=True) + "\n")
    if failed:
        if single:
            raise typer.Exit(2)
        print(f"extractor: {len(failed)} document{'s' * (len(failed) > 1)} failed, the others are written", file=sys.stderr)
        raise typer.Exit(1)


def _tagger(name: str) -> str | None:
    return None if name == "none" else name


def _one(extractor: Any, source: _Source, default: Any, out: _Output) -> str:
    """Extract one document; the reason it failed, or nothing."""
    try:
        document = extractor(source.text, published=source.published or default, id=source.id)
    except InputError as error:
        # The text is good all the same: it is read without its date, and the date is reported.
        document = extractor(source.text, published=default, id=source.id)
        print(f"extractor: {source.where}: warning: {error}; read without a date", file=sys.stderr)
    data = document.to_dict()
    if source.meta:
        data["meta"] = source.meta
    out.write(data)
    return ""


class _progress:
    """A progress bar on a terminal, nothing elsewhere."""

    def __init__(self, total: int) -> None:
        self.total, self.bar = total, None

    def __enter__(self) -> Any:
        if not sys.stderr.isatty() or self.total < 2:
            return lambda: None
        from rich.console import Console
        from rich.progress import Progress

        bar: Any = Progress(console=Console(stderr=True), transient=True)
        bar.start()
        task = bar.add_task("extracting", total=self.total)
        self.bar = bar
        return lambda: bar.advance(task)

    def __exit__(self, *_: object) -> None:
        if self.bar is not None:
            self.bar.stop()


@app.command()
def archive(
    inputs: Annotated[
        list[str],
        typer.Argument(
            metavar="INPUT…",
            help="Files and folders of .txt .json .jsonl .csv .tsv .parquet .html .warc (also .gz, .zst), .sqlite files, postgresql://…",
        ),
    ],
    out: Annotated[
        str, typer.Option("-o", "--out", metavar="DIR|FILE", help="A folder for parts, or a file .parquet .jsonl .csv .duckdb .sqlite.")
    ],
    jobs: Annotated[int | None, typer.Option("-j", "--jobs", min=1, help="Worker processes; all cores by default.")] = None,
    format: Annotated[str | None, typer.Option(metavar="FORMAT", help="Of a folder's parts: parquet (default), jsonl, csv.")] = None,
    append: Annotated[bool, typer.Option("--append", help="Add to an output that is there.")] = False,
    replace: Annotated[bool, typer.Option("--replace", help="Replace an output that is there.")] = False,
    unordered: Annotated[bool, typer.Option("--unordered", help="Write results as they come.")] = False,
    partition_by: Annotated[str | None, typer.Option(metavar="a,b", help="Split Parquet records into folders by these columns.")] = None,
    kinds: Annotated[str | None, typer.Option(metavar="a,b", help=f"Only these kinds: {','.join(KINDS)}.")] = None,
    published: Annotated[str | None, typer.Option(metavar="DATE", help="Date of documents that carry none.")] = None,
    patterns: _Patterns = None,
    names: _Names = "spacy",
    text_column: Annotated[str, typer.Option("--text", metavar="NAME", help="Column or field of the text.")] = "text",
    id_column: Annotated[str, typer.Option("--id", metavar="NAME", help="… of the id; made from path or URL where missing.")] = "id",
    date_column: Annotated[str, typer.Option("--date", metavar="NAME", help="… of the document's date.")] = "published",
    title_column: Annotated[str, typer.Option("--title", metavar="NAME", help="… of the title.")] = "title",
    url_column: Annotated[str, typer.Option("--url", metavar="NAME", help="… of the URL.")] = "url",
    query: Annotated[str | None, typer.Option(metavar="SQL", help="What to read from a database; with ORDER BY.")] = None,
    table: Annotated[str | None, typer.Option(metavar="NAME", help="Or the table to read whole.")] = None,
    encoding: Annotated[str, typer.Option(metavar="NAME", help="Of text, JSON and CSV files.")] = "utf-8",
    delimiter: Annotated[str | None, typer.Option(metavar="CHAR", help="Of CSV files; found by itself by default.")] = None,
    max_bytes: Annotated[int, typer.Option(min=1, metavar="N", help="Largest document, as it lies in the archive.")] = 10_000_000,
    max_seconds: Annotated[float, typer.Option(min=0, metavar="S", help="Longest time for one document; 0 for any.")] = 120.0,
    engine: Annotated[str, typer.Option(metavar="local|spark", help="Where to run.")] = "local",
    master: Annotated[str | None, typer.Option(metavar="URL", help="Spark's master.")] = None,
) -> None:
    """Extract an archive of any size into one table; run it again to go on after an interruption.

    Documents that fail land in errors.jsonl with their reason, and the run goes on.
    """
    try:
        from .archive.command import archive as carry_out

        wanted = tuple(k.strip() for k in kinds.split(",") if k.strip()) if kinds is not None else None
        failed = carry_out(
            inputs,
            out,
            engine=engine,
            master=master,
            settings={
                "names": _tagger(names),
                "kinds": wanted,
                "patterns": tuple(str(p) for p in patterns or ()),
                "published": published,
                "seconds": max_seconds or None,
            },
            fields={"text": text_column, "id": id_column, "published": date_column, "title": title_column, "url": url_column},
            options={"encoding": encoding, "size": max_bytes, "delimiter": delimiter, "query": query, "table": table},
            jobs=jobs,
            format=format,
            mode=_mode(append, replace),
            ordered=not unordered,
            partition=tuple(c.strip() for c in (partition_by or "").split(",") if c.strip()),
        )
    except (ExtractorError, ImportError) as error:
        raise _fail(str(error)) from None
    if failed:
        raise typer.Exit(1)


def _mode(append: bool, replace: bool) -> str:
    if append and replace:
        raise InputError("--append and --replace exclude each other; choose one")
    return "append" if append else "replace" if replace else "new"


@app.command()
def explain(
    text: Annotated[str, typer.Argument(help="The text to explain.")],
    published: Annotated[str | None, typer.Option(metavar="DATE", help="The document's date.")] = None,
    patterns: _Patterns = None,
    names: _Names = "spacy",
) -> None:
    """Show tokens with their senses, what was considered at each place, what won and why."""
    from .explain import explain as explained
    from .pipeline import Extractor, read_date

    try:
        extractor = Extractor(patterns=patterns or (), names=_tagger(names))
        sections = explained(extractor, text, read_date(published))
    except (ExtractorError, ImportError) as error:
        raise _fail(str(error)) from None
    from rich.console import Console
    from rich.table import Table

    console = Console(width=None if sys.stdout.isatty() else 160, highlight=False)
    for title, columns, rows in sections:
        table = Table(title=title, title_justify="left")
        for column in columns:
            table.add_column(column, overflow="fold")
        for row in rows:
            table.add_row(*(cell.replace("[", "\\[") for cell in row))
        console.print(table)


@app.command()
def evaluate(
    gold: Annotated[
        list[str],
        typer.Argument(metavar="GOLD…", help="Files or folders of .jsonl, .json: documents with gold records in the contract's format."),
    ],
    errors: Annotated[int, typer.Option(metavar="N", min=0, help="List the first N errors with context and rule.")] = 0,
    by: Annotated[
        str, typer.Option(metavar="kind|source", help="source: the same table for each source too (field 'source', or the file's name).")
    ] = "kind",
    output: Annotated[Path | None, typer.Option("--json", metavar="FILE", help="Write all measures, intervals and errors here.")] = None,
    kinds: Annotated[str | None, typer.Option(metavar="a,b", help="Score only these kinds.")] = None,
    resamples: Annotated[
        int, typer.Option(metavar="N", min=0, help="Draws of the bootstrap behind the 95 % intervals; 0 for none.")
    ] = 1000,
    seed: Annotated[int, typer.Option(metavar="N", min=0, max=2**32 - 1, help="Of the draws.")] = 0,
    patterns: _Patterns = None,
    names: _Names = "spacy",
) -> None:
    """Precision, recall and F1 per kind and source against gold: spans strict and relaxed, values given spans and end to end."""
    from .evaluate import SCORED
    from .evaluate import evaluate as score
    from .evaluate import table as lines
    from .pipeline import Extractor

    try:
        wanted = [k.strip() for k in kinds.split(",") if k.strip()] if kinds else list(SCORED)
        unknown = sorted(set(wanted) - set(KINDS))
        if unknown:
            raise InputError(f"unknown kind {unknown[0]!r}; choose from {', '.join(KINDS)}")
        if by not in ("kind", "source"):
            raise InputError(f"--by {by}: choose kind or source")
        if output is not None and not output.parent.is_dir():
            raise InputError(f"{output}: no such folder to write to; create {output.parent}")
        extractor = Extractor(patterns=patterns or (), names=_tagger(names))
        pairs = []
        for where, document in _gold(gold):
            try:
                found = extractor(document["text"], published=document.get("published"), id=document["id"])
            except InputError as error:
                raise InputError(f"{where}: {error}") from None
            pairs.append((document, found.to_dict()))
        if not pairs:
            raise InputError(f"{', '.join(gold)}: no gold documents; give a .jsonl file with one document a line")
        result = score(pairs, wanted)
        if output is not None:
            # A lone surrogate has no UTF-8; with a backslash it is JSON all the same.
            data = json.dumps(result.to_dict(resamples, seed), ensure_ascii=False, indent=1).encode("utf-8", "backslashreplace")
            output.write_bytes(data + b"\n")
    except (ExtractorError, ImportError, OSError) as error:
        raise _fail(str(error)) from None
    tables = {"": result, **result.by_source()} if by == "source" else {"": result}
    for source, part in tables.items():
        if source:
            print(f"\n{source}: {len(part.sheets)} document{'s' * (len(part.sheets) > 1)}")
        for row in lines(part, part.intervals(resamples, seed)):
            print(row)
    if errors and result.mistakes:
        print(f"\n{min(errors, len(result.mistakes))} of {len(result.mistakes)} errors")
    for mistake in result.mistakes[:errors]:
        print(str(mistake).encode("utf-8", "backslashreplace").decode("utf-8"))


def _gold(paths: list[str]) -> Iterator[tuple[str, dict[str, Any]]]:
    """Gold documents and where they stand; each has an id and a source."""
    for name in paths:
        for path in _files([name]):
            if path is None:
                raise InputError("evaluate reads files and folders, not standard input; write the gold to a file")
            if path.suffix == ".txt":
                if path == Path(name):
                    raise InputError(f"{path}: plain text has no gold records; give .jsonl or .json")
                continue
            try:
                content = path.read_bytes().decode("utf-8-sig")
            except UnicodeDecodeError as error:
                raise InputError(f"{path}: not UTF-8 (byte {error.start}); convert it, for example with iconv") from None
            for where, number, text in _pieces(path, content):
                try:
                    items = json.loads(text)
                except json.JSONDecodeError as error:
                    line = number if path.suffix == ".jsonl" else error.lineno
                    raise InputError(f"{path}: line {line}: broken JSON: {error.msg}; one document a line is needed") from None
                for place, item in enumerate(items if isinstance(items, list) else [items], number):
                    here = where or f"{path}: document {place}"
                    yield here, {"source": path.stem, **_checked(here, item, f"{path.stem}:{place}")}


def _pieces(path: Path, content: str) -> Iterator[tuple[str, int, str]]:
    """What is one JSON text each: where it stands (empty for a whole file), its number, the text."""
    if path.suffix == ".json":
        yield "", 1, content
        return
    for number, line in enumerate(content.split("\n"), 1):
        if line.strip():
            yield f"{path}: line {number}", number, line


def _checked(where: str, item: Any, default: str) -> dict[str, Any]:
    if not isinstance(item, dict) or not isinstance(item.get("text"), str) or not isinstance(item.get("records"), list):
        raise InputError(f"{where}: no gold document; fields 'text' and 'records' are needed")
    for number, record in enumerate(item["records"], 1):
        start, end = (record.get("start"), record.get("end")) if isinstance(record, dict) else (None, None)
        if not isinstance(start, int) or not isinstance(end, int) or not isinstance(record.get("kind"), str):
            raise InputError(f"{where}: record {number}: fields 'kind', 'start' and 'end' are needed")
        if not 0 <= start < end <= len(item["text"]):
            raise InputError(
                f"{where}: record {number}: no span {start}–{end} in a text of {len(item['text'])} characters; count code points"
            )
    # A source may be left empty: then it is the file's name.
    return {k: v for k, v in item.items() if k != "source" or v} | {"id": str(item.get("id") or default)}


@app.command()
def schema() -> None:
    """Print the JSON Schema of the records."""
    from .records import schema as record_schema

    print(json.dumps(record_schema(), ensure_ascii=False, indent=2))


@app.command("check-patterns")
def check_patterns(
    directory: Annotated[Path | None, typer.Argument(metavar="DIR", help="Your directory; the library's own by default.")] = None,
    fix: Annotated[bool, typer.Option("--fix", help="Rewrite files whose formatting is not canonical.")] = False,
) -> None:
    """Check that pattern files are valid, that their examples match and their counter-examples don't."""
    from .check import check

    try:
        problems, checked = check(directory, fix=fix)
    except (ExtractorError, OSError) as error:
        raise _fail(str(error)) from None
    for problem in problems:
        print(f"extractor: {problem}", file=sys.stderr)
    print(f"{checked} examples checked, {len(problems)} problem{'s' * (len(problems) != 1)}")
    if problems:
        raise typer.Exit(1)


if __name__ == "__main__":
    app()
