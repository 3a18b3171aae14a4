"""Whether a sentence and a document are of the period that is asked about."""

import re
from collections.abc import Sequence

from ingest.dates import MONTHS, bounds, overlap

from .library import Library
from .months import month_before
from .understand import FAR_AHEAD, LONG_AGO, Understood
from .units import Unit

_YEAR = re.compile(r"\b20\d\d\b")
_VISIT = re.compile(
    r"\b(?:inspect\w*|re-?inspect\w*|visit\w*|re-?visit\w*|came|come|returned|return|went|follow-?up)\b.{0,30}\b20\d\d\b"
    r"|\b20\d\d (?:\w+ )?(?:inspection|re-?inspection|re-?visit|visit|follow-?up|review)",
    re.I,
)
"""A year that is named as that of a visit."""
_OF_ONE_VISIT = {"area SEND report", "inspection letter", "revisit letter", "monitoring report"}
_NAMED_YEAR = re.compile(r"(?<!\d)20\d\d(?!\d)")
_MONTH_LONG = 7  # characters of a month's ISO form
_EXACT = (7, 10)  # characters of a month's or a day's ISO form
_SEASON, _TERM = 3, 4  # months
_MONTH = "|".join(name for name in MONTHS if len(name) > 3)
_MONTHS = "|".join(name.title() for name in MONTHS if len(name) > 3 or name == "may")
_MONTH_ONLY = re.compile(rf"(?<!\d )(?<!\d[a-z]{{2}} )\b({_MONTHS})\b(?!,? \d)")
"""A month as such, without a day or a year."""
_DAY_MONTH = re.compile(rf"\b\d{{1,2}}(?:st|nd|rd|th)? (?:of )?({_MONTH})\b(?! \d{{4}})", re.I)


def fits_period(library: Library, question: Understood, unit: Unit) -> float:
    """1 where the sentence (or its surroundings or document) is of the period asked about, -1 where of another."""
    asked = question.periods
    if not asked:
        return 0.0
    if any(covers(said, period) for said in unit.dates for period in asked):
        return 1.0
    if _is_of_month_before(library, unit, asked):
        return 1.0
    if question.intent == "number" and _is_of_another_month(unit, asked):
        return -1.0
    if question.intent == "number" and unit.dates and all(map(_is_short, asked)):
        return -1.0  # its own figure is of another time, whatever stands around it
    if any(overlap(said, period) for said in unit.dates_around for period in asked):
        return 0.7
    if document_fits(library, question, unit.document):
        return 0.4
    if any(period.startswith(LONG_AGO) or period.endswith(FAR_AHEAD) for period in asked) and not unit.dates:
        return 0.0
    if _is_of_a_visit_told_of(library, question, unit):
        return 0.3
    return -1.0 if unit.dates or dates_of(library, unit.document) else 0.0


def _is_of_a_visit_told_of(library: Library, question: Understood, unit: Unit) -> bool:
    """Whether the time asked about is that of a visit by inspectors, and the sentence's document tells of it.

    What follows from a visit is of later dates: "By when was the plan due after the inspection of November 2023?". A
    figure with a time of its own is of that time.
    """
    if not _VISIT.search(question.standalone) or (question.intent == "number" and unit.dates):
        return False
    if library.sources[unit.document].kind in _OF_ONE_VISIT and not may_tell(library, question, unit.document):
        return False  # a report names the inspection before, and tells of its own
    said = (date for other in library.units(unit.document) for date in other.dates)
    return any(covers(date, period) for date in said for period in question.periods)


def _is_short(period: str) -> bool:
    """Whether a period is a day, a month, a term or a quarter: what is said of a year is not said of it."""
    if period.startswith(LONG_AGO) or period.endswith(FAR_AHEAD):
        return False
    return len(period) in _EXACT or ("/" in period and _months(period) <= _TERM)


def _is_of_month_before(library: Library, unit: Unit, asked: Sequence[str]) -> bool:
    """It names a month without a year, and the last such month before its document's date is asked about."""
    named = {MONTHS[match[1].lower()] for match in _MONTH_ONLY.finditer(unit.text)}
    if not named:
        return False
    source = library.sources[unit.document]
    months = {month_before(month, source) for month in named}
    return any(period[:_MONTH_LONG] in months for period in asked if len(period) in _EXACT)


def _is_of_another_month(unit: Unit, asked: Sequence[str]) -> bool:
    """It gives its figures for a day of another month, whose year stands elsewhere: "as of 31 July"."""
    months = {MONTHS[match[1].lower()] for match in _DAY_MONTH.finditer(unit.text)}
    wanted = {int(period[5:7]) for period in asked if len(period) in _EXACT}
    return bool(months and wanted) and not months & wanted and not unit.dates


def covers(said: str, period: str) -> bool:
    """Whether what is said of a time is said of the period asked about; of a whole year it is not said of one month."""
    return overlap(said, period) and not (len(period) == _MONTH_LONG and _months(said) > _SEASON)


def _months(date: str) -> int:
    first, last = ((int(end[:4]), int(end[5:7])) for end in bounds(date))
    return 12 * (last[0] - first[0]) + last[1] - first[1]


def dates_of(library: Library, document: str) -> list[str]:
    """When a document is from, ISO 8601; the years of its title, else of its file's name, where nothing else says."""
    source = library.sources[document]
    return list(source.dates) or _YEAR.findall(source.title) or _NAMED_YEAR.findall(source.id)


def document_fits(library: Library, question: Understood, document: str) -> bool:
    """Whether a document is of a year that the question asks about."""
    return any(overlap(str(year), period) for year in _years(library, document) for period in question.periods)


def may_be_of(library: Library, question: Understood, document: str) -> bool:
    """Whether a document is of a year that the question asks about, or has no date and names that time."""
    if dates_of(library, document):
        return document_fits(library, question, document)
    return names_time(library, question, document)


def names_time(library: Library, question: Understood, document: str) -> bool:
    """Whether a document names, anywhere, a time that the question asks about."""
    said = (date for unit in library.units(document) for date in unit.dates)
    return any(overlap(date, period) for date in said for period in question.periods)


def may_tell(library: Library, question: Understood, document: str) -> bool:
    """Whether a document is of a year that the question asks about or of the year after, which looks back on it."""
    years = {year - before for year in _years(library, document) for before in (0, 1)}
    return any(overlap(str(year), period) for year in years for period in question.periods)


def _years(library: Library, document: str) -> set[int]:
    """The years that a document ends in; of its title where nothing else says."""
    return {int(date.split("/")[-1][:4]) for date in dates_of(library, document)}
