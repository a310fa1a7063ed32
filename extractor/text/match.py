"""Match: patterns over token senses make drafts of records.

In come tokens with their numbers; out go drafts, non-overlapping, in order. The
tokens are written as a string of codes (see `extractor.patterns`); at each code
that can start a pattern the patterns bid, and the best one whose builder accepts
wins: by declared priority, then by coverage. False positives bid like all others
and win silence.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable
from datetime import date
from typing import Any, Final

from ..grammar import Database, Rule
from ..lexicon import PUNCTUATION, UNKNOWN
from .normalize import View
from .scan import PROCLITICS, Token

_PIECE: Final = re.compile(r"[^\W\d_]+|\d+|\n|[^\w\s]|_")
_MAP: Final = {"،": ",", "؛": ";", "؟": ".", "!": ".", "?": ".", "[": "(", "]": ")", "{": "(", "}": ")", "|": ",", "•": "-", "\\": "/"}


# Words in a row that no pattern knows.
_WORD: Final = rf"(?!(?:{'|'.join(PROCLITICS)})(?![^\W\d_]))[\u0621-\u064a]++(?![^\W\d_])"
_NO_PROCLITIC: Final = frozenset(PROCLITICS).isdisjoint
_PLAIN: Final = re.compile(rf"(?<![^\W\d_]){_WORD}(?: ++{_WORD})*+").sub


class _Gaps(dict[str, str]):
    """How the text between two tokens is written in the token string where it is more than plain words, worked out once whatever those are."""

    def __init__(self) -> None:
        self._shapes: dict[str, str] = {}

    def __missing__(self, gap: str) -> str:
        shape = _PLAIN("قققق", gap if len(gap) <= 40 else gap[:20] + " " + gap[-20:])
        known = self._shapes.get(shape)
        code = _written(shape) if known is None else known
        if len(self._shapes) < 50_000:
            self._shapes[shape] = code
        if len(self) < 50_000:
            self[gap] = code
        return code


def _written(gap: str) -> str:
    out: list[str] = []
    for match in _PIECE.finditer(gap):
        piece = match.group()
        if piece[0].isalpha():
            clitic = PROCLITICS.get(piece)
            if clitic is not None:
                out.append(clitic[0])
            elif not out or out[-1] != UNKNOWN:
                out.append(UNKNOWN)
        else:
            piece = _MAP.get(piece, piece)
            out.append(piece if piece in PUNCTUATION else (UNKNOWN if piece.isdigit() else "#"))
    return "".join(out)


_GAPS: Final = _Gaps()


class Draft:
    """A record in the making, over the view.

    Attributes:
        kind: the record's kind.
        start, end: span in the folded text.
        first, last: indices of its first and last token.
        rule: id of the rule that made it.
        fields: the record's own fields so far.
    """

    __slots__ = ("end", "fields", "first", "kind", "last", "rule", "start")

    def __init__(self, kind: str, start: int, end: int, first: int, last: int, rule: str, fields: dict[str, Any]):
        self.kind, self.start, self.end = kind, start, end
        self.first, self.last = first, last
        self.rule, self.fields = rule, fields

    def __repr__(self) -> str:
        return f"Draft({self.kind}, {self.start}, {self.end}, {self.rule}, {self.fields})"


class Cover:
    """Stretches of a text, asked for overlap in logarithmic time."""

    def __init__(self, drafts: Iterable[Draft]) -> None:
        self._starts: list[int] = []
        self._ends: list[int] = []
        self._drafts: list[Draft] = []
        for draft in sorted(drafts, key=lambda d: (d.start, d.end)):
            self._starts.append(draft.start)
            self._ends.append(max(draft.end, self._ends[-1]) if self._ends else draft.end)
            self._drafts.append(draft)

    def over(self, start: int, end: int) -> Draft | None:
        """A draft that overlaps a stretch, None where there is none."""
        k = bisect_right(self._ends, start)
        return self._drafts[k] if k < len(self._starts) and self._starts[k] < end else None

    def before(self, draft: Draft) -> Draft | None:
        """The draft before one of these, None for the first."""
        k = bisect_right(self._starts, draft.start) - 1
        return self._drafts[k - 1] if k else None


class Reading:
    """A text on its way: the view, its tokens, their string of codes, and what has been drafted.

    Attributes:
        view: the aligned view; `norm` its folded text.
        tokens: tokens with numbers composed.
        codes: the token string.
        at: for each character of `codes` the index of its token, -1 for punctuation.
        drafts: drafts in order.
        published: the document's date, None where unknown.
        facts: what was asked of the whole text, worked out once.
        phrases: the noun phrases that were asked for, see `nouns.noun_after`.
        trace: filled by `explain`: what was considered at each place.
    """

    __slots__ = (
        "_ahead",
        "_present",
        "_said",
        "at",
        "codes",
        "database",
        "drafts",
        "facts",
        "norm",
        "phrases",
        "published",
        "tokens",
        "trace",
        "view",
    )

    def __init__(self, view: View, tokens: list[Token], published: date | None, database: Database) -> None:
        self.view, self.norm, self.tokens, self.published, self.database = view, view.norm, tokens, published, database
        self.drafts: list[Draft] = []
        self.facts: dict[str, Any] = {}
        self.phrases: dict[int, tuple[str, int] | None] = {}
        self._said: dict[str, bool] = {}
        self.trace: list[dict[str, Any]] | None = None
        self._ahead: dict[int, str] = {}  # what `word_before` was asked for
        self.codes, self.at = self._encode()
        self._present: frozenset[str] | None = None

    def _encode(self) -> tuple[str, list[int]]:
        norm, gaps = self.norm, _GAPS
        out: list[str] = ["\n"]
        at: list[int] = [-1]
        end = 0
        for index, token in enumerate(self.tokens):
            gap = norm[end : token.lead]
            if gap != " " and gap and (gap != " #" or token.word is None):  # a hashtag's word is read like any other
                if gap.replace(" ", "").isalpha() and _NO_PROCLITIC(gap.split(" ")):
                    out.append(UNKNOWN)
                    at.append(-1)
                else:
                    code = gaps[gap]
                    out.append(code)
                    at.extend([-1] * len(code))
            clitics = token.clitics
            if clitics:
                out.append(clitics)
                at.extend([index] * len(clitics))
            out.append(token.code)
            at.append(index)
            end = token.end
        code = gaps[norm[end : end + 40]]
        out.append(code)
        at.extend([-1] * len(code))
        return "".join(out), at

    def before(self, index: int) -> str:
        """The folded text between the previous token and this one."""
        tokens = self.tokens
        return self.norm[tokens[index - 1].end if index else 0 : tokens[index].lead]

    def follows(self, index: int, clitics: str = "") -> bool:
        """Whether token `index` stands directly behind the one before it, with just these proclitics."""
        return 0 < index < len(self.tokens) and self.tokens[index].clitics == clitics and not self.before(index).strip(" ")

    def word_after(self, offset: int) -> str:
        """The word that follows an offset after spaces, empty where punctuation or nothing does."""
        match = _WORD_AFTER(self.norm, offset)
        return match[1] if match else ""

    def after(self, offset: int, sense: str) -> bool:
        """Whether the word that follows an offset has a sense."""
        return self.database.lexicon.has(self.word_after(offset), sense)

    def fact(self, name: str, work: Callable[[Reading], Any]) -> Any:
        """What is asked of the whole text under a name, worked out the first time."""
        if name not in self.facts:
            self.facts[name] = work(self)
        return self.facts[name]

    def says(self, sense: str) -> bool:
        """Whether any word of the text has a sense."""
        known = self._said.get(sense)
        if known is None:
            if self._present is None:
                self._present = frozenset(self.codes)
            known = self._said[sense] = not self._present.isdisjoint(self.database.lexicon.codes(sense))
        return known

    def token_at(self, offset: int) -> int:
        """The index of the first token whose proclitics begin at an offset or behind it."""
        return bisect_left(self.tokens, offset, key=_lead)

    def near(self, index: int, sense: str, count: int, offset: int) -> bool:
        """Whether one of so many tokens before a token has a sense and ends behind an offset."""
        if not self.says(sense):
            return False
        for k in range(index - 1, max(0, index - count) - 1, -1):
            token = self.tokens[k]
            if token.end <= offset:
                return False
            if token.has(sense):
                return True
        return False

    def line_start(self, offset: int, ignored: str = " ") -> bool:
        """Whether between an offset and the line's start there are only characters to be ignored."""
        while offset and self.norm[offset - 1] in ignored:
            offset -= 1
        return not offset or self.norm[offset - 1] == "\n"

    def index(self, token: Token) -> int:
        """The index of one of its tokens."""
        return bisect_left(self.tokens, token.start, key=_start)

    def ahead(self, offset: int, sense: str) -> bool:
        """Whether the word that ends before an offset has a sense."""
        return self.database.lexicon.has(self.word_before(offset), sense)

    def word_before(self, offset: int) -> str:
        """The word that ends directly before an offset, empty where punctuation or nothing does."""
        known = self._ahead.get(offset)
        if known is not None:
            return known
        before = self.norm[max(0, offset - 40) : offset]
        word = before.rstrip(" ")
        if word[-1:] in _NO_LETTER:
            word = ""
        elif len(before) - len(word) >= 4 or not (word := word.rpartition(" ")[2]).isalpha():
            match = _WORD_BEFORE(before)
            word = match[1] if match else ""
        self._ahead[offset] = word
        return word


