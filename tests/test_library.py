"""What is kept of a large index for its next opening: the same words as read anew, and nothing that is not of it."""

import os
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import numpy as np
import pytest

from assistant import lexical
from assistant.lexical import lexical_of
from assistant.library import Library
from assistant.words import keys, says
from ingest.index import Index
from ingest.place import Folder
from ingest.settings import IngestSettings

SAID = ["=ehcp", "=weakness", "walsal"]


@pytest.fixture
def kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder of kept words, where words of small indexes are kept too."""
    monkeypatch.setattr(lexical, "_WORTH_KEEPING", 1)
    monkeypatch.setattr(lexical, "settings_of", lambda tree: IngestSettings(cache=tmp_path))
    return tmp_path / "words"


@pytest.fixture(scope="module")
def index(records_index: Folder) -> Iterator[Index]:
    """The records."""
    with closing(Index.open(records_index)) as opened:
        yield opened


def test_words_that_were_kept_are_those_that_were_read(kept: Path, index: Index) -> None:
    read, again = lexical_of(index.view), lexical_of(index.view)
    assert [path.name.startswith(index.record.build) for path in kept.iterdir()] == [True]
    assert read.ids == again.ids == [passage.id for passage in index.passages()]
    assert read.counts == again.counts
    assert read.scores(SAID).max() > 0 and np.array_equal(read.scores(SAID), again.scores(SAID))
    for said in SAID:
        assert read.saying([said]).any() and np.array_equal(read.saying([said]), again.saying([said]))


def test_kept_words_are_not_read_again(kept: Path, index: Index, monkeypatch: pytest.MonkeyPatch) -> None:
    lexical_of(index.view)
    monkeypatch.setattr(lexical, "_read", lambda view: pytest.fail("read again"))
    lexical_of(index.view)


def test_the_words_that_were_not_asked_for_longest_go_first(kept: Path, index: Index) -> None:
    newer = [kept / f"2999010{day}T000000Z-00000000-0" for day in range(1, 5)]  # of indexes that were built later
    for day, folder in enumerate(newer):
        folder.mkdir(parents=True)
        os.utime(folder, (day, day))
    lexical_of(index.view)
    (own,) = set(kept.iterdir()) - set(newer)
    assert not newer[0].exists() and all(folder.exists() for folder in newer[1:])
    os.utime(own, (0, 0))
    lexical_of(index.view)
    assert own.stat().st_mtime > newer[-1].stat().st_mtime


def test_damaged_words_are_read_again(kept: Path, index: Index) -> None:
    whole = lexical_of(index.view).counts
    for name in ("ids.json", "data.csc.index.npy", "vocab.index.json"):
        (folder,) = kept.iterdir()
        (folder / name).write_bytes(b"[]")
        assert lexical_of(index.view).counts == whole
        assert (folder / name).stat().st_size > 2  # and kept whole again


def test_where_nothing_can_be_kept_words_are_read(kept: Path, index: Index) -> None:
    kept.write_text("in the way")
    assert lexical_of(index.view).counts


def test_a_passage_is_found_by_its_number_and_its_words(index: Index) -> None:
    library = Library(index.view)
    passages = list(index.passages())
    assert library.passages(range(len(passages))) == passages
    assert [library.position[passage.id] for passage in passages] == list(range(len(passages)))
    every = library.documents_of([])
    (one, *_) = library.documents_of(["Worcestershire"])
    words = keys(next(passage.embedded for passage in passages if passage.document == one))
    said = " ".join([key for key in sorted(words) if key.isalpha() and library.known_as(key) == key][:3])
    assert library.lexical(said, every, 5) == library.lexical(said, every, 100)[:5]
    assert {passage.document for passage in library.passages(library.lexical(said, [one], 100))} == {one}


def test_documents_that_may_say_enough_are_those_whose_passages_do(index: Index) -> None:
    library = Library(index.view)
    weights = {"=ehcp": 2.0, "walsal": 1.0, "nowhere": 4.0}
    said = {
        id_: {key for p in index.passages() if p.document == id_ for key in keys(p.embedded)} for id_ in library.sources
    }
    for least in (1.0, 2.0, 3.0, 5.0):
        wanted = [id_ for id_ in said if sum(w for key, w in weights.items() if says(key, said[id_])) >= least]
        assert library.saying(weights, least) == wanted


def test_findings_are_those_of_the_documents_asked_for(index: Index) -> None:
    library = Library(index.view)
    every = [finding for finding in index.findings() if finding.kind == "milestone"]
    assert [known.finding for known in library.findings.of("milestone", library.sources)] == every
    one = every[-1].document
    assert [k.finding for k in library.findings.of("milestone", [one])] == [f for f in every if f.document == one]
