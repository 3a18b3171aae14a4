"""Area SEND reports as PDF, with tags and without, and PDFs that cannot be read.

What is expected of the reports was read off their rendered pages.
"""

import re
from collections import Counter
from pathlib import Path

import pytest
from making import encrypted, reports, ruled, scanned, sections, without_pages, words
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import getSampleStyleSheet
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Paragraph, SimpleDocTemplate, Spacer, TableStyle

from ingest.catalogue import Catalogue
from ingest.documents import Document, Section, Table
from ingest.errors import ReadError
from ingest.read import read

CHILD = "What is it like to be a child or young person with SEND in this area?"
CHILD_IN_FULL = CHILD.replace("SEND", "special educational needs and/or disabilities (SEND)")
PARTS = (
    "Inspection outcome",
    "Information about the local area partnership",
    CHILD,
    "What is the area partnership doing that is effective?",
    "What does the area partnership need to do better?",
    "Areas for improvement",
    "Local area partnership details",
    "Information about this inspection",
    "Inspection team",
)
PRIORITY = {
    "bexley": (3, "Bexley Council and South East London ICB"),
    "north-northamptonshire": (
        4,
        "North Northamptonshire Council, NHS Northamptonshire Integrated Care Board and Northamptonshire "
        "Children’s Trust",
    ),
    "suffolk": (2, "Suffolk County Council, NHS Suffolk and North East Essex ICB and NHS Norfolk and Waveney"),
    "worcestershire": (
        2,
        "Worcestershire County Council, Worcestershire Children’s First and NHS Herefordshire and Worcestershire ICB",
    ),
}
IMPROVEMENT = {
    "bexley": 2, "bolton": 2, "cornwall": 5, "durham": 4, "medway": 6, "middlesbrough": 3, "north-northamptonshire": 6,
    "stoke-on-trent": 5, "suffolk": 3, "surrey": 4, "telford-wrekin": 2, "worcestershire": 3,
}  # fmt: skip
INSPECTORS = {
    "bexley": (3, 3), "bolton": (3, 2), "cornwall": (3, 2), "durham": (3, 3), "medway": (3, 2), "middlesbrough": (3, 2),
    "north-northamptonshire": (3, 3), "stoke-on-trent": (3, 2), "suffolk": (3, 3), "surrey": (4, 3),
    "telford-wrekin": (4, 2), "worcestershire": (3, 2),
}  # fmt: skip
FURNITURE = re.compile(r"inspection report: \w|^\s*\d{1,2}\s*$", re.I | re.M)


@pytest.fixture(scope="module")
def tagged(originals: Path) -> dict[str, Document]:
    return reports(originals)


@pytest.fixture(scope="module")
def stripped(originals: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Document]:
    return reports(originals, tmp_path_factory.mktemp("untagged"))


def section(document: Document, name: str) -> Section:
    found = [s for s in document.sections if s.path == (name,)]
    assert len(found) == 1, [s.path for s in document.sections]
    return found[0]


def table(document: Document, name: str) -> Table:
    (found,) = section(document, name).tables
    return found


def as_rows(found: Table) -> list[tuple[str, ...]]:
    return [tuple(words(cell.text) for cell in row) for row in found.rows]


