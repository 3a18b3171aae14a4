"""Tagged PDF -> pieces: the tag tree gives paragraphs, list items and table cells whole, across page ends.

The tree is read through pdfplumber (ISO 32000-1, 14.8 "Tagged PDF").
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from itertools import pairwise
from typing import Any

from pdfplumber.pdf import PDF

from .furniture import repeated
from .pdf_fills import Fill, colour_at, fills_of
from .pdf_grid import Box, Cell, Found, GridRow, settle, tables
from .pdf_text import Char, Paragraph, TextLine, mend, paragraph, text_lines, with_headings
from .pieces import Piece, RawTable
from .repair import is_finished, split_bullet
from .stitch import stitch

Element = dict[str, Any]

_INLINE = {"Span", "Link", "Reference", "Annot", "Quote", "Em", "Strong", "Note", "Figure", "InlineShape"}
_EMPTY_LINE = 0.8  # type sizes between two lines of print
_MIN_SHARE = 0.8  # of the text that the tags must hold to be relied on


def read_tagged(pdf: PDF) -> list[Piece] | None:
    """Pieces of a tagged file, or ``None`` where the tags do not hold enough of the text to be relied on."""
    try:
        tree = pdf.structure_tree
    except Exception:  # a damaged tag tree is no reason to lose the text
        return None
    if not tree:
        return None
    marked = _Marked.of(pdf)
    walker = _Walker(marked)
    found = [part for element in tree for part in walker.walk(element, None)]
    if not marked.total or walker.used < _MIN_SHARE * marked.total:
        return None
    kept = _without_furniture(settle(found), len(pdf.pages))
    return stitch(with_headings(mend(kept)))


def _without_furniture(found: list[Paragraph | RawTable], pages: int) -> list[Paragraph | RawTable]:
    """Headers and footers that a file has tagged as text."""
    texts = [(p.text, p.page) for p in found if isinstance(p, Paragraph) and not p.bullet]
    again = repeated(texts, pages)
    return [p for p in found if isinstance(p, RawTable) or (p.text, p.page) not in again]


@dataclass
class _Marked:
    """All characters of a file by page and marked-content number."""

    chars: dict[tuple[int, int], list[Char]] = field(default_factory=dict)
    total: int = 0
    fills: dict[int, list[Fill]] = field(default_factory=dict)
    """What is painted in the colours of a RAG rating, by page."""

    @classmethod
    def of(cls, pdf: PDF) -> "_Marked":
        """Collect the characters that the tag tree can point at."""
        marked = cls()
        for page in pdf.pages:
            marked.fills[page.page_number] = fills_of(page)
            for char in page.chars:
                if char.get("tag") != "Artifact":
                    marked.total += 1
                if char.get("mcid") is not None:
                    marked.chars.setdefault((page.page_number, char["mcid"]), []).append(char)
        return marked


class _Walker:
    """Goes through the tree in reading order."""

    def __init__(self, marked: _Marked) -> None:
        self.marked = marked
        self.used = 0
        self.bullets_shown = False

    def walk(self, element: Element, page: int | None) -> Iterator[Found]:
        """Paragraphs and tables of an element."""
        page = element.get("page_number") or page
        kind = element.get("type", "")
        children = element.get("children", [])
        if kind == "Table":
            rows = [self._row(row, page) for row in _rows(element)]
            width = max((len(row.cells) for row in rows), default=0)
            rows = self._painted(element, rows, page)
            yield from tables([replace(row, whole=len(row.cells) == 1 < width) for row in rows])
        elif kind in {"LBody", "Lbl"} or not any(c.get("type") not in _INLINE for c in children):
            yield from self._leaf(element, page)
        elif kind == "L":
            yield from self._list(element, page)
        elif kind == "LI":
            yield from self._item(element, page)
        else:
            yield from self._leaf(element, page, own_only=True)
            for child in children:
                yield from self.walk(child, page)

    def _leaf(self, element: Element, page: int | None, own_only: bool = False) -> Iterator[Paragraph]:
        chars = self._chars(element, page, own_only)
        self.used += len(chars)
        rank = re.fullmatch(r"H([1-6])", element.get("type", ""))
        for lines in _spaced_apart(text_lines(chars)):
            made = paragraph(lines)
            if made:
                yield replace(made, rank=int(rank[1])) if rank else made

    def _list(self, element: Element, page: int | None) -> Iterator[Found]:
        """Items by their bullets as the eye sees them: tags put the first words of an item into the one before."""
        chars = self._chars(element, page)
        lines = text_lines(chars)
        starts = [i for i, line in enumerate(lines) if split_bullet(line.text)[0]]
        labels = sum(e.get("type") == "LI" for e in _descendants(element))
        if not starts or starts[0] != 0 or len(starts) < labels:
            for child in element.get("children", []):
                yield from self.walk(child, page)
            return
        self.used += len(chars)
        for start, end in pairwise([*starts, len(lines)]):
            made = paragraph(lines[start:end])
            if made:
                self.bullets_shown = True
                yield made

    def _item(self, element: Element, page: int | None) -> Iterator[Found]:
        own: list[Char] = self._chars(element, page, own_only=True)
        nested: list[Element] = []
        for part in _parts(element):
            if part.get("type") == "L":
                nested.append(part)
            else:
                own.extend(self._chars(part, page))
        self.used += len(own)
        made = paragraph(text_lines(own))
        if made:
            self.bullets_shown = self.bullets_shown or made.bullet
            yield replace(made, bullet=made.bullet or not self.bullets_shown)  # none: it goes on with the item before
        for part in nested:
            yield from self.walk(part, page)

    def _row(self, row: Element, page: int | None) -> GridRow:
        page = row.get("page_number") or page
        cells = tuple(self._cell(cell, page) for cell in _cells(row))
        first = next((part for cell in cells for part in cell), None)
        return GridRow(cells, _page_of(first) or page, header=bool(row.get("header")))

    def _painted(self, table: Element, rows: list[GridRow], page: int | None) -> list[GridRow]:
        """Rows with the colours behind their cells: where a column's name and a row's words stand, they cross."""
        elements = list(_rows(table))
        if not elements or not any(self.marked.fills.values()):
            return rows
        names = [self._chars(cell, elements[0].get("page_number") or page) for cell in _cells(elements[0])]
        middles = [(min(c["x0"] for c in cs) + max(c["x1"] for c in cs)) / 2 if cs else None for cs in names]
        painted = [rows[0]]
        for element, row in zip(elements[1:], rows[1:], strict=True):
            chars = [c for cell in _cells(element) for c in self._chars(cell, element.get("page_number") or page)]
            fills = self.marked.fills.get(row.page or 0, [])
            if not chars or not fills or len(row.cells) != len(middles):
                painted.append(row)
                continue
            first = [c for c in chars if c["page_number"] == row.page] or chars
            height = (min(c["top"] for c in first) + max(c["bottom"] for c in first)) / 2
            colours = tuple(colour_at(fills, x, height) if x is not None else None for x in middles)
            painted.append(replace(row, fills=colours))
        return painted

    def _cell(self, cell: Element, page: int | None) -> Cell:
        found: Cell = []
        parts = [*self._leaf(cell, page, own_only=True)]
        parts_below = [part for child in cell.get("children", []) for part in self.walk(child, page)]
        for part in (*parts, *parts_below):
            found.extend(part.paragraphs) if isinstance(part, Box) else found.append(part)
        return found

    def _chars(self, element: Element, page: int | None, own_only: bool = False) -> list[Char]:
        page = element.get("page_number") or page
        found: list[Char] = []
        for mcid in element.get("mcids", []):
            found.extend(self.marked.chars.get((page or 0, mcid), ()))
        if not own_only:
            for child in element.get("children", []):
                found.extend(self._chars(child, page))
        return found


def _spaced_apart(lines: list[TextLine]) -> Iterator[list[TextLine]]:
    """Paragraphs that a file has tagged as one, parted at empty lines."""
    run: list[TextLine] = []
    for line in lines:
        below = bool(run) and line.page == run[-1].page and is_finished(run[-1].text)
        if below and line.top - run[-1].bottom > _EMPTY_LINE * line.size:
            yield run
            run = []
        run.append(line)
    if run:
        yield run


def _page_of(part: Paragraph | RawTable | None) -> int | None:
    if isinstance(part, RawTable):
        return part.heading_page or next(iter(part.pages), None)
    return part.page if part else None


def _descendants(element: Element) -> Iterator[Element]:
    for child in element.get("children", []):
        yield child
        yield from _descendants(child)


def _parts(item: Element) -> Iterator[Element]:
    """Parts of a list item, a list under it apart from its own words."""
    for child in item.get("children", []):
        if child.get("type") in {"LBody", "LI"} and any(c.get("type") == "L" for c in child.get("children", [])):
            yield {**child, "children": [c for c in child["children"] if c.get("type") != "L"]}
            yield from (c for c in child["children"] if c.get("type") == "L")
        else:
            yield child


def _rows(table: Element) -> Iterator[Element]:
    for child in table.get("children", []):
        kind = child.get("type")
        if kind == "TR":
            yield child
        elif kind in {"TBody", "THead", "TFoot"}:
            yield from ({**row, "header": True} if kind == "THead" else row for row in _rows(child))


def _cells(row: Element) -> list[Element]:
    return [c for c in row.get("children", []) if c.get("type") in {"TD", "TH"}]
