"""Hostile texts: what makes a reader of numbers, dates and places slow, as far as anybody has thought of it.

Out come names and texts of a size asked for, in bytes of UTF-8: small pieces repeated, brackets nested, lists that grow, and
what the pattern directories themselves give: their examples, the forms of their senses, their places.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import cycle, islice

from extractor.grammar import Database
from extractor.places.gazetteer import Gazetteer

from .common import size

SMALL, LARGE = 100_000, 1_000_000

# What is repeated, by name.
REPEATED = {
    "digits": "7",
    "digits and spaces": "1 ",
    "digits and commas": "1,",
    "digits and dots": "1.",
    "digits and dashes": "1-",
    "digits and slashes": "1/",
    "digits and colons": "1:",
    "threes of digits and spaces": "123 ",
    "threes of digits and commas": "123,",
    "threes of digits and dots": "123.",
    "Arabic digits": "٧",
    "Arabic digits and separators": "٧٬",
    "Arabic digits and Arabic commas": "٧، ",
    "digits and decimal letters": "1ر",
    "long numbers": "12345678901234567890 ",
    "dates in figures": "25/09/2023 ",
    "dates in figures, glued": "25/09/2023",
    "dates in figures, halved": "25/09/",
    "clock times": "10:30 ",
    "و": "و",
    "و and spaces": "و ",
    "و and digits": "و5 ",
    "و, digits in a row": "و5 و6 و7 و8 و9 ",
    "proclitics": "وبال",
    "ل": "ل",
    "ranges open": "من 1 إلى ",
    "ranges": "من 1 إلى 2 ",
    "ranges with dashes": "1 - 2 - ",
    "ranges in brackets": "(3) إلى (5) ",
    "points in brackets": "(3) بند ",
    "bare millions": "5 ملايين ",
    "bare millions, slashed": "61,3/86,4 مليار ",
    "millions and money": "5 ملايين و6 ملايين دولار ",
    "an organ's own": "قرارها 70/1 ",
    "an organ's own, listed": "قراراتها 44/25 المؤرخ 20 تشرين الثاني و66/138 ",
    "prices from": "ابتداء من 319 دينارا ",
    "between": "بين 1 و",
    "more than": "أكثر من ",
    "more than one": "أكثر من 1 ",
    "month names": "مايو ",
    "month names, slashed": "مايو/",
    "month names, listed": "مايو ويونيو ويوليو ",
    "dates": "5 مايو 2024، ",
    "dates, bare": "5 مايو 2024 ",
    "dates, open": "5 مايو ",
    "dates, ranged": "5 - 7 مايو 2024 - ",
    "days that share a month": "5 و",
    "days that share a month, with commas": "5، ",
    "weekdays": "الأحد ",
    "weekdays and dates": "الأحد 5 مايو، ",
    "years": "2024 ",
    "years, named": "عام 2024 ",
    "years, ranged": "2023-2024 ",
    "years, sloped": "2023/2024/",
    "hijri years": "1445هـ ",
    "places two spaces apart": "الولايات  المتحدة  كندا  ",
    "places, no space": "كندا/لبنان،كندا.",
    "first words of names": "الولايات ",
    "words, no space": "كلام،",
    "places that take company": "في العين. ",
    "places that take their own noun": "محافظة الشمال. ",
    "averages": "في المتوسط كلام. ",
    "ones of several": "إلا 7 تسديدات، واحدة فقط. ",
    "first or preliminary": "التشخيص الأولي. ",
    "multiples of multiples": "مئات الملايين الملايين ",
    "brackets, open": "(",
    "brackets, closed": ")",
    "brackets, empty": "()",
    "brackets with figures": "(5) ",
    "brackets open with figures": "(5 ",
    "diacritics": "\u064e",
    "tatweel": "ـ",
    "zero-width joiners": "\u200d",
    "bidi marks": "\u200f\u202b",
    "letters with diacritics": "مَ",
    "letters with tatweel": "مـ",
    "combining marks and letters": "ا\u0654",
    "dashes": "-",
    "dashes and spaces": "- ",
    "underscores": "_",
    "hashtags": "#كوريا_الشمالية",
    "percent signs": "%",
    "percentages": "5% ",
    "percentages, worded": "نسبة 5 في المئة ",
    "in the hundred": "في المئة ",
    "decisions": "القرار رقم 1-",
    "decisions, named": "القرار رقم 21-NQ/TW ",
    "decisions, listed": "القرارين رقم 1 و2 و",
    "decision, number of": "القرار رقم ",
    "symbols": "1/QD-",
    "symbols, sloped": "12/2024/ND-CP ",
    "United Nations symbols": "S/RES/1 ",
    "the word article": "المادة 1 ",
    "one long word": "م",
    "one long word of ال": "ال",
    "Latin letters": "a",
    "Latin words": "word ",
    "Latin letters and digits": "a1",
    "Latin letters and dots": "a.",
    "Latin capitals": "A/",
    "addresses": "http://",
    "addresses, dotted": "www.",
    "mails": "a@",
    "thousands": "ألف ",
    "millions": "مليون ",
    "thousands and": "ألف و",
    "thousands with numbers": "5 آلاف و",
    "millions with numbers": "5 ملايين و",
    "number words": "خمسة وعشرون ",
    "number words, tied": "خمسة و",
    "hundreds": "مئة و",
    "ordinals": "الأول ",
    "halves": "نصف ",
    "currencies": "دولار ",
    "sums": "5 دولارات ",
    "sums, ranged": "5 - 6 دولارات - ",
    "units": "كيلومتر ",
    "measures": "5 كم ",
    "measures, squared": "5 كيلومترات مربعة ",
    "durations": "5 سنوات و3 أشهر و",
    "ages": "(52 عاما) ",
    "counts": "5 شركات ",
    "counts, tied": "5 شركات و",
    "countries": "مصر ",
    "countries, listed": "مصر وسوريا ولبنان و",
    "towns": "هانوي ",
    "towns, listed": "هانوي، ",
    "weak places": "المنصورة ",
    "the word for town": "مدينة ",
    "the word for province": "محافظة ",
    "the word for province, definite": "المحافظة ",
    "towns with their noun": "مدينة هانوي ",
    "communes": "بلدية تيا دينه وشا دونغ و",
    "unlisted towns": "مدينة كركنغ ",
    "nationalities": "السعودية والمصرية ",
    "quotes": '"',
    "quotes and words": '"مدينة "',
    "French quotes": "«»",
    "apostrophes": "'",
    "newlines": "\n",
    "newlines and figures": "5\n",
    "carriage returns": "\r\n",
    "tabs": "\t",
    "spaces": " ",
    "spaces that don't break": "\u00a0",
    "emoji": "😀",
    "emoji and figures": "5😀",
    "lone surrogates": "\ud800",
    "null characters": "\0",
    "compatibility ligatures": "ﷺ",
    "presentation forms": "ﻼ",
    "bullets": "• 5 ",
    "numbered lines": "1. مدينة\n",
    "plus signs": "+1",
    "slashes": "/",
    "commas": "،",
    "full stops": ".",
    "threes of digits and Arabic commas": "123،",
    "minutes of goals": "غيريرو (55) ",
    "shares of a whole": "86 من العمال ",
    "until now": "مايو 2020 حتى الآن ",
    "weekdays, tied": "والأحد ",
    "yesterdays": "أمس ",
    "decisions, bare": "قرار 21 ",
    "decisions of the Security Council": "القرار رقم 2216 ",
    "decisions of the United Nations": "قرار الأمم المتحدة 2216 ",
    "laws with their year": "القانون رقم 5 عام 2020 ",
    "a sure place and a weak one": "مصر المنصورة ",
    "weak places, dashed": "المنصورة - ",
    "provinces that share a noun": "محافظتي حجة وصعدة ",
    "towns, quoted": 'مدينة "كركنغ" ',
    "units stuck to a word": "62 دولارللبرميل ",
    "sums with their sign": "$5",
    "thousands, counted": "380 ألفا ",
    "thousands, risen": "بارتفاع 4 آلاف ",
    "decimals in words": "5 فاصلة 5 ",
    "decimals in words, crossed": "5 فاصلة 5 فاصل 5 ",
    "alternatives": "خمس أو ست أو سبع ",
    "duals": "5 شركات سعفتين ذهبيتين ",
    "degrees": "5 درجات ",
    "lists with dots": "1. ا ",
}
_MARKS_AND_LETTERS = "5 مايو 2024، من 1 إلى (مدينة «هانوي» 5% ألف و- القرار رقم 1-NQ/TW \n😀\u200fـَ"


def hostile(target: int) -> Iterator[tuple[str, str]]:
    """Name and text of each input of so many bytes."""
    for name, piece in REPEATED.items():
        yield name, repeat(piece, target)
    yield "one letter with diacritics", "م" + repeat("\u064e\u0651", target)
    yield "a figure before one long word", "5" + repeat("م", target)
    yield "labelled numbers in one list", "الفصول 6" + repeat(" و22", target)
    yield "scales in a row", "عشرات " + repeat("مليون ", target)
    yield "a figure with tatweel behind", "5" + repeat("ـ", target)
    yield "brackets, nested", nested("(", ")", target)
    yield "brackets, nested around figures", nested("(5 ", ")", target)
    yield "brackets, square in round", nested("([", "])", target)
    yield "quotes, nested", nested("«", "»", target)
    yield "lists, nested", nested("5 شركات (منها ", ")", target)
    yield "dates, nested", nested("5 مايو (", ")", target)
    yield "numbers, growing", repeat(" ".join(map(str, range(2_000))) + " ", target)
    yield "years, growing", repeat("".join(f"عام {year}، " for year in range(1800, 2100)), target)
    yield "towns, unlisted and growing", repeat("".join(f"مدينة كركنغ{a}{b} " for a in _LETTERS for b in _LETTERS), target)
    yield "words, all different", repeat("".join(f"{a}{b}{c}{a} " for a in _LETTERS for b in _LETTERS for c in _LETTERS), target)
    yield "mixed", repeat(_MARKS_AND_LETTERS, target)
    yield "mixed by characters", repeat("".join(a + b for a in _MARKS_AND_LETTERS for b in _MARKS_AND_LETTERS), target)


_LETTERS = "بتثجحخدذرزسشصضطظعغفقكلمنهوي"


def derived(database: Database, gazetteer: Gazetteer) -> Iterator[tuple[str, str]]:
    """Name and text of each input that the data gives: examples of patterns with what may join them, forms of senses, places."""
    for id, example in examples(database):
        for name, joint in (("space", " "), ("comma", "، "), ("and", " و")):
            yield f"{id}, {name}: {example}", repeat(example + joint, SMALL)
    senses: dict[str, list[str]] = {}
    for form, word in database.lexicon.words.items():
        for sense in word.senses:
            senses.setdefault(sense, []).append(form)
    for sense, forms in sorted(senses.items()):
        yield f"sense {sense}", repeat(" ".join(forms) + " ", SMALL)
        yield f"sense {sense}, with figures", repeat(" ".join(f"{form} 5" for form in forms) + " ", SMALL)
    yield "places", repeat(" ".join(gazetteer.forms) + " ", SMALL)
    yield "small places behind the word for commune", repeat(" ".join(f"بلدية {name}" for name in gazetteer.small) + " ", SMALL)


def examples(database: Database) -> Iterator[tuple[str, str]]:
    """Id and text of each example of patterns and false positives."""
    for pattern in database.patterns:
        for example in pattern.examples:
            yield pattern.id, example if isinstance(example, str) else example.text
    for negative in database.false_positives:
        for text in negative.examples:
            yield negative.id, text


def repeat(piece: str, target: int) -> str:
    """A piece again and again, up to so many bytes."""
    held = size(piece)
    if held > target:
        return "".join(islice(cycle(piece), int(target / held * len(piece))))
    return piece * max(1, target // held)


def nested(opening: str, closing: str, target: int) -> str:
    """Brackets in brackets, so many bytes of them."""
    depth = target // size(opening + closing)
    return opening * depth + closing * depth
