"""Scan: one pass over the view finds every word, number and symbol the patterns know.

In comes a `View` and a `Scanner` built from the lexicon and the place names; out
goes a list of `Token`. Unknown words make no token: they cost only what the
regular expression needs to step over them.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from ..patterns import SPECIALS, Lexicon, Word, trie_regex
from .normalize import View

if TYPE_CHECKING:
    from .numbers import Number

_LETTER = r"[^\W\d_]"
# Shortest first, so that a form listed with its ال is met as it is listed.
_PROCLITIC = "[وف]|[بكل]|[وف][بكل]|[وف]?(?:[بكل]?ال|لل)"

# Everything a number, a numeric date or a document symbol may look like in the view.
_URL = r"https?://[^\s]{1,2000}|www\.[^\s]{1,400}|[A-Za-z][\w.+-]{0,60}@[\w.-]{1,80}"
_SYMBOL = (
    r"(?<![A-Za-z0-9_/])\d{1,5}(?: ?/ ?\d{4})? ?[-/] ?[A-Z][A-Za-z]{0,9}\d{0,2}(?: ?[-/] ?[A-Z][A-Za-z]{0,12}\d{0,2}){0,3}(?!\w)"
    r"|(?<!\w)[AES]/(?:[A-Z]{2,6}(?:\.\d{1,3})?/){0,3}(?:S-)?\d{1,4}(?:/\d{1,4}){0,2}(?: ?\(\d{4}\))?(?!\w)"
)
_DATE = (
    r"(?<![\d/.])\d{1,4} {0,2}(?:/ {0,2}\d{1,2} {0,2}/|- {0,2}\d{1,2} {0,2}-) {0,2}\d{1,4}(?![\d/]|-\d)"
    r"|(?<![\d/.])\d{1,4}\.\d{1,2}\.\d{4}(?![\d/.]|-\d)|(?<![\d/.])\d{4}\.\d{1,2}\.\d{1,2}(?![\d/.]|-\d)"
)
_CLOCK = r"(?<![\d:])\d{1,2}:\d{2}(?::\d{2})?(?![\d:])"
_DIGITS = (
    r"(?<!\d)\d{1,3}(?: \d{3})+(?![\d]|[.,]\d{3})(?:[.,]\d{1,2})?(?!\d)"
    rf"|\d+ر\d+(?!{_LETTER})|\d+(?:[.,٬٫']\d+)*"
)
_JUNK = r"(?<![\w])[A-Za-z][A-Za-z_]{0,30}(?!\d{1,2}/\d{1,2}/\d)[-_.]?\d[\w.]{0,60}|\d[\d_]{2,40}\.[A-Za-z]{2,4}(?!\w)|_\d+"


class Token:
    """A stretch of the view that may mean something.

    Attributes:
        lead: offset where its proclitics begin.
        start: offset where the token itself begins (with its ال).
        end: offset behind it.
        word: its lexicon word, None for what is recognized by shape.
        clitics: proclitic letters before it, without ال ("و", "وب").
        definite: whether ال (or لل) was split off.
        special: "digits" or one of `SPECIALS`, "" for words.
        number: the number it is, once numbers are composed.
        code: the character that stands for it when patterns are matched.
        place: the place entries it may name.
    """

    __slots__ = ("clitics", "code", "definite", "end", "lead", "number", "place", "special", "start", "text", "word")

    def __init__(
        self, lead: int, start: int, end: int, word: Word | None, clitics: str, definite: bool, special: str, text: str
    ) -> None:
        self.lead = lead
        self.start = start
        self.end = end
        self.word = word
        self.clitics = clitics
        self.definite = definite
        self.special = special
        self.text = text
        self.number: Number | None = None
        self.place: Any = None
        self.code = word.code if word is not None else _CODE.get(special, "x")

    def has(self, sense: str) -> bool:
        """Whether the token's word has a sense."""
        return self.word is not None and sense in self.word.senses

    def value(self, sense: str) -> Any:
        """The value of one of its word's senses, None where it has none."""
        return None if self.word is None else self.word.value(sense)

    def __repr__(self) -> str:
        return f"Token({self.start}, {self.end}, {self.text!r})"


_NUMERIC = frozenset({"num", "scale", "vague"})
_CODE = {name: chr(0xF800 + i) for i, name in enumerate(SPECIALS)}


