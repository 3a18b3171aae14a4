"""The measures that tables and running text state: what is counted, of when, in which unit, of which area."""

from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from making import FORMATS, Grid, Heading, Items, Part, Text, make, read_once

from ingest.catalogue import Catalogue
from ingest.documents import Block, Document, Finding, Section, Source
from ingest.findings.figures import figure_findings
from ingest.findings.table_measures import table_measure_findings
from ingest.read import read

each_format = pytest.mark.parametrize("form", FORMATS)


def found(document: Document) -> list[Finding]:
    """All measures, each quote checked against the text."""
    findings = [*table_measure_findings(document), *figure_findings(document)]
    for finding in findings:
        assert finding.kind == "measure"
        assert finding.quote and document.text[finding.start : finding.end] == finding.quote
    return findings


def made(parts: tuple[Part, ...], tmp_path: Path, form: str = "md") -> Document:
    return read(make(parts, form, tmp_path / "document"), Catalogue())


def fields(findings: list[Finding], *names: str) -> list[tuple[object, ...]]:
    return [tuple(f.fields.get(name) for name in names) for f in findings]


def of_text(text: str, tmp_path: Path) -> list[tuple[object, ...]]:
    """Series, value, unit, dates and area of the figures of a paragraph in a report of a council."""
    findings = found(made((Heading("Progress report", 1), Text(text)), tmp_path))
    return fields(findings, "series", "value", "unit", "dates", "area")


# --- the real documents ---

TIMELINESS = {
    "Number of EHCP Plans Issued, excluding exceptions": "34 33 25 23 17 19 33",
    "Number of these issued in 20 weeks (of: Number of EHCP Plans Issued, excluding exceptions)": "22 20 11 17 5 9 7",
    "% in 20 weeks": "64.7 60.6 44 73.9 29.4 47.4 21.2",
    "Cumulative 12 months to date": "521 517 488 464 413 397 402",
    "Number of these issued in 20 weeks (of: Cumulative 12 months to date)": "129 149 150 156 148 149 151",
    "Cumulative % in 20 weeks": "24.8 28.8 30.7 33.6 35.8 37.5 37.6",
}
"""The table of the committee report of 2021, as printed: seven months from January."""


def test_all_cells_of_the_timeliness_table(originals: Path) -> None:
    findings = list(table_measure_findings(read_once(originals / "walsall-2021-committee-report.txt")))
    assert len(findings) == 42
    for series, values in TIMELINESS.items():
        rows = [f for f in findings if f.fields["series"] == series]
        assert [f.fields["value"] for f in rows] == values.split()
        assert [f.fields["dates"] for f in rows] == [f"2021-{month:02d}" for month in range(1, 8)]
        assert {f.fields["unit"] for f in rows} == {"%" if "%" in series else None}
        assert {f.fields["said_by"] for f in rows} == {"council"}
        assert all(value in rows[0].quote for value in values.split())
    april = next(f for f in findings if f.fields["series"] == "% in 20 weeks" and f.fields["dates"] == "2021-04")
    assert (april.fields["value"], april.fields["period"]) == ("73.9", "April 2021")


def test_the_figures_of_the_committee_report(originals: Path) -> None:
    findings = list(figure_findings(read_once(originals / "walsall-2021-committee-report.txt")))
    told = {(f.get("value"), f.get("unit"), f.get("dates"), f.get("area")): f.get("series") for f in findings}
    assert told["23.3", "%", "2021-01-14", ""].startswith("increase in number of CYP")
    assert told["490", "", "2021-01-14", ""] == "increase in EHC plans from 2020"
    assert told["2596", "", "2021-01-14", ""] == "number of CYP for whom the Council maintain an EHC Plan"
    assert told["209", "", "2021-05/2021-06", ""] == "requests for an EHC assessment"
    assert told["75", "%", "2021-05/2021-06", ""].startswith("increase in requests for assessments compared to")
    assert told["359", "", "2020-10-31", ""].startswith("March 2019 backlog of assessments")
    assert told["430697", "", "2021-01", "England"].startswith("children and young people with an EHC plan")
    assert told["4230", "", "2021-01", "West Midlands"] == "increase in EHC plans from 2020"


