"""Question and conversation -> what is asked: area, period, document kind, and what kind of answer is wanted."""

import re
from collections.abc import Sequence
from datetime import date, timedelta

from ingest.dates import MONTHS, DateSpan, bounds
from ingest.documents import Frozen, Kind
from ingest.errors import QuestionError

from .answers import Turn
from .content import areas_in, content_tokens, with_areas_spelt
from .follow_up import JOINED
from .follow_up import standalone as written_out
from .forms import (
    ASKS_ITSELF,
    ASKS_OR_TELLS,
    ASKS_OUTCOME,
    FIGURE_NOUN,
    HEARSAY,
    INTENTS,
    JUDGES_REACH,
    KINDS,
    MONTH_NAME,
    MONTH_ONLY,
    PERSONAL,
    QUESTION_WORD,
    TIME_CLAUSE,
    WHAT_WAS_SAID,
    Intent,
)
from .memo import once
from .parts import ALL, Parts
from .premise import opened
from .render import printable
from .subject import quotes_of
from .times import times_in
from .words import Token

MAX_QUESTION = 2000  # characters
_MOST_QUOTED = 3
LONG_AGO, FAR_AHEAD = "1990-01-01", "2100-12-31"
"""Ends of a period that is open to one side."""
_AND_WHEN = re.compile(r"(?:\band|,) when(?: was (?:that|it|this))?\s*\??$", re.I)
_SHORTENED = re.compile(r"\b(who|what|where|when|how|that|there|children)s\b(?!['’])", re.I)
_IN_FULL = {
    "yr": "year", "yrs": "years", "mth": "month", "mths": "months", "wk": "week", "wks": "weeks", "hrs": "hours",
    "ppl": "people", "govt": "government", "gov": "government", "dept": "department", "thru": "through",
    "b4": "before", "avg": "average", "pct": "percent", "approx": "approximately", "sch": "school", "schs": "schools",
    "edu": "education", "mgmt": "management", "mtg": "meeting", "cttee": "committee", "ofstead": "Ofsted",
}  # fmt: skip
_SHORTHAND = re.compile(rf"(?<![\w./@-])({'|'.join(_IN_FULL)})\b(?![\w/@-]|\.\w)")
_THAN = re.compile(
    r"\bthan (?:(?:it|they|that|there) (?:was|were|did|had) )?(?:back )?(?:in|at|during|for)? ?(?:the )?$", re.I
)
_GENERAL = frozenset({"inspect", "inspector", "send", "ofst", "=cqc", "report"})
_OUTCOME = "=outcome_rating"


class Understood(Frozen):
    """A question as the other steps need it."""

    text: str
    """As asked; a follow-up that became one whole question, as that."""
    standalone: str
    """With what the conversation adds."""
    intent: Intent
    areas: tuple[str, ...] = ()
    period: str | None = None
    """ISO date, month, year or interval that the question names first."""
    month: int | None = None
    """A month named without a year, 1 to 12."""
    periods: tuple[str, ...] = ()
    """All periods named; "before 2023" as an interval open to one side."""
    kind: Kind | None = None
    inherited: bool = False
    """Its period is that of an earlier question, about another area or thing."""
    quoted: tuple[str, ...] = ()
    """What the answer before it quoted, where it goes on from that."""
    premise: str = ""
    """The figure or name that it takes for granted."""
    personal: bool = False
    """It asks for a verdict on somebody's own case."""

    @property
    def asking(self) -> str:
        """What is asked now, without the earlier question that a follow-up points back at."""
        return self.standalone.split(" – ", maxsplit=1)[0]

    @property
    def embedded(self) -> str:
        """What the embedder reads: with a question mark, whether or not whoever asks takes the trouble."""
        text = self.standalone.rstrip(" ?")
        return text if text.endswith((".", "!")) else f"{text}?"

    def content(self) -> list[Token]:
        """Tokens that say what is asked about: without stop words, area names and dates."""
        return list(_content(self.standalone, self.intent, bool(self.areas)))


@once
def _content(standalone: str, intent: Intent, names_area: bool) -> tuple[Token, ...]:
    said = content_tokens(standalone)
    if _asks_outcome(standalone, intent, names_area, {token.key for token in said}):
        return (*(t for t in said if t.key not in {"inspect", "send"}), Token(_OUTCOME, 0, 0))
    return tuple(said)


def _asks_outcome(standalone: str, intent: Intent, names_area: bool, keys: set[str]) -> bool:
    """ "What did inspectors find in Bexley?" asks for the outcome, as "How did Bexley do?" does."""
    general = names_area and bool(keys) and keys <= _GENERAL
    fitting = intent in {"text", "list", "comparison", "yes_no"} and _OUTCOME not in keys
    return fitting and (general or bool(ASKS_OUTCOME.search(standalone)))


