"""Bounds: the words before or behind a quantity that make it approximate, a limit or a multiple.

"أكثر من 5", "لا يقل طولها عن 5 أمتار", "5 على الأقل": the words are senses of the lexicon; here the syntax between
them and the quantity is read.
"""

from __future__ import annotations

import re
from itertools import pairwise
from typing import Final

from ..grammar import Expression
from ..text.match import Reading
from ..text.numbers import Number
from ..text.scan import Token

_MARKS: Final = re.compile(r"[،.,;:\n()]")
CLAUSE_MARK, _CLAUSE_MARKS = _MARKS.search, _MARKS.finditer


def modifier_of(reading: Reading, first: int, last: int, end: int, number: Number | None) -> str:
    """The modifier before or after a quantity."""
    if number is not None and number.vague:
        return "multiples"
    tokens = reading.tokens
    if first > 0:
        ahead = _told_directly(reading, first) or told_before(reading, first)
        if ahead:
            return ahead
        if (
            not tokens[first].clitics
            and tokens[first - 1].value("date_modifier") == "since"
            and not reading.before(first).strip(" ")
            and _BEGINS(reading.database).search(reading.norm, max(0, tokens[first].lead - 25), tokens[first].lead)
        ):
            return "at_least"  # "سعر التذاكر ابتداء من 319 دينارا"
        if not tokens[first].clitics and reading.database.closes("utmost", reading.word_before(tokens[first].lead)):
            if _AT_MOST(reading.database).search(reading.norm, max(0, tokens[first].lead - 25), tokens[first].lead):
                return "at_most"  # "مدتها الأقصى ثلاثة أشهر"
        if (
            number is not None
            and number.scaled >= 1000
            and not tokens[first].clitics
            and reading.database.among("more", reading.word_before(tokens[first].lead))
        ):
            return "more_than"  # "أكثر 15 ألف مهاجر", whose من is left out
    behind = last + 1
    while behind < len(tokens) and tokens[behind].lead < end:
        behind += 1  # the noun's own words
    for k in range(behind, _last_told(tokens, behind) + 1):
        after = tokens[k]
        between = reading.norm[end : after.lead]
        if (
            len(between) > (40 if k < behind + 2 else 20)
            or CLAUSE_MARK(between.removeprefix("، "))
            or (between[:1] == "،" and " " in between.strip("، ") and not between.strip("، ").startswith("و"))
            or (between[:1] == "،" and _THAT_IS(reading.database).match(between) is not None)
            or _CLAUSE_BY_AND(between)  # "160 ألف شخص وفصلت عددا مماثلا تقريبا"
        ):
            break
        if k == behind + 2 and not tokens[behind].has("cue_in"):
            break  # only "مرتين في السنة على الأقل"
        if after.has("cue_limit") and _limits_next(reading, k):
            break  # "راتب ستة أشهر بحد أقصى قدره 25000 ريال"
        if after.has("cue_or_more"):
            than = tokens[k + 1] if k + 1 < len(tokens) and reading.follows(k + 1) else None
            if than is None or not (than.number is not None or than.has("cue_times")):
                return str(after.value("cue_or_more"))
            break
        if after.has("modifier_after"):
            if after.text[0] == "و" and reading.word_after(after.end).startswith("ال"):
                break  # "بـ16 تمريرة، وأكثر اللاعبين مراوغة"
            than = tokens[k + 2] if k + 2 < len(tokens) and tokens[k + 1].has("cue_of") and reading.follows(k + 1) else None
            if than is not None and reading.follows(k + 2) and (than.number is not None or than.has("cue_times")):
                break  # "2.2 مليون برميل، أو أكثر من ضعفي المستوى"
            return str(after.value("modifier_after"))
        if after.number is not None:
            break
    each = _EACH(reading.database).match(reading.norm, end)
    k = reading.token_at(each.end()) if each is not None else len(tokens)
    if each is not None and k < len(tokens) and tokens[k].lead == each.end() and tokens[k].has("modifier_after"):
        return str(tokens[k].value("modifier_after"))  # "خمسة آلاف في كل مباراة كحد أقصى"
    return "exact"


