"""Areas of significant weakness, wherever a document lists them, each with the verdict on it."""

from collections.abc import Iterator

from ..documents import Document, Finding
from .judged_weaknesses import judged_weaknesses


def weaknesses_findings(document: Document) -> Iterator[Finding]:
    """An "area of significant weakness" for each in the document's list, quoted as it states it."""
    for weakness in judged_weaknesses(document):
        yield weakness.span.finding(
            "area of significant weakness",
            derived=weakness.derived,
            number=str(weakness.number),
            text=weakness.text,
            verdict=weakness.verdict,
            verdict_source=weakness.source,
        )
