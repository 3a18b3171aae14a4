"""The question adapter finds the sentences that answer, and turns the built-in embedder's questions alone."""

from pathlib import Path

import numpy as np
import pytest

from assistant.adapter import FILE, likeness, turned
from assistant.library import Library
from assistant.preamble import without_preamble
from evals.adapter import Asked, as_vectors, quality, trained, written
from evals.pair_files import FOLDER, Pair, read_pairs
from ingest.embed import load_embedder
from ingest.errors import SuiteError
from ingest.index import Index
from ingest.place import Folder
from ingest.weights import built_in_identity


@pytest.fixture(scope="module")
def records(records_index: Folder) -> Asked:
    """The questions about the records, every fifth, and all sentences of theirs."""
    embedder = load_embedder()
    with Index.open(records_index, embedder.identity) as index:
        return as_vectors("records", read_pairs(FOLDER / "records.tsv")[::5], Library(index.view), embedder)


def test_turned_questions_find_more_of_the_sentences_that_answer(records: Asked) -> None:
    from safetensors.numpy import load_file

    plain, better = quality(records, None), quality(records, load_file(FILE)["turn"].astype(np.float32))
    assert better.mrr > plain.mrr + 0.05
    assert better.in_three > plain.in_three


def test_a_matrix_trained_on_some_questions_helps_with_others(records: Asked) -> None:
    shown = np.arange(len(records.questions)) % 2 == 0
    seen = records.model_copy(update={"questions": records.questions[shown], "answers": records.answers[shown]})
    unseen = records.model_copy(update={"questions": records.questions[~shown], "answers": records.answers[~shown]})
    turn = trained([seen])
    assert quality(unseen, turn).mrr > quality(unseen, None).mrr


def test_what_is_written_is_what_was_trained(tmp_path: Path) -> None:
    from safetensors.numpy import load_file

    turn = np.linspace(-1, 1, 16, dtype=np.float32).reshape(4, 4)
    written(turn, tmp_path / "adapter.safetensors")
    assert np.allclose(load_file(tmp_path / "adapter.safetensors")["turn"], turn, atol=1e-3)
    assert [path.name for path in tmp_path.iterdir()] == ["adapter.safetensors"]


def test_another_embedders_questions_stay_as_they_are() -> None:
    question = np.eye(3, dtype=np.float32)[0]
    sentences = np.eye(3, dtype=np.float32)
    assert turned(question, "another@123") is question
    assert likeness(question, sentences, "another@123").tolist() == [1, 0, 0]


def test_turned_questions_keep_their_length() -> None:
    question = np.zeros(384, dtype=np.float32)
    question[7] = 1
    assert np.linalg.norm(turned(question, built_in_identity())) == pytest.approx(1, abs=1e-5)


@pytest.mark.parametrize("path", sorted(FOLDER.glob("*.tsv")), ids=lambda path: path.stem)
def test_no_training_question_is_a_question_of_a_suite(path: Path) -> None:
    from evals.cases import load_suite

    suites = [*(FOLDER.parent / "suites").glob("*.yaml"), *(FOLDER.parent / "invented").glob("*/*.yaml")]
    asked = {case.question.lower() for suite in suites for case in load_suite(suite).cases}
    same = [pair for pair in read_pairs(path) if pair.question.lower() in asked]
    assert len(same) <= 3, [pair.question for pair in same]


def test_a_line_without_three_fields_is_named(tmp_path: Path) -> None:
    (tmp_path / "a.tsv").write_text("doc\ttext\tquestion?\ndoc\ttext\n", encoding="utf-8")
    with pytest.raises(SuiteError, match="line 2"):
        read_pairs(tmp_path / "a.tsv")


def test_a_text_that_no_document_has_is_named(records_index: Folder) -> None:
    embedder = load_embedder()
    lost = Pair(document="walsall-2022-revisit-letter", text="No such sentence", question="What?")
    with Index.open(records_index, embedder.identity) as index, pytest.raises(SuiteError, match="No such sentence"):
        as_vectors("records", [lost], Library(index.view), embedder)


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
