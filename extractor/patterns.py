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
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from .errors import PatternError
from .text.normalize import fold

# Codes: lexicon words from U+E000 on; numbers by shape from U+F000 on (see text/numbers.py);
# what the scan recognizes by shape alone (numeric date, document symbol, clock, …) from U+F800 on.
_WORD_BASE = 0xE000
_WORD_LIMIT = 0xF000
SHAPE_BASE = 0xF000
_SPECIAL_BASE = 0xF800
# The shapes a number may have, most specific senses last; each combination that occurs has one code.
SHAPES = ("number", "range", "day", "month_number", "year", "day_range", "year_range", "ordinal", "vague", "fraction")
_COMBINATIONS = [
    *(frozenset({"number", *extra}) for extra in ((), ("day",), ("day", "month_number"), ("year",))),
    *(frozenset({"range", *extra}) for extra in ((), ("day_range",), ("year_range",))),
    *(frozenset({"ordinal", *extra}) for extra in ((), ("day",), ("day", "month_number"))),
    frozenset({"vague"}),
    frozenset({"fraction"}),
]
SHAPE_CODES = {shape: chr(SHAPE_BASE + i) for i, shape in enumerate(_COMBINATIONS)}
SPECIALS = ("numeric_date", "symbol", "clock", "junk", "place")
UNKNOWN = "x"
CLITICS = "وفبكل"
PUNCTUATION = ",.:;()\"-/%+~\n'#["


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


class Word:
    """What a surface form may mean.

    Attributes:
        form: the folded form.
        code: the character that stands for it in the token string.
        senses: sense → entry.
        duals: the senses for which the form is a dual ("ساعتين").
        article: whether the form is a listed one with ال of a word that is listed without it.
        exact: spellings to which entries with the feature ``exact`` are bound; empty where there are none.
        loose: the same word without those entries, for other spellings; None where nothing is left.
        numeric: whether it may be a word of a number.
    """

    __slots__ = ("article", "code", "duals", "exact", "form", "loose", "numeric", "senses")

    def __init__(self, form: str) -> None:
        self.form = form
        self.code = UNKNOWN
        self.senses: dict[str, Entry] = {}
        self.duals: set[str] = set()
        self.article = False
        self.exact: frozenset[str] = frozenset()
        self.loose: Word | None = None
        self.numeric = False

    def value(self, sense: str) -> Any:
        """The value of one of its senses, None where it lacks the sense."""
        entry = self.senses.get(sense)
        return None if entry is None else entry.value

    def __repr__(self) -> str:
        return f"Word({self.form!r}, {sorted(self.senses)})"


def noun_forms(singular: str) -> tuple[list[str], list[str]]:
    """Inflect a singular noun: its own cases, and its absolute dual in both cases.

    Args:
        singular: the bare noun as written ("دولار", "ساعة").

    Returns:
        Singular forms and dual forms, folded.

    The construct dual ("يومي") is left out: it counts nothing, and looks like an adjective.

    >>> noun_forms("ساعة")[1]
    ['ساعتان', 'ساعتين']
    """
    base = fold(singular)
    if singular.endswith("ة"):
        stem = base[:-1] + "ت"
        return [base], [stem + ending for ending in ("ان", "ين")]
    if singular.endswith("ى"):
        return [base], [base + ending for ending in ("ان", "ين")]
    forms = [base]
    if not base.endswith(("ا", "اء")):
        forms.append(base + "ا")
    return forms, [base + ending for ending in ("ان", "ين") if base + ending not in forms]


def _surfaces(entry: Entry) -> Iterator[tuple[str, bool]]:
    """All folded forms of an entry, with whether the form is a dual."""
    for form in entry.forms:
        yield fold(form), False
    for noun in entry.singular:
        single, dual = noun_forms(noun)
        if entry.sense == "noun":  # a plain noun matters to us only where it counts itself
            for form in dual:
                yield form, True
            continue
        if entry.sense == "noun_an":
            yield dual[0], True
            yield dual[1], True  # counts only where the text writes the fatha of مهندسَين
            continue
        for form in single:
            yield form, False
        for form in dual:
            yield form, True
    for noun in entry.plural:
        base = fold(noun)
        yield base, False
        if not base.endswith(("ا", "اء", "ه", "ات")):
            yield base + "ا", False


