"""What documents say of themselves: kind, area, title and dates, from the text alone."""

from pathlib import Path

import pytest
from making import FORMATS, Heading, Items, Part, Text, make, read_once, reports

from ingest.catalogue import Catalogue, load_catalogue
from ingest.errors import CatalogueError
from ingest.read import read

TEXTS = {
    "walsall-2021-committee-report": ("committee report", "Walsall", None, None),
    "walsall-2022-revisit-letter": ("revisit letter", "Walsall", "2022-06-20/2022-06-22", "2022-06-23"),
    "walsall-2025-inspection-news": ("council page", "Walsall", None, None),
    "walsall-inspections-and-outcomes": ("council page", "Walsall", None, None),
    "worcestershire-2018-inspection": ("council page", "Worcestershire", None, None),
}
REPORTS = {
    "bexley": ("Bexley", "2023-12-04/2023-12-08"),
    "bolton": ("Bolton", "2024-06-17/2024-06-21"),
    "cornwall": ("Cornwall", "2023-02-06/2023-02-10"),
    "durham": ("Durham", "2024-06-24/2024-06-28"),
    "medway": ("Medway", "2024-02-05/2024-02-09"),
    "middlesbrough": ("Middlesbrough", "2023-10-09/2023-10-13"),
    "north-northamptonshire": ("North Northamptonshire", "2024-01-22/2024-01-26"),
    "stoke-on-trent": ("Stoke-on-Trent", "2024-01-29/2024-02-02"),
    "suffolk": ("Suffolk", "2023-11-13/2023-11-17"),
    "surrey": ("Surrey", "2023-09-25/2023-09-29"),
    "telford-wrekin": ("Telford and Wrekin", "2023-03-20/2023-03-24"),
    "worcestershire": ("Worcestershire", "2024-04-22/2024-04-26"),
}


def test_the_five_texts(originals: Path) -> None:
    for name, (kind, area, inspected, published) in TEXTS.items():
        source = read_once(originals / f"{name}.txt").source
        assert (source.kind, source.local_area, source.inspected, source.published) == (
            kind,
            area,
            inspected,
            published,
        )
        assert source.url is None and not source.record
    assert (
        read_once(originals / "walsall-2022-revisit-letter.txt").source.publisher
        == "Ofsted and the Care Quality Commission"
    )
    assert read_once(originals / "worcestershire-2018-inspection.txt").source.publisher is None


def test_the_twelve_reports(originals: Path) -> None:
    found = reports(originals)
    assert set(found) == set(REPORTS)
    for name, (area, inspected) in REPORTS.items():
        source = found[name].source
        assert (source.kind, source.local_area, source.inspected) == ("area SEND report", area, inspected)
        assert source.title == f"Area SEND inspection of {area} Local Area Partnership"
        assert source.publisher == "Ofsted and the Care Quality Commission"
        assert source.published is None  # no page of a report says when it was published


SAID = "The local authority and its partners set out how services for children with SEND will improve."
INSPECTION_LETTER = (
    Text("15 March 2019"),
    Text("Dear Ms Brown and Dr Green"),
    Heading("Joint local area SEND inspection in Dudley"),
    Text(
        "Between 21 January 2019 and 25 January 2019, Ofsted and the Care Quality Commission (CQC) conducted a joint "
        "inspection of the local area of Dudley to judge the effectiveness of the area in implementing the reforms."
    ),
    Text("Yours sincerely"),
)


@pytest.mark.parametrize("form", FORMATS)
def test_inspection_letter(tmp_path: Path, form: str) -> None:
    source = read(make(INSPECTION_LETTER, form, tmp_path / "letter"), Catalogue()).source
    assert (source.kind, source.local_area) == ("inspection letter", "Dudley")
    assert (source.inspected, source.published) == ("2019-01-21/2019-01-25", "2019-03-15")
    assert source.title == "Joint local area SEND inspection in Dudley"


