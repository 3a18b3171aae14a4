"""A conversation: what a question takes over from the one before it, and what it does not."""

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.answers import Answer, Turn
from assistant.ask import Assistant
from assistant.follow_up import standalone
from assistant.two_parts import parts_of
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
    for question in ("Which two had not?", "which two of them hadn't", "And which two are still left?"):
        meant = standalone(question, after(IMPROVED))
        assert meant == "Which two of the nine weaknesses in Walsall had not improved by 2022?"


@pytest.mark.parametrize("question", ["Who leads it?", "Why?", "And then?", "Which ones?", "how come", "who says so?"])
def test_a_question_that_points_back_carries_what_it_points_at(question: str) -> None:
    assert "the nine weaknesses in Walsall had improved by 2022" in standalone(question, after(IMPROVED))


def test_a_question_that_stands_alone_keeps_its_words_in_a_conversation() -> None:
    for question in (
        "By what date did Dudley have to hand in its response to the inspectors?",
        "How long do children in Dudley wait for an autism and ADHD assessment?",
    ):
        assert standalone(question, after(IMPROVED)) == question


def test_a_question_of_when_something_was_is_not_kept_to_the_time_of_the_one_before() -> None:
    meant = standalone("When was it set up?", after(IMPROVED))
    assert "the nine weaknesses in Walsall" in meant and "2022" not in meant


@pytest.mark.parametrize(
    ("before", "question", "meant"),
    [
        (
            "Did Walsall make enough progress with children missing from education?",
            "And with joint commissioning?",
            "Did Walsall make enough progress with joint commissioning?",
        ),
        (
            "Did inspectors think Bury had done enough on EHC plans by 2022?",
            "what about joint commissioning?",
            "Did inspectors think Bury had done enough on joint commissioning by 2022?",
        ),
        (
            "How long was the speech therapy wait in Bury in December 2023?",
            "and for autism?",
            "How long was the autism wait in Bury in December 2023?",
        ),
        (
            "Who was Ofsted's lead inspector at the 2022 revisit to Walsall?",
            "And for the CQC?",
            "Who was CQC's lead inspector at the 2022 revisit to Walsall?",
        ),
        (
            "What is the phone number of SENDIASS in Walsall?",
            "Sorry, I meant the email address.",
            "What is the email address of SENDIASS in Walsall?",
        ),
        (
            "What share of EHC plans was on time in Bury in 2023?",
            "Same question for annual reviews",
            "What share of annual reviews was on time in Bury in 2023?",
        ),
        (ON_TIME, "Was May any better?", "What percentage of EHC plans were on time in May 2021?"),
        (ON_TIME, "what was it in june that year?", "What percentage of EHC plans were on time in June 2021?"),
        (ON_TIME, "what about May then", "What percentage of EHC plans were on time in May 2021?"),
        (ON_TIME, "Is that more than in Bexley?", "What percentage of EHC plans were on time in April 2021 in Bexley?"),
        ("How many plans had Walsall in 2021?", "Is that still the case?", "How many plans had Walsall now?"),
        (
            "how did the revisit go in Bury?",
            "and the most recent one?",
            "how did the most recent inspection go in Bury?",
        ),
        (
            "What was the outcome of Bury's 2024 inspection?",
            "And Surrey?",
            "What was the outcome of Surrey's inspection?",
        ),
    ],
)
def test_another_thing_is_put_into_the_earlier_question(before: str, question: str, meant: str) -> None:
    assert standalone(question, after(before)) == meant


@pytest.mark.parametrize(
    ("question", "meant"),
    [
        ("What about Essex, when was their inspection?", "when was Essex's inspection?"),
        ("how about Essex - how many plans do they have?", "how many plans do Essex have?"),
        ("And what about Essex? Who led the revisit?", "Who led the revisit in Essex?"),
    ],
)
def test_a_question_about_an_area_named_before_it_is_not_mixed_with_the_old_one(question: str, meant: str) -> None:
    assert standalone(question, after(IMPROVED, area="Walsall")) == meant


def test_who_he_and_what_the_second_one_is_comes_from_the_answer() -> None:
    who = Turn(question="who did Bury get as commissioner", answer="**Priya Hartnoll.** [1]", local_area="Bury")
    assert "Priya Hartnoll" in standalone("where did she work before?", [who])
    listed = "Report, 2024:\n\n- “cut waits for therapy” [1]\n- “keep plans up to date” [2]"
    what = Turn(question="What must Bury improve?", answer=listed, local_area="Bury")
    meant = standalone("who must do the second one?", [what])
    assert "keep plans up to date" in meant and "therapy" not in meant and "Bury" in meant


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
    assert second.answer.count("Verdict: not sufficient progress") + second.answer.count("has not made sufficient") >= 2
    assert "Verdict: sufficient progress" not in second.answer and "has made sufficient" not in second.answer


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


