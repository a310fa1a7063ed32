"""Ordinals: ranks, whether written as such, as figures behind a head, or as adverbs."""

from __future__ import annotations

import re
from typing import Final

from ..grammar import Expression, Rule
from ..text.match import Draft, Reading, Slots
from ..text.normalize import fold
from ..text.numbers import Number
from ..text.scan import Token
from .drafting import drafted
from .durations import age_bound, age_in_tens
from .nouns import DIGIT_AFTER, countable, fits, is_singular, noun_after, noun_before, token_as_written


def _tells_alif_maqsura(reading: Reading) -> bool:
    return "ى" in reading.view.text


def ordinal(reading: Reading, rule: Rule, slots: Slots) -> list[Draft] | None:
    """Build a rank."""
    token = slots.get("n")
    if rule.id == "ordinal.rank" and reading.after(slots.end, "cue_kinship"):
        return []  # "ثاني بن جاسم"
    if rule.id == "ordinal.list":
        return _ranks(reading, rule, slots)
    if rule.id == "ordinal.in-the-world":
        assert token is not None and token.number is not None
        small = token.number.plain and isinstance(token.number.value, int) and 0 < token.number.value <= 250
        if not small or (not token.definite and token.clitics):
            return None
    if rule.id == "ordinal.article":
        assert token is not None and token.number is not None
        value = token.number.value
        head = reading.tokens[slots.first]
        if not isinstance(value, int) or (token.number.digits and not token.number.plain) or value == 1 or value >= 1900:
            return None
        if token.number.digits and not token.definite and head.has("agent") and fits(reading, token.end, value, surely=True):
            return None  # "يضم المركز 112 سريرا"
        ranked = (
            head.has("rank_head")
            and token.number.digits
            and value <= (2000 if reading.after(token.end, "cue_scope") or not head.has("agent") else 1000)
        )
        if not token.definite and not ranked:
            phrase = noun_after(reading, token.end)
            if not head.has("event_head") or not token.number.digits or value > 500 or token.clitics:
                return None
            if phrase is not None and not (fold(phrase[0]).startswith("ال") and reading.norm[token.end : token.end + 1] == " "):
                return None  # but "المؤتمر 23 العادي"
        follow = reading.tokens[slots.index("n") + 1] if slots.index("n") + 1 < len(reading.tokens) else None
        if (
            follow is not None
            and reading.follows(slots.index("n") + 1)
            and any(follow.has(s) for s in ("unit", "currency", "time_unit", "percent"))
            and not (follow.has("time_unit") and follow.has_article)  # "إلى المركز 26 العام الماضي"
            and not ((follow.has("cue_the_word_day") or follow.has("year_word")) and DIGIT_AFTER(reading.norm, follow.end))
            and not (follow.has("cue_the_word_day") and reading.after(follow.end, "weekday"))  # "سيكمل عامه 20 يوم الأحد"
        ):
            return None
        if head.has("label") and not head.has("ordinal_head") and token.number.digits and not token.definite:
            return None
        if _SCORE_BEHIND(reading.norm, token.end):
            return None  # "فوزه الثمين 3 / صفر"
        if (
            slots.index("n") - slots.first > 1
            and reading.tokens[slots.first + 1].has("currency_adjective")
            and not (token.number.digits or token.number.ordinal)
        ):
            return None  # "دول مجلس التعاون الخليجي الست"
        spelled = token.definite and not token.number.digits and value == token.number.scaled == 1000  # "مباراته الألف"
        if (token.number.scaled > 1 and not spelled) or value > (2000 if ranked else 1000 if spelled else 500):
            return None
        if (
            not token.number.digits
            and not token.number.ordinal
            and (value < 20 or (value > 100 and value % 100 == 0 and head.has("agent")))
        ):
            return None  # "فئة الخمس نجوم", "أعضاء الفرقة الأربعة"
        return [Draft("ordinal", token.start, token.end, slots.index("n"), slots.index("n"), rule.id, {"value": value})]
    if token is None:
        token = slots.get("e")
        assert token is not None
        if rule.id == "ordinal.indefinite" and not _ranked(reading, token):
            return None
        return [Draft("ordinal", token.start, token.end, slots.first, slots.last, rule.id,
                      {"value": token.value("enumeration")})]  # fmt: skip
    number = token.number
    assert number is not None and number.value is not None
    if token.word is not None and "time_unit" in token.word.senses and not token.definite:
        before = reading.word_before(token.lead)
        if not before or not before.endswith("ه") or (_DEFINITE(f"{before} ") and not reading.ahead(token.lead, "ordinal_head")):
            return []  # "للفوز برئاسة الحكومة ثانية": again
    if token.word is not None and "ord" in token.word.senses and token.word.senses["ord"].features.get("day"):
        return []  # "فاتح بيرول"
    written = token_as_written(reading, token)
    if token.word is not None and token.word.form == "اولي" and written.endswith("ي") and not token.definite:
        return []  # أُولي "was given", أوّلي "preliminary"
    if token.word is not None and token.word.form == "اولي" and written.endswith("ي") and reading.fact("alif maqsura", _tells_alif_maqsura):
        return []  # "تقريره الأولي", in a text that tells ى from ي
    if token.word is not None and token.word.form == "اولي" and written.endswith("ي") and not reading.word_before(token.lead).endswith("ه"):
        return []  # "التشخيص الأولي"
    if token.word is not None and token.word.form == "اول" and token.clitics[-1:] in ("ب", "ك") and "أ" not in written:
        return []  # باول (Paul)
    if token.word is not None and token.word.form == "اول" and token.clitics == "ف" and "أ" not in written:
        if noun_after(reading, token.end) is None:
            return []  # "قائلا فاول": a foul
    if _per_second(reading, token) or (number.value == 2 and reading.database.among("some-thing", reading.word_before(token.lead))):
        return []  # "وليس شيء ثان": nothing else
    if age_in_tens(reading, token, number):
        under = age_bound(reading, slots.first)  # "الأطفال دون الخامسة"
        return [drafted("duration", slots, rule, {"value": f"P{number.value}Y", "modifier": under, "_unit": "Y"})]
    return [drafted("ordinal", slots, rule, {"value": int(number.value)})]