_BEHIND: Final = frozenset({"cue_limit", "cue_or_more", "modifier_after"})
_AHEAD: Final = frozenset({"cue_except", "modifier", "between", "rate_word", "count_word", "amount_word"})


def _last_told(tokens: list[Token], behind: int) -> int:
    """The last of the three tokens from an index on that may be a bound behind its quantity, -1 where none may."""
    for k in range(min(behind + 3, len(tokens)) - 1, behind - 1, -1):
        word = tokens[k].word
        if word is not None and not _BEHIND.isdisjoint(word.senses):
            return k
    return -1


def _told_directly(reading: Reading, first: int) -> str:
    """The modifier that the word directly before a quantity tells, or the one ahead of a word for a number; empty where none does."""
    tokens = reading.tokens
    before = tokens[first - 1]
    if before.word is None or _AHEAD.isdisjoint(before.word.senses):
        return ""
    gap = reading.before(first)
    glued = tokens[first].clitics or tokens[first].special == "number"  # "ما لا يقل عن300"
    if before.has("cue_except") and gap == " ":
        return "exact"  # "لم تبلغ في ميسان سوى 42"
    closes = before.has("modifier_after") and tokens[first].clitics.startswith("و")  # "49% كحد أقصى و30% كحد أدنى"
    if before.has("modifier") and not closes and not before.definite and len(gap.removesuffix("-").strip(' ("')) == 0 and (gap or glued):
        value = before.value("modifier")
        if value == "less_than" and reading.database.among("without", f"{reading.word_before(before.lead)} {before.text}"):
            return "exact"  # "من دون 30 نائبا"
        if reading.database.among("peak", before.text) and any(
            reading.ahead(before.lead, sense) for sense in ("cue_was", "cue_reaches", "modifier_verb")
        ):  # fmt: skip
            return "exact"  # "كان أقصاها 232 مم": what was measured
        if before.has("modifier_verb") and tokens[first].clitics.endswith("ب"):
            return "exact"  # "تفوق بثلاثة أهداف"
        if (before.clitics == "ب" or before.text[0] == "ب") and value in _NEGATED and _rises_not(reading, first - 1):
            return _NEGATED[value]  # "ألا تزيد الحرارة بأكثر من 1.5 درجة"
        return _as_negated(reading, before.lead, str(value))
    elif before.has("between") and first > 1 and tokens[first - 2].value("modifier") == "approximate" and reading.follows(first - 1):
        return "approximate"  # "تقريبا بين 70 و80 مليون يورو"
    elif before.has("rate_word") and not before.clitics and first > 1 and reading.follows(first - 1) and reading.follows(first):
        if tokens[first - 2].value("modifier") in ("at_least", "at_most"):
            return str(tokens[first - 2].value("modifier"))  # "ألا تقل عن نسبة 70%"
    elif (before.has("count_word") or before.has("amount_word")) and first > 1 and tokens[first - 2].has("modifier"):
        ahead_of_it = reading.norm[tokens[first - 2].end : tokens[first].lead]
        closed = tokens[first - 2].has("modifier_after") and before.clitics.startswith("و")  # "جزئي على الأقل وعددها 6"
        if len(ahead_of_it) < 30 and not CLAUSE_MARK(ahead_of_it) and not closed:  # "يتجاوز عددهم 900"
            return _as_negated(reading, tokens[first - 2].lead, str(tokens[first - 2].value("modifier")))
    return ""


def _rises_not(reading: Reading, index: int) -> bool:
    """Whether a negated verb of rising or falling stands ahead of a token in its clause."""
    tokens = reading.tokens
    for k in range(index - 1, max(-1, index - 8), -1):
        if tokens[index].lead - tokens[k].end > 50 or CLAUSE_MARK(reading.norm, tokens[k].end, tokens[index].lead):
            return False
        if tokens[k].value("modifier_verb") in ("at_most", "at_least"):
            return True  # "أن لا تزيد الحرارة بأكثر من"
        if tokens[k].has("modifier_verb") or tokens[k].has("change"):
            return _negated(reading, tokens[k].lead, "more_than")
    return False


