"""Scan: one pass over the view finds every word, number and symbol the patterns know.

In come a `View` and a `Scanner` built from the lexicon and the place names; out
goes a list of `Token`. The pass runs over words; what a word may be (with which
proclitics, as the first of which longer forms) is worked out once per distinct
word and remembered, so an unknown word costs one look-up and makes no token.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from itertools import accumulate, compress, count, repeat
from typing import TYPE_CHECKING, Any, Final

from ..grammar import Database, Expression
from ..lexicon import SPECIALS, Word
from .normalize import View

if TYPE_CHECKING:
    from .numbers import Number

_LETTER: Final = r"[^\W\d_]"
# Shortest first, so that a form listed with its ال is met as it is listed.
_PROCLITIC: Final = "[وف]|[بكل]|[وف][بكل]|[وف]?(?:[بكل]?ال|لل)"

# What starts with a Latin letter and is no word.
_LATIN: Final = re.compile(
    r"(?P<junk>https?://[^\s]{1,2000}|www\.[^\s]{1,400}|[A-Za-z][\w.+-]{0,60}@[\w.-]{1,80}"
    r"|(?:ISO|TCVN|QCVN|IEC|EN)(?:/[A-Z]{2,4})?[ -]?\d{3,6}(?:[-:]\d{1,4}){1,2}"
    r"|(?<=\d)T\d{2}:\d{2}(?::\d{2}(?:\.\d{1,6})?)?(?:Z|[+-]\d{2}:?\d{2})?)"
    r"|(?P<symbol>(?:[AES]|(?:ST|TD|FCCC|CCPR|CRC|CEDAW|CERD|CRPD|CAT|CMW)(?=/[^/\s]{1,20}/))(?:/(?:Add|Rev|Corr)\.\d{1,3}|/(?=[A-Z]{1,8}\.\d|[A-Z]{1,8}/)[A-Z]{1,8}(?:\.\d{1,4})?|/(?:E?S-)?\d{1,4}(?:-\d{1,3})?){1,6}(?<=\d)(?: ?\(\d{4}\))?(?!\w))"
    r"|(?P<serial>[A-Za-z_]{1,31}(?!\d{1,2}/\d{1,2}/\d)[-_.]?\d[\w.]{0,60})"
)
# Everything a run of digits may begin: a document symbol, a numeric date, a clock time, a file name, a number. An Arabic comma right between
# figures is a decimal mark; in a list a space follows it.
_DIGITS: Final = re.compile(
    r"(?P<symbol>(?<![A-Za-z0-9_/])\d{2,4}/\d{1,4}/(?:EU|EC|EEC)(?!\w)|(?<![A-Za-z0-9_/])\d{1,5}(?: ?/ ?\d{4})? ?[-/] ?[A-Z][A-Za-z]{0,9}\d{0,2}"
    r"(?: ?[-/] ?[A-Z][A-Za-z]{0,12}\d{0,2}){0,3}(?!\w))"
    r"|(?P<numeric_date>(?<![\d/.])(?:"
    r"\d{1,4} {0,2}(?:/ {0,2}\d{1,2} {0,2}/|- {0,2}\d{1,2} {0,2}-) {0,2}\d{1,4}(?![\d/]|-\d(?!\d?[/.]\d))"
    r"|\d{1,4}\.\d{1,2}\.\d{4}(?![\d/.]|-\d)|\d{4}\.\d{1,2}\.\d{1,2}(?![\d/.]|-\d)))"
    r"|(?P<clock>(?<![\d:])\d{1,2}:\d{2}(?::\d{2})?(?!\d|:\d))"
    r"|(?P<junk>\d[\d_]{2,40}\.[A-Za-z]{2,4}(?!\w))"
    r"|(?P<digits>(?<![\d،.,/])\d+،\d{1,2}(?![\d،.,/])|(?<=\()\d+،\d{1,2}(?=\))|\d{1,3}(?:،\d{3}){1,5}(?![\d،])|(?<![\d.,])000(?: \d{3})* [1-9]\d{0,2}(?![\d.,/:%])(?= [^\W\d_])|(?<!\d/)\d{1,3}(?: \d{3})+(?!\d|[.,]\d{3})(?:[.,]\d{1,2})?(?!\d)"
    rf"|\d+ر\d+(?!{_LETTER})|\d+(?:[.,٬٫']\d+)*)"
)
# Characters beyond which a run of digits is no number: a key, a dump, a line of figures.
_LONGEST_NUMBER: Final = 60


class Token:
    """A stretch of the view that may mean something.

    Attributes:
        lead: offset where its proclitics begin.
        start: offset where the token itself begins (with its ال).
        end: offset behind it.
        word: its lexicon word, None for what is recognized by shape.
        clitics: proclitic letters before it, without ال ("و", "وب").
        definite: whether ال (or لل) was split off.
        special: "digits" or one of `SPECIALS`, "" for words.
        number: the number it is, once numbers are composed.
        code: the character that stands for it when patterns are matched.
        place: the place entries it may name.
        numeric: whether it may be part of a number: digits, or a word of numbers.
    """

    __slots__ = ("clitics", "code", "definite", "end", "lead", "number", "numeric", "place", "special", "start", "text", "word")

    lead: int
    start: int
    end: int
    word: Word | None
    clitics: str
    definite: bool
    special: str
    text: str
    number: Number | None
    place: Any
    code: str
    numeric: bool

    @staticmethod
    def of(lead: int, start: int, end: int, word: Word | None, clitics: str, definite: bool, special: str, text: str) -> Token:
        """A token without place or number; for one without a word its special says what it is."""
        token = Token()
        token.lead, token.start, token.end, token.word = lead, start, end, word
        token.clitics, token.definite, token.special, token.text = clitics, definite, special, text
        token.number = token.place = None
        token.code = word.code if word is not None else _CODE.get(special, "x")
        token.numeric = special == "digits" if word is None else word.numeric
        return token

    def spoil(self) -> None:
        """Take it for junk, which is no part of a number."""
        self.special, self.code, self.number, self.numeric = "junk", _CODE["junk"], None, False

    @property
    def has_article(self) -> bool:
        """Whether the token has ال, split off or still in its text (a word listed with it)."""
        return self.definite or self.text.startswith("ال")

    def has(self, sense: str) -> bool:
        """Whether the token's word has a sense."""
        return self.word is not None and sense in self.word.senses

    def value(self, sense: str) -> Any:
        """The value of one of its word's senses, None where it has none."""
        return None if self.word is None else self.word.value(sense)

    def __repr__(self) -> str:
        return f"Token({self.start}, {self.end}, {self.text!r})"


