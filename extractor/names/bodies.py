"""Organizations that the words alone give away: listed names, and head nouns with what makes them a name.

A head noun with its article, an adjective and a complement names a body ("الهيئة العامة للإسكان"), and so does a ministry
with its business ("وزارة الصناعة والثروة المعدنية"). Listed names count where they have two words or Latin letters, or
are one word that means nothing else.
"""

from __future__ import annotations

from collections.abc import Callable

from .lists import Lists
from .tokens import Splitter

_ADJECTIVES = 3
_LONE = 5  # letters a name of one word has at least


class Bodies:
    """Finds organizations by lists and grammar.

    Args:
        splitter: cuts a text into pieces.
        lists: the names and head nouns.
        ordinary: whether a folded word is one of the language.
        nationality: whether a folded adjective is one.
    """

    def __init__(self, splitter: Splitter, lists: Lists, ordinary: Callable[[str], bool], nationality: Callable[[str], bool]) -> None:
        self._split, self._lists = splitter, lists
        self._ordinary, self._nationality = ordinary, nationality
        self._sole: dict[str, bool] = {}
        self._heads = {word for word, codes in lists.words.items() if "h" in codes and word.startswith("ال") and len(word) > 4}

    def generic(self, text: str) -> bool:
        """Whether a folded text is a mere head noun: "الهيئة"."""
        words = self._lists.words
        return " " not in text and ("h" in words.get(text, "") or "l" in words.get(text, ""))

    def find(self, norm: str) -> list[tuple[int, int]]:
        """Half-open spans of a folded text, in order, none overlapping."""
        forms, spans = self._split(norm)
        phrases = self._lists.phrases(forms)
        out: list[tuple[int, int]] = []
        done = 0
        for i, form in enumerate(forms):
            if i < done:
                continue
            size = 0
            phrase = phrases[i]
            if phrase is not None and "o" in phrase.codes and (phrase.length > 1 or self._means_nothing_else(form, phrase.codes)):
                size = phrase.length
            if size == 0 and form in self._heads:
                size = self._complemented(forms, spans, i)
            elif form == "وزاره":
                size = max(size, self._ministry(forms, spans, i))
            if size:
                out.append((spans[i][0], spans[i + size - 1][1]))
                done = i + size
        return out

    def _means_nothing_else(self, form: str, codes: str) -> bool:
        """Whether a listed word is only the name of an organization."""
        if form.isascii():
            return form.isupper()
        if form in self._lists.sole:
            return True
        known = self._sole.get(form)
        if known is None:
            bare = form.removeprefix("ال")
            known = len(form) >= _LONE and codes == "o" and form not in self._lists.words and bare not in self._lists.words
            known = self._sole[form] = known and not self._ordinary(bare)
        return known

    def _joins(self, spans: list[tuple[int, int]], i: int) -> bool:
        """Whether piece `i` stands directly or one space behind the piece before it."""
        return i < len(spans) and spans[i][0] - spans[i - 1][1] <= 1

    def _complemented(self, forms: list[str], spans: list[tuple[int, int]], i: int) -> int:
        """How many pieces a definite head noun, its adjectives and a complement with ل take; 0 for none."""
        j = i + 1
        while j - i <= _ADJECTIVES and self._joins(spans, j) and forms[j].startswith("ال") and spans[j][0] > spans[j - 1][1]:
            j += 1
        if not any(form in self._lists.institutional or self._nationality(form) for form in forms[i + 1 : j]):
            return 0
        if not (self._joins(spans, j + 1) and forms[j] == "ل" and spans[j + 1][0] == spans[j][1]):
            return 0
        j += 1
        if not forms[j].startswith("ال"):  # "لتنمية القطاع"
            if not (self._joins(spans, j + 1) and forms[j + 1].startswith("ال")):
                return 0
            j += 1
        j += 1
        while self._joins(spans, j) and forms[j].startswith("ال") and forms[j].endswith("يه") and spans[j][0] > spans[j - 1][1]:
            j += 1
        return j - i

    def _ministry(self, forms: list[str], spans: list[tuple[int, int]], i: int) -> int:
        """How many pieces a ministry with its business takes; 0 where none follows."""
        j = self._business(forms, spans, i + 1)
        if j == i + 1:
            return 0
        while self._joins(spans, j + 1) and forms[j] == "و" and spans[j + 1][0] == spans[j][1] and not self._opens(forms[j + 1]):
            further = self._business(forms, spans, j + 1)
            if further == j + 1:
                break
            j = further
        return j - i

    def _business(self, forms: list[str], spans: list[tuple[int, int]], j: int) -> int:
        """Where a definite noun and its adjective in ية end: "الموارد البشرية"."""
        if not (self._joins(spans, j) and forms[j].startswith("ال") and len(forms[j]) > 4):
            return j
        j += 1
        while self._joins(spans, j) and forms[j].startswith("ال") and forms[j].endswith("يه") and spans[j][0] > spans[j - 1][1]:
            j += 1
        return j

    def _opens(self, form: str) -> bool:
        """Whether a word opens the name of another body."""
        return any(c in self._lists.words.get(form, "") for c in "hl")