_BEGINS: Final = Expression(r"(?<![^\W\d_])(?:{begins-with}) $")
_AT_MOST: Final = Expression(r"(?<![^\W\d_])[وب]?(?:{utmost}) $")
_EACH: Final = Expression(r" (?:{in-each}) [^\W\d_]+ ")
_THAT_IS: Final = Expression(r"، (?:{that-is})(?![^\W\d_])")
_CLAUSE_BY_AND: Final = re.compile(r" و[^\W\d_]{3,} [^\W\d_]").search


def _limits_next(reading: Reading, k: int) -> bool:
    """Whether the limit at a token has an amount of its own behind it."""
    tokens = reading.tokens
    for j in range(k + 1, min(k + 4, len(tokens))):
        between = reading.norm[tokens[k].end : tokens[j].lead]
        if len(between) > 30 or CLAUSE_MARK(between):
            return False
        number = tokens[j].number
        if number is not None:
            return not tokens[j].clitics.startswith("و") and not number.ordinal
    return False


def told_before(reading: Reading, first: int) -> str:
    """The modifier of a verb that stands before its subject, or of a limit told before its amount.

    "يتجاوز عددهم 900", "لا يقل طولها عن 5 أمتار"; "بحد أقصى قدره 500 دولار".
    """
    tokens = reading.tokens
    lead, clitics = tokens[first].lead, tokens[first].clitics
    if reading.database.among("threshold", reading.word_before(lead)) and (past := _past_threshold(reading, first)):
        return past
    start, clause = max(0, lead - 70), None
    if tokens[first].definite and tokens[first].has("time_unit") and reading.ahead(lead, "cue_in"):
        return ""  # "لم تتجاوز في السنوات الخمس الأخيرة": not those years
    for k in range(first - 1, max(-1, first - 9), -1):
        token = tokens[k]
        if token.end < start:
            return ""
        if token.number is not None:
            if token.definite and k and tokens[k - 1].has("time_unit") and reading.follows(k):
                continue  # "لم تتجاوز في السنوات الخمس الأخيرة 1.5 %"
            return ""
        word = token.word
        if word is not None and "cue_amounting" in word.senses:
            return ""  # "تجاوز إجمالي العام الماضي البالغ 7 مليارات"
        if word is None or ("modifier_verb" not in word.senses and "cue_limit" not in word.senses):
            continue
        if clause is None:
            clause = reading.norm[start:lead]
            for mark in _CLAUSE_MARKS(clause):
                start = lead - len(clause) + mark.end()
            if token.end < start:
                return ""
        between = reading.norm[token.end : lead]
        words = between.split()
        if "cue_limit" in word.senses:
            near = len(words) <= 3 and len(between) <= 30 and first - k <= 3
            return str(word.value("cue_limit")) if near and not clitics.startswith("و") else ""
        if token.definite or clitics.endswith("ب"):
            continue  # "تتخطى المتوسط بـ34%"
        has = reading.database.lexicon.has
        if len(words) > 1 and has(words[-1], "rate_word") and has(words[-2], "cue_than"):
            words = words[:-1]  # "ألا تقل عن نسبة 70%"
        if words and words[0][0] == "و" and (has(words[0][1:], "stop") or has(words[0][1:], "count_word")):
            return ""  # "قارب وعلى متنه 11 شابا": a boat
        denied = word.senses["modifier_verb"].value == "at_most" and _long_subject(words, reading)
        if any(has(w, "cue_by") for w in words) or (words and not denied and not _subject_only(words, reading)):
            return ""  # "زادت بنسبة 5%" rose by that much
        if words and (
            has(words[-1], "cue_thanks_to")
            or reading.database.among("ahead-by", words[-1])
            or (len(words) == 1 and has(words[0], "cue_in"))
        ):
            return ""  # "بتفوق فلان بفضل 26 نقطة", "تفوق في 3 مباريات"
        entry = word.senses["modifier_verb"]
        if entry.value == "approximate" and token.clitics.endswith("ب"):
            continue  # "بقارب طوله 4.5 أمتار": in a boat
        than = entry.features.get("than")
        if than and entry.value in ("at_least", "at_most"):
            if not words or (has(words[-1], "stop") and not has(words[-1], "cue_than")):
                return ""  # "لا يقل شيئا"; but "لا تقل نسبة المحليين 70%"
        elif than and not (words and has(words[-1], "cue_than") and _measured(words, reading)):
            return ""  # "زاد 5%", "القارب الذي يقل 120 شابا"
        if than == "from" and has(words[-1], "cue_loose_on"):
            return ""  # "نزلت على 5 مواقع"
        value = str(entry.value)
        if value == "approximate" and any(w.startswith("ي") for w in words):
            return ""  # "قارب مطاطي يحمل 130 شخصا": a boat
        return _NEGATED[value] if value in _NEGATED and _negated(reading, token.lead, value) else value
    return ""


