"""Scores a run from its folder alone: the measures over all cases, and what failed where."""

from collections.abc import Iterable, Mapping, Sequence

from assistant.answers import Answer
from evals.cases import Case
from evals.folder import CaseError, RunFolder
from evals.measures import Latency, Marks, Measure, figures_missing, latency, mark, share
from evals.normalise import plain, states
from ingest.documents import Frozen

HELD_OUT = "held-out"
"""Tag of cases that are looked at only to report."""


class Outcome(Frozen):
    """A case that was asked, and what came of it."""

    case: Case
    answer: Answer | None
    error: CaseError | None
    marks: Marks

    @property
    def refused(self) -> bool:
        """Was it answered with ``not_in_documents``?"""
        return self.answer is not None and self.answer.status == "not_in_documents"


class Failure(Frozen):
    """A case that failed, and why."""

    id: str
    question: str
    held_out: bool
    status: str
    """Status of the answer, or "error"."""
    answer: str
    missing: tuple[str, ...]
    """What was asked for and is not there, one line each."""


class Score(Frozen):
    """A scored run."""

    suite: str
    generator: str
    cases: int
    asked: int
    """Cases with an answer or an error; fewer than ``cases`` if the run was stopped."""
    measures: dict[str, Measure]
    latency_ms: Latency
    passed_by_tag: dict[str, Measure]
    failed: tuple[Failure, ...]


def score(folder: RunFolder) -> Score:
    """Score a run.

    Raises:
        SuiteError: the folder is none of a run, or damaged.
    """
    settings, suite = folder.settings(), folder.suite()
    outcomes = list(_outcomes(suite.cases, folder.answers(), folder.errors(), folder.texts()))
    tags = sorted({tag for outcome in outcomes for tag in outcome.case.tags})
    return Score(
        suite=suite.name,
        generator=settings.generator,
        cases=len(suite.cases),
        asked=len(outcomes),
        measures=measures(outcomes),
        latency_ms=latency([outcome.answer.timings_ms.total for outcome in outcomes if outcome.answer]),
        passed_by_tag={tag: share([o.marks.passed for o in outcomes if tag in o.case.tags]) for tag in tags},
        failed=tuple(_failure(outcome) for outcome in outcomes if not outcome.marks.passed),
    )


def measures(outcomes: Sequence[Outcome]) -> dict[str, Measure]:
    """Every measure by name, over all outcomes to which it applies."""
    marks = [outcome.marks for outcome in outcomes]
    answers = [outcome.answer for outcome in outcomes if outcome.answer]
    unanswerable = [outcome for outcome in outcomes if outcome.case.refusable]
    answerable = [outcome for outcome in outcomes if outcome.case.refusable is False]
    refused = [outcome for outcome in unanswerable + answerable if outcome.refused]
    return {
        "passed": share([each.passed for each in marks]),
        "facts": share([all(each.facts) for each in marks if each.facts]),
        "single_facts": share([stated for each in marks for stated in each.facts]),
        "never": _known(each.never for each in marks),
        "citation_document": _known(each.document for each in marks),
        "citation_page": _known(each.page for each in marks),
        "quotes_verbatim": share([held for each in marks for held in each.quotes]),
        "figures_cited": share([held for each in marks for held in each.figures]),
        "claims_marked": share([claim.check == "unsupported" for answer in answers for claim in answer.claims]),
        "refusal_precision": share([bool(outcome.case.refusable) for outcome in refused]),
        "refusal_recall": share([outcome.refused for outcome in unanswerable]),
        "false_answers": share([not outcome.refused for outcome in unanswerable if outcome.answer]),
        "false_refusals": share([outcome.refused for outcome in answerable if outcome.answer]),
        "errors": share([each.error for each in marks]),
    }


def _known(marks: Iterable[bool | None]) -> Measure:
    return share([held for held in marks if held is not None])


def _outcomes(
    cases: Iterable[Case],
    answers: Mapping[str, Answer],
    errors: Mapping[str, CaseError],
    texts: Mapping[str, str | None],
) -> Iterable[Outcome]:
    for case in cases:
        answer, error = answers.get(case.id), errors.get(case.id)
        if answer or error:
            yield Outcome(case=case, answer=answer, error=error, marks=mark(case, answer, texts))


def _failure(outcome: Outcome) -> Failure:
    answer, error = outcome.answer, outcome.error
    return Failure(
        id=outcome.case.id,
        question=outcome.case.question,
        held_out=HELD_OUT in outcome.case.tags,
        status=answer.status if answer else "error",
        answer=plain(answer.answer) if answer else f"{error.kind}: {error.message}" if error else "",
        missing=tuple(_missing(outcome.case, answer, outcome.marks)) if answer else (),
    )


def _missing(case: Case, answer: Answer, marks: Marks) -> Iterable[str]:
    if marks.status is False:
        yield "answered, but it must be refused" if case.refusable else "refused, but the documents answer it"
    for fact, stated in zip(case.facts, marks.facts, strict=True):
        if not stated:
            yield "not stated: " + " | ".join(fact)
    for wording in case.never:
        if states(plain(answer.answer), wording):
            yield f"must not stand there: {wording}"
    if marks.document is False:
        yield "cites none of: " + ", ".join(case.cites)
    if marks.page is False:
        yield "cites none of the pages " + ", ".join(map(str, case.pages))
    for citation, held in zip(answer.citations, marks.quotes, strict=True):
        if not held:
            yield f"quote [{citation.n}] is not verbatim in {citation.document}: {citation.quote}"
    for claim in answer.claims:
        lost = figures_missing(claim, answer) if claim.check != "unsupported" else set()
        if lost:
            yield f"not in its citations: {', '.join(sorted(lost))}, of the claim: {claim.text}"
