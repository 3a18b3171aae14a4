"""One generation of an index, to be read: its documents, passages and findings, and what is near a question."""

import json
from collections.abc import Sequence
from functools import cached_property
from threading import RLock
from typing import TYPE_CHECKING
from weakref import finalize

from pydantic import TypeAdapter

from .documents import Document, Finding, Passage
from .errors import IndexMismatch, StoreError
from .generation import Generation, Vectors, Where
from .generations import Generations
from .layout import LAYOUT
from .record import BuildRecord, DocumentInfo

if TYPE_CHECKING:
    from llama_index.vector_stores.chroma import ChromaVectorStore

PASSAGES = TypeAdapter(tuple[Passage, ...])
"""How the passages of a document are written and read."""
FINDINGS = TypeAdapter(tuple[Finding, ...])
"""How the findings of a document are written and read."""


class View:
    """One generation of an index. It never changes; safe to use from several threads.

    Every method raises ``StoreError`` where the store fails.
    """

    def __init__(self, generation: Generation) -> None:
        self._generation = generation
        self._documents: dict[str, Document] = {}
        self._lock = RLock()
        # Whichever thread drops its view last gives the connection back.
        self._close = finalize(self, generation.close)
        self.record = _record(generation)
        """How it was built."""

    def sources(self) -> tuple[DocumentInfo, ...]:
        """Its documents without their texts, in the order of their files."""
        return self.record.documents

    def document(self, name: str) -> Document:
        """A document by its id.

        Raises:
            KeyError: there is none of this id.
        """
        if name not in self._ids:
            raise KeyError(name)
        with self._lock:
            if name not in self._documents:
                self.load([name])
            return self._documents[name]

    def load(self, names: Sequence[str]) -> None:
        """Read documents that will be asked for, all at once, which takes less time than one after another."""
        with self._lock:
            missing = [name for name in dict.fromkeys(names) if name not in self._documents]
            for name, text in zip(missing, self._generation.texts("document", missing), strict=True):
                self._documents[name] = Document.model_validate_json(text)

    def passages(self) -> tuple[Passage, ...]:
        """All passages in the order of the documents."""
        with self._lock:
            return self._passages

    def passages_of(self, names: Sequence[str]) -> list[tuple[Passage, ...]]:
        """The passages of some documents, one after another. They are not kept."""
        return [PASSAGES.validate_json(text) for text in self._generation.texts("passages", names)]

    def findings_of(self, names: Sequence[str]) -> list[tuple[Finding, ...]]:
        """The findings of some documents, one after another. They are not kept."""
        return [FINDINGS.validate_json(text) for text in self._generation.texts("findings", names)]

    def findings(self) -> tuple[Finding, ...]:
        """All findings in the order of the documents."""
        with self._lock:
            return self._findings

    def query(self, vector: Sequence[float] | Vectors, k: int, where: Where | None = None) -> list[tuple[str, float]]:
        """Ids of the nearest passages with their cosine similarity, the nearest first.

        Args:
            vector: the question, embedded by the index's embedder.
            k: how many at most.
            where: what their metadata must say ("local_area", "kind", "document", ...); of a list any will do.
        """
        return self._generation.nearest(vector, k, where)

    def vectors(self, ids: Sequence[str]) -> Vectors:
        """The vectors of passages, a row each, in the order asked for.

        Raises:
            KeyError: there is no passage of such an id.
        """
        return self._generation.vectors(ids)

    def vector_store(self) -> "ChromaVectorStore":
        """The same passages as a LlamaIndex vector store. Only to be read."""
        return self._generation.vector_store()

    @cached_property
    def _ids(self) -> dict[str, None]:
        return dict.fromkeys(info.source.id for info in self.record.documents)

    @cached_property
    def _passages(self) -> tuple[Passage, ...]:
        return tuple(passage for text in self._all("passages") for passage in PASSAGES.validate_json(text))

    @cached_property
    def _findings(self) -> tuple[Finding, ...]:
        return tuple(finding for text in self._all("findings") for finding in FINDINGS.validate_json(text))

    def close(self) -> None:
        """Give the connection back now."""
        self._close()

    def _all(self, kind: str) -> list[str]:
        return self._generation.texts(kind, list(self._ids))


def live_view(generations: Generations) -> View | None:
    """The live generation, whatever made it; ``None`` where no build was ever finished.

    Raises:
        IndexMismatch: it is laid out in another way, so that it cannot be read.
        StoreError: it cannot be reached or read.
    """
    failed = None
    while pointer := generations.pointer():
        try:
            return View(generations.open(pointer.live))
        except StoreError:
            if pointer.live == failed:
                raise
            failed = pointer.live  # two builds may have ended since the pointer was read: look again
    return None


def _record(generation: Generation) -> BuildRecord:
    text = generation.texts("record", [""])[0]
    place = generation.place
    if json.loads(text).get("layout") != LAYOUT:  # looked at before the rest: another layout's record is another type
        what = f"The index at {place} was made by another version of this program"
        raise IndexMismatch(what, f"Build it again: python -m ingest build {place.option}")
    return BuildRecord.model_validate_json(text)
