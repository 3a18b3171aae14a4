"""Characters of a PDF -> lines -> paragraphs, with the look that tells a heading from running text."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from statistics import median
from typing import Any

from .levels import Levels
from .pieces import Piece, RawTable
from .repair import clean, is_finished, join, split_bullet, split_label, starts_low

Char = dict[str, Any]

_SAME_LINE = 0.6  # of the type size: how far apart the middles of two characters of one line may be
_WORD_GAP = 0.18  # of the type size: wider than this is a space, whether the file has one or not
_DOUBLE = 0.06  # of the type size: the same letter this near is one letter set twice, to look bold
_HEADING_SIZE = 1.15  # of the size of running text
_INDENT = 8.0  # points; left edges nearer than this are the same
_MAX_HEADING = 160  # characters


@dataclass(frozen=True, slots=True)
class TextLine:
    """One line of print."""

    text: str
    page: int
    x0: float
    x1: float
    top: float
    bottom: float
    size: float
    bold: bool
    chars: tuple[Char, ...] = ()


@dataclass
class Paragraph:
    """Text that belongs together, and its look. Measures are in points; ``top`` and ``bottom`` from the page's top."""

    text: str
    page: int
    size: float
    bold: bool
    bullet: bool = False
    x0: float = 0.0
    """Left edge of its first line."""
    hang: float = 0.0
    """Left edge of its words, after the bullet."""
    x1: float = 0.0
    """Right edge of its last line."""
    right: float = 0.0
    """Right edge of its longest line."""
    top: float = 0.0
    bottom: float = 0.0
    """Bottom of its last line."""
    last_page: int = 0
    breaks: tuple[tuple[int, int], ...] = ()
    """Where in ``text`` a later page begins: offset and page."""
    rank: int = 0
    """Depth of a heading, where the file itself says that it is one."""


def text_lines(chars: Iterable[Char]) -> list[TextLine]:
    """Characters by line, left to right: the order in which a file draws them can differ from what the eye reads."""
    lines: list[list[Char]] = []
    for char in sorted(chars, key=lambda c: (c["page_number"], c["top"] + c["height"] / 2)):
        if lines and _same_line(lines[-1][0], char):
            lines[-1].append(char)
        else:
            lines.append([char])
    made = (text_line(sorted(line, key=lambda c: float(c["x0"]))) for line in lines)
    return [line for line in made if line]


def _same_line(first: Char, char: Char) -> bool:
    if first["page_number"] != char["page_number"]:
        return False
    apart = abs((first["top"] + first["height"] / 2) - (char["top"] + char["height"] / 2))
    return bool(apart < _SAME_LINE * max(first["size"], char["size"]))


def text_line(chars: Sequence[Char]) -> TextLine | None:
    """Characters of one line, sorted by their left edges; ``None`` where all are blank."""
    solid = [c for c in chars if c["text"].strip()]
    text = clean(_words(chars))
    if not solid or not text:
        return None
    return TextLine(
        text=text,
        page=solid[0]["page_number"],
        x0=solid[0]["x0"],
        x1=max(c["x1"] for c in solid),
        top=median(c["top"] for c in solid),  # a bullet may be set higher than the words after it
        bottom=median(c["bottom"] for c in solid),
        size=round(median(c["size"] for c in solid), 1),
        bold=sum(map(_is_bold, solid)) > len(solid) * 0.6,
        chars=tuple(chars),
    )


def _is_bold(char: Char) -> bool:
    name = char["fontname"].lower()
    return "bold" in name or "black" in name or "heavy" in name


def _words(chars: Sequence[Char]) -> str:
    parts: list[str] = []
    last: Char | None = None
    for char in chars:
        if last is not None and _is_ghost(char, last):
            continue
        if last is not None and char["x0"] - last["x1"] > _WORD_GAP * char["size"]:
            parts.append(" ")
        if char["text"].startswith("(cid:"):  # a glyph without a letter: at the start of a line most likely a bullet
            parts.append("" if "".join(parts).strip() else "• ")
        else:
            parts.append(char["text"])
        last = char
    return "".join(parts)


def _is_ghost(char: Char, last: Char) -> bool:
    """True for a letter set twice, and for a space (of an empty line, say) that lies under a letter."""
    if not char["text"].strip():
        return bool(char["x0"] < last["x1"] - 0.2 * char["size"])
    return bool(char["text"] == last["text"] and abs(char["x0"] - last["x0"]) < _DOUBLE * char["size"])


