"""The words of all passages, to be searched: BM25 as bm25s computes it (Robertson and Zaragoza 2009).

To read every passage for its words takes most of the time in which a large index opens. So what is found is kept in the
cache under the name of the index's generation, which never changes, and taken from there the next time.
"""

import hashlib
import json
import os
import re
import shutil
import tempfile
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from functools import cache, cached_property
from pathlib import Path

import bm25s
import numpy as np
from numpy.typing import NDArray

from ingest import numbers
from ingest.settings import IngestSettings, settings_of
from ingest.view import View

from . import words
from .words import keys

_WORTH_KEEPING = 500
"""Passages from which on their words are kept: fewer are read about as fast as files are."""
_KEPT = 4
"""Generations whose words are kept; those that were not asked for longest go."""
_IDS, _WRITTEN = "ids.json", "words.json"
_WORD = re.compile(r"[a-z]{3,}")


class Lexical:
    """The words of passages, which go by their number in the order of the index. Safe to use from several threads.

    Args:
        bm25: over all passages.
        ids: of the passages.
        written: how many passages have each word of at least three letters as it is written, in small letters.
        sizes: how many passages each document has, in the order of the index.
    """

    def __init__(self, bm25: bm25s.BM25, ids: Sequence[str], written: Mapping[str, int], sizes: Sequence[int]) -> None:
        self._bm25 = bm25
        self.ids = ids
        self.written = written
        self._documents = len(sizes)
        self.owner = np.repeat(np.arange(len(sizes)), sizes)
        """The number of each passage's document."""
        counts = np.diff(bm25.scores["indptr"]).tolist() if ids else []
        numbered = sorted(bm25.vocab_dict.items(), key=lambda pair: pair[1])[: len(counts)] if ids else []
        self._keys = [key for key, _ in numbered]
        self.counts: dict[str, int] = {key: count for key, count in zip(self._keys, counts, strict=True) if count}
        """How many passages say each word or concept."""

    def scores(self, said: list[str]) -> NDArray[np.float32]:
        """The score of every passage for words of which some passage says each."""
        if not said or not self.ids:
            return np.zeros(len(self.ids), dtype=np.float32)
        found: NDArray[np.float32] = self._bm25.get_scores(said)
        return found

    def saying(self, keys: Iterable[str]) -> NDArray[np.bool_]:
        """For each document, by its number, whether its passages say any of some words or concepts."""
        said = self._bm25.scores
        found = np.zeros(self._documents, dtype=bool)
        for number in (self._numbers[key] for key in keys if key in self._numbers):
            passages = said["indices"][said["indptr"][number] : said["indptr"][number + 1]]
            found[self.owner[passages]] = True
        return found

    @cached_property
    def _numbers(self) -> dict[str, int]:
        """Where the passages of a word are found."""
        return {key: number for number, key in enumerate(self._keys)}


def lexical_of(view: View, both: bool = False) -> Lexical:
    """The words of an index's passages: from the cache, or read now and kept there where there are many.

    Args:
        view: the generation of the index.
        both: the words that stand for a concept, too, as a measurement needs them; these are not kept.
    """
    sizes = [info.passages for info in view.sources()]
    if both or sum(sizes) < _WORTH_KEEPING:
        return Lexical(*_read(view, both), sizes)
    folder = settings_of(IngestSettings).cache / "words" / f"{view.record.build}-{_version()}"
    try:
        return Lexical(*_kept(folder, sum(sizes)), sizes)
    except Exception:  # not there, or damaged in whatever way: it can always be made again
        found = _read(view)
    with suppress(OSError):
        _keep(folder, *found)
    return Lexical(*found, sizes)


def _read(view: View, both: bool = False) -> tuple[bm25s.BM25, list[str], dict[str, int]]:
    bm25 = bm25s.BM25(k1=1.2, b=0.75)
    passages = view.passages()
    if passages:
        bm25.index([keys(passage.embedded, both) or ["_"] for passage in passages], show_progress=False)
    written = Counter(word for passage in passages for word in set(_WORD.findall(passage.embedded.lower())))
    return bm25, [passage.id for passage in passages], written


def _kept(folder: Path, size: int) -> tuple[bm25s.BM25, list[str], dict[str, int]]:
    ids, written = (json.loads((folder / name).read_text(encoding="utf-8")) for name in (_IDS, _WRITTEN))
    bm25 = bm25s.BM25.load(folder, show_progress=False)
    if len(ids) != size or bm25.scores["num_docs"] != size:
        raise ValueError("of another index")
    with suppress(OSError):
        os.utime(folder)  # it was asked for now
    return bm25, ids, written


def _keep(folder: Path, bm25: bm25s.BM25, ids: Sequence[str], written: Mapping[str, int]) -> None:
    """Write beside and rename, so that nobody reads half of it; then remove what nobody asked for any more."""
    folder.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    with tempfile.TemporaryDirectory(dir=folder.parent, ignore_cleanup_errors=True) as beside:
        new = Path(beside) / folder.name
        bm25.save(new, show_progress=False)
        for name, content in ((_IDS, ids), (_WRITTEN, written)):
            (new / name).write_text(json.dumps(content), encoding="utf-8")
        shutil.rmtree(folder, ignore_errors=True)
        new.replace(folder)
    for old in sorted(_folders(folder.parent), key=lambda path: path.stat().st_mtime, reverse=True)[_KEPT:]:
        shutil.rmtree(old, ignore_errors=True)


def _folders(parent: Path) -> Iterable[Path]:
    return (path for path in parent.iterdir() if path.is_dir() and not path.name.startswith("tmp"))


@cache
def _version() -> str:
    """A digest of what decides which words a text has."""
    code = [Path(module.__file__ or "") for module in (words, numbers)]
    here = Path(__file__).parent
    digest = hashlib.sha256(bm25s.__version__.encode())
    for file in (Path(__file__), *code, here / "lexicon.yaml", here / "stopwords.txt", here / "bridges.yaml"):
        digest.update(file.read_bytes())
    return digest.hexdigest()[:12]
