"""One content in five formats, repairs inside lines, and files that cannot be read."""

import zipfile
from pathlib import Path

import docx
import pytest
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from making import FORMATS, Grid, Heading, Items, Text, make, sections, words

from ingest.catalogue import Catalogue
from ingest.documents import Document
from ingest.errors import ReadError
from ingest.read import read
from ingest.readers.repair import clean, join, split_bullet, split_label

SAID = (
    "Leaders across the partnership have improved how they gather the views of children and young people with special "
    "educational needs, and they use these views to plan services."
)
CONTENT = (
    Heading("Progress of the SEND improvement plan in Walsall", 1),
    Text(f"This report tells the committee what has changed since March 2021. {SAID}"),
    Heading("Timeliness of plans"),
    Text("The figures for each month are below.", "3.1.1"),
    Grid(
        ("Measure", "January", "February", "March"),
        (
            ("Plans issued", "34", "33", "25"),
            ("Plans in 20 weeks", "22", "20", "11"),
            ("Share", "64.7%", "60.6%", "44%"),
        ),
    ),
    Text(f"Timeliness has dipped over the summer. {SAID}", "3.1.2"),
    Heading("What remains to be done"),
    Text("Leaders named these:"),
    Items((f"Delays in annual reviews, which matter because {SAID.lower()}", "Waiting times", "The local offer.")),
    *(Text(f"In year {n} this was said of the area. {SAID} {SAID}") for n in range(2011, 2021)),
    Heading("Who does what"),
    Grid(
        ("Action", "Lead", "Due"),
        tuple((f"Action {n}: {SAID} {SAID}", "Director of Children's Services", "September 2021") for n in range(10)),
    ),
    Heading("Recommendations"),
    Text("That the committee notes the report."),
)


@pytest.fixture(scope="module")
def documents(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Document]:
    folder = tmp_path_factory.mktemp("formats")
    return {form: read(make(CONTENT, form, folder / "plan"), Catalogue()) for form in FORMATS}


@pytest.mark.parametrize("form", FORMATS)
class TestEveryFormat:
    def test_sections_and_their_blocks(self, documents: dict[str, Document], form: str) -> None:
        expected = [
            ((), [CONTENT[1].text]),
            (("Timeliness of plans",), [CONTENT[3].text, *(" ".join(r) for r in CONTENT[4].rows), CONTENT[5].text]),
            (("What remains to be done",), [CONTENT[7].text, *CONTENT[8].items, *(t.text for t in CONTENT[9:19])]),
            (("Who does what",), [" ".join(row) for row in CONTENT[20].rows]),
            (("Recommendations",), [CONTENT[22].text]),
        ]
        found = [(path, [block.replace(" | ", " ") for block in blocks]) for path, blocks in sections(documents[form])]
        assert found == [(path, [words(block) for block in blocks]) for path, blocks in expected]

    def test_tables(self, documents: dict[str, Document], form: str) -> None:
        found = [t for s in documents[form].sections for t in s.tables]
        assert [tuple(c.text for c in t.headings) for t in found] == [CONTENT[4].headings, CONTENT[20].headings]
        assert [tuple(tuple(words(c.text) for c in row) for row in t.rows) for t in found] == [
            CONTENT[4].rows,
            CONTENT[20].rows,
        ]

    def test_labels_and_facts(self, documents: dict[str, Document], form: str) -> None:
        labels = [b.label for s in documents[form].sections for b in s.blocks if b.label]
        assert labels == ["3.1.1", "3.1.2"]
        assert documents[form].source == documents["txt"].source
        assert documents[form].source.title == CONTENT[0].text
        assert documents[form].source.local_area == "Walsall"

    def test_offsets_slice_to_what_they_say(self, documents: dict[str, Document], form: str) -> None:
        check_offsets(documents[form])

    def test_pages(self, documents: dict[str, Document], form: str) -> None:
        document = documents[form]
        if form != "pdf":
            assert document.pages is None and document.page_at(0) is None
            return
        assert document.pages is not None and document.pages >= 4
        assert "Anyshire Council" not in document.text and "Report to the committee" not in document.text
        assert document.page_at(document.text.index("That the committee notes")) == document.pages


