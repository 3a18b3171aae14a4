"""Which areas were inspected when, first and last; lists across areas that are complete; on invented documents."""

from collections.abc import Iterator

import pytest
from measuring import ROOT

from assistant.ask import Assistant
from ingest.build import build
from ingest.embed import Embedder
from ingest.index import Index
from ingest.place import Folder


@pytest.fixture(scope="module")
def on_first(embedder: Embedder, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Assistant]:
    """An assistant for the set ``first``: nine inspections of five areas, 2016 to 2025."""
    place = Folder(path=tmp_path_factory.mktemp("first") / "index")
    build([ROOT / "evals" / "invented" / "first" / "documents"], place, embedder)
    with Assistant(Index.open(place), embedder) as assistant:
        yield assistant


def first_line(assistant: Assistant, question: str) -> str:
    answer = assistant.ask(question)
    assert answer.status == "answered", answer.answer
    assert all(claim.check == "supported" for claim in answer.claims), "what is counted is quoted"
    return answer.answer.splitlines()[0]


@pytest.mark.parametrize(
    "question", ["Which areas were inspected in 2024?", "How many inspections were there in 2024?"]
)
def test_areas_inspected_in_a_year_are_counted_and_dated(on_first: Assistant, question: str) -> None:
    line = first_line(on_first, question)
    assert line.startswith("**Two: North Somerset (22 to 26 January 2024), Shropshire (10 to 14 June 2024).**")


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("Which area was inspected first?", "Knowsley (3 to 7 October 2016)"),
        ("Out of all the areas you hold, where did inspectors go first?", "Knowsley (3 to 7 October 2016)"),
        ("Which is the newest report?", "North Somerset (published 30 October 2025)"),
        ("whats the latest report youve got", "North Somerset (published 30 October 2025)"),
    ],
)
def test_the_first_and_the_last_are_told_over_all_areas(on_first: Assistant, question: str, told: str) -> None:
    assert first_line(on_first, question).startswith(f"**{told}.**")


def test_a_year_without_inspections_is_not_answered_with_other_things(on_first: Assistant) -> None:
    assert on_first.ask("Which areas were inspected in 2012?").status == "not_in_documents"


@pytest.mark.parametrize(
    ("question", "areas"),
    [
        ("Which areas got the worst of the three possible verdicts?", "North Somerset"),
        ("Which areas landed in the middle category?", "Shropshire"),
        ("In which areas must EHC plans be improved?", "North Somerset, Shropshire"),
        ("North Somerset was told to improve its waiting times. Who else was?", "Shropshire"),
    ],
)
def test_areas_are_found_by_outcome_and_by_what_they_must_do_however_it_is_put(
    on_first: Assistant, question: str, areas: str
) -> None:
    assert first_line(on_first, question).startswith(f"**{areas}.**")


@pytest.mark.parametrize(
    "question",
    [
        "Which areas were inspected last year?",
        "Which areas had their last inspection before 2020?",
        "Which areas had serious problems at inspection in 2024?",
        "How many scrutiny committee reports were published in 2024?",
        "Which area has at most one area for improvement?",
    ],
)
def test_what_is_asked_beside_the_time_of_a_visit_is_not_passed_over(on_first: Assistant, question: str) -> None:
    counted = [claim for claim in on_first.ask(question).claims if claim.why == "counted from what it cites"]
    assert counted == []


def test_areas_are_counted_once_however_often_they_were_visited(on_first: Assistant) -> None:
    line = first_line(on_first, "How many areas have been inspected since 2015?")
    assert line.startswith("**Five: ")
    assert line.count("Knowsley") == 1


def test_what_else_an_area_must_do_is_asked_of_that_area(on_first: Assistant) -> None:
    answer = on_first.ask("What else must Shropshire improve?")
    assert {citation.local_area for citation in answer.citations} == {"Shropshire"}
