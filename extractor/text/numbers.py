"""Numbers: number tokens compose into values — the only code that knows how Arabic counts (law 4).

In come the tokens of the scan; out go the same tokens with every run of number
words and digits replaced by one token that carries a `Number`: cardinal,
ordinal, fraction, a vague multiple ("مئات الآلاف") or a range ("ما بين 600 و700").

What the words are and what they are worth is data (senses num, scale, vague,
fraction, ord); how they join is here:

* words join by و from high to low ("مئة وخمسة وعشرون" has its ones before its tens);
* a scale word multiplies what stands before it and must be smaller than the scale before ("مليون و400 ألف"),
  unless it follows another one directly ("ألف مليار");
* digits join only scale words.
"""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Final

from ..lexicon import SHAPE_CODES
from .normalize import View
from .scan import Token

# So many figures in a row are a dump.
_DUMP: Final = 50
_ADJACENT: Final = re.compile(r" {0,3}\Z").match
_AND: Final = re.compile(r" {0,2}و {0,2}\Z").match
_DASH: Final = re.compile(r" {0,2}[-~] {0,2}\Z").match

Exact = int | Decimal
_TANWIN: Final = "\u064b"
_HIJRI_YEAR: Final = re.compile(r"1[34]\d\d$").match
_NOUN_AFTER: Final = re.compile(r" {1,2}(?!و)[^\W\d_]{2,}").match


class Number:
    """A number as the text writes it.

    Attributes:
        value: the value, None for a range.
        low, high: both ends of a range, inclusive.
        other: the value under the other reading of an ambiguous mark ("44.691 مليار"), else None.
        others: both ends of a range under the other reading ("1.000 إلى 1.200 مليار"), else None.
        ordinal: whether it is a rank.
        vague: whether it is a multiple of an unnamed factor ("مئات"); `value` is the unit.
        fraction: (numerator, denominator) of a bare fraction.
        digits: whether it has digits; `plain`: digits without any mark.
        scaled: the last scale it ends with (1000 for "71 ألف"), 1 where none.
        accusative: whether it ends in a scale word with tanwin ("28 ألفا"), which leaves its unit out.
    """

    __slots__ = (
        "accusative", "definite", "digits", "fraction", "high", "low", "ordinal", "other", "others", "plain", "scaled", "text",
        "vague", "value",
    )  # fmt: skip

    def __init__(self, value: Exact | None) -> None:
        self.value = value
        self.low: Exact | None = None
        self.high: Exact | None = None
        self.other: Exact | None = None
        self.others: tuple[Exact, Exact] | None = None
        self.ordinal = self.vague = self.digits = self.plain = self.definite = self.accusative = False
        self.fraction: tuple[int, int] | None = None
        self.scaled = 1
        self.text = ""

    def code(self) -> str:
        """The character that stands for this number when patterns are matched: its shape."""
        if self.value is None:
            low, high = self.low, self.high
            if type(low) is int and type(high) is int:
                if 1 <= low <= 31 and 1 <= high <= 31:
                    return _DAY_RANGE
                if 1000 <= low < high <= 2199 and self.plain:
                    return _YEAR_RANGE
            return _RANGE
        value = self.value
        if self.fraction is not None:
            return _FRACTION
        if self.vague:
            return _VAGUE
        if self.ordinal:
            return _ORDINAL_MONTH if 1 <= value <= 12 else (_ORDINAL_DAY if 1 <= value <= 31 else _ORDINAL)
        if type(value) is int and (not self.digits or self.plain):
            if 1 <= value <= 31 and (not self.digits or len(self.text) < 3):
                return _MONTH if value <= 12 else _DAY
            if 1000 <= value <= 2199 and (not self.digits or len(self.text) == 4):
                return _YEAR
        return _NUMBER


def _code(*shape: str) -> str:
    return SHAPE_CODES[frozenset(shape)]


_NUMBER, _DAY, _YEAR = _code("number"), _code("number", "day"), _code("number", "year")
_MONTH: Final = _code("number", "day", "month_number")
_RANGE, _DAY_RANGE, _YEAR_RANGE = _code("range"), _code("range", "day_range"), _code("range", "year_range")
_ORDINAL, _ORDINAL_DAY = _code("ordinal"), _code("ordinal", "day")
_ORDINAL_MONTH: Final = _code("ordinal", "day", "month_number")
_VAGUE, _FRACTION = _code("vague"), _code("fraction")


def _whole(value: Decimal) -> Exact:
    return int(value) if value == value.to_integral_value() else value


_BY_COMMAS: Final = re.compile(r"\d{1,3}(?:،\d{3})+").fullmatch
_BY_DECIMAL_MARKS: Final = re.compile(r"\d{1,3}(?:٫\d{3}){2,}").fullmatch
_MARKS: Final = re.compile(r"[.,']")


