"""The lexicon: what a surface form may mean, and the character that stands for it when patterns are matched.

In come the entries of the pattern database; out goes a `Lexicon` that tells the `Word` of a folded form. Words with the same
senses share a code, so that a pattern over senses is a regular expression over a few ranges of characters.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any, Final

from .errors import PatternError
from .text.normalize import fold, fold_all

if TYPE_CHECKING:
    from .patterns import Entry

# Codes: lexicon words from U+E000 on; numbers by shape from U+F000 on (see text/numbers.py);
# what the scan recognizes by shape alone (numeric date, document symbol, clock, …) from U+F800 on.
_WORD_BASE: Final = 0xE000
_WORD_LIMIT: Final = 0xF000
SHAPE_BASE: Final = 0xF000
_SPECIAL_BASE: Final = 0xF800
# The shapes a number may have, most specific senses last; each combination that occurs has one code.
SHAPES: Final = ("number", "range", "day", "month_number", "year", "day_range", "year_range", "ordinal", "vague", "fraction")
_COMBINATIONS: Final = [
    *(frozenset({"number", *extra}) for extra in ((), ("day",), ("day", "month_number"), ("year",))),
    *(frozenset({"range", *extra}) for extra in ((), ("day_range",), ("year_range",))),
    *(frozenset({"ordinal", *extra}) for extra in ((), ("day",), ("day", "month_number"))),
    frozenset({"vague"}),
    frozenset({"fraction"}),
]
SHAPE_CODES: Final = {shape: chr(SHAPE_BASE + i) for i, shape in enumerate(_COMBINATIONS)}
SPECIALS: Final = ("numeric_date", "symbol", "clock", "junk", "place")
UNKNOWN: Final = "x"
CLITICS: Final = "وفبكل"
PUNCTUATION: Final = ",.:;()\"-/%+~\n'#["
_NUMERIC: Final = frozenset({"num", "scale", "vague", "fraction", "ord"})
_ARTICLE_SENSES: Final = frozenset({"time_unit", "year_word", "month_word", "week_word", "day_word", "unit", "currency"})
_WIDE: Final = frozenset({"noun", "noun_an", "place", "country_currency", "num", "ord"})


class Word:
    """What a surface form may mean.

    Attributes:
        form: the folded form.
        code: the character that stands for it in the token string.
        senses: sense → entry.
        duals: the senses for which the form is a dual ("ساعتين").
        article: whether the form is a listed one with ال of a word that is listed without it.
        exact: spellings to which entries with the feature ``exact`` are bound; empty where there are none.
        loose: the same word without those entries, for other spellings; None where nothing is left.
        numeric: whether it may be a word of a number.
        place_type: whether it may be the head noun of a place.
    """

    __slots__ = ("article", "code", "duals", "exact", "form", "loose", "numeric", "place_type", "senses")

    def __init__(self, form: str) -> None:
        self.form = form
        self.code = UNKNOWN
        self.senses: dict[str, Entry] = {}
        self.duals: set[str] = set()
        self.article = False
        self.exact: frozenset[str] = frozenset()
        self.loose: Word | None = None
        self.numeric = self.place_type = False

    def value(self, sense: str) -> Any:
        """The value of one of its senses, None where it lacks the sense."""
        entry = self.senses.get(sense)
        return None if entry is None else entry.value

    def __repr__(self) -> str:
        return f"Word({self.form!r}, {sorted(self.senses)})"


def noun_forms(singular: str) -> tuple[list[str], list[str]]:
    """Inflect a singular noun: its own cases, and its absolute dual in both cases.

    Args:
        singular: the bare noun as written ("دولار", "ساعة").

    Returns:
        Singular forms and dual forms, folded.

    The construct dual ("يومي") is left out: it counts nothing, and looks like an adjective.

    >>> noun_forms("ساعة")[1]
    ['ساعتان', 'ساعتين']
    """
    return _inflected(singular, fold(singular))


def _inflected(singular: str, base: str) -> tuple[list[str], list[str]]:
    """What `noun_forms` says of a noun and its folded form."""
    if singular.endswith("ة"):
        stem = base[:-1] + "ت"
        return [base], [stem + ending for ending in ("ان", "ين")]
    if singular.endswith("ى"):
        return [base], [base + ending for ending in ("ان", "ين")]
    forms = [base]
    if not base.endswith(("ا", "اء")):
        forms.append(base + "ا")
    return forms, [base + ending for ending in ("ان", "ين") if base + ending not in forms]


def _surfaces(entry: Entry) -> Iterator[tuple[str, bool]]:
    """All folded forms of an entry, with whether the form is a dual."""
    for form in fold_all(entry.forms):
        yield form, False
    for noun, base in zip(entry.singular, fold_all(entry.singular), strict=True):
        single, dual = _inflected(noun, base)
        if entry.sense == "noun":  # a plain noun matters to us only where it counts itself
            for form in dual:
                yield form, True
            continue
        if entry.sense == "noun_an":
            yield dual[0], True
            yield dual[1], True  # counts only where the text writes the fatha of مهندسَين
            continue
        for form in single:
            yield form, False
        for form in dual:
            yield form, True
    for base in fold_all(entry.plural):
        yield base, False
        if not base.endswith(("ا", "اء", "ه", "ات")):
            yield base + "ا", False


# Letters told apart by dots alone, which are typed for one another.
_ALIKE: Final = ("بتثني", "جحخ", "دذ", "رز", "سش", "صض", "طظ", "عغ", "فق")


def slips(form: str) -> set[str]:
    """One-letter slips of the keyboard in a folded word: two letters swapped, one of another's dots, one left out of a long word.

    >>> sorted(slips("يونيو") & {"يوينو", "يوبيو", "ونيو"})
    ['يوبيو', 'يوينو']
    """
    found = {form[:i] + form[i + 1] + form[i] + form[i + 2 :] for i in range(1, len(form) - 1)}
    found |= {form[:i] + other + form[i + 1 :] for i in range(1, len(form)) for group in _ALIKE if form[i] in group for other in group}
    if len(form) > 5:
        found |= {form[:i] + form[i + 1 :] for i in range(1, len(form))}
    return found - {form}


class Lexicon:
    """All words known to the patterns, keyed by folded form.

    Attributes:
        words: form → `Word`.
        entries: id → `Entry`.
    """

    def __init__(self) -> None:
        self.words: dict[str, Word] = {}
        self.entries: dict[str, Entry] = {}
        self._codes: dict[frozenset[tuple[str, str]], str] = {}
        self._keys: dict[tuple[str, str], set[str]] = {}
        self._forms: dict[str, list[str]] | None = None  # by sense, once all words are known

    def add(self, entry: Entry) -> None:
        """Add an entry with all its forms; a later entry of the same sense overrides an earlier one's form."""
        self.entries[entry.id] = entry
        for form, dual in _surfaces(entry):
            if not form:
                continue
            word = self.words.get(form)
            if word is None:
                word = self.words[form] = Word(form)
            if dual and entry.sense in word.senses and entry.sense not in word.duals:
                continue  # "الفا" is the accusative before it is a dual
            word.senses[entry.sense] = entry
            if dual:
                word.duals.add(entry.sense)
            else:
                word.duals.discard(entry.sense)

    def add_slips(self, sense: str, mark: Entry, known: Callable[[str], bool]) -> None:
        """Make slips of the words of a sense known as such words, weaker ones.

        Args:
            sense: the sense whose words of five letters or more are meant.
            mark: an entry whose sense the slips have besides, and which tells them as slips.
            known: whether a folded word means something of its own, and is no slip.
        """
        for form, word in list(self.words.items()):
            if sense not in word.senses or len(form) < 5 or not form.isalpha():
                continue
            for slip in sorted(slips(form)):
                if slip not in self.words and not known(slip):
                    made = self.words[slip] = Word(slip)
                    made.senses = {kept: word.senses[kept] for kept in (sense, "levantine_month") if kept in word.senses}
                    made.senses |= {mark.sense: mark, "month_slip": mark}

    def add_literal(self, entry: Entry) -> None:
        """Make a literal word of a pattern, the entry's value, known to the scan."""
        form = str(entry.value)
        word = self.words.get(form)
        if word is None:
            word = self.words[form] = Word(form)
        word.senses.setdefault("word", entry)

    def encode(self) -> None:
        """Give every word its code: one character per distinct set of (sense, value) and duals."""
        for form, word in self.words.items():
            bare = self.words.get(form[2:]) if form.startswith("ال") else None
            if bare is not None:  # a form listed with its ال may all the same mean what it means without
                word.article = bool(word.senses.keys() & bare.senses.keys() or bare.senses.keys() & _ARTICLE_SENSES)  # not "آلاف"
                for sense, entry in bare.senses.items():
                    if sense in _ARTICLE_SENSES:
                        word.senses.setdefault(sense, entry)
        loose: list[Word] = []
        for word in self.words.values():
            bound = [entry for entry in word.senses.values() if entry.features.get("exact")]
            if bound:
                spellings = [s for entry in bound for s in (*entry.forms, *entry.singular, *entry.plural)]
                word.exact = frozenset(s for s in spellings if fold(s) == word.form)
                rest = {sense: entry for sense, entry in word.senses.items() if not entry.features.get("exact")}
                if rest:
                    word.loose = Word(word.form)
                    word.loose.senses = rest
                    loose.append(word.loose)
        sets: dict[Word, frozenset[tuple[str, str]]] = {}
        alike: dict[tuple[object, ...], frozenset[tuple[str, str]]] = {}  # by their entries, which many words share
        for word in (*self.words.values(), *loose):
            entries = (*word.senses, *map(id, word.senses.values()), *word.duals)
            combination = alike.get(entries)
            if combination is None:
                keys = {(sense, self._tag(sense, entry)) for sense, entry in word.senses.items()}
                keys |= {(sense + "_dual", "") for sense in word.duals}
                combination = alike[entries] = frozenset(keys)
            sets[word] = combination
        # In order of their senses, so that the class of a sense is a few ranges.
        for number, combination in enumerate(sorted(set(sets.values()), key=sorted)):
            code = chr(_WORD_BASE + number)
            if ord(code) >= _WORD_LIMIT:
                raise PatternError("the patterns hold more than 4096 distinct combinations of senses")
            self._codes[combination] = code
            for sense, value in combination:
                self._keys.setdefault((sense, ""), set()).add(code)
                if value:
                    self._keys.setdefault((sense, value), set()).add(code)
        for word, combination in sets.items():
            word.code = self._codes[combination]
            word.numeric = not _NUMERIC.isdisjoint(word.senses)
            word.place_type = "place_type" in word.senses
        self._forms = {}
        for form, word in self.words.items():
            for sense in word.senses:
                self._forms.setdefault(sense, []).append(form)

    @staticmethod
    def _tag(sense: str, entry: Entry) -> str:
        # Senses with many values that no pattern asks for by value share one code.
        return "" if sense in _WIDE else str(entry.value)

    def forms_of(self, sense: str) -> list[str]:
        """All folded forms that have a sense."""
        if self._forms is None:
            return [form for form, word in self.words.items() if sense in word.senses]
        return self._forms.get(sense, [])

    def has(self, form: str, sense: str) -> bool:
        """Whether a folded form has a sense."""
        word = self.words.get(form)
        return word is not None and sense in word.senses

    def codes(self, sense: str, value: str = "") -> set[str]:
        """Codes of all tokens that have a sense (and a value)."""
        if sense in SHAPES:
            return {code for shape, code in SHAPE_CODES.items() if sense in shape}
        if sense in SPECIALS:
            return {chr(_SPECIAL_BASE + SPECIALS.index(sense))}
        return self._keys.get((sense, value), set())
