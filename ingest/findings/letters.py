"""Inspection letters of 2016-2022: the requirement of a written statement of action, and under each of the three
questions what is strong and what is to develop."""

import re
from collections.abc import Iterator, Sequence

from ..documents import Document, Finding
from .making import Span, cell_span, tables
from .reading_order import Line, reading_order
from .statement_required import statement_required
from .weakness_lists import leads_to_weaknesses

_QUESTIONS = {
    "identify": re.compile(r"\bidentif(?:y|ying|ication|ies)\b", re.I),
    "improve outcomes": re.compile(
        r"\bimprov(?:e|ing|es|ement of)\b.{0,40}\boutcomes\b|\boutcomes\b.{0,40}\bimprov", re.I
    ),
    "meet needs": re.compile(r"\b(?:assess(?:ing|es)?\s+and\s+)?meet(?:ing|s)?\b.{0,40}\bneeds\b", re.I),
}
_ASKS = re.compile(
    r"^(?:[\dA-C][.):]?\s+)?(?:question\s+[\dA-C][.):–—-]*\s*)?(?:the\s+)?(?:effectiveness|how\s+(?:well|effective(?:ly)?)"
    r"|identif|assessing|meeting|improving)\b",
    re.I,
)
_MAX_QUESTION = 220
_STRENGTHS = re.compile(
    r"^(?:(?:key|main|identified|areas?\s+of)\s+)*strengths?(?:\s+(?:identified|include[ds]?|were|are))?\s*:?$", re.I
)
_DEVELOPMENT = re.compile(
    r"^(?:(?:key|main|identified)\s+)*areas?\s+(?:for|of|requiring|needing|in need of)\s+(?:further\s+)?development"
    r"(?:\s+(?:identified|include[ds]?|were|are))?\s*:?$",
    re.I,
)
_IMPROVEMENT = re.compile(
    r"^(?:(?:key|main|identified)\s+)*areas?\s+(?:for|of|requiring|needing|in need of)\s+(?:further\s+)?improvements?"
    r"\s*:?$",
    re.I,
)
_GOING_WELL = re.compile(r"^what(?:['’]s|\s+is|\s+was)?\s+(?:going|working|worked)\s+well\s*:?$", re.I)
_ENDS = re.compile(
    r"^main findings\b|^yours (?:sincerely|faithfully)\b|\binspection raises significant concerns\b"
    r"|\brequired to (?:jointly )?(?:produce|submit)\b|^next steps\b",
    re.I,
)
_WITHOUT_QUESTIONS = {"inspection letter", "letter", "council page", "committee report", None}
"""Kinds in which a list headed "Strengths" is taken although no question stands above it."""
_MIN_PARAGRAPH = 40
"""Characters; a shorter paragraph is no finding but a label."""

_Side = tuple[str, str]
"""Kind of finding, and the question or heading it stands under."""


def letters_findings(document: Document) -> Iterator[Finding]:
    """The "written statement of action", each "strength" and each "area for development"."""
    yield from statement_required(document)
    if document.source.kind in {"area SEND report", "monitoring report"}:
        return
    yield from _listed(document, reading_order(document))
    yield from _in_tables(document)


def _listed(document: Document, lines: Sequence[Line]) -> Iterator[Finding]:
    question: str | None = None
    side: _Side | None = None
    seen_items = False
    for n, line in enumerate(lines):
        asked = _question(line)
        if asked:
            question, side = asked, None
        elif (found := _side(line, question, document)) is not None:
            side, seen_items = found, False
        elif line.kind == "heading" or _ends_list(line) or (n and _left(lines[n - 1], line)):
            below = line.kind == "heading" and len(line.path) > 1 and _names_side(line.path[-2])
            side = side if below else None
            question = question if side or _within_question(line) else None
        elif side and _states(line, seen_items):
            seen_items = seen_items or line.kind == "item"
            yield _finding(line.span, side)


def _finding(span: Span, side: _Side) -> Finding:
    kind, under = side
    if kind == "strength":
        return span.finding("strength", question=under, text=span.line)
    return span.finding("area for development", question=under, text=span.line)


def _question(line: Line) -> str | None:
    """The question that a heading puts, or a paragraph that is one in other files."""
    if line.kind == "row" or len(line.text) > _MAX_QUESTION or line.text.endswith("."):
        return None
    return _asked(line.text) if line.kind in {"heading", "paragraph"} else None


def _asked(text: str) -> str | None:
    if not _ASKS.match(text):
        return None
    found = [(match.start(), name) for name, form in _QUESTIONS.items() if (match := form.search(text))]
    return min(found)[1] if found else None


def _within_question(line: Line) -> bool:
    return any(_asked(heading) for heading in line.path)


def _names_side(heading: str) -> bool:
    return any(form.match(heading) for form in (_STRENGTHS, _DEVELOPMENT, _IMPROVEMENT, _GOING_WELL))


def _side(line: Line, question: str | None, document: Document) -> _Side | None:
    """The list that a line heads; under no question only where the kind of document makes it sure."""
    text = line.text
    if line.kind == "row" or not _names_side(text):
        return None
    kind = "strength" if _STRENGTHS.match(text) or _GOING_WELL.match(text) else "area for development"
    if question:
        return kind, question
    if document.source.kind not in _WITHOUT_QUESTIONS or _IMPROVEMENT.match(text):
        return None
    return kind, text.rstrip(" :")


def _ends_list(line: Line) -> bool:
    return bool(_ENDS.search(line.text)) or leads_to_weaknesses(line.text)


def _left(before: Line, line: Line) -> bool:
    """True where the section above has ended without a heading: what follows stands under fewer headings."""
    return len(line.path) < len(before.path)


def _states(line: Line, seen_items: bool) -> bool:
    if line.kind == "item":
        return len(line.text.split()) > 2
    paragraph = line.kind == "paragraph" and len(line.text) >= _MIN_PARAGRAPH and not line.text.endswith(":")
    return paragraph and not seen_items


def _in_tables(document: Document) -> Iterator[Finding]:
    """Strengths and areas for development side by side; the question is in the first column, or above the table."""
    for section, table in tables(document):
        names = [" ".join(cell.text.split()) for cell in table.headings]
        if sum(_names_side(name) for name in names) < 2:
            continue
        for row in table.rows:
            above = next((q for text in (row[0].text, *reversed(section.path)) if (q := _asked(text))), None)
            for name, cell in zip(names, row, strict=False):
                if not _names_side(name):
                    continue
                kind = "strength" if _STRENGTHS.match(name) or _GOING_WELL.match(name) else "area for development"
                for part in _parts(cell_span(document, section, cell)):
                    yield _finding(part, (kind, above or name.rstrip(" :")))


def _parts(cell: Span) -> Iterator[Span]:
    """The lines of a cell without their bullets."""
    for match in re.finditer(r"[^\n]+", cell.text):
        text = match[0].lstrip("•–- ")
        if len(text.split()) > 2:
            begin = match.end() - len(text)
            yield cell.part(begin, begin + len(text.rstrip()))