def _proclitics() -> dict[str, tuple[str, bool, int]]:
    """Proclitic string → (letters without the article, definite, how many characters precede the word's span)."""
    table = {}
    for conjunction in ("", "و", "ف"):
        for preposition in ("", "ب", "ك", "ل"):
            letters = conjunction + preposition
            if letters:
                table[letters] = (letters, False, len(letters))
            table[letters + "ال"] = (letters, True, len(letters))
        table[conjunction + "لل"] = (conjunction + "ل", True, len(conjunction) + 1)
    return table


PROCLITICS: Final = _proclitics()
# First letter → how long the proclitics are that begin with it.
_PROCLITIC_LENGTHS: Final = {first: tuple(sorted({len(p) for p in PROCLITICS if p[0] == first})) for first in {p[0] for p in PROCLITICS}}
_BEFORE_DIGITS: Final = re.compile(rf"(?<![\w])({_PROCLITIC}) {{0,2}}$").search
# Short figures with nothing before them that could be part of them, a word, a bracket or the line's end behind them.
_ALONE: Final = re.compile(r"(?<![^ (\n\"])\d{1,12}(?=[)%\n]| [\u0621-\u064a])").match
_PROCLITIC_ENDS: Final = frozenset({p[-1] for p in PROCLITICS} | {" "})
_NEXT: Final = re.compile(r" {1,3}([^\W\d_]+)").match

# One way to read a word: proclitic letters, whether an article was split off, characters before the span, the form.
_Option = tuple[str, bool, int, str]