class Lexicon:
    """All words known to the patterns, keyed by folded form.

    Attributes:
        words: form → `Word`.
        entries: id → `Entry`.
    """

    def __init__(self) -> None:
        self.words: dict[str, Word] = {}
        self.entries: dict[str, Entry] = {}
        self._codes: dict[frozenset[tuple[str, str]], str] = {}
        self._keys: dict[tuple[str, str], set[str]] = {}
        self._forms: dict[str, list[str]] | None = None  # by sense, once all words are known

    def add(self, entry: Entry) -> None:
        """Add an entry with all its forms; a later entry of the same sense overrides an earlier one's form."""
        self.entries[entry.id] = entry
        for form, dual in _surfaces(entry):
            if not form:
                continue
            word = self.words.get(form)
            if word is None:
                word = self.words[form] = Word(form)
            if dual and entry.sense in word.senses and entry.sense not in word.duals:
                continue  # "الفا" is the accusative before it is a dual
            word.senses[entry.sense] = entry
            if dual:
                word.duals.add(entry.sense)
            else:
                word.duals.discard(entry.sense)

    def add_literal(self, form: str) -> None:
        """Make a literal word of a pattern known to the scan."""
        word = self.words.get(form)
        if word is None:
            word = self.words[form] = Word(form)
        word.senses.setdefault("word", Entry(id=f"word.{len(self.words)}", sense="word", value=form))

    def encode(self) -> None:
        """Give every word its code: one character per distinct set of (sense, value) and duals."""
        for form, word in self.words.items():
            bare = self.words.get(form[2:]) if form.startswith("ال") else None
            if bare is not None:  # a form listed with its ال may all the same mean what it means without
                word.article = bool(word.senses.keys() & bare.senses.keys() or bare.senses.keys() & _ARTICLE_SENSES)  # not "آلاف"
                for sense, entry in bare.senses.items():
                    if sense in _ARTICLE_SENSES:
                        word.senses.setdefault(sense, entry)
        loose: list[Word] = []
        for word in self.words.values():
            bound = [entry for entry in word.senses.values() if entry.features.get("exact")]
            if bound:
                spellings = [s for entry in bound for s in (*entry.forms, *entry.singular, *entry.plural)]
                word.exact = frozenset(s for s in spellings if fold(s) == word.form)
                rest = {sense: entry for sense, entry in word.senses.items() if not entry.features.get("exact")}
                if rest:
                    word.loose = Word(word.form)
                    word.loose.senses = rest
                    loose.append(word.loose)
        sets: dict[Word, frozenset[tuple[str, str]]] = {}
        for word in (*self.words.values(), *loose):
            keys = {(sense, self._tag(sense, entry)) for sense, entry in word.senses.items()}
            keys |= {(sense + "_dual", "") for sense in word.duals}
            sets[word] = frozenset(keys)
        # In order of their senses, so that the class of a sense is a few ranges.
        for number, combination in enumerate(sorted(set(sets.values()), key=sorted)):
            code = chr(_WORD_BASE + number)
            if ord(code) >= _WORD_LIMIT:
                raise PatternError("the patterns hold more than 4096 distinct combinations of senses")
            self._codes[combination] = code
            for sense, value in combination:
                self._keys.setdefault((sense, ""), set()).add(code)
                if value:
                    self._keys.setdefault((sense, value), set()).add(code)
        for word, combination in sets.items():
            word.code = self._codes[combination]
            word.numeric = not _NUMERIC.isdisjoint(word.senses)
        self._forms = {}
        for form, word in self.words.items():
            for sense in word.senses:
                self._forms.setdefault(sense, []).append(form)

    @staticmethod
    def _tag(sense: str, entry: Entry) -> str:
        # Senses with many values that no pattern asks for by value share one code.
        return "" if sense in _WIDE else str(entry.value)

    def forms_of(self, sense: str) -> list[str]:
        """All folded forms that have a sense."""
        if self._forms is None:
            return [form for form, word in self.words.items() if sense in word.senses]
        return self._forms.get(sense, [])

    def has(self, form: str, sense: str) -> bool:
        """Whether a folded form has a sense."""
        word = self.words.get(form)
        return word is not None and sense in word.senses

    def codes(self, sense: str, value: str = "") -> set[str]:
        """Codes of all tokens that have a sense (and a value)."""
        if sense in SHAPES:
            return {code for shape, code in SHAPE_CODES.items() if sense in shape}
        if sense in SPECIALS:
            return {chr(_SPECIAL_BASE + SPECIALS.index(sense))}
        return self._keys.get((sense, value), set())


_NUMERIC = frozenset({"num", "scale", "vague", "fraction", "ord"})
_ARTICLE_SENSES = frozenset({"time_unit", "year_word", "month_word", "week_word", "day_word", "unit", "currency"})
_WIDE = frozenset({"noun", "noun_an", "place", "country_currency", "num", "ord"})


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

    def __missing__(self, code: str) -> re.Pattern[str]:
        self[code] = re.compile("|".join(re.sub(r"(?<!\\)\((?!\?)", "(?:", rule.source) for rule in self._rules[code]))
        return self[code]


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


@dataclass(slots=True, eq=False)
class Database:
    """Everything the pattern directories say, compiled.

    Attributes:
        lexicon, grammar: the words, and the patterns over them.
        patterns, false_positives, schemes: as declared.
        nominals: folded nouns and adjectives without article, see `extractor.text.build_nominals`.
        directories: where all this was read.
    """

    lexicon: Lexicon
    grammar: Grammar
    patterns: list[Pattern]
    false_positives: list[FalsePositive]
    schemes: list[dict[str, Any]]
    nominals: frozenset[str]
    directories: tuple[Path, ...]

    def nominal(self, word: str) -> bool:
        """Whether a folded word without article is known as a noun or adjective, in some inflection."""
        known = self.nominals
        if word in known:
            return True
        for ending, stems in _ENDINGS:
            if word.endswith(ending) and len(word) - len(ending) > 1:
                base = word[: -len(ending)]
                if any(base + stem in known for stem in stems):
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
    for _, content in files:
        variables.update(content.variables)
    sources: list[tuple[Path, Pattern | FalsePositive]] = []
    for path, content in files:
        sources += [(path, pattern) for pattern in content.pattern] + [(path, negative) for negative in content.false_positive]
    for path, source in sources:
        compiler = _Compiler(lexicon, variables, f"{path}: pattern {source.id!r}")
        for text in [source.match] if isinstance(source.match, str) else source.match:
            for word in compiler.words(text):
                lexicon.add_literal(word)
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
        nominals=frozenset(word for directory in (home(), *directories) for word in _nominals(directory)),
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
