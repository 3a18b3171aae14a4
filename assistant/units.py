"""A document in the units that answers quote: sentences, list items and table rows, each with what surrounds it."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

from ingest.dates import find_dates
from ingest.documents import Block, Document, Section, Table
from ingest.numbers import find_numbers
from ingest.sentences import sentences

from .asked import is_asked
from .orders import is_order
from .words import key_set, keys

_CAPTION = re.compile(r"(?:table|figure|chart) [\dA-Z][\w.]*\s?[:–-]", re.I)
_REFERS_TO_HEADING = re.compile(r"\bthis (?:area of )?(?:significant )?weakness\b|\bthis area of\b|^verdict\b", re.I)

_IN_LIST = re.compile(r"\(?(?:\d{1,2}|[a-z]|[ivx]{1,4})[.)]?$", re.I)
"""How a point of a list is labelled: "1)", "(b)"; a numbered paragraph of a report has a dot inside ("3.2")."""
_LONGEST_LEAD = 400  # characters
_FIGURE = re.compile(r"[£(+-]?[\d,.]+\s?(?:[%km)]|per cent)*|(?:fewer|less) than \d+", re.I)
_MIN_CELLS = 4  # of a table of figures


@dataclass(frozen=True)
class Unit:
    """One sentence, list item or table row. ``text`` is the document's text from ``start`` to ``end``."""

    document: str
    text: str
    start: int
    end: int
    page: int | None
    path: tuple[str, ...]
    label: str | None
    lead: str = ""
    """The line that introduces its list, or the rest of its paragraph's first sentence."""
    title: str = ""
    """Title and kind of its document."""
    near: str = ""
    """Sentences beside it in the same paragraph."""
    is_row: bool = False
    is_item: bool = False
    first_of_block: bool = True
    """It starts its paragraph, item or row."""
    as_written: bool = False
    """Its words count beside the concepts that they stand for: where the part ``words`` is left out."""

    @cached_property
    def keys(self) -> frozenset[str]:
        """Concepts and words it says."""
        return frozenset(keys(self.text, self.as_written))

    @cached_property
    def around(self) -> frozenset[str]:
        """Concepts and words of its innermost headings and its lead-in."""
        return key_set(" . ".join([*self.path[-2:], self.lead]), self.as_written)

    @cached_property
    def title_keys(self) -> frozenset[str]:
        """Concepts and words of its document's title and kind."""
        return key_set(self.title, self.as_written)

    @cached_property
    def beside(self) -> frozenset[str]:
        """Concepts and words of the sentences beside it."""
        return frozenset(keys(self.near, self.as_written))

    @cached_property
    def within(self) -> frozenset[str]:
        """What it says with all that stands around it: headings, lead-in, neighbours and the document's title."""
        return self.keys | self.around | self.beside | self.title_keys

    @cached_property
    def dates(self) -> tuple[str, ...]:
        """Dates it names."""
        return tuple(span.iso for span in find_dates(self.text))

    @cached_property
    def dates_around(self) -> tuple[str, ...]:
        """Dates that its heading, lead-in or neighbours name."""
        return tuple(span.iso for span in find_dates(" . ".join([*self.path, self.lead, self.near])))

    @cached_property
    def numbers(self) -> frozenset[str]:
        """Values of the numbers it names that are not part of a date."""
        taken = find_dates(self.text)
        found = find_numbers(self.text)
        return frozenset(n.value for n in found if not any(d.start <= n.start < d.end for d in taken))

    @property
    def refers_to_heading(self) -> bool:
        """True where it can be understood only with its heading: "this area of weakness"."""
        return bool(_REFERS_TO_HEADING.search(self.text)) or len(self.text.split()) < 5


def units_of(document: Document) -> tuple[Unit, ...]:
    """All units of a document in its order."""
    return tuple(unit for section in document.sections for unit in _section(document, section))


def _section(document: Document, section: Section) -> Iterator[Unit]:
    lead, in_list, asked = "", False, ""
    captions = {table.caption for table in section.tables}
    figures = {table.start for table in section.tables if is_of_figures(table)}
    before = {at.start for at, after in pairwise(section.blocks) if after.kind == "row" and at.kind != "row"}
    for block in section.blocks:
        text = document.text[block.start : block.end]
        if is_order(text):
            continue
        if text in captions or (block.start in before and _CAPTION.match(text) and not text.rstrip().endswith(".")):
            continue  # it names its table and states nothing
        table = _table_of(section, block) if block.kind == "row" else None
        if table is not None and table.start in figures:
            continue  # a row of figures says nothing without its columns: ``cells`` reads it
        if table is not None:
            yield _unit(document, section, block, (block.start, block.end), lead=_headings(table), is_row=True)
            continue
        spans = list(sentences(document.text, block.start, block.end))
        listed = block.kind == "item" or bool(lead and _IN_LIST.match(block.label or ""))
        lead = lead if listed or not in_list else ""
        in_list = listed
        for number, (start, end) in enumerate(spans):
            beside = [document.text[a:b] for a, b in spans[max(0, number - 1) : number + 2] if a != start]
            first = document.text[spans[0][0] : spans[0][1]] if number > 1 else ""
            yield _unit(
                document,
                section,
                block,
                (start, end),
                lead or asked or first,
                " ".join(beside),
                is_item=listed,
                first_of_block=number == 0,
            )
            asked = document.text[start:end] if is_asked(document.text[start:end]) else ""
        if not listed:
            last = document.text[spans[-1][0] : spans[-1][1]] if spans else text
            lead = last if last.rstrip().endswith(":") and len(last) < _LONGEST_LEAD else ""


def _unit(
    document: Document,
    section: Section,
    block: Block,
    span: tuple[int, int],
    lead: str = "",
    near: str = "",
    is_row: bool = False,
    is_item: bool = False,
    first_of_block: bool = True,
) -> Unit:
    start, end = span
    return Unit(
        document=document.source.id,
        text=document.text[start:end],
        start=start,
        end=end,
        page=document.page_at(start),
        path=section.path,
        label=block.label,
        lead=lead,
        title=f"{document.source.title} . {document.source.kind or ''}",
        near=near,
        is_row=is_row,
        is_item=is_item,
        first_of_block=first_of_block,
    )


def is_of_figures(table: Table) -> bool:
    """Whether most cells beside the first column are figures."""
    rows = [[cell.text.strip() for cell in row[1:]] for row in table.rows]
    cells = [cell for row in rows if any(row) for cell in row]  # a row without any names the group below it
    figures = sum(map(bool, map(_FIGURE.fullmatch, cells)))
    return len(cells) >= _MIN_CELLS and figures > len(cells) / 2


def _table_of(section: Section, block: Block) -> Table | None:
    return next((t for t in section.tables if t.start <= block.start < t.end), None)


def _headings(table: Table) -> str:
    return " ".join(filter(None, [table.caption, " ".join(cell.text for cell in table.headings)]))
