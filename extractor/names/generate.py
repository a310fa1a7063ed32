"""Generate annotated sentences from templates, and exchange the names of annotated ones.

Templates are lines with slots ("{per:vn}", "{loc:city}") and literal names ("[ORG وزارة الصحة]"); slots are filled from
the lists of names and the gazetteer. The same seed gives the same sentences.
"""

from __future__ import annotations

import random
import re
from collections.abc import Iterator
from pathlib import Path

from ..places.gazetteer import Gazetteer
from ..text.normalize import fold
from .annotated import Sentence, Span
from .lists import rows
from .tokens import Splitter

# How often persons of an origin are named.
_ORIGINS = {
    "arab": 45.0, "western": 22.0, "hispanic": 7.0, "slavic": 6.0, "turkic": 3.0, "persian": 2.0, "indic": 3.0, "chinese": 2.0,
    "vietnamese": 5.0, "korean": 1.0, "japanese": 1.5, "african": 1.5, "hebrew": 2.0, "southeast_asian": 1.0,
}  # fmt: skip
_SLOT_ORIGINS = {"vn": "vietnamese", "arab": "arab", "west": "western"}
_SLOT_TYPES = {
    "intl": ("international",),
    "agency": ("government", "ministry", "research"),
    "armed": ("armed_group", "army"),
    "univ": ("university", "research"),
}
_PARTICLES = ("فان", "دي", "فون", "دو", "لو")
_SLOT = re.compile(r"\{([a-z:]+)\}|\[(PER|ORG|LOC) |\]")
_ARABIC = re.compile(r"[\u0621-\u064a ]+")


