"""Normalize: one aligned view of a text.

In comes any ``str``; out goes a `View`: the same text with harakat, tatweel and
bidi marks away, letter variants and digit systems folded, and a map that leads
every offset back to the original (law 1). Matching reads the view, records
speak of the text.

The folding is a pure character table, so a text in NFD and the same text in NFC
give the same view: hamza carriers lose their hamza, combining marks go.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import lru_cache
from typing import Final

# Combining marks that belong to the letter before them: when a record ends with
# that letter, its span takes the marks in ("ثمانٍ").
_MARKS: Final = "\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06dc\u06df-\u06e4\u06e7\u06e8\u06ea-\u06ed\u0300-\u036f"
# Tatweel, zero-width characters, bidi marks and isolates, soft hyphen, BOM, variation selectors.
_INVISIBLE: Final = "\u0640\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\ufe00-\ufe0f"

# What may follow the last letter of a span and still belongs to it: its marks, and the tatweel of "1445هـ".
_ENDING: Final = frozenset(filter(re.compile(f"[{_MARKS}\u0640]").match, map(chr, (*range(0x300, 0x370), *range(0x600, 0x700)))))
_ends_letter: Final = re.compile(f"[{_MARKS}]|\u0640(?![^\\W\\d_])").match


def _letters() -> dict[int, str]:
    """One-to-one folds of Arabic-script letters to the form the lexicon is keyed by."""
    groups = {
        "ا": "أإآٱٲٳٵ",
        "و": "ؤۆۇۈۋ",
        "ي": "ىئیېۍێۑے",
        "ه": "ةھہۀەۂۃ",
        "ك": "کڪګگݣ",
        "ب": "پ",
        "ج": "چ",
        "ز": "ژ",
        "ف": "ڤڢ",
        "ق": "ڨ",
        "ت": "ٹ",
        "د": "ڈ",
        "ر": "ڑ",
        "ن": "ں",
    }
    return {ord(c): base for base, variants in groups.items() for c in variants}


def _tables() -> tuple[dict[int, str], dict[int, str]]:
    """The one-to-one fold table and the table of characters that expand to several."""
    fold = _letters()
    for zero in (0x0660, 0x06F0, 0xFF10):
        fold.update({zero + d: str(d) for d in range(10)})
    for chars, base in (
        ("٪﹪％", "%"),
        ("‐‑‒–—―−﹘﹣－", "-"),
        ("«»“”„‟‹›〝〞＂", '"'),
        ("’‘‚‛ʼ`´", "'"),
        ("\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000\t\v\f", " "),
        ("\u2028\u2029\u0085\r", "\n"),
        ("⁄∕", "/"),
        ("～∼〜", "~"),
        ("﴿", "("),
        ("﴾", ")"),
    ):
        fold.update({ord(c): base for c in chars})
    fold.update({ord("²"): "2", ord("³"): "3", ord("đ"): "d", ord("Đ"): "D", ord("ð"): "d", ord("Ð"): "D"})
    # Cyrillic and Greek capitals that look like Latin ones: document symbols are typed with them.
    for look, latin in zip("АВЕКМНОРСТХѴІЈЅΑΒΕΖΗΙΚΜΝΟΡΤΥΧ", "ABEKMHOPCTXVIJSABEZHIKMNOPTYX", strict=True):
        fold[ord(look)] = latin
    for cp in (*range(0x00C0, 0x0250), *range(0x1E00, 0x1F00)):
        base = unicodedata.normalize("NFD", chr(cp))[0]
        if base != chr(cp) and base.isascii():
            fold[cp] = base
    expand: dict[int, str] = {}
    mark = re.compile(f"[{_MARKS}{_INVISIBLE}]")
    for cp in (*range(0xFB50, 0xFDFE), *range(0xFE70, 0xFEFD), *range(0xFF01, 0xFF5F)):
        plain = unicodedata.normalize("NFKC", chr(cp))
        if cp in fold or plain == chr(cp):
            continue
        plain = mark.sub("", plain).translate(fold)
        if len(plain) == 1:
            fold[cp] = plain
        else:
            expand[cp] = plain
    expand[0xFDF2] = "الله"
    expand[0xFDFA] = "صلي الله عليه وسلم"
    expand[0x2026] = "..."
    return fold, expand


_FOLD, _EXPAND = _tables()
# What folds and is common in Arabic; what else is neither ASCII nor a plain letter or sign of it.
_COMMON: Final = {char: _FOLD[ord(char)] for char in "أإآةىئؤ\u00a0"}
_UNCOMMON: Final = re.compile(f"[^ -_a-~\n\u0621-\u063a\u0641-\u064a،؛؟{''.join(_COMMON)}]").findall
_SPECIAL: Final = re.compile(f"[{_MARKS}{_INVISIBLE}]+|[{''.join(map(chr, _EXPAND))}]")
_SPECIALS: Final = frozenset(
    filter(_SPECIAL.match, map(chr, (0xAD, 0x180E, *range(0x300, 0x700), *range(0x2000, 0x2100), *range(0xFB50, 0x10000))))
)


class View:
    """Normalized text with its map back to the original.

    Attributes:
        text: the original text.
        norm: the folded text that matching reads.
    """

    __slots__ = ("_breaks", "_shifts", "norm", "text")

    def __init__(self, text: str, norm: str, breaks: list[int] | None, shifts: list[int] | None) -> None:
        self.text = text
        self.norm = norm
        self._breaks = breaks
        self._shifts = shifts

    @property
    def plain(self) -> bool:
        """Whether nothing was dropped or expanded, so that offsets in `norm` are those in `text`."""
        return self._breaks is None

    def origin(self, start: int, end: int) -> tuple[int, int]:
        """Map a half-open span of `norm` to the span of `text` it was read from.

        Args:
            start: offset of the first character in `norm`.
            end: offset behind the last one, greater than `start`.

        Returns:
            The half-open code-point span in `text`; marks and tatweel that end the last letter belong to it.
        """
        if self._breaks is None or self._shifts is None:
            return start, end
        breaks, shifts = self._breaks, self._shifts
        first = start + shifts[bisect_right(breaks, start) - 1]
        last = end - 1
        stop = last + shifts[bisect_right(breaks, last) - 1] + 1
        text = self.text
        while stop < len(text) and text[stop] in _ENDING and _ends_letter(text, stop):
            stop += 1
        return first, stop

    def position(self, offset: int) -> int:
        """Map an offset of `text` to the offset in `norm` of the character there, or of the next one that `norm` keeps."""
        if self._breaks is None or self._shifts is None:
            return offset
        breaks, shifts = self._breaks, self._shifts
        low, high = 0, len(breaks)
        while high - low > 1:
            middle = (low + high) // 2
            if breaks[middle] + shifts[middle] <= offset:
                low = middle
            else:
                high = middle
        position = offset - shifts[low]
        return min(position, breaks[low + 1]) if low + 1 < len(breaks) else position


def any_of(forms: Iterable[str]) -> str:
    """An expression that matches any of some forms, the longest first."""
    return "|".join(sorted(map(re.escape, forms), key=lambda form: (-len(form), form)))


def fold(text: str) -> str:
    """Fold a string as `normalize` does, without the map.

    >>> fold("كوانغ نينه، ١٠٧٫٤٪")
    'كوانغ نينه، 107٫4%'
    """
    return _fold_word(text) if len(text) <= _LONGEST_WORD else normalize(text).norm


def fold_all(texts: Sequence[str]) -> list[str]:
    """Fold many strings, for less than `fold` would take one by one.

    >>> fold_all(["ألف", "مئة"])
    ['الف', 'ميه']
    """
    if not texts:
        return []
    together = normalize("\n".join(texts)).norm.split("\n")
    return together if len(together) == len(texts) else [fold(text) for text in texts]  # one holds line breaks of its own


_LONGEST_WORD: Final = 60


@lru_cache(maxsize=10_000)
def _fold_word(text: str) -> str:
    return normalize(text).norm


def normalize(text: str) -> View:
    """Build the aligned view of a text.

    Args:
        text: any string, also with lone surrogates.

    Returns:
        The view; a text without marks, invisible or expanding characters costs one table pass.

    >>> view = normalize("عُضوًا")
    >>> view.norm, view.origin(0, 4)
    ('عضوا', (0, 6))
    """
    uncommon = set(_UNCOMMON(text))
    if _SPECIALS.isdisjoint(uncommon):
        return View(text, _folded(text, uncommon), None, None)
    pieces: list[str] = []
    breaks, shifts = [0], [0]
    position = done = 0  # in the view, in the text
    for match in _specials(frozenset(uncommon & _SPECIALS))(text):
        start, stop = match.span()
        pieces.append(text[done:start])
        position += start - done
        expansion = _EXPAND.get(ord(text[start]))
        if expansion is None and text[start] == "\u0640" and (start == 0 or not text[start - 1].isalpha()):
            if "\u0640" * (stop - start) == match.group():
                expansion = "-"  # a tatweel that lengthens no letter stands for a dash: "1ـ", "2020 ـ 2025"
        if expansion is not None:
            pieces.append(expansion)
            for k in range(1, len(expansion)):
                breaks.append(position + k)
                shifts.append(start - position - k)
            position += len(expansion)
        if breaks[-1] == position:
            shifts[-1] = stop - position
        else:
            breaks.append(position)
            shifts.append(stop - position)
        done = stop
    pieces.append(text[done:])
    return View(text, _folded("".join(pieces), uncommon), breaks, shifts)


@lru_cache(maxsize=1024)
def _specials(chars: frozenset[str]) -> Callable[[str], Iterator[re.Match[str]]]:
    """Finds stretches of marks and invisible characters, and single characters that expand; just these are in the text."""
    dropped = "".join(char for char in chars if ord(char) not in _EXPAND)
    expanded = "".join(char for char in chars if ord(char) in _EXPAND)
    return re.compile("|".join(filter(None, (dropped and f"[{dropped}]+", expanded and f"[{expanded}]")))).finditer


_TAG: Final = re.compile(r"(?<=[\u0621-\u064a])_(?=[\u0621-\u064a])")


def _folded(text: str, uncommon: set[str]) -> str:
    """A text with its letters folded and spaces for the underscores of a hashtag: "#كوريا_الشمالية".

    A replacement for each character that occurs is five times as fast as a look at every one.
    """
    if len(uncommon) > 60:
        text = text.translate(_FOLD)
    else:
        for char, base in _COMMON.items():  # no letter folds to one that folds
            text = text.replace(char, base)
        for char in uncommon:
            if ord(char) in _FOLD:
                text = text.replace(char, _FOLD[ord(char)])
    return _TAG.sub(" ", text) if "_" in text else text
