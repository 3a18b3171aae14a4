"""The colour behind a cell of a web page: its style, an old attribute, a class, or the mark that stands in it."""

import re

from bs4 import Tag

from .colours import colour_named, colour_of_code

_BACKGROUND = re.compile(r"background(?:-color)?\s*:\s*(?P<code>rgba?\([^)]*\)|#?[\w-]+)", re.I)
_MARKS = ["span", "div", "i", "p", "img", "svg", "strong", "b", "em", "small"]


def cell_colour(cell: Tag) -> str | None:
    """ "red", "amber", "green" or "blue", where the cell or a mark in it is painted so; ``None`` where it is not."""
    return _painted(cell) or next((found for tag in cell.find_all(_MARKS) if (found := _painted(tag))), None)


def _painted(tag: Tag) -> str | None:
    style = _BACKGROUND.search(str(tag.get("style") or ""))
    code = style["code"] if style else str(tag.get("bgcolor") or "")
    if code:
        return colour_of_code(code)
    said = " ".join(str(name) for name in tag.get_attribute_list("class") if name)
    shown = " ".join(str(tag.get(name) or "") for name in ("alt", "title", "aria-label"))
    return colour_named(said) or (colour_named(shown) if len(shown.split()) <= _MOST_WORDS else None)


_MOST_WORDS = 4
"""Of a text that is shown in place of a picture: "RAG rating: amber"."""