@pytest.mark.parametrize(
    ("question", "meant"),
    [
        ("And who led the inspection in Bolton?", "who led the inspection in Bolton?"),
        ("So what did inspectors find in Leeds?", "what did inspectors find in Leeds?"),
        ("And who is the designated clinical officer?", "who is the designated clinical officer in Bury?"),
        ("Ok, how many specialist places were opened?", "how many specialist places were opened in Bury?"),
    ],
)
def test_a_new_question_that_only_begins_like_a_follow_up_is_not_mixed_with_the_old_one(
    question: str, meant: str
) -> None:
    before = "How many children were waiting for occupational therapy in Bury in June 2023?"
    assert standalone(question, after(before, area="Bury")) == meant


def test_what_is_done_elsewhere_about_the_same_thing_is_no_count() -> None:
    before = "How many children were waiting for occupational therapy in Bury in June 2023?"
    meant = standalone("what are they doing about it in Leeds?", after(before, area="Bury"))
    assert meant.startswith("what are they doing about it") and "occupational therapy in Leeds" in meant
    assert "Bury" not in meant


@pytest.mark.parametrize(
    ("before", "question", "meant"),
    [
        (
            "Was occupational therapy good enough at the Bury revisit?",
            "How many children were waiting?",
            "How many children were waiting for occupational therapy at the Bury revisit?",
        ),
        ("How many actions does Bury's plan have?", "How many are done?", "How many actions are done of Bury's plan?"),
        (
            "How many appeals to the tribunal were there in Bury in 2024?",
            "How many did the council concede?",
            "How many appeals to the tribunal did the council concede in Bury in 2024?",
        ),
        ("When was Bury's revisit?", "And exclusions, were they any better?", "Were exclusions any better in Bury?"),
        (
            "What is the target for new EHC plans in Bury for May 2025?",
            "What was it in September 2024?",
            "What is the figure for new EHC plans in Bury for September 2024?",
        ),
    ],
)
def test_what_a_follow_up_leaves_out_is_put_in(before: str, question: str, meant: str) -> None:
    assert standalone(question, after(before)) == meant


@pytest.mark.parametrize(
    ("question", "meant"),
    [
        ("And the year before?", "How many appeals were registered in Bury in 2021/22?"),
        ("is that more than the year before?", "How many appeals were registered in Bury in 2021/22?"),
        ("what about two years earlier?", "How many appeals were registered in Bury in 2020/21?"),
    ],
)
def test_an_earlier_year_is_counted_back_from_the_one_asked_about(question: str, meant: str) -> None:
    assert standalone(question, after("How many appeals were registered in Bury in 2022/23?")) == meant


@pytest.mark.parametrize(
    ("question", "parts"),
    [
        ("When was Bury's revisit and who led it?", ["When was Bury's revisit", "who led the revisit of Bury"]),
        (
            "How many appeals were registered in Bury in 2022/23 and is that more than the year before?",
            [
                "How many appeals were registered in Bury in 2022/23",
                "How many appeals were registered in Bury in 2021/22",
            ],
        ),
        (
            "Did Bury make progress on EHC plans and on joint commissioning by 2022?",
            [
                "Did Bury make progress on EHC plans by 2022",
                "Did Bury make progress on joint commissioning by 2022",
            ],
        ),
        ("Has the clinic in Bury been opened and by whom?", ["Has the clinic in Bury been opened", "by whom"]),
        (
            "How many plans were issued in Bury in May 2021, how many were on time?",
            ["How many plans were issued", "How many plans were on time in Bury in May 2021"],
        ),
    ],
)
def test_both_parts_of_a_question_are_asked(question: str, parts: list[str]) -> None:
    asked = [understand(part, before).standalone for part, before in parts_of(question, ())]
    assert len(asked) == len(parts)
    assert all(part in each for part, each in zip(parts, asked, strict=True))


@pytest.mark.parametrize(
    "question",
    [
        "What did inspectors find about speech and language therapy in Bury?",
        "How many education, health and care plans were issued in Bury in 2021?",
        "What did inspectors say about health and social care and education in Bury?",
        "How many children and young people with plans are there in Bury?",
        "When they came back, how many weaknesses had improved in Bury?",
        "What must the council and the integrated care board do about autism and ADHD waits in Bury?",
        "Who leads on children who are missing school and who are in care?",
    ],
)
def test_one_question_with_and_in_it_stays_one(question: str) -> None:
    assert len(parts_of(question, ())) == 1