def read_digits(text: str) -> tuple[Exact | None, Exact | None, bool]:
    """Read a digit run with its grouping and decimal marks.

    Args:
        text: folded digits with any of ``. , ٬ ٫ '`` and spaces, or the agencies' "4ر3"; groups that begin with 000
            stand in the order in which they are stored, the last one first.

    Returns:
        The value (None where it is no number: a version, a phone number), the value under the
        other reading of an ambiguous mark or None, and whether it is a plain run of digits.

    >>> read_digits("1.285,4"), read_digits("44.691"), read_digits("4ر3")
    ((Decimal('1285.4'), None, False), (44691, Decimal('44.691'), False), (Decimal('3.4'), None, False))
    """
    if text.isdigit():
        if len(text) > 1 and text[0] == "0" and len(text) > 2:
            return None, None, True
        return int(text), None, True
    if "ر" in text:
        fraction, _, whole = text.partition("ر")
        return _whole(Decimal(f"{whole}.{fraction}")), None, False
    if " " in text:
        groups = text.split(" ")
        if groups[-1].isdigit() and groups[0] == "000":  # stored from right to left: "000 15" is 15,000
            return int("".join(reversed(groups))), None, False
        if text[0] == "0":
            return None, None, False
        text = text.replace(" ", "")
        return _whole(Decimal(text.replace(",", "."))), None, False
    if _BY_COMMAS(text):
        other = _whole(Decimal(text.replace("،", "."))) if text.count("،") == 1 else None
        return int(text.replace("،", "")), other, False  # "96،000"
    if _BY_DECIMAL_MARKS(text):
        return int(text.replace("٫", "")), None, False  # "١٫٧٥٠٫٠٠٠٫٠٠٠"
    text = text.replace("٬", "'").replace("،", "٫")
    if "٫" in text:
        head, _, tail = text.partition("٫")
        if not tail.isdigit():
            return None, None, False
        return _whole(Decimal(re.sub(r"\D", "", head) + "." + tail)), None, False
    marks, groups = _MARKS.findall(text), _MARKS.split(text)
    threes = all(len(g) == 3 for g in groups[1:]) and 1 <= len(groups[0]) <= 3 and groups[0][0] != "0"
    kinds = set(marks)
    if kinds == {"'"}:
        return (int("".join(groups)), None, False) if threes else (None, None, False)
    if len(kinds) == 1 and len(marks) > 1:
        return (int("".join(groups)), None, False) if threes else (None, None, False)
    if len(kinds) > 1:
        last = marks[-1]
        if marks.count(last) > 1 or not all(len(g) == 3 for g in groups[1:-1]) or len(groups[0]) > 3:
            return None, None, False
        return _whole(Decimal("".join(groups[:-1]) + "." + groups[-1])), None, False
    decimal = Decimal(f"{groups[0]}.{groups[1]}")
    if threes:
        return int("".join(groups)), _whole(decimal), False
    if len(groups[0]) > 1 and groups[0][0] == "0":
        return None, None, False
    return _whole(decimal), None, False


def _gap(norm: str, left: Token, right: Token) -> str:
    """How two tokens stand: "" not linked, " " adjacent, "و" joined by and, or another proclitic."""
    between = norm[left.end : right.lead]
    if between == " " or _ADJACENT(between):
        return right.clitics or " "
    if not right.clitics and _AND(between):
        return "و"
    return ""