def test_the_figures_of_the_revisit_letter(originals: Path) -> None:
    findings = found(read_once(originals / "walsall-2022-revisit-letter.txt"))
    assert ("additional places for specialist provision that have been created", "111", "inspectors") in fields(
        findings, "series", "value", "said_by"
    )
    assert not [f for f in findings if f.fields["value"] in {"19", "2019", "2022", "1231"}]  # no dates, no telephones


def test_a_report_that_gives_no_figures_gives_none(originals: Path) -> None:
    """Dates, ages, key stages, addresses and limits of time are no figures."""
    document = read_once(next((originals / "area-send-reports").glob("telford-wrekin-*.pdf")))
    assert found(document) == []


# --- tables ---

TABLES = (
    Heading("Report to the Scrutiny Committee", 1),
    Heading("Timeliness"),
    Text("Table 1: Percentage of EHC plans issued within 20 weeks, 2022/23"),
    Grid(
        ("Area", "Q1", "Q2", "Q3", "Q4"),
        (("Kent", "34.2%", "38%", "41%", "52.7%"), ("England", "49%", "50%", "-", "n/a")),
    ),
    Heading("Caseload"),
    Grid(
        ("Year", "EHC plans maintained", "Requests received", "Tribunal appeals"),
        (("2020", "3,012", "410", "22"), ("2021", "3,377", "522", "31")),
    ),
    Heading("High needs budget 2023/24"),
    Grid(
        ("Budget heading", "Budget £000", "Forecast £000", "Variance £000"),
        (("Independent placements", "9,100", "11,250", "2,150"), ("Mainstream top-up", "6,400", "6,300", "(100)")),
    ),
    Heading("Waiting times for therapy, September 2023"),
    Grid(
        ("Service", "Children waiting", "Average wait (weeks)", "Seen within 18 weeks"),
        (("Speech therapy", "612", "31", "44%"), ("Occupational therapy", "208", "26", "51%")),
    ),
    Heading("Dashboard"),
    Grid(
        ("Ref", "Indicator", "Good is", "Apr-23", "May-23", "Target", "RAG"),
        (("K1", "% reviews on time", "High", "38%", "44%", "75%", "Red"),
         ("K2", "Complaints upheld", "Low", "6", "4", "2", "Amber")),
    ),
    Heading("Contacts"),
    Grid(("Name", "Telephone"), (("Jo Bright", "01234 567890"), ("Sam Field", "01234 567891"))),
)  # fmt: skip


@each_format
def test_each_cell_has_its_series_period_unit_and_area(form: str, tmp_path: Path) -> None:
    findings = list(table_measure_findings(made(TABLES, tmp_path, form)))
    rows = fields(findings, "series", "value", "unit", "dates", "area")
    timely = "Percentage of EHC plans issued within 20 weeks"
    assert rows[:6] == [  # the document's own area is not repeated
        (timely, "34.2", "%", "2022-04/2022-06", None),
        (timely, "38", "%", "2022-07/2022-09", None),
        (timely, "41", "%", "2022-10/2022-12", None),
        (timely, "52.7", "%", "2023-01/2023-03", None),
        (timely, "49", "%", "2022-04/2022-06", "England"),
        (timely, "50", "%", "2022-07/2022-09", "England"),
    ]
    assert all(f.derived for f in findings[:6])  # that Q1 begins in April is a convention
    assert rows[6:12] == [
        ("EHC plans maintained", "3012", None, "2020", None),
        ("Requests received", "410", None, "2020", None),
        ("Tribunal appeals", "22", None, "2020", None),
        ("EHC plans maintained", "3377", None, "2021", None),
        ("Requests received", "522", None, "2021", None),
        ("Tribunal appeals", "31", None, "2021", None),
    ]
    assert rows[12:18] == [
        ("Independent placements: Budget £000", "9100", "£000", "2023-04/2024-03", None),
        ("Independent placements: Forecast £000", "11250", "£000", "2023-04/2024-03", None),
        ("Independent placements: Variance £000", "2150", "£000", "2023-04/2024-03", None),
        ("Mainstream top-up: Budget £000", "6400", "£000", "2023-04/2024-03", None),
        ("Mainstream top-up: Forecast £000", "6300", "£000", "2023-04/2024-03", None),
        ("Mainstream top-up: Variance £000", "-100", "£000", "2023-04/2024-03", None),
    ]
    assert ("Speech therapy: Average wait (weeks)", "31", "weeks", "2023-09", None) in rows
    assert ("Occupational therapy: Seen within 18 weeks", "51", "%", "2023-09", None) in rows
    assert rows[24:] == [
        ("% reviews on time", "38", "%", "2023-04", None),
        ("% reviews on time", "44", "%", "2023-05", None),
        ("% reviews on time: Target", "75", "%", None, None),
        ("Complaints upheld", "6", None, "2023-04", None),
        ("Complaints upheld", "4", None, "2023-05", None),
        ("Complaints upheld: Target", "2", None, None, None),
    ]


