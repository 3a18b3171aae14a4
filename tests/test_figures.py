"""Figures of documents nobody tuned to: time in the rows, two sides, what a question takes for granted, follow-ups."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from assistant.answers import Answer, Turn
from assistant.ask import Assistant
from assistant.premise import opened
from assistant.times import shifted, times_in
from ingest.build import build
from ingest.embed import load_embedder
from ingest.place import place_of

REPORT = """# SEND performance report

Wigan Council. Report to the Scrutiny Committee of Wigan, 18 March 2025.

## Plans

Table 1: New EHC plans issued, by quarter

| Quarter | Plans issued | Issued within 20 weeks | % within 20 weeks |
|---|---|---|---|
| Q1 2023/24 | 120 | 66 | 55% |
| Q2 2023/24 | 131 | 63 | 48% |
| Q3 2023/24 | 140 | 84 | 60% |
| Q4 2023/24 | 150 | 99 | 66% |
| Q1 2024/25 | 144 | 101 | 70% |
| Total | 685 | 413 | 60% |

## Attendance

Table 2: Attendance of pupils with an EHC plan (%)

| Term | Primary | Secondary |
|---|---|---|
| Autumn 2022 | 91.2 | 84.0 |
| Spring 2023 | 90.8 | 83.1 |
| Autumn 2023 | 91.9 | 83.8 |
| Spring 2024 | 92.4 | 82.2 |

## Waits

Table 3: Average wait in weeks for a first appointment

| Service | Mar-23 | Sep-23 | Mar-24 |
|---|---|---|---|
| Speech and language therapy | 31 | 28 | 24 |
| Occupational therapy | 22 | 25 | 27 |
| Autism assessment | 88 | 92 | 97 |

## Reviews

Table 4: Percentage of annual reviews held on time

| Month | 2022/23 | 2023/24 |
|---|---|---|
| April | 31% | 44% |
| May | 28% | 47% |
| June | 35% | 51% |
| February | 45% | 60% |
| March | 43% | 63% |

## Schools

| School year | Suspensions | Permanent exclusions |
|---|---|---|
| 2021-22 | 402 | 19 |
| 2022-23 | 455 | 24 |
| 2023-24 | 398 | 16 |
"""
LETTER = """# Joint area SEND inspection in Wigan

Between 9 May 2022 and 13 May 2022, Ofsted and the Care Quality Commission (CQC) conducted a joint inspection of the
local area of Wigan. The inspection was led by Joan Ridley HMI from Ofsted. Published 4 July 2022.

## Areas for development

- In 2021, 43% of EHC plans were issued within 20 weeks.
- Children wait too long for an autism assessment. The average wait was 70 weeks in April 2022.
"""
PLAN = """# Wigan Written Statement of Action

Published October 2022

We will reduce the average wait for an autism assessment to 40 weeks by January 2024. We will issue 80% of EHC plans
within 20 weeks by December 2023.
"""
REVISIT = """# Joint area SEND revisit in Wigan

Between 5 February 2024 and 7 February 2024, Ofsted and the Care Quality Commission (CQC) revisited the area of Wigan.
The visit was led by Peter Nash HMI. Published 25 March 2024.

## Findings

- In 2023, 57% of plans were issued within 20 weeks.
- The average wait for an autism assessment was 95 weeks in January 2024.
"""
NEWS = """# How SEND services in Wigan are improving

Wigan Council news. Published 2 June 2025

