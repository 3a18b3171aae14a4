"""What an action stands under: the area of weakness, priority or theme that a heading, caption or line names."""

import re

from ..documents import Document, Section, Table
from .cells import said

LONGEST_TITLE = 200
"""Characters; longer is no heading of a part of a plan."""

_NUMBERED = re.compile(r"^\d[\d.]*[.):]?\s+")
_KIND = (
    r"(?:(?:significant )?areas? (?:of|for) (?:significant |priority )*(?:weakness|concern|improvement|action|focus)"
    r"|(?:strategic |key |wsoa |app |improvement )?(?:priority|theme|objective|outcome)|weakness|work ?stream|strand)"
)
_AREA = re.compile(_KIND + r"\b\s*(?:\d|[A-Z]\b|[:–—-]|(?:one|two|three|four|five|six|seven|eight|nine|ten)\b)", re.I)
_AREA_NUMBER = re.compile(_KIND + r"\s*(?:no\.?\s*)?[\dA-Z]{1,3}[.:]?", re.I)
_NAMES_PART = re.compile(
    r"(?:(?:strategic |key |significant |wsoa |app |improvement )?(?:priority|area|theme|objective|outcome|work ?stream"
    r"|weakness|strand|aim|goal|section|recommendation|focus|finding|phase|part)\b)",
    re.I,
)
_GENERIC = re.compile(
    r"(?:the |our |detailed )?"
    r"(?:(?:(?:local area |area )?(?:send )?(?:improvement |priority |delivery )?(?:action )?plans?"
    r"|(?:joint )?written statement of action|wsoa|accelerated progress plan(?: \(app\))?|app)(?: [\d/–-]+)?"
    r"|(?:key |planned )?(?:actions?|tasks?|activity)\b.*|introduction|background|progress|overview|contents|key"
    r"|summary|governance|(?:appendix|annex|table|page|delivery|monitoring).*)",
    re.I,
)


def names_area(text: str) -> bool:
    """True where a line names an area of weakness, a priority or a theme with its number or name."""
    return bool(_AREA.match(_NUMBERED.sub("", text)))


def is_area_number(text: str) -> bool:
    """True for "Priority 2" and "Area of weakness 3:" that leave the name to the next cell."""
    return bool(_AREA_NUMBER.fullmatch(text))


def names_part(text: str) -> bool:
    """True where a row that is one text heads the rows below it."""
    return bool(_NAMES_PART.match(_NUMBERED.sub("", text)))


def heading_above(section: Section) -> str | None:
    """The innermost heading that names an area of weakness or priority, else the innermost that names anything."""
    named = [heading for heading in section.path if not _GENERIC.fullmatch(_NUMBERED.sub("", heading).strip(" :"))]
    areas = [heading for heading in named if names_area(heading)]
    return said((areas or named)[-1]) if named else None


def above(document: Document, section: Section, table: Table) -> str | None:
    """What a table stands under: its caption, the paragraph right above it that names an area, or a heading."""
    for text in (table.spanning.text if table.spanning else None, table.caption):
        if text and not _GENERIC.fullmatch(text):
            return said(text)
    before = [block for block in section.blocks if block.end <= table.start]
    last = before[-1] if before and before[-1].kind != "row" else None
    line = said(document.text[last.start : last.end]) if last else None
    return line if line and len(line) <= LONGEST_TITLE and names_area(line) else heading_above(section)
