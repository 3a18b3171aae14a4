"""Priority actions asked of an inspection that ordered none: the premise corrected from its outcome.

Only an inspection that finds widespread or systemic failings names areas for priority action and orders a plan for
them; after the other two outcomes the partnership is asked to update its own strategic plan (Ofsted and CQC, "Area
SEND: framework and handbook", 2023).
"""

import re
from collections.abc import Sequence

from .draft import Draft, Quote, Statement
from .evidence import Scored
from .known import Known
from .library import Library
from .outcomes import outcome_in_words
from .understand import Understood

_ASKS = re.compile(r"\bpriority[ -]actions?\b|\bareas? for priority action\b", re.I)
_FAILINGS = "systemic failings"
_PLAN = "priority action plan"
_UPDATES = re.compile(r"\b(?:update|revise|review)s? and (?:re-?)?publish(?:es)?\b.{0,20}\bplan\b", re.I)
_NOTE = "The inspectors named no areas for priority action and ordered no priority action plan."


def not_ordered_draft(
    library: Library, question: Understood, documents: Sequence[str], scored: Sequence[Scored]
) -> Draft | None:
    """What the inspection came to instead; ``None`` where it ordered a plan, or something else is asked."""
    if not _ASKS.search(question.asking) or len(question.areas) != 1:
        return None
    reported = _outcomes(library, question, documents)
    if len(reported) != 1 or _is_ordered(library, documents):
        return None
    outcome = reported[0].finding
    quote = Quote.stating(outcome)
    statements = [Statement(outcome_in_words(outcome), (quote,), "direct"), Statement(outcome.quote, (quote,))]
    asked = next((u for u in library.units(outcome.document) if _UPDATES.search(u.text)), None)
    if asked:
        statements.append(Statement(asked.text, (Quote.of(asked),)))
    return Draft("answered", (Statement(_NOTE, form="note"), *statements))


def _outcomes(library: Library, question: Understood, documents: Sequence[str]) -> list[Known]:
    """The outcome of the report that is asked about, or of the newest."""
    found = [k for k in library.findings.of("outcome", documents) if _is_report(library, k)]
    return library.findings.newest(library.findings.of_period(found, question.periods))


def _is_report(library: Library, known: Known) -> bool:
    return library.sources[known.finding.document].kind == "area SEND report"


def _is_ordered(library: Library, documents: Sequence[str]) -> bool:
    """Whether any of the documents tells of failings, of areas for priority action, or is a plan for them."""
    outcomes = {known.finding.get("outcome") for known in library.findings.of("outcome", documents)}
    named = library.findings.of("area for priority action", documents)
    return _FAILINGS in outcomes or bool(named) or any(library.sources[d].kind == _PLAN for d in documents)
