"""Tagged PDF -> pieces: the tag tree gives paragraphs, list items and table cells whole, across page ends.

The tree is read through pdfplumber (ISO 32000-1, 14.8 "Tagged PDF"). Word processors also tag tables that only lay
out the page; a table counts as one of data when most of its rows have two cells or more, or when it stands in a
grid of one column whose first row is a heading of its own.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any

from pdfplumber.pdf import PDF

from .pdf_text import Char, Paragraph, paragraph, visual_lines, with_headings
from .pieces import Piece, RawTable, cell_text
from .repair import clean, split_bullet, starts_low
from .stitch import stitch

Element = dict[str, Any]


@dataclass
class Marked:
    """All characters of a file by page and marked-content number."""

    chars: dict[tuple[int, int], list[Char]] = field(default_factory=dict)
    total: int = 0

    @classmethod
    def of(cls, pdf: PDF) -> "Marked":
        """Collect the characters that the tag tree can point at."""
        marked = cls()
        for page in pdf.pages:
            for char in page.chars:
                marked.total += 1
                if char.get("mcid") is not None:
                    marked.chars.setdefault((page.page_number, char["mcid"]), []).append(char)
        return marked


def read_tagged(pdf: PDF) -> list[Piece] | None:
    """Pieces of a tagged file, or ``None`` where the tags do not hold enough of the text to be relied on."""
    try:
        tree = pdf.structure_tree
    except Exception:  # a damaged tag tree is no reason to lose the text
        return None
    if not tree:
        return None
    marked = Marked.of(pdf)
    walker = _Walker(marked)
    paragraphs: list[Paragraph | RawTable] = []
    for element in tree:
        paragraphs.extend(walker.walk(element, None))
    if marked.total == 0 or walker.used < 0.8 * marked.total:
        return None
    return stitch(with_headings(paragraphs))


class _Walker:
    def __init__(self, marked: Marked) -> None:
        self.marked = marked
        self.used = 0

    def walk(self, element: Element, page: int | None) -> Iterator[Paragraph | RawTable]:
        page = element.get("page_number") or page
        kind = element.get("type", "")
        children = element.get("children", [])
        if kind == "Table" and self._is_data(element):
            yield from self._table(element, page)
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

    def _leaf(self, element: Element, page: int | None, own_only: bool = False) -> list[Paragraph]:
        chars = self._chars(element, page, own_only)
        self.used += len(chars)
        return [p for p in [paragraph(chars)] if p]

    def _list(self, element: Element, page: int | None) -> Iterator[Paragraph | RawTable]:
        """Items by their bullets as the eye sees them: tags put the first words of an item into the one before."""
        chars = self._chars(element, page)
        lines = visual_lines([c for c in chars if c["text"].strip() or c["text"] == " "])
        starts = [i for i, line in enumerate(lines) if split_bullet("".join(c["text"] for c in line))[0]]
        labels = sum(e.get("type") == "LI" for e in (element, *_descendants(element)))
        if not starts or starts[0] != 0 or len(starts) < labels:
            for child in element.get("children", []):
                yield from self.walk(child, page)
            return
        self.used += len(chars)
        for start, end in pairwise([*starts, len(lines)]):
            text = paragraph([c for line in lines[start:end] for c in line])
            if text:
                yield text

    def _item(self, element: Element, page: int | None) -> Iterator[Paragraph]:
        own: list[Char] = []
        nested: list[Element] = []
        for part in _parts(element):
            if part.get("type") == "L":
                nested.append(part)
            else:
                own.extend(self._chars(part, part.get("page_number") or page))
        own.extend(self._chars(element, page, own_only=True))
        self.used += len(own)
        text = paragraph(own)
        if text:
            text.bullet = True
            yield text
        for part in nested:
            for inner in self.walk(part, page):
                if isinstance(inner, Paragraph):
                    yield inner

    def _chars(self, element: Element, page: int | None, own_only: bool = False) -> list[Char]:
        page = element.get("page_number") or page
        found: list[Char] = []
        for mcid in element.get("mcids", []):
            found.extend(self.marked.chars.get((page or 0, mcid), ()))
        if not own_only:
            for child in element.get("children", []):
                found.extend(self._chars(child, page))
        return found

    def _is_data(self, table: Element) -> bool:
        rows = list(_rows(table))
        if any(c.get("type") == "Table" for r in rows for cell in _cells(r) for c in _descendants(cell)):
            return False
        widths = [len([c for c in _cells(r) if self._text(c)]) for r in rows]
        filled = [w for w in widths if w]
        if not filled:
            return False
        if sum(w >= 2 for w in filled) >= len(filled) / 2:
            return True
        return max(filled) == 1 and self._is_boxed_list(rows)

    def _is_boxed_list(self, rows: list[Element]) -> bool:
        """One column of short plain rows, with or without a bold heading row: "Areas for improvement" has it."""
        counts = [len(self._lead_paragraphs(row)) for row in rows]
        looks = [p for p in (paragraph(self._chars(row, row.get("page_number"))) for row in rows) if p]
        body = looks[1:] if looks[0].bold else looks
        if (
            not body
            or any(p.bold or len(p.text) < 30 for p in body)
            or len(looks[0].text) > (80 if looks[0].bold else 2000)
        ):
            return False
        return max(counts) <= 2 if len(body) >= 2 else looks[0].bold and counts[-1] == 1

    def _lead_paragraphs(self, row: Element) -> list[Element]:
        """Paragraphs of a row that are not list items."""
        return [e for e in _outside_lists(row) if e.get("type") == "P" and self._text(e)]

    def _text(self, element: Element) -> str:
        return clean("".join(c["text"] for c in self._chars(element, element.get("page_number"))))

    def _table(self, table: Element, page: int | None) -> Iterator[Paragraph | RawTable]:
        """Its rows; a row that is a heading or a text of its own across all columns ends the table before it."""
        rows: list[Row] = []
        columns = max(len(_cells(row)) for row in _rows(table))
        for row in _rows(table):
            cells = [self._cell(c, row.get("page_number") or table.get("page_number") or page) for c in _cells(row)]
            filled = [c for c in cells if c]
            if not filled:
                continue
            if columns > 1 and len(filled) == 1 and cells[0] and self._stands_alone(cells[0]):
                yield from _flush(rows)
                rows = []
                yield from cells[0]
            else:
                rows.append(Row.of(cells))
        yield from _flush(rows)

    @staticmethod
    def _stands_alone(cell: list[Paragraph]) -> bool:
        return all(p.bold for p in cell) or len(cell) > 1 or len(cell[0].text) > 150

    def _cell(self, cell: Element, page: int | None) -> list[Paragraph]:
        page = cell.get("page_number") or page
        found = self._leaf(cell, page, own_only=True)
        for child in cell.get("children", []):
            found.extend(p for p in self.walk(child, page) if isinstance(p, Paragraph))
        return found


@dataclass(frozen=True)
class Row:
    """One row of a table of data."""

    cells: tuple[str, ...]
    page: int | None
    bold: bool

    @classmethod
    def of(cls, cells: list[list[Paragraph]]) -> "Row":
        """Cell texts with one paragraph a line, bullets kept."""
        texts = tuple(cell_text([(p.text, p.bullet) for p in cell]) for cell in cells)
        paragraphs = [p for cell in cells for p in cell]
        return cls(texts, paragraphs[0].page, all(p.bold for p in paragraphs))


def _flush(rows: list[Row]) -> Iterator[RawTable]:
    if rows:
        yield _raw_table(rows)


_INLINE = {"Span", "Link", "Reference", "Annot", "Quote", "Em", "Strong", "Note", "Figure", "InlineShape"}


def _descendants(element: Element) -> Iterator[Element]:
    for child in element.get("children", []):
        yield child
        yield from _descendants(child)


def _parts(item: Element) -> Iterator[Element]:
    for child in item.get("children", []):
        if child.get("type") in {"LBody", "LI"} and any(c.get("type") == "L" for c in child.get("children", [])):
            yield {**child, "children": [c for c in child["children"] if c.get("type") != "L"]}
            yield from (c for c in child["children"] if c.get("type") == "L")
        else:
            yield child


def _rows(table: Element) -> Iterator[Element]:
    for child in table.get("children", []):
        if child.get("type") == "TR":
            yield child
        elif child.get("type") in {"TBody", "THead", "TFoot"}:
            yield from _rows(child)


def _cells(row: Element) -> list[Element]:
    return [c for c in row.get("children", []) if c.get("type") in {"TD", "TH"}]


def _outside_lists(element: Element) -> Iterator[Element]:
    for child in element.get("children", []):
        if child.get("type") != "L":
            yield child
            yield from _outside_lists(child)


def _raw_table(rows: list[Row]) -> RawTable:
    """Empty columns dropped; the heading row apart; a heading row repeated after a page end dropped."""
    width = max(len(row.cells) for row in rows)
    padded = [_padded(row.cells, width, first=number == 0) for number, row in enumerate(rows)]
    keep = [i for i in range(width) if any(cells[i] for cells in padded)]
    trimmed = [tuple(cells[i] for i in keep) for cells in padded]
    headings: tuple[str, ...] = ()
    pages = [row.page for row in rows]
    if rows[0].bold and len(rows) > 1:
        headings = trimmed[0]
        body = [(cells, page) for cells, page in zip(trimmed[1:], pages[1:], strict=True) if cells != headings]
    else:
        body = list(zip(trimmed, pages, strict=True))
    return RawTable(
        rows=tuple(cells for cells, _ in body),
        headings=headings,
        pages=tuple(page for _, page in body),
        heading_page=pages[0] if headings else None,
    )


def _padded(cells: tuple[str, ...], width: int, first: bool) -> tuple[str, ...]:
    """A row of full width; what goes on from the page before stands in the last columns."""
    missing = ("",) * (width - len(cells))
    goes_on = first and bool(missing) and bool(cells) and (cells[0].startswith("• ") or starts_low(cells[0]))
    return (*missing, *cells) if goes_on else (*cells, *missing)