class _Parser:
    """Composes the number that starts at one token."""

    def __init__(self, tokens: list[Token], view: View) -> None:
        self.tokens, self.view, self.norm = tokens, view, view.norm

    def link(self, i: int) -> str:
        """How token i+1 follows token i."""
        if i + 1 >= len(self.tokens):
            return ""
        return _gap(self.norm, self.tokens[i], self.tokens[i + 1])

    def parse(self, i: int) -> tuple[Number, int] | None:
        """Read the longest number from token i.

        Returns:
            The number and the index behind its last token, or None.
        """
        token = self.tokens[i]
        if token.special == "digits":
            return self.cardinal(i)
        word = token.word
        if word is None:
            return None
        senses = word.senses
        if "ord" in senses:
            return self.ordinal(i)
        if "vague" in senses:
            return self.vague(i)
        if "num" in senses or "scale" in senses:
            if senses.get("num") is not None and senses["num"].features.get("bound"):
                if self.link(i) != "و" or not self._tens(i + 1):
                    return None
            if token.definite and self.link(i) == "و" and self.tokens[i + 1].definite and self.tokens[i + 1].has("ord"):
                hundred = token.value("num")
                if hundred is not None and hundred >= 100:  # "المئة والرابعة عشرة"
                    number, j = self.ordinal(i + 1)
                    number.value = hundred + number.value
                    return number, j
            return self.cardinal(i)
        if "fraction" in senses:
            return self.fraction(i)
        return None

    def _tens(self, i: int) -> bool:
        value = self.tokens[i].value("num")
        return isinstance(value, int) and 20 <= value <= 90

    def ordinal(self, i: int) -> tuple[Number, int]:
        value = self.tokens[i].value("ord")
        j = i + 1
        if value < 10 and self.link(i) == "و" and self._tens(j) and (self.tokens[j].definite or not self.tokens[i].definite):
            value += self.tokens[j].value("num")
            j += 1
        number = Number(value)
        number.ordinal = True
        number.definite = self.tokens[i].definite
        return number, j

    def vague(self, i: int) -> tuple[Number, int]:
        value = self.tokens[i].value("vague")
        j = i + 1
        while j < min(i + 4, len(self.tokens)) and self.link(j - 1) == " ":
            follow = self.tokens[j].value("scale")
            if not follow or (j == i + 1 and follow <= value and not self.tokens[j].definite):
                break
            value *= follow
            j += 1
        number = Number(value)
        number.vague = True
        number.definite = self.tokens[i].definite
        return number, j

    def fraction(self, i: int) -> tuple[Number, int]:
        top, bottom = self._ratio(i)
        j = i + 1
        if j < len(self.tokens) and self.link(i) == " ":
            scale = self.tokens[j].value("scale")
            if scale and not self.tokens[j].word.senses["scale"].features.get("plural"):  # type: ignore[union-attr]
                number = Number(_whole(Decimal(scale) * top / bottom))
                number.scaled = scale
                number.accusative = self.tokens[j].text.endswith("ا")
                return number, j + 1
        number = Number(_whole(Decimal(top) / Decimal(bottom)) if bottom in (2, 4, 5, 8, 10) else Decimal(top) / bottom)
        number.fraction = (top, bottom)
        number.definite = self.tokens[i].definite
        return number, j

    def _ratio(self, i: int) -> tuple[int, int]:
        entry = self.tokens[i].word.senses["fraction"]  # type: ignore[union-attr]
        top, _, bottom = str(entry.value).partition("/")
        return int(top), int(bottom)

    def cardinal(self, i: int) -> tuple[Number, int] | None:
        tokens = self.tokens
        token = tokens[i]
        total: Exact = 0
        group: Exact | None = None  # what stands before the next scale word
        group_other: Exact | None = None  # the same under the other reading of an ambiguous mark
        total_other: Exact | None = None
        room = 0  # what may still join the group: everything below this
        scale_now = 0  # the scale that closed last
        digits = plain = False
        reverse = False  # whether the ones stood before the hundreds
        literal_group = False  # whether what stands before the next scale word is digits
        accusative = False
        literal = ""
        j = i
        while j < len(tokens):
            token = tokens[j]
            link = " " if j == i else self.link(j - 1)
            if link not in (" ", "و"):
                break
            if token.special == "digits":
                thousands = scale_now == 1000 and digits and len(token.text) == 3 and token.text.isdigit()  # "162 ألف 548"
                if j > i and not (
                    (link == "و" or thousands or (link == " " and self._goes_on(i, j, scale_now))) and group is None and scale_now
                ):
                    break
                value, other, is_plain = read_digits(token.text)
                if value is None and j > i and len(token.text) == 3 and token.text.isdigit():
                    value = int(token.text)  # "1 مليون و027 ألفا"
                if value is None or (j > i and not 0 < value < scale_now):
                    if j == i:
                        return None
                    break
                if j > i and group is None and not self._fits(j, value, scale_now):
                    break
                if j > i and type(value) is int and value >= 100_000:
                    other = None  # "مليون و200.500"
                group, group_other, room = value, other, 0
                digits = literal_group = True
                plain = is_plain and j == i
                literal = token.text
                j += 1
                continue
            senses = token.word.senses if token.word is not None else {}
            scale_entry, num_entry = senses.get("scale"), senses.get("num")
            if scale_entry is not None and not (num_entry is not None and group is None and j == i):
                scale = scale_entry.value
                times = scale_entry.features.get("times", 1)
                if link == " " and group is not None and scale_now and scale > scale_now and times == 1:
                    total, group, group_other, total_other = (total + group) * scale, None, None, None
                elif link == " " and group is not None:
                    if group == 1 and j == i + 1 and tokens[i].definite and not token.definite:
                        break  # "سعر الشقة الواحدة مليون دولار"
                    if plain and j == i + 1 and len(literal) == 4 and i and tokens[i - 1].has("year_word") and 1900 <= group <= 2100:
                        break  # "سنة 2016 مليار و600 مليون لتر"
                    if times == 2 and literal_group and not token.text.endswith(("ن", "ا")):
                        times = 1  # "2.9 ملياري يورو"
                    if times != 1 or (scale_now and scale >= scale_now):
                        break
                    total += group * scale
                    total_other = (group_other * scale + (total - group * scale)) if group_other is not None else None
                    group = group_other = None
                elif link == " " and scale_now and group is None and j > i and scale > scale_now:
                    total *= scale
                    if total_other is not None:
                        total_other *= scale
                elif reverse and link == "و" and scale == 1000 and times == 1 and group is not None:
                    total, group = total + group + 1000, None  # "خمس وأربعين وتسعمئة وألف"
                elif (
                    j == i or (link == "و" and group is None and scale_now and (
                        scale < scale_now or (times == 2 and scale == scale_now and total >= 10 * scale)))
                ) and not scale_entry.features.get("plural"):  # fmt: skip
                    total += times * scale if j == i or not self._construct(j) else 2 * scale
                else:
                    break
                scale_now = scale
                plain = literal_group = False
                accusative = token.text.endswith("ا") and not scale_entry.features.get("dual")
                j += 1
                continue
            if num_entry is not None:
                value = num_entry.value
                if group is None:
                    if j > i and (link != "و" or value >= scale_now or self._between(i, j, scale_now)):
                        break
                    group = value
                    room = 100 if value >= 100 else (1 if value >= 10 else -1)
                elif literal_group or link != "و":
                    break
                elif room == -1 and 20 <= value <= 90:
                    group += value
                    room = 1
                elif group < 100 <= value and not digits and room in (1, -1):  # "خمسة وعشرون ومئة"
                    group += value
                    room, reverse = 0, True
                elif room == 100 and value < 100:
                    group += value
                    room = -1 if value < 10 else 1
                else:
                    break
                accusative = False
                j += 1
                continue
            if "fraction" in senses and link == "و" and j > i and not token.text.endswith(_OF_THEM):
                top, bottom = self._ratio(j)
                part = Decimal(top) / Decimal(bottom)
                if group is None and scale_now:
                    total += _whole(part * scale_now)
                    j += 1
                    if j < len(tokens) and self.link(j - 1) == " " and tokens[j].value("scale") == scale_now:
                        j += 1
                    break
                if group is not None and not scale_now and self._ends_phrase(j):
                    group += part
                    j += 1
                    if group < 1000 and j < len(tokens) and self.link(j - 1) == " " and tokens[j].value("scale") and not tokens[j].definite:
                        plain = False
                        continue  # "7 ونصف مليون"
                    digits = digits or False
                    plain = False
                break
            if token.has("decimal_point") and type(group) is int and j + 1 < len(tokens):
                tail = self.tokens[j + 1]
                if self.link(j) != " ":
                    break
                if tail.special == "digits" and tail.text.isdigit():
                    group, j, plain = Decimal(f"{group}.{tail.text}"), j + 2, False
                    group_other, room = None, 0
                    continue
                value = tail.value("num")
                if isinstance(value, int):
                    group, j, plain = Decimal(f"{group}.{value}"), j + 2, False
                    continue
                break
            break
        if j == i:
            return None
        if group is not None:
            if total_other is None and group_other is not None:
                total_other = total + group_other
            total += group
        # "ثلاثة أرباع", "سبعة أعشار"
        if j < len(tokens) and j == i + 1 and self.link(i) == " " and tokens[j].has("fraction"):
            entry = tokens[j].word.senses["fraction"]  # type: ignore[union-attr]
            if entry.features.get("plural") and total < 20:
                _, bottom = self._ratio(j)
                scale = tokens[j + 1].value("scale") if j + 1 < len(tokens) and self.link(j) == " " else None
                if scale and not tokens[j + 1].word.senses["scale"].features.get("plural"):  # type: ignore[union-attr]
                    number = Number(_whole(Decimal(total) * scale / bottom))  # "ثلاثة أرباع مليار دولار"
                    number.scaled = scale
                    return number, j + 2
                number = Number(_whole(Decimal(total) / bottom))
                number.fraction = (int(total), bottom)
                return number, j + 1
        number = Number(total if type(total) is int else _whole(Decimal(total)))
        number.other = total_other
        number.digits, number.plain = digits, plain and j == i + 1
        number.scaled = scale_now or 1
        number.accusative = accusative
        number.definite = tokens[i].definite
        number.text = literal
        if j == i + 1 and scale_now and accusative and self._construct(i):
            number.value = 2 * scale_now  # "ألفا دينار": a dual in construct
        if scale_now and number.other is not None and number.other != number.value and not literal.endswith("000"):
            # Before a scale word a mark is a decimal one, unless the currency says otherwise.
            number.value, number.other = number.other, number.value
            if isinstance(number.value, Decimal):
                number.value = _whole(number.value)
        return number, j

    def _goes_on(self, i: int, j: int, scale_now: int) -> bool:
        """Whether figures with a smaller scale of their own go on with a million or a billion without و: "مليون 700 ألف"."""
        if scale_now < 1_000_000 or self.tokens[i].definite or j + 1 >= len(self.tokens):
            return False
        return self.link(j) == " " and 1 < (self.tokens[j + 1].value("scale") or 0) < scale_now

    def _construct(self, i: int) -> bool:
        """Whether a lone scale in ـا stands directly before a noun of its own: then it is a dual."""
        token = self.tokens[i]
        if token.definite or not token.text.endswith("ا") or _TANWIN in slice_of(self.view, token):
            return False
        found = _NOUN_AFTER(self.norm, token.end)
        follow = self.tokens[i + 1] if i + 1 < len(self.tokens) and self.link(i) == " " else None
        return found is not None and (follow is None or not follow.has("stop"))

    def _between(self, i: int, j: int, scale_now: int) -> bool:
        """Whether و joins the two ends of a range: "بين خمسين ألف ومئة ألف"."""
        k = i - 2 if i > 1 and self.tokens[i - 1].has("modifier") else i - 1  # "ما بين حوالي 4.5 مليون وخمسة ملايين"
        if k < 0 or not self.tokens[k].has("between"):
            return False
        link = self.link(j) if j + 1 < len(self.tokens) else ""
        if link not in (" ", "و"):
            return scale_now >= 1_000_000
        scale = self.tokens[j + 1].value("scale")
        if link == " " and scale == scale_now:
            return True
        return scale_now >= 1_000_000 and scale is None and self.tokens[j + 1].value("num") is None  # "بين ثلاثة ملايين وخمسة"

    def _fits(self, j: int, value: Exact, scale_now: int) -> bool:
        """Whether digits after "مليون و" continue that number: a smaller scale follows, or they fill its last group."""
        if j + 1 < len(self.tokens) and self.link(j) == " ":
            follow = self.tokens[j + 1].value("scale")
            if follow:
                thousands = follow == 1_000_000 and scale_now == 1000 and len(self.tokens[j].text) == 3
                thousands = thousands and self.tokens[j - 1].text == "الف" and not self._after_between(j)  # "12 ألف و651 مليون"
                return bool(value * follow < scale_now) or thousands
        if type(value) is int and scale_now == 1_000_000 and 100_000 <= value < scale_now:
            return True  # "مليون و200.000"
        return type(value) is int and value < 1000 and (scale_now == 1000 or value >= 100)

    def _after_between(self, j: int) -> bool:
        """Whether بين stands before the number that a token goes on with."""
        return any(token.has("between") for token in self.tokens[max(0, j - 4) : j])

    def _ends_phrase(self, j: int) -> bool:
        """Whether "… ونصف" closes the number, not "خمسة ونصف السكان"."""
        if j + 1 >= len(self.tokens):
            return True
        return not self.tokens[j + 1].definite or self.link(j) != " "