def _proclitics() -> dict[str, tuple[str, bool, int]]:
    """Proclitic string → (letters without the article, definite, how many characters precede the word's span)."""
    table = {}
    for conjunction in ("", "و", "ف"):
        for preposition in ("", "ب", "ك", "ل"):
            letters = conjunction + preposition
            if letters:
                table[letters] = (letters, False, len(letters))
            table[letters + "ال"] = (letters, True, len(letters))
        table[conjunction + "لل"] = (conjunction + "ل", True, len(conjunction) + 1)
    return table


PROCLITICS = _proclitics()
_BEFORE_DIGITS = re.compile(rf"(?<![\w])({_PROCLITIC}) {{0,2}}$")


class Scanner:
    """The compiled scan over all forms of a lexicon and a list of place names.

    Args:
        lexicon: the words.
        places: folded place name → the places it may mean.
    """

    def __init__(self, lexicon: Lexicon, places: Mapping[str, Any] | None = None) -> None:
        self.words = lexicon.words
        self.places = places or {}
        # Behind ل the article loses its alef: "للقاهرة" is ل and "لقاهرة".
        self.assimilated = {form[1:]: form for form in self.places if form.startswith("ال") and len(form) > 4}
        forms = trie_regex([*lexicon.words, *self.places, *self.assimilated])
        self.regex = re.compile(
            rf"(?P<url>{_URL})|(?<!{_LETTER})(?P<proclitic>{_PROCLITIC})??(?P<form>{forms})(?!{_LETTER})(?!(?<=\d)\d)"
            rf"|(?P<symbol>{_SYMBOL})|(?P<numeric_date>{_DATE})|(?P<clock>{_CLOCK})|(?P<junk>{_JUNK})|(?P<digits>{_DIGITS})"
        )

    def _split(self, start: int, text: str) -> Token | None:
        """Read a word as proclitic and form where the expression took it whole."""
        for length in (1, 2, 3):
            known = PROCLITICS.get(text[:length])
            word, place = self.words.get(text[length:]), self.places.get(text[length:])
            if known is not None and (word is not None or place is not None):
                letters, definite, skip = known
                token = Token(start, start + skip, start + len(text), word, letters, definite,
                              "" if word is not None else "place", text[length:])  # fmt: skip
                token.place = place
                return token
        return None

    def scan(self, view: View) -> list[Token]:
        """Find all tokens of a view, in order."""
        norm = view.norm
        words, places = self.words, self.places
        tokens: list[Token] = []
        append = tokens.append
        for match in self.regex.finditer(norm):
            kind = match.lastgroup
            start, end = match.span()
            if kind == "form":
                proclitic, text = match["proclitic"], match["form"]
                word = words.get(text)
                if word is None and "  " in text:
                    text = re.sub(" +", " ", text)
                    word = words.get(text)
                if proclitic is None:
                    place = places.get(text)
                    if word is None and place is None:
                        token = self._split(start, text)  # an assimilated form without its ل
                        if token is not None:
                            append(token)
                        continue
                    if word is None and text.startswith("ال"):
                        word = words.get(text[2:])  # a place's name may hide a word: "الخمس", a town and a number
                        definite = word is not None
                    else:
                        definite = word.article if word is not None else False
                    token = Token(start, start, end, word, "", definite, "" if word is not None else "place", text)
                    token.place = place
                    append(token)
                    continue
                letters, definite, skip = PROCLITICS[proclitic]
                place = places.get(text)
                if word is None and place is None:
                    full = self.assimilated.get(text)
                    if full is None or letters[-1:] != "ل" or definite:
                        continue
                    text, place = full, places[full]
                if "ك" in letters and word is not None and not _NUMERIC.isdisjoint(word.senses):
                    continue  # "كمية" is no hundred
                token = Token(start, start + skip, end, word, letters, definite, "" if word is not None else "place", text)
                token.place = place
                append(token)
            elif kind == "digits":
                lead, letters, definite = start, "", False
                before = norm[start - 1] if start else ""
                if before == " " or before.isalpha():
                    glued = _BEFORE_DIGITS.search(norm, max(0, start - 8), start)
                    if glued:
                        letters, definite, skip = PROCLITICS[glued[1]]
                        lead = glued.start()
                        if definite:
                            start = lead + skip
                append(Token(lead, start, end, None, letters, definite, "digits", match.group()))
            else:
                special = "junk" if kind == "url" else kind or "junk"
                append(Token(start, start, end, None, "", False, special, match.group()))
        return tokens
