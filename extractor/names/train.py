"""Train the name tagger: ``python -m extractor.names.train --ner FOLDER --text FILE`` (or ``make train-names``).

In come a folder of annotated files (one token and its tag a line) and unlabelled text, from which vectors are learned; out come the
weights that the package ships. Settings are in ``config.cfg``. With ``--folds`` no weights are written: each fold of the annotated
files is kept from training and scored. Needs the extra ``train``.
"""

from __future__ import annotations

import argparse
import gzip
import json
import sys
import time
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

import numpy

from ..patterns import home
from ..pipeline import place_heads, shared
from . import annotated, vectors
from .annotated import Sentence, Span
from .generate import Generator
from .lists import Lists
from .model import provide
from .statistical import WEIGHTS, blank, build_resources, get_weights, load_features, set_weights, vocabulary

CONFIG = Path(__file__).parent / "config.cfg"
TEMPLATES = Path(__file__).parents[2] / "corpus" / "names" / "templates.txt"
KINDS = ("PER", "ORG", "LOC")
_PERSON = frozenset("gfmaGFMA")
_UNIFY = ("wojood",)  # files whose scheme is not ours


def main(arguments: Sequence[str] | None = None) -> None:
    """Read the command line and train or cross-validate."""
    parser = argparse.ArgumentParser(prog="extractor.names.train", description=__doc__.split("\n")[0])
    parser.add_argument("--ner", type=Path, required=True, help="folder of .bio files")
    parser.add_argument("--text", type=Path, help="unlabelled text, a document a line, may be gzipped; without it the vectors "
                        "that lie in the folder of the weights are used")  # fmt: skip
    parser.add_argument("--out", type=Path, default=WEIGHTS, help="folder the weights are written to")
    parser.add_argument("--folds", type=int, default=0, help="cross-validate in so many folds instead")
    parser.add_argument("--fold", type=int, action="append", help="only this fold, counted from 0; may be repeated")
    parser.add_argument("--errors", type=Path, help="write every wrong or missed span of the folds, with its sentence")
    parser.add_argument("--set", action="append", default=[], metavar="KEY=VALUE", help="override a setting of [training]")
    parser.add_argument("--model", action="append", default=[], metavar="KEY=VALUE", help="override a setting of the pipeline")
    options = parser.parse_args(arguments)
    from thinc.api import Config

    overrides = {f"training.{k}": json.loads(v) for k, _, v in (item.partition("=") for item in options.set)}
    overrides |= {f"components.names.model.{k}": json.loads(v) for k, _, v in (item.partition("=") for item in options.model)}
    config = Config().from_disk(CONFIG, overrides=overrides)
    if options.text is not None:
        make_vectors(options.text, options.ner, options.out, config["training"]["vocabulary"])
    trainer = Trainer(options.ner, options.out, config)
    if not options.folds:
        trainer.train(trainer.sources)
        trainer.save(options.out)
        return
    total: Counter[tuple[str, str]] = Counter()
    by_source: dict[str, Counter[tuple[str, str]]] = {}
    for fold in options.fold or range(options.folds):
        trainer.reset()
        parts = {name: split_fold(sentences, fold, options.folds) for name, sentences in trainer.sources.items()}
        trainer.train({name: rest for name, (rest, _) in parts.items()}, {name: kept for name, (_, kept) in parts.items()})
        for name, (_, kept) in parts.items():
            counts = trainer.count(kept)
            if options.errors is not None:
                with options.errors.open("a", encoding="utf-8") as file:
                    file.writelines(f"{name}\t{line}\n" for line in trainer.mistakes(kept))
            by_source.setdefault(name, Counter()).update(counts)
            total.update(counts)
    for name, counts in [*by_source.items(), ("all", total)]:
        print(f"{name:20s} {report(counts)}")


def split_fold(sentences: list[Sentence], fold: int, folds: int) -> tuple[list[Sentence], list[Sentence]]:
    """The sentences without one fold, and that fold: a run of neighbours, so that no document is on both sides but at its edges."""
    low, high = len(sentences) * fold // folds, len(sentences) * (fold + 1) // folds
    return sentences[:low] + sentences[high:], sentences[low:high]


