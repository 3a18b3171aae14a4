"""Shares in words: "three quarters of plans", "two in five children", "a third of families", "half of schools"."""

import re
from decimal import Decimal
from typing import NamedTuple

from ..numbers import number_value

_PARTS = {
    "half": 2,
    "halves": 2,
    "third": 3,
    "quarter": 4,
    "fifth": 5,
    "sixth": 6,
    "seventh": 7,
    "eighth": 8,
    "tenth": 10,
}
_PART = r"third|quarter|fifth|sixth|seventh|eighth|tenth"
_COUNT = r"one|two|three|four|five|six|seven|eight|nine"
_TIME = (
    r"(?!\s+(?:(?:of\s+)?(?:the\s+|an?\s+|this\s+|last\s+|next\s+|each\s+|every\s+)?(?:\w+\s+)?(?:hours?|days?|weeks?|months?"
    r"|terms?|years?|century|decade|million|billion|mile|20\d\d)\b))"
)
_OF = r"(?=\s+(?:of\b|the\b|all\b|our\b|its\b|their\b|these\b|those\b))"
_FRACTION = re.compile(
    rf"(?<![\w/-])(?:(?P<count>an?|{_COUNT})[\s-]+)(?P<part>{_PART})s?(?:\b(?!-)){_TIME}(?=\s+of\b|\s+the\b)"
    rf"|(?<!\bother )(?<!\bfirst )(?<!\bsecond )(?<!\blatter )(?<!\beach )(?<!\bother-)(?<![\w/-])(?:(?:a|one)\s+)?"
    rf"(?P<half>half)(?:\b(?!-)){_TIME}{_OF}",
    re.I,
)
_N = rf"(?:\d{{1,3}}|{_COUNT}|ten)"
_WHOLE = r"(?:\d{1,3}|two|three|four|five|six|seven|eight|nine|ten|twelve|fifteen|twenty|fifty|(?:one |a )?hundred)"
_RATE = re.compile(
    rf"(?<![\w/.,£-])(?P<some>{_N})(?:\s+|-)(?P<joint>in|out of)(?:\s+every)?(?:\s+|-)(?P<whole>{_WHOLE})\b"
    r"(?![.,]\d|[-–/]\d|\s?%|\s+(?:weeks?|months?|days?|years?|terms?|hours?|areas? of|of the (?:areas|weaknesses)))",
    re.I,
)
_ROUND = {"5", "10", "20", "50", "100"}
"""Wholes that "out of" makes a share of; "three out of nine" counts."""


class Share(NamedTuple):
    """A share that is stated in words."""

    start: int
    end: int
    value: str
    """In per cent, to a tenth."""
    how: str
    """How it was stated."""


def find_shares(text: str) -> list[Share]:
    """The shares of a sentence that words state, in order; halves and thirds of a year, a day or a million are none."""
    found = [share for match in _FRACTION.finditer(text) if (share := _fraction(match))]
    found += [share for match in _RATE.finditer(text) if (share := _rate(match))]
    return sorted(found)


def _fraction(match: re.Match[str]) -> Share | None:
    if match["half"]:
        return _share(match, Decimal(1), Decimal(2))
    count = "1" if match["count"].lower() in {"a", "an"} else number_value(match["count"]) or "1"
    return _share(match, Decimal(count), Decimal(_PARTS[match["part"].lower()]))


def _rate(match: re.Match[str]) -> Share | None:
    some, whole = (_number(match[name]) for name in ("some", "whole"))
    if match["joint"].lower() == "out of" and whole not in _ROUND:
        return None
    return _share(match, Decimal(some), Decimal(whole))


def _number(word: str) -> str:
    return "100" if word.lower().endswith("hundred") else number_value(word) or "0"


def _share(match: re.Match[str], some: Decimal, whole: Decimal) -> Share | None:
    if not 0 < some < whole:
        return None
    exact = 100 * some / whole
    value = exact.quantize(Decimal("0.1")).normalize()
    rounded = "" if value == exact else ", rounded"
    said = " ".join(match[0].split())
    return Share(match.start(), match.end(), format(value, "f"), f"{STATED}“{said}”{rounded}")


STATED = "stated as "
"""How ``derived`` begins where a figure was stated in words that are no number."""
