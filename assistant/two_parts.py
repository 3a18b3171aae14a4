"""A sentence that asks two questions -> both, each with the conversation before it: "When was it, and who led it?"."""

import re
from collections.abc import Sequence

from ingest.areas import find_areas

from .answers import Turn
from .content import areas_in, content_tokens
from .follow_up import JOINED, standalone
from .forms import QUESTION_WORD
from .put_in import SUBJECTS, fixed_in, put_in
from .times import times_in
from .words import Token, keys

_AUX = r"is|are|was|were|has|have|had|do|does|did|can|could|will|would|should|must"
_ASKS = re.compile(
    rf"^(?:\W|and |so |but )*(?:(?:at|in|on|by|for|during|since|as of)\b[^,?]*, ?)?"
    rf"(?:(?:{_AUX})\b|how\b|what\b|which\b|who\b|whose\b|why\b|where\b|when(?:['’]s)? (?:{_AUX})\b)",
    re.I,
)
"""How the first of two questions begins; "when they came back, how many" is one."""
_SECOND = (
    re.compile(r"(?<=\?)\s+(?=[A-Z][a-z]+\b[^?]{8,}\?)"),
    re.compile(
        r",? (?:and|but) (?=(?:by |since |until |from |for )?(?:how|who|whom|when|what|which|where|why)\b)", re.I
    ),
    re.compile(
        rf",? (?:and|but) (?=(?:{_AUX}|isn['’]t|wasn['’]t) (?:it|that|this|they|these|those|he|she|there|any)\b)", re.I
    ),
    re.compile(
        rf",? (?:and|but) (?=(?:{_AUX}) (?:the|an?|its|their|his|her|our|parents|inspectors|families|children|schools"
        r"|leaders|councillors|members|Ofsted|CQC)\b)",
    ),
    re.compile(r", (?=(?:how (?:many|much|long|often)|what (?:is|was|are|were|did|does)|by (?:when|whom))\b)", re.I),
)
"""What stands between two questions, the surest first."""
_TAIL = re.compile(
    r",? and (?P<tail>by (?:when|whom|who)|when|why|where|who by|how long(?: ago)?|how|how many|how much)\s*\?*$", re.I
)
"""A second question of one or two words: "and by whom?"."""
_THEIR_POST = re.compile(
    r"(?:what|which) (?:is|was|are|were) (?:their|her|his) (?:job(?: title)?|role|title|post|position)s?\W*$",
    re.I,
)
"""Who somebody is says what they are too: "Who replied, and what is her job?" is one question."""
_AND_FOR = re.compile(r",? and (?P<word>for|with|on|about|of|to)\s+(?:the |their |its )?(?P<thing>[^,?]+)", re.I)
"""A second thing asked of, with the preposition said again: "on EHC plans and on joint commissioning"."""
_NAMES_AREA = re.compile(r"(?:and |but |so )*(?:what|how) about\b", re.I)
_CLAUSE = re.compile(
    rf"(?:and |so |but )*(?:when|after|once|since|before|while|if|as|where)\b"
    rf" (?!(?:{_AUX})\b|['’]s\b|(?:{_AUX})n['’]t\b)[^?,]*$",
    re.I,
)
"""What says when or where: "When inspectors came back, what ..." is one question."""
_POINTS = re.compile(r"\b(?:they|them|it|its|their|those|these|that|this|he|she)\b", re.I)
_SAYS = re.compile(
    r"\bwhat (?:do|does|did) (?:the )?(?:[\w-]+ ){0,4}?(?:say|claim|report|tell|find|promise|pledge|commit to|plan)\w*"
    r"(?: us| about| on| of| for)?\s*|\b(?:the )?(?:[A-Z][\w-]+ )*council (?:says|claims|boasts|reports|tells \w+)"
    r"(?: that)?",
    re.I,
)
_WHO_SAYS = frozenset({"inspector", "ofst", "=cqc", "council", "report", "say", "said", "claim", "conclud", "committe"})
_WHO_SAYS |= frozenset(keys("afterwards later since then next"))
_FEW = 1  # concepts of a second question up to which it goes on from the first

Part = tuple[str, Sequence[Turn]]


def parts_of(question: str, history: Sequence[Turn]) -> list[Part]:
    """The questions that a sentence asks, each with the conversation before it: "When was it, and who led it?".

    Args:
        question: as asked.
        history: earlier turns, oldest first.
    """
    split = _split(question)
    if not split:
        return _of_two_things(question, history) or [(question, history)]
    first, second = split
    if areas_in(second) and areas_in(second) != areas_in(first):
        return [(question, history)]  # one thing asked of two areas
    asked = Turn(question=standalone(" ".join(first.split()), history), answer="")
    if not _says_of_what(second):  # "what does the council say of waits, and what did inspectors find?"
        return [(first, history), (f"{second.rstrip('?. ')}{JOINED}{_spoken_of(asked.question)}", history)]
    said = [token for token in content_tokens(second) if not token.key.startswith("#")]
    goes_on = len(said) <= _FEW or _POINTS.search(second)
    return [(first, history), (f"and {second}" if goes_on else second, (*history, asked))]


def _split(question: str) -> tuple[str, str] | None:
    """The two questions of a sentence; ``None`` where it is one."""
    tail = _TAIL.search(question)
    if tail and _is_question(question[: tail.start()]):
        return question[: tail.start()], tail["tail"]
    for between in _SECOND:
        first, *rest = between.split(question, maxsplit=1)
        if rest and _THEIR_POST.match(rest[0]):
            return None
        if rest and len(rest[0].split()) >= 3 and _is_question(first) and not _is_clause(first, rest[0]):
            return first, rest[0]
    return None


def _is_clause(first: str, second: str) -> bool:
    """Whether the second only says more of whom the first speaks: "children who are ill and who are in care"."""
    opens = re.match(r"(?:who|which|where|when|whose)\b", second, re.I)
    return opens is not None and bool(re.search(rf"\w {opens[0]}\b", first, re.I))


def _is_question(text: str) -> bool:
    if _CLAUSE.match(text):
        return False
    return (
        len(text.split()) >= 3 and not _NAMES_AREA.match(text) and bool(_ASKS.match(text) or QUESTION_WORD.search(text))
    )


def _of_two_things(question: str, history: Sequence[Turn]) -> list[Part] | None:
    """A question of one thing and the same of another: of two services or subjects, the preposition said twice."""
    match = _AND_FOR.search(question)
    if not match or not _is_question(question[: match.start()]):
        return None
    end = min([start for start in fixed_in(question) if start > match.start("thing")] or [match.end()])
    end = min(end, match.end())
    thing, before = question[match.start("thing") : end], question[: match.start()] + question[end:]
    if find_areas(thing) or times_in(thing) or not _is_another(content_tokens(thing), content_tokens(before)):
        return None
    again = put_in(f"and {match['word']} {thing}", standalone(before, history))
    return [(before, history), (again, ())] if again else None


def _is_another(said: list[Token], before: list[Token]) -> bool:
    own, other = ({token.key for token in each} & SUBJECTS for each in (said, before))
    return bool(own and other - own)


def _spoken_of(question: str) -> str:
    """What a question asks somebody's account of, with its area: "getting plans done on time in Wigan"."""
    area = next(iter(areas_in(question)), "")
    left = _SAYS.sub("", question).strip(" ?.,")
    return f"{left} in {area}?" if area and not areas_in(left) else f"{left}?"


def _says_of_what(text: str) -> bool:
    said = {token.key for token in content_tokens(text)}
    return bool(said - _WHO_SAYS) or not said