class _Form:
    """What stands between two spaces, or a run of letters there, comes to.

    Attributes:
        options: the ways to read a run whose token depends on its spelling or on what follows; none for more than one run; None for
            what makes a token of its own, described by the others.
        second: words of which one must follow for it to be another token; None where none does.
        lead, skip, stop: where the run begins, how many characters its proclitics have, where the token ends.
        letters: proclitic letters; None where without one of those words it makes no token.
        word, definite, special, text, place, code, numeric: as in the token.
    """

    __slots__ = (
        "code", "definite", "lead", "letters", "numeric", "options", "place", "second", "skip", "special", "stop", "text", "word",
    )  # fmt: skip

    def __init__(self, options: tuple[_Option, ...] | None = None, second: frozenset[str] | None = None, stop: int = 0) -> None:
        self.options = options
        self.second = second
        self.lead = self.skip = 0
        self.stop = stop
        self.letters: str | None = None
        self.word: Word | None = None
        self.definite = self.numeric = False
        self.special = self.text = self.code = ""
        self.place: Any = None

    def at(self, lead: int, second: frozenset[str] | None) -> _Form:
        """The same further into what stands between two spaces."""
        form = _Form(None, second, lead + self.stop)
        form.lead, form.skip, form.letters, form.word, form.definite = lead, self.skip, self.letters, self.word, self.definite
        form.special, form.text, form.place, form.code, form.numeric = self.special, self.text, self.place, self.code, self.numeric
        return form

    def token(self, start: int) -> Token:
        """The token where what stands between two spaces begins at an offset."""
        token = Token()
        token.lead = start + self.lead
        token.start = token.lead + self.skip
        token.end = start + self.stop
        token.clitics = self.letters or ""
        token.word, token.definite, token.special = self.word, self.definite, self.special
        token.text, token.place, token.code, token.numeric, token.number = self.text, self.place, self.code, self.numeric, None
        return token


# Not looked up yet; more than one run of letters, or what is none; more than the word decides.
_UNSEEN: Final = _Form(())
_SEVERAL: Final = _Form(())
_OPEN: Final = _Form(())
_BOTH: Final[frozenset[str]] = frozenset()
# So many words are remembered, of those with so many characters at most.
_REMEMBERED: Final = 150_000
_LONGEST_WORD: Final = 60


