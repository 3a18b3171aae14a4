"""Plain text -> pieces."""

from .aligned import RULE, with_tabs
from .furniture import edges, without_furniture
from .lines import pieces_from_lines
from .pieces import Line, Piece
from .repair import clean


def lines_of(text: str) -> list[Line]:
    """Non-empty lines with the number of blank lines before each; a form feed counts as a page end."""
    lines: list[Line] = []
    gap = 0.0
    pages = text.count("\f") + 1
    page = 1
    for row in with_tabs(text.replace("\r\n", "\n").replace("\r", "\n").replace("\f", "\n\f").split("\n")):
        raw = row.text
        if raw.startswith("\f"):
            page, raw = page + 1, raw[1:]
            gap += 3
        if raw.strip() and not RULE.match(raw):
            stripped = raw.lstrip(" ")
            text = "\t".join(clean(part) for part in stripped.split("\t"))
            indent, left_open = len(raw) - len(stripped), raw.endswith(" ")
            lines.append(Line(text, page if pages > 1 else None, gap, indent, left_open, row.bare))
            gap = 0
        else:
            gap += 1
    return lines


def first_page_edges(text: str) -> tuple[str, ...]:
    """The lines at the top and the bottom of the first page: its header and footer, if it has them."""
    return edges([line.text for line in lines_of(text.partition("\f")[0])])


def read_text(text: str) -> list[Piece]:
    """Pieces of a plain text; lines with cells that tabs or aligned spaces set apart become tables."""
    return pieces_from_lines(without_furniture(lines_of(text)))