def understand(question: str, history: Sequence[Turn] = (), area: str | None = None, parts: Parts = ALL) -> Understood:
    """Read a question.

    Args:
        question: as asked.
        history: earlier turns of the conversation, oldest first.
        area: a local area to keep to, whatever the question names.
        parts: without ``area`` and ``period``, areas and times are not looked at.

    Raises:
        QuestionError: nothing is asked, or it is too long.
    """
    text = written_in_full(HEARSAY.sub("", check_question(question)))
    premise = opened(text)
    text = premise.question if premise else text
    standalone = with_areas_spelt(written_out(text, history))
    dates = _asked_of(standalone, times_in(standalone)) if parts.period else []
    month = MONTH_ONLY.search(standalone) if parts.period else None
    joined = JOINED in standalone
    asked = text if joined or not history else standalone
    whole = joined and not ASKS_ITSELF.match(text) and not QUESTION_WORD.search(text)
    return Understood(
        text=asked,
        standalone=standalone,
        intent=intent_of(standalone if whole else asked),
        areas=(area,) if area else areas_in(standalone) if parts.area else (),
        period=dates[0].iso if dates else None,
        periods=tuple(_bounded(standalone, span) for span in dates),
        month=MONTHS[month[1].lower()] if month else None,
        kind=next((kind for kind, form in KINDS if form.search(standalone)), None),
        personal=bool(PERSONAL.search(standalone)),
        quoted=tuple(quotes_of(history[-1].answer)[:_MOST_QUOTED]) if joined and history else (),
        premise=premise.said if premise else "",
        inherited=bool(dates) and bool(history) and not _names_time(text) and (joined or bool(areas_in(text))),
    )


def written_in_full(text: str) -> str:
    """ "whos" as "who's", "yr" as "year": what people leave out who type in a hurry."""
    text = _SHORTENED.sub(lambda match: f"{match[1]}'s", text)
    return _SHORTHAND.sub(lambda match: _IN_FULL[match[1]], text)


def check_question(question: str) -> str:
    """The question on one line.

    Raises:
        QuestionError: nothing is asked, or it is too long.
    """
    if len(question) > MAX_QUESTION:
        raise QuestionError(f"The question has {len(question):,} characters", f"Ask in at most {MAX_QUESTION:,}")
    text = " ".join(printable(" ".join(question.split())).split())
    if not re.search(r"\w", text):
        remedy = 'Ask in a sentence, such as "How many weaknesses had improved?"'
        raise QuestionError("The question is empty", remedy)
    return text


def intent_of(text: str) -> Intent:
    """The kind of answer that a question wants."""
    if _AND_WHEN.search(text):
        return "date"
    text = TIME_CLAUSE.sub("", text)
    unasked = "contact" if JUDGES_REACH.search(text) else ""
    found = [
        (match.start(), order)
        for order, (intent, form) in enumerate(INTENTS)
        if intent != unasked and (match := form.search(text))
    ]
    told = WHAT_WAS_SAID.search(text)
    found = [(at, order) for at, order in found if not told or at < told.end()]
    if not found and FIGURE_NOUN.search(text) and not ASKS_OR_TELLS.search(text):
        return "number"  # "EHC plan timeliness, March 2024"
    return INTENTS[min(found)[1]][0] if found else "text"


def _names_time(text: str) -> bool:
    """Whether a text names a time, if only a month."""
    return bool(times_in(text) or MONTH_NAME.search(text) or MONTH_ONLY.search(text))


def _asked_of(text: str, dates: list[DateSpan]) -> list[DateSpan]:
    """The times that a question is of: not the one that today is only held against ("any better than in 2019")."""
    against = [date for date in dates if _THAN.search(text[: date.start])]
    return [] if against == dates else dates


def _bounded(text: str, span: DateSpan) -> str:
    """ "before 2023" and "since March 2019" as intervals open to one side."""
    before = f" {text[: span.start].lower().rstrip()}"
    first, last = bounds(span.iso)
    if before.endswith((" by", " until", " up to")):
        return f"{LONG_AGO}/{last}"
    if before.endswith((" before", " prior to")):
        return f"{LONG_AGO}/{date.fromisoformat(first) - timedelta(days=1)}"
    ends_too = "/" in span.iso or re.match(r"\s+to\b", text[span.end :])
    if re.search(r"\bsince (?:they|it|inspectors|the|its|their|ofsted)\b[^,.?]{0,40}$", before):
        return f"{first}/{FAR_AHEAD}"
    if before.endswith((" since", " after")) or (before.endswith(" from") and not ends_too):
        return f"{first}/{FAR_AHEAD}"
    return span.iso
