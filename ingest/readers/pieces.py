"""What every reader hands over: lines (where only the page's look is known) or pieces (where structure is)."""

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
    """Left edge in characters (text) or in points (PDF)."""
    size: float = 0.0
    """Type size in points; 0 where unknown."""
    bold: bool = False


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
    caption: str | None = None
    separator: str = "\t"
    """What stands between two cells in the document's text."""


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


def cell_text(paragraphs: list[tuple[str, bool]]) -> str:
    """Text of a table cell, a paragraph or bullet a line; a line that goes on in the middle of a sentence is joined.

    Args:
        paragraphs: text and whether it is a bullet, in reading order.
    """
    lines: list[str] = []
    for text, bullet in paragraphs:
        if bullet:
            lines.append(f"• {text}")
        elif lines and starts_low(text) and not is_finished(lines[-1]):
            lines[-1] = join(lines[-1], text)
        else:
            lines.append(text)
    return "\n".join(lines)
