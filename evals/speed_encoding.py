"""Our embedder against plain sentence-transformers, on the same passages, in turns, so that other work slows both."""

from collections.abc import Callable, Sequence
from pathlib import Path
from statistics import median
from time import perf_counter

import numpy as np

from evals.speed_types import Encoding
from ingest.documents import Passage
from ingest.embed import load_embedder
from ingest.embedding import embed
from ingest.generation import Vectors
from ingest.index import Index
from ingest.place import Folder
from ingest.progress import silent
from ingest.weights import BUILT_IN, built_in_folder


def compare(index: Path, most: int, rounds: int) -> Encoding:
    """Embed passages of an index in both ways. To be run in a process of its own: it loads a training framework.

    Args:
        index: its folder; the built-in embedder built it.
        most: how many passages to take.
        rounds: how often each way has its turn, after one that does not count.

    Raises:
        IndexMissing, IndexMismatch, StoreError, EmbedderError: as for opening an index and loading its embedder.
    """
    embedder = load_embedder(BUILT_IN)
    with Index.open(Folder(path=index), embedder.identity) as opened:
        passages = evenly(opened.passages(), most)
    plain = _plain()
    ways: tuple[Callable[[], Vectors], ...] = (
        lambda: embed(passages, None, lambda: embedder, silent)[0],
        lambda: plain([passage.embedded for passage in passages]),
    )
    ours, theirs = (way() for way in ways)
    rates = [[len(passages) / _seconds(way) for way in ways] for _ in range(rounds)]
    ratios = tuple(mine / other for mine, other in rates)
    return Encoding(
        passages=len(passages),
        ours=median(mine for mine, _ in rates),
        plain=median(other for _, other in rates),
        ratios=ratios,
        ratio=median(ratios),
        least_likeness=float((ours * theirs).sum(axis=1).min()),
    )


def evenly(passages: Sequence[Passage], most: int) -> list[Passage]:
    """So many passages at most with different texts, from all parts of an index."""
    different = list({passage.embedded: passage for passage in passages}.values())
    count = min(most, len(different))
    return [different[number * len(different) // count] for number in range(count)]


def _plain() -> Callable[[list[str]], Vectors]:
    """``SentenceTransformer.encode`` as it comes, but for what the model itself reads: 256 tokens."""
    from sentence_transformers import SentenceTransformer

    model = SentenceTransformer(str(built_in_folder()), device="cpu", local_files_only=True)
    model.max_seq_length = 256

    def encode(texts: list[str]) -> Vectors:
        vectors = np.asarray(model.encode(texts, show_progress_bar=False), dtype=np.float32)
        return np.asarray(vectors / np.linalg.norm(vectors, axis=1, keepdims=True), dtype=np.float32)

    return encode


def _seconds(work: Callable[[], object]) -> float:
    started = perf_counter()
    work()
    return perf_counter() - started
