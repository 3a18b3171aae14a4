"""What is painted in the colours of a RAG rating behind the text of a PDF, page by page."""

from typing import NamedTuple

from pdfplumber.page import Page

from .colours import colour_of_inks

_SMALLEST = 4.0  # points; what is thinner is a rule


class Fill(NamedTuple):
    """A painted ground."""

    x0: float
    top: float
    x1: float
    bottom: float
    colour: str


def fills_of(page: Page) -> list[Fill]:
    """Rectangles of a page painted red, amber, green or blue, in the order in which they are drawn."""
    found = []
    for rect in page.rects:
        if not rect.get("fill") or min(abs(rect["width"]), abs(rect["height"])) < _SMALLEST:
            continue
        colour = colour_of_inks(rect.get("non_stroking_color"))
        if colour:
            found.append(Fill(rect["x0"], rect["top"], rect["x1"], rect["bottom"], colour))
    return found


def colour_at(fills: list[Fill], x: float, y: float) -> str | None:
    """The colour painted last at a place, in points from the top left."""
    return next((f.colour for f in reversed(fills) if f.x0 <= x <= f.x1 and f.top <= y <= f.bottom), None)
