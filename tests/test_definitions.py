"""What a term means is told in the documents' words, or refused; sentences that only use it explain nothing."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from functools import cache

import pytest
from measuring import ROOT

from assistant.ask import Assistant
from ingest.build import build
from ingest.embed import Embedder
from ingest.index import Index
from ingest.place import Folder

Loaded = Callable[[str], Assistant]


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


@pytest.mark.parametrize(
    ("name", "question", "lead"),
    [
        ("records", "What does CAMHS mean?", "Children and Adolescent Mental Health Services."),
        ("records", "what is a WSoA", "Written Statement of Action."),
        ("records", "What does APP stand for?", "Accelerated Progress Plan."),
        ("records", "whats LAIB", "Local Area Improvement Board."),
        ("third", "What does ICB stand for?", "Integrated Care Board."),
        ("third", "What is an EHC plan?", "Education, health and care."),
    ],
)
def test_an_abbreviation_is_written_out_as_a_document_does(loaded: Loaded, name: str, question: str, lead: str) -> None:
    answer = loaded(name).ask(question)
    assert answer.answer.startswith(f"**{lead}**")
    assert f"{lead.rstrip('.').lower()} (" in answer.citations[0].quote.lower()
    assert all(claim.check == "supported" for claim in answer.claims)


def test_what_a_thing_is_for_explains_it(loaded: Loaded) -> None:
    answer = loaded("third").ask("What is a priority action plan?")
    assert answer.status == "answered" and "to address the identified areas for priority action" in answer.answer


@pytest.mark.parametrize(
    ("name", "question"),
    [
        ("records", "What is joint commissioning?"),
        ("records", "What does SENDIASS stand for?"),
        ("third", "What is a monitoring inspection?"),
    ],
)
def test_what_no_document_explains_is_refused(loaded: Loaded, name: str, question: str) -> None:
    assert loaded(name).ask(question).status == "not_in_documents"


def test_a_common_abbreviation_is_written_out_all_the_same(loaded: Loaded) -> None:
    answer = loaded("records").ask("What does SENDIASS stand for?").answer
    assert "SENDIASS is short for special educational needs and disabilities information" in answer
    assert "no document that is loaded says so" in answer
