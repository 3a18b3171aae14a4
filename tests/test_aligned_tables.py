"""Tables that a plain text aligns with spaces, as ``pdftotext -layout`` and typists leave them."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.ask import Assistant
from ingest.build import build
from ingest.catalogue import Catalogue
from ingest.documents import Table
from ingest.embed import Embedder
from ingest.place import Folder
from ingest.read import read
from ingest.readers.aligned import with_tabs

PAPER = """
Rotherham Metropolitan Borough Council

Improving Lives Select Commission, 12 March 2024

Progress since the inspection of 2023

Plans are finished in time more often, and demand goes on growing.

                                        Rotherham   England
  Children with an EHC plan             4.7%        4.0%
  Children at SEN support               11.5%       12.6%
  School-age children with a plan
     taught in special schools          55%         34%

How the plan was made

  7 December 2021     Cabinet endorses the draft statement of action
  8 March 2022        Ofsted finds the statement fit for purpose
  4 May 2022          First report to the Health and Wellbeing Board

Who answered the survey

Who                      Replies
----------------------   -------
Parents and carers            63
Frontline staff               38

The commission thanked all who answered. It will look at the plan again in the autumn.
"""
NO_TABLES = {
    "a numbered list": "The statement takes up these areas:\n\n"
    " 1  autism assessments take too long to come\n"
    " 2  relationships with parents are fractured\n"
    " 3  the online local offer is not good enough\n",
    "the head of a letter": "Date:       4 March 2019\nTo:         Ms Jones, Director\nSubject:    SEND in Rotherham\n",
    "prose in two columns": "\n".join(
        f"{left:<44}{right}"
        for left, right in (
            ("families told us that they wait too", "the council has begun to recruit more"),
            ("long for help, and that nobody tells", "staff, and hopes to have all of them in"),
            ("them what will happen next or when", "place before the autumn term begins"),
        )
    ),
    "wide spaces after full stops": "Waits are long.  They have grown since 2019.\nStaff are few.  Many have left.\n",
}
NAMES = st.text("ABCDEFGHIJabcdefghij", min_size=3, max_size=14).map(str.capitalize)
FIGURES = st.integers(0, 99_999).map(lambda number: f"{number:,}")


def tables(text: str, folder: Path) -> list[Table]:
    """The tables of a text as the program reads it."""
    path = folder / "rotherham-scrutiny-2024.txt"
    path.write_text(text.lstrip("\n"), "utf-8")
    return [table for section in read(path, Catalogue()).sections for table in section.tables]


def cells(table: Table) -> list[list[str]]:
    """The texts of its rows, that of its columns' names first, where it has one."""
    return [[cell.text for cell in row] for row in (table.headings, *table.rows) if row]


def test_tables_with_names_of_columns_without_them_and_with_a_rule_are_all_found(tmp_path: Path) -> None:
    assert [cells(table) for table in tables(PAPER, tmp_path)] == [
        [
            ["", "Rotherham", "England"],
            ["Children with an EHC plan", "4.7%", "4.0%"],
            ["Children at SEN support", "11.5%", "12.6%"],
            ["School-age children with a plan taught in special schools", "55%", "34%"],
        ],
        [
            ["7 December 2021", "Cabinet endorses the draft statement of action"],
            ["8 March 2022", "Ofsted finds the statement fit for purpose"],
            ["4 May 2022", "First report to the Health and Wellbeing Board"],
        ],
        [["Who", "Replies"], ["Parents and carers", "63"], ["Frontline staff", "38"]],
    ]
    assert [bool(table.headings) for table in tables(PAPER, tmp_path)] == [True, False, True]


@pytest.mark.parametrize("kind", NO_TABLES)
def test_what_only_looks_like_a_table_stays_text(kind: str, tmp_path: Path) -> None:
    assert not tables("Progress in Rotherham\n\n" + NO_TABLES[kind], tmp_path)


