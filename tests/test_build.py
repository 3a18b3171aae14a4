"""The build: only what changed is done again, and whatever happens on the way, the index answers."""

import os
import resource
import shutil
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, contextmanager
from pathlib import Path
from typing import NoReturn

import pytest

from ingest.build import build
from ingest.catalogue import DEFAULT_CORPUS, Catalogue
from ingest.documents import Document
from ingest.embed import Embedder, Wrapped
from ingest.errors import IndexMismatch, NothingToRead, StoreError
from ingest.gather import gather
from ingest.index import Index
from ingest.place import Folder, Place
from ingest.record import Problem
from ingest.store import connect


class Untouchable(Embedder):
    """An embedder that only says which it is: an up-to-date index must ask no more of it."""

    def __init__(self, like: Embedder) -> None:
        super().__init__(like.model_name, like.identity, like.max_tokens)

    def count_tokens(self, text: str) -> int:
        raise AssertionError("the embedder was used")

    def get_text_embedding_batch(self, texts: Sequence[str]) -> list[list[float]]:
        raise AssertionError("the embedder was used")


def test_an_index_holds_what_was_read(place: Place, corpus: Path, embedder: Embedder) -> None:
    summary = build([corpus], place, embedder)
    with Index.open(place, embedder.identity) as index:
        passages = index.passages()
        assert summary.documents == len(index.sources()) == 3
        assert summary.passages == summary.embedded == len(passages) == index.record.passages > 10
        assert summary.sections == index.record.sections >= 3
        assert (summary.unchanged, summary.removed, summary.problems) == (0, 0, ())
        assert summary.index == str(place)
        for info in index.sources():
            document = index.document(info.source.id)
            own = [passage for passage in passages if passage.document == info.source.id]
            assert document.source == info.source
            assert len(own) == info.passages > 0
            assert all(passage.text == document.text[passage.start : passage.end] for passage in own)
            assert all(embedder.count_tokens(passage.embedded) <= index.record.max_tokens for passage in own)
        # Each passage is nearest to itself: vectors and texts were not mixed up.
        for passage in passages:
            vector = embedder.get_text_embedding(passage.embedded)
            ((nearest, similarity),) = index.query(vector, 1)
            assert nearest == passage.id and abs(similarity - 1) < 1e-4


def test_a_second_build_does_nothing(place: Place, corpus: Path, quick: Embedder) -> None:
    first = build([corpus], place, quick)
    with Index.open(place) as index:
        before = index.record
        second = build([corpus], place, Untouchable(quick))
        assert not index.refresh() and index.record == before
    assert (second.embedded, second.unchanged, second.removed) == (0, first.documents, 0)
    assert second.passages == first.passages


def test_only_what_changed_is_embedded(place: Place, corpus: Path, quick: Embedder) -> None:
    build([corpus], place, quick)
    with Index.open(place) as index:
        before = {passage.embedded for passage in index.passages()}
        vectors = {p.embedded: index.vectors([p.id])[0].tolist() for p in index.passages()}
        changed = corpus / "worcestershire-2018-inspection.md"
        text = changed.read_text()
        changed.write_text(text + "\n\nThe council wrote to all parents on 3 June 2019.\n")
        summary = build([corpus], place, quick)
        assert index.refresh()
        after = [passage.embedded for passage in index.passages()]
        assert summary.embedded == len(set(after) - before) == 1
        assert summary.unchanged == 2
        assert any("wrote to all parents on 3 June 2019" in passage for passage in after)
        for passage in index.passages():
            if passage.embedded in before:
                assert index.vectors([passage.id])[0].tolist() == pytest.approx(vectors[passage.embedded], abs=1e-6)


def test_a_removed_file_leaves(place: Place, corpus: Path, quick: Embedder) -> None:
    build([corpus], place, quick)
    gone = "worcestershire-2018-inspection"
    (corpus / f"{gone}.md").unlink()
    summary = build([corpus], place, Untouchable(quick))
    assert (summary.documents, summary.embedded, summary.unchanged, summary.removed) == (2, 0, 2, 1)
    with Index.open(place) as index:
        assert gone not in {info.source.id for info in index.sources()}
        assert gone not in {passage.document for passage in index.passages()}
        assert not index.query(quick.get_query_embedding("Worcestershire"), 5, {"document": gone})
        with pytest.raises(KeyError):
            index.document(gone)


