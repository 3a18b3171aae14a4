"""A score as text: the measures, what passed by tag, and the failed cases."""

from collections.abc import Iterable
from textwrap import shorten

from evals.measures import Measure
from evals.score import Failure, Score

MEANINGS = {
    "passed": "cases in which everything measured held",
    "facts": "cases in which every fact is stated",
    "single_facts": "facts stated",
    "never": "cases without a forbidden wording",
    "citation_document": "cases that cite an expected document",
    "citation_page": "cases that cite an expected page",
    "quotes_verbatim": "citations whose quote stands where it says, character for character",
    "figures_cited": "claims whose figures all stand in their citations",
    "claims_marked": "claims that the answer itself marks as unsupported",
    "refusal_precision": "refusals that were right",
    "refusal_recall": "unanswerable cases that were refused",
    "false_answers": "unanswerable cases that were answered",
    "false_refusals": "answerable cases that were refused",
    "errors": "cases that ended in an error",
}
"""What each measure is a share of, in one line."""


def table(score: Score, held_out: bool = False) -> str:
    """The score for a terminal. Failed cases that are held out are only counted, unless ``held_out``."""
    hidden = [failure for failure in score.failed if failure.held_out and not held_out]
    shown = [failure for failure in score.failed if failure not in hidden]
    lines = [f"{score.suite}, generator {score.generator}: {score.asked} of {score.cases} cases asked", ""]
    lines += [_line(name, measure, MEANINGS[name]) for name, measure in score.measures.items()]
    lines += [_latency(score), "", "passed by tag"]
    lines += [_line(tag, measure, "") for tag, measure in score.passed_by_tag.items()]
    lines += ["", f"{len(score.failed)} failed" + (f", {len(hidden)} of them held out (--held-out)" if hidden else "")]
    return "\n".join([*lines, *(line for failure in shown for line in _failed(failure))])


def _line(name: str, measure: Measure, meaning: str) -> str:
    if measure.value is None or measure.low is None or measure.high is None:
        return f"  {name:<18} {'not measured':<24} {meaning}".rstrip()
    value = f"{measure.value:7.1%}  {measure.low:4.0%} to {measure.high:4.0%}"
    return f"  {name:<18} {value}  n={measure.n:<5}{meaning}".rstrip()


def _latency(score: Score) -> str:
    time = score.latency_ms
    if time.p50 is None or time.p95 is None:
        return f"  {'latency':<18} not measured"
    return f"  {'latency':<18} p50 {time.p50:.0f} ms, p95 {time.p95:.0f} ms, n={time.n}"


def _failed(failure: Failure) -> Iterable[str]:
    yield ""
    yield f"{failure.id}: {failure.question}"
    yield f"  {failure.status}: {shorten(failure.answer, 400, placeholder=' ...')}"
    for line in failure.missing:
        yield "  - " + shorten(line, 300, placeholder=" ...")
