"""The corpus holds: every phrase whole and unique, every article at its floor."""

import pytest

from extractor import Extractor
from extractor.evaluate import evaluate

from .corpus import Phrase, articles, phrases, problems

PHRASES = list(phrases())
# F1 per kind over corpus/articles; raised with the extractor, never lowered.
FLOORS = {
    "count": 0.95, "percentage": 0.95, "money": 0.95, "measure": 0.95, "ordinal": 0.95, "duration": 0.95,
    "date": 0.95, "resolution": 0.97, "locality": 0.93,
}  # fmt: skip


@pytest.mark.parametrize("kind", sorted({p.kind for p in PHRASES}))
def test_phrases(extractor: Extractor, kind: str) -> None:
    failed = []
    for phrase in PHRASES:
        if phrase.kind == kind and not phrase.unsupported:
            wrong = problems(phrase, extractor(phrase.text, published=phrase.published).records)
            if wrong:
                failed.append(f"{phrase.text} → {'; '.join(wrong)}")
    assert not failed, "\n".join(failed)


def test_what_is_marked_unsupported_still_fails(extractor: Extractor) -> None:
    healed = [p.id for p in PHRASES if p.unsupported and not problems(p, extractor(p.text, published=p.published).records)]
    assert not healed, f"these work now; move them to [[case]] or [[negative]]: {healed}"


def test_every_kind_has_negatives() -> None:
    assert {p.kind for p in PHRASES if not p.expect} == {p.kind for p in PHRASES}


def test_articles_offsets() -> None:
    for document in articles():
        for record in document["records"]:
            assert document["text"][record["start"] : record["end"]] == record["text"], (document["id"], record)


def test_articles_floors(extractor: Extractor) -> None:
    gold = articles()
    assert len(gold) >= 10
    result = evaluate(((d, extractor(d["text"], published=d["published"]).to_dict()) for d in gold), list(FLOORS))
    low = {k: round(s.f1, 3) for k, s in result.scores.items() if s.f1 < FLOORS[k]}
    assert not low, low


def test_a_phrase_is_read_with_its_marks() -> None:
    from .corpus import unmark

    assert unmark("نحو ⟦725⟧ منظمة") == ("نحو 725 منظمة", ((4, 7),))
    assert isinstance(PHRASES[0], Phrase)
