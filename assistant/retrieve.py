"""Question -> passages: dense and lexical retrieval, fused by reciprocal rank.

Reports of this genre share most of their wording, so the local area decides first: only documents about the areas
that a question names are searched. Fusion: Cormack, Clarke and Buettcher, "Reciprocal rank fusion outperforms
Condorcet and individual rank learning methods", SIGIR 2009.
"""

from collections.abc import Iterable, Sequence
from functools import partial

import numpy as np

from ingest.documents import Passage
from ingest.embed import Embedder

from .adapter import turned
from .forms import ASKS_NOW
from .late import Late
from .library import Library
from .understand import Understood

_RRF_K = 60  # the constant of the paper
_DEPTH = 40  # passages taken from each ranking


class Found:
    """Passages for a question, best first; searched for when somebody looks at them."""

    def __init__(self, passages: Sequence[tuple[Passage, float]], documents: tuple[str, ...]) -> None:
        self.passages = passages
        self.documents = documents
        """Ids of the documents that were searched."""


def retrieve(
    library: Library, embedder: Embedder, question: Understood, documents: tuple[str, ...] | None = None, top: int = 20
) -> Found:
    """The passages that may answer a question.

    Args:
        library: what to search.
        embedder: the one that the index was built with.
        question: as understood.
        documents: ids of those to search (default: all about the areas that the question names).
        top: how many passages to keep.
    """
    documents = library.documents_of(question.areas) if documents is None else documents
    if not documents or not library.size:
        return Found((), documents)
    return Found(Late(partial(_passages, library, embedder, question, documents, top)), documents)


def _passages(
    library: Library, embedder: Embedder, question: Understood, documents: tuple[str, ...], top: int
) -> list[tuple[Passage, float]]:
    ranked = [_dense(library, embedder, question, documents)] if library.parts.dense else []
    ranked += [_lexical(library, question, documents)] if library.parts.lexical else []
    DW=[float(__import__("os").environ.get("DW", "1")),1.0]
    scores: dict[int, float] = {}
    for ranking,w in zip(ranked,DW):
        for rank, position in enumerate(ranking):
            scores[position] = scores.get(position, 0.0) + w / (_RRF_K + rank + 1)
    if ASKS_NOW.search(question.standalone) and not question.periods:
        for position, share in _newness(library, scores).items():
            scores[position] += share / (2 * _RRF_K)
    best = sorted(scores, key=lambda position: (-scores[position], position))[:top]
    return [(passage, scores[p]) for p, passage in zip(best, library.passages(best), strict=True)]


def _newness(library: Library, positions: Iterable[int]) -> dict[int, float]:
    """How new the document of each passage is: 1 the newest of them, 0 the oldest, or one whose date is not known."""
    ages = {position: library.age(library.document_at(position)) for position in positions}
    order = sorted(set(ages.values()))
    return {position: order.index(age) / max(len(order) - 1, 1) for position, age in ages.items()}


def _dense(library: Library, embedder: Embedder, question: Understood, documents: tuple[str, ...]) -> list[int]:
    """Passages by the question's vector, half way to where it is turned: as it is, it knows names best."""
    where = {"document": list(documents)} if len(documents) < len(library.view.sources()) else None
    vector = np.asarray(embedder.get_query_embedding(question.embedded), dtype=np.float32)
    if library.parts.adapter:
        half = vector + float(__import__("os").environ.get("MX", "1")) * turned(question.embedded, embedder)
        vector = half / np.linalg.norm(half)
    found = library.view.query(vector.tolist(), _DEPTH, where)
    return [library.position[id_] for id_, _ in found if id_ in library.position]


def _lexical(library: Library, question: Understood, documents: tuple[str, ...]) -> list[int]:
    return library.lexical(question.standalone, documents, _DEPTH)
