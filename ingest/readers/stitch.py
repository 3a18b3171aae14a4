"""Tables, paragraphs and list items that ran over a page end, put together again."""

from dataclasses import replace

from .pieces import Piece, RawTable
from .repair import is_finished, join, starts_low


def stitch(pieces: list[Piece]) -> list[Piece]:
    """Join a table to the one before it where nothing stands between and the columns agree.

    The heading row may be repeated or missing on the later page, and the first row there may go on with the last row
    of the page before.
    """
    out: list[Piece] = []
    for piece in pieces:
        last = out[-1] if out else None
        if last and last.table and piece.table and _continues(last.table, piece.table):
            out[-1] = replace(last, table=_joined(last.table, piece.table))
        elif last and _cut_by_page_end(last, piece):
            out[-1] = rejoined(last, piece)
        elif last and last.table and piece.kind == "item" and _left_open(last.table):
            out[-1] = replace(last, table=_with_item(last.table, piece))
        else:
            out.append(piece)
    return out


def _cut_by_page_end(last: Piece, piece: Piece) -> bool:
    """True where a paragraph or item stops in the middle of a sentence and the next page goes on with it."""
    running = {"paragraph", "item"}
    last_page = last.breaks[-1][1] if last.breaks else last.page
    if last.kind not in running or piece.kind not in running or piece.page == last_page:
        return False
    if is_finished(last.text):
        return False
    return starts_low(piece.text) or (piece.kind == "paragraph" and min(len(last.text), len(piece.text)) > 60)


def rejoined(last: Piece, piece: Piece) -> Piece:
    """Two parts of one paragraph or item; where the second stands on a later page, the text remembers it."""
    text = join(last.text, piece.text)
    offset = len(text) - len(piece.text)
    before = last.breaks[-1][1] if last.breaks else last.page
    page = ((offset, piece.page),) if piece.page is not None and piece.page != before else ()
    return replace(last, text=text, breaks=(*last.breaks, *page, *((offset + o, p) for o, p in piece.breaks)))


def _width(table: RawTable) -> int:
    return max(map(len, table.rows), default=0)


def _continues(first: RawTable, second: RawTable) -> bool:
    if not first.rows or not second.rows or _width(first) != _width(second):
        return False
    before, after = first.pages[-1:], second.pages[:1]
    later = bool(before and after) and before[0] is not None and after[0] is not None and after[0] > before[0]
    return later and (not second.headings or second.headings == first.headings)


def _joined(first: RawTable, second: RawTable) -> RawTable:
    shift = len(first.rows)
    above, below = first.rows[-1], second.rows[0]
    if not _goes_on(above, below):
        breaks = tuple((row + shift, column, offset, page) for row, column, offset, page in second.breaks)
        rows, pages = (*first.rows, *second.rows), (*first.pages, *second.pages)
        fills = (*first.fills, *((row + shift, column, colour) for row, column, colour in second.fills))
        return replace(first, rows=rows, pages=pages, breaks=(*first.breaks, *breaks), fills=fills)
    row = tuple(_join_cell(a, b) for a, b in zip(above, below, strict=True))
    turn = second.pages[0] if second.pages else None
    starts = [len(whole) - len(b) for whole, b in zip(row, below, strict=True)]
    turns = [(shift - 1, column, starts[column], turn) for column, b in enumerate(below) if b and turn is not None]
    breaks = tuple(
        (row_ + shift - 1, column, offset + (starts[column] if row_ == 0 else 0), page)
        for row_, column, offset, page in second.breaks
    )
    return replace(
        first,
        rows=(*first.rows[:-1], row, *second.rows[1:]),
        pages=(*first.pages, *second.pages[1:]),
        breaks=(*first.breaks, *turns, *breaks),
        fills=(*first.fills, *((row + shift - 1, column, colour) for row, column, colour in second.fills if row)),
    )


def _goes_on(above: tuple[str, ...], below: tuple[str, ...]) -> bool:
    """True where a row is the rest of the row above: its first cell empty, or a sentence cut in the middle."""
    if len(above) != len(below):
        return False
    if len(below) > 1 and not below[0] and any(below):
        return True
    parts = [(a, b) for a, b in zip(above, below, strict=True) if b]
    if all(b.startswith("• ") for _, b in parts):
        return all(not a.endswith(".") for a, _ in parts)
    return all(starts_low(b) and not is_finished(a) for a, b in parts)


def _join_cell(above: str, below: str) -> str:
    if not above or not below:
        return above or below
    return join(above, below) if starts_low(below) and not is_finished(above) else f"{above}\n{below}"


def _left_open(table: RawTable) -> bool:
    """True where the last row breaks off inside a list: a lead-in or an item without its full stop."""
    last = table.rows[-1][-1] if table.rows else ""
    return last.endswith(":") or ("\n• " in last and not last.endswith("."))


def _with_item(table: RawTable, item: Piece) -> RawTable:
    text = f"{table.rows[-1][-1]}\n• {item.text}"
    row = (*table.rows[-1][:-1], text)
    place = (len(table.rows) - 1, len(row) - 1, len(text) - len(item.text))
    turn = ((*place, item.page),) if item.page is not None and item.page != table.pages[-1] else ()
    return replace(table, rows=(*table.rows[:-1], row), breaks=(*table.breaks, *turn))
