"""Numbers in English text, in figures and in words."""

import re
from dataclasses import dataclass
from decimal import Decimal

_UP_TO_NINETEEN = (
    "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
    "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen",
)  # fmt: skip
_UNITS = {word: value for value, word in enumerate(_UP_TO_NINETEEN)}
_FROM_TWENTY = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
_TENS = {word: 10 * value for value, word in enumerate(_FROM_TWENTY, start=2)}
_SCALES = {"hundred": 100, "thousand": 1000, "million": 1_000_000, "billion": 1_000_000_000}
_WORD = "|".join(sorted([*_UNITS, *_TENS, *_SCALES], key=len, reverse=True))
_NUMBER = re.compile(
    rf"(?P<figure>£?\d[\d,]*(?:\.\d+)?\s?(?:%|per cent\b|percent\b|thousand\b|million\b|billion\b)?)|"
    rf"(?<![\w-])(?P<words>(?:{_WORD})(?:(?:[ -]|\sand\s)(?:{_WORD}))*)(?![\w])(?P<percent>\s(?:per cent|percent)\b)?",
    re.I,
)


@dataclass(frozen=True, slots=True)
class Number:
    """A number and where it stands."""

    value: str
    """Plain decimal without separators: "2596", "73.9"."""
    start: int
    end: int
    percent: bool = False


def number_value(word: str) -> str | None:
    """A single word or figure as a plain decimal, or ``None``: "nine" -> "9", "2,596" -> "2596", "73.9%" -> "73.9"."""
    low = word.lower()
    if low in _UNITS:
        return str(_UNITS[low])
    if low in _TENS:
        return str(_TENS[low])
    figure = low.strip("£%").replace(",", "")
    return _plain(figure) if re.fullmatch(r"\d+(?:\.\d+)?", figure) else None


def _plain(figure: str) -> str:
    whole, _, part = figure.partition(".")
    part = part.rstrip("0")
    return f"{int(whole)}.{part}" if part else str(int(whole))


def find_numbers(text: str) -> list[Number]:
    """All numbers of a text, in figures or words, in order."""
    found = []
    for match in _NUMBER.finditer(text):
        if match["figure"]:
            if match.start() and (text[match.start() - 1].isalpha() or text[match.start() - 1] in "._/"):
                continue
            figure = match["figure"].rstrip(" ,")
            percent = bool(re.search(r"%|per\s?cent", figure, re.I))
            digits = re.match(r"£?([\d,]*\d(?:\.\d+)?)", figure)
            if digits:
                value = _scaled(digits[1].replace(",", ""), figure)
                found.append(Number(value, match.start(), match.start() + len(figure), percent))
        else:
            value = str(_words_value(match["words"]))
            found.append(Number(value, match.start(), match.end(), bool(match["percent"])))
    return found


def _scaled(digits: str, figure: str) -> str:
    """ "1.5" of "£1.5 million" -> "1500000"."""
    scale = next((size for word, size in _SCALES.items() if figure.lower().endswith(word)), 1)
    return _plain(str(Decimal(digits) * scale))


def _words_value(words: str) -> int:
    """ "two thousand five hundred and ninety-six" -> 2596."""
    total = current = 0
    for word in re.split(r"[ -]+", words.lower()):
        if word in _UNITS:
            current += _UNITS[word]
        elif word in _TENS:
            current += _TENS[word]
        elif word == "hundred":
            current = max(current, 1) * 100
        elif word in _SCALES:
            total += max(current, 1) * _SCALES[word]
            current = 0
    return total + current
