"""Ways of asking that people who did not know the program used: on a report, a revisit letter and a page of figures."""

from collections.abc import Iterator

import pytest

from assistant.answers import Turn
from assistant.ask import Assistant
from assistant.follow_up import standalone
from assistant.preamble import without_preamble
from assistant.premise import opened
from ingest.build import build
from ingest.embed import load_embedder
from ingest.place import place_of
from tests.asking import ask

REPORT = """Area SEND inspection of Rutland Local Area Partnership

Inspection dates: 3 to 7 June 2024
Date of previous inspection: Not previously inspected

Inspection outcome

The local area partnership's arrangements lead to inconsistent experiences and outcomes for children and young people
with special educational needs and/or disabilities (SEND).

Ofsted and CQC ask that the local area partnership updates and publishes its strategic plan based on the recommendations
set out in this report.

What is it like to be a child or young person with SEND in this area?

In summer 2023 the results of phonics screening checks were well below those of other pupils.

Families who need overnight short breaks wait too long.

What does the area partnership need to do better?

Too many pupils on SEN support are suspended.

Local area partnership details

| Local authority | Integrated care board |
|---|---|
| Rutland County Council | NHS Welland ICB |
| Ada Quill, Strategic Director of Children and Families | Bron Ferret, Chief Executive Officer |

Inspection team

| Ofsted | CQC |
|---|---|
| Cy Marlow HMI, Ofsted lead inspector | Di Aster, CQC lead inspector |
| Ed Lumb, Ofsted inspector | Flo Dray, CQC inspector |

© Crown copyright 2024

The Office for Standards in Education, Children's Services and Skills (Ofsted) regulates and inspects to achieve
excellence in the care of children and young people, and in education and skills for learners of all ages.
"""
LETTER = """Joint area SEND revisit in Herefordshire

Revisit: 4 to 6 October 2022

Ofsted and the Care Quality Commission (CQC) revisited the area of Herefordshire to decide whether sufficient progress
has been made in addressing each of the areas of signifi-
cant weakness detailed in the inspection report letter.

The area has made sufficient progress in addressing two of the significant weaknesses identified at the initial
inspection. The area has not made sufficient progress in addressing one significant weakness. This letter outlines our
findings.

The initial inspection found that:

1. Leaders were not held to account.

Leaders now meet every month and follow up what they agree.

The area has made sufficient progress to improve this area of weakness.

2. Plans were written late.

The area has made sufficient progress to improve this area of weakness.

3. Relationships with parents were fractured.

Strained relations have gone on.

The area has not made sufficient progress to improve this area of weakness.

Yours sincerely
"""
_TABLE = (
    (
        "Key performance indicator",
        "Baseline (date)",
        "Target",
        "Milestone 1 – Jul 23",
        "Actual Jul 23",
        "Actual Nov 23",
    ),
    ("---",) * 6,
    (
        "Suspensions: rate among pupils with SEN support",
        *("28.92 (academic year 21/22)", "18.59 (England average 21/22)", "28.5", "47.7", "14.48"),
    ),
    (
        "Attendance: share of pupils with an EHC plan absent from school",
        *("12.7% (academic year 21/22)", "12.1% (England average 21/22)", "12.9%", "14.7%", "15.5%"),
    ),
)
FIGURES = f"""# Suffolk's Accelerated Progress Plan: key performance indicators

Suffolk County Council

## Reported for July and November 2023

{chr(10).join("| " + " | ".join(row) + " |" for row in _TABLE)}

The written statement of action was sent to Ofsted on 20 September 2020. It was judged fit for purpose by inspectors.

## What the plan is for

On 1 September 2023 Suffolk had 1488 children under assessment, and for 1234 of them the 20 weeks had already run out.

All of that is valuable, whereas the plan looks at three particular areas in which we must move faster.

These are the three:

- too few suitable school places
- weak communication with parents
- uneven quality of assessments

A number of parents are unhappy with the letter that was published.

Fewer than one in five new plans in Suffolk were finished in time in 2019.

The plan was agreed after the notice of 15 May 2024. All its actions are due to be delivered by October 2025.

Oversight is with the Suffolk SEND Partnership Board. Its independent chair is Wynne Pellow.

A member asked what was spent on taxis to school. About £3 million a year, the officer said.

The average wait for an autism assessment is 94 weeks. Waits for speech & language therapy are shorter, at 14 weeks.

## Questions put to the council

On 8 May 2024, how many children in Suffolk were waiting to be assessed for a plan?

The council did not keep this figure.
"""


