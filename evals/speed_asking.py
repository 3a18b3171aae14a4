"""Asking an assistant that stays open: questions it never met, then the same ones with more callers at once."""

import resource
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from time import perf_counter, process_time

import numpy as np

from assistant.ask import Assistant
from evals.speed_runs import peak_mb
from evals.speed_types import Asked, Pass, Peer
from evals.systems import open_system
from ingest.embed import load_embedder
from ingest.index import Index
from ingest.place import Folder

_PEER = "chroma"
"""Asks the same store for the nearest passages, and shows them: what answering costs where nothing is weighed."""


def ask_all(index: Path, questions: Sequence[str], callers: Sequence[int]) -> Asked:
    """Ask all questions once, then again for each number of callers. To be run in a process of its own.

    Args:
        index: folder of the index; the embedder of the settings built it.
        questions: all different.
        callers: how many ask at the same time.

    Raises:
        IndexMissing, IndexMismatch, StoreError, EmbedderError: as for ``Assistant.open``.
    """
    started = perf_counter()
    with Assistant.open(index=index) as assistant:
        opened = perf_counter() - started
        passes = [_pass(assistant.ask, questions, 1, first_time=True)]
        passes += [_pass(assistant.ask, questions, number, first_time=False) for number in callers]
    peak = peak_mb(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)
    return Asked(open_seconds=opened, passes=tuple(passes), peak_mb=peak, peer=_peer(index, questions))


def _pass(ask: Callable[[str], object], questions: Sequence[str], callers: int, first_time: bool) -> Pass:
    started, used = perf_counter(), process_time()
    with ThreadPoolExecutor(callers) as pool:
        took = list(pool.map(lambda question: _ms(ask, question), questions))
    rate, each = len(took) / (perf_counter() - started), 1000 * (process_time() - used) / len(took)
    p50, p95 = _spread(took)
    return Pass(
        callers=callers,
        first_time=first_time,
        n=len(took),
        p50_ms=p50,
        p95_ms=p95,
        per_second=rate,
        processor_ms=each,
    )


def _peer(index: Path, questions: Sequence[str]) -> Peer:
    embedder = load_embedder()
    with Index.open(Folder(path=index), embedder.identity) as opened:
        system = open_system(_PEER, opened, embedder)
        p50, p95 = _spread([_ms(system.ask, question) for question in questions])
    return Peer(name=_PEER, n=len(questions), p50_ms=p50, p95_ms=p95)


def _ms(ask: Callable[[str], object], question: str) -> float:
    started = perf_counter()
    ask(question)
    return 1000 * (perf_counter() - started)


def _spread(took: Sequence[float]) -> tuple[float, float]:
    p50, p95 = np.percentile(took, [50, 95])
    return float(p50), float(p95)
