"""A spaCy component, ``nlp.add_pipe("arabic_records")``, found by spaCy through its entry points.

``doc.spans["records"]`` holds a span a record, labelled by kind, and ``span._.record`` the record. Tokens that a record's edge cuts (in
و25% it begins behind the conjunction) are split there, so that spans are exact to the character; put the component before
those that tag and parse, or give ``split: false``, and spans are widened to whole tokens.

What a document was published on is set before: ``doc = nlp.make_doc(text); doc._.published = "2024-06-25"; doc = nlp(doc)``.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from spacy.language import Language
from spacy.tokens import Doc, Span, Token
from spacy.util import filter_spans

from ..errors import InputError
from ..pipeline import Extractor
from ..records import plain, validate

KEY = "records"


@Language.factory(
    "arabic_records",
    assigns=["doc.spans", "doc.ents"],
    default_config={"patterns": [], "kinds": None, "names": "spacy", "anchor": True, "ents": False, "split": True},
)
def make(
    nlp: Language, name: str, patterns: list[str], kinds: list[str] | None, names: str | None, anchor: bool, ents: bool, split: bool
) -> Records:
    """Make the component.

    Args:
        nlp, name: given by spaCy.
        patterns, kinds, names, anchor: as for `Extractor`.
        ents: write the records to ``doc.ents``, too; entities that are there and overlap none of them stay.
        split: split tokens at the edges of records.
    """
    return Records(Extractor(patterns=patterns, kinds=kinds, names=names, anchor=anchor), ents=ents, split=split)


class Records:
    """The component: see the module."""

    def __init__(self, extractor: Extractor, *, ents: bool = False, split: bool = True) -> None:
        self.extractor, self.ents, self.split = extractor, ents, split
        extend()

    def __call__(self, doc: Doc) -> Doc:
        records = self.extractor(doc.text, published=doc._.published).records
        if self.split:
            _split(doc, sorted({edge for record in records for edge in (record.start, record.end)}))
        spans: list[Span] = []
        kept: dict[str, Any] = {}
        for record in records:
            span = doc.char_span(record.start, record.end, label=record.kind, alignment_mode="expand")
            if span is not None:
                spans.append(span)
                kept[_name(span)] = plain(record)
        doc.spans[KEY] = spans
        doc.user_data["arabic_records"] = kept
        if self.ents:
            found = filter_spans(spans)
            taken = {token for span in found for token in range(span.start, span.end)}
            doc.set_ents([*found, *(e for e in doc.ents if not taken & set(range(e.start, e.end)))])
        return doc


def extend() -> None:
    """Register ``span._.record``, ``doc._.records`` and ``doc._.published``; done by the component, and needed where documents are only read back."""
    if not Span.has_extension("record"):
        Span.set_extension("record", getter=_record)
    if not Doc.has_extension("records"):
        Doc.set_extension("records", getter=lambda doc: [span._.record for span in doc.spans.get(KEY, ())])
    if not Doc.has_extension("published"):
        Doc.set_extension("published", default=None)


def _name(span: Span) -> str:
    return f"{span.start_char}-{span.end_char} {span.label_}"


def _record(span: Span) -> Any:
    """The record of a span; None for a span that is none."""
    data = span.doc.user_data.get("arabic_records", {}).get(_name(span))
    return None if data is None else validate(data)


def _split(doc: Doc, edges: Sequence[int]) -> None:
    """Split the tokens that edges cut."""
    cuts: dict[int, list[int]] = {}
    token: Token
    at = 0
    for token in doc:
        while at < len(edges) and edges[at] <= token.idx:
            at += 1
        inside = []
        while at < len(edges) and edges[at] < token.idx + len(token):
            inside.append(edges[at] - token.idx)
            at += 1
        if inside:
            cuts[token.i] = inside
    if not cuts:
        return
    if doc.has_annotation("DEP"):
        raise InputError("tokens are to be split but the document is parsed; put arabic_records before the parser, or give it split: false")
    with doc.retokenize() as retokenizer:
        for number, places in cuts.items():
            token = doc[number]
            pieces = [token.text[a:b] for a, b in zip([0, *places], [*places, len(token)], strict=True)]
            retokenizer.split(token, pieces, heads=[(token, n) for n in range(len(pieces))])