@pytest.fixture(scope="module")
def three(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Assistant]:
    folder = tmp_path_factory.mktemp("three")
    (folder / "report.md").write_text(REPORT, encoding="utf-8")
    (folder / "letter.txt").write_text(LETTER, encoding="utf-8")
    (folder / "figures.md").write_text(FIGURES, encoding="utf-8")
    build([folder], place_of(folder / "index"), load_embedder())
    with Assistant.open(folder / "index") as assistant:
        yield assistant


@pytest.mark.parametrize(
    ("question", "stated"),
    [
        ("What are the areas for priority action in Rutland?", "updates and publishes its strategic plan"),
        ("By when must Rutland hand in its priority action plan?", "named no areas for priority action"),
        ("Who is running children's services in Rutland?", "Ada Quill"),
        ("who's at the top of the ICB in rutland", "Bron Ferret"),
        ("Who headed the visit to Rutland?", "Cy Marlow"),
        ("How many inspectors visited Rutland?", "Four inspectors"),
        ("How much of the mess had been cleared up in Herefordshire in October 2022?", "Two of the three"),
        ("How does the 2024 verdict on Rutland compare with the time before?", "Not previously inspected"),
        ("How did pupils in Rutland get on in the early reading check?", "well below those of other pupils"),
        ("I'm a governor in Rutland. Is respite hard to get?", "wait too long"),
        ("Which weakness had Herefordshire still not got far enough with in 2022?", "Relationships with parents"),
        ("My neighbour says Herefordshire got nowhere on any of the concerns. Is she right?", "two of the three"),
        ("suspensions for kids on SEN support in suffolk, what was the actual rate in november 2023?", "14.48"),
        ("Which three matters does Suffolk have to speed up?", "uneven quality of assessments"),
        ("How many assessments in Suffolk had gone over the legal limit on 1 September 2023?", "1234"),
        ("What share of new plans in Suffolk was finished in time in 2019?", "Fewer than one in five"),
        ("By when is Suffolk meant to have finished everything in its plan?", "October 2025"),
        ("Who heads the board that oversees SEND in Suffolk?", "Wynne Pellow"),
        ("How long is the wait for speech and language therapy in Suffolk?", "14 weeks"),
        ("When the plan was agreed, how many weeks was the wait for an autism assessment in Suffolk?", "94 weeks"),
        ("What were parents in Suffolk upset about?", "unhappy with the letter"),
        ("When did Suffolk send off its statement of action, and did the inspectors accept it?", "fit for purpose"),
    ],
)
def test_what_is_asked_in_such_a_way_is_answered(three: Assistant, question: str, stated: str) -> None:
    answer = ask(three, question)
    assert answer.status != "not_in_documents"
    assert stated in answer.answer.replace("\\", "")


@pytest.mark.parametrize(
    "question",
    [
        "How many weeks is the wait for an ADHD assessment in Suffolk?",
        "My son has been on the autism list in Rutland since spring. When will his appointment be?",
        "In how many years will Rutland have its next inspection?",
        "How many children in Suffolk were waiting to be assessed for a plan on 8 May 2024?",
        "Rutland told me my son's draft plan would come by half term. Can you see what stage his case is at?",
    ],
)
def test_what_nobody_states_is_refused_however_near_a_sentence_is(three: Assistant, question: str) -> None:
    assert ask(three, question).status == "not_in_documents"