def make_vectors(text: Path, ner: Path, out: Path, size: int) -> None:
    """Learn vocabulary and vectors, and write them to a folder."""
    database, gazetteer = shared()
    lists = Lists(database.directories, gazetteer, database.nominal)
    kept = {word for word, codes in lists.words.items() if len(word) > 2 and _PERSON & set(codes)}
    kept |= {form for form, codes in lists.forms.items() if " " not in form and "o" not in codes}

    def texts() -> Iterator[str]:
        yield from vectors.lines(text)
        for path in sorted(ner.glob("*.bio")):
            for sentence in annotated.tagged(path):
                yield " ".join(word for word, _ in sentence)

    forms, table = vectors.build(texts(), kept, size)
    save_vectors(forms, table, out)


def save_vectors(forms: list[str], table: Any, out: Path) -> None:
    """Write vocabulary and vectors, these as 8-bit integers with a scale a row."""
    out.mkdir(parents=True, exist_ok=True)
    (out / "vocabulary.txt.gz").write_bytes(gzip.compress("\n".join(forms).encode("utf-8"), mtime=0))
    scale = numpy.abs(table).max(axis=1) / 127
    rows = numpy.vstack([numpy.zeros((1, table.shape[1])), numpy.round(table / scale[:, None])]).astype("int8")
    numpy.savez_compressed(out / "vectors.npz", rows=rows, scale=numpy.concatenate([[1.0], scale]).astype("float16"))


