"""What all rules share: going through a document, and making a finding whose quote is in it."""

from collections.abc import Iterator
from dataclasses import dataclass

from ..documents import Block, Cell, Document, Finding, FindingKind, Section, Table
from ..sentences import sentences
from .kinds import FIELDS

Value = str | tuple[str, ...] | None


@dataclass(frozen=True, slots=True)
class Span:
    """A piece of a document's text with its place: a block, a sentence or a cell."""

    document: Document
    section: Section
    start: int
    end: int

    @property
    def text(self) -> str:
        """As it stands in the document."""
        return self.document.text[self.start : self.end]

    @property
    def line(self) -> str:
        """Its text on one line."""
        return " ".join(self.text.split())

    def part(self, start: int, end: int) -> "Span":
        """A piece of it; offsets count from its own start."""
        return Span(self.document, self.section, self.start + start, self.start + end)

    def finding(self, kind: FindingKind, *, derived: str | None = None, **fields: Value) -> Finding:
        """A finding that this span states.

        Raises:
            KeyError: a field that the kind does not have.
        """
        unknown = fields.keys() - FIELDS[kind].keys()
        if unknown:
            raise KeyError(f"{kind} has no field {', '.join(sorted(unknown))}")
        return Finding(
            document=self.document.source.id,
            kind=kind,
            fields=dict(fields),
            quote=self.text,
            start=self.start,
            end=self.end,
            page=self.document.page_at(self.start),
            section=" › ".join(self.section.path),
            derived=derived,
        )


def block_span(document: Document, section: Section, block: Block) -> Span:
    """A block as a span."""
    return Span(document, section, block.start, block.end)


def cell_span(document: Document, section: Section, cell: Cell) -> Span:
    """A cell as a span. An empty cell is a span without text."""
    return Span(document, section, cell.start, cell.end)


def blocks(document: Document, *kinds: str) -> Iterator[tuple[Block, Span]]:
    """All blocks in the order of the text, or those of some kinds."""
    for section in document.sections:
        for block in section.blocks:
            if not kinds or block.kind in kinds:
                yield block, block_span(document, section, block)


def sentence_spans(span: Span) -> Iterator[Span]:
    """The sentences of a span."""
    for start, end in sentences(span.document.text, span.start, span.end):
        yield Span(span.document, span.section, start, end)


def all_sentences(document: Document) -> Iterator[Span]:
    """The sentences of all paragraphs and list items."""
    for _, span in blocks(document, "paragraph", "item"):
        yield from sentence_spans(span)


def tables(document: Document) -> Iterator[tuple[Section, Table]]:
    """All tables with the section each stands in."""
    for section in document.sections:
        for table in section.tables:
            yield section, table


def row_span(document: Document, section: Section, row: tuple[Cell, ...]) -> Span:
    """A row from its first to its last cell that holds text.

    Raises:
        ValueError: all its cells are empty.
    """
    filled = [cell for cell in row if cell.text]
    return Span(document, section, min(cell.start for cell in filled), max(cell.end for cell in filled))
