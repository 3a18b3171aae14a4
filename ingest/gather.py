"""Files -> documents, whichever can be read; several at a time where there are enough PDFs to be worth it."""

import multiprocessing
import os
import signal
import threading
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from multiprocessing.process import BaseProcess
from pathlib import Path
from typing import TypeAlias

from .catalogue import Catalogue
from .cores import cores
from .documents import Document
from .errors import KnownError
from .read import read
from .record import Problem

Outcome: TypeAlias = Document | Problem

_WORTH_IT = 4
"""PDFs from which on further processes are started: each takes a second to begin."""


def gather(files: Sequence[Path], catalogue: Catalogue, each: Callable[[], None]) -> list[Outcome]:
    """Read files. What cannot be read becomes a problem, and the others are read all the same.

    Args:
        files: what to read.
        catalogue: what is known of the documents.
        each: called after each file.

    Returns:
        a document or a problem for each file, in their order.
    """
    pdfs = sum(file.suffix.lower() == ".pdf" for file in files)
    outcomes: list[Outcome] = []
    for outcome in _side_by_side(files, catalogue) if pdfs >= _WORTH_IT and cores() > 1 else _in_turn(files, catalogue):
        outcomes.append(outcome)
        each()
    return outcomes


def _in_turn(files: Sequence[Path], catalogue: Catalogue) -> Iterator[Outcome]:
    return (outcome_of(file, catalogue) for file in files)


def _side_by_side(files: Sequence[Path], catalogue: Catalogue) -> Iterator[Outcome]:
    with _pool(min(cores(), len(files))) as pool:
        futures = [pool.submit(outcome_of, file, catalogue) for file in files]
        for file, future in zip(files, futures, strict=True):
            yield _result(file, catalogue, future)


def _result(file: Path, catalogue: Catalogue, future: "Future[Outcome]") -> Outcome:
    """A file that takes its process down takes all others' with it; each is then given a process of its own."""
    try:
        return future.result()
    except BrokenProcessPool:
        pass
    try:
        with _pool(1) as pool:
            return pool.submit(outcome_of, file, catalogue).result()
    except BrokenProcessPool:
        return Problem(file=str(file), reason=f"{file.name} ended the process that read it. Get the file again.")


def outcome_of(file: Path, catalogue: Catalogue) -> Outcome:
    """The document in a file, or why there is none."""
    try:
        return read(file, catalogue)
    except KnownError as fault:
        return Problem(file=str(file), reason=str(fault))
    except Exception as fault:  # a damaged file makes a reader's library fail in any way
        reason = f"{file.name} cannot be read ({type(fault).__name__}: {fault}). Get the file again, or leave it out."
        return Problem(file=str(file), reason=" ".join(reason.split()))


@contextmanager
def _pool(size: int) -> Iterator[ProcessPoolExecutor]:
    """Processes that read. Whoever is stopped does not wait until they are done with a long file."""
    others = set(multiprocessing.active_children())
    # Not forked: the store's and the embedder's threads do not survive that.
    pool = ProcessPoolExecutor(size, multiprocessing.get_context("spawn"), _begin)
    try:
        yield pool
    except BaseException:
        for process in set(multiprocessing.active_children()) - others:
            process.terminate()
        raise
    finally:
        pool.shutdown(cancel_futures=True)


def _begin() -> None:
    """In a process that reads: Ctrl-C is the parent's to answer, and when the parent is killed this one ends too."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    parent = multiprocessing.parent_process()
    if parent is not None:
        threading.Thread(target=_end_with, args=(parent,), daemon=True).start()


def _end_with(parent: BaseProcess) -> None:
    parent.join()
    os._exit(1)
