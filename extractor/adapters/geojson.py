"""GeoJSON: the places of many documents as one map (RFC 7946)."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from pydantic import ValidationError

from ..document import Document
from ..errors import InputError
from ..records import validate
from .common import Source, as_dict


def dump(documents: Iterable[Source]) -> dict[str, Any]:
    """A FeatureCollection of the places that have coordinates, a Point each, in order of first mention.

    Properties are those of `Document.to_geojson`; ``mentions`` lists ``[document id, start, end]``.

    Args:
        documents: read one after the other; what is kept grows with the places, not with the texts.

    Raises:
        InputError: a record can't be; the message names its document or its place among the records.

    >>> hanoi = {"kind": "locality", "start": 0, "end": 5, "name": "Hà Nội", "latitude": 21.03, "longitude": 105.85}
    >>> places = dump([{"id": "a", "text": "هانوي", "records": [hanoi]}, {"id": "b", "text": "هانوي", "records": [hanoi]}])
    >>> places["features"][0]["properties"]["mentions"]
    [['a', 0, 5], ['b', 0, 5]]
    """
    features: dict[tuple[str | None, str | None, str], dict[str, Any]] = {}
    for document in documents:
        data = as_dict(document)
        try:
            places = [validate({"rule": "", **r}) for r in data["records"] if r["kind"] == "locality" and r.get("name")]
        except ValidationError as error:
            raise InputError(f"document {data['id']!r}: a locality is no record ({error})") from None
        for feature in Document(data["text"], places).to_geojson()["features"]:
            said = feature["properties"]
            mentions = [[data["id"], *span] for span in said.pop("mentions")]
            known = features.setdefault(
                (said["authority"], said["code"], said["name"]), {**feature, "properties": {**said, "mentions": []}}
            )
            known["properties"]["mentions"] += mentions
    return {"type": "FeatureCollection", "features": list(features.values())}