def paragraph(lines: Sequence[TextLine]) -> Paragraph | None:
    """One paragraph of lines that belong together; ``None`` where there is none."""
    if not lines:
        return None
    bullet, text = split_bullet(lines[0].text)
    page = lines[0].page
    breaks: list[tuple[int, int]] = []
    for line in lines[1:]:
        joined = join(text, line.text)
        if line.page != page:
            page = line.page
            breaks.append((len(joined) - len(line.text), page))
        text = joined
    letters = sum(len(line.text) for line in lines)
    return Paragraph(
        text=text,
        page=lines[0].page,
        size=round(median(line.size for line in lines for _ in range(len(line.text))), 1),
        bold=sum(len(line.text) for line in lines if line.bold) > letters * 0.6,
        bullet=bullet,
        x0=lines[0].x0,
        hang=_after_bullet(lines[0]) if bullet else lines[0].x0,
        x1=lines[-1].x1,
        right=max(line.x1 for line in lines),
        top=lines[0].top,
        bottom=lines[-1].bottom,
        last_page=page,
        breaks=tuple(breaks),
    )


def _after_bullet(line: TextLine) -> float:
    solid = [c for c in line.chars if c["text"].strip()]
    return float(solid[min(1, len(solid) - 1)]["x0"])


def body_size(paragraphs: Iterable[Paragraph]) -> float:
    """Size of running text: half of all text is at most this large. 0 where there is no text."""
    sizes = sorted((p.size, len(p.text)) for p in paragraphs)
    half = sum(length for _, length in sizes) / 2
    so_far = 0
    for size, length in sizes:
        so_far += length
        if so_far >= half:
            return size
    return 0.0


def with_headings(found: Sequence[Paragraph | RawTable]) -> list[Piece]:
    """Pieces in the same order; headings are told by their look, their depth by their type size."""
    texts = [p for p in found if isinstance(p, Paragraph)]
    body = body_size(texts)
    sizes = sorted({p.size for p in texts if looks_like_heading(p, body) and not p.rank}, reverse=True)
    levels = Levels(tolerance=body)
    pieces: list[Piece] = []
    for p in found:
        if isinstance(p, RawTable):
            pieces.append(Piece("table", page=next(iter(p.pages), p.heading_page), table=p))
        elif p.bullet:
            pieces.append(Piece("item", p.text, p.page, level=levels.of(p.x0), breaks=p.breaks))
            continue
        elif looks_like_heading(p, body):
            label, text = split_label(p.text)
            pieces.append(Piece("heading", text, p.page, level=p.rank or sizes.index(p.size) + 1, label=label))
        else:
            label, text = split_label(p.text)
            cut = len(p.text) - len(text)
            breaks = tuple((max(offset - cut, 0), page) for offset, page in p.breaks)
            pieces.append(Piece("paragraph", text, p.page, label=label, breaks=breaks))
        levels.end()
    return pieces


def looks_like_heading(p: Paragraph, body: float) -> bool:
    """Larger than running text or all in bold, short, and not a sentence."""
    if p.bullet or len(p.text) > _MAX_HEADING:
        return False
    if p.rank:
        return True
    if re.search(r"[.;,]$", p.text) or not re.search(r"[A-Za-z]{2}", p.text):
        return False
    return p.size > body * _HEADING_SIZE or (p.bold and p.size >= body * 0.95)


def mend(found: Sequence[Paragraph | RawTable]) -> list[Paragraph | RawTable]:
    """Join paragraphs that a file keeps apart although the second goes straight on with the first one's sentence."""
    out: list[Paragraph | RawTable] = []
    for p in found:
        last = out[-1] if out else None
        if isinstance(p, Paragraph) and isinstance(last, Paragraph) and (_goes_straight_on(last, p) or _hangs(last, p)):
            out[-1] = joined(last, p)
        else:
            out.append(p)
    return out


def _goes_straight_on(last: Paragraph, p: Paragraph) -> bool:
    if p.bullet or last.bold != p.bold or abs(last.size - p.size) > 0.5 or is_finished(last.text) or p.rank:
        return False
    directly_below = p.page == last.last_page and 0 <= p.top - last.bottom < 0.6 * p.size
    reach = (last.x1 - last.x0) / max(last.right - last.x0, p.right - last.x0, 1.0)
    return directly_below and len(last.text) > 60 and (starts_low(p.text) or reach > 0.75)


def _hangs(item: Paragraph, p: Paragraph) -> bool:
    """True where a list item goes on on the next page: no bullet, and set in as the item's words are."""
    next_page = item.bullet and not p.bullet and p.page == item.last_page + 1
    return next_page and not p.bold and abs(p.x0 - item.hang) < _INDENT and p.x0 - item.x0 > _INDENT


def joined(first: Paragraph, second: Paragraph) -> Paragraph:
    """Two parts of one paragraph."""
    text = join(first.text, second.text)
    offset = len(text) - len(second.text)
    turn = ((offset, second.page),) if second.page != first.last_page else ()
    return Paragraph(
        text=text,
        page=first.page,
        size=first.size,
        bold=first.bold,
        bullet=first.bullet,
        x0=first.x0,
        hang=first.hang,
        x1=second.x1,
        right=max(first.right, second.right),
        top=first.top,
        bottom=second.bottom,
        last_page=second.last_page,
        breaks=(*first.breaks, *turn, *((offset + o, page) for o, page in second.breaks)),
        rank=first.rank,
    )
