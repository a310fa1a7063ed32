"""The pattern database: loads, validates and compiles ``patterns/`` and a user's own directory.

In come TOML files with lexicon entries (surface forms or paradigms → sense,
value), patterns (senses and literal words in sequence → kind, slots) and false
positives; out goes a `Lexicon` for the scan and a `Grammar` for the match. Law 5
lives here: a word is never in code, every entry has an id and examples.

How a pattern is matched: the tokens of a text are written as a string of one
character each (its *code*, standing for all senses the token has), with
proclitics and punctuation as themselves. A pattern becomes a regular expression
over that string, so matching costs nothing where no token is.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any, Literal

import tomli
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from .errors import PatternError
from .grammar import ANY, Database, Grammar, Lead, Rule, inflected, ranges
from .lexicon import CLITICS, PUNCTUATION, UNKNOWN, Lexicon
from .text.normalize import fold, fold_all

_NOTHING = Lead(set(), set(), empty=True, single=False)


class Entry(BaseModel):
    """A lexicon entry: surface forms that share one sense and one value."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    id: str = Field(pattern=r"^[a-z0-9_-]+(\.[a-z0-9_-]+)+$")
    sense: str = Field(pattern=r"^[a-z_]+$")
    value: Any = None
    forms: list[str] = Field(default_factory=list)
    singular: list[str] = Field(default_factory=list)
    plural: list[str] = Field(default_factory=list)
    features: dict[str, Any] = Field(default_factory=dict)
    examples: list[str] = Field(default_factory=list)
    counter_examples: list[str] = Field(default_factory=list)
    source: str = ""
    note: str = ""


class WordList(BaseModel):
    """Words that an `Expression` asks for by the list's name; the scan does not look for them, so that they stay plain words."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    name: str = Field(pattern=r"^[a-z]+(-[a-z]+)*$")
    forms: list[str] = Field(min_length=1)
    examples: list[str] = Field(default_factory=list)
    note: str = ""


class Example(BaseModel):
    """A phrase a pattern must match, with the value of the record that comes out."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    text: str
    value: int | float | str | None = None
    published: str | None = None


class Pattern(BaseModel):
    """A pattern: senses and literal words in sequence, the kind and constants of the record."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    id: str = Field(pattern=r"^[a-z0-9_-]+(\.[a-z0-9_-]+)+$")
    kind: str = Field(pattern=r"^[a-z_]+$")
    match: str | list[str]
    set: dict[str, Any] = Field(default_factory=dict)
    priority: int = 0
    examples: list[Example | str] = Field(default_factory=list)
    counter_examples: list[str] = Field(default_factory=list)
    source: str = ""
    note: str = ""


class FalsePositive(BaseModel):
    """A pattern whose text carries no record: it bids like all others and wins silence."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    id: str = Field(pattern=r"^[a-z0-9_-]+(\.[a-z0-9_-]+)+$")
    match: str | list[str]
    priority: int = 0
    examples: list[str] = Field(default_factory=list)
    counter_examples: list[str] = Field(default_factory=list)
    source: str = ""
    note: str = ""


class _File(BaseModel):
    model_config = ConfigDict(extra="forbid")

    variables: dict[str, str] = Field(default_factory=dict)
    entry: list[Entry] = Field(default_factory=list)
    pattern: list[Pattern] = Field(default_factory=list)
    false_positive: list[FalsePositive] = Field(default_factory=list)
    scheme: list[dict[str, Any]] = Field(default_factory=list)
    words: list[WordList] = Field(default_factory=list)


# --- the pattern language ----------------------------------------------------------------------

_LEX = re.compile(
    r"\s*(?:(?P<slot>\{(?:(?P<name>[a-z_0-9]+):)?(?P<sense>[a-z_,]+)(?:=(?P<value>[^}]+))?\})"
    r"|(?P<open>\()|(?P<close>\))|(?P<alt>\|)|(?P<opt>\?)|(?P<mark>[<>])|(?P<gap>\.\.\.)|(?P<unknown>_)"
    r"|\\(?P<escaped>.)|(?P<punct>[-/,:;%+~.\"^])|(?P<var>\$[a-z_]+)|(?P<word>[^\s{}()|?<>\\$_]+))"
)


