"""Label Studio: a task in full, exports as Label Studio writes them."""

from __future__ import annotations

from typing import Any
from xml.etree import ElementTree

import pytest

import extractor
from extractor import InputError
from extractor.adapters import label_studio
from extractor.adapters.common import KINDS

from . import document

TEXT = "😀 عام\r\n2023 في لاو كاي"


def region(start: int, end: int, label: str, text: str | None = None) -> dict[str, Any]:
    value = {"start": start, "end": end, "labels": [label], **({} if text is None else {"text": text})}
    return {"id": "x", "from_name": "label", "to_name": "text", "type": "labels", "origin": "manual", "value": value}


def test_a_task_in_full() -> None:
    data = document(TEXT, ("date", "عام\r\n2023"), ("locality", "لاو كاي"), id="a1")
    data["records"][1]["score"] = 0.95
    result = [
        {"id": "r0", "type": "labels", "from_name": "label", "to_name": "text",
         "value": {"start": 2, "end": 11, "text": "عام\r\n2023", "labels": ["date"]}},
        {"id": "r1", "type": "labels", "from_name": "label", "to_name": "text",
         "value": {"start": 15, "end": 22, "text": "لاو كاي", "labels": ["locality"]}, "score": 0.95},
    ]  # fmt: skip
    beside = {"id": "a1", "published": None, "records": [{"kind": "locality", "start": 15, "end": 22, "score": 0.95}]}
    head = {"data": {"text": TEXT, "extractor": beside}}
    assert label_studio.dump(data) == {
        **head,
        "predictions": [{"model_version": f"arabic-extractor {extractor.__version__}", "result": result}],
    }
    assert label_studio.dump(data, as_annotation=True) == {**head, "annotations": [{"result": result}]}


def test_the_last_annotation_that_was_not_skipped_counts() -> None:
    task = label_studio.dump(document(TEXT, ("date", "2023")))
    task["annotations"] = [
        {"result": [region(7, 11, "date")], "updated_at": "2025-02-01T10:00:00Z", "was_cancelled": False},
        {"result": [region(15, 22, "locality")], "updated_at": "2025-03-01T10:00:00Z", "was_cancelled": False},
        {"result": [], "updated_at": "2025-04-01T10:00:00Z", "was_cancelled": True},
        {"result": [region(2, 5, "date")], "updated_at": "2025-01-01T10:00:00Z"},
    ]
    assert label_studio.load(task) == document(TEXT, ("locality", "لاو كاي"))
    for annotation in task["annotations"]:
        annotation["was_cancelled"] = True
    assert label_studio.load(task) == document(TEXT, ("date", "2023"))


def test_a_person_moves_renames_and_adds() -> None:
    data = document(TEXT, ("date", "عام\r\n2023"), ("locality", "لاو كاي"))
    data["records"][0]["value"], data["records"][1]["name"] = "2023", "Lào Cai"
    task = label_studio.dump(data)
    # The editor writes line breaks into a region's text as backslash and n, and other controls have other types.
    task["annotations"] = [{"result": [
        region(7, 11, "date", "2023"), region(15, 22, "locality", "لاو كاي"), region(2, 5, "count", "عام"),
        {"type": "relation", "from_id": "a", "to_id": "b"}, {"type": "choices", "value": {"choices": ["x"]}},
        {**region(2, 11, "date", "عام\\n\\n2023"), "value": {"start": 2, "end": 11, "text": "عام\\n\\n2023", "labels": ["duration", "ordinal"]}},
    ]}]  # fmt: skip
    assert label_studio.load(task)["records"] == [
        {"kind": "count", "start": 2, "end": 5, "text": "عام"},
        {"kind": "duration", "start": 2, "end": 11, "text": "عام\r\n2023"},
        {"kind": "ordinal", "start": 2, "end": 11, "text": "عام\r\n2023"},
        {"kind": "date", "start": 7, "end": 11, "text": "2023"},
        {"kind": "locality", "start": 15, "end": 22, "text": "لاو كاي", "name": "Lào Cai"},
    ]


def test_the_short_export() -> None:
    data = document(TEXT, ("date", "2023"), ("locality", "لاو كاي"), id="a1", published="2024-06-25")
    data["records"][0]["value"] = "2023"
    task = label_studio.dump(data)
    short = {"id": 7, **task["data"], "annotator": 1, "annotation_id": 3, "lead_time": 2.5}
    values = [
        {"start": 7, "end": 11, "text": "2023", "labels": ["date"]},
        {"start": 15, "end": 22, "text": "لاو كاي", "labels": ["locality"]},
    ]
    assert label_studio.load({**short, "label": values}) == data
    assert label_studio.load(short) == {**data, "records": []}


def test_an_old_export_counts_utf16_units() -> None:
    # HumanSignal/label-studio#1347: 13 to 23 for what are code points 12 to 22.
    text = "💩This is an annotation."
    task = {"data": {"text": text}, "annotations": [{"result": [region(13, 23, "person", "annotation")]}]}
    assert label_studio.load(task) == document(text, ("person", "annotation"))
    assert label_studio.load({"text": text, "label": [region(13, 23, "person", "annotation")["value"]]}) == document(
        text, ("person", "annotation")
    )
    task["annotations"] = [{"result": [region(12, 22, "person", "annotation")]}]
    assert label_studio.load(task) == document(text, ("person", "annotation"))


@pytest.mark.parametrize(
    ("task", "message"),
    [
        ({"id": 3, "data": {"t": "x"}}, "task 3: no 'text' in its data"),
        ({"id": 3}, "task 3: no 'text' in its data"),
        ({"id": 3, "data": {"text": TEXT}, "predictions": [286]}, "task 3: nobody annotated it, and the export has no predictions but"),
        (
            {"id": 3, "data": {"text": TEXT}, "annotations": [{"result": [region(0, 1, "LOC")]}]},
            "task 3: unknown kind 'LOC'; the kinds are",
        ),
        ({"id": 3, "data": {"text": TEXT}, "annotations": [{"result": [region(0, 99, "date")]}]}, "task 3: the span 0 to 99"),
        ({"id": 3, "data": {"text": TEXT}, "annotations": [{"result": [region("0", 9, "date", "x")]}]}, "task 3: the span '0' to 9"),
        ({"id": 3, "text": TEXT, "label": "date"}, "task 3: 'label' is no list of regions"),
        ({"id": 3, "data": {"text": TEXT, "extractor": []}}, "are damaged"),
    ],
)
def test_broken_tasks(task: dict[str, Any], message: str) -> None:
    with pytest.raises(InputError, match=message):
        label_studio.load(task)


def test_a_task_nobody_touched_is_empty() -> None:
    assert label_studio.load({"data": {"text": TEXT}}) == document(TEXT)


def test_the_configuration_is_xml_with_every_kind() -> None:
    root = ElementTree.fromstring(label_studio.config())
    assert root.attrib["style"] == "direction: rtl; text-align: right"
    assert [label.attrib["value"] for label in root.iter("Label")] == list(KINDS)
    assert all(len(label.attrib["background"]) == 7 for label in root.iter("Label"))
    assert root.find("Text").attrib["granularity"] == "symbol"  # type: ignore[union-attr]
    assert root.find("Labels").attrib == {"name": "label", "toName": "text"}  # type: ignore[union-attr]
