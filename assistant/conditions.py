"""Conditions of what is counted: those with autism are not those with ADHD, nor are all those "that had a plan"."""

import re

from .words import keys, says

_AUTISM = re.compile(r"\bautis\w*|\bas[dc]\b", re.I)
_ADHD = re.compile(r"\badhd\b|\battention deficit\b", re.I)
_HAD = re.compile(
    r"\bhow many of (?:the|those|these|all) [^?,]{3,80}?\b(?:had|have|has|held|hold)"
    r" (?P<what>(?:an?|no|any|their own) [^?,]{3,50})",
    re.I,
)
"""Of those that are counted, only some are asked about: "How many of the children excluded had an EHC plan?"."""


_PART = re.compile(
    r"\b(?:in|from|for|of|across) the (?P<part>north|south|east|west|centre|middle)\b(?![ -](?:west|east)\b(?! of))",
    re.I,
)
"""A part of an area by the compass."""
_YOUNG = re.compile(r"\bunder[ -](?:fives?|5s?)\b|\bpre-?school\w*\b|\bearly years\b|\btoddlers?\b", re.I)
_OLDER = re.compile(r"\b(?:aged|ages?) (?:[6-9]|1\d|2\d)\b|\b(?:teenagers?|over[ -](?:1\d|fives?)|secondary)\b", re.I)


def _of_another_part(asked: str, said: str) -> bool:
    parts = {match["part"].lower() for match in _PART.finditer(asked)}
    others = {match["part"].lower() for match in _PART.finditer(said)}
    return bool(parts and others) and not parts & others


def _of_another_age(asked: str, said: str) -> bool:
    """Whether the youngest are asked about and only older children are spoken of."""
    return bool(_YOUNG.search(asked) and _OLDER.search(said)) and not _YOUNG.search(said)


def of_another_condition(asked: str, said: str) -> bool:
    """Whether a text counts those of the other condition, or counts all where those that had something are asked about.

    Of autism and ADHD, both neurodevelopmental, a figure about the one is none about the other.

    Args:
        asked: a question.
        said: a sentence, or the name of a figure.
    """
    for wanted, other in ((_AUTISM, _ADHD), (_ADHD, _AUTISM)):
        if wanted.search(asked) and not other.search(asked):
            return bool(other.search(said)) and not wanted.search(said)
    if _of_another_part(asked, said) or _of_another_age(asked, said):
        return True
    had = _HAD.search(asked)
    return had is not None and not any(says(key, frozenset(keys(said))) for key in keys(had["what"]))
