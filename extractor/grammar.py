"""The compiled patterns: rules over token codes, expressions over folded text, and the database that holds both.

In come regular expressions and lists that `extractor.patterns` has made of a
directory's files; out come the rules that can start at a code, and answers about
words. Every text asks here thousands of times, so nothing is worked out twice.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from .lexicon import Lexicon
from .text.normalize import any_of

if TYPE_CHECKING:
    from .patterns import FalsePositive, Pattern

ANY: Final = "*"
"""Among the codes that a match can start with: all."""
_PAIRS: Final = 50_000
"""So many pairs of codes are remembered."""


class Lead:
    """How what an expression matches can begin.

    Attributes:
        first, second: codes that can be its first and second character; with `ANY` among them, all.
        empty, single: whether it can match nothing, or just one character.
    """

    __slots__ = ("empty", "first", "second", "single")

    def __init__(self, first: set[str], second: set[str], *, empty: bool, single: bool) -> None:
        self.first, self.second, self.empty, self.single = first, second, empty, single

    def then(self, other: Lead) -> Lead:
        """Of this expression and another one behind it."""
        return Lead(
            self.first | other.first if self.empty else self.first,
            self.second | (other.first if self.single else set()) | (other.second if self.empty else set()),
            empty=self.empty and other.empty,
            single=(self.single and other.empty) or (self.empty and other.single),
        )

    def otherwise(self, other: Lead) -> Lead:
        """Of this expression or another one in its place."""
        return Lead(
            self.first | other.first, self.second | other.second, empty=self.empty or other.empty, single=self.single or other.single
        )


def ranges(codes: Iterable[str]) -> str:
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
        priority: as declared.
        slots: names of the capture groups in order; "<" and ">" delimit the span.
        source: its regular expression over codes.
        match: matches it at a position of a token string; compiles it when first called.
    """

    __slots__ = ("id", "kind", "match", "priority", "set", "slots", "source")

    def __init__(self, id: str, kind: str, set: dict[str, Any], priority: int, expression: str, slots: list[str]) -> None:
        self.id, self.kind, self.set, self.priority, self.slots = id, kind, set, priority, slots
        self.source = expression
        self.match: Callable[[str, int], re.Match[str] | None] = self._first

    def _first(self, codes: str, position: int) -> re.Match[str] | None:
        self.compile()
        return self.match(codes, position)

    def compile(self) -> None:
        """Compile the expression now.

        Raises:
            re.error: it is none.
        """
        self.match = re.compile(self.source).match


class Grammar:
    """All rules, indexed by the codes a match can start with.

    Args:
        rules: each with how its matches begin.
        frequent: codes of punctuation and function words: they could start many matches, and what follows them rarely lets them.

    Attributes:
        rules: in the order they were read.
        first: code → the rules that can start with it, the first bidder first.
        start: finds the codes that can start a match.
        pairs: two codes → what `bidders` made of them.
    """

    __slots__ = ("_second", "first", "pairs", "rules", "start")

    def __init__(self, rules: list[tuple[Rule, Lead]], frequent: frozenset[str] = frozenset()) -> None:
        self.rules = [rule for rule, _ in rules]
        self.first: dict[str, list[Rule]] = {}
        self._second: dict[Rule, set[str] | None] = {}
        for rule, lead in sorted(rules, key=_by_priority):
            self._second[rule] = None if lead.single or ANY in lead.second else lead.second
            for code in lead.first - {ANY}:
                self.first.setdefault(code, []).append(rule)
        self.pairs: dict[str, list[tuple[int, Rule]]] = {}
        self.start = re.compile(self._starts(frequent) if self.first else "(?!)")

    def _starts(self, frequent: frozenset[str]) -> str:
        """An expression for the codes that can start a match; for the frequent ones, where any of them can go on with the next code."""
        follow: set[str] = set()
        free: set[str] = set()
        for code, rules in self.first.items():
            seconds = [self._second[rule] for rule in rules]
            if code in frequent and None not in seconds:
                follow.update(*(second for second in seconds if second is not None))
            else:
                free.add(code)
        ways = [f"(?=[{ranges(follow)}])"] if follow else []
        ways += [f"(?<=[{ranges(free)}])"] if free else []
        return f"[{ranges(self.first)}](?:{'|'.join(ways)})"

    def compile(self) -> None:
        """Compile all expressions now, which else happens when each is first needed: a process that reads much has steady times."""
        for rule in self.rules:
            rule.compile()

    def bidders(self, pair: str) -> list[tuple[int, Rule]]:
        """The rules that can match where these two codes (or the last one) stand, each with its rank among those of the first; kept in `pairs`."""
        found = []
        for rank, rule in enumerate(self.first[pair[0]]):
            second = self._second[rule]
            if second is None or pair[1:] in second:
                found.append((rank, rule))
        if len(self.pairs) >= _PAIRS:
            self.pairs.clear()
        self.pairs[pair] = found
        return found


