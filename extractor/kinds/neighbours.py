"""Neighbours: what quantities say about each other, once all are drafted.

A unit, scale or kind that only one of two names; ranges, sums and repetitions written as two.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable
from decimal import Decimal
from itertools import pairwise, zip_longest
from typing import Final

from ..grammar import Expression
from ..text.match import Cover, Draft, Reading
from ..text.normalize import fold
from ..text.numbers import Exact, Number, changes
from .drafting import as_int, as_warm
from .durations import ORDER, in_days, iso_duration, sum_of
from .nouns import noun_after, of_construct, plurals_of
from .rates import as_rates


def share_units(reading: Reading) -> None:
    """Give a bare number the unit and scale its neighbour names: "من 13,7 إلى 13 في المئة", "من 58 إلى 125 مليون دونج", "إلى 42" after "39 دولارا".

    The neighbour may also make it a rank ("من المركز 91 إلى 100") or a percentage ("بنسبة 23.9" beside "20.9 في المئة").
    """
    drafts = reading.drafts
    for i in range(len(drafts) - 2, -1, -1):
        _share_with_next(reading, drafts[i], drafts[i + 1])
    for i, draft in enumerate(drafts):
        if draft.kind == "count" and draft.fields.get("noun") is None and _bare(draft):
            _share_by_words(reading, drafts, i)
    _share_down(reading)
    _settle_beside(drafts)
    for i in range(1, len(drafts) - 1):
        if drafts[i].kind == "count" and _amid(reading, drafts[i - 1], drafts[i], drafts[i + 1]):
            _take(drafts[i], drafts[i - 1])  # "60 مترا مربعا في الأحياء و80 في البلدات و100 م2 في القرى"
    for i in range(1, len(drafts)):
        left, right = drafts[i - 1], drafts[i]
        if right.kind == "measure" and right.fields.get("unit") in _LENGTHS and str(left.fields.get("unit")).endswith("/h"):
            if reading.norm[left.end : right.start].strip(" ") == "(":
                right.fields["unit"] += "/h"  # "75 ميلا في الساعة (120 كيلومترا)"
        if right.kind == "count" and _bare(right):
            if left.kind == "ordinal" and right.fields.get("noun") is None and _rank_behind(reading, left, right):
                right.kind = "ordinal"
                right.fields.pop("noun", None)
                continue
            source = _source(reading, drafts, i)
            if source is not None:
                _take(right, source)
    _as_barrels(reading)
    _as_sums(reading)
    _amid_money(reading)
    _as_prices(reading)
    as_rates(reading)
    told: Draft | None = None
    for draft in drafts:
        if draft.kind == "money":
            told = draft
        elif told is not None and _bare_alone(draft) and _at_price(reading, told, draft):
            _take(draft, told)  # "588 دولارا للطن ونظيره بـ568"
    for left, right in pairwise(drafts):
        if left.kind == "money" and _bare_alone(right) and _it_was(reading, left, right):
            _take(right, left)  # "إلى 425 مقابل الدولار بعد أن كانت 470"


def _bare_alone(draft: Draft) -> bool:
    """Whether a draft is a bare number that counts nothing told."""
    return draft.kind == "count" and _bare(draft) and draft.fields.get("noun") is None


def _share_with_next(reading: Reading, left: Draft, right: Draft) -> None:
    """Give a bare number the unit, or the scale, of the draft behind it."""
    if left.kind != "count":
        return
    norm, between = reading.norm, reading.norm[left.end : right.start]
    if left.fields.get("noun") is None and right.kind in _UNITS and _bare(left):
        _take_from_next(reading, left, right)
    elif right.kind == "count" and _alone(left) and (_connects(reading, left, right) or between == "/"):
        _carry(left, right)  # "من 1,2 إلى 1,5 مليون نسمة", "16,1/61,3 مليون قطعة"
    elif right.kind == "duration" and left.fields.get("noun") is None and _multiples(reading, left, right):
        _last(left, str(right.fields["_unit"]))  # "مئات أو حتى آلاف السنين"
    elif right.kind == "duration" and _alone(left):
        if left.fields.get("value") is not None and _between_bounds(reading, left, right):
            _take(left, right)  # "بين 18 وأقل من 26 سنة"
            return
        value = left.fields.get("value")
        if (
            (_AND_IN_BRACKETS(norm[left.end : right.start]) or _connects(reading, left, right))
            and value is not None
            and (value < 100 or _as_long(value, right))
            and (left.fields["_number"].digits or _of_terms(reading, left, right))
        ):
            _last(left, str(right.fields["_unit"]))  # "16 و18 سنة"


def _multiples(reading: Reading, left: Draft, right: Draft) -> bool:
    """Whether two vague numbers are one told twice: "مئات أو حتى آلاف السنين"."""
    vague = left.fields.get("modifier") == right.fields.get("modifier") == "multiples"
    return vague and reading.database.among("or-even", reading.norm[left.end : right.start].strip(" "))


def _last(draft: Draft, unit: str) -> None:
    """Make a count a duration of a unit."""
    draft.kind = "duration"
    draft.fields.pop("noun")
    draft.fields.update(value=iso_duration(draft.fields["value"], unit), _unit=unit)


def _take_from_next(reading: Reading, left: Draft, right: Draft) -> None:
    """Give a bare number the unit of the amount behind it, and its scale where they share it."""
    between = reading.norm[left.end : right.start].strip(" ")
    number = right.fields.get("_number")
    if right.kind == "percentage" and (left.fields.get("value") or 0) >= 1000:
        return
    if _between_bounds(reading, left, right):
        _carry(left, right)
        _take(left, right)  # "بين 6 آلاف وأكثر من 12 ألف دينار"
        return
    if between == "في" and right.fields.get("unit") in _LENGTHS and left.fields["_number"].scaled == 1:
        _take(left, right)  # "مساحتها 6 في 3 أمتار"
    elif (between in ("و", "،", ",", "/", "؛") or _connects(reading, left, right)) and number is not None:
        if between == "/" or _connects(reading, left, right):
            _carry(left, right)
        elif left.fields.get("value") is not None and _like_figures(left, right):
            _scale_to(left, right)
        _take(left, right)
    elif (
        right.kind == "money"
        and left.fields["_number"].scaled >= 1_000_000
        and 0 < len(between) < 30
        and _COMPARED(reading.database).fullmatch(between)
    ):
        _take(left, right)  # "2.150 مليار، بزيادة 245 مليار دونج"
    elif right.kind == "money" and between == "من" and _part_of_scaled(left, right):
        _scale_to(left, right)
        _take(left, right)  # "صرفت 1.020 من 3.900 مليار دونغ"
    elif (right.kind in ("money", "measure") and _by_each(reading, left, right)) or _winds(reading, left, right):
        _take(left, right)  # "بـ26 والهند بـ14 دولارا"
    elif right.kind == "money" and _of_pair(reading, left, right):
        _scale_to(left, right)
        _take(left, right)  # "889.3 مقابل 737.8 مليون دينار"
    elif right.kind == "money" and left.fields["_number"].scaled >= 1_000_000 and _of_worth(reading, left, right):
        _take(left, right)  # "بقيمة 20 مليونا ويسهم الفلاحون بقيمة 20 مليون دينار"


def _share_by_words(reading: Reading, drafts: list[Draft], i: int) -> None:
    """Make a bare number money or a percentage by the words around it: "59 مليار بات", "بنسبة 23.9"."""
    draft = drafts[i]
    baht = _BAHT(reading.database).match(reading.norm, draft.end)
    if baht is not None:
        if draft.fields["_number"].scaled > 1:  # "59 مليار بات (1.84 مليار دولار)"; elsewhere بات is a verb
            draft.kind, draft.end = "money", baht.end()
            draft.fields.pop("noun")
            draft.fields.update(currency="THB", _noun=None)
            return
    if draft.fields.get("value") is None:
        return
    near = _rate_beside(reading, i)
    if near is not None and i + 1 < len(drafts) and drafts[i + 1].kind == "count" and _connects(reading, draft, drafts[i + 1]):
        near = None  # "المعدل هبط من 28.8 إلى 13 وفاة"
    if near is not None:
        _take(draft, near)  # "بنسبة 20.9 في المئة والمشروبات بنسبة 23.9"
    elif _bare_rate(reading, draft):
        draft.kind = "percentage"
        draft.fields.pop("noun")
        draft.fields.update(point=False)


def _share_down(reading: Reading) -> None:
    """Give bare numbers the unit of the sum told last before them, be other drafts between."""
    sum_before: Draft | None = None
    previous: Draft | None = None
    for draft in reading.drafts:
        if sum_before is not None:
            if draft.kind == "count" and (_more_of_it(reading, sum_before, draft) or _upper_end(reading, sum_before, draft)):
                _take(draft, sum_before)  # "بين 1500 يورو و2000"
            if draft.kind == "count" and previous is not None and previous.kind == "percentage":
                if (
                    0 < previous.start - sum_before.end < 40
                    and _BY_SHARE(reading.norm[sum_before.end : previous.start])
                    and _part_of_area(reading, sum_before, draft, previous.end)
                ):
                    _take(draft, sum_before)  # "54 ألف هكتار، بانخفاض 3,4%، منها 12.500"
        if previous is not None:
            if draft.kind == "count" and _part_of_area(reading, previous, draft):
                _take(draft, previous)  # "53 ألف كيلومتر مربع منها 30 ألفا في البحر و23 ألفا في البر"
            if draft.kind == "count" and (_term_for(reading, previous, draft) or _raised_to(reading, previous, draft)):
                _take(draft, previous)  # "خمس عشرة سنة للرخام وعشر للأحجار", "300 ريال، ترفع إلى ألف"
        if sum_before is not None and draft.kind == "count" and _grown_to(reading, sum_before, draft):
            _take(draft, sum_before)  # "من 3.300 طن سنة 2008 إلى 8.000"
        if (
            previous is not None
            and draft.kind == "count"
            and (_moved_share(reading, previous, draft) or _upper_share(reading, previous, draft))
        ):
            _take(draft, previous)  # "من 5.8 بالمئة من الناتج إلى 5.2", "ما بين 1.8 في المئة إلى 2.6 من الحمض النووي"
        if draft.kind in ("money", "measure", "duration"):
            sum_before = draft
        previous = draft


def _rank_behind(reading: Reading, left: Draft, right: Draft) -> bool:
    """Whether a bare figure behind a rank is one, too: "في المركز 34 ومصر 45 والمغرب 48", "من المركز 91 إلى 100"."""
    if _ranked_too(reading, left, right):
        return True
    if not _connects(reading, left, right) or not isinstance(right.fields.get("value"), int):
        return False
    ranked = reading.tokens[left.last].number
    if ranked is None or not ranked.digits or not left.first:
        return False
    return reading.tokens[left.first - 1].has("ordinal_head") and bool(right.fields["_number"].plain)


def _source(reading: Reading, drafts: list[Draft], i: int) -> Draft | None:
    """The draft before a bare count whose unit it shares; None where there is none."""
    left, right = drafts[i - 1], drafts[i]
    if (price := _priced(reading, drafts, i)) is not None:
        return price  # "من 167 جنيها (9 دولارات) إلى 450 (25 دولارا)"
    if _goes_on_from(reading, left, right):
        return left
    if right.fields.get("noun") is not None:
        return _worth(reading, drafts, i)
    if left.kind in ("percentage", "date") and (rate := _rate_before(reading, drafts, i)) is not None:
        return rate
    rated = left if left.kind == "percentage" or i < 2 else drafts[i - 2]
    if rated.kind == "percentage" and 0 < (right.fields.get("value") or 0) <= 100:
        if (rated is left or left.kind == "date") and _each_one(reading, rated, right):
            return rated  # "4 بالمائة للمغرب و2,9 للجزائر", "4,8 بالمائة في 2014 و5,7 في 2013"
        if _same_rate(reading, rated, right):
            return rated  # "بلغ التضخم 10.85 بالمئة … وسجل مستويات مرتفعة عند 12.98"
    if left.kind == "percentage" and not (left.first and reading.tokens[left.first - 1].has("from")):
        return None  # "زاد 0.6% إلى 905.50" comes to a level
    if left.kind == "duration" and _as_long_too(reading, left, right):
        return left
    if left.kind in ("measure", "percentage", "money") and _in_brackets_too(reading, left, right):
        return left  # "والفلبينيون (1.619 متر) والفيتناميون (1.62)"
    if (measured := _measure_before(reading, drafts, i)) is not None:
        return measured
    if left.kind in ("money", "date") and (told := _price_before(reading, drafts, i)) is not None:
        return told
    if (left.kind == "money" or left.fields.get("unit") == "Cel") and _same_money(reading, left, right):
        return left
    from_to = left.kind == "duration" and left.first > 0 and reading.tokens[left.first - 1].has("from")  # "من 3 أيام إلى 5"
    if (left.kind in _UNITS or from_to) and _connects(reading, left, right):
        return left
    return _earlier(reading, drafts, i)


def _goes_on_from(reading: Reading, left: Draft, right: Draft) -> bool:
    """Whether an amount goes on in a bare number: in a part or the rest of it, in another bound, in more of it."""
    kind, alone = left.kind, right.fields.get("noun") is None
    if kind not in ("money", "duration", "measure", "percentage"):
        return False
    if alone:
        if kind != "percentage" and _out_of_sum(reading, left, right):
            return True  # "مليار دولار من أصل 6 جرى التعهد بها", "يومين من أصل خمسة"
        if kind == "money" and (_part_in_thousands(reading, left, right) or _rest_of_sum(reading, left, right)):
            return True  # "400 ألف دينار منها 150 ألف تم دفعها", "ملياري دولار و100 مليون"
        if kind == "duration" and _among(reading, left, right):
            return True  # "بالسجن 11 عاما بينها خمسة مع وقف التنفيذ"
        if _or_bound(reading, left, right):
            return True  # "أكثر من 10 ساعات أو أقل من 6"
        if kind != "percentage" and _instead(reading, left, right):
            return True  # "مرة كل خمس سنوات بدلا من أربع"
    elif kind == "money":
        of_it = reading.after(right.end, "cue_of")
        if of_it and right.fields["_number"].scaled >= 1_000_000 and _part_in_thousands(reading, left, right):
            return True
        if (of_it or reading.database.among("further", reading.word_after(right.end))) and (
            _same_money(reading, left, right) or _part_of_sum(reading, left, right)
        ):
            return True  # "منها 300 مليار من الدولة"
    if kind == "money" and _others_of_it(reading, left, right):
        return True  # "5 مليارات دولار إضافة إلى مليارين آخرين"
    return (
        kind == "measure" and reading.after(right.end, "cue_of") and _from_to(reading, left, right)
    )  # "من ثلاثة أميال بحرية إلى تسعة من الشاطئ"


def _rate_before(reading: Reading, drafts: list[Draft], i: int) -> Draft | None:
    """The percentage before a bare number, be a date between, that it is compared with; None where it is none."""
    left, right = drafts[i - 1], drafts[i]
    if left.kind == "percentage" and (_rest_of_hundred(reading, left, right) or _rate_in_brackets(reading, left, right)):
        return left  # "51.32% من المشاركين صادقوا، مقابل 48.68 ضد", "13,4 في المئة متقدما على فلان (6,3)"
    if _versus(reading, right):
        if left.kind == "percentage":
            return left if right.start - left.end < 25 else None  # "58.4% مقابل 53 خلال 2015"
        if i > 1 and drafts[i - 2].kind == "percentage" and right.start - drafts[i - 2].end < 45:
            return drafts[i - 2]  # "51.5% في مارس، مقابل 50.3 في فبراير"
    return _rate_now(reading, drafts, i)  # "إلى 0.2 بالمئة في مايو من 1.5 في أبريل"


def _as_long_too(reading: Reading, left: Draft, right: Draft) -> bool:
    """Whether a bare number behind a duration is one: of another term, age or group."""
    if _then_for(reading, left, right):
        return True  # "إلى ستة أعوام، ثم إلى أربعة"
    if left.rule == "duration.age" and _aged_too(reading, left, right):
        return True  # "من سن 8 و10 و12"
    return isinstance(left.fields.get("_number"), Number) and _each_one(reading, left, right)  # "55 عاما للنساء و60 للرجال"


def _measure_before(reading: Reading, drafts: list[Draft], i: int) -> Draft | None:
    """The measure before a bare number, be a date between, whose unit it shares; None where it doesn't."""
    left, right = drafts[i - 1], drafts[i]
    amount = left if left.kind == "measure" else drafts[i - 2] if left.kind == "date" and i > 1 else None
    if amount is None or amount.kind != "measure":
        return None
    if amount is left and right.start - left.end < 20 and reading.ahead(right.start, "cue_dimension"):
        if right.fields["_number"].digits and left.fields.get("unit") in _LENGTHS:
            return left  # "بطول 126 مترا وعرض 225"
    if _against_amount(reading, amount, right):
        return amount  # "1,15 مليون طن بحلول عام 2030، مقابل 980 ألف"
    unit = left.fields.get("unit")
    if unit == "Cel" and _as_warm(reading, left, right):
        return left  # "بين 31 و35 درجة وتصل إلى 38 بأقصى الجنوب"
    return left if unit == "km/h" and _as_fast(reading, left, right) else None  # "من 15 إلى 25 كلم/س وتتجاوز 60 قرب السواحل"


