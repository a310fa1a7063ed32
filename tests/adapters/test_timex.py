"""TimeML: tags in full, the table of values both ways, documents made elsewhere."""

from __future__ import annotations

import re
from typing import Any
from xml.etree import ElementTree

import pytest

from extractor import Extractor, InputError
from extractor.adapters import timex

from . import document


def tags(data: dict[str, Any]) -> list[dict[str, str]]:
    """The standard attributes of all tags in the text."""
    root = ElementTree.fromstring(timex.dump(data))
    return [{k: v for k, v in tag.attrib.items() if not k.startswith("{")} for tag in root.find("TEXT").iter("TIMEX3")]  # type: ignore[union-attr]


def one(kind: str = "date", **said: Any) -> dict[str, Any]:
    data = document("عام 2023", (kind, "عام 2023"))
    data["records"][0] |= said
    return data


def without_ours(xml: str) -> str:
    return re.sub(""" x:[a-z]+=('[^']*'|"[^"]*")""", "", xml)


def test_a_document_in_full() -> None:
    data = document("<😀>\r أمس & ٣ أعوام", ("date", "أمس"), ("duration", "٣ أعوام"), id="a&b", published="2024-06-25")
    data["records"][0] |= {"value": "2024-06-24", "anchored": True}
    data["records"][1] |= {"value": "P3Y", "modifier": "at_least"}
    assert timex.dump(data) == (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        '<TimeML xmlns:x="urn:arabic-extractor">\n'
        "<DOCID>a&amp;b</DOCID>\n"
        '<DCT><TIMEX3 tid="t0" type="DATE" value="2024-06-25" temporalFunction="false" functionInDocument="CREATION_TIME">2024-06-25'
        "</TIMEX3></DCT>\n"
        "<TEXT>&lt;😀&gt;&#13; "
        '<TIMEX3 tid="t1" type="DATE" value="2024-06-24" temporalFunction="true" anchorTimeID="t0" '
        'x:record=\'{"kind": "date", "value": "2024-06-24", "anchored": true}\'>أمس</TIMEX3> &amp; '
        '<TIMEX3 tid="t2" type="DURATION" value="P3Y" mod="EQUAL_OR_MORE" '
        'x:record=\'{"kind": "duration", "value": "P3Y", "modifier": "at_least"}\'>٣ أعوام</TIMEX3></TEXT>\n'
        "</TimeML>\n"
    )
    assert timex.load(timex.dump(data)) == data


TABLE = [
    ("2022-06-16", "2022-06-16", "day"),
    ("2023-06", "2023-06", "month"),
    ("2023", "2023", "year"),
    ("2024-W25", "2024-W25", "week"),
    ("XXXX-06-25", "XXXX-06-25", "day"),
    ("XXXX-09", "XXXX-09", "month"),
    ("202X", "202", "decade"),
    ("18XX", "18", "century"),
    ("2025-33", "2025-Q1", "quarter"),
    ("2025-34", "2025-Q2", "quarter"),
    ("2025-35", "2025-Q3", "quarter"),
    ("2025-36", "2025-Q4", "quarter"),
    ("2015-40", "2015-H1", "half"),
    ("2015-41", "2015-H2", "half"),
    ("2025-21", "2025-SP", "season"),
    ("2025-22", "2025-SU", "season"),
    ("2025-23", "2025-FA", "season"),
    ("2025-24", "2025-WI", "season"),
]


@pytest.mark.parametrize(("edtf", "value", "granularity"), TABLE)
def test_values_both_ways(edtf: str, value: str, granularity: str) -> None:
    data = one(value=edtf, granularity=granularity)
    assert tags(data) == [{"tid": "t1", "type": "DATE", "value": value}]
    back = timex.load(without_ours(timex.dump(data)))["records"]
    assert back == [{"kind": "date", "start": 0, "end": 8, "text": "عام 2023", "value": edtf, "granularity": granularity, "modifier": None}]


@pytest.mark.parametrize(
    ("modifier", "mod"),
    [("start", "START"), ("mid", "MID"), ("end", "END"), ("approximate", "APPROX"), ("before", "BEFORE"), ("after", "AFTER"),
     ("since", "ON_OR_AFTER"), ("until", "ON_OR_BEFORE")],
)  # fmt: skip
def test_modifiers_of_dates(modifier: str, mod: str) -> None:
    data = one(value="2023", modifier=modifier)
    assert tags(data) == [{"tid": "t1", "type": "DATE", "value": "2023", "mod": mod}]
    assert timex.load(without_ours(timex.dump(data)))["records"][0]["modifier"] == modifier