def check_offsets(document: Document) -> None:
    """Offsets lie in the text and in order, and every cell's slice is its text."""
    at = 0
    for section in document.sections:
        assert at <= section.start <= section.end <= len(document.text)
        at = section.end
        inside = section.start
        for block in section.blocks:
            assert inside <= block.start <= block.end <= section.end
            inside = block.end
        for table in section.tables:
            assert section.start <= table.start <= table.end <= section.end
            for cell in (*table.headings, *(cell for row in table.rows for cell in row)):
                assert document.text[cell.start : cell.end] == cell.text
    assert [offset for offset, _ in document.page_starts] == sorted(offset for offset, _ in document.page_starts)


class TestRepair:
    @pytest.mark.parametrize(
        ("broken", "mended"),
        [
            ("e\ufb03cient o\ufb00er", "efficient offer"),
            ("co\u00adproduction", "coproduction"),
            ("2\u00a0596\u202fplans\u200b", "2 596 plans"),
            ("non\u2011breaking", "non-breaking"),
        ],
    )
    def test_inside_a_line(self, broken: str, mended: str) -> None:
        assert clean(broken) == mended

    @pytest.mark.parametrize(
        ("left", "right", "whole"),
        [
            ("a well-", "organised plan", "a well-organised plan"),
            ("due to Covid-", "19 are behind", "due to Covid-19 are behind"),
            ("Stoke-on-", "Trent", "Stoke-on-Trent"),
            ("short-", "and long-term", "short- and long-term"),
            ("https://example.org/what-we-", "do/now", "https://example.org/what-we-do/now"),
            ("see www.example.gov.", "uk", "see www.example.gov.uk"),
            ("the end of", "a line", "the end of a line"),
        ],
    )
    def test_at_a_line_end(self, left: str, right: str, whole: str) -> None:
        assert join(left, right) == whole

    @pytest.mark.parametrize("mark", ["\uf0b7", "•", "■", "▪", "–", "-", "o", "◼", "− ", "• −"])
    def test_bullets(self, mark: str) -> None:
        assert split_bullet(f"{mark} improve services") == (True, "improve services")

    @pytest.mark.parametrize("text", ["improve", "-improve", "of the", "2019 – 2022", "–"])
    def test_no_bullets(self, text: str) -> None:
        assert split_bullet(text) == (False, text)

    @pytest.mark.parametrize(
        ("text", "label"),
        [("3.1.2. The visit", "3.1.2"), ("4 Aim", None), ("4. Aim", "4"), ("12) Aim", "12"), ("2.5 million", None)],
    )
    def test_labels(self, text: str, label: str | None) -> None:
        assert split_label(text)[0] == label

    def test_page_furniture_of_a_text_with_form_feeds(self, tmp_path: Path) -> None:
        page = "Anyshire Council\n\n{}\n\nPage {} of 3"
        cut = (
            "The plan was late because leaders did not",
            "agree who would lead it. It is now on\ntime.",
            "The end is near.",
        )
        file = tmp_path / "pages.txt"
        file.write_text("\f".join(page.format(text, n) for n, text in enumerate(cut, 1)))
        document = read(file, Catalogue())
        assert "Anyshire" not in document.text and "of 3" not in document.text
        assert "leaders did not agree who would lead it." in words(document.text)
        assert document.pages == 3
        assert document.page_at(document.text.index("The plan")) == 1
        assert document.page_at(document.text.index("agree who")) == 2
        assert document.page_at(document.text.index("The end")) == 3


