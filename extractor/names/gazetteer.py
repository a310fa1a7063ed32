"""The list tagger: names by word lists alone, without a model.

Places and organizations are named where a listed phrase stands; a person where a given name is followed by
another name, where two Vietnamese syllables begin with a family name, or where a listed name follows a title.
"""

from __future__ import annotations

from pathlib import Path

from ..text.normalize import normalize
from . import Name
from .lists import Lists
from .tokens import Splitter

_SCORES = {"person": 0.8, "organization": 0.8, "locality": 0.8}
_LONGEST = 5  # pieces of a person's name
_LINKS = frozenset({"بن", "ابن", "بنت", "ابو", "ال"})


class GazetteerTagger:
    """Names by the lists of ``patterns/names`` and the gazetteer.

    Args:
        directories: further pattern directories.
    """

    name = "gazetteer"

    def __init__(self, directories: tuple[Path, ...] = ()) -> None:
        from .statistical import resources

        self._splitter: Splitter
        self._lists: Lists
        self._splitter, self._lists = resources(directories)

    def __call__(self, text: str) -> list[Name]:
        """The names of a text."""
        view = normalize(text)
        forms, spans = self._splitter(view.norm)
        phrases = self._lists.phrases(forms)
        out: list[Name] = []
        i = 0
        while i < len(forms):
            phrase = phrases[i]
            kind, size = "", self._person(forms, spans, i)
            if size:
                kind = "person"
            if phrase is not None and phrase.length >= size and (listed := _kind(phrase.codes)):
                kind, size = listed, phrase.length
            if not kind:
                i += 1
                continue
            start, end = view.origin(spans[i][0], spans[i + size - 1][1])
            out.append(Name(start, end, kind, _SCORES[kind]))
            i += size
        return out

    def _person(self, forms: list[str], spans: list[tuple[int, int]], i: int) -> int:
        """How many pieces from `i` on are a person's name; 0 for none."""
        words = self._lists.words
        known = words.get(forms[i], "")
        after_title = i > 0 and "t" in words.get(forms[i - 1], "") and spans[i][0] == spans[i - 1][1] + 1
        first = "F" in known or "g" in known or (after_title and any(c in known for c in "faG"))
        if not first or ("n" in known and not after_title):
            return 0
        size = named = 1
        while size < _LONGEST and i + size < len(forms) and spans[i + size][0] - spans[i + size - 1][1] == 1:
            form = forms[i + size]
            said = words.get(form, "")
            if form in _LINKS:
                size += 1
                continue
            if not any(c in said for c in "gfaGFM"):
                break
            named += 1
            size += 1
        while forms[i + size - 1] in _LINKS:
            size -= 1
        return size if named > 1 or after_title else 0


def _kind(codes: str) -> str:
    if "o" in codes:
        return "organization"
    return "locality" if any(c in codes for c in "cpv") else ""
