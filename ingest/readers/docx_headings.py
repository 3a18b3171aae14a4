"""Which paragraphs of a Word document are headings: by their style, by an outline of bold lines, by large letters."""

import re
from collections import Counter
from collections.abc import Iterator
from typing import Any

from docx.oxml.ns import qn
from docx.table import _Cell as DocxCell
from docx.text.paragraph import Paragraph

from .repair import split_bullet

_BOLD_LEVEL = 5  # a paragraph all in bold heads what no style heads: below the named levels in use
_LONGEST = 120  # characters
_LARGER = 1.4  # times the letters of most of the text, from which on a line above the first heading is a title
_USUAL = 11.0  # points, where a document does not say
_TITLE_STYLE = re.compile(r"(?:(?:document|report|cover|main|front ?page|page) )?title(?: page)?(?: \d)?", re.I)
_MOST_STYLES = 12  # that are based on each other


class Headings:
    """Tells headings of one document from its other paragraphs, which are asked in their order."""

    def __init__(self, document: Any) -> None:
        """Look at the letters that most of a document is in.

        Args:
            document: as python-docx opens it.
        """
        self._sizes: dict[str, float | None] = {}
        self._default = _default_size(document)
        sizes: Counter[float] = Counter()
        for paragraph in document.paragraphs:
            sizes[self._size(paragraph)] += len(paragraph.text)
        self._usual = sizes.most_common(1)[0][0] if sizes else _USUAL
        self._headed = False

    def level(self, paragraph: Paragraph, text: str) -> int:
        """Depth of a heading, from 1; 0 where it is none.

        By its style, or one that this is based on; above the first of those, a line in large letters is a title; a
        short paragraph all in bold is a heading too.

        Args:
            paragraph: the next one.
            text: its first line.
        """
        styled = _level_of_style(paragraph)
        if styled:
            self._headed = True
            return styled
        if len(text) > _LONGEST or re.search(r"[.;,]$", text) or split_bullet(text)[0]:
            return 0
        if isinstance(paragraph._parent, DocxCell):
            return 0
        if not self._headed and self._size(paragraph) >= _LARGER * self._usual:
            return 1
        return _BOLD_LEVEL if is_bold([paragraph]) else 0

    def _size(self, paragraph: Paragraph) -> float:
        """Points of the smallest letters of a paragraph."""
        own = [run.font.size.pt if run.font.size else None for run in paragraph.runs if run.text.strip()]
        style: Any = paragraph.style
        if style.style_id not in self._sizes:
            self._sizes[style.style_id] = _size_of_style(style)
        of_style = self._sizes[style.style_id] or self._default
        return min((size or of_style for size in own), default=of_style)


def is_bold(paragraphs: list[Paragraph]) -> bool:
    """Whether all that paragraphs say is in bold."""
    runs = [run for paragraph in paragraphs for run in paragraph.runs if run.text.strip()]
    return bool(runs) and all(run.bold for run in runs)


def _level_of_style(paragraph: Paragraph) -> int:
    for style in _styles(paragraph.style):
        name = (style.name or "").strip()
        match = re.match(r"heading (\d)", name, re.I)
        if match:
            return int(match[1])
        if _TITLE_STYLE.fullmatch(name):
            return 1
    return 0


def _styles(style: Any) -> Iterator[Any]:
    """A style, and those that it is based on."""
    for _ in range(_MOST_STYLES):
        if style is None:
            return
        yield style
        style = style.base_style


def _size_of_style(style: Any) -> float | None:
    return next((each.font.size.pt for each in _styles(style) if each.font.size), None)


def _default_size(document: Any) -> float:
    """Points of letters that nothing else is said of."""
    found = document.styles.element.find(f".//{qn('w:docDefaults')}//{qn('w:sz')}")
    value = found.get(qn("w:val")) if found is not None else None
    return int(value) / 2 if value and value.isdecimal() else _USUAL
