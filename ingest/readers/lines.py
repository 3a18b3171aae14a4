"""Lines of plain text -> pieces: wrapped lines joined, headings, numbered paragraphs and bullets told apart."""

import re
from dataclasses import replace
from statistics import quantiles

from .flat_tables import FlatTable, find_tables, tab_table
from .levels import Levels
from .pieces import Line, Piece, PieceKind
from .repair import clean, is_finished, split_bullet, split_label, starts_low
from .stacked_tables import StackedTable, find_stacked
from .stitch import rejoined

_Tables = dict[int, FlatTable | StackedTable]
_NARROWEST, _WIDEST = 40, 160  # characters of a line in a text that is wrapped at all
_MOST_CAPITALS, _LEAST_CAPITALS = 14, 9  # words and characters of a heading in capitals
_PAGE_GAP = 3.0  # blank lines that a page end leaves behind in plain text
_NOT_HEADING = re.compile(
    r"^(?:download|read|you can|view|visit|see|click|scroll|skip|find|yours|dear|cc|tel|t:|e:|w:|email|contact|website|"
    r"from|to:|by|published|address|source|page|figure)\b|@|https?://|www\.|^\d[\d /-]*$|"
    r"\b[A-Z]{1,2}\d[\dA-Z]? ?\d[A-Z]{2}\b",  # a postcode: part of an address
    re.I,
)
_LETTERED = re.compile(r"\(?(?:[a-z]|[ivx]{1,4})\)\s+\w")
_NUMBERED = re.compile(r"(?P<number>\d{1,2})[.)]\s+(?=[a-z])")
"""An entry of a list that goes on its lead-in's sentence: "1. the lack of ..."."""
_TAIL = 200  # characters: as much of a paragraph's end as tells whether it goes on
_REFERS = re.compile(r"\b(?:sections?|paragraphs?|paras?\.?|appendix|page|table|figure|part|see|and|or|to)$", re.I)
_LABELLED_VALUE = re.compile(
    r"^(?:(?:target|due|start|end|review|completion|meeting|publication|revised|expected) )?dates?\s*:"
    r"|^(?:deadline|lead|owner|status|b?rag|by when|responsible(?: \w+)?|accountable(?: \w+)?|action|outcome|measure"
    r"|reference|author|chair|venue|time|telephone|phone|email)\s*(?:\([^)]*\))?\s*:\s*\S"
    r"|^[^:]{2,40}:\s*(?:\d{1,2}(?:st|nd|rd|th)? )?(?:(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*,? )?"
    r"(?:\d[\d,.%£]*)$",
    re.I,
)
"""A label and its value on one line: "Target date: May 2022"."""
_SAYS = re.compile(
    r"^(?!(?:what|how|where|why|who|when)\b).*\b(?:made|found|identified|recommend(?:ed|s)|agreed|asked|noted|considered"
    r"|said|told|includ(?:e|es|ed)|requir(?:e|es|ed)|are|were|was|is|has|have|had|will|follow(?:s|ing)|should|must)\b",
    re.I,
)
"""A sentence that leads a list in, and no heading of it."""
_DATE_LINE = re.compile(r"^(?:\w+day,? )?\d{1,2}(?:st|nd|rd|th)? \w+ (?:19|20)\d\d$", re.I)


def pieces_from_lines(lines: list[Line]) -> list[Piece]:
    """Structure from the look of lines alone.

    Args:
        lines: non-empty lines in reading order, page furniture already taken out.
    """
    if not lines:
        return []
    look = _Look.of(lines)
    levels = Levels(tolerance=0.5)
    tables: _Tables = {**find_stacked(lines), **find_tables(lines)}
    pieces: list[Piece] = []
    index = 0
    while index < len(lines):
        table = tables.get(index)
        if table:
            pieces.append(Piece("table", page=lines[index].page, table=table.raw(_caption(pieces))))
            index = table.end
            continue
        tabbed = tab_table(lines, index)
        if tabbed:
            pieces.append(Piece("table", page=lines[index].page, table=tabbed[0]))
            index = tabbed[1]
            continue
        start, index = index, _next_piece(lines, index, look, pieces, tables)
        if pieces[-1].kind != "item":
            levels.end()
        elif split_bullet(lines[start].text)[0]:
            pieces[-1] = replace(pieces[-1], level=levels.of(lines[start].indent))
    return pieces