@pytest.mark.parametrize(
    ("parts", "kind"),
    [
        ((Heading("Leeds SEND Written Statement of Action", 1), Text(SAID)), "written statement of action"),
        ((Heading("Leeds Accelerated Progress Plan", 1), Text(SAID)), "accelerated progress plan"),
        ((Heading("Priority Action Plan (Area SEND): Leeds", 1), Text(SAID)), "priority action plan"),
        ((Heading("Report to the Scrutiny Committee on SEND in Leeds", 1), Text(SAID)), "committee report"),
        (
            (
                Text("Dear Ms Brown"),
                Heading("Accelerated Progress Plan"),
                Text("Thank you for the meeting of 4 May 2023 on SEND in Leeds. We have seen progress."),
            ),
            "letter",
        ),
        ((Heading("SEND in Leeds", 1), Text("Our services were inspected by Ofsted. We are sorry.")), "council page"),
        ((Heading("Bin collections", 1), Text("Bins are emptied on Monday by two crews.")), None),
        (
            (
                Heading("Area SEND monitoring inspection of Leeds Local Area Partnership", 1),
                Heading("Inspection outcome"),
                Text(SAID),
            ),
            None,
        ),
    ],
)
@pytest.mark.parametrize("form", ["txt", "docx"])
def test_kind(tmp_path: Path, parts: tuple[Part, ...], kind: str | None, form: str) -> None:
    found = read(make(parts, form, tmp_path / "d"), Catalogue()).source.kind
    assert found == ("monitoring report" if "monitoring inspection" in str(parts) else kind)


def test_unknown_stays_unknown(tmp_path: Path) -> None:
    source = read(make((Text("Some words."), Items(("one", "two"))), "txt", tmp_path / "note"), Catalogue()).source
    assert source.title == source.id == "note"
    rest = (source.local_area, source.kind, source.publisher, source.inspected, source.published, source.url)
    assert rest == (None,) * 6


@pytest.mark.parametrize(
    ("line", "published"),
    [
        ("Published: 9 May 2024", "2024-05-09"),
        ("Date: 28 September 2021", "2021-09-28"),
        ("28 September 2021", "2021-09-28"),
        ("Inspection dates: 6 to 10 May 2024", None),
        ("Date of previous inspection: 3 May 2018", None),
        ("Published on", None),
        ("We met on 9 May 2024.", None),
    ],
)
def test_date_of_publication(tmp_path: Path, line: str, published: str | None) -> None:
    parts = (Heading("SEND in Leeds", 1), Text(line), Text(SAID))
    assert read(make(parts, "md", tmp_path / "d"), Catalogue()).source.published == published


HEAD = "id,title,local_area,kind,publisher,inspected,published,url\n"


@pytest.mark.parametrize(
    ("rows", "says"),
    [
        ("id,title\na,b\n", "lacks the column local_area"),
        (HEAD + "a,T,Leeds,council page,,,,\na,T,Leeds,council page,,,,\n", "line 3: the id a is there twice"),
        (HEAD + "a,T,Leeds,brochure,,,,\n", "line 2: kind is 'brochure'"),
        (HEAD + "a,T,Leeds,council page,,soon,,\n", "line 2: inspected is 'soon', not a date"),
        (HEAD + "a,,Leeds,council page,,,,\n", "line 2: title is None"),
    ],
)
def test_catalogue_that_is_not_as_it_should_be(tmp_path: Path, rows: str, says: str) -> None:
    (tmp_path / "sources.csv").write_text(rows, encoding="utf-8")
    with pytest.raises(CatalogueError, match=says):
        load_catalogue([tmp_path])


def test_catalogue_beside_a_folder_adds_to_the_projects_own(tmp_path: Path) -> None:
    (tmp_path / "sources.csv").write_text(HEAD + "x,T,Leeds,council page,,2018-03,2022,\n", encoding="utf-8")
    found = load_catalogue([tmp_path]).sources
    assert found["x"].local_area == "Leeds"
    assert len(found) == len(load_catalogue([]).sources) + 1
    assert load_catalogue([tmp_path]).digest != load_catalogue([]).digest


PLAN = (
    Heading("Leeds Local Area Partnership", 1),
    Heading("Priority Action Plan (Area SEND)", 1),
    Text("Agreed with the Department for Education on 4 June 2024. Last updated 31 January 2025."),
    Heading("Governance"),
    Text("The Board meets each month. Our inspection by Ofsted was published on 28 March 2024. " + SAID),
)


