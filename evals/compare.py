"""Runs of one suite, compared with the first of them, case by case."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from statistics import fmean, median

from evals.normalise import plain
from evals.opinions import Opinions, opinions
from evals.outcomes import Outcome, Run
from evals.paired import Difference, difference, holm, mcnemar
from ingest.documents import Frozen
from ingest.errors import SuiteError

ALPHA = 0.05
"""A difference that chance makes less often than this is called real."""
_LONGER = 3
"""Answers so many times as long state facts that nobody would find in them."""


class Changed(Frozen):
    """A case that one run passes and the other does not."""

    id: str
    question: str
    tags: tuple[str, ...]


class Pair(Frozen):
    """One run compared with the first."""

    name: str
    differs_in: tuple[str, ...]
    """What the two runs were made with otherwise: generator, index, version of the program."""
    both: int
    """Cases that both runs asked."""
    only_one: int
    """Cases that one of them has not asked; they are left out."""
    wins: tuple[Changed, ...]
    """Passed by this run only. Cases that are held out are only counted unless they are asked for."""
    losses: tuple[Changed, ...]
    """Passed by the first run only."""
    hidden: int
    """Cases among wins and losses that are not named because they are held out."""
    won: int
    lost: int
    p: float
    """Of the exact McNemar test; corrected for the number of comparisons (Holm)."""
    measures: dict[str, Difference]
    """By name, with a paired bootstrap interval of the difference."""
    judged: Opinions
    """What a judge makes of the two; no part of the verdict."""
    real: bool
    """Whether p is below 0.05."""
    verdict: str
    """What that means, in a sentence."""
    caution: str
    """What to bear in mind, in a sentence: that the answers of one are far longer; else empty."""


class Comparison(Frozen):
    """Runs compared with the first."""

    suite: str
    first: str
    pairs: tuple[Pair, ...]


def compare(first: Run, others: Sequence[Run], held_out: bool = False) -> Comparison:
    """Compare runs with the first.

    A case that was asked several times passes where it passed more often than not.

    Args:
        first: what the others are compared with.
        others: at least one.
        held_out: name cases that are held out, too.

    Raises:
        SuiteError: the runs are of different suites.
    """
    for other in others:
        _refuse_other_suite(first, other)
    names = names_of([first, *others])
    ps = holm([mcnemar(*map(len, _changed(first.outcomes, other.outcomes))) for other in others])
    pairs = [
        _pair((first, other), (names[0], name), (p, len(others)), held_out)
        for name, other, p in zip(names[1:], others, ps, strict=True)
    ]
    return Comparison(suite=first.suite.name, first=names[0], pairs=tuple(pairs))


def names_of(runs: Sequence[Run]) -> list[str]:
    """A short name for each run: its folder's, with as much of the path as tells them apart."""
    paths = [run.path.absolute() for run in runs]
    for depth in range(1, max(len(path.parts) for path in paths) + 1):
        names = ["/".join(path.parts[-depth:]) for path in paths]
        if len(set(names)) == len(set(paths)):
            break
    return names


def _refuse_other_suite(first: Run, other: Run) -> None:
    ours, theirs = first.settings, other.settings
    if ours.suite_sha256 == theirs.suite_sha256:
        return
    what = f"{first.path} is a run of {ours.suite} and {other.path} of {theirs.suite}"
    if ours.suite == theirs.suite:
        what = f"{ours.suite} was changed between the runs in {first.path} and {other.path}"
    raise SuiteError(f"{what}, so their cases are not the same", "compare runs of one suite; run the suite again")


def _pair(runs: tuple[Run, Run], names: tuple[str, str], test: tuple[float, int], held_out: bool) -> Pair:
    """One run compared with the first.

    Args:
        runs: the first and the other.
        names: theirs.
        test: p, and for how many comparisons it is corrected.
        held_out: name cases that are held out, too.
    """
    first, other = (run.outcomes for run in runs)
    wins, losses = _changed(first, other)
    ids = [{outcome.case.id for outcome in outcomes} for outcomes in (first, other)]
    named = {outcome.case.id for outcome in first if held_out or not outcome.held_out}
    return Pair(
        name=names[1],
        differs_in=tuple(runs[0].settings.differences(runs[1].settings)),
        both=len(ids[0] & ids[1]),
        only_one=len(ids[0] ^ ids[1]),
        wins=tuple(case for case in wins if case.id in named),
        losses=tuple(case for case in losses if case.id in named),
        hidden=sum(case.id not in named for case in (*wins, *losses)),
        won=len(wins),
        lost=len(losses),
        p=test[0],
        measures=differences(first, other),
        judged=opinions(runs[0].path, runs[1].path, _clusters(first)),
        real=test[0] < ALPHA,
        verdict=_verdict(names, len(ids[0] & ids[1]), len(wins), len(losses), test),
        caution=_caution(names, _words(first), _words(other)),
    )


