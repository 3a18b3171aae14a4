"""The title of a Word document, wherever its cover has it: in a style, large, bold, plain, in a table or a box."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import docx
import pytest
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from docx.shared import Pt

from ingest.catalogue import Catalogue
from ingest.documents import Document
from ingest.read import read

TITLE = "SEND Priority Action Plan 2024 to 2026"
_MC = 'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
_SHAPES = 'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"'
_VML = 'xmlns:v="urn:schemas-microsoft-com:vml"'
_BOX = f"<w:txbxContent><w:p><w:r><w:t>{TITLE}</w:t></w:r></w:p></w:txbxContent>"
TEXT_BOX = (
    f"<w:r {nsdecls('w')} {_MC} {_SHAPES} {_VML}><mc:AlternateContent><mc:Choice Requires='wps'><w:drawing><wps:wsp>"
    f"<wps:txbx>{_BOX}</wps:txbx></wps:wsp></w:drawing></mc:Choice><mc:Fallback><w:pict><v:shape><v:textbox>{_BOX}"
    "</v:textbox></v:shape></w:pict></mc:Fallback></mc:AlternateContent></w:r>"
)
"""A text box as Word writes it: once, and once more for older versions of Word."""


def with_body(cover: Callable[[Any], None], path: Path) -> Document:
    """A plan with this cover, read."""
    made = docx.Document()
    cover(made)
    made.add_heading("Introduction", 1)
    made.add_paragraph("Bolton Council and its partners wrote this after the inspection of March 2024.")
    made.add_heading("What happens next", 2)
    made.add_paragraph("The board looks at waiting times every month, and tells parents and carers what it finds.")
    made.save(str(path / "plan.docx"))
    return read(path / "plan.docx", Catalogue())


def large(made: Any, text: str = TITLE) -> None:
    made.add_paragraph().add_run(text).font.size = Pt(26)


def in_style(made: Any, name: str, base: str | None = None, points: int | None = None) -> None:
    style = made.styles.add_style(name, 1)
    if base:
        style.base_style = made.styles[base]
    if points:
        style.font.size = Pt(points)
    made.add_paragraph(TITLE, style=name)


def table(made: Any, *rows: tuple[str, ...]) -> None:
    grid = made.add_table(rows=len(rows), cols=len(rows[0]))
    for cells, texts in zip(grid.rows, rows, strict=True):
        for cell, text in zip(cells.cells, texts, strict=True):
            cell.text = text


COVERS: dict[str, Callable[[Any], object]] = {
    "Title style": lambda d: d.add_paragraph(TITLE, style="Title"),
    "a style based on Title": lambda d: in_style(d, "Cover", base="Title"),
    "a style called a title": lambda d: in_style(d, "Document Title"),
    "a style in large letters": lambda d: in_style(d, "Front", points=30),
    "large letters": large,
    "bold": lambda d: setattr(d.add_paragraph().add_run(TITLE), "bold", True),
    "plain": lambda d: d.add_paragraph(TITLE),
    "below a name": lambda d: (d.add_paragraph("Bolton Metropolitan Borough Council"), large(d)),
    "below a table": lambda d: (table(d, ("Version", "3"), ("Owner", "Head of SEND")), large(d)),
    "in a table": lambda d: table(d, ("Bolton Council", TITLE)),
    "in a frame": lambda d: table(d, (TITLE,)),
    "in a text box": lambda d: d.add_paragraph()._p.append(parse_xml(TEXT_BOX)),
    "between other lines": lambda d: (
        d.add_paragraph("OFFICIAL"),
        d.add_paragraph(TITLE),
        d.add_paragraph("4 June 2024"),
    ),
}


@pytest.mark.parametrize("cover", COVERS)
def test_the_title_is_what_stands_on_the_cover_and_not_a_later_heading(cover: str, tmp_path: Path) -> None:
    document = with_body(lambda made: COVERS[cover](made) and None, tmp_path)
    assert (document.source.title, document.source.kind) == (TITLE, "priority action plan")
    assert document.text.count(TITLE) == 1


def test_text_of_a_text_box_is_read_once_and_where_it_hangs(tmp_path: Path) -> None:
    def cover(made: Any) -> None:
        made.add_paragraph("Before")._p.append(parse_xml(TEXT_BOX))
        made.add_paragraph("After")

    text = with_body(cover, tmp_path).text
    assert text.index(TITLE) < text.index("Before") < text.index("After")


@pytest.mark.parametrize(
    "line", ["Bolton Council", "This plan is for 2024.", "For the improvement report, see below", "9"]
)
def test_a_line_that_names_no_document_leaves_the_heading_its_title(line: str, tmp_path: Path) -> None:
    assert with_body(lambda made: made.add_paragraph(line), tmp_path).source.title == "Introduction"


def test_large_letters_below_the_first_heading_are_no_title(tmp_path: Path) -> None:
    def cover(made: Any) -> None:
        made.add_heading("Report on SEND in Bolton", 1)
        large(made, "43%")

    document = with_body(cover, tmp_path)
    assert document.source.title == "Report on SEND in Bolton"
    assert "43%" not in [section.path[-1] for section in document.sections if section.path]
