"""A sentence that asks two questions -> both, each with the conversation before it: "When was it, and who led it?"."""

import re
from collections.abc import Sequence

from .answers import Turn
from .content import areas_in, content_tokens
from .follow_up import JOINED, standalone
from .forms import AT_ANOTHER_TIME, QUESTION_WORD
from .put_in import without_dates
from .times import times_in
from .words import keys

_PRONOUN = re.compile(r"\b(?:they|them|it|its|their|those|these|that|this)\b", re.I)
_WHO_SAYS = frozenset({"inspector", "ofst", "=cqc", "council", "report", "say", "said", "claim", "conclud", "committe"})
_WHO_SAYS |= frozenset(keys("afterwards later since then next"))
_SAYS = re.compile(
    r"\bwhat (?:do|does|did) (?:the )?(?:[\w-]+ ){0,4}?(?:say|claim|report|tell|find|promise|pledge|commit to|plan)\w*"
    r"(?: us| about| on| of| for)?\s*|\b(?:the )?(?:[A-Z][\w-]+ )*council (?:says|claims|boasts|reports|tells \w+)"
    r"(?: that)?",
    re.I,
)
_WHAT_SAYS = re.compile(r"\bwhat (?:do|does|did)\b.*\b(?:say|claim|report|tell|promise|pledge|find)\b", re.I)
_FEW = 3  # concepts of a second question that does not say for itself what it is about
_SENTENCE = re.compile(r"(?<=\?)\s+(?=[A-Z][a-z]+\b[^?]{8,}\?)")
_WHAT_IS = re.compile(r"what(?: is| was| are| were|['’]s)\b", re.I)
_SECOND = re.compile(r",? and (?=(?:how|who|when|what|which|where|why)\b)", re.I)


def parts_of(question: str, history: Sequence[Turn]) -> list[tuple[str, Sequence[Turn]]]:
    """The questions that a sentence asks, each with the conversation before it: "When was it, and who led it?".

    Args:
        question: as asked.
        history: earlier turns, oldest first.
    """
    first, *rest = (
        _SECOND.split(question, maxsplit=1) if not _SENTENCE.search(question) else _SENTENCE.split(question, 1)
    )
    if (
        not rest
        or len(first.split()) < 3
        or len(rest[0].split()) < 3
        or not (QUESTION_WORD.search(first) or _WHAT_SAYS.search(first) or _WHAT_IS.match(first))
    ):
        return [(question, history)]
    if areas_in(rest[0]) and areas_in(rest[0]) != areas_in(first):
        return [(question, history)]  # one thing asked of two areas
    asked = Turn(question=standalone(" ".join(first.split()), history), answer="")
    second = rest[0]
    if not _says_of_what(second):  # "what does the council say of waits, and what did inspectors find?"
        return [(first, history), (f"{second.rstrip('?. ')}{JOINED}{_spoken_of(asked.question)}", history)]
    if _PRONOUN.search(second) and len(content_tokens(second)) <= _FEW:
        first_asked = without_dates(asked.question) if _has_own_time(second) else asked.question
        second = f"{second.rstrip('?. ')}{JOINED}{first_asked.rstrip('?. ')}?"
        return [(first, history), (second, history)]
    return [(first, history), (second, (*history, asked))]


def _spoken_of(question: str) -> str:
    """What a question asks somebody's account of, with its area: "getting plans done on time in Wigan"."""
    area = next(iter(areas_in(question)), "")
    left = _SAYS.sub("", question).strip(" ?.,")
    return f"{left} in {area}?" if area and not areas_in(left) else f"{left}?"


def _says_of_what(text: str) -> bool:
    said = {token.key for token in content_tokens(text)}
    return bool(said - _WHO_SAYS) or not said


def _has_own_time(text: str) -> bool:
    return bool(AT_ANOTHER_TIME.search(text) or times_in(text))
