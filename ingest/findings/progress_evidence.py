"""What a revisit found since the first inspection: the bullets or paragraphs beneath each weakness."""

from collections.abc import Iterator

from ..documents import Document, Finding
from .judged_weaknesses import judged_weaknesses


def progress_evidence_findings(document: Document) -> Iterator[Finding]:
    """A "progress" for each bullet or paragraph beneath a weakness; the verdict is none of them."""
    for weakness in judged_weaknesses(document):
        for span in weakness.evidence:
            yield span.finding("progress", number=str(weakness.number), weakness=weakness.text, text=span.line)
