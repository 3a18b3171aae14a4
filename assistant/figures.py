"""Measures -> draft answer, where the question asks for a figure: the one of the thing, the period and the area asked.

A sentence often holds several figures; a measure says which of them counts what, and for when.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from ingest.dates import MONTHS, bounds, in_words
from ingest.documents import Finding
from ingest.findings.describe import share_in_words, with_unit
from ingest.numbers import find_numbers

from .direct import direct_answer
from .draft import Draft, Quote, Statement
from .evidence import concept_weights, covers
from .forms import DURATION, HOW_LONG, HOW_MUCH, HOW_MUCH_MONEY, NUMBER_WORDS
from .known import Known
from .library import Library
from .months import month_before
from .understand import LONG_AGO, Understood
from .words import keys, says

_MIN_SAID = 0.75  # share of what is asked that a measure must say
_MIN_OWN = 0.5  # of that, what the name of its series must say itself
_BESIDE = 0.7  # what a concept counts that its sentence or heading says
_SURPLUS = 0.25  # what it costs that a series counts something narrower than what is asked
_CLOSE = 0.05
_NEAR = 0.15  # how far behind the best a measure of a newer document may be
_YEAR = 4  # characters of a year's ISO form
_MOST = 3
_RATIO = frozenset({"=percent"})
_LATEST = re.compile(r"\b(?:latest|newest|most recent(?:ly)?|now|currently|at present|today|these days)\b", re.I)
_WIDER = re.compile(r"\b(?:nationally|national|england|country|regional(?:ly)?|region|midlands|neighbours?)\b", re.I)
_REFERS = re.compile(r"\b(?:one|ones|them|they|it|these|those|this|such|the list|the figure)\b", re.I)
_OF_SO_MANY = re.compile(rf"\bof (?:the |its |their |those |these )?(?:\d+|{'|'.join(NUMBER_WORDS[2:])})\b", re.I)
_SMALL_TALK = frozenset({"number", "figur", "total", "=percent", "mani", "much", "maintain", "record"})
_CHANGE = frozenset(
    {"=increase", "=decrease", "=additional", "=progress_ok", "=progress_not", "=target", "not", "=ontime", "overdu"}
)
"""What makes it another figure: an increase in plans, a target, or those on time, are not the number of plans."""
_MOVES = frozenset(
    {"=increase", "=decrease", "=progress_ok", "=progress_not", "chang", "trend", "improv", "inspect", "worsen"}
)


@dataclass(frozen=True)
class Fit:
    """A measure, and how well it fits a question (0 to 1)."""

    measure: Finding
    score: float


def from_measures(library: Library, question: Understood, documents: Sequence[str]) -> Draft | None:
    """The figure asked for; ``None`` where no measure says what is asked, or several different ones do.

    Args:
        library: the documents.
        question: as understood.
        documents: those that are searched.
    """
    if question.intent != "number":
        return None
    fits = fitting(library, question, documents)
    if _OF_SO_MANY.search(question.standalone):
        return None  # "how many of the nine": its sentence says the part and the whole
    if not fits or not _one_area(library, question, fits):
        return None
    best = [fit for fit in fits if fit.score >= fits[0].score - _CLOSE]
    if not _is_one(question):
        newest = newest_of(library, fits)
        best = [fit for fit in fits if fit.measure.document == newest and fit.score >= fits[0].score - _NEAR]
    series = {_series(fit.measure) for fit in best}
    if len(series) > 1:
        best = [fit for fit in best if _series(fit.measure) == _series(best[0].measure)]
    measures = _newest_first(library, [fit.measure for fit in best])
    if _LATEST.search(question.standalone) or _is_one(question):
        measures = measures[:1]
    return Draft("answered", tuple(_statements(library, question, measures[:_MOST])))


def newest_of(library: Library, fits: Sequence[Fit]) -> str:
    """The newest document with a measure that fits nearly as well as the best."""
    close = [fit.measure.document for fit in fits if fit.score >= fits[0].score - _NEAR]
    return max(close, key=library.age)


def fitting(library: Library, question: Understood, documents: Sequence[str], any_change: bool = False) -> list[Fit]:
    """Measures that say what is asked, of the period and the area asked about, best first.

    Args:
        library: the documents.
        question: as understood.
        documents: those that are searched.
        any_change: words of change say how the figures are compared, not which figure is meant.
    """
    weights = {
        key: weight
        for key, weight in concept_weights(library, question).items()
        if key not in _SMALL_TALK and not key.startswith("#") and not (any_change and key in _MOVES)
    }
    if not weights:
        return []
    wanted = _unit_wanted(library, question)
    fits = []
    named = {token.key[1:] for token in question.content() if token.key.startswith("#")}
    for known in library.findings.of("measure", documents):
        measure = known.finding
        if (
            measure.get("value") in named
            or (measure.get("unit") == "%") not in wanted
            or not _of_area(question, measure)
        ):
            continue
        if not _of_period(library, question, measure) or not _of_unit(question, measure):
            continue
        score = _score(weights, known, library)
        if score is not None:
            fits.append(Fit(measure, score))
    return sorted(fits, key=lambda fit: -fit.score)


def _before(library: Library, measure: Finding) -> frozenset[str]:
    """What the sentences beside a measure's say."""
    units = library.units(measure.document)
    return next((unit.beside for unit in units if unit.start <= measure.start < unit.end), frozenset())


def _unit_wanted(library: Library, question: Understood) -> set[bool]:
    """Whether a percentage is asked for, a count, or either."""
    said = {library.known_as(token.key) for token in question.content()}
    if "=percent" in said or "%" in question.text:
        return {True}
    return {False} if HOW_MUCH.search(question.standalone) else {True, False}