def _changed(first: Iterable[Outcome], other: Iterable[Outcome]) -> tuple[list[Changed], list[Changed]]:
    """Cases that only the other run passes, and cases that only the first passes."""
    before, after = _passed(first), _passed(other)
    cases = {outcome.case.id: outcome.case for outcome in first}
    wins, losses = (
        [
            Changed(id=id_, question=case.question, tags=case.tags)
            for id_, case in cases.items()
            if id_ in after and (before[id_], after[id_]) == change
        ]
        for change in ((False, True), (True, False))
    )
    return wins, losses


def _passed(outcomes: Iterable[Outcome]) -> dict[str, bool]:
    return {id_: share > 0.5 for id_, share in _by_case(outcomes, lambda outcome: [outcome.marks.passed]).items()}


def _by_case(outcomes: Iterable[Outcome], values: Callable[[Outcome], Sequence[float]]) -> dict[str, float]:
    """The mean of a case's values over its repeats; cases without any are left out."""
    found: dict[str, list[float]] = {}
    for outcome in outcomes:
        found.setdefault(outcome.case.id, []).extend(values(outcome))
    return {id_: fmean(each) for id_, each in found.items() if each}


def differences(first: Sequence[Outcome], other: Sequence[Outcome]) -> dict[str, Difference]:
    """Of two runs, measure by measure, with a paired bootstrap interval; the turns of a dialogue are drawn together."""
    cluster = _clusters(first)
    return {
        name: difference(_by_case(first, values), _by_case(other, values), cluster) for name, values in BY_CASE.items()
    }


def _clusters(outcomes: Iterable[Outcome]) -> dict[str, str]:
    """What is drawn together: the dialogue of each case, or the case itself."""
    return {outcome.case.id: outcome.dialogue or outcome.case.id for outcome in outcomes}


def _one(value: float | None) -> Sequence[float]:
    return [] if value is None else [value]


BY_CASE: Mapping[str, Callable[[Outcome], Sequence[float]]] = {
    "passed": lambda outcome: [outcome.marks.passed],
    "facts": lambda outcome: _one(all(outcome.marks.facts) if outcome.marks.facts else None),
    "facts_soon": lambda outcome: _one(outcome.marks.facts_soon),
    "never": lambda outcome: _one(outcome.marks.never),
    "citation_document": lambda outcome: _one(outcome.marks.document),
    "citation_page": lambda outcome: _one(outcome.marks.page),
    "quotes_verbatim": lambda outcome: outcome.marks.quotes,
    "figures_cited": lambda outcome: outcome.marks.figures,
    "refusal_recall": lambda outcome: _one(outcome.refused if outcome.case.refusable else None),
    "false_refusals": lambda outcome: _one(outcome.refused if outcome.case.refusable is False else None),
    "document_mrr": lambda outcome: _one(outcome.document_ranks.reciprocal if outcome.document_ranks else None),
    "page_mrr": lambda outcome: _one(outcome.page_ranks.reciprocal if outcome.page_ranks else None),
    "errors": lambda outcome: [outcome.marks.error],
}
"""What is compared: the values that one outcome gives. What is counted by citation or claim is a case's mean here."""


def _verdict(names: tuple[str, str], both: int, won: int, lost: int, test: tuple[float, int]) -> str:
    first, name = names
    if not won + lost:
        return f"No difference: {first} and {name} pass the same of {both} cases."
    counts = f"{name} passes {won} of {both} cases that {first} fails, and fails {lost} that it passes"
    p, comparisons = test
    chance = f"exact McNemar p = {p:.2g}" + (f", corrected for {comparisons} comparisons" if comparisons > 1 else "")
    if p < ALPHA:
        return f"The difference is real: {counts} ({chance}); {name if won > lost else first} is better."
    return f"The difference may be chance: {counts} ({chance}); more cases would be needed to tell."


def _words(outcomes: Iterable[Outcome]) -> float:
    """Words of an answer, median, refusals left out; 0 where there is none."""
    answers = [outcome.answer for outcome in outcomes if outcome.answer]
    return median([len(plain(a.answer).split()) for a in answers if a.status != "not_in_documents"] or [0])


def _caution(names: tuple[str, str], first: float, other: float) -> str:
    (few, _), (many, longer) = sorted(zip((first, other), names, strict=True))
    if not few or many / few < _LONGER:
        return ""
    return (
        f"The answers of {longer} are {many / few:.0f} times as long (half within {many:,.0f} words, to {few:,.0f}): "
        "long answers state facts by the way, so look at facts_soon too."
    )