def test_an_original_takes_the_place_of_its_record(place: Place, corpus: Path, quick: Embedder) -> None:
    build([corpus], place, quick)
    name = "walsall-inspections-and-outcomes"
    original = corpus / "originals" / f"{name}.txt"
    original.parent.mkdir()
    original.write_text("SEND inspections and outcomes\n\nInspectors came to Walsall in February 2019.\n")
    summary = build([corpus], place, quick)
    assert (summary.documents, summary.removed, summary.problems) == (3, 0, ())
    with Index.open(place) as index:
        document = index.document(name)
        assert not document.source.record and "Inspectors came to Walsall in February 2019" in document.text
    original.unlink()
    build([corpus], place, quick)
    with Index.open(place) as index:
        assert index.document(name).source.record


def test_two_files_of_one_name_are_reported(tmp_path: Path, corpus: Path, quick: Embedder) -> None:
    for ending in ("txt", "html"):
        (corpus / f"letter.{ending}").write_text("<p>Inspectors visited Bexley in March 2024.</p>")
    summary = build([corpus], Folder(path=tmp_path / "index"), quick)
    assert summary.documents == 4
    (problem,) = summary.problems
    assert Path(problem.file).name == "letter.txt" and "same id as letter.html" in problem.reason


def test_files_that_cannot_be_read_are_named_and_the_rest_is_built(place: Place, corpus: Path, quick: Embedder) -> None:
    spoilt = {"empty.txt": b"", "notes.rtf": b"{\\rtf1}", "page.pdf": b"<html>no PDF</html>"}
    # As many PDFs as it takes to read them side by side.
    spoilt |= {f"corrupt-{n}.pdf": b"%PDF-1.7\n" + bytes(range(256)) * 8 for n in range(5)}
    for name, content in spoilt.items():
        (corpus / name).write_bytes(content)
    summary = build([corpus], place, quick)
    assert summary.documents == 3
    assert sorted(Path(problem.file).name for problem in summary.problems) == sorted(spoilt)
    assert all(Path(problem.file).name in problem.reason for problem in summary.problems)
    again = build([corpus], place, Untouchable(quick))
    assert again.problems == summary.problems  # nothing changed, and they still are not read
    with Index.open(place) as index:
        assert index.record.problems == summary.problems


class Deadly(type(Path())):  # type: ignore[misc]
    """The path of a file that ends any process it is sent to, as a damaged PDF may end the library that reads it."""

    def __reduce__(self) -> tuple[Callable[[int], NoReturn], tuple[int]]:
        return os._exit, (9,)


def test_a_file_that_ends_its_reader_is_named_and_the_rest_is_read(corpus: Path) -> None:
    good = corpus / "worcestershire-2018-inspection.md"
    others = [corpus / f"corrupt-{n}.pdf" for n in range(3)]
    for path in others:
        path.write_bytes(b"%PDF-1.7\n" + bytes(range(256)))
    ticks: list[None] = []
    outcomes = gather([Deadly(corpus / "deadly.pdf"), *others, good], Catalogue(), lambda: ticks.append(None))
    assert len(ticks) == 5
    assert isinstance(outcomes[0], Problem) and "ended the process" in outcomes[0].reason
    assert all(isinstance(outcome, Problem) and "ended" not in outcome.reason for outcome in outcomes[1:4])
    assert isinstance(outcomes[4], Document)


def test_if_nothing_can_be_read_the_index_stays(place: Place, corpus: Path, tmp_path: Path, quick: Embedder) -> None:
    build([corpus], place, quick)
    spoilt = tmp_path / "spoilt"
    spoilt.mkdir()
    (spoilt / "empty.txt").touch()
    with pytest.raises(NothingToRead, match=r"empty\.txt"):
        build([spoilt], place, quick)
    with Index.open(place) as index:
        assert not index.refresh() and len(index.sources()) == 3


