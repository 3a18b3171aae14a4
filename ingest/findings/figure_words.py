"""Words around a figure that several rules about its series share."""

import re
from typing import NamedTuple

from .counted import subject

UP = r"increas(?:e|es|ed|ing)|rise|rises|risen|rose|rising|grow(?:th|n|ing)?|grew|gone up|went up|uplift|up"
DOWN = (
    r"reduc(?:tion|tions|ed|ing|e)|decreas(?:e|es|ed|ing)|fall|falls|fallen|fell|falling|drop(?:s|ped|ping)?"
    r"|declin(?:e|ed|ing)|dip(?:s|ped)?|gone down|went down|down"
)
NEAR = (
    r"(?:(?P<near>just over|just under|more than|fewer than|less than|over|under|around|approximately|approx\.?|about"
    r"|almost|nearly|up to|at least|circa|c\.|in excess of|as many as|above|below|beyond|roughly|some)\s+)?"
)
ONLY = (
    r"(?:(?:\|+|only|just|now|currently|a total of|still|even|a further|an additional|an?|the|all|some|another|these"
    r"|our)\s+)*"
)
_NEAR_LAST = re.compile(NEAR[:-1] + "$", re.I)
_NO_TOPIC = re.compile(
    r"(?:this|it|these|they|that|which|there|this (?:figure|number|rate|percentage|is|represents)"
    r"|the (?:figure|number|rate)|figures?|numbers?|rates?|percentage|(?:this|that|these|those) .{0,12})?",
    re.I,
)


class Series(NamedTuple):
    """What a figure counts."""

    words: str
    topic: str
    """What later "this", "of these" and "an increase of" are about."""
    change: bool = False


def clause_subject(clause: str, topic: str) -> str:
    """What the last clause of a text that ends before its number is about; the topic where it is a pronoun.

    Args:
        clause: the sentence up to the number or its verb.
        topic: what the sentences before are about.
    """
    clause = re.split(r"[;:]\s|\s[–—]\s|,\s+(?=(?:this|it|which|and|but|while|whereas|with|there)\b)", clause)[-1]
    about = subject(_last_clause(_REPORTED.sub("", clause)))
    return topic if _NO_TOPIC.fullmatch(about) else about


_REPORTED = re.compile(
    r"^.*\b(?:inspectors|ofsted|leaders|parents|families|we|they|report|letter|survey|data|figures|evidence|analysis)"
    r"\s+(?:also |now )?"
    r"(?:found|said|noted|reported|told us|show|shows|showed|suggest|suggests|heard|recognised|recorded)\s+that\s+",
    re.I,
)
_JOINED = re.compile(
    r"(?P<first>.+?\b(?:can|could|will|would|is|are|was|were|has|have|had|(?-i:may)|must|do|does|did|made|take|took|get|got|need|buy)"
    r"\b.+?)\s+and\s+(?P<second>(?!(?:who|that|which|then|also|not)\b)[a-z’'-]+(?: (?!and\b)[\w’'-]+){0,6})\s*$",
    re.I,
)
_SAYS_OF = re.compile(
    r"\b(?:that|who|which|whose|where|say|says|said|told|show|shows|showed|think|report|found)\b", re.I
)
_ENDS_IN_VERB = re.compile(r"\S\s+(?:has|have|had|is|are|was|were)$", re.I)


def _last_clause(clause: str) -> str:
    """ "waits have" of "Schools can buy time and waits have": what comes after "and" has a subject of its own."""
    joined = _JOINED.fullmatch(clause.strip())
    if not joined or _SAYS_OF.search(joined["first"]) or not _ENDS_IN_VERB.search(joined["second"]):
        return clause
    return joined["second"]


def nearness(lead: str) -> str:
    """How exact a figure is said to be: "over", "around"; "" where nothing is said."""
    found = _NEAR_LAST.search(lead)
    return found["near"].lower() if found and found["near"].lower() != "some" else ""