@pytest.mark.parametrize(
    ("said", "attributes"),
    [
        ({"value": "P3Y"}, {"value": "P3Y"}),
        ({"value": "PT2.5H", "modifier": "more_than"}, {"value": "PT2.5H", "mod": "MORE_THAN"}),
        ({"value": "P3Y", "modifier": "less_than"}, {"value": "P3Y", "mod": "LESS_THAN"}),
        ({"value": "P3Y", "modifier": "at_most"}, {"value": "P3Y", "mod": "EQUAL_OR_LESS"}),
        ({"value": "P3Y", "modifier": "approximate"}, {"value": "P3Y", "mod": "APPROX"}),
        ({"value": "P100Y", "modifier": "multiples"}, {"value": "PXY"}),
        ({"value": None, "low": "P5D", "high": "P7D"}, {"value": "PXD", "comment": "P5D..P7D"}),
        ({}, {"value": "PXD"}),
    ],
)
def test_durations(said: dict[str, Any], attributes: dict[str, str]) -> None:
    data = one("duration", **said)
    assert tags(data) == [{"tid": "t1", "type": "DURATION", **attributes}]
    assert timex.load(timex.dump(data)) == data
    back = timex.load(without_ours(timex.dump(data)))["records"][0]
    exact = "X" not in attributes["value"]
    assert back["value"] == (said["value"] if exact else None)
    assert back["modifier"] == (said.get("modifier", "exact") if exact else "exact")


@pytest.mark.parametrize(
    ("edtf", "length", "ends"),
    [
        ("2020/2025", "P6Y", ["2020", "2025"]),
        ("2025-01/2025-09", "P9M", ["2025-01", "2025-09"]),
        ("2024-11/2025-02", "P4M", ["2024-11", "2025-02"]),
        ("2024-02-28/2024-03-01", "P3D", ["2024-02-28", "2024-03-01"]),
        ("2020/2024-06", "PXD", ["2020", "2024-06"]),
        ("2024-33/2024-34", "PXD", ["2024-Q1", "2024-Q2"]),
        ("2024-02-30/2024-03-01", "PXD", ["2024-02-30", "2024-03-01"]),
    ],
)
def test_intervals_are_durations_with_two_ends(edtf: str, length: str, ends: list[str]) -> None:
    data = one(value=edtf, granularity="interval")
    assert tags(data) == [
        {"tid": "t1", "type": "DURATION", "value": length, "beginPoint": "t2", "endPoint": "t3"},
        {"tid": "t2", "type": "DATE", "value": ends[0]},
        {"tid": "t3", "type": "DATE", "value": ends[1]},
    ]
    assert timex.load(timex.dump(data)) == data
    assert timex.load(without_ours(timex.dump(data)))["records"] == [
        {"kind": "date", "start": 0, "end": 8, "text": "عام 2023", "value": edtf, "granularity": "interval", "modifier": None}
    ]


def test_open_intervals_and_unknown_dates() -> None:
    data = one(value="2022/..")
    assert tags(data) == [
        {"tid": "t1", "type": "DURATION", "value": "PXD", "beginPoint": "t2"},
        {"tid": "t2", "type": "DATE", "value": "2022"},
    ]
    assert timex.load(without_ours(timex.dump(data)))["records"][0]["value"] == "2022/.."
    assert tags(one(value="../2022"))[0] == {"tid": "t1", "type": "DURATION", "value": "PXD", "endPoint": "t2"}
    for granularity, value in (("day", "XXXX-XX-XX"), ("month", "XXXX-XX"), ("week", "XXXX-WXX"), ("year", "XXXX"), ("decade", "XXXX")):
        data = one(value=None, granularity=granularity, anchored=False)
        assert tags(data) == [{"tid": "t1", "type": "DATE", "value": value}]
        assert timex.load(without_ours(timex.dump(data)))["records"][0]["value"] is None


def test_hijri_dates_are_gregorian_with_a_comment() -> None:
    data = one(value="2024-03-25", calendar="hijri", written="1445-09-15")
    assert tags(data) == [{"tid": "t1", "type": "DATE", "value": "2024-03-25", "comment": "hijri 1445-09-15"}]


def test_what_a_person_edits_is_read_from_the_attributes() -> None:
    data = document("عام 2023 و ٣ أعوام", ("date", "عام 2023"), ("duration", "٣ أعوام"))
    data["records"][0] |= {"value": "2023", "rule": "x"}
    data["records"][1] |= {"value": "P3Y", "rule": "y"}
    xml = timex.dump(data).replace('value="2023"', 'value="2023" mod="START"')
    assert timex.load(xml)["records"] == [
        {"kind": "date", "start": 0, "end": 8, "text": "عام 2023", "value": "2023", "granularity": "year", "modifier": "start"},
        data["records"][1],
    ]
    # A moved edge moves the span and keeps what was said; a tag taken out is gone.
    xml = timex.dump(data).replace(">عام 2023<", ">عام< 2023").replace("< 2023/TIMEX3>", "</TIMEX3> 2023")
    assert timex.load(xml)["records"][0] == {**data["records"][0], "end": 3, "text": "عام"}
    xml = re.sub('<TIMEX3 tid="t1"[^>]*>(.*?)</TIMEX3>', r"\1", timex.dump(data))
    assert timex.load(xml) == {**data, "records": data["records"][1:]}


