"""Briefings: what is taken along says the same as the page, and every footnote is a quote that is in its document."""

import io
import re
from datetime import date

import docx
import pytest
from docx.oxml import parse_xml
from docx.oxml.ns import qn
from markdown_it import MarkdownIt

from assistant.ask import Assistant
from assistant.briefing import Briefing, of_conversation, of_progress
from assistant.briefing_docx import to_docx
from assistant.briefing_markdown import to_markdown
from assistant.page_conversation import Exchange

TODAY = date(2026, 1, 2)
QUESTIONS = (
    "How many of the nine weaknesses had improved by 2022?",
    "What share of EHC plans was issued within 20 weeks in April 2021?",
    "How many weaknesses were found in Birmingham? <script>alert(1)</script> [^1] | a",
)


@pytest.fixture(scope="module")
def conversation(on_records: Assistant) -> Briefing:
    exchanges = [Exchange(question=question, answer=on_records.ask(question)) for question in QUESTIONS]
    sources = {info.source.id: info.source for info in on_records.sources()}
    return of_conversation([*exchanges, Exchange(question="Not answered", fault="It failed.")], sources, TODAY)


@pytest.fixture(scope="module")
def progress(on_records: Assistant) -> Briefing:
    sources = {info.source.id: info.source for info in on_records.sources()}
    return of_progress(on_records.progress("Walsall"), sources, TODAY)


def squeezed(text: str) -> str:
    return " ".join(text.split())


def test_every_footnote_of_a_briefing_is_a_quote_of_a_loaded_document(
    conversation: Briefing, progress: Briefing, on_records: Assistant
) -> None:
    texts = [squeezed(on_records.document_text(info.source.id)) for info in on_records.sources()]
    for briefing in (conversation, progress):
        assert briefing.notes
        for note in briefing.notes:
            again = re.fullmatch(r"As note (\d+)", note.source)
            quote = briefing.notes[int(again[1]) - 1].quote if again else note.quote
            assert quote and any(quote in text for text in texts)


def test_markdown_has_the_questions_the_date_and_each_footnote_once_in_order(conversation: Briefing) -> None:
    markdown = to_markdown(conversation)
    assert "Made on 2 January 2026" in markdown and "Seven" in markdown and "73.9%" in markdown
    body, _, notes = markdown.partition("\n\n[^1]: ")
    numbers = [int(number) for number in re.findall(r"(?<!\\)\[\^(\d+)\]", body)]
    assert numbers == list(range(1, len(conversation.notes) + 1))
    assert [int(n) for n in re.findall(r"^\[\^(\d+)\]: ", "[^1]: " + notes, re.M)] == numbers
    assert "It failed" not in markdown
    html = MarkdownIt("commonmark").render(markdown)
    assert "<script" not in html and "&lt;script&gt;" in html


def test_word_has_what_markdown_has_with_real_footnotes(conversation: Briefing, progress: Briefing) -> None:
    for briefing in (conversation, progress):
        word = docx.Document(io.BytesIO(to_docx(briefing)))
        assert word.paragraphs[0].text == briefing.title
        assert "2 January 2026" in word.paragraphs[1].text
        marks = [mark.get(qn("w:id")) for mark in word.element.body.iter(qn("w:footnoteReference"))]
        assert marks == [str(n) for n in range(1, len(briefing.notes) + 1)]
        part = next(p for p in word.part.package.iter_parts() if str(p.partname) == "/word/footnotes.xml")
        notes = {note.get(qn("w:id")): "".join(note.itertext()) for note in parse_xml(part.blob)}
        for number, note in enumerate(briefing.notes, 1):
            assert note.quote in notes[str(number)] and note.source in notes[str(number)]


def test_a_progress_briefing_has_each_weakness_with_its_verdict(progress: Briefing, on_records: Assistant) -> None:
    weaknesses = [t for t in on_records.progress("Walsall").threads if t.kind == "area of significant weakness"]
    word = docx.Document(io.BytesIO(to_docx(progress)))
    headings = [paragraph.text for paragraph in word.paragraphs]
    assert "Area of significant weakness (9)" in headings
    assert all(squeezed(thread.text) in headings for thread in weaknesses)
    verdicts = [row.cells[1].text for table in word.tables for row in table.rows[1:] if len(row.cells) == 3]
    assert sum(verdict.startswith("Not sufficient progress") for verdict in verdicts) == 2
    assert sum(verdict.startswith("Sufficient progress") for verdict in verdicts) == 7
