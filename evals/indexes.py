"""The index that a measurement asks: built of a corpus, or found where the options and the settings say."""

import sys
from pathlib import Path

from ingest.build import build
from ingest.index import Index
from ingest.place import Folder, place_of
from ingest.settings import IngestSettings, settings_of
from ingest.weights import identity_of


def built(corpus: Path, index: Path, embedder: str | None) -> Path:
    """Build an index of a corpus; files that cannot be read are named on stderr.

    Args:
        corpus: a file or folder of documents.
        index: folder of the index.
        embedder: name or folder of the embedder, if not the built-in one.
    """
    summary = build([corpus], Folder(path=index.absolute()), embedder)
    for problem in summary.problems:
        sys.stderr.write(f"left out: {problem.file}: {problem.reason}\n")
    return index


def opened(index: Path | None, chroma: str | None, embedder: str | None) -> Index:
    """The index that is named, or else the one in the settings, as the assistant would find it.

    Raises:
        IndexMissing: nothing was built there yet.
        IndexMismatch: another embedder or parser made it.
    """
    settings = settings_of(IngestSettings)
    server = chroma or (None if index else settings.chroma)
    return Index.open(place_of(index or settings.index, server), identity_of(embedder))
