"""displaCy: a document for spaCy's visualizer.

    spacy.displacy.render(displacy.dump(document), style="ent", manual=True, options=displacy.options())

displaCy reads the direction of the page from the first document it is given, and takes the template of a mark from the options alone.
"""

from __future__ import annotations

from typing import Any

from .common import COLOURS, Source, as_dict, outermost


def dump(document: Source) -> dict[str, Any]:
    """The document in displaCy's manual format, right to left. Of records within each other the outer one is shown: displaCy knows no others.

    Returns:
        ``text``, ``ents`` (``start``, ``end``, ``label``) and ``settings``.

    Raises:
        InputError: a record can't be.

    >>> dump({"text": "٥ مدن", "records": [{"kind": "count", "start": 0, "end": 1}]})["ents"]  # "5 cities"
    [{'start': 0, 'end': 1, 'label': 'count'}]
    """
    data = as_dict(document)
    ents = [{"start": r["start"], "end": r["end"], "label": r["kind"]} for r in outermost(data["records"])]
    return {"text": data["text"], "ents": ents, "settings": {"lang": "ar", "direction": "rtl"}}


def options() -> dict[str, Any]:
    """displaCy's options: the colours of the kinds and the template for text that runs right to left."""
    from spacy.displacy.templates import TPL_ENT_RTL

    return {"colors": dict(COLOURS), "template": TPL_ENT_RTL}
