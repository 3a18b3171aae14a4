"""Dates and numbers as English documents write them."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.dates import bounds, find_dates, in_words, overlap
from ingest.numbers import find_numbers, number_value


@pytest.mark.parametrize(
    ("text", "iso"),
    [
        ("Inspection dates: 4 December 2023 to 8 December 2023", "2023-12-04/2023-12-08"),
        ("29 January 2024 to 02 February 2024", "2024-01-29/2024-02-02"),
        ("29 April to 3 May 2024", "2024-04-29/2024-05-03"),
        ("Between 20 and 22 June 2022, Ofsted", "2022-06-20/2022-06-22"),
        ("Re-inspection 20-22 June 2022", "2022-06-20/2022-06-22"),
        ("30 December 2023 to 3 January 2024", "2023-12-30/2024-01-03"),
        ("on Monday 20 September 2018", "2018-09-20"),
        ("On the 23rd July 2021", "2021-07-23"),
        ("the 1st of July, 2022", "2022-07-01"),
        ("on November 21st 2023 to review", "2023-11-21"),
        ("In March 2018", "2018-03"),
        ("Progress May –July 2021", "2021-05/2021-07"),
        ("Sept. 2019", "2019-09"),
        ("14/01/2021", "2021-01-14"),
        ("2022-06-23", "2022-06-23"),
        ("in 2019", "2019"),
        ("the 2021/22 year", "2021-09/2022-08"),
        ("the 2021-22 year", "2021-09/2022-08"),
    ],
)
def test_one_date(text: str, iso: str) -> None:
    assert [date.iso for date in find_dates(text)] == [iso]


@pytest.mark.parametrize(
    "text",
    [
        "£2019", "2,019 plans", "0300 123 1231", "section 20(1)(a)", "32/13/2021", "99 May", "v2021x", "1/2",
        "31 February 2021", "the 2021/25 plan", "WS1 1TW",
    ],
)  # fmt: skip
def test_no_date(text: str) -> None:
    assert [d.iso for d in find_dates(text) if len(d.iso) > 7] == []


def test_dates_stand_where_they_say() -> None:
    text = "It began on 2 May 2019 and ended in June 2021, after 31st October 2020."
    assert [text[d.start : d.end] for d in find_dates(text)] == ["2 May 2019", "June 2021", "31st October 2020"]


def test_bounds_overlap_and_words() -> None:
    assert bounds("2018-03") == ("2018-03-01", "2018-03-31")
    assert bounds("2019") == ("2019-01-01", "2019-12-31")
    assert overlap("2022-06", "2022-06-20/2022-06-22") and not overlap("2022-06", "2022-07-01")
    assert in_words("2022-06-20/2022-06-22") == "20 to 22 June 2022"
    assert in_words("2024-04-29/2024-05-03") == "29 April to 3 May 2024"
    assert in_words("2023-12-30/2024-01-03") == "30 December 2023 to 3 January 2024"
    assert [in_words(iso) for iso in ("2018", "2018-03", "2018-03-05")] == ["2018", "March 2018", "5 March 2018"]


@given(st.dates(min_value=date(1950, 1, 1), max_value=date(2090, 1, 1)))
def test_a_date_in_words_is_found_again(day: date) -> None:
    iso = day.isoformat()
    assert [d.iso for d in find_dates(f"on {in_words(iso)}, inspectors")] == [iso]


@given(st.text(max_size=120))
def test_any_text(text: str) -> None:
    for found in (find_dates(text), find_numbers(text)):
        assert all(0 <= one.start < one.end <= len(text) for one in found)
        assert [one.start for one in found] == sorted(one.start for one in found)


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("this stood at 2,596; an increase of 490 (23.3%)", ["2596", "490", "23.3"]),
        ("seven of the nine weaknesses", ["7", "9"]),
        ("twenty-one plans and two thousand five hundred and ninety-six", ["21", "2596"]),
        ("cost £1.5 million, then 2 million", ["1500000", "2000000"]),
        ("44.0% in 20 weeks", ["44", "20"]),
        ("a hundred and three plans", ["103"]),
        ("no one was late", ["1"]),
        ("", []),
    ],
)
def test_numbers(text: str, values: list[str]) -> None:
    assert [number.value for number in find_numbers(text)] == values


def test_percentages_are_marked() -> None:
    assert [(n.value, n.percent) for n in find_numbers("75% of 209, ten per cent, 10 percent")] == [
        ("75", True),
        ("209", False),
        ("10", True),
        ("10", True),
    ]


@pytest.mark.parametrize(
    ("word", "value"),
    [("nine", "9"), ("2,596", "2596"), ("73.9%", "73.9"), ("£400", "400"), ("plans", None), ("", None)],
)
def test_one_number(word: str, value: str | None) -> None:
    assert number_value(word) == value


@given(st.integers(0, 10**9))
def test_a_figure_with_separators_is_found_again(value: int) -> None:
    assert [n.value for n in find_numbers(f"about {value:,} plans")] == [str(value)]