class _Compiler:
    """Turns one pattern string into a regular expression over codes."""

    def __init__(self, lexicon: Lexicon, variables: dict[str, str], where: str) -> None:
        self.lexicon, self.variables, self.where = lexicon, variables, where
        self.slots: list[str] = []

    def fail(self, why: str) -> PatternError:
        return PatternError(f"{self.where}: key 'match': {why}")

    def lex(self, source: str, depth: int = 0) -> Iterator[re.Match[str]]:
        position = 0
        source = source.rstrip()
        while position < len(source):
            match = _LEX.match(source, position)
            if match is None:
                raise self.fail(f"can't read {source[position:]!r}")
            position = match.end()
            if match["var"]:
                name = match["var"][1:]
                if name not in self.variables or depth > 5:
                    raise self.fail(f"unknown variable ${name}")
                yield from self.lex(f"({self.variables[name]})", depth + 1)
            else:
                yield match

    def words(self, source: str) -> Iterator[str]:
        for match in self.lex(source):
            if match["word"] and not (len(match["word"]) == 1 and match["word"] in CLITICS):
                yield fold(match["word"])

    def compile(self, source: str) -> tuple[str, Lead]:
        """Return the regular expression and how what it matches can begin."""
        items = list(self.lex(source))
        expression, lead, rest = self._sequence(items, 0)
        if rest != len(items):
            raise self.fail("unbalanced ')'")
        if not lead.first - {ANY}:
            raise self.fail("it must start with a slot or a word")
        return expression, lead

    def _class(self, codes: set[str], what: str) -> str:
        if not codes:
            raise self.fail(f"nothing in the lexicon has {what}")
        return "[" + ranges(codes) + "]"

    def _sequence(self, items: list[re.Match[str]], i: int) -> tuple[str, Lead, int]:
        branches: list[str] = []
        every: Lead | None = None
        out: list[str] = []
        lead = _NOTHING
        while i < len(items):
            item = items[i]
            if item["close"]:
                break
            if item["alt"]:
                branches.append("".join(out))
                every = lead if every is None else every.otherwise(lead)
                out, lead = [], _NOTHING
                i += 1
                continue
            i += 1
            begin: Lead | None = None
            starts: set[str] = set()
            if item["mark"]:
                out.append("()")
                self.slots.append(item["mark"])
                continue
            if item["open"]:
                piece, begin, i = self._sequence(items, i)
                if i >= len(items):
                    raise self.fail("unbalanced '('")
                i += 1
                piece = f"(?:{piece})"
            elif item["slot"]:
                values = item["value"].split("|") if item["value"] else [""]
                for sense in item["sense"].split(","):
                    for value in values:
                        starts |= self.lexicon.codes(sense, value)
                piece = "(" + self._class(starts, f"the sense {item['slot']}") + ")"
                self.slots.append(item["name"] or item["sense"])
            elif item["gap"]:
                piece, starts = f"[^{re.escape(PUNCTUATION)}]{{0,12}}?", {ANY}
                begin = Lead({ANY}, {ANY}, empty=True, single=True)
            elif item["unknown"]:
                piece, starts = UNKNOWN, {UNKNOWN}
            elif item["escaped"] or item["punct"]:
                char = fold(item["escaped"] or item["punct"])
                char = "\n" if item["punct"] == "^" else char
                piece, starts = re.escape(char), {char}
            else:
                word = item["word"]
                if len(word) == 1 and word in CLITICS:
                    piece, starts = word, {word}
                else:
                    starts = self.lexicon.codes("word", fold(word))
                    piece = self._class(starts, f"the word {word!r}")
            if begin is None:
                begin = Lead(starts, set(), empty=False, single=True)
            if i < len(items) and items[i]["opt"]:
                i += 1
                piece = f"(?:{piece})?"
                begin = begin.otherwise(_NOTHING)
            out.append(piece)
            lead = lead.then(begin)
        branches.append("".join(out))
        return "|".join(branches), lead if every is None else every.otherwise(lead), i


_SLOTS = {
    "count": {"n": "number", "w": "noun_dual"},
    "percentage": {"n": "number", "p": "percent"},
    "money": {"c": "currency", "s": "subunit"},
    "measure": {"u": "unit"},
    "duration": {"t": "time_unit", "n": "number"},
}
"""What each kind's builder can't do without: one of these slots."""
_WITHOUT = {"measure.below-zero"}


@cache
def home() -> Path:
    """The directory of the patterns that come with the library (inside the wheel, beside the package in a checkout)."""
    inside = Path(__file__).parent / "patterns_data"
    return inside if inside.is_dir() else Path(__file__).parent.parent / "patterns"


def read_file(path: Path) -> _File:
    """Read and validate one TOML file.

    Raises:
        PatternError: naming file, entry and key.
    """
    try:
        data = tomli.loads(path.read_text(encoding="utf-8"))
    except (tomli.TOMLDecodeError, UnicodeDecodeError) as error:
        raise PatternError(f"{path}: not valid TOML: {error}") from None
    try:
        return _File.model_validate(data)
    except ValidationError as error:
        first = error.errors()[0]
        location = list(first["loc"])
        name = ""
        if len(location) > 1 and isinstance(location[1], int):
            section, index = str(location[0]), location[1]
            item = data[section][index]
            name = f" {section} {item.get('id', '#' + str(index + 1))!r}:" if isinstance(item, dict) else ""
            location = location[2:]
        key = ".".join(map(str, location))
        raise PatternError(f"{path}:{name} key {key!r}: {first['msg']}") from None


