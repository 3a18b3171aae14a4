"""What a question names: its local areas, and the concepts left when areas and dates are taken out."""

import re
from collections.abc import Sequence
from functools import lru_cache

from ingest.areas import AreaMention, canonical, find_areas, misspelt_area

from .forms import HOW_MUCH, IN_BODY, MONTH_ONLY, QUARTER
from .memo import once
from .times import SEASON, times_in
from .words import Token, tokens

_BETWEEN = re.compile(
    r",?\s*(?:and|or|&|/|nor|versus|vs\.?|than|against|alongside|beside|compared (?:with|to)|and also)?\s*"
    r"(?:(?:in|for|of|at|by|from|to|does|did|is|are|was|were)\s+)?(?:the\s+)?",
    re.I,
)
"""What may stand between areas of which the same is asked."""
_BOTH = re.compile(r"\bboth (?=(?:of |in |for )?[A-Z])")


def areas_in(text: str) -> tuple[str, ...]:
    """Local areas that a question names, each once; a misspelt one where no other is named."""
    return tuple(dict.fromkeys(area.name for area in _named(text) if not IN_BODY.match(text, area.end)))


def with_areas_spelt(text: str) -> str:
    """The text with misspelt areas put right."""
    for area in [] if find_areas(text) else reversed(_named(text)):
        text = text[: area.start] + area.name + text[area.end :]
    return text


def with_one_area(text: str, area: str) -> str:
    """The text with one area where several stand together: "in Durham or in Rotherham", "Kent compared with Essex".

    Args:
        text: a question.
        area: which of its areas stays; what names others elsewhere stays too.
    """
    for group in reversed(_together(_named(text), text)):
        kept = next((text[named.start : named.end] for named in group if named.name == area), None)
        if kept and len(group) > 1:
            text = text[: group[0].start] + kept + text[group[-1].end :]
    return _BOTH.sub("", text)


def _together(named: Sequence[AreaMention], text: str) -> list[list[AreaMention]]:
    """Areas in groups, those of which only such words as "and" or "compared with" stand between."""
    groups: list[list[AreaMention]] = []
    for mention in named:
        if groups and _BETWEEN.fullmatch(text[groups[-1][-1].end : mention.start]):
            groups[-1].append(mention)
        else:
            groups.append([mention])
    return groups


def content_tokens(text: str) -> list[Token]:
    """Tokens without stop words, area names, dates and months."""
    return list(_content_tokens(text))


@once
def _content_tokens(text: str) -> tuple[Token, ...]:
    out = bytearray(len(text) + 1)
    spans = [(area.start, area.end) for area in _named(text)]
    spans += [(date.start, date.end) for date in times_in(text)]
    spans += [match.span() for match in QUARTER.finditer(text)]
    spans += [match.span(1) for match in MONTH_ONLY.finditer(text)]
    spans += [match.span() for match in SEASON.finditer(text)]
    spans += [match.span() for match in HOW_MUCH.finditer(text)]
    for start, end in spans:
        out[start:end] = b"\x01" * (end - start)
    return tuple(token for token in tokens(text) if not token.stop and not out[token.start])


@once
def _named(text: str) -> list[AreaMention]:
    """Where a question names areas; where it names none, the words that nearly spell one."""
    words = re.finditer(r"[A-Za-z-]{5,}", text)
    near = ((_possessive(word[0]) or _misspelt(word[0]), word) for word in words)
    return find_areas(text) or [AreaMention(name, word.start(), word.end()) for name, word in near if name]


def _possessive(word: str) -> str | None:
    """The area of "kents", whose apostrophe was left out."""
    return canonical(word[:-1]) if word.lower().endswith("s") else None


@lru_cache(maxsize=4096)
def _misspelt(word: str) -> str | None:
    return misspelt_area(word)
