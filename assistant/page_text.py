"""The text of a document as HTML, part by part, with a quote marked in it. Everything is escaped here."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise

from ingest.documents import Block, Cell, Document, Section, Table

from .page_html import text as escaped
from .page_marks import Span

PART = 40_000
"""Characters shown at once of a document that has no pages."""

SCROLLED = '<div class="scrolled" tabindex="0" role="region" aria-label="Table">'
"""What is wider than the window scrolls by itself, by keyboard too."""


def parts_of(document: Document) -> tuple[tuple[Span, ...], ...]:
    """Where in a document's text each of its pages stands; parts of about ``PART`` characters where it has none."""
    if document.page_starts:
        edges = [*document.page_starts, (len(document.text), 0)]
        pages: dict[int, list[Span]] = {number: [] for number in range(1, (document.pages or 1) + 1)}
        for (low, number), (high, _) in pairwise(edges):
            pages.setdefault(number, []).append((low, high))
        return tuple(tuple(spans) for _, spans in sorted(pages.items()))
    starts = [0]
    for low in (block.start for section in document.sections for block in section.blocks):
        if low - starts[-1] > PART:
            starts.append(low)
    return tuple(((low, high),) for low, high in zip(starts, [*starts[1:], len(document.text)], strict=True))


def part_at(parts: Sequence[tuple[Span, ...]], offset: int) -> int:
    """The number, from 1, of the part in which an offset stands; the first where none has it."""
    return next((n for n, spans in enumerate(parts, 1) if any(low <= offset < high for low, high in spans)), 1)


def text_html(document: Document, spans: Sequence[Span], start: int, end: int, level: int = 4) -> str:
    """A part of a document's text with its headings, lists and tables.

    Args:
        document: the document.
        spans: where the part stands in its text.
        start: where the quote to mark starts; it may go on beyond the part.
        end: where it ends.
        level: of the headings, 1 to 6.
    """
    return "".join(_Writer(document, low, high, start, end, f"h{level}").html() for low, high in spans)


@dataclass(frozen=True)
class _Writer:
    """Writes the text from ``low`` to ``high``, marked from ``start`` to ``end``."""

    document: Document
    low: int
    high: int
    start: int
    end: int
    heading: str

    def html(self) -> str:
        here = (section for section in self.document.sections if self._reaches(section.start, section.end))
        return "".join(part for section in here for part in self._section(section))

    def _section(self, section: Section) -> Iterator[str]:
        heading = section.path[-1] if section.path else ""
        if heading and self.document.text.startswith(heading, section.start):
            yield self._headed(section.start, section.start + len(heading))
        elif heading and self.low <= section.start:
            yield f"<{self.heading}>{escaped(heading)}</{self.heading}>"  # the text itself does not set it apart
        shown = [block for block in section.blocks if self._reaches(block.start, block.end)]
        for kind, run in groupby(shown, key=lambda block: self._home(section, block)):
            if isinstance(kind, Table):
                yield self._table(kind)
            elif kind == "item":
                yield f"<ul>{''.join(self._item(block) for block in run)}</ul>"
            else:
                yield from (self._paragraph(block) for block in run)

    def _home(self, section: Section, block: Block) -> Table | str:
        inside = (table for table in section.tables if table.start <= block.start < table.end)
        return next(inside, None) or block.kind if block.kind == "row" else block.kind

    def _item(self, block: Block) -> str:
        label = f"{escaped(block.label)} " if block.label else ""
        return f'<li class="level-{min(block.level, 4)}">{label}{self._marked(block.start, block.end)}</li>'

    def _paragraph(self, block: Block) -> str:
        label = f"{escaped(block.label)} " if block.label and self.low <= block.start else ""
        return f"<p>{label}{self._marked(block.start, block.end)}</p>"

    def _table(self, table: Table) -> str:
        columns = max((len(row) for row in table.rows), default=1)
        over = f'<tr><th colspan="{columns}">{self._cell(table.spanning)}</th></tr>' if table.spanning else ""
        head = "".join(f"<th>{self._cell(cell)}</th>" for cell in table.headings)
        rows = (row for row in table.rows if any(self._reaches(cell.start, cell.end) for cell in row))
        body = "".join(f"<tr>{''.join(f'<td>{self._cell(cell)}</td>' for cell in row)}</tr>" for row in rows)
        headed = f"<thead>{over}<tr>{head}</tr></thead>" if head else f"<thead>{over}</thead>" if over else ""
        return f"{SCROLLED}<table>{headed}<tbody>{body}</tbody></table></div>"

    def _cell(self, cell: Cell) -> str:
        inside = self._reaches(cell.start, cell.end)
        return self._marked(cell.start, cell.end) if inside else escaped(cell.text)

    def _headed(self, low: int, high: int) -> str:
        tag = self.heading
        return f"<{tag}>{self._marked(low, high)}</{tag}>" if self._reaches(low, high) else ""

    def _reaches(self, low: int, high: int) -> bool:
        return low < self.high and self.low < high

    def _marked(self, low: int, high: int) -> str:
        """The text between two offsets, as far as this part has it, the quote in it marked."""
        low, high = max(low, self.low), min(high, self.high)
        first, last = min(max(self.start, low), high), max(min(self.end, high), low)
        text = self.document.text
        if first >= last:
            return escaped(text[low:high])
        return f"{escaped(text[low:first])}<mark>{escaped(text[first:last])}</mark>{escaped(text[last:high])}"