def _price_before(reading: Reading, drafts: list[Draft], i: int) -> Draft | None:
    """The price before a bare number that is one of another day or level; None where it is none."""
    left, right = drafts[i - 1], drafts[i]
    if left.kind == "date" and (price := _on_other_day(reading, drafts, i)) is not None:
        return price  # "41500 ريال في ديسمبر 2016، و47800 في 7 فبراير 2018"
    if (told := _came_next(reading, drafts, i)) is not None:
        return told
    return left if left.kind == "money" and _same_price(reading, left, right) else None  # "68.55 دولارا بعد أن سجل مستوى 69.15"


def _earlier(reading: Reading, drafts: list[Draft], i: int) -> Draft | None:
    """The last amount before a bare number in the accusative or behind a word of change; None where it is far or counts something."""
    right = drafts[i]
    number = right.fields["_number"]
    if not (number.accusative and not _counted(reading, right)) and not (number.scaled > 1 and _after_change(reading, right)):
        return None
    for k in range(i - 1, -1, -1):
        earlier = drafts[k]
        if reading.norm.find("\n", earlier.end, right.start) >= 0 or right.start - earlier.end > 200:
            return None
        if earlier.kind == "money" or (earlier.kind == "measure" and not number.accusative):
            return earlier
    return None


def _between_bounds(reading: Reading, left: Draft, right: Draft) -> bool:
    """Whether a bare figure behind بين is followed by an amount of any kind with a modifier of its own: "بين 6 آلاف وأكثر من 12 ألف دينار"."""
    if not left.first or not reading.tokens[left.first - 1].has("between") or left.last + 2 != right.first:
        return False
    bound = reading.tokens[left.last + 1]
    return bound.has("modifier") and reading.norm[bound.lead : bound.lead + 1] == "و"


def _versus(reading: Reading, right: Draft) -> bool:
    """Whether a bare figure may be a rate that another one is compared with."""
    likely = 0 < (right.fields.get("value") or 0) <= 100
    return likely and _VERSUS(reading.database).search(reading.norm, max(0, right.start - 25), right.start) is not None


def _rest_of_hundred(reading: Reading, left: Draft, right: Draft) -> bool:
    """Whether a bare figure and the rate before it in the sentence make a hundred."""
    a, b = left.fields.get("value"), right.fields.get("value")
    if a is None or b is None or right.start - left.end > 120 or Decimal(a) + Decimal(b) != 100 or left.fields.get("point"):
        return False
    return not _SENTENCE_END(reading.norm, left.end, right.start) and noun_after(reading, right.end) is None


def _without_scale(draft: Draft) -> Decimal:
    """The figure of a sum whose scale is told by a scale word, or by the currency's abbreviation: 737.8 of "737.8 م د"."""
    number: Number = draft.fields["_number"]
    return Decimal(number.value or 0) / number.scaled


def _scale_to(left: Draft, right: Draft) -> None:
    """Give a bare figure the scale, its own or shared, of the sum that it stands against or beside in a list."""
    left.fields["value"] = as_int(Decimal(left.fields["value"]) * Decimal(right.fields["value"]) / _without_scale(right))


def _like_figures(left: Draft, right: Draft) -> bool:
    """Whether two of a list are told by decimals of one size, of which only the last names the scale: "4,96؛ 4,41 و3,45 مليون دونغ"."""
    a, b, value = left.fields["_number"], right.fields.get("_number"), right.fields.get("value")
    if not isinstance(b, Number) or not a.digits or a.scaled != 1 or a.value is None or not b.value or not value:
        return False
    if a.value == int(a.value) and not right.fields.get("_grouped"):
        return False  # but "بـ50 و35 مليون دونغ", of which nobody tells fifty
    figure = _without_scale(right)
    return value / figure >= 1000 and bool(Decimal("0.2") < Decimal(a.value) / figure < 5)


def _part_of_scaled(left: Draft, right: Draft) -> bool:
    """Whether a bare figure before من is less than the figure of the sum behind it, whose scale it then shares."""
    a, b = left.fields["_number"], right.fields.get("_number")
    if not isinstance(b, Number) or not a.digits or a.scaled != 1 or b.scaled < 1000 or a.value is None or b.value is None:
        return False
    return bool(0 < a.value < _without_scale(right))


def _amid(reading: Reading, before: Draft, draft: Draft, after: Draft) -> bool:
    """Whether a bare number stands in a list between two amounts of one unit: "60 م2 في الأحياء و80 في البلدات و100 م2 في القرى"."""
    if before.kind != after.kind or before.kind not in ("money", "measure", "percentage") or not _alone(draft):
        return False
    if before.fields.get("unit") != after.fields.get("unit") or before.fields.get("currency") != after.fields.get("currency"):
        return False
    if reading.tokens[draft.first].clitics != "و" or reading.tokens[after.first].clitics != "و":
        return False
    gaps = (reading.norm[before.end : draft.start], reading.norm[draft.end : after.start])
    return all(_IN_WHICH(reading.database).fullmatch(gap) is not None for gap in gaps)


_IN_WHICH: Final = Expression(r" (?:{in-which}) [^\W\d_]+(?: [^\W\d_]+){0,2} و")
_BY_EACH: Final = re.compile(r" وال?[^\W\d_]{2,} ").fullmatch


def _by_each(reading: Reading, left: Draft, right: Draft) -> bool:
    """Whether two amounts are told behind بـ of two who are joined: "دون سعر تايلاند بـ26 والهند بـ14 دولارا"."""
    a, b = reading.tokens[left.first], reading.tokens[right.first]
    if a.clitics != "ب" or b.clitics != "ب" or left.fields["_number"].scaled != 1 or not isinstance(right.fields.get("_number"), Number):
        return False
    one, other = left.fields.get("value"), right.fields.get("value")
    if not one or not other or not Decimal("0.2") < Decimal(one) / Decimal(other) < 5:
        return False
    return _BY_EACH(reading.norm[left.end : b.lead]) is not None


def _of_pair(reading: Reading, left: Draft, right: Draft) -> bool:
    """Whether a bare decimal stands against one with a scale and a currency: "889.3 مقابل 737.8 مليون دينار"."""
    a, b = left.fields["_number"], right.fields.get("_number")
    if (
        not isinstance(b, Number)
        or a.scaled != 1
        or not a.digits
        or a.plain
        or not left.fields.get("value")
        or not right.fields.get("value")
    ):
        return False
    figure = _without_scale(right)
    near = figure < Decimal(right.fields["value"]) and Decimal("0.1") < Decimal(left.fields["value"]) / figure < 10
    return near and reading.database.among("against", reading.norm[left.end : right.start].strip(" "))


