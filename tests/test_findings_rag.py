"""A RAG rating told by colour alone: the shading of a Word cell, the style of a web page's, the ground of a PDF's."""

from pathlib import Path

import docx
import pytest
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from making import ruled
from reportlab.lib import colors
from reportlab.lib.styles import getSampleStyleSheet
from reportlab.platypus import Paragraph, SimpleDocTemplate

from ingest.catalogue import Catalogue
from ingest.documents import Finding
from ingest.extract import extract
from ingest.read import read
from ingest.readers.colours import colour_named, colour_of_code, colour_of_inks

HEAD = ("Ref", "Action", "Lead", "By when", "RAG")
ROWS = (
    ("1.1", "Recruit four educational psychologists", "Head of SEN", "March 2025", ""),
    ("1.2", "Publish a new local offer website", "SENDIASS manager", "May 2025", ""),
    ("1.3", "Write a joint commissioning plan", "ICB", "July 2025", "On track"),
    ("1.4", "Train all SENCos in the area", "Inclusion lead", "September 2025", "Amber"),
    ("1.5", "Hold a families forum each term", "Parent carer forum", "October 2025", ""),
)
FILLS = ("FF0000", "FFC000", "92D050", "00B050", "D9D9D9")
WANTED = ["red", "amber", "green", "amber", ""]
"""A word goes before a colour; grey is none."""
TITLE = "Leeds Priority Action Plan"


def _docx(path: Path) -> None:
    made = docx.Document()
    made.add_heading(TITLE, 1)
    table = made.add_table(rows=0, cols=len(HEAD))
    for number, row in enumerate((HEAD, *ROWS)):
        cells = table.add_row().cells
        for cell, text in zip(cells, row, strict=True):
            cell.text = text
        if number:
            shade = OxmlElement("w:shd")
            shade.set(qn("w:val"), "clear")
            shade.set(qn("w:fill"), FILLS[number - 1])
            cells[-1]._tc.get_or_add_tcPr().append(shade)
    made.save(str(path))


def _html(path: Path) -> None:
    painted = ('style="background: #F00"', 'bgcolor="#FFC000"', 'class="status rag-green"', 'class="bg-success"', "")
    head = "".join(f"<th>{text}</th>" for text in HEAD)
    rows = "".join(
        f"<tr>{''.join(f'<td>{text}</td>' for text in row[:-1])}<td {how}>{row[-1]}</td></tr>"
        for row, how in zip(ROWS, painted, strict=True)
    )
    path.write_text(f"<html><body><h1>{TITLE}</h1><table><tr>{head}</tr>{rows}</table></body></html>")


def _pdf(path: Path) -> None:
    table = ruled(HEAD, ROWS)
    table.setStyle([("BACKGROUND", (4, n), (4, n), colors.HexColor(f"#{fill}")) for n, fill in enumerate(FILLS, 1)])
    SimpleDocTemplate(str(path)).build([Paragraph(TITLE, getSampleStyleSheet()["Heading1"]), table])


@pytest.mark.parametrize(("form", "write"), [("docx", _docx), ("html", _html), ("pdf", _pdf)])
def test_the_colour_of_a_cell_without_a_word(tmp_path: Path, form: str, write: "object") -> None:
    path = tmp_path / f"plan.{form}"
    write(path)  # type: ignore[operator]
    document = read(path, Catalogue())
    actions: list[Finding] = [finding for finding in extract(document) if finding.kind == "action"]
    assert [action.get("reference") for action in actions] == [row[0] for row in ROWS]
    assert [action.get("rag") for action in actions] == WANTED
    assert [bool(action.derived) for action in actions] == [True, True, True, False, False]
    assert "colour behind its cell (red)" in (actions[0].derived or "")
    assert actions[2].get("status") == "On track"
    assert all(document.text[action.start : action.end] == action.quote for action in actions)


def test_a_row_painted_as_a_whole_has_no_rating(tmp_path: Path) -> None:
    rows = "".join(f"<tr bgcolor='#92D050'>{''.join(f'<td>{c}</td>' for c in row)}</tr>" for row in ROWS[:2])
    cells = "".join(f"<tr>{''.join(f'<td bgcolor=green>{c}</td>' for c in row)}</tr>" for row in ROWS[:2])
    head = "".join(f"<th>{text}</th>" for text in HEAD)
    for number, body in enumerate((rows, cells)):
        path = tmp_path / f"plan{number}.html"
        path.write_text(f"<html><body><h1>{TITLE}</h1><table><tr>{head}</tr>{body}</table></body></html>")
        found = [f for f in extract(read(path, Catalogue())) if f.kind == "action"]
        assert [f.get("rag") for f in found] == ["", ""]


@pytest.mark.parametrize(
    ("code", "name"),
    [
        ("#C6EFCE", "green"), ("FFC7CE", "red"), ("FFEB9C", "amber"), ("#ff0", "amber"), ("rgb(0, 112, 192)", "blue"),
        ("light green", "green"), ("FFFFFF", None), ("D9D9D9", None), ("7030A0", None), ("auto", None), ("", None),
    ],
)  # fmt: skip
def test_names_of_colours(code: str, name: str | None) -> None:
    assert colour_of_code(code) == name


def test_inks_and_style_names() -> None:
    assert [colour_of_inks(inks) for inks in ((1, 0, 0), (0, 1, 1, 0), (0.5,), None, "red")] == [
        "red", "red", None, None, None,
    ]  # fmt: skip
    assert [colour_named(said) for said in ("rag-amber", "status_green big", "bg-danger", "red green", "infrared")] == [
        "amber", "green", "red", None, None,
    ]  # fmt: skip