def test_a_page_that_is_open_answers_through_a_build_and_then_from_the_new_index(
    place: Place, corpus: Path, embedder: Embedder
) -> None:
    build([corpus], place, embedder)
    question = embedder.get_query_embedding("What did inspectors find in Worcestershire?")
    with Index.open(place, embedder.identity) as index:
        old = index.view
        expected = old.query(question, 5)
        (corpus / "worcestershire-2018-inspection.md").unlink()
        with _running("build", corpus, place=place) as builds:
            answered = 0
            while builds.poll() is None:
                assert index.query(question, 5) == expected
                answered += 1
        assert builds.returncode == 0 and answered > 0
        assert index.refresh()
        assert {name.split(":")[0] for name, _ in index.query(question, 50)} == {
            "walsall-2025-inspection-news",
            "walsall-inspections-and-outcomes",
        }
        # A question that was begun before goes on with what it began with.
        assert old.query(question, 5) == expected
        assert isinstance(old.document("worcestershire-2018-inspection"), Document)


def test_questions_of_many_threads_do_not_fail_while_builds_swap(place: Place, corpus: Path, quick: Embedder) -> None:
    build([corpus], place, quick)
    done = threading.Event()

    def ask(index: Index) -> set[str]:
        """Ask until the builds are done; each question finds what its view holds, and that only."""
        builds = set()
        while not done.is_set():
            index.refresh()
            view = index.view
            found = view.query(quick.get_query_embedding("Inspectors visited"), 5)
            passages = {passage.id: passage for passage in view.passages()}
            assert len(found) == 5
            for name, _ in found:
                document = view.document(passages[name].document)
                assert passages[name].text == document.text[passages[name].start : passages[name].end]
            builds.add(view.record.build)
        return builds

    with Index.open(place, quick.identity) as index, ThreadPoolExecutor(4) as pool:
        answers = [pool.submit(ask, index) for _ in range(4)]
        try:
            for year in range(2021, 2024):
                (corpus / "letter.txt").write_text(f"Inspectors visited Bexley in March {year}.")
                build([corpus], place, quick)
            time.sleep(0.2)
        finally:
            done.set()
        assert len(set.union(*(answer.result() for answer in answers))) > 1


def test_the_generation_before_is_kept_and_older_ones_go(place: Place, corpus: Path, quick: Embedder) -> None:
    builds = []
    for n in range(4):
        (corpus / "letter.txt").write_text(f"Inspectors visited Bexley in March 202{n}.")
        build([corpus], place, quick)
        with Index.open(place) as index:
            builds.append(index.record.build)
    left = _generations(place)
    assert {builds[2], builds[3]} <= left
    assert builds[0] not in left


@pytest.mark.parametrize(
    ("place", "moment"), [("folder", "reading"), ("folder", "writing"), ("server", "writing")], indirect=["place"]
)
def test_a_killed_build_leaves_the_index_as_it_was(place: Place, corpus: Path, embedder: Embedder, moment: str) -> None:
    build([corpus], place, embedder)
    before = _generations(place)
    (corpus / "letter.txt").write_text("Inspectors visited Bexley in March 2024.")
    with _running("build", corpus, place=place) as process:
        if moment == "reading":
            time.sleep(0.3)
        else:
            _until_it_writes(process, place, before)
        process.kill()
        process.wait()
    assert process.returncode == -signal.SIGKILL
    with Index.open(place, embedder.identity) as index:
        assert len(index.sources()) == 3
        assert len(index.query(embedder.get_query_embedding("What was found?"), 5)) == 5
    left = _generations(place) - before
    assert bool(left) == (moment == "writing")
    summary = build([corpus], place, embedder)
    assert (summary.documents, summary.unchanged) == (4, 3)
    assert not _generations(place) & left


