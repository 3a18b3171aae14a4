"""Briefing -> Markdown with footnotes, as Pandoc, GitHub and most editors read them."""

from collections.abc import Sequence

from .briefing import CAUTION, Block, Briefing, Line, Note, Piece
from .render import date_in_words, escape_markdown

_STARTS = {"heading": "## ", "subheading": "### ", "paragraph": "", "item": "- ", "quote": "> "}


def to_markdown(briefing: Briefing) -> str:
    """The whole briefing; its text is escaped, so that no quote is taken for markup."""
    head = f"# {escape_markdown(briefing.title)}\n\nMade on {date_in_words(briefing.made)}. {CAUTION}"
    parts: list[str] = [head]
    kinds = ["", *(block.kind for block in briefing.blocks)]
    for before, block in zip(kinds, briefing.blocks, strict=False):
        parts.append("\n" if before == block.kind == "item" else "\n\n")
        parts.append(_table(block.rows) if block.kind == "table" else _block(block))
    notes = "\n".join(f"[^{n}]: {_note(note)}" for n, note in enumerate(briefing.notes, 1))
    return "".join(parts) + (f"\n\n{notes}\n" if notes else "\n")


def _block(block: Block) -> str:
    return _STARTS[block.kind] + _line(block.line)


def _table(rows: Sequence[Sequence[Line]]) -> str:
    lines = [f"| {' | '.join(_line(cell, plain=n == 0) for cell in row)} |" for n, row in enumerate(rows)]
    return "\n".join([lines[0], f"|{' --- |' * len(rows[0])}", *lines[1:]])


def _line(line: Line, plain: bool = False) -> str:
    return "".join(_piece(piece, plain) for piece in line).strip()


def _piece(piece: Piece, plain: bool) -> str:
    words, marks = escape_markdown(piece.words), "".join(f"[^{n}]" for n in piece.notes)
    before, after = (" " if piece.words[:1].isspace() else ""), (" " if piece.words[-1:].isspace() else "")
    shown = f"**{words}**" if piece.bold and words and not plain else words
    return f"{before}{shown}{marks}{after if not marks or not after else ' '}"


def _note(note: Note) -> str:
    quote = f": “{escape_markdown(note.quote)}”" if note.quote else ""
    return f"{escape_markdown(note.source)}{quote}{f' <{note.url}>' if note.url else ''}"