def test_documents_made_elsewhere() -> None:
    xml = """<?xml version="1.0" ?>
<TimeML xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">
<DOCID>nyt</DOCID>
<DCT><TIMEX3 tid="t0" type="TIME" value="2013-03-22T10:00" functionInDocument="CREATION_TIME">March 22, 2013</TIMEX3></DCT>
<TITLE>T</TITLE>
<TEXT>It <EVENT eid="e1">fell</EVENT> <SIGNAL sid="s1">on</SIGNAL> <TIMEX3 tid="t1" type="DATE" value="2013-03-21T18:00">Thursday</TIMEX3>,
<TIMEX3 tid="t2" type="TIME" value="T18:00">at six</TIMEX3>, <TIMEX3 tid="t3" type="SET" value="P1D" quant="EVERY">daily</TIMEX3>,
<TIMEX3 tid="t4" type="DATE" value="PAST_REF">recently</TIMEX3><TIMEX3 tid="t5" type="DATE" value="2013"/> for <TIMEX3 tid="t6"
type="DURATION" value="P2D" mod="APPROX">two <EVENT eid="e2">days</EVENT></TIMEX3>.</TEXT>
<MAKEINSTANCE eventID="e1" eiid="ei1">x</MAKEINSTANCE>
</TimeML>"""
    back = timex.load(xml)
    text = "It fell on Thursday,\nat six, daily,\nrecently for two days."
    assert (back["id"], back["published"], back["text"]) == ("nyt", "2013-03-22", text)
    assert back["records"] == [
        {"kind": "date", "start": 11, "end": 19, "text": "Thursday", "value": "2013-03-21", "granularity": "day", "modifier": None},
        {"kind": "date", "start": 36, "end": 44, "text": "recently", "value": None, "granularity": "day", "modifier": None},
        {"kind": "duration", "start": 49, "end": 57, "text": "two days", "value": "P2D", "modifier": "approximate"},
    ]
    flat = '<TimeML>In <TIMEX3 tid="t1" type="DATE" value="1999">1999</TIMEX3></TimeML>'
    assert timex.load(flat)["text"] == "In 1999" and timex.load(flat)["records"][0]["start"] == 3


def test_what_xml_forbids_moves_no_offset() -> None:
    data = document("\x00\ufffd\x1b\ufffe\ud800 ٢٠٢٣\x0b", ("date", "٢٠٢٣"))
    xml = timex.dump(data)
    assert xml.encode() and '<TEXT x:forbidden="[[0, 0], [2, 27], [3, 65534], [4, 55296], [10, 11]]">\ufffd\ufffd\ufffd\ufffd\ufffd ' in xml
    assert timex.load(xml) == data
    assert timex.load(without_ours(xml))["records"][0]["start"] == 6


@pytest.mark.parametrize(
    ("xml", "message"),
    [
        ("", "no well-formed XML: no element found: line 1"),
        ("<TimeML><TEXT>a & b</TEXT></TimeML>", "not well-formed .invalid token.: line 1, column 17; write & and < of the text as &amp;"),
        ('<TimeML><TIMEX3 tid="t1">a<TIMEX3 tid="t2">b</TIMEX3></TIMEX3></TimeML>', "TIMEX3 't2' stands within another"),
        ("<TimeML>\ud800</TimeML>", "no well-formed XML"),
    ],
)
def test_broken_xml(xml: str, message: str) -> None:
    with pytest.raises(InputError, match=message):
        timex.load(xml)


def test_every_value_of_the_extractor_has_its_tag(extractor: Extractor) -> None:
    shape = re.compile(r"[\dX]{2,4}(-([\dX]{2}(-[\dX]{2})?|W[\dX]{2}|[QH][\dX]|SP|SU|FA|WI))?|P[\dX.T]*[\dXYMWDHS.T]+")
    text = "في عام 2023 والربع الأول من عام 2025 وبين عامي 2016 و2017 وفي ثمانينيات القرن الماضي ومنذ ثلاث سنوات وأمس وقبل 5 أيام"
    found = extractor(text, published="2024-06-25").to_dict()
    said = tags(found)
    assert len(said) >= 6 and all(shape.fullmatch(tag["value"]) for tag in said)
