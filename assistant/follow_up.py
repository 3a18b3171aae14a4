"""A follow-up question and the conversation before it -> a question that stands alone."""

import re
from collections.abc import Sequence

from ingest.areas import find_areas, misspelt_area
from ingest.dates import find_dates

from .answers import Turn
from .content import areas_in, content_tokens
from .forms import ASKS_FOR_AREAS, AT_ANOTHER_TIME, FOLLOWS, MONTH_NAME, POINTS_BACK, QUESTION_WORD

_PRONOUN = re.compile(r"\b(?:they|them|it|its|their|those|these|that|this)\b", re.I)
_FEW = 3  # concepts of a second question that does not say for itself what it is about
_SENTENCE = re.compile(r"(?<=\?)\s+(?=[A-Z][a-z]+\b[^?]{8,}\?)")
_SECOND = re.compile(r",? and (?=(?:how|who|when|what|which|where|why)\b)", re.I)


def standalone(text: str, history: Sequence[Turn]) -> str:
    """A follow-up joined with what it refers to; any other question as it is.

    Args:
        text: the question on one line.
        history: earlier turns, oldest first.
    """
    if not history:
        return text
    before = history[-1].question
    text = _same_period(text, before)
    if not _is_follow_up(text):
        return _in_same_area(text, history)
    before = _negated(text, before)
    swapped = _swapped(text, before)
    if swapped:
        return swapped
    if AT_ANOTHER_TIME.search(text):
        before = _without_dates(before)
    complete = QUESTION_WORD.search(text) and len(content_tokens(text)) >= 2
    if complete and not re.match(r"(?:and|which (?:one|two))", text, re.I):
        return _in_same_area(text, history)
    return f"{text.rstrip('?. ')} – {before}"


def parts_of(question: str, history: Sequence[Turn]) -> list[tuple[str, Sequence[Turn]]]:
    """The questions that a sentence asks, each with the conversation before it: "When was it, and who led it?".

    Args:
        question: as asked.
        history: earlier turns, oldest first.
    """
    first, *rest = (
        _SECOND.split(question, maxsplit=1) if not _SENTENCE.search(question) else _SENTENCE.split(question, 1)
    )
    if not rest or len(first.split()) < 3 or len(rest[0].split()) < 3 or not QUESTION_WORD.search(first):
        return [(question, history)]
    if areas_in(rest[0]) and areas_in(rest[0]) != areas_in(first):
        return [(question, history)]  # one thing asked of two areas
    asked = Turn(question=standalone(" ".join(first.split()), history), answer="")
    second = rest[0]
    if _PRONOUN.search(second) and len(content_tokens(second)) <= _FEW:
        second = f"{second.rstrip('?. ')} – {asked.question.rstrip('?. ')}?"
        return [(first, history), (second, history)]
    return [(first, history), (second, (*history, asked))]


def _is_follow_up(text: str) -> bool:
    if FOLLOWS.match(text):
        return True
    said = [token for token in content_tokens(text) if not token.key.startswith("#")]
    if said and areas_in(text) and QUESTION_WORD.search(text):
        return False  # it says of which area, and what
    return len(said) <= 2 and (len(text.split()) <= 4 or bool(POINTS_BACK.search(text)))


def _in_same_area(text: str, history: Sequence[Turn]) -> str:
    """A question of its own keeps to the area that the conversation is about, unless it names or asks for areas."""
    area = history[-1].local_area or next(iter(areas_in(history[-1].question)), None)
    if not area or areas_in(text) or ASKS_FOR_AREAS.search(text):
        return text
    pointed = re.sub(r"\bthere\b", f"in {area}", text, count=1, flags=re.I)
    return pointed if pointed != text else f"{text.rstrip('?. ')} in {area}?"


def _same_period(text: str, before: str) -> str:
    """ "that month" and "the same year" written out from the earlier question."""
    dates = find_dates(before)
    if not dates:
        return text
    said = before[dates[0].start : dates[0].end]
    back = re.compile(r"\b(?:(?:in |during )?(?:that|the same) (?:month|year|period|time)|then)\b", re.I)
    return back.sub(f"in {said}", text, count=1)


def _negated(text: str, before: str) -> str:
    """ "Which two had not?" after "How many had improved?" asks of those that had not improved."""
    if not re.search(r"\b(?:not|\w+n't|\w+n’t)\b", text, re.I):
        return before
    return re.sub(r"\b(had|have|has) (improved|made|met|been)\b", r"\1 not \2", before, count=1, flags=re.I)


def _swapped(text: str, before: str) -> str | None:
    """The earlier question with another area or period put in: "And in May?", "What about Bexley?"."""
    rest = [token for token in content_tokens(text) if not misspelt_area(text[token.start : token.end])]
    if rest and not (len(rest) == 1 and MONTH_NAME.fullmatch(text[rest[0].start : rest[0].end].title())):
        return None
    areas, dates = areas_in(text), find_dates(text)
    month = MONTH_NAME.search(text.title())
    if areas:
        before = _with_area(before, areas[0])
    if dates:
        return _with_date(before, text[dates[0].start : dates[0].end])
    if month:
        return _with_month(before, month[0])
    return before if areas else None


def _without_dates(before: str) -> str:
    """The earlier question without its period, where the new one names another time in its own way."""
    for named in reversed(find_dates(before)):
        start = re.search(r"(?:\b(?:in|on|by|at|since|from|of|during) )?$", before[: named.start])
        before = before[: start.start() if start else named.start].rstrip() + before[named.end :]
    return before


def _with_area(before: str, area: str) -> str:
    named = find_areas(before)
    if named:
        return before[: named[0].start] + area + before[named[0].end :]
    return f"{before.rstrip('?. ')} in {area}?"


def _with_date(before: str, date: str) -> str:
    named = find_dates(before)
    if named:
        return before[: named[0].start] + date + before[named[0].end :]
    return f"{before.rstrip('?. ')} in {date}?"


def _with_month(before: str, month: str) -> str:
    named = MONTH_NAME.search(before)
    if named:
        return before[: named.start()] + month + before[named.end() :]
    return f"{before.rstrip('?. ')} in {month}?"
