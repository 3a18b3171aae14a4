"""Values and their units: what a cell holds, and the unit that a heading or a row's name gives."""

import re
from typing import NamedTuple

UNIT_WORDS = r"weeks?|days?|months?|years?|hours?|places?|percentage points?|fte|wte"
_NUMBER = r"(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?"
_SIGN = r"[+\-–−]?"
_MARKS = r"[*†‡^¹²³]*"
_VALUE = re.compile(
    rf"(?P<open>\()?(?P<sign>{_SIGN})\s?(?P<pound>£)?(?P<sign2>{_SIGN})(?P<number>{_NUMBER})\s?"
    rf"(?P<unit>%|per ?cent|pp|p\.p\.|bn|m|k|{UNIT_WORDS})?(?(open)\)){_MARKS}",
    re.I,
)
_PAIR = re.compile(rf"(?P<first>{_NUMBER})\s?\(\s?(?P<second>{_NUMBER}\s?%)\s?\){_MARKS}")
_NOTED = re.compile(r"(?P<value>.*\d.*?)\s*\((?P<note>(?=[^()]*[A-Za-z]{3})[^()]{4,60})\)" + _MARKS)
_NO_VALUE = re.compile(
    r"(?:n\s?[/.]?\s?[ak]\.?|not (?:applicable|available|known|yet (?:available|known)|collected|published)|nil return"
    r"|tb[cad]|none|no data|suppressed|data not available|awaiting data|[-–—*.…:xc?]+|[<>≤≥]\s?\d+%?)" + _MARKS,
    re.I,
)
_SCALES = {"k": 1000, "m": 1_000_000, "bn": 1_000_000_000}
_PERCENT = re.compile(
    r"^\s*%|\(\s?%\s?\)|%\s*$|\b(?:as )?an? %|\b(?:percentages?|per ?cent|proportion|share)\b|^(?:cumulative"
    r"|average)?\s*%",
    re.I,
)
_POINTS = re.compile(r"percentage points?|\(pp\)|\bppts?\b", re.I)
_POUNDS = re.compile(r"£\s?(?P<scale>['’‘]?000s?|k|m(?:illions?)?|bn)?(?![\w\d])", re.I)
_TIME = re.compile(rf"\(\s?(?:in )?(?P<unit>{UNIT_WORDS})\s?\)|\bin (?P<unit2>weeks|days|months|hours)$", re.I)


class Value(NamedTuple):
    """A number and its unit."""

    value: str
    """Plain decimal without separators."""
    unit: str | None


def plain(number: str) -> str:
    """ "2,596.50" as "2596.5"."""
    whole, _, part = number.replace(",", "").partition(".")
    part = part.rstrip("0")
    return f"{int(whole)}.{part}" if part else str(int(whole))


def cell_values(text: str) -> tuple[Value, ...]:
    """What a cell states: one value, a count with its share "490 (23.3%)", or nothing where it holds other text."""
    text = " ".join(text.split())
    pair = _PAIR.fullmatch(text)
    if pair:
        return Value(plain(pair["first"]), None), Value(plain(pair["second"].rstrip(" %")), "%")
    match = _VALUE.fullmatch(text)
    number = match["number"] if match else ""
    if not match or (re.match(r"0\d", number) and "." not in number) or len(number.partition(".")[0]) > 11:
        return ()
    low = (match["unit"] or "").lower()
    value = _scaled(number, low)
    minus = match["open"] or any(sign in "-–−" for sign in (match["sign"], match["sign2"]) if sign)
    if match["open"] and match["unit"] and "%" in match["unit"] and not match["sign"]:
        minus = False  # "(12%)" is a share, "(1,200)" a loss
    return (Value(f"-{value}" if minus and value != "0" else value, _unit(low, bool(match["pound"]))),)


def noted(text: str) -> tuple[str, str]:
    """A cell's value and the note in brackets after it, empty where there is none: "12.1% (England average)"."""
    match = _NOTED.fullmatch(" ".join(text.split()))
    return (match["value"], match["note"]) if match and len(cell_values(match["value"])) == 1 else (text, "")


def is_no_value(text: str) -> bool:
    """True for a cell that is empty or says that there is no value, or that it is suppressed: "n/a", "-", "<5"."""
    text = " ".join(text.split())
    return not text or bool(_NO_VALUE.fullmatch(text))


def unit_of(words: str) -> str | None:
    """The unit that a heading or the name of a row gives: "% in 20 weeks", "Budget (£000)", "Wait (weeks)"."""
    if _POINTS.search(words):
        return "percentage points"
    if _PERCENT.search(words):
        return "%"
    pounds = _POUNDS.search(words)
    if pounds:
        scale = re.sub(r"\W", "", pounds["scale"] or "").lower().rstrip("s")
        return "£" + {"": "", "000": "000", "k": "000", "bn": "bn"}.get(scale, "m")
    time = _TIME.search(words)
    return _unit((time["unit"] or time["unit2"]).lower(), False) if time else None


def _scaled(number: str, unit: str) -> str:
    return plain(format(float(plain(number)) * _SCALES[unit], ".2f")) if unit in _SCALES else plain(number)


def _unit(low: str, pounds: bool) -> str | None:
    if pounds:
        return "£"
    if not low or low in _SCALES:
        return None
    if low == "%" or low.startswith("per"):
        return "percentage points" if "point" in low else "%"
    if low.startswith(("pp", "p.p")):
        return "percentage points"
    return low.upper() if low in {"fte", "wte"} else low if low.endswith("s") else f"{low}s"