class TestWord:
    def test_numbers_that_word_sets_itself(self, tmp_path: Path) -> None:
        made = docx.Document()
        made.add_heading("Report", 1)
        for level, text in (
            (0, "Aim"),
            (1, "The first point."),
            (1, "The second point."),
            (0, "Next"),
            (1, "A third."),
        ):
            numbered(made.add_paragraph(text), level)
        define_numbering(made)
        made.save(str(tmp_path / "n.docx"))
        document = read(tmp_path / "n.docx", Catalogue())
        found = [(b.label, document.text[b.start : b.end]) for s in document.sections for b in s.blocks]
        assert found == [
            ("1", "Aim"),
            ("1.1", "The first point."),
            ("1.2", "The second point."),
            ("2", "Next"),
            ("2.1", "A third."),
        ]
        assert "1.2 The second point." in document.text

    def test_insertions_stay_and_deletions_go(self, tmp_path: Path) -> None:
        made = docx.Document()
        paragraph = made.add_paragraph("The plan is ")
        for tag, inner, text in (("w:del", "w:delText", "late"), ("w:ins", "w:t", "on time")):
            change, run, words_ = OxmlElement(tag), OxmlElement("w:r"), OxmlElement(inner)
            words_.text = text
            run.append(words_)
            change.append(run)
            paragraph._p.append(change)
        made.save(str(tmp_path / "c.docx"))
        assert read(tmp_path / "c.docx", Catalogue()).text == "The plan is on time"

    def test_merged_cells_count_for_each_row(self, tmp_path: Path) -> None:
        made = docx.Document()
        table = made.add_table(rows=3, cols=2)
        for row, texts in zip(
            table.rows, [("Body", "Action"), ("The council", "Write."), ("", "Review.")], strict=True
        ):
            for cell, text in zip(row.cells, texts, strict=True):
                cell.text = text
        table.cell(1, 0).merge(table.cell(2, 0))
        made.save(str(tmp_path / "m.docx"))
        document = read(tmp_path / "m.docx", Catalogue())
        (found,) = [t for s in document.sections for t in s.tables]
        assert [tuple(words(c.text) for c in row) for row in found.rows] == [
            ("The council", "Write."),
            ("The council", "Review."),
        ]


def numbered(paragraph: docx.text.paragraph.Paragraph, level: int) -> None:
    properties = paragraph._p.get_or_add_pPr().get_or_add_numPr()
    properties.get_or_add_numId().val = 77
    properties.get_or_add_ilvl().val = level


def define_numbering(document: docx.document.Document) -> None:
    """A list with the numbers 1, 1.1, 1.2, 2 ..."""
    root = document.part.numbering_part.element
    abstract, num, named = OxmlElement("w:abstractNum"), OxmlElement("w:num"), OxmlElement("w:abstractNumId")
    abstract.set(qn("w:abstractNumId"), "77")
    for level, pattern in ((0, "%1."), (1, "%1.%2")):
        made = OxmlElement("w:lvl")
        made.set(qn("w:ilvl"), str(level))
        for tag, value in (("w:start", "1"), ("w:numFmt", "decimal"), ("w:lvlText", pattern)):
            part = OxmlElement(tag)
            part.set(qn("w:val"), value)
            made.append(part)
        abstract.append(made)
    num.set(qn("w:numId"), "77")
    named.set(qn("w:val"), "77")
    num.append(named)
    root.insert(0, abstract)
    root.append(num)


def web(tmp_path: Path, body: str) -> Document:
    file = tmp_path / "page.html"
    file.write_text(f"<!doctype html><html><body>{body}</body></html>", encoding="utf-8")
    return read(file, Catalogue())