def _priced(reading: Reading, drafts: list[Draft], i: int) -> Draft | None:
    """The price that a bare figure goes on from, each with another currency in brackets behind it; None where it is none."""
    if not 2 <= i < len(drafts) - 1 or drafts[i - 2].kind != "money" or drafts[i].fields.get("noun") is not None:
        return None
    first, change, again = drafts[i - 2], drafts[i - 1], drafts[i + 1]
    bracketed = all(d.kind == "money" and reading.norm[d.start - 1 : d.start] == "(" for d in (change, again))
    near = reading.norm[drafts[i].end : again.start].strip(" ") == "(" and change.start - first.end < 4
    reaches = reading.tokens[drafts[i].first - 1].value("connector") == "to"
    return first if bracketed and near and reaches else None


def _scale_as(left: Draft, right: Draft) -> None:
    """Give a few behind an amount in thousands or more its scale: "30 ألف دينار بدلا من عشرة"."""
    number, of = right.fields["_number"], left.fields.get("_number")
    if isinstance(of, Number) and of.scaled > 1 and number.scaled == 1 and number.value < 1000 and of.value:
        scaled_up = Decimal(number.value) * of.scaled
        if Decimal("0.1") <= scaled_up / Decimal(of.value) <= 10:  # not "19 ألف دولار قبل أن يهبط إلى 950"
            right.fields["value"] = as_int(scaled_up)


_OUT_OF: Final = Expression(r" (?:{out-of}) ")


def _out_of_sum(reading: Reading, left: Draft, right: Draft) -> bool:
    """Whether a bare figure is the whole that an amount is part of; it takes the amount's scale."""
    number = right.fields["_number"]
    if (
        _OUT_OF(reading.database).fullmatch(reading.norm, left.end, right.start) is None
        or number.value is None
        or noun_after(reading, right.end)
    ):
        return False
    _scale_as(left, right)
    part = left.fields.get("value")
    if part is not None and number.other is not None and right.fields["value"] < part <= number.other:
        right.fields["value"] = number.other  # "151 مليون م3 من أصل 2.657 مليونا"
    return True


def _rest_of_sum(reading: Reading, left: Draft, right: Draft) -> bool:
    """Whether bare thousands or millions joined to an amount fill its last places."""
    a, b = left.fields.get("_number"), right.fields["_number"]
    if left.fields.get("value") is None or b.scaled < 1000 or not _by_and(reading, left, right):
        return False
    scale = a.scaled if isinstance(a, Number) else 1
    return bool(b.scaled < scale and (right.fields.get("value") or scale) < scale)


_AMONG: Final = Expression(r"(?:(?: [^\W\d_]+)?[،,]| من (?:[^\W\d_]+ ){1,6}[^\W\d_]+[،,]?)? (?:{among-it}) ")


def _among(reading: Reading, left: Draft, right: Draft) -> bool:
    """Whether a bare number tells a part of the length before it."""
    whole, part = _plain_value(left), right.fields.get("value")
    told = isinstance(left.fields.get("_number"), Number) and whole is not None and part is not None and 0 < part < whole
    near = _AMONG(reading.database).fullmatch(reading.norm, left.end, right.start) is not None
    return told and near and noun_after(reading, right.end) is None and not reading.after(right.end, "cue_of_them")


def _others_of_it(reading: Reading, left: Draft, right: Draft) -> bool:
    """Whether others, in millions or billions, stand behind a sum of the sentence."""
    noun = right.fields.get("noun")
    if noun is None or right.fields["_number"].scaled < 1_000_000 or not reading.database.among("others-of-it", fold(noun)):
        return False
    return right.start - left.end < 90 and not _SENTENCE_END(reading.norm, left.end, right.start)


def _part_of_sum(reading: Reading, left: Draft, right: Draft) -> bool:
    """Whether millions behind a sum are a part of it: "10 مليارات يورو بينها 9 مليارات من النفط"."""
    whole, part = left.fields.get("value"), right.fields.get("value")
    told = right.fields["_number"].scaled >= 1_000_000 and whole is not None and part is not None and part < whole
    return told and _AMONG(reading.database).fullmatch(reading.norm, left.end, right.start) is not None


def _or_bound(reading: Reading, left: Draft, right: Draft) -> bool:
    """Whether a bare number is the other bound of an amount: "أكثر من 10 ساعات أو أقل من 6"."""
    if left.last + 2 != right.first or not reading.tokens[left.last + 1].has("cue_or_more") or not reading.follows(right.first):
        return False
    if not reading.follows(left.last + 1) or reading.after(right.end, "cue_of_them") or noun_after(reading, right.end) is not None:
        return False
    a, b = left.fields.get("_number"), right.fields["_number"]
    if not isinstance(a, Number) or not a.value or not b.value:
        return False
    return Decimal("0.1") < Decimal(b.value) / Decimal(a.value) < 10


_AGAINST_IT: Final = Expression(r"[،,]? (?:{against-it}) $")


def _against_amount(reading: Reading, left: Draft, right: Draft) -> bool:
    """Whether bare thousands are what a measure in thousands is compared with, about as much."""
    a, b = left.fields.get("value"), right.fields.get("value")
    number = left.fields.get("_number")
    if not a or not b or right.fields["_number"].scaled < 1000 or not isinstance(number, Number) or number.scaled < 1000:
        return False
    if not Decimal("0.2") < Decimal(b) / Decimal(a) < 5 or right.start - left.end > 60:
        return False
    return _AGAINST_IT(reading.database).search(reading.norm, left.end, reading.tokens[right.first].lead) is not None


def _part_in_thousands(reading: Reading, left: Draft, right: Draft) -> bool:
    """Whether bare thousands tell a part of the sum before them."""
    whole, part = left.fields.get("value"), right.fields.get("value")
    told = right.fields["_number"].scaled >= 1000 and whole is not None and part is not None and part < whole
    near = told and _AMONG(reading.database).fullmatch(reading.norm, left.end, right.start) is not None
    return near and not reading.after(right.end, "cue_of_them")


_INSTEAD: Final = Expression(r"(?:(?: [^\W\d_]+){0,3}[،,]| (?:{of-work}))? (?:{instead}) ")


def _instead(reading: Reading, left: Draft, right: Draft) -> bool:
    """Whether a bare number tells what an amount was before; it takes the scale of one in thousands or more: "30 ألف دينار بدلا من عشرة"."""
    number = right.fields["_number"]
    if _INSTEAD(reading.database).fullmatch(reading.norm, left.end, right.start) is None or number.value is None:
        return False
    _scale_as(left, right)
    return True


def _at_price(reading: Reading, told: Draft, draft: Draft) -> bool:
    """Whether a bare figure behind ب is a price as the one told before it in the sentence: about as high."""
    number = draft.fields["_number"]
    clitics = reading.tokens[draft.first].clitics
    if (
        number.value is None
        and number.scaled == 1000
        and clitics == "ب"
        and told.fields.get("currency") == "VND"
        and told.fields.get("value")
    ):
        low = draft.fields.get("low")
        near = draft.start - told.end <= 70 and _SENTENCE_END(reading.norm, told.end, draft.start) is None
        return near and low is not None and low < 10 * told.fields["value"] and noun_after(reading, draft.end) is None
    if clitics != "ب" or not number.digits or number.scaled != 1 or draft.start - told.end > 70:
        return False
    if _SENTENCE_END(reading.norm, told.end, draft.start) or noun_after(reading, draft.end) is not None or not told.fields.get("value"):
        return False
    if reading.after(draft.end, "cue_of_them") or reading.after(draft.end, "cue_of"):
        return False
    for value in (number.value, number.other):
        if value is not None and value >= 100 and Decimal("0.5") < Decimal(value) / Decimal(told.fields["value"]) < 2:
            draft.fields["value"] = value
            return True
    return False


_IT_WAS: Final = Expression(r"(?: (?:{against-coin}) [^\W\d_]+)?[،,]? (?:{it-was}) ")


def _it_was(reading: Reading, left: Draft, right: Draft) -> bool:
    """Whether a bare number tells what a price was before, about as high."""
    a, b = left.fields.get("value"), right.fields.get("value")
    if not a or not b or not Decimal("0.2") < Decimal(b) / Decimal(a) < 5 or noun_after(reading, right.end) is not None:
        return False
    return _IT_WAS(reading.database).fullmatch(reading.norm, left.end, right.start) is not None


_BEFORE_IT: Final = Expression(r"(?: [^\W\d_]+)?[،,]? (?:{before-it}) الي ")


def _came_next(reading: Reading, drafts: list[Draft], i: int) -> Draft | None:
    """The sum that a bare figure follows in time; the figure takes its scale: "332 مليون دولار عام 2010، قبل أن يصعد إلى 437"; None where none is."""
    left, right = drafts[i - 1], drafts[i]
    told = left if left.kind == "money" or i < 2 else drafts[i - 2]
    number = right.fields["_number"]
    if told.kind != "money" or not number.digits or number.value is None or left.start - told.end > 4:
        return None
    if _BEFORE_IT(reading.database).fullmatch(reading.norm, left.end, right.start) is None or noun_after(reading, right.end) is not None:
        return None
    _scale_as(told, right)
    return told


def _on_other_day(reading: Reading, drafts: list[Draft], i: int) -> Draft | None:
    """The sum of one day that a bare figure of another day goes on with, about as large; None where none is."""
    date, right = drafts[i - 1], drafts[i]
    told = drafts[i - 2] if i > 1 else None
    later = drafts[i + 1] if i + 1 < len(drafts) else None
    if told is None or told.kind != "money" or later is None or later.kind != "date" or reading.tokens[right.first].clitics != "و":
        return None
    a, b = told.fields.get("value"), right.fields.get("value")
    if not a or not b or not Decimal("0.3") < Decimal(b) / Decimal(a) < 3:
        return None
    norm = reading.norm
    gaps = (norm[told.end : date.start], norm[right.end : later.start])
    joined = norm[date.end : reading.tokens[right.first].lead].strip(" ،,") == ""
    return told if joined and all(_ON_DAY(reading.database).fullmatch(gap) for gap in gaps) else None


_ON_DAY: Final = Expression(r" (?:{on-day})?(?: ?(?:{the-day}))? ?")


def _from_to(reading: Reading, left: Draft, right: Draft) -> bool:
    """Whether an amount behind من rises or falls to a bare number."""
    return left.first > 0 and reading.tokens[left.first - 1].has("from") and _connects(reading, left, right)


def _settle_beside(drafts: list[Draft]) -> None:
    """Read a mark before three figures as a decimal one where the amount beside it, of the same unit, asks for it: "1.6 متر … 1.619 متر"."""
    for left, right in pairwise(drafts):
        if left.kind != right.kind or left.kind not in ("measure", "money") or left.fields.get("unit") != right.fields.get("unit"):
            continue
        for one, other in ((left, right), (right, left)):
            a, b = one.fields.get("_number"), other.fields.get("_number")
            if not isinstance(a, Number) or not isinstance(b, Number) or a.scaled != 1 or b.scaled != 1 or b.other is None:
                continue
            if not a.value or b.value is None or a.value == int(a.value) or other.fields.get("value") != b.value or b.text.endswith("0"):
                continue
            if (
                one.fields.get("currency") == other.fields.get("currency")
                and b.value > a.value * 100
                and a.value / 5 < b.other < a.value * 5
            ):
                b.value, b.other = b.other, b.value
                other.fields["value"] = b.value


def _as_barrels(reading: Reading) -> None:
    """Make bare millions measures behind one of barrels a day close by: "9.7 ملايين برميل يوميا، ثم 7.7 ملايين من يوليو"."""
    told: Draft | None = None
    for draft in reading.drafts:
        if draft.kind == "measure":
            told = draft if draft.fields.get("unit") == "[bbl_us]/d" else None
        elif draft.kind in ("money", "percentage"):
            told = None
        elif told is not None and draft.kind == "count" and _bare(draft) and draft.fields.get("noun") is None:
            if (
                draft.fields["_number"].scaled >= 1_000_000
                and draft.start - told.end < 120
                and "\n" not in reading.norm[told.end : draft.start]
            ):
                _take(draft, told)
                told = draft