class _Look:
    """How wide this text's lines are, and whether they are wrapped at all."""

    def __init__(self, width: float, wrapped: bool) -> None:
        self.width = width
        self.wrapped = wrapped

    @classmethod
    def of(cls, lines: list[Line]) -> "_Look":
        lengths = [len(line.text) for line in lines if "\t" not in line.text] or [0]
        width = quantiles(lengths, n=10)[8] if len(lengths) > 1 else float(lengths[0])
        beyond = sum(length > 1.3 * width for length in lengths)
        return cls(width, _NARROWEST < width < _WIDEST and beyond <= 0.05 * len(lengths))

    def full(self, line: Line, share: float = 0.75) -> bool:
        """True where the line reaches so far to the right that it may have been wrapped."""
        return self.wrapped and len(line.text) >= share * self.width


def _next_piece(lines: list[Line], start: int, look: _Look, pieces: list[Piece], tables: _Tables) -> int:
    """Append the piece that starts at ``start`` (or join it to the last one); index of the line after it."""
    line = lines[start]
    bullet, text = split_bullet(line.text)
    if pieces and _continues_over_page(pieces[-1], text, line, bullet):
        last = pieces.pop()
        more, end = _gather(lines, start, Piece(last.kind, text, line.page), look, tables)
        pieces.append(rejoined(last, more))
        return end
    label, rest = (None, text) if bullet else split_label(text)
    above = pieces[-1] if pieces else None
    if not bullet and _is_heading(lines, start, rest, label, above, look, tables):
        pieces.append(Piece("heading", rest, line.page, label.count(".") + 1 if label else 0, label))
        return start + 1
    entry = _NUMBERED.match(clean(rest)) if above and _goes_on_list(above) else None
    if entry:
        label, rest = entry["number"], clean(rest)[entry.end() :]
    lettered = _LETTERED.match(clean(rest)) and above and above.kind != "paragraph"
    listed = bullet or entry or lettered or _lettered(above.text[-_TAIL:] if above else "", clean(rest))
    kind: PieceKind = "item" if listed else "paragraph"
    piece, end = _gather(lines, start, Piece(kind, rest, line.page, int(bullet), label), look, tables)
    pieces.append(piece)
    return end


def _in_capitals(text: str) -> bool:
    """Whether a text is a few words in capitals, as headings of plain texts are."""
    return text.isupper() and 1 < len(text.split()) <= _MOST_CAPITALS and len(text) > _LEAST_CAPITALS


def _goes_on_list(above: Piece) -> bool:
    """Whether a numbered entry may follow: below a lead-in, or below another entry."""
    return above.kind == "item" or above.text.rstrip().endswith(":")


def _gather(lines: list[Line], start: int, piece: Piece, look: _Look, tables: _Tables) -> tuple[Piece, int]:
    """The paragraph or item that starts with ``piece``, all its lines joined, and the index of the line after it."""
    piece = replace(piece, text=clean(piece.text))
    end = start + 1
    while end < len(lines) and end not in tables:
        single = end - start > 1 and lines[end - 1].gap < 1
        if not _wraps(lines[end - 1], lines[end], piece.text[-_TAIL:], look, single):
            break
        piece = rejoined(piece, Piece(piece.kind, clean(lines[end].text), lines[end].page))
        end += 1
    return piece, end


_OPENS = re.compile(r"Dear [A-Z]")
"""How a letter begins, whatever stands in the line above."""


