"""Slices of a document as hits, with all the pages they stand on."""

from evals.ranking import Hit
from ingest.documents import Document


def hit(document: Document, start: int, end: int) -> Hit:
    """A slice of a document as one hit of a ranking.

    Args:
        document: what it is a slice of.
        start: offset of its first character.
        end: offset after its last.
    """
    first, last = document.page_at(start), document.page_at(max(start, end - 1))
    pages = tuple(range(first, last + 1)) if first is not None and last is not None else ()
    return Hit(document=document.source.id, pages=pages)
