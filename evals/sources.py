"""Where documents state a fact: the lines that hold one of its wordings."""

from collections.abc import Mapping, Sequence
from textwrap import shorten

from evals.normalise import normalise
from evals.outcomes import Outcome
from evals.report_parts import Said

_MOST = 2  # lines shown for a fact
_LONGEST = 500  # characters of a line


class Sources:
    """The texts of a run's documents, to be looked through line by line.

    Args:
        texts: by document id; ``None`` where there is no such document.
    """

    def __init__(self, texts: Mapping[str, str | None]) -> None:
        self._texts = texts
        self._lines: dict[str, list[tuple[str, str]]] = {}

    def missing(self, outcome: Outcome) -> tuple[Said, ...]:
        """Lines of the documents that a case cites which state what its answer lacks."""
        lacking = [fact for fact, stated in zip(outcome.case.facts, outcome.marks.facts, strict=True) if not stated]
        found = [said for fact in lacking for said in self._said(fact, outcome.case.cites)]
        return tuple(dict.fromkeys(found))

    def _said(self, fact: Sequence[str], documents: Sequence[str]) -> list[Said]:
        wordings = [f" {wanted} " for wording in fact if (wanted := normalise(wording))]
        return [
            Said(document=document, text=shorten(line, _LONGEST, placeholder=" …"))
            for document in documents
            for line, said in self._lines_of(document)
            if any(wording in said for wording in wordings)
        ][:_MOST]

    def _lines_of(self, document: str) -> list[tuple[str, str]]:
        """Lines of a document with their normalised form."""
        if document not in self._lines:
            lines = (line.strip() for line in (self._texts.get(document) or "").splitlines())
            self._lines[document] = [(line, f" {normalise(line)} ") for line in lines if line]
        return self._lines[document]
