"""A follow-up question and the conversation before it -> a question that stands alone."""

import re
from collections.abc import Sequence

from ingest.areas import find_areas, misspelt_area

from .answers import Turn
from .content import areas_in, content_tokens
from .forms import ASKS_FOR_AREAS, AT_ANOTHER_TIME, FOLLOWS, MONTH_NAME, POINTS_BACK, QUESTION_WORD
from .times import shifted, times_in
from .words import keys

_PRONOUN = re.compile(r"\b(?:they|them|it|its|their|those|these|that|this)\b", re.I)
JOINED = " – "
"""How two questions are put together that cannot be made one."""
_ANOTHER = re.compile(
    r"^(?:and |but |so |ok(?:ay)?,? )?(?:what about|how about|same for|for|with|the)? ?(?:the |their |its )?", re.I
)
_ASKS = re.compile(
    r"\b(?:how|when|who|whose|which|why|what|where|is|are|was|were|has|have|had|do|does|did|can|could|will|would"
    r"|should|it|that|this|they|them|those|these|since|by)\b",
    re.I,
)
_TIME_BEFORE = re.compile(
    r"(?:and|but|so|what about|how about|what was it|how was it)?\s*(?:in|for|at|during)?\s*(?:the |a )?"
    r"(?:(?P<what>year|quarter|month|term)s? (?:before|earlier|after|later|following)(?: that)?"
    r"|(?:previous|next|following|last) (?P<what2>year|quarter|month|term))",
    re.I,
)
_OVER_TIME = re.compile(
    r"\b(?:which|what) (?:\w+ )?(?:month|quarter|term|year)\b|\b(?:better|worse|higher|lower) than before\b"
    r"|\bbetter or worse\b|\bsince when\b|\b(?:highest|lowest|best|worst)\b|\btrend\b|\bup or down\b"
    r"|\b(?:changed|improved|risen|fallen|gone (?:up|down))\b",
    re.I,
)
"""A follow-up that looks at all times, whatever the one before it asked about."""
_NOW = re.compile(r"\s*\b(?:now|currently|today|at the moment|latest|most recent)\b", re.I)
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
    moved = _at_a_time_before(text, before, history[-1].answer)
    if moved:
        return moved
    before = _negated(text, before)
    swapped = _swapped(text, before)
    if swapped:
        return swapped
    before = _root(text, before)
    if AT_ANOTHER_TIME.search(text) or _OVER_TIME.search(text):
        before = _without_dates(before)
    complete = QUESTION_WORD.search(text) and len(content_tokens(text)) >= 2
    if complete and not re.match(r"(?:and|which (?:one|two))", text, re.I):
        return _in_same_area(text, history)
    return f"{text.rstrip('?. ')}{JOINED}{before}"


def _root(text: str, before: str) -> str:
    """The question that a conversation turns around, with the one thing put into it since, unless another is put in."""
    *heads, root = before.split(JOINED)
    swaps = [head for head in heads if _puts_in(head)]
    return root if not swaps or _puts_in(text) else f"{swaps[0]}{JOINED}{root}"


def _puts_in(text: str) -> bool:
    """Whether a follow-up only names another thing: "What about speech therapy?"."""
    return bool(_ANOTHER.match(text)) and not _ASKS.search(_ANOTHER.sub("", text)) and bool(content_tokens(text))


def _at_a_time_before(text: str, before: str, answer: str) -> str | None:
    """The earlier question a year, quarter or month before or after: "And the year before?"."""
    match = _TIME_BEFORE.fullmatch(text.rstrip("?. "))
    if not match:
        return None
    what = (match["what"] or match["what2"]).lower()
    by = -1 if re.search(r"before|earlier|previous|last", text, re.I) else 1
    named = times_in(before)
    if named:
        span = named[-1] if len(named) == 1 else named[0]
        moved = shifted(before[span.start : span.end], what, by)
        return before[: span.start] + moved + before[span.end :] if moved else None
    lead = answer.strip().split("\n")[0]
    told = times_in(lead)
    moved = shifted(lead[told[0].start : told[0].end], what, by) if len(told) == 1 else None
    return f"{_NOW.sub('', before).rstrip('?. ')} in {moved}?" if moved else None


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
        first_asked = _without_dates(asked.question) if _has_own_time(second) else asked.question
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
    dates = times_in(before)
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
    areas, dates = areas_in(text), times_in(text)
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
    for named in reversed(times_in(before)):
        start = re.search(r"(?:\b(?:in|on|by|at|since|from|of|during) )?$", before[: named.start])
        before = before[: start.start() if start else named.start].rstrip() + before[named.end :]
    return before


def _with_area(before: str, area: str) -> str:
    named = find_areas(before)
    if named:
        return before[: named[0].start] + area + before[named[0].end :]
    return f"{before.rstrip('?. ')} in {area}?"


def _with_date(before: str, date: str) -> str:
    named = times_in(before)
    if named:
        return before[: named[0].start] + date + before[named[0].end :]
    return f"{before.rstrip('?. ')} in {date}?"


def _with_month(before: str, month: str) -> str:
    named = MONTH_NAME.search(before)
    if named:
        return before[: named.start()] + month + before[named.end() :]
    return f"{before.rstrip('?. ')} in {month}?"
