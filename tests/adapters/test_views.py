"""displaCy and GeoJSON: what is shown."""

from __future__ import annotations

import pytest
from spacy import displacy as spacy_displacy

from extractor import Extractor, InputError
from extractor.adapters import displacy, geojson

from . import document, hard


def test_displacy_renders_right_to_left_in_our_colours() -> None:
    data = document("😀 عام <2023>\n٥", ("date", "عام"), ("count", "٥"))
    shown = displacy.dump(data)
    assert shown == {
        "text": "😀 عام <2023>\n٥",
        "ents": [{"start": 2, "end": 5, "label": "date"}, {"start": 13, "end": 14, "label": "count"}],
        "settings": {"lang": "ar", "direction": "rtl"},
    }
    page = spacy_displacy.render(shown, style="ent", manual=True, page=True, options=displacy.options(), jupyter=False)
    assert 'lang="ar"' in page and 'class="entities" style="line-height: 2.5; direction: rtl"' in page and "&lt;2023&gt;<br>" in page
    assert "background: #fff3b0" in page and "background: #cfe8ff" in page and "margin-right: 0.5rem" in page and "margin-left" not in page


def test_displacy_takes_the_hardest_text() -> None:
    for data in (hard(), document("")):
        assert spacy_displacy.render(displacy.dump(data), style="ent", manual=True, options=displacy.options(), jupyter=False)


def test_displacy_shows_the_outer_one_of_two() -> None:
    data = document("عام 2023", ("date", "عام 2023"))
    data["records"] += document("عام 2023", ("count", "2023"))["records"]
    assert displacy.dump(data)["ents"] == [{"start": 0, "end": 8, "label": "date"}]


def test_geojson_of_one_document_is_its_own(extractor: Extractor) -> None:
    found = extractor("من هانوي إلى لاو كاي ثم هانوي 😀", id="a")
    own = found.to_geojson()
    for feature in own["features"]:
        feature["properties"]["mentions"] = [["a", *span] for span in feature["properties"]["mentions"]]
    assert len(own["features"]) == 2
    assert geojson.dump([found]) == geojson.dump(iter([found.to_dict()])) == own


def test_geojson_gathers_places_over_documents(extractor: Extractor) -> None:
    texts = {"a": "في لاو كاي", "b": "لاو كاي ولاو كاي", "c": "لا مكان"}
    whole = geojson.dump(extractor(text, id=id) for id, text in texts.items())
    assert whole["type"] == "FeatureCollection" and len(whole["features"]) == 1
    feature = whole["features"][0]
    assert feature["geometry"] == {"type": "Point", "coordinates": [104.1931, 22.2759]}
    assert feature["properties"]["name"] == "Lào Cai"
    assert feature["properties"]["mentions"] == [["a", 3, 10], ["b", 0, 7], ["b", 9, 16]]


def test_geojson_of_marks_without_places() -> None:
    assert geojson.dump([document("لاو كاي", ("locality", "لاو كاي")), document("")]) == {"type": "FeatureCollection", "features": []}
    data = document("لاو كاي", ("locality", "لاو كاي"), id="x")
    data["records"][0] |= {"name": "Lào Cai", "latitude": "north", "longitude": 1}
    with pytest.raises(InputError, match="document 'x': a locality is no record"):
        geojson.dump([data])
