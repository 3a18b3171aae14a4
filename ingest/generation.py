"""One generation of an index: what one build wrote, whole, never changed afterwards.

Its passages are LlamaIndex nodes with their vectors; everything else (documents, passages in full, findings, the build
record) is packed text in a second collection beside them.
"""

import math
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any, TypeAlias

import numpy as np
from numpy.typing import NDArray

from .documents import Passage, Source
from .errors import StoreError
from .generations import names
from .parts import Part, by_size, part_id, unpack
from .place import Place
from .store import Client, closing_on_failure, collection, disconnect, faults, new_collection

if TYPE_CHECKING:
    from llama_index.vector_stores.chroma import ChromaVectorStore

Vectors: TypeAlias = NDArray[np.float32]
Where: TypeAlias = Mapping[str, str | Sequence[str]]

_READ = 1000
"""Ids in one request."""
_WRITE = 2048
"""Passages in one request, at most."""


class Generation:
    """One build's passages and texts. Safe to read from several threads."""

    def __init__(self, client: Client, place: Place, build: str, passages: Any, texts: Any) -> None:
        self.build = build
        self._client = client
        self.place = place
        self._passages = passages
        self._texts = texts

    @classmethod
    def create(
        cls, client: Client, place: Place, build: str, size: int, about: Mapping[str, str | int]
    ) -> "Generation":
        """Begin a generation that will hold ``size`` passages. It owns the connection.

        Raises:
            StoreError: the store cannot be written.
        """
        with closing_on_failure(client), faults(place):
            passages = new_collection(client, names(build)[0], _batches(size)[-1], about)
            texts = new_collection(client, names(build)[1], 1, about)
        return cls(client, place, build, passages, texts)

    @classmethod
    def open(cls, client: Client, place: Place, build: str) -> "Generation":
        """Open a generation that is there. It owns the connection.

        Raises:
            StoreError: it is not there or cannot be read.
        """
        with closing_on_failure(client), faults(place):
            passages, texts = (collection(client, name) for name in names(build))
        return cls(client, place, build, passages, texts)

    def vector_store(self) -> "ChromaVectorStore":
        """Its passages as a LlamaIndex vector store."""
        from .nodes import vector_store

        return vector_store(self._passages)

    def close(self) -> None:
        """Give the connection back; the second time nothing happens."""
        disconnect(self._client)

    def add_passages(self, passages: Sequence[Passage], source: Mapping[str, Source], vectors: Vectors) -> None:
        """Write passages with their vectors.

        Raises:
            StoreError: the store cannot be written.
        """
        from .nodes import add, node_of  # LlamaIndex's vector store; a reader does without

        start = 0
        for size in _batches(len(passages)):
            chosen = slice(start, start := start + size)
            rows = zip(passages[chosen], vectors[chosen], strict=True)
            nodes = [node_of(passage, source[passage.document], row) for passage, row in rows]
            with faults(self.place):
                add(self._passages, nodes)

    def add_texts(self, parts: Iterable[Part]) -> None:
        """Write packed texts.

        Raises:
            StoreError: the store cannot be written.
        """
        for group in by_size(parts):
            with faults(self.place):
                self._texts.add(
                    ids=[part.id for part in group],
                    embeddings=[[float(part.number)] for part in group],
                    metadatas=[part.model_dump() for part in group],
                )

    def texts(self, kind: str, keys: Sequence[str]) -> list[str]:
        """Texts by what they are and which, in the order asked for.

        Raises:
            StoreError: one is missing or damaged, or the store cannot be read.
        """
        first = self._parts([part_id(kind, key, 0) for key in keys])
        rest = self._parts([part_id(kind, p.key, n) for p in first.values() for n in range(1, p.total)])
        found: dict[str, list[Part]] = {}
        for part in (*first.values(), *rest.values()):
            found.setdefault(part.key, []).append(part)
        try:
            return [unpack(found.get(key, [])) for key in keys]
        except ValueError as fault:
            raise StoreError(f"The index at {self.place} is damaged ({fault})", "Build it again") from fault

    def _parts(self, ids: Sequence[str]) -> dict[str, Part]:
        parts: dict[str, Part] = {}
        with faults(self.place):
            for start in range(0, len(ids), _READ):
                rows = self._texts.get(ids=list(ids[start : start + _READ]), include=["metadatas"])["metadatas"]
                parts.update({part.id: part for part in map(Part.model_validate, rows)})
        return parts

    def count(self) -> int:
        """How many passages it holds.

        Raises:
            StoreError: the store cannot be read.
        """
        with faults(self.place):
            return int(self._passages.count())

    def nearest(self, vector: Sequence[float] | Vectors, k: int, where: Where | None = None) -> list[tuple[str, float]]:
        """Ids of the nearest passages with their cosine similarity, the nearest first.

        Args:
            vector: an embedded question.
            k: how many at most.
            where: values of the passages' metadata that must fit; a list means any of them.

        Raises:
            StoreError: the store cannot be read.
        """
        if k < 1 or (where and not all(where.values())):
            return []
        query = np.asarray(vector, dtype=np.float32)
        with faults(self.place):
            found = self._passages.query(
                query_embeddings=[query], n_results=k, where=_where(where), include=["distances"]
            )
        pairs = zip(found["ids"][0], found["distances"][0], strict=True)
        return sorted(((name, 1.0 - distance) for name, distance in pairs), key=lambda pair: (-pair[1], pair[0]))

    def vectors(self, ids: Sequence[str]) -> Vectors:
        """The passages' vectors, a row each, in the order asked for.

        Raises:
            KeyError: no passage has such an id.
            StoreError: the store cannot be read.
        """
        rows: dict[str, Vectors] = {}
        with faults(self.place):
            for start in range(0, len(ids), _READ):
                found = self._passages.get(ids=list(ids[start : start + _READ]), include=["embeddings"])
                rows.update(zip(found["ids"], np.asarray(found["embeddings"], dtype=np.float32), strict=True))
        return np.stack([rows[name] for name in ids]) if ids else np.empty((0, 0), dtype=np.float32)


def _batches(size: int) -> list[int]:
    """So many passages in requests of about the same size, the last one no larger than the others."""
    requests = max(1, math.ceil(size / _WRITE))
    each = math.ceil(size / requests)
    return [*[each] * (requests - 1), size - each * (requests - 1)]


def _where(wanted: Where | None) -> dict[str, Any] | None:
    conditions: list[dict[str, Any]] = [
        {key: {"$eq": value} if isinstance(value, str) else {"$in": list(value)}}
        for key, value in (wanted or {}).items()
    ]
    return conditions[0] if len(conditions) == 1 else {"$and": conditions} if conditions else None