def _breaks_off(words: list[str], reading: Reading) -> bool:
    """Whether another clause begins among words: "لم يدم زواجهما وانتهى بعد أكثر من 15 سنة"."""
    database = reading.database
    return any(
        database.among("breaks-off", w)
        or database.lexicon.has(w, "cue_that")
        or (w[0] == "و" and len(w) > 3 and not w.startswith("وال") and not database.nominal(w) and not database.nominal(w[1:]))
        or (w[0] == "و" and database.lexicon.has(w[1:], "pronoun_is"))
        for w in words
    )


def _long_subject(words: list[str], reading: Reading) -> bool:
    """Whether words between a negated verb of exceeding and its number may be a subject, however long: "لم يتجاوز معدل امتلاء البعض منها 40%"."""
    has = reading.database.lexicon.has
    if not words or len(words) > 12 or (has(words[-1], "stop") and not words[-1].endswith(("ها", "هم", "ه"))):
        return False
    return not _breaks_off(words, reading)


def _past_threshold(reading: Reading, first: int) -> str:
    """The modifier of a verb that its subject parts from a threshold: "تخطت حصيلة القتلى جراء الهجمات عتبة 220"."""
    tokens = reading.tokens
    lead = tokens[first].lead
    for k in range(first - 1, max(-1, first - 16), -1):
        token = tokens[k]
        if token.number is not None or lead - token.end > 160 or _SENTENCE_MARK(reading.norm, token.end, lead):
            return ""
        if token.value("modifier_verb") in ("more_than", "at_most") and not token.definite:
            return _as_negated(reading, token.lead, str(token.value("modifier_verb")))
    return ""


_SENTENCE_MARK: Final = re.compile(r"[.؟!؛\n]").search


def _measured(words: list[str], reading: Reading) -> bool:
    """Whether the subject of "يزيد … على" is what has the amount, not who raises it: "زادت بكين الرسوم الجمركية على 128 منتجا"."""
    has = reading.database.lexicon.has
    return (
        len(words) <= 3 or not has(words[-1], "cue_loose_on") or any(has(words[0], s) for s in ("rate_word", "count_word", "cue_dimension"))
    )


def _subject_only(words: list[str], reading: Reading) -> bool:
    """Whether words between a verb and its number are a subject: no clause of their own, no preposition at their end but على or عن."""
    has = reading.database.lexicon.has
    if has(words[0], "count_word") and len(words) <= 10 and not has(words[-1], "stop") and not _breaks_off(words, reading):
        return True  # "تجاوز عدد النازحين في الداخل واللاجئين إلى الخارج 11 مليونا"
    if len(words) > 8 or (len(words) > 3 and has(words[-1], "stop") and not has(words[-1], "cue_than")):
        return False
    joints = ("cue_in", "cue_of", "between", "this_word", "cue_inside")
    each = {second for first, second in pairwise(words) if has(first, "cue_each")}  # "لا تقل كل منها عن"
    return not any(
        has(w, "stop")
        and not w.startswith("في")
        and w not in each
        and not any(has(w, joint) for joint in joints)
        and not (w.endswith(("ها", "هم")) and k and not has(words[k - 1], "stop"))  # "لا يتخطى سعر الفائدة عليها حاجز 2%"
        for k, w in enumerate(words[:-1])
    )


_NEGATED: Final = {"more_than": "at_most", "less_than": "at_least"}