def _as_sums(reading: Reading) -> None:
    """Make bare millions money where a word for a sum stands before them, in the currency that the sentence has told, if any: "مبلغ قدره 28 مليارا"."""
    drafts = reading.drafts
    for i, draft in enumerate(drafts):
        number = draft.fields.get("_number")
        noun = draft.fields.get("noun")
        if draft.kind != "count" or not isinstance(number, Number):
            continue
        much = max(number.scaled, number.value or 0)
        if noun is not None and not (much >= 1_000_000_000 and reading.database.among("others-of-it", fold(noun))):
            continue  # but "ضخت 1,07 مليار إضافية"
        if much < 1_000_000 and not (much >= 1000 and _paid(reading, draft)):
            continue
        prize = _prize(reading, drafts, i)
        if prize is None and not (
            _of_a_sum(reading, draft)
            or _ALLOTTED(reading.database).match(reading.norm, draft.end)
            or _about_money(reading, draft)
            or _billions(reading, draft, much)
        ):
            continue
        earlier = _money_told(reading, drafts, i) or prize
        if earlier is not None:
            _take(draft, earlier)
        else:
            _as_money(draft)


def _amid_money(reading: Reading) -> None:
    """Make bare millions money in a paragraph whose other millions all are, in one currency: "وتتلقى الأسرة خمسين مليونا، ومن انهار بيته 60 مليون دونغ".

    One of them must stand in the sentence, or two elsewhere: "كلفت الحملة 5 ملايين دولار. وحصل الفيلم على 8 ملايين" may mean viewers.
    """
    drafts, norm = reading.drafts, reading.norm
    bare: list[Draft] = []
    sums: list[Draft] = []
    only, edge = True, -1
    for before, draft in zip([None, *drafts], drafts, strict=False):
        if draft.start > edge:  # a new paragraph
            if only and sums:
                _all_money(reading, bare, sums)
            bare, sums, only = [], [], True
            edge = norm.find("\n", draft.start)
            edge = edge if edge >= 0 else len(norm)
        number = draft.fields.get("_number")
        if not isinstance(number, Number) or number.scaled < 1_000_000:
            continue
        if draft.kind == "money":
            sums.append(draft)
        elif draft.kind == "count" and draft.fields.get("noun") is None and not number.vague:
            if not _part_of_counted(reading, before, draft):
                bare.append(draft)
        else:
            only = False
    if only and sums:
        _all_money(reading, bare, sums)
    for left, right in pairwise(drafts):
        if right.kind == "money" and left.kind == "count" and _bare(left) and norm[left.end : right.start] == "/":
            _take(left, right)  # "ووزع 61,3/86,4 مليار"


_THEREOF: Final = Expression(r"^.{1,40} (?:{of-which})(?: (?:{about}))? $")


def _part_of_counted(reading: Reading, before: Draft | None, draft: Draft) -> bool:
    """Whether bare millions are a part of what is counted right before them: "2 مليون و115 ألف طلب، فحص منها 1.3 مليون"."""
    if before is None or before.kind != "count" or before.fields.get("noun") is None or draft.start - before.end > 60:
        return False
    return _THEREOF(reading.database).match(reading.norm[before.end : reading.tokens[draft.first].lead]) is not None


def _all_money(reading: Reading, bare: list[Draft], sums: list[Draft]) -> None:
    """Make the bare millions of a paragraph money beside its sums, where these are in one currency."""
    norm = reading.norm
    if len({told.fields.get("currency") for told in sums}) > 1:
        return
    starts = [told.start for told in sums]
    for draft in bare:
        k = bisect_left(starts, draft.start)
        near = min(sums[max(0, k - 1) : k + 1], key=lambda told: abs(told.start - draft.start))
        apart = abs(near.start - draft.start) > 300 or _SENTENCE_END(norm, min(near.end, draft.end), max(near.start, draft.start))
        if not _bare(draft) or reading.tokens[draft.first].definite:
            continue
        if apart and len(sums) < 2 and not near.fields.get("_grouped"):
            continue  # in Vietnam nothing but dongs is told in bare millions
        if _OF_PEOPLE(reading.database).search(norm, max(0, draft.start - 50), draft.start) is None:
            _take(draft, near)


_ALLOTTED: Final = Expression(r" (?:(?:{which}) )?(?:{allotted})(?![^\W\d_])")
_SALARY: Final = Expression(r"(?<![^\W\d_])[وفبل]?(?:ال)?(?:{salary})(?:ه|ها|هم|ا)?(?: (?:ال)?(?:{monthly}))?(?: (?:{amounted}))? $")
_COSTS: Final = Expression(r"(?<![^\W\d_])و?(?:{costs})(?: (?:{about}))? $")
_LOCAL: Final = Expression(r" (?:{local-currency})(?![^\W\d_])")
_SHARE_AT: Final = Expression(r"(?<![^\W\d_])(?:{share}) (?:[^\W\d_]+ ){0,6}(?:{at-price}) $")
_PER_OUNCE: Final = Expression(r" (?:{per-ounce})(?![^\W\d_])")
_PRICE_OF: Final = Expression(r"(?:{price-of})(?:[^.\n]|(?<=\d)\.(?=\d))*$")
_PER_UNIT: Final = Expression(r" (?:{per-unit})(?![^\W\d_])")


def _as_prices(reading: Reading) -> None:
    """Make bare figures money before what they are the price of, in the currency last told: "إلى 1312.10 للأوقية"."""
    last: Draft | None = None
    for draft in reading.drafts:
        if draft.kind == "money":
            last = draft
        if draft.kind != "count" or draft.fields.get("noun") is not None or not isinstance(draft.fields.get("_number"), Number):
            continue
        number = draft.fields["_number"]
        if (
            number.digits
            and last is not None
            and _PER_UNIT(reading.database).match(reading.norm, draft.end)
            and draft.start - last.end < 400
        ) or (last is not None and number.digits and number.scaled == 1 and _touched(reading, last, draft)):
            _take(draft, last)
        elif _a_price(reading, draft, number):
            _as_money(draft)


_TOUCHED: Final = Expression(r"[^.؟!\n]{0,40} (?:{touched}) ")


def _touched(reading: Reading, told: Draft, draft: Draft) -> bool:
    """Whether figures in cents tell what a price has touched: "29 دولارا للبرميل، بعدما لامس 31.84"."""
    value, price = draft.fields.get("value"), told.fields.get("value")
    if not value or not price or _CENTS(draft.fields["_number"].text) is None or not Decimal("0.5") < Decimal(value) / Decimal(price) < 2:
        return False
    return _TOUCHED(reading.database).fullmatch(reading.norm, told.end, draft.start) is not None


def _a_price(reading: Reading, draft: Draft, number: Number) -> bool:
    """Whether a bare number is money by what stands around it: a salary, a share's price, the price of an ounce, so much in local currency."""
    norm, database = reading.norm, reading.database
    if _LOCAL(database).match(norm, draft.end):
        return True  # "ببضعة آلاف بالعملة المحلية"
    if (number.value or 0) >= 1000 and _COSTS(database).search(norm, max(0, draft.start - 25), draft.start):
        return True  # "بكلفة 850 ألف للصاروخ"
    if not number.digits:
        return False
    if number.plain and (number.value or 0) >= 100 and _SALARY(database).search(norm, max(0, draft.start - 50), draft.start):
        return True  # "براتب شهري 1100"
    if _CENTS(number.text) and _SHARE_AT(database).search(norm, max(0, draft.start - 80), draft.start):
        return True  # "ارتفعت قيمة سهمها إلى 1858.88"
    if number.scaled != 1 or _PER_OUNCE(database).match(norm, draft.end) is None:
        return False
    return _PRICE_OF(database).search(norm, max(0, draft.start - 90), draft.start) is not None  # "سعر الذهب إلى 1312.10 للأوقية"


def _as_money(draft: Draft) -> None:
    """Make a bare count money in a currency that the text leaves open."""
    draft.kind = "money"
    draft.fields.pop("noun")
    draft.fields.update(currency=None, _noun=None)


def _of_a_sum(reading: Reading, draft: Draft) -> bool:
    """Whether a word for a sum stands directly before a number, or before its modifier."""
    k = draft.first - 1
    if k > 0 and reading.tokens[k].has("modifier") and reading.follows(k):
        k -= 1
    if k >= 0 and reading.tokens[k].has("sum_word") and reading.norm[reading.tokens[k].end : draft.start].count(" ") <= 3:
        return True
    lead = reading.tokens[k + 1].lead
    return _ITS_WORTH(reading.database).search(reading.norm, max(0, lead - 15), lead) is not None  # "قرض قيمته 12 مليارا"


_ITS_WORTH: Final = Expression(r"(?<![^\W\d_])و?(?:{its-worth}) $")
_WINS: Final = Expression(r"(?<![^\W\d_])[وفس]*(?:{wins})(?: (?!و)[^\W\d_]+){0,7} (?:{wins-on}) $")
_PRIZE_TALK: Final = Expression(r"(?<![^\W\d_])[وفبل]?(?:ال|لل)?(?:{prize-talk})(?![^\W\d_])")


def _prize(reading: Reading, drafts: list[Draft], i: int) -> Draft | None:
    """The money close before, maybe in another sentence, where bare millions are got or won as that was: "ويحصل كل منتخب … على 8 ملايين"."""
    draft, earlier = drafts[i], _last_money(drafts, i)
    if earlier is None or "\n" in reading.norm[earlier.end : draft.start]:
        return None
    if _PRIZE_TALK(reading.database).search(reading.norm, max(0, earlier.start - 80), draft.start) is None:
        return None  # "كلفت الحملة 5 ملايين دولار. وحصل الفيلم على 8 ملايين"
    ahead = max(earlier.end, draft.start - 80)
    return earlier if _WINS(reading.database).search(reading.norm, ahead, draft.start) else None


_MONEY_TALK: Final = Expression(
    r"(?<![^\W\d_])[وفبل]?(?:ال|لل)?(?:{money-talk})(?:ها|ه|هم|ا|ت|وا)?(?: (?!و)[^\W\d_]+){0,5}(?: \([^()\n]{1,20}\))?،? [بل]?$"
)


_TO_FLEE: Final = Expression(r" (?:{to-flee})(?![^\W\d_])")
_FINED: Final = Expression(r"(?<![^\W\d_])[وف]?(?:{fined})(?:،? [^\W\d_]+){0,6} $")
_PAID_ONLY: Final = Expression(r"(?<![^\W\d_])[وفل]?(?:{pays})(?: [^\W\d_]+){0,2} (?:{except}) $")
_PAID: Final = Expression(r"(?<![^\W\d_])[وفل]?(?:{pays})(?: (?:{about})|(?: [^\W\d_]+){0,2} (?:{except}))? $")


def _paid(reading: Reading, draft: Draft) -> bool:
    """Whether exact thousands stand behind a verb of paying, and nothing but them is paid: "لم يدفع سوى 570 ألفا"."""
    lead = reading.tokens[draft.first].lead
    return not draft.fields["_number"].vague and _PAID_ONLY(reading.database).search(reading.norm, max(0, lead - 50), lead) is not None


def _about_money(reading: Reading, draft: Draft) -> bool:
    """Whether millions stand behind a word for spending, earning or owing, and no word for people: "إنفاق الملايين", "أرباحا بعشرات الملايين"."""
    lead = reading.tokens[draft.first].lead
    ahead = reading.norm[max(0, lead - 50) : lead] + reading.tokens[draft.first].clitics
    number = draft.fields["_number"]
    fled = _TO_FLEE(reading.database).match(reading.norm, draft.end) is not None  # "دفعت حوالي 11 مليونا للنزوح"
    if not number.vague and not fled and _PAID(reading.database).search(ahead):
        return True  # "لدفع ثلاثمئة مليون"; but "دفع الملايين إلى النزوح"
    fined = not number.vague and reading.tokens[draft.first].clitics.endswith("ب") and _OF_PEOPLE(reading.database).search(ahead) is None
    if fined and _FINED(reading.database).search(reading.norm, max(0, lead - 70), lead):
        return True  # "غرمت الشركة مرتين، الأولى بـ320 مليونا"
    told = _MONEY_TALK(reading.database).search(ahead)
    return told is not None and _OF_PEOPLE(reading.database).search(ahead, told.start()) is None


