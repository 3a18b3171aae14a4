"""Figures that are easily misread: shares in words, a year that stands nearby, rows of the year before, targets."""

from pathlib import Path

import pytest
from making import FORMATS, Grid, Heading, Part, Text, make

from ingest.catalogue import Catalogue
from ingest.documents import Finding
from ingest.extract import extract
from ingest.findings.fractions import find_shares
from ingest.read import read


def found(parts: tuple[Part, ...], form: str, folder: Path, kind: str = "measure") -> list[Finding]:
    document = read(make(parts, form, folder / "d"), Catalogue())
    findings = [finding for finding in extract(document) if finding.kind == kind]
    assert all(document.text[f.start : f.end] == f.quote for f in findings)
    return findings


def measures(text: str, folder: Path) -> list[Finding]:
    return found((Heading("SEND in Leeds", 1), Heading("Performance"), Text(text)), "md", folder)


@pytest.mark.parametrize(
    ("text", "series", "value", "how"),
    [
        ("Three quarters of EHC plans were issued on time.", "EHC plans that were issued on time", "75", ""),
        (
            "Nearly two in five children wait more than a year.",
            "children that wait more than a year (nearly)",
            "40",
            "",
        ),
        ("A third of families felt heard.", "families that felt heard", "33.3", ", rounded"),
        ("Two-thirds of annual reviews were late.", "annual reviews that were late", "66.7", ", rounded"),
        ("One in ten pupils was excluded.", "pupils that was excluded", "10", ""),
        ("Just under half of schools have a SENCo.", "schools that have a SENCo (just under)", "50", ""),
        ("Nine out of ten parents were satisfied.", "parents that were satisfied", "90", ""),
        ("1 in 4 referrals were declined.", "referrals that were declined", "25", ""),
    ],
)
def test_shares_in_words(tmp_path: Path, text: str, series: str, value: str, how: str) -> None:
    (measure,) = measures(text, tmp_path)
    assert (measure.get("series"), measure.get("value"), measure.get("unit")) == (series, value, "%")
    assert (
        measure.derived is not None
        and measure.derived.startswith("stated as “")
        and measure.derived.endswith(f"”{how}")
    )


@pytest.mark.parametrize(
    "text",
    [
        "By half term, leaders had met.",
        "In the first half of the year, leaders met.",
        "Half of the year had passed.",
        "It cost over a quarter of a million pounds.",
        "The third of these actions is late.",
        "Plans are reviewed one in every six months.",
        "Seven out of nine weaknesses have been dealt with.",
        "Two in 2024, and half a day for each of the areas.",
        "A quarter-on-quarter comparison and half-termly meetings.",
    ],
)
def test_no_share(text: str) -> None:
    assert find_shares(text) == []


def test_who_waits_is_not_who_stands_before_and(tmp_path: Path) -> None:
    (measure,) = measures("Schools can buy additional time and waits have fallen to 9 weeks.", tmp_path)
    assert (measure.get("series"), measure.get("value"), measure.get("unit")) == ("waits", "9", "weeks")


def test_a_day_takes_the_year_of_its_month_in_the_same_section(tmp_path: Path) -> None:
    first = Text("As of the 31st July there are 346 assessments open.")
    told = (Heading("SEND in Leeds", 1), Heading("Timeliness"), first, Text("It dipped over June and July 2021."))
    (measure,) = found(told, "md", tmp_path)
    assert measure.get("dates") == "2021-07-31" and "July 2021" in (measure.derived or "")
    (twice,) = found((*told, Text("It had been better in July 2020.")), "md", tmp_path)
    assert twice.get("dates") == "" and twice.derived is None


TABLE = Grid(
    ("EHC plans", "2022", "2023", "Target"),
    (
        ("Plans maintained", "1,402", "1,580", "1,600"),
        ("Requests in the calendar year before", "402", "380", "350"),
        ("Change on the year before (%)", "4", "5", "3"),
    ),
)


@pytest.mark.parametrize("form", FORMATS)
def test_rows_of_the_year_before_and_targets(tmp_path: Path, form: str) -> None:
    parts = (Heading("SEND in Leeds", 1), Heading("Figures, March 2024"), Text("These are our figures."), TABLE)
    told = {f.get("value"): (f.get("dates"), f.derived) for f in found(parts, form, tmp_path)}
    assert told["1402"] == ("2022", None) and told["1580"] == ("2023", None)
    assert told["402"][0] == "2021" and told["380"][0] == "2022"
    assert "a year earlier" in (told["402"][1] or "")
    assert told["4"][0] == "2022"  # a change is of its own year
    assert told["1600"][0] == "" and told["350"][0] == ""  # the table's date is not that of its targets


def test_a_contact_that_says_nothing_new_is_left_out(tmp_path: Path) -> None:
    parts = (
        Heading("SEND in Leeds", 1),
        Text("For another format telephone Ofsted on 0300 123 1231 or email enquiries@ofsted.gov.uk."),
        Heading("Ofsted"),
        Text("Piccadilly Gate, Store Street, Manchester, M1 2WD"),
        Text("T: 0300 123 1231"),
        Text("E: enquiries@ofsted.gov.uk"),
        Text("W: www.gov.uk/ofsted"),
        Heading("SENDIASS"),
        Text("Leeds SENDIASS: telephone 0113 000 0000."),
    )
    services = [contact.get("service") for contact in found(parts, "md", tmp_path, "contact")]
    assert services == ["Ofsted", "Leeds SENDIASS"]