def _per_second(reading: Reading, token: Token) -> bool:
    """Whether الثانية is the unit of time behind a count: "5600 عملية في الثانية"."""
    last = reading.drafts[-1] if reading.drafts else None
    if last is None or last.kind != "count" or not token.has("time_unit") or not token.definite or token.lead - last.end > 30:
        return False
    noun = last.fields.get("noun")
    return noun is not None and reading.norm[last.end : token.lead].split() == [*fold(noun).split(), "في"]


def _ranks(reading: Reading, rule: Rule, slots: Slots) -> list[Draft] | None:
    """Ranks behind one plural head: "المراكز 69 و73 و74", "المرتبتين 10 و11"."""
    out = []
    for token in slots.all("l"):
        value = token.number.value if token.number is not None else None
        if token.number is None or not isinstance(value, int) or not 1 <= value <= 1000 or token.number.scaled > 1:
            return None
        index = reading.index(token)
        out.append(Draft("ordinal", token.start, token.end, index, index, rule.id, {"value": value}))
    if fits(reading, slots.end, out[-1].fields["value"], surely=True):
        return None
    for index in range(slots.last + 1, len(reading.tokens)):  # a longer list than the pattern's
        token, last = reading.tokens[index], out[-1].fields["value"]
        value = token.number.value if token.number is not None and token.number.plain else None
        if not reading.follows(index, "و") or not isinstance(value, int) or not last <= value <= 1000 or fits(reading, token.end, value):
            break
        out.append(Draft("ordinal", token.start, token.end, index, index, rule.id, {"value": value}))
    return out


_MEMORIAL: Final = Expression(r"(?<![^\W\d_])(?:[وفبل]|لل)?(?:ال)?(?:{memorial})(?: #?[^\W\d_]+){0,4} $")