def _negated(reading: Reading, offset: int, value: str) -> bool:
    """Whether a negation stands directly before an offset; إلا before "less than" is an exception, no negation."""
    if reading.ahead(offset, "cue_negation"):
        return not (value == "less_than" and reading.ahead(offset, "cue_except"))
    if not reading.ahead(offset, "cue_that"):
        return False
    that = reading.norm.rindex(reading.word_before(offset), 0, offset)
    return (
        reading.ahead(that, "cue_without") or reading.ahead(that, "cue_negation") or _negated_verb(reading, that)
    )  # "لا يجوز أن يزيد على"


_VERB_BEFORE: Final = Expression(r"(?<![^\W\d_])([^\W\d_]+) ((?:[يتنا][^\W\d_]{2,}) (?:ا[^\W\d_]{2,}ا[^\W\d_] )?(?:(?:{of-a-verb}) )?)$")


def _negated_verb(reading: Reading, offset: int) -> bool:
    """Whether the verb before an offset is negated: "لا يتطلب أكثر من", "لم يحصل على أكثر من"."""
    found = _VERB_BEFORE(reading.database).search(reading.norm, max(0, offset - 40), offset)
    has = reading.database.lexicon.has
    return found is not None and has(found[1], "cue_negation") and not has(found[2].strip(), "cue_still")


_NOT_SO_MANY: Final = Expression(r"(?<![^\W\d_])[وف]?(?:{not-so-many})(?: (?!و)[^\W\d_]+)? (?!و|ال)([^\W\d_]+) $")
_LASTED_NOT: Final = Expression(r"(?<![^\W\d_])[وف]?(?:{lasted-not})(?![^\W\d_])([^.؟!\n\d]{0,160}) $")
_CAN_NOT: Final = Expression(r"(?<![^\W\d_])[وف]?(?:{can-not})(?: (?!و)[^\W\d_]+){1,3} $")


def not_beyond(reading: Reading, first: int, modifier: str) -> str:
    """The modifier of a length or a time that can't be passed: "لا يمكن للطائرة الطيران أكثر من 3 آلاف كيلومتر"."""
    if modifier != "more_than" or not first:
        return modifier
    offset = reading.tokens[first - 1].lead
    lasted = _LASTED_NOT(reading.database).search(reading.norm, max(0, offset - 180), offset)
    if lasted is not None and not _breaks_off(lasted[1].split(), reading):
        return "at_most"  # "لم يستغرق الاجتماع، بحسب المصادر، أكثر من 15 دقيقة"
    return "at_most" if _CAN_NOT(reading.database).search(reading.norm, max(0, offset - 60), offset) else modifier


def _not_so_many(reading: Reading, offset: int) -> bool:
    """Whether what can't be and its masdar stand before an offset: "لا يتوقع رؤية أكثر من عشر"; not "لم يتمكن من العودة منذ أكثر من"."""
    found = _NOT_SO_MANY(reading.database).search(reading.norm, max(0, offset - 50), offset)
    has = reading.database.lexicon.has
    return found is not None and not any(has(found[1], sense) for sense in ("stop", "date_modifier", "date_context", "place_context"))


def _as_negated(reading: Reading, offset: int, value: str) -> str:
    """A modifier that begins at an offset, turned round where a negation or a negated verb stands before it."""
    negated = value in _NEGATED and (_negated(reading, offset, value) or _negated_verb(reading, offset) or _not_so_many(reading, offset))
    return _NEGATED[value] if negated else value


def bound_before(reading: Reading, offset: int) -> str:
    """The modifier that ends right before an offset."""
    index = reading.token_at(offset) - 1
    token = reading.tokens[index] if 0 <= index < len(reading.tokens) else None
    if token is None or not token.has("modifier") or token.definite or reading.norm[token.end : offset].strip(" "):
        return "exact"
    if reading.database.among("without", f"{reading.word_before(token.lead)} {token.text}"):
        return "exact"
    return _as_negated(reading, token.lead, str(token.value("modifier")))


def bound_ahead(reading: Reading, first: int) -> str:
    """The modifier that stands directly before an age: "دون العشرين من عمره"."""
    before = reading.tokens[first - 1] if first else None
    return str(before.value("modifier")) if before is not None and before.has("modifier") and reading.follows(first) else "exact"
