"""Periods: the words that say of when a figure is, with their year, and what these come to as ISO 8601.

Dates as such are found by ``ingest.dates``. Here stand the forms that figures add to them: quarters, terms, years that
end in a month, months of two-digit years ("Jan-21"), and days, months or quarters whose year stands elsewhere: in a
heading above, in the caption, or in the heading before.
"""

import re
from calendar import monthrange
from collections.abc import Iterator, Sequence
from itertools import zip_longest
from typing import NamedTuple

from ..dates import MONTHS, find_dates

ACADEMIC, FINANCIAL = 9, 4
"""Months in which a school year and a financial year begin."""

_MONTH = "(?:" + "|".join(sorted(MONTHS, key=len, reverse=True)) + r")\.?"
YEARS = r"(?P<year>(?:19|20)\d\d)(?:\s?[/–-]\s?(?P<next>(?:20)?\d\d)(?!\d))?"
_IN = r"(?:\s*(?:of|in|[,:–(-])?\s*)"
_QUARTER = (
    r"(?:q(?:uarter|tr)?\s?(?P<quarter>[1-4])|(?P<nth>first|second|third|fourth|1st|2nd|3rd|4th)\s+(?:quarter|qtr))"
)
_SEASON = r"(?P<season>autumn|spring|summer|winter)(?:\s+term)?"
_WITH_YEAR = rf"(?:{_IN}{YEARS}\)?)"

_FORMS: tuple[re.Pattern[str], ...] = tuple(
    re.compile(rf"(?<![\w/]){form}(?![\w/]|-\d)", re.I)
    for form in (
        rf"{_QUARTER}{_WITH_YEAR}",
        rf"{YEARS},?\s+{_QUARTER}",
        _QUARTER,
        rf"{_SEASON}{_WITH_YEAR}",
        rf"(?P<ending>(?:the\s+)?(?:(?:financial|academic|school)\s+)?(?:(?:12|twelve)[ -]months?|year)\s+"
        rf"(?:to|ending|ended|up to)(?:\s+(?:31(?:st)?|30(?:th)?))?\s+(?P<last>{_MONTH})),?\s+(?P<year>(?:19|20)\d\d)",
        rf"(?P<month>{_MONTH})\s?[-/'’‘ ]\s?['’‘]?(?P<short>[0-4]\d)",  # Jan-21; only where it is all of a heading
        r"(?:(?P<kind>academic|school|financial|fiscal|fy)\s*(?:years?)?\s*)(?P<year>(?:19|20)\d\d)\s?[/–-]\s?(?P<next>(?:20)?\d\d)",
        r"(?P<year>(?:19|20)\d\d)\s?[/–-]\s?(?P<next>(?:20)?\d\d)",
        r"(?P<kind>academic|school|financial|fiscal|ay|fy)\s*(?:years?)?\s*(?P<short>[12]\d)\s?[/–-]\s?(?P<next>[1-3]\d)",
        r"(?P<day>[0-3]?\d)[/.](?P<number>[01]?\d)[/.](?P<short>\d\d)",
    )
)
_OF_FORMS = re.compile(r"\d|quarter|qtr", re.I)
"""What each of the forms has somewhere."""
_SHORT_YEAR = 5  # place of the form above that could be a day as well
_FIRST_SHORT = 15  # two digits from which on they are a year beside words: "Actual Jul 23"
_DAY = rf"(?P<day>[0-3]?\d)(?:st|nd|rd|th)?\s+(?:of\s+)?(?P<month>{_MONTH})"
_YEARLESS: tuple[re.Pattern[str], ...] = tuple(
    re.compile(rf"(?<![\w/-]){form}(?![\w/])(?!\s+(?:of\s+)?(?:19|20)\d\d)", re.I)
    for form in (_DAY, rf"(?P<month>{_MONTH})\s?(?:to|[-–/])\s?(?P<last>{_MONTH})", rf"(?P<month>{_MONTH})")
)
_BETWEEN = re.compile(r"\s*(?:to|until|and|[-–—])\s*(?:the end of\s+)?", re.I)
_NTH = {"first": 1, "second": 2, "third": 3, "fourth": 4, "1st": 1, "2nd": 2, "3rd": 3, "4th": 4}
_TERMS = {"autumn": (9, 12), "spring": (1, 4), "summer": (4, 7), "winter": (12, 2)}
_RELATIVE = re.compile(
    r"\b(?:now|currently|at present|to date|this (?:academic |financial |school )?(?:year|month|term|quarter)|today"
    r"|last (?:academic |financial |school )?(?:year|month|term|quarter)"
    r"|(?:(?:over|in|during|for|within|across)\s+)?(?:the\s+)?(?:last|past|previous|preceding)\s+"
    r"(?:\w+\s+)?(?:\d+|\w+)[ -](?:weeks?|months?|years?|terms?|quarters?)"
    r"|(?:over|in|during)\s+(?:the\s+)?(?:last|past|previous)\s+(?:year|month|term|quarter)"
    r"|(?:over|in) (?:(?:a|the) )?(?:rolling )?(?:\d+|\w+)[ -]months?(?: period)?)\b",
    re.I,
)


