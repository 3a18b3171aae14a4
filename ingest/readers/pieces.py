"""What the readers hand over: lines, as plain text has them, and pieces, which know what they are."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from .repair import is_finished, join, starts_low

PieceKind = Literal["heading", "paragraph", "item", "table"]


@dataclass(frozen=True, slots=True)
class Line:
    """One line as it stands on the page, before wrapped lines are joined."""

    text: str
    page: int | None = None
    gap: float = 0.0
    """Empty space before it, in lines: 0 follows directly, 1 after one blank line."""
    indent: float = 0.0
    """Left edge in characters."""
    open: bool = False
    """It ends in a space, as extraction leaves a line that was wrapped."""
    bare: bool = False
    """It is a row of a table whose columns have no names."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RawTable:
    """Cells as text, row by row; the heading row apart."""

    rows: tuple[tuple[str, ...], ...]
    headings: tuple[str, ...] = ()
    spanning: str = ""
    """A heading over all columns, in a line of its own."""
    pages: tuple[int | None, ...] = ()
    """Page of each row; empty where the format has none."""
    heading_page: int | None = None
    breaks: tuple[tuple[int, int, int, int], ...] = ()
    """Where a later page begins inside a cell: row, column, offset in the cell, page."""
    caption: str | None = None
    fills: tuple[tuple[int, int, str], ...] = ()
    """Colours of a RAG rating behind cells: row, column, "red", "amber", "green" or "blue"."""
    separator: str = "\t"
    """What stands between two cells in the document's text."""


@dataclass(frozen=True, slots=True)
class Beside:
    """What stands around the text of a file and belongs to none of its pieces."""

    dates: tuple[str, ...] = ()
    """Lines that say when a web page was published or changed."""
    names: tuple[str, ...] = ()
    """Lines that may say whose it is: the name of a web site, the header and footer of a page."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A heading, paragraph, list item or table in reading order."""

    kind: PieceKind
    text: str = ""
    page: int | None = None
    level: int = 0
    """Depth of a heading (0: not known) or of a list item (from 1)."""
    label: str | None = None
    """Number the document gives it, "3.1.2"."""
    table: RawTable | None = None
    breaks: tuple[tuple[int, int], ...] = ()
    """Where in ``text`` a later page begins: offset and page."""
    opens: bool = False
    """It names the section that starts with it, and is text of that section at the same time."""
    closes: bool = False
    """The section that ``opens`` started ends after it."""
    apart: bool = False
    """It starts what stands under no heading: a signature, the publisher's own notes."""


def cell_text(parts: Iterable[Piece]) -> tuple[str, tuple[tuple[int, int], ...]]:
    """Text of a table cell, a paragraph or bullet a line; a line that goes on in the middle of a sentence is joined.

    Args:
        parts: its paragraphs and items in reading order.

    Returns:
        The text, and where in it a later page begins: offset and page.
    """
    text = ""
    page: int | None = None
    breaks: list[tuple[int, int]] = []
    for part in parts:
        mark = "• " if part.kind == "item" else f"{part.label} " if part.label else ""
        if not text:
            text, page = mark + part.text, part.page
        elif not mark and starts_low(part.text) and not is_finished(text):
            text = join(text, part.text)
        else:
            text = f"{text}\n{mark}{part.text}"
        offset = len(text) - len(part.text)
        starts = ((offset, part.page), *((offset + o, p) for o, p in part.breaks))
        for start, number in starts:
            if number is not None and number != page:
                breaks.append((start, number))
                page = number
    return text, tuple(breaks)
