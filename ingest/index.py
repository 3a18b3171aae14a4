"""An index for those who ask: what it holds, what is near a question, and whether a newer one was built.

index = Index.open(place, embedder.identity)
index.refresh()               # before each question: the newest generation, if one was swapped in
view = index.view             # a question uses one view throughout, whatever is swapped in meanwhile
view.query(embedder.get_query_embedding(question), k=20, where={"local_area": "Walsall"})
"""

import shlex
from collections.abc import Sequence
from threading import Lock
from types import TracebackType

from .documents import Document, Finding, Passage
from .errors import IndexMismatch, IndexMissing
from .generation import Vectors, Where
from .generations import Generations, generations_at
from .parser_version import PARSER_VERSION
from .place import Place
from .record import BuildRecord, DocumentInfo
from .view import View, live_view


class Index:
    """The live generation of an index, whichever that is. Safe to use from several threads."""

    def __init__(self, place: Place, embedder: str | None, generations: Generations) -> None:
        self.place = place
        self._embedder = embedder
        self._generations = generations
        self._lock = Lock()
        self._view = self._newest()

    @classmethod
    def open(cls, place: Place, embedder_identity: str | None = None) -> "Index":
        """Open the index at a place.

        Args:
            place: a folder or a server.
            embedder_identity: of the embedder that will embed the questions; ``None`` if none will be asked.

        Raises:
            IndexMissing: no build was ever finished there.
            IndexMismatch: another embedder, or another version of the parser, made it.
            StoreError: it cannot be reached or read.
        """
        return cls(place, embedder_identity, generations_at(place))

    @property
    def view(self) -> View:
        """What it answers from now. One question should use one view throughout."""
        return self._view

    def refresh(self) -> bool:
        """Answer from the newest generation. Reads one small file, or asks the server once.

        Returns:
            whether there was a newer one.

        Raises:
            IndexMismatch: there is a newer one, made by another embedder or another version of the parser.
            StoreError: it cannot be reached or read.
        """
        with self._lock:
            pointer = self._generations.pointer()
            if pointer is None or pointer.live == self._view.record.build:
                return False
            self._view = self._newest()
            return True

    @property
    def record(self) -> BuildRecord:
        """How it was built."""
        return self._view.record

    def sources(self) -> tuple[DocumentInfo, ...]:
        """As ``View.sources``."""
        return self._view.sources()

    def document(self, name: str) -> Document:
        """As ``View.document``."""
        return self._view.document(name)

    def passages(self) -> tuple[Passage, ...]:
        """As ``View.passages``."""
        return self._view.passages()

    def findings(self) -> tuple[Finding, ...]:
        """As ``View.findings``."""
        return self._view.findings()

    def query(self, vector: Sequence[float] | Vectors, k: int, where: Where | None = None) -> list[tuple[str, float]]:
        """As ``View.query``."""
        return self._view.query(vector, k, where)

    def vectors(self, ids: Sequence[str]) -> Vectors:
        """As ``View.vectors``."""
        return self._view.vectors(ids)

    def close(self) -> None:
        """Give all connections back."""
        self._view.close()
        self._generations.close()

    def __enter__(self) -> "Index":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, fault: BaseException | None, where: TracebackType | None
    ) -> None:
        self.close()

    def _newest(self) -> View:
        view = live_view(self._generations)
        if view is None:
            raise missing(self.place)
        refuse_mismatch(view.record, self.place, self._embedder)
        return view


def missing(place: Place) -> IndexMissing:
    """The error that there is nothing to open at a place."""
    return IndexMissing(f"There is no index at {place} yet", f"Build one: python -m ingest build {place.option}")


def refuse_mismatch(record: BuildRecord, place: Place, embedder: str | None = None) -> None:
    """Check that an index was made by what would read it.

    Args:
        record: how it was built.
        place: where it is.
        embedder: identity of the embedder that will embed the questions; ``None`` if none will be asked.

    Raises:
        IndexMismatch: another embedder, or another version of the parser, made it.
    """
    again = f"Build it again: python -m ingest build {shlex.join(record.paths)} {place.option}"
    if record.parser != PARSER_VERSION:
        what = (
            f"The index at {place} was made by version {record.parser} of the parser, this is version {PARSER_VERSION}"
        )
        raise IndexMismatch(what, again)
    if embedder is not None and record.embedder != embedder:
        what = f"The index at {place} was made with the embedder {record.embedder}, and this is {embedder}"
        raise IndexMismatch(what, f"{again}, or set SEND_EMBEDDER to the one that made it")
