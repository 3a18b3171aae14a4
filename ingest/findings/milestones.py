"""Milestones: what came about and when, from sentences, headings and tables of dates."""

import re
from collections.abc import Iterator

from ..dates import DateSpan, find_dates
from ..documents import Document, Finding
from .columns import action_columns
from .making import Span, block_span, sentence_spans
from .speakers import said_by
from .telling import Told, told_events

_HEAD = re.compile(
    r"[\s“\"•(]*(?:(?:on|in|between|during|at|by|from|as of|since)\s+)?(?:the\s+)?(?:early |mid-?|late )?$", re.I
)
_MID = re.compile(
    r"(?:[,;]|\band|\bthen)\s+(?:(?:on|in|between|during|at|by)\s+)(?:the\s+)?(?:early |mid-?|late )?$", re.I
)
_AFTER = re.compile(
    r"(?:\b(?:on|in|during|by|between|at|as of|as at|dated|for|of|from)\s+(?:the\s+)?(?:(?:early|mid|late|end of"
    r"|beginning of)"
    r"[ -](?:of )?)?|[,(|\t–—:-]\s*)$",
    re.I,
)
_ELSEWHERE = re.compile(
    r"\b(?:since|following|after|until|before|ahead of|prior to|(?:back|dated|compared) to|against|than|backlog from"
    r"|inspection (?:in|on)|revisit (?:in|on)|identified (?:in|at)|by the end of the)\b[^,;]*$",
    re.I,
)
_BESIDE = re.compile(
    r"\s*[,(–—:-]?\s*(?:(?:which )?(?:was |were |took )?(?:held|place|undertaken|carried out|conducted) )?"
    r"(?:in|on|of|between|during|from|for|dated)?\s*(?:the )?",
    re.I,
)
_BESIDE_BEFORE = re.compile(
    r"\s+(?:(?:joint|initial|original|first|full|local|area|SEND|Ofsted|CQC|and|monitoring|DfE|formal|the"
    r"|LA)[\s/]+)*(?:to\s+)?",
    re.I,
)
_ALSO = re.compile(r"\s*(?:,|and|&|,\s*and)\s*(?:again\s+)?(?:in\s+|on\s+)?")
_LABELLED = re.compile(r"(?:inspection )?dates?\b[^:.]{0,60}:|(?:dates? of )?(?:the )?previous inspections?\s*:", re.I)
_THEREFORE = re.compile(r"^(?:this|that|it) (?:means|meant)\b|^(?:as a result|therefore|consequently)\b", re.I)
_ENTRY = re.compile(r"\s*(?:[:|–—-]|\t)")
_SCHOOL_YEAR = re.compile(r"20\d\d[/–-]\d\d")
_FAR = 110  # characters between an event and its date

_HOW = "the date is that of the meeting named before in the same paragraph, of which this is the result"

Milestone = tuple[Span, str, str | None, str | None]
"""Where it is stated, the event, its date, and how that was derived."""


def milestone_findings(document: Document) -> Iterator[Finding]:
    """The milestones of a document, each event and date once."""
    found = list(_milestones(document))
    dated: dict[str, set[str]] = {}
    for _, event, date, _ in found:
        dated.setdefault(event, set()).update({date} if date else ())
    told: set[tuple[str, str | None]] = set()
    for span, event, date, derived in found:
        vague = date is None or len(date) == 4
        better = [other for other in dated[event] if date is None or (other != date and other.startswith(date))]
        if (event, date) in told or (vague and better):
            continue
        told.add((event, date))
        text = " ".join(span.line.replace(" | ", " ").split())
        yield span.finding("milestone", derived=derived, date=date, event=event, text=text, said_by=said_by(span))


