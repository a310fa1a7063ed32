"""JSON-LD: a document as a schema.org Article that mentions things, each with where it is mentioned.

A thing named several times is one mention with several annotations. An annotation is that of the W3C Web Annotation Data Model: it
targets the article's text with a TextPositionSelector, whose ``start`` and ``end`` count code points as that model demands ("in terms
of unicode code points"; w3c/web-annotation#206), and a TextQuoteSelector. The context is inline, so that no processor needs the network.

| kind | schema.org |
| --- | --- |
| locality | Country or Place: ``geo``, ``identifier``, ``containedInPlace``, ``address`` with the country's code |
| person, organization | Person, Organization |
| resolution | Legislation: ``legislationIdentifier`` ``legislationType`` ``legislationDate`` ``legislationPassedBy`` |
| money | MonetaryAmount |
| count, percentage, measure | QuantitativeValue; ``unitCode`` is UN/CEFACT's P1 for percent, else ``UCUM:`` with the unit, the prefix that schema.org allows for other codes |
| ordinal, date, duration | PropertyValue; ``propertyID`` says rank, the EDTF datatype, or ISO 8601's duration |

At least and more than are a ``minValue``, at most and less than a ``maxValue``; every modifier but "exact" is in ``description``.
"""

from __future__ import annotations

import json
from typing import Any

from .common import Source, as_dict

CONTEXT: dict[str, Any] = {
    "@vocab": "https://schema.org/",
    "oa": "http://www.w3.org/ns/oa#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
    "datePublished": {"@type": "Date"},
    "legislationDate": {"@type": "Date"},
    "annotation": {"@reverse": "oa:hasBody"},
    "target": "oa:hasTarget",
    "source": {"@id": "oa:hasSource", "@type": "@id"},
    "selector": "oa:hasSelector",
    "exact": "oa:exact",
    "start": {"@id": "oa:start", "@type": "xsd:nonNegativeInteger"},
    "end": {"@id": "oa:end", "@type": "xsd:nonNegativeInteger"},
}
"""The context of every document: schema.org's terms by default, Web Annotation's for where a thing is mentioned."""

_EDTF = "http://id.loc.gov/datatypes/edtf/EDTF"
_DURATION = "http://www.w3.org/2001/XMLSchema#duration"
_LEAST, _MOST = ("at_least", "more_than"), ("at_most", "less_than")


def dump(document: Source) -> dict[str, Any]:
    """The document as JSON-LD.

    Returns:
        An Article with ``text``, ``inLanguage``, ``datePublished``, ``identifier`` and ``mentions`` in order of first mention.

    Raises:
        InputError: a record can't be.

    >>> found = {"kind": "money", "start": 0, "end": 6, "value": 5, "currency": "EGP"}
    >>> thing = dump({"text": "٥ جنيه", "records": [found]})["mentions"][0]  # "5 pounds"
    >>> thing["@type"], thing["value"], thing["currency"]
    ('MonetaryAmount', 5, 'EGP')
    """
    data = as_dict(document)
    mentions: dict[str, dict[str, Any]] = {}
    for record in data["records"]:
        thing = _without_nothing(_thing(record))
        known = mentions.setdefault(json.dumps(thing, sort_keys=True), {**thing, "annotation": []})
        known["annotation"].append(_annotation(record))
    article = {
        "@context": CONTEXT,
        "@id": "_:article",
        "@type": "Article",
        "identifier": data["id"],
        "inLanguage": "ar",
        "datePublished": data["published"],
        "text": data["text"],
        "mentions": list(mentions.values()),
    }
    return {name: value for name, value in article.items() if value is not None}


def _annotation(record: dict[str, Any]) -> dict[str, Any]:
    position = {"@type": "oa:TextPositionSelector", "start": record["start"], "end": record["end"]}
    quote = {"@type": "oa:TextQuoteSelector", "exact": record["text"]}
    return {"@type": "oa:Annotation", "target": {"@type": "oa:SpecificResource", "source": "_:article", "selector": [position, quote]}}


def _thing(record: dict[str, Any]) -> dict[str, Any]:
    """What a record names, with a None for each thing it leaves open."""
    get = record.get
    match record["kind"]:
        case "locality":
            return _place(record)
        case "person":
            return {"@type": "Person", "name": get("name") or record["text"]}
        case "organization":
            return {"@type": "Organization", "name": get("name") or record["text"]}
        case "resolution":
            return {
                "@type": "Legislation",
                "name": record["text"],
                "legislationIdentifier": get("symbol"),
                "legislationType": get("type"),
                "legislationDate": get("issued"),
                "legislationPassedBy": {"@type": "Organization", "name": get("issuer"), "identifier": get("issuer_code")},
            }
        case "money":
            return {"@type": "MonetaryAmount", "currency": get("currency"), **_amount(record)}
        case "count":
            return {"@type": "QuantitativeValue", "unitText": get("noun"), **_amount(record)}
        case "percentage":
            unit = "percentage point" if get("point") else "percent"
            return {"@type": "QuantitativeValue", "unitCode": None if get("point") else "P1", "unitText": unit, **_amount(record)}
        case "measure":
            return {"@type": "QuantitativeValue", "unitCode": f"UCUM:{get('unit')}" if get("unit") else None, **_amount(record)}
        case "ordinal":
            return {"@type": "PropertyValue", "propertyID": "rank", "value": get("value"), "description": _description(record)}
        case "date":
            return {"@type": "PropertyValue", "propertyID": _EDTF, "value": get("value"), "description": _description(record)}
    out = {"@type": "PropertyValue", "propertyID": _DURATION, "value": get("value"), "description": _description(record)}
    if get("low"):
        # minValue and maxValue of a PropertyValue are numbers.
        ends = [{"@type": "PropertyValue", "name": name, "propertyID": _DURATION, "value": get(name)} for name in ("low", "high")]
        out["valueReference"] = ends
    return out


def _place(record: dict[str, Any]) -> dict[str, Any]:
    get = record.get
    geo = {"@type": "GeoCoordinates", "latitude": get("latitude"), "longitude": get("longitude")}
    return {
        "@type": "Country" if get("type") == "country" else "Place",
        "name": get("name") or record["text"],
        "additionalType": get("type"),
        "address": {"@type": "PostalAddress", "addressCountry": get("country")},
        "geo": None if get("latitude") is None else geo,
        "identifier": {"@type": "PropertyValue", "propertyID": get("authority"), "value": get("code")},
        "containedInPlace": [{"@type": "Place", "identifier": parent} for parent in get("parents") or ()],
    }


def _amount(record: dict[str, Any]) -> dict[str, Any]:
    modifier, value = record.get("modifier"), record.get("value")
    return {
        "value": None if modifier in (*_LEAST, *_MOST) else value,
        "minValue": value if modifier in _LEAST else record.get("low"),
        "maxValue": value if modifier in _MOST else record.get("high"),
        "description": _description(record),
    }


def _description(record: dict[str, Any]) -> str | None:
    modifier = record.get("modifier")
    return None if modifier in (None, "exact") else modifier.replace("_", " ")


def _without_nothing(thing: dict[str, Any]) -> dict[str, Any]:
    """A thing without what is None or empty, and without parts that say nothing but their type."""
    out: dict[str, Any] = {}
    for name, value in thing.items():
        if isinstance(value, dict):
            value = _without_nothing(value)
            value = value if len(value) > 1 else None
        if value not in (None, "", []):
            out[name] = value
    return out
