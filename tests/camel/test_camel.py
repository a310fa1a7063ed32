"""The camel-tools adapter against a real, tiny BERT, and camel-tools' normalization as an oracle for ours.

Run by ``make test-camel`` in an environment of its own; without the extra these tests are skipped.
"""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

pytest.importorskip("camel_tools", reason="the extra 'camel' is not installed")

from extractor import Extractor
from extractor.errors import InputError
from extractor.names.camel import CamelTagger
from extractor.text.normalize import fold

# One sentence the tiny model learns by heart; every tag is known by reading it.
SENTENCE = ["زار", "نغوين", "فان", "هاي", "مدينة", "وبالقاهرة", "وزارة", "الصحة", "اليوم"]
TAGS = ["O", "B-PERS", "I-PERS", "I-PERS", "O", "B-LOC", "B-ORG", "I-ORG", "O"]
LABELS = ["B-LOC", "B-ORG", "B-PERS", "B-MISC", "I-LOC", "I-ORG", "I-PERS", "I-MISC", "O"]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A BERT of two layers that has learned `SENTENCE`."""
    import torch
    from transformers import BertConfig, BertForTokenClassification, BertTokenizer

    path = tmp_path_factory.mktemp("bert")
    words = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]", ".", "،", *dict.fromkeys(SENTENCE)]
    (path / "vocab.txt").write_text("\n".join(words), encoding="utf-8")
    tokenizer = BertTokenizer(str(path / "vocab.txt"), do_lower_case=False)
    torch.manual_seed(1)
    config = BertConfig(
        vocab_size=len(words), hidden_size=32, num_hidden_layers=2, num_attention_heads=2, intermediate_size=64, max_position_embeddings=256,
        num_labels=len(LABELS), id2label=dict(enumerate(LABELS)), label2id={label: i for i, label in enumerate(LABELS)},
    )  # fmt: skip
    model = BertForTokenClassification(config)
    ids = tokenizer.convert_tokens_to_ids(["[CLS]", *SENTENCE, "[SEP]"])
    gold = [-100, *(LABELS.index(tag) for tag in TAGS), -100]
    optimizer = torch.optim.Adam(model.parameters(), lr=0.01)
    for _ in range(60):
        optimizer.zero_grad()
        model(input_ids=torch.tensor([ids]), labels=torch.tensor([gold])).loss.backward()
        optimizer.step()
    model.save_pretrained(path)
    tokenizer.save_pretrained(path)
    return path


@pytest.fixture(scope="module")
def camel(folder: Path) -> CamelTagger:
    return CamelTagger(folder)


def found(camel: CamelTagger, text: str) -> list[tuple[str, str]]:
    return [(text[name.start : name.end], name.kind) for name in camel(text)]


EXPECTED = [("نغوين فان هاي", "person"), ("القاهرة", "locality"), ("وزارة الصحة", "organization")]


def test_labels_come_back_as_offsets_without_proclitics(camel: CamelTagger) -> None:
    assert found(camel, " ".join(SENTENCE)) == EXPECTED


def test_offsets_refer_to_the_original_with_its_marks(camel: CamelTagger) -> None:
    text = "زَارَ  نغوين\u200f فان هاي مدينة وبالقــاهرة وزارة الصحّة اليوم"
    assert found(camel, text) == [("نغوين\u200f فان هاي", "person"), ("القــاهرة", "locality"), ("وزارة الصحّة", "organization")]


@pytest.mark.parametrize("text", ["", " ", "\n\n", "\u200f", "\ud800"])
def test_nothing_in_nothing_out(camel: CamelTagger, text: str) -> None:
    assert found(camel, text) == []


def test_a_word_without_word_pieces_does_not_shift_the_labels(camel: CamelTagger) -> None:
    """The recognizer gives such a word no label, so all labels behind it would move by one."""
    original = camel._recognizer.tokenizer.tokenize
    assert original("\u0640") == [] or original("") == []
    words = SENTENCE.copy()
    words.insert(1, "\u0640\u0640")
    assert found(camel, " ".join(words)) == EXPECTED


def test_long_sentences_are_cut_into_windows(camel: CamelTagger) -> None:
    filler = " ".join(["اليوم"] * 300)
    text = f"{filler}\n{' '.join(SENTENCE)}\n{filler} . {' '.join(SENTENCE)}"
    assert [pair for pair in found(camel, text) if pair in EXPECTED] == EXPECTED * 2


def test_it_works_in_the_pipeline(folder: Path, camel: CamelTagger) -> None:
    text = " ".join(SENTENCE)
    document = Extractor(names=camel)(text)
    assert [r.text for r in document.persons] == ["نغوين فان هاي"]
    assert document.persons[0].name == "Nguyễn Văn Hải"
    assert [r.text for r in document.organizations] == ["وزارة الصحة"]
    assert [(r.text, r.code) for r in document.localities] == [("القاهرة", "360630")]


def test_no_network_and_no_trace_in_the_environment(folder: Path) -> None:
    code = f"""
