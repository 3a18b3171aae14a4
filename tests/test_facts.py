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
    assert read_once(originals / "walsall-2022-revisit-letter.txt").source.publisher == "Ofsted and CQC"
    assert read_once(originals / "worcestershire-2018-inspection.txt").source.publisher is None


def test_the_twelve_reports(originals: Path) -> None:
    found = reports(originals)
    assert set(found) == set(REPORTS)
    for name, (area, inspected) in REPORTS.items():
        source = found[name].source
        assert (source.kind, source.local_area, source.inspected) == ("area SEND report", area, inspected)
        assert source.title == f"Area SEND inspection of {area} Local Area Partnership"
        assert source.publisher == "Ofsted and CQC"
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
