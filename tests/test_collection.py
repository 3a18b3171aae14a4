"""Questions about the collection and the assistant are answered as such, and not with stray sentences of documents."""

from collections.abc import Iterator

import pytest

from assistant.ask import Assistant
from ingest.embed import Embedder
from ingest.index import Index
from ingest.place import Folder


@pytest.fixture(scope="module")
def assistant(records_index: Folder, embedder: Embedder) -> Iterator[Assistant]:
    """Answers from the records."""
    with Assistant(Index.open(records_index), embedder) as opened:
        yield opened


@pytest.mark.parametrize("said", ["hello", "Thank you!", "thanks very much", "Who are you?", "help", "What can I ask?"])
def test_small_talk_is_told_what_can_be_asked(assistant: Assistant, said: str) -> None:
    answer = assistant.ask(said)
    assert answer.status == "not_in_documents" and not answer.citations
    assert "5 documents are loaded, about Walsall and Worcestershire." in answer.answer
    assert "Ask, for example" in answer.answer


@pytest.mark.parametrize(
    ("question", "documents"),
    [
        ("Which documents do you have?", 5),
        ("what documents are loaded", 5),
        ("Which documents do you have about Walsall?", 4),
        ("Is there a report on Worcestershire?", 1),
        ("Where can I find the Worcestershire report?", 1),
        ("How up to date is this?", 5),
    ],
)
def test_documents_are_listed_newest_first(assistant: Assistant, question: str, documents: int) -> None:
    answer = assistant.ask(question)
    assert answer.status == "answered"
    ages = {info.source.id: info.source.last_day for info in assistant.sources()}
    listed = [ages[citation.document] for citation in answer.citations]
    assert len(listed) == documents and listed == sorted(listed, reverse=True)
    assert f"{documents} document{'s are' if documents > 1 else ' is'} loaded" in answer.answer


def test_areas_are_listed(assistant: Assistant) -> None:
    assert "about Walsall and Worcestershire" in assistant.ask("Which areas do you cover?").answer


def test_the_date_of_a_letter_is_its_own_and_not_that_of_what_it_tells(assistant: Assistant) -> None:
    answer = assistant.ask("What is the date of the letter about the Walsall revisit?")
    assert answer.answer.startswith("**23 June 2022.**")


@pytest.mark.parametrize(
    "question",
    ["Which reports mention autism?", "Is there a letter on exclusions in Walsall?", "hello, who runs SENDIASS?"],
)
def test_what_is_asked_of_the_documents_is_not_taken_for_it(assistant: Assistant, question: str) -> None:
    answer = assistant.ask(question).answer
    assert "loaded, about" not in answer and "Ask, for example" not in answer
