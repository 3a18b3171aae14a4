"""Pieces -> document: one text, and in it sections, blocks and tables with their offsets."""

import re
from collections.abc import Sequence

from .documents import Block, BlockKind, Cell, Document, Section, Source, Table
from .readers.genre import introduces_weakness, weakness_in
from .readers.pieces import Piece, RawTable


def assemble(pieces: Sequence[Piece], source: Source, pages: int | None) -> Document:
    """Lay the pieces out as text and remember where each stands.

    Args:
        pieces: headings, paragraphs, items and tables in reading order.
        source: what the document is.
        pages: number of pages of the file, if it has any.
    """
    builder = _Builder(_title_headings(pieces, source.title))
    for index, piece in enumerate(pieces):
        following = pieces[index + 1] if index + 1 < len(pieces) else None
        builder.add(piece, following)
    return builder.document(source, pages)


def _title_headings(pieces: Sequence[Piece], title: str) -> list[Piece]:
    """The headings that only name the document: they stand in no path. Those down to the one that says the title, or
    the first if it stands alone at its depth."""
    headings = [p for p in pieces if p.kind == "heading"]
    if not headings or headings[0].label:
        return []
    first = headings[0]
    said = next((n for n, p in enumerate(headings[:_COVER]) if p.text == title and not p.label), None)
    if said is not None and all(p.level <= max(first.level, 1) for p in headings[: said + 1]):
        return headings[: said + 1]
    alone = bool(first.level) and sum(h.level == first.level for h in headings) == 1
    return [first] if alone else []


_COVER = 4  # headings of a cover


