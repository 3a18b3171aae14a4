"""What news pages, minutes and data tables of a council say: who is quoted, what was decided, figures of groups."""

from collections.abc import Iterator

import pytest

from assistant.ask import Assistant
from assistant.slots import names_person
from assistant.understand import written_in_full
from ingest.build import build
from ingest.embed import Embedder
from ingest.place import Folder

NEWS = """
Tameside Council news

Published 12 June 2024

Inspectors see progress in SEND services in Tameside

Inspectors who came to Tameside in May 2024 found that families are better listened to than before.

Helen Brookes, Director of Education at Tameside Council, said: “We are glad that inspectors saw how hard our teams have
worked. There is more to do.”

Mark Ellison, Chief Nurse at NHS Greater Manchester, said: “Waits for therapy are still too long, and we will bring them
down.”
"""
MINUTES = """
Tameside Council

Cabinet, 4 September 2024

Item 6: SEND inspection and places

To consider a report of the Director of Education.

Decision:

(a) The findings of the inspectors are welcomed and noted.

(b) The action plan may be published.

(c) The unit at Oakmere Primary School will grow from 12 to 20 places.

Minutes:

Members thanked the officers for their work.
"""
DATA = """
Tameside Council: freedom of information response

Special educational needs of children looked after and others, published 3 March 2024

                                     2021/22    2022/23
-------------------------------------------------------
CLA 12 months at 31 March
  Pupils with SEN                      56.8%      63.4%
  Pupils with SEN support              23.2%      30.1%
  Pupils with a statement or
    EHC plan                           33.6%      33.3%

CPP at 31 March
  Pupils with SEN                      44.1%      36.2%
  Pupils with SEN support              30.9%      22.4%
  Pupils with a statement or
    EHC plan                           13.2%      13.8%
-------------------------------------------------------

Appeals that families lodged are counted by month.

The figures below are appeals lodged, not appeals that went on to a hearing.

       Jan  Feb  Mar  Apr
2022   8    7    13   16
2023   9    4    11   10
"""


@pytest.fixture(scope="module")
def assistant(tmp_path_factory: pytest.TempPathFactory, embedder: Embedder) -> Iterator[Assistant]:
    """Answers from the three papers."""
    folder = tmp_path_factory.mktemp("papers")
    for name, text in (("tameside-news", NEWS), ("tameside-cabinet", MINUTES), ("tameside-foi", DATA)):
        (folder / f"{name}.txt").write_text(text.lstrip("\n"), "utf-8")
    place = Folder(path=tmp_path_factory.mktemp("papers-index") / "index")
    build([folder], place, embedder)
    with Assistant.open(place.path) as opened:
        yield opened


@pytest.mark.parametrize(
    ("question", "who"),
    [
        ("Who commented for the NHS on the inspection of Tameside, and what is his job?", "Mark Ellison, Chief Nurse"),
        (
            "Who at Tameside Council replied to the inspection, and in what role?",
            "Helen Brookes, Director of Education",
        ),
    ],
)
def test_who_is_quoted_is_named_with_their_post(assistant: Assistant, question: str, who: str) -> None:
    found = assistant.ask(question)
    assert found.status == "answered" and found.answer.startswith(f"**{who}")
    assert who.split(",", maxsplit=1)[0] in found.citations[0].quote


def test_whose_duty_it_is_is_not_answered_with_who_is_quoted(assistant: Assistant) -> None:
    assert "Brookes" not in assistant.ask("Who should respond to complaints about SEND in Tameside?").answer


def test_somebodys_post_is_told_as_it_is_printed(assistant: Assistant) -> None:
    answer = assistant.ask("Who is Helen Brookes?").answer
    assert answer.startswith("**Helen Brookes, Director of Education at Tameside Council.**")


def test_a_decision_on_a_place_is_told_without_the_others(assistant: Assistant) -> None:
    found = assistant.ask("What did Tameside's Cabinet decide about Oakmere?")
    assert "12 to 20 places" in found.answer and "may be published" not in found.answer


def test_the_decisions_are_told_where_they_are_asked_for_in_other_words(assistant: Assistant) -> None:
    found = assistant.ask("What did Tameside's Cabinet resolve to do about the plan drawn up after the inspection?")
    assert "The action plan may be published." in found.answer


@pytest.mark.parametrize(
    ("question", "figure"),
    [
        ("What share of looked-after children in Tameside had special educational needs in 2022/23?", "63.4%"),
        ("Of Tameside pupils with a child protection plan, what percentage were on SEN support in 2021/22?", "30.9%"),
        ("What percentage of looked after children in Tameside had an EHC plan in 2021/22?", "33.6%"),
    ],
)
def test_a_figure_is_of_the_group_that_is_asked_about(assistant: Assistant, question: str, figure: str) -> None:
    assert assistant.ask(question).answer.startswith(f"**{figure}")


def test_where_no_group_is_named_the_figures_of_all_are_told(assistant: Assistant) -> None:
    answer = assistant.ask("What percentage of pupils with SEN support were there in Tameside in 2022/23?").answer
    assert "30.1%" in answer and "22.4%" in answer


def test_a_year_of_months_is_read_from_the_line_that_says_what_it_counts(assistant: Assistant) -> None:
    most = assistant.ask("In which month of 2022 were most appeals lodged against Tameside?")
    assert most.answer.startswith("**16 (April 2022")
    assert assistant.ask("How many appeals were lodged against Tameside in February 2023?").answer.startswith("**4 ")


def test_short_forms_of_hurried_people_are_read_in_full() -> None:
    assert (
        written_in_full("whos in charge of the govt dept this yr")
        == "who's in charge of the government department this year"
    )
    assert written_in_full("see www.yr.gov.uk and NR") == "see www.yr.gov.uk and NR"


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("Sally Roberts, Chief Nurse", True),
        ("Simon White chairs the board", True),
        ("Cllr Oyelaran", True),
        ("The Improvement Board meets", False),
        ("Medway Parent Forum", False),
        ("The Dedicated Schools Grant Deficit has grown.", False),
        ("In June Ofsted returned.", False),
        ("Victoria Road School", False),
    ],
)
def test_people_are_told_from_bodies(text: str, named: bool) -> None:
    assert names_person(text) is named
