"""What was aimed at, and what was reached: targets of a series with their dates, beside figures of the same time."""

import re
from collections.abc import Sequence

from ingest.dates import bounds, overlap
from ingest.documents import Finding

from .aims import ASKS_FOR_TARGET, is_aim
from .draft import Draft, Statement
from .evidence import concept_weights
from .fits import fitting
from .follow_up import JOINED
from .known import Known
from .library import Library
from .told import all_quotes, dated, figure_of, stated, time_of
from .understand import Understood
from .words import keys, says

_REACHED = re.compile(r"\b(?:reach\w*|hit|met|meet\w*|achiev\w*|manag\w*|miss\w*|against|made|beat\w*)\b", re.I)
_WHEN = re.compile(r"\b(?:when|after|once) (?:they|inspectors|ofsted|the inspectors)\b[^,?]*", re.I)
_REACHED_WORDS = "reach reached hit met meet meeting achieve achieved miss missed made beat target aim goal promise"
_MIN_SAID = 0.7
_NEAR = 0.2  # how far behind the best a figure may be
_MOST_REACHED = 3
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
    if not ASKS_FOR_TARGET.search(question.standalone):
        return None
    plain = _plain(question)
    weights = {k: w for k, w in concept_weights(library, plain).items() if k not in _ASKING and k[0] != "#"}
    measures = library.findings.of("measure", documents)
    aims = [
        known
        for known in measures
        if _is_aim(library, known.finding) and _says(weights, known) and _in_time(plain, known)
    ]
    if not aims or not weights or (not question.areas and len({known.local_area for known in aims}) > 1):
        return None
    aims = library.findings.newest(aims)
    series = {_series(known.finding) for known in aims}
    if len(series) > 1 or len(aims) > _MOST:
        return None
    found = [known.finding for known in aims]
    asks_reached = bool(_REACHED.search(question.standalone))
    pairs = [(aim, _reached(library, aim, measures) if asks_reached else None) for aim in found]
    if asks_reached and len(pairs) == 1 and not pairs[0][1]:
        return _since(library, plain, documents, found[0])
    told = "; ".join(_told(library, aim, reached) for aim, reached in pairs)
    return _draft(library, told, [f for pair in pairs for f in pair if f])


def _draft(library: Library, told: str, found: Sequence[Finding]) -> Draft:
    lines = dict.fromkeys(stated(library, f) for f in found)
    direct = Statement(f"{told[0].upper()}{told[1:]}.", all_quotes(library, found), "direct")
    return Draft("answered", (direct, *lines))


def _plain(question: Understood) -> Understood:
    """The question of the thing that is aimed at: that of the one before it, without when it was looked at."""
    *heads, root = question.standalone.split(JOINED)
    periods = () if heads else question.periods
    return question.model_copy(update={"standalone": _WHEN.sub("", root), "periods": periods})


def _since(library: Library, question: Understood, documents: Sequence[str], aim: Finding) -> Draft | None:
    """What later documents say of the time by which a target was to be reached; ``None`` where none says."""
    date = aim.get("dates")
    if not date:
        return None
    words = frozenset(_ASKING) | frozenset(keys(_REACHED_WORDS))
    anything = question.model_copy(
        update={"periods": (), "period": None, "month": None, "intent": "number", "standalone": _figureless(question)}
    )
    fits = [
        fit
        for fit in fitting(library, anything, documents, any_change=True, without=words)
        if fit.measure.get("unit") == aim.get("unit") and fit.measure.get("dates")
    ]
    best = [fit.measure for fit in fits if fit.score >= fits[0].score - _NEAR and not _is_aim(library, fit.measure)]
    of_then = [m for m in best if overlap(m.get("dates"), date)]
    later = sorted(
        (m for m in best if bounds(m.get("dates"))[0] > bounds(date)[1]), key=lambda m: bounds(m.get("dates"))[1]
    )
    found = of_then[:_MOST_REACHED] or later[:1]
    if not found:
        return None
    told = f"{'; '.join(dated(library, m) for m in found)}, against a target of {_told(library, aim, None)}"
    return _draft(library, told, [*found, aim])


def _figureless(question: Understood) -> str:
    """The question without the figure that the target is said to be."""
    return re.sub(r"\b\d[\d,.]*\s?(?:%|per ?cent)?(?: of\b)?(?! ?weeks? of)", " ", question.standalone)


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


def _reached(library: Library, aim: Finding, measures: Sequence[Known]) -> Finding | None:
    """The figure of the same series, document and time that is no target."""
    same = (known.finding for known in measures if known.finding.document == aim.document)
    then = (f for f in same if f.get("dates") == aim.get("dates") != "" and _series(f) == _series(aim))
    return next((f for f in then if not _is_aim(library, f)), None)


def _is_aim(library: Library, measure: Finding) -> bool:
    return is_aim(measure, library.sources[measure.document])


def _told(library: Library, aim: Finding, reached: Finding | None) -> str:
    when, target = time_of(aim), figure_of(library, aim)
    if reached:
        return f"{figure_of(library, reached)} against a target of {target} ({when})"
    return f"{target} by {when}" if when else target
