"""Localities: found, spelled, and linked; the names the gazetteer answers by itself."""

import random

import pytest

from extractor import Extractor
from extractor.places import Place, lookup


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("في مقاطعة كوانغ نينه", [("كوانغ نينه", "Quảng Ninh", "VN-13")]),
        ("مقاطعة كوانج نينه", [("كوانج نينه", "Quảng Ninh", "VN-13")]),
        ("مدينة دانانغ", [("دانانغ", "Đà Nẵng", "VN-DN")]),
        ("في An Giang", [("An Giang", "An Giang", "VN-44")]),
        ("بلدية با سون بمقاطعة لانغ سون", [("با سون", "Ba Sơn", None), ("لانغ سون", "Lạng Sơn", "VN-09")]),
        ("وصل إلى القاهرة ولبنان", [("القاهرة", "القاهرة", None), ("لبنان", "لبنان", "LB")]),
        ("للقاهرة وبالمغرب", [("لقاهرة", "القاهرة", None), ("المغرب", "المغرب", "MA")]),
        ("الرباط - أعلن", [("الرباط", "الرباط", None)]),
        ("محافظة البحيرة", [("البحيرة", "البحيرة", "EG-BH")]),
        ("ريال مدريد", [("مدريد", "مدريد", None)]),
    ],
)
def test_found_and_linked(extractor: Extractor, text: str, found: list[tuple[str, str, str | None]]) -> None:
    records = extractor(text).localities
    assert [(r.text, r.name) for r in records] == [(t, n) for t, n, _ in found]
    for record, (_, _, code) in zip(records, found, strict=True):
        assert code is None or record.code == code


@pytest.mark.parametrize(
    "text",
    ["الحكومة السعودية", "مسؤولا روسيًا", "كبير على الجميع", "بحوث علمية", "ضربه بفأس", "وهو فرنسي", "الأمين العام", "مدينة كبيرة", "الرفيق نجوين ثي كيم دونغ",
     "سعود بن مشعل", "جوز الهند", "في المدينة"],
)  # fmt: skip
def test_no_place(extractor: Extractor, text: str) -> None:
    assert extractor(text).localities == []


@pytest.mark.parametrize(
    ("text", "parents"),
    [
        ("القدس", ["PS-JEM", "PS"]),
        ("رام الله", ["PS-RBH", "PS"]),
        ("بيرزيت", ["PS"]),  # GeoNames knows the West Bank alone
        ("نانت", ["FR-PDL", "FR"]),
        ("ليل الفرنسية", ["FR-HDF", "FR"]),
        ("روستوف أون دون", ["RU-ROS", "RU"]),
        ("موسكو", ["RU-MOW", "RU"]),
        ("أمستردام", ["NL-NH", "NL"]),
        ("روتردام", ["NL-ZH", "NL"]),
        ("باليرمو", ["IT-82", "IT"]),
        ("ميديلين", ["CO-ANT", "CO"]),
        ("واغادوغو", ["BF-03", "BF"]),
        ("صنعاء", ["YE-SA", "YE"]),
        ("بنزرت", ["TN-23", "TN"]),
        ("أصفهان", ["IR-10", "IR"]),
        ("طنجة", ["MA-01", "MA"]),
    ],
)
def test_city_lies_in_its_division(extractor: Extractor, text: str, parents: list[str]) -> None:
    assert extractor(f"وصل إلى مدينة {text} أمس").localities[0].parents == tuple(parents)


_HEADS = {"province": "مقاطعة", "city": "مدينة", "town": "بلدة", "district": "منطقة", "ward": "حي", "commune": "بلدية", "township": "بلدة"}


def _linked(extractor: Extractor, places: list[Place]) -> tuple[float, float]:
    """How many units, each in up to three spellings and with its province named, get their code; their code or a place among candidates.

    A unit and the one of the same name that it has become count as one. Namesakes within one province can't be told apart by
    a sentence that names no more than the province: there all of them must stand as candidates.
    """
    by_id = extractor.gazetteer.by_id
    right = told = total = 0
    for place in places:
        province = next((by_id[c] for c in reversed(place.parents) if c.startswith("VN-") and c in by_id), None)
        heir = by_id.get(place.successor or "")
        same = {place.id, heir.id} if heir is not None and heir.name == place.name else {place.id}
        codes = {by_id[i].code for i in same}
        for form in place.forms[:3]:
            where = f" بمقاطعة {province.forms[0]}" if province is not None else ""
            records = extractor(f"في {_HEADS[place.type]} {form}{where}، أعلنت اللجنة").localities
            record = next((r for r in records if r.text == form), None)
            total += 1
            right += record is not None and record.code in codes
            told += record is not None and (record.code in codes or not same.isdisjoint(record.candidates))
    return right / total, told / total


def test_every_province_of_vietnam_links(extractor: Extractor) -> None:
    places = [p for p in extractor.gazetteer.by_id.values() if p.id.startswith("VN-") and p.type in ("province", "city")]
    assert len(places) >= 63
    right, _ = _linked(extractor, places)
    assert right >= 0.97


def test_every_district_of_vietnam_links(extractor: Extractor) -> None:
    places = [p for p in extractor.gazetteer.by_id.values() if p.id.startswith("GSO:") and p.type in ("district", "town", "city")]
    assert len(places) >= 690
    right, told = _linked(extractor, places)
    assert right >= 0.97 and told >= 0.99


def test_communes_of_vietnam_link_or_name_their_candidates(extractor: Extractor) -> None:
    small = [
        p for p in extractor.gazetteer.by_id.values() if p.country == "VN" and p.type in ("commune", "ward", "township") and p.forms[0]
    ]
    assert len(small) > 12_000
    right, told = _linked(extractor, random.Random(20250701).sample(small, 500))
    assert right >= 0.85 and told >= 0.97


def test_who_can_not_be_told_is_a_candidate(extractor: Extractor) -> None:
    (commune, _) = extractor("بلدية مينه تان بمقاطعة هاي دونغ", published="2024-01-01").localities
    assert commune.name == "Minh Tân" and commune.code is None and len(commune.candidates) > 1 and commune.score <= 0.5
    assert all(extractor.gazetteer.by_id[i].name == "Minh Tân" for i in commune.candidates)


def test_geojson(extractor: Extractor) -> None:
    collection = extractor("من القاهرة إلى بيروت ثم إلى القاهرة").to_geojson()
    assert collection["type"] == "FeatureCollection"
    cairo, beirut = collection["features"]
    assert cairo["properties"]["name"] == "القاهرة" and cairo["properties"]["mentions"] == [[3, 10], [28, 35]]
    longitude, latitude = beirut["geometry"]["coordinates"]
    assert 35 < longitude < 36 and 33 < latitude < 35


def test_what_a_gone_place_is_today(extractor: Extractor) -> None:
    (record,) = extractor("مقاطعة ها جيانغ").localities
    assert record.name == "Hà Giang" and record.successor == "VN-07"


def test_an_unknown_spelling_finds_its_nearest_form(extractor: Extractor) -> None:
    (record, _) = extractor("مقاطعة كوانق نينه في فيتنام").localities
    assert (record.name, record.code, record.rule) == ("Quảng Ninh", "VN-13", "locality.nearest") and record.score < 0.9
    assert lookup("لاو قاي")[0].code == "VN-02"


def test_lookup() -> None:
    assert lookup("لانغ سون")[0].code == "VN-09"
    assert lookup("القاهره")[0].country == "EG"
    assert lookup("لا مكان كهذا") == []