Wigan Council says that 78% of EHC plans were issued on time between January and April 2025. The average wait for an
autism assessment is now 83 weeks.
"""
FILES = {"report": REPORT, "letter": LETTER, "plan": PLAN, "revisit": REVISIT, "news": NEWS}


@pytest.fixture(scope="module")
def wigan(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Assistant]:
    """An assistant over five tiny documents of one area."""
    folder = tmp_path_factory.mktemp("wigan")
    for name, text in FILES.items():
        (folder / f"{name}.md").write_text(text, encoding="utf-8")
    index: Path = tmp_path_factory.mktemp("index")
    build([folder], place_of(index), load_embedder())
    assistant = Assistant.open(index)
    yield assistant
    assistant.close()


def lead(answer: Answer) -> str:
    """The first thing that an answer states, all of it borne out."""
    assert answer.status == "answered", answer.answer
    assert not [claim for claim in answer.claims if claim.check != "supported"]
    return answer.claims[0].text


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("How many plans did Wigan issue in the third quarter of 2023/24?", "140 (Q3 2023/24)"),
        ("What share of plans was in time in Q2 2023/24?", "48% (Q2 2023/24)"),
        ("how many plans were done in time in Q1 2024/25", "101 (Q1 2024/25)"),
        ("How many plans were issued in total?", "685"),
        ("What was the attendance of secondary pupils with a plan last autumn?", "83.8 (%, Autumn 2023)"),
        ("What was primary attendance in spring 2023?", "90.8 (%, Spring 2023)"),
        ("How long was the wait for speech therapy in Mar-24?", "24 weeks (Mar-24)"),
        ("How long was the wait for occupational therapy in September 2023?", "25 weeks (Sep-23)"),
        ("How many permanent exclusions were there in 2022/23?", "24 (2022-23)"),
        ("What percentage of annual reviews was on time in May 2022?", "28% (May 2022/23)"),
        ("What percentage of annual reviews was on time in February 2024?", "60% (February 2024)"),
    ],
)
def test_a_cell_is_found_whether_time_stands_in_the_rows_or_the_columns(
    wigan: Assistant, question: str, said: str
) -> None:
    assert lead(wigan.ask(question, area="Wigan")) == f"{said}."


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("Which was the worst quarter for getting plans out on time?", "48% (Q2 2023/24, the lowest)."),
        ("In which quarter were most plans issued?", "150 (Q4 2023/24, the highest)."),
        ("Which term was secondary attendance lowest?", "82.2 (%, Spring 2024, the lowest)."),
        ("In what year were suspensions at their highest?", "455 (2022-23, the highest)."),
        ("Since when has timeliness of plans been 60% or more?", "60% (Q3 2023/24, and so ever since)."),
        ("When did timeliness of plans first go above 65%?", "66% (Q4 2023/24)."),
        ("How much better was timeliness of plans in Q1 2024/25 than in Q1 2023/24?", "70% (Q1 2024/25) against 55%"),
        ("How many suspensions were there in 2023/24 compared with the year before?", "398 (2023-24) against 455"),
        ("Which service had the longest wait in March 2024?", "Autism assessment: 97 weeks (Mar-24)."),
        ("In how many quarters was timeliness of plans above 60%?", "Two."),
    ],
)
def test_figures_of_a_series_are_set_against_each_other(wigan: Assistant, question: str, said: str) -> None:
    assert lead(wigan.ask(question, area="Wigan")).startswith(said)


@pytest.mark.parametrize(
    "question",
    [
        "How many plans were issued in Q4 2024/25?",
        "What was secondary attendance in autumn 2024?",
        "How many permanent exclusions were there in 2019/20?",
        "How long was the wait for physiotherapy in March 2024?",
    ],
)
def test_what_no_cell_says_is_not_answered_with_another_cell(wigan: Assistant, question: str) -> None:
    answer = wigan.ask(question, area="Wigan")
    said = " ".join(claim.text for claim in answer.claims if answer.status != "not_in_documents")
    assert not any(figure in said for figure in ("144", "150", "82.2", "83.8", "19", "16", "24", "27"))


@pytest.mark.parametrize(
    ("question", "said", "where"),
    [
        ("92% of plans in Wigan were on time in 2021, weren't they?", "No: 43% (2021).", "letter"),
        ("Is it true that 43% of plans in Wigan were on time in 2021?", "Yes: 43% (2021).", "letter"),
        (
            "The autism wait in Wigan was 40 weeks in January 2024, wasn't it?",
            "No: 95 weeks (January 2024).",
            "revisit",
        ),
        ("The average autism wait in Wigan was 70 weeks, wasn't it?", "Yes: 70 weeks (April 2022).", "letter"),
        ("It was Peter Nash who led the Wigan inspection in 2022, wasn't it?", "No: Joan Ridley.", "letter"),
        ("Joan Ridley led the Wigan inspection in 2022, didn't she?", "Yes: Joan Ridley.", "letter"),
    ],
)
def test_what_is_taken_for_granted_is_confirmed_or_put_right(
    wigan: Assistant, question: str, said: str, where: str
) -> None:
    answer = wigan.ask(question)
    assert lead(answer) == said
    assert where in {citation.document for citation in answer.citations}


def test_a_figure_that_is_about_so_much_is_neither_confirmed_nor_denied(wigan: Assistant) -> None:
    assert lead(wigan.ask("About 45% of plans in Wigan were on time in 2021, weren't they?")) == "43% (2021)."


def test_then_and_now_are_both_told_with_their_dates(wigan: Assistant) -> None:
    answer = wigan.ask("How long was the wait for an autism assessment in Wigan in 2022 and how long is it now?")
    assert {"70 weeks (April 2022).", "83 weeks (now)."} <= {claim.text for claim in answer.claims}
    assert {citation.document for citation in answer.citations} == {"letter", "news"}


def test_a_target_is_set_against_what_a_later_document_says_of_its_time(wigan: Assistant) -> None:
    answer = wigan.ask("Did Wigan reach its target of 80% of plans on time by December 2023?")
    said = lead(answer)
    assert "57% (2023)" in said and said.endswith("against a target of 80% by December 2023.")
    assert {"plan", "revisit"} <= {citation.document for citation in answer.citations}


def test_what_the_council_says_and_what_inspectors_found_are_both_told(wigan: Assistant) -> None:
    answer = wigan.ask("What does Wigan Council say about plans being on time, and what did inspectors find?")
    assert "78%" in answer.answer and "57%" in answer.answer


CONVERSATIONS = [
    [
        ("What share of plans was on time in Q1 2024/25 in Wigan?", "70%"),
        ("And the year before?", "55%"),
        ("And the quarter after?", "48%"),
        ("In which quarter was it highest?", "70% (Q1 2024/25, the highest)"),
    ],
    [
        ("What was the attendance of secondary pupils with a plan in Spring 2024 in Wigan?", "82.2"),
        ("And for primary?", "92.4"),
        ("And in autumn 2022?", "91.2"),
    ],
    [
        ("How long was the wait for occupational therapy in March 2024 in Wigan?", "27 weeks"),
        ("What about speech therapy?", "24 weeks"),
        ("And autism assessments?", "97 weeks"),
        ("when was it lowest?", "88 weeks (Mar-23, the lowest)"),
    ],
    [
        ("How many permanent exclusions were there in 2023-24 in Wigan?", "16"),
        ("And suspensions?", "398"),
        ("in which year was it highest?", "455"),
    ],
    [
        ("How long was the wait for an autism assessment in Wigan in January 2024?", "95 weeks"),
        ("What had they said they'd get it down to?", "40 weeks by January 2024"),
    ],
]


@pytest.mark.parametrize("turns", CONVERSATIONS, ids=lambda turns: turns[0][0])
def test_a_follow_up_changes_the_time_or_the_thing(wigan: Assistant, turns: list[tuple[str, str]]) -> None:
    history: list[Turn] = []
    for question, said in turns:
        answer = wigan.ask(question, history)
        assert lead(answer).startswith(said), (question, answer.standalone_question, answer.answer)
        area = answer.searched.local_area
        history.append(Turn(question=answer.standalone_question, answer=answer.answer, local_area=area))


@pytest.mark.parametrize(
    ("text", "question", "said"),
    [
        ("92% of plans were on time in 2021, weren't they?", "What percentage of plans were on time in 2021?", "92%"),
        ("There were 1,480 children in 2022, is that right?", "How many children in 2022?", "1,480"),
        ("It was Ann Lee who led it, wasn't it?", "Who led it?", "Ann Lee"),
        ("All nine weaknesses had improved, right?", "Is it so that all nine weaknesses had improved?", ""),
    ],
)
def test_the_open_question_behind_one_that_takes_something_for_granted(text: str, question: str, said: str) -> None:
    found = opened(text)
    assert found and (found.question, found.said) == (question, said)


@pytest.mark.parametrize("text", ["How many had improved?", "Did all nine improve?", "Why isn't it better?", "right?"])
def test_an_open_question_stays_as_it_is(text: str) -> None:
    assert opened(text) is None


@pytest.mark.parametrize(
    ("text", "iso"),
    [
        ("in the third quarter of 2024/25", "2024-10/2024-12"),
        ("in the autumn term 2023/24", "2023-09/2023-12"),
        ("in Mar-24", "2024-03"),
        ("in March 24", "2024-03"),
        ("on 5 March 2024", "2024-03-05"),
    ],
)
def test_times_of_questions(text: str, iso: str) -> None:
    assert [span.iso for span in times_in(text)] == [iso]


@pytest.mark.parametrize(
    ("words", "what", "by", "moved"),
    [
        ("Q3 2024/25", "year", -1, "Q3 2023/24"),
        ("Q4 2023/24", "quarter", 1, "Q1 2024/25"),
        ("January 2024", "month", -1, "December 2023"),
        ("1999", "year", 1, "2000"),
        ("2024", "month", 1, None),
    ],
)
def test_a_time_is_moved_on_and_back(words: str, what: str, by: int, moved: str | None) -> None:
    assert shifted(words, what, by) == moved