@pytest.mark.parametrize("kept", ["tagged", "stripped"])
class TestReports:
    @pytest.fixture
    def documents(self, kept: str, request: pytest.FixtureRequest) -> dict[str, Document]:
        found: dict[str, Document] = request.getfixturevalue(kept)
        assert len(found) == 12
        return found

    def test_every_fixed_heading_side_by_side_in_order(self, documents: dict[str, Document]) -> None:
        for name, document in documents.items():
            paths = list(dict.fromkeys(CHILD if p == CHILD_IN_FULL else p for s in document.sections for p in s.path))
            with_priority = [*PARTS[:5], "Areas for priority action", *PARTS[5:]]
            assert paths == (with_priority if name in PRIORITY else list(PARTS)), name
            assert all(len(s.path) <= 1 for s in document.sections), name

    def test_areas_for_priority_action_with_their_bodies(self, documents: dict[str, Document]) -> None:
        for name, (count, body) in PRIORITY.items():
            found = table(documents[name], "Areas for priority action")
            assert [cell.text for cell in found.headings] == ["Responsible body", "Areas for priority action"]
            assert [row[0].startswith(body) for row in as_rows(found)] == [True] * count, name
            assert all(action.endswith(".") for _, action in as_rows(found)), name
        others = {
            name for name, d in documents.items() if any("priority action" in p for s in d.sections for p in s.path)
        }
        assert others == set(PRIORITY)

    def test_areas_for_improvement_whole_across_page_ends(self, documents: dict[str, Document]) -> None:
        rows = {name: as_rows(table(d, "Areas for improvement")) for name, d in documents.items()}
        assert {name: len(found) for name, found in rows.items()} == IMPROVEMENT
        assert all(len(row) == 1 and row[0].endswith(".") for found in rows.values() for row in found)
        assert rows["bexley"][1][0].endswith("• they secure improvements to services and provision more effectively.")
        assert rows["worcestershire"][0][0].count("• ") == 4
        assert rows["bolton"][0][0].startswith("Health leaders must deliver")
        assert rows["bolton"][0][0].endswith("requirements of the national guidance.")
        assert "respect of: • reducing waiting times for health assessments; • increasing" in rows["surrey"][2][0]

    def test_item_cut_by_a_page_end_inside_a_cell_is_one(self, documents: dict[str, Document]) -> None:
        action = as_rows(table(documents["suffolk"], "Areas for priority action"))[0][1]
        assert "health and care, including putting steps in place to reduce NEET" in action

    def test_inspectors_stand_under_their_own_body(self, documents: dict[str, Document]) -> None:
        for name, (ofsted, cqc) in INSPECTORS.items():
            found = table(documents[name], "Inspection team")
            assert [cell.text for cell in found.headings] == ["Ofsted", "Care Quality Commission"], name
            columns = ["\n".join(row[n].text for row in found.rows if row[n].text) for n in (0, 1)]
            assert (columns[0].count("\n") + 1, columns[1].count("\n") + 1) == (ofsted, cqc), name
            assert "CQC" not in columns[0] and "Ofsted" not in columns[1], name

    def test_no_page_furniture(self, documents: dict[str, Document]) -> None:
        for name, document in documents.items():
            assert not FURNITURE.search(document.text), (name, FURNITURE.search(document.text))

    def test_back_matter_stands_under_no_heading(self, documents: dict[str, Document]) -> None:
        for name, document in documents.items():
            at = document.text.index("regulates and inspects to achieve excellence")
            under = next(s.path for s in document.sections if s.start <= at < s.end)
            assert under == (), name
            assert "Piccadilly Gate" in document.text[at:], name

    def test_page_of_a_paragraph_that_runs_over_a_page_end(self, documents: dict[str, Document]) -> None:
        text = documents["bexley"].text
        for wording, page in (
            ("Children and young people who are on the dynamic support register", 2),
            ("There are clear examples of children and young people benefiting", 3),
            ("they can evaluate their work more accurately", 7),
            ("practitioners have access to up-to-date", 6),
            ("Stephen Kitchman", 7),
            ("You may reuse this information", 8),
        ):
            assert documents["bexley"].page_at(text.index(wording)) == page, wording
        suffolk = documents["suffolk"]
        assert suffolk.page_at(suffolk.text.index("including putting")) == 6
        assert suffolk.page_at(suffolk.text.index("steps in place to reduce NEET")) == 7

    def test_paragraph_that_the_file_cuts_is_whole(self, documents: dict[str, Document]) -> None:
        for name, wording in (
            ("suffolk", "North East Essex Integrated Care Board (ICB) and NHS Norfolk and Waveney ICB are responsible"),
            ("worcestershire", "is the company responsible for delivering children’s social care, early help"),
        ):
            assert wording in documents[name].text

    def test_facts(self, documents: dict[str, Document]) -> None:
        assert {d.source.kind for d in documents.values()} == {"area SEND report"}
        assert documents["stoke-on-trent"].source.inspected == "2024-01-29/2024-02-02"


def test_stripping_the_tags_changes_next_to_nothing(tagged: dict[str, Document], stripped: dict[str, Document]) -> None:
    """Headings all, and of paragraphs, items and rows all but a few in four hundred, are the same."""
    kept: Counter[str] = Counter()
    total: Counter[str] = Counter()
    for name, document in tagged.items():
        other = stripped[name]
        assert [p for p, _ in sections(document) if p] == [p for p, _ in sections(other) if p], name
        found = {words(other.text[b.start : b.end]) for s in other.sections for b in s.blocks}
        for block in (b for s in document.sections for b in s.blocks):
            total[block.kind] += 1
            kept[block.kind] += words(document.text[block.start : block.end]) in found
    missing = {kind: total[kind] - kept[kind] for kind in total}
    assert missing["item"] == 0
    assert missing["row"] <= 2
    assert missing["paragraph"] <= 3
    assert total == {"paragraph": 391, "item": 228, "row": 139}


LONG = (
    "Leaders will review every plan with families and schools, record what was agreed and publish how many were late. "
)


def build(path: Path, flow: list[object]) -> Path:
    SimpleDocTemplate(str(path), pagesize=A4, title="").build(flow)
    return path


@pytest.mark.parametrize("repeat", [True, False], ids=["heading row repeated", "heading row once"])
def test_table_over_page_ends_is_one(tmp_path: Path, repeat: bool) -> None:
    body = getSampleStyleSheet()["Normal"]
    rows = [
        (f"{n}.1", f"Action {n}: {LONG * (1 + n % 4)}".strip(), "Head of SEND", f"March 20{20 + n}") for n in range(9)
    ]
    flow: list[object] = [Paragraph(LONG * 60, body), Spacer(1, 12)]
    flow += [ruled(("Ref", "Action", "Lead", "Due"), rows, repeat), Paragraph("Signed by the chair.", body)]
    document = read(build(tmp_path / "plan.pdf", flow), Catalogue())
    (found,) = [t for s in document.sections for t in s.tables]
    assert [cell.text for cell in found.headings] == ["Ref", "Action", "Lead", "Due"]
    assert as_rows(found) == [tuple(words(cell) for cell in row) for row in rows]
    assert document.pages is not None and document.pages > 2
    last = found.rows[-1][1]
    assert document.page_at(last.start) == document.pages