class Period(NamedTuple):
    """A period found in a text."""

    start: int
    end: int
    words: str
    """As printed; its year is added where that stood elsewhere."""
    iso: str | None
    """ISO 8601; ``None`` for one without a year, or relative to a day that is not stated."""
    month: int = 0
    """Of a month, or of the first of several, whose year is not stated here; 0 elsewhere."""
    last: int = 0
    """Of the last of several; 0 for one month."""
    day: int = 0
    quarter: int = 0
    """Of a quarter whose year is not stated here."""
    how: str | None = None
    """How the dates were reckoned, where a convention was needed."""

    @property
    def needs_year(self) -> bool:
        """True for a day, month or quarter whose year stands elsewhere."""
        return self.iso is None and bool(self.month or self.quarter)


def find_periods(text: str, financial: bool = False, heading: bool = False, loose: bool = True) -> list[Period]:
    """All periods of a text in order; a longer form wins over what it contains.

    Args:
        text: a sentence, a heading or a caption.
        financial: "2021/22" is a financial year here and not a school year.
        heading: the text is a heading of a table, where "Jan 21" is a month.
        loose: find those without a year too: "31st July"; in running text a month alone is never one.
    """
    found: list[Period] = []
    for period in (*_forms(text, financial, heading), *_joined(text), *(_yearless(text, heading) if loose else ())):
        if all(period.end <= other.start or period.start >= other.end for other in found):
            found.append(period)
    return _told_twice(text, sorted(found)) if heading else sorted(found)


def _told_twice(text: str, periods: Sequence[Period]) -> list[Period]:
    """ "Q1 2023/24 (Apr to Jun 2023)" as the one period that it is."""
    kept: list[Period] = []
    for period in periods:
        last = kept[-1] if kept else None
        alike = last is not None and (last.iso == period.iso or last.iso is None or period.iso is None)
        if last is None or not alike or not re.fullmatch(r"\s*[(\[,:–-]\s*", text[last.end : period.start]):
            kept.append(period)
            continue
        end = period.end + text[period.end : period.end + 1].count(")")
        exact = last if last.iso else period
        kept[-1] = exact._replace(start=last.start, end=end, words=text[last.start : end])
    return kept


def find_relative(text: str) -> list[Period]:
    """Periods told from the day of writing: "over the last 12 months", "now"."""
    return [Period(m.start(), m.end(), m[0], None) for m in _RELATIVE.finditer(text)]


def _forms(text: str, financial: bool, heading: bool) -> Iterator[Period]:
    for number, form in enumerate(_FORMS if _OF_FORMS.search(text) else ()):
        for match in form.finditer(text):
            if number == _SHORT_YEAR and not (heading and _is_month_of_year(match, text)):
                continue
            iso, how, quarter = _read({k: v for k, v in match.groupdict().items() if v}, financial)
            if iso or quarter:
                yield Period(match.start(), match.end(), match[0].strip(), iso, quarter=quarter, how=how)


def _is_month_of_year(match: re.Match[str], text: str) -> bool:
    """Whether "Jul 23" in a heading is a month of a year and no day: all of it, or with words beside it."""
    if match[0] == text.strip():
        return True
    after_day = re.search(r"\d(?:st|nd|rd|th)?(?: of)? $", text[: match.start()])
    return (
        int(match["short"]) >= _FIRST_SHORT and not after_day and not re.match(r"\s*(?:to|[-–])", text[match.end() :])
    )


