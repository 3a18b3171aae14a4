"""What judges make of several runs, side by side in a report, apart from every measure of fact."""

from collections.abc import Sequence

from evals.judged import ASPECTS
from evals.measures import share
from evals.opinions import who_judged
from evals.report_parts import Bar, Judging, Row
from evals.score import Score

_NONE = share([])


def judging(scores: Sequence[Score], names: Sequence[str]) -> Judging:
    """The judges' measures of the runs of one suite.

    Args:
        scores: of the runs.
        names: theirs.
    """
    found = [score.judged for score in scores]
    rows = [
        Row(
            name=f"{aspect}, by the judge",
            meaning=meaning,
            bars=tuple(
                Bar(run=run, name=name, measure=each.measures[aspect] if each else _NONE)
                for run, (name, each) in enumerate(zip(names, found, strict=True))
            ),
        )
        for aspect, meaning in ASPECTS.items()
    ]
    who = [
        f"{name}: {who_judged(each.pin if each else None)}{_failed(sum(each.errors.values()) if each else 0)}"
        for name, each in zip(names, found, strict=True)
    ]
    mixed = len({each.pin for each in found if each}) > 1
    return Judging(rows=tuple(rows) if any(found) else (), who=tuple(who), mixed=mixed)


def _failed(errors: int) -> str:
    return f"; {errors} verdicts could not be had" if errors else ""
