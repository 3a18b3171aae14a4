"""Dates as English documents write them, read as ISO 8601 dates, months, years and intervals."""

import re
from calendar import monthrange
from dataclasses import dataclass
from functools import lru_cache

MONTHS = {
    name: number
    for number, names in enumerate(
        (
            ("january", "jan"), ("february", "feb"), ("march", "mar"), ("april", "apr"), ("may",), ("june", "jun"),
            ("july", "jul"), ("august", "aug"), ("september", "sept", "sep"), ("october", "oct"),
            ("november", "nov"), ("december", "dec"),
        ),
        start=1,
    )
    for name in names
}  # fmt: skip
MONTH_NAMES = {
    v: k.capitalize() for k, v in MONTHS.items() if len(k) > 4 or k in {"may", "june", "july", "march", "april"}
}
_MONTH1, _MONTH2 = (rf"(?P<m{n}>" + "|".join(sorted(MONTHS, key=len, reverse=True)) + r")\.?" for n in (1, 2))
_DAY1, _DAY2 = (rf"(?P<d{n}>[0-3]?\d)(?:st|nd|rd|th)?" for n in (1, 2))
_YEAR1, _YEAR2 = (rf"(?P<y{n}>(?:19|20)\d\d)" for n in (1, 2))
_OF = r"\s+(?:of\s+)?"
_COMMA = r",?\s+"
_WEEKDAY = r"(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day,?\s+)?"
_TO = r"\s*(?:to|and|until|[-–—])\s*"


def _pattern(text: str) -> re.Pattern[str]:
    return re.compile(rf"(?<![\w/]){text}(?![\w/])", re.I)


_FORMS: tuple[re.Pattern[str], ...] = (
    # 4 December 2023 to 8 December 2023 · 29 April to 3 May 2024
    _pattern(_WEEKDAY + _DAY1 + _OF + _MONTH1 + "(?:" + _COMMA + _YEAR1 + ")?" + _TO
             + _WEEKDAY + _DAY2 + _OF + _MONTH2 + _COMMA + _YEAR2),
    # 20 to 22 June 2022 · 20-22 June 2022
    _pattern(_DAY1 + _TO + _DAY2 + _OF + _MONTH2 + _COMMA + _YEAR2),
    # 23 June 2022 · Monday 20 September 2018 · 23rd of July 2021
    _pattern(_WEEKDAY + _DAY2 + _OF + _MONTH2 + _COMMA + _YEAR2),
    # November 21st 2023 · June 23, 2022
    _pattern(_MONTH2 + r"\s+" + _DAY2 + _COMMA + _YEAR2),
    # May to July 2021 · May–July 2021
    _pattern(_MONTH1 + _TO + _MONTH2 + _COMMA + _YEAR2),
    # March 2018
    _pattern(_MONTH2 + r",?\s+(?:of\s+)?" + _YEAR2),
    # 2022-06-23 · 2022-06
    re.compile(r"(?<![\w/-])(?P<y2>(?:19|20)\d\d)-(?P<n2>[01]\d)(?:-(?P<d2>[0-3]\d))?(?![\w/-])"),
    # 23/06/2022 · 23.06.2022
    re.compile(r"(?<![\w/])(?P<d2>[0-3]?\d)[/.](?P<n2>[01]?\d)[/.](?P<y2>(?:19|20)\d\d)(?![\w/])"),
    # 2021/22 · 2021-22 · 2021/2022: a school or financial year
    re.compile(r"(?<![\w/-])(?P<y1>20\d\d)[/–-](?:20)?(?P<s2>\d\d)(?![\w/-])"),
    # 2022
    re.compile(r"(?<![\w/.,£-])(?P<y2>(?:19|20)\d\d)(?![\w/-]|[.,]\d)"),
)  # fmt: skip

_DIGITS = re.compile(r"(?:19|20)\d\d")
"""Every form has a year in full."""


@dataclass(frozen=True, slots=True)
class DateSpan:
    """A date found in a text: where it stands, and what it says."""

    start: int
    end: int
    iso: str
    """"2022-06-23", "2018-03", "2022", or an interval "2022-06-20/2022-06-22"."""


def find_dates(text: str) -> list[DateSpan]:
    """All dates of a text in order; a longer form wins over what it contains."""
    return list(_dates(text))


@lru_cache(maxsize=2048)  # rules ask for the dates of the same sentences
def _dates(text: str) -> tuple[DateSpan, ...]:
    if not _DIGITS.search(text):
        return ()
    found: list[DateSpan] = []
    taken = bytearray(len(text))
    for form in _FORMS:
        for match in form.finditer(text):
            iso = _iso(match.groupdict())
            if iso and not any(taken[match.start() : match.end()]):
                found.append(DateSpan(match.start(), match.end(), iso))
                taken[match.start() : match.end()] = b"\x01" * (match.end() - match.start())
    return tuple(sorted(found, key=lambda span: span.start))


def _iso(parts: dict[str, str | None]) -> str | None:
    last = _one(parts.get("y2"), parts.get("m2"), parts.get("n2"), parts.get("d2"))
    if parts.get("s2"):
        year = int(parts["y1"] or 0)
        return f"{year}-09/{year + 1}-08" if int(parts["s2"] or 0) == (year + 1) % 100 else None
    if last is None:
        return None
    if parts.get("d1") or parts.get("m1"):
        first = _one(parts.get("y1") or parts.get("y2"), parts.get("m1") or parts.get("m2"), None, parts.get("d1"))
        return f"{first}/{last}" if first else None
    return last


def _one(year: str | None, month: str | None, number: str | None, day: str | None) -> str | None:
    """One date, month or year; ``None`` for one that no calendar has."""
    if not year:
        return None
    count = MONTHS[month.lower()] if month else int(number) if number else 0
    if number and not 1 <= count <= 12:
        return None
    if not count:
        return year
    if not day:
        return f"{year}-{count:02d}"
    fits = 1 <= int(day) <= monthrange(int(year), count)[1]
    return f"{year}-{count:02d}-{int(day):02d}" if fits else None


def bounds(iso: str) -> tuple[str, str]:
    """First and last day of a date, month, year or interval, as "YYYY-MM-DD" strings that sort."""
    first, _, last = iso.partition("/")
    last = last or first
    return first + ("-01-01" if len(first) == 4 else "-01" if len(first) == 7 else ""), last + (
        "-12-31" if len(last) == 4 else "-31" if len(last) == 7 else ""
    )


def overlap(one: str, other: str) -> bool:
    """True where two dates, months, years or intervals have a day in common."""
    a, b = bounds(one), bounds(other)
    return a[0] <= b[1] and b[0] <= a[1]


def in_words(iso: str) -> str:
    """ "2022-06-23" as "23 June 2022"; intervals as "20 to 22 June 2022"."""
    first, _, last = iso.partition("/")
    if not last:
        return _words(first)
    if first[:7] == last[:7] and len(first) == 10:
        return f"{int(first[8:])} to {_words(last)}"
    if first[:4] == last[:4] and len(first) == len(last) > 4:
        return f"{_words(first).rsplit(' ', 1)[0]} to {_words(last)}"
    return f"{_words(first)} to {_words(last)}"


def _words(iso: str) -> str:
    parts = iso.split("-")
    if len(parts) == 1:
        return parts[0]
    month = MONTH_NAMES[int(parts[1])]
    return f"{month} {parts[0]}" if len(parts) == 2 else f"{int(parts[2])} {month} {parts[0]}"