# Endings that make a fraction one of somebody's: "عام 2018 ونصفهم في تفجيرات".
_OF_THEM: Final = ("ه", "هم", "ها", "هن", "هما")


def slice_of(view: View, token: Token) -> str:
    """The original text of a token."""
    start, end = view.origin(token.start, token.end)
    return view.text[start:end]


def compose(tokens: list[Token], view: View) -> list[Token]:
    """Compose number words and digits into number tokens.

    Args:
        tokens: the scan's tokens in order.
        view: the view they were found in.

    Returns:
        New list of tokens; those with a `Number` carry it in `number` and its shape in `code`.
    """
    norm = view.norm
    if "\u0651" in view.text:
        for token in tokens:
            if token.value("scale") == 1000 and "\u0651" in view.text[slice(*view.origin(token.start, token.end))]:
                token.word, token.code, token.numeric = None, "x", False  # "عام 2006 ألّف كتابا"
    numeric = [i for i, token in enumerate(tokens) if token.numeric]
    _dumps(tokens, numeric, norm)
    parser = _Parser(tokens, view)
    out: list[Token] = []
    numbers: list[int] = []  # where in `out` numbers stand
    done = 0
    for i in numeric:
        token = tokens[i]
        if i < done or not token.numeric:
            continue
        out += tokens[done:i]
        done = i + 1
        if token.special != "digits" and _yields(tokens, i, out, norm):
            out.append(token)
            continue
        parsed = parser.parse(i)
        if parsed is None:
            if token.special == "digits":
                token.spoil()
            out.append(token)
            continue
        number, done = parsed
        single = done == i + 1
        joined = Token.of(token.lead, token.start, tokens[done - 1].end, token.word if single else None, token.clitics,
                       token.definite, "number", token.text if single else "")  # fmt: skip
        joined.number = number
        joined.place = token.place if single else None
        if number.digits and single and not number.text:
            number.text = token.text
        numbers.append(len(out))
        out.append(joined)
    out += tokens[done:]
    length, last = len(out), -1
    for i in numbers:
        i -= length - len(out)
        if i > last:
            last = i
            while _range(out, i, norm):
                pass
            final = out[i].number
            if final is not None:
                out[i].code = final.code()
    return out


