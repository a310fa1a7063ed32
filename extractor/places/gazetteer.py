"""The gazetteer: places by folded name, loaded once and lazily.

In come the tables of ``patterns/gazetteer`` (and of a user's directory); out goes
a `Gazetteer` that answers which places a name may mean. Rows are kept as lines
until somebody asks for more than what tells places apart.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path
from typing import Any, Final

from ..errors import PatternError
from ..text.normalize import fold, fold_all

COLUMNS: Final = ("id", "name", "type", "country", "code", "authority", "lat", "lon", "parents", "rank", "flags", "forms")
# Arabic letters that write one Vietnamese sound, by turns.
_SOUNDS: Final = {letter: group.replace(letter, "") for group in ("غجقك", "تثط", "سشص", "دذزض", "فو") for letter in group}
_VOWELS: Final = "اويه"
_TAB: Final = "\t"
_SMALL: Final = frozenset({"commune", "ward", "township"})


class Place:
    """One place of the gazetteer.

    Attributes:
        id, name, type, country, code, authority: as in the record contract.
        latitude, longitude: WGS 84 degrees or None.
        parents: codes up the hierarchy, nearest first.
        rank: population or rough importance.
        common: whether its name is also an ordinary word, so that the bare name is weak evidence.
        head_only: whether the name is so common that only a head noun makes it a place.
        typed: whether only the head noun of its own type makes it a place ("محافظة الشمال", but "منطقة الشمال").
        company: whether it takes another name of its country in the text to make the bare name a place.
        successor: id of what it is today, where it is gone.
        current: whether it exists today.
        new: whether Vietnam's reform of 2025 made it.
    """

    __slots__ = ("_line", "_linked", "common", "company", "country", "current", "head_only", "id", "new", "rank", "type", "typed")

    def __init__(self, line: str, row: list[str]) -> None:
        self._line = line
        self.id = row[0]
        self.type = row[2]
        self.country = row[3] or None
        self.rank = float(row[9] or 0)
        self.current, self.new, self.common, self.company, self.typed, self.head_only = _flags(row[10])
        self._linked: dict[str, Any] | None = None

    @property
    def linked(self) -> dict[str, Any]:
        """The fields of a record that is linked to this place, made when first asked for; not to be changed."""
        if self._linked is None:
            self._linked = {
                "name": self.name, "type": self.type, "country": self.country, "parents": self.parents, "code": self.code,
                "authority": self.authority, "latitude": self.latitude, "longitude": self.longitude, "successor": self.successor,
            }  # fmt: skip
        return self._linked

    def spelled(self, form: str) -> bool:
        """Whether a form is written so among its surface forms."""
        return f"|{form}|" in f"|{self._line.rpartition(_TAB)[2]}|"

    def _column(self, number: int) -> str:
        return self._line.split(_TAB)[number]

    @property
    def name(self) -> str:
        return self._column(1)

    @property
    def code(self) -> str | None:
        return self._column(4) or None

    @property
    def authority(self) -> str | None:
        return self._column(5) or None

    @property
    def latitude(self) -> float | None:
        written = self._column(6)
        return float(written) if written else None

    @property
    def longitude(self) -> float | None:
        written = self._column(7)
        return float(written) if written else None

    @property
    def parents(self) -> tuple[str, ...]:
        return tuple(p for p in self._column(8).split(">") if p)

    @property
    def forms(self) -> list[str]:
        """Arabic surface forms as written, most usual first."""
        return self._line.rpartition(_TAB)[2].split("|")

    @property
    def successor(self) -> str | None:
        for flag in self._column(10).replace(";", " ").split():
            if flag.startswith("successor="):
                return flag[len("successor=") :]
        return None

    def __repr__(self) -> str:
        return f"Place({self.id!r}, {self.name!r}, {self.type!r})"


@cache
def _flags(written: str) -> tuple[bool, bool, bool, bool, bool, bool]:
    """What the flags of a row say, in the order in which `Place` keeps it; few rows differ in them."""
    own = written.split(";")[0].split()
    return "old" not in own, "new" in own, "common" in written, "company" in written, "typed" in written, "head" in own


class Gazetteer:
    """Places by folded form.

    Args:
        directories: pattern directories, each with a ``gazetteer`` folder.
        heads: folded head nouns, which are no part of a name ("مدينة").
        particles: folded words no name begins with ("في").

    Attributes:
        forms: folded form → places, most important first; the names the scan looks for.
        small: the same for communes and wards, which need a head noun before them.
        openings: the first words of small places, and of names of several words.
        by_id: id → place.
        particles: as given.
    """

    def __init__(self, directories: Iterable[Path], heads: frozenset[str] = frozenset(), particles: frozenset[str] = frozenset()) -> None:
        self._heads, self.particles = heads, particles
        self.forms: dict[str, list[Place]] = {}
        self.small: dict[str, list[Place]] = {}
        places: list[Place] = []
        names: list[str] = []
        spelled: list[str] = []
        for directory in directories:
            for path in sorted((directory / "gazetteer").glob("*.tsv")):
                for line, row in _rows(path):
                    places.append(Place(line, row))
                    names.append(row[1] if row[3] == "VN" else "")
                    spelled.append(row[11])
        self.by_id = {place.id: place for place in places}
        self._fill(places, fold_all(names), fold_all(spelled))
        for form in [f for f in self.forms if " " in f]:
            first, _, rest = form.partition(" ")
            if first in self.particles or (first in self._heads and rest in self.forms):
                if first in self._heads and self.forms[rest][0].type == "country":
                    self.forms[rest].extend(self.forms.pop(form))  # "مقاطعة كولومبيا"
                elif first in self.particles or self.forms[rest][0].rank >= self.forms[form][0].rank:
                    del self.forms[form]
                else:  # "نهر النيل" is the river: its name alone means it too, behind its head noun
                    self.forms[rest].extend(self.forms.pop(form))

        several = [form for form in self.forms if " " in form]
        self.openings = frozenset([form.partition(" ")[0] for table in (self.small, several) for form in table])

    def _fill(self, places: list[Place], names: list[str], spelled: list[str]) -> None:
        """Enter places under their folded forms, the most important first, those of Vietnam under their folded names too."""
        heads = self._heads
        for number in sorted(range(len(places)), key=[_importance(place) for place in places].__getitem__):
            place, name = places[number], names[number]
            vietnamese = place.country == "VN"
            table = self.small if vietnamese and place.type in _SMALL else self.forms
            forms = spelled[number].split("|")
            for form in forms:
                if " " in form:
                    first, _, rest = form.partition(" ")
                    if first in heads and rest in forms:
                        continue  # "منطقة مكة": the head noun is no part of the name
                known = table.get(form)
                if known is None:
                    table[form] = [place]
                else:
                    known.append(place)
            if name:
                several, large = " " in name, place.type in ("province", "city")
                if several or large:
                    known = table.setdefault(name, [])
                    if place not in known:
                        known.append(place)
                    if several and large and table is self.forms:
                        table.setdefault(name.replace(" ", "").capitalize(), []).append(place)  # "Hanoi"
        for table in (self.forms, self.small):
            table.pop("", None)

    def lookup(self, name: str) -> list[Place]:
        """All places a name may mean, most important first; the nearest Vietnamese ones where none bears it."""
        form = fold(name).strip()
        return [*self.forms.get(form, ()), *self.small.get(form, ())] or self.nearest(form)

    def nearest(self, form: str) -> list[Place]:
        """Vietnamese places one letter away from a folded name in Arabic letters.

        A letter may stand for another of its sound ("كوانق نينه" for "كوانغ نينه"), or a vowel letter or final ه be missing or
        too many; other slips are not forgiven. Two words are needed: single syllables are all near each other.
        """
        if " " not in form:
            return []
        variants = [form[:i] + other + form[i + 1 :] for i, letter in enumerate(form) for other in _SOUNDS.get(letter, "")]
        variants += [form[:i] + form[i + 1 :] for i, letter in enumerate(form) if letter in _VOWELS]
        variants += [form[:i] + letter + form[i:] for i in range(1, len(form) + 1) for letter in _VOWELS]
        found: dict[str, Place] = {}
        for variant in variants:
            for table in (self.forms, self.small):
                for place in table.get(variant, ()):
                    if place.country == "VN":
                        found.setdefault(place.id, place)
        return sorted(found.values(), key=_importance)


def _rows(path: Path) -> Iterator[tuple[str, list[str]]]:
    """The lines of a table with their columns, none for a hand-written source of another one.

    Raises:
        PatternError: it has other columns.
    """
    lines = path.read_text(encoding="utf-8").split("\n")
    header = tuple(lines[0].split("\t"))
    if header != COLUMNS:
        if header[0] == "forms":
            return
        raise PatternError(f"{path}: line 1: the columns must be {' '.join(COLUMNS)}")
    for number, line in enumerate(lines[1:], 2):
        if not line:
            continue
        row = line.split("\t")
        if len(row) != len(COLUMNS):
            raise PatternError(f"{path}: line {number}: {len(row)} columns, {len(COLUMNS)} are needed")
        yield line, row


def _importance(place: Place) -> tuple[bool, float]:
    return (not place.current, -place.rank)
