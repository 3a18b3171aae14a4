"""Characters of a PDF -> paragraphs with the look that tells a heading from running text."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median
from typing import Any

from .pieces import Piece, RawTable
from .repair import clean, join, split_bullet

Char = dict[str, Any]


@dataclass
class Paragraph:
    """Text of one tagged paragraph with the look that tells a heading from running text."""

    text: str
    page: int
    size: float
    bold: bool
    bullet: bool = False
    indent: float = 0.0
    breaks: tuple[tuple[int, int], ...] = ()


def paragraph(chars: list[Char]) -> Paragraph | None:
    """One paragraph of characters that belong together, in the order the eye reads; ``None`` where all are blank."""
    solid = [c for c in chars if c["text"].strip()]
    if not solid:
        return None
    text = ""
    first = page = min(c["page_number"] for c in solid)
    breaks = []
    bullet = False
    for line in visual_lines(chars):
        words = clean("".join(c["text"] for c in line))
        if not text:
            bullet, words = split_bullet(words)
        if words and line[0]["page_number"] != page:
            page = line[0]["page_number"]
            breaks.append((len(join(text, words)) - len(words), page))
        text = join(text, words)
    if not text:
        return None
    bold = sum("bold" in c["fontname"].lower() or "black" in c["fontname"].lower() for c in solid) > len(solid) * 0.6
    return Paragraph(
        text=text,
        page=first,
        size=round(median(c["size"] for c in solid), 1),
        bold=bold,
        bullet=bullet,
        indent=min(c["x0"] for c in solid if c["page_number"] == first),
        breaks=tuple(breaks),
    )


def visual_lines(chars: list[Char]) -> list[list[Char]]:
    """Characters by line, left to right: the order of the tags can differ from what the eye reads."""
    lines: list[list[Char]] = []
    for char in sorted(chars, key=lambda c: (c["page_number"], c["top"] + c["height"] / 2)):
        last = lines[-1][0] if lines else None
        if last and _same_line(last, char):
            lines[-1].append(char)
        else:
            lines.append([char])
    return [sorted(line, key=lambda c: c["x0"]) for line in lines]


def _same_line(first: Char, char: Char) -> bool:
    middle = abs((first["top"] + first["height"] / 2) - (char["top"] + char["height"] / 2))
    return bool(first["page_number"] == char["page_number"]) and middle < 0.6 * max(first["size"], char["size"])


def with_headings(found: Sequence[Paragraph | RawTable]) -> list[Piece]:
    """Pieces in the same order; headings are told by their look, their depth by their type size."""
    texts = [p for p in found if isinstance(p, Paragraph)]
    body = median([p.size for p in texts for _ in range(len(p.text) // 20 + 1)]) if texts else 0
    sizes = sorted({p.size for p in texts if _looks_like_heading(p, body)}, reverse=True)
    pieces: list[Piece] = []
    for p in found:
        if isinstance(p, RawTable):
            pieces.append(Piece("table", page=next(iter(p.pages), None), table=p))
        elif _looks_like_heading(p, body):
            pieces.append(Piece("heading", p.text, p.page, level=sizes.index(p.size) + 1))
        elif p.bullet:
            pieces.append(Piece("item", p.text, p.page, level=1, breaks=p.breaks))
        else:
            pieces.append(Piece("paragraph", p.text, p.page, breaks=p.breaks))
    return pieces


def _looks_like_heading(p: Paragraph, body: float) -> bool:
    if p.bullet or len(p.text) > 160 or re.search(r"[.;,]$", p.text):
        return False
    return bool(p.size > body * 1.15) or (p.bold and p.size >= body * 0.95)
