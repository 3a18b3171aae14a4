"""Who leads children's services or the NHS body of an area, by whatever title: of the leaders that a report names."""

import re
from collections.abc import Sequence

from .known import Known
from .library import Library
from .topics import on_topic
from .words import Token, keys

_HEALTH = re.compile(
    r"\b(?:health|nhs|icbs?|ccgs?|integrated care|care board|(?:clinical )?commissioning group|managing director)\b",
    re.I,
)
_COUNCIL = re.compile(
    r"\b(?:children['’]?s? (?:services|side)|children|council|(?:local )?authority|education|director|dcs)\b", re.I
)
_CHIEF = re.compile(r"\b(?:chief exec\w*|ceo)\b", re.I)
_WORDS = """
children services side director chief executive officer boss head top person charge running run runs led leads leader
senior most overall council local authority education nhs health icb board integrated care commissioning group
name names called interim current now area partnership send post time body bodies helm ceo responsible
"""
_OWN = frozenset(
    {*keys(_WORDS), "=director_cs", "=icb", "=ccg", "=kids", "=job", "=responsible", "=prev_insp", "=parents"}
)
"""What belongs to asking for either of them."""


def leaders_meant(library: Library, text: str, asked: Sequence[Token], found: Sequence[Known]) -> list[Known]:
    """Those of the side that is asked for, health or the council, else those on the topic.

    Args:
        library: the documents.
        text: the question.
        asked: what it says beside the words of asking.
        found: leaders of one document.
    """
    return _of_asked_side(text, asked, found) or on_topic(library, _of_side(text, found), asked)


def _of_asked_side(text: str, asked: Sequence[Token], found: Sequence[Known]) -> list[Known]:
    """Those of the side that is asked for; none where something else is asked, or both are."""
    health, council = _HEALTH.search(text), _COUNCIL.search(_HEALTH.sub("", text))
    if not health and _CHIEF.search(text):
        return []  # the chief executive of a council does not lead its services for children
    if bool(health) == bool(council) or any(token.key not in _OWN for token in asked):
        return []
    return [known for known in found if _is_of_health(known) == bool(health)]


def _of_side(text: str, found: Sequence[Known]) -> list[Known]:
    """Leaders of health, or of the council, where a question names one of the two; else all."""
    health, council = _HEALTH.search(text), re.search(r"\b(?:council|local authority)\b", text, re.I)
    if bool(health) == bool(council):
        return list(found)
    return [known for known in found if _is_of_health(known) == bool(health)]


def _is_of_health(known: Known) -> bool:
    return bool(_HEALTH.search(f"{known.finding.get('role')} {known.finding.get('body')}"))
