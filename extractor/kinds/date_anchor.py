"""Anchoring: what a partial date leaves open is filled from the document's date, and the contract's fields are written."""

from __future__ import annotations

import calendar
from datetime import date, timedelta

from ..text.match import Draft, Reading
from .date_parts import ANAPHORIC, GRANULARITY, ONE_DAY, Interval, Part, feast_days, gregorian_to_hijri, hijri, to_day, to_feast


def anchor(reading: Reading) -> None:
    """Fill what the text leaves open from the document's date; each part it changes is marked."""
    published = reading.published
    if published is not None and not 3 <= published.year <= 9996:
        published = None  # at the rim of the calendar there is no last or next year
    last_named: tuple[int, int | None, int | None] | None = None
    said: set[tuple[int, int | None]] = set()  # days that took the text's year before
    named: dict[int, tuple[int, int]] = {}  # month → the year the text gave it last, and where
    for draft in reading.drafts:
        if draft.kind == "date":
            part = draft.fields["_part"]
            for piece in (part.left, part.right) if isinstance(part, Interval) else (part,):
                if piece.pointer in ANAPHORIC and last_named is not None:
                    _same(piece, *last_named)
                if published is not None:
                    if piece.y is None and piece.unit in ("day", "month") and piece.m in named and piece.pointer is None:
                        if piece.offset is None and piece.weekday is None and _far(piece, published, named[piece.m][0]):
                            if draft.start - named[piece.m][1] < 450 or (piece.m, piece.d) in said:
                                piece.y, piece.anchored = named[piece.m][0], True
                                named[piece.m] = (piece.y, draft.start)
                                said.add((piece.m, piece.d))
                    _resolve(piece, published)
                if piece.y is not None and piece.unit != "unknown":
                    last_named = (piece.y, piece.m, piece.d)
                if piece.y is not None and piece.m is not None and not piece.anchored and piece.unit in ("day", "month"):
                    named[piece.m] = (piece.y, draft.start)
            if isinstance(part, Interval):
                if published is not None and part.left.anchored and part.right.anchored:
                    _in_order(part, published)
                part.anchored = part.left.anchored or part.right.anchored


def _in_order(interval: Interval, published: date) -> None:
    """Put both ends of an interval that were completed apart into one year, the nearer one: "من يوليو إلى ديسمبر" told in April."""
    left, right = interval.left, interval.right
    if left.y is None or right.y is None or not left.m or not right.m or {left.unit, right.unit} - {"day", "month"}:
        return
    if (left.y, left.m, left.d or 0) <= (right.y, right.m, right.d or 31):
        return
    middle = (left.y * 12 + left.m + (right.y + 1) * 12 + right.m) / 2 - (published.year * 12 + published.month)
    if middle < 6 and left.y == right.y + 1:
        right.y += 1
    else:
        left.y -= 1


def _same(part: Part, y: int, m: int | None, d: int | None) -> None:
    """Resolve "الشهر نفسه", "العام التالي", "الثلاثاء التالي" by the date named before."""
    if part.weekday is not None:
        if part.pointer == "following" and m is not None and d is not None:
            base = date(y, m, d)
            _set_day(part, base + timedelta(days=(part.weekday - base.isoweekday() - 1) % 7 + 1))
        return
    step = part.offset if part.offset is not None else part.years
    if step is None:
        return
    if part.unit == "month" and part.offset is not None:
        if m is None:
            return
        months = y * 12 + m - 1 + step
        part.y, part.m = months // 12, months % 12 + 1
        if part.d is not None:
            to_day(part)
    elif part.unit in ("year", "day", "month", "season", "quarter", "half", "months"):
        part.y = y + step
    else:
        return
    part.offset, part.years, part.pointer = None, None, None


def _far(part: Part, published: date, year_: int) -> bool:
    """Whether the year the text gave the month before is likelier than the nearest one: that one lies months away."""
    nearest = date(_year_for(part, published), part.m or 1, 15)
    return abs((nearest - published).days) > 60 and abs(year_ - published.year) <= 2