@each_format
def test_months_over_two_years_get_theirs(form: str, tmp_path: Path) -> None:
    table = Grid(
        ("Indicator", "Oct 2022", "Nov", "Dec", "Jan", "Feb"), (("Plans issued", "31", "28", "19", "35", "40"),) * 2
    )
    rows = fields(list(table_measure_findings(made((Heading("Plans", 1), table), tmp_path, form))), "value", "dates")
    assert rows[:5] == [("31", "2022-10"), ("28", "2022-11"), ("19", "2022-12"), ("35", "2023-01"), ("40", "2023-02")]


@each_format
def test_a_day_over_school_years_makes_no_date_that_stands_nowhere(form: str, tmp_path: Path) -> None:
    table = Grid(
        ("School year", "Children with a plan and no school (at 31 December)", "Exclusions"),
        (("2021/22", "58", "22"), ("2022/23 (autumn term only)", "49", "27")),
    )
    findings = list(table_measure_findings(made((Heading("Out of school", 1), table), tmp_path, form)))
    assert {f.fields["series"].rpartition(": ")[2] for f in findings} == {
        "Children with a plan and no school",
        "Exclusions",
    }
    assert {f.fields["period"] for f in findings} == {"2021/22", "2022/23"}


# --- running text ---


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "In 2023, 54.2% of new EHC plans were issued within 20 weeks, compared with 50.3% nationally.",
            [("new EHC plans that were issued within 20 weeks", "54.2", "%", "2023", None),
             ("new EHC plans that were issued within 20 weeks", "50.3", "%", "2023", "England")],
        ),
        (
            "Between January and March 2024, 94 of 131 plans (71.8%) were issued on time.",
            [("plans that were issued on time", "94", None, "2024-01/2024-03", None),
             ("plans", "131", None, "2024-01/2024-03", None),
             ("plans that were issued on time", "71.8", "%", "2024-01/2024-03", None)],
        ),
        (
            "Permanent exclusions of pupils with a plan fell from 14 in 2021/22 to 5 in 2022/23.",
            [("Permanent exclusions of pupils with a plan", "14", None, "2021-09/2022-08", None),
             ("Permanent exclusions of pupils with a plan", "5", None, "2022-09/2023-08", None)],
        ),
        (
            "Timeliness improved from 38% in April to 64% in July 2023.",
            [("Timeliness", "38", "%", "2023-04", None), ("Timeliness", "64", "%", "2023-07", None)],
        ),
        (
            "The number of appeals to the tribunal rose by 27 per cent, from 66 to 84.",
            [("increase in number of appeals to the tribunal", "27", "%", None, None),
             ("number of appeals to the tribunal", "66", None, None, None),
             ("number of appeals to the tribunal", "84", None, None, None)],
        ),
        (
            "There were 1,204 requests for assessment in 2023, of which 812 were agreed.",
            [("requests for assessment", "1204", None, "2023", None),
             ("requests for assessment that were agreed", "812", None, "2023", None)],
        ),
        (
            "As of September 2023, the proportion of pupils with SEN support stood at 12.9% (England 13.0%).",
            [("proportion of pupils with SEN support", "12.9", "%", "2023-09", None),
             ("proportion of pupils with SEN support", "13", "%", "2023-09", "England")],
        ),
        (
            "The High Needs Block overspent by £3.4 million in 2022/23.",
            [("High Needs Block overspent", "3400000", "£", "2022-04/2023-03", None)],
        ),
        (
            "The deficit is forecast to reach £12.7m by March 2025.",
            [("deficit (forecast)", "12700000", "£", "2025-03", None)],
        ),
        (
            "The Council allocated £250,000 to the improvement programme in 2022/23.",
            [("Council allocated to the improvement programme", "250000", "£", "2022-04/2023-03", None)],
        ),
        (
            "The service has 14.6 FTE educational psychologists.",
            [("educational psychologists (The service has)", "14.6", "FTE", None, None)],
        ),
        (
            "We have cut the backlog by 40% since May 2023.",
            [("reduction in backlog since May 2023", "40", "%", None, None)],
        ),
        (
            "By December 2024 we will have recruited 12 educational psychologists.",  # meant to be, and told apart
            [("educational psychologists (we will have recruited)", "12", None, "2024-12", None)],
        ),
    ],
)  # fmt: skip
def test_figures_in_sentences(text: str, expected: list[tuple[object, ...]], tmp_path: Path) -> None:
    assert of_text(text, tmp_path) == expected


