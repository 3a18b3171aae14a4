"""Scores a run from its folder alone: the measures over all cases, and what failed where."""

from collections.abc import Iterable, Sequence

from evals.failures import Failure, failure
from evals.folder import RunFolder
from evals.judged import Judged, judged
from evals.measures import Measure, Spread, share, spread
from evals.normalise import plain
from evals.outcomes import HELD_OUT as HELD_OUT
from evals.outcomes import Outcome, Run, read_run
from evals.ranking import CUTS, Ranks
from evals.settings import OURS
from ingest.documents import Frozen


class Score(Frozen):
    """A scored run."""

    suite: str
    system: str = OURS
    generator: str
    cases: int
    asked: int
    """Cases with an answer or an error; fewer than ``cases`` if the run was stopped."""
    repeats: int = 1
    """How often every case was asked; measures are over all of them."""
    measures: dict[str, Measure]
    latency_ms: Spread
    """From question to answer, as the system itself says."""
    answer_words: Spread
    """Length of the answers that are no refusals."""
    tokens: dict[str, Spread]
    """``prompt`` and ``completion`` tokens of an answer, where a language model reports them."""
    passed_by_tag: dict[str, Measure]
    failed: tuple[Failure, ...]
    """Of every repeat."""
    judged: Judged | None = None
    """What a language model thinks of the answers; ``None`` where none was asked: not measured."""


def score(folder: RunFolder) -> Score:
    """Score a run.

    Raises:
        SuiteError: the folder is none of a run, or damaged.
    """
    return score_run(read_run(folder))


def score_run(run: Run) -> Score:
    """Score a run that was read."""
    settings, suite, found = run.settings, run.suite, run.outcomes
    answers = [outcome.answer for outcome in found if outcome.answer]
    return Score(
        suite=suite.name,
        system=settings.system,
        generator=settings.generator,
        cases=len(suite.cases),
        asked=len({outcome.case.id for outcome in found}),
        repeats=settings.repeat,
        measures=measures(found, settings.repeat),
        latency_ms=spread([answer.timings_ms.total for answer in answers]),
        answer_words=spread([len(plain(a.answer).split()) for a in answers if a.status != "not_in_documents"]),
        tokens={
            part: spread([getattr(answer.tokens, part) for answer in answers if answer.tokens])
            for part in ("prompt", "completion")
        },
        passed_by_tag=passed_by_tag(found, settings.repeat),
        failed=tuple(failure(outcome) for outcome in found if not outcome.marks.passed),
        judged=judged(run.path, settings.repeat),
    )


def passed_by_tag(outcomes: Sequence[Outcome], repeats: int = 1) -> dict[str, Measure]:
    """Share of cases passed, by tag."""
    tags = sorted({tag for outcome in outcomes for tag in outcome.case.tags})
    return {tag: share([o.marks.passed for o in outcomes if tag in o.case.tags], repeats) for tag in tags}


def measures(outcomes: Sequence[Outcome], repeats: int = 1) -> dict[str, Measure]:
    """Every measure by name, over all outcomes to which it applies.

    Args:
        outcomes: of all repeats.
        repeats: how many there are.
    """
    return {name: share(values, repeats) for name, values in (_held(outcomes) | _ranked(outcomes)).items()} | {
        "same_each_time": _same_each_time(outcomes, repeats)
    }


def _held(outcomes: Sequence[Outcome]) -> dict[str, list[bool]]:
    """What held or did not, of every measure that is a share."""
    marks = [outcome.marks for outcome in outcomes]
    claims = [claim for outcome in outcomes if outcome.answer for claim in outcome.answer.claims]
    unanswerable = [outcome for outcome in outcomes if outcome.case.refusable]
    answerable = [outcome for outcome in outcomes if outcome.case.refusable is False]
    refused = [outcome for outcome in unanswerable + answerable if outcome.refused]
    return {
        "passed": [each.passed for each in marks],
        "facts": [all(each.facts) for each in marks if each.facts],
        "single_facts": [stated for each in marks for stated in each.facts],
        "facts_soon": _known(each.facts_soon for each in marks),
        "never": _known(each.never for each in marks),
        "citation_document": _known(each.document for each in marks),
        "citation_page": _known(each.page for each in marks),
        "quotes_verbatim": [held for each in marks for held in each.quotes],
        "figures_cited": [held for each in marks for held in each.figures],
        "numbers_cited": [held for each in marks for held in each.numbers],
        "dates_cited": [held for each in marks for held in each.dates],
        "claims_marked": [claim.check == "unsupported" for claim in claims],
        "refusal_precision": [bool(outcome.case.refusable) for outcome in refused],
        "refusal_recall": [outcome.refused for outcome in unanswerable],
        "false_answers": [not outcome.refused for outcome in unanswerable if outcome.answer],
        "false_refusals": [outcome.refused for outcome in answerable if outcome.answer],
        "first_turns": [outcome.marks.passed for outcome in outcomes if outcome.turn == 1],
        "follow_ups": [outcome.marks.passed for outcome in outcomes if outcome.follows_an_answer],
        "errors": [each.error for each in marks],
    }


def _known(marks: Iterable[bool | None]) -> list[bool]:
    return [held for held in marks if held is not None]


def _ranked(outcomes: Sequence[Outcome]) -> dict[str, list[float]]:
    """Measures of retrieval, of the documents and of their pages."""
    found: dict[str, list[float]] = {}
    for thing in ("document", "page"):
        ranks = [each for outcome in outcomes if (each := _ranks(outcome, thing)) is not None]
        for place, k in enumerate(CUTS):
            found[f"{thing}_hit@{k}"] = [each.hits[place] for each in ranks]
        found[f"{thing}_mrr"] = [each.reciprocal for each in ranks]
        found[f"{thing}_ndcg"] = [each.ndcg for each in ranks]
    return found


def _ranks(outcome: Outcome, thing: str) -> Ranks | None:
    return outcome.document_ranks if thing == "document" else outcome.page_ranks


def _same_each_time(outcomes: Sequence[Outcome], repeats: int) -> Measure:
    """Of the cases asked several times, those that passed each time or failed each time."""
    by_case: dict[str, list[bool]] = {}
    for outcome in outcomes:
        by_case.setdefault(outcome.case.id, []).append(outcome.marks.passed)
    several = [passed for passed in by_case.values() if len(passed) > 1] if repeats > 1 else []
    return share([len(set(passed)) == 1 for passed in several])