def test_columns_without_rules_are_rows(tmp_path: Path) -> None:
    canvas = Canvas(str(tmp_path / "team.pdf"), pagesize=A4)
    canvas.setFont("Helvetica", 11)
    canvas.drawString(60, 780, "The inspection was led by one inspector, with a team from both inspectorates.")
    for line, (left, right) in enumerate(
        [
            ("Ofsted", "Care Quality Commission"),
            ("Ann Ash, Lead inspector", "Bo Birch, Lead inspector"),
            ("Cy Cole", ""),
        ]
    ):
        canvas.setFont("Helvetica-Bold" if line == 0 else "Helvetica", 11)
        canvas.drawString(60, 740 - 16 * line, left)
        canvas.drawString(320, 740 - 16 * line, right)
    canvas.save()
    document = read(tmp_path / "team.pdf", Catalogue())
    (found,) = [t for s in document.sections for t in s.tables]
    assert [cell.text for cell in found.headings] == ["Ofsted", "Care Quality Commission"]
    assert as_rows(found) == [("Ann Ash, Lead inspector", "Bo Birch, Lead inspector"), ("Cy Cole", "")]


def test_cell_over_several_rows_counts_for_each(tmp_path: Path) -> None:
    spanned = ruled(("Body", "Action"), [("The council", "Write plans."), ("", "Review plans.")])
    spanned.setStyle(TableStyle([("SPAN", (0, 1), (0, 2))]))
    file = build(tmp_path / "span.pdf", [Paragraph(LONG, getSampleStyleSheet()["Normal"]), spanned])
    document = read(file, Catalogue())
    (found,) = [t for s in document.sections for t in s.tables]
    assert as_rows(found) == [("The council", "Write plans."), ("The council", "Review plans.")]


class TestCannotBeRead:
    @pytest.fixture
    def report(self, originals: Path) -> Path:
        return min((originals / "area-send-reports").glob("*.pdf"), key=lambda file: file.stat().st_size)

    def test_encrypted(self, report: Path, tmp_path: Path) -> None:
        with pytest.raises(ReadError, match=r"^locked\.pdf is encrypted\. Save a copy without a password"):
            read(encrypted(report, tmp_path / "locked.pdf", "secret"), Catalogue())

    def test_encrypted_without_a_password_to_open_it_is_read(self, tmp_path: Path) -> None:
        made = build(tmp_path / "made.pdf", [Paragraph(LONG, getSampleStyleSheet()["Normal"])])
        assert words(LONG) in read(encrypted(made, tmp_path / "open.pdf", ""), Catalogue()).text

    def test_scanned(self, tmp_path: Path) -> None:
        with pytest.raises(ReadError, match=r"^scan\.pdf holds no text .* Run text recognition"):
            read(scanned(tmp_path / "scan.pdf"), Catalogue())

    def test_no_pages(self, tmp_path: Path) -> None:
        with pytest.raises(ReadError, match=r"^none\.pdf has no pages\. Get the file again"):
            read(without_pages(tmp_path / "none.pdf"), Catalogue())

    def test_web_page_saved_as_pdf(self, tmp_path: Path) -> None:
        file = tmp_path / "page.pdf"
        file.write_text("<!DOCTYPE html><html><body>Not found</body></html>")
        with pytest.raises(ReadError, match=r"^page\.pdf is a web page and not what its ending says"):
            read(file, Catalogue())

    def test_cut_short_anywhere(self, tmp_path: Path) -> None:
        """A download that broke off: read as far as it goes, or named as unreadable; never anything else."""
        whole = build(tmp_path / "whole.pdf", [Paragraph(LONG * 40, getSampleStyleSheet()["Normal"])]).read_bytes()
        cut = tmp_path / "cut.pdf"
        seen = 0
        for end in range(1, len(whole), max(len(whole) // 60, 1)):
            cut.write_bytes(whole[:end])
            try:
                read(cut, Catalogue())
            except ReadError as fault:
                assert str(fault).startswith("cut.pdf ")
                seen += 1
        assert seen > 30

    def test_real_report_cut_short(self, report: Path, tmp_path: Path) -> None:
        whole = report.read_bytes()
        cut = tmp_path / "cut.pdf"
        for share in (0.1, 0.5, 0.9, 0.99):
            cut.write_bytes(whole[: int(len(whole) * share)])
            with pytest.raises(ReadError, match=r"^cut\.pdf (?:is not a readable PDF|has no pages|holds no text)"):
                read(cut, Catalogue())
