"""A question without what could tell who asks, or of whom: names, numbers, addresses.

No list holds every name, so what is kept is what is known: plain words (``plain_words.txt``), local areas, official
bodies, months and years. Whatever else somebody types is left out, a name in small letters or in another alphabet too.
Known words are left out where they stand as a name: behind "Mrs", behind "my son", beside a word that is left out.
"""

import re
import unicodedata
from functools import cache
from pathlib import Path

from ingest.areas import find_areas

from .redact_forms import NUMBER, WORD, hidden
from .redact_names import Token, forced, tokens

_PLAIN_WORDS = Path(__file__).with_name("plain_words.txt")
_PUNCTUATION = re.compile(r"[^\w\s.,;:?!()\[\]'\"“”‘’£%&/–—-]+")
_ENDING = re.compile(r"(?P<base>.+?)(?:['’](?:s|d|m|ll|re|ve|t)|(?<=s)['’])?$", re.S)
_NOT = re.compile(r"(?:do|does|did|is|are|was|were|has|have|had|ca|wo|could|should|would|must|need)n", re.I)
_MOST_DIGITS = 3  # of a number that is not a year
_YEAR = re.compile(r"(?:19|20)\d\d")
_FIGURE = re.compile(r"(?P<digits>\d+)(?:st|nd|rd|th|am|pm|k|m|bn|s)?|[QqYy]\d{1,2}|[Kk][Ss]\d", re.ASCII)
_LONGEST = 2000  # characters; a longer question is not answered


def redacted(question: str) -> str:
    """A question with placeholders ("[name]", "[number]" ...) for what could tell who asks, or of whom.

    Args:
        question: as asked.
    """
    text = hidden(_plain(question[:_LONGEST]))
    areas = [(area.start, area.end) for area in find_areas(text)]
    found = tokens(text)
    known = [_is_known(token, areas) for token in found]
    for at in forced(found, known, areas):
        known[at] = False
    return _joined(text, found, known)


def _plain(question: str) -> str:
    """On one line, in one form of each character, in small letters where all is in capitals."""
    text = unicodedata.normalize("NFKC", question)
    text = "".join(" " if unicodedata.category(c) in {"Cc", "Zl", "Zp"} else c for c in text)
    text = "".join(c for c in text if unicodedata.category(c) != "Cf")
    return text.lower() if text.isupper() else text


def _is_known(token: Token, areas: list[tuple[int, int]]) -> bool:
    base = _base(token.text)
    if token.is_placeholder or any(start <= token.start and token.start + len(base) <= end for start, end in areas):
        return True
    return all(_is_known_part(part) for part in re.split(r"[-–/]", base) if part)


def _base(word: str) -> str:
    """A word without "'s" and the like."""
    match = _ENDING.match(word)
    base = match["base"] if match else word
    return base[:-1] if word[-1] in "tT" and base != word and _NOT.fullmatch(base) else base


def _is_known_part(part: str) -> bool:
    figure = _FIGURE.fullmatch(part)
    if figure:
        digits = figure["digits"] or ""
        return len(digits) <= _MOST_DIGITS or bool(_YEAR.fullmatch(digits))
    word = {"ca": "can", "wo": "will"}.get(part.lower(), part.lower())
    return word in plain_words() or (len(word) > 4 and word[-1] == "s" and word[:-1] in plain_words())


@cache
def plain_words() -> frozenset[str]:
    """The words that are kept wherever they do not stand as a name."""
    lines = _PLAIN_WORDS.read_text("utf-8").splitlines()
    return frozenset(word for line in lines if not line.startswith("#") for word in line.split())


def _joined(text: str, found: list[Token], known: list[bool]) -> str:
    parts, at = [], 0
    for token, is_known in zip(found, known, strict=True):
        parts.append(_PUNCTUATION.sub(" ", text[at : token.start]))
        parts.append(token.text if is_known else NUMBER if any(map(str.isdigit, token.text)) else WORD)
        at = token.end
    parts.append(_PUNCTUATION.sub(" ", text[at:]))
    line = " ".join("".join(parts).split())
    return re.sub(r"(\[[a-z]+\])(?:[\s,.-]*\1)+", r"\1", line)
