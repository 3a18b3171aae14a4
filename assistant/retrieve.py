"""Question -> passages: dense and lexical retrieval, fused by reciprocal rank.

Reports of this genre share most of their wording, so the local area decides first: only documents about the areas
that a question names are searched. Fusion: Cormack, Clarke and Buettcher, "Reciprocal rank fusion outperforms
Condorcet and individual rank learning methods", SIGIR 2009.
"""

from collections.abc import Collection, Iterable, Iterator, Sequence
from functools import partial

import numpy as np

from ingest.documents import Passage
from ingest.embed import Embedder

from .adapter import turned
from .forms import ASKS_NOW
from .late import Late
from .library import Library
from .periods import may_tell
from .understand import Understood

_RRF_K = 20  # the paper's 60 is for rankings of a thousand; of forty, the first ranks are to count for more
_DEPTH = 40  # passages taken from each ranking
_DENSE = 0.9  # what the dense ranking weighs against the lexical one, which knows names and numbers
_TURNED = 3.0  # parts of the turned vector to one of the vector as it is, which knows names best
_NEWEST = 1 / (2 * _RRF_K)  # what the newest document gains where the question asks how things are now
_OF_THE_PERIOD = 1 / (2 * _RRF_K)  # what a document gains that may tell of the period asked about


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
    scores: dict[int, float] = {}
    for ranking, weight in _rankings(library, embedder, question, documents):
        for rank, position in enumerate(ranking):
            scores[position] = scores.get(position, 0.0) + weight / (_RRF_K + rank + 1)
    for position, gain in _gains(library, question, scores).items():
        scores[position] += gain
    best = sorted(scores, key=lambda position: (-scores[position], position))[:top]
    return [(passage, scores[p]) for p, passage in zip(best, library.passages(best), strict=True)]


def _rankings(
    library: Library, embedder: Embedder, question: Understood, documents: tuple[str, ...]
) -> Iterator[tuple[list[int], float]]:
    """Each ranking and what it weighs."""
    if library.parts.dense:
        yield _dense(library, embedder, question, documents), _DENSE
    if library.parts.lexical:
        yield _lexical(library, question, documents), 1.0


def _gains(library: Library, question: Understood, positions: Collection[int]) -> dict[int, float]:
    """What passages gain by when their document is of."""
    if question.periods:
        documents = {library.document_at(position) for position in positions}
        telling = {document for document in documents if may_tell(library, question, document)}
        return {position: _OF_THE_PERIOD for position in positions if library.document_at(position) in telling}
    if ASKS_NOW.search(question.standalone):
        return {position: _NEWEST * share for position, share in _newness(library, positions).items()}
    return {}


def _newness(library: Library, positions: Iterable[int]) -> dict[int, float]:
    """How new the document of each passage is: 1 the newest of them, 0 the oldest, or one whose date is not known."""
    ages = {position: library.age(library.document_at(position)) for position in positions}
    order = sorted(set(ages.values()))
    return {position: order.index(age) / max(len(order) - 1, 1) for position, age in ages.items()}


def _dense(library: Library, embedder: Embedder, question: Understood, documents: tuple[str, ...]) -> list[int]:
    """Passages by the question's vector, most of the way to where it is turned."""
    where = {"document": list(documents)} if len(documents) < len(library.view.sources()) else None
    vector = np.asarray(embedder.get_query_embedding(question.embedded), dtype=np.float32)
    if library.parts.adapter:
        between = vector + _TURNED * turned(question.embedded, embedder)
        vector = between / np.linalg.norm(between)
    found = library.view.query(vector.tolist(), _DEPTH, where)
    return [library.position[id_] for id_, _ in found if id_ in library.position]


def _lexical(library: Library, question: Understood, documents: tuple[str, ...]) -> list[int]:
    return library.lexical(question.standalone, documents, _DEPTH)
