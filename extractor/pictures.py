"""Pictures: a document with its records marked, a table of them, and for collections a timeline, a map and counts by kind.

All are HTML and SVG in one piece: no scripts, no files, no network. They follow the page's light or dark theme (Jupyter, VS Code, Colab,
the system's), and each mark sets its text and its background both, so that it stays readable where the theme is not known.
"""

from __future__ import annotations

import html
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta
from itertools import pairwise
from math import cos, radians
from pathlib import Path
from typing import TYPE_CHECKING, Any

from .errors import InputError
from .marks import annotate
from .records import TYPES, plain

if TYPE_CHECKING:
    from .document import Document

COLOURS = {
    "count": ("#cfe8ff", "#17466e"), "percentage": ("#ffe0b3", "#6b4300"), "money": ("#d4f0c4", "#2a5417"),
    "measure": ("#e0d7ff", "#43328a"), "ordinal": ("#e8e8e8", "#4a4a4a"), "duration": ("#ffd6e7", "#7a2148"),
    "date": ("#fff3b0", "#5c4d00"), "resolution": ("#ffc9c9", "#7d1f1f"), "locality": ("#b8f0e6", "#0b5548"),
    "person": ("#f0d9ff", "#5f2a82"), "organization": ("#d9e2ec", "#33475b"),
}  # fmt: skip
"""Background of each kind's marks on light and on dark pages, under text of #111 and #f4f4f4; drawings use them the other way round."""

_TOLD = {"start", "end", "text", "kind", "rule"}
_ARABIC = re.compile(r"[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]")
_LETTER = re.compile(r"[^\W\d_]")

_L, _W, _J = "A-Za-zÀ-ɏḀ-ỿ", "0-9A-Za-zÀ-ɏḀ-ỿ", "[-–/.,:&'’+_@#=?%~]"
_LATIN = rf"(?:[0-9]+ ?[-–/.] ?)*[0-9]*[{_L}][{_W}]*(?:(?: {_J}{{0,3}} ?|{_J}{{1,3}} ?)[{_W}]+)*"
_FIGURE = r"[0-9]+(?:[.,:/'][0-9]+)*"
_FROM_LEFT = re.compile(rf"{_LATIN}|(?<!\w)[-+−±]{_FIGURE}(?:[-–~]{_FIGURE})*%?|{_FIGURE}(?:(?:[-–~]{_FIGURE})+%?|%)")
"""What is written from the left: Latin words with the digits and signs that hang on them; a figure with its sign, a range, 3-4%."""

_DARK = (
    "@media(prefers-color-scheme:dark){%s}",
    '[data-jp-theme-light="false"] ', ".vscode-dark ", 'html[theme="dark"] ', '[data-md-color-scheme="slate"] ',
)  # fmt: skip
_LIGHT = ('[data-jp-theme-light="true"] ', ".vscode-light ", 'html[theme="light"] ', '[data-md-color-scheme="default"] ')


class Picture:
    """A piece of HTML that notebooks show.

    Attributes:
        html: the piece, to be put into a page.
        svg: the drawing alone, None where it is none.
    """

    def __init__(self, body: str, svg: str | None = None) -> None:
        self.html, self.svg = body, svg

    def __repr__(self) -> str:
        return f"<Picture, {len(self.html):,} characters of HTML>"

    def _repr_html_(self) -> str:
        return self.html

    def save(self, path: str | Path) -> None:
        """Write a page of its own, or with the ending .svg the drawing.

        Raises:
            InputError: a table or a text can't be an SVG file.
        """
        path = Path(path)
        if path.suffix == ".svg":
            if self.svg is None:
                raise InputError(f"{path}: this picture is no drawing; end the name in .html")
            path.write_text(self.svg, encoding="utf-8")
            return
        path.write_text(page(self.html), encoding="utf-8")

    def show(self) -> None:
        """Show it in the notebook, or outside of one in the browser."""
        try:
            from IPython import display, get_ipython
        except ImportError:
            shell = None
        else:
            shell = get_ipython()
        if hasattr(shell, "kernel"):
            display.display(self)  # type: ignore[no-untyped-call]
            return
        import tempfile
        import webbrowser

        with tempfile.NamedTemporaryFile("w", suffix=".html", prefix="extractor-", delete=False, encoding="utf-8") as stream:
            stream.write(page(self.html))
        webbrowser.open(Path(stream.name).as_uri())