def _score(weights: dict[str, float], known: Known, library: Library) -> float | None:
    """How well a measure says the concepts of a question; ``None`` where it does not."""
    if _CHANGE & known.said != _CHANGE & set(weights):
        return None
    total = sum(weights.values())
    own = sum(w for key, w in weights.items() if says(key, known.said))
    around = frozenset(keys(f"{known.finding.quote} . {known.finding.section or ''}"))
    if _REFERS.search(known.finding.quote):  # "71 families had one": what one is, the sentence before says
        before = _before(library, known.finding)
        own += _BESIDE * sum(w for key, w in weights.items() if not says(key, known.said) and says(key, before))
    beside = sum(w for key, w in weights.items() if not says(key, known.said) and says(key, around))
    said = (own + _BESIDE * beside) / total
    if said < _MIN_SAID or own < _MIN_OWN * total:
        return None
    surplus = [key for key in known.said if not any(says(asked, frozenset({key})) for asked in weights)]
    share = sum(library.idf(key) for key in surplus) / max(sum(library.idf(key) for key in known.said), 1e-9)
    return said - _SURPLUS * share


def _of_unit(question: Understood, measure: Finding) -> bool:
    """A length of time for "how long", money for "how much money", and neither for "how many"."""
    unit = measure.get("unit")
    text = question.standalone
    if HOW_LONG.search(text):
        return bool(DURATION.fullmatch(unit))
    if HOW_MUCH_MONEY.search(text):
        return unit == "£"
    return not (re.search(r"\bhow many\b", text, re.I) and (unit == "£" or DURATION.fullmatch(unit)))


def _of_area(question: Understood, measure: Finding) -> bool:
    """A figure about England or a region answers a question that asks for it, and no other."""
    area = measure.get("area")
    return bool(area) == bool(_WIDER.search(question.standalone)) if area not in question.areas else True


def _of_period(library: Library, question: Understood, measure: Finding) -> bool:
    dates = measure.get("dates") or _month_of(library, measure)
    if question.month:
        return (
            len(dates) >= 7 and int(dates[5:7]) == question.month and (not question.periods or _fits(dates, question))
        )
    if not question.periods:
        return True
    if dates:
        return _fits(dates, question)
    if not all(len(period) == _YEAR or period.startswith(LONG_AGO) for period in question.periods):
        return False  # "now" in a paper of 2021 is not known to be of January
    source = library.sources[measure.document]
    return any(_fits(date.split("/")[-1][:_YEAR], question) for date in source.dates)


def _month_of(library: Library, measure: Finding) -> str:
    """The month that a column names without a year: the last such month before its document."""
    month = MONTHS.get(measure.get("period").strip().lower())
    return (month_before(month, library.sources[measure.document]) if month else None) or ""


def _fits(date: str, question: Understood) -> bool:
    return any(covers(date, period) for period in question.periods)


def _one_area(library: Library, question: Understood, fits: Sequence[Fit]) -> bool:
    areas = {library.sources[fit.measure.document].local_area for fit in fits[:_MOST]}
    return len(areas) <= 1 or bool(question.areas)


def _is_one(question: Understood) -> bool:
    return bool(question.periods or question.month)


def _series(measure: Finding) -> tuple[str, str, str]:
    return (measure.document, measure.get("series"), measure.get("area"))


def _newest_first(library: Library, measures: Sequence[Finding]) -> list[Finding]:
    def age(measure: Finding) -> str:
        date = measure.get("dates") or library.sources[measure.document].date
        return bounds(date)[1] if date else ""

    return sorted(measures, key=age, reverse=True)


def quotes_of(library: Library, measure: Finding) -> tuple[Quote, ...]:
    """The slice that states a measure; for a row of a table with its headings, without which it says nothing."""
    quote = Quote.stating(measure)
    if measure.derived and "before" in measure.derived:  # its time stands in the sentence before
        units = library.units(measure.document)
        place = next((n for n, unit in enumerate(units) if unit.start <= measure.start < unit.end), 0)
        return (*(Quote.of(unit) for unit in units[max(0, place - 1) : place]), quote)
    tables = (table for section in library.get(measure.document).sections for table in section.tables)
    table = next((t for t in tables if t.start <= measure.start < t.end and t.headings), None)
    if table is None:
        return (quote,)
    return (Quote(measure.document, table.start, table.headings[-1].end, quote.path), quote)


def _in_its_words(library: Library, question: Understood, measure: Finding) -> str:
    """The figure with what it counts, as its sentence says it: "12 areas of significant weakness"."""
    unit = next((u for u in library.units(measure.document) if u.start <= measure.start < u.end), None)
    said = direct_answer(question, unit) if unit else None
    numbers = find_numbers(said) if said else []
    return said.rstrip(".") if said and numbers and numbers[0].value == measure.get("value") else ""


def _statements(library: Library, question: Understood, measures: Sequence[Finding]) -> list[Statement]:
    first = measures[0]
    when = in_words(first.get("dates")) if first.get("dates") else first.get("period")
    when = "" if first.derived and "before" in first.derived else when
    stated = share_in_words(first)
    said = f"{stated[:1].upper()}{stated[1:]}" or with_unit(first.get("value"), first.get("unit"))
    figure = _in_its_words(library, question, first) or said
    direct = Statement(f"{figure} ({when})." if when else f"{figure}.", quotes_of(library, first), "direct")
    told = dict.fromkeys((measure.quote, quotes_of(library, measure)) for measure in measures)
    return [direct, *(Statement(text, quotes) for text, quotes in told)]