def _start(token: Token) -> int:
    return token.start


def _lead(token: Token) -> int:
    return token.lead


_WORD_AFTER: Final = re.compile(r" {0,3}([^\W\d_]+)").match
_NO_LETTER: Final = frozenset("\n()\"'،.,:;؛-/%0123456789")
_WORD_BEFORE: Final = re.compile(r"([^\W\d_]+) {0,3}$").search

Builder = Callable[[Reading, Rule, "Slots"], "list[Draft] | None"]


class Slots:
    """What a pattern matched: its slots as tokens, its span as token indices.

    Attributes:
        first, last: indices of the first and last token of the record's span.
        start, end: the span in the folded text.
    """

    __slots__ = ("_reading", "_slots", "end", "first", "last", "start", "stop")

    def __init__(self, reading: Reading, rule: Rule, match: re.Match[str]) -> None:
        at, tokens = reading.at, reading.tokens
        start, stop = match.span()
        self._reading, self.stop = reading, stop
        self._slots: dict[str, list[int]] = {}
        if rule.slots:
            for name, (position, _) in zip(rule.slots, match.regs[1:], strict=True):
                if position < 0:
                    continue
                if name == "<":
                    start = position
                elif name == ">":
                    stop = position
                elif name in self._slots:
                    self._slots[name].append(at[position])
                else:
                    self._slots[name] = [at[position]]
        low, high = start, stop
        while low < high and at[low] < 0:
            low += 1
        if low == high:
            self.first = self.last = -1
            self.start = self.end = 0
            return
        while at[high - 1] < 0:
            high -= 1
        self.first, self.last = at[low], at[high - 1]
        self.start, self.end = tokens[self.first].start, tokens[self.last].end
        # Punctuation at the rim of the span ("%", brackets) belongs to it where the pattern names it.
        if low > start:
            self.start = _reach_left(reading.norm, self.start, low - start)
        if high < stop:
            self.end = _reach_right(reading.norm, self.end, stop - high)

    def get(self, name: str) -> Token | None:
        """The first token in a slot, None where the slot stayed empty."""
        found = self._slots.get(name)
        return self._reading.tokens[found[0]] if found else None

    def index(self, name: str) -> int:
        """Index of the first token in a slot, -1 where the slot stayed empty."""
        found = self._slots.get(name)
        return found[0] if found else -1

    def all(self, name: str) -> list[Token]:
        """All tokens in slots of a name."""
        return [self._reading.tokens[i] for i in self._slots.get(name, ())]

    def cut(self, name: str) -> None:
        """Leave out a slot and let the span end before it."""
        self.last = self._slots.pop(name)[0] - 1
        self.end = self._reading.tokens[self.last].end

    def names(self) -> set[str]:
        """The names of the slots that took something."""
        return set(self._slots)

    def __contains__(self, name: str) -> bool:
        return name in self._slots


