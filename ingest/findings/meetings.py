"""The committee and the date at the head of a committee report."""

import re
from collections.abc import Iterator

from ..dates import find_dates
from ..documents import Document, Finding, Section
from .making import Span

_HEAD = 1500  # characters in which a report says whom it is for
_MANY = 24  # lines of it
_BODY = (
    r"(?:(?:[A-Z][\w’'&,-]*|and|of|the|for|&|in)\s+){0,9}"
    r"(?:Committee|Sub-?Committee|Cabinet|Panel|Board|Forum|Commission|Full Council|Executive)(?:\s+\([A-Z][\w ]+\))?"
)
_NAME = re.compile(_BODY)
_ABOUT_MEETING = re.compile(
    r"^(?:meeting(?: of)?|report (?:to|for)|committee|name of (?:committee|meeting)|decision maker|to|considered by"
    r"|committee/meeting|meeting/committee|forum|meeting title)\s*:?\s*",
    re.I,
)
_ABOUT_DATE = re.compile(
    r"^(?:date(?: of (?:the )?(?:meeting|committee))?|meeting date|committee date|on)\s*:?\s*", re.I
)
_BETWEEN = re.compile(r"\s*(?:[–—\-,:|\t]|\bon\b|\bdate(?: of meeting)?:?|\bmeeting\b|\bof\b|\()*\s*", re.I)
_WEEKDAY = re.compile(
    r"\b(?:mon|tues|wednes|thurs|fri|satur|sun)day\b,?|(?:\bat\s+)?\d{1,2}[.:]\d\d\s*(?:am|pm)?", re.I
)


def meeting_findings(document: Document) -> Iterator[Finding]:
    """The meeting that a report is for: committee and date in one line, in two lines that follow, or beside labels."""
    if document.source.kind not in {None, "committee report", "council page"}:
        return
    lines = _head(document)
    found = _together(lines) or _apart(lines)
    if found:
        span, committee, date = found
        yield span.finding("meeting", committee=committee, date=date)


def _head(document: Document) -> list[Span]:
    """The first lines of a document, headings and table rows among them."""
    lines: list[Span] = []
    for section in document.sections:
        first = min([block.start for block in section.blocks], default=section.end)
        lines += _lines(document, section, section.start, first)
        lines += [Span(document, section, block.start, block.end) for block in section.blocks]
        if len(lines) > _MANY or section.end > _HEAD:
            break
    return [line for line in lines[:_MANY] if line.start < _HEAD]


def _lines(document: Document, section: Section, start: int, end: int) -> Iterator[Span]:
    for match in re.finditer(r"[^\n]+", document.text[start:end]):
        if match[0].strip():
            yield Span(document, section, start + match.start(), start + match.end())


def _together(lines: list[Span]) -> tuple[Span, str, str] | None:
    """ "Children's Scrutiny Committee – 14 September 2021"."""
    for line in lines:
        dates = [date for date in find_dates(line.text) if len(date.iso) == 10]
        if len(dates) != 1 or len(line.line) > 200:
            continue
        before = _ABOUT_MEETING.sub("", _WEEKDAY.sub("", line.text[: dates[0].start]))
        name = _NAME.match(before.strip())
        if name and _BETWEEN.fullmatch(before.strip()[name.end() :]):
            return line, _name(name[0]), dates[0].iso
    return None


def _apart(lines: list[Span]) -> tuple[Span, str, str] | None:
    """A line that names the committee and one near it that is its date, one of them with its label."""
    for number, line in enumerate(lines):
        label = _ABOUT_MEETING.match(line.text)
        said = line.text[label.end() :] if label else line.text
        name = _NAME.fullmatch(" ".join(said.replace("|", " ").split()).strip(" .:"))
        if not name:
            continue
        for other in [*lines[number + 1 : number + 4], *lines[max(0, number - 2) : number]]:
            dated = _ABOUT_DATE.match(other.text)
            rest = _WEEKDAY.sub("", other.text[dated.end() :] if dated else other.text)
            dates = [date for date in find_dates(rest) if len(date.iso) == 10]
            alone = dates and not (rest[: dates[0].start] + rest[dates[0].end :]).strip(" \t|,.:–-")
            if alone and (label or dated or abs(lines.index(other) - number) == 1):
                start, end = min(line.start, other.start), max(line.end, other.end)
                return Span(line.document, line.section, start, end), _name(name[0]), dates[0].iso
    return None


def _name(text: str) -> str:
    return re.sub(r"^(?:[Tt]he|[Tt]o|of)\s+", "", " ".join(text.split()).strip(" ,"))
