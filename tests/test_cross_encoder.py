"""The cross-encoder tells sentences that answer from others, and questions that are answered from near-misses."""

import random
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import numpy as np
import pytest

from assistant.ask import Assistant
from assistant.cross_encoder import FILE, scores, text_of
from assistant.library import Library
from assistant.parts import ALL, Parts
from evals.adapter import asked_of, written
from evals.cross_encoder import read_of, told_apart
from evals.pair_files import FOLDER, read_pairs, read_unanswerable
from evals.pair_scorer import PairScorer
from evals.taught import Taught
from ingest.build import build
from ingest.embed import Embedder, MiniLM, load_embedder
from ingest.errors import SuiteError
from ingest.index import Index
from ingest.place import Folder

UNSEEN = "seventh"
"""A set of documents and questions from which nothing was learnt."""
DOCUMENTS = FOLDER.parent / "invented" / UNSEEN / "documents"
_UNANSWERABLE = FOLDER / "unanswerable" / f"{UNSEEN}.tsv"
_WITHOUT = Parts.without(["cross_encoder"])


@pytest.fixture(scope="module")
def minilm() -> MiniLM:
    found = load_embedder()
    assert isinstance(found, MiniLM)
    return found


@pytest.fixture(scope="module")
def unseen(tmp_path_factory: pytest.TempPathFactory, minilm: MiniLM) -> Folder:
    place = Folder(path=tmp_path_factory.mktemp("unseen") / "index")
    build([DOCUMENTS], place, minilm)
    return place


@pytest.fixture
def library(unseen: Folder, minilm: MiniLM) -> Iterator[Library]:
    with closing(Index.open(unseen, minilm.identity)) as index:
        yield Library(index.view)


def test_the_sentence_that_answers_is_told_from_others_of_its_document(library: Library, minilm: MiniLM) -> None:
    """Of the sentences of documents that it never learnt from, the one that answers scores above most."""
    chance = random.Random(2)
    better = []
    for pair in chance.sample(read_pairs(FOLDER / f"{UNSEEN}.tsv"), 30):
        units = list(library.units(pair.document))
        (right, *_) = [unit for unit in units if pair.start_of(unit.text) == pair.text]
        others = chance.sample([unit for unit in units if unit is not right], 15)
        found = scores(library, minilm, pair.question, [right, *others])
        assert found is not None
        better.append(np.mean(np.array(found[1:]) < found[0]))
    assert np.mean(better) > 0.9


def test_more_near_misses_are_refused_with_it_and_no_fewer_questions_answered(unseen: Folder, minilm: MiniLM) -> None:
    """Questions about documents that it never learnt from: half of them these do not answer."""
    chance = random.Random(3)
    asked = [(one.area, one.question) for one in chance.sample(read_unanswerable(_UNANSWERABLE), 40)]
    with closing(Index.open(unseen, minilm.identity)) as index:
        sources = {info.source.id: info.source for info in index.view.sources()}
        pairs = chance.sample(read_pairs(FOLDER / f"{UNSEEN}.tsv"), 40)
        answered = [(sources[pair.document].local_area, pair.question) for pair in pairs]
        whole, without = (Assistant(index, minilm, parts=parts) for parts in (ALL, _WITHOUT))
        refused = [sum(_refuses(each, *one) for one in asked) for each in (whole, without)]
        lost = [sum(_refuses(each, *one) for one in answered) for each in (whole, without)]
    assert refused[0] > refused[1]
    assert lost[0] <= lost[1]


def _refuses(assistant: Assistant, area: str | None, question: str) -> bool:
    return assistant.ask(question, [], area).status == "not_in_documents"


def test_what_is_learnt_is_what_the_assistant_runs(minilm: MiniLM, tmp_path: Path) -> None:
    import torch

    scorer = PairScorer()
    with torch.no_grad():
        for values in (values for group in scorer.learnt() for values in group["params"]):
            values.add_(0.02 * torch.randn_like(values))
    scorer.done()
    question, texts = (
        "How long is the wait for a plan?",
        ["Plans took 31 weeks.", "Schools : Two new schools open " * 9],
    )
    written(scorer.changes(), tmp_path / "changes")
    made = minilm.scorer(tmp_path / "changes").scores(question, texts)
    with torch.no_grad():
        learnt = scorer.scores([(question, text) for text in texts]).numpy()
    assert np.allclose(made, learnt, atol=0.05 * max(1, np.abs(learnt).max()))
    again = PairScorer(tmp_path / "changes")
    again.done()
    with torch.no_grad():
        assert np.allclose(again.scores([(question, text) for text in texts]).numpy(), learnt, atol=1e-3)


def test_the_measure_tells_questions_that_are_answered_from_those_that_are_not(
    library: Library, minilm: MiniLM
) -> None:
    pairs, unanswerable = read_pairs(FOLDER / f"{UNSEEN}.tsv")[::20], read_unanswerable(_UNANSWERABLE)[::4]
    taught = Taught(name=UNSEEN, library=library, pairs=pairs, unanswerable=unanswerable)
    read = read_of(taught, asked_of(UNSEEN, pairs, library, minilm), minilm)
    told = told_apart(read, minilm.scorer(FILE), most=20)
    assert (told.answerable, told.unanswerable) == (20, 20)
    assert told.auc > 0.6
    assert told.first > 2 / 16  # of 16 sentences chance puts one in 16 first


def test_left_out_or_with_another_embedder_nothing_is_read(unseen: Folder, minilm: MiniLM, quick: Embedder) -> None:
    with closing(Index.open(unseen, minilm.identity)) as index:
        assert scores(Library(index.view), quick, "Who?", []) is None
        assert scores(Library(index.view, parts=_WITHOUT), minilm, "Who?", []) is None


def test_a_sentence_is_read_with_its_heading_and_lead_in(library: Library) -> None:
    units = [unit for id_ in library.sources for unit in library.units(id_)]
    led = next(unit for unit in units if unit.path and unit.lead and unit.lead != unit.path[-1])
    heading, lead, *_ = text_of(library, led).split(" : ")
    assert led.path[-1].startswith(heading)
    assert led.lead.startswith(lead)


def test_a_line_without_an_area_is_named(tmp_path: Path) -> None:
    (tmp_path / "a.tsv").write_text("Leeds\tWho?\nWho?\n", encoding="utf-8")
    with pytest.raises(SuiteError, match="line 2"):
        read_unanswerable(tmp_path / "a.tsv")


def test_near_misses_are_about_areas_of_their_documents(library: Library) -> None:
    assert {one.area for one in read_unanswerable(_UNANSWERABLE)} == set(library.areas())


def test_what_there_is_nothing_to_go_on_from_is_said_in_one_line(capsys: pytest.CaptureFixture[str]) -> None:
    from evals.__main__ import main

    assert main(["cross-encoder", "--start", "nowhere"]) == 1
    assert capsys.readouterr().err.startswith("Error: There is no file nowhere.")
