"""What failed, and why, in words."""

from collections.abc import Iterable

from assistant.answers import Answer
from evals.cases import Case
from evals.locks import figures_missing
from evals.measures import Marks
from evals.normalise import plain, states
from evals.outcomes import Outcome
from ingest.documents import Frozen


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
    repeat: int = 1
    """Which time of asking it was, from 1."""


def failure(outcome: Outcome) -> Failure:
    """A failed case in words."""
    answer, error = outcome.answer, outcome.error
    return Failure(
        id=outcome.case.id,
        question=outcome.case.question,
        held_out=outcome.held_out,
        status=answer.status if answer else "error",
        answer=plain(answer.answer) if answer else f"{error.kind}: {error.message}" if error else "",
        missing=tuple(_missing(outcome.case, answer, outcome.marks)) if answer else (),
        repeat=outcome.repeat,
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
