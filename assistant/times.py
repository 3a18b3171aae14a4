"""Times that a question names: dates, quarters, terms and months of two-digit years, as ISO 8601."""

import re
from functools import lru_cache

from ingest.dates import MONTH_NAMES, MONTHS, DateSpan, bounds, find_dates
from ingest.findings.periods import find_periods

_MONTH = "|".join(sorted(MONTHS, key=len, reverse=True))
_LONGER = re.compile(
    r"(?:q|qtr|quarter)\s?[1-4]\b|(?:first|second|third|fourth|1st|2nd|3rd|4th) (?:quarter|qtr)"
    r"|(?:19|20)\d\d(?:[/–-]\d\d)?,? (?:q|qtr|quarter)\s?[1-4]\b|(?:autumn|spring|summer|winter)\b",
    re.I,
)
"""How a period begins that is more than the date in it."""
_SHORT_YEAR = re.compile(
    rf"\b(?P<month>{_MONTH})(?:\s?[-'’‘]\s?['’‘]?|(?<=\w) (?=[12]\d\b))(?P<year>[0-4]\d)\b"
    r"(?!\s?(?:%|st\b|nd\b|rd\b|th\b|,?\s+(?:19|20)\d\d)|[.,]?\d|[-/]\d)",
    re.I,
)
"""A month with two digits of its year: "Mar-24", "Dec 23"."""
_ON = re.compile(r"\bon (?:the )?$|\d(?:st|nd|rd|th)? (?:of )?$", re.I)
SEASON = re.compile(
    r"\b(?:last|this|the|in|during|for|over|and|about|past|that)\s+(?P<season>autumn|spring|summer|winter)\b(?: term)?"
    r"(?!,?\s+(?:term )?(?:of |in )?\d)",
    re.I,
)
"""A term or season without its year."""
_SEASON_MONTHS = {"autumn": (9, 10, 11), "winter": (12, 1, 2), "spring": (3, 4, 5), "summer": (6, 7, 8)}
_SPLIT = re.compile(r"\b((?:19|20)\d\d)\s?[/–-]\s?(?:20)?(\d\d)(?!\d)")
_WHOLE_YEAR = 12  # months


def times_in(text: str) -> list[DateSpan]:
    """Dates and longer periods of a question in order."""
    longer = [
        DateSpan(period.start, period.end, period.iso)
        for period in find_periods(text, financial=True)
        if period.iso and _LONGER.match(period.words)
    ]
    longer += [
        DateSpan(m.start(), m.end(), f"20{m['year']}-{MONTHS[m['month'].lower()]:02d}")
        for m in _SHORT_YEAR.finditer(text)
        if not _ON.search(text[: m.start()])
    ]
    dates = [d for d in find_dates(text) if not any(p.start < d.end and d.start < p.end for p in longer)]
    return sorted([*dates, *longer], key=lambda span: span.start)


@lru_cache(maxsize=512)
def season_in(text: str) -> str | None:
    """A term or season that a question names without its year: "last autumn"."""
    match = SEASON.search(text)
    return match["season"].lower() if match else None


def of_season(season: str, words: str, dates: str) -> bool:
    """Whether a period is of a term or season, by its words or its month."""
    if season in words.lower():
        return True
    return len(dates) == len("2024-03") and int(dates[5:7]) in _SEASON_MONTHS[season]


def split_year(words: str) -> int | None:
    """The first year of "2022/23"; ``None`` where the words name none such."""
    match = _SPLIT.search(words)
    return int(match[1]) if match and int(match[2]) == (int(match[1]) + 1) % 100 else None


def months_of(dates: str) -> int:
    """How many months a period has."""
    first, last = ((int(end[:4]), int(end[5:7])) for end in bounds(dates))
    return 12 * (last[0] - first[0]) + last[1] - first[1] + 1


def is_split_year(dates: str) -> bool:
    """Whether ISO dates are of a school or financial year."""
    return "/" in dates and months_of(dates) == _WHOLE_YEAR and bounds(dates)[0][5:7] != "01"


def year_from(first: int, month: int) -> str:
    """The year that begins with a month of a year, as ISO 8601 months."""
    return f"{first}-{month:02d}/{first + (month > 1)}-{(month - 2) % 12 + 1:02d}"


def shifted(words: str, what: str, by: int) -> str | None:
    """A time as printed, a year, quarter or month earlier or later; ``None`` where it has none such.

    Args:
        words: "Q3 2024/25", "March 2024", "Mar-24", "2019".
        what: "year", "quarter", "term" or "month".
        by: -1 or 1.
    """
    if what == "year":
        return re.sub(r"(?:19|20)\d\d|(?<=[/–-])\d\d\b", lambda m: str(int(m[0]) + by).zfill(2), words)
    if what == "quarter":
        return _next_quarter(words, by)
    if what == "month":
        return _next_month(words, by)
    return None


def _next_quarter(words: str, by: int) -> str | None:
    match = re.search(r"(?<=q)\s?[1-4]\b|(?<=quarter) [1-4]\b", words, re.I)
    if not match:
        return None
    number = int(match[0]) - 1 + by
    moved = f"{words[: match.start()]}{number % 4 + 1}{words[match.end() :]}"
    return moved if 0 <= number < 4 else shifted(moved, "year", by)


def _next_month(words: str, by: int) -> str | None:
    match = re.search(rf"\b(?:{_MONTH})\b", words, re.I)
    if not match:
        return None
    number = MONTHS[match[0].lower()] - 1 + by
    moved = f"{words[: match.start()]}{MONTH_NAMES[number % 12 + 1]}{words[match.end() :]}"
    return moved if 0 <= number < 12 else shifted(moved, "year", by)