def _reach_left(norm: str, start: int, count: int) -> int:
    while count and start > 0:
        start -= 1
        if norm[start] != " ":
            count -= 1
    return start


def _reach_right(norm: str, end: int, count: int) -> int:
    while count and end < len(norm):
        if norm[end] != " ":
            count -= 1
        end += 1
    return end


def match(reading: Reading, builders: dict[str, Builder]) -> None:
    """Let the patterns bid at each place and build what wins.

    Args:
        reading: tokens with codes; its `drafts` are filled.
        builders: kind → builder; a builder that returns None declines, and the next best bid is tried.
    """
    grammar = reading.database.grammar
    codes, pairs = reading.codes, grammar.pairs
    tokens, at = reading.tokens, reading.at
    done = blocked = 0
    for place in grammar.start.finditer(codes):
        position = place.start()
        if position < done or (at[position] >= 0 and tokens[at[position]].start < blocked):
            continue
        pair = codes[position : position + 2]
        bidders = pairs.get(pair)
        if bidders is None:
            bidders = grammar.bidders(pair)
        if not bidders:
            continue
        bids: list[tuple[int, int, int, Rule, re.Match[str]]] = []
        for order, rule in bidders:
            found = rule.match(codes, position)
            if found is not None:
                bids.append((-rule.priority, position - found.end(), order, rule, found))
        if len(bids) > 1:
            bids.sort(key=_rank)
        for nth, (_, _, _, rule, found) in enumerate(bids):
            slots = Slots(reading, rule, found)
            drafts = builders[rule.kind](reading, rule, slots)
            if reading.trace is not None:
                reading.trace.append({"position": position, "rule": rule, "slots": slots, "drafts": drafts, "nth": nth, "bids": len(bids)})
            if drafts is None:
                continue
            # A builder may read on behind the pattern's match; what a false positive reads makes no record.
            for draft in drafts:
                blocked = max(blocked, draft.end)
                if draft.kind != "none":
                    reading.drafts.append(draft)
            done = found.end() if found.end() > position else position + 1
            break


def _rank(bid: tuple[int, int, int, Rule, re.Match[str]]) -> tuple[int, int, int]:
    return bid[0], bid[1], bid[2]
