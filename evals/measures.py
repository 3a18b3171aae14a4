"""What answers are worth: pure functions of cases, answers and the texts that the answers cite.

A measure that does not apply is ``None``, "not measured", and never zero.
"""

from collections.abc import Mapping, Sequence
from math import ceil, sqrt

from assistant.answers import Answer
from evals.cases import Case
from evals.locks import locks
from evals.normalise import plain, states
from ingest.documents import Frozen

Z95 = 1.959963984540054
"""Standard normal quantile of a two-sided 95% interval."""
SOON = 100
"""Words of an answer that everybody reads. Who hands over whole pages states every fact somewhere."""


class Measure(Frozen):
    """A share, or a mean of values from 0 to 1, with what it rests on."""

    n: int
    """Out of how many; of a run with repeats, in each repeat."""
    value: float | None
    """From 0 to 1; ``None`` where n is 0: not measured."""
    low: float | None
    """Lower end of the 95% Wilson interval."""
    high: float | None


class Spread(Frozen):
    """Median and 95th percentile of something that is no share: milliseconds, words, tokens."""

    n: int
    p50: float | None
    p95: float | None


class Marks(Frozen):
    """What held for one case. ``None`` or an empty tuple: not measured."""

    facts: tuple[bool, ...] = ()
    """Fact by fact: is it stated?"""
    facts_soon: bool | None = None
    """Every fact is stated in the answer's first ``SOON`` words."""
    never: bool | None = None
    """None of the forbidden wordings stands in the answer."""
    document: bool | None = None
    """An expected document is cited."""
    page: bool | None = None
    """An expected page is cited."""
    quotes: tuple[bool, ...] = ()
    """Citation by citation: is the quote verbatim, at the place it names?"""
    figures: tuple[bool, ...] = ()
    """Claim by claim, of those with figures that are not marked as unsupported: do their citations hold them all?"""
    numbers: tuple[bool, ...] = ()
    """The same for numbers and percentages alone."""
    dates: tuple[bool, ...] = ()
    """The same for dates, months and years alone."""
    status: bool | None = None
    """Refused where it should be, and only there."""
    error: bool = False
    """The case ended in an error."""

    @property
    def passed(self) -> bool:
        """Everything that was measured held."""
        singles = [mark for mark in (self.never, self.document, self.page, self.status) if mark is not None]
        return not self.error and all([*self.facts, *self.quotes, *self.figures, *singles])


def share(values: Sequence[float], repeats: int = 1) -> Measure:
    """The mean of values from 0 to 1, mostly marks, with its 95% Wilson score interval.

    For values between 0 and 1 the interval is as wide as if they were marks with the same mean, so rather too wide.

    Args:
        values: one for each thing measured, in each repeat.
        repeats: how often each was measured; asking again tells nothing of other questions, so it does not narrow
            the interval.
    """
    n = ceil(len(values) / repeats)
    if not n:
        return Measure(n=0, value=None, low=None, high=None)
    p = sum(values) / len(values)
    middle = (p + Z95**2 / (2 * n)) / (1 + Z95**2 / n)
    half = Z95 / (1 + Z95**2 / n) * sqrt(p * (1 - p) / n + Z95**2 / (4 * n**2))
    return Measure(n=n, value=p, low=max(0.0, middle - half), high=min(1.0, middle + half))


def spread(values: Sequence[float]) -> Spread:
    """Median and 95th percentile, each a value that was measured (nearest rank)."""
    ordered = sorted(values)
    p50, p95 = (ordered[ceil(part * len(ordered)) - 1] if ordered else None for part in (0.5, 0.95))
    return Spread(n=len(ordered), p50=p50, p95=p95)


def facts_stated(case: Case, answer: Answer) -> tuple[bool, ...]:
    """For every fact: does the answer's text hold one of its wordings?

    A refusal of a question that can be answered states nothing, even where it repeats words of the question.
    """
    if case.refusable is False and answer.status == "not_in_documents":
        return (False,) * len(case.facts)
    return _stated(case, plain(answer.answer))


def facts_stated_soon(case: Case, answer: Answer) -> bool | None:
    """Are all facts stated in the first ``SOON`` words of the answer's text?"""
    if not case.facts or not all(facts_stated(case, answer)):
        return False if case.facts else None
    return all(_stated(case, " ".join(plain(answer.answer).split()[:SOON])))


def _stated(case: Case, text: str) -> tuple[bool, ...]:
    return tuple(any(states(text, wording) for wording in fact) for fact in case.facts)


def never_absent(case: Case, answer: Answer) -> bool | None:
    """Does the answer's text hold none of the forbidden wordings?"""
    text = plain(answer.answer)
    return not any(states(text, wording) for wording in case.never) if case.never else None


def document_cited(case: Case, answer: Answer) -> bool | None:
    """Is one of the expected documents cited?"""
    return any(citation.document in case.cites for citation in answer.citations) if case.cites else None


def page_cited(case: Case, answer: Answer) -> bool | None:
    """Is an expected page cited? Not measured where the expected documents are cited but have no pages."""
    if not case.pages:
        return None
    pages = [found.page for found in answer.citations if not case.cites or found.document in case.cites]
    if pages and all(page is None for page in pages):
        return None
    return any(page in case.pages for page in pages)


def quotes_verbatim(answer: Answer, texts: Mapping[str, str | None]) -> tuple[bool, ...]:
    """For every citation: is its quote, character for character, what stands in the document at its place?

    Args:
        texts: text of each document by id; ``None`` where there is no such document.
    """
    return tuple(
        bool(found.quote) and (texts.get(found.document) or "")[found.start : found.end] == found.quote
        for found in answer.citations
    )


def status_right(case: Case, answer: Answer) -> bool | None:
    """Is the question refused if it must be, and answered if it can be?"""
    return None if case.refusable is None else (answer.status == "not_in_documents") == case.refusable


def mark(case: Case, answer: Answer | None, texts: Mapping[str, str | None]) -> Marks:
    """All marks of a case. Without an answer, because of an error, everything asked for is missing."""
    if answer is None:
        return Marks(
            facts=(False,) * len(case.facts),
            facts_soon=False if case.facts else None,
            document=False if case.cites else None,
            page=False if case.pages else None,
            error=True,
        )
    locked = locks(answer)
    return Marks(
        facts=facts_stated(case, answer),
        facts_soon=facts_stated_soon(case, answer),
        never=never_absent(case, answer),
        document=document_cited(case, answer),
        page=page_cited(case, answer),
        quotes=quotes_verbatim(answer, texts),
        figures=locked["figures"],
        numbers=locked["numbers"],
        dates=locked["dates"],
        status=status_right(case, answer),
    )
