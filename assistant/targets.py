"""What was aimed at, and what was reached: targets of a series with their dates, beside figures of the same time."""

import re
from collections.abc import Sequence

from ingest.dates import in_words
from ingest.documents import Finding
from ingest.findings.describe import with_unit

from .draft import Draft, Quote, Statement
from .evidence import concept_weights
from .known import Known
from .library import Library
from .understand import Understood
from .words import keys, says

_ASKS = re.compile(r"\btargets?\b|\b(?:aim(?:ed|ing)?|promised?|committed?|pledged?) (?:for|to|at|about|on)\b", re.I)
_REACHED = re.compile(r"\b(?:reach\w*|hit|met|meet\w*|achiev\w*|miss\w*|against|made|beat\w*)\b", re.I)
_TARGET = re.compile(r"\b(?:target|trajectory|aim|goal)\b", re.I)
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
        known for known in measures if _is_aim(known.finding) and _says(weights, known) and _in_time(question, known)
    ]
    if not aims or not weights or (not question.areas and len({known.local_area for known in aims}) > 1):
        return None
    aims = library.findings.newest(aims)
    series = {_series(known.finding) for known in aims}
    if len(series) > 1 or len(aims) > _MOST:
        return None
    found = [known.finding for known in aims]
    pairs = [(aim, _reached(aim, measures) if _REACHED.search(question.standalone) else None) for aim in found]
    told = "; ".join(_told(aim, reached) for aim, reached in pairs)
    quotes = tuple(dict.fromkeys(Quote.stating(f) for pair in pairs for f in pair if f))
    lines = dict.fromkeys(Statement(f.quote, (Quote.stating(f),)) for pair in pairs for f in pair if f)
    return Draft("answered", (Statement(f"{told[0].upper()}{told[1:]}.", quotes, "direct"), *lines))


def _is_aim(measure: Finding) -> bool:
    return bool(_TARGET.search(f"{measure.get('series')} {measure.get('period')}"))


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
        (f for f in same if not _is_aim(f) and f.get("dates") == aim.get("dates") != "" and _series(f) == _series(aim)),
        None,
    )


def _told(aim: Finding, reached: Finding | None) -> str:
    when = in_words(aim.get("dates")) if aim.get("dates") else aim.get("period")
    target = with_unit(aim.get("value"), aim.get("unit"))
    if reached:
        return f"{with_unit(reached.get('value'), reached.get('unit'))} against a target of {target} ({when})"
    return f"{target} by {when}" if when else target