_LETTER: Final = re.compile(r"[^\W\d_]").search


def _dumps(tokens: list[Token], numeric: list[int], norm: str) -> None:
    """Take figures in long rows, without a letter between them or without a space, for a dump: none of them counts anything."""
    digits = [i for i in numeric if tokens[i].special == "digits"] if len(numeric) >= _DUMP else []
    if len(digits) < _DUMP:
        return
    first = 0
    for k in range(1, len(digits) + 1):
        if k < len(digits):
            between = norm[tokens[digits[k - 1]].end : tokens[digits[k]].lead]
            if (" " not in between and "\n" not in between) or _LETTER(between) is None:
                continue
        if k - first >= _DUMP:
            for j in digits[first:k]:
                tokens[j].spoil()
        first = k


def _yields(tokens: list[Token], i: int, out: list[Token], norm: str) -> bool:
    """Whether a number word stands here for something else: "17 ثانية", "3 صفر", "الربع الثالث"."""
    token = tokens[i]
    senses = token.word.senses  # type: ignore[union-attr]
    if out and ("time_unit" in senses or "hijri_month" in senses):
        before = out[-1]
        if before.number is not None and _gap(norm, before, token) == " " and not before.number.ordinal:
            return not token.definite
        if len(out) > 1 and before.has("cue_in") and (out[-2].has("unit") or out[-2].has("time_unit")):
            return True  # "60 لترا في الثانية"
        if before.number is not None and before.number.ordinal and "hijri_month" in senses:
            return True
    if "time_unit" in senses and token.definite and len(out) > 1 and out[-1].has("cue_of") and out[-2].has("unit"):
        return True  # "جزء من الألف من الثانية"
    if "hijri_month" in senses and i + 1 < len(tokens) and _gap(norm, token, tokens[i + 1]) == " ":
        after = tokens[i + 1]
        dated = after.special == "digits" and i + 2 < len(tokens) and tokens[i + 2].value("era") == "hijri"
        if _HIJRI_YEAR(after.text) or after.has("pointer") or dated:
            return True  # "صفر 1440", "صفر الماضي", "صفر 487هـ"
    if "time_unit" in senses and norm[token.lead - 1 : token.lead] == "/" and token.lead:
        return True
    if "time_unit" in senses and i + 1 < len(tokens) and tokens[i + 1].value("num") == 1 and tokens[i + 1].definite == token.definite:
        return True  # "في الثانية الواحدة", "ثانية واحدة"
    if "time_unit" in senses and not token.definite and i + 2 < len(tokens) and tokens[i + 1].value("connector") == "or":
        if tokens[i + 2].value("num") == 2 and _gap(norm, token, tokens[i + 1]) == " " == _gap(norm, tokens[i + 1], tokens[i + 2]):
            return True  # "ثانية أو اثنتين"
    if i + 1 < len(tokens) and ("quarter_word" in senses or "half_word" in senses) and token.clitics != "و":
        after = tokens[i + 1]
        return (after.has("ord") or after.has("year_word")) and _gap(norm, token, after) == " "
    return False


