"""The spaCy component: exact spans, typed records, in every way a pipeline is used."""

import pickle
from pathlib import Path

import pytest
import spacy
from spacy.tokens import Doc, Span

from extractor import Extractor, InputError

TEXT = "في عام ٢٠٢٣ 🙂 استقبلت كوانغ نينه ٢٦٠ عضوًا و25% وفقا للقرار رقم 21-NQ/TW، و3-4٪"
FOUND = [
    ("عام ٢٠٢٣", "date"), ("كوانغ نينه", "locality"), ("٢٦٠", "count"), ("25%", "percentage"), ("لقرار رقم 21-NQ/TW", "resolution"),
    ("3-4٪", "percentage"),
]  # fmt: skip


def pipeline(**config: object) -> spacy.Language:
    nlp = spacy.blank("ar")
    nlp.add_pipe("arabic_records", config={"names": None, **config})
    return nlp


def spans(doc: Doc) -> list[tuple[str, str]]:
    return [(span.text, span.label_) for span in doc.spans["records"]]


def test_it_is_found_by_its_entry_point_alone() -> None:
    import subprocess
    import sys

    code = "import spacy; nlp = spacy.blank('ar'); nlp.add_pipe('arabic_records', config={'names': None}); print(len(nlp('5 وفود').spans['records']))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)
    assert done.stdout.strip() == "1", done.stderr


def test_spans_are_exact_and_records_typed(extractor: Extractor) -> None:
    doc = pipeline()(TEXT)
    assert doc.text == TEXT
    assert spans(doc) == FOUND
    assert doc._.records == extractor(TEXT).records
    assert [(s.start_char, s.end_char) for s in doc.spans["records"]] == [(r.start, r.end) for r in doc._.records]
    assert not doc.ents
    assert doc[0:1]._.record is None


def test_without_splitting_spans_are_widened(extractor: Extractor) -> None:
    doc = pipeline(split=False)(TEXT)
    assert doc._.records == extractor(TEXT).records
    assert spans(doc)[3] == ("و25%", "percentage")
    assert [t.text for t in doc] == [t.text for t in spacy.blank("ar")(TEXT)]


def test_entities_on_request() -> None:
    nlp = spacy.blank("ar")
    ruler = nlp.add_pipe("entity_ruler")
    ruler.add_patterns([{"label": "MINE", "pattern": "استقبلت"}, {"label": "MINE", "pattern": "٢٦٠"}])
    nlp.add_pipe("arabic_records", config={"names": None, "ents": True})
    doc = nlp(TEXT)
    assert [(e.text, e.label_) for e in doc.ents] == [FOUND[0], ("استقبلت", "MINE"), *FOUND[1:]]


def test_the_date_of_publication() -> None:
    nlp = pipeline()
    doc = nlp.make_doc("أعلن أمس")
    doc._.published = "2024-06-25"
    (record,) = nlp(doc)._.records
    assert record.value == "2024-06-24"


def test_documents_are_stored_and_read_back() -> None:
    doc = pipeline()(TEXT)
    back = Doc(spacy.blank("ar").vocab).from_bytes(doc.to_bytes())
    assert spans(back) == FOUND
    assert back._.records == doc._.records
    assert pickle.loads(pickle.dumps(doc))._.records == doc._.records


def test_pipelines_are_stored_and_loaded(tmp_path: Path) -> None:
    nlp = pipeline(kinds=["percentage"])
    nlp.add_pipe("sentencizer")
    nlp.to_disk(tmp_path / "nlp")
    loaded = spacy.load(tmp_path / "nlp")
    assert loaded.pipe_names == ["arabic_records", "sentencizer"]
    assert spans(loaded(TEXT)) == [FOUND[3], FOUND[5]]
    assert list(loaded(TEXT).sents)


def test_many_processes() -> None:
    nlp = pipeline()
    docs = list(nlp.pipe([TEXT, "لا شيء", "5 وفود"] * 5, n_process=2, batch_size=4))
    assert [spans(d) for d in docs[:3]] == [FOUND, [], [("5", "count")]]
    assert len(docs) == 15
    assert docs[-1]._.records[0].value == 5


def test_a_parsed_document_is_not_torn() -> None:
    nlp = pipeline()
    plain = spacy.blank("ar")(TEXT)
    words, spaces = [t.text for t in plain], [bool(t.whitespace_) for t in plain]
    parsed = Doc(nlp.vocab, words, spaces, heads=[0] * len(words), deps=["dep"] * len(words))
    with pytest.raises(InputError, match="put arabic_records before the parser, or give it split: false"):
        nlp.get_pipe("arabic_records")(parsed)
    assert spans(pipeline(split=False).get_pipe("arabic_records")(parsed))[0] == FOUND[0]


def test_wrong_settings_are_told() -> None:
    with pytest.raises(InputError, match="unknown kind 'weather'"):
        pipeline(kinds=["weather"])


def test_an_empty_document() -> None:
    assert spans(pipeline()("")) == []
    assert Span(pipeline()("5 وفود"), 0, 1)._.record is None


def test_an_extractor_is_pickled_as_what_it_was_made_of(extractor: Extractor) -> None:
    other = pickle.loads(pickle.dumps(Extractor(names=None, kinds=["percentage"])))
    assert [r.text for r in other(TEXT).records] == ["25%", "3-4٪"]
