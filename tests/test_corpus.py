"""The corpus holds: every phrase whole and unique, every article's gold in place."""

import pytest

from extractor import Extractor

from .corpus import Phrase, articles, phrases, problems

PHRASES = list(phrases())


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


def test_a_phrase_is_read_with_its_marks() -> None:
    from .corpus import unmark

    assert unmark("نحو ⟦725⟧ منظمة") == ("نحو 725 منظمة", ((4, 7),))
    assert isinstance(PHRASES[0], Phrase)