def _billions(reading: Reading, draft: Draft, much: Exact) -> bool:
    """Whether bare billions are money, as they are where the sentence counts no people and nothing else: "نهب المليارات"."""
    around = reading.norm[max(0, draft.start - 70) : draft.end + 40]
    behind = reading.word_after(draft.end)
    unknown = len(behind) > 4 and behind not in reading.database.lexicon.words and not reading.database.nominal(behind)
    if unknown and behind[0] not in "يتنسوبلفكا" and draft.fields["_number"].digits:
        return False  # "19 مليار ترانزستور"
    return much >= 1_000_000_000 and _OF_PEOPLE(reading.database).search(around) is None


def _of_terms(reading: Reading, left: Draft, right: Draft) -> bool:
    """Whether two small numbers in words share the unit of the second: "لأجل ثلاثة وستة أشهر"."""
    a, b = left.fields["_number"], right.fields.get("_number")
    if not isinstance(b, Number) or b.digits or a.value is None or b.value is None or not 3 <= a.value < b.value <= 10:
        return False
    lead = reading.tokens[left.first].lead
    opened = lead - (reading.norm[lead - 1 : lead] == '"')
    told = reading.database.among("term", reading.word_before(lead)) or reading.ahead(opened, "between")
    return told and _by_and(reading, left, right)


def _as_long(value: Exact, right: Draft) -> bool:
    """Whether a figure is about as large as that of a duration: "1405 و1325 دقيقة"."""
    other = _plain_value(right)
    return isinstance(right.fields.get("_number"), Number) and bool(other) and Decimal("0.3") < Decimal(value) / Decimal(other) < 3  # type: ignore[arg-type]


def _of_worth(reading: Reading, left: Draft, right: Draft) -> bool:
    """Whether the same word for a worth stands before two amounts of one sentence."""
    worth = reading.word_before(reading.tokens[left.first].lead)
    same = worth[:1] == "ب" and len(worth) > 3 and worth == reading.word_before(reading.tokens[right.first].lead)
    return same and right.start - left.end < 90 and not _SENTENCE_END(reading.norm, left.end, right.start)


_THEN: Final = Expression(r"[،,]? (?:{then})(?: [^\W\d_]+){0,4}?(?: (?:{to-then}))? ")


def _then_for(reading: Reading, left: Draft, right: Draft) -> bool:
    """Whether a small number in words tells what a length of time became next."""
    number, of = right.fields["_number"], left.fields.get("_number")
    small = not number.digits and number.scaled == 1 and isinstance(number.value, int) and 2 < number.value <= 10
    if not small or not isinstance(of, Number) or of.digits or noun_after(reading, right.end) is not None:
        return False
    return _THEN(reading.database).fullmatch(reading.norm, left.end, right.start) is not None


def _aged_too(reading: Reading, left: Draft, right: Draft) -> bool:
    """Whether a bare figure joined to an age is one more age."""
    number = right.fields["_number"]
    told = number.plain or (not number.digits and reading.tokens[right.first].definite)  # "في سن الأربعين والخمسين"
    right_age = told and isinstance(number.value, int) and 1 <= number.value <= 110
    return right_age and _by_and(reading, left, right) and noun_after(reading, right.end) is None


def _worth(reading: Reading, drafts: list[Draft], i: int) -> Draft | None:
    """The money of the sentence that bare millions behind a word for worth are, too; None where they are none.

    "40 مليار دولار … ما قيمته 50 مليارا من السلع"
    """
    right = drafts[i]
    if right.kind != "count" or right.fields["_number"].scaled < 1_000_000 or not reading.after(right.end, "cue_of"):
        return None
    if not (right.first and reading.tokens[right.first - 1].has("worth_word") and reading.follows(right.first)):
        return None
    return _money_told(reading, drafts, i)


def _last_money(drafts: list[Draft], i: int) -> Draft | None:
    """The last money before a draft and not far from it."""
    for k in range(i - 1, -1, -1):
        if drafts[i].start - drafts[k].end > 150:
            return None
        if drafts[k].kind == "money":
            return drafts[k]
    return None


def _money_told(reading: Reading, drafts: list[Draft], i: int) -> Draft | None:
    """The last money that a sentence tells before a draft, and not far from it; None where it tells none."""
    earlier = _last_money(drafts, i)
    return None if earlier is None or _SENTENCE_END(reading.norm, earlier.end, drafts[i].start) else earlier


def _rate_now(reading: Reading, drafts: list[Draft], i: int) -> Draft | None:
    """The percentage whose earlier level a bare figure behind من is: "3.4 بالمئة في مارس من 2.9 قبل عام"; None where it is none."""
    left, right = drafts[i - 1], drafts[i]
    later = drafts[i + 1] if i + 1 < len(drafts) else None
    if left.kind == "date" and i > 1:
        left = drafts[i - 2]
    number = right.fields["_number"]
    if left.kind != "percentage" or later is None or later.kind != "date" or number.scaled != 1 or not 0 < (number.value or 0) <= 100:
        return None
    ahead = reading.tokens[right.first - 1] if right.first else None
    first = reading.tokens[left.first - 1] if left.first else None
    falls = (
        ahead is not None and ahead.value("connector") == "to" and first is not None and first.has("from")
    )  # "من 3.3% للعام 2016 إلى 2.3"
    told = ahead is not None and (ahead.has("from") or falls) and reading.follows(right.first)
    near = right.start - left.end < 40 and later.start - right.end < 8 and not _SENTENCE_END(reading.norm, left.end, right.start)
    return left if told and near else None


def _ranked_too(reading: Reading, left: Draft, right: Draft) -> bool:
    """Whether a bare figure behind the name of a country is its rank in a list that begins with one: "في المركز 34 ومصر 45"."""
    number, token = right.fields["_number"], reading.tokens[right.first]
    ranked = reading.tokens[left.last].number
    if not number.plain or not isinstance(number.value, int) or not 1 <= number.value <= 250 or token.clitics or token.definite:
        return False
    if ranked is None or not ranked.digits or not right.first or noun_after(reading, right.end) is not None:
        return False
    if _VERSUS(reading.database).fullmatch(reading.norm, left.end + 1, right.start):
        return True  # "في المرتبة 75 مقابل 76 في عام 2015"
    if right.start - left.end > 40:
        return False
    place = reading.tokens[right.first - 1]
    between = reading.norm[left.end : place.lead].strip(" ،")
    if reading.norm[place.end : right.start] == " (" and reading.norm[right.end : right.end + 1] == ")":
        return place.place is not None and between.rpartition(")")[0].count(" ") < 3 and ")" in between  # "مصر (18 عالميا) والجزائر (27)"
    return place.place is not None and place.clitics == "و" and reading.follows(right.first) and not between


_BRACKETS_BETWEEN: Final = re.compile(r"\)[،,]? و[^\W\d_]+(?: [^\W\d_]+)? \(").fullmatch


def _in_brackets_too(reading: Reading, left: Draft, right: Draft) -> bool:
    """Whether a bare figure alone in brackets goes on with an amount alone in brackets: each behind the name that it is told of."""
    norm = reading.norm
    if norm[left.start - 1 : left.start] != "(" or norm[right.end : right.end + 1] != ")":
        return False
    a, b = left.fields.get("value"), right.fields.get("value")
    if not a or not b or not Decimal("0.2") < Decimal(b) / Decimal(a) < 5:
        return False
    return _BRACKETS_BETWEEN(norm, left.end, right.start) is not None


def _rate_in_brackets(reading: Reading, left: Draft, right: Draft) -> bool:
    """Whether a decimal alone in brackets is one more rate of the sentence."""
    norm, number = reading.norm, right.fields["_number"]
    if norm[right.start - 1 : right.start] + norm[right.end : right.end + 1] != "()" or "." not in number.text.replace(",", "."):
        return False
    told = 0 < (right.fields.get("value") or 0) < 100 and not left.fields.get("point")
    return told and right.start - left.end < 120 and not _SENTENCE_END(norm, left.end, right.start)


def _as_warm(reading: Reading, left: Draft, right: Draft) -> bool:
    """Whether a bare figure is one more temperature of the sentence."""
    return as_warm(right.fields["_number"]) and _one_more(reading, left, right, 70, ("connector", "modifier", "between"))


def _as_fast(reading: Reading, left: Draft, right: Draft) -> bool:
    """Whether a bare figure is one more speed of the sentence."""
    number = right.fields["_number"]
    value = number.value if number.value is not None else number.high
    likely = 10 <= (value or 0) <= 400
    return likely and _one_more(reading, left, right, 110, ("connector", "modifier", "modifier_verb", "between", "from"))


def _one_more(reading: Reading, left: Draft, right: Draft, within: int, senses: tuple[str, ...]) -> bool:
    """Whether a bare figure behind a word of one of the senses stands near a measure in its sentence and counts nothing."""
    number = right.fields["_number"]
    if right.start - left.end > within or _SENTENCE_END(reading.norm, left.end, right.start) or number.scaled != 1 or not number.digits:
        return False
    before = reading.tokens[right.first - 1] if right.first else None
    near = before is not None and any(before.has(sense) for sense in senses)
    if before is None or not near or noun_after(reading, right.end) is not None:
        return False
    # "وتتجاوز مؤقتا 60"
    return reading.follows(right.first) or _AT_TIMES(reading.database).fullmatch(reading.norm, before.end, right.start) is not None


def _same_price(reading: Reading, left: Draft, right: Draft) -> bool:
    """Whether a bare decimal is one more level of a price told in the sentence: as many decimals, and about as much."""
    a, b = left.fields.get("_number"), right.fields["_number"]
    if not isinstance(a, Number) or not _CENTS(a.text) or not _CENTS(b.text) or left.fields.get("currency") is None:
        return False
    if not a.value or b.value is None or a.scaled != 1 or b.scaled != 1 or not Decimal("0.7") < b.value / Decimal(a.value) < Decimal("1.4"):
        return False
    token = reading.tokens[right.first]
    level = not token.clitics and any(reading.ahead(token.lead, sense) for sense in ("cue_level", "connector", "from"))
    near = right.start - left.end < 90 and not _SENTENCE_END(reading.norm, left.end, right.start)
    return level and near and noun_after(reading, right.end) is None


def _same_rate(reading: Reading, left: Draft, right: Draft) -> bool:
    """Whether a bare decimal behind عند is one more level of a rate told in the sentence, about as high."""
    a, b = left.fields.get("_number"), right.fields["_number"]
    if not isinstance(a, Number) or not a.value or not b.digits or b.value is None or b.scaled != 1 or "." not in b.text.replace(",", "."):
        return False
    if not Decimal("0.5") < Decimal(b.value) / Decimal(a.value) < 2 or right.start - left.end > 160:
        return False
    levelled = _AT_LEVEL(reading.database).search(reading.norm, max(0, right.start - 14), right.start) is not None
    return levelled and not _SENTENCE_END(reading.norm, left.end, right.start) and noun_after(reading, right.end) is None


_CENTS: Final = re.compile(r"[^.]*\.[^.]{2}").fullmatch


def _rate_beside(reading: Reading, i: int) -> Draft | None:
    """The percentage beside a bare number that "بنسبة" calls one, in the same sentence; None where there is none."""
    drafts, norm = reading.drafts, reading.norm
    draft = drafts[i]
    if draft.fields["value"] > 100:
        return None
    if not reading.ahead(draft.start, "cue_rate") and not _rate_named(reading, draft):
        return None
    for k in (i - 1, i + 1):
        other = drafts[k] if 0 <= k < len(drafts) else None
        if other is not None and other.kind == "percentage":
            between = norm[min(draft.end, other.end) : max(draft.start, other.start)]
            if len(between) < 80 and "\n" not in between and ". " not in between:
                return other
    return None


_RATE_NAMED: Final = Expression(
    r"(?<![^\W\d_])[وبف]?(?:ال)?(?:{rate-of})(?: (?!(?:{number-of}) )[^\W\d_]+){1,4}? (?:(?:{amounted}) )?ب? ?$"
)


def _bare_rate(reading: Reading, draft: Draft) -> bool:
    """Whether a bare decimal behind "بنسبة" lacks its sign: "ارتفعت الأسعار بنسبة 2,5 مقارنة بالشهر"."""
    number, value = draft.fields["_number"], draft.fields["value"]
    decimal = number.digits and number.scaled == 1 and value != int(value) and 0 < value < 100
    return decimal and reading.ahead(draft.start, "cue_rate") and noun_after(reading, draft.end) is None