def a_rank(reading: Reading, token: Token, number: Number, index: int) -> bool:
    """Whether a definite number, which has the form of a cardinal, is a rank by what stands before it."""
    if token.definite and token.clitics == "و" and number.digits and number.plain and noun_after(reading, token.end) is None:
        return (
            _NUMBERED_BEFORE(reading.database).search(reading.norm, max(0, token.lead - 80), token.lead) is not None
        )  # "هدفه رقم 26 في الدوري والـ34 في جميع البطولات"
    if not token.definite or token.clitics or not isinstance(number.value, int) or not 1 < number.value <= 500:
        aged = token.definite and not token.clitics and number.plain and isinstance(number.value, int) and 500 < number.value < 5000
        return aged and _anniversary(reading, token, number)  # "ذكرى ميلاده الـ1038"
    if number.digits and reading.after(token.end, "cue_to_them") and _DEFINITE(reading.norm, max(0, token.lead - 30), token.lead):
        return not reading.word_before(token.lead).endswith(("ات", "ين"))  # "في النهائي الـ18 له"
    if (
        not number.digits
        and number.scaled == 1
        and number.value >= 11
        and _UNIT_OF_ARMY(reading.database).search(reading.norm, max(0, token.lead - 40), token.lead)
    ):
        return noun_after(reading, token.end) is None or not fits(reading, token.end, number.value)  # "فرقة المشاة العشرين"
    tens = number.digits or (100 > number.value >= 20 and number.scaled == 1 and not number.vague)  # "القمة الأفريقية الثلاثين"
    if tens and (_behind_adjectives(reading, token, number) or _behind_singular(reading, token, number, index)):
        return True
    noun = noun_before(reading, token) if number.digits else None
    if noun is not None and " " in noun and reading.database.among("one-of-many", fold(noun).split()[0]):
        return True  # "وزير الخارجية الـ70"
    if number.digits and noun is None and _QUOTED_EVENT(reading.database).search(reading.norm, max(0, token.lead - 60), token.lead):
        return True  # "مؤتمر "يوروموني السعودية" الـ13"
    placed = index > 0 and reading.tokens[index - 1].place is not None and reading.follows(index)
    if number.digits and noun is None and placed and _IN_THE_LIST(reading.database).match(reading.norm, token.end):
        return True  # "وألمانيا الـ12 في القائمة"
    if not (_occupied(reading, index) or _anniversary(reading, token, number) or _seeded(reading, token, number)):
        return False
    return noun_after(reading, token.end) is None


_NUMBERED_BEFORE: Final = Expression(r"(?<![^\W\d_])و?(?:{number-word}) \d{1,3} [^.\d]*$")
_QUOTED_EVENT: Final = Expression(r"(?<![^\W\d_])[وفبل]?(?:ال)?(?:{event}) \x22[^\x22\d]{2,50}\x22 $")
_UNIT_OF_ARMY: Final = Expression(r"(?<![^\W\d_])[وفبل]?(?:{unit-of-army})(?: ال[^\W\d_]+){1,2} $")
_IN_THE_LIST: Final = Expression(r" (?:{in-the-list})(?![^\W\d_])")


def _anniversary(reading: Reading, token: Token, number: Number) -> bool:
    """Whether a number is that of an anniversary: "ذكرى النكبة السبعين", "عيد تأسيس دولتهم المائة"."""
    told = number.digits or number.ordinal or (number.value or 0) >= 20  # no "أيام عيد الفطر الثلاثة"
    return (
        told and number.scaled < 1000 and _MEMORIAL(reading.database).search(reading.norm, max(0, token.lead - 45), token.lead) is not None
    )


def _occupied(reading: Reading, index: int) -> bool:
    """Whether a number is the place that somebody takes: "لتحتل الـ17 في القائمة"."""
    return index > 0 and reading.tokens[index - 1].has("cue_occupies") and reading.follows(index)


