"""The parts of an area SEND report: which blocks and tables stand under which of its fixed headings."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Literal

from ..documents import Block, Cell, Document, Section, Table
from .making import block_span
from .report_bodies import body_line

Part = Literal["strength", "area for development", "area for priority action", "area for improvement"]

_THE_AREA = r"the (?:local )?area(?: partnership|’s partnership)?"
_BE = r"(?: (?:are|were|identified|include)(?: identified)?(?: as follows| below)?)?"
_HEADINGS: tuple[tuple[Part, re.Pattern[str]], ...] = (
    (
        "strength",
        re.compile(rf"what (?:is|are) {_THE_AREA} doing (?:that is|that’s|which is) (?:effective|working well)"),
    ),
    ("area for development", re.compile(rf"what (?:does|do) {_THE_AREA} need to (?:do better|improve)")),
    ("area for priority action", re.compile(rf"(?:the )?(?:identified )?area(?:s|\(s\))? for priority actions?{_BE}")),
    ("area for improvement", re.compile(rf"(?:the )?(?:identified )?area(?:s|\(s\))? for improvements?{_BE}")),
)
_OTHER_HEADING = re.compile(
    r"(?:inspection outcome|information about (?:the local area|this|the) .*|what is it like to be a child or .*"
    r"|local area partnership details|inspection team|local (?:area )?partnership|the inspection|next steps)"
)
_BEHIND_REPORT = re.compile(
    r"if you are not happy with the inspection|the office for standards in education|© crown copyright"
    r"|this inspection was carried out (?:at the request|under)|the inspection was led by"
    r"|yours (?:sincerely|faithfully)",
    re.I,
)
_ONE_OF_THEM = re.compile(r"(?:area for )?priority action(?: area)? \d{1,2}")
"""The heading of one area for priority action, which stands over all that is said of it."""
_MAX_HEADING = 160  # characters
_NUMBERED = re.compile(r"^(?:\d{1,2}(?:\.\d{1,2})*[.)]?|[a-z][.)])\s+")


def plain(heading: str) -> str:
    """A heading in small letters without its number and the marks around it."""
    line = " ".join(heading.split()).lower().replace("'", "’")
    return _NUMBERED.sub("", line).strip(" .:;?*#–—-")


def part_of(heading: str) -> Part | None:
    """The part of a report that a heading opens."""
    line = plain(heading)
    return next((part for part, form in _HEADINGS if form.fullmatch(line)), None)


def _is_fixed(heading: str) -> bool:
    return part_of(heading) is not None or bool(_OTHER_HEADING.fullmatch(plain(heading)))


def _is_one(heading: str) -> bool:
    return bool(_ONE_OF_THEM.match(plain(heading)))


@dataclass(frozen=True, slots=True)
class Run:
    """What stands in one section under one heading of a report: blocks that are no rows of a table, or one table."""

    part: Part
    heading: str
    section: Section
    blocks: tuple[Block, ...] = ()
    table: Table | None = None


@dataclass(frozen=True, slots=True)
class _Mark:
    """A place in a section from which on a part stands, or none."""

    start: int
    part: Part | None
    heading: str


def runs(document: Document) -> Iterator[Run]:
    """The parts of a report in the order of its text.

    A paragraph that is a fixed heading and nothing else opens a part too: not every format marks its headings. A
    table whose own headings name a part belongs to it wherever it stands.
    """
    held: Run | None = None
    for section in document.sections:
        more = _continuing(held, section)
        if held and more:
            held = replace(held, blocks=held.blocks + more)
            continue
        found = [run for mark, end in _stretches(document, section) for run in _run(section, mark, end)]
        for run in found:
            if held:
                yield held
            held = run
        if not found and held and section.blocks:
            yield held
            held = None
    if held:
        yield held


def _continuing(held: Run | None, section: Section) -> tuple[Block, ...]:
    """The heading and blocks of a section whose heading is none but the name of the bodies responsible for an entry."""
    heading = section.path[-1] if section.path else ""
    if not (held and held.part == "area for priority action" and held.table is None and body_line(heading)):
        return ()
    end = section.start + len(heading)
    return (Block(kind="paragraph", start=section.start, end=end, page=section.page), *section.blocks)


def _stretches(document: Document, section: Section) -> Iterator[tuple[_Mark, int]]:
    """The marks of a section, each with where the next begins."""
    marks = [_opened(section), *_marks_in(document, section)]
    ends = [mark.start for mark in marks[1:]] + [section.end + 1]
    yield from zip(marks, ends, strict=True)


def _opened(section: Section) -> _Mark:
    """What the headings over a section open: the innermost fixed one counts."""
    inner = next((heading for heading in reversed(section.path) if _is_fixed(heading) or _is_one(heading)), "")
    heading = "" if _is_one(inner) else inner
    return _Mark(min([section.start, *(table.start for table in section.tables)]), part_of(heading), heading)


def _marks_in(document: Document, section: Section) -> Iterator[_Mark]:
    for block in section.blocks:
        text = block_span(document, section, block).line
        if block.kind != "row" and len(text) < _MAX_HEADING and _is_fixed(text):
            yield _Mark(block.end, part_of(text), text)
        elif block.kind == "paragraph" and _ONE_OF_THEM.fullmatch(plain(text)):
            yield _Mark(block.end, None, "")
        elif block.kind == "paragraph" and _BEHIND_REPORT.match(text):
            yield _Mark(block.start, None, "")


def _run(section: Section, mark: _Mark, end: int) -> Iterator[Run]:
    """The blocks between two marks, and the tables."""
    tables = [table for table in section.tables if mark.start <= table.start < end]
    inside = [block for block in section.blocks if mark.start <= block.start < end and block.end < end]
    blocks = tuple(block for block in inside if block.kind != "row" or not section.tables)
    if mark.part and (blocks or not tables):
        yield Run(mark.part, mark.heading, section, blocks)
    for table in tables:
        named = next(((part, cell.text) for cell in first_row(table) if (part := part_of(cell.text))), None)
        if named:
            yield Run(named[0], " ".join(named[1].split()), section, table=table)
        elif mark.part:
            yield Run(mark.part, mark.heading, section, table=table)


def first_row(table: Table) -> tuple[Cell, ...]:
    """The headings of a table, or the row that stands in their place."""
    return table.headings or (table.rows[0] if table.rows else ())
