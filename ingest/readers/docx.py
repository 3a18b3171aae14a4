"""DOCX -> pieces."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import docx
from docx.oxml.ns import qn
from docx.table import Table as DocxTable
from docx.text.paragraph import Paragraph

from ..errors import ReadError
from .docx_colours import cell_colour
from .docx_headings import Headings, is_bold
from .docx_numbering import Numbering
from .heading_rows import names_columns
from .pieces import Beside, Piece, RawTable, cell_text
from .repair import clean, split_bullet, split_label

_DELETED = {qn("w:del"), qn("w:moveFrom")}
_BREAKS = {qn("w:br"), qn("w:cr")}
_TEXT_BOX = qn("w:txbxContent")
_FOR_OLD_WORD = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
"""The same text box over again, for versions of Word that do not know the new form."""
_APART = {*_DELETED, _TEXT_BOX, _FOR_OLD_WORD}


def read_docx(path: Path) -> tuple[list[Piece], Beside]:
    """Pieces of a Word document, with the numbers that its lists and headings show, and its headers and footers.

    Raises:
        ReadError: not a Word document, damaged, or protected by a password.
    """
    try:
        document = docx.Document(str(path))
        return list(_Reader(Numbering.of(document), Headings(document)).blocks(document)), Beside(
            names=tuple(_around(document))
        )
    except Exception as fault:  # python-docx and lxml raise errors of every kind on damaged files
        raise ReadError(
            f"{path.name} is not a readable Word document (damaged, or protected by a password)",
            "Open it in a word processor and save a copy without a password",
        ) from fault


class _Reader:
    def __init__(self, numbering: Numbering, headings: Headings) -> None:
        self.numbering, self.headings = numbering, headings

    def blocks(self, holder: Any) -> Iterator[Piece]:
        """Paragraphs and tables of a document, a cell or a content control."""
        element = getattr(holder, "element", None)
        body = element.body if element is not None and hasattr(element, "body") else holder._element
        yield from self._children(body, holder)

    def _children(self, element: Any, parent: Any) -> Iterator[Piece]:
        for child in element:
            if child.tag == qn("w:p"):
                for box in _text_boxes(child):
                    yield from self._children(box, parent)
                yield from self._paragraph(Paragraph(child, parent))
            elif child.tag == qn("w:tbl"):
                yield from self._table(DocxTable(child, parent))
            elif child.tag in {qn("w:sdt"), qn("w:sdtContent"), qn("w:ins"), qn("w:moveTo"), qn("w:smartTag")}:
                yield from self._children(child, parent)

    def _paragraph(self, paragraph: Paragraph) -> Iterator[Piece]:
        number = self.numbering.next(paragraph)
        for line, raw in enumerate(re.split(r"[\n\f]", _text(paragraph._p))):
            text = clean(raw)
            if not text:
                continue
            bullet, rest = split_bullet(text)
            heading = self.headings.level(paragraph, text) if line == 0 else 0
            label, rest = (None, rest) if bullet else split_label(rest)
            if line == 0 and number.label:
                label, rest = number.label, text
            if heading:
                yield Piece("heading", rest, level=heading, label=label)
            elif bullet or (line == 0 and number.bullet):
                yield Piece("item", rest, level=number.level or 1)
            else:
                yield Piece("paragraph", rest, label=label)

    def _table(self, table: DocxTable) -> Iterator[Piece]:
        rows: list[tuple[str, ...]] = []
        painted: list[list[str | None]] = []
        bold: list[bool] = []
        nested: list[Piece] = []
        for row in table.rows:
            cells = list({id(cell._tc): cell for cell in row.cells}.values())  # a merged cell is listed once a column
            read = [list(self.blocks(cell)) for cell in cells]
            nested.extend(piece for cell in read for piece in cell if piece.table)
            rows.append(tuple(cell_text(piece for piece in cell if not piece.table)[0] for cell in read))
            painted.append([cell_colour(cell._tc) for cell in cells])
            bold.append(is_bold([p for cell in cells for p in cell.paragraphs]))
        kept = [number for number, row in enumerate(rows) if any(row)]
        if not kept:
            yield from nested
            return
        texts = [rows[number] for number in kept]
        headed = len(texts) > 1 and ((bold[kept[0]] and not all(bold[n] for n in kept)) or names_columns(texts))
        if max(map(len, texts)) == 1 and not headed and len(texts) == 1:  # a frame around text
            yield from self.blocks(table.rows[kept[0]].cells[0])
            return
        width = max(map(len, texts))
        full = [row + ("",) * (width - len(row)) for row in texts]
        fills = tuple(
            (row, column, colour)
            for row, number in enumerate(kept[int(headed) :])
            for column, colour in enumerate(painted[number])
            if colour
        )
        body, headings = tuple(full[int(headed) :]), full[0] if headed else ()
        yield Piece("table", table=RawTable(rows=body, headings=headings, fills=fills))
        yield from nested


def _around(document: Any) -> Iterator[str]:
    """Lines of the headers and footers."""
    for section in document.sections:
        for part in (section.first_page_header, section.header, section.first_page_footer, section.footer):
            found = (clean(line) for p in part._element.iter(qn("w:p")) for line in _text(p).split("\n"))
            yield from dict.fromkeys(line for line in found if line)


def _text_boxes(element: Any) -> Iterator[Any]:
    """Text boxes that hang on a paragraph, in their order; those inside of others come with these."""
    for child in element:
        if child.tag == _TEXT_BOX:
            yield child
        elif child.tag not in _APART and isinstance(child.tag, str):
            yield from _text_boxes(child)


def _text(element: Any) -> str:
    """Words of a paragraph: insertions and links too; what was deleted not, nor the text boxes that hang on it."""
    parts: list[str] = []
    for child in element:
        if child.tag == qn("w:t"):
            parts.append(child.text or "")
        elif child.tag == qn("w:tab"):
            parts.append("\t")
        elif child.tag in _BREAKS:
            parts.append("\n")
        elif child.tag == qn("w:noBreakHyphen"):
            parts.append("-")
        elif child.tag not in _APART and isinstance(child.tag, str) and child.tag != qn("w:pPr"):
            parts.append(_text(child))
    return "".join(parts)
