"""Document -> findings, each with the quote that states it."""

from collections.abc import Callable, Iterator

from .documents import Document, Finding

Rule = Callable[[Document], Iterator[Finding]]
"""Takes what a family of forms states from any document; nothing from one that lacks these forms."""

RULES: tuple[Rule, ...] = ()


def extract(document: Document) -> tuple[Finding, ...]:
    """All findings of a document in the order of its text, none twice.

    Args:
        document: of any kind, or of none that is known.

    Returns:
        findings whose ``quote`` is ``document.text[start:end]``.
    """
    found = {(f.kind, f.start, f.end, repr(f.fields)): f for rule in RULES for f in rule(document)}
    return tuple(sorted(found.values(), key=lambda finding: (finding.start, finding.end)))
