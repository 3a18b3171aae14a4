"""Number words to digits, over a list of lower-case tokens: "twenty", "three" becomes "23"; "third" becomes "3rd"."""

from collections.abc import Collection, Sequence
from decimal import Decimal

_TEXT = """
zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen
eighteen nineteen twenty thirty forty fifty sixty seventy eighty ninety
first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth
sixteenth seventeenth eighteenth nineteenth
"""
_WORDS = _TEXT.split()
_UNITS = {word: value for value, word in enumerate(_WORDS[:20])} | {"nil": 0}
_TENS = {word: 10 * value for value, word in enumerate(_WORDS[20:28], start=2)}
_SCALES = {"thousand": 10**3, "million": 10**6, "billion": 10**9}
_ORDINALS = {word: value for value, word in enumerate(_WORDS[28:], start=1)} | {
    word[:-1] + "ieth": value for word, value in _TENS.items()
}


def _word(tokens: Sequence[str], at: int) -> str:
    return tokens[at] if at < len(tokens) else ""


def _below_hundred(tokens: Sequence[str], at: int) -> tuple[int, int] | None:
    """Value and the place after it, of "seven", "seventeen", "seventy" or "seventy seven"."""
    word = _word(tokens, at)
    if word in _UNITS:
        return _UNITS[word], at + 1
    if word not in _TENS:
        return None
    unit = _UNITS.get(_word(tokens, at + 1), 0)
    return (_TENS[word] + unit, at + 2) if 1 <= unit <= 9 else (_TENS[word], at + 1)


def _rest(tokens: Sequence[str], at: int, larger: Collection[str]) -> tuple[int, int]:
    """What "and seven" adds; nothing where a larger number starts ("one hundred and two hundred")."""
    start = at + 1 if _word(tokens, at) == "and" else at
    rest = _below_hundred(tokens, start)
    return rest if rest and _word(tokens, rest[1]) not in larger else (0, at)


def _below_thousand(tokens: Sequence[str], at: int) -> tuple[int, int] | None:
    first = _below_hundred(tokens, at)
    if first is None or _word(tokens, first[1]) != "hundred" or not 1 <= first[0] <= 99:
        return first
    rest, end = _rest(tokens, first[1] + 1, {"hundred"})
    return 100 * first[0] + rest, end


def _cardinal(tokens: Sequence[str], at: int) -> tuple[int, int] | None:
    part = _below_thousand(tokens, at)
    if part is None:
        return None
    total, limit = 0, 10**12
    while part is not None:
        value, end = part
        scale = _SCALES.get(_word(tokens, end), 1)
        if scale >= limit:
            break
        total, at, limit = total + value * scale, end + (scale > 1), scale
        part = _below_thousand(tokens, at) if scale > 1 else None
    if limit > 1:
        rest, at = _rest(tokens, at, {"hundred", *_SCALES})
        total += rest
    return total, at


def with_suffix(value: int) -> str:
    """Ordinal in digits: 3 gives "3rd"."""
    ending = "th" if value % 100 in (11, 12, 13) else {1: "st", 2: "nd", 3: "rd"}.get(value % 10, "th")
    return f"{value}{ending}"


def _ordinal(tokens: Sequence[str], at: int) -> tuple[str, int] | None:
    word, following = _word(tokens, at), _word(tokens, at + 1)
    if word in _TENS and 1 <= _ORDINALS.get(following, 0) <= 9:
        return with_suffix(_TENS[word] + _ORDINALS[following]), at + 2
    return (with_suffix(_ORDINALS[word]), at + 1) if word in _ORDINALS else None


def _scaled(tokens: Sequence[str], at: int) -> tuple[str, int] | None:
    """Digits before a scale word: "1.5 million" becomes "1500000"."""
    scale = _SCALES.get(_word(tokens, at + 1))
    digits = tokens[at].lstrip("£$€")
    if scale is None or not digits.replace(".", "", 1).isdecimal():
        return None
    return tokens[at][: len(tokens[at]) - len(digits)] + f"{(Decimal(digits) * scale).normalize():f}", at + 2


def to_digits(tokens: Sequence[str]) -> list[str]:
    """The tokens with every number that is spelled out written in digits."""
    done: list[str] = []
    at = 0
    while at < len(tokens):
        ordinal = _ordinal(tokens, at)
        cardinal = None if ordinal else _cardinal(tokens, at)
        found = ordinal or ((str(cardinal[0]), cardinal[1]) if cardinal else None) or _scaled(tokens, at)
        word, at = found or (tokens[at], at + 1)
        done.append(word)
    return done
