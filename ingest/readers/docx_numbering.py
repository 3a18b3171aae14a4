"""Numbers and bullets that a Word document shows but does not hold as text."""

import re
from dataclasses import dataclass, field
from typing import Any

from docx.oxml.ns import qn
from docx.text.paragraph import Paragraph

_MAX_LEVELS = 9
_ROMAN = ((100, "c"), (90, "xc"), (50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))


@dataclass(frozen=True, slots=True)
class Number:
    """What stands before a paragraph: a bullet at some depth, a label ("3.1.2"), or nothing."""

    label: str | None = None
    bullet: bool = False
    level: int = 0


@dataclass
class Numbering:
    """Counts the numbered paragraphs of one document as a word processor does."""

    formats: dict[str, dict[int, tuple[str, str, int]]] = field(default_factory=dict)
    """By list and depth: kind of number, its pattern ("%1.%2"), first number."""
    counts: dict[str, list[int]] = field(default_factory=dict)

    @classmethod
    def of(cls, document: Any) -> "Numbering":
        """The lists that a document defines."""
        try:
            root = document.part.numbering_part.element
        except (KeyError, NotImplementedError, AttributeError):
            return cls()
        abstract = {item.get(qn("w:abstractNumId")): _levels(item) for item in root.iterchildren(qn("w:abstractNum"))}
        formats = {}
        for item in root.iterchildren(qn("w:num")):
            named = item.find(qn("w:abstractNumId"))
            formats[item.get(qn("w:numId"))] = abstract.get(named.get(qn("w:val")), {}) if named is not None else {}
        return cls(formats)

    def next(self, paragraph: Paragraph) -> Number:
        """What the next paragraph shows; paragraphs must be asked for in order."""
        list_id, depth = _place(paragraph)
        style = (paragraph.style.name if paragraph.style else "") or ""
        if list_id is None or list_id not in self.formats or depth not in self.formats[list_id]:
            by_style = re.match(r"list (?:bullet|number)?\s*(\d)?", style, re.I)
            return Number(bullet=True, level=int(by_style[1] or 1)) if by_style else Number()
        kind, pattern, _ = self.formats[list_id][depth]
        if kind in {"bullet", "none"}:
            return Number(bullet=kind == "bullet", level=depth + 1)
        counts = self.counts.setdefault(list_id, [0] * _MAX_LEVELS)
        first = self.formats[list_id][depth][2]
        counts[depth] = counts[depth] + 1 if counts[depth] else first
        counts[depth + 1 :] = [0] * (_MAX_LEVELS - depth - 1)
        shown = re.sub(r"%(\d)", lambda match: self._figure(list_id, int(match[1]) - 1), pattern)
        return Number(label=shown.strip().strip("().") or None, level=depth + 1)

    def _figure(self, list_id: str, depth: int) -> str:
        kind, _, first = self.formats[list_id].get(depth, ("decimal", "", 1))
        count = self.counts[list_id][depth] or first
        if kind in {"lowerLetter", "upperLetter"}:
            letter = chr(ord("a") + (count - 1) % 26) * ((count - 1) // 26 + 1)
            return letter.upper() if kind == "upperLetter" else letter
        if kind in {"lowerRoman", "upperRoman"}:
            return _roman(count).upper() if kind == "upperRoman" else _roman(count)
        return str(count)


def _levels(item: Any) -> dict[int, tuple[str, str, int]]:
    found = {}
    for level in item.iterchildren(qn("w:lvl")):
        kind, text, start = (level.find(qn(name)) for name in ("w:numFmt", "w:lvlText", "w:start"))
        found[int(level.get(qn("w:ilvl")))] = (
            kind.get(qn("w:val")) if kind is not None else "decimal",
            (text.get(qn("w:val")) or "") if text is not None else "",
            int(start.get(qn("w:val"))) if start is not None else 1,
        )
    return found


def _place(paragraph: Paragraph) -> tuple[str | None, int]:
    """The list a paragraph belongs to, by itself or by its style, and its depth in it from 0."""
    own: Any = paragraph._p.pPr
    holders: list[Any] = [own.numPr if own is not None else None]
    style: Any = paragraph.style
    while style is not None:
        properties = style.element.pPr if hasattr(style.element, "pPr") else None
        holders.append(properties.numPr if properties is not None else None)
        style = style.base_style
    depth = next((h.ilvl.val for h in holders if h is not None and h.ilvl is not None), 0)
    list_id = next((h.numId.val for h in holders if h is not None and h.numId is not None), None)
    return (str(list_id) if list_id else None), min(int(depth), _MAX_LEVELS - 1)


def _roman(count: int) -> str:
    text = ""
    for value, mark in (
        (100, "c"),
        (90, "xc"),
        (50, "l"),
        (40, "xl"),
        (10, "x"),
        (9, "ix"),
        (5, "v"),
        (4, "iv"),
        (1, "i"),
    ):
        while count >= value:
            text, count = text + mark, count - value
    return text