class TestWebPage:
    def test_only_its_main_part_and_nothing_hidden(self, tmp_path: Path) -> None:
        page = web(
            tmp_path,
            "<nav>Home</nav><div role=main><h1>Plans</h1><p hidden>no</p><p>Seen <b>here</b>.</p>"
            "<script>alert(1)</script><p style='display: none'>no</p></div><footer>Contact</footer>",
        )
        assert page.text == "Plans\n\nSeen here."

    def test_lists_in_lists(self, tmp_path: Path) -> None:
        page = web(tmp_path, "<ul><li>One<ul><li>Below <a href=x>one</a></li></ul></li><li>Two</li></ul>")
        assert [(b.level, page.text[b.start : b.end]) for s in page.sections for b in s.blocks] == [
            (1, "One"),
            (2, "Below one"),
            (1, "Two"),
        ]

    def test_cells_over_rows_and_columns(self, tmp_path: Path) -> None:
        page = web(
            tmp_path,
            "<table><caption>Who</caption><tr><th>Body<th>Action<th>Due</tr>"
            "<tr><td rowspan=2>Council<td>1.1 Write<td>May</tr><tr><td colspan=2>Review</tr></table>",
        )
        (found,) = [t for s in page.sections for t in s.tables]
        assert found.caption == "Who"
        assert [[c.text for c in row] for row in found.rows] == [
            ["Council", "1.1 Write", "May"],
            ["Council", "Review", ""],
        ]

    def test_what_looks_like_markup_in_a_text_is_text(self, tmp_path: Path) -> None:
        file = tmp_path / "t.txt"
        file.write_text("The plan said <script>alert(1)</script> & more.")
        assert read(file, Catalogue()).text == "The plan said <script>alert(1)</script> & more."

    def test_deeply_nested(self, tmp_path: Path) -> None:
        assert "inside" in web(tmp_path, "<div>" * 3000 + "inside" + "</div>" * 3000).text