def _rate_named(reading: Reading, draft: Draft) -> bool:
    """Whether a bare decimal stands behind the rate that it is: "ومعدل التضخم 8.3"."""
    decimal = draft.fields["_number"].digits and draft.fields["value"] != int(draft.fields["value"])
    return decimal and _RATE_NAMED(reading.database).search(reading.norm, max(0, draft.start - 45), draft.start) is not None


def _connects(reading: Reading, left: Draft, right: Draft) -> bool:
    """Whether only a connector stands between two drafts ("إلى"), with or without a modifier ("إلى نحو")."""
    between = reading.tokens[left.last + 1 : right.first]
    if not 1 <= len(between) <= 2 or not between[0].has("connector") or between[0].clitics:
        return False
    if len(between) == 2 and not between[1].has("modifier") and not (between[0].value("connector") == "or" and between[1].has("connector")):
        return False  # but "10 أو حتى 15 %"
    words = reading.norm[left.end : right.start].replace(")", " ").split()  # "من (٧) إلى (٣٠) يوما"
    return len(words) == sum(len(t.text.split()) for t in between)


def _counted(reading: Reading, draft: Draft) -> bool:
    """Whether the sentence says before the number that it counts: "بلغ عدد الزوار 380 ألفا"."""
    for k in range(draft.first - 1, max(-1, draft.first - 15), -1):
        token = reading.tokens[k]
        if draft.start - token.end > 120 or ". " in reading.norm[token.end : draft.start]:
            return False
        if token.has("count_word"):
            return True
    return False


def _after_change(reading: Reading, draft: Draft) -> bool:
    """Whether a bare number stands behind a noun of change: "بارتفاع 4 آلاف"."""
    if draft.first == 0:
        return False
    before = reading.tokens[draft.first - 1]
    return before.has("change") and before.clitics == "ب" and not reading.before(draft.first).strip(" ")


_AND_IN_BRACKETS: Final = re.compile(r" *(?:\) *)?(?:و|او) *(?:\( *)?").fullmatch
_AT_LEVEL: Final = Expression(r"(?<![^\W\d_])(?:{at-level}) $")
_AT_TIMES: Final = Expression(r" (?:{at-times}) ")
_VERSUS: Final = Expression(r"(?<![^\W\d_])(?:{versus}) ?$")
_BAHT: Final = Expression(r" (?:{baht})(?= \(\d)")
_UNITS: Final = frozenset({"percentage", "money", "measure"})
_COMPARED: Final = Expression(r"[\s،,(]*(?:(?:{compared}) ?)+")
_OF_IT: Final = Expression(r"[،,]? (?:{of-it})(?: [^\W\d_]+){0,3} | و[^\W\d_]+ ")
_EACH: Final = Expression(r" (لل|ل|عن |في |من )(?:[^\W\d_]+(?: [^\W\d_]+)?|(?:(?:{one-year}) )?\d{4})[،,]? ?(?:و)?")


def _same_money(reading: Reading, left: Draft, right: Draft) -> bool:
    """Whether a bare number behind an amount is one more of its kind: "5 ملايين دولار مقابل 4 ملايين", "500 ريال للأعزب و1000 للمتزوج"."""
    number = right.fields["_number"]
    token = reading.tokens[right.first]
    between = reading.norm[left.end : token.lead] + token.clitics
    if len(between) > 40 or "\n" in between:
        return False
    if number.scaled >= 1_000_000 and _COMPARED(reading.database).fullmatch(between):
        return True
    if number.scaled >= 1_000_000_000 and left.kind == "money" and _OF_IT(reading.database).fullmatch(between):
        return True  # "منها الإيرادات المحلية 9.870 مليار والضرائب 2.587 مليار"
    return _each_one(reading, left, right)


def _each_one(reading: Reading, left: Draft, right: Draft) -> bool:
    """Whether an amount and a bare figure joined to it are told for two in the same words: "500 ريال للأعزب و1000 للمتزوج"."""
    token = reading.tokens[right.first]
    each = _EACH(reading.database).fullmatch(reading.norm[left.end : token.lead] + token.clitics)
    if each is None or not right.fields["_number"].digits or token.clitics != "و":
        return False
    return reading.norm[right.end : right.end + 6].lstrip(" ").startswith(each[1].strip())


def _upper_end(reading: Reading, left: Draft, right: Draft) -> bool:
    """Whether a bare count is the upper end of a range that begins with an amount."""
    before = reading.tokens[left.first - 1] if left.first else None
    if before is None or not before.has("between") or not _alone(right):
        return False
    if left.kind == "duration" and not isinstance(left.fields.get("_number"), Number):
        return False  # a dual
    low, high = left.fields.get("value") if left.kind != "duration" else _plain_value(left), right.fields.get("value")
    joined = reading.norm[left.end : right.start].strip(" ") == "و"
    return joined and low is not None and high is not None and low < high and noun_after(reading, right.end) is None


_OF_IT_TO: Final = re.compile(r" من [^\W\d_]+(?: [^\W\d_]+){0,2} الي ").fullmatch


_FOR_THAT: Final = re.compile(r" لل[^\W\d_]+ و").fullmatch
_FOR_THIS: Final = re.compile(r" لل[^\W\d_]").match


def _term_for(reading: Reading, left: Draft, right: Draft) -> bool:
    """Whether a bare number is the term of another thing than the duration before it: "خمس عشرة سنة للرخام وعشر للأحجار"."""
    if left.kind != "duration" or not _alone(right) or right.fields["_number"].scaled != 1:
        return False
    return _FOR_THAT(reading.norm[left.end : right.start]) is not None and _FOR_THIS(reading.norm, right.end) is not None


_FINE: Final = Expression(r"(?<![^\W\d_])[وفبل]?(?:ال|لل)?(?:{fine})(?![^\W\d_])")
_RAISED_TO: Final = Expression(r"،? (?:{raised-to}) الي ")


def _raised_to(reading: Reading, left: Draft, right: Draft) -> bool:
    """Whether a bare number is to what a fine or fee told before it is raised: "300 ريال عماني، ترفع إلى ألف"."""
    low, high = left.fields.get("value"), right.fields.get("value")
    if left.kind != "money" or not _alone(right) or not low or not high or not low / 20 < high < low * 20:
        return False
    if _FINE(reading.database).search(reading.norm, max(0, left.start - 40), left.start) is None:
        return False
    return _RAISED_TO(reading.database).fullmatch(reading.norm, left.end, reading.tokens[right.first].lead) is not None


_GREW: Final = Expression(r"(?: (?:{in-a-year})){1,2} \d{4} الي ")


def _grown_to(reading: Reading, left: Draft, right: Draft) -> bool:
    """Whether a bare number tells to what a measure grew from that of a year: "من 3.300 طن سنة 2008 إلى 8.000"."""
    low, high = left.fields.get("value"), right.fields.get("value")
    if left.kind not in ("measure", "money") or not left.first or not reading.tokens[left.first - 1].has("from") or not _alone(right):
        return False
    if not low or not high or not low / 20 < high < low * 20:
        return False
    lead = reading.tokens[right.first].lead
    return lead - left.end < 40 and _GREW(reading.database).fullmatch(reading.norm, left.end, lead) is not None


def _winds(reading: Reading, left: Draft, right: Draft) -> bool:
    """Whether two ranges tell the speed of one wind, whose unit only the second has: "قوية من 40 إلى 60 قرب السواحل ومعتدلة من 20 إلى 40 كلم/س"."""
    if right.kind != "measure" or not str(right.fields.get("unit")).endswith("/h") or left.kind != "count" or not _alone(left):
        return False
    if left.fields.get("low") is None or right.fields.get("low") is None or right.start - left.end > 80:
        return False
    blows = _WIND(reading.database).search(reading.norm, max(0, left.start - 80), left.start) is not None
    return blows and _SENTENCE_END(reading.norm, left.end, right.start) is None


_WIND: Final = Expression(r"(?<![^\W\d_])[وفب]?(?:ال)?(?:{wind})(?![^\W\d_])")


def _moved_share(reading: Reading, left: Draft, right: Draft) -> bool:
    """Whether a bare number tells to what a percentage moved whose whole stands between: "من 5.8 بالمئة من الناتج إلى 5.2"."""
    low, high = left.fields.get("value"), right.fields.get("value")
    if left.kind != "percentage" or not left.first or not reading.tokens[left.first - 1].has("from") or not _alone(right):
        return False
    if low is None or high is None or not 0 < high <= 100 or right.fields["_number"].scaled != 1:
        return False
    return _OF_IT_TO(reading.norm[left.end : reading.tokens[right.first].lead]) is not None


def _upper_share(reading: Reading, left: Draft, right: Draft) -> bool:
    """Whether a bare number is the upper end of a range that begins with a percentage: "بين 1.8% إلى 2.6 من الحمض النووي"."""
    before = reading.tokens[left.first - 1] if left.first else None
    if left.kind != "percentage" or before is None or not (before.has("between") or before.has("from")) or not _bare(right):
        return False
    low, high = left.fields.get("value"), right.fields.get("value")
    if low is None or high is None or not low < high <= min(100, 3 * low) or right.fields["_number"].scaled != 1:
        return False
    of_it = right.fields.get("noun") is None or reading.after(right.end, "cue_of")
    return of_it and (_connects(reading, left, right) or (before.has("between") and _by_and(reading, left, right)))


_AREAS: Final = frozenset({"har", "m2", "km2", "[feddan]", "[dunam]", "[acr_us]"})
_OF_WHICH: Final = Expression(r"،? ?(?:{of-which})(?: (?:{about}))? ")
_AND_MORE: Final = re.compile(r" [^\W\d_]+(?: [^\W\d_]+){0,4} و").fullmatch


_BY_SHARE: Final = re.compile(r"،? [^\W\d_]+ ").fullmatch


def _part_of_area(reading: Reading, left: Draft, right: Draft, end: int = 0) -> bool:
    """Whether a bare number is a part of a measure told before it, in thousands or of an area, or goes on from such a part; it is marked as one.

    Args:
        end: where what is told beside the measure ends; the measure itself by default.
    """
    a, b = left.fields.get("_number"), right.fields.get("_number")
    if left.kind != "measure" or not isinstance(a, Number) or not isinstance(b, Number) or right.fields.get("noun") is not None:
        return False
    area = left.fields.get("unit") in _AREAS
    if not _bare(right) or (not area and (a.scaled != b.scaled or a.scaled < 1000)):
        return False
    if not (right.fields.get("value") or right.fields.get("high") or 0) < (left.fields.get("value") or left.fields.get("high") or 0):
        return False
    between = reading.norm[end or left.end : right.start]
    if _OF_WHICH(reading.database).fullmatch(between.replace("(", "")):
        right.fields["_of_area"] = True
        return True
    right.fields["_of_area"] = bool(left.fields.get("_of_area")) and _AND_MORE(between) is not None
    return bool(right.fields["_of_area"])


def _more_of_it(reading: Reading, left: Draft, right: Draft) -> bool:
    """Whether bare millions or billions stand close behind an amount of that scale: "375 مليار دولار … بخفضه بمقدار 200 مليار"."""
    a, b = left.fields.get("_number"), right.fields.get("_number")
    if (
        left.kind == "duration"
        or not isinstance(a, Number)
        or not isinstance(b, Number)
        or right.fields.get("noun") is not None
        or (left.fields.get("currency") is None and left.kind != "measure")
        or _OUT_OF(reading.database).fullmatch(reading.norm, left.end, right.start) is not None
    ):
        return False
    if left.kind == "measure" and (right.start - left.end > 60 or _SENTENCE_END(reading.norm, left.end, right.start)):
        return False  # but "92 مليون برميل يوميا، بينما لا يزيد الطلب عن 90 مليون"
    if a.scaled != b.scaled or a.scaled < 1_000_000 or right.start - left.end >= 160:
        return False
    if left.kind == "money" and reading.after(right.end, "cue_of_them") and right.start - left.end < 60:
        return bool(b.value is not None and a.value is not None and b.value < a.value)  # "769 مليون دولار … 318 مليون منها"
    if a.scaled < 1_000_000_000 and (right.start - left.end > 90 or _SENTENCE_END(reading.norm, left.end, right.start)):
        return False
    behind = noun_after(reading, right.end)
    if behind is not None and not (reading.tokens[right.first].definite and behind[0].startswith("ال")):
        return False  # but "والـ100 مليون التالية"
    return _OF_PEOPLE(reading.database).search(reading.norm, max(0, right.start - 30), right.start) is None


