"""The caption of a table, and what it says is counted."""

import re
from typing import Literal

from ..documents import Document, Section, Table

Whose = Literal["own", "before", "heading"]
"""Where a caption stands: at the table itself, in the paragraph before it, or in the heading of its section."""

_WORDS = re.compile(r"[A-Za-z]{2}")
_MAX_CAPTION = 240  # characters; a longer paragraph before a table is no caption
_NUMBERED = re.compile(
    r"^(?:(?:table|figure|chart|graph)\s*\d+(?:\.\d+)*[a-z]?|\d+(?:\.\d+)*)\s*[:.–-]?\s*(?=\S)", re.I
)
_TABLE = re.compile(r"(?:table|figure|chart|graph)\s*\d", re.I)
_ONLY_NUMBER = re.compile(r"(?:table|figure|chart|graph)\s*\d+(?:\.\d+)*[a-z]?[\s:.]*", re.I)
_SHOWN = re.compile(
    r"^(?:the\s+)?(?:(?:following\s+)?(?:table|figures?|data|chart)(?:\s+(?:below|above|\d+|here))?|(?:current\s+)?figures)\s+"
    r"(?:shows?|sets? out|gives?|provides?|summari[sz]es?|(?:is|are)(?:\s+for)?|compares?|presents?|details?)\s+"
    r"(?:the\s+)?",
    re.I,
)
_SAYS = re.compile(
    r"^(?:shows?|sets? out|gives?|provides?|summari[sz]es?|compares?|presents?|details?|below shows?|is"
    r"|are)\b\s*(?:the\s+)?",
    re.I,
)
"""What is left of "Table 3 shows the ..." without the table's number."""
_ASIDE = re.compile(
    r",|\.\s|\b(?:as (?:reported|at)|at the end of|for each|in each|by each|of each|for the|since|between)\b", re.I
)


def caption_of(document: Document, section: Section, table: Table) -> tuple[str, Whose]:
    """The table's caption on one line: its own, which may stand in its first heading cell ("Table 2: plans, 2023"),
    else the short paragraph just before it, else the section's heading."""
    over = table.headings[0].text if table.headings else ""
    own = table.caption or (over if _TABLE.match(over) else "")
    if _WORDS.search(_NUMBERED.sub("", own)) and not _is_sentence(own) and not _ONLY_NUMBER.fullmatch(own):
        return " ".join(own.split()), "own"
    before = _before(document, section, table) or table.caption or ""
    if before:
        numbered = _NUMBERED.match(before) and not _is_sentence(before)
        return " ".join(before.split()), "own" if numbered else "before"
    return (" ".join(section.path[-1].split()) if section.path else ""), "heading"


def _is_sentence(caption: str) -> bool:
    """True for "Table 3 shows the waits ...": it is about a table and no name of one."""
    return bool(_SAYS.match(_NUMBERED.sub("", caption))) or caption.rstrip().endswith(".")


def counted(caption: str, whose: Whose) -> str:
    """What a caption says is counted; of a sentence before a table only the things that it says the table shows."""
    shown = _SHOWN.sub("", caption)
    if shown == caption:
        shown = _SAYS.sub("", _NUMBERED.sub("", caption))
    if whose == "before" and caption.rstrip().endswith("."):
        shown = "" if shown == caption else _ASIDE.split(shown, maxsplit=1)[0]
    return shown.strip(" :.,")


def _before(document: Document, section: Section, table: Table) -> str | None:
    blocks = [b for b in section.blocks if b.end <= table.start and b.kind != "row"]
    text = document.text[blocks[-1].start : blocks[-1].end] if blocks else ""
    between = document.text[blocks[-1].end : table.start] if blocks else ""
    return text if 0 < len(text) <= _MAX_CAPTION and not between.strip() else None


def shares_word(caption: str, name: str) -> bool:
    """True where a name says already what a caption does: a word of more than three letters in common."""
    words = ({w.rstrip("s") for w in re.findall(r"[a-z]{4,}", text.lower())} for text in (caption, name))
    return not set.isdisjoint(*words)
