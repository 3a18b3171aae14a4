"""Question and conversation -> what is asked: area, period, document kind, and what kind of answer is wanted."""

import re
from collections.abc import Sequence
from datetime import date as date_type
from datetime import timedelta
from typing import Literal

from ingest.areas import find_areas, misspelt_area
from ingest.dates import MONTHS, DateSpan, bounds, find_dates
from ingest.documents import Frozen, Kind
from ingest.errors import QuestionError

from .answers import Turn
from .words import Token, tokens

Intent = Literal["number", "date", "who", "contact", "yes_no", "comparison", "list", "why", "text"]
MAX_QUESTION = 2000  # characters

_INTENTS: tuple[tuple[Intent, str], ...] = (
    ("contact", r"\b(?:phone|telephone|email|e-mail|contact|website|web address|postal address|ring)\b"),
    ("comparison", r"\b(?:compare|compared|comparison|difference between|differ|versus|vs)\b"),
    ("number", r"\b(?:how many|how much|how big|how large|how long|what (?:percentage|proportion|share|number|rate|figure)|"
               r"what percent|percentage of|number of|how often|what was the (?:total|figure|number)|by how much|what %)"),
    ("date", r"\b(?:when|what (?:is|was|are|were) the dates?|(?:from|by|on|in|until) (?:what|which) (?:date|day|month|year)|what (?:date|day|month|year)|which (?:date|day|month|year)|on what date|since when|how soon|what were the dates)\b"),
    ("who", r"\b(?:who|whose|whom|which (?:person|people|body|bodies|organisation|inspector|inspectors|official)|by whom|what body)\b"),
    ("why", r"\b(?:why|reason|reasons|what caused|how come)\b"),
    ("list", r"\b(?:which|list|what (?:are|were) (?:all |the )?(?:\w+ ){0,4}\w+s\b|name (?:all|the|some)|what must|what should|"
             r"what (?:does|did|do) .* (?:need|have) to|what recommendations|give me (?:all|the))"),
    ("yes_no", r"^(?:is|are|was|were|has|have|had|do|does|did|can|could|will|would|should|may|might)\b"),
)  # fmt: skip
_KINDS: tuple[tuple[Kind, str], ...] = (
    ("committee report", r"\b(?:committee|scrutiny|cabinet) (?:report|paper|meeting)\b"),
    ("revisit letter", r"\b(?:revisit|re-?inspection) (?:letter|report)\b|\bletter (?:about|of|from) the revisit\b"),
    ("council page", r"\b(?:council(?:'s)? (?:web ?)?page|council (?:web ?site|news)|news (?:item|page|story))\b"),
)
_OWN = r"\b(?:my|our) (?:\w+ ){0,2}?(?:son|daughter|child|children|kid|kids|boy|girl|grandson|granddaughter|nephew|niece|twins?)\b"
_PERSONAL = re.compile(
    rf"{_OWN}[^.?]*\b(?:entitled|eligible|qualify|qualifies|right to|refused|turned down|get an? (?:ehc|plan|place)|be given|deserve|need an? (?:ehc|plan))\b"
    rf"|\b(?:entitled|eligible|qualify)\b[^.?]*{_OWN}"
    rf"|\b(?:should|can|could|do|will) (?:i|we)\b[^.?]*\b(?:appeal|apply|entitled|eligible|qualify|sue)\b"
    rf"|\b(?:am i|are we)\b[^.?]*\b(?:entitled|eligible)\b|\b(?:should|will|can|does|is|would)\b[^.?]{{0,20}}{_OWN}[^.?]*\b(?:get|have|need|be)\b",
    re.I,
)
_MONTH_ONLY = re.compile(r"\b(?:in|for|of|by|during|and|to|from|between|since|about|or)\s+(" + "|".join(MONTHS) + r")\b(?!\s+(?:\d|be\b|have\b|not\b))", re.I)  # fmt: skip
_FOLLOWS = re.compile(
    r"^(?:and|but|so|what about|how about|which (?:one|ones|two|three|four|five|of (?:them|those|these)|were they|are they)|"
    r"who (?:is|was) that|why(?: not| is that| was that)?\s*\??$|where\s*\??$|when\s*\??$|since when|by whom|and then|"
    r"the others?|same for)\b",
    re.I,
)
_POINTS_BACK = re.compile(r"\b(?:it|they|them|there|that|those|these|this|its|their|then|one|ones|the same)\b", re.I)