@pytest.mark.parametrize(
    "text",
    [
        "The service is for young people aged 14 to 25 years old and for children under the age of five.",
        "Plans must be issued within 20 weeks under section 36 of the Children and Families Act 2014.",
        "Call 01234 567 890 between 9am and 5pm, or write to 3 Mill Lane, Anytown, AN1 2YZ.",
        "Pupils in Year 6 and in key stage 4 take part in phase 2 of the programme.",
        "The next inspection will be within approximately three years.",
        "The team was led by two inspectors from Ofsted and one from CQC.",
        "Success measure: 95% of checks are joint.",
        "See paragraph 3.1.2, Table 4 and page 12 of Appendix 2 for more.",
    ],
)
def test_numbers_that_count_nothing(text: str, tmp_path: Path) -> None:
    assert of_text(text, tmp_path) == []


@each_format
def test_figures_in_lists_and_who_gives_them(form: str, tmp_path: Path) -> None:
    parts = (
        Heading("Update on SEND services in Kent", 1),
        Text("Kent County Council publishes this page every month. The latest figures are these."),
        Items(("Number of EHC plans: 4,312 (March 2024)", "Mediation cases: 88, up 12% on 2022")),
        Text("Inspectors found that 30% of annual reviews were out of date."),
        Text("Councillor Ann Oak, Cabinet Member for Children, said: “Plans issued on time rose to 64% in June 2023.”"),
        Text("The DfE noted that 85% of actions were complete in October 2023."),
    )
    assert fields(found(made(parts, tmp_path, form)), "series", "value", "unit", "dates", "said_by") == [
        ("Number of EHC plans", "4312", None, "2024-03", "council"),
        ("Mediation cases", "88", None, None, "council"),
        ("increase in Mediation cases on 2022", "12", "%", None, "council"),
        ("annual reviews that were out of date", "30", "%", None, "inspectors"),
        ("Plans issued on time", "64", "%", "2023-06", "Councillor Ann Oak, Cabinet Member for Children"),
        ("actions that were complete", "85", "%", "2023-10", "department"),
    ]


def test_no_figure_is_stated_twice(originals: Path) -> None:
    for file in sorted(originals.glob("*.txt")):
        stated = Counter((f.start, repr(f.fields)) for f in table_measure_findings(read_once(file)))
        assert not [key for key, count in stated.items() if count > 1]


_pieces = st.sampled_from(
    ("64%", "£3.4m", "of", "the", "plans", "(", ")", "in 2021/22", "from", "to", "rose", "by", "up", ",", "weeks", "12",
     "two", "April", "England", ":", "–", "which", "was", "over", "6-month", "wait", "|", "Q1", "\n", "more than")
)  # fmt: skip


@settings(max_examples=100)
@given(st.lists(_pieces, max_size=25), st.text(max_size=40))
def test_no_sentence_is_too_odd(pieces: list[str], text: str) -> None:
    whole = " ".join(pieces) + text
    block = Block(kind="paragraph", start=0, end=len(whole))
    section = Section(path=(), start=0, end=len(whole), blocks=(block,))
    document = Document(source=Source(id="odd", title="Odd"), text=whole, sections=(section,))
    for finding in figure_findings(document):
        assert finding.quote == whole[finding.start : finding.end] and finding.fields["value"]


