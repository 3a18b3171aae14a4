"""Who inspected: the inspection team of a report, and the signatures of a letter."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from ..documents import Document, Section, Table
from .making import Span, all_sentences, block_span, blocks, cell_span
from .report_parts import first_row, plain
from .team_people import people

_OFSTED = re.compile(r"\b(?:ofsted|HMIs?|Maj[ae]sty[’']?s? Inspectors?)\b", re.I)
_CQC = re.compile(r"\b(?:CQC|care quality commission)\b", re.I)
_INSPECTS = re.compile(r"\b(?:inspectors?|HMIs?|OIs?|reviewer)\b", re.I)
_SIGNS = re.compile(r"\b(?:chief inspector|regional director|director|head of|national)\b", re.I)
_LEADS = re.compile(r"\blead\b", re.I)
_OFFICE = re.compile(r"\b(?:Majesty|HMI|Inspector|Ofsted|CQC|Commission)\b", re.I)
_LED = re.compile(
    r"\b(?:inspection|re-?visit|team)(?: team)? was led by (?P<people>[A-Z][^.;]+?)"
    r"(?=[.;]|, with\b| with (?:a|an|the)\b|$)",
    re.I,
)
_BODY = re.compile(r"(?:the )?(?:ofsted|care quality commission|cqc)(?: \((?:cqc|ofsted)\))?(?: inspectors?| team)?")
_TEAM = re.compile(r"(?:the )?inspect(?:ion team|ors)(?: members)?")
_SINCERELY = re.compile(r"^yours (?:sincerely|faithfully)", re.I)
_COLUMNS_RUN_TOGETHER = re.compile(r"(?:ofsted|care quality commission)\s+(?:ofsted|care quality commission)", re.I)
"""The headings of a table of signatures on one line: whose post is whose can no longer be told."""
_AFTER_SIGNATURE = 4  # blocks in which a letter's signature stands


@dataclass(frozen=True, slots=True)
class Inspector:
    """A member of an inspection team, and the stretch that names them."""

    span: Span
    name: str
    role: str
    body: str | None
    """"Ofsted" or "CQC"."""
    lead: bool


def inspectors(document: Document) -> list[Inspector]:
    """Who inspected, in the order of the text, each once.

    A table of the team or a table of signatures comes first; a letter's signature and the sentence that says who led
    add whom these leave out. Those who sign for an inspectorate without having inspected are left out.
    """
    found: list[Inspector] = []
    for one in (*_in_tables(document), *_in_list(document), *_in_prose(document), *_signed(document)):
        if all(one.name != other.name for other in found):
            found.append(one)
    return sorted(found, key=lambda one: one.span.start)


def _body(words: str) -> str | None:
    return "CQC" if _CQC.search(words) else "Ofsted" if _OFSTED.search(words) else None


def _named(span: Span, heading: str) -> Iterator[Inspector]:
    """The inspectors whom a span names; its heading tells the body where a post does not."""
    for person in people(span.text):
        inspects = _INSPECTS.search(person.role) or (not person.role and heading)
        if inspects and not (_SIGNS.search(person.role) and not _LEADS.search(person.role)):
            place = span.part(person.start, person.end)
            body = _body(person.role) or _body(heading)
            yield Inspector(place, person.name, person.role, body, bool(_LEADS.search(person.role)))


def _in_tables(document: Document) -> Iterator[Inspector]:
    for section in document.sections:
        for table in section.tables:
            heads = [cell.text for cell in first_row(table)]
            if (
                len(heads) > 1
                and all(_body(head) for head in heads if head.strip())
                and any(head.strip() for head in heads)
            ):
                yield from _by_body(document, section, table, heads)
            elif _is_team(section):
                yield from _by_person(document, section, table, [plain(head) for head in heads])


def _by_body(document: Document, section: Section, table: Table, heads: list[str]) -> Iterator[Inspector]:
    """A column a body; where the first row already names people, it is no heading."""
    headed = [head if not _INSPECTS.search(head) else "" for head in heads]
    for row in table.rows:
        for column, cell in enumerate(row):
            heading = headed[column] if column < len(headed) else ""
            yield from _named(cell_span(document, section, cell), heading)
    if table.headings and not any(headed):
        for cell in table.headings:
            yield from _named(cell_span(document, section, cell), "")


def _by_person(document: Document, section: Section, table: Table, heads: list[str]) -> Iterator[Inspector]:
    """A row a person: name, role and body in columns of their own."""
    for row in table.rows:
        filled = [cell for cell in row if cell.text]
        if not filled or [plain(cell.text) for cell in row] == heads:
            continue
        span = Span(document, section, filled[0].start, filled[-1].end)
        joined = people(", ".join(" ".join(cell.text.split()) for cell in filled))
        if len(joined) == 1 and len(filled) > 1 and _INSPECTS.search(joined[0].role):
            role = joined[0].role
            yield Inspector(span, joined[0].name, role, _body(role), bool(_LEADS.search(role)))
        else:
            for cell in filled:
                yield from _named(cell_span(document, section, cell), "")


def _is_team(section: Section) -> bool:
    return bool(section.path) and bool(_TEAM.fullmatch(plain(section.path[-1])))


def _in_list(document: Document) -> Iterator[Inspector]:
    """A team set out in lines, each body's name over its inspectors."""
    team, heading = False, ""
    for section in document.sections:
        team, heading = _is_team(section), ""
        for block in section.blocks:
            span = block_span(document, section, block)
            if _TEAM.fullmatch(plain(span.text)):
                team = True
            elif block.kind != "row" and _BODY.fullmatch(plain(span.text)):
                heading = span.text
            elif team and block.kind != "row" and len(span.text) < 400:
                yield from _named(span, heading)


def _in_prose(document: Document) -> Iterator[Inspector]:
    """The inspection was led by NAME."""
    for span in all_sentences(document):
        match = _LED.search(span.text)
        for person in people(match["people"]) if match else ():
            if match and not _OFFICE.search(person.name):
                start = match.start("people")
                place = span.part(start + person.start, start + person.end)
                yield Inspector(place, person.name, person.role, _body(person.role), lead=True)


def _signed(document: Document) -> Iterator[Inspector]:
    """The inspector who signs a letter: a name, and beneath it or behind it a post."""
    spans = [(block, span) for block, span in blocks(document)]
    for number, (_, span) in enumerate(spans):
        if not _SINCERELY.match(span.text):
            continue
        for (one, first), (two, second) in zip(
            spans[number:], spans[number + 1 : number + 1 + _AFTER_SIGNATURE], strict=False
        ):
            if "row" in (one.kind, two.kind) or _COLUMNS_RUN_TOGETHER.fullmatch(second.line):
                return
            yield from _named(Span(document, first.section, first.start, second.end), "")
