"""Dates: calendars, generators that come back as themselves, anchoring as a step of its own."""

import datetime
import random

import dateparser
import pytest

from extractor import Extractor

from .conftest import THOROUGH

MONTHS = {
    1: ["يناير", "كانون الثاني", "جانفي"], 2: ["فبراير", "شباط", "فيفري"], 3: ["مارس", "آذار"], 4: ["أبريل", "نيسان", "أفريل"],
    5: ["مايو", "أيار", "ماي"], 6: ["يونيو", "حزيران", "جوان"], 7: ["يوليو", "تموز", "جويلية", "يوليوز"], 8: ["أغسطس", "آب", "أوت", "غشت"],
    9: ["سبتمبر", "أيلول", "شتنبر"], 10: ["أكتوبر", "تشرين الأول"], 11: ["نوفمبر", "تشرين الثاني", "نونبر"], 12: ["ديسمبر", "كانون الأول", "دجنبر"],
}  # fmt: skip
EASTERN = str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩")


def styles(day: datetime.date, chance: random.Random) -> list[str]:
    month = chance.choice(MONTHS[day.month])
    first, second = MONTHS[day.month][0], MONTHS[day.month][1]
    return [
        f"{day.day} {month} {day.year}",
        f"{day.day} {first}/{second} {day.year}",
        f"{day.day} {second} / {first} عام {day.year}",
        f"{day.day} من {month} سنة {day.year}",
        f"{day.day} {first} ({second}) {day.year}",
        f"{day.day:02d}/{day.month:02d}/{day.year}",
        f"{day.day}-{day.month}-{day.year}",
        f"{day.year}/{day.month}/{day.day}",
        day.isoformat(),
        f"{day.day} - {day.month} - {day.year}",
        f"{day.day}.{day.month}.{day.year}",
        f"{day.day} {month} {day.year}".translate(EASTERN),
        f"{day.day} / {day.month} / {day.year}م".translate(EASTERN),
    ]


def test_every_day_comes_back_as_itself_in_several_styles(extractor: Extractor) -> None:
    chance = random.Random(3)
    day = datetime.date(1900, 1, 1)
    while day.year <= 2100:
        written = chance.sample(styles(day, chance), 6)  # each style has some 27,000 of the 73,000 days
        found = extractor("\n".join(f"صدر في {text} بيان." for text in written)).dates
        assert [r.value for r in found] == [day.isoformat()] * len(written), written
        assert all(r.earliest == r.latest == day.isoformat() for r in found)
        day += datetime.timedelta(days=1 if THOROUGH else 11)


def test_a_second_opinion_where_it_has_one(extractor: Extractor) -> None:
    """dateparser answers about half of the styles (no double names, no Levantine or Maghrebi months): what it answers is ours, too."""
    chance = random.Random(9)
    settings = {"STRICT_PARSING": True, "DATE_ORDER": "DMY"}
    answered = 0
    for _ in range(60):
        day = datetime.date(1950, 1, 1) + datetime.timedelta(days=chance.randrange(36_500))
        for text in styles(day, chance):
            other = dateparser.parse(text, languages=["ar"], settings=settings)
            if other is not None:
                answered += 1
                assert [r.value for r in extractor(text).dates] == [other.date().isoformat()], text
    assert answered > 300


def test_intervals_of_two_days_come_back(extractor: Extractor) -> None:
    chance = random.Random(4)
    for _ in range(1500):
        a = datetime.date(1900, 1, 1) + datetime.timedelta(days=chance.randrange(73_000))
        b = a + datetime.timedelta(days=chance.randrange(1, 4000))
        left, right = chance.choice(styles(a, chance)[:4]), chance.choice(styles(b, chance)[:4])
        for text in (f"من {left} إلى {right}", f"بين {left} و{right}", f"من {left} حتى {right}"):
            found = extractor(text).dates
            assert [r.value for r in found] == [f"{a}/{b}"], text


