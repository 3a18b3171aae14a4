"""A score as text: the measures, what passed by tag, and the failed cases."""

from collections.abc import Iterable
from textwrap import shorten

from evals.failures import Failure
from evals.judged import ASPECTS, Judged
from evals.measures import SOON, Measure, Spread
from evals.score import Score

_RANKED = {
    "hit@1": "cases with an expected {0} first among those retrieved",
    "hit@5": "cases with an expected {0} among the first 5 retrieved",
    "hit@10": "cases with an expected {0} among the first 10 retrieved",
    "mrr": "mean of 1 / rank of the first expected {0}, of 10",
    "ndcg": "mean nDCG of the expected {0}s among the first 10",
}
MEANINGS = {
    "passed": "cases in which everything measured held",
    "facts": "cases in which every fact is stated",
    "single_facts": "facts stated",
    "facts_soon": f"cases in which every fact is stated in the first {SOON} words",
    "never": "cases without a forbidden wording",
    "citation_document": "cases that cite an expected document",
    "citation_page": "cases that cite an expected page",
    "quotes_verbatim": "citations whose quote stands where it says, character for character",
    "figures_cited": "claims whose figures all stand in their citations",
    "numbers_cited": "the same for numbers and percentages",
    "dates_cited": "the same for dates, months and years",
    "claims_marked": "claims that the answer itself marks as unsupported",
    "refusal_precision": "refusals that were right",
    "refusal_recall": "unanswerable cases that were refused",
    "false_answers": "unanswerable cases that were answered",
    "false_refusals": "answerable cases that were refused",
    "first_turns": "first turns of dialogues in which everything measured held",
    "follow_ups": "later turns, of dialogues whose first turn was answered",
    "errors": "cases that ended in an error",
    **{f"{thing}_{name}": meaning.format(thing) for thing in ("document", "page") for name, meaning in _RANKED.items()},
    "same_each_time": "cases that passed in every repeat or in none",
}
"""What each measure is a share or a mean of, in one line."""
LOWER_IS_BETTER = frozenset({"claims_marked", "false_answers", "false_refusals", "errors"})
"""Measures that count what should not be."""


def table(score: Score, held_out: bool = False) -> str:
    """The score for a terminal. Failed cases that are held out are only counted, unless ``held_out``."""
    hidden = [failure for failure in score.failed if failure.held_out and not held_out]
    shown = [failure for failure in score.failed if failure not in hidden]
    times = f", {score.repeats} times" if score.repeats > 1 else ""
    head = f"{score.suite}, {score.system}, generator {score.generator}"
    lines = [f"{head}: {score.asked} of {score.cases} cases asked{times}", ""]
    lines += [_line(name, measure, MEANINGS[name]) for name, measure in score.measures.items()]
    lines += [_spread("latency", score.latency_ms, " ms"), _spread("answer length", score.answer_words, " words")]
    lines += [_spread(f"{part} tokens", tokens, "") for part, tokens in score.tokens.items()]
    lines += ["", *_opinion(score.judged)]
    lines += ["", "passed by tag"]
    lines += [_line(tag, measure, "") for tag, measure in score.passed_by_tag.items()]
    lines += ["", f"{len(score.failed)} failed" + (f", {len(hidden)} of them held out (--held-out)" if hidden else "")]
    return "\n".join([*lines, *(line for failure in shown for line in _failed(failure))])


def _opinion(found: Judged | None) -> Iterable[str]:
    """What a judge said, apart from what anybody can check."""
    if found is None:
        yield f"judged: not measured ({', '.join(ASPECTS)}: evals judge)"
        return
    yield f"judged by {found.pin.model}, with LlamaIndex {found.pin.evaluators}"
    for aspect, meaning in ASPECTS.items():
        errors = found.errors[aspect]
        yield _line(aspect, found.measures[aspect], f"{meaning}; {errors} verdicts not had" if errors else meaning)


def _line(name: str, measure: Measure, meaning: str) -> str:
    if measure.value is None or measure.low is None or measure.high is None:
        return f"  {name:<18} {'not measured':<24} {meaning}".rstrip()
    value = f"{measure.value:7.1%}  {measure.low:4.0%} to {measure.high:4.0%}"
    return f"  {name:<18} {value}  n={measure.n:<5}{meaning}".rstrip()


def _spread(name: str, found: Spread, unit: str) -> str:
    if found.p50 is None or found.p95 is None:
        return f"  {name:<18} not measured"
    return f"  {name:<18} p50 {found.p50:.0f}{unit}, p95 {found.p95:.0f}{unit}, n={found.n}"


def _failed(failure: Failure) -> Iterable[str]:
    yield ""
    yield f"{failure.id}: {failure.question}"
    yield f"  {failure.status}: {shorten(failure.answer, 400, placeholder=' ...')}"
    for line in failure.missing:
        yield "  - " + shorten(line, 300, placeholder=" ...")
