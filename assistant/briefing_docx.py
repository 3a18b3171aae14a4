"""Briefing -> a Word document with real footnotes.

python-docx makes everything but the footnotes; for these it lacks a part, which is written here as ECMA-376
(Office Open XML, part 1, 17.11) has it.
"""

import io
from collections.abc import Sequence
from xml.sax.saxutils import escape, quoteattr

import docx
from docx.document import Document as WordDocument
from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Pt
from docx.text.paragraph import Paragraph

from .briefing import CAUTION, Block, Briefing, Line, Note
from .render import date_in_words

_STYLES = {
    "heading": "Heading 1",
    "subheading": "Heading 2",
    "paragraph": "Normal",
    "item": "List Bullet",
    "quote": "Quote",
}
_MAIN = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_RAISED = '<w:rPr><w:vertAlign w:val="superscript"/></w:rPr>'


def to_docx(briefing: Briefing) -> bytes:
    """The whole briefing as a file."""
    word = docx.Document()
    word.core_properties.title = briefing.title
    word.core_properties.author = "SEND assistant"
    word.styles["Normal"].font.size = Pt(11)
    word.add_heading(briefing.title, 0)
    word.add_paragraph(f"Made on {date_in_words(briefing.made)}. {CAUTION}")
    for block in briefing.blocks:
        if block.kind == "table":
            _table(word, block)
        else:
            _line(word.add_paragraph(style=_STYLES[block.kind]), block.line)
    if briefing.notes:
        _add_notes(word, briefing.notes)
    out = io.BytesIO()
    word.save(out)
    return out.getvalue()


def _table(word: WordDocument, block: Block) -> None:
    width = max(len(row) for row in block.rows)
    table = word.add_table(rows=0, cols=width, style="Table Grid")
    for row in block.rows:
        for cell, line in zip(table.add_row().cells, row, strict=False):
            _line(cell.paragraphs[0], line)
    repeated = OxmlElement("w:tblHeader")  # the head comes again on each page
    table.rows[0]._tr.get_or_add_trPr().append(repeated)
    word.add_paragraph()


def _line(paragraph: Paragraph, line: Line) -> None:
    for piece in line:
        paragraph.add_run(piece.words.rstrip() if piece.notes else piece.words).bold = piece.bold or None
        for number in piece.notes:
            run = paragraph.add_run()
            run.font.superscript = True
            mark = OxmlElement("w:footnoteReference")
            mark.set(qn("w:id"), str(number))
            run._r.append(mark)
        if piece.notes and piece.words[-1:].isspace():
            paragraph.add_run(" ")


def _add_notes(word: WordDocument, notes: Sequence[Note]) -> None:
    rules = (
        '<w:footnote w:type="separator" w:id="-1"><w:p><w:r><w:separator/></w:r></w:p></w:footnote>'
        '<w:footnote w:type="continuationSeparator" w:id="0"><w:p><w:r><w:continuationSeparator/></w:r></w:p>'
        "</w:footnote>"
    )
    made = "".join(
        f"<w:footnote w:id={quoteattr(str(n))}>{_note(note)}</w:footnote>" for n, note in enumerate(notes, 1)
    )
    start = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
    xml = f'{start}<w:footnotes xmlns:w="{_MAIN}">{rules}{made}</w:footnotes>'
    package = word.part.package
    assert package
    part = Part(PackURI("/word/footnotes.xml"), CONTENT_TYPE.WML_FOOTNOTES, xml.encode(), package)
    word.part.relate_to(part, RELATIONSHIP_TYPE.FOOTNOTES)


def _note(note: Note) -> str:
    quote = f": “{note.quote}”" if note.quote else ""
    words = f" {note.source}{quote}{f' {note.url}' if note.url else ''}"
    small = '<w:rPr><w:sz w:val="18"/></w:rPr>'
    said = f'<w:r>{small}<w:t xml:space="preserve">{escape(words)}</w:t></w:r>'
    return f"<w:p><w:r>{_RAISED}<w:footnoteRef/></w:r>{said}</w:p>"
