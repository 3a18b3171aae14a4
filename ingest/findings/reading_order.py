"""A document as the lines that a reader sees: headings, paragraphs and list items in one order.

One form of the genre is a heading in one file and a paragraph in the next; rules over lines read both.
"""

from dataclasses import dataclass
from typing import Literal

from ..documents import Document, Section
from .making import Span, block_span, sentence_spans

LineKind = Literal["heading", "paragraph", "item", "row"]


@dataclass(frozen=True, slots=True)
class Line:
    """A heading or block with its place."""

    kind: LineKind
    span: Span
    level: int = 0
    """Depth of a list item, from 1."""

    @property
    def text(self) -> str:
        """Its text on one line."""
        return self.span.line

    @property
    def path(self) -> tuple[str, ...]:
        """Headings above it; its own last where it is one."""
        return self.span.section.path

    @property
    def running(self) -> bool:
        """True for a paragraph or list item."""
        return self.kind in {"paragraph", "item"}

    def sentences(self) -> list[Span]:
        """Its sentences."""
        return list(sentence_spans(self.span))


def heading_span(document: Document, section: Section) -> Span | None:
    """The heading of a section where it is printed at its start; none where the section only goes on or was opened by
    its first block."""
    if not section.path or not section.path[-1]:
        return None
    name = section.path[-1]
    if not document.text.startswith(name, section.start):
        return None
    end = section.start + len(name)
    if section.blocks and section.blocks[0].start < end:
        return None
    return Span(document, section, section.start, end)


def reading_order(document: Document) -> list[Line]:
    """All lines of a document; those of a table row are one line."""
    lines: list[Line] = []
    for section in document.sections:
        heading = heading_span(document, section)
        if heading is not None:
            lines.append(Line("heading", heading))
        for block in section.blocks:
            kind: LineKind = "item" if block.kind == "item" else "row" if block.kind == "row" else "paragraph"
            span = block_span(document, section, block)
            if span.text.strip():
                lines.append(Line(kind, span, block.level))
    return lines
