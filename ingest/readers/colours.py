"""The colours of a RAG rating, told from how a cell is painted: a hex code, a share of inks, or a name."""

import colorsys
import re
from collections.abc import Sequence

_MIN_SPREAD = 0.12  # between the strongest and the weakest of red, green and blue; less is a grey or a tint of paper
_HUES = ((18, "red"), (70, "amber"), (175, "green"), (262, "blue"), (335, None), (361, "red"))
"""Degrees on the colour wheel up to which a colour is called so."""
_NAMES = {
    "red": "red", "darkred": "red", "crimson": "red", "firebrick": "red", "tomato": "red", "lightcoral": "red",
    "danger": "red", "amber": "amber", "orange": "amber", "darkorange": "amber", "gold": "amber", "yellow": "amber",
    "darkyellow": "amber", "warning": "amber", "green": "green", "darkgreen": "green", "lightgreen": "green",
    "limegreen": "green", "lime": "green", "brightgreen": "green", "seagreen": "green", "forestgreen": "green",
    "palegreen": "green", "success": "green", "blue": "blue", "darkblue": "blue", "lightblue": "blue",
    "skyblue": "blue", "royalblue": "blue", "steelblue": "blue", "navy": "blue",
}  # fmt: skip
_HEX = re.compile(r"#?(?:[0-9a-f]{6}|[0-9a-f]{3})", re.I)
_RGB = re.compile(r"rgba?\(\s*(\d{1,3})[\s,]+(\d{1,3})[\s,]+(\d{1,3})", re.I)


def colour_of_rgb(red: float, green: float, blue: float) -> str | None:
    """ "red", "amber", "green" or "blue"; ``None`` for any other, and for greys.

    Args:
        red: from 0 to 1, as the others.
        green: its share.
        blue: its share.
    """
    if max(red, green, blue) - min(red, green, blue) < _MIN_SPREAD:
        return None
    hue = 360 * colorsys.rgb_to_hsv(red, green, blue)[0]
    return next(name for end, name in _HUES if hue < end)


def colour_of_code(code: str) -> str | None:
    """The colour of "#FFC000", "92D050", "rgb(0, 176, 80)" or a name such as "lightgreen"; else ``None``."""
    code = code.strip().lower()
    if named := _NAMES.get(code.replace(" ", "").replace("-", "")):
        return named
    if rgb := _RGB.match(code):
        return colour_of_rgb(*(min(int(part), 255) / 255 for part in rgb.groups()))
    if not _HEX.fullmatch(code):
        return None
    digits = code.lstrip("#")
    digits = digits if len(digits) == 6 else "".join(2 * digit for digit in digits)
    return colour_of_rgb(*(int(digits[at : at + 2], 16) / 255 for at in (0, 2, 4)))


def colour_of_inks(inks: object) -> str | None:
    """The colour of a PDF's fill: one share of grey, three of light, or four of ink, each from 0 to 1."""
    if not isinstance(inks, Sequence) or not all(isinstance(part, int | float) for part in inks):
        return None
    if len(inks) == 3:
        return colour_of_rgb(*inks)
    if len(inks) == 4:
        cyan, magenta, yellow, black = inks
        return colour_of_rgb(*((1 - ink) * (1 - black) for ink in (cyan, magenta, yellow)))
    return None


def colour_named(words: str) -> str | None:
    """The colour that a style's name holds as a word of its own: "rag-amber", "status_green", "bg-danger"."""
    found = {_NAMES[part] for part in re.split(r"[^a-z]+", words.lower()) if part in _NAMES}
    return found.pop() if len(found) == 1 else None
