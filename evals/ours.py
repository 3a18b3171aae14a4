"""This project as a system to be measured: the assistant, and what it retrieves before it answers."""

from collections.abc import Sequence
from functools import cached_property
from itertools import zip_longest

from assistant.answers import Answer, Turn
from assistant.ask import Assistant
from assistant.library import Library
from assistant.parts import ALL, Parts
from assistant.retrieve import retrieve
from assistant.two_parts import parts_of
from assistant.understand import understand
from evals.pages import hit
from evals.ranking import Hit
from ingest.areas import canonical
from ingest.documents import Passage
from ingest.embed import Embedder
from ingest.index import Index


class Ours:
    """The assistant on an index. Safe to use from several threads.

    Args:
        index: what to answer from.
        embedder: the one that built it.
        parts: of the pipeline.
    """

    def __init__(self, index: Index, embedder: Embedder, parts: Parts = ALL) -> None:
        self._index, self._embedder, self._parts = index, embedder, parts
        self._assistant = Assistant(index, embedder, parts=parts)

    @property
    def details(self) -> dict[str, str]:
        """The parts that are left out, for the run's settings; empty where none is."""
        return {"without": ", ".join(self._parts.off)} if self._parts.off else {}

    def ask(
        self, question: str, history: Sequence[Turn] = (), area: str | None = None, generator: str = "quotes"
    ) -> Answer:
        """As ``Assistant.ask``."""
        return self._assistant.ask(question, history, area, generator)

    def document_text(self, document_id: str) -> str:
        """As ``Assistant.document_text``."""
        return self._assistant.document_text(document_id)

    def retrieved(self, question: str, history: Sequence[Turn] = (), area: str | None = None) -> list[Hit]:
        """The passages found for a question, best first; those of a question in two parts take turns."""
        keep_to = canonical(area) if area else None
        found = [
            [passage for passage, _ in retrieve(self._library, self._embedder, asked).passages]
            for part, before in parts_of(question, history)
            for asked in [understand(part, before, keep_to, self._parts)]
        ]
        in_turn = [passage for group in zip_longest(*found) for passage in group if passage is not None]
        return [self._hit(passage) for passage in dict.fromkeys(in_turn)]

    @cached_property
    def _library(self) -> Library:
        return Library(self._index.view, self._parts)

    def _hit(self, passage: Passage) -> Hit:
        return hit(self._index.view.document(passage.document), passage.start, passage.end)