@pytest.mark.parametrize("form", FORMATS)
def test_cover_of_a_plan(tmp_path: Path, form: str) -> None:
    source = read(make(PLAN, form, tmp_path / "plan"), Catalogue()).source
    assert (source.kind, source.title) == ("priority action plan", "Priority Action Plan (Area SEND)")
    assert (source.local_area, source.published) == ("Leeds", "2025-01-31")


@pytest.mark.parametrize(
    ("line", "published"),
    [
        ("Version 4, agreed by the Board on 12 March 2024", "2024-03-12"),
        ("Version 2.1 (September 2023)", "2023-09"),
        ("Submitted to Ofsted on 31 May 2024.", "2024-05-31"),
        ("This plan was approved by the SEND Board on 7 July 2024.", "2024-07-07"),
        ("The Board of 12 March 2024 read the plan.", None),
        ("Ofsted published its report on 28 March 2024.", None),
    ],
)
@pytest.mark.parametrize("at_end", [False, True])
def test_version_of_a_plan(tmp_path: Path, line: str, published: str | None, at_end: bool) -> None:
    title, said = Heading("Leeds Accelerated Progress Plan", 1), Text(SAID)
    parts = (title, said, Text(line)) if at_end else (title, Text(line), said)
    assert read(make(parts, "docx", tmp_path / "d"), Catalogue()).source.published == published


@pytest.mark.parametrize(
    "line",
    [
        "This report was published on 22 August 2024 and is available at https://reports.ofsted.gov.uk/.",
        "Published 22 August 2024. © Crown copyright 2024",
    ],
)
def test_date_at_the_end_of_a_report(tmp_path: Path, line: str) -> None:
    parts = (
        Heading("Area SEND inspection of Leeds Local Area Partnership", 1),
        Text("Inspection dates: 10 to 14 June 2024"),
        Heading("Inspection outcome"),
        *(Text(SAID) for _ in range(30)),
        Text(line),
    )
    source = read(make(parts, "docx", tmp_path / "d"), Catalogue()).source
    assert (source.kind, source.inspected, source.published) == (
        "area SEND report",
        "2024-06-10/2024-06-14",
        "2024-08-22",
    )


def test_front_of_a_committee_paper(tmp_path: Path) -> None:
    parts = (
        Heading("Northmoor Council", 1),
        Text("Children and Families Scrutiny Committee"),
        Text("Date of meeting: 10 July 2024"),
        Text("Agenda item: 7"),
        Text("Report title: Accelerated Progress Plan, twelve months on"),
        Text("Report of: Jo Bright, Director of Children's Services"),
        Heading("Purpose"),
        Text("Northmoor Council was inspected by Ofsted in May 2019. " + SAID),
    )
    source = read(make(parts, "docx", tmp_path / "d"), Catalogue()).source
    assert (source.kind, source.published) == ("committee report", "2024-07-10")
    assert source.title == "Accelerated Progress Plan, twelve months on"
    assert source.local_area == "Northmoor"


@pytest.mark.parametrize(
    ("title", "kind"),
    [
        ("Leeds SEND Improvement Plan 2024 to 2026", "improvement plan"),
        ("SEND improvement plan agreed by partners in Leeds", "council page"),
        ("Leeds SEND Statement of Action", "written statement of action"),
    ],
)
def test_plans_of_other_names(tmp_path: Path, title: str, kind: str) -> None:
    parts = (Heading(title, 1), Text("Our services for children with SEND were inspected. " + SAID))
    assert read(make(parts, "html", tmp_path / "d"), Catalogue()).source.kind == kind


def test_title_of_a_revisit_letter(tmp_path: Path) -> None:
    parts = (
        Text("2 December 2021"),
        Text("Peter Rowe, Local Area Nominated Officer"),
        Text("Dear Ms Brown"),
        Text("Joint area SEND revisit in Dudley"),
        Text("Between 4 and 6 October 2021, Ofsted and the CQC revisited the area of Dudley. " + SAID),
    )
    source = read(make(parts, "docx", tmp_path / "d"), Catalogue()).source
    assert (source.kind, source.title) == ("revisit letter", "Joint area SEND revisit in Dudley")