def _wraps(line: Line, following: Line, so_far: str, look: _Look, single: bool) -> bool:
    """True where ``following`` goes on with the paragraph of ``line``.

    Args:
        line: the last line so far.
        following: the line in question.
        so_far: end of the paragraph so far.
        look: the text's width.
        single: the paragraph is set without blank lines between its lines, so that one ends it.
    """
    text = clean(following.text)
    if _in_capitals(so_far) and not _in_capitals(text):
        return False
    if split_bullet(following.text)[0] or "\t" in following.text or _lettered(so_far, text) or _OPENS.match(text):
        return False
    if following.gap >= 1 and _LETTERED.match(text):
        return False
    if _NUMBERED.match(text) and (following.gap >= 1 or so_far.rstrip().endswith((":", ";", ","))):
        return False
    if split_label(text)[0] and not (_REFERS.search(so_far) and look.full(line, 0.7)):
        return False
    if re.search(r"https?://\S*[-/]$", so_far) and " " not in text:
        return True
    if not look.wrapped:
        return False
    if following.gap >= _PAGE_GAP or (line.page != following.page):
        return starts_low(text) and not is_finished(so_far)
    unfinished = not is_finished(so_far)
    if following.gap >= 1:
        low = starts_low(text) and (unfinished or look.full(line, 0.6))
        return low or (unfinished and look.full(line, 0.7) and not single)
    return look.full(line, 0.7) or (unfinished and starts_low(text))


def _lettered(so_far: str, text: str) -> bool:
    """True for an entry of a list "(a) ...; (b) ...; and (c) ...", by how what stands before it ends."""
    return bool(_LETTERED.match(text)) and bool(re.search(r"(?:[:;,]|[:;,]\s+(?:and|or))$", so_far.rstrip()))


def _continues_over_page(last: Piece, text: str, line: Line, bullet: bool) -> bool:
    """True where a page end cut the last piece and this line is its rest, even if a bullet was set before it."""
    over_page = line.gap >= _PAGE_GAP or (last.page is not None and line.page != last.page)
    if not over_page or last.kind not in {"paragraph", "item"} or is_finished(last.text):
        return False
    if starts_low(text):
        return True
    return not bullet and len(last.text) > 60 and len(text) > 40 and not split_label(text)[0]


def _is_heading(
    lines: list[Line],
    index: int,
    text: str,
    label: str | None,
    above: Piece | None,
    look: _Look,
    tables: _Tables,
) -> bool:
    line = lines[index]
    text = clean(text)
    if not text or len(text) > 120 or len(text.split()) > 16 or starts_low(text) or "\t" in line.text:
        return False
    if _NUMBERED.match(text):
        return False
    if re.search(r"[.,;]$", text) or _NOT_HEADING.search(text) or _DATE_LINE.match(text) or _LABELLED_VALUE.match(text):
        return False
    following = lines[index + 1] if index + 1 < len(lines) else None
    if following is None or index + 1 in tables:
        return False
    if _in_capitals(text) and line.gap >= 1 and not _in_capitals(clean(following.text)):
        return True
    leads_list = split_bullet(following.text)[0]
    if text.endswith(":"):
        under_heading = above is not None and above.kind == "heading"
        return len(text.split()) <= 8 and leads_list and not label and not under_heading and not _SAYS.match(text)
    if label:
        if look.full(line, 0.9) and not split_label(clean(following.text))[0]:
            return False
        return not starts_low(following.text) or following.gap >= 2
    if index == 0:
        return True
    if line.gap < 1 or not (following.gap >= 1 or leads_list):
        return False
    return len(text) < 0.8 * look.width and _leads_text(lines, index + 1, look, _ends(above))


def _ends(above: Piece | None) -> bool:
    """True where what stands above is complete, as a line of a signature or an address is not."""
    return above is None or above.kind != "paragraph" or is_finished(above.text)


def _leads_text(lines: list[Line], index: int, look: _Look, after_end: bool) -> bool:
    """True where a text of some length follows, as below a heading; not the next short line of an address."""
    following = lines[index]
    if split_bullet(following.text)[0] or split_label(clean(following.text))[0]:
        return True
    if after_end and ("\t" in following.text or is_finished(following.text)):
        return not starts_low(following.text)
    return not starts_low(following.text) and len(following.text) >= min(60.0, 0.6 * look.width)


def _caption(pieces: list[Piece]) -> str | None:
    """The paragraph or heading just before a table, where it is short enough to name it."""
    for piece in reversed(pieces[-2:]):
        if piece.kind in {"paragraph", "heading"} and 8 <= len(piece.text) <= 200:
            return piece.text
    return None
