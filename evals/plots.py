"""Scores -> rows, bars and strips of a report, with places on axes worked out."""

from collections.abc import Callable, Iterable, Sequence
from math import floor, log10

from evals.measures import Measure, Spread, share
from evals.report_parts import Axis, Bar, Group, Row, Strip
from evals.score import Score
from evals.table import LOWER_IS_BETTER, MEANINGS

GROUPS = {
    "Answers": ("passed", "facts", "facts_soon", "single_facts", "never", "errors", "same_each_time"),
    "Citations and figures": (
        "citation_document",
        "citation_page",
        "quotes_verbatim",
        "figures_cited",
        "numbers_cited",
        "dates_cited",
        "claims_marked",
    ),
    "Refusals": ("refusal_precision", "refusal_recall", "false_answers", "false_refusals"),
    "Conversations": ("first_turns", "follow_ups"),
    "Retrieval": tuple(name for name in MEANINGS if name.startswith(("document_", "page_"))),
}
"""Which measures stand together; every measure is in one of them."""
_NONE = share([])


def groups(scores: Sequence[Score], names: Sequence[str]) -> tuple[Group, ...]:
    """All measures of the runs of one suite; those that no run measured are only named."""
    made = []
    for title, measures in GROUPS.items():
        rows = [_row(name, [score.measures[name] for score in scores], names) for name in measures]
        measured = tuple(row for row in rows if any(bar.measure.n for bar in row.bars))
        made.append(
            Group(title=title, rows=measured, unmeasured=tuple(row.name for row in rows if row not in measured))
        )
    return tuple(made)


def tags(scores: Sequence[Score], names: Sequence[str]) -> Group:
    """Share passed by tag, the commonest tags first."""
    found = {tag: measure.n for score in scores for tag, measure in score.passed_by_tag.items()}
    order = sorted(found, key=lambda tag: (-found[tag], tag))
    rows = [_row(tag, [score.passed_by_tag.get(tag, _NONE) for score in scores], names) for tag in order]
    return Group(title="Passed by tag", rows=tuple(rows))


def _row(name: str, measures: Iterable[Measure], names: Sequence[str]) -> Row:
    bars = [Bar(run=run, name=names[run], measure=measure) for run, measure in enumerate(measures)]
    return Row(name=name, meaning=MEANINGS.get(name, ""), lower_is_better=name in LOWER_IS_BETTER, bars=tuple(bars))


def axis(
    title: str, unit: str, values: Sequence[Sequence[float]], spreads: Sequence[Spread], names: Sequence[str]
) -> Axis | None:
    """Values of every run on one logarithmic axis; ``None`` where there are none.

    Args:
        title: what is shown.
        unit: of the values, for labels.
        values: one sequence a run; what is below 1 is shown at 1.
        spreads: their medians and 95th percentiles.
        names: of the runs.
    """
    everything = [max(value, 1.0) for run in values for value in run]
    if not everything:
        return None
    low, high = floor(log10(min(everything))), floor(log10(max(everything))) + 1

    def place(value: float) -> float:
        return round(100 * (log10(max(value, 1.0)) - low) / (high - low), 2)

    return Axis(
        title=f"{title} ({unit})",
        ticks=tuple((place(10.0**power), f"{10**power:,}") for power in range(low, high + 1)),
        strips=tuple(_strips(values, spreads, names, unit, place)),
    )


def _strips(
    values: Sequence[Sequence[float]],
    spreads: Sequence[Spread],
    names: Sequence[str],
    unit: str,
    place: Callable[[float], float],
) -> Iterable[Strip]:
    for run, (each, found) in enumerate(zip(values, spreads, strict=True)):
        if found.p50 is not None and found.p95 is not None:
            text = f"half within {_short(found.p50)} {unit}, 95% within {_short(found.p95)} {unit}, n = {found.n}"
            marks = tuple(sorted({place(value) for value in each}))
            yield Strip(run=run, name=names[run], marks=marks, p50=place(found.p50), p95=place(found.p95), text=text)


def _short(value: float) -> str:
    return f"{value:,.0f}" if value >= 10 else f"{value:.1f}"
