"""JSON-LD: a place in full, amounts by modifier, and what a processor makes of it."""

from __future__ import annotations

from typing import Any

import pytest
from pyld import jsonld

from extractor import Extractor
from extractor.adapters import json_ld

from . import document, hard

SCHEMA, OA = "https://schema.org/", "http://www.w3.org/ns/oa#"


def mention(kind: str, **said: Any) -> dict[str, Any]:
    """What a record of these fields becomes, without where it stands."""
    data = document("س", (kind, "س"))
    data["records"][0] |= said
    (out,) = json_ld.dump(data)["mentions"]
    assert out.pop("annotation")
    return out


def test_a_document_in_full() -> None:
    data = document("😀 لاو كاي، لاو كاي", ("locality", "لاو كاي"), ("locality", "لاو كاي"), id="a1", published="2024-06-25")
    for record in data["records"]:
        record |= {"name": "Lào Cai", "type": "province", "country": "VN", "code": "VN-02", "authority": "ISO 3166-2", "parents": ["VN"],
                   "latitude": 22.2759, "longitude": 104.1931, "score": 0.95}  # fmt: skip

    def where(start: int, end: int) -> dict[str, Any]:
        selector = [{"@type": "oa:TextPositionSelector", "start": start, "end": end}, {"@type": "oa:TextQuoteSelector", "exact": "لاو كاي"}]
        return {"@type": "oa:Annotation", "target": {"@type": "oa:SpecificResource", "source": "_:article", "selector": selector}}

    assert json_ld.dump(data) == {
        "@context": json_ld.CONTEXT,
        "@id": "_:article",
        "@type": "Article",
        "identifier": "a1",
        "inLanguage": "ar",
        "datePublished": "2024-06-25",
        "text": "😀 لاو كاي، لاو كاي",
        "mentions": [
            {
                "@type": "Place",
                "name": "Lào Cai",
                "additionalType": "province",
                "address": {"@type": "PostalAddress", "addressCountry": "VN"},
                "geo": {"@type": "GeoCoordinates", "latitude": 22.2759, "longitude": 104.1931},
                "identifier": {"@type": "PropertyValue", "propertyID": "ISO 3166-2", "value": "VN-02"},
                "containedInPlace": [{"@type": "Place", "identifier": "VN"}],
                "annotation": [where(2, 9), where(11, 18)],
            }
        ],
    }


@pytest.mark.parametrize(
    ("modifier", "amount"),
    [
        ("exact", {"value": 5}),
        ("approximate", {"value": 5, "description": "approximate"}),
        ("at_least", {"minValue": 5, "description": "at least"}),
        ("more_than", {"minValue": 5, "description": "more than"}),
        ("at_most", {"maxValue": 5, "description": "at most"}),
        ("less_than", {"maxValue": 5, "description": "less than"}),
        ("multiples", {"value": 5, "description": "multiples"}),
    ],
)
def test_amounts(modifier: str, amount: dict[str, Any]) -> None:
    assert mention("count", value=5, modifier=modifier, noun="عضو") == {"@type": "QuantitativeValue", "unitText": "عضو", **amount}


