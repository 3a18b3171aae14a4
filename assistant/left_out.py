"""Follow-ups that leave out what they count or measure: "How many are done?", "How long were the waits?"."""

import re

from .content import areas_in
from .forms import AUX, OPENS, TIME_CLAUSE
from .moving import JOINED
from .put_in import SUBJECTS, closing_in, fixed_in
from .times import times_in
from .words import tokens

_COUNTS = re.compile(
    rf"{OPENS}how many (?P<rest>(?:{AUX})(?:n['’]t)?\b(?! there\b| (?:it|that|this)\b).+?)[?. ]*$", re.I
)
_COUNTED = re.compile(rf"how many (?P<what>.+?) (?:{AUX})\b", re.I)
_MEASURED = re.compile(rf"{OPENS}(?:how|what|when)\b", re.I)
_FRONTED = re.compile(
    rf"{OPENS}(?:(?:what|how) about )?(?:the |their )?(?P<thing>[^,?]{{3,40}}), (?P<aux>(?:{AUX}))"
    r" (?:they|it|that|these|those) (?P<rest>[^?]+)\??",
    re.I,
)
_OF_TIME = re.compile(r"\b(?:later|since|after|before|ago|earlier|now|then|today|by|in|at|on)\b", re.I)
_VERB = re.compile(rf" (?:{AUX})\b", re.I)
_PREPOSITION = re.compile(r"\s*(?:in|on|at|by|for|of|from|to|with|during|since|after|before|when|while|as|the)\b", re.I)
_NOT_SAID = frozenset({"=ehcp", "=ehcneed", "=staffing"})
"""What plans and people are counted as is no service that a wait or a share is of."""


def counted(text: str, before: str) -> str | None:
    """The follow-up with the things that the question before it counted: "How many actions are done in Bury?"."""
    asked, things = _COUNTS.match(text), _COUNTED.match(before.split(JOINED)[-1])
    if not asked or not things:
        return None
    root = before.split(JOINED)[-1]
    named = things["what"]
    ends = [start for start in fixed_in(named) if start > 0]
    named = named[: min(ends)] if ends else named
    return f"How many {named} {asked['rest']}{_tail(root, text)}?"


def measured(text: str, before: str) -> str | None:
    """The follow-up with the service that the question before it was about: "How long were the waits for autism?"."""
    if not _MEASURED.match(text):
        return None
    root = before.split(JOINED)[-1]
    services = [token for token in tokens(root) if token.key in SUBJECTS - _NOT_SAID]
    if len(services) != 1:
        return None
    service = root[services[0].start : services[0].end]
    return f"{text.rstrip('?. ')} for {service}{_tail(root, text)}?"


def fronted(text: str) -> str | None:
    """ "And exclusions, were they any better?" in the order of a plain question."""
    match = _FRONTED.fullmatch(text)
    if not match or areas_in(match["thing"]) or times_in(match["thing"]) or _OF_TIME.search(match["thing"]):
        return None
    return f"{match['aux'].capitalize()} {match['thing']} {match['rest']}?"


def _tail(root: str, text: str) -> str:
    """The area, the time and the clause that the earlier question ends with, without a time where another is named."""
    clause = TIME_CLAUSE.match(root)
    if clause and not times_in(text):  # "when they came back, how many" says of when it is
        return f" {clause[0][0].lower()}{clause[0][1:].strip(' ,')}"
    starts = [start for start in closing_in(root) if start > len(root) / 3]
    if not starts or areas_in(text):
        return ""
    tail = root[min(starts) :].rstrip("?. ")
    if not _PREPOSITION.match(tail):  # "Bury's plan have"
        tail = f" of {_VERB.split(tail.strip(), maxsplit=1)[0]}"
    return "" if times_in(text) and times_in(tail) else tail
