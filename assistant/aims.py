"""Figures that are aimed at and not yet reached: what says that a measure is one, and that a question asks for one."""

import re
from functools import lru_cache

from ingest.dates import bounds
from ingest.documents import Finding, Source

ASKS_FOR_TARGET = re.compile(
    r"\btargets?\b|\b(?:aim(?:ed|ing)?|promised?|committed?|pledged?) (?:for|to|at|about|on)\b"
    r"|\b(?:said|say|promised?|supposed|meant|hop(?:ed?|ing)|going|plan(?:ned|ning)?)\b.{0,25}"
    r"\b(?:get|bring|cut|reduce|raise|lift|be|come|drop) (?:it|that|this|them|these|waits?|the \w+)?\s*"
    r"(?:down |up )?(?:to|by)\b"
    r"|\bdid (?:they|it|the council|the area) (?:manage|reach|hit|meet|do|make) (?:it|that|them)\b",
    re.I,
)
ASKS_FOR_AIM = re.compile(
    rf"{ASKS_FOR_TARGET.pattern}|\bplan(?:s|ned)? to\b|\bwill\b|\bshould\b|\bforecast|\bexpect", re.I
)
"""A figure that is yet to be reached may be asked for."""
_AIMED_AT = re.compile(
    r"\b(?:aim(?:s|ed|ing)?|hop(?:ed?|es|ing)|plan(?:ned|ning)|pledg\w+|promis\w+|commit\w*) (?:for|to|at)\b"
    r"|\btargets?\b"
    r"|\bwhat (?:figure|share|percentage) (?:should|must|is meant)\b",
    re.I,
)
_REACHED = re.compile(r"\b(?:reach\w*|hit|met|meet\w*|miss\w*|against|compared?|versus|vs|achiev\w*|manag\w*)\b", re.I)
_OF_AIMS = re.compile(
    r"\b(?:targets?|trajectory|aim\w*|goals?|ambition\w*|hop(?:e|es|ed|ing)|plan(?:s|ned|ning)? (?:to|for)|will|should"
    r"|must|to be|expect\w*|intend\w*|pledg\w+|promis\w+|commit\w*|(?:is|are|was|were) to|want\w*|mean(?:s|t)? to)\b",
    re.I,
)
_PLANS = frozenset(
    {"written statement of action", "accelerated progress plan", "priority action plan", "improvement plan"}
)
_TARGET = re.compile(r"\b(?:target|trajectory|aim|goal)\b", re.I)
_PROMISED = re.compile(
    r"\b(?:will|aims? (?:to|for)|commit(?:s|ted)? to|pledges? to|promises? to|plans? to|intends? to|ambition is"
    r"|goal is)\b",
    re.I,
)
_TOLD = re.compile(r"\b(?:was|were|had|has|have|is now|are now|fell|rose|reached)\b", re.I)


def is_aim(measure: Finding, source: Source) -> bool:
    """Whether a figure is aimed at, and not yet reached.

    Args:
        measure: the figure.
        source: of its document: a plan's figures for times after it are what it aims at.
    """
    named = _TARGET.search(f"{measure.get('series')} {measure.get('period')}")
    return bool(named) or _promises(measure.quote) or _is_ahead(measure, source)


def _is_ahead(measure: Finding, source: Source) -> bool:
    dates = measure.get("dates")
    if source.kind not in _PLANS or not dates[:4].isdecimal() or measure.get("unit").startswith("£"):
        return False
    return bool(source.last_day) and bounds(dates)[0] > source.last_day


@lru_cache(maxsize=20_000)  # a row of a table is the quote of many a figure
def _promises(quote: str) -> bool:
    return bool(_PROMISED.search(quote)) and not _TOLD.search(quote)


def is_of_aim(asked: str, said: str) -> bool:
    """Whether a text tells of what is aimed at, where that alone is asked; true where it is not.

    Args:
        asked: the question.
        said: a sentence with a figure.
    """
    return not _AIMED_AT.search(asked) or bool(_REACHED.search(asked)) or bool(_OF_AIMS.search(said))
