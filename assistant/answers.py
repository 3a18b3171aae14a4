"""The types of a question and its answer. ``Answer`` is what ``ask --json`` prints, field for field."""

from typing import Literal

from pydantic import Field

from ingest.documents import Frozen

Status = Literal["answered", "partly", "not_in_documents"]
Check = Literal["supported", "unsupported", "not_checked"]


class Turn(Frozen):
    """One earlier exchange of a conversation."""

    question: str
    """The question as it stood alone, that is ``Answer.standalone_question``."""
    answer: str
    local_area: str | None = None


class Citation(Frozen):
    """A verbatim quote and where it stands. ``quote`` equals the document's text from ``start`` to ``end``."""

    n: int
    """Its number in the answer, from 1."""
    document: str
    title: str
    local_area: str | None
    kind: str | None
    published: str | None
    """ISO 8601 date, month or year."""
    page: int | None
    """From 1; ``None`` where the format has no pages."""
    section: str
    """Heading path joined by " › ", with the paragraph number where there is one."""
    quote: str
    start: int
    end: int
    url: str | None


class Claim(Frozen):
    """One sentence of an answer and what it rests on."""

    text: str
    citations: tuple[int, ...]
    check: Check = "not_checked"
    why: str = ""


class Searched(Frozen):
    """What the question was taken to be about, and how many documents that left."""

    local_area: str | None = None
    period: str | None = None
    kind: str | None = None
    documents: int = 0


class Timings(Frozen):
    """Milliseconds spent in each step."""

    understand: float = 0
    retrieve: float = 0
    compose: float = 0
    verify: float = 0
    total: float = 0


class Answer(Frozen):
    """An answer with its claims, citations and what was searched."""

    question: str
    standalone_question: str
    status: Status
    answer: str
    """Markdown with ``[1]`` markers. Text that comes from documents or questions is escaped."""
    generator: str
    claims: tuple[Claim, ...] = ()
    citations: tuple[Citation, ...] = ()
    searched: Searched = Searched()
    timings_ms: Timings = Field(default_factory=Timings)
