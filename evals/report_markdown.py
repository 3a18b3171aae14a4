"""The summary of a report in Markdown: measures of all runs side by side, verdicts, and where each run fails."""

import re
from collections.abc import Iterator, Sequence
from textwrap import shorten

from evals.measures import Measure
from evals.report_parts import Group, Row, RunShown, SuiteShown

_SPECIAL = re.compile(r"([\\`*_{}\[\]<>#|~$&])")
_FAILED = 20  # failed cases named for a run; the page has all


def summary(suites: Sequence[SuiteShown]) -> str:
    """The Markdown of a report."""
    return "\n".join(["# Evaluation report", *(line for suite in suites for line in _suite(suite))]) + "\n"


def escaped(text: str) -> str:
    """A text as one line that Markdown shows as it is."""
    return _SPECIAL.sub(r"\\\1", " ".join(text.split()))


def _suite(suite: SuiteShown) -> Iterator[str]:
    yield from ("", f"## {escaped(suite.name)}: {suite.cases} cases", "")
    yield from _runs(suite.runs)
    if suite.pairs:
        yield from ("", *(f"- {escaped(f'{pair.verdict} {pair.caution}'.strip())}" for pair in suite.pairs))
    names = [escaped(run.name) for run in suite.runs]
    for group in (*suite.groups, suite.tags):
        if group.rows:
            yield from _group(group, names)
    yield from _judged(suite, names)
    for axis in suite.axes:
        yield from ("", f"### {axis.title}", "")
        yield from (f"- {escaped(strip.name)}: {strip.text}" for strip in axis.strips)
    for run in suite.runs:
        yield from _failures(run)


def _runs(runs: Sequence[RunShown]) -> Iterator[str]:
    yield "| run | system | generator | documents | passages | asked | begun |"
    yield "|---|---|---|---|---|---|---|"
    for run in runs:
        index = run.settings.index
        cells = (run.name, run.settings.system, run.settings.generator, str(len(index.documents)), str(index.passages))
        rest = (f"{run.asked} of {run.cases}", run.settings.started)
        yield "| " + " | ".join(escaped(cell) for cell in (*cells, *rest)) + " |"


def _group(group: Group, names: Sequence[str]) -> Iterator[str]:
    yield from ("", f"### {group.title}", "", *_table(group.rows, names))


def _judged(suite: SuiteShown, names: Sequence[str]) -> Iterator[str]:
    """A language model's opinion, told apart from what is measured."""
    yield from ("", "### What a judge thinks", "")
    if not suite.judged.rows:
        yield "Not measured: no run was judged."
        return
    mixed = " Different judges: do not compare their shares." if suite.judged.mixed else ""
    yield from (f"A language model's opinion, in no measure above.{mixed}", "", *_table(suite.judged.rows, names), "")
    yield from (f"- {escaped(line)}" for line in suite.judged.who)


def _table(rows: Sequence[Row], names: Sequence[str]) -> Iterator[str]:
    yield from (f"| | {' | '.join(names)} |", "|---" * (len(names) + 1) + "|")
    for row in rows:
        name = escaped(row.name) + (" (lower is better)" if row.lower_is_better else "")
        yield f"| {name} | " + " | ".join(_cell(bar.measure) for bar in row.bars) + " |"


def _cell(measure: Measure) -> str:
    if measure.value is None or measure.low is None or measure.high is None:
        return "not measured"
    return f"{measure.value:.1%} ({measure.low:.0%} to {measure.high:.0%}), n = {measure.n}"


def _failures(run: RunShown) -> Iterator[str]:
    count = len(run.failed) + run.hidden
    hidden = f", {run.hidden} of them held out and not shown" if run.hidden else ""
    yield from ("", f"### {escaped(run.name)}: {count} failed{hidden}", "")
    for failed in run.failed[:_FAILED]:
        why = "; ".join(failed.failure.missing) or failed.failure.answer
        line = f"{failed.failure.id}: {failed.failure.question} {failed.failure.status}: {why}"
        yield f"- {escaped(shorten(line, 300, placeholder=' …'))}"
    if len(run.failed) > _FAILED:
        yield f"- and {len(run.failed) - _FAILED} more, in the HTML report"
