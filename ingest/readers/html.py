"""HTML -> pieces."""

import re
from collections.abc import Iterator

from bs4 import BeautifulSoup, Tag
from bs4.element import NavigableString, PreformattedString

from .pieces import Piece, RawTable, cell_text
from .repair import clean, split_bullet, split_label

_SKIPPED = {
    "script",
    "style",
    "nav",
    "footer",
    "aside",
    "form",
    "noscript",
    "template",
    "svg",
    "iframe",
    "button",
    "head",
}
_BLOCKS = {
    "address", "article", "blockquote", "body", "caption", "dd", "details", "div", "dl", "dt", "fieldset", "figure",
    "figcaption", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "html", "li", "main", "ol", "p", "pre", "section",
    "summary", "table", "ul", "br",
}  # fmt: skip


def read_html(markup: str) -> list[Piece]:
    """Pieces of a page: its main part where it marks one, without navigation and scripts."""
    soup = BeautifulSoup(markup, "lxml")
    root = soup.find("main") or soup.find("article") or soup.body or soup
    return list(_walk(root, 0)) if isinstance(root, Tag) else []


def page_title(markup: str) -> str | None:
    """What the page calls itself in ``<title>``."""
    title = BeautifulSoup(markup, "lxml").title
    return clean(title.get_text(" ")) or None if title else None


def _walk(element: Tag, depth: int) -> Iterator[Piece]:
    """Blocks in order; text between blocks becomes paragraphs of its own."""
    inline: list[str] = []
    for child in element.children:
        if isinstance(child, PreformattedString):
            continue
        if isinstance(child, NavigableString):
            inline.append(str(child))
        elif isinstance(child, Tag) and child.name not in _SKIPPED:
            if child.name in _BLOCKS or child.find(_BLOCKS):
                yield from _paragraph("".join(inline))
                inline = []
                yield from _block(child, depth)
            else:
                inline.append(child.get_text())
    yield from _paragraph("".join(inline))


def _paragraph(text: str) -> Iterator[Piece]:
    text = clean(re.sub(r"\s+", " ", text))
    if text:
        bullet, rest = split_bullet(text)
        label, rest = (None, rest) if bullet else split_label(text)
        yield Piece("item" if bullet else "paragraph", rest, level=1 if bullet else 0, label=label)


def _block(element: Tag, depth: int) -> Iterator[Piece]:
    name = element.name
    if re.fullmatch(r"h[1-6]", name):
        label, text = split_label(clean(re.sub(r"\s+", " ", element.get_text(" "))))
        if text:
            yield Piece("heading", text, level=int(name[1]), label=label)
    elif name == "li":
        pieces = list(_walk(element, depth + 1))
        for number, piece in enumerate(pieces):
            first = number == 0 and piece.kind == "paragraph"
            yield Piece("item", piece.text, level=max(depth, 1), label=piece.label) if first else piece
    elif name in {"ul", "ol"}:
        yield from _walk(element, depth + 1)
    elif name == "table":
        yield from _table(element, depth)
    else:
        yield from _walk(element, depth)


def _table(element: Tag, depth: int) -> Iterator[Piece]:
    rows = [row for row in element.find_all("tr") if row.find_parent("table") is element]
    cells = [[c for c in row.find_all(["td", "th"]) if c.find_parent("tr") is row] for row in rows]
    if element.find("table") or max((len(row) for row in cells), default=0) < 2:  # a table that only lays out the page
        yield from (piece for row in cells for cell in row for piece in _walk(cell, depth))
        return
    caption = element.find("caption")
    grid = [tuple(_cell(cell) for cell in row) for row in cells]
    headed = bool(cells[0]) and (all(c.name == "th" for c in cells[0]) or _bold(cells[0]))
    body = [row for row in (grid[1:] if headed else grid) if any(row)]
    if body:
        name = clean(caption.get_text(" ")) if caption else None
        yield Piece("table", table=RawTable(rows=tuple(body), headings=grid[0] if headed else (), caption=name))


def _bold(cells: list[Tag]) -> bool:
    return all(cell.find(["b", "strong"]) or not cell.get_text(strip=True) for cell in cells)


def _cell(cell: Tag) -> str:
    return cell_text(_walk(cell, 0))[0]
