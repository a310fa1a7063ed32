"""Check pattern directories: the schema, the examples, and the canonical formatting (law 5)."""

from __future__ import annotations

import re
from pathlib import Path

from .errors import PatternError
from .patterns import Entry, Example, home, read_file
from .pipeline import Extractor
from .text.normalize import fold


def check(directory: Path | None = None, *, fix: bool = False) -> tuple[list[str], int]:
    """Check all files of a directory by the same rules as ours.

    Args:
        directory: the user's; the library's own where None.
        fix: rewrite files whose formatting is not canonical.

    Returns:
        Problems, each naming file and entry, and how many examples were checked.

    Raises:
        PatternError: a file can't be used at all.
    """
    folder = directory or home()
    if not folder.is_dir():
        raise PatternError(f"{folder}: no such directory; give a folder with .toml files")
    extractor = Extractor(patterns=() if directory is None else (folder,), names=None)
    problems: list[str] = []
    checked = 0
    for path in sorted(folder.rglob("*.toml")):
        if path.parent.name == "gazetteer":
            continue
        content = read_file(path)
        text = path.read_text(encoding="utf-8")
        canonical = canonical_toml(text)
        if canonical != text:
            if fix:
                path.write_text(canonical, encoding="utf-8")
            else:
                problems.append(f"{path}: formatting is not canonical; run check-patterns --fix")
        for entry in content.entry:
            for example in entry.examples:
                if not (entry.forms or entry.singular or entry.plural or entry.sense.startswith("vietnam_")):
                    continue  # a table's row: it has no form to find
                checked += 1
                if not _entry_matches(extractor, entry, example):
                    problems.append(f"{path}: entry {entry.id!r}: example {example!r} does not hold a form of it")
            for example in entry.counter_examples:
                checked += 1
                if _used(extractor, entry, example):
                    problems.append(f"{path}: entry {entry.id!r}: counter-example {example!r} makes a record with it")
            if not entry.examples and (entry.forms or entry.singular or entry.plural):
                problems.append(f"{path}: entry {entry.id!r}: no example; give one phrase in which it stands")
        for words in content.words:
            checked += len(words.examples)
            forms = [fold(form) for form in words.forms]
            if not any(form in fold(example) for example in words.examples for form in forms):
                problems.append(f"{path}: list {words.name!r}: no example holds a form of it; give one phrase in which one stands")
        for pattern in content.pattern:
            for given in pattern.examples:
                checked += 1
                phrase = Example(text=given) if isinstance(given, str) else given
                found = extractor(phrase.text, published=phrase.published)
                made = [r for r in found.records if r.kind == pattern.kind and r.rule == pattern.id]
                if not made:
                    problems.append(f"{path}: pattern {pattern.id!r}: example {phrase.text!r} is not matched by it")
                elif phrase.value is not None and not any(_same(_value(r), phrase.value) for r in made):
                    got = ", ".join(_value(r) for r in made)
                    problems.append(f"{path}: pattern {pattern.id!r}: example {phrase.text!r} gives {got}, not {phrase.value}")
            for counter in pattern.counter_examples:
                checked += 1
                if any(r.rule == pattern.id for r in extractor(counter).records):
                    problems.append(f"{path}: pattern {pattern.id!r}: counter-example {counter!r} is matched by it")
        for negative in content.false_positive:
            for text_ in negative.examples:
                checked += 1
                if any(r.kind in ("count", "date", "ordinal") for r in extractor(text_).records):
                    problems.append(f"{path}: false positive {negative.id!r}: example {text_!r} still gives a record")
    return problems, checked


def _same(found: str, wanted: object) -> bool:
    try:
        return float(found) == float(str(wanted))
    except ValueError:
        return found == str(wanted)


def _value(record: object) -> str:
    for name in ("symbol", "value", "name"):
        value = getattr(record, name, None)
        if value is not None:
            return str(value)
    return f"{getattr(record, 'low', '')}..{getattr(record, 'high', '')}"


def _entry_matches(extractor: Extractor, entry: Entry, example: str) -> bool:
    """Whether a form of the entry is read in the example, or its code in a symbol."""
    reading = extractor.read(example)
    for token in reading.tokens:
        if token.word is not None and any(e.id == entry.id for e in token.word.senses.values()):
            return True
    if entry.forms or entry.singular or entry.plural:
        # Part of a composed number or of a longer word: the form must stand in the text.
        folded = fold(example)
        return any(re.search(rf"(?<![^\W\d_]){re.escape(fold(f))}", folded) for f in (*entry.forms, *entry.singular, *entry.plural)) or any(
            fold(f) in folded for f in entry.forms
        )
    return str(entry.value).lower() in fold(example).lower() or bool(reading.drafts)


def _used(extractor: Extractor, entry: Entry, example: str) -> bool:
    reading = extractor.read(example)
    for draft in reading.drafts:
        for token in reading.tokens[draft.first : draft.last + 1]:
            if token.word is not None and any(e.id == entry.id for e in token.word.senses.values()):
                return True
    return False


def canonical_toml(text: str) -> str:
    """The canonical formatting: no trailing spaces, one blank line between entries, one newline at the end."""
    lines = [line.rstrip() for line in text.replace("\r\n", "\n").split("\n")]
    out: list[str] = []
    for line in lines:
        if not line and (not out or not out[-1]):
            continue
        if line.startswith("[[") and out and out[-1] and not out[-1].startswith("#"):
            out.append("")
        out.append(line)
    while out and not out[-1]:
        out.pop()
    return "\n".join(out) + "\n"
