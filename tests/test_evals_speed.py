"""The speed measurement: every figure is there, what was not measured is named, and made documents are read as real."""

from collections import Counter
from pathlib import Path

import pytest

from evals.__main__ import main
from evals.made_corpus import PER_AREA, questions, write_corpus
from evals.speed_goals import goals
from evals.speed_table import speed_table
from evals.speed_text import speed_text
from evals.speed_types import Speed
from ingest.catalogue import DEFAULT_CORPUS, Catalogue
from ingest.embed import Embedder
from ingest.extract import extract
from ingest.read import read
from ingest.split import split

pytestmark = pytest.mark.slow

SMALLEST = ["--sizes", "1", "--callers", "1,2", "--questions", "3", "--encoded", "4", "--rounds", "1"]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The smallest measurement."""
    folder = tmp_path_factory.mktemp("speed") / "results"
    assert main(["speed", *SMALLEST, "--out", str(folder)]) == 0
    return folder


@pytest.fixture(scope="module")
def result(folder: Path) -> Speed:
    """What it wrote."""
    return Speed.model_validate_json((folder / "speed.json").read_text(encoding="utf-8"))


def test_every_figure_is_there(result: Speed) -> None:
    (size,) = result.sizes
    assert (size.documents, size.build.documents, size.build.embedded) == (PER_AREA, PER_AREA, size.passages)
    assert size.one_changed is not None
    assert 0 < size.one_changed.embedded < size.passages
    assert [(p.callers, p.first_time, p.n) for p in size.asked.passes] == [(1, True, 3), (1, False, 3), (2, False, 3)]
    assert len(size.cold) == len(size.encoding.ratios) == 1
    figures = [size.corpus_mb, size.index_mb, size.encoding.ours, size.encoding.plain, size.asked.open_seconds]
    figures += [size.asked.peer.p50_ms, *(p.p95_ms for p in size.asked.passes)]
    figures += [f for page in size.pages for f in (page.processor_seconds, page.peak_mb, page.opened_seconds)]
    assert [page.answered_seconds > page.opened_seconds for page in size.pages] == [True]
    for ran in (size.build.run, size.unchanged, size.one_changed.run, *size.cold):
        figures += [ran.seconds, ran.processor_seconds, ran.peak_mb]
    assert min(figures) > 0


def test_our_vectors_are_those_of_the_peer(result: Speed) -> None:
    assert result.sizes[0].encoding.least_likeness > 0.999


def test_machine_and_versions_are_kept(result: Speed) -> None:
    assert result.machine and result.started and "onnxruntime" in result.versions


def test_the_table_names_what_was_not_measured(folder: Path, result: Speed) -> None:
    text = speed_text(result)
    assert (folder / "speed.txt").read_text(encoding="utf-8") == f"{text}\n"
    assert "Not measured\n  - the page" in text and "PDF" in text
    unknown = [goal.wanted for goal in goals(result) if goal.met is None]
    assert any("100,000 passages" in wanted for wanted in unknown)


def test_two_measurements_stand_side_by_side(result: Speed) -> None:
    (size,) = result.sizes
    slower = size.model_copy(update={"unchanged": size.unchanged.model_copy(update={"seconds": 77.0}), "pages": ()})
    table = speed_table(result.model_copy(update={"sizes": (slower,)}), result)
    assert len({line.count("|") for line in table.splitlines()}) == 1
    (unchanged,) = [line for line in table.splitlines() if "nothing changed" in line]
    assert "| 77.00 s | " in unchanged and f"| {size.unchanged.seconds:.2f} s |" in unchanged
    assert all("| not measured | " in line for line in table.splitlines() if "`assistant serve`" in line)


def test_an_earlier_measurement_that_is_none_is_refused_before_anything_is_measured(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["speed", *SMALLEST, "--before", str(tmp_path), "--out", str(tmp_path / "new")]) == 1
    assert "is no measurement of speed" in capsys.readouterr().err
    assert not (tmp_path / "new").exists()


def test_starts_that_had_to_compile_say_so(result: Speed) -> None:
    for keeps, told in ((False, True), (True, False), (None, False)):
        text = speed_text(result.model_copy(update={"keeps_byte_code": keeps}))
        assert ("each compiled them anew" in text) is told


@pytest.mark.parametrize(("passages", "met"), [(10_000, None), (100_000, True)])
def test_a_goal_of_growth_is_met_only_by_an_index_so_large(result: Speed, passages: int, met: bool | None) -> None:
    (size,) = result.sizes
    both = (size, size.model_copy(update={"name": "many", "passages": passages}))
    growth = next(g for g in goals(result.model_copy(update={"sizes": both})) if "100,000" in g.wanted)
    assert growth.met is met and growth.found.startswith("1.00 times")


def test_the_goal_of_the_page_is_its_slowest_first_answer(result: Speed) -> None:
    (size,) = result.sizes
    (page,) = size.pages
    for seconds, met in (([2.0, 9.9], True), ([2.0, 10.1], False), ([], None)):
        pages = tuple(page.model_copy(update={"answered_seconds": each}) for each in seconds)
        changed = result.model_copy(update={"sizes": (size.model_copy(update={"pages": pages}),)})
        goal = next(goal for goal in goals(changed) if "the page" in goal.wanted)
        assert goal.met is met
        assert ("first answer, median, s" in speed_text(changed)) and ("not asked" in goal.found) is (met is None)


def test_nothing_but_results_is_left_and_they_are_not_overwritten(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert {path.name for path in folder.iterdir()} == {"speed.json", "speed.txt"}
    assert main(["speed", *SMALLEST, "--out", str(folder)]) == 1
    assert "finished. Name another folder" in capsys.readouterr().err
    assert main(["speed", *SMALLEST, "--questions", "4", "--out", str(folder)]) == 1
    assert "another measurement. Name another folder" in capsys.readouterr().err


def test_made_documents_are_read_as_what_they_are_like(tmp_path: Path, embedder: Embedder) -> None:
    (area,) = write_corpus(tmp_path, PER_AREA)
    documents = [read(file, Catalogue()) for file in sorted(tmp_path.iterdir())]
    kinds = {document.source.kind for document in documents}
    assert {"inspection letter", "revisit letter", "area SEND report", "committee report"} <= kinds
    assert {document.source.local_area for document in documents} == {area}
    found = Counter(finding.kind for document in documents for finding in extract(document))
    assert (
        found["area of significant weakness"] >= 9 and found["area for priority action"] == 4 and found["action"] >= 15
    )
    made = sum(len(split(document, embedder.count_tokens, embedder.max_tokens)) for document in documents)
    real = sum(file.stat().st_size for file in DEFAULT_CORPUS.rglob("*.md"))
    assert 40 <= made <= 200
    assert 0.5 < sum(len(document.text) for document in documents) / real < 2


def test_made_documents_are_all_different_and_always_the_same(tmp_path: Path) -> None:
    names = write_corpus(tmp_path / "a", 20)
    write_corpus(tmp_path / "b", 20)
    texts = {file.name: file.read_bytes() for file in (tmp_path / "a").iterdir()}
    assert texts == {file.name: file.read_bytes() for file in (tmp_path / "b").iterdir()}
    assert len(set(texts.values())) == 20 and len(set(names)) == 4
    assert len(set(questions(names, 40))) > 30
