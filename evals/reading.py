"""How long reading takes: files -> documents -> findings, as a build does it, without embedding anything.

Where fewer files are given than are wanted, they are read again and again: reading keeps nothing from one file to the
next.
"""

import os
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from itertools import cycle, islice
from pathlib import Path
from time import perf_counter

from evals.made_corpus import write_corpus
from evals.settings import machine
from ingest.catalogue import Catalogue
from ingest.documents import Document, Frozen
from ingest.extract import extract
from ingest.find import find_files
from ingest.gather import gather
from ingest.progress import Progress


class Reading(Frozen):
    """A measurement of reading."""

    machine: str
    load: float | None
    """Processes that ran or waited for a processor when it began, mean of a minute; other work slows everything."""
    files: int
    different: int
    """How many of them are not the same file again."""
    unread: int
    """Files that are no readable document."""
    pages: int | None
    """Of all that have pages; ``None`` where no format has any."""
    characters: int
    findings: int
    read_seconds: float
    """On the clock, all cores together."""
    findings_seconds: float
    """On the clock, one core."""
    processor_seconds: float
    """Of all processors together: what other work on the machine lengthens far less than the clock's."""


def measure_reading(corpus: Path | None, files: int, progress: Progress) -> Reading:
    """Read so many files and take out their findings.

    Args:
        corpus: folder of documents or one; ``None`` for made ones.
        files: how many to read.
        progress: told what was done, and of how much.

    Raises:
        NothingToRead: there is no such folder, or no document in it.
    """
    load = os.getloadavg()[0] if hasattr(os, "getloadavg") else None
    with _files(corpus, files) as given:
        wanted = list(islice(cycle(given), files))
        begun, used = perf_counter(), _processor_seconds()
        documents = _read(wanted, progress)
        read = perf_counter()
        found = 0
        for number, document in enumerate(documents, 1):
            found += len(extract(document))
            progress("Findings", number, len(documents))
        ended = perf_counter()
    pages = sum(document.pages or 0 for document in documents)
    return Reading(
        machine=machine(),
        load=load,
        files=len(wanted),
        different=len(set(wanted)),
        unread=len(wanted) - len(documents),
        pages=pages or None,
        characters=sum(len(document.text) for document in documents),
        findings=found,
        read_seconds=read - begun,
        findings_seconds=ended - read,
        processor_seconds=_processor_seconds() - used,
    )


def _processor_seconds() -> float:
    """Of this process and of those that it started and that have ended."""
    return sum(os.times()[:4])


def _read(files: Sequence[Path], progress: Progress) -> list[Document]:
    done = 0

    def each() -> None:
        nonlocal done
        done += 1
        progress("Reading", done, len(files))

    return [outcome for outcome in gather(files, Catalogue(), each) if isinstance(outcome, Document)]


@contextmanager
def _files(corpus: Path | None, files: int) -> Iterator[list[Path]]:
    if corpus is not None:
        yield find_files([corpus])
        return
    with tempfile.TemporaryDirectory() as folder:
        write_corpus(Path(folder), files)
        yield find_files([Path(folder)])
