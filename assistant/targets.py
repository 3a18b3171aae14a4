"""What was aimed at, and what was reached: targets of a series with their dates, beside figures of the same time."""

import re
from collections.abc import Sequence

from ingest.documents import Finding

from .draft import Draft, Statement
from .evidence import concept_weights
from .known import Known
from .library import Library
from .told import all_quotes, figure_of, stated, time_of
from .understand import Understood
from .words import keys, says

_ASKS = re.compile(
    r"\btargets?\b|\b(?:aim(?:ed|ing)?|promised?|committed?|pledged?) (?:for|to|at|about|on)\b"
    r"|\b(?:said|say|promised?|supposed|meant|hop(?:ed?|ing)|going|plan(?:ned|ning)?)\b.{0,25}"
    r"\b(?:get|bring|cut|reduce|raise|lift|be|come|drop) (?:it|that|this|them|these|waits?|the \w+)?\s*(?:down |up )?(?:to|by)\b",
    re.I,
)
ASKS_FOR_AIM = re.compile(rf"{_ASKS.pattern}|\bplan(?:s|ned)? to\b|\bwill\b|\bshould\b|\bforecast|\bexpect", re.I)
"""A figure that is yet to be reached may be asked for."""
_REACHED = re.compile(r"\b(?:reach\w*|hit|met|meet\w*|achiev\w*|miss\w*|against|made|beat\w*)\b", re.I)
_TARGET = re.compile(r"\b(?:target|trajectory|aim|goal)\b", re.I)
_PROMISED = re.compile(
    r"\b(?:will|aims? (?:to|for)|commit(?:s|ted)? to|pledges? to|promises? to|plans? to|intends? to|ambition is|goal is)\b",
    re.I,
)
_TOLD = re.compile(r"\b(?:was|were|had|has|have|is now|are now|fell|rose|reached)\b", re.I)
_MIN_SAID = 0.7
_ASKING = frozenset(
    {
        "=target",
        "=expect",
        "set",
        "month",
        "year",
        "=wsoa",
        "=app",
        "=pap",
        "app",
        "plan",
        "miss",
        "met",
        "achiev",
        "good",
    }
)
_MOST = 4


def targets_draft(library: Library, question: Understood, documents: Sequence[str]) -> Draft | None:
    """Targets of the series asked about; ``None`` where no target is asked for, or none is known.

    Args:
        library: the documents.
        question: as understood.
        documents: those that are searched.
    """
    if not _ASKS.search(question.standalone):
        return None
    weights = {k: w for k, w in concept_weights(library, question).items() if k not in _ASKING and k[0] != "#"}
    measures = library.findings.of("measure", documents)
    aims = [
        known for known in measures if is_aim(known.finding) and _says(weights, known) and _in_time(question, known)
    ]
    if not aims or not weights or (not question.areas and len({known.local_area for known in aims}) > 1):
        return None
    aims = library.findings.newest(aims)
    series = {_series(known.finding) for known in aims}
    if len(series) > 1 or len(aims) > _MOST:
        return None
    found = [known.finding for known in aims]
    pairs = [(aim, _reached(aim, measures) if _REACHED.search(question.standalone) else None) for aim in found]
    told = "; ".join(_told(library, aim, reached) for aim, reached in pairs)
    quotes = all_quotes(library, [f for pair in pairs for f in pair if f])
    lines = dict.fromkeys(stated(library, f) for pair in pairs for f in pair if f)
    return Draft("answered", (Statement(f"{told[0].upper()}{told[1:]}.", quotes, "direct"), *lines))


def is_aim(measure: Finding) -> bool:
    """Whether a figure is aimed at, and not yet reached."""
    if _TARGET.search(f"{measure.get('series')} {measure.get('period')}"):
        return True
    return bool(_PROMISED.search(measure.quote)) and not _TOLD.search(measure.quote)


def _says(weights: dict[str, float], known: Known) -> bool:
    total = sum(weights.values())
    said = known.said | frozenset(keys(known.finding.quote))
    return sum(w for key, w in weights.items() if says(key, said)) >= _MIN_SAID * total > 0


def _in_time(question: Understood, known: Known) -> bool:
    """A month or day that the question names is the target's; a year may be the plan's."""
    months = [period for period in question.periods if len(period) >= len("2019-03")]
    ends = [period.split("/")[-1][:7] for period in months]
    return not ends or known.finding.get("dates").split("/")[-1][:7] in ends


def _series(measure: Finding) -> str:
    """What a series counts, without the words of its stage."""
    return " ".join(sorted(set(keys(re.split(r"[:–]", measure.get("series"))[0])) - {"=target"}))


def _reached(aim: Finding, measures: Sequence[Known]) -> Finding | None:
    """The figure of the same series, document and time that is no target."""
    same = (known.finding for known in measures if known.finding.document == aim.document)
    return next(
        (f for f in same if not is_aim(f) and f.get("dates") == aim.get("dates") != "" and _series(f) == _series(aim)),
        None,
    )


def _told(library: Library, aim: Finding, reached: Finding | None) -> str:
    when, target = time_of(aim), figure_of(library, aim)
    if reached:
        return f"{figure_of(library, reached)} against a target of {target} ({when})"
    return f"{target} by {when}" if when else target
