"""Counts of weaknesses in a clause: "seven of the nine significant weaknesses", "all but one", "the other two"."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from ..numbers import number_value
from .progress_words import polarity
from .reading_order import Line

_WORDS = (
    "one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen"
    "|nineteen|twenty"
)
NUMBER = rf"(?:\d{{1,2}}(?![\d%.,]\d|%)|{_WORDS})"
_SOME = r"[\"“‘']?(?:(?!of\b|and\b|in\b|for\b|to\b|with\b|that\b)[\w'’/-]+\s+){0,6}?"
_WEAKNESSES = rf"(?:{_SOME}(?:areas?\s+of\s+(?:\w+\s+){{0,3}})?(?:weakness(?:es)?|concerns?))"
THINGS = rf"(?:{_WEAKNESSES}|{_SOME}(?:areas?|priorities|recommendations|actions? areas?|issues|points?))"
_NAMED_COUNT = re.compile(
    rf"\b(?P<m>{NUMBER})\s+(?:(?:of|the|key|main|identified|significant|serious)\s+)*"
    r"(?:areas?\s+of\s+(?:significant\s+|serious\s+)?(?:weakness|concern)|(?:significant|serious)\s+weaknesses"
    r"|significant\s+areas\s+of\s+weakness)",
    re.I,
)
_OF = re.compile(
    rf"(?<!not )\b(?:(?P<all>all\s+but\s+(?P<but>{NUMBER})|all\s+(?P<every>{NUMBER})|all|each|both)|(?P<n>{NUMBER})"
    r"|(?P<none>none|neither|(?:not|no)\s+(?:a\s+)?(?:single\s+)?one)|(?P<any>any|either))"
    rf"\s+(?:out\s+)?of\s+(?:(?:the|these|those|its|our|their)\s+)?(?:(?P<m>{NUMBER})(?:\s+|(?=\s*(?:[.,;]|$))))?(?={THINGS}\b|(?P<bare>[.,;]|$))",
    re.I,
)
_COUNT_OF = (
    rf"\b(?:(?P<all>all|both|every|each)\s+(?:(?:the|of|our|single)\s+)*(?:(?P<m>{NUMBER})\s+)?"
    rf"|(?P<any>any)\s+(?:of\s+)?(?:the\s+)?|(?:the\s+)?(?:other\s+|remaining\s+)?(?P<n>{NUMBER})\s+(?:other\s+)?)"
)
_COUNTED = re.compile(rf"{_COUNT_OF}(?={THINGS}\b)", re.I)
_COUNTED_WEAKNESSES = re.compile(rf"{_COUNT_OF}(?={_WEAKNESSES}\b)", re.I)
_SHORT = re.compile(
    rf"(?:^\s*|\b(?:in|of|on|with|for|against|addressing|improving|tackling|only|just)\s+)(?:the\s+)?"
    rf"(?:other\s+|remaining\s+)?(?P<n>{NUMBER})\b(?=\s*(?:[.,;]|$|remain|outstanding|(?:area|weakness|other|more)))",
    re.I,
)
CLAUSES = re.compile(
    rf"\s*(?:;|,?\s*\b(?:but(?!\s+(?:{NUMBER})\b)|however|while|whilst|whereas|although)\b"
    r"|,?\s*\band\b(?=[^.;]{0,70}\b(?:not|insufficient|outstanding)\b)|,?\s*\bwith\b(?=[^.;]{0,60}\b(?:remain|outstanding)))",
    re.I,
)
LEADING = re.compile(rf"^(?:out\s+)?of\s+(?:the\s+|its\s+|our\s+)?(?P<m>{NUMBER})\s+{THINGS}\b[^,;.]{{0,80}},\s*", re.I)
_PROGRESS = re.compile(r"\bprogress\b", re.I)
_JOINED = re.compile(r",|\band\b", re.I)
_INSPECTORATES = re.compile(r"\bofsted and (?:the )?(?:cqc|care quality commission)\b", re.I)
_SUBJECT = 60  # characters between "three of these" and "made sufficient progress"


@dataclass(frozen=True, slots=True)
class Counts:
    """How many of how many, as a clause says it."""

    count: int | None
    """The number it gives, where ``how`` is "some"."""
    of: int | None
    how: Literal["some", "all", "none", "any"]
    but: int | None = None
    """The number left out of "all but one"."""


def counts_in(clause: str, about: bool) -> Counts | None:
    """The count in a clause about progress.

    Args:
        clause: a sentence or part of one.
        about: the text is about what inspectors found, so that "three areas" and "the other two" count weaknesses.
    """
    match = _OF.search(clause)
    if match and (match["bare"] is None or about):
        how: Literal["some", "all", "none", "any"]
        how = "all" if match["all"] else "none" if match["none"] else "any" if match["any"] else "some"
        of = value(match["m"]) or value(match["every"]) or _pair(match["all"])
        return Counts(value(match["n"]), of, how, value(match["but"]))
    match = _near_progress((_COUNTED if about else _COUNTED_WEAKNESSES).search(clause), clause)
    if match:
        how = "all" if match["all"] else "any" if match["any"] else "some"
        return Counts(value(match["n"]), value(match["m"]) or _pair(match["all"]), how)
    match = _SHORT.search(clause) if about else None
    return Counts(value(match["n"]), None, "some") if match else None


def _pair(word: str | None) -> int | None:
    return 2 if word and word.lower() == "both" else None


def _near_progress(match: re.Match[str] | None, clause: str) -> re.Match[str] | None:
    """A count that tells of progress: after the word, or as its subject."""
    progress = _PROGRESS.search(clause)
    if match is None or progress is None or progress.start() < match.start():
        return match
    between = _INSPECTORATES.sub("inspectors", clause[match.end() : progress.start()])
    return match if len(between) <= _SUBJECT and not _JOINED.search(between) else None


def value(word: str | None) -> int | None:
    """A number in figures or words; ``None`` for none."""
    found = number_value(word) if word else None
    return int(found) if found else None


def named_count(lines: Sequence[Line]) -> int | None:
    """The number of areas of weakness that a document names, where it is one number throughout."""
    found = {value(match["m"]) for line in lines for match in _NAMED_COUNT.finditer(line.text)}
    for line in lines:
        found |= {value(m["m"]) for m in _OF.finditer(line.text) if m["m"]}
    large = {count for count in found if count is not None and count > 1}  # "one of the areas" counts none
    return max(large) if large and all(count == max(large) or _partial(count, lines) for count in large) else None


def _partial(count: int, lines: Sequence[Line]) -> bool:
    """True where a count is only ever a share: "two significant weaknesses" of nine."""
    return all(
        polarity(sentence.line) is not None
        for line in lines
        if line.running
        for sentence in line.sentences()
        if any(value(m["m"]) == count for m in _NAMED_COUNT.finditer(sentence.line))
    )
