"""What a monitoring inspection says of each area for priority action: whether effective action was taken.

The report of such an inspection goes through the areas one by one, under "Area for priority action 1: ...", and ends
each with a sentence; some have a table of areas and verdicts.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from ..documents import Cell, Document, Finding, Section, Table
from .making import Span, row_span, tables
from .reading_order import Line, reading_order
from .report_bodies import body_line, split_bodies

_AREA = re.compile(
    r"^(?:\d{1,2}(?:\.\d{1,2})*[.)]? )?(?:area for priority action|priority action(?: area)?|priority area)"
    r"(?: no\.?)? (?P<number>\d{1,2})\s*(?:[:.)–—-]\s*(?P<text>\S.*))?$",
    re.I,
)
_TAKEN = r"(?:effective|sufficient|enough|appropriate|adequate) (?:and \w+ )?(?:action|progress)"
_NOT_EFFECTIVE = re.compile(
    rf"\b(?:not|never|n['’]t)\b(?: yet)?(?: (?:been )?(?:taken|taking|made|take|demonstrated"
    rf"|shown))?(?: \w+)? {_TAKEN}\b"
    rf"|\b{_TAKEN} (?:has|have|had|is|are) not\b|\b(?:ineffective|insufficient|inadequate) (?:action|progress)\b"
    rf"|\bfail(?:ed|s|ing|ure) to (?:take|make) {_TAKEN}\b|\bno {_TAKEN}\b"
    r"|\baction(?:s)?(?: taken)?[^.;]{0,60}\b(?:is|are|was|were|has|have) not (?:yet )?(?:been )?(?:effective"
    r"|sufficient)\b",
    re.I,
)
_EFFECTIVE = re.compile(
    rf"\b{_TAKEN}\b|\baction(?:s)?(?: taken)?[^.;]{{0,60}}\b(?:is|are|was|were|has been"
    rf"|have been) (?:effective|sufficient)\b",
    re.I,
)
_AIM = re.compile(rf"\b{_TAKEN} to (?P<aim>(?!\w+ (?:this|the) (?:area|priority)\b)[^.;]+)", re.I)
"""What an area is about, where nothing but its verdict says so: "effective action to cut the waits for autism"."""
_OPEN = re.compile(
    r"\b(?:whether|if|should|must|needs? to|required? to|in order to|to (?:judge|decide|determine|assess)|how far)\b",
    re.I,
)
_SEVERAL = re.compile(r"\b(?:some|all|most|each|both|two|three|four|five|six|none|any) (?:[\w,]+ ){0,4}areas\b", re.I)
_SUBJECT = re.compile(
    r"\b(?:leaders|partnership|area|partners|icb|council|authority|action has|action was|this area)\b", re.I
)
_VERDICT_COLUMN = re.compile(
    r"\b(?:effective action|action taken|judge?ment|verdict|outcome|progress|finding|effective)\b", re.I
)
_AREA_COLUMN = re.compile(r"\b(?:areas? for )?priority action(?: areas?)?\b", re.I)
_YES, _NO = (
    re.compile(r"yes\b|effective(?: action)?\b|taken\b|met\b", re.I),
    re.compile(r"no\b|not\b|ineffective\b", re.I),
)

EFFECTIVE, NOT_EFFECTIVE = "effective action", "not effective action"


@dataclass
class _Area:
    """One area, as far as it has been read."""

    heading: Span
    number: str
    text: str
    bodies: str = ""
    verdict: str | None = None
    quote: Span | None = None
    lines: list[Span] = field(default_factory=list)

    def finding(self) -> Finding:
        span = self.quote or self.heading
        bodies = split_bodies(self.bodies) if self.bodies else None
        return span.finding(
            "area for priority action",
            number=self.number,
            text=self.text,
            responsible_body=bodies or None,
            verdict=self.verdict,
        )


def effective_action_findings(document: Document) -> Iterator[Finding]:
    """The areas for priority action of a monitoring report, each with the verdict that a sentence or table gives it.

    The quote is the sentence or the row; where none gives a verdict it is the heading of the area.
    """
    if document.source.kind != "monitoring report":
        return
    found = [area.finding() for area in _areas(document)]
    yield from found or (f for section, table in tables(document) for f in _in_table(document, section, table))


def _areas(document: Document) -> Iterator[_Area]:
    area: _Area | None = None
    path: tuple[str, ...] = ()
    for line in reading_order(document):
        match = _AREA.match(line.text)
        if match and line.kind in {"heading", "paragraph"}:
            if area:
                yield area
            area, path = _Area(line.span, match["number"], match["text"] or ""), line.path
        elif area and line.kind == "heading" and len(line.path) <= len(path):
            yield area
            area = None
        elif area:
            _read(area, line)
    if area:
        yield area


def _read(area: _Area, line: Line) -> None:
    """Take from a line what it says of the area: its words, its bodies, its verdict."""
    bodies = body_line(line.text)
    if bodies and not area.bodies:
        area.bodies = bodies
        return
    said = [(found, sentence) for sentence in line.sentences() if (found := action_taken(sentence.line))]
    if not area.text:
        aim = _AIM.search(line.text) if said else None
        area.text = aim["aim"] if aim else line.text
        said = said if aim else []
    if said and line.running:
        area.verdict, area.quote = said[-1]  # the last word on it counts


def action_taken(sentence: str) -> str | None:
    """Whether a sentence says that effective action was taken; ``None`` where it leaves it open or counts areas."""
    if _OPEN.search(sentence) or _SEVERAL.search(sentence) or not _SUBJECT.search(sentence):
        return None
    return NOT_EFFECTIVE if _NOT_EFFECTIVE.search(sentence) else EFFECTIVE if _EFFECTIVE.search(sentence) else None


def _in_table(document: Document, section: Section, table: Table) -> Iterator[Finding]:
    heads = [" ".join(cell.text.split()) for cell in table.headings]
    areas = [n for n, head in enumerate(heads) if _AREA_COLUMN.search(head) and not re.search("effective", head, re.I)]
    verdicts = [n for n, head in enumerate(heads) if n not in areas and _VERDICT_COLUMN.search(head)]
    if not areas or len(verdicts) != 1:
        return
    for number, row in enumerate(table.rows, start=1):
        verdict = _cell_verdict(row[verdicts[0]]) if verdicts[0] < len(row) else None
        text = " ".join(row[areas[0]].text.split()) if areas[0] < len(row) else ""
        if verdict and text:
            match = _AREA.match(text)
            yield row_span(document, section, row).finding(
                "area for priority action",
                number=match["number"] if match else str(number),
                text=(match["text"] or text) if match else text,
                verdict=verdict,
            )


def _cell_verdict(cell: Cell) -> str | None:
    said = " ".join(cell.text.split())
    return NOT_EFFECTIVE if _NO.match(said) else EFFECTIVE if _YES.match(said) else action_taken(said)
