"""Transliterate: the Arabic spellings of a Vietnamese name.

In comes a Vietnamese name with or without diacritics ("Quảng Ninh"), out goes
the list of spellings Arabic news may use for it, the most usual first. What a
syllable may become is data (``patterns/gazetteer/vietnamese_arabic.toml``,
law 5); here is only the arithmetic: split into syllables, split those into onset
and rime, combine the cheapest spellings. No clock, no chance: the same name
gives the same list everywhere.
"""

from __future__ import annotations

import re
import tomllib
import unicodedata
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from ..text.normalize import fold

_STEP = 0.5  # each further usual spelling costs this much more than the one before
_SECOND = 1.0  # cost of the second usual spelling
_RARE = 3.0  # cost of the first rare spelling
_MIXED = 1.0  # cost of mixing two spellings that one writer does not mix
_LETTER = 0.5  # cost of a part read letter by letter: better one long part than two short ones
_JOINED = 5  # letters that a name written as one word has at least
_BEAM = 400  # partial names kept while a name is put together
_ALIFS = str.maketrans("آأإ", "ااا")


class _Spelling(NamedTuple):
    """Letters, and the choices behind them with their prices: a choice made twice is paid once."""

    form: str
    choices: frozenset[tuple[str, float]] = frozenset()

    @property
    def cost(self) -> float:
        """What its choices cost together."""
        return sum(price for _, price in self.choices)


@cache
def table() -> dict[str, Any]:
    """Return the spelling table, ``patterns/gazetteer/vietnamese_arabic.toml``, as loaded.

    Raises:
        FileNotFoundError: if the file is neither in the package nor beside it.
    """
    package = Path(__file__).resolve().parents[1]
    for root in (package, package.parent):
        path = root / "patterns" / "gazetteer" / "vietnamese_arabic.toml"
        if path.exists():
            return tomllib.loads(path.read_text(encoding="utf-8"))
    raise FileNotFoundError("patterns/gazetteer/vietnamese_arabic.toml")


def plain(name: str) -> str:
    """Return a Vietnamese name in lower case without tones and marks: "Đắk Lắk" → "dak lak"."""
    letters = unicodedata.normalize("NFD", name.replace("Đ", "D").replace("đ", "d")).lower()
    return "".join(c for c in letters if not unicodedata.combining(c))


def arabic_forms(vietnamese_name: str, *, limit: int = 40, most: float = 6.0, joined: int = 0) -> list[str]:
    """List the Arabic spellings of a Vietnamese place name, the most usual first.

    No two of them are equal after folding, so hamza and ة/ه variants are not listed.

    Args:
        vietnamese_name: the name without level word, with or without diacritics.
        limit: how many spellings at most (not counting those written as one word).
        most: the highest cost a spelling may have; 2 keeps to the usual ones.
        joined: how many of them are also given written as one word, at the end.

    Returns:
        The spellings, cheapest first; an empty list for a name without letters.

    Example:
        >>> arabic_forms("Quảng Ninh", limit=3)
        ['كوانغ نينه', 'كوانج نينه', 'كوانغ نين']
    """
    forms = _distinct([*_exonyms().get(plain(vietnamese_name), ()), *_spelt(vietnamese_name, most)])[:limit]
    # "لونغ آن" is written لونغان in one word: an alif inside a word carries no hamza or madda.
    whole = [f[0] + f[1:].translate(_ALIFS).replace(" ", "") for f in forms if " " in f and " - " not in f]
    return _distinct([*forms, *[f for f in whole if len(f) >= _JOINED][:joined]])


@cache
def _exonyms() -> dict[str, list[str]]:
    """Spellings of their own by plain name."""
    return {plain(name): forms for name, forms in table()["exonym"].items()}


def _distinct(forms: list[str]) -> list[str]:
    """Drop spellings that fold to one before them."""
    first: dict[str, str] = {}
    for form in forms:
        first.setdefault(fold(form), form)
    return list(first.values())


def _spelt(name: str, most: float) -> list[str]:
    """Spell a name word by word; the halves of a double name are joined by a space and by a dash."""
    partial = [_Spelling("")]
    for word in re.findall(r"[a-z0-9']+|-", plain(name)):
        grown: dict[str, _Spelling] = {}
        for spelling in partial:
            for more in _word(word):
                joint = _Spelling(f"{spelling.form} {more.form}".strip(), spelling.choices | more.choices)
                known = grown.get(joint.form)
                if joint.cost <= most and (known is None or joint.cost < known.cost):
                    grown[joint.form] = joint
        partial = sorted(grown.values(), key=_order)[:_BEAM]
    return [spelling.form for spelling in sorted(partial, key=_mixed)]


