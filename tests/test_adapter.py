"""The question adapter finds the sentences that answer, and changes the built-in embedder's questions alone."""

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest

from assistant.adapter import FILE, likeness, turned
from assistant.library import Library
from assistant.preamble import without_preamble
from assistant.units import units_of
from evals.adapter import Asked, asked_of, quality, trained, written
from evals.pair_files import FOLDER, Pair, read_pairs
from evals.question_encoder import QuestionEncoder
from ingest.catalogue import Catalogue
from ingest.embed import Embedder, MiniLM, load_embedder
from ingest.errors import SuiteError
from ingest.index import Index
from ingest.place import Folder
from ingest.read import read


@pytest.fixture(scope="module")
def minilm() -> MiniLM:
    found = load_embedder()
    assert isinstance(found, MiniLM)
    return found


@pytest.fixture(scope="module")
def records(records_index: Folder, minilm: MiniLM) -> Asked:
    """The questions about the records, every fifth, and all sentences of theirs."""
    with Index.open(records_index, minilm.identity) as index:
        return asked_of("records", read_pairs(FOLDER / "records.tsv")[::5], Library(index.view), minilm)


def half(asked: Asked, rest: int) -> Asked:
    """Every second question."""
    return asked.model_copy(update={"questions": asked.questions[rest::2], "answers": asked.answers[rest::2]})


def test_turned_questions_find_more_of_the_sentences_that_answer(records: Asked, minilm: MiniLM) -> None:
    plain, better = quality(records, minilm), quality(records, minilm.changed(FILE))
    assert better.mrr > plain.mrr + 0.1
    assert better.in_three > plain.in_three


def test_what_is_learnt_from_some_questions_helps_with_others(records: Asked, minilm: MiniLM, tmp_path: Path) -> None:
    told: list[float] = []
    written(trained([half(records, 0)], steps=25, told=lambda _, loss: told.append(loss)), tmp_path / "adapter")
    unseen = half(records, 1)
    assert len(told) == 25
    assert quality(unseen, minilm.changed(tmp_path / "adapter")).mrr > quality(unseen, minilm).mrr


def test_what_is_learnt_is_what_the_assistant_runs(minilm: MiniLM, tmp_path: Path) -> None:
    import torch

    encoder = QuestionEncoder(rank=2)
    with torch.no_grad():
        for values in (values for group in encoder.learnt() for values in group["params"]):
            values.add_(0.01 * torch.randn_like(values))
    encoder.done()
    questions = ["How long is the wait for a plan?", "Who leads it?"]
    written(encoder.changes(), tmp_path / "adapter")
    made = minilm.changed(tmp_path / "adapter").get_text_embedding_batch(questions)
    with torch.no_grad():
        assert np.allclose(made, encoder.vectors(questions).numpy(), atol=0.005)
    assert [path.name for path in tmp_path.iterdir()] == ["adapter"]


class Other(Embedder):
    """An embedder that is not the built-in one."""

    def count_tokens(self, text: str) -> int:
        return len(text.split())

    def get_text_embedding_batch(self, texts: Sequence[str]) -> list[list[float]]:
        return [[1.0, 0.0, 0.0] for _ in texts]


def test_another_embedders_questions_stay_as_they_are() -> None:
    other = Other("another", "another@123", 9)
    assert turned("Who?", other).tolist() == [1, 0, 0]
    assert likeness("Who?", np.eye(3, dtype=np.float32), other).tolist() == [1, 0, 0]


def test_turned_questions_have_length_one_and_are_not_the_plain_ones(minilm: MiniLM) -> None:
    question = "How long is the wait?"
    assert np.linalg.norm(turned(question, minilm)) == pytest.approx(1, abs=1e-5)
    assert not np.allclose(turned(question, minilm), minilm.get_query_embedding(question), atol=0.01)


@pytest.mark.parametrize("path", sorted(FOLDER.glob("*.tsv")), ids=lambda path: path.stem)
def test_no_training_question_is_a_question_of_a_suite(path: Path) -> None:
    from evals.cases import load_suite

    kinds = (FOLDER.parent / kind for kind in ("suites", "invented", "retold"))
    suites = [file for folder in kinds for file in folder.rglob("*.yaml")]
    asked = {case.question.lower() for suite in suites for case in load_suite(suite).cases}
    same = [pair for pair in read_pairs(path) if pair.question.lower() in asked]
    assert len(same) <= 3, [pair.question for pair in same]


@pytest.mark.parametrize("path", sorted(FOLDER.glob("*.tsv")), ids=lambda path: path.stem)
def test_every_sentence_that_answers_is_one_that_its_document_has(path: Path) -> None:
    """The parser may come to cut a document otherwise; then a training set of which one sentence is lost is none."""
    files = {file.stem: file for folder in folders_of(path.stem) for file in folder.iterdir()}
    pairs = read_pairs(path)
    held = {
        (id_, Pair.start_of(unit.text))
        for id_ in {pair.document for pair in pairs}
        for unit in units_of(read(files[id_], Catalogue()))
    }
    assert {(pair.document, pair.text) for pair in pairs} - held == set()


def folders_of(name: str) -> list[Path]:
    evals = FOLDER.parent
    places = [evals / "invented" / name / "documents", evals / "retold" / name / "documents"]
    return [place for place in places if place.exists()] or [evals.parent / "corpus" / "records"]


def test_a_line_without_three_fields_is_named(tmp_path: Path) -> None:
    (tmp_path / "a.tsv").write_text("doc\ttext\tquestion?\ndoc\ttext\n", encoding="utf-8")
    with pytest.raises(SuiteError, match="line 2"):
        read_pairs(tmp_path / "a.tsv")


def test_a_text_that_no_document_has_is_named(records_index: Folder) -> None:
    embedder = load_embedder()
    lost = Pair(document="walsall-2022-revisit-letter", text="No such sentence", question="What?")
    with Index.open(records_index, embedder.identity) as index, pytest.raises(SuiteError, match="No such sentence"):
        asked_of("records", [lost], Library(index.view), embedder)


@pytest.mark.parametrize(
    ("said", "asked"),
    [
        (
            "I need one figure for tomorrow: what proportion of plans was on time in April 2021?",
            "what proportion of plans was on time in April 2021?",
        ),
        ("Sorry, who led the revisit?", "who led the revisit?"),
        ("My son is autistic. How long will he wait?", "My son is autistic. How long will he wait?"),
        ("I need an EHC assessment. Who do I ask?", "I need an EHC assessment. Who do I ask?"),
    ],
)
def test_what_is_said_before_a_question_is_not_asked(said: str, asked: str) -> None:
    assert without_preamble(said) == asked