def _by_priority(pair: tuple[Rule, Lead]) -> int:
    return -pair[0].priority


# Endings of inflection under which a nominal is looked up, each with what may stand in its place.
_ENDINGS: Final = (
    ("ا", ("",)),
    ("ين", ("", "ه")),
    ("ون", ("",)),
    ("ان", ("",)),
    ("ات", ("ه", "")),
    ("تين", ("ه",)),
    ("تان", ("ه",)),
    ("ه", ("",)),
)


def inflected(word: str, nominals: frozenset[str]) -> bool:
    """Whether a folded word is one of a set of nouns and adjectives, in some inflection."""
    if word in nominals or (word.endswith("يء") and word[:-1] in nominals):  # "لاجىء" for لاجئ
        return True
    for ending, stems in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) > 1:
            base = word[: -len(ending)]
            for stem in stems:
                if base + stem in nominals:
                    return True
    return False


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

    __slots__ = (
        "_closing",
        "_opening",
        "directories",
        "expressions",
        "false_positives",
        "grammar",
        "lexicon",
        "lists",
        "nominals",
        "patterns",
        "schemes",
    )

    def __init__(
        self,
        *,
        lexicon: Lexicon,
        grammar: Grammar,
        patterns: list[Pattern],
        false_positives: list[FalsePositive],
        schemes: list[dict[str, Any]],
        nominals: frozenset[str],
        lists: dict[str, frozenset[str]],
        directories: tuple[Path, ...],
    ) -> None:
        self.lexicon, self.grammar = lexicon, grammar
        self.patterns, self.false_positives, self.schemes = patterns, false_positives, schemes
        self.nominals, self.lists, self.directories = nominals, lists, directories
        self.expressions: dict[str, re.Pattern[str]] = {}
        self._opening: dict[str, frozenset[str]] = {}
        self._closing: dict[str, frozenset[str]] = {}

    def among(self, name: str, word: str) -> bool:
        """Whether a folded word is in a list."""
        return word in self.lists[name]

    def opens(self, name: str, word: str) -> bool:
        """Whether a form of a list begins with a folded word: without that an expression for the whole form needn't be tried."""
        words = self._opening.get(name)
        if words is None:
            words = self._opening[name] = frozenset(form.partition(" ")[0] for form in self.lists[name])
        return word in words

    def closes(self, name: str, word: str) -> bool:
        """Whether a form of a list ends with a folded word, see `opens`."""
        words = self._closing.get(name)
        if words is None:
            words = self._closing[name] = frozenset(form.rpartition(" ")[2] for form in self.lists[name])
        return word in words

    def mentions(self, name: str, text: str) -> bool:
        """Whether a form of a list stands in a folded text, be it within a word, see `opens`."""
        for form in self.lists[name]:
            if form in text:
                return True
        return False

    def express(self, template: str) -> re.Pattern[str]:
        """Compile an `Expression`'s template with the lists as they are here; kept in `expressions`."""

        def forms(found: re.Match[str]) -> str:
            return any_of(self.lists[found[1]])

        made = self.expressions[template] = re.compile(_LIST_NAME.sub(forms, template))
        return made

    def nominal(self, word: str) -> bool:
        """Whether a folded word without article is known as a noun or adjective, in some inflection."""
        return inflected(word, self.nominals)


_LIST_NAME: Final = re.compile(r"\{([a-z-]+)\}")


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