def _order(spelling: _Spelling) -> tuple[float, str]:
    """Sort key: cost, then the letters."""
    return (spelling.cost, spelling.form)


def _mixed(spelling: _Spelling) -> tuple[float, str]:
    """Sort key of a whole name: dearer where it mixes what one writer does not mix."""
    mixes = sum(a in spelling.form and b in spelling.form for a, b in table()["style"]["pairs"])
    return (spelling.cost + mixes * _MIXED, spelling.form)


@cache
def _word(word: str) -> list[_Spelling]:
    """Spellings of one word; digits and dashes stand for themselves."""
    if word == "-":
        return [_Spelling(""), _Spelling("-", frozenset({("dash", _LETTER)}))]
    word = word.replace("'", "")
    if not word or word.isdigit():
        return [_Spelling(word)]
    parts = _split(word)
    built = _part(*parts[0])
    for part in parts[1:]:
        built = [joint for a in built for b in _part(*part) for joint in _glue(a, b)]
    built = _part("syllable", word) + built
    if parts[0][0] == "rime":
        built = [opened for spelling in built for opened in _open(spelling, word)]
    best: dict[str, _Spelling] = {}
    for spelling in sorted(built, key=_order):
        best.setdefault(spelling.form, spelling)
    return list(best.values())


def _part(kind: str, part: str) -> list[_Spelling]:
    """Spellings of an onset, a rime, a whole syllable or a single letter."""
    if kind == "letter":
        return [_Spelling(table()["letter"].get(part, ""))]
    spellings: list[_Spelling] = []
    for first, forms in (
        (_SECOND, table()[kind].get(part, [])),
        (_RARE, table().get(f"{kind}_rare", {}).get(part, [])),
    ):
        for i, form in enumerate(forms):
            free = first == _SECOND and i == 0
            price = first + _STEP * (i - 1 if first == _SECOND else i)
            choice = frozenset() if free else frozenset({(f"{kind} {part} {form}", price)})
            spellings.append(_Spelling(form, choice))
            for usual, habit in table()["style"]["pairs"]:
                if usual in form:
                    styled = choice | {(f"style {habit}", _SECOND)}
                    spellings.append(_Spelling(form.replace(usual, habit), styled))
    return spellings


def _open(spelling: _Spelling, word: str) -> list[_Spelling]:
    """Spell the start of a word that opens with a vowel: Arabic needs a letter to carry it."""
    carriers, form = table()["initial"], spelling.form
    if word.startswith("y") and form.startswith("ي"):
        starts = carriers["y"]
    elif len(form) == 1 and len(word) > 1:
        return []  # nothing left of the vowel
    else:
        starts = carriers.get(form[:1], [form[:1]])
        if len(form) == 1:
            starts = starts[:1]  # a bare letter would read as a proclitic: "Ô Môn" is never و من
    return [
        _Spelling(start + form[1:], spelling.choices | ({(f"initial {start}", _SECOND)} if i else set())) for i, start in enumerate(starts)
    ]


def _glue(a: _Spelling, b: _Spelling) -> list[_Spelling]:
    """Join two parts; a letter that would stand twice stands once, at a price twice."""
    doubled = table()["doubled"]
    if a.form[-1:] not in doubled["letters"] or a.form[-1:] != b.form[:1]:
        return [_Spelling(a.form + b.form, a.choices | b.choices)]
    twice = a.choices | b.choices | {(f"doubled {a.form[-1:]}", doubled["cost"])}
    return [_Spelling(a.form + b.form[1:], a.choices | b.choices), _Spelling(a.form + b.form, twice)]


@cache
def _split(word: str) -> tuple[tuple[str, str], ...]:
    """Split a word into onsets and rimes, as few parts as may be; what is left, into letters."""
    best: list[tuple[float, tuple[tuple[str, str], ...]]] = [(0.0, ())]
    for end in range(1, len(word) + 1):
        found: list[tuple[float, tuple[tuple[str, str], ...]]] = []
        for start in range(max(0, end - 6), end):
            letters, (cost, parts) = word[start:end], best[start]
            if letters in table()["rime"]:
                found.append((cost + 1, (*parts, ("rime", letters))))
            if letters in table()["onset"] and (not parts or parts[-1][0] == "rime"):
                found.append((cost + 1, (*parts, ("onset", letters))))
            if len(letters) == 1:
                found.append((cost + 1 + _LETTER, (*parts, ("letter", letters))))
        best.append(min(found))
    return best[-1][1]