# Umm al-Qura correspondences as published: first days of years and of Ramadan, and the double dates of Saudi decrees.
HIJRI = [
    ("1/1/1400", "1979-11-20"), ("1/9/1400", "1980-07-13"), ("20/12/1405", "1985-09-05"), ("18/3/1391", "1971-05-13"),
    ("27/8/1412", "1992-03-01"), ("3/3/1414", "1993-08-20"), ("1/1/1420", "1999-04-17"), ("11/3/1424", "2003-05-12"),
    ("1/1/1430", "2008-12-29"), ("1/1/1431", "2009-12-18"), ("1/1/1432", "2010-12-07"), ("1/1/1433", "2011-11-26"),
    ("1/1/1434", "2012-11-15"), ("1/1/1435", "2013-11-04"), ("1/1/1436", "2014-10-25"), ("1/1/1437", "2015-10-14"),
    ("1/1/1438", "2016-10-02"), ("1/1/1439", "2017-09-21"), ("1/1/1440", "2018-09-11"), ("1/1/1441", "2019-08-31"),
    ("1/1/1442", "2020-08-20"), ("1/1/1443", "2021-08-09"), ("1/1/1444", "2022-07-30"), ("1/1/1445", "2023-07-19"),
    ("1/1/1446", "2024-07-07"), ("1/1/1447", "2025-06-26"), ("1/9/1430", "2009-08-22"), ("1/9/1431", "2010-08-11"),
    ("1/9/1432", "2011-08-01"), ("1/9/1433", "2012-07-20"), ("1/9/1434", "2013-07-09"), ("1/9/1435", "2014-06-28"),
    ("1/9/1436", "2015-06-18"), ("1/9/1437", "2016-06-06"), ("1/9/1438", "2017-05-27"), ("1/9/1440", "2019-05-06"),
    ("1/9/1441", "2020-04-24"), ("1/9/1442", "2021-04-13"), ("1/9/1443", "2022-04-02"), ("1/9/1444", "2023-03-23"),
    ("1/9/1445", "2024-03-11"), ("1/9/1446", "2025-03-01"), ("1/9/1447", "2026-02-18"), ("12/6/1437", "2016-03-21"),
    ("13/9/1438", "2017-06-08"), ("3/5/1438", "2017-01-31"), ("27/8/1438", "2017-05-23"), ("30/11/1438", "2017-08-22"),
    ("21/9/1440", "2019-05-26"), ("15/7/1441", "2020-03-10"), ("17/10/1441", "2020-06-09"), ("9/2/1443", "2021-09-16"),
    ("3/10/1443", "2022-05-04"), ("28/11/1443", "2022-06-27"), ("30/11/1443", "2022-06-29"), ("3/2/1444", "2022-08-30"),
    ("4/2/1444", "2022-08-31"), ("16/4/1444", "2022-11-10"), ("29/7/1444", "2023-02-20"), ("28/8/1444", "2023-03-20"),
    ("29/8/1444", "2023-03-21"), ("5/9/1444", "2023-03-27"), ("23/12/1444", "2023-07-11"), ("28/12/1444", "2023-07-16"),
    ("8/2/1445", "2023-08-24"), ("28/5/1445", "2023-12-12"), ("15/9/1445", "2024-03-25"), ("26/1/1446", "2024-08-01"),
    ("9/12/1446", "2025-06-05"), ("3/2/1447", "2025-07-28"),
]  # fmt: skip


@pytest.mark.parametrize(("hijri", "gregorian"), HIJRI)
def test_hijri_days(extractor: Extractor, hijri: str, gregorian: str) -> None:
    (record,) = extractor(f"وتاريخ {hijri}هـ").dates
    d, m, y = (int(x) for x in hijri.split("/"))
    assert (record.value, record.calendar, record.written) == (gregorian, "hijri", f"{y:04d}-{m:02d}-{d:02d}")


def test_hijri_outside_the_table_keeps_what_is_written(extractor: Extractor) -> None:
    (record,) = extractor("في 3 صفر 1290هـ").dates
    assert record.value is None and record.written == "1290-02-03" and record.calendar == "hijri"


@pytest.mark.parametrize(
    ("text", "value"),
    [("أعلن أمس", "2024-06-24"), ("الأسبوع الماضي", "2024-W25"), ("الشهر المقبل", "2024-07"), ("العام الماضي", "2023"), ("قبل يومين", "2024-06-23"),
     ("الأربعاء الماضي", "2024-06-19"), ("25 يونيو", "2024-06-25"), ("في ديسمبر الماضي", "2023-12"), ("الربع الأول", "2024-33")],
)  # fmt: skip
def test_anchoring_is_marked_and_can_be_turned_off(text: str, value: str) -> None:
    (record,) = Extractor(names=None)(text, published="2024-06-25").dates
    assert (record.value, record.anchored) == (value, True)
    (loose,) = Extractor(anchor=False, names=None)(text, published="2024-06-25").dates
    assert loose.anchored is False and (loose.value is None or loose.value.startswith("XXXX"))


@pytest.mark.parametrize("published", ["0001-01-01", "1582-10-15", "2200-01-01", "9999-12-31"])
def test_odd_document_dates_do_no_harm(extractor: Extractor, published: str) -> None:
    text = "عيد الفصح الماضي وعيد الفطر المقبل، الجمعة بعد المقبلة، في 3 مايو ثم في 31 منه، الأيام العشرون الأولى من فبراير"
    assert extractor(text, published=published).dates


def test_without_a_document_date_a_relative_expression_has_no_value(extractor: Extractor) -> None:
    (record,) = extractor("أعلن أمس").dates
    assert record.value is None and record.earliest is None
