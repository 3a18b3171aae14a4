"""Local areas named in a text."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.areas import also_known, canonical, find_areas, gazetteer, main_area, misspelt_area


def names(text: str) -> list[str]:
    return [mention.name for mention in find_areas(text)]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("What did inspectors find in Walsall?", ["Walsall"]),
        ("plans in north northamptonshire", ["North Northamptonshire"]),
        ("Telford & Wrekin and Telford and Wrekin", ["Telford and Wrekin", "Telford and Wrekin"]),
        ("Stoke on Trent, Stoke-on-Trent", ["Stoke-on-Trent", "Stoke-on-Trent"]),
        ("Bath and North East Somerset", ["Bath and North East Somerset"]),
        ("Walsall's plan", ["Walsall"]),
        ("the Birminghamshire plan", []),
        ("Nowhere at all", []),
    ],
)
def test_areas_longest_name_first(text: str, found: list[str]) -> None:
    assert names(text) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Plans in Reading are late.", ["Reading"]),
        ("The area of Bury was inspected.", ["Bury"]),
        ("how many plans were late in reading", ["Reading"]),
        ("Reading Borough Council agreed.", ["Reading"]),
        ("Support for reading and writing improved.", []),
        ("Progress in reading is good.", []),
        ("It improved. Reading and writing are taught well.", []),
        ("Leaders must not bury bad news.", []),
        ("Children enjoy reading.", []),
    ],
)
def test_names_that_are_words(text: str, found: list[str]) -> None:
    assert names(text) == found


def test_mentions_stand_where_they_say() -> None:
    text = "Between Walsall and North Tyneside"
    assert [text[m.start : m.end] for m in find_areas(text)] == ["Walsall", "North Tyneside"]


def test_every_name_is_found_by_itself() -> None:
    for name in set(gazetteer().values()):
        assert names(f"It was inspected in {name} last year.") == [name]
        assert canonical(name.upper()) == name


def test_main_area() -> None:
    assert main_area("Inspection of Bexley", "Kent, Kent, Kent") == "Bexley"
    assert main_area("A report", "Walsall is one, Walsall is two. Unlike Dudley.") == "Walsall"
    assert main_area("A report", "Walsall and Dudley, Dudley and Walsall") is None
    assert main_area("A report", "nothing named") is None
    body = "NHS Herefordshire and Worcestershire Integrated Care Board"
    assert main_area("Report", f"{body} met. {body} agreed. {body} paid. Dudley and Dudley.") == "Dudley"
    assert main_area("Report", f"{body} met.") is None
    assert main_area("News", "Leaders of Leicester City Council were pleased. A Rutland man was not.") == "Leicester"


def test_misspelt() -> None:
    assert misspelt_area("Walsal") == "Walsall"
    assert misspelt_area("Worcestershre") == "Worcestershire"
    assert misspelt_area("weaknesses") is None
    assert misspelt_area("wals") is None


@given(st.text(max_size=150))
def test_any_text(text: str) -> None:
    assert all(m.name in gazetteer().values() for m in find_areas(text))
    main_area(text, text)


@pytest.mark.parametrize(
    ("text", "area"),
    [
        ("Area SEND inspection of Westmarsh Local Area Partnership\nInspection dates: 3 to 7 June 2024", "Westmarsh"),
        ("Joint local area SEND inspection in Northbridge\n\nDear Ms Hart", "Northbridge"),
        ("CQC revisited the area of Northbridge upon Tarn to decide whether", "Northbridge upon Tarn"),
        ("Scrutiny Committee\nEastholme Metropolitan Borough Council\nReport of the Director", "Eastholme"),
        ("The committee of the council met", None),
    ],
)
def test_an_area_that_the_gazetteer_lacks_is_taken_from_the_documents_own_words(text: str, area: str | None) -> None:
    assert main_area("Report", text) == area


def test_areas_of_loaded_documents_are_found_in_questions() -> None:
    assert names("How did westmarsh do?") == []
    with also_known(["Westmarsh"]):
        assert names("How did westmarsh do beside Walsall?") == ["Westmarsh", "Walsall"]
        assert canonical("WESTMARSH") == "Westmarsh"


@pytest.mark.parametrize(
    "text",
    ["Since the SEND inspection in January 2024 we", "the inspection in May 2019 took", "Jo Bright\nChair\nNorthmoor"],
)
def test_no_month_and_no_cell_is_an_area(text: str) -> None:
    assert main_area("", text) is None
