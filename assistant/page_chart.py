"""A measure over time as a drawing (SVG), with its figures as a table below it, each with its source."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import NamedTuple

from assistant.progress import Column, Point, Said, Series
from assistant.render import date_in_words
from ingest.dates import bounds
from ingest.findings.describe import with_unit

from .page_html import capital, text

WIDTH, HEIGHT = 480, 220
LEFT, RIGHT, TOP, BOTTOM = 62, 30, 24, 30
_MOST_LABELS = 8


class _Dot(NamedTuple):
    """A value and where it is drawn."""

    x: float
    y: float
    point: Point


def chart_html(series: Series, columns: Mapping[str, Column], address: Callable[[Said], str]) -> str:
    """A series as a drawing and a table; nothing where fewer than two of its values are numbers with a date.

    Args:
        series: the measure, in the order of time.
        columns: the documents by id.
        address: where a value's quote is shown.
    """
    points = [point for point in series.points if _number(point) is not None and point.dates]
    if len(points) < 2:
        return ""
    column = columns[points[0].said.document]
    source = f"{column.title}, {date_in_words(column.date)}"
    name = capital(series.series)
    return (
        f'<figure class="chart"><figcaption><strong>{text(name)}</strong><br>'
        f'<span class="silent">{text(source)}</span></figcaption>'
        f'<div class="scrolled" tabindex="0" role="region" aria-label="{text(f"Chart: {name}")}">'
        f"{_drawing(name, points, series.unit or '')}</div>{_table(points, series, address)}</figure>"
    )


def _number(point: Point) -> float | None:
    try:
        return float(point.value.replace(",", ""))
    except ValueError:
        return None


def _drawing(name: str, points: Sequence[Point], unit: str) -> str:
    top = _top([_number(point) or 0.0 for point in points], unit)
    dots = _dots(points, top)
    line = " ".join(f"{dot.x:.1f},{dot.y:.1f}" for dot in dots)
    step = -(-len(dots) // _MOST_LABELS)
    marks = "".join(_mark(dot, unit, n % step == 0, n % (2 * step) != 0) for n, dot in enumerate(dots))
    first, last = (f"{_period(p)} {with_unit(p.value, unit)}" for p in (points[0], points[-1]))
    said = f"{name}: from {first} to {last}. The figures are in the table below."
    return (
        f'<svg viewBox="0 0 {WIDTH} {HEIGHT}" role="img" aria-label="{text(said)}">'
        f'{_grid(top, unit)}<polyline class="line" points="{line}"/>{marks}</svg>'
    )


def _top(values: Sequence[float], unit: str) -> float:
    """The value at the top of the drawing; it starts at nought, so that heights can be compared."""
    if unit == "%" and max(values) <= 100:
        return 100.0
    size = 1.0
    while size * 10 < max(values):
        size *= 10
    return next((size * n for n in (1, 2, 5, 10) if size * n >= max(values)), max(values)) or 1.0


def _dots(points: Sequence[Point], top: float) -> list[_Dot]:
    days = [date.fromisoformat(bounds(point.dates or "")[0]).toordinal() for point in points]
    first, span = days[0], max(1, days[-1] - days[0])
    wide, high = WIDTH - LEFT - RIGHT, HEIGHT - TOP - BOTTOM
    return [
        _Dot(LEFT + 12 + (wide - 24) * (day - first) / span, TOP + high * (1 - max(0.0, _number(p) or 0.0) / top), p)
        for day, p in zip(days, points, strict=True)
    ]


def _grid(top: float, unit: str) -> str:
    """Three lines with the values they stand for."""
    lines = []
    for share in (0.0, 0.5, 1.0):
        y = TOP + (HEIGHT - TOP - BOTTOM) * (1 - share)
        value = with_unit(f"{top * share:g}", unit if unit == "%" else "")
        lines.append(
            f'<line class="grid" x1="{LEFT}" x2="{WIDTH - RIGHT}" y1="{y:.1f}" y2="{y:.1f}"/>'
            f'<text class="tick" x="{LEFT - 6}" y="{y + 4:.1f}" text-anchor="end">{text(value)}</text>'
        )
    return "".join(lines)


def _mark(dot: _Dot, unit: str, labelled: bool, is_between: bool) -> str:
    """A dot with its value and period; of those that are between two others a telephone shows the dot alone."""
    circle = f'<circle class="dot" cx="{dot.x:.1f}" cy="{dot.y:.1f}" r="4"/>'
    if not labelled:
        return circle
    value = with_unit(dot.point.value, unit if unit == "%" else "")
    more = f'{" between" if is_between else ""}" x="{dot.x:.1f}" text-anchor="middle'
    return (
        f'{circle}<text class="value{more}" y="{dot.y - 9:.1f}">{text(value)}</text>'
        f'<text class="tick{more}" y="{HEIGHT - 8}">{text(_short(dot.point))}</text>'
    )


def _short(point: Point) -> str:
    """ "Jan 21" for a month, the words of the period for anything else."""
    iso = point.dates or ""
    if len(iso) == len("2021-01"):
        return date.fromisoformat(f"{iso}-01").strftime("%b %y")
    return iso if len(iso) == len("2021") else _period(point)


def _period(point: Point) -> str:
    return point.period or date_in_words(point.dates)


def _table(points: Sequence[Point], series: Series, address: Callable[[Said], str]) -> str:
    rows = "".join(
        f'<tr><th scope="row">{text(_period(point))}</th><td><a class="show-source cited" href="{address(point.said)}">'
        f"{text(with_unit(point.value, series.unit or ''))}</a></td></tr>"
        for point in points
    )
    head = '<tr><th scope="col">Period</th><th scope="col">Value, with its place in the document</th></tr>'
    return (
        '<details class="thread"><summary>The figures as a table</summary>'
        f"<table><thead>{head}</thead><tbody>{rows}</tbody></table></details>"
    )
