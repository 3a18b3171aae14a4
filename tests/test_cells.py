"""Tables of figures: the answer is the cell of the row and the month that are asked for, and never another."""

import itertools
import re
from collections.abc import Sequence

import pytest

from assistant.ask import Assistant
from ingest.dates import MONTH_NAMES

MONTHS = ("January", "February", "March", "April", "May", "June", "July")
REPORT = "walsall-2021-committee-report"

# The table of section 3.3.1 of the committee report, and in how many ways its rows are asked for.
ISSUED = ["34", "33", "25", "23", "17", "19", "33"]
IN_TIME = ["22", "20", "11", "17", "5", "9", "7"]
SHARE = ["64.7%", "60.6%", "44.0%", "73.9%", "29.4%", "47.4%", "21.2%"]
YEAR_ISSUED = ["521", "517", "488", "464", "413", "397", "402"]
YEAR_IN_TIME = ["129", "149", "150", "156", "148", "149", "151"]
YEAR_SHARE = ["24.8%", "28.8%", "30.7%", "33.6%", "35.8%", "37.5%", "37.6%"]
ROWS = [
    ("How many EHC plans did Walsall issue in {} 2021?", ISSUED),
    ("how many plans were issued in {}", ISSUED),
    ("How many EHC plans were issued on time in {} 2021?", IN_TIME),
    ("Of the EHC plans issued in {} 2021, how many were issued in 20 weeks?", IN_TIME),
    ("What percentage of EHC plans were on time in {} 2021?", SHARE),
    ("what percentge of ehcp were finished on time in {} 2021", SHARE),
    ("What share of Walsall’s plans was issued within 20 weeks in {}?", SHARE),
    ("How many EHC plans had Walsall issued over the 12 months to {} 2021?", YEAR_ISSUED),
    ("What was the cumulative number of plans issued in 20 weeks in {} 2021?", YEAR_IN_TIME),
    ("What was the cumulative percentage of plans issued in 20 weeks in {} 2021?", YEAR_SHARE),
]
FIGURES = {*ISSUED, *IN_TIME, *SHARE, *YEAR_ISSUED, *YEAR_IN_TIME, *YEAR_SHARE}


@pytest.mark.parametrize(("form", "cells"), ROWS, ids=lambda value: value if isinstance(value, str) else "")
def test_every_month_of_every_row_is_answered_with_its_own_cell(loaded: Assistant, form: str, cells: list[str]) -> None:
    for month, cell in zip(MONTHS, cells, strict=True):
        answer = loaded.ask(form.format(month))
        assert answer.status == "answered"
        assert answer.claims[0].text == f"{cell} ({month} 2021)."
        assert all(claim.check == "supported" for claim in answer.claims)
        cited = [c for c in answer.citations if c.n in answer.claims[0].citations]
        assert {c.document for c in cited} == {REPORT}
        assert any(cell in c.quote for c in cited) and any(month in c.quote for c in cited)
        # No other month's figure is stated, whatever else is.
        stated = set(re.findall(r"\d[\d.,]*%?", " ".join(claim.text for claim in answer.claims)))
        assert stated & FIGURES == {cell} or stated & FIGURES - {cell} <= {"20"}


@pytest.mark.parametrize("form", [ROWS[0][0], ROWS[2][0], ROWS[4][0], ROWS[9][0]])
@pytest.mark.parametrize(("year", "months"), [(2020, (4, 7, 12)), (2021, range(8, 13)), (2022, (1, 4, 7))])
def test_a_month_outside_the_table_is_refused(loaded: Assistant, form: str, year: int, months: Sequence[int]) -> None:
    for month in months:
        answer = loaded.ask(form.replace(" 2021", f" {year}").format(MONTH_NAMES[month]))
        assert answer.status == "not_in_documents"
        assert answer.searched.period == f"{year}-{month:02d}"


@pytest.mark.parametrize("year", [2018, 2019, 2020, 2022, 2023])
def test_a_year_outside_the_table_gets_none_of_its_figures(loaded: Assistant, year: int) -> None:
    for form in (ROWS[0][0], ROWS[4][0], ROWS[9][0]):
        answer = loaded.ask(form.replace("{} 2021", str(year)))
        said = " ".join(claim.text for claim in answer.claims if answer.status != "not_in_documents")
        assert not set(re.findall(r"\d[\d.,]*%?", said)) & (FIGURES - {"20", "5", "7", "9"})


@pytest.mark.parametrize(
    ("question", "month", "cell"),
    [
        ("In which month of 2021 was the share of EHC plans on time highest?", "April", "73.9%"),
        ("In which month of 2021 was the percentage of EHC plans on time lowest?", "July", "21.2%"),
        ("What is the latest percentage of EHC plans issued on time?", "July", "21.2%"),
    ],
)
def test_the_highest_the_lowest_and_the_latest_are_picked(
    loaded: Assistant, question: str, month: str, cell: str
) -> None:
    answer = loaded.ask(question)
    assert answer.claims[0].text.startswith(f"{cell} ({month} 2021")
    assert answer.claims[0].check == "supported"


def test_a_range_of_months_gets_each_month_with_its_own_cell(loaded: Assistant) -> None:
    answer = loaded.ask("What percentage of EHC plans were on time between April and June 2021?")
    (claim,) = answer.claims
    assert re.findall(r"(\w+) 2021: ([\d.]+%)", claim.text) == list(zip(MONTHS[3:6], SHARE[3:6], strict=True))


def test_without_a_month_every_month_is_given(loaded: Assistant) -> None:
    answer = loaded.ask("What percentage of EHC plans were on time?")
    (claim,) = answer.claims
    assert re.findall(r"(\w+) 2021: ([\d.]+%)", claim.text) == list(zip(MONTHS, SHARE, strict=True))


def test_two_months_are_compared(loaded: Assistant) -> None:
    for first, second in itertools.islice(itertools.combinations(range(len(MONTHS)), 2), 0, None, 5):
        answer = loaded.ask(
            f"Compare the percentage of EHC plans on time in {MONTHS[first]} 2021 and {MONTHS[second]} 2021."
        )
        said = " ".join(claim.text for claim in answer.claims)
        assert set(re.findall(r"[\d.]+%", said)) == {SHARE[first], SHARE[second]}
