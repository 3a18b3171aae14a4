"""Measures -> draft answer, where the question asks for a figure: the one of the thing, the period and the area asked.

A sentence often holds several figures; a measure says which of them counts what, and for when.
"""

import re
from collections.abc import Sequence

from ingest.abbreviations import spelt_out
from ingest.dates import bounds
from ingest.documents import Finding
from ingest.numbers import find_numbers

from .direct import direct_answer
from .draft import Draft, Statement
from .fits import Fit, fitting, is_timed
from .follow_up import JOINED
from .forms import NUMBER_WORDS
from .library import Library
from .series import Named, is_of_all
from .times import season_in
from .told import dated, figure_of, quotes_of, stated, table_of, time_of, told_together
from .understand import Understood
from .words import keys

_EXACT = 0.25  # how far behind the best one of exactly the time asked about may be
_YEAR = 4  # characters of a year's ISO form
_CLOSE = 0.05
_NEAR = 0.15  # how far behind the best a measure of a newer document may be
_MOST = 3
_MIN_NAMED = 0.9  # of what is asked, where no form of the question says that a figure is
_MOST_PARTS = 12
_SEASON = 3  # months
_NAMES_IT = re.compile(r"(?:so |and )?what(?:'s|’s| is| was| were| are)?\b", re.I)
_IN_ALL = re.compile(r"\b(?:in total|altogether|in all|over all|grand total)\b", re.I)
_LATEST = re.compile(r"\b(?:latest|newest|most recent(?:ly)?|now|currently|at present|today|these days)\b", re.I)
_OF_SO_MANY = re.compile(
    rf"\bof (?:the |its |their |those |these )?(?:(?!(?:19|20)\d\d\b)\d+|{'|'.join(NUMBER_WORDS[2:])})\b", re.I
)
_MOVES = frozenset(
    {"=increase", "=decrease", "=progress_ok", "=progress_not", "chang", "trend", "improv", "inspect", "worsen"}
)


def from_measures(library: Library, question: Understood, documents: Sequence[str]) -> Draft | None:
    """The figure asked for; ``None`` where no measure says what is asked, or several different ones do.

    Args:
        library: the documents.
        question: as understood.
        documents: those that are searched.
    """
    named = _names_it(question)
    if question.intent != "number" and not named:
        return None
    fits = fitting(library, question, documents)
    if _IN_ALL.search(question.standalone):
        fits = [fit for fit in fits if is_of_all(fit.measure)] or fits
    if named:
        fits = [fit for fit in fits if fit.said >= _MIN_NAMED and fit.measure.get("dates")]
    if _OF_SO_MANY.search(question.standalone):
        return None  # "how many of the nine": its sentence says the part and the whole
    if not fits or not _one_area(library, question, fits):
        return None
    fits = _of_group(library, question, fits)
    if not fits:
        return None  # the table's cells tell of each
    best = [fit for fit in fits if fit.score >= fits[0].score - _CLOSE]
    exact = [f for f in fits if f.score >= fits[0].score - _EXACT and f.measure.get("dates") in question.periods]
    best = exact or best
    if not is_timed(question):
        newest = newest_of(library, fits)
        best = [fit for fit in fits if fit.measure.document == newest and fit.score >= fits[0].score - _NEAR]
    series = {_series(fit.measure) for fit in best}
    if len(series) > 1:
        best = [fit for fit in best if _series(fit.measure) == _series(best[0].measure)]
    measures = _newest_first(library, [fit.measure for fit in best])
    whole = _within(library, question, measures)
    if len(whole) > 1:
        return Draft("answered", (told_together(library, whole),))
    if _LATEST.search(question.standalone) or is_timed(question):
        measures = whole or measures[:1]
    return Draft("answered", tuple(_statements(library, question, measures[:_MOST])))


def _of_group(library: Library, question: Understood, fits: list[Fit]) -> list[Fit]:
    """The fits without those of other groups than the one asked about; none where it asks about none of several.

    Groups are what stands before the same name in one table: "CLA at 31 March: Pupils with SEN".
    """
    best = fits[0]
    name, table = Named.of(best.measure), table_of(library, best.measure)
    alike = [f for f in fits if table and f.said == best.said and table_of(library, f.measure) == table]
    named = {(each.before): _said(each.before) for f in alike if (each := Named.of(f.measure)).own == name.own}
    if not name.before or len(named) < 2:
        return fits
    shared = frozenset.intersection(*named.values()) | {"=kids"}
    asked = {token.key for token in question.content()} - shared
    meant = {group for group, said in named.items() if asked & said}
    return [f for f in fits if Named.of(f.measure).before not in named.keys() - meant] if meant else []


