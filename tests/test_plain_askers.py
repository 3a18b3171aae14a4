"""What people add to a question, take for granted in it, or put in words that no document has; on the records."""

import pytest

from assistant.answers import Turn
from assistant.ask import Assistant
from assistant.preamble import without_preamble


def asked(assistant: Assistant, *questions: str) -> str:
    """The last answer of a conversation."""
    history: list[Turn] = []
    for question in questions:
        answer = assistant.ask(question, history=history)
        area = answer.searched.local_area
        history.append(Turn(question=answer.standalone_question, answer=answer.answer, local_area=area))
    return history[-1].answer


@pytest.mark.parametrize(
    ("said", "asks"),
    [
        ("What must Bolton improve? I need all of it for a briefing note.", "What must Bolton improve?"),
        ("How long are the waits in Medway? Thanks!", "How long are the waits in Medway?"),
        ("My committee wants the shortlist - what must Bexley put right?", "what must Bexley put right?"),
        (
            "As a SENCo I'd like to know what goes wrong in Surrey.",
            "what goes wrong in Surrey?",
        ),
        ("Who led it? I thought it was the council?", "Who led it? I thought it was the council?"),
    ],
)
def test_what_is_said_around_a_question_is_not_asked(said: str, asks: str) -> None:
    assert without_preamble(said) == asks


@pytest.mark.parametrize(
    "question", ["How is Walsall doing?", "Did Walsall fail its inspection?", "How did Walsall do at its inspection?"]
)
def test_a_question_that_names_its_area_stands_alone_in_a_conversation(on_records: Assistant, question: str) -> None:
    alone = asked(on_records, question)
    assert asked(on_records, "How long is the wait for speech therapy in Worcestershire?", question) == alone


def test_it_may_mean_what_the_same_question_names(on_records: Assistant) -> None:
    assert "08088 026666" in asked(
        on_records, "Is there transport in Walsall?", "What is SENDIASS and how do I contact it in Walsall?"
    )


def test_a_reason_asked_for_what_is_not_so_is_answered_by_what_is(on_records: Assistant) -> None:
    answer = on_records.ask("Why have suspensions of pupils with SEND in Walsall kept climbing since 2019?")
    assert answer.status == "partly"
    assert answer.answer.startswith("No reason was found")
    assert "exclusions" in answer.citations[0].quote
    assert any(word in answer.citations[0].quote for word in ("fewer", "fallen", "reduc", "down", "less"))


def test_a_visit_to_come_is_not_dated_by_one_that_was(on_records: Assistant) -> None:
    assert on_records.ask("When will Walsall be inspected next?").status == "not_in_documents"


def test_the_newer_inspection_is_named_where_one_asks_what_got_better_since_a_year(on_records: Assistant) -> None:
    answer = asked(on_records, "Has Walsall got better since 2019?")
    assert answer.startswith("**Seven of the nine.**")
    assert "Inspectors have come again since (December 2025)" in answer


def test_a_letter_is_summed_up_where_one_asks_for_the_letter(on_records: Assistant) -> None:
    assert on_records.ask("Summarise the Walsall letter").citations[0].document == "walsall-2022-revisit-letter"


@pytest.mark.parametrize(
    "question",
    [
        "Of Outstanding, Good, Requires Improvement and Inadequate, which grade was Walsall given for leadership?",
        "What rating did Worcestershire get for leadership and management?",
    ],
)
def test_a_grade_of_school_inspections_is_refused(on_records: Assistant, question: str) -> None:
    answer = on_records.ask(question)
    assert answer.status == "not_in_documents"
    assert "no grade such as Good or Inadequate" in answer.answer


def test_waits_for_health_services_are_looked_for_where_they_stand(on_records: Assistant) -> None:
    answer = on_records.ask("How many weeks do children in Walsall wait for occupational therapy?")
    assert answer.status == "not_in_documents"
    assert "integrated care board" in answer.answer
    assert "SEN2" not in answer.answer


@pytest.mark.parametrize(
    "question",
    [
        "My daughter's plan from Walsall has not changed since Year 4. Will they send us a new one by September?",
        "My son is 7 and on the autism list in Walsall, how many more months until he is seen?",
    ],
)
def test_somebodys_own_case_gets_no_verdict(on_records: Assistant, question: str) -> None:
    answer = on_records.ask(question)
    assert answer.status == "not_in_documents"
    assert "what one child or family is entitled to" in answer.answer


def test_a_count_of_all_weaknesses_follows_no_single_one(on_records: Assistant) -> None:
    said = [one for thread in on_records.progress("Walsall").threads for cell in thread.cells for one in cell.said]
    assert said
    assert not [one.quote for one in said if one.kind == "measure" and "nine areas of concern" in one.quote]


@pytest.mark.parametrize(
    "question",
    [
        "What must be improved? I mean in Bexley.",
        "How many plans were on time? I don't mean 2021, I mean 2023.",
        "My son needs an EHC plan, can he get one in Walsall?",
        "As a parent in Bexley, I want to know what must be improved",
        "Our school needs speech therapy for deaf pupils in Durham - who should provide it?",
        "? thanks",
    ],
)
def test_what_names_an_area_a_time_or_a_case_is_part_of_the_question(question: str) -> None:
    assert without_preamble(question) == question


def test_a_follow_up_goes_on_from_the_answer_and_not_from_how_a_word_was_read(on_records: Assistant) -> None:
    after_a_slip = asked(on_records, "When was Walsal revisited?", "Has there been an inspection since?")
    assert after_a_slip == asked(on_records, "When was Walsall revisited?", "Has there been an inspection since?")


def test_where_advice_is_to_be_had_is_no_question_of_areas(on_records: Assistant) -> None:
    assert "SENDIAS" in asked(on_records, "Where should parents in Walsall go for advice?")


def test_another_bodys_number_is_not_given(on_records: Assistant) -> None:
    assert on_records.ask("In Walsall, what is the phone number for the police forum?").status == "not_in_documents"


def test_when_they_come_again_is_no_case_of_ones_own(on_records: Assistant) -> None:
    answer = asked(on_records, "My son goes to school in Walsall. When were they last inspected?")
    assert "what one child or family is entitled to" not in answer