def _milestones(document: Document) -> Iterator[Milestone]:
    for section in document.sections:
        heading = section.path[-1] if section.path else ""
        if heading and document.text.startswith(heading, section.start):
            yield from _stated(Span(document, section, section.start, section.start + len(heading)), heading=True)
        plans = [table for table in section.tables if action_columns([cell.text for cell in table.headings])]
        for block in section.blocks:
            span = block_span(document, section, block)
            if _LABELLED.match(span.text):
                continue  # the inspection's own dates are findings of their own kinds
            if block.kind != "row":
                yield from _in_paragraph(span)
            elif not any(table.start <= block.start < table.end for table in plans) and _is_of_dates(span):
                yield from _stated(span)


def _is_of_dates(row: Span) -> bool:
    """True for a row of which one cell is a date and nothing else."""
    cells = re.split(r"\t| \| ", row.text)
    return 1 < len(cells) <= 4 and any(find_dates(cell) and len(cell) < 40 for cell in cells)


def _in_paragraph(span: Span) -> Iterator[Milestone]:
    """The milestones of a paragraph; what follows from a meeting takes the meeting's date."""
    meeting: str | None = None
    for sentence in sentence_spans(span):
        for place, event, date, _ in _stated(sentence):
            concludes = event == "monitoring ended" and date is None and meeting and _THEREFORE.match(sentence.line)
            yield (place, event, meeting, _HOW) if concludes else (place, event, date, None)
            if event in {"plan reviewed", "monitoring meeting", "visited"} and date and len(date) == 10:
                meeting = date


def _stated(span: Span, heading: bool = False) -> Iterator[Milestone]:
    """The events of a sentence, heading or row with their dates."""
    text = span.text.replace("\n", " ")
    told = list(told_events(text))
    dates = [date for date in find_dates(text) if not _SCHOOL_YEAR.fullmatch(text[date.start : date.end])]
    found: list[tuple[str, str | None]] = []
    for one in told:
        its = _dates_of(one, told, dates, text)
        if heading:
            its = [date for date in its if len(date.iso) > 4]
        found += [(one.event.word, date.iso) for date in its]
        if not its and one.event.undated and one.finite and not heading:
            found.append((one.event.word, None))
    reviewed = {date for event, date in found if event == "plan reviewed"}
    named = {event for event, date in found if date}
    for event, date in dict.fromkeys(found):
        if event == "monitoring meeting" and date in reviewed:
            continue
        if date is not None or event not in named:
            yield span, event, date, None


def _dates_of(one: Told, told: list[Told], dates: list[DateSpan], text: str) -> list[DateSpan]:
    """The dates of an event: right beside it, after it in its clause, or at the head of the sentence."""
    for number, date in enumerate(dates):
        if date.start < one.end or not _belongs_after(one, told, text, date):
            continue
        more = [date]
        for other in dates[number + 1 :]:
            if not _ALSO.fullmatch(text[more[-1].end : other.start]):
                break
            more.append(other)
        return more
    before = [date for date in dates if date.end <= one.start and _belongs_before(one, told, text, date)]
    return before[-1:]


def _belongs_after(one: Told, told: list[Told], text: str, date: DateSpan) -> bool:
    between = text[one.end : date.start]
    if one.event.noun:
        return bool(_BESIDE.fullmatch(between))
    if len(between) > _FAR or re.search(r"[.;]\s", between) or _ELSEWHERE.search(between):
        return False
    nearer = any(one.end < other.end <= date.start and other.event.word != one.event.word for other in told)
    return not nearer and bool(_AFTER.search(between))


def _belongs_before(one: Told, told: list[Told], text: str, date: DateSpan) -> bool:
    between = text[date.end : one.start]
    if _BESIDE_BEFORE.fullmatch(between) or (not text[: date.start].strip() and _ENTRY.match(between)):
        return True
    if one.event.noun or len(between) > 2 * _FAR or re.search(r"[.;]\s", between):
        return False
    head = text[: date.start]
    if head.strip().lower().startswith("since"):
        return False
    return bool(_HEAD.fullmatch(head)) or (bool(_MID.search(head)) and len(between) < _FAR)