class Scanner:
    """The compiled scan over all forms of a lexicon and a list of place names.

    Args:
        database: the words, and lists of words.
        places: folded place name → the places it may mean.
    """

    def __init__(self, database: Database, places: Mapping[str, Any]) -> None:
        lexicon = database.lexicon
        self.words = lexicon.words
        self.places = places
        self._depth: dict[str, int] = {}  # first word → how many words its longest form has
        self._second: dict[str, set[str]] = {}  # first word → second words of its forms
        self._long: set[str] = set()  # the first two words of forms that have more
        self._odd: dict[str, list[str]] = {}  # first run of letters → forms with other characters, longest first
        symbols: set[str] = set()
        for form in (*lexicon.words, *self.places):
            if form.isalpha():
                self._depth.setdefault(form, 1)
                continue
            pieces = form.split(" ")
            if "" not in pieces and "".join(pieces).isalpha():
                first = pieces[0]
                if self._depth.get(first, 0) < len(pieces):
                    self._depth[first] = len(pieces)
                self._second.setdefault(first, set()).add(pieces[1])
                if len(pieces) > 2:
                    self._long.add(f"{first} {pieces[1]}")
                continue
            run = re.match(r"[^\W\d_]+", form)
            if run:
                self._odd.setdefault(run[0], []).append(form)
                self._depth.setdefault(run[0], 1)
            else:
                symbols.add(form)
                self._odd.setdefault(form[0], []).append(form)
                self._depth.setdefault(form[0], 1)
        for forms in self._odd.values():
            forms.sort(key=len, reverse=True)
        starts = "".join(sorted({re.escape(form[0]) for form in symbols if not form[0].isdigit() and form[0] != " "}))
        self._runs = re.compile(r"([\u0621-\u064a]+[^\W\d_A-Za-z]*|[^\W\d_]+|\d+" + (f"|[{starts}])" if starts else ")"))
        # Of forms with other characters that go on behind a space: the run there. The others may begin anywhere behind their first run.
        self._anywhere: set[str] = set()
        for head, forms in self._odd.items():
            for form in forms:
                behind = self._runs.match(form, len(head) + 1) if form[len(head) : len(head) + 1] == " " and head.isalpha() else None
                if behind is not None:
                    self._second.setdefault(head, set()).add(behind[0])
                else:
                    self._anywhere.add(head)
        self._syllables = database.lists["syllable"]
        self._numbered = tuple(f"{word} " for word in database.lists["numbered"])
        self._teen = _TEEN(database)
        self._division, self._province_next = _DIVISION(database), _PROVINCE_NEXT(database)
        self._ends_name = _ENDS_NAME(database)
        # What stands between two spaces comes to: nothing; one token, unless certain words follow; or what depends on more.
        self._seen: dict[str, _Form | None] = {"": None}
        # The same for a run of letters and such a word behind it.
        self._pairs: dict[str, _Form | None] = {}

    def _options(self, run: str) -> tuple[_Option, ...]:
        """The ways to read a run of letters, bare first, then with the shortest proclitic."""
        known = self._depth
        found: list[_Option] = [("", False, 0, run)] if run in known else []
        if run in self._syllables:
            return tuple(found)  # "بين" is no ب and "ين"
        for length in _PROCLITIC_LENGTHS.get(run[0], ()):
            proclitic = PROCLITICS.get(run[:length])
            if proclitic is None or len(run) <= length:
                continue
            letters, definite, skip = proclitic
            form = run[length:]
            if len(form) < 2:
                continue
            if form in known:
                found.append((letters, definite, skip, form))
            # Behind ل the article loses its alef: "للقاهرة" is ل and القاهرة.
            if letters[-1:] == "ل" and not definite and form[0] == "ل" and "ا" + form in known:
                found.append((letters, False, skip, "ا" + form))
        return tuple(found)

    def _look_up(self, run: str) -> _Form | None:
        """What a run of letters comes to, remembered for the next time."""
        known = self._seen.get(run, _UNSEEN)
        if known is not _UNSEEN:
            return known
        options = self._options(run)
        if any(form in self._anywhere for *_, form in options):
            known = _Form(options)
        else:
            known = self._alone(options, len(run), frozenset(word for *_, form in options for word in self._second.get(form, ())))
        return _remembered(self._seen, run, known)

    def _alone(self, options: tuple[_Option, ...], stop: int, second: frozenset[str]) -> _Form | None:
        """What the first reading that is a form by itself comes to where no second word follows; open where the spelling decides."""
        found: _Form | None = None
        for letters, definite, skip, form in options:
            if form in self.words or form in self.places:
                found = self._settled(letters, definite, skip, form, stop, second or None)
                break
        if found is _OPEN:
            return _Form(options)
        return _Form(None, second) if found is None and second else found

    def _settled(self, letters: str, definite: bool, skip: int, form: str, stop: int, second: frozenset[str] | None) -> _Form | None:
        """The token of a form behind a proclitic; open where the spelling decides, None where there is none."""
        read = self._read(letters, definite, form)
        if read is None:
            return None
        word, definite = read
        if word is not None and word.exact:
            return _OPEN
        found = _Form(None, second, stop)
        found.letters, found.skip, found.word, found.definite, found.text = letters, skip, word, definite, form
        found.place = self.places.get(form)
        if word is None:
            found.special, found.code = "place", _CODE["place"]
        else:
            found.code, found.numeric = word.code, word.numeric
        return found

    def _pair(self, run: str, second: str) -> _Form | None:
        """What a run of letters and a word right behind it come to, as `_token` finds it.

        The token of both, its set of second words empty, or of the run alone, which has none; None for no token; open where more
        than the two words decides.
        """
        options = self._options(run)
        longest = 0
        best: tuple[str, bool, int, str] = ("", False, 0, "")
        for letters, definite, skip, form in options:
            both = f"{form} {second}"
            word = self.words.get(both)
            if (
                both in self._long
                or form in self._odd
                or form in self._syllables
                or second in self._syllables
                or (word is not None and "fixed" in word.senses)
            ):
                return _OPEN
            if word is not None or both in self.places:
                if longest < 2:
                    longest, best = 2, (letters, definite, skip, both)
            elif longest < 1 and (form in self.words or form in self.places):
                longest, best = 1, (letters, definite, skip, form)
        if longest == 2:
            return self._settled(*best, len(run) + 1 + len(second), _BOTH)
        return self._settled(*best, len(run), None) if longest else None

    def _read(self, letters: str, definite: bool, form: str) -> tuple[Word | None, bool] | None:
        """The word a form is behind a proclitic, None where it is neither word nor place."""
        word = self.words.get(form)
        if word is None:
            if form not in self.places:
                return None
            if form[:2] == "ال":
                word = self.words.get(form[2:])  # a place's name may hide a word: "الخمس", a town and a number
                definite = definite or word is not None
        elif not letters and not definite:
            definite = word.article
        elif "ك" in letters and not _NUMERIC.isdisjoint(word.senses):
            return None  # "كمية" is no hundred
        return word, definite

    def scan(self, view: View) -> list[Token]:
        """Find all tokens of a view, in order."""
        norm = view.norm
        chunks = norm.replace("\n", " ").split(" ")
        ends = list(accumulate(map(len, chunks)))
        found = list(map(self._seen.get, chunks, repeat(_UNSEEN)))
        tokens: list[Token] = []
        done = 0
        for nth in compress(count(), found):
            known, chunk, end = found[nth], chunks[nth], ends[nth] + nth
            start = end - len(chunk)
            if start < done:
                if done < end:
                    done = self._several(view, start, end, done, tokens)
                continue
            token: Token | None = None
            if known is _UNSEEN and chunk.isdecimal():
                token = self._number(norm, start)
            elif (known := self._chunk(chunk) if known is _UNSEEN else known) is None:
                continue
            else:
                options = known.options
                second = known.second
                if second is not None and norm[end : end + 1] == " ":
                    behind = chunks[nth + 1]
                    simple = behind in second
                    if not behind:  # two spaces, or three
                        behind = next(filter(None, chunks[nth + 2 : nth + 4]), "")
                    if simple or behind in second or (not behind.isalpha() and self._first(behind) in second):
                        run = chunk[known.lead :]
                        start += known.lead
                        known = self._both(run, behind) if simple else _OPEN
                        if known is None:
                            continue
                        options = None if known.options is None else self._options(run)
                if options is None:
                    token = known.token(start) if known.letters is not None else None
                elif options:
                    token = self._token(view, start, end, options)
                else:
                    done = self._several(view, start, end, done, tokens)
            if token is not None:
                tokens.append(token)
                done = token.end
        return tokens

    def _first(self, chunk: str) -> str:
        """The run that what stands between two spaces begins with, empty where it begins with something else."""
        run = self._runs.match(chunk)
        return run[0] if run is not None else ""

    def _chunk(self, chunk: str) -> _Form | None:
        """What stands between two spaces comes to, remembered for the next time if it has one run of letters at most."""
        runs = self._runs.findall(chunk)
        if len(runs) > 1 or (runs and (runs[0].isascii() or not runs[0].isalpha())):
            return _SEVERAL
        known: _Form | None = None
        if runs:
            run = runs[0]
            known = self._look_up(run)
            if run == chunk:
                return known
            if known is not None and known.options is not None:
                known = _SEVERAL
            elif known is not None:
                lead = chunk.index(run)
                second = known.second if lead + len(run) == len(chunk) else None
                known = known.at(lead, second) if known.letters is not None or second is not None else None
        return _remembered(self._seen, chunk, known)

    def _both(self, run: str, second: str) -> _Form | None:
        """What `_pair` makes of a run of letters and the word behind it, remembered for the next time."""
        pair = f"{run} {second}"
        known = self._pairs.get(pair, _UNSEEN)
        return _remembered(self._pairs, pair, self._pair(run, second)) if known is _UNSEEN else known

    def _several(self, view: View, start: int, end: int, done: int, tokens: list[Token]) -> int:
        """Append the tokens of a stretch without spaces, run by run, from an offset on; the offset up to which they read."""
        norm = view.norm
        for found in self._runs.finditer(norm, start, end):
            run, start = found[0], found.start()
            if start < done:
                continue
            token: Token | None = None
            options: tuple[_Option, ...] = ()
            if run[0].isdecimal():
                token = self._number(norm, start)
            elif run.isascii():
                special = _LATIN.match(norm, start)
                if special is not None and (special.lastgroup != "serial" or run not in self._depth):
                    kind = "symbol" if special.lastgroup == "symbol" else "junk"
                    token = Token.of(start, start, special.end(), None, "", False, kind, special[0])
                elif run in self._depth:
                    options = (("", False, 0, run),)
            elif not run.isalpha():
                options = (("", False, 0, run),)
            else:
                known = self._look_up(run)
                if known is None:
                    continue
                if known.options is not None:
                    options = known.options
                elif known.second is not None:
                    options = self._options(run)
                else:
                    token = known.token(start)
            if options:
                token = self._token(view, start, found.end(), options)
            if token is not None:
                tokens.append(token)
                done = token.end
        return done

    def _token(self, view: View, start: int, end: int, options: tuple[_Option, ...]) -> Token | None:
        """The token of the longest form that begins with a run, read in one of several ways."""
        norm = view.norm
        best: tuple[_Option, str, int] | None = None
        for option in options:  # the longest form wins: "وأحد عشر" is no "واحد"
            found = self._longest(norm, option[3], end)
            if found is not None and (best is None or found[1] > best[2]):
                best = (option, *found)
        if best is None:
            return None
        (letters, definite, skip, _), text, stop = best
        read = self._read(letters, definite, text)
        if read is None:
            return None
        word, definite = read
        place = self.places.get(text)
        if word is not None and word.exact:
            a, b = view.origin(start, stop)
            if _bare(view.text[a:b])[-len(text) :] not in word.exact:
                word = word.loose
                if word is None and place is None:
                    return None
        token = Token.of(start, start + skip, stop, word, letters, definite, "place" if word is None else "", text)
        token.place = place
        return token

    def unglue(self, tokens: list[Token], view: View, nominal: Callable[[str], bool]) -> list[Token]:
        """Split a unit from the word it is stuck to, where a number stands before: "62 دولارللبرميل", "33 عاماإلى".

        Args:
            tokens: of the scan.
            view: the text.
            nominal: whether a folded word is one of its own ("عاملا" is no عام).
        """
        norm = view.norm
        found: list[tuple[int, Token]] = []
        for i in [i for i, token in enumerate(tokens) if token.numeric]:
            token = tokens[i]
            word = token.word
            if word is not None and "scale" not in word.senses:
                continue
            run = _GLUED(norm, token.end)
            if run is None or (i + 1 < len(tokens) and tokens[i + 1].lead <= run.start(1)):
                continue
            for cut in range(len(run[1]) - 2, 2, -1):
                word = self.words.get(run[1][:cut])
                if word is not None and "scale" in word.senses and token.special == "digits":
                    unit = self.words.get(run[1][cut:])
                    if unit is not None and not _UNIT_SENSES.isdisjoint(unit.senses):  # "35.4 ملياردولار"
                        start = run.start(1)
                        found.append((i + 1, Token.of(start, start, start + cut, word, "", False, "", run[1][:cut])))
                        found.append((i + 1, Token.of(start + cut, start + cut, run.end(1), unit, "", False, "", run[1][cut:])))
                        break
                if word is not None and not _UNIT_SENSES.isdisjoint(word.senses):
                    rest = run[1][cut:]
                    known = self.words.get(rest)
                    joined = rest.startswith(("لل", "ال", "وال")) or (
                        known is not None
                        and "stop" in known.senses
                        and (len(rest) > 2 or not {"currency", "percent"}.isdisjoint(word.senses))
                    )
                    joined = joined or (rest[0] == "و" and len(rest) > 3 and (rest[1:] in self.words or nominal(rest[1:])))
                    if joined and not nominal(run[1]):
                        start = run.start(1)
                        found.append((i + 1, Token.of(start, start, start + cut, word, "", False, "", run[1][:cut])))
                    break
        for i, token in reversed(found):
            tokens.insert(i, token)
        return tokens

    def _longest(self, norm: str, form: str, end: int) -> tuple[str, int] | None:
        """The longest listed form that begins with a word, and where it ends; None where the word alone is none."""
        best: tuple[str, int] | None = (form, end) if form in self.words or form in self.places else None
        depth = self._depth.get(form, 1)
        if depth > 1 and form in self._syllables and self._province_next.match(norm, end) is None and not self._divides(norm, form, end):
            depth = 1  # "3 مقاطعات هي نينه بينه", "بين سن 6 و12"
        if depth > 1:
            position, text = end, form
            second = self._second[form]
            for count in range(1, depth):
                follow = _NEXT(norm, position)
                if follow is None or (count == 1 and follow[1] not in second):
                    break
                text = f"{text} {follow[1]}"
                position = follow.end()
                if text in self.words and self._teen.match(norm, position) and "fixed" in self.words[text].senses:
                    continue  # "اليوم السابع عشر" is no newspaper
                if text in self.words or (text in self.places and not self._plain_syllable(norm, form, follow[1], end)):
                    best = (text, position)
        for odd in self._odd.get(form, ()):
            tail = odd[len(form) :]
            if norm.startswith(tail, end):
                stop = end + len(tail)
                after = norm[stop : stop + 1]
                if (after.isalpha() and odd[-1].isalnum()) or (after.isdigit() and odd[-1].isdigit()):
                    continue
                if odd[-1].isdigit() and odd.startswith(self._numbered) and self._ends_name.match(norm, stop) is None:
                    continue  # "سكان المنطقة 12 ألف نسمة"
                if best is None or stop > best[1]:
                    best = (odd, stop)
                break
        return best

    def _plain_syllable(self, norm: str, form: str, second: str, end: int) -> bool:
        """Whether a word and a syllable that is one mean themselves: "إن بين 2010 و2014", no An Biên."""
        return second in self._syllables and form in self.words and not self._divides(norm, form, end)

    def _divides(self, norm: str, form: str, end: int) -> bool:
        """Whether the noun of a division stands before a form that ends at an offset."""
        return self._division.search(norm, max(0, end - 14), end - len(form)) is not None

    def _number(self, norm: str, start: int) -> Token:
        """The token a run of digits begins."""
        stop = _ALONE(norm, start)
        before = norm[start - 1] if start else ""
        if stop is not None and (before != " " or norm[max(0, start - 2) : start - 1] not in _PROCLITIC_ENDS):
            end = stop.end()
            return Token.of(start, start, end, None, "", False, "digits", norm[start:end])
        match = _DIGITS.match(norm, start)
        assert match is not None
        kind = match.lastgroup or "digits"
        if kind == "digits" and match.end() - start > _LONGEST_NUMBER:
            kind = "junk"
        if kind != "digits":
            return Token.of(start, start, match.end(), None, "", False, kind, match[0])
        if before == "_":
            return Token.of(start, start, match.end(), None, "", False, "junk", match[0])
        lead, letters, definite, first = start, "", False, start
        if before == " " or before.isalpha():
            glued = _BEFORE_DIGITS(norm, max(0, start - 8), start)
            if glued:
                letters, definite, skip = PROCLITICS[glued[1]]
                lead = glued.start()
                if definite:
                    first = lead + skip
        return Token.of(lead, first, match.end(), None, letters, definite, "digits", match[0])


