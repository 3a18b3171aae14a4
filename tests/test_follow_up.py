"""A conversation: what a question takes over from the one before it, and what it does not."""

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.answers import Answer, Turn
from assistant.ask import Assistant
from assistant.follow_up import standalone
from assistant.understand import understand
from ingest.dates import MONTH_NAMES

ON_TIME = "What percentage of EHC plans were on time in April 2021?"
IMPROVED = "How many of the nine weaknesses in Walsall had improved by 2022?"


def after(*questions: str, area: str | None = None) -> list[Turn]:
    return [Turn(question=question, answer="", local_area=area) for question in questions]


def talk(assistant: Assistant, questions: Sequence[str]) -> list[Answer]:
    """The questions asked one after the other."""
    answers: list[Answer] = []
    for question in questions:
        history = [
            Turn(question=a.standalone_question, answer=a.answer, local_area=a.searched.local_area) for a in answers
        ]
        answers.append(assistant.ask(question, history))
    return answers


@pytest.mark.parametrize(
    ("before", "question", "meant"),
    [
        (ON_TIME, "And in May?", "What percentage of EHC plans were on time in May 2021?"),
        (ON_TIME, "what about june", "What percentage of EHC plans were on time in June 2021?"),
        (ON_TIME, "And in May 2020?", "What percentage of EHC plans were on time in May 2020?"),
        (ON_TIME, "And in Bexley?", "What percentage of EHC plans were on time in April 2021 in Bexley?"),
        (ON_TIME, "And in Bexley in May?", "What percentage of EHC plans were on time in May 2021 in Bexley?"),
        (ON_TIME, "and in walsal in july?", "What percentage of EHC plans were on time in July 2021 in Walsall?"),
        (ON_TIME, "How many plans were issued that month?", "How many plans were issued in April 2021?"),
        (IMPROVED, "What about Dudley?", "How many of the nine weaknesses in Dudley had improved by 2022?"),
        ("When was Worcestershire inspected?", "And Walsall?", "When was Walsall inspected?"),
        ("How many weaknesses were found?", "in Bexley?", "How many weaknesses were found in Bexley?"),
    ],
)
def test_another_month_or_area_is_put_into_the_earlier_question(before: str, question: str, meant: str) -> None:
    assert standalone(question, after(before)) == meant


@given(st.sampled_from(sorted(MONTH_NAMES)), st.sampled_from(sorted(MONTH_NAMES)))
def test_any_month_can_be_swapped_for_any_other(asked: int, then: int) -> None:
    before = f"What percentage of EHC plans were on time in {MONTH_NAMES[asked]} 2021?"
    for question in (f"And in {MONTH_NAMES[then]}?", f"what about {MONTH_NAMES[then].lower()}?"):
        assert understand(question, after(before)).periods == (f"2021-{then:02d}",)


def test_what_had_not_is_asked_of_those_that_had_not() -> None:
    meant = standalone("Which two had not?", after(IMPROVED))
    assert meant.startswith("Which two had not")
    assert "had not improved by 2022" in meant and "Walsall" in meant


@pytest.mark.parametrize("question", ["Who leads it?", "When was it set up?", "Why?", "And then?", "Which ones?"])
def test_a_question_that_points_back_carries_what_it_points_at(question: str) -> None:
    assert IMPROVED in standalone(question, after(IMPROVED))


@pytest.mark.parametrize(
    ("question", "meant"),
    [
        ("How many recommendations did inspectors make?", "How many recommendations did inspectors make in Walsall?"),
        ("Who was the lead inspector of the visit?", "Who was the lead inspector of the visit in Walsall?"),
        ("How many specialist places were created there?", "How many specialist places were created in Walsall?"),
    ],
)
def test_a_new_question_keeps_to_the_area_of_the_conversation(question: str, meant: str) -> None:
    assert standalone(question, after(IMPROVED)) == meant
    assert standalone(question, after("How many had improved?", area="Walsall")) == meant


@pytest.mark.parametrize(
    "question",
    [
        "How many weaknesses were found in Birmingham?",
        "When was Worcestershire inspected?",
        "who led Medway's inspection",
        "Which areas have widespread failings?",
        "What percentage of plans were on time in May 2020 in Worcestershir?",
    ],
)
def test_a_question_of_another_area_stands_alone(question: str) -> None:
    assert standalone(question, after(IMPROVED, area="Walsall")) == question


@given(st.text(max_size=60), st.lists(st.text(min_size=1, max_size=60), min_size=1, max_size=3))
def test_any_text_may_follow_any_other(text: str, earlier: list[str]) -> None:
    line = " ".join(text.split())
    assert standalone(line, []) == line
    assert isinstance(standalone(line, after(*earlier)), str)


def test_months_of_one_table_are_asked_for_one_after_the_other(loaded: Assistant) -> None:
    april, may, june = talk(loaded, [ON_TIME, "And in May?", "what about june"])
    assert [a.claims[0].text for a in (april, may, june)] == [
        "73.9% (April 2021).",
        "29.4% (May 2021).",
        "47.4% (June 2021).",
    ]
    assert may.searched.period == "2021-05"
    assert may.question == "And in May?" and may.standalone_question.startswith("What percentage")


def test_which_two_had_not_gets_those_that_had_not(loaded: Assistant) -> None:
    first, second = talk(loaded, [IMPROVED, "Which two had not?"])
    assert first.claims[0].text == "Seven of the nine."
    assert second.status == "answered" and second.searched.local_area == "Walsall"
    assert "not made sufficient progress" in second.answer
    assert "has made sufficient progress" not in second.answer


def test_areas_are_asked_for_one_after_the_other(loaded: Assistant) -> None:
    first, second, third = talk(
        loaded, ["How many weaknesses were found in Worcestershire?", "And Walsall?", "Dudley?"]
    )
    assert first.claims[0].text.startswith("12 ") and first.searched.local_area == "Worcestershire"
    assert "nine" in second.answer.lower() and second.searched.local_area == "Walsall"
    assert {c.local_area for c in second.citations} == {"Walsall"}
    assert (third.status, third.searched.local_area) == ("not_in_documents", "Dudley")


def test_a_follow_up_keeps_to_the_area(loaded: Assistant) -> None:
    _, second = talk(loaded, ["When was Worcestershire inspected?", "How many weaknesses were found there?"])
    assert second.searched.local_area == "Worcestershire"
    assert {c.local_area for c in second.citations} == {"Worcestershire"}
    assert second.claims[0].text.startswith("12 ")


def test_a_question_of_another_area_is_answered_as_if_it_were_the_first(loaded: Assistant) -> None:
    question = "When was Worcestershire inspected?"
    _, second = talk(loaded, [IMPROVED, question])
    alone = loaded.ask(question)
    assert second.model_copy(update={"timings_ms": alone.timings_ms}) == alone


def test_conversations_do_not_know_of_each_other(loaded: Assistant) -> None:
    talk(loaded, [IMPROVED])
    assert loaded.ask("Which two had not?").standalone_question == "Which two had not?"