def _resolve(part: Part, published: date) -> None:
    if part.unit == "unknown" and part.hijri and not part.hijri[0] and part.hijri[1]:
        _hijri_year(part, published)
    if part.unit in ("now", "unknown") or part.pointer == "every":
        return
    if part.unit == "feast":
        _resolve_feast(part, published)
        return
    if part.years is not None and part.offset is None:
        part.y, part.years = published.year + part.years, None
        part.anchored = True
        if part.unit == "quarter" and part.pointer == "recent":
            part.pointer = None
            if (part.n or 1) * 3 - 2 > published.month + 6:
                part.y -= 1  # "في الربع الرابع", told in January
        return
    if part.weekday is not None:
        base = published
        if part.offset is not None and part.pointer == "of_week":
            day = published + timedelta(days=part.weekday - published.isoweekday() + 7 * part.offset)
        elif part.offset is not None:
            base = published + timedelta(days=part.offset)
            delta = (part.weekday - base.isoweekday() + 3) % 7 - 3
            day = base + timedelta(days=delta)
        elif part.pointer in ("next", "following", "after_next"):
            day = base + timedelta(days=(part.weekday - base.isoweekday() - 1) % 7 + (8 if part.pointer == "after_next" else 1))
        elif part.pointer == "future":
            day = base + timedelta(days=(part.weekday - base.isoweekday()) % 7)
        elif part.pointer in ("last", "before_last"):
            day = base - timedelta(days=(base.isoweekday() - part.weekday - 1) % 7 + (8 if part.pointer == "before_last" else 1))
        else:
            day = base - timedelta(days=(base.isoweekday() - part.weekday) % 7)
        _set_day(part, day)
        return
    if part.offset is not None:
        offset = part.offset
        part.anchored = True
        if part.unit == "day":
            _set_day(part, published + timedelta(days=offset))
        elif part.unit == "week":
            y, w, _ = (published + timedelta(weeks=offset)).isocalendar()
            part.y, part.n, part.offset = y, w, None
        elif part.unit == "month":
            months = published.year * 12 + published.month - 1 + offset
            part.y, part.m, part.offset = months // 12, months % 12 + 1, None
            if part.d is not None:
                to_day(part)
        elif part.unit == "quarter":
            quarters = published.year * 4 + (published.month - 1) // 3 + offset
            part.y, part.n, part.offset = quarters // 4, quarters % 4 + 1, None
        elif part.unit == "decade":
            part.y, part.offset = published.year // 10 * 10 + 10 * offset, None
        elif part.unit == "century":
            part.y, part.offset = published.year // 100 * 100 + 100 * offset, None
        else:
            part.y, part.offset = published.year + offset, None
        return
    if part.y is None and part.unit in ("day", "month", "season"):
        part.y = _year_for(part, published)
        part.anchored = True


def _resolve_feast(part: Part, published: date) -> None:
    """Set a feast's day by its year's distance or its pointer from the document's date."""
    assert part.feast is not None
    if part.years is not None:
        part.anchored = to_feast(part, published.year + part.years)
        return
    days = sorted(day for y in range(published.year - 1, published.year + 2) for day in feast_days(part.feast[0], y))
    if part.pointer == "last":
        days = [day for day in days if day < published][-1:]
    elif part.pointer == "next":
        days = [day for day in days if day > published][:1]
    else:
        days = sorted(days, key=lambda day: abs((day - published).days))[:1]
    if days:
        _set_day(part, days[0] + timedelta(days=part.feast[1]))


def _hijri_year(part: Part, published: date) -> None:
    """Give a Hijri day without year the year whose day is nearest."""
    assert part.hijri is not None
    _, m, d = part.hijri
    if not 1925 <= published.year <= 2076:
        return
    this = gregorian_to_hijri(published)[0]
    found = [p for p in (hijri(y, m, d) for y in (this - 1, this, this + 1)) if p is not None and p.days()[0] is not None]
    if part.pointer in ("last", "next"):
        after = part.pointer == "next"
        found = [p for p in found if ((p.days()[0] or published) > published) is after and (after or (p.last or published) < published)]
    if found:
        best = min(found, key=lambda p: abs(((p.days()[0] or published) - published).days))
        part.unit, part.y, part.m, part.d, part.last, part.hijri = best.unit, best.y, best.m, best.d, best.last, best.hijri
        part.anchored = True


