"""What programs may ask for: the same answers as on the page, as plain data. Gradio's API and MCP both offer these."""

from pydantic import ValidationError

from ingest.areas import canonical
from ingest.documents import Frozen
from ingest.errors import QuestionError
from ingest.listing import as_objects, wanted

from .answers import Answer, Turn
from .ask import Assistant
from .desk import Desk
from .page_settings import PageSettings
from .progress import Progress
from .understand import check_question

MOST_PASSAGES = 50
MOST_TURNS = 50


class FoundPassage(Frozen):
    """A passage near a query."""

    document: str
    """Id of the document."""
    title: str
    local_area: str | None
    kind: str | None
    published: str | None
    """ISO 8601 date, month or year."""
    page: int | None
    section: str
    """Heading path joined by " › "."""
    text: str
    """Verbatim text of the document from ``start`` to ``end``."""
    start: int
    end: int
    score: float
    """Reciprocal ranks of dense and lexical search, added up; only its order means something."""


class LoadedDocument(Frozen):
    """A document that is searched."""

    document: str
    """Its id."""
    title: str
    local_area: str | None
    kind: str | None
    publisher: str | None
    published: str | None
    inspected: str | None
    url: str | None
    record: bool
    """True where it is this project's own plain-English record of the document."""
    pages: int | None
    passages: int
    findings: int


class Service:
    """What programs may ask for. Everything counts for the caller's limit.

    Args:
        assistant: has the documents.
        generator: what turns evidence into answers.
        settings: the limits.
        desk: where questions come in; one of its own if none is given.
    """

    def __init__(self, assistant: Assistant, generator: str, settings: PageSettings, desk: Desk | None = None) -> None:
        self.assistant, self.generator = assistant, generator
        self.desk = desk or Desk(assistant, settings)

    def ask(
        self, caller: str, question: str, area: str, period: str, kind: str, history: list[dict[str, str]]
    ) -> Answer:
        """Answer a question with cited, verbatim quotes, as ``Assistant.ask``.

        Raises:
            QuestionError: as ``Assistant.ask``; a turn that is none.
        """
        try:
            turns = [Turn.model_validate(turn) for turn in history[-MOST_TURNS:]]
        except ValidationError as fault:
            remedy = 'Give each as {"question": ..., "answer": ...}'
            raise QuestionError("An earlier turn of the history is not one", remedy) from fault
        kept = {"area": area or None, "period": period or None, "kind": kind or None}
        return self.desk.ask(caller, question, history=turns, generator=self.generator, **kept)

    def find_passages(self, caller: str, query: str, area: str, limit: int) -> list[FoundPassage]:
        """The passages nearest to a query, best first.

        Raises:
            QuestionError: an empty query, or one that is too long; a limit out of bounds.
        """
        self.desk.rate.take(caller)
        check_question(query)
        if not 1 <= limit <= MOST_PASSAGES:
            raise QuestionError(f"There is no list of {limit} passages", f"Ask for 1 to {MOST_PASSAGES}")
        sources = {info.source.id: info.source for info in self.assistant.sources()}
        found = self.assistant.passages(query, area or None, limit)
        return [
            FoundPassage(
                document=passage.document,
                page=passage.page,
                section=" › ".join(passage.path),
                text=passage.text,
                start=passage.start,
                end=passage.end,
                score=score,
                **sources[passage.document].model_dump(include={"title", "local_area", "kind", "published"}),
            )
            for passage, score in found
            if passage.document in sources
        ]

    def findings(self, caller: str, area: str, kind: str, document: str, period: str) -> list[dict[str, object]]:
        """Typed facts with their quotes, as ``ingest findings --json`` prints them."""
        self.desk.rate.take(caller)
        what = wanted(area or None, kind or None, document or None, period or None)
        return as_objects(self.assistant.findings(what))

    def progress(self, caller: str, area: str) -> Progress:
        """Weaknesses, actions, recommendations, measures and milestones of a local area, document by document."""
        self.desk.rate.take(caller)
        return self.assistant.progress(area)

    def documents(self, caller: str, area: str) -> list[LoadedDocument]:
        """The documents that are searched."""
        self.desk.rate.take(caller)
        name = (canonical(area) or area) if area else None
        infos = [info for info in self.assistant.sources() if name in (None, info.source.local_area)]
        facts = {"title", "local_area", "kind", "publisher", "published", "inspected", "url", "record"}
        return [
            LoadedDocument(
                document=info.source.id,
                pages=info.pages,
                passages=info.passages,
                findings=info.findings,
                **info.source.model_dump(include=facts),
            )
            for info in infos
        ]