_ASKS_OUTCOME = re.compile(
    r"\bhow (?:did|has|well did|good (?:is|was)|bad (?:is|was)) .{2,60}?\b(?:do|done|perform|fare|get on|rated|judged)\b"
    r"|\bwhat did (?:the )?(?:inspectors|ofsted|inspection)(?: and (?:the )?cqc)? (?:conclude|decide|say) (?:overall|about (?:the )?[A-Z][\w-]+(?: [A-Z][\w-]+){0,3}\s*[?.]?$)",
)


class Understood(Frozen):
    """A question as the other steps need it."""

    text: str
    """As asked."""
    standalone: str
    """With what the conversation adds."""
    intent: Intent
    areas: tuple[str, ...] = ()
    period: str | None = None
    """ISO date, month, year or interval that the question names."""
    month: int | None = None
    """A month named without a year, 1 to 12."""
    periods: tuple[str, ...] = ()
    """All periods named, where there are several."""
    kind: Kind | None = None
    personal: bool = False
    """It asks for a verdict on somebody's own case."""

    def content(self) -> list[Token]:
        """Tokens that say what is asked about: without stop words, area names and dates."""
        said = content_tokens(self.standalone)
        general = (
            bool(self.areas)
            and bool(said)
            and all(t.key in {"inspect", "inspector", "send", "ofsted", "=cqc", "report"} for t in said)
        )
        if (
            (general or _ASKS_OUTCOME.search(self.standalone))
            and self.intent in {"text", "list", "comparison", "yes_no"}
            and not any(t.key == "=outcome_rating" for t in said)
        ):
            return [*(t for t in said if t.key not in {"inspect", "send"}), Token("=outcome_rating", 0, 0)]
        return said


def understand(question: str, history: Sequence[Turn] = (), area: str | None = None) -> Understood:
    """Read a question.

    Args:
        question: as asked.
        history: earlier turns of the conversation, oldest first.
        area: a local area to keep to, whatever the question names.

    Raises:
        QuestionError: nothing is asked, or it is too long.
    """
    text = check_question(question)
    standalone = _standalone(text, history)
    areas = (area,) if area else _areas(standalone)
    dates = [_bounded(standalone, d) for d in find_dates(standalone)]
    month = _MONTH_ONLY.search(standalone)
    return Understood(
        text=text,
        standalone=standalone,
        intent=_intent(text if not _FOLLOWS.match(text) or _INTENT_WORD.search(text) else standalone),
        areas=areas,
        period=dates[0] if dates else None,
        periods=tuple(dates),
        month=MONTHS[month[1].lower()] if month else None,
        kind=next((kind for kind, form in _KINDS if re.search(form, standalone, re.I)), None),
        personal=bool(_PERSONAL.search(standalone)),
    )


_MONTH_NAME = re.compile(r"\b(?:" + "|".join(name.capitalize() for name in MONTHS) + r")\b")


def check_question(question: str) -> str:
    """The question on one line.

    Raises:
        QuestionError: nothing is asked, or it is too long.
    """
    if len(question) > MAX_QUESTION:
        raise QuestionError(f"The question has {len(question):,} characters", f"Ask in at most {MAX_QUESTION:,}")
    text = " ".join(question.split())
    if not re.search(r"\w", text):
        raise QuestionError(
            "The question is empty", "Ask in a sentence, for example: How many weaknesses had improved?"
        )
    return text


_INTENT_WORD = re.compile(r"\b(?:how|when|who|which|why|what (?:percentage|date))\b", re.I)


def _intent(text: str) -> Intent:
    """By the question word that comes first; between those at one place, by the order above."""
    found = [
        (match.start(), order) for order, (_, form) in enumerate(_INTENTS) if (match := re.search(form, text, re.I))
    ]
    return _INTENTS[min(found)[1]][0] if found else "text"


_IN_BODY = re.compile(
    r"(?:(?:,| and| &) [A-Z][\w-]+(?: [A-Z][\w-]+){0,3})? (?:NHS )?(?:ICBs?\b|Integrated Care|CCGs?\b|Clinical Commissioning|NHS)"
)
"""An area's name that goes on as the name of a health body, which covers other areas too."""


def _areas(text: str) -> tuple[str, ...]:
    found = [m.name for m in find_areas(text) if not _IN_BODY.match(text, m.end)]
    if not found and not find_areas(text):
        words = re.findall(r"[A-Za-z-]{5,}", text)
        found = [name for name in map(misspelt_area, words) if name]
    return tuple(dict.fromkeys(found))