def _range(tokens: list[Token], i: int, norm: str) -> bool:
    """Join number i and what follows into a range, in place: "600 و700" after ما بين, "1 إلى 3", "3-4", "3 أو 4"."""
    left = tokens[i]
    if left.number is None or i + 1 == len(tokens):
        return False
    if left.start and norm[left.start - 1] == "/" and left.number.plain and i and tokens[i - 1].number is not None:
        return False  # "من 15/7 إلى 15/8"
    if not _cardinal(left.number):
        _or_more(tokens, i, norm)
        return False
    right = tokens[i + 1]
    before = tokens[i - 1] if i else None
    if right.number is not None and _cardinal(right.number):
        between = norm[left.end : right.lead]
        if not right.clitics and _DASH(between):
            point = (
                between.endswith(" ") and left.number.digits and not right.number.digits and right.number.value != 0
            )  # "3- عشرون دينارا"
            return not point and _dash(tokens, i, norm)
        if right.clitics == "ل" and between == " " and _to_unit(tokens, i):
            return _join(tokens, i, i + 1)  # "10 لـ15 عاما"
        if (right.clitics == "و" and _ADJACENT(between)) or (not right.clitics and _AND(between)):
            gap = norm[before.end : left.lead] if before is not None else ""
            if before is not None and before.has("between") and (_ADJACENT(gap) or gap == " ("):  # "بين (12600 و12900 جنيه)"
                return _join(tokens, i, i + 1)
        if before is not None and before.has("between") and norm[before.end : left.lead] == " (" and norm[right.end : right.end + 1] == ")":
            if _AND_IN_BRACKETS(between):
                return _join(tokens, i, i + 1)  # "لما بين (16) و(50) راكبا"
    elif i + 2 < len(tokens) and right.has("connector") and (not right.clitics or (right.clitics == "و" and right.has("cue_until"))):
        far = tokens[i + 2]
        if (
            far.number is not None
            and _cardinal(far.number)
            and not far.clitics
            and ((_ADJACENT(norm[left.end : right.lead]) and _ADJACENT(norm[right.end : far.lead])) or _in_brackets(left, right, far, norm))
        ):
            if right.value("connector") == "to" and not left.number.digits and (left.definite or left.number.value == 1):
                if not (left.definite and far.definite and not far.number.digits):  # "الأسابيع الثلاثة إلى الأربعة المقبلة"
                    return False  # "عدد سكان البلديات الثلاث إلى 45.000 نسمة"
            if (
                before is not None
                and before.has("cue_year")
                and (far.number.scaled > 1 or (far.number.value or 0) > 2100)
                and left.number.plain
                and 1900 <= (left.number.value or 0) <= 2100
            ):
                return False  # "وصول الإنتاج في 2018 إلى 2.587 مليار طن"
            if (
                before is not None
                and before.has("modifier")
                and (before.clitics == "ب" or before.text.startswith("ب"))
                and right.value("connector") == "to"
                and (far.number.value or 0) > 10 * (left.number.value or 0)
            ):
                return False  # "ارتفع بنحو 507 آلاف إلى 29.265 مليون"
            if before is not None and before.has("rank_head") and right.value("connector") == "to" and before.definite:
                return False  # "احتاجت المصنفة 12 إلى 58 دقيقة"
            if right.value("connector") == "to" and _by_so_much(tokens, i, far):
                return False  # "نزل بواقع 4 إلى 796 حفارا"
            start = i
            if before is not None and before.has("from") and _ADJACENT(norm[before.end : left.lead]):
                start = i - 1
            if right.value("connector") == "or":
                if _near(left.number, far.number):
                    return _join(tokens, i, i + 2)
            elif (
                not changes(tokens, start, norm)
                or _height(tokens, i)
                or (before is not None and before.has("cue_distance"))
                or (i + 3 < len(tokens) and tokens[i + 3].has("cue_times") and _ADJACENT(norm[far.end : tokens[i + 3].lead]))
                or (start == i and i and (tokens[i - 1].has("cue_by") or not (left.number.digits or far.number.digits)))
            ) and not _of_dates(tokens, i, norm):
                return _join(tokens, i, i + 2)
    return False


