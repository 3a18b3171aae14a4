"""The colour behind a cell of a Word document: its shading, that of its text, or a coloured mark in it."""

import re
from typing import Any

from docx.oxml.ns import qn

from .colours import colour_of_code

_MARK = re.compile(r"[\s●■⬤◼◉•▪◆★✔✓✗✘lnOo]*")
"""A text that is only a mark, so that its own colour is what it says; letters are such in fonts of symbols."""


def cell_colour(cell: Any) -> str | None:
    """ "red", "amber", "green" or "blue", where a cell is shaded so; ``None`` where it is not.

    Args:
        cell: the ``w:tc`` element.
    """
    properties = cell.find(qn("w:tcPr"))
    own = properties.find(qn("w:shd")) if properties is not None else None
    codes = [own.get(qn("w:fill"))] if own is not None else []
    codes += [shade.get(qn("w:fill")) for shade in cell.iter(qn("w:shd")) if shade is not own]
    codes += [mark.get(qn("w:val")) for mark in cell.iter(qn("w:highlight"))]
    if _MARK.fullmatch("".join(text.text or "" for text in cell.iter(qn("w:t")))):
        codes += [colour.get(qn("w:val")) for colour in cell.iter(qn("w:color"))]
    return next((found for code in codes if code and (found := colour_of_code(code))), None)
