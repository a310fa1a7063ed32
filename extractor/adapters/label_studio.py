"""Label Studio: tasks to import, tasks that come back, and the labeling configuration.

Offsets are code points: the editor converts from JavaScript's units before it saves (charsToCodePoints in
web/libs/editor/src/utils/selection-tools.js; label-studio-frontend#308, in releases since the end of 2021). Before, they were UTF-16
units (HumanSignal/label-studio#1347); such a task is recognized by the text that its regions repeat, and converted. Releases of 2023
and early 2024 *show* spans after an emoji shifted but save them right (#4988, #6057; mended by #6135 in July 2024).
Each ``\\n`` and each ``\\r`` is one character: both become a ``<br/>`` that counts as one (render in tags/object/RichText/view.jsx).
A region's own ``text`` writes line breaks as backslash and n and may lose white space (#3078), so the text is taken by the offsets.

What records say beyond their marks travels in ``data``, the place that comes back in every export, as the maintainers advise
(#1179, where a task's ``meta`` got lost): one object ``extractor`` in ``data``, shown as a column unless hidden.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from xml.sax.saxutils import quoteattr

from .. import __version__
from ..errors import InputError
from .common import COLOURS, Source, Utf16, as_dict, carried, mark, rejoin

_FROM, _TO = "label", "text"


def config() -> str:
    """The labeling configuration: right to left, spaces kept, a label with its colour for each kind.

    Granularity is ``symbol``: selecting by words goes wrong at the edges of non-Latin ones (HumanSignal/label-studio#1122).
    """
    labels = "\n".join(f"    <Label value={quoteattr(kind)} background={quoteattr(colour)}/>" for kind, colour in COLOURS.items())
    return (
        '<View style="direction: rtl; text-align: right">\n'
        "  <Style>.htx-text, .htx-richtext { white-space: pre-wrap; }</Style>\n"
        f'  <Labels name="{_FROM}" toName="{_TO}">\n{labels}\n  </Labels>\n'
        f'  <Text name="{_TO}" value="$text" valueType="text" granularity="symbol" saveTextResult="yes"/>\n'
        "</View>\n"
    )


def dump(document: Source, as_annotation: bool = False) -> dict[str, Any]:
    """Write a document as a task.

    Args:
        document: the document.
        as_annotation: whether its records count as done by a person; else they are predictions to be corrected.

    Returns:
        A task for a JSON list to import, for projects that use `config()`: ``data`` with the text, and one prediction or annotation
        with a region for each record; a region has the record's ``score`` where it has one.

    Raises:
        InputError: a record can't be.

    >>> task = dump({"text": "٥ مدن", "records": [{"kind": "count", "start": 0, "end": 1}]})  # "5 cities"
    >>> task["predictions"][0]["result"][0]["value"]
    {'start': 0, 'end': 1, 'text': '٥', 'labels': ['count']}
    """
    data = as_dict(document)
    result = [
        {
            "id": f"r{index}",
            "type": "labels",
            "from_name": _FROM,
            "to_name": _TO,
            "value": {"start": r["start"], "end": r["end"], "text": r["text"], "labels": [r["kind"]]},
            **({"score": r["score"]} if "score" in r else {}),
        }
        for index, r in enumerate(data["records"])
    ]
    task: dict[str, Any] = {"data": {"text": data["text"], "extractor": carried(data)}}
    if as_annotation:
        task["annotations"] = [{"result": result}]
    else:
        task["predictions"] = [{"model_version": f"arabic-extractor {__version__}", "result": result}]
    return task


def load(task: Mapping[str, Any]) -> dict[str, Any]:
    """Read a task of the export "JSON" or "JSON-MIN".

    Of several annotations the one changed last counts, without the skipped ones; where nobody annotated, the last prediction.
    Relations and results of other controls are passed over.

    Args:
        task: one element of the exported list.

    Returns:
        The contract's document. A region that a person moved or labelled anew has four fields.

    Raises:
        InputError: the task has no text, a label is no kind, a span is not in the text, or the predictions are numbers alone.
    """
    minimal = "data" not in task
    data = task if minimal else task["data"]
    text = data.get("text") if isinstance(data, Mapping) else None
    where = f"task {task.get('id', '(new)')}"
    if not isinstance(text, str):
        raise InputError(f"{where}: no 'text' in its data; import texts as `dump` writes them, with the configuration of `config`")
    values = task.get(_FROM) or [] if minimal else [r["value"] for r in _result(task, where) if r.get("type") == "labels"]
    if not isinstance(values, list) or not all(isinstance(v, Mapping) for v in values):
        raise InputError(f"{where}: '{_FROM}' is no list of regions; export from a project with the configuration of `config`")
    units = Utf16(text)
    spans = [(v.get("start"), v.get("end")) for v in values]
    if any(_in_units(text, units, v) for v in values):
        spans = [units.span_back(start, end) for start, end in spans]
    marks = [mark(text, label, *span, where) for value, span in zip(values, spans, strict=True) for label in value.get("labels") or ()]
    return rejoin(text, marks, data.get("extractor"))


def _result(task: Mapping[str, Any], where: str) -> list[Mapping[str, Any]]:
    """The regions of the annotation or prediction that counts."""
    done = [a for a in task.get("annotations") or () if isinstance(a, Mapping) and not a.get("was_cancelled")]
    predictions = task.get("predictions") or []
    if done:
        chosen = max(enumerate(done), key=lambda pair: (pair[1].get("updated_at") or pair[1].get("created_at") or "", pair[0]))[1]
    elif predictions:
        chosen = predictions[-1]
        if not isinstance(chosen, Mapping):
            raise InputError(f"{where}: nobody annotated it, and the export has no predictions but their numbers; export annotated tasks")
    else:
        return []
    return [r for r in chosen.get("result") or () if isinstance(r, Mapping) and isinstance(r.get("value"), Mapping)]


def _in_units(text: str, units: Utf16, value: Mapping[str, Any]) -> bool:
    """Whether a region's text is where its offsets point in UTF-16 units and not where they point in code points."""
    start, end, told = value.get("start"), value.get("end"), value.get("text")
    if type(start) is not int or type(end) is not int or not isinstance(told, str) or _squash(text[start:end]) == _squash(told):
        return False
    try:
        return _squash(text[units.back(start) : units.back(end)]) == _squash(told)
    except InputError:
        return False


def _squash(text: str) -> str:
    return "".join(text.replace("\\n", "").split())
