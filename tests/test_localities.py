"""Localities: found, spelled, and linked; the names the gazetteer answers by itself."""

import pytest

from extractor import Extractor
from extractor.places import lookup


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


def test_every_province_of_vietnam_links_behind_its_head_noun(extractor: Extractor) -> None:
    provinces = [p for p in extractor.gazetteer.by_id.values() if p.type == "province" and p.id.startswith("VN-") and p.current]
    assert len(provinces) >= 28
    missed = []
    for place in provinces:
        for form in place.forms[:3]:
            codes = [r.code for r in extractor(f"في مقاطعة {form}، أعلنت اللجنة الشعبية").localities]
            if codes != [place.code]:
                missed.append((form, place.name, codes))
    assert len(missed) <= 3, missed


def test_districts_link_with_their_province_named(extractor: Extractor) -> None:
    gazetteer = extractor.gazetteer
    good = total = 0
    for place in gazetteer.by_id.values():
        if place.type not in ("district", "town") or not place.id.startswith("GSO:"):
            continue
        province = next((gazetteer.by_id[c] for c in place.parents if c in gazetteer.by_id and c.startswith("VN-")), None)
        if province is None:
            continue
        for form in place.forms[:2]:
            records = extractor(f"في منطقة {form} بمقاطعة {province.forms[0]}، أعلنت اللجنة").localities
            total += 1
            good += any(r.code == place.code for r in records)
    assert total > 1000 and good / total >= 0.97, (good, total)


def test_what_a_gone_place_is_today(extractor: Extractor) -> None:
    (record,) = extractor("مقاطعة ها جيانغ").localities
    assert record.name == "Hà Giang" and record.successor == "VN-07"


def test_lookup() -> None:
    assert lookup("لانغ سون")[0].code == "VN-09"
    assert lookup("القاهره")[0].country == "EG"
    assert lookup("لا مكان كهذا") == []