import socket
def refuse(*a, **k): raise AssertionError("network")
socket.socket.connect = refuse
socket.create_connection = refuse
import os
import extractor.names.camel
assert "torch" not in __import__("sys").modules
extractor.names.camel.CamelTagger({str(folder)!r})
assert "CAMELTOOLS_DATA" not in os.environ
"""
    environment = {k: v for k, v in os.environ.items() if k != "CAMELTOOLS_DATA"}
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, env=environment)
    assert done.returncode == 0, done.stderr


def test_a_missing_model_says_how_to_get_one(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"no config\.json.*camel_data -i ner-arabert"):
        CamelTagger(tmp_path)
    (tmp_path / "catalogue.json").write_text('{"version": "1.6.0", "packages": {}, "components": {}}')
    code = "from extractor.names.camel import CamelTagger\ntry: CamelTagger()\nexcept Exception as e: print(type(e).__name__, e)"
    environment = {**os.environ, "CAMELTOOLS_DATA": str(tmp_path)}
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, env=environment)
    assert done.stdout.startswith("InputError camel-tools has no model for names"), done.stdout + done.stderr
    assert "camel_data -i ner-arabert" in done.stdout


# Arabic letters that news is written with, their hamza carriers, marks and digits.
LETTERS = "ءآأؤإئابةتثجحخدذرزسشصضطظعغفقكلمنهوىي" + "\u064b\u064c\u064d\u064e\u064f\u0650\u0651\u0652\u0670" + " 0123"


def camel_normal(text: str) -> str:
    from camel_tools.utils.dediac import dediac_ar
    from camel_tools.utils.normalize import normalize_alef_ar, normalize_alef_maksura_ar, normalize_teh_marbuta_ar, normalize_unicode

    return normalize_teh_marbuta_ar(normalize_alef_maksura_ar(normalize_alef_ar(dediac_ar(normalize_unicode(text)))))


def test_folding_agrees_with_camel_tools_letter_by_letter() -> None:
    """Ours folds more: hamza on و and ي goes too; everything else is theirs."""
    further = {"ؤ": "و", "ئ": "ي"}
    for letter in LETTERS:
        ours, theirs = fold("ب" + letter + "ب"), camel_normal("ب" + letter + "ب")
        assert ours == "".join(further.get(c, c) for c in theirs), f"U+{ord(letter):04X}"


def test_folding_agrees_with_camel_tools_on_presentation_forms() -> None:
    for cp in (*range(0xFE80, 0xFEFD), *range(0xFB50, 0xFB52)):
        theirs = camel_normal(chr(cp)).replace("ؤ", "و").replace("ئ", "ي").replace("ٱ", "ا")
        assert fold(chr(cp)) == theirs, f"U+{cp:04X}"


def test_folding_agrees_with_camel_tools_on_text() -> None:
    for path in sorted((Path(__file__).parents[2] / "corpus" / "articles").glob("*.jsonl")):
        import json

        for word in json.loads(path.read_text(encoding="utf-8"))["text"].split():
            if all(c in LETTERS for c in word):
                assert fold(word) == camel_normal(word).replace("ؤ", "و").replace("ئ", "ي"), word