def page(body: str) -> str:
    """A whole HTML page around a piece."""
    return (
        '<!DOCTYPE html>\n<html><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">'
        "<style>:root{color-scheme:light dark}body{margin:2rem auto;max-width:60rem;padding:0 1rem;"
        f"font-family:system-ui,sans-serif}}</style></head><body>\n{body}\n</body></html>\n"
    )


def marked(document: Document) -> Picture:
    """The text right to left with each record marked, its fields on hover; printed, its value behind it."""
    lines, at = [], 0
    for line in document.text.split("\n"):
        body = annotate(document.text, document.records, _mark, escape=_isolated, start=at, end=at + len(line)) or "<br>"
        lines.append(f'<div dir="{_direction(line)}">{body}</div>')
        at += len(line) + 1
    used = dict.fromkeys(r.kind for r in document.records)
    legend = "".join(f'<span class="{kind}">{kind}</span> ' for kind in used)
    return Picture(
        f'{_style(used)}<div class="extractor"><div class="text" lang="ar">{"".join(lines)}</div>'
        f'<div class="legend" dir="ltr">{legend}</div></div>'
    )


def table(document: Document) -> Picture:
    """The records as a table: place, kind, text, value and what else is known."""
    rows = []
    for record in document.records:
        fields = _fields(record)
        value = _shown(fields["name"]) if "name" in fields else _value(fields)
        told = ", ".join(f"{k} {_shown(v)}" for k, v in fields.items() if _shown(v) != value and k not in ("low", "high"))
        cells = (f"{record.start}–{record.end}", f'<span class="{record.kind}">{record.kind}</span>')
        rows.append(
            f'<tr><td>{cells[0]}</td><td>{cells[1]}</td><td lang="ar"><bdi>{html.escape(record.text)}</bdi></td>'
            f"<td><bdi>{html.escape(value)}</bdi></td><td><bdi>{html.escape(told)}</bdi></td></tr>"
        )
    head = "".join(f"<th>{name}</th>" for name in ("offsets", "kind", "text", "value", "fields"))
    used = dict.fromkeys(r.kind for r in document.records)
    return Picture(
        f'{_style(used)}<div class="extractor"><table dir="ltr"><thead><tr>{head}</tr></thead><tbody>{"".join(rows)}</tbody></table></div>'
    )


def kinds(source: Any) -> Picture:
    """How many records of each kind: bars.

    Args:
        source: documents, or a table of records (pandas, polars, Arrow) as `extractor.frames` and `extractor.archive` make them.
    """
    counts = Counter(row["kind"] for row in _rows(source, ("kind",)))
    found = [(kind, counts[kind]) for kind in TYPES if counts[kind]]
    most = max((n for _, n in found), default=1)
    bars = []
    for place, (kind, number) in enumerate(found):
        y, width = 8 + place * 26, 420 * number / most
        bars.append(
            f'<text x="112" y="{y + 14}" text-anchor="end">{kind}</text>'
            f'<rect class="{kind}" x="120" y="{y}" width="{width:.1f}" height="19"/>'
            f'<text x="{126 + width:.1f}" y="{y + 14}">{number:,}</text>'
        )
    return _drawing(640, 16 + 26 * len(found), bars, [kind for kind, _ in found], "records by kind")


