"""What a generator hands over: statements with the slices of documents they rest on, not yet numbered."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from typing import Literal

from ingest.documents import Finding

from .answers import Status
from .units import Unit

COUNTED = "counted from what it cites"


@dataclass(frozen=True)
class Quote:
    """A slice of a document to be cited."""

    document: str
    start: int
    end: int
    path: tuple[str, ...] = ()
    label: str | None = None

    @classmethod
    def of(cls, unit: Unit) -> "Quote":
        """The slice of a unit."""
        return cls(unit.document, unit.start, unit.end, unit.path, unit.label)

    @classmethod
    def stating(cls, finding: Finding) -> "Quote":
        """The slice that states a finding."""
        path = tuple(finding.section.split(" › ")) if finding.section else ()
        return cls(finding.document, finding.start, finding.end, path)


@dataclass(frozen=True)
class Statement:
    """One thing an answer states. ``direct`` answers lead; ``quote`` repeats a document; ``note`` states no fact."""

    text: str
    quotes: tuple[Quote, ...] = ()
    form: Literal["direct", "quote", "note"] = "quote"
    why: str = ""


@dataclass(frozen=True)
class Draft:
    """An answer before its citations are numbered and its claims checked."""

    status: Status
    statements: tuple[Statement, ...] = field(default_factory=tuple)

    def noted(self, notes: Iterable[str]) -> "Draft":
        """The same with notes before it."""
        return replace(self, statements=(*(Statement(note, form="note") for note in notes), *self.statements))


def joined(drafts: Sequence[Draft], questions: Sequence[str]) -> Draft:
    """One draft of the answers to the parts of a question; ``partly`` where only some of them are answered.

    Args:
        drafts: one a part.
        questions: the parts as they were asked.
    """
    if len(drafts) == 1:
        return drafts[0]
    statuses = {draft.status for draft in drafts}
    status: Status = statuses.pop() if len(statuses) == 1 else "partly"
    statements: list[Statement] = []
    for draft, question in zip(drafts, questions, strict=True):
        if draft.status == "not_in_documents" and status == "partly":
            statements.append(Statement(f"Not in the documents: {question.strip()}", form="note"))
        else:
            statements.extend(draft.statements)
    return Draft(status, tuple(dict.fromkeys(statements)))
