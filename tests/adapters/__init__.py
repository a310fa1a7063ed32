"""Documents that every format must carry: the hardest text we know of, and random ones."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

from hypothesis import strategies as st

from extractor.adapters.common import KINDS

# Astral and joined emoji, harakat, tatweel, bidi marks, both kinds of Arabic digits, line ends, tabs, quotes, XML, what XML forbids.
PIECES = [
    "٢٠٢٣", "😀", "👩\u200d👧", "مُحَمَّدٌ", "مـــد", "\u200f", "\u202bدرهم\u202c", "۱۴۰۰", "\r\n", "\n", "\t", '"«', "»'", "<b>&amp;", "]]>",
    "\\n", "\\", " ", "\xa0", "\u2028", "\x85", "\x00", "\x0b", "\ufffd", "\ufffe", "# ", "T1\t", "{", "5%", "𝟙𝟚", "é",
]  # fmt: skip


def document(text: str, *spans: tuple[str, str], **about: Any) -> dict[str, Any]:
    """A document whose records are the next occurrence of each of the given texts, of the given kind."""
    records, at = [], 0
    for kind, surface in spans:
        start = text.index(surface, at)
        at = start + len(surface)
        records.append({"kind": kind, "start": start, "end": at, "text": surface})
    return {"id": None, "published": None, "text": text, "records": records, **about}


def hard() -> dict[str, Any]:
    """Records at the very start and end, next to each other, across a line break; with fields and without."""
    text = "".join(PIECES) + "عام\r\n٢٠٢٣،5%😀"
    out = document(text, ("date", "٢٠٢٣"), ("person", "😀"), ("person", "👩\u200d👧"), ("organization", "مُحَمَّدٌ"), ("count", "۱۴۰۰"),
                   ("date", "عام\r\n٢٠٢٣"), ("percentage", "5%"), ("locality", "😀"), id='a/"1"\n', published="2024-06-25")  # fmt: skip
    out["records"][0] |= {"value": "2023", "modifier": None, "rule": "x"}
    out["records"][5] |= {"value": "2023", "rule": "تاريخ <&>\"'\n\u2028"}
    out["records"][6] |= {"value": 0.1 + 0.2, "of": None, "optional": 1, "parents": ["a", "b"]}
    assert out["records"][0]["start"] == 0 and out["records"][-1]["end"] == len(text)
    return out


@st.composite
def documents(draw: st.DrawFn) -> dict[str, Any]:
    """Documents with any text and records that do not overlap."""
    text = "".join(draw(st.lists(st.sampled_from(PIECES) | st.text(max_size=3), max_size=20)))
    cuts = sorted(draw(st.sets(st.integers(0, len(text)), max_size=8)))
    spans = [span for span in pairwise(cuts) if draw(st.booleans())]
    said = st.fixed_dictionaries(
        {}, optional={"value": st.none() | st.text(max_size=4) | st.integers() | st.floats(-1e9, 1e9), "rule": st.text(max_size=4)}
    )
    records = [{"kind": draw(st.sampled_from(KINDS)), "start": a, "end": b, "text": text[a:b], **draw(said)} for a, b in spans]
    about = {"id": draw(st.none() | st.text(max_size=5)), "published": draw(st.sampled_from([None, "2024-06-25"]))}
    return {**about, "text": text, "records": records}