_SENTENCE_END: Final = re.compile(r"[.؟!\n](?!\d)").search
_OF_PEOPLE: Final = Expression(r"{headcount}")
_LENGTHS: Final = frozenset({"m", "cm", "mm", "km"})


def _alone(draft: Draft) -> bool:
    """Whether a draft is a bare number that no noun is counted by."""
    return draft.fields.get("noun") is None and _bare(draft)


def _bare(draft: Draft) -> bool:
    return isinstance(draft.fields.get("_number"), Number) and draft.fields.get("modifier") != "multiples"


def _carry(left: Draft, right: Draft) -> None:
    """Give the first end of "من 58 إلى 125 مليون دونج" the scale that only the second one names."""
    a, b = left.fields.get("_number"), right.fields.get("_number")
    if not isinstance(a, Number) or not isinstance(b, Number) or a.scaled != 1 or b.scaled == 1 or not a.digits:
        return
    low, high = left.fields.get("value"), right.fields.get("value")
    if low is not None and high is not None and 0 < low < 1_000_000 and low * b.scaled <= high * 100:
        left.fields["value"] = as_int(Decimal(low) * b.scaled)


def _take(draft: Draft, source: Draft) -> None:
    """Turn a bare count into its neighbour's kind."""
    number = draft.fields.get("_number")
    if source.fields.get("_grouped") and isinstance(number, Number) and number.scaled > 1 and number.other is not None:
        if draft.fields.get("value") == number.value and number.other > (number.value or 0):
            draft.fields["value"] = number.other  # "12.345 مليار دونج، بزيادة 1.200 مليار"
    value, below = draft.fields.get("value"), source.fields.get("unit") == "Cel" and (source.fields.get("value") or 0) < 0
    if below and value is not None and value > 0 and source.start > draft.start:
        draft.fields["value"] = -value  # "10 و15 درجة تحت الصفر"
    ratio = source.fields.get("_ratio")
    if isinstance(number, Number) and number.plain and ratio is not None and ratio < 1 and value and source.fields.get("value"):
        near = Decimal("0.02") < Decimal(value) * ratio / Decimal(source.fields["value"]) < 50
        if source.start > draft.start and near:  # but "بنحو 20 قرشا إلى 18"
            draft.fields["value"] = as_int(Decimal(value) * ratio)  # "من 600 إلى 1150 مليم"
            draft.fields["_ratio"] = ratio
    draft.kind = source.kind
    if source.rule == "duration.age":
        draft.rule = source.rule
    draft.fields.pop("noun", None)
    for key in ("currency", "unit", "_unit", "_noun", "_grouped", "point"):
        if key in source.fields:
            draft.fields[key] = source.fields[key]
    if draft.kind == "duration" and value is not None:
        draft.fields["value"] = iso_duration(value, str(source.fields["_unit"]))


def _absorb(reading: Reading, takes: Callable[[Reading, Draft, Draft], int]) -> None:
    """Let drafts go into the one before them.

    Args:
        takes: reading, a draft and the next → the end of both in one, which the first then is; 0 where they stay two.
    """
    out: list[Draft] = []
    for draft in reading.drafts:
        end = takes(reading, out[-1], draft) if out else 0
        if end:
            out[-1].end, out[-1].last = end, draft.last
        else:
            out.append(draft)
    reading.drafts[:] = out


def _by_and(reading: Reading, left: Draft, right: Draft) -> bool:
    """Whether only و stands between two drafts."""
    return reading.norm[left.end : right.start].strip(" ") == "و"


def join_durations(reading: Reading) -> None:
    """Join "ثلاث سنوات وخمسة أشهر" into one duration."""
    _absorb(reading, _longer)


_HUNDRED_YEARS: Final = re.compile(r"P\d{1,2}00Y").fullmatch
_FEW_YEARS: Final = re.compile(r"P\dY").fullmatch


def _longer(reading: Reading, left: Draft, right: Draft) -> int:
    if not left.kind == right.kind == "duration" or not left.fields.get("value") or not right.fields.get("value"):
        return 0
    if left.fields["_unit"] == right.fields["_unit"] == "Y" and _by_and(reading, left, right):
        if _HUNDRED_YEARS(left.fields["value"]) and _FEW_YEARS(right.fields["value"]):  # "مائة عام وعامين"
            left.fields["value"] = f"P{int(left.fields['value'][1:-1]) + int(right.fields['value'][1:-1])}Y"
            return right.end
    if reading.norm[left.end : right.start].strip(" ") not in ("و", "، و") or ORDER.index(left.fields["_unit"]) >= ORDER.index(
        right.fields["_unit"]
    ):
        return 0
    if left.first and reading.tokens[left.first - 1].has("between") and reading.follows(left.first):
        later = reading.token_at(right.end)
        if (
            later >= len(reading.tokens)
            or reading.tokens[later].clitics[:1] != "و"
            or reading.norm[right.end : reading.tokens[later].lead].strip(" ")
        ):
            return 0  # "بين 5 سنوات وشهرين"
    left.fields.update(value=sum_of(left.fields["value"], right.fields["value"]), _unit=right.fields["_unit"])
    return right.end


# From the ending of the first word on, which is rarer to look for than its beginning.
_TWO_DUALS: Final = re.compile(r"ت(?:ين|ان) ([^\W\d_]{2,}ت(?:ين|ان))(?![^\W\d_])")
_WORD_TO: Final = re.compile(r"[^\W\d_]{5,}$")


def drop_levels(reading: Reading) -> None:
    """Drop bare decimals, which are no cardinals: the levels of an index, marks, ratios ("وهبط المؤشر إلى 94.631").

    One that goes on from a counted decimal stays: "1,59 طفلا للمرأة مقابل 1,50 في العام السابق".
    """
    counted: Draft | None = None
    level: Draft | None = None
    kept = []
    for draft, after in zip_longest(reading.drafts, reading.drafts[1:]):
        if draft.kind == "count" and _decimal(reading, draft):
            if after is not None and after.kind == "count" and after.fields.get("noun") is not None and _connects(reading, draft, after):
                pass  # "من 28.8 إلى 13 وفاة"
            elif draft.fields.get("noun") is not None:
                counted = draft
            elif reading.database.among("per-so-many", reading.word_after(draft.end)) or _ONE_IN(reading.database).match(
                reading.norm, draft.end
            ):
                pass  # "15.6 لكل مئة ألف", "6.45 من كل 5 آلاف"
            elif counted is None or draft.start - counted.end > 120 or _SENTENCE_END(reading.norm, counted.end, draft.start):
                level = draft
                continue
        elif level is not None and _same_level(reading, level, draft):
            continue
        kept.append(draft)
    reading.drafts[:] = kept


_FROM_LEVEL: Final = Expression(r"[^.؟!\n]{1,60} (?:{from-level}) $")


def _same_level(reading: Reading, level: Draft, draft: Draft) -> bool:
    """Whether a bare figure goes on from a level close by: "ارتفع المؤشر إلى 54.1 في أبريل من 54 في مارس"."""
    number = draft.fields.get("_number")
    if draft.kind != "count" or draft.fields.get("noun") is not None or not isinstance(number, Number) or not number.plain:
        return False
    before, now = level.fields.get("value"), draft.fields.get("value")
    if not before or not now or not Decimal("0.5") < Decimal(now) / Decimal(before) < 2:
        return False
    return _FROM_LEVEL(reading.database).fullmatch(reading.norm, level.end, reading.tokens[draft.first].lead) is not None


def _decimal(reading: Reading, draft: Draft) -> bool:
    """Whether a count is figures with a decimal mark and no scale, its own or its neighbour's: "94.631", "27.02 و29.27"."""
    number = draft.fields.get("_number")
    if not isinstance(number, Number) or not number.digits or number.scaled != 1 or _MARKED(reading.norm, draft.start, draft.end) is None:
        return False
    one = draft.fields.get("value") if draft.fields.get("value") is not None else draft.fields.get("low")
    return one is not None and one != int(one)


_ONE_IN: Final = Expression(r" (?:{one-in}) ")
_MARKED: Final = re.compile(r"\d[.,٫ر]\d").search


def unlisted_duals(reading: Reading) -> None:
    """Count an unlisted noun whose dual stands before a dual adjective: "سعفتين ذهبيتين"."""
    norm = reading.norm
    taken = Cover(reading.drafts)
    phrases = [
        (d.start, d.start + len(fold(d.fields["noun"]))) for d in reading.drafts if d.rule == "count.dual-noun" and d.fields.get("noun")
    ]
    added = []
    for found in _TWO_DUALS.finditer(norm):
        head = _WORD_TO.search(norm, max(0, found.start() - 25), found.start() + 3)
        if head is None:
            continue
        (start, end), word, adjective = head.span(), head[0], found[1]
        if word[-3:] != adjective[-3:] or word.startswith(("ال", "وال", "بال", "لل", "كال", "فال")) or adjective.startswith("ال"):
            continue
        if word[0] == "ك" and reading.database.nominal(word[1:-3] + "ه"):
            continue  # "كمستعمرتين بريطانيتين": as two colonies
        if word in reading.database.lexicon.words or taken.over(start, end) is not None:
            continue
        if reading.ahead(start, "cue_they_were") or (adjective[0] == "و" and not reading.database.nominal(adjective[:-3] + "ه")):
            continue  # "يمكن أن تكونا كافيتين ورادعتين"; but "سعفتين ورديتين"
        if word.endswith("يتان") and reading.database.among("they-two", reading.word_before(start)):
            continue  # "هما مثاليتان وتقدميتان"
        if any(a < start < b for a, b in phrases):
            continue  # the third of "بلدتين سوريتين محاصرتين ومواليتين"
        if word.endswith("ستان") and adjective.endswith("ستان"):
            continue  # "محافظة سيستان بالوشستان"
        if of_construct(reading, start, end):
            continue  # "ناقلتي نفط عملاقتين تابعتين"
        index = bisect_left(reading.tokens, start, key=lambda token: token.start) - 1
        following = reading.tokens[index + 1] if index + 1 < len(reading.tokens) else None
        if following is not None and following.place and following.lead <= start < following.end:
            continue  # "وأفغانستان وباكستان"
        a, b = reading.view.origin(start, found.end(1))
        added.append(Draft("count", start, end, max(index, 0), max(index, 0), "count.dual-noun",
                           {"value": 2, "noun": reading.view.text[a:b], "modifier": "exact"}))  # fmt: skip
    if added:
        reading.drafts.extend(added)
        reading.drafts.sort(key=lambda d: d.start)


def join_ranges(reading: Reading) -> None:
    """Join "ما بين 5% و7%", "من 10% إلى 15%", "بين 400 غرام وكيلوغرام واحد" into one range: two quantities of one unit, or of units that compare."""
    _absorb(reading, _upper)
    _absorb(reading, _upper_count)
    for draft in reading.drafts:
        if draft.kind == "duration" and draft.fields.get("value") and (one := _to_one(reading, draft)):
            draft.fields.update(low=draft.fields["value"], high=one, value=None)


def _to_one(reading: Reading, draft: Draft) -> str:
    """Stretch a duration over the single unit that it ranges to, and return that as ISO 8601: "لمدة 45 دقيقة إلى ساعة"; empty where there is none."""
    tokens, k = reading.tokens, draft.last + 2
    if k >= len(tokens) or tokens[k - 1].value("connector") != "to" or not (reading.follows(k - 1) and reading.follows(k)):
        return ""
    unit = tokens[k]
    if not unit.has("time_unit") or unit.definite or unit.number is not None or unit.word is None or unit.text in plurals_of(unit):
        return ""
    behind = tokens[k + 1] if k + 1 < len(tokens) and reading.follows(k + 1) else None
    if behind is not None and (behind.number is not None or behind.has("month") or behind.has("pointer")):
        return ""  # "تمديد العقد 6 أشهر إلى عام 2020"
    one = iso_duration(1, str(unit.value("time_unit")))
    if "time_unit" in unit.word.duals or noun_after(reading, unit.end) is not None or not in_days(draft.fields["value"]) < in_days(one):
        return ""
    draft.end, draft.last = unit.end, k
    return one