def timeline(source: Any, *, since: date | str | None = None, until: date | str | None = None) -> Picture:
    """When the dates of a collection lie: each date counts one, spread evenly over the days it covers.

    Args:
        source: documents or a table of records; see `kinds`.
        since, until: days between which dates are shown; by default those between which 96 % of them begin.
    """
    spans = [
        (_day(row["earliest"]), _day(row["latest"]))
        for row in _rows(source, ("kind", "earliest", "latest"))
        if row["kind"] == "date" and row["earliest"] is not None and row["latest"] is not None
    ]
    if not spans:
        return _drawing(640, 40, ['<text x="8" y="24">no dates</text>'], ["date"], "timeline")
    starts = sorted(a for a, _ in spans)
    first = _day(since) if since else starts[len(starts) // 50]
    last = _day(until) if until else max(starts[len(starts) - 1 - len(starts) // 50], first + timedelta(27))
    edges = _edges(first, last)
    heights = [0.0] * (len(edges) - 1)
    outside = 0
    for a, b in spans:
        if b < edges[0] or a >= edges[-1]:
            outside += 1
            continue
        days = (b - a).days + 1
        for place, (left, right) in enumerate(pairwise(edges)):
            shared = (min(b + timedelta(1), right) - max(a, left)).days if a < right and b >= left else 0
            heights[place] += shared / days
    top, width = max(heights), 600 / len(heights)
    marks = []
    for place, height in enumerate(heights):
        tall = 140 * height / top if top else 0
        label = f"{edges[place]} – {edges[place + 1] - timedelta(1)}: {height:.1f}"
        marks.append(
            f'<rect class="date" x="{20 + place * width:.1f}" y="{160 - tall:.1f}" width="{max(width - 1, 0.5):.1f}" height="{tall:.1f}">'
            f"<title>{label}</title></rect>"
        )
    step = max(1, -(-len(heights) // 6))
    for place in range(0, len(heights), step):
        day = edges[place]
        label = str(day.year) if {d.month for d in edges[:-1]} == {1} else f"{day:%Y-%m}" if (edges[-1] - edges[0]).days > 180 else f"{day}"
        marks.append(f'<text x="{20 + place * width:.1f}" y="178">{label}</text>')
    marks.append('<line x1="20" x2="620" y1="160.5" y2="160.5" stroke="currentColor"/>')
    marks.append(
        f'<text x="20" y="14">{len(spans) - outside:,} dates{f", {outside:,} outside" if outside else ""}; highest bar {top:.1f}</text>'
    )
    return _drawing(640, 188, marks, ["date"], "timeline of dates")


def places(source: Any, *, labels: int = 12) -> Picture:
    """A map of the localities that have coordinates: a disk each, its area by the number of mentions; the lines are whole degrees.

    Args:
        source: documents or a table of records; see `kinds`.
        labels: how many of the most mentioned are named.
    """
    wanted = ("kind", "name", "code", "latitude", "longitude")
    counts: Counter[tuple[str, float, float]] = Counter()
    for row in _rows(source, wanted):
        if row["kind"] == "locality" and row["latitude"] is not None and row["longitude"] is not None:
            counts[row["name"] or row["code"] or "", float(row["latitude"]), float(row["longitude"])] += 1
    if not counts:
        return _drawing(640, 40, ['<text x="8" y="24">no places with coordinates</text>'], ["locality"], "map")
    south, north = min(k[1] for k in counts), max(k[1] for k in counts)
    west, east = min(k[2] for k in counts), max(k[2] for k in counts)
    squeeze = max(cos(radians((south + north) / 2)), 0.2)
    wide, tall = max((east - west) * squeeze, 0.5), max(north - south, 0.5)
    scale = min(560 / wide, 400 / tall)
    height = round(tall * scale + 80)

    def x(longitude: float) -> float:
        return 320 + ((longitude - (west + east) / 2) * squeeze) * scale

    def y(latitude: float) -> float:
        return height / 2 - (latitude - (south + north) / 2) * scale

    step = next(s for s in (0.5, 1, 2, 5, 10, 20, 30, 45) if max(wide / squeeze, tall) / s <= 8 or s == 45)
    marks = []
    for n in range(int(-180 / step), int(180 / step) + 1):
        degree = n * step
        if 0 < x(degree) < 610:
            marks.append(f'<line class="grid" x1="{x(degree):.1f}" x2="{x(degree):.1f}" y1="0" y2="{height}"/>')
            marks.append(f'<text class="grid" x="{x(degree) + 3:.1f}" y="{height - 4}">{_degrees(degree, "EW")}</text>')
        if -90 <= degree <= 90 and 0 < y(degree) < height - 16:
            marks.append(f'<line class="grid" x1="0" x2="640" y1="{y(degree):.1f}" y2="{y(degree):.1f}"/>')
            marks.append(f'<text class="grid" x="3" y="{y(degree) - 3:.1f}">{_degrees(degree, "NS")}</text>')
    most = max(counts.values())
    ranked = counts.most_common()
    for (name, latitude, longitude), number in ranked:
        radius = max(2.5, 14 * (number / most) ** 0.5)
        marks.append(
            f'<circle class="locality" cx="{x(longitude):.1f}" cy="{y(latitude):.1f}" r="{radius:.1f}">'
            f"<title>{html.escape(name)}: {number:,}</title></circle>"
        )
    taken: list[tuple[float, float, float]] = []
    for (name, latitude, longitude), number in ranked:
        if len(taken) == labels:
            break
        left = x(longitude) + max(2.5, 14 * (number / most) ** 0.5) + 3
        line, length = y(latitude) + 4, 7.0 * len(name)
        if left + length > 636:
            left = x(longitude) - max(2.5, 14 * (number / most) ** 0.5) - 3 - length
        if all(abs(line - t) > 13 or left > r or left + length < e for e, t, r in taken):
            taken.append((left, line, left + length))
            marks.append(f'<text class="name" x="{left:.1f}" y="{line:.1f}">{html.escape(name)}</text>')
    return _drawing(640, height, marks, ["locality"], "map of localities")


def _degrees(value: float, letters: str) -> str:
    return f"{abs(value):g}°{letters[value < 0] if value else ''}"


def _edges(first: date, last: date) -> list[date]:
    """The first days of the bars from one day to another, and the day after the last: days, months, years or decades, at most 120."""
    days = (last - first).days + 1
    if days <= 60:
        return [first + timedelta(n) for n in range(days + 1)]
    months = (last.year - first.year) * 12 + last.month - first.month + 1
    step = next(s for s in (1, 3, 12, 60, 120, 600, 1200, 6000) if months / s <= 120 or s == 6000)
    start = first.year * 12 + (first.month - 1 if step < 12 else 0)
    start -= start % step
    edges: list[date] = []
    while not edges or edges[-1] <= last:
        if start // 12 > 9999:
            return [*edges, date.max]
        edges.append(date(max(start // 12, 1), start % 12 + 1, 1))
        start += step
    return edges


def _day(value: Any) -> date:
    return date.fromisoformat(value) if isinstance(value, str) else value


def _rows(source: Any, columns: Sequence[str]) -> Iterator[dict[str, Any]]:
    """The wanted fields of each record of documents, or of a table."""
    if hasattr(source, "records") and hasattr(source, "text"):
        source = [source]
    if hasattr(source, "column_names"):  # Arrow
        yield from source.select(list(columns)).to_pylist()
    elif hasattr(source, "iter_rows"):  # polars
        yield from source.select(columns).iter_rows(named=True)
    elif hasattr(source, "to_dict"):  # pandas; a missing value is another one in each kind of column
        frame = source[list(columns)].astype(object)
        yield from frame.where(frame.notna(), None).to_dict("records")
    elif isinstance(source, Iterable):
        for document in source:
            for record in document.records:
                yield {name: getattr(record, name, None) for name in columns}
    else:
        raise InputError(f"can't draw a {type(source).__name__}; give documents or a table of records")


def _direction(line: str) -> str:
    """A line is laid out from the left only where it holds letters and none of them Arabic or Hebrew."""
    return "ltr" if _LETTER.search(line) and not _ARABIC.search(line) else "rtl"


def _mark(record: Any, inner: str) -> str:
    fields = _fields(record)
    title = f"{record.kind} — " + ", ".join(f"{k}: {_shown(v)}" for k, v in fields.items())
    return f'<mark class="{record.kind}" data-value="{html.escape(_value(fields))}" title="{html.escape(title)}">{inner}</mark>'


def _isolated(text: str) -> str:
    """A stretch of text, escaped, with what is written from the left isolated, so that a symbol keeps the order of its parts."""
    out, done = [], 0
    for match in _FROM_LEFT.finditer(text):
        out.append(f"{html.escape(text[done : match.start()])}<bdi>{html.escape(match[0])}</bdi>")
        done = match.end()
    return "".join(out) + html.escape(text[done:])


def _value(fields: dict[str, Any]) -> str:
    if "low" in fields or "high" in fields:
        return f"{fields.get('low', '…')} – {fields.get('high', '…')}"
    return _shown(next((fields[name] for name in ("value", "symbol", "code", "name") if name in fields), ""))


def _fields(record: Any) -> dict[str, Any]:
    return {k: v for k, v in plain(record).items() if v not in (None, "", [], False) and k not in _TOLD}


def _shown(value: Any) -> str:
    return " / ".join(map(str, value)) if isinstance(value, list) else str(value)


def _style(used: Iterable[str]) -> str:
    light = [(kind, COLOURS[kind][0], "#111", COLOURS[kind][1]) for kind in used]
    dark = [(kind, COLOURS[kind][1], "#f4f4f4", COLOURS[kind][0]) for kind in used]

    def rules(before: str, colours: list[tuple[str, str, str, str]]) -> str:
        return "".join(
            f"{before}.extractor .{kind}{{background:{back};box-shadow:0 0 0 2px {back};color:{front};fill:{fill}}}"
            for kind, back, front, fill in colours
        )

    return (
        "<style>.extractor{line-height:2;overflow-wrap:break-word}.extractor .text>div{white-space:pre-wrap;text-align:start}"
        ".extractor mark,.extractor .legend span,.extractor td span{border-radius:1px;padding:1px 0;margin:0;"
        "-webkit-print-color-adjust:exact;print-color-adjust:exact;-webkit-box-decoration-break:clone;box-decoration-break:clone}"
        ".extractor .legend span{margin-inline-end:.6em}.extractor .legend{font-size:smaller;margin-top:.5em}.extractor table{border-collapse:collapse;line-height:1.5}"
        ".extractor td,.extractor th{border:1px solid #8886;padding:2px 8px;text-align:start;vertical-align:top}"
        ".extractor td:nth-child(-n+2){white-space:nowrap}.extractor svg{max-width:100%;height:auto;font:12px system-ui,sans-serif}.extractor svg text{fill:currentColor}"
        ".extractor svg rect,.extractor svg circle{stroke:#8888;stroke-width:.6}.extractor svg circle{fill-opacity:.8}"
        ".extractor svg line.grid{stroke:#8884}.extractor svg text.grid{opacity:.6;font-size:10px}"
        '@media print{.extractor mark[data-value]:not([data-value=""])::after{content:" [" attr(data-value) "]";font-size:70%;'
        "unicode-bidi:isolate;direction:ltr}.extractor mark{outline:1px solid #888}}"
        + rules("", light)
        + _DARK[0] % rules("", dark)
        + "".join(rules(before, dark) for before in _DARK[1:])
        + "".join(rules(before, light) for before in _LIGHT)
        + "</style>"
    )


def _drawing(width: int, height: int, marks: Sequence[str], used: Iterable[str], title: str) -> Picture:
    body = "".join(marks)
    named = f'role="img" aria-label="{title}" viewBox="0 0 {width} {height}" width="{width}" height="{height}"'
    used = list(used)
    light, dark = ("".join(f".{kind}{{fill:{COLOURS[kind][tone]}}}" for kind in used) for tone in (1, 0))
    alone = (
        f'<svg xmlns="http://www.w3.org/2000/svg" {named}><style>svg{{color:#111;background:#fff}}text{{font:12px sans-serif;fill:currentColor}}'
        "text.name{paint-order:stroke;stroke:#fff;stroke-width:3px}rect,circle{stroke:#888;stroke-width:.6}circle{fill-opacity:.8}"
        f"line.grid{{stroke:#8884}}text.grid{{opacity:.6;font-size:10px}}{light}"
        f"@media(prefers-color-scheme:dark){{svg{{color:#eee;background:#111}}text.name{{stroke:#111}}{dark}}}</style>{body}</svg>\n"
    )
    return Picture(f'{_style(used)}<div class="extractor"><svg {named}>{body}</svg></div>', alone)
