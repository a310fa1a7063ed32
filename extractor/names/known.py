"""What the lists know: organizations by their words, titles to strip, an organization's usual name, a Vietnamese name's Latin spelling."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from pathlib import Path

from ..places.transliterate import plain
from ..text.normalize import fold
from .bodies import Bodies
from .lists import Lists, rows
from .tokens import Splitter

_BEFORE = re.compile(r"(?:([^\W\d_]+) )?([^\W\d_]+) $")


class Known:
    """Names by lists.

    Args:
        directories: pattern directories, each may have a folder ``names``.
        splitter: cuts a text into pieces.
        lists: the words and phrases listed in these directories.
        places: folded head nouns of places.
        ordinary: whether a folded word is one of the language.
        nationality: whether a folded adjective is one.
    """

    def __init__(
        self,
        directories: Iterable[Path],
        splitter: Splitter,
        lists: Lists,
        places: frozenset[str],
        ordinary: Callable[[str], bool],
        nationality: Callable[[str], bool],
    ) -> None:
        self._lists, self._places = lists, places
        self._bodies = Bodies(splitter, lists, ordinary, nationality)
        self._titles: set[str] = set()
        self._given: set[str] = set()
        self._organizations: dict[str, str] = {}
        self._parts: dict[str, dict[str, list[str]]] = {"family": {}, "middle": {}, "given": {}}
        for directory in directories:
            folder = directory / "names"
            if (path := folder / "titles.tsv").is_file():
                self._titles |= {fold(form) for form, _ in rows(path)}
            if (path := folder / "organizations.tsv").is_file():
                for forms, kind, *_ in rows(path):
                    name = forms.partition("|")[0]
                    for form in fold(forms).split("|"):
                        if kind != "club" or " " in form:  # a club's short name may be another's
                            self._organizations.setdefault(form, name)
            if (path := folder / "persons.tsv").is_file():
                for form, part, origin, latin in rows(path):
                    if origin == "vietnamese":
                        spellings = self._parts["given" if part == "any" else part].setdefault(fold(form), [])
                        if latin not in spellings:
                            spellings.append(latin)
                    elif part != "family":
                        self._given.add(fold(form))

    def bodies(self, norm: str) -> list[tuple[int, int]]:
        """Spans of the organizations that the words of a folded text give away."""
        return self._bodies.find(norm)

    def generic(self, form: str) -> bool:
        """Whether a folded form is a mere head noun."""
        return self._bodies.generic(form)

    def opens(self, word: str) -> bool:
        """Whether a folded word opens an organization's name and belongs to it."""
        return "h" in self._lists.words.get(word, "")

    def person(self, word: str) -> bool:
        """Whether a folded word is listed as part of a person's name and is no ordinary word."""
        codes = self._lists.words.get(word, "")
        return "n" not in codes and any(c in "gfmaGFMA" for c in codes)

    def given(self, word: str) -> bool:
        """Whether a folded word is listed as a given name."""
        return "g" in self._lists.words.get(word, "")

    def dedicated(self, norm: str, start: int) -> bool:
        """Whether a person's name at an offset is part of a body's or a place's: "مدينة الملك …", "جامعة الأمير …"."""
        match = _BEFORE.search(norm, max(0, start - 40), start)
        if match is None:
            return False
        first, last = match.groups()
        word = first if self.title(last) else last
        if word is None or word.startswith("ال"):
            return False
        for form in (word, word[1:] if word[0] in "وبلف" else word):
            if form in self._places or "h" in self._lists.words.get(form, ""):
                return word is first or form in self._places
        return False

    def title(self, word: str) -> bool:
        """Whether a folded word before a name is a title and no given name."""
        return word in self._titles and word not in self._given

    def organization(self, form: str) -> str | None:
        """The usual name of an organization, by a folded form of it."""
        return self._organizations.get(form)

    def vietnamese(self, name: str) -> str | None:
        """A Vietnamese person's full name in Latin letters; without diacritics where a syllable may be several.

        None for what is no Vietnamese name of two syllables or more.

        >>> from extractor.pipeline import known
        >>> known().vietnamese("نغوين فان هاي")
        'Nguyễn Văn Hải'
        """
        syllables = fold(name).split()
        if len(syllables) < 2 or syllables[0] not in self._parts["family"]:
            return None
        out: list[str] = []
        sure = True
        for place, syllable in enumerate(syllables):
            order = ("family",) if place == 0 else ("given", "middle") if place == len(syllables) - 1 else ("middle", "given")
            spellings = next((found for part in order if (found := self._parts[part].get(syllable))), None)
            if spellings is None:
                return None
            sure = sure and len(spellings) == 1
            out.append(spellings[0])
        return " ".join(out) if sure else " ".join(plain(part).title() for part in out)