def _behind_adjectives(reading: Reading, token: Token, number: Number) -> bool:
    """Whether figures stand behind a word for what is counted through, and its adjectives: "المهرجان الدولي السنوي الـ34"."""
    found = _ADJECTIVES(reading.norm, max(0, token.lead - 60), token.lead)
    if found is None or not (reading.database.lexicon.has(found[1], "ordinal_head") or is_singular(reading.database, found[1][2:])):
        return False
    if _several(reading, reading.word_before(found.start())):
        return False  # "أعضاء الاتحاد الأوروبي الـ28"
    feminine = found[1].endswith("ه")
    return all(word.endswith("ه") == feminine for word in found[2].split()) and not fits(reading, token.end, number.value)


def _behind_singular(reading: Reading, token: Token, number: Number, index: int) -> bool:
    """Whether figures stand behind one thing, which they cannot count: "الحكومة الـ35", "والفوز هو الـ200 للاعب"."""
    if fits(reading, token.end, number.value):
        return False
    if index and reading.tokens[index - 1].has("pronoun_is") and reading.follows(index):
        return True
    found = _DEFINITE(reading.norm, max(0, token.lead - 30), token.lead)
    if found is None or not is_singular(reading.database, found[1]):
        return False
    governor = reading.word_before(found.start())
    adjective = governor.startswith("ال") and (found[1].endswith(("ي", "يه")) or (found[1][0] == "م" and found[1].endswith("ه")))
    return not adjective and not _several(reading, governor)


def _several(reading: Reading, governor: str) -> bool:
    """Whether the word before a definite noun is a noun that may be several: "أهداف الفريق الـ40", but "قمة الاتحاد الـ31"."""
    if not governor or governor.startswith("ال") or reading.database.lexicon.has(governor, "stop"):
        return False
    plural = governor.endswith(("ات", "ي", "و")) and len(governor) > 3
    if _OF_ACTION(governor):
        return False  # "تشكيل الحكومة الـ35"
    known = reading.database.nominal(governor) or reading.database.lexicon.has(governor, "plural_head")
    return plural or (known and not is_singular(reading.database, governor))


_OF_ACTION: Final = re.compile(
    r"[وفبل]?(?:ت[^\W\d_]{2}ي[^\W\d_]|ان[^\W\d_]{2}ا[^\W\d_]|ا[^\W\d_]ت[^\W\d_]ا[^\W\d_]|است[^\W\d_]{2}ا[^\W\d_])ه?"
).fullmatch
_DEFINITE: Final = re.compile(r"(?<![^\W\d_])(?:[وفبك]{0,2}ال|[وف]?لل)([^\W\d_]{2,}) $").search
_ADJECTIVES: Final = re.compile(r"(?<![^\W\d_])[وفبل]?(ال[^\W\d_]{2,}) ((?:ال[^\W\d_]{2,} ){1,2})$").search


def _seeded(reading: Reading, token: Token, number: Number) -> bool:
    """Whether a number in words stands behind a person's name, as a rank does: "أمام البولندية رادفانسكا الثلاثين"."""
    if number.digits or not 20 <= (number.value or 0) <= 99:
        return False
    name = reading.word_before(token.lead)
    if len(name) < 4 or countable(reading, name) or name.startswith(("ال", "لل", "بال", "وال")) or name.endswith(("ه", "ها", "هم", "نا")):
        return False
    start = reading.norm.rindex(name, 0, token.lead)
    return not reading.database.nominal(name[1:]) and reading.word_before(start) != ""


_PLACED: Final = Expression(r"(?<![^\W\d_])[وف]?(?:{placed})(?: [^\W\d_]+){0,3} $")


def _ranked(reading: Reading, token: Token) -> bool:
    """Whether an adverb of enumeration is rather the rank of the noun before it: "هدفا سادسا"."""
    noun = reading.word_before(token.lead)
    if not token.clitics and _PLACED(reading.database).search(reading.norm, max(0, token.lead - 40), token.lead):
        return True  # "حل ميسي ثالثا"
    if token.clitics or token.value("enumeration") == 1 or not noun.endswith("ا") or reading.ahead(token.lead, "stop"):
        return False
    mark = reading.norm[token.end : token.end + 1]
    return mark not in (":", "-") and (noun.endswith("يا") or countable(reading, noun[:-1])) and len(noun) > 3


_SCORE_BEHIND: Final = re.compile(r" ?[/-] ?(?:\d|صفر)").match
