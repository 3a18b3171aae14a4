"""What the peers that search our own passages share: a ranking of passages becomes an answer."""

from abc import ABC, abstractmethod
from collections.abc import Sequence
from time import perf_counter
from typing import ClassVar

from assistant.answers import Answer, Turn
from evals.peers.quoting import Quoting, Text
from evals.ranking import Hit
from ingest.documents import Passage
from ingest.embed import Embedder
from ingest.index import Index

RANKED = 20
"""Passages in a ranking that is measured; the answer has fewer."""


class OverPassages(ABC):
    """Answers with the first passages of a ranking. A follow-up is asked as it stands, without the turns before it.

    Args:
        index: whose passages are searched.
        embedder: the one that built it.
    """

    name: ClassVar[str]
    shown: ClassVar[int]
    """Passages in an answer: the library's own default."""

    def __init__(self, index: Index, embedder: Embedder) -> None:
        self.view, self.embedder = index.view, embedder
        self.passages = {passage.id: passage for passage in self.view.passages()}
        self._quoting = Quoting(self.view)
        self._areas = {info.source.id: info.source.local_area for info in self.view.sources()}

    @property
    def details(self) -> dict[str, str]:
        """What decides its answers, for the run's settings."""
        return {"passages in an answer": str(self.shown)}

    @abstractmethod
    def ranking(self, question: str, k: int, area: str | None) -> list[Passage]:
        """The ``k`` best passages, best first; of one local area if one is given."""

    def ask(
        self, question: str, history: Sequence[Turn] = (), area: str | None = None, generator: str = "quotes"
    ) -> Answer:
        """The best passages, as they stand."""
        started = perf_counter()
        found = self.ranking(question, self.shown, area)
        milliseconds = 1000 * (perf_counter() - started)
        return self._quoting.answer(question, [_text(passage) for passage in found], milliseconds, self.name)

    def retrieved(self, question: str, history: Sequence[Turn] = (), area: str | None = None) -> list[Hit]:
        """The same ranking, further down."""
        return self._quoting.hits(_text(passage) for passage in self.ranking(question, RANKED, area))

    def document_text(self, document_id: str) -> str:
        """The text of a document of the index."""
        return self.view.document(document_id).text

    def area_of(self, passage: Passage) -> str | None:
        """The local area of a passage's document."""
        return self._areas[passage.document]


def _text(passage: Passage) -> Text:
    return Text(text=passage.text, document=passage.document, slices=((passage.start, passage.end),))