def _by_so_much(tokens: list[Token], i: int, far: Token) -> bool:
    """Whether a number tells by how much, and a far larger one behind إلى to what: "نزل بواقع 4 إلى 796"."""
    left, right = tokens[i].number, far.number
    if not i or not tokens[i - 1].has("cue_by") or left is None or right is None or left.scaled != right.scaled:
        return False
    return (right.value or 0) > 10 * (left.value or 0)


def _in_brackets(left: Token, joint: Token, far: Token, norm: str) -> bool:
    """Whether each end of a range stands in brackets of its own: "من (3) إلى (5)"."""
    opened = left.start > 0 and norm[left.start - 1] == "(" == norm[joint.end : far.lead].strip(" ")
    return opened and norm[left.end : joint.lead].strip(" ") == ")" == norm[far.end : far.end + 1]


def _near(left: Number, far: Number) -> bool:
    """Whether a whole number is told with a higher one that is near: "3 أو 4", "ثلاثة أو أربعة آلاف", "مليون أو مليونين"."""
    low, high = left.value, far.value
    if low is None or high is None:
        return False
    if left.scaled == 1 < far.scaled and low < high / far.scaled:
        low = _whole(Decimal(low) * far.scaled)
    return type(low) is int and type(high) is int and low < high <= 2 * low + 1


def _to_unit(tokens: list[Token], i: int) -> bool:
    """Whether figures rise to those joined to ل, with a unit behind."""
    left, right, after = tokens[i].number, tokens[i + 1].number, tokens[i + 2] if i + 2 < len(tokens) else None
    if left is None or right is None or not left.digits or not right.digits or tokens[i].definite:
        return False
    rises = left.value is not None and right.value is not None and left.value < right.value
    if rises and left.scaled == 1 < right.scaled:
        return True  # "بين 15 لـ18 مليونا"
    return rises and after is not None and any(after.has(sense) for sense in ("time_unit", "unit", "percent"))


def _or_more(tokens: list[Token], i: int, norm: str) -> None:
    """Let a range take a further alternative: "خمس أو ست أو سبع"."""
    left = tokens[i].number
    if left is None or left.value is not None or i + 2 >= len(tokens):
        return
    middle, right = tokens[i + 1], tokens[i + 2]
    far = right.number
    if middle.value("connector") != "or" or far is None or not _cardinal(far) or right.clitics or far.value is None:
        return
    if not _ADJACENT(norm[tokens[i].end : middle.lead]) or not _ADJACENT(norm[middle.end : right.lead]):
        return
    if left.high is not None and left.high < far.value <= left.high * 2:
        left.high = far.value
        tokens[i].end = right.end
        del tokens[i + 1 : i + 3]


_AND_IN_BRACKETS: Final = re.compile(r"\) و ?\(").fullmatch
_LENGTHS: Final = frozenset({"m", "cm", "mm", "km", "[ft_i]"})


def _height(tokens: list[Token], i: int) -> bool:
    """Whether a height lies between two, and nothing rises: "بارتفاع 20 إلى 30 مترا", "ارتفاع الأمواج من 2 إلى 4 أمتار"."""
    before = tokens[i - 1] if i else None
    after = tokens[i + 3] if i + 3 < len(tokens) else None
    if after is not None and after.value("unit") in _LENGTHS:
        for k in range(i - 1, max(-1, i - 6), -1):
            if tokens[k].has("height_noun") and tokens[i].start - tokens[k].end < 40:
                return True  # "ارتفاع الأمواج من 2 إلى 4 أمتار"
    return before is not None and before.clitics == "ب" and before.has("change") and after is not None and after.has("unit")


def _of_dates(tokens: list[Token], i: int, norm: str) -> bool:
    """Whether the two numbers around إلى belong to dates: "26 مايو 2019 إلى 20 آذار 2021"."""
    left, far = tokens[i], tokens[i + 2]
    if i and tokens[i - 1].has("month") and not norm[tokens[i - 1].end : left.lead].strip(" "):
        return True
    after = tokens[i + 3] if i + 3 < len(tokens) else None
    if after is None or norm[far.end : after.lead].strip(" "):
        return False
    big = left.number is not None and left.number.value is not None and left.number.value > 31
    return big and (after.has("month") or after.has("hijri_month"))


