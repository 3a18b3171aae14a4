"""Questions in words that the documents lack: shown as the closest, or refused where what is asked for is not there."""

from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml

from assistant import words
from assistant.ask import Assistant
from assistant.content import areas_in
from assistant.other_words import expressions
from ingest.build import build
from ingest.embed import load_embedder
from ingest.place import place_of
from tests.asking import ask

ADVICE = """# SENDIASS in Rutland

Rutland Council

The service gives free advice to parents. What you tell us stays between us: we do not speak to the school without your
consent, unless somebody is in danger.

Leave a message and a member of the team will reply within 2 working days. No new referrals can be taken until Easter,
because of capacity.
"""
CABINET = """SEND improvement: report to the Cabinet of Rutland, 11 June 2024

The Cabinet member said that inspectors had found widespread and/or systemic failings at the inspection of May 2024.
Of the 214 annual reviews due by the end of March 2024, 61 were overdue. The committee heard that the advice service
costs £48,000 a year.

The inspectors named two matters to be put right:

1) Long waits for an occupational therapist.
2) Plans that are written too late.

The SEND Partnership Board is answerable for the improvement plan. An independent chair will be appointed.

Decision
(a) That the findings be noted.
(b) That the improvement plan be approved for publication.
"""


@pytest.fixture(scope="module")
def rutland(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Assistant]:
    folder = tmp_path_factory.mktemp("rutland")
    (folder / "advice.md").write_text(ADVICE, encoding="utf-8")
    (folder / "cabinet.txt").write_text(CABINET, encoding="utf-8")
    build([folder], place_of(folder / "index"), load_embedder())
    with Assistant.open(folder / "index") as assistant:
        yield assistant


@pytest.mark.parametrize(
    ("question", "stated"),
    [
        ("will rutlands sendiass keep what i say private", "without your consent"),
        ("how many annual reviews were late in rutland in march 2024", "61"),
        ("who's on the hook for rutlands improvement plan", "SEND Partnership Board"),
        ("how long till rutland sendiass get back to you", "2 working days"),
        ("What did the cabinet in Rutland agree?", "approved for publication"),
        ("whats the two things Rutland has to put right", "Plans that are written too late"),
        ("how much does the advice service in Rutland cost", "£48,000"),
    ],
)
def test_what_is_asked_in_other_words_is_found(rutland: Assistant, question: str, stated: str) -> None:
    answer = ask(rutland, question)
    assert answer.status != "not_in_documents"
    assert stated in answer.answer.replace("\\", "")


@pytest.mark.parametrize(
    "question",
    [
        "What is the name of the independent chair in Rutland?",
        "what was the improvement plan of rutland in 2016",
        "How many pupils does the SEND Partnership Board in Rutland have?",
        "What is the status of action 2.8 in Rutland's improvement plan?",
        "My daughter is 6 and lives in Rutland. Will she get a plan?",
    ],
)
def test_where_the_thing_asked_for_is_missing_it_is_refused(rutland: Assistant, question: str) -> None:
    assert ask(rutland, question).status == "not_in_documents"


def test_what_only_comes_close_is_said_to_be_no_more(rutland: Assistant) -> None:
    answer = ask(rutland, "how long till rutland sendiass get back to you")
    assert answer.status == "partly"
    assert answer.answer.startswith("The documents do not say this in so many words.")


def test_where_one_asks_of_now_a_newer_inspection_is_named(tmp_path: Path) -> None:
    (tmp_path / "letter.txt").write_text(
        "Joint area SEND revisit in Rutland\n\n4 March 2020\n\nBetween 3 and 5 February 2020, Ofsted and the Care "
        "Quality Commission (CQC) revisited the area of Rutland to decide whether sufficient progress had been "
        "made.\n\n"
        "The area has made sufficient progress in addressing one of the two significant weaknesses identified at the "
        "initial inspection. The area has not made sufficient progress in addressing one significant weakness.\n",
        encoding="utf-8",
    )
    (tmp_path / "news.md").write_text(
        "# Inspectors back in Rutland\n\nRutland Council, 9 July 2025\n\nFollowing a three-week inspection in "
        "May 2025, Ofsted and CQC have published a report on Rutland's local area partnership.\n",
        encoding="utf-8",
    )
    build([tmp_path], place_of(tmp_path / "index"), load_embedder())
    with Assistant.open(tmp_path / "index") as assistant:
        now = ask(assistant, "Has Rutland made sufficient progress?")
        then = ask(assistant, "Had Rutland made sufficient progress in 2020?")
    assert "May 2025" in now.answer and {c.document for c in now.citations} == {"letter", "news"}
    assert {c.document for c in then.citations} == {"letter"}


@pytest.mark.parametrize(
    ("text", "area"),
    [
        ("how many did they find in central beds", "Central Bedfordshire"),
        ("what share of brums plans", "Birmingham"),
        ("when does tamesides plan end", "Tameside"),
        ("waits in herts", "Hertfordshire"),
    ],
)
def test_areas_are_known_by_short_names_and_without_apostrophes(text: str, area: str) -> None:
    assert areas_in(text) == (area,)


@pytest.mark.parametrize("text", ["how many staff were trained", "I ran him a bath", "it cost big bucks"])
def test_plain_words_are_no_areas(text: str) -> None:
    assert areas_in(text) == ()


def test_every_bridge_leads_from_one_word_to_words_that_say_something() -> None:
    bridges = yaml.safe_load((Path(words.__file__).parent / "bridges.yaml").read_text(encoding="utf-8"))
    for word, others in bridges.items():
        assert len(words.keys(word)) == 1, word
        assert all(words.keys(other) for other in others), word


def test_every_synonym_is_of_a_plain_word_and_says_something() -> None:
    synonyms = yaml.safe_load((Path(words.__file__).parent / "synonyms.yaml").read_text(encoding="utf-8"))
    for word, others in synonyms.items():
        (key,) = words.keys(word)
        assert key[0] not in "=#", f"{word} is a concept: bridge it"
        assert all(len(words.keys(other)) == 1 for other in others), word
        assert not any(key in words.keys(other) for other in others), word


def test_every_expression_says_something_and_stands_for_other_words() -> None:
    phrases = yaml.safe_load((Path(words.__file__).parent / "phrases.yaml").read_text(encoding="utf-8"))
    for phrase, others in phrases.items():
        said = set(words.keys(phrase))
        assert said, phrase
        assert others and all(set(words.keys(other)) - said for other in others), phrase


def test_an_expression_of_documents_says_what_a_questions_expression_says() -> None:
    found = [
        (text[start:end], sorted(said)) for text in ["Who is at the top?"] for start, end, said in expressions(text)
    ]
    assert found == [("at the top", sorted(words.keys("chief executive")))]
