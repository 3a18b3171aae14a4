"""What is taken from plans, committee reports and council pages: actions, recommendations, milestones, meetings,
contacts, and who said it."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from making import FORMATS, Grid, Heading, Items, Part, Text, make, read_once

from ingest.catalogue import Catalogue
from ingest.documents import Cell as TableCell
from ingest.documents import Document, Finding, Section, Source, Table
from ingest.extract import extract
from ingest.findings.contacts import contact_findings
from ingest.findings.meetings import meeting_findings
from ingest.findings.milestones import milestone_findings
from ingest.findings.plans import plan_findings
from ingest.findings.recommendations import recommendation_findings
from ingest.read import read

RULES = (plan_findings, recommendation_findings, milestone_findings, meeting_findings, contact_findings)
each_format = pytest.mark.parametrize("form", FORMATS)


def found(document: Document) -> list[Finding]:
    """All findings of these rules, each quote checked against the text."""
    findings = [finding for rule in RULES for finding in rule(document)]
    for finding in findings:
        assert finding.quote and document.text[finding.start : finding.end] == finding.quote
    return findings


def made(parts: tuple[Part, ...], tmp_path: Path, form: str = "md") -> Document:
    return read(make(parts, form, tmp_path / "document"), Catalogue())


def fields(findings: list[Finding], kind: str, *names: str) -> list[tuple[object, ...]]:
    return [tuple(f.fields.get(name) for name in names) for f in findings if f.kind == kind]


# --- plans, whatever their columns are called ---

STATEMENT = (
    Heading("Anyshire Local Area Written Statement of Action", 1),
    Text("This Written Statement of Action was submitted to Ofsted on 12 September 2019."),
    Heading("Area of weakness 1: the poor quality of EHC plans"),
    Grid(
        ("Ref", "Action", "Lead officer", "Timescale", "Success measure", "RAG"),
        (
            ("1.1", "Write a quality framework", "Head of SEND", "December 2019", "90% of plans are good", "Green"),
            ("1.2", "Train all plan writers", "Service Manager", "31 January 2020", "All are trained", "Amber"),
            ("1.3", "Audit ten plans a month", "Lead Psychologist", "Ongoing", "Report to the board", "R"),
        ),
    ),
    Heading("Area of weakness 2: joint commissioning"),
    Grid(
        ("No.", "What will we do?", "Who is responsible?", "By when?", "How will we know?", "Progress to date"),
        (
            ("2.1", "Agree a joint strategy", "Director, CCG", "March 2020", "Strategy is signed", "Complete"),
            ("2.2", "Publish a needs assessment", "Public Health", "30/06/2020", "It is used", "On track"),
        ),
    ),
)


@each_format
def test_the_actions_of_a_statement_with_two_kinds_of_table(form: str, tmp_path: Path) -> None:
    findings = found(made(STATEMENT, tmp_path, form))
    assert fields(findings, "action", "reference", "text", "lead", "by", "rag", "status") == [
        ("1.1", "Write a quality framework", "Head of SEND", "2019-12", "green", None),
        ("1.2", "Train all plan writers", "Service Manager", "2020-01-31", "amber", None),
        ("1.3", "Audit ten plans a month", "Lead Psychologist", None, "red", None),
        ("2.1", "Agree a joint strategy", "Director, CCG", "2020-03", None, "Complete"),
        ("2.2", "Publish a needs assessment", "Public Health", "2020-06-30", None, "On track"),
    ]
    weaknesses = [row[0] for row in fields(findings, "action", "weakness")]
    assert (
        weaknesses
        == ["Area of weakness 1: the poor quality of EHC plans"] * 3 + ["Area of weakness 2: joint commissioning"] * 2
    )
    assert fields(findings, "action", "measure")[:2] == [("90% of plans are good",), ("All are trained",)]
    assert fields(findings, "milestone", "event", "date") == [("plan submitted", "2019-09-12")]


@pytest.mark.parametrize(
    ("headings", "cells", "expected"),
    [
        (
            ("Objective", "Actions we will take", "Responsible person/organisation", "Delivery date", "RAG rating"),
            ("Shorter waits", "1.1.1 Commission more therapy", "ICB Commissioner", "30 September 2024", "Amber"),
            {"weakness": "Shorter waits", "reference": "1.1.1", "text": "Commission more therapy",
             "lead": "ICB Commissioner", "by": "2024-09-30", "rag": "amber"},
        ),
        (
            ("Action reference", "Key actions", "Owner", "Start date", "Completion date", "Status (BRAG)"),
            ("A2", "Set up a triage panel", "Clinical Officer", "Feb-23", "May-23", "G – complete"),
            {"reference": "A2", "deadline": "May-23", "by": "2023-05", "rag": "green", "status": "complete"},
        ),
        (
            ("What we will do", "Who will lead", "When it will be done", "What success looks like", "Current position"),
            ("Hold listening events", "Parent Carer Forum", "Termly", "Families are heard", "First event held"),
            {"text": "Hold listening events", "lead": "Parent Carer Forum", "deadline": "Termly", "by": None,
             "measure": "Families are heard", "status": "First event held"},
        ),
        (
            ("Milestone", "Accountable", "Deadline", "Evidence of impact"),
            ("Backlog of reviews is cleared", "SEN Manager", "31st December 2023", "No review is late"),
            {"text": "Backlog of reviews is cleared", "lead": "SEN Manager", "by": "2023-12-31",
             "measure": "No review is late"},
        ),
        (
            ("Task", "Assigned to", "Due", "KPI"),
            ("T1 Open a resource base", "Place Planning", "09/2024", "12 places filled"),
            {"reference": "T1", "text": "Open a resource base", "lead": "Place Planning", "by": "2024-09"},
        ),
    ],
)  # fmt: skip
def test_columns_by_many_names(
    headings: tuple[str, ...], cells: tuple[str, ...], expected: dict[str, object], tmp_path: Path
) -> None:
    other = ("",) * 1 + cells[1:] if headings[0] == "Objective" else cells
    table = Grid(headings, (cells, other))
    findings = found(made((Heading("Anyshire SEND Priority Action Plan", 1), table), tmp_path))
    actions = [f for f in findings if f.kind == "action"]
    assert len(actions) == 2
    assert {name: actions[1].fields.get(name) for name in expected} == expected


def test_a_plan_of_many_pages_with_its_parts_in_rows(tmp_path: Path) -> None:
    def part(number: int, name: str, count: int) -> tuple[tuple[str, ...], ...]:
        rows = [
            (f"{number}.{n}", f"Hold workshop {n} on the graduated response with the coordinators of every cluster of "
             "schools and of the colleges", "Inclusion Lead", f"{n + 1} March 2024", "Feedback forms", "Amber")
            for n in range(1, count + 1)
        ]  # fmt: skip
        return ((f"Priority {number}: {name}", "", "", "", "", ""), *rows)

    headings = ("Ref", "Action", "Lead", "Deadline", "Evidence", "RAG")
    table = Grid(headings, (*part(1, "Mainstream schools", 16), *part(2, "Alternative provision", 12)))
    document = made((Heading("Southby Priority Action Plan", 1), table), tmp_path, "pdf")
    assert document.pages and document.pages > 1
    actions = fields(found(document), "action", "reference", "by", "weakness")
    assert actions == [
        *((f"1.{n}", f"2024-03-{n + 1:02d}", "Priority 1: Mainstream schools") for n in range(1, 17)),
        *((f"2.{n}", f"2024-03-{n + 1:02d}", "Priority 2: Alternative provision") for n in range(1, 13)),
    ]


@each_format
def test_actions_in_lines_and_lists(form: str, tmp_path: Path) -> None:
    parts = (
        Heading("Eastmere Written Statement of Action", 1),
        Heading("Identification of need in the early years"),
        Text(
            "Action 1.1: Introduce a joint two-year check. Lead: Clinical Officer. By when: September 2021. RAG: Green"
        ),
        Text("The plan was written with parents. Note: some actions are already complete."),
        Heading("Preparation for adulthood"),
        Items(
            (
                "Action 2.1 – Write a transition protocol (Lead: Head of Adult Services; Deadline: 31 March 2022)",
                "Action 2.2 – Appoint three coaches (Lead: College Principal; Deadline: July 2022)",
            )
        ),
    )
    assert fields(found(made(parts, tmp_path, form)), "action", "reference", "text", "lead", "by", "weakness") == [
        ("1.1", "Introduce a joint two-year check.", "Clinical Officer", "2021-09",
         "Identification of need in the early years"),
        ("2.1", "Write a transition protocol", "Head of Adult Services", "2022-03-31", "Preparation for adulthood"),
        ("2.2", "Appoint three coaches", "College Principal", "2022-07", "Preparation for adulthood"),
    ]  # fmt: skip


@each_format
def test_other_tables_of_a_plan_give_no_actions(form: str, tmp_path: Path) -> None:
    parts = (
        Heading("Northmoor SEND Accelerated Progress Plan", 1),
        Heading("Training offer"),
        Grid(("Course", "What", "Where", "When"), (("Autism", "Autism in class", "Town Hall", "12 May 2023"),) * 2),
        Heading("Meaning of the ratings"),
        Grid(("RAG", "Definition"), (("Red", "Action is late"), ("Green", "Action is on track"))),
        Heading("Board members"),
        Grid(("Name", "Role", "Organisation"), (("Jo Bright", "Chair", "The Forum"), ("Sam Field", "Deputy", "ICB"))),
        Heading("Risks"),
        Grid(("Risk", "Mitigation", "Owner", "Score"), (("Staff leave", "Agency staff", "HR", "12"),) * 2),
        Heading("Timeline"),
        Grid(
            ("Date", "Event"),
            (
                ("12 March 2023", "Plan submitted to the Department for Education"),
                ("4 May 2023", "Stocktake meeting with the DfE"),
            ),
        ),
    )
    findings = found(made(parts, tmp_path, form))
    assert not fields(findings, "action", "text")
    assert fields(findings, "milestone", "event", "date", "text") == [
        ("plan submitted", "2023-03-12", "12 March 2023 Plan submitted to the Department for Education"),
        ("monitoring meeting", "2023-05-04", "4 May 2023 Stocktake meeting with the DfE"),
    ]


# --- committee reports and council pages ---

REPORT = (
    Heading("Report to the Children's Services Overview and Scrutiny Committee", 1),
    Text("Date of meeting: 14 September 2022"),
    Heading("1. Purpose"),
    Text("To update the Committee on progress since the local area SEND inspection in May 2019.", "1.1"),
    Heading("2. Recommendations"),
    Text("That the Committee notes the progress made against the Written Statement of Action.", "2.1"),
    Text("That the Committee recommends to Cabinet that more psychologists are funded.", "2.2"),
    Heading("3. Background"),
    Text(
        "The Written Statement of Action was submitted to Ofsted on 3 October 2019 and was declared fit for purpose on "
        "12 November 2019.",
        "3.1",
    ),
    Text("Officials from the Department for Education visited us on 4 March 2021 and will visit in May 2023.", "3.2"),
    Text("The revisit is expected in the spring of 2023.", "3.3"),
    Heading("4. Contacts"),
    Text("Anyshire SENDIASS offers impartial advice. Telephone: 01234 567 890. Email: sendiass@anyshire.gov.uk"),
)  # fmt: skip


@each_format
def test_a_committee_report(form: str, tmp_path: Path) -> None:
    findings = found(made(REPORT, tmp_path, form))
    assert fields(findings, "meeting", "committee", "date") == [
        ("Children's Services Overview and Scrutiny Committee", "2022-09-14")
    ]
    assert fields(findings, "recommendation", "number", "to", "said_by", "text") == [
        ("1", "Committee", "council",
         "That the Committee notes the progress made against the Written Statement of Action."),
        ("2", "Committee", "council",
         "That the Committee recommends to Cabinet that more psychologists are funded."),
    ]  # fmt: skip
    assert fields(findings, "milestone", "event", "date") == [
        ("inspected", "2019-05"),
        ("plan submitted", "2019-10-03"),
        ("declared fit for purpose", "2019-11-12"),
        ("visited", "2021-03-04"),
    ]
    assert fields(findings, "contact", "service", "telephone", "email") == [
        ("Anyshire SENDIASS", "01234 567 890", "sendiass@anyshire.gov.uk")
    ]


@each_format
def test_who_said_it_on_a_council_page(form: str, tmp_path: Path) -> None:
    parts = (
        Heading("SEND services in Anyshire get better", 1),
        Text("The accelerated progress plan was agreed with the Department for Education on 8 April 2022."),
        Text(
            "Councillor Ann Oak, Cabinet Member for Children, said: “We have worked hard. The accelerated "
            "progress plan was reviewed on 9 May 2023.”"
        ),
        Text(
            "On 21 November 2023 the Department for Education confirmed that formal monitoring of the plan has ended."
        ),
        Text("Inspectors made two recommendations for the partnership:"),
        Items(("Leaders should improve joint commissioning.", "The partnership should shorten waits for therapy.")),
        Heading("Get help"),
        Text("Special Educational Needs and Disabilities Information, Advice and Support Service (SENDIASS)"),
        Text("Call 01234 567 890 or email help@anyshire.org.uk"),
        Text("Address: 3 Mill Lane, Anytown, AN1 2YZ"),
    )
    findings = found(made(parts, tmp_path, form))
    assert fields(findings, "milestone", "event", "date", "said_by") == [
        ("plan agreed", "2022-04-08", "council"),
        ("plan reviewed", "2023-05-09", "Councillor Ann Oak, Cabinet Member for Children"),
        ("monitoring ended", "2023-11-21", "department"),
    ]
    assert fields(findings, "recommendation", "number", "to", "said_by") == [
        ("1", "Leaders", "inspectors"),
        ("2", "partnership", "inspectors"),
    ]
    assert fields(findings, "contact", "service", "telephone", "email", "address") == [
        ("Special Educational Needs and Disabilities Information, Advice and Support Service", "01234 567 890",
         "help@anyshire.org.uk", "3 Mill Lane, Anytown, AN1 2YZ")
    ]  # fmt: skip


@pytest.mark.parametrize(
    "sentence",
    [
        "The plan will be submitted to Ofsted on 3 October 2019.",
        "The Department for Education is expected to visit on 4 March 2021.",
        "The plan has not been declared fit for purpose.",
        "If the plan is agreed, monitoring could end in May 2023.",
        "The school was inspected by Ofsted on 3 October 2019.",
        "Our children's services were inspected under ILACS in March 2022.",
    ],
)
def test_what_has_not_come_about_is_no_milestone(sentence: str, tmp_path: Path) -> None:
    assert not fields(found(made((Heading("Progress", 1), Text(sentence)), tmp_path)), "milestone", "event", "date")


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (("Cabinet – 8 March 2023",), ("Cabinet", "2023-03-08")),
        (("Health and Wellbeing Board", "Tuesday 4 July 2023"), ("Health and Wellbeing Board", "2023-07-04")),
        (("Meeting: Schools Forum", "Date: 19 January 2023"), ("Schools Forum", "2023-01-19")),
    ],
)
def test_the_meeting_at_the_head_of_a_report(lines: tuple[str, ...], expected: tuple[str, str], tmp_path: Path) -> None:
    body = (Heading("SEND update", 1), *map(Text, lines), Heading("Recommendations"), Text("That the report is noted."))
    assert fields(found(made(body, tmp_path)), "meeting", "committee", "date") == [expected]


# --- the real documents ---


def test_the_milestones_of_the_outcomes_page(originals: Path) -> None:
    findings = found(read_once(originals / "walsall-inspections-and-outcomes.txt"))
    assert fields(findings, "milestone", "event", "date") == [
        ("inspected", "2019-02"),
        ("revisited", "2022-06-20/2022-06-22"),
        ("plan agreed", "2022-04-08"),
        ("plan reviewed", "2023-11"),
        ("plan reviewed", "2023-11-21"),
        ("monitoring ended", "2023-11-21"),
    ]
    ended = next(f for f in findings if f.fields.get("event") == "monitoring ended")
    assert ended.derived and ended.fields["said_by"] == "Sharon Kelly, Director of Access and Inclusion"


def test_the_committee_report_of_2021(originals: Path) -> None:
    findings = found(read_once(originals / "walsall-2021-committee-report.txt"))
    assert ("backlog cleared", "2020-10-31") in fields(findings, "milestone", "event", "date")
    assert ("visited", "2021-07-23") in fields(findings, "milestone", "event", "date")
    assert [row[0] for row in fields(findings, "recommendation", "text")] == [
        "For the Committee to consider the content of this report and comment on the progress."
    ]
    assert fields(findings, "contact", "telephone", "email") == [
        ("08088 026666", "walsallsendiass@family-action.org.uk")
    ]
    assert not fields(findings, "meeting", "date")  # the file begins after the head of the report


def test_the_recommendations_that_the_news_reports(originals: Path) -> None:
    findings = found(read_once(originals / "walsall-2025-inspection-news.txt"))
    assert fields(findings, "recommendation", "number", "said_by") == [(n, "inspectors") for n in "123"]
    assert ("inspected", "2025-12") in fields(findings, "milestone", "event", "date")


# --- odd input ---

_cells = st.sampled_from(("", "-", "Action", "Lead", "By when", "1.1", "Red", "Recruit two officers", "May 2023", "£"))


@settings(max_examples=60)
@given(st.lists(st.lists(_cells, max_size=5), max_size=5), st.text(max_size=200))
def test_no_table_and_no_text_is_too_odd(lines: list[list[str]], text: str) -> None:
    whole, rows = "", []
    for line in lines:
        made_cells = []
        for cell in line:
            made_cells.append(TableCell(text=cell, start=len(whole), end=len(whole) + len(cell)))
            whole += f"{cell}\t"
        rows.append(tuple(made_cells))
    whole += text
    table = Table(headings=rows[0] if rows else (), rows=tuple(rows[1:]), start=0, end=len(whole))
    section = Section(path=(), start=0, end=len(whole), tables=(table,))
    source = Source(id="odd", title="Odd", kind="priority action plan")
    document = Document(source=source, text=whole, sections=(section,))
    for finding in extract(document):
        assert finding.quote == whole[finding.start : finding.end] and finding.quote.strip()


def test_a_colour_that_opens_a_status(tmp_path: Path) -> None:
    rows = (
        ("A1", "Fill the vacant posts", "Jo Bright", "31 March 2021", "Amber: two of three filled"),
        ("A2", "Hear from the red team each week", "Jo Bright", "31 May 2021", "Red team heard twice"),
        ("A3", "Clear the backlog of reviews", "Jo Bright", "30 June 2021", "Green - on track"),
    )
    parts = (
        Heading("Northmoor Accelerated Progress Plan", 1),
        Grid(("Ref", "Action", "Lead", "Deadline", "Status"), rows),
    )
    actions = list(plan_findings(read(make(parts, "html", tmp_path / "d"), Catalogue())))
    assert [action.get("rag") for action in actions] == ["amber", "", "green"]


def test_a_table_of_who_leads_what_names_no_bodies(tmp_path: Path) -> None:
    rows = (("1 Plans", "Jo Bright, SEN Manager", "Al Marsh, Head of Commissioning"),)
    parts = (
        Heading("Northmoor Written Statement of Action", 1),
        Text("Ofsted inspected the local area of Northmoor between 18 and 22 September 2017."),
        Grid(
            ("Priority", "Council lead", "CCG lead"), (*rows, ("2 Waits", "Fay Lowe, Psychologist", "Bo Wren, Manager"))
        ),
    )
    kinds = {finding.kind for finding in extract(read(make(parts, "docx", tmp_path / "d"), Catalogue()))}
    assert not kinds & {"body", "leader"}


def test_seven_of_the_nine(tmp_path: Path) -> None:
    said = (
        "The local area was inspected in March 2020 and nine areas of significant weakness were identified. At the "
        "revisit, inspectors found that sufficient progress had been made in seven of the nine. The two that remained "
        "were taken forward in an Accelerated Progress Plan."
    )
    document = read(make((Heading("Report to the Cabinet", 1), Text(said)), "md", tmp_path / "d"), Catalogue())
    (total,) = (finding for finding in extract(document) if finding.kind == "progress total")
    assert (total.get("sufficient"), total.get("not_sufficient"), total.get("total")) == ("7", "2", "9")


@pytest.mark.parametrize("form", FORMATS)
def test_monitoring_report(tmp_path: Path, form: str) -> None:
    parts: tuple[Part, ...] = (
        Heading("Area SEND monitoring inspection of Northmoor Local Area Partnership", 1),
        Text("Inspection dates: 16 to 18 September 2025"),
        Heading("Findings"),
        Text("Leaders have taken effective action in one of the two areas for priority action."),
        Heading("Area for priority action 1: governance and the use of data", 3),
        Text("Responsible bodies: Northmoor Council and NHS Northmoor Integrated Care Board"),
        Text("The board decides whether effective action has been taken. It meets every month and reads the figures."),
        Text("The local area partnership has taken effective action to address this area for priority action."),
        Heading("Area for priority action 2: waits for autism assessment", 3),
        Text("Waits have lengthened since the full inspection, and families have not been told why they wait."),
        Text("The local area partnership has not taken sufficient action to address this area for priority action."),
        Heading("Next steps"),
        Text("Leaders should revise the plan, so that effective action is taken before the next inspection."),
    )
    document = read(make(parts, form, tmp_path / "d"), Catalogue())
    areas = [finding for finding in extract(document) if finding.kind == "area for priority action"]
    assert [(area.get("number"), area.get("text"), area.get("verdict")) for area in areas] == [
        ("1", "governance and the use of data", "effective action"),
        ("2", "waits for autism assessment", "not effective action"),
    ]
    assert areas[0].fields["responsible_body"] == ("Northmoor Council", "NHS Northmoor Integrated Care Board")
    assert "has not taken sufficient action" in areas[1].quote