class _Builder:
    def __init__(self, title: Sequence[Piece]) -> None:
        self.title = title
        self.parts: list[str] = []
        self.length = 0
        self.sections: list[Section] = []
        self.path: list[tuple[int, str]] = []  # depth and heading, outermost first; "" for the title
        self.blocks: list[Block] = []
        self.tables: list[Table] = []
        self.start: int | None = None
        self.page: int | None = None
        self.after_close = False
        self.introduced: Piece | None = None
        self.page_starts: list[tuple[int, int]] = []

    def add(self, piece: Piece, following: Piece | None) -> None:
        """Write one piece."""
        if piece.kind == "heading":
            self._open(piece, self._depth(piece))
            start, _ = self._write(f"{piece.label} {piece.text}" if piece.label else piece.text)
            self._on_page(start, piece.page)
            return
        if following is not None and following.opens and introduces_weakness(piece):
            self._open(following, _WEAKNESS)
            self.introduced = following
        elif piece.opens and piece is not self.introduced:
            self._open(piece, _WEAKNESS)
        elif piece.apart:
            self._reopen(0)
        elif self.after_close and not piece.opens:
            self._reopen(_WEAKNESS)
        elif piece.kind in {"paragraph", "table"} and self._after_lead_in():
            self._reopen(self.path[-1][0])
        self.after_close = piece.closes
        if piece.table:
            self._table(piece.table, piece.page)
        else:
            self._block(piece)

    def document(self, source: Source, pages: int | None) -> Document:
        """All that was written."""
        self._close()
        return Document(
            source=source,
            text="".join(self.parts),
            sections=tuple(self.sections),
            pages=pages,
            page_starts=tuple(self.page_starts),
        )

    def _on_page(self, offset: int, page: int | None) -> None:
        if page is not None and (not self.page_starts or page != self.page_starts[-1][1]):
            self.page_starts.append((offset, page))

    def _depth(self, piece: Piece) -> int:
        """A heading without a depth of its own stands below the last numbered one."""
        if piece.level:
            return piece.level
        numbered = [depth for depth, text in self.path if re.match(r"\d", text)]
        return numbered[-1] + 1 if numbered else 1

    def _open(self, piece: Piece, depth: int) -> None:
        self._close()
        text = weakness_in(piece) if piece.opens else piece.text
        name = "" if any(piece is title for title in self.title) else f"{piece.label} {text}" if piece.label else text
        self.path = [(d, t) for d, t in self.path if d < depth] + [(depth, name)]
        self.page = piece.page
        self.after_close = False

    def _reopen(self, depth: int) -> None:
        """End the sections of this depth and below; what follows belongs to the section above them."""
        self.after_close = False
        if any(d >= depth for d, _ in self.path):
            self._close()
            self.path = [(d, t) for d, t in self.path if d < depth]

    def _after_lead_in(self) -> bool:
        """True where a heading that only leads a list in ("What is going well:") has had its list."""
        return bool(self.path) and self.path[-1][1].endswith(":") and self._in_list()

    def _close(self) -> None:
        if self.start is None:
            return
        path = tuple(text for _, text in self.path if text)
        self.sections.append(
            Section(
                path=path,
                start=self.start,
                end=self.length,
                page=self.page,
                blocks=tuple(self.blocks),
                tables=tuple(self.tables),
            )
        )
        self.blocks, self.tables, self.start, self.page = [], [], None, None

    def _write(self, text: str, gap: str = "\n\n") -> tuple[int, int]:
        if self.length:
            self.parts.append(gap)
            self.length += len(gap)
        begin = self.length
        self.parts.append(text)
        self.length += len(text)
        if self.start is None:
            self.start = begin
        return begin, self.length

    def _block(self, piece: Piece) -> None:
        label = f"{piece.label} " if piece.label else ""
        mark = "• " if piece.kind == "item" else label
        start, end = self._write(mark + piece.text, "\n" if piece.kind == "item" and self._in_list() else "\n\n")
        self._on_page(start, piece.page)
        for offset, page in piece.breaks:
            self._on_page(start + len(mark) + offset, page)
        if self.page is None:
            self.page = piece.page
        kind: BlockKind = "item" if piece.kind == "item" else "paragraph"
        self.blocks.append(
            Block(kind=kind, start=start + len(mark), end=end, page=piece.page, label=piece.label, level=piece.level)
        )

    def _in_list(self) -> bool:
        return bool(self.blocks) and self.blocks[-1].kind == "item" and self.blocks[-1].end == self.length

    def _table(self, table: RawTable, page: int | None) -> None:
        headings: tuple[Cell, ...] = ()
        begin = None
        spanning = None
        if table.spanning:
            (spanning,) = self._row((table.spanning,), table.heading_page or page, "", first=True)
            begin = spanning.start
        if any(table.headings):
            headings = self._row(table.headings, table.heading_page or page, table.separator, first=begin is None)
            begin = headings[0].start if begin is None else begin
        rows = []
        for number, row in enumerate(table.rows):
            row_page = table.pages[number] if number < len(table.pages) else page
            turns = [(column, offset, turn) for at, column, offset, turn in table.breaks if at == number]
            cells = self._row(row, row_page, table.separator, first=begin is None, turns=turns)
            cells = _painted(cells, {column: colour for at, column, colour in table.fills if at == number})
            begin = cells[0].start if begin is None else begin
            self.blocks.append(Block(kind="row", start=_first(cells), end=self.length, page=row_page))
            rows.append(cells)
        self.tables.append(
            Table(
                caption=table.caption,
                spanning=spanning,
                headings=headings,
                rows=tuple(rows),
                start=begin or 0,
                end=self.length,
            )
        )

    def _row(
        self,
        row: tuple[str, ...],
        page: int | None,
        separator: str,
        first: bool,
        turns: Sequence[tuple[int, int, int]] = (),
    ) -> tuple[Cell, ...]:
        """Write a row and return its cells.

        Args:
            row: texts of its cells.
            page: where it starts.
            separator: what stands between two cells.
            first: it starts its table.
            turns: where a later page begins: column, offset in its cell, page.
        """
        row = row[1:] if separator == " " and not row[0] else row  # a flattened heading row has no first cell
        start, _ = self._write(separator.join(row), "\n\n" if first else "\n")
        if self.page is None:
            self.page = page
        cells = []
        for column, value in enumerate(row):
            self._on_page(start, page)
            for at, offset, turn in turns:
                if at == column:
                    self._on_page(start + offset, turn)
            cells.append(Cell(text=value, start=start, end=start + len(value), page=page))
            start += len(value) + len(separator)
        return tuple(cells)


_WEAKNESS = 50
"""Depth of a section that a stated weakness opens: below any heading."""


def _painted(cells: tuple[Cell, ...], colours: dict[int, str]) -> tuple[Cell, ...]:
    return tuple(cell.model_copy(update={"fill": colours[n]}) if n in colours else cell for n, cell in enumerate(cells))


def _first(cells: tuple[Cell, ...]) -> int:
    return next((cell.start for cell in cells if cell.text), cells[0].start)
