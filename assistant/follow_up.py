"""A follow-up question and the conversation before it -> a question that stands alone."""

import re
from collections.abc import Sequence

from ingest.areas import find_areas

from .answers import Turn
from .content import areas_in, content_tokens
from .forms import (
    ASKS_FOR_AREAS,
    ASKS_ITSELF,
    AT_ANOTHER_TIME,
    AUX,
    FOLLOWS,
    HOW_IT_STANDS,
    OPENS,
    PERSONAL,
    POINTS_BACK,
    QUESTION_WORD,
)
from .left_out import counted, fronted, measured
from .moving import JOINED as JOINED
from .moving import TIME_BEFORE, at_a_later_time, at_a_time_before, same_period
from .pointing import named, of_another_area, of_inspection, since, still, which
from .put_in import CORRECTS, SERVICES, SUBJECTS, is_thing, put_in, swapped, with_area, without_areas, without_dates
from .subject import POINTS_AT, item_meant, subject_of
from .times import times_in
from .words import Token, keys

_OVER_TIME = re.compile(
    r"\b(?:which|what) (?:\w+ )?(?:month|quarter|term|year)\b|\b(?:better|worse|higher|lower) than before\b"
    r"|\bbetter or worse\b|\bsince when\b|\b(?:highest|lowest|best|worst)\b|\btrend\b|\bup or down\b"
    r"|\b(?:changed|improved|risen|fallen|gone (?:up|down))\b",
    re.I,
)
"""A follow-up that looks at all times, whatever the one before it asked about."""
_WHEN = re.compile(rf"{OPENS}(?:(?:by|since|until|from) )?when\b|\bby when\b|\bhow soon\b", re.I)
_PARTICLE = re.compile(
    r",\s*(?:then|though|too|please|as well)(?=\s*[?.]*$)|(?<=\w) (?:too|as well|please)(?=\s*[?.]*$)", re.I
)
_THEN = re.compile(rf"({OPENS}(?:what|how) about .*?) then(?=\s*[?.]*$)", re.I)
_ADVICE = re.compile(
    rf"{OPENS}who (?:can|could|should|do|would|might) (?:i|we|parents|families|you) (?:\w+ )?"
    r"(?:ask|call|contact|ring|phone|email|speak (?:to|with)|talk to|turn to|go to)"
    r"(?: (?:about (?:that|it|this)|for (?:help|advice)|instead|now))?",
    re.I,
)
_IT = re.compile(r"\b(?:it|its|that|this|those|these)\b(?! (?:(?:the|a|they|he|she|inspectors|parents)\b))", re.I)
_GOES_ON = re.compile(r"\b(?:and|or) (?:how|who|whom|when|where|what|why)\b", re.I)
_THERE_IS = re.compile(r"\b(?:is|are|was|were|be|been) there\b|\bthere (?:is|are|was|were)\b", re.I)
_BACK = re.compile(r"\bthey (?=(?:be (?:back|coming|here)|come (?:back|again)|visit|inspect|return)\b)", re.I)
"""Who comes back are inspectors."""
_GENERAL = frozenset(keys("inspectors inspection ofsted cqc council report area people"))
_MEASURES = frozenset(
    keys(
        "wait timeliness percentage average longest increase decrease target rate share backlog anyone people children"
    )
)
"""What is measured of many things; a question of nothing else does not say of which."""
_OPENER = re.compile(r"^(?:and|but|so|ok(?:ay)?|right|well)\b,? (?=[a-z]+\b)", re.I)
_HERE = re.compile(r"\b(?:he|she|him|her|them|here|after that|before that|since)\b", re.I)
_SOMEBODY = re.compile(
    rf"^{OPENS}(?:{AUX}|what|when|where|why|how|which)\b(?:\W+\w+){{0,4}}?\W+(?:he|she|his|her)\b", re.I
)
"""Who is meant was named before: "What was his job before?"."""
_POSTS = frozenset({"=dco", "=dmo", "=director_cs", "=senco", "=headteacher", "=lead_inspector"})
_ABOUT = re.compile(rf"{OPENS}(?:what|how) about\b", re.I)
_NAMES_ANOTHER = 3  # concepts from which on "what about" asks of nothing else
_NAMES_ITSELF = 2  # concepts from which on a question says what it is about
_MOST_POINTING = 4  # concepts of a question that still points back with "it"


