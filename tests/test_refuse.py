"""Refusals that help: where to get what is missing, and, where no local area is named, what there is of each."""

from collections.abc import Iterator

import pytest

from assistant.adding import BY_OTHERS, ON_PAGE, told_how
from assistant.ask import Assistant
from assistant.page_areas import about
from ingest.build import build
from ingest.embed import Embedder
from ingest.place import Folder

RUTLAND = """# Area SEND inspection of Rutland Local Area Partnership

Published: 4 March 2024

## What is it like to be a child or young person with SEND in this area?

Families wait far too long for an autism assessment, and nobody tells them when it will be.

## Area for priority action 1: waits for autism assessment

| Ref | Action | Lead |
|---|---|---|
| 1.1 | Run weekend clinics for autism assessment | Clinical lead |
| 1.2 | Write to every family that waits | Partnership manager |
| 1.3 | Agree funding for the autism assessment service | Finance lead |
"""
BEDFORD = """# Joint local area SEND inspection in Bedford

4 May 2018

## Areas for development

Children with autism have no help while they wait for an assessment.
"""
WAITS = "How long is the wait for an autism assessment?"


@pytest.fixture(scope="module")
def assistant(tmp_path_factory: pytest.TempPathFactory, embedder: Embedder) -> Iterator[Assistant]:
    """The assistant on documents about two local areas."""
    folder = tmp_path_factory.mktemp("two-areas")
    (folder / "rutland-2024-report.md").write_text(RUTLAND, "utf-8")
    (folder / "bedford-2018-letter.md").write_text(BEDFORD, "utf-8")
    build([folder], Folder(path=folder / "index"), embedder)
    with Assistant.open(folder / "index") as opened:
        yield opened


def test_how_long_is_not_answered_by_how_many_lines_a_list_has(assistant: Assistant) -> None:
    for question in (WAITS, "How many children wait for an autism assessment?"):
        assert "Three" not in assistant.ask(question).answer
    assert (
        "Three"
        in assistant.ask("How many priority actions on waits for autism assessment are there in Rutland?").answer
    )


def test_where_no_local_area_is_named_the_nearest_of_each_is_shown_and_one_asked_for(assistant: Assistant) -> None:
    answer = assistant.ask("How many weeks is the wait for an autism assessment?")
    assert {citation.local_area for citation in answer.citations} == {"Rutland", "Bedford"}
    if answer.status == "not_in_documents":
        assert "Documents about Bedford and Rutland are loaded: name one" in answer.answer
    named = assistant.ask("How many weeks is the wait for an autism assessment in Bedford?")
    assert {citation.local_area for citation in named.citations} <= {"Bedford"}
    assert "names no local area" not in named.answer


@pytest.mark.parametrize("question", ["What did inspectors find in Leeds?", "What does the white paper say?"])
def test_how_to_add_a_document_is_told_as_whoever_asks_can_do_it(assistant: Assistant, question: str) -> None:
    assert "add one and build again" in assistant.ask(question).answer
    for words in (ON_PAGE, BY_OTHERS):
        with told_how(words):
            said = assistant.ask(question).answer
        assert words in said and "build" not in said


@pytest.mark.parametrize(
    "question",
    [
        "Who can help me with my son's EHC plan?",
        "My daughter has no school place, what should the council do?",
        "who can help us",
    ],
)
def test_who_asks_for_help_is_led_to_the_advice_service(assistant: Assistant, question: str) -> None:
    answer = assistant.ask(question)
    assert answer.status == "not_in_documents" and "ask your local SENDIASS" in answer.answer


def test_where_figures_stand_is_said_of_waits_and_delays_too(assistant: Assistant) -> None:
    for question in ("Are plans on time in Bedford?", "How late are taxis in Bedford?"):
        answer = assistant.ask(question)
        assert answer.status != "not_in_documents" or "SEN2 statistics" in answer.answer


@pytest.mark.parametrize(
    ("question", "asked"),
    [
        ("how long are waits?", "how long are waits in Walsall?"),
        ("How long are waits", "How long are waits in Walsall?"),
        ("I am worried. How long are waits?", "In Walsall: I am worried. How long are waits?"),
    ],
)
def test_a_question_becomes_one_of_a_local_area(question: str, asked: str) -> None:
    assert about(question, "Walsall") == asked