def test_dates_that_a_page_says_beside_its_text(tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    main = f"<main><h1>SEND in Leeds</h1><p>Our services were inspected by Ofsted. {SAID}</p></main>"
    page.write_text(f"<html><body>{main}<footer>Page last updated: 17 September 2024</footer></body></html>")
    assert read(page, Catalogue()).source.published == "2024-09-17"
    meta = '<meta property="article:published_time" content="2025-11-03T09:00:00">'
    page.write_text(f"<html><head>{meta}</head><body>{main}<footer>Privacy</footer></body></html>")
    assert read(page, Catalogue()).source.published == "2025-11-03"


def source_of(tmp_path: Path, *lines: str, title: str = "SEND in Dudley") -> tuple[str | None, str, str | None]:
    """Kind, title and publisher of a document with these lines under its title."""
    parts: tuple[Part, ...] = (Heading(title, 1), *(Text(line) for line in lines), Heading("What we do"), Text(SAID))
    source = read(make(parts, "docx", tmp_path / "d"), Catalogue()).source
    return source.kind, source.title, source.publisher


@pytest.mark.parametrize(
    "lines",
    [
        ("Minutes of the meeting of the Families Scrutiny Committee held on 4 May 2023",),
        ("Draft minutes of the SEND Partnership Board",),
        ("Agenda for the Schools Forum on Wednesday 15 January 2025",),
        ("Report of: Head of Internal Audit", "Publisher: Dudley Council, Audit Committee", "Meeting date: 5 May 2024"),
        ("Publisher: Dudley Council. Date: 5 May 2024. Author: Jo Bright. Item 7. Health and Wellbeing Board",),
        ("Full Council: answers to questions", "Date of meeting: 16 July 2025"),
        ("SEND Partnership Board: highlight report", "Meeting: Thursday 14 November 2024", "Author: Jo Bright"),
    ],
)
def test_papers_and_minutes_by_their_first_lines(tmp_path: Path, lines: tuple[str, ...]) -> None:
    assert source_of(tmp_path, *lines)[0] == "committee report"


@pytest.mark.parametrize(
    "lines",
    [
        ("The minutes of the Board were agreed last week.",),
        ("We meet the council's scrutiny committee each term.", "Published by Dudley Council on 4 May 2023."),
        ("Dear reader, turn the page to learn which of the services that we run are open to your child this summer.",),
    ],
)
def test_a_page_that_only_speaks_of_meetings(tmp_path: Path, lines: tuple[str, ...]) -> None:
    assert source_of(tmp_path, *lines)[0] == "council page"


def test_a_tracker_of_a_plans_actions_is_a_plan(tmp_path: Path) -> None:
    assert source_of(tmp_path, title="Dudley SEND Strategy 2023 to 2027: action tracker")[0] == "improvement plan"


def test_title_of_long_minutes_and_of_a_paper_under_its_councils_name(tmp_path: Path) -> None:
    minutes = "Minutes of the meeting of the Families Policy and Scrutiny Committee"
    held = "held in Committee Room 1, Town Hall, High Street, Dudley, at 10.15am on Thursday 14 July 2022"
    assert source_of(tmp_path, f"{minutes}, {held}", title="Dudley Council")[1] == minutes
    answers = "Full Council: answers to public questions on SEND"
    assert source_of(tmp_path, answers, "Date of meeting: 16 July 2025", title="Dudley Council")[1] == answers


def test_lines_of_labels_stay_apart_in_markdown(tmp_path: Path) -> None:
    file = tmp_path / "d.md"
    labels = "**Publisher:** Dudley Council, Scrutiny Panel\n**Date of meeting:** 16 October 2024\n**Report of:** Jo"
    file.write_text(
        f"# SEND in Dudley\n\n{labels}\n\nOne line of text: it\ngoes on here.\n\n{SAID}\n", encoding="utf-8"
    )
    document = read(file, Catalogue())
    assert "Date of meeting: 16 October 2024" in document.text.split("\n\n")
    assert "One line of text: it goes on here." in document.text
    assert (document.source.kind, document.source.published) == ("committee report", "2024-10-16")
