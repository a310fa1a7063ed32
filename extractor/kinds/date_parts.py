"""Partial dates: what a text says of a date, no more; their EDTF values and days, and the Hijri calendar."""

from __future__ import annotations

import calendar
import re
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any, Final

from hijridate import Gregorian, Hijri

from ..patterns import Entry
from ..text.match import Reading, Slots
from ..text.normalize import fold
from ..text.scan import Token

ONE_DAY: Final = timedelta(days=1)


class Part:
    """A partial date.

    Attributes:
        unit: day, week, month, quarter, half, season, year, decade, century, months, years, hijri, feast, now, unknown.
        y, m, d: what is known of the Gregorian date.
        n: which quarter, half, season, ISO week; last month of `months`; last year of `years`.
        years: how many years from the document's, where only the year is relative ("مارس من العام الماضي").
        offset: for relative expressions: how many units from the document's date, None where absolute.
        weekday: ISO weekday, where the text names just that.
        pointer: last, next, this …: what the text says of a date whose year is missing.
        feast: the feast and how many days behind its first, for unit `feast`.
        hijri: (year, month, day) as written, zeros where absent.
    """

    __slots__ = ("anchored", "d", "feast", "hijri", "last", "m", "n", "offset", "pointer", "unit", "weekday", "y", "years")

    def __init__(self, unit: str, y: int | None = None, m: int | None = None, d: int | None = None) -> None:
        self.unit, self.y, self.m, self.d = unit, y, m, d
        self.n: int | None = None
        self.offset: int | None = None
        self.years: int | None = None
        self.weekday: int | None = None
        self.pointer: str | None = None
        self.hijri: tuple[int, int, int] | None = None
        self.feast: tuple[Entry, int] | None = None
        self.last: date | None = None
        self.anchored = False

    @property
    def known(self) -> bool:
        """Whether nothing is left to resolve."""
        return self.unit != "unknown" and self.offset is None and self.weekday is None and self.y is not None

    def on(self, d: int) -> Part:
        """The same on another day: a compiled class cannot go through `copy.copy`."""
        other = Part(self.unit, self.y, self.m, d)
        other.n, other.offset, other.years, other.weekday, other.pointer = self.n, self.offset, self.years, self.weekday, self.pointer
        other.hijri, other.feast, other.last, other.anchored = self.hijri, self.feast, self.last, self.anchored
        return other

    def days(self) -> tuple[date | None, date | None]:
        """First and last day meant; None where unknown."""
        y = self.y
        if y is None or not 1 <= y <= 9998:
            return None, None
        m, d, n = self.m, self.d, self.n
        try:
            if self.unit == "hijri" and m and d:
                return date(y, m, d), self.last
            if self.unit == "day" and m and d:
                return date(y, m, d), date(y, m, d)
            if self.unit == "month" and m:
                return date(y, m, 1), _month_end(y, m)
            if self.unit == "week" and n:
                return date.fromisocalendar(y, n, 1), date.fromisocalendar(y, n, 7)
            if self.unit == "quarter" and n:
                return date(y, 3 * n - 2, 1), _month_end(y, 3 * n)
            if self.unit == "half" and n:
                return date(y, 6 * n - 5, 1), _month_end(y, 6 * n)
            if self.unit == "season" and n:
                return None, None
            if self.unit == "months" and m and n:
                return date(y, m, 1), _month_end(y, n)
            if self.unit == "year":
                return date(y, 1, 1), date(y, 12, 31)
            if self.unit == "years" and n:
                return date(y, 1, 1), date(n, 12, 31)
            if self.unit == "decade":
                return date(y, 1, 1), date(y + 9, 12, 31)
            if self.unit == "century":
                return date(max(y, 1), 1, 1), date(y + 99, 12, 31)
        except ValueError:
            pass
        return None, None

    def edtf(self) -> str | None:
        """The EDTF value, None where nothing certain can be said."""
        y, m, d, n = self.y, self.m, self.d, self.n
        if self.unit == "now":
            return ".."
        if (
            self.offset is not None
            or (self.years is not None and self.unit not in ("day", "month"))
            or self.weekday is not None
            or self.unit in ("unknown", "feast")
        ):
            return None
        year = "XXXX" if y is None else (f"{y:04d}" if y > 0 else f"-{1 - y:04d}")
        if self.unit == "hijri":
            first, last = self.days()
            if first is None or last is None:
                return None
            return first.isoformat() if first == last else f"{first.isoformat()}/{last.isoformat()}"
        if self.unit == "day":
            return f"{year}-{m:02d}-{d:02d}"
        if self.unit == "month":
            return f"{year}-{m:02d}"
        if self.unit == "week":
            return f"{year}-W{n:02d}"
        if y is None and self.unit in ("quarter", "half", "week"):
            return None
        if self.unit == "quarter":
            return f"{year}-{32 + (n or 1)}"
        if self.unit == "half":
            return f"{year}-{39 + (n or 1)}"
        if self.unit == "season":
            return f"{year}-{n}"
        if y is None and self.unit in ("months", "quarter", "half"):
            return None
        if self.unit == "months":
            return f"{year}-{m:02d}/{year}-{n:02d}"
        if y is None:
            return None
        if self.unit == "year":
            return year
        if self.unit == "years":
            return f"{year}/{n:04d}"
        if self.unit == "decade":
            return f"{y // 10}X"
        if self.unit == "century":
            return f"{y // 100:02d}XX"
        return None