def _upper_count(reading: Reading, left: Draft, right: Draft) -> int:
    """Where a range of counts ends whose noun stands behind its lower end: "ما بين 135 امرأة و270"; 0 where there is none."""
    if not left.kind == right.kind == "count" or left.fields.get("noun") is None or right.fields.get("noun") is not None:
        return 0
    if not left.first or not reading.tokens[left.first - 1].has("between") or not _bare(left) or not _bare(right):
        return 0
    low, high = left.fields.get("value"), right.fields.get("value")
    words = reading.norm[left.end : right.start].strip(" ")
    if low is None or high is None or not low < high <= 10 * low or words != f"{fold(left.fields['noun'])} و":
        return 0
    if noun_after(reading, right.end) is not None or left.fields["_number"].digits != right.fields["_number"].digits:
        return 0
    left.fields.update(value=None, low=low, high=high)
    return right.end


def _upper(reading: Reading, left: Draft, right: Draft) -> int:
    if left.kind != right.kind or right.kind not in _RANGED or left.fields.get("currency") not in (None, right.fields.get("currency")):
        return 0
    low, high = left.fields.get("value"), right.fields.get("value")
    if low is None or high is None:
        return 0
    coin = left.fields.get("_ratio")
    taken = "_ratio" not in right.fields and left.first > 0 and reading.tokens[left.first - 1].has("from")
    if coin is not None and coin < 1 and taken:
        high = as_int(Decimal(high) * coin)  # "من 600 مليم إلى 1150"
        right.fields.update(value=high, _ratio=coin)
    ratio = _comparable(reading, left, right)
    if ratio is None or not _range_between(reading, left, right):
        return 0
    if not _rises(left, right, ratio):
        if ratio != 1 or low == high or not _between_falling(reading, left):
            return 0
        low, high = high, low  # "تتراوح بين 25 بالمئة و10 بالمئة"
    left.fields.update(value=None, low=low, high=high if ratio == 1 else as_int(Decimal(high) * ratio))
    if right.kind == "money":
        left.fields.update(currency=right.fields["currency"], _noun=right.fields["_noun"])
    if right.kind == "measure" and ratio == 1:
        left.fields["unit"] = right.fields["unit"]
    return right.end


def _between_falling(reading: Reading, left: Draft) -> bool:
    """Whether a range that is told from its upper end stands behind "تتراوح بين", or behind ages: "أعمارهم ما بين 33 عاما و15 عاما"."""
    if left.kind == "duration":
        if any(token.has("age_cue") or token.has("ages_word") for token in reading.tokens[max(0, left.first - 4) : left.first]):
            return True
    if not left.first or not reading.tokens[left.first - 1].has("between"):
        return False
    verbs = reading.tokens[max(0, left.first - 6) : left.first - 1]
    return any(token.has("spread") and left.start - token.end < 60 for token in verbs)


_RANGED: Final = frozenset({"percentage", "money", "measure", "duration"})


def join_repeats(reading: Reading) -> None:
    """Join an amount and itself in brackets behind it: "12.500 دينار (اثنا عشر ألفا وخمسمائة دينار)", "30 يوما (ثلاثين يوما)"."""
    _absorb(reading, _itself)
    if any(draft.kind == "measure" for draft in reading.drafts):
        _absorb(reading, _spelled_out)
        _absorb(reading, _rest_spelled_out)


def _spelled_out(reading: Reading, left: Draft, right: Draft) -> int:
    """Where a measure in brackets told again in words ends: "(4276.35م2) أربعة آلاف ومائتان وستة وسبعون مترا مربعا وخمسة وثلاثون سنتيمترا مربعا"; 0 where it isn't."""
    if left.kind != "measure" or right.kind != "measure" or reading.norm[left.end : right.start] not in (") ", ")"):
        return 0
    a, b, number = left.fields.get("value"), right.fields.get("value"), right.fields.get("_number")
    if (
        a is None
        or b is None
        or not isinstance(number, Number)
        or number.digits
        or int(a) != b
        or left.fields["unit"] != right.fields["unit"]
    ):
        return 0
    left.fields["_rest"] = a - b
    return right.end


def _rest_spelled_out(reading: Reading, left: Draft, right: Draft) -> int:
    """Where the hundredths of a measure told in words behind it end; 0 where none are."""
    rest, small = left.fields.get("_rest"), right.fields.get("value")
    if not rest or right.kind != "measure" or small is None or reading.norm[left.end : right.start].strip(" ") != "و":
        return 0
    return right.end if small == rest * 100 or small == rest * 1000 or small == rest * 10_000 else 0


def _itself(reading: Reading, left: Draft, right: Draft) -> int:
    norm, value, again = reading.norm, left.fields.get("value"), right.fields.get("value")
    if left.rule == "measure.dual" and right.kind == "count" and again == 2 and norm[left.end : right.start] == " ":
        return right.end  # "كيلومترين اثنين"
    bare = right.kind == "count" and right.fields.get("noun") is None
    pair = left.kind == "count" and value == 2 and bare and "_number" not in left.fields  # "مسدسين آليين (02)"
    if (not pair and (left.kind not in ("money", "measure", "duration") or not (right.kind == left.kind or bare))) or value is None:
        return 0
    if norm[left.end : right.start].strip(" ") != "(" or norm[right.end : right.end + 2].strip(" ")[:1] != ")":
        return 0
    if value != again and not (bare and _plain_value(left) == again):
        return 0
    if left.fields.get("unit") != right.fields.get("unit", left.fields.get("unit")):
        return 0
    if right.kind == "money":
        if not _same_coin(left, right):
            return 0
        if left.fields.get("currency") is None:
            left.fields.update(currency=right.fields["currency"], _noun=right.fields["_noun"])
    return norm.index(")", right.end) + 1


def _same_coin(left: Draft, right: Draft) -> bool:
    """Whether two amounts may be of one currency: the same code, or one left open; the same noun where both are."""
    a: str | None = left.fields.get("currency")
    b: str | None = right.fields.get("currency")
    if a is None and b is None:
        return bool(left.fields.get("_noun") == right.fields.get("_noun"))
    return a is None or b is None or a == b


def _plain_value(draft: Draft) -> Exact | None:
    """The number of a draft without its unit."""
    number = draft.fields.get("_number")
    return number.value if isinstance(number, Number) else draft.fields.get("value")


def join_sums(reading: Reading) -> None:
    """Join "ثلاثة ملايين دينار و278 ألف دينار" into one sum: the second fills the first one's last places, or its unit ("12 طنا و662 كيلوغراما").

    Also "الثالثة والثلاثون بعد المائة" into one rank: the 133rd.
    """
    _absorb(reading, _added)
    for left, right in pairwise(reading.drafts):
        hundreds = right.fields.get("_hundreds")
        if hundreds and left.kind == "ordinal" and 0 < left.fields["value"] < 100 and _by_and(reading, left, right):
            left.fields["value"] += hundreds  # "المادتين الرابعة والخامسة بعد المائة"


def _added(reading: Reading, left: Draft, right: Draft) -> int:
    a, b = left.fields.get("value"), right.fields.get("value")
    if left.kind == "ordinal":
        return _past_hundred(reading, left, right)
    if left.kind != right.kind or right.kind not in ("money", "measure") or a is None or b is None or not _by_and(reading, left, right):
        return 0
    if right.kind == "measure":
        units = f"unit_ratio.{left.fields.get('unit')}-{right.fields.get('unit')}".lower()
        entry = reading.database.lexicon.entries.get(units)
        if right.fields.get("modifier") != "exact" or entry is None or a != int(a) or not 0 < b < Decimal(str(entry.value)):
            return 0
        left.fields["value"] = as_int(Decimal(a) + Decimal(b) / Decimal(str(entry.value)))
        return right.end
    number = left.fields.get("_number")
    scale = number.scaled if number is not None else 1
    places = scale == 1000 and a > 1_000_000 and a % 1_000_000 and b < 1000  # "3 ملايين و324 ألف دينار و482 دينارا"
    if left.fields["currency"] not in (None, right.fields["currency"]) or scale < 1000 or not (1000 <= b < scale or places):
        return 0
    left.fields.update(value=a + b, currency=right.fields["currency"], _noun=right.fields["_noun"])
    return right.end


def _past_hundred(reading: Reading, left: Draft, right: Draft) -> int:
    """Where a rank told behind full hundreds ends, which are added to it: "المادة الثالثة والثلاثون بعد المائة"; 0 where none does."""
    token = reading.tokens[right.first]
    a, number = left.fields.get("value"), token.number
    noun = right.fields.get("noun")
    if right.kind not in ("count", "ordinal") or number is None or number.digits or not token.definite:
        return 0
    if noun is not None and not reading.database.lexicon.has(fold(noun), "cue_scope"):
        return 0  # but "الخامسة بعد المائة عالميا"
    round_one = number.value is not None and (number.value == 1000 or (number.value % 100 == 0 and 100 <= number.value <= 900))
    if not round_one or not isinstance(a, int) or not 1 <= a < (number.value or 0) or a >= 1000 or token.clitics:
        return 0
    first = reading.tokens[left.first].number
    if first is None or first.digits or not reading.database.among("past-hundred", reading.norm[left.end : right.start].strip(" ")):
        return 0
    left.fields.update(value=a + int(number.value or 0), _hundreds=int(number.value or 0))
    return right.end


def _comparable(reading: Reading, left: Draft, right: Draft) -> Decimal | None:
    """How many of the first one's units the second one's unit has; None where the two measure different things."""
    if left.fields.get("point") != right.fields.get("point"):
        return None
    a, b = left.fields.get("unit"), right.fields.get("unit")
    if a == b or b in (f"{a}/h", f"{a}.h"):
        return Decimal(1)  # "بين 165 كيلومترا و224 كيلومترا في الساعة"
    entry = reading.database.lexicon.entries.get(f"unit_ratio.{b}-{a}".lower())
    return None if entry is None else Decimal(str(entry.value))  # "بين 400 غرام وكيلوغرام واحد"


def _rises(left: Draft, right: Draft, ratio: Decimal) -> bool:
    low, high = left.fields["value"], right.fields["value"]
    if left.kind == "duration":
        return in_days(low) < in_days(high)
    return bool(low < high * ratio)


def _range_between(reading: Reading, left: Draft, right: Draft) -> bool:
    """Whether two quantities are the ends of one range: بين … و …, من … إلى …, … - …."""
    between = reading.norm[left.end : right.start].strip(" ()")
    before = reading.tokens[left.first - 1] if left.first else None
    if between == "-" and "(" not in reading.norm[left.end : right.start]:
        return True
    middle = reading.tokens[left.last + 1] if left.last + 1 < len(reading.tokens) else None
    if left.kind == "duration" and middle is not None and middle.has("connector") and between == middle.text:
        if middle.value("connector") == "or":
            return bool(left.fields["_unit"] == right.fields["_unit"])
        if before is None or not before.has("from"):
            return True
    if left.kind == "percentage" and middle is not None and between == middle.text and middle.value("connector") == "to":
        if before is None or not (before.has("from") or before.has("between")):
            if left.rule == "count.cardinal" and not (before is not None and before.has("rate_word")):
                return True  # "تراجع الناتج 6 إلى 9 في المئة"
            return not changes(reading.tokens, left.first, reading.norm)  # "20 في المئة إلى 40 في المئة"
    if before is None or reading.norm[before.end : left.start].strip(" ("):
        return False
    if reading.database.among("and-till", between.lstrip("،, ")):
        return before.has("between")
    middle = reading.tokens[left.last + 1] if left.last + 1 < len(reading.tokens) else None
    if middle is None or between != middle.text or middle.value("connector") != "to":
        return False
    if before.has("between"):
        return True  # "بين 500 دينار إلى 1000 دينار"
    if not before.has("from"):
        return False
    return not changes(reading.tokens, left.first - 1, reading.norm)