def test_the_chief_executive_of_a_health_body_is_not_the_councils(three: Assistant) -> None:
    answer = ask(three, "Who is the chief executive of Rutland County Council?")
    assert not any(line.startswith("**") and "Ferret" in line for line in answer.answer.splitlines())


def test_of_a_whole_and_its_part_neither_is_told_as_the_answer(three: Assistant) -> None:
    answer = ask(three, "How many children in Suffolk had gone over the legal limit on 1 September 2023?")
    assert not any(line.startswith("**1488") for line in answer.answer.splitlines())


def test_what_a_publisher_prints_on_every_report_answers_no_question_of_findings(three: Assistant) -> None:
    answer = ask(three, "How is education for learners of all ages in Rutland, and their care?")
    assert not any("regulates and inspects" in citation.quote for citation in answer.citations)


def test_a_date_that_has_passed_is_not_when_something_is_due(three: Assistant) -> None:
    answer = ask(three, "By when is Suffolk meant to have finished everything in its plan?")
    assert not any(line.startswith("**15 May 2024") for line in answer.answer.splitlines())


def test_what_only_comes_close_leads_with_no_figure_of_its_own(three: Assistant) -> None:
    answer = ask(three, "How many weeks did pupils in Suffolk miss because of late taxis?")
    assert answer.status != "answered" and "**" not in answer.answer


def test_a_milestone_and_a_target_are_no_figure_that_was_reached(three: Assistant) -> None:
    answer = ask(three, "What share of pupils with an EHC plan were absent from school in Suffolk in July 2023?")
    assert "14.7%" in answer.answer and "12.1%" not in answer.answer.split("\n")[0]


@pytest.mark.parametrize(
    ("said", "asks"),
    [
        (
            "As scrutiny chair I want to know why waits in Medway are so long.",
            "why waits in Medway are so long?",
        ),
        ("I'm new on the council. What was found in Bury?", "What was found in Bury?"),
        ("I run a nursery in Bury. Is there help for our little ones?", "In Bury, is there help for our little ones?"),
        ("We may move house. Whose plans are late in Bury?", "Whose plans are late in Bury?"),
        ("My lad is nine. Will he get a plan in Bury?", "My lad is nine. Will he get a plan in Bury?"),
        ("The site is useless. Did others say so in Bury?", "The site is useless. Did others say so in Bury?"),
        ("I hear the forum in Bury has shrunk. How is it?", "I hear the forum in Bury has shrunk. How is it?"),
    ],
)
def test_who_asks_is_not_asked_about(said: str, asks: str) -> None:
    assert without_preamble(said) == asks


@pytest.mark.parametrize(
    ("said", "asks"),
    [
        ("My opponent says nothing improved in Bury when inspectors returned. Is he right?", "Is it so that nothing"),
        ("I was told Bury met its target - is that correct?", "Is it so that Bury met its target"),
    ],
)
def test_what_somebody_says_is_asked_about_where_one_asks_whether_it_is_right(said: str, asks: str) -> None:
    found = opened(said)
    assert found is not None and found.question.startswith(asks)


def test_what_somebody_says_is_left_alone_where_another_thing_is_asked() -> None:
    assert opened("I hear the forum in Bury has shrunk. How is it getting on?") is None


@pytest.mark.parametrize(
    ("before", "text", "alone"),
    [
        ("How many plans were on time in Bury in September 2020?", "And by the following summer?", "in summer 2021"),
        ("What did inspectors say of Bury in 2023?", "And two years later, had that changed?", "2025"),
        ("How long are assessments in Bury?", "And the yearly reviews, are those any better?", "Are yearly reviews"),
        (
            "How do young people with ADHD in Bury move to adult services?",
            "And what about children there who keep being moved between placements?",
            "children in Bury who keep being moved between placements",
        ),
        ("Who is the commissioner in Bury?", "What was his job before?", "commissioner"),
    ],
)
def test_a_follow_up_stands_alone(before: str, text: str, alone: str) -> None:
    written = standalone(text, [Turn(question=before, answer="", local_area="Bury")])
    assert alone in written and "Bury" in written
