"""Document facts from the text itself: title, local area, kind, publisher, dates. Unknown stays unknown."""

import re
from collections.abc import Sequence

from .areas import main_area
from .dates import find_dates
from .documents import Kind, Source
from .readers.pieces import Piece

_HEAD = 4000  # characters in which a document says what it is
_TOP = 600  # characters in which it says what it is called

_REPORT_HEADINGS = re.compile(
    r"^(?:inspection outcome|information about (?:the local area partnership|this inspection)"
    r"|what is it like to be a child or young person|what is the area partnership doing that is effective"
    r"|what does the area partnership need to do better|areas for (?:priority action|improvement)|inspection team)\b",
    re.I,
)
_MONITORING = re.compile(r"\bmonitoring (?:inspection|visit) (?:report|of)\b|\bpriority action plan monitoring\b", re.I)
_REPORT = re.compile(r"\barea send (?:full )?inspection of\b.*\binspection outcome\b", re.I)
_DEAR = re.compile(r"^dear\b", re.I | re.M)
_REVISITED = re.compile(r"\bre-?visit(?:ed)? the (?:local )?area\b|\bre-?visit(?:ed)?\b.*\bsufficient progress\b", re.I)
_INSPECTION = re.compile(
    r"\bjoint (?:local )?area send inspection\b|\bconducted a joint inspection\b"
    r"|\bjoint inspection of the (?:local )?area\b",
    re.I,
)
_TITLED: tuple[tuple[Kind, str], ...] = (
    ("revisit letter", r"\bre-?visit letter\b"),
    ("inspection letter", r"\binspection (?:outcome )?letter\b"),
    ("accelerated progress plan", r"\baccelerated progress plan\b(?! review)"),
    ("priority action plan", r"\bpriority action plan\b"),
    ("written statement of action", r"\bwritten statement of action\b"),
    (
        "committee report",
        r"\b(?:committee|scrutiny|cabinet|panel|board) (?:report|meeting|agenda)|report (?:to|of) the\b",
    ),
)
_COMMITTEE = re.compile(r"\b(?:committee|scrutiny|cabinet)\b", re.I)
_COMMITTEE_HEADINGS = re.compile(
    r"^(?:recommendations?|financial (?:information|implications)|purpose(?: of report)?|aim|legal implications"
    r"|background papers|reducing inequalities|report detail.*|decide|consultation)$",
    re.I,
)
_LETTER_TITLE = re.compile(r"\bSEND\b.*\binspection\b|\binspection\b.*\b(?:SEND|special educational needs)\b", re.I)
_VISITED = r"\b(?:re-?visited|inspected|conducted|carried out|visited|undertook)\b"
_INSPECTORS = r"(?:ofsted|the office for standards|inspectors|her majesty|his majesty)"
_MONTH = r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)"
_INSPECTED = tuple(
    re.compile(form, re.I)
    for form in (
        r"inspection dates?\s*:?\s*(?P<when>.{4,60})",
        rf"(?:between|from|on|in)\s+(?P<when>[^.]{{4,60}}?)[, ]+{_INSPECTORS}[^.]{{0,120}}{_VISITED}",
        r"(?:inspection took place|inspection was (?:held|carried out)|were inspected|inspected)"
        r"[^.]{0,40}?\b(?:in|on|between|from)\s+(?P<when>[^.]{4,60})",
        rf"inspection (?:in|of|on|between)\s+(?P<when>(?:\d|{_MONTH})[^.]{{3,60}})",
    )
)


def document_facts(pieces: Sequence[Piece], id_: str) -> Source:
    """What the text says of itself.

    Args:
        pieces: the document in reading order.
        id_: the id it will have, and its title where the text shows none.
    """
    text = "\n".join(part for piece in pieces for part in _texts(piece))
    title = _title(pieces) or id_
    kind = _kind(title, text, pieces)
    return Source(
        id=id_,
        title=title,
        local_area=main_area(title, text),
        kind=kind,
        publisher="Ofsted and CQC" if kind in _INSPECTORATE and "ofsted" in text.lower() else None,
        inspected=_inspected(text) if kind in _INSPECTORATE else None,
        published=_published(pieces),
    )


def _texts(piece: Piece) -> list[str]:
    """A piece's text; of a table, a line a row."""
    table = piece.table
    return [" ".join(row) for row in (table.headings, *table.rows)] if table else [piece.text] if piece.text else []


_INSPECTORATE = {"area SEND report", "revisit letter", "inspection letter", "monitoring report"}


def _title(pieces: Sequence[Piece]) -> str | None:
    """The first heading; in a letter, the line that names the inspection."""
    early = [p for p in pieces[:25] if p.kind == "heading" or (p.kind == "paragraph" and len(p.text) < 120)]
    if any(p.text.lower().startswith("dear ") for p in early):
        named = [p.text for p in early if _LETTER_TITLE.search(p.text)]
        if named:
            return named[0]
    for piece in pieces[:8]:
        if piece.kind == "heading":
            return None if piece.label else piece.text
    return None


def _kind(title: str, text: str, pieces: Sequence[Piece]) -> Kind | None:
    head = " ".join(text[:_HEAD].split())
    if _MONITORING.search(title) or _MONITORING.search(head[:_TOP]):
        return "monitoring report"
    parts = {p.text.lower() for p in pieces if p.kind == "heading" and _REPORT_HEADINGS.match(p.text)}
    if _REPORT.search(head) or len(parts) >= 3:
        return "area SEND report"
    if _DEAR.search(text[:_HEAD]):
        if _REVISITED.search(head):
            return "revisit letter"
        return "inspection letter" if _INSPECTION.search(head) else "letter"
    for kind, pattern in _TITLED:
        if re.search(pattern, title, re.I):
            return kind
    headings = sum(p.kind == "heading" and bool(_COMMITTEE_HEADINGS.match(p.text)) for p in pieces)
    if headings >= 2 and _COMMITTEE.search(text):
        return "committee report"
    about = re.search(r"\b(?:ofsted|cqc|inspect(?:ion|ors)|send)\b", text, re.I)
    return "council page" if about and re.search(r"\b(?:our|we|council)\b", text, re.I) else None


def _inspected(text: str) -> str | None:
    head = " ".join(text[:_HEAD].split())
    for form in _INSPECTED:
        match = form.search(head)
        dates = find_dates(match["when"] + head[match.end() : match.end() + 20]) if match else []
        if dates:
            return dates[0].iso
    return None


def _published(pieces: Sequence[Piece]) -> str | None:
    """A date that stands alone near the top, or follows "Published" or "Date:"."""
    for number, piece in enumerate(pieces[:25]):
        text = piece.text.strip()
        dates = find_dates(text)
        if not dates or "/" in dates[0].iso or len(dates[0].iso) < 7:
            continue
        rest = (text[: dates[0].start] + text[dates[0].end :]).strip(" :.,")
        labelled = re.fullmatch(
            r"(?:date|published|published on|date of (?:publication|report)|report published)?", rest, re.I
        )
        before = pieces[number - 1].text.strip(" :").lower() if number else ""
        if labelled and not (
            before.startswith("inspection date") or before.startswith(("dates of", "date of previous"))
        ):
            return dates[0].iso
    return None
