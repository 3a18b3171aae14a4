"""What a question is taken to ask: of which area, of which time, and for what kind of answer."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.forms import Intent
from assistant.render import printable
from assistant.sides import sides_of
from assistant.understand import MAX_QUESTION, check_question, understand
from ingest.areas import gazetteer
from ingest.dates import MONTH_NAMES
from ingest.errors import QuestionError

AREAS = sorted(set(gazetteer().values()))


@pytest.mark.parametrize(
    ("question", "intent"),
    [
        ("How many weaknesses were found?", "number"),
        ("What percentage were on time?", "number"),
        ("What share of plans was late?", "number"),
        ("How long do children wait?", "number"),
        ("When was it inspected?", "date"),
        ("On which dates was it inspected?", "date"),
        ("In what month was the share highest?", "date"),
        ("Who led the inspection?", "who"),
        ("Which inspector led it?", "who"),
        ("What is their phone number?", "contact"),
        ("Why did it take longer?", "why"),
        ("Which weaknesses had improved?", "list"),
        ("What must the council do as a priority?", "list"),
        ("Name all 12 areas.", "list"),
        ("Did the local offer improve?", "yes_no"),
        ("Compare the two areas.", "comparison"),
        ("What did inspectors find about EHC plans?", "text"),
        ("When was SENDIASS set up, and who runs it?", "date"),
    ],
)
def test_the_kind_of_answer_that_is_wanted(question: str, intent: Intent) -> None:
    assert understand(question).intent == intent
    assert understand(question.lower()).intent == intent


@pytest.mark.parametrize(
    ("question", "areas"),
    [
        ("How many weaknesses were found in Walsall?", ("Walsall",)),
        ("how did north northamptonshire do", ("North Northamptonshire",)),
        ("What about Telford & Wrekin?", ("Telford and Wrekin",)),
        ("weaknesses in stoke on trent", ("Stoke-on-Trent",)),
        ("Were more found in Bexley or in Bolton?", ("Bexley", "Bolton")),
        ("Bexley, and Bexley again", ("Bexley",)),
        ("What did inspectors find in Walsal?", ("Walsall",)),
        ("weaknesses in worcestershir", ("Worcestershire",)),
        ("What did inspectors find in Middlesborough?", ("Middlesbrough",)),
        ("What is Walsall’s local offer like?", ("Walsall",)),
        ("Does Reading have a SENDIASS?", ("Reading",)),
        ("Who is chief executive of the Kent and Medway ICB?", ()),
        ("What does NHS Shropshire, Telford and Wrekin ICB need to improve?", ()),
        ("How many weaknesses were found?", ()),
    ],
)
def test_the_areas_that_are_asked_about(question: str, areas: tuple[str, ...]) -> None:
    assert understand(question).areas == areas


@given(
    st.sampled_from(AREAS), st.sampled_from(["How many weaknesses did {} have?", "Did {} improve?", "what about {}?"])
)
def test_every_area_is_understood_whatever_its_capitals(area: str, form: str) -> None:
    assert understand(form.format(area)).areas == (area,)
    assert understand(form.format(area.upper())).areas == (area,)
    assert understand(form.format(area.replace(" and ", " & "))).areas == (area,)


def test_a_misspelt_area_is_put_right() -> None:
    assert understand("weaknesses in walsal, please").standalone == "weaknesses in Walsall, please"
    assert understand("Did Walsall do wel?").standalone == "Did Walsall do wel?"


@pytest.mark.parametrize(
    ("question", "asked"),
    [
        (
            "How did school nurses fare in Bexley compared with North Northamptonshire?",
            "How did school nurses fare in {}?",
        ),
        (
            "Who are the chairs of the boards in Lancashire and Nottinghamshire?",
            "Who are the chairs of the boards in {}?",
        ),
        ("Compare autism waits in Kent, Essex and Suffolk", "Compare autism waits in {}"),
        ("Did both Walsall and Worcestershire have to write a statement?", "Did {} have to write a statement?"),
    ],
)
def test_of_several_areas_each_is_asked_about_alone(question: str, asked: str) -> None:
    sides = sides_of(understand(question))
    assert len(sides) > 1
    assert [side.standalone for side in sides] == [asked.format(*side.areas) for side in sides]


def test_an_area_to_keep_to_wins_over_the_one_in_the_question() -> None:
    assert understand("How many weaknesses were found in Walsall?", area="Bexley").areas == ("Bexley",)


@pytest.mark.parametrize(
    ("question", "periods"),
    [
        ("plans in April 2021", ("2021-04",)),
        ("plans in 2021", ("2021",)),
        ("between May and July 2021", ("2021-05/2021-07",)),
        ("from 20 to 22 June 2022", ("2022-06-20/2022-06-22",)),
        ("on 23/06/2022", ("2022-06-23",)),
        ("in the school year 2021/22", ("2021-09/2022-08",)),
        ("What improved before 2023?", ("1990-01-01/2022-12-31",)),
        ("Before 2023, what improved?", ("1990-01-01/2022-12-31",)),
        ("What improved by June 2022?", ("1990-01-01/2022-06-31",)),
        ("What improved since March 2019?", ("2019-03-01/2100-12-31",)),
        ("Did it rise from 2020 to 2021?", ("2020", "2021")),
        ("How many plans were issued?", ()),
        ("Is section 2019.4 there?", ()),
    ],
)
def test_the_time_that_is_asked_about(question: str, periods: tuple[str, ...]) -> None:
    assert understand(question).periods == periods


@given(st.sampled_from(sorted(MONTH_NAMES)), st.integers(2015, 2029), st.sampled_from(["{} {}", "{}, {}", "{} of {}"]))
def test_a_month_with_its_year_is_a_period_and_alone_a_month(month: int, year: int, form: str) -> None:
    dated = understand(f"How many plans were issued in {form.format(MONTH_NAMES[month].lower(), year)}?")
    assert dated.periods == (f"{year}-{month:02d}",)
    alone = understand(f"How many plans were issued in {MONTH_NAMES[month]}?")
    assert (alone.month, alone.periods) == (month, ())


@pytest.mark.parametrize("question", ["What may happen next?", "What may be done in schools?", "Did they march on?"])
def test_may_and_march_are_not_always_months(question: str) -> None:
    assert understand(question).month is None


@pytest.mark.parametrize(
    "question",
    [
        "Is my son entitled to an EHC plan?",
        "Will my daughter get a place at a special school?",
        "Should I appeal to the tribunal?",
        "Are we eligible for transport?",
        "My child was refused an assessment. What now?",
        "Am I eligible for a personal budget in Walsall?",
    ],
)
def test_a_verdict_on_somebodys_own_case_is_told_apart(question: str) -> None:
    assert understand(question).personal


@pytest.mark.parametrize(
    "question",
    [
        "My child has just been diagnosed with autism. What help is there for families in Walsall?",
        "Do I have to pay for advice from SENDIASS?",
        "Were children entitled to EHC plans given them on time?",
        "How many parents appealed?",
        "Did parents say that their child's needs are met?",
    ],
)
def test_a_question_about_an_area_is_no_personal_case(question: str) -> None:
    assert not understand(question).personal


@pytest.mark.parametrize(
    ("question", "kind"),
    [
        ("What does the committee report say?", "committee report"),
        ("When was the letter about the revisit sent?", "revisit letter"),
        ("What does the council's web page say of it?", "council page"),
        ("What do inspectors say?", None),
    ],
)
def test_the_kind_of_document_that_is_named(question: str, kind: str | None) -> None:
    assert understand(question).kind == kind


@pytest.mark.parametrize("question", ["", " ", "\n\t \n", "?!…", "—", "\x00\x1b", " "])
def test_nothing_asked_is_told(question: str) -> None:
    with pytest.raises(QuestionError, match="empty"):
        check_question(question)


def test_a_question_may_have_2000_characters_and_not_one_more() -> None:
    longest = "Why? " * (MAX_QUESTION // 5)
    assert MAX_QUESTION == len(longest) == 2000
    assert check_question(longest)
    for length in (2001, 100_000):
        with pytest.raises(QuestionError, match=rf"{length:,} characters.*2,000"):
            check_question("x" * length)


@given(st.text(max_size=200))
def test_any_text_is_understood_or_refused_as_empty(text: str) -> None:
    try:
        question = understand(text)
    except QuestionError:
        assert not re.search(r"\w", printable(text))
        return
    assert question.text == question.standalone
    assert question.text.split() == printable(" ".join(text.split())).split()
    assert len({token.start for token in question.content()}) <= len(text)
