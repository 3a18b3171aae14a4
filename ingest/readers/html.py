"""HTML -> pieces."""

import re
from collections.abc import Iterator

from bs4 import BeautifulSoup, Tag
from bs4.element import NavigableString, PreformattedString

from .heading_rows import names_columns
from .html_colours import cell_colour
from .pieces import Piece, RawTable, cell_text
from .repair import clean, split_bullet, split_label

_SKIPPED = {
    "script", "style", "nav", "footer", "aside", "form", "noscript", "template", "svg", "iframe", "button", "head",
    "select", "dialog", "object", "audio", "video", "canvas",
}  # fmt: skip
_BLOCKS = {
    "address", "article", "blockquote", "body", "caption", "dd", "details", "div", "dl", "dt", "fieldset", "figure",
    "figcaption", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "html", "li", "main", "ol", "p", "pre", "section",
    "summary", "table", "ul", "br",
}  # fmt: skip
_MAX_DEPTH = 200  # elements within elements; what lies deeper is taken as plain text
_MAX_SPAN = 100  # rows or columns that one cell may take


def read_html(markup: str) -> list[Piece]:
    """Pieces of a page: its main part where it marks one, without navigation and scripts."""
    soup = BeautifulSoup(markup, "lxml")
    roots = [soup.find("main"), soup.select_one("[role=main]"), soup.find("article"), soup.body, soup]
    for root in roots:
        pieces = list(_walk(root, 0, 0)) if isinstance(root, Tag) else []
        if pieces:
            return pieces
    return []


def _walk(element: Tag, items: int, depth: int) -> Iterator[Piece]:
    """Blocks in order; text between blocks becomes paragraphs of its own.

    Args:
        element: what to read.
        items: how many lists it stands in.
        depth: how many elements it stands in.
    """
    inline: list[str] = []
    for child in element.children:
        if isinstance(child, PreformattedString):
            continue
        if isinstance(child, NavigableString):
            inline.append(str(child))
        elif isinstance(child, Tag) and not _is_hidden(child):
            if depth < _MAX_DEPTH and (child.name in _BLOCKS or child.find(_BLOCKS)):
                yield from _paragraph("".join(inline))
                inline = []
                yield from _block(child, items, depth + 1)
            else:
                inline.append(child.get_text(" " if depth >= _MAX_DEPTH else ""))
    yield from _paragraph("".join(inline))


def _is_hidden(element: Tag) -> bool:
    style = str(element.get("style") or "").replace(" ", "").lower()
    return element.name in _SKIPPED or element.has_attr("hidden") or "display:none" in style


def _paragraph(text: str) -> Iterator[Piece]:
    text = clean(re.sub(r"\s+", " ", text))
    if text:
        bullet, rest = split_bullet(text)
        label, rest = (None, rest) if bullet else split_label(text)
        yield Piece("item" if bullet else "paragraph", rest, level=1 if bullet else 0, label=label)


def _block(element: Tag, items: int, depth: int) -> Iterator[Piece]:
    name = element.name
    if re.fullmatch(r"h[1-6]", name):
        label, text = split_label(clean(re.sub(r"\s+", " ", element.get_text(" "))))
        if text:
            yield Piece("heading", text, level=int(name[1]), label=label)
    elif name == "li":
        for number, piece in enumerate(_walk(element, items, depth)):
            first = number == 0 and piece.kind == "paragraph"
            yield Piece("item", piece.text, level=max(items, 1), label=piece.label) if first else piece
    elif name in {"ul", "ol"}:
        yield from _walk(element, items + 1, depth)
    elif name == "table":
        yield from _table(element, items, depth)
    else:
        yield from _walk(element, items, depth)


def _table(element: Tag, items: int, depth: int) -> Iterator[Piece]:
    rows = [row for row in element.find_all("tr") if row.find_parent("table") is element]
    cells = [[c for c in row.find_all(["td", "th"]) if c.find_parent("tr") is row] for row in rows]
    cells = [row for row in cells if row]
    if element.find("table") or max((len(row) for row in cells), default=0) < 2:  # a table that only lays out the page
        yield from (piece for row in cells for cell in row for piece in _walk(cell, items, depth))
        return
    caption = element.find("caption")
    grid, painted = _grid(cells, depth)
    named = all(c.name == "th" for c in cells[0]) or (_bold(cells[0]) and not all(map(_bold, cells)))
    headed = named or names_columns(grid)
    kept = [number for number in range(int(headed), len(grid)) if any(grid[number])]
    body = [grid[number] for number in kept]
    fills = tuple((row, column, colour) for row, n in enumerate(kept) for column, colour in painted[n].items())
    if body:
        name = clean(re.sub(r"\s+", " ", caption.get_text(" "))) or None if caption else None
        headings = grid[0] if headed else ()
        yield Piece("table", table=RawTable(rows=tuple(body), headings=headings, caption=name, fills=fills))


def _grid(rows: list[list[Tag]], depth: int) -> tuple[list[tuple[str, ...]], list[dict[int, str]]]:
    """Cell texts in full rows, and the colours behind cells by their column.

    A cell over several rows counts for each, one over several columns for the first.
    """
    grid: list[dict[int, str]] = [{} for _ in rows]
    painted: list[dict[int, str]] = [{} for _ in rows]
    for number, row in enumerate(rows):
        column = 0
        for cell in row:
            while column in grid[number]:
                column += 1
            text = cell_text(_walk(cell, 0, depth))[0]
            wide, high = _span(cell, "colspan"), _span(cell, "rowspan")
            for below in grid[number : number + high]:
                below.update({column + offset: text if offset == 0 else "" for offset in range(wide)})
            if colour := cell_colour(cell):
                for below in painted[number : number + high]:
                    below[column] = colour
            column += wide
    width = max((max(row, default=-1) + 1 for row in grid), default=0)
    return [tuple(row.get(column, "") for column in range(width)) for row in grid], painted


def _span(cell: Tag, name: str) -> int:
    value = str(cell.get(name) or "1").strip()
    return min(max(int(value), 1), _MAX_SPAN) if value.isascii() and value.isdigit() else 1


def _bold(cells: list[Tag]) -> bool:
    return all(cell.find(["b", "strong"]) or not cell.get_text(strip=True) for cell in cells)