def _set_day(part: Part, day: date) -> None:
    part.unit = "day"
    part.y, part.m, part.d = day.year, day.month, day.day
    part.weekday = part.offset = None
    part.anchored = True


def _year_for(part: Part, published: date) -> int:
    """The year of a date that leaves it out: the nearest one, or what the pointer says."""
    y = published.year
    if part.unit == "season":
        months = {21: 4, 22: 7, 23: 10, 24: 1}
        centre = date(y, months[part.n or 22], 15)
        if part.pointer == "last":
            return y if centre < published - timedelta(days=45) else y - 1
        if part.pointer == "next":
            return y if centre > published - timedelta(days=30) else y + 1
        return y
    m = part.m or 1
    if part.pointer == "this":
        return y
    if part.pointer in ("before_last", "after_next"):
        nearer = "last" if part.pointer == "before_last" else "next"
        part.pointer = nearer
        return _year_for(part, published) + (1 if nearer == "next" else -1)
    if part.unit == "month":
        if part.pointer == "last":
            return y if m < published.month else y - 1
        if part.pointer == "next":
            return y if m > published.month else y + 1
        difference = m - published.month
        if part.pointer == "future" and -12 < difference < 8 and not -6 < difference < 0:
            return y + (1 if difference < 0 else 0)
        # News tells more of what was: a month further ahead than three is last year's.
        return y + (1 if difference < -9 else (-1 if difference > 3 else 0))
    best = y
    d = part.d or 1
    options = []
    for year_ in (y - 1, y, y + 1):
        if d <= calendar.monthrange(year_, m)[1]:
            options.append((abs((date(year_, m, d) - published).days), year_, (date(year_, m, d) - published).days))
    if part.pointer == "last":
        past = [o for o in options if o[2] <= 0]
        return max(past)[1] if not past else max(o[1] for o in past)
    if part.pointer == "next":
        future = [o for o in options if o[2] >= 0]
        return min(o[1] for o in future) if future else y
    if part.pointer == "future":
        far = 300 if all(abs(o[2]) > 100 for o in options) else 200
        future = [o for o in options if -3 <= o[2] <= far]
        if future:
            return min(o[1] for o in future)
    if options:
        best = min(options)[1]
        if min(options)[2] > 110:
            best -= 1
    return best


def finish(draft: Draft) -> None:
    """Write the contract's fields from a draft's part."""
    fields = draft.fields
    part: Part = fields.pop("_part")
    value = part.edtf()
    earliest, latest = part.days()
    fields["value"] = value
    fields["granularity"] = "interval" if isinstance(part, Interval) else GRANULARITY.get(part.unit, part.unit)
    if part.unit == "month" and part.d is not None:
        fields["granularity"] = "day"  # "11 من الشهر الجاري"
    if part.unit in ("hijri", "unknown") and part.hijri:
        fields["granularity"] = "day" if part.hijri[2] else ("month" if part.hijri[1] else "year")
    modifier = fields.get("modifier")
    if modifier == "since":
        latest = None
    elif modifier == "until":
        earliest = None
    elif modifier == "before":
        latest, earliest = (earliest - ONE_DAY if earliest is not None and earliest > date.min else None), None
    elif modifier == "after":
        earliest, latest = (latest + ONE_DAY if latest is not None else None), None
    fields["earliest"] = earliest.isoformat() if earliest and value and "X" not in value[:4] else None
    fields["latest"] = latest.isoformat() if latest and value and "X" not in value[:4] else None
    if part.unit in ("decade", "century") and value:
        fields["earliest"] = earliest.isoformat() if earliest else None
        fields["latest"] = latest.isoformat() if latest else None
    fields["anchored"] = part.anchored and value is not None
    ends = [part.left.hijri, part.right.hijri] if isinstance(part, Interval) else [part.hijri]
    if all(ends):
        fields["calendar"] = "hijri"
        fields["written"] = "/".join(_hijri_written(*end) for end in ends if end)


def _hijri_written(y: int, m: int, d: int) -> str:
    return "-".join([f"{y:04d}" if y else "XXXX", *([f"{m:02d}"] if m else []), *([f"{d:02d}"] if d else [])])