def _cardinal(number: Number) -> bool:
    return number.value is not None and not (number.ordinal or number.vague or number.fraction)


def changes(tokens: list[Token], start: int, norm: str) -> bool:
    """Whether "من … إلى …" tells a change (two values), not a range: a verb of rising or falling stands before, no "بزيادة" by so much."""
    origin = tokens[start].lead
    low = tokens[start + (tokens[start].number is None)].number if start + 1 < len(tokens) else None
    if norm[origin - 1 : origin] == "(" and low is not None and low.plain and (low.value or 99) <= 10:
        return False  # "يشمل التخفيض المسافر وعائلته (من 1 إلى 5 أفراد)"
    for k in range(start - 1, max(-1, start - 12), -1):
        token = tokens[k]
        if origin - token.end > 90 or norm.find("\n", token.end, origin) >= 0 or norm.find(". ", token.end, origin) >= 0:
            return False
        if token.has("spread") or token.has("between"):
            return False
        if token.has("change"):
            if tokens[start].number is not None and norm.find("، و", token.end, origin) >= 0:
                return False  # "ترفع الغرامة بـ10 في المئة، ويغرس بدل الواحدة 5 إلى 7 شتلات"
            return not (k == start - 1 and token.clitics == "ب" and token.has("change_noun"))  # "بزيادة من 10 إلى 15%"
    return False


def _join(tokens: list[Token], i: int, k: int) -> bool:
    """Replace tokens i…k by one range token; False where the two ends make no range."""
    left, right = tokens[i], tokens[k]
    a, b = left.number, right.number
    assert a is not None and b is not None
    low, high = a.value, b.value
    other_low = a.other
    assert low is not None and high is not None
    if b.scaled > 1 and a.scaled == 1 and low < high / b.scaled:
        low = _whole(Decimal(low) * b.scaled)
    elif b.scaled > 1 and a.scaled == 1 and other_low is not None and other_low < high / b.scaled:
        low = _whole(Decimal(other_low) * b.scaled)
    if a.scaled >= 1_000_000 and b.scaled == 1 and k == i + 1 and high < 1000 and low < high * a.scaled:
        high = _whole(Decimal(high) * a.scaled)  # "بين ثلاثة ملايين وخمسة"
    others: tuple[Exact, Exact] | None = None
    if b.scaled > 1 and b.other is not None and b.other > high:
        under = a.value if a.scaled == 1 else a.other if a.other is not None else a.value
        if under is not None and a.scaled == 1 and under < b.other / b.scaled:
            under = _whole(Decimal(under) * b.scaled)
        if under is not None and under < b.other and under * 1000 > b.other:
            others = (under, b.other)
            if low < high / 1000:  # "950 - 1.150 مليار": only the other reading makes a range
                (low, high), others = others, None
    if low == high:
        return False
    if b.plain and a.plain and type(high) is int and 1900 <= high <= 2100 and low == high % 100 + 1 and k == i + 1:
        low, high = high, high + 1  # "15-2014", written from right to left
    if low > high:
        if k == i + 1 and b.digits and a.plain and 1900 <= low <= 2199 and 10 <= high <= 99 and high == (low + 1) % 100:
            high = low - low % 100 + high
        else:
            return False
    number = Number(None)
    number.low, number.high, number.others = low, high, others
    number.digits = a.digits or b.digits
    number.plain = a.plain and b.plain
    number.scaled = b.scaled
    number.accusative = b.accusative
    joined = Token.of(left.lead, left.start, right.end, None, left.clitics, left.definite, "number", "")
    joined.number = number
    tokens[i : k + 1] = [joined]
    return True


_CHAINED: Final = re.compile(r"[\d/]-? ?$|[A-Za-z]-$").search
_GOES_ON: Final = re.compile(r" ?[-/]\d").match


def _dash(tokens: list[Token], i: int, norm: str) -> bool:
    """Join "a-b" where it is a range; a chain a-b-c or a falling pair (a score) is none."""
    left, right = tokens[i], tokens[i + 1]
    after = norm[right.end : right.end + 2]
    between = norm[left.end : right.lead]
    if len(between) == 2 and _score(left, right):
        return False  # "2 -4"
    before = norm[max(0, left.lead - 2) : left.lead]
    chained = _CHAINED(before) and not (left.clitics and before.endswith(" "))  # "2016-2020 و2021-2025"
    if _GOES_ON(after) or chained:
        return False
    dated = left.number is not None and left.number.text.startswith("0") and len(left.number.text) == 2
    if (dated or (i and tokens[i - 1].has("month_word"))) and left.number is not None and right.number is not None:
        low, high = left.number.value, right.number.value
        if low is not None and high is not None and low <= 12 and 1900 <= high <= 2100:
            return False  # "شهر 07-2025"
    if _join(tokens, i, i + 1):
        return True
    _score(left, right)
    return False


def _score(left: Token, right: Token) -> bool:
    """Take a pair of small numbers for a score: neither counts."""
    a, b = left.number, right.number
    assert a is not None and b is not None
    if a.value is None or b.value is None or a.value >= 200 or b.value >= 200:
        return False
    for token in (left, right):
        token.spoil()
    return True
