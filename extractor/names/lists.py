"""Lists of names: what words and phrases are known of persons, organizations, titles and places.

In come the tables of ``patterns/names`` (and of a user's directory) and the gazetteer; out goes, for a sequence
of pieces, what the lists say of each: features of the statistical tagger, evidence of the list tagger.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import NamedTuple

from ..errors import PatternError
from ..places.gazetteer import Gazetteer
from ..text.normalize import fold

TABLES = {
    "persons.tsv": ("form", "part", "origin", "latin"),
    "organizations.tsv": ("forms", "type", "country", "latin"),
    "org_heads.tsv": ("form", "note"),
    "titles.tsv": ("form", "note"),
}
_SOLE = frozenset({"international", "parliament"})
_PARTS = {"given": "g", "family": "f", "middle": "m", "any": "a"}


class Phrase(NamedTuple):
    """A known phrase found at a place of a sequence: its length in pieces and what it is.

    Codes: c country, v Vietnamese place, p other place, q place whose name is also a word, o organization.
    """

    length: int
    codes: str


def rows(path: Path) -> list[list[str]]:
    """The rows of one table.

    Raises:
        PatternError: wrong header or number of columns.
    """
    columns = TABLES[path.name]
    lines = path.read_text(encoding="utf-8").split("\n")
    if tuple(lines[0].split("\t")) != columns:
        raise PatternError(f"{path}: line 1: the columns must be {' '.join(columns)}")
    out = []
    for number, line in enumerate(lines[1:], 2):
        if not line or line.startswith("#"):
            continue
        row = line.split("\t")
        if len(row) != len(columns):
            raise PatternError(f"{path}: line {number}: {len(row)} columns, {len(columns)} are needed")
        out.append(row)
    return out


class Lists:
    """What is listed.

    Args:
        directories: pattern directories, each may have a folder ``names``.
        gazetteer: whose larger places count as phrases.
        nominal: whether a folded word is an ordinary noun or adjective.

    Attributes:
        words: folded word → codes: g f m a the part of a person's name it is (capital: a Vietnamese one), h l a head noun of
            organizations, t a title, n an ordinary word besides.
        forms: folded forms of places and organizations → codes.
        institutional: folded adjectives that bodies bear in their names ("الوطنية").
        sole: folded single words that name one body of the world, whatever else they are ("الكونغرس").
    """

    def __init__(self, directories: Iterable[Path], gazetteer: Gazetteer, nominal: Callable[[str], bool]) -> None:
        words: dict[str, set[str]] = {}
        self.forms: dict[str, str] = {}
        self._particles = gazetteer.particles
        self.sole: set[str] = set()
        self.institutional: set[str] = set()
        for form, places in gazetteer.forms.items():
            if places:
                place = places[0]
                weak = place.common or place.head_only
                self.forms[form] = "c" if place.type == "country" else "q" if weak else "v" if place.country == "VN" else "p"
        for directory in directories:
            for name in TABLES:
                path = directory / "names" / name
                if path.is_file():
                    self._read(name, rows(path), words)
        for word, codes in words.items():
            if nominal(word):
                codes.add("n")
        self.words = {word: "".join(sorted(codes)) for word, codes in words.items()}
        self._tries: dict[str, list[tuple[tuple[str, ...], str]]] = {}

    def _read(self, name: str, table: list[list[str]], words: dict[str, set[str]]) -> None:
        for row in table:
            form = fold(row[0]).replace("-", " ")
            if name == "organizations.tsv":
                latin = [row[3]] if row[3].isascii() and row[3].isupper() and row[3].isalpha() else []  # "CNN"
                if row[1] in _SOLE:
                    self.sole |= {alias for alias in fold(row[0]).split("|") if " " not in alias and len(alias) > 5}
                for alias in [*fold(row[0]).split("|"), *latin]:
                    if len(alias) > 2:
                        self.forms[alias] = "".join(sorted({*self.forms.get(alias, ""), "o"}))
                continue
            parts = form.split()
            if name == "persons.tsv":
                code = _PARTS.get(row[1], "a")
                for part in parts:
                    if (len(part) > 2 or len(parts) == 1) and part not in self._particles:
                        words.setdefault(part, set()).add(code.upper() if row[2] == "vietnamese" else code)
            elif row[1] == "adjective":
                self.institutional.add(form)
            elif len(parts) == 1:
                if name == "titles.tsv":
                    words.setdefault(form, set()).add("t")
                else:
                    for variant in (form, "ال" + form):
                        words.setdefault(variant, set()).add("h" if row[1] == "name" else "l")

    def index(self, pieces: Callable[[str], Sequence[str]]) -> None:
        """Make the phrases findable in sequences cut by `pieces`."""
        for form, codes in self.forms.items():
            first, *rest = pieces(form) or ("",)
            self._tries.setdefault(first, []).append((tuple(rest), codes))
        for known in self._tries.values():
            known.sort(key=lambda item: -len(item[0]))

    def phrases(self, forms: Sequence[str]) -> list[Phrase | None]:
        """For each piece the longest phrase that begins there; None inside of one and where there is none."""
        out: list[Phrase | None] = [None] * len(forms)
        covered = 0
        for i, form in enumerate(forms):
            if i < covered or form not in self._tries:
                continue
            length, codes = 0, ""
            for rest, code in self._tries[form]:
                size = len(rest) + 1
                if size < length:
                    break
                if size == 1 or tuple(forms[i + 1 : i + size]) == rest:
                    length, codes = size, "".join(sorted({*codes, *code}))
            if length:
                out[i] = Phrase(length, codes)
                covered = i + length
        return out

    def features(self, forms: Sequence[str]) -> list[str]:
        """One string a piece: its place in a known phrase, and what its word is."""
        words = self.words
        out = [words.get(form, "") for form in forms]
        for i, phrase in enumerate(self.phrases(forms)):
            if phrase is not None:
                out[i] = f"B{phrase.codes}{min(phrase.length, 2)}.{out[i]}"
                for j in range(i + 1, i + phrase.length):
                    out[j] = f"I{phrase.codes}.{out[j]}"
        return out
