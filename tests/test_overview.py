"""What inspectors found on the whole: complete, newest first, and told only where nothing else is asked."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from functools import cache

import pytest
from measuring import ROOT

from assistant.answers import Answer
from assistant.ask import Assistant
from ingest.build import build
from ingest.embed import Embedder
from ingest.index import Index
from ingest.place import Folder

Loaded = Callable[[str], Assistant]
NOT_IMPROVED = ("EHC plans", "local offer")


@pytest.fixture(scope="module")
def loaded(records_index: Folder, embedder: Embedder, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Loaded]:
    """An assistant for the records, or for a set of invented documents."""
    with ExitStack() as stack:

        @cache
        def opened(name: str) -> Assistant:
            place = records_index
            if name != "records":
                place = Folder(path=tmp_path_factory.mktemp(name) / "index")
                build([ROOT / "evals" / "invented" / name / "documents"], place, embedder)
            return stack.enter_context(Assistant(Index.open(place), embedder))

        yield opened


def cited(answer: Answer) -> list[str]:
    """The documents of an answer, in the order in which it cites them."""
    return list(dict.fromkeys(citation.document for citation in answer.citations))


@pytest.mark.parametrize(
    "question",
    [
        "What did inspectors find in Walsall?",
        "what did inspecters find in walsal",
        "What did Ofsted and the CQC say about Walsall council?",
        "Summarise the inspection of Walsall",
        "How is Walsall doing?",
        "Tell me about SEND in Walsall",
        "Walsall",
    ],
)
def test_everything_found_is_told_newest_first(loaded: Loaded, question: str) -> None:
    answer = loaded("records").ask(question)
    assert answer.status == "answered"
    assert cited(answer) == ["walsall-2025-inspection-news", "walsall-2022-revisit-letter"]
    assert "joint commissioning" in answer.answer and "seven of the nine" in answer.answer
    assert all(words in answer.answer.split("Where progress was not sufficient")[1] for words in NOT_IMPROVED)
    assert all(claim.check == "supported" for claim in answer.claims)


def test_the_revisit_and_the_first_inspection_are_told_apart(loaded: Loaded) -> None:
    back = loaded("records").ask("What did inspectors find when they came back to Walsall?")
    first = loaded("records").ask("What did inspectors find at the first inspection of Walsall?")
    assert back.answer.startswith("**Sufficient progress in seven of the nine weaknesses.**")
    assert "seven of the nine" not in first.answer
    assert sum(claim.text.strip() != "" for claim in first.claims) == 10, "the statement required, and nine weaknesses"


@pytest.mark.parametrize(
    ("name", "question", "lead", "lists"),
    [
        ("first", "What did inspectors find in Shropshire?", "Inconsistent experiences", ["Areas for improvement"]),
        ("first", "How is North Somerset doing?", "Two: effective action.", []),
        ("first", "What did inspectors find in Somerset?", "Sufficient progress in seven of the nine", []),
        ("third", "What did inspectors find in Torbay?", "A written statement of action", ["significant weakness"]),
        (
            "third",
            "Is SEND any good in Knowsley?",
            "Widespread and/or systemic failings",
            ["Areas for priority action", "Areas for improvement", "going well"],
        ),
    ],
)
def test_each_kind_of_document_is_told_by_what_it_judges(
    loaded: Loaded, name: str, question: str, lead: str, lists: list[str]
) -> None:
    answer = loaded(name).ask(question)
    assert answer.answer.startswith(f"**{lead}")
    assert [words for words in lists if words not in answer.answer] == []
    assert all(claim.check == "supported" for claim in answer.claims)


def test_what_is_wrong_leaves_out_what_is_well(loaded: Loaded) -> None:
    answer = loaded("third").ask("What is wrong with SEND in Knowsley?").answer
    assert "Areas for priority action in Knowsley" in answer and "going well" not in answer


def test_two_areas_are_told_side_by_side_and_their_lists_apart(loaded: Loaded) -> None:
    answer = loaded("first").ask("What did inspectors find in Shropshire and North Somerset?").answer
    assert "Shropshire: Inconsistent experiences" in answer
    assert "Areas for improvement in Shropshire" in answer


@pytest.mark.parametrize(
    "question",
    [
        "What did inspectors find about EHC plans in Walsall?",
        "What did the inspection say about autism in Walsall?",
        "What did inspectors find in Leeds?",
        "What did inspectors find in Walsall in 2012?",
        "What happened in Walsall after the inspection?",
    ],
)
def test_where_something_else_is_asked_it_is_not_told(loaded: Loaded, question: str) -> None:
    answer = loaded("records").ask(question).answer
    assert "going well in Walsall" not in answer and "Where progress was not sufficient" not in answer


def test_the_outcome_is_quoted_from_the_report_and_not_from_the_plan_that_repeats_it(loaded: Loaded) -> None:
    answer = loaded("third").ask("What was Ofsted's overall verdict on SEND in Knowsley in 2024?")
    assert cited(answer) == ["knowsley-2024-area-send-report"]
