"""Misspelt questions: read as they were meant, said so, and nothing that is spelt well touched."""

import random
import re
from collections.abc import Iterator

import pytest
from measuring import ROOT

from assistant.ask import Assistant
from assistant.library import Library
from assistant.parts import Parts
from evals.cases import load_suite
from ingest.embed import Embedder
from ingest.index import Index
from ingest.place import Folder

SUITE = ROOT / "evals" / "suites" / "known_facts.yaml"


@pytest.fixture(scope="module")
def index(records_index: Folder) -> Iterator[Index]:
    """The records."""
    with Index.open(records_index) as opened:
        yield opened


@pytest.fixture(scope="module")
def library(index: Index) -> Library:
    """What is known of them."""
    return Library(index.view)


@pytest.fixture(scope="module")
def assistant(index: Index, embedder: Embedder) -> Assistant:
    """Answers from them."""
    return Assistant(index, embedder)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("how many weeknesses had imporved in walsal", "how many weaknesses had improved in Walsall"),
        ("wat did inspecters say abuot speach and langauge therapy", None),
        ("what reccomendations were made?", "what recommendations were made?"),
        ("What is the ECHP timliness?", "What is the EHCP timeliness?"),
        ("how many in twenty weaks in Mrch 2021", "how many in twenty weeks in March 2021"),
        ("Was there enough progres on attendence?", "Was there enough progress on attendance?"),
        ("hwo many plans in Januaty 2021", "how many plans in January 2021"),
        ("who has to act in Noth Somesret?", "who has to act in North Somerset?"),
        ("what of Kensington and Chelsa", "what of Kensington and Chelsea"),
        ("who is the leed inspector", "who is the lead inspector"),
    ],
)
def test_what_is_misspelt_is_read_as_it_was_meant(library: Library, typed: str, meant: str | None) -> None:
    assert library.spelt(typed) == (meant or "what did inspectors say about speech and language therapy")


@pytest.mark.parametrize(
    "question",
    [
        "Is Halbert Tamson the lead inspector in Walsall?",
        "Do the OTs and the MHST of the DfE come to drop-ins?",
        "How many dads asked the continence service for info in lockdown?",
        "Which bodies are furthest behind in Hounslow, Reading and Bath and North East Somerset?",
        "email send@walsall.gov.uk or see www.walsall.gov.uk/sendlocaloffer",
        "quidditch in Walsall",
    ],
)
def test_names_and_words_that_the_documents_do_not_have_stay(library: Library, question: str) -> None:
    assert library.spelt(question) == question


def test_nothing_that_documents_say_is_changed(library: Library) -> None:
    for id_ in library.sources:
        for line in library.get(id_).text.splitlines():
            assert library.spelt(line) == line


def test_most_slips_are_put_right(library: Library) -> None:
    chance = random.Random(1)
    questions = [case.question for case in load_suite(SUITE).cases]
    asked = right = 0
    for question in questions:
        if library.spelt(question) != question:
            continue  # it has slips of its own
        words = list(re.finditer(r"[a-z]{6,}", question))
        if words:
            word = chance.choice(words)
            slipped = question[: word.start()] + slip(word[0], chance) + question[word.end() :]
            asked, right = asked + 1, right + (library.spelt(slipped).lower() == question.lower())
    assert asked > 100 and right / asked > 0.85, f"{right} of {asked}"


def slip(word: str, chance: random.Random) -> str:
    """A word with two letters swapped, or one left out or doubled, within it."""
    at = chance.randrange(1, len(word) - 2)
    kinds = {
        "swap": word[:at] + word[at + 1] + word[at] + word[at + 2 :],
        "drop": word[:at] + word[at + 1 :],
        "double": word[:at] + word[at] + word[at:],
    }
    return kinds[chance.choice(sorted(kinds))]


def test_an_answer_says_how_a_word_was_read(assistant: Assistant) -> None:
    answer = assistant.ask("how many of the nine weeknesses had imporved in walsal")
    first, second = answer.answer.split("\n\n")[:2]
    assert first == "“weeknesses” was read as “weaknesses”, “imporved” as “improved”, “walsal” as “Walsall”."
    assert second.startswith("**Seven of the nine")
    assert answer.standalone_question == "how many of the nine weaknesses had improved in Walsall"
    assert "was read as" not in assistant.ask("How many of the nine weaknesses had improved?").answer


def test_without_the_part_nothing_is_put_right(index: Index) -> None:
    assert Library(index.view, Parts(spelling=False)).spelt("how many weeknesses") == "how many weeknesses"
