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
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from .errors import PatternError
from .lexicon import CLITICS, PUNCTUATION, UNKNOWN, Lexicon
from .text.normalize import any_of, fold


class Entry(BaseModel):
    """A lexicon entry: surface forms that share one sense and one value."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    id: str = Field(pattern=r"^[a-z0-9_-]+(\.[a-z0-9_-]+)+$")
    sense: str = Field(pattern=r"^[a-z_]+$")
    value: Any = None
    forms: list[str] = []
    singular: list[str] = []
    plural: list[str] = []
    features: dict[str, Any] = {}
    examples: list[str] = []
    counter_examples: list[str] = []
    source: str = ""
    note: str = ""


class WordList(BaseModel):
    """Words that an `Expression` asks for by the list's name; the scan does not look for them, so that they stay plain words."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    name: str = Field(pattern=r"^[a-z]+(-[a-z]+)*$")
    forms: list[str] = Field(min_length=1)
    examples: list[str] = []
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
    set: dict[str, Any] = {}
    priority: int = 0
    examples: list[Example | str] = []
    counter_examples: list[str] = []
    source: str = ""
    note: str = ""


class FalsePositive(BaseModel):
    """A pattern whose text carries no record: it bids like all others and wins silence."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    id: str = Field(pattern=r"^[a-z0-9_-]+(\.[a-z0-9_-]+)+$")
    match: str | list[str]
    priority: int = 0
    examples: list[str] = []
    counter_examples: list[str] = []
    source: str = ""
    note: str = ""


class _File(BaseModel):
    model_config = ConfigDict(extra="forbid")

    variables: dict[str, str] = {}
    entry: list[Entry] = []
    pattern: list[Pattern] = []
    false_positive: list[FalsePositive] = []
    scheme: list[dict[str, Any]] = []
    words: list[WordList] = []


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

    def compile(self, source: str) -> tuple[str, _Lead]:
        """Return the regular expression and how what it matches can begin."""
        items = list(self.lex(source))
        expression, lead, rest = self._sequence(items, 0)
        if rest != len(items):
            raise self.fail("unbalanced ')'")
        if not lead.first - {_ANY}:
            raise self.fail("it must start with a slot or a word")
        return expression, lead

    def _class(self, codes: set[str], what: str) -> str:
        if not codes:
            raise self.fail(f"nothing in the lexicon has {what}")
        return "[" + _ranges(codes) + "]"

    def _sequence(self, items: list[re.Match[str]], i: int) -> tuple[str, _Lead, int]:
        branches: list[str] = []
        every: _Lead | None = None
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
            begin: _Lead | None = None
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
                piece, starts = f"[^{re.escape(PUNCTUATION)}]{{0,12}}?", {_ANY}
                begin = _Lead({_ANY}, {_ANY}, empty=True, single=True)
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
                begin = _Lead(starts, set(), empty=False, single=True)
            if i < len(items) and items[i]["opt"]:
                i += 1
                piece = f"(?:{piece})?"
                begin = begin.otherwise(_NOTHING)
            out.append(piece)
            lead = lead.then(begin)
        branches.append("".join(out))
        return "|".join(branches), lead if every is None else every.otherwise(lead), i


_ANY = "*"


@dataclass(frozen=True, slots=True)
class _Lead:
    """How what an expression matches can begin.

    Attributes:
        first, second: codes that can be its first and second character; with `_ANY` among them, all.
        empty, single: whether it can match nothing, or just one character.
    """

    first: set[str]
    second: set[str]
    empty: bool
    single: bool

    def then(self, other: _Lead) -> _Lead:
        """Of this expression and another one behind it."""
        return _Lead(
            self.first | other.first if self.empty else self.first,
            self.second | (other.first if self.single else set()) | (other.second if self.empty else set()),
            self.empty and other.empty,
            (self.single and other.empty) or (self.empty and other.single),
        )

    def otherwise(self, other: _Lead) -> _Lead:
        """Of this expression or another one in its place."""
        return _Lead(self.first | other.first, self.second | other.second, self.empty or other.empty, self.single or other.single)


_NOTHING = _Lead(set(), set(), empty=True, single=False)


def _ranges(codes: set[str]) -> str:
    """Write a set of characters as the inside of a character class."""
    points = sorted(map(ord, codes))
    out: list[str] = []
    start = previous = points[0]
    for point in [*points[1:], -1]:
        if point == previous + 1:
            previous = point
            continue
        out.append(re.escape(chr(start)) + (f"-{re.escape(chr(previous))}" if previous > start else ""))
        start = previous = point
    return "".join(out)


class Rule:
    """A compiled pattern.

    Attributes:
        id: the pattern's id.
        kind: the record's kind, or "none" for a false positive.
        set: constants of the record.
        slots: names of the capture groups in order; "<" and ">" delimit the span.
        source: its regular expression over codes.
        regex: the same compiled, when first asked for.
    """

    regex: re.Pattern[str]
    __slots__ = ("id", "kind", "priority", "regex", "set", "slots", "source")

    def __init__(self, id: str, kind: str, set: dict[str, Any], priority: int, expression: str, slots: list[str]):
        self.id, self.kind, self.set, self.priority, self.slots = id, kind, set, priority, slots
        self.source = expression

    def __getattr__(self, name: str) -> re.Pattern[str]:
        if name != "regex":
            raise AttributeError(name)
        self.regex = re.compile(self.source)
        return self.regex


class _Gates(dict[str, re.Pattern[str]]):
    """By first code an expression that matches where any of its rules does, compiled when first asked for."""

    def __init__(self, rules: dict[str, list[Rule]]) -> None:
        self._rules = rules
        self._made: dict[str, re.Pattern[str]] = {}

    def __missing__(self, code: str) -> re.Pattern[str]:
        source = "|".join(re.sub(r"(?<!\\)\((?!\?)", "(?:", rule.source) for rule in self._rules[code])
        made = self._made.get(source)
        if made is None:
            made = self._made[source] = re.compile(source)
        self[code] = made
        return made


class Grammar:
    """All rules, indexed by the codes a match can start with."""

    def __init__(self, rules: list[tuple[Rule, _Lead]]) -> None:
        self.rules = [rule for rule, _ in rules]
        by_first: dict[str, list[Rule]] = {}
        self._second: dict[str, set[str] | None] = {}
        for rule, lead in sorted(rules, key=lambda pair: -pair[0].priority):
            self._second[rule.id + rule.source] = None if lead.single or _ANY in lead.second else lead.second
            for code in lead.first - {_ANY}:
                by_first.setdefault(code, []).append(rule)
        self.first = by_first
        self.pairs: dict[str, list[tuple[int, Rule]]] = {}
        self.start = re.compile("[" + _ranges(set(by_first)) + "]") if by_first else re.compile("(?!)")
        self.gate = _Gates(by_first)

    def compile(self) -> None:
        """Compile all expressions now, which else happens when each is first needed: a process that reads much has steady times."""
        for rule in self.rules:
            rule.regex  # noqa: B018 - compiled by being asked for
        for code in self.first:
            self.gate[code]

    def bidders(self, pair: str) -> list[tuple[int, Rule]]:
        """The rules that can match where these two codes (or the last one) stand, each with its rank among those of the first; kept in `pairs`."""
        found = []
        for rank, rule in enumerate(self.first[pair[0]]):
            second = self._second[rule.id + rule.source]
            if second is None or pair[1:] in second:
                found.append((rank, rule))
        if len(self.pairs) >= _PAIRS:
            self.pairs.clear()
        self.pairs[pair] = found
        return found


_SLOTS = {
    "count": {"n": "number", "w": "noun_dual"},
    "percentage": {"n": "number", "p": "percent"},
    "money": {"c": "currency", "s": "subunit"},
    "measure": {"u": "unit"},
    "duration": {"t": "time_unit", "n": "number"},
}
"""What each kind's builder can't do without: one of these slots."""
_WITHOUT = {"measure.below-zero"}

_PAIRS = 50_000
"""So many pairs of codes are remembered."""


# Endings of inflection under which a nominal is looked up, each with what may stand in its place.
_ENDINGS = (
    ("ا", ("",)),
    ("ين", ("", "ه")),
    ("ون", ("",)),
    ("ان", ("",)),
    ("ات", ("ه", "")),
    ("تين", ("ه",)),
    ("تان", ("ه",)),
    ("ه", ("",)),
)


_LIST_NAME = re.compile(r"\{([a-z-]+)\}")


class Expression:
    """A regular expression over folded text in which ``{name}`` stands for the forms of a list: words are data, syntax is code.

    Args:
        template: the expression; a list's name may stand wherever an alternation in brackets may, as in ``(?:{name})``.
    """

    __slots__ = ("template",)

    def __init__(self, template: str) -> None:
        self.template = template

    def __call__(self, database: Database) -> re.Pattern[str]:
        made = database.expressions.get(self.template)
        return made if made is not None else database.express(self.template)


@dataclass(slots=True, eq=False)
class Database:
    """Everything the pattern directories say, compiled.

    Attributes:
        lexicon, grammar: the words, and the patterns over them.
        patterns, false_positives, schemes: as declared.
        nominals: folded nouns and adjectives without article, see `extractor.text.build_nominals`.
        lists: name → folded forms, of all directories together.
        directories: where all this was read.
        expressions: template → what it is compiled to.
    """

    lexicon: Lexicon
    grammar: Grammar
    patterns: list[Pattern]
    false_positives: list[FalsePositive]
    schemes: list[dict[str, Any]]
    nominals: frozenset[str]
    lists: dict[str, frozenset[str]]
    directories: tuple[Path, ...]
    expressions: dict[str, re.Pattern[str]] = field(default_factory=dict)

    def among(self, name: str, word: str) -> bool:
        """Whether a folded word is in a list."""
        return word in self.lists[name]

    def express(self, template: str) -> re.Pattern[str]:
        """Compile an `Expression`'s template with the lists as they are here; kept in `expressions`."""

        made = self.expressions[template] = re.compile(_LIST_NAME.sub(lambda found: any_of(self.lists[found[1]]), template))
        return made

    def nominal(self, word: str) -> bool:
        """Whether a folded word without article is known as a noun or adjective, in some inflection."""
        return inflected(word, self.nominals)


def inflected(word: str, nominals: frozenset[str]) -> bool:
    """Whether a folded word is one of a set of nouns and adjectives, in some inflection."""
    if word in nominals or (word.endswith("يء") and word[:-1] in nominals):  # "لاجىء" for لاجئ
        return True
    for ending, stems in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) > 1:
            base = word[: -len(ending)]
            if any(base + stem in nominals for stem in stems):
                return True
    return False


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
        data = tomllib.loads(path.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
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
            lists[words.name] = lists.get(words.name, frozenset()) | {fold(form) for form in words.forms}
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
    rules: list[tuple[Rule, _Lead]] = []
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
                    rule.regex  # noqa: B018 - what a user wrote fails now rather than in the midst of a text
                except re.error as error:
                    raise compiler.fail(str(error)) from None
            rules.append((rule, lead))
    return Database(
        lexicon=lexicon,
        grammar=Grammar(rules),
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
