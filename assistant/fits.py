"""Measures that say what a question asks: of the thing, the period, the unit and the area, best first."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from ingest.documents import Finding

from .aims import ASKS_FOR_AIM, is_aim
from .conditions import of_another_condition
from .evidence import concept_weights
from .follow_up import JOINED
from .forms import DURATION, HOW_LONG, HOW_MUCH, HOW_MUCH_MONEY, MONTH_NAME, TIME_CLAUSE
from .known import Known
from .library import Library
from .measured import opening_month, over, with_dates
from .memo import once
from .periods import covers
from .series import Named, Siblings, is_of_all, unit_of
from .times import is_split_year, of_season, season_in, split_year, year_from
from .told import table_of
from .understand import LONG_AGO, Understood
from .words import keys, says, stem

_MIN_SAID = 0.75  # share of what is asked that a measure must say
_MIN_OWN = 0.5  # of that, what the name of its series must say itself
_BESIDE = 0.7  # what a concept counts that its sentence or heading says
_NEAR = 0.8  # and one that the sentence it points back at says, or what stands over its table
_RATIO = frozenset({"=percent"})
_FEW = 2  # words
_SAME_WORD = 0.01  # what a word counts that is the very one of the question
_MIN_KEPT, _KEPT = 0.25, 0.4  # of the question before, where a follow-up puts another thing into it
_SURPLUS = 0.25  # what it costs that a series counts something narrower than what is asked
_YEAR, _MONTH = 4, 7  # characters of a year's and a month's ISO form
_WIDER = re.compile(r"\b(?:nationally|national|england|country|regional(?:ly)?|region|midlands|neighbours?)\b", re.I)
_REFERS = re.compile(r"\b(?:one|ones|them|they|it|these|those|this|such|the list|the figure)\b", re.I)
_SMALL_TALK = frozenset({"number", "figur", "total", "=percent", "mani", "much", "maintain", "record", "tabl"})
_SAYS_NOTHING = frozenset({"=waiting", "=percent", "=kids", "=complete", "=begin", "=additional"})
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
    said: float = 1.0
    """The share of what is asked that it says."""


def fitting(
    library: Library,
    question: Understood,
    documents: Sequence[str],
    any_change: bool = False,
    without: frozenset[str] = frozenset(),
) -> list[Fit]:
    """Measures that say what is asked, of the period and the area asked about, best first.

    Args:
        library: the documents.
        question: as understood.
        documents: those that are searched.
        any_change: words of change say how the figures are compared, not which figure is meant.
        without: concepts of the question that say how the figures are compared.
    """
    wanted = _unit_wanted(library, question)
    found = _fitting(library, question, documents, any_change, without, wanted)
    counts_what_is_on_time = wanted == {False} and "=ontime" in {token.key for token in question.content()}
    if found or not counts_what_is_on_time:
        return found
    return _fitting(library, question, documents, any_change, without, {True})  # a share tells how many, too


def _fitting(
    library: Library,
    question: Understood,
    documents: Sequence[str],
    any_change: bool,
    without: frozenset[str],
    wanted: set[bool],
) -> list[Fit]:
    asked, weights, context = _asked(library, question, without | _SMALL_TALK | (_MOVES if any_change else frozenset()))
    if not weights:
        return []
    fits = []
    named = {token.key[1:] for token in question.content() if token.key.startswith("#")}
    may_be_aim = bool(ASKS_FOR_AIM.search(question.standalone))
    every = library.findings.of("measure", documents)
    siblings = Siblings(every)
    for each in every:
        measure = with_dates(library, each.finding)
        known = each if measure is each.finding else Known(measure, each.local_area)
        if (
            measure.get("value") in named
            or (measure.get("unit") == "%") not in wanted
            or not _of_area(question, measure)
            or (is_aim(measure, library.sources[measure.document]) and not may_be_aim)
            or of_another_condition(question.standalone, f"{measure.get('series')} . {measure.quote}")
            or (is_of_all(measure) and is_timed(question) and not measure.get("dates"))
        ):
            continue
        if not _of_period(library, question, measure) or not _of_unit(question, measure):
            continue
        fit = _fit(weights, context, known, library, siblings.said(known, _CHANGE))
        if fit is not None and not ("=target" in weights and not _is_target(library, measure)):
            fits.append(fit)
    return sorted(_best_beside(library, fits, weights, _stems(asked)), key=lambda fit: -fit.score)


def _is_target(library: Library, measure: Finding) -> bool:
    """Whether a figure itself is a target; what its neighbours say of one does not make it one."""
    said = frozenset(keys(f"{measure.get('series')} {measure.get('period')} {measure.quote}"))
    return is_aim(measure, library.sources[measure.document]) or "=target" in said


def _asked(
    library: Library, question: Understood, without: frozenset[str]
) -> tuple[str, dict[str, float], dict[str, float]]:
    """What is asked for now, in words and with weights, and what the question before asked for that it changes."""
    parts = []
    for text in (TIME_CLAUSE.sub("", part) for part in question.standalone.split(JOINED)):
        weights = concept_weights(library, question.model_copy(update={"standalone": text}))
        general = without | {"new"} if "=ontime" in weights else without  # only new plans can be on time
        kept = {key: weight for key, weight in weights.items() if key not in general and not key.startswith("#")}
        parts.extend([(text, kept)] if kept else [])
    if not parts:
        return "", {}, {}
    return (*parts[0], parts[-1][1] if len(parts) > 1 else {})


def _stems(text: str) -> set[str]:
    return {stem(word) for word in re.findall(r"[a-z]+", text.lower())}


def _best_beside(library: Library, fits: Sequence[Fit], weights: dict[str, float], asked: set[str]) -> list[Fit]:
    """Of series that stand side by side those whose own names say most of what is asked."""
    said: dict[tuple[str, str], dict[str, float]] = {}
    for fit in fits:
        own = Named.of(fit.measure).own
        concepts = frozenset(keys(own))
        share = sum(w for key, w in weights.items() if says(key, concepts)) + _SAME_WORD * len(asked & _stems(own))
        said.setdefault(_place(library, fit.measure), {})[own] = share
    best = {place: max(shares.values()) for place, shares in said.items()}
    return [
        fit
        for fit in fits
        if said[place := _place(library, fit.measure)][Named.of(fit.measure).own] >= best[place] or not place[1]
    ]


def _place(library: Library, measure: Finding) -> tuple[str, str]:
    """What a series stands beside others in: under one name, or in one row of a table; "" where in nothing."""
    before = Named.of(measure).before
    row = str(measure.start) if not before and table_of(library, measure) else ""
    return measure.document, before or row


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


def _fit(
    weights: dict[str, float], context: dict[str, float], known: Known, library: Library, series: frozenset[str]
) -> Fit | None:
    """How well a measure says the concepts of a question; ``None`` where it does not."""
    above = over(library, known.finding)
    little = _REFERS.search(known.finding.quote) or _says_little(weights, known, series)
    before = _before(library, known.finding) if little else frozenset()
    series |= {"=ehcp"} if "plan" in series else frozenset()  # plans that are counted are children's
    change = _CHANGE & (series | ((before | above) & set(weights)))
    if not (_CHANGE & set(weights) <= change <= _CHANGE & (set(weights) | set(context))):
        return None
    asked = set(weights) | set(context)
    if "=complete" in series and not asked & {"=complete", "=ontime"}:
        return None  # plans that were issued in a time are not the plans that there are
    total = sum(weights.values())
    own = sum(w for key, w in weights.items() if says(key, series))
    around = frozenset(keys(f"{known.finding.quote} . {known.finding.section or ''}")) | above
    near = before | above
    own += _NEAR * sum(w for key, w in weights.items() if not says(key, series) and says(key, near))
    beside = sum(w for key, w in weights.items() if not says(key, series | near) and says(key, around))
    said = (own + _BESIDE * beside) / total
    if said < _MIN_SAID or own < _MIN_OWN * total:
        return None
    surplus = [key for key in series - _RATIO if not any(says(asked, frozenset({key})) for asked in weights)]
    share = sum(library.idf(key) for key in surplus) / max(sum(library.idf(key) for key in series), 1e-9)
    kept = sum(w for key, w in context.items() if says(key, series | around)) / (sum(context.values()) or 1.0)
    if context and kept < _MIN_KEPT:
        return None
    return Fit(known.finding, said - _SURPLUS * share + _KEPT * kept, said)


def _says_little(weights: dict[str, float], known: Known, series: frozenset[str]) -> bool:
    """Whether a sentence says of nothing else than is asked, so that the one before it may say of what it is."""
    said = {key for key in keys(MONTH_NAME.sub("", known.finding.quote)) if not key.startswith("#")}
    other = said - set(weights) - _SAYS_NOTHING
    return len(other) <= _FEW and not any(key.startswith("=") for key in other) and bool(set(weights) & series)


def _of_unit(question: Understood, measure: Finding) -> bool:
    """A length of time for "how long", money for "how much money", and neither for "how many"."""
    unit, asked = unit_of(measure), _unit_asked(question.standalone)
    if asked == "time":
        return bool(DURATION.fullmatch(unit))
    if asked == "money":
        return unit.startswith("£")
    return not (asked == "count" and (unit.startswith("£") or DURATION.fullmatch(unit)))


@once
def _unit_asked(text: str) -> str:
    if HOW_LONG.search(text):
        return "time"
    return "money" if HOW_MUCH_MONEY.search(text) else "count" if re.search(r"\bhow many\b", text, re.I) else ""


def _of_area(question: Understood, measure: Finding) -> bool:
    """A figure about England or a region answers a question that asks for it, and no other."""
    area = measure.get("area")
    return bool(area) == _asks_wider(question.standalone) if area not in question.areas else True


@once
def _asks_wider(text: str) -> bool:
    return bool(_WIDER.search(text))


def _of_period(library: Library, question: Understood, measure: Finding) -> bool:
    dates = measure.get("dates")
    season = season_in(question.standalone)
    if season and not question.periods:
        return of_season(season, measure.get("period"), dates)
    if question.month:
        return (
            len(dates) >= _MONTH
            and int(dates[5:7]) == question.month
            and (not question.periods or covered(library, measure, question.periods))
        )
    if not question.periods:
        return True
    if dates:
        return covered(library, measure, question.periods)
    if not all(len(period) == _YEAR or period.startswith(LONG_AGO) for period in question.periods):
        return False  # "now" in a paper of 2021 is not known to be of January
    source = library.sources[measure.document]
    years = [date.split("/")[-1][:_YEAR] for date in (source.inspected, source.published) if date]
    return any(covers(year, period) for year in years for period in question.periods)


def covered(library: Library, measure: Finding, periods: Sequence[str]) -> bool:
    """Whether a measure's own date is of one of these periods."""
    dates = measure.get("dates")
    return bool(dates) and any(_is_of(library, dates, measure, period) for period in periods)


def _is_of(library: Library, date: str, measure: Finding, period: str) -> bool:
    """Whether a figure is of a period; of "2023/24" by name, whether that is a school or a financial year."""
    if len(period) == _MONTH and "/" in date and date[:_MONTH] != date.split("/")[-1][:_MONTH]:
        return False  # the figure of a term is not a month's
    if not is_split_year(period):
        return covers(date, period)
    first = split_year(measure.get("period"))
    if first:
        return int(period[:_YEAR]) == first
    opens = opening_month(library, measure)
    return covers(date, year_from(int(period[:_YEAR]), opens) if opens else period)


def is_timed(question: Understood) -> bool:
    """Whether a question names a time."""
    return bool(question.periods or question.month or season_in(question.standalone))