def test_a_caption_in_the_first_heading_gives_the_year_and_the_subject(tmp_path: Path) -> None:
    parts = (
        Heading("Performance"),
        Text("Table 3 shows waits for therapy at the end of each month, as reported by the trust."),
        Grid(("Table 3: occupational therapy 2023", "April", "May"), (("Children waiting", "149", "138"),)),
    )
    measures = found(made(parts, tmp_path, "docx"))
    assert [(m.get("series"), m.get("period"), m.get("dates"), m.get("value")) for m in measures] == [
        ("occupational therapy: Children waiting", "April 2023", "2023-04", "149"),
        ("occupational therapy: Children waiting", "May 2023", "2023-05", "138"),
    ]


def test_the_number_of_a_table_names_nothing(tmp_path: Path) -> None:
    parts = (
        Heading("Performance"),
        Text("Table 1 shows the position in January of each year."),
        Grid(("Table 1", "2022", "2023"), (("EHC plans maintained", "1,268", "1,517"),)),
    )
    assert {m.get("series") for m in found(made(parts, tmp_path))} == {"EHC plans maintained"}


def test_a_quarter_and_its_months_are_one_period(tmp_path: Path) -> None:
    parts = (
        Heading("Plans"),
        Grid(("Measure", "Q1 Apr-Jun 2023", "Q4 Jan-Mar 2024"), (("Plans issued", "231", "297"),)),
    )
    assert [m.get("dates") for m in found(made(parts, tmp_path))] == ["2023-04/2023-06", "2024-01/2024-03"]


@pytest.mark.parametrize(
    "line",
    [
        "Agora, 6 Cumberland Place",
        "Agenda item: 7",
        "All but two schools use the guide.",
        "There were many, compared with 1,655 a year before.",
    ],
)
def test_no_figures_of_anything(tmp_path: Path, line: str) -> None:
    assert [m.get("series") for m in found(made((Heading("SEND in Northmoor"), Text(line)), tmp_path))] == []


@pytest.mark.parametrize(
    ("line", "series", "value"),
    [
        ("In 2016 their average Progress 8 score was -0.61.", "average Progress 8 score", "-0.61"),
        ("The average wait was 58 weeks.", "average wait", "58"),
    ],
)
def test_scores_and_averages(tmp_path: Path, line: str, series: str, value: str) -> None:
    (measure,) = found(made((Heading("SEND in Northmoor"), Text(line)), tmp_path))
    assert (measure.get("series"), measure.get("value")) == (series, value)


def test_up_from_a_share_is_the_same_share(tmp_path: Path) -> None:
    line = "In 2017, 62% of new plans were issued within 20 weeks, up from 48% in 2016."
    measures = found(made((Heading("SEND in Northmoor"), Text(line)), tmp_path))
    assert [(m.get("value"), m.get("dates")) for m in measures] == [("62", "2017"), ("48", "2016")]
    assert measures[0].get("series") == measures[1].get("series")


def test_a_year_over_the_names_of_rows_is_theirs(tmp_path: Path) -> None:
    table = Grid(("Month (2020)", "Plans issued"), (("April", "24"), ("May", "22"), ("June", "30")))
    findings = found(made((Heading("Progress report", 1), Text("What was done."), table), tmp_path))
    assert fields(findings, "period", "dates") == [
        ("April 2020", "2020-04"),
        ("May 2020", "2020-05"),
        ("June 2020", "2020-06"),
    ]


def test_a_column_that_says_only_a_part_names_its_whole(tmp_path: Path) -> None:
    table = Grid(
        ("Month", "Plans issued", "Within 20 weeks", "Per cent", "Of which reissued", "Requests"),
        (("May 2020", "22", "10", "45%", "2", "40"), ("June 2020", "30", "16", "53%", "3", "50")),
    )
    findings = found(made((Heading("Progress report", 1), Text("What was done."), table), tmp_path))
    assert fields(findings[:5], "series", "value", "unit") == [
        ("Plans issued", "22", None),
        ("Plans issued – Within 20 weeks", "10", None),
        ("Plans issued – Within 20 weeks – Per cent", "45", "%"),
        ("Plans issued – Of which reissued", "2", None),
        ("Requests", "40", None),
    ]


def test_the_year_since_when_something_is_counted_is_not_when_the_figure_is_of(tmp_path: Path) -> None:
    text = "Altogether the council has dealt with 540 tribunal cases since it came into being in 2021."
    assert [dates for *_, dates, _ in of_text(text, tmp_path)] in ([], [None])