def _read(parts: dict[str, str], financial: bool) -> tuple[str | None, str | None, int]:
    """ISO 8601 dates of a form, how they were reckoned, and the quarter of one without a year."""
    year = int(parts.get("year") or (f"20{parts['short']}" if "short" in parts else 0))
    if "next" in parts and int(parts["next"]) % 100 != (year + 1) % 100:
        return None, None, 0
    if "quarter" in parts or "nth" in parts:
        quarter = int(parts.get("quarter") or _NTH[parts["nth"].lower()])
        return (*quarter_dates(quarter, year, "next" not in parts), 0) if year else (None, None, quarter)
    if "season" in parts:
        return (*_term(parts["season"].lower(), year, "next" in parts), 0)
    if "ending" in parts:
        last = MONTHS[parts["last"].lower().rstrip(".")]
        return f"{year - (last < 12)}-{last % 12 + 1:02d}/{year}-{last:02d}", None, 0
    if "next" in parts:
        kind = parts.get("kind", "").lower()
        money = kind in {"financial", "fiscal", "fy"} or (financial and not kind)
        return _months(year, FINANCIAL if money else ACADEMIC), None, 0
    month = int(parts["number"]) if "number" in parts else MONTHS[parts["month"].lower().rstrip(".")]
    return day_or_month(year, month, int(parts.get("day", 0))), None, 0


def _months(year: int, opens: int) -> str:
    return f"{year}-{opens:02d}/{year + 1}-{opens - 1:02d}"


def day_or_month(year: int, month: int, day: int = 0) -> str | None:
    """ISO 8601 day or month; ``None`` for one that no calendar has."""
    if not 1 <= month <= 12 or day > monthrange(year, month)[1]:
        return None
    return f"{year}-{month:02d}-{day:02d}" if day else f"{year}-{month:02d}"


def quarter_dates(quarter: int, year: int, single: bool) -> tuple[str, str | None]:
    """Dates of a quarter, and how they were reckoned.

    A quarter of "2022/23" is one of a financial year. A quarter of "2022" may be of either kind of year: only the year
    is sure.
    """
    if single:
        return str(year), "which months the quarter has is not stated, so only its year is given"
    first = (4, 7, 10, 1)[quarter - 1]
    year += quarter == 4
    return f"{year}-{first:02d}/{year}-{first + 2:02d}", "quarters of a financial year, which begins in April"


def _term(season: str, year: int, split: bool) -> tuple[str, str]:
    first, last = _TERMS[season]
    year += split and season in {"spring", "summer"}
    return f"{year}-{first:02d}/{year + (last < first)}-{last:02d}", f"{season} taken as the months of the school term"


def _joined(text: str) -> Iterator[Period]:
    """Dates, two with "to" between them as one interval."""
    dates = find_dates(text)
    skip = False
    for date, after in zip_longest(dates, dates[1:]):
        if skip:
            skip = False
            continue
        if (
            after
            and _is_range(text, date.end, after.start)
            and "/" not in date.iso + after.iso
            and date.iso < after.iso
        ):
            skip = True
            yield Period(date.start, after.end, text[date.start : after.end], f"{date.iso}/{after.iso}")
        else:
            yield Period(date.start, date.end, text[date.start : date.end], date.iso)


def _is_range(text: str, start: int, end: int) -> bool:
    joint = _BETWEEN.fullmatch(text, start, end)
    return joint is not None and (
        joint[0].strip().lower() != "and" or bool(re.search(r"\bbetween\s[^.;]*$", text[:start], re.I))
    )


def _yearless(text: str, heading: bool) -> Iterator[Period]:
    for form in _YEARLESS if heading else _YEARLESS[:1]:
        for match in form.finditer(text):
            parts = match.groupdict()
            month, last = (MONTHS[p.lower().rstrip(".")] if p else 0 for p in (parts["month"], parts.get("last")))
            # "may" is a month only with a capital or where the heading holds nothing else
            if match[0] == "may" and match[0] != text.strip():
                continue
            day = int(parts.get("day") or 0)
            if day <= 31:
                yield Period(match.start(), match.end(), match[0], None, month=month, last=last, day=day)