def _standalone(text: str, history: Sequence[Turn]) -> str:
    """A follow-up joined with what it refers to; any other question as it is."""
    if not history:
        return text
    before = history[-1].question
    text = _same_period(text, before)
    if not _is_follow_up(text):
        return _in_same_area(text, history)
    before = _negated(text, before)
    swapped = _swapped(text, before)
    own = content_tokens(text)
    if (
        not swapped
        and _INTENT_WORD.search(text)
        and len(own) >= 2
        and not re.match(r"(?:and|which (?:one|two))", text, re.I)
    ):
        return _in_same_area(text, history)
    return swapped or f"{text.rstrip('?. ')} – {before}"


def _in_same_area(text: str, history: Sequence[Turn]) -> str:
    """A question of its own keeps to the area that the conversation is about, unless it names or asks for areas."""
    area = history[-1].local_area or next(iter(_areas(history[-1].question)), None)
    if (
        not area
        or _areas(text)
        or re.search(r"\bareas\b|\bwhich (?:local )?area\b|\banywhere\b|\belsewhere\b", text, re.I)
    ):
        return text
    pointed = re.sub(r"\bthere\b", f"in {area}", text, count=1, flags=re.I)
    return pointed if pointed != text else f"{text.rstrip('?. ')} in {area}?"


def _same_period(text: str, before: str) -> str:
    """ "that month" and "the same year" written out from the earlier question."""
    dates = find_dates(before)
    if not dates:
        return text
    said = before[dates[0].start : dates[0].end]
    return re.sub(
        r"\b(?:(?:in |during )?(?:that|the same) (?:month|year|period|time)|then)\b",
        f"in {said}",
        text,
        count=1,
        flags=re.I,
    )


def _negated(text: str, before: str) -> str:
    """ "Which two had not?" after "How many had improved?" asks of those that had not improved."""
    if not re.search(r"\b(?:not|\w+n't|\w+n’t)\b", text, re.I):
        return before
    return re.sub(r"\b(had|have|has) (improved|made|met|been)\b", r"\1 not \2", before, count=1, flags=re.I)


def _is_follow_up(text: str) -> bool:
    if _FOLLOWS.match(text):
        return True
    said = [t for t in content_tokens(text) if not t.key.startswith("#")]
    return len(said) <= 2 and (len(text.split()) <= 4 or bool(_POINTS_BACK.search(text)))


def _swapped(text: str, before: str) -> str | None:
    """The earlier question with another area or period put in: "And in May?", "What about Bexley?"."""
    rest = [t for t in content_tokens(text) if not misspelt_area(text[t.start : t.end])]
    if rest and not (len(rest) == 1 and _MONTH_NAME.fullmatch(text[rest[0].start : rest[0].end].title())):
        return None
    dates, dates_before = find_dates(text), find_dates(before)
    areas, areas_before = _areas(text), find_areas(before)
    month = _MONTH_NAME.search(text.title())
    if areas and areas_before:
        first = areas_before[0]
        return before[: first.start] + areas[0] + before[first.end :]
    if areas:
        return f"{before.rstrip('?. ')} in {areas[0]}?"
    if dates and dates_before:
        first_date = dates_before[0]
        return before[: first_date.start] + text[dates[0].start : dates[0].end] + before[first_date.end :]
    if month:
        return _with_month(before, month[0])
    if dates:
        return f"{before.rstrip('?. ')} in {text[dates[0].start : dates[0].end]}?"
    return None


def _with_month(before: str, month: str) -> str:
    named = _MONTH_NAME.search(before)
    if named:
        return before[: named.start()] + month + before[named.end() :]
    return f"{before.rstrip('?. ')} in {month}?"


def _bounded(text: str, date: DateSpan) -> str:
    """ "before 2023" and "since March 2019" as intervals open to one side."""
    before = text[: date.start].lower().rstrip()
    first, last = bounds(date.iso)
    if before.endswith((" before", " prior to", " until", " up to", " by")):
        return f"1990-01-01/{last if before.endswith((' by', ' until', ' up to')) else _day_before(first)}"
    if before.endswith((" since", " after", " from")) and not re.search(r"\bto\b", text[date.end : date.end + 4]):
        return f"{first}/2100-12-31"
    return date.iso


def _day_before(day: str) -> str:
    return (date_type.fromisoformat(day) - timedelta(days=1)).isoformat()


def content_tokens(text: str) -> list[Token]:
    """Tokens without stop words, area names, dates and months."""
    out = bytearray(len(text) + 1)
    for span in [*find_areas(text), *find_dates(text)]:
        out[span.start : span.end] = b"\x01" * (span.end - span.start)
    for match in _MONTH_ONLY.finditer(text):
        out[match.start(1) : match.end(1)] = b"\x01" * (match.end(1) - match.start(1))
    return [t for t in tokens(text) if not t.stop and not out[t.start]]