def load(directories: tuple[Path, ...] = ()) -> Database:
    """Load and compile the library's patterns and a user's directories, in that order.

    Args:
        directories: further directories laid out like ``patterns/``; later ones win where they name the same form.

    Raises:
        PatternError: a file, entry or pattern can't be used.
    """
    lexicon = Lexicon()
    files: list[tuple[Path, _File]] = []
    seen: dict[str, Path] = {}
    for directory in (home(), *directories):
        if not directory.is_dir():
            raise PatternError(f"{directory}: no such directory; give a folder with .toml files")
        for path in sorted(directory.rglob("*.toml")):
            if path.parent.name == "gazetteer":
                continue
            content = read_file(path)
            files.append((path, content))
            items: list[Entry | Pattern | FalsePositive] = [*content.entry, *content.pattern, *content.false_positive]
            for item in items:
                if item.id in seen and seen[item.id] == path:
                    raise PatternError(f"{path}: id {item.id!r} stands twice; rename one")
                if item.id in seen:
                    raise PatternError(f"{path}: id {item.id!r} is taken by {seen[item.id]}; choose another")
                seen[item.id] = path
            for entry in content.entry:
                lexicon.add(entry)
    variables: dict[str, str] = {}
    lists: dict[str, frozenset[str]] = {}
    for _, content in files:
        variables.update(content.variables)
        for words in content.words:
            lists[words.name] = lists.get(words.name, frozenset()) | frozenset(fold_all(words.forms))
    sources: list[tuple[Path, Pattern | FalsePositive]] = []
    for path, content in files:
        sources += [(path, pattern) for pattern in content.pattern] + [(path, negative) for negative in content.false_positive]
    for path, source in sources:
        compiler = _Compiler(lexicon, variables, f"{path}: pattern {source.id!r}")
        for text in [source.match] if isinstance(source.match, str) else source.match:
            for word in compiler.words(text):
                lexicon.add_literal(Entry(id=f"word.{len(lexicon.words)}", sense="word", value=word))
    nominals = frozenset(word for directory in (home(), *directories) for word in _nominals(directory))
    weak = lexicon.entries.get("month-weak.homographs")
    if weak is not None:  # "جولته" is no slip of جويلية
        lexicon.add_slips("month", weak, lambda word: inflected(word, nominals) or word.endswith("ته"))
    lexicon.encode()
    rules: list[tuple[Rule, Lead]] = []
    for path, source in sources:
        for text in [source.match] if isinstance(source.match, str) else source.match:
            compiler = _Compiler(lexicon, variables, f"{path}: pattern {source.id!r}")
            expression, lead = compiler.compile(text)
            kind = source.kind if isinstance(source, Pattern) else "none"
            needed = _SLOTS.get(kind, {})
            if needed and not set(needed) & set(compiler.slots) and source.id not in _WITHOUT:
                ways = " or ".join(f"{{{name}:{sense}}}" for name, sense in needed.items())
                raise compiler.fail(f"a pattern of the kind {kind} needs a slot {ways}")
            constants = source.set if isinstance(source, Pattern) else {}
            rule = Rule(source.id, kind, constants, source.priority, expression, compiler.slots)
            if not path.is_relative_to(home()):
                try:
                    rule.compile()  # what a user wrote fails now rather than in the midst of a text
                except re.error as error:
                    raise compiler.fail(str(error)) from None
            rules.append((rule, lead))
    return Database(
        lexicon=lexicon,
        grammar=Grammar(rules, frozenset(PUNCTUATION) | lexicon.codes("stop")),
        patterns=[source for _, source in sources if isinstance(source, Pattern)],
        false_positives=[source for _, source in sources if isinstance(source, FalsePositive)],
        schemes=[scheme for _, content in files for scheme in content.scheme],
        nominals=nominals,
        lists=lists,
        directories=(home(), *directories),
    )


def _nominals(directory: Path) -> Iterator[str]:
    """The words of a directory's nominals.txt, one a line; lines with # are remarks."""
    path = directory / "nominals.txt"
    if path.is_file():
        yield from (line for line in path.read_text(encoding="utf-8").split("\n") if line and line[0] != "#")


Kind = Literal[
    "count", "percentage", "money", "measure", "ordinal", "duration", "date", "resolution", "locality",
    "person", "organization",
]  # fmt: skip
KINDS: tuple[str, ...] = (
    "count", "percentage", "money", "measure", "ordinal", "duration", "date", "resolution", "locality",
    "person", "organization",
)  # fmt: skip