class Generator:
    """Fills templates.

    Args:
        names: the folder of name lists.
        gazetteer: the places.
        split: cuts the text made.
        seed: of all choices.
    """

    def __init__(self, names: Path, gazetteer: Gazetteer, split: Splitter, seed: int) -> None:
        self._random = random.Random(seed)
        self._split = split
        self._persons: dict[tuple[str, str], list[str]] = {}
        for form, part, origin, _ in rows(names / "persons.tsv"):
            for name in ("given", "family") if part == "any" else (part,):
                self._persons.setdefault((origin, name), []).append(form.replace("-", " "))
        self._organizations: dict[str, list[list[str]]] = {}
        for forms, kind, _, _ in rows(names / "organizations.tsv"):
            self._organizations.setdefault(kind, []).append(forms.split("|"))
        self._all = [forms for listed in self._organizations.values() for forms in listed]
        self._places: dict[str, list[list[str]]] = {"country": [], "city": [], "vn": [], "vnd": []}
        for place in sorted(gazetteer.by_id.values(), key=lambda p: (-p.rank, p.id)):
            forms_ = [form for form in place.forms if _ARABIC.fullmatch(form)][:2]
            if not forms_:
                continue
            if place.type == "country":
                self._places["country"].append(forms_)
            elif place.country == "VN":
                self._places["vn" if place.type in ("province", "city") else "vnd"].append(forms_)
            elif not place.common:
                self._places["city"].append(forms_)

    def person(self, origin: str | None = None) -> str:
        """A full name."""
        rng, persons = self._random, self._persons
        origin = origin or self._origin()
        given = rng.choice(persons[origin, "given"])
        family = rng.choice(persons.get((origin, "family")) or persons[origin, "given"])
        if origin == "vietnamese":
            middle = rng.choices(persons[origin, "middle"], k=rng.choice((0, 1, 1, 1, 2)))
            return " ".join([family, *middle, given])
        chance = rng.random()
        if origin == "arab":
            second = rng.choice(persons[origin, "given"])
            for limit, name in ((0.2, f"{given} {second} {family}"), (0.3, f"{given} بن {second}"), (0.34, f"{given} بن {second} {family}"),
                                (0.42, f"{given} {second}")):  # fmt: skip
                if chance < limit:
                    return name
            return f"{given} {family}"
        if origin in ("chinese", "korean", "japanese") and chance < 0.5:
            return f"{family} {given}"
        if chance < 0.1:
            return f"{given} {rng.choice(persons[origin, 'given'])} {family}"
        if origin == "western" and chance < 0.14:
            return f"{given} {rng.choice(_PARTICLES)} {family}"
        return f"{given} {family}"

    def place(self, kind: str | None = None) -> str:
        """A place's name; large cities come oftener."""
        rng = self._random
        kind = kind or rng.choices(("country", "city", "vn", "vnd"), (4, 5, 1.5, 0.5))[0]
        places = self._places[kind]
        power = 2.5 if kind in ("country", "city") else 1.0
        return rng.choice(places[int(len(places) * rng.random() ** power)])

    def organization(self, kind: str | None = None) -> str:
        """An organization's name."""
        if kind is None:
            return self._random.choice(self._random.choice(self._all))
        return self._random.choice(self._random.choice(self._organizations[self._random.choice(_SLOT_TYPES.get(kind, (kind,)))]))

    def sentences(self, templates: Path, count: int) -> Iterator[Sentence]:
        """Sentences of randomly chosen templates."""
        lines = [line for line in templates.read_text(encoding="utf-8").split("\n") if line.strip() and not line.startswith("# ")]
        while count:
            text, spans = self._fill(self._random.choice(lines))
            norm = fold(text)
            if len(norm) != len(text):
                continue
            count -= 1
            yield self._cut(norm, spans)

    def exchanged(self, sentence: Sentence, share: float) -> Sentence:
        """The sentence with a share of its names exchanged for others of their kind."""
        forms, spans = sentence
        rng = self._random
        out: list[str] = []
        new: list[Span] = []
        done = 0
        for start, end, kind in sorted(spans):
            if start < done:
                continue
            out += forms[done:start]
            name: list[str] = forms[start:end]
            size = end - start
            if rng.random() < share:
                if kind == "PER":
                    name = self._pieces(self.person() if size > 1 else self._single())
                elif kind == "LOC" and size <= 2:
                    name = self._pieces(self.place())
                elif kind == "ORG" and size <= 2 and rng.random() < 0.6:
                    name = self._pieces(self.organization())
            new.append((len(out), len(out) + len(name), kind))
            out += name
            done = end
        return out + forms[done:], new

    def _origin(self) -> str:
        return self._random.choices(list(_ORIGINS), list(_ORIGINS.values()))[0]

    def _single(self) -> str:
        origin = self._origin()
        part = "family" if self._random.random() < 0.8 else "given"
        return self._random.choice(self._persons.get((origin, part)) or self._persons[origin, "given"])

    def _pieces(self, name: str) -> list[str]:
        return self._split(fold(name))[0]

    def _slot(self, slot: str) -> tuple[str, str]:
        kind, _, detail = slot.partition(":")
        if kind == "per":
            return self.person(_SLOT_ORIGINS.get(detail)), "PER"
        if kind in ("fam", "giv"):
            origin = _SLOT_ORIGINS.get(detail) or (self._origin() if kind == "fam" else self._random.choice(("vietnamese", "arab")))
            part = "family" if kind == "fam" else "given"
            return self._random.choice(self._persons.get((origin, part)) or self._persons[origin, "given"]), "PER"
        if kind == "loc":
            return self.place(detail or None), "LOC"
        return self.organization(detail or None), "ORG"

    def _fill(self, template: str) -> tuple[str, list[Span]]:
        out = ""
        spans: list[Span] = []
        open_: tuple[int, str] | None = None
        done = 0
        for match in _SLOT.finditer(template):
            out += template[done : match.start()]
            done = match.end()
            if match[1]:
                name, kind = self._slot(match[1])
                if out.endswith("#"):
                    name = name.replace(" ", "_")
                if name.startswith("ال") and _after_l(out):
                    name = name[1:]  # "للأمم المتحدة"
                start = len(out)
                out += name
                if open_ is None:
                    spans.append((start, len(out), kind))
            elif match[2]:
                if template.startswith("ال", done) and _after_l(out):
                    done += 1
                open_ = len(out), match[2]
            elif open_ is not None:
                spans.append((open_[0], len(out), open_[1]))
                open_ = None
        return out + template[done:], spans

    def _cut(self, norm: str, spans: list[Span]) -> Sentence:
        forms, offsets = self._split(norm)
        found: list[Span] = []
        for start, end, kind in spans:
            inside = [i for i, (a, b) in enumerate(offsets) if b > start and a < end]
            if inside:
                found.append((inside[0], inside[-1] + 1, kind))
        return forms, found


def _after_l(text: str) -> bool:
    """Whether the text ends with the proclitic ل, alone or behind و or ف."""
    return text.endswith("ل") and (len(text) == 1 or text[-2] in ' "(' or (text[-2] in "وف" and (len(text) == 2 or text[-3] in ' "(')))