def test_each_kind() -> None:
    quantity = "QuantitativeValue"
    assert mention("count", value=0) == {"@type": quantity, "value": 0}
    assert mention("percentage", low=3, high=4, value=None) == {
        "@type": quantity,
        "unitCode": "P1",
        "unitText": "percent",
        "minValue": 3,
        "maxValue": 4,
    }
    assert mention("percentage", value=2, point=True) == {"@type": quantity, "unitText": "percentage point", "value": 2}
    assert mention("money", value=351, currency="VND") == {"@type": "MonetaryAmount", "currency": "VND", "value": 351}
    assert mention("measure", value=2.5, unit="har") == {"@type": quantity, "unitCode": "UCUM:har", "value": 2.5}
    assert mention("ordinal", value=14) == {"@type": "PropertyValue", "propertyID": "rank", "value": 14}
    edtf = {"@type": "PropertyValue", "propertyID": "http://id.loc.gov/datatypes/edtf/EDTF"}
    assert mention("date", value="2023", modifier="start") == {**edtf, "value": "2023", "description": "start"}
    assert mention("date", value=None) == edtf
    length = {"@type": "PropertyValue", "propertyID": "http://www.w3.org/2001/XMLSchema#duration"}
    assert mention("duration", value="P78Y") == {**length, "value": "P78Y"}
    ends = [{**length, "name": "low", "value": "P5D"}, {**length, "name": "high", "value": "P7D"}]
    assert mention("duration", value=None, low="P5D", high="P7D") == {**length, "valueReference": ends}
    law = {"type": "law", "symbol": "10/2018", "issued": "2018-04-02", "issuer": "Government", "issuer_code": "CP"}
    assert mention("resolution", **law) == {
        "@type": "Legislation",
        "name": "س",
        "legislationIdentifier": "10/2018",
        "legislationType": "law",
        "legislationDate": "2018-04-02",
        "legislationPassedBy": {"@type": "Organization", "name": "Government", "identifier": "CP"},
    }
    assert mention("resolution", symbol="10/2018")["legislationIdentifier"] == "10/2018"
    assert mention("locality", name="لبنان", type="country", country="LB")["@type"] == "Country"
    assert mention("person") == {"@type": "Person", "name": "س"}
    assert mention("organization", name="X") == {"@type": "Organization", "name": "X"}


def no_network(url: str, options: Any) -> Any:
    raise AssertionError(f"{url} was asked for")


def test_a_processor_expands_it_without_the_network(extractor: Extractor) -> None:
    text = "😀 أمر بالقرار رقم 21-NQ/TW في 16 يونيو 2022 بصرف 351 مليار دونج في لاو كاي"
    found = extractor(text, id="a", published="2024-06-25")
    (article,) = jsonld.expand(json_ld.dump(found), {"documentLoader": no_network})
    assert article["@type"] == [SCHEMA + "Article"]
    assert article[SCHEMA + "datePublished"] == [{"@type": SCHEMA + "Date", "@value": "2024-06-25"}]
    mentions = article[SCHEMA + "mentions"]
    assert {kind for m in mentions for kind in m["@type"]} >= {SCHEMA + "Legislation", SCHEMA + "MonetaryAmount", SCHEMA + "Place"}
    for record, made in zip(found.records, mentions, strict=True):
        (annotation,) = made["@reverse"][OA + "hasBody"]
        (target,) = annotation[OA + "hasTarget"]
        assert target[OA + "hasSource"] == [{"@id": "_:article"}]
        position, quote = target[OA + "hasSelector"]
        number = "http://www.w3.org/2001/XMLSchema#nonNegativeInteger"
        assert position[OA + "start"] == [{"@type": number, "@value": record.start}]
        assert position[OA + "end"] == [{"@type": number, "@value": record.end}]
        assert quote[OA + "exact"] == [{"@value": record.text}]


def test_every_term_is_known_and_every_part_is_linked() -> None:
    quads = jsonld.to_rdf(json_ld.dump(hard()), {"documentLoader": no_network})["@default"]
    assert {q["predicate"]["value"] for q in quads if q["predicate"]["value"].startswith(OA)} == {
        OA + name for name in ("hasBody", "hasTarget", "hasSource", "hasSelector", "start", "end", "exact")
    }
    texts = [q["object"]["value"] for q in quads if q["predicate"]["value"] == SCHEMA + "text"]
    assert texts == [hard()["text"]]


def test_a_document_without_anything() -> None:
    assert json_ld.dump(document("")) == {
        "@context": json_ld.CONTEXT, "@id": "_:article", "@type": "Article", "inLanguage": "ar", "text": "", "mentions": [],
    }  # fmt: skip