def _remembered(table: dict[str, _Form | None], key: str, known: _Form | None) -> _Form | None:
    """What was found out, kept in a table unless it is full or the word endless."""
    if len(table) < _REMEMBERED and len(key) <= _LONGEST_WORD:
        table[key] = known
    return known


def _bare(text: str) -> str:
    """A word as written, without the marks and invisible characters the view drops."""
    return _MARKS.sub("", text)


_MARKS: Final = re.compile("[\u064b-\u065f\u0670\u0640\u200b-\u200f\u202a-\u202e\u2066-\u2069]")
# Behind a name that ends in a figure: the phrase's end, a preposition, or the city it lies in.
_ENDS_NAME: Final = Expression(r" ?[،.؛:)\n](?! ?\d)|$| (?:{where-it-lies})(?![^\W\d_])(?! ?\d| اصل)| [وبل]ال")
_TEEN: Final = Expression(r" (?:{teen})(?![^\W\d_])")
_DIVISION: Final = Expression(r"(?:{division}) $")
_PROVINCE_NEXT: Final = Expression(r" (?:{province-next})")
_NUMERIC: Final = frozenset({"num", "scale", "vague"})
_UNIT_SENSES: Final = frozenset({"unit", "currency", "time_unit", "percent", "month"})
_GLUED: Final = re.compile(r" {0,2}([^\W\d_]{5,30})(?![^\W\d_])").match
_CODE: Final = {name: chr(0xF800 + i) for i, name in enumerate(SPECIALS)}