def standalone(text: str, history: Sequence[Turn]) -> str:
    """A follow-up written out with what it refers to; any other question as it is.

    Args:
        text: the question on one line.
        history: earlier turns, oldest first.
    """
    if not history:
        return text
    last = history[-1]
    before = last.question
    text = at_a_later_time(same_period(_THEN.sub(r"\1", _PARTICLE.sub("", text)), before), before)
    if _BACK.search(text):
        return _in_same_area(_BACK.sub("inspectors ", text), history)
    alone = of_another_area(text) or _seeking_advice(text, history)
    if alone:
        return alone
    plain = fronted(text)
    if plain:
        return _in_same_area(plain, history)
    spelt = named(text, last)
    if spelt != text:  # whoever runs a service is asked about as part of it
        service = {token.key for token in content_tokens(before)} & SERVICES
        return _joined(spelt, history) if service else _in_same_area(spelt, history)
    if not _is_follow_up(text):
        return _in_same_area(_OPENER.sub("", text), history)
    made = _rewritten(text, before, last.answer)
    if made:
        return _in_same_area(made, history)
    return _joined(text, history)


def _rewritten(text: str, before: str, answer: str) -> str | None:
    """The follow-up as one question, where its form says how."""
    plain = text.rstrip("?. ")
    moved = at_a_time_before(text, before, answer)
    if moved:
        return moved
    return (
        still(plain, before)
        or counted(text, before)
        or (measured(text, before) if _only_measures(text) else None)
        or of_inspection(text, before)
        or since(text, answer)
        or which(plain, before)
        or swapped(text, _negated(text, before))
        or put_in(text, _whole(before))
    )


def _joined(text: str, history: Sequence[Turn]) -> str:
    """A follow-up with the question before it, or what that one was about where this one asks for something else."""
    if _names_another(text):
        return _in_same_area(text, history)
    before = _root(text, _negated(text, history[-1].question))
    pointed = item_meant(text, history[-1].answer)
    if pointed:
        words, item = pointed
        text, before = text.replace(words, "it"), without_areas(item)
    elif ASKS_ITSELF.match(text):
        *heads, root = before.split(JOINED)
        before = JOINED.join([*heads, subject_of(root)])
    if _WHEN.match(text) or AT_ANOTHER_TIME.search(text) or _OVER_TIME.search(text) or times_in(text):
        before = without_dates(before)
    moved_to, area = areas_in(text), history[-1].local_area
    if moved_to and find_areas(before):
        before = with_area(before, moved_to[0])
    if area and not find_areas(before) and not moved_to:
        before = f"{before.rstrip('?. ')} in {area}?"
    return f"{text.rstrip('?. ')}{JOINED}{before.rstrip('?. ')}?"


def _names_another(text: str) -> bool:
    """Whether "And what about ...?" says so much of another thing that nothing of the question before it is meant."""
    if not _ABOUT.match(text) or _IT.search(text):
        return False
    own = {token.key for token in content_tokens(text) if not token.key.startswith("#")} - _GENERAL
    return len(own) >= _NAMES_ANOTHER


def _whole(before: str) -> str:
    """The earlier question that another thing is put into: the one that came last, where it was one of its own."""
    head, *rest = before.split(JOINED)
    if not rest or not ASKS_ITSELF.match(head):
        return rest[-1] if rest else before
    return before


def _root(text: str, before: str) -> str:
    """The question that a conversation turns around, with the one thing put into it since, unless another is put in.

    "It" may also mean what the question just before names.
    """
    *heads, root = before.split(JOINED)
    swaps = [head for head in heads if is_thing(head)]
    if heads and not swaps and _IT.search(text) and _names_something(heads[0]):
        return f"{subject_of(heads[0])}{JOINED}{root}"
    return root if not swaps or is_thing(text) else f"{swaps[0]}{JOINED}{root}"


