"""The table of an ablation in Markdown, which a terminal shows as well."""

from collections.abc import Iterator, Sequence

from evals.ablation import PEER, SHOWN, WHOLE, Ablation, Row
from evals.measures import Measure
from evals.paired import Difference

_HEADS = {
    "passed": "everything held",
    "facts": "all facts stated",
    "citation_document": "right document",
    "citation_page": "right page",
    "refusal_precision": "refusals right",
    "refusal_recall": "unanswerable refused",
    "false_refusals": "answerable refused",
}
_PAIRED = ("passed", "facts", "citation_document", "citation_page", "refusal_recall", "false_refusals")


def ablation_text(found: Ablation) -> str:
    """The table, then all differences to the whole."""
    return "\n".join([*_values(found), "", *_differences(found)])


def _values(found: Ablation) -> Iterator[str]:
    suites = ", ".join(f"`{name}`" for name in found.suites)
    yield f"{suites}: {found.cases} cases on {found.documents} documents. Shares with 95% intervals (Wilson) and n;"
    yield "differences in percentage points, with the 95% interval of a paired bootstrap, bold where it leaves out 0."
    yield ""
    shown = _measured(found, SHOWN)
    yield f"| | {' | '.join(_HEADS[name] for name in shown)} | p50 | everything held, less the whole |"
    yield "|---" * (len(shown) + 3) + "|"
    for row in found.rows:
        cells = [_value(row.measures[name]) for name in shown]
        p50 = "not measured" if row.latency_ms.p50 is None else f"{row.latency_ms.p50:.0f} ms"
        less = _difference(row.against["passed"]) if row.against else ""
        yield f"| {_name(row)} | {' | '.join(cells)} | {p50} | {less} |"


def _differences(found: Ablation) -> Iterator[str]:
    yield "All differences to the whole, over the same cases:"
    yield ""
    shown = _measured(found, _PAIRED)
    yield f"| | {' | '.join(_HEADS[name] for name in shown)} |"
    yield "|---" * (len(shown) + 1) + "|"
    for row in found.rows:
        if row.against:
            yield f"| {_name(row)} | {' | '.join(_difference(row.against[name]) for name in shown)} |"


def _measured(found: Ablation, names: Sequence[str]) -> list[str]:
    """Those of which some row has a value."""
    return [name for name in names if any(row.measures[name].n for row in found.rows)]


def _name(row: Row) -> str:
    return row.meaning if row.name in {PEER, WHOLE} else f"without `{row.name.removeprefix('without-')}`: {row.meaning}"


def _value(measure: Measure) -> str:
    if measure.value is None or measure.low is None or measure.high is None:
        return "not measured"
    return f"{measure.value:.0%} ({measure.low:.0%} to {measure.high:.0%}) of {measure.n}"


def _difference(found: Difference) -> str:
    if found.value is None or found.low is None or found.high is None:
        return "not measured"
    text = f"{_points(found.value)} ({_points(found.low)} to {_points(found.high)})"
    return f"**{text}**" if found.real else text


def _points(value: float) -> str:
    text = f"{100 * value:+.1f}"
    return "0" if text in {"+0.0", "-0.0"} else text.replace("-", "−")