class Trainer:
    """Holds what all folds share.

    Args:
        ner: folder of annotated files.
        folder: of vocabulary and vectors.
        config: settings.
    """

    def __init__(self, ner: Path, folder: Path, config: Any) -> None:
        self.settings = config["training"]
        words = vocabulary(folder)
        self.split, lists = build_resources(words)
        self._features = load_features(folder, words, lists)
        self._config = {key: value for key, value in config.items() if key != "training"}
        database, self._gazetteer = shared()
        heads = place_heads(database)
        self.sources: dict[str, list[Sentence]] = {}
        for path in sorted(ner.glob("*.bio")):
            sentences = annotated.read(path, self.split)
            if path.stem.startswith(_UNIFY):
                sentences = annotated.unify(sentences, self._gazetteer, heads)
            self.sources[path.stem] = sentences
        self.reset()

    def reset(self) -> None:
        """Start anew with the configured seed."""
        from spacy.util import fix_random_seed
        from thinc.api import Config

        fix_random_seed(self.settings["seed"])
        self.nlp = blank(Config(self._config))
        self.pipe = self.nlp.get_pipe("names")
        provide(self.pipe.model, self._features)

    def doc(self, forms: list[str]) -> Any:
        """An unannotated Doc of pieces."""
        from spacy.tokens import Doc

        return Doc(self.nlp.vocab, words=forms)

    def example(self, sentence: Sentence) -> Any:
        """A spaCy training example."""
        from spacy.tokens import Span as SpacySpan
        from spacy.training import Example

        forms, spans = sentence
        gold = self.doc(forms)
        gold.set_ents([SpacySpan(gold, start, end, label=kind) for start, end, kind in spans])
        return Example(self.doc(forms), gold)

    def train(self, sources: dict[str, list[Sentence]], kept: dict[str, list[Sentence]] | None = None) -> None:
        """Train on all sources and on generated sentences; the weights are the average over all steps."""
        import random

        from spacy.util import minibatch
        from thinc.api import Adam

        settings = self.settings
        rng = random.Random(settings["seed"])
        generator = Generator(home() / "names", self._gazetteer, self.split, settings["seed"])
        real = [sentence for sentences in sources.values() for sentence in sentences]
        self.pipe.initialize(lambda: [self.example(sentence) for sentence in real[:50]])
        per_epoch = (len(real) + settings["generated"]) // settings["batch"] + 1
        steps = per_epoch * settings["epochs"]
        optimizer = Adam(settings["rate"], L2=0.01, grad_clip=1.0, L2_is_weight_decay=True, use_averages=True)
        began, step = time.time(), 0
        for epoch in range(settings["epochs"]):
            sentences = [
                generator.exchanged(sentence, settings["share"]) if rng.random() < settings["exchanged"] else sentence for sentence in real
            ]
            sentences += generator.sentences(TEMPLATES, settings["generated"])
            rng.shuffle(sentences)
            losses: dict[str, float] = {}
            for batch in minibatch(map(self.example, sentences), settings["batch"]):
                optimizer.learn_rate = settings["rate"] * min(step / settings["warmup"], (steps - step) / (steps - settings["warmup"]), 1.0)
                self.pipe.update(batch, drop=settings["dropout"], sgd=optimizer, losses=losses)
                step += 1
            line = f"epoch {epoch + 1}/{settings['epochs']} loss {losses['names']:.0f} {time.time() - began:.0f} s"
            if kept is not None and (epoch + 1 == settings["epochs"] or epoch % 3 == 2):
                with self.pipe.model.use_params(optimizer.averages):
                    for name, held in kept.items():
                        line += f"\n  {name:20s} {report(self.count(held))}"
            print(line, file=sys.stderr, flush=True)
        for node in self.pipe.model.walk():
            for name in node.param_names:
                average = optimizer.averages.get((node.id, name))
                if average is not None:
                    node.set_param(name, average)

    def predict(self, sentences: Iterable[list[str]]) -> Iterator[list[Span]]:
        """The spans the pipeline finds in each sentence."""
        for doc in self.pipe.pipe([self.doc(forms) for forms in sentences], batch_size=64):
            yield [(span.start, span.end, span.label_) for span in doc.ents]

    def count(self, sentences: list[Sentence]) -> Counter[tuple[str, str]]:
        """True and false positives and misses by type, exact spans."""
        counts: Counter[tuple[str, str]] = Counter()
        for (_, gold), found in zip(sentences, self.predict(forms for forms, _ in sentences)):
            right, got = set(gold), set(found)
            for kind in KINDS:
                a, b = {s for s in right if s[2] == kind}, {s for s in got if s[2] == kind}
                counts[kind, "tp"] += len(a & b)
                counts[kind, "fp"] += len(b - a)
                counts[kind, "fn"] += len(a - b)
        return counts

    def mistakes(self, sentences: list[Sentence]) -> Iterator[str]:
        """Each wrong or missed span: what it was, its type, its words, and its sentence."""
        for (forms, gold), found in zip(sentences, self.predict(forms for forms, _ in sentences)):
            for what, spans in (("wrong", set(found) - set(gold)), ("missed", set(gold) - set(found))):
                for start, end, kind in sorted(spans):
                    context = " ".join([*forms[max(0, start - 8) : start], "[", *forms[start:end], "]", *forms[end : end + 6]])
                    yield f"{what}\t{kind}\t{' '.join(forms[start:end])}\t{context}"

    def save(self, out: Path) -> None:
        """Write the weights as 16-bit floats, and the configuration beside them."""
        from thinc.api import Config

        weights = get_weights(self.pipe.model)
        numpy.savez_compressed(out / "weights.npz", **weights)
        Config(self._config).to_disk(out / "config.cfg")
        with numpy.load(out / "weights.npz") as data:
            set_weights(self.pipe.model, data)


def f1(tp: int, fp: int, fn: int) -> float:
    """F1 of counts, 0 where there is nothing."""
    return 2 * tp / (2 * tp + fp + fn) if tp else 0.0


def report(counts: Counter[tuple[str, str]]) -> str:
    """F1 by type and over all."""
    out = [f"{kind} {f1(counts[kind, 'tp'], counts[kind, 'fp'], counts[kind, 'fn']):.3f}" for kind in KINDS]
    tp, fp, fn = (sum(counts[kind, what] for kind in KINDS) for what in ("tp", "fp", "fn"))
    return "  ".join([*out, f"all {f1(tp, fp, fn):.3f}"])


if __name__ == "__main__":
    main()