def _said(group: str) -> frozenset[str]:
    return frozenset(keys(spelt_out(group, common=True)))


def stating(library: Library, question: Understood, documents: Sequence[str]) -> Statement | None:
    """The figure that a question takes for granted, with its time, where it names no time and some document states it.

    Args:
        library: the documents.
        question: as understood.
        documents: those that are searched.
    """
    said = find_numbers(question.premise)
    if not said or question.intent != "number" or is_timed(question):
        return None
    fits = fitting(library, question, documents)
    found = [fit.measure for fit in fits if fit.measure.get("value") == said[0].value and time_of(fit.measure)]
    if not found:
        return None
    newest = _newest_first(library, found)[0]
    return Statement(f"{dated(library, newest)}.", quotes_of(library, newest), "direct")


def _names_it(question: Understood) -> bool:
    """Whether a question names a figure and its time without a word that asks for figures: "What was the budget"."""
    timed = is_timed(question) or bool(_LATEST.search(question.standalone))
    named = _NAMES_IT.match(question.standalone.split(JOINED)[-1])
    return question.intent in {"text", "list"} and bool(named) and timed


def _within(library: Library, question: Understood, measures: Sequence[Finding]) -> list[Finding]:
    """Of the parts of a longer period that is asked about all, oldest first: a year's quarters; else the one figure."""
    if not is_timed(question):
        return []
    exact = [m for m in measures if m.get("dates") in question.periods]
    if exact:
        return exact[:1]
    if season_in(question.standalone) or not question.periods:
        last = [m for m in measures if m.get("dates")[:_YEAR] == measures[0].get("dates")[:_YEAR]]
        apart = len({m.get("dates") for m in last}) == len(last) <= _SEASON
        return [*reversed(last)] if apart else [measures[0]]
    rows = [m for m in measures if table_of(library, m) and m.get("dates")]
    if len(rows) < len(measures) or len({m.get("dates") for m in rows}) < len(rows) or len(rows) > _MOST_PARTS:
        return [measures[0]]
    return [*reversed(rows)]


def newest_of(library: Library, fits: Sequence[Fit]) -> str:
    """The newest document with a measure that fits nearly as well as the best."""
    close = [fit.measure.document for fit in fits if fit.score >= fits[0].score - _NEAR]
    return max(close, key=library.age)


def _one_area(library: Library, question: Understood, fits: Sequence[Fit]) -> bool:
    areas = {library.sources[fit.measure.document].local_area for fit in fits[:_MOST]}
    return len(areas) <= 1 or bool(question.areas)


def _series(measure: Finding) -> tuple[str, Named, str]:
    return (measure.document, Named.of(measure), measure.get("area"))


def _newest_first(library: Library, measures: Sequence[Finding]) -> list[Finding]:
    def age(measure: Finding) -> str:
        date = measure.get("dates") or library.sources[measure.document].date
        return bounds(date)[1] if date else ""

    return sorted(measures, key=age, reverse=True)


def _in_its_words(library: Library, question: Understood, measure: Finding) -> str:
    """The figure with what it counts, as its sentence says it: "12 areas of significant weakness"."""
    unit = next((u for u in library.units(measure.document) if u.start <= measure.start < u.end), None)
    said = direct_answer(question, unit) if unit else None
    numbers = find_numbers(said) if said else []
    return said.rstrip(".") if said and numbers and numbers[0].value == measure.get("value") else ""


def _statements(library: Library, question: Understood, measures: Sequence[Finding]) -> list[Statement]:
    first = measures[0]
    words = _in_its_words(library, question, first)
    when = time_of(first)
    if first.derived and "before" in first.derived:
        said = words or figure_of(library, first)
    else:
        said = f"{words} ({when})" if words and when else words or dated(library, first)
    direct = Statement(f"{said}.", quotes_of(library, first), "direct")
    return [direct, *dict.fromkeys(stated(library, measure) for measure in measures)]
