"""Periods of a table's headings, given the years that stand over them, in the caption, or in the heading before."""

import re
from collections.abc import Sequence
from typing import NamedTuple

from .periods import ACADEMIC, FINANCIAL, YEARS, Period, day_or_month, quarter_dates

_YEAR = re.compile(rf"(?<![\w/.,£-]){YEARS}(?![\w/]|[.,]\d)")


class Year(NamedTuple):
    """A year that stands over months or quarters."""

    words: str
    first: int
    opens: int = 1
    """The month in which it begins: 1, or 4 and 9 for years such as 2021/22; 0 where that is not known."""
    single: bool = True
    """False for "2021/22"."""


def find_year(text: str, financial: bool = False) -> Year | None:
    """The one year that a heading or caption names; ``None`` where it names none, or several."""
    found: dict[int, Year] = {}
    for match in _YEAR.finditer(text):
        first, second = int(match["year"]), match["next"]
        if second and int(second) % 100 != (first + 1) % 100:
            continue
        said = text.lower()
        opens = FINANCIAL if financial or "financial" in said else ACADEMIC if re.search("academic|school", said) else 0
        found[first] = Year(match[0], first, opens if second else 1, not second)
    return next(iter(found.values())) if len(found) == 1 else None


def with_year(period: Period, year: Year) -> Period:
    """A day, month or quarter with the year that stands over it; unchanged where that does not settle its dates."""
    if not period.needs_year:
        return period
    words = f"{period.words} {year.words}"
    iso: str | None
    if period.quarter:
        iso, how = quarter_dates(period.quarter, year.first, year.single)
        return period._replace(words=words, iso=iso, how=how)
    unsettled = not year.opens and FINANCIAL <= period.month < ACADEMIC
    opens = year.opens or ACADEMIC  # October of 2020/21 is of 2020 in a financial and in a school year
    if unsettled:
        return period._replace(words=words)
    first = year.first + (period.month < opens)
    iso = day_or_month(first, period.month, period.day)
    if period.last:
        iso = f"{first}-{period.month:02d}/{first + (period.last < period.month)}-{period.last:02d}"
    words = f"{period.words} {first}" if not year.single else words
    return period._replace(words=words, iso=iso, month=0)


def in_sequence(periods: Sequence[Period | None], over: Sequence[Year | None]) -> list[Period | None]:
    """Headings in a row given their years: the one over each, else the year of the one before, which runs on.

    Args:
        periods: of headings from left to right or from top to bottom; ``None`` for a heading that names none.
        over: the year that stands over each, where one does.
    """
    found: list[Period | None] = []
    months = [p.month for p in periods if p and p.needs_year and p.month]
    rising = months == sorted(months)
    running: tuple[int, int] | None = None  # year and month of the heading before
    for period, year in zip(periods, over, strict=True):
        if period and period.needs_year and year:
            if not year.single and not year.opens and months[:1] in ([FINANCIAL], [ACADEMIC]):
                year = year._replace(opens=months[0])
            wraps = year.single and not rising and months != sorted(months, reverse=True) and len(set(over)) == 1
            period = period if wraps else with_year(period, year)  # "2021" over October to March: which are of 2022?
        elif period and period.month and period.needs_year and running:
            period = with_year(period, Year(str(_next(running, period.month)), _next(running, period.month)))
        if period and period.iso and re.match(r"\d{4}-\d\d", period.iso):
            running = int(period.iso[:4]), int(period.iso[5:7])
        found.append(period)
    return found


def _next(running: tuple[int, int], month: int) -> int:
    return running[0] + (month < running[1])
