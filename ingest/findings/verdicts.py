"""Verdicts on areas of weakness, each quoted where it stands, and how many weaknesses made sufficient progress."""

from collections.abc import Iterator

from ..documents import Document, Finding
from .judged_weaknesses import judged_weaknesses
from .progress_totals import progress_totals

_INSPECTORS = {"inspection letter", "revisit letter", "area SEND report", "monitoring report"}
_COUNCIL = {
    "council page",
    "committee report",
    "written statement of action",
    "accelerated progress plan",
    "priority action plan",
    "improvement plan",
}


def verdicts_findings(document: Document) -> Iterator[Finding]:
    """A "verdict" for each that a line states, and a "progress total" for each stretch that gives totals.

    A verdict that no line states is on the weakness alone, as "derived" or "not stated".
    """
    found = judged_weaknesses(document)
    for weakness in found:
        if weakness.verdict_span is not None:
            yield weakness.verdict_span.finding(
                "verdict", number=str(weakness.number), weakness=weakness.text, verdict=weakness.verdict
            )
    for total in progress_totals(document, len(found)):
        yield total.span.finding(
            "progress total",
            derived=total.derived,
            sufficient=_text(total.sufficient),
            not_sufficient=_text(total.not_sufficient),
            total=_text(total.total),
            said_by=_said_by(document),
        )


def _text(count: int | None) -> str | None:
    return None if count is None else str(count)


def _said_by(document: Document) -> str | None:
    """Whose word a document is; ``None`` where its kind does not tell."""
    kind = document.source.kind
    return "inspectors" if kind in _INSPECTORS else "council" if kind in _COUNCIL else None