def test_ctrl_c_stops_a_build_in_one_line(tmp_path: Path, corpus: Path, embedder: Embedder) -> None:
    place = Folder(path=tmp_path / "index")
    build([corpus], place, embedder)
    before = _generations(place)
    (corpus / "letter.txt").write_text("Inspectors visited Bexley in March 2024.")
    with _running("build", corpus, place=place, limit=_heeds_ctrl_c) as process:
        _until_it_writes(process, place, before)
        process.send_signal(signal.SIGINT)
        _, said = process.communicate(timeout=60)
    assert process.returncode == 130
    assert said.strip().splitlines()[-1].startswith("Stopped") and "Traceback" not in said
    assert _generations(place) == before


def test_a_second_builder_is_told_who_builds(tmp_path: Path, corpus: Path, quick: Embedder) -> None:
    place = Folder(path=tmp_path / "index")
    held = "import sys; from pathlib import Path; from ingest.generations import generations_at as at;"
    held += f"from ingest.place import Folder as F; w = at(F(path=Path({str(place.path)!r}))).writing();"
    held += "w.__enter__(); print('held', flush=True); sys.stdin.read()"
    other = [sys.executable, "-c", held]
    with subprocess.Popen(other, cwd=DEFAULT_CORPUS.parent, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as process:
        assert process.stdout is not None and process.stdout.readline() == b"held\n"
        with pytest.raises(StoreError, match=rf"Another build is writing to .*\(process {process.pid}, begun 20"):
            build([corpus], place, quick)
        process.kill()
    assert build([corpus], place, quick).documents == 3  # the lock went with the process that held it


def test_two_builds_at_the_same_time_leave_one_sound_index(
    place: Place, corpus: Path, tmp_path: Path, embedder: Embedder
) -> None:
    other = tmp_path / "other"
    other.mkdir()
    shutil.copy(corpus / "worcestershire-2018-inspection.md", other)
    with _running("build", corpus, place=place) as one, _running("build", other, place=place) as two:
        codes = {one.wait(120), two.wait(120)}
    assert 0 in codes and codes <= {0, 1}
    with Index.open(place) as index:
        assert len(index.sources()) in {1, 3}
        for passage in index.passages():
            assert index.query(embedder.get_text_embedding(passage.embedded), 1)[0][0] == passage.id


def test_an_index_of_another_embedder_is_refused_and_built_anew(place: Place, corpus: Path, quick: Embedder) -> None:
    build([corpus], place, Wrapped(quick.as_llama_index(), "other@1", 60, quick.count_tokens))
    with pytest.raises(IndexMismatch) as refusal:
        Index.open(place, quick.identity)
    assert "other@1" in str(refusal.value) and f"python -m ingest build {corpus} {place.option}" in str(refusal.value)
    with Index.open(place) as open_page:
        assert all(quick.count_tokens(p.embedded) <= 60 for p in open_page.passages())
    summary = build([corpus], place, quick)
    assert summary.embedded == summary.passages
    with Index.open(place, quick.identity) as index:
        build([corpus], place, Wrapped(quick.as_llama_index(), "other@1", 60, quick.count_tokens))
        with pytest.raises(IndexMismatch):
            index.refresh()


def test_an_index_of_another_parser_is_refused_and_read_anew(
    place: Place, corpus: Path, quick: Embedder, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as earlier:
        for module in ("renew", "survey", "index"):
            earlier.setattr(f"ingest.{module}.PARSER_VERSION", "0")
        build([corpus], place, quick)
    with pytest.raises(IndexMismatch, match=r"version 0 of the parser.*python -m ingest build"):
        Index.open(place, quick.identity)
    summary = build([corpus], place, quick)
    assert (summary.embedded, summary.unchanged) == (0, 0)  # read anew; the same texts keep their vectors
    Index.open(place, quick.identity).close()


def test_an_index_of_another_layout_is_refused_and_built_anew(
    place: Place, corpus: Path, quick: Embedder, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as earlier:
        for module in ("renew", "survey"):
            earlier.setattr(f"ingest.{module}.LAYOUT", "0-00000000")
        build([corpus], place, quick)
    with pytest.raises(IndexMismatch, match=r"another version of this program.*python -m ingest build"):
        Index.open(place)
    assert build([corpus], place, quick).documents == 3
    Index.open(place, quick.identity).close()


def test_a_catalogue_that_changed_is_noticed(tmp_path: Path, corpus: Path, quick: Embedder) -> None:
    place = Folder(path=tmp_path / "index")
    build([corpus], place, quick)
    rows = (DEFAULT_CORPUS / "sources.csv").read_text().splitlines()
    ours = [row for row in rows if row.startswith("worcestershire-2018")]
    (corpus / "sources.csv").write_text("\n".join([rows[0], ours[0].replace("Worcestershire", "Wiltshire", 1)]))
    assert build([corpus], place, quick).unchanged == 0
    with Index.open(place) as index:
        assert "Wiltshire" in index.document("worcestershire-2018-inspection").source.model_dump_json()


def test_a_full_disk_leaves_the_index_as_it_was(tmp_path: Path, corpus: Path, embedder: Embedder) -> None:
    place = Folder(path=tmp_path / "index")
    build([corpus], place, embedder)
    before = _generations(place)
    (corpus / "letter.txt").write_text("Inspectors visited Bexley in March 2024.")
    # No file may grow beyond this, which stops the store as a full disk does: in the midst of its writing.
    small = (300_000, 300_000)
    with _running(
        "build", corpus, place=place, limit=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, small)
    ) as process:
        _, said = process.communicate(timeout=120)
    assert process.returncode == 1
    assert "Traceback" not in said and str(place) in said.strip().splitlines()[-1]
    assert _generations(place) == before
    with Index.open(place) as index:
        assert len(index.sources()) == 3
    assert build([corpus], place, embedder).documents == 4


def test_a_folder_that_cannot_be_written_is_named(tmp_path: Path, corpus: Path, quick: Embedder) -> None:
    (tmp_path / "file").touch()
    place = Folder(path=tmp_path / "file" / "index")
    with pytest.raises(StoreError, match=r"file/index.*--index"):
        build([corpus], place, quick)


def test_the_originals_are_all_read(originals: Path, originals_index: Folder, embedder: Embedder) -> None:
    with Index.open(originals_index, embedder.identity) as index:
        assert {info.source.id for info in index.sources()} == {path.stem for path in originals.glob("*.txt")}
        assert not index.record.problems
        assert max(embedder.count_tokens(passage.embedded) for passage in index.passages()) <= embedder.max_tokens


@contextmanager
def _seen(place: Place) -> Iterator[Callable[[], set[str]]]:
    if isinstance(place, Folder):
        yield lambda: {path.name for path in (place.path / "generations").iterdir()}
        return
    with closing(connect(place)) as client:

        def names() -> set[str]:
            found = [collection.name.split("-") for collection in client.list_collections()]
            return {"-".join(parts[1:3]) for parts in found if len(parts) == 4}

        yield names


def _until_it_writes(process: "subprocess.Popen[str]", place: Place, before: set[str]) -> None:
    with _seen(place) as generations:
        while process.poll() is None and not generations() - before:
            time.sleep(0.002)


def _generations(place: Place) -> set[str]:
    """Names of the generations at a place, finished or not."""
    with _seen(place) as generations:
        return generations()


@contextmanager
def _running(
    *arguments: object, place: Place, limit: Callable[[], None] | None = None
) -> "Iterator[subprocess.Popen[str]]":
    """``python -m ingest`` as a process of its own, still running."""
    command = [sys.executable, "-m", "ingest", *map(str, arguments), *_where(place)]
    with subprocess.Popen(
        command, cwd=DEFAULT_CORPUS.parent, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, preexec_fn=limit
    ) as process:
        try:
            yield process
        finally:
            process.kill()


def _heeds_ctrl_c() -> None:
    """A shell that starts the tests in the background has them, and all that they start, ignore Ctrl-C."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


def _where(place: Place) -> list[str]:
    return ["--index", str(place.path)] if isinstance(place, Folder) else ["--chroma", str(place)]