class TestCannotBeRead:
    @pytest.mark.parametrize(
        ("name", "content", "says"),
        [
            ("a.txt", b"", "is empty"),
            ("a.txt", b" \n\t\r\n ", "is empty"),
            ("a.md", b"---\n\n***\n", "is empty"),
            ("a.html", b"<html><body><script>x()</script></body></html>", "is empty"),
            ("a.txt", bytes(range(256)) * 20, "is binary"),
            ("a.txt", b"\x89PNG\r\n\x1a\n" + b"\x00\x01\x02\x03" * 500, "is binary"),
            ("a.txt", b"%PDF-1.7 ...", "is a PDF and not what its ending says"),
            ("a.html", b"PK\x03\x04....", "is a ZIP or Word file and not what its ending says"),
            ("a.txt", b"<!DOCTYPE html><html><p>Hello</p></html>", "is a web page and not what its ending says"),
            ("a.pdf", b"just words", "is something else and not what its ending says"),
            ("a.docx", b"<html><body>Hello</body></html>", "is a web page and not what its ending says"),
            ("a.docx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 100, "is encrypted or an old Word file"),
            ("a.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "ends in .doc"),
            ("a", b"words", "ends in nothing"),
            ("a.docx", b"PK\x03\x04 cut short", "is not a readable Word document"),
        ],
    )
    def test_one_line_that_says_why(self, tmp_path: Path, name: str, content: bytes, says: str) -> None:
        file = tmp_path / name
        file.write_bytes(content)
        with pytest.raises(ReadError) as caught:
            read(file, Catalogue())
        assert str(caught.value).startswith(f"{name} {says}")
        assert "\n" not in str(caught.value) and caught.value.remedy

    def test_zip_that_is_no_word_document(self, tmp_path: Path) -> None:
        with zipfile.ZipFile(tmp_path / "a.docx", "w") as archive:
            archive.writestr("hello.txt", "hello")
        with pytest.raises(ReadError, match="is not a readable Word document"):
            read(tmp_path / "a.docx", Catalogue())

    def test_word_document_cut_short_or_damaged(self, tmp_path: Path) -> None:
        whole = make(CONTENT, "docx", tmp_path / "w").read_bytes()
        file = tmp_path / "a.docx"
        for end in range(10, len(whole) - 30, len(whole) // 25):
            file.write_bytes(whole[:end])
            with pytest.raises(ReadError, match=r"^a\.docx is not a readable Word document"):
                read(file, Catalogue())

    def test_folder_and_missing_file(self, tmp_path: Path) -> None:
        (tmp_path / "folder.txt").mkdir()
        for name in ("folder.txt", "gone.txt"):
            with pytest.raises(ReadError, match="cannot be opened"):
                read(tmp_path / name, Catalogue())


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16", "utf-16-le", "utf-16-be"])
def test_text_in_any_usual_encoding(tmp_path: Path, encoding: str) -> None:
    said = "The council’s plan – “co-produced” – cost £1,200. It was declared fit for purpose in May 2019."
    file = tmp_path / "t.txt"
    file.write_bytes(said.encode(encoding))
    assert read(file, Catalogue()).text == said


def test_web_page_in_the_encoding_it_declares(tmp_path: Path) -> None:
    file = tmp_path / "p.html"
    file.write_bytes("<html><meta charset='iso-8859-2'><p>Łódź and Walsall</p></html>".encode("iso-8859-2"))
    assert read(file, Catalogue()).text == "Łódź and Walsall"


@pytest.mark.parametrize("form", ["txt", "md", "html"])
def test_enormous_single_line(tmp_path: Path, form: str) -> None:
    file = tmp_path / f"long.{form}"
    file.write_text("plans " * 80_000)
    assert len(read(file, Catalogue()).text) == 6 * 80_000 - 1


LINES = st.lists(
    st.one_of(
        st.text(max_size=60),
        st.sampled_from([
            "", "", "3.1.2 The visit", "• item", "- ", "\t", "a\tb\tc", "# Heading", "| a | b |", "|---|---|", "2021",
            "January February March", "Plans issued 1 2 3", "Main findings", "\f", "Dear Mrs Rowe",
            "At the initial inspection, inspectors found the following:",
            "The area has made sufficient progress to improve this area of weakness.",
            "Yours sincerely", "<table><tr><td>", "<ul><li>", "</div>", "Inspection dates:", "5 May 2022", "1. One",
            "What is going well:", "<h2>", "---", "```", "Areas for improvement",
        ]),
    ),
    max_size=25,
)  # fmt: skip
ANYTHING = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


@pytest.mark.parametrize("form", ["txt", "md", "html"])
@ANYTHING
@given(lines=LINES)
def test_any_text_is_read_or_named(tmp_path: Path, form: str, lines: list[str]) -> None:
    file = tmp_path / f"any.{form}"
    file.write_text("\n".join(lines), encoding="utf-8", errors="replace")
    try:
        check_offsets(read(file, Catalogue()))
    except ReadError as fault:
        assert str(fault).startswith(file.name)


@pytest.mark.parametrize("form", FORMATS)
@ANYTHING
@given(content=st.binary(max_size=400))
def test_any_bytes_are_read_or_named(tmp_path: Path, form: str, content: bytes) -> None:
    file = tmp_path / f"any.{form}"
    for start in (b"", {"pdf": b"%PDF-1.7\n", "docx": b"PK\x03\x04"}.get(form, b"")):
        file.write_bytes(start + content)
        try:
            check_offsets(read(file, Catalogue()))
        except ReadError as fault:
            assert str(fault).startswith(file.name)


STACKED = """SEND performance

4.1 The table shows the measures for each quarter of the year that has just ended.

Table 1: EHC plan measures, 2023/24



Measure
Q1
Apr-Jun
2023
Q2
Jul-Sep
2023

New EHC plans issued\x20
(excluding exceptions)
231
1,204

% within 20 weeks
42.0%
48.0%

Page 1 of 2


4.2 Quarter 2 is affected by the school holiday, as it was in each of the last four years.

Action
Lead
Due

Open two resource bases, in Aby and Ceby, with\x20
20 places each
Head of Place Planning
30 September 2024

Page 2 of 2

Publish a new SEND strategy
NHS Northmoor ICB
31 January 2025

5. Consultation

5.1 The parent carer forum of Northmoor was consulted on this report and welcomed it in full.
"""


def test_tables_of_one_cell_a_line(tmp_path: Path) -> None:
    (tmp_path / "d.txt").write_text(STACKED, encoding="utf-8")
    document = read(tmp_path / "d.txt", Catalogue())
    figures, actions = (table for section in document.sections for table in section.tables)
    assert [cell.text for cell in figures.headings] == ["Measure", "Q1 Apr-Jun 2023", "Q2 Jul-Sep 2023"]
    assert [[cell.text for cell in row] for row in figures.rows] == [
        ["New EHC plans issued (excluding exceptions)", "231", "1,204"],
        ["% within 20 weeks", "42.0%", "48.0%"],
    ]
    assert [[cell.text for cell in row] for row in actions.rows] == [
        [
            "Open two resource bases, in Aby and Ceby, with 20 places each",
            "Head of Place Planning",
            "30 September 2024",
        ],
        ["Publish a new SEND strategy", "NHS Northmoor ICB", "31 January 2025"],
    ]
    assert "Page 1 of 2" not in document.text
    assert figures.caption == "Table 1: EHC plan measures, 2023/24"


def test_an_address_is_no_table(tmp_path: Path) -> None:
    text = "Ofsted\nAgora\n6 Castle Place\nNorthmoor\n\nJo Bright\nDirector\nTown Hall\nNorthmoor\n\n" + f"{SAID}\n"
    (tmp_path / "d.txt").write_text(text, encoding="utf-8")
    assert not any(section.tables for section in read(tmp_path / "d.txt", Catalogue()).sections)


def test_tab_tables_keep_apart_and_go_on_over_a_page(tmp_path: Path) -> None:
    text = (
        "\tApril\tMay\tJune\nPlans issued\t31\t33\t25\nOn time\t22\t20\t11\n\nWaits for therapy\n\n"
        "Service\tWeeks\tChildren\nSpeech\t12\t80\n\f\nService\tWeeks\tChildren\nOccupational\t31\t44\n"
    )
    (tmp_path / "d.txt").write_text(text, encoding="utf-8")
    tables = [table for section in read(tmp_path / "d.txt", Catalogue()).sections for table in section.tables]
    assert [[cell.text for cell in table.headings] for table in tables] == [
        ["", "April", "May", "June"],
        ["Service", "Weeks", "Children"],
    ]
    assert [[row[0].text for row in table.rows] for table in tables] == [
        ["Plans issued", "On time"],
        ["Speech", "Occupational"],
    ]


@pytest.mark.parametrize("line", ["Target date: May 2022", "Inspectors made three recommendations:", "Status: Amber"])
def test_a_label_and_a_lead_in_are_no_headings(tmp_path: Path, line: str) -> None:
    text = f"Plan for Northmoor\n\n{SAID}\n\n{line}\n\n• Do this first.\n• Do that next.\n\n{SAID}\n"
    (tmp_path / "d.txt").write_text(text, encoding="utf-8")
    assert not any(line in section.path for section in read(tmp_path / "d.txt", Catalogue()).sections)


def test_the_same_sentence_at_the_edges_of_pages_is_kept(tmp_path: Path) -> None:
    verdict = "The area has made sufficient progress to improve this area of weakness."
    pages = [f"{verdict}\n\n{SAID} {number}\n\nNorthmoor letter {number}\n" for number in ("One.", "Two.", "Three.")]
    (tmp_path / "d.txt").write_text("\f".join([SAID + "\n\nNorthmoor letter\n", *pages[:2], SAID]), encoding="utf-8")
    text = read(tmp_path / "d.txt", Catalogue()).text
    assert text.count(verdict) == 2
