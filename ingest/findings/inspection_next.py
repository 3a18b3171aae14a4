"""When the next inspection falls due: "The next full area SEND inspection will be within approximately five years."."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import zip_longest

from ..dates import bounds, find_dates
from ..documents import Document
from ..numbers import find_numbers
from .making import Span, all_sentences

_WHAT = re.compile(
    r"\b(?P<monitoring>monitoring (?:re-?)?inspection)"
    r"|\b(?:next (?:full |joint )?(?:local )?(?:area )?(?:SEND )?|full (?:area )?(?:SEND )?|full )re-?inspection"
    r"|\b(?:next|full)(?: full)?(?: joint)?(?: local)?(?: area)?(?: SEND)? inspection|\bre-?inspection"
    r"|\b(?:repeat of (?:the|this|that)|repeat|return|fresh|new|another|second) (?:full )?(?:joint )?(?:local )?"
    r"(?:area )?(?:SEND )?inspection"
    r"(?! (?:frameworks?|handbook|reports?|teams?|arrangements?|readiness|letters?|regime|cycle|model|guidance"
    r"|programme|method\w*|criteria|outcomes?|findings)\b)",
    re.I,
)
_AHEAD = re.compile(r"\b(?:will|is due|are due|expect(?:s|ed)?|anticipates?|to be|should take place|shall)\b", re.I)
_IF = re.compile(
    r"\b(?:if|unless|whether|would|might|(?-i:may)|usually|normally|areas that|where)\b|\bnot (?:carry|be|take|have)\b",
    re.I,
)
_NUMBER = r"(?:\d{1,2}|one|two|three|four|five|six|nine|twelve|eighteen|twenty[- ]four|thirty|thirty[- ]six)"
_WITHIN = re.compile(
    r"\b(?:within|in|after)(?: the next)?(?: (?:approximately|about|around|roughly|a maximum of))?"
    rf" {_NUMBER} (?P<unit>months?|years?)(?:[’'] time)?\b"
    r"(?P<since> (?:of|from|after|following) [^.;,]{0,60}\b(?:published|publication|report|inspection)\b)?",
    re.I,
)
_BY = re.compile(r"\b(?:by|in|before|during|from|on)(?: the)?(?: end of| start of)? $", re.I)
_SEASON = re.compile(
    r"\b(?:by|in|before|during)(?: the)?(?: end of| start of)?(?: the)? (?:spring|summer|autumn|winter)(?: term)?,? $",
    re.I,
)
_UNSAID = "; the sentence does not say from when"
_PUBLISHED = re.compile(r"\bpubli|\breport\b", re.I)


@dataclass(frozen=True, slots=True)
class Due:
    """An inspection to come, as a sentence announces it."""

    span: Span
    type: str
    due: str
    by: str | None
    derived: str | None


def due_inspections(document: Document, ended: str | None) -> Iterator[Due]:
    """The inspections that a document announces.

    Args:
        ended: ISO 8601 date or interval of the inspection that the document reports; its last day is the day from
            which "within 18 months" is reckoned, unless the sentence names another.
    """
    for span in all_sentences(document):
        line = span.line
        named = list(_WHAT.finditer(line))
        if not named or not _AHEAD.search(line) or _IF.search(line):
            continue
        for what, after in zip_longest(named, named[1:]):
            type_ = "monitoring inspection" if what["monitoring"] else "full inspection"
            due = _due(span, type_, line[what.end() : after.start() if after else None], ended)
            if due is None and len(named) == 1:
                due = _due(span, type_, line[: what.start()], ended)
            if due:
                yield due


def _due(span: Span, type_: str, words: str, ended: str | None) -> Due | None:
    within = _WITHIN.search(words)
    if within:
        number = find_numbers(within[0])[0].value
        months = int(number) * (12 if within["unit"].lower().startswith("year") else 1)
        by, derived = _reckoned(months, within["since"], ended, span.document.source.published)
        return Due(span, type_, within[0], by, derived)
    for date in find_dates(words):
        season, lead = _SEASON.search(words[: date.start]), _BY.search(words[: date.start])
        if season:
            return Due(span, type_, season[0] + words[date.start : date.end], None, None)
        if lead:
            return Due(span, type_, lead[0] + words[date.start : date.end], date.iso, None)
    return None


def _reckoned(
    months: int, since: str | None, ended: str | None, published: str | None
) -> tuple[str | None, str | None]:
    """The month that lies so many months after the inspection or its report, and how it was reckoned."""
    if since and _PUBLISHED.search(since):
        start, what = published, "the day of publication"
    else:
        start, what = ended, "the last day of this inspection"
    if not start or len(start) < 7:
        return None, None
    last = bounds(start)[1]
    count = int(last[:4]) * 12 + int(last[5:7]) - 1 + months
    day = last if len(start.rpartition("/")[2]) == 10 else last[:7]
    return f"{count // 12}-{count % 12 + 1:02d}", f"{months} months after {day}, {what}{'' if since else _UNSAID}"