GRANULARITY: Final = {"months": "interval", "years": "interval", "unknown": "day", "now": "day", "feast": "day"}


def _month_end(y: int, m: int) -> date:
    return date(y, m, calendar.monthrange(y, m)[1])


def day_part(y: int | None, m: int, d: int) -> Part | None:
    """A day, None where there is none such in the calendar."""
    if not 1 <= m <= 12 or not 1 <= d <= (calendar.monthrange(y if y and 1 <= y <= 9998 else 2024, m)[1]):
        return None
    return Part("day", y, m, d)


def hijri(y: int, m: int = 0, d: int = 0) -> Part | None:
    """A Hijri day, month or year as the Gregorian days it covers, by Umm al-Qura (1343-1500 AH).

    Returns:
        None where the day does not exist; outside the table's range a part without days.
    """
    part = Part("hijri")
    part.hijri = (y, m, d)
    if m > 12 or d > 30:
        return None
    if not 1343 <= y <= 1500:
        # Outside the table the arithmetic calendar is right to within two days: only years and months are given.
        part.unit = "unknown"
        return part
    try:
        late = d == 30 and Hijri(y, m, 1).month_length() == 29  # sighted elsewhere: the day behind the table's last one
        shown = Hijri(y, m or 1, 29 if late else d or 1).to_gregorian()
        start = date(shown.year, shown.month, shown.day) + timedelta(days=1 if late else 0)
        if d:
            end = start
        else:
            final_month = m or 12
            final = Hijri(y, final_month, Hijri(y, final_month, 1).month_length()).to_gregorian()
            end = date(final.year, final.month, final.day)
    except (ValueError, OverflowError):
        return None
    part.y, part.m, part.d = start.year, start.month, start.day
    part.last = end
    return part


def is_hijri_year(value: Any) -> bool:
    return isinstance(value, int) and 1200 <= value <= 1500


_PIECES: Final = re.compile(r"\d+")


def read_numeric(text: str, era: str | None) -> Part | None:
    """Read "25/09/2023", "1441/7/15هـ", "14-10-2021", "7.4.2021".

    Args:
        text: three groups of ASCII digits with separators.
        era: "hijri", "gregorian" or None.

    Returns:
        The day; None where the shape is no date or the year has two digits (no pivot).
    """
    a, b, c = _PIECES.findall(text)
    if len(a) == 4 and len(c) <= 2:
        y, m, d = int(a), int(b), int(c)
    elif len(c) == 4 and len(a) <= 2:
        y, m, d = int(c), int(b), int(a)
    else:
        return None
    if m > 12 >= d:
        m, d = d, m
    if not m or not d:
        return None
    if era == "hijri" or (era is None and is_hijri_year(y)):
        return hijri(y, m, d)
    if not 1000 <= y <= 2999:
        return None
    return day_part(y, m, d)


def value_of(token: Token | None) -> Any:
    if token is None or token.number is None:
        return None
    return token.number.value


def era_of(slots: Slots) -> str | None:
    token = slots.get("e")
    return None if token is None else str(token.value("era"))


def apply_year(part: Part, slots: Slots) -> None:
    """Read the slots of $year and $ofyear into a part."""
    y = value_of(slots.get("y"))
    if y is not None:
        part.y = y
        return
    pointer = slots.get("p")
    if pointer is not None and "yw" in slots:
        part.years = OFFSETS[str(pointer.value("pointer"))]
        part.pointer = str(pointer.value("pointer")) if pointer.value("pointer") in ANAPHORIC else None
    elif pointer is not None:
        part.pointer = str(pointer.value("pointer"))
    elif "sm" in slots:
        part.years, part.pointer = 0, "same"  # "27 مايو من نفس العام"
    elif "yw" in slots:
        part.years = 0


