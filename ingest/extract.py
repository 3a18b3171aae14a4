"""Document -> findings, each with the quote that states it."""

from collections.abc import Callable, Iterator

from .documents import Document, Finding
from .findings.contacts import contact_findings
from .findings.effective_action import effective_action_findings
from .findings.figures import figure_findings
from .findings.inspections import inspection_findings
from .findings.letters import letters_findings
from .findings.meetings import meeting_findings
from .findings.milestones import milestone_findings
from .findings.plans import plan_findings
from .findings.progress_evidence import progress_evidence_findings
from .findings.recommendations import recommendation_findings
from .findings.reports import report_findings
from .findings.table_measures import table_measure_findings
from .findings.teams import team_findings
from .findings.verdicts import verdicts_findings
from .findings.weaknesses import weaknesses_findings

Rule = Callable[[Document], Iterator[Finding]]
"""Takes what a family of forms states from any document; nothing from one that lacks these forms."""

RULES: tuple[Rule, ...] = (
    inspection_findings,
    report_findings,
    effective_action_findings,
    team_findings,
    letters_findings,
    weaknesses_findings,
    verdicts_findings,
    progress_evidence_findings,
    plan_findings,
    recommendation_findings,
    milestone_findings,
    meeting_findings,
    contact_findings,
    table_measure_findings,
    figure_findings,
)


def extract(document: Document) -> tuple[Finding, ...]:
    """All findings of a document in the order of its text, none twice.

    Args:
        document: of any kind, or of none that is known.

    Returns:
        findings whose ``quote`` is ``document.text[start:end]``.
    """
    found = {(f.kind, f.start, f.end, repr(f.fields)): f for rule in RULES for f in rule(document)}
    return tuple(sorted(found.values(), key=lambda finding: (finding.start, finding.end)))