def _names_something(text: str) -> bool:
    """Whether an earlier follow-up names something itself that "it" may mean."""
    said = {token.key for token in content_tokens(text)}
    return len(said) > 1 or bool(said & (SUBJECTS | {"=ontime"}))


def _seeking_advice(text: str, history: Sequence[Turn]) -> str | None:
    """ "Who can I ask, then?" after somebody's own case: where advice is to be had in the area."""
    if not _ADVICE.fullmatch(text.rstrip("?. ")) or not PERSONAL.search(history[-1].question):
        return None
    return _in_same_area("Who can I ask for SEND advice?", history)


def _is_follow_up(text: str) -> bool:
    if _SOMEBODY.search(text):
        return True
    said = [token for token in content_tokens(text) if not token.key.startswith("#")]
    asks = ASKS_ITSELF.match(text) or QUESTION_WORD.search(text)
    pointing = _points_out(text)
    if areas_in(text) and asks and not pointing and (said or HOW_IT_STANDS.match(text)):
        return False  # it says of which area, and what
    if _stands_alone(text, said):
        return False
    if FOLLOWS.match(text):
        return True
    if CORRECTS.match(text) or re.search(r"\bof (?:these|those|them)\b", text, re.I):
        return True
    own = [token for token in said if token.key not in _GENERAL]
    if POINTS_AT.search(text) or counted(text, "how many things were"):
        return True
    if {token.key for token in own} <= _MEASURES or TIME_BEFORE.fullmatch(text.rstrip("?. ")):
        return True
    if pointing and len(said) <= _MOST_POINTING:
        return True
    if QUESTION_WORD.search(text) and len(own) >= 2:  # who, when or how many of what it names itself
        return False
    return len(own) <= 2 and (len(text.split()) <= 4 or bool(POINTS_BACK.search(_THERE_IS.sub(" ", text))))


def _points_out(text: str) -> bool:
    """Whether "it" means something outside the question: "its" of an area named before it, or what the question asks of
    first ("What is SENDIASS and how do I ring it?"), is inside.
    """
    match = _IT.search(text)
    if not match:
        return False
    before = text[: match.start()]
    inside = match[0].lower() == "its" and areas_in(before)
    return not (inside or (_GOES_ON.search(before) and content_tokens(before)))


def _only_measures(text: str) -> bool:
    said = {token.key for token in content_tokens(text) if not token.key.startswith("#")}
    return bool(said) and said <= _MEASURES


def _stands_alone(text: str, said: Sequence[Token]) -> bool:
    """Whether "And who ...?" asks of something that it names itself, and points at nothing."""
    own = {token.key for token in said} - _GENERAL - _MEASURES
    plain = _OPENER.sub("", text)
    pointing = POINTS_BACK.search(_THERE_IS.sub(" ", plain)) or _HERE.search(plain)
    names = len(own) >= _NAMES_ITSELF or bool(own & _POSTS)
    return names and bool(QUESTION_WORD.match(plain)) and plain != text and not pointing


def _in_same_area(text: str, history: Sequence[Turn]) -> str:
    """A question of its own keeps to the area that the conversation is about, unless it names or asks for areas."""
    area = history[-1].local_area or next(iter(areas_in(history[-1].question)), None)
    if not area or areas_in(text) or ASKS_FOR_AREAS.search(text):
        return text
    pointed = re.sub(r"\bthere\b(?! (?:is|are|was|were|be|been|any|a)\b)", f"in {area}", text, count=1, flags=re.I)
    return pointed if pointed != text else f"{text.rstrip('?. ')} in {area}?"


def _negated(text: str, before: str) -> str:
    """ "Which two had not?" after "How many had improved?" asks of those that had not improved."""
    if not re.search(r"\b(?:not|\w+n't|\w+n’t)\b", text, re.I):
        return before
    return re.sub(r"\b(had|have|has) (improved|made|met|been)\b", r"\1 not \2", before, count=1, flags=re.I)