# A part for the whole match; several with their spans; [] for silence; None to decline.
Made = Any
Maker = Callable[[Reading, Slots], Made]
OFFSETS: Final = {"before_last": -2, "last": -1, "same": 0, "this": 0, "next": 1, "following": 1, "after_next": 2}
# Pointers that count from the date named before.
ANAPHORIC: Final = ("same", "following")


def point_from(part: Part, way: str) -> None:
    """Set how far a part lies from the day of publication, or from the date named before."""
    part.offset = OFFSETS[way]
    if way in ANAPHORIC:
        part.pointer = way


class Interval(Part):
    """Two partial dates with what lies between."""

    __slots__ = ("left", "right")

    def __init__(self, left: Part, right: Part) -> None:
        super().__init__("interval")
        self.left, self.right = left, right

    def edtf(self) -> str | None:
        left, right = self.left.edtf(), self.right.edtf()
        if left is None or right is None:
            return None
        # An end that is itself an interval lends its outer bound.
        return f"{left.split('/')[0]}/{right.split('/')[-1]}"

    def days(self) -> tuple[date | None, date | None]:
        return self.left.days()[0], None if self.right.unit == "now" else self.right.days()[1]


CLAUSE_END: Final = re.compile(r" ?(?:[.،؛\n)]|$)").match
DIGIT_NEXT: Final = re.compile(r" {0,2}\d").match
NOT_A_NOUN: Final = re.compile(r" {0,2}(?:[^\w\s]|$|\n|(?:و|ف)?\d)")
FUNCTION: Final = frozenset({"stop", "date_context", "connector", "cue_elative", "no_noun"})


def ordinal_of(slots: Slots, most: int) -> int | None:
    n = value_of(slots.get("o"))
    return n if isinstance(n, int) and 1 <= n <= most else None


def is_plural(token: Token) -> bool:
    """Whether a unit of time stands in the plural."""
    plural = token.word.senses["time_unit"].plural  # type: ignore[union-attr]
    return token.text.removeprefix("ال") in map(fold, plural)


def hijri_years(y: int) -> range:
    """The Hijri years that may share a day with a Gregorian year."""
    around = (y - 622) * 33 // 32
    return range(around - 1, around + 3)


# Stands for the last day of a month whose length isn't known yet; _LAST - 6 is the seventh from the end.
_LAST: Final = 90


def to_day(part: Part) -> None:
    """Turn a month with a day into a day, where the month has it."""
    assert part.m is not None and part.d is not None
    length = calendar.monthrange(part.y if part.y and 1 <= part.y <= 9998 else 2023, part.m)[1]
    if part.d > 31:
        part.d += length - _LAST
    if part.d <= length:
        part.unit = "day"


def feast_days(entry: Entry, year_: int) -> list[date]:
    """The days of a Gregorian year on which a feast begins; most have one, a Hijri feast may have none or two.

    Args:
        entry: with the feast's `calendar` and `value`.
        year_: 1583 and later; Hijri feasts only where the Umm al-Qura table reaches.
    """
    kind, value = entry.features.get("calendar"), str(entry.value)
    if kind == "table":
        listed = entry.features.get(str(year_))
        return [date.fromisoformat(f"{year_:04d}-{listed}")] if listed else []
    if kind in ("western", "orthodox"):
        from dateutil.easter import EASTER_ORTHODOX, EASTER_WESTERN, easter

        return [easter(year_, EASTER_WESTERN if kind == "western" else EASTER_ORTHODOX) + timedelta(days=int(value))]
    m, _, d = value.partition("-")
    if kind == "gregorian":
        return [date(year_, int(m), int(d))]
    days = (hijri(y, int(m), int(d)) for y in hijri_years(year_))
    return [day for part in days if part is not None and (day := part.days()[0]) is not None and day.year == year_]


def to_feast(part: Part, year_: int) -> bool:
    """Set a feast's day in a year, Gregorian or Hijri; False where there isn't exactly one."""
    assert part.feast is not None
    entry, later = part.feast
    if is_hijri_year(year_) and entry.features.get("calendar") == "hijri":
        m, _, d = str(entry.value).partition("-")
        exact = hijri(year_, int(m), int(d))
        days = [day] if exact is not None and (day := exact.days()[0]) is not None else []
    elif 1583 <= year_ <= 2199:
        days = feast_days(entry, year_)
    else:
        return False
    if len(days) != 1:
        return False
    day = days[0] + timedelta(days=later)
    part.unit, part.y, part.m, part.d, part.years = "day", day.year, day.month, day.day, None
    return True


def gregorian_to_hijri(day: date) -> tuple[int, int, int]:
    """The Umm al-Qura date of a Gregorian day."""
    return Gregorian(day.year, day.month, day.day).to_hijri().datetuple()
