"""Who published a document: said by its letterhead, title, footer or site, in every format; else unknown."""

from pathlib import Path

import docx
import pytest
from making import FORMATS, Heading, Part, Text, make, read_once, reports

from ingest.bodies import bodies_in
from ingest.catalogue import Catalogue
from ingest.documents import Source
from ingest.read import read

INSPECTORATES = "Ofsted and the Care Quality Commission"
SAID = "Services for children with SEND were inspected by Ofsted in 2019. We set out how our services will improve."
LETTER = (
    Text("15 March 2019"),
    Text("Ms Brown, Director of Children's Services, Dudley Metropolitan Borough Council"),
    Text("Dear Ms Brown"),
    Heading("Joint local area SEND inspection in Dudley"),
    Text(
        "Between 21 January 2019 and 25 January 2019, Ofsted and the Care Quality Commission (CQC) conducted a joint "
        "inspection of the local area of Dudley to judge the effectiveness of the area in implementing the reforms."
    ),
)
PAPER = (
    Text("KIRKLEES COUNCIL"),
    Heading("SEND performance in Kirklees", 1),
    Text("Report of: Strategic Director, Children and Families"),
    Text("To: Children's Scrutiny Panel"),
    Text("Wards affected: all"),
    Text(SAID),
)
PLAN = (
    Heading("Priority Action Plan (Area SEND): Halton", 1),
    Text("Halton Council and NHS Cheshire and Merseyside ICB"),
    Heading("Why we have a plan"),
    Text(SAID),
)
SHARED = (
    Heading("Rotherham Local Area Partnership", 1),
    Heading("SEND Improvement Plan 2024"),
    Text(SAID),
)
NAMELESS = (
    Heading("SEND in Leeds", 1),
    Text("Our services were inspected. Leeds City Council and NHS West Yorkshire Integrated Care Board were praised."),
)


def source_of(parts: tuple[Part, ...], form: str, folder: Path) -> Source:
    return read(make(parts, form, folder / "d"), Catalogue()).source


@pytest.mark.parametrize("form", FORMATS)
@pytest.mark.parametrize(
    ("parts", "publisher"),
    [
        (LETTER, INSPECTORATES),
        (PAPER, "Kirklees Council"),
        (PLAN, "Halton Council and NHS Cheshire and Merseyside ICB"),
        (SHARED, "Rotherham Local Area Partnership"),
        (NAMELESS, None),
    ],
)
def test_publisher_in_every_format(tmp_path: Path, parts: tuple[Part, ...], publisher: str | None, form: str) -> None:
    assert source_of(parts, form, tmp_path).publisher == publisher


@pytest.mark.parametrize(
    ("line", "publisher"),
    [
        ("London Borough of Merton", "London Borough of Merton"),
        ("Royal Borough of Kensington and Chelsea", "Royal Borough of Kensington and Chelsea"),
        ("City of York Council", "City of York Council"),
        ("BRIGHTON & HOVE CITY COUNCIL", "Brighton & Hove City Council"),
        ("Published by Torbay Council, Town Hall, Torquay", "Torbay Council"),
        ("Local area: Devon. Published by Torbay Council, 4 May 2023. Agreed with Ofsted.", "Torbay Council"),
        ("© Cumberland Council 2024", "Cumberland Council"),
        ("NHS Sussex Integrated Care Board", "NHS Sussex Integrated Care Board"),
        ("Trafford Council | Greater Manchester Integrated Care Board",
         "Trafford Council and Greater Manchester Integrated Care Board"),
        ("Questions: send@cornwall.gov.uk", None),  # another area's address
        ("The report of Ofsted praised Rutland County Council.", None),
        ("Read what Wigan Council says", None),
    ],
)  # fmt: skip
def test_a_line_that_says_whose_it_is(tmp_path: Path, line: str, publisher: str | None) -> None:
    parts = (Heading("SEND in the area of Devon", 1), Text(line), Heading("What we do"), Text(SAID))
    assert source_of(parts, "md", tmp_path).publisher == publisher