@given(st.lists(st.tuples(NAMES, FIGURES, FIGURES), min_size=2, max_size=8), st.integers(2, 6), st.integers(0, 5))
def test_the_cells_of_any_aligned_table_come_back(rows: list[tuple[str, str, str]], apart: int, indent: int) -> None:
    table = [("Measure", "Baseline", "Latest"), *rows]
    widths = [max(map(len, column)) + apart for column in zip(*table, strict=True)]
    lines = [
        " " * indent + "".join(f"{cell:<{width}}" for cell, width in zip(row, widths, strict=True)) for row in table
    ]
    found = with_tabs(["Before it.", "", *lines, "", "After it."])
    assert [tuple(row.text.split("\t")) for row in found[2:-2]] == table
    assert not any(row.bare for row in found)


TWO_YEARS = """Plans in Rotherham

Plans        2021  2022
  Issued     10    20
  Ceased     1     2

Appeals
             2023  2024
  Lodged     5     6
  Upheld     3     4
"""
GROUPED = """Plans in Rotherham

                       2021   2022
At 31 March, primary
  On SEN support       110    120
  With a plan          31     42

At 31 March, secondary
  On SEN support       90     100
  With a statement or
    a plan             35     46
"""


def test_tables_of_other_years_stay_apart(tmp_path: Path) -> None:
    found = [cells(table) for table in tables(TWO_YEARS, tmp_path)]
    assert [row for table in found for row in table if "Lodged" in row] == [["Lodged", "5", "6"]]
    assert all("2021" not in row for table in found if ["Lodged", "5", "6"] in table for row in table)


def test_a_row_that_names_those_below_it_keeps_its_place_in_one_table(tmp_path: Path) -> None:
    (table,) = tables(GROUPED, tmp_path)
    assert cells(table) == [
        ["", "2021", "2022"],
        ["At 31 March, primary", "", ""],
        ["On SEN support", "110", "120"],
        ["With a plan", "31", "42"],
        ["At 31 March, secondary", "", ""],
        ["On SEN support", "90", "100"],
        ["With a statement or a plan", "35", "46"],
    ]


@pytest.fixture(scope="module")
def assistant(tmp_path_factory: pytest.TempPathFactory, embedder: Embedder) -> Iterator[Assistant]:
    """Answers from the paper."""
    folder = tmp_path_factory.mktemp("texts")
    (folder / "rotherham-scrutiny-2024.txt").write_text(PAPER.lstrip("\n"), "utf-8")
    place = Folder(path=tmp_path_factory.mktemp("aligned") / "index")
    build([folder], place, embedder)
    with Assistant.open(place.path) as opened:
        yield opened


def test_questions_are_answered_from_them_with_the_row_as_quote(assistant: Assistant) -> None:
    share = assistant.ask("What share of school-age children with a plan in Rotherham are in special schools?")
    assert share.answer.startswith("**55%") and "55%" in " ".join(each.quote for each in share.citations)
    when = assistant.ask("When did Rotherham's cabinet endorse the draft statement of action?")
    assert when.answer.startswith("**7 December 2021") and "Cabinet endorses" in when.citations[0].quote


@pytest.mark.parametrize(
    ("question", "said", "unsaid"),
    [
        ("What share of children in Rotherham are at SEN support?", ["11.5%"], ["12.6%"]),
        ("What share of children are at SEN support nationally, according to Rotherham?", ["12.6%"], ["11.5%"]),
        ("How does Rotherham compare with England on children at SEN support?", ["11.5%", "12.6%"], []),
        ("Are children in Rotherham more likely to be at SEN support than nationally?", ["11.5%", "12.6%"], []),
    ],
)
def test_the_area_and_the_country_are_told_apart(
    assistant: Assistant, question: str, said: list[str], unsaid: list[str]
) -> None:
    answer = assistant.ask(question).answer
    assert all(figure in answer for figure in said) and not any(figure in answer for figure in unsaid)