def test_an_address_of_the_area_names_its_council(tmp_path: Path) -> None:
    parts = (Heading("SEND in Rutland", 1), Text(SAID), Text("Email: send@rutland.gov.uk"))
    assert source_of(parts, "txt", tmp_path).publisher == "Rutland Council"


PAGE = (
    "<html><head><title>{title}</title>{meta}</head><body><main><h1>SEND in Wigan</h1><p>Our services were inspected "
    "by Ofsted. Bolton Council was, too.</p></main>{footer}</body></html>"
)


@pytest.mark.parametrize(
    "around",
    [
        {"title": "SEND in Wigan | Wigan Council"},
        {"title": "SEND in Wigan - Wigan Council newsroom"},
        {"meta": '<meta property="og:site_name" content="Wigan Council">'},
        {"footer": "<footer><p>© Wigan Council 2025 | Privacy | Cookies</p></footer>"},
        {"footer": '<div class="footer"><ul><li>Privacy</li></ul><p>Wigan Council, Town Hall</p></div>'},
        {"footer": '<footer><img alt="Wigan Council logo"></footer>'},
    ],
)
def test_the_site_a_page_stands_on(tmp_path: Path, around: dict[str, str]) -> None:
    file = tmp_path / "page.html"
    file.write_text(PAGE.format(**{"title": "SEND", "meta": "", "footer": "", **around}), encoding="utf-8")
    assert read(file, Catalogue()).source.publisher == "Wigan Council"
    file.write_text(PAGE.format(title="SEND in Wigan", meta="", footer=""), encoding="utf-8")
    assert read(file, Catalogue()).source.publisher is None


def test_the_footer_of_a_word_document(tmp_path: Path) -> None:
    made = docx.Document()
    made.add_heading("Bury SEND Improvement Plan", 1)
    made.add_paragraph(SAID)
    made.sections[0].footer.paragraphs[0].text = "Bury Council · version 2"
    made.save(str(tmp_path / "plan.docx"))
    assert read(tmp_path / "plan.docx", Catalogue()).source.publisher == "Bury Council"


def test_a_letter_is_from_those_who_sign_it(tmp_path: Path) -> None:
    parts = (
        Text("4 May 2023"),
        Text("Ms Green, Director of Children's Services, Leeds City Council"),
        Text("Dear Ms Green"),
        Text("Thank you for the meeting on the Accelerated Progress Plan. We have seen progress with SEND in Leeds."),
        Text("Yours sincerely"),
        Text("Ann Black, Deputy Director, Department for Education"),
        Text("Tom White, SEND Lead, NHS England"),
    )
    assert source_of(parts, "txt", tmp_path).publisher == "Department for Education"


def test_names_of_bodies_end_where_they_end() -> None:
    line = "Leeds City Council, the Youth Council and NHS West Yorkshire ICB asked Ofsted and CQC"
    names = [body.name for body in bodies_in(line)]
    assert names == ["Leeds City Council", "NHS West Yorkshire ICB", "Ofsted", "the Care Quality Commission"]
    line = "Jo Bright, Lead for Children, Hampshire and Isle of Wight Integrated Care Board"
    assert [body.name for body in bodies_in(line)] == ["Hampshire and Isle of Wight Integrated Care Board"]
    assert bodies_in("Children in care councils in Leeds met the council") == []
    assert [b.name for b in bodies_in("Westmarsh County Council", "Westmarsh")] == ["Westmarsh County Council"]


def test_the_originals(originals: Path) -> None:
    assert {document.source.publisher for document in reports(originals).values()} == {INSPECTORATES}
    found = {file.stem: read_once(file).source.publisher for file in sorted(originals.glob("*.txt"))}
    assert found == {
        "walsall-2021-committee-report": None,  # none of the four says in its text whose it is
        "walsall-2022-revisit-letter": INSPECTORATES,
        "walsall-2025-inspection-news": None,
        "walsall-inspections-and-outcomes": None,
        "worcestershire-2018-inspection": None,
    }
