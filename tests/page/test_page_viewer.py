"""Documents opened at a quote: the right words marked on the right page, by mouse and keyboard; what is loaded."""

import re
from pathlib import Path

import pdfplumber
import pytest
from playwright.sync_api import Locator, Page, expect

from assistant.ask import Assistant

from .visits import HEREFORDSHIRE, RUTLAND, ask, box, finished, has_focus, open_tab, viewer


def test_a_marker_opens_its_document_at_the_marked_quote_and_closing_leads_back(answered: Locator) -> None:
    exchange, page = answered, answered.page
    quote = exchange.locator("#source-1-1 blockquote").inner_text()
    exchange.locator("#marker-1-1").click()
    shown = viewer(page)
    expect(shown.locator("mark").first).to_be_in_viewport()
    assert " ".join(shown.locator("mark").all_inner_texts()) == quote
    expect(shown.get_by_role("heading", name="Joint local area SEND inspection in Walsall: revisit")).to_be_visible()
    expect(shown.locator(".facts")).to_contain_text("published 23 June 2022")
    expect(shown.locator(".viewer-about")).to_have_text("Our own record: revisit letter, Walsall, 23 June 2022")
    expect(shown.locator(".viewer-about")).to_be_in_viewport()
    expect(page.locator("#viewer-title")).to_be_focused()
    page.keyboard.press("Escape")
    expect(page.locator("#viewer")).to_be_hidden()
    has_focus(page, exchange.locator("#marker-1-1"))


def test_the_page_of_a_pdf_is_a_picture_with_the_quote_marked_where_it_stands(page: Page, assistant: Assistant) -> None:
    expected = assistant.ask(HEREFORDSHIRE).citations[0]
    assert expected.document == "herefordshire-2024-plan" and expected.page
    exchange = ask(page, HEREFORDSHIRE)
    exchange.locator("#source-1-1 a.cited").click()
    shown = viewer(page)
    expect(shown.locator(".page-now")).to_contain_text(f"Page {expected.page} of")
    picture = shown.locator(".sheet img")
    expect(shown.locator(".mark").first).to_be_visible()  # with the picture, not before it
    assert picture.evaluate("image => image.naturalWidth") >= 1000
    file = Path(next(info.file for info in assistant.sources() if info.source.id == expected.document))
    assert words_under_marks(shown, file, expected.page) == "".join(expected.quote.split())
    alt = picture.get_attribute("alt") or ""
    assert "marked on it: " in alt and alt.split("marked on it: ")[1] in " ".join(expected.quote.split())
    shown.get_by_role("link", name="Read as text").click()
    expect(shown.locator("mark").first).to_be_visible()


def words_under_marks(shown: Locator, file: Path, number: int) -> str:
    """The letters of a PDF's page that lie beneath the marks, as another program takes them from these places."""
    sheet = shown.locator(".sheet img").bounding_box()
    marks = [mark.bounding_box() for mark in shown.locator(".mark").all()]
    assert sheet and all(marks)
    with pdfplumber.open(file) as pdf:
        page = pdf.pages[number - 1]
        scale = float(page.width) / sheet["width"]
        areas = [
            ((m["x"] - sheet["x"]) * scale, (m["y"] - sheet["y"]) * scale, m["width"] * scale, m["height"] * scale)
            for m in marks
            if m
        ]
        under = [
            char["text"]
            for char in page.chars
            for left, top, width, height in areas
            if 0 <= (char["x0"] + char["x1"]) / 2 - left <= width
            and 0 <= (char["top"] + char["bottom"]) / 2 - top <= height
        ]
    return "".join("".join(under).split())


def test_a_quote_that_runs_over_the_end_of_a_page_is_marked_on_both(
    elsewhere: Page, url: str, assistant: Assistant
) -> None:
    name = "herefordshire-2024-plan"
    document = assistant.document(name)
    (turn, number) = document.page_starts[1]
    start, end = document.text.rindex(" ", 0, turn - 40), document.text.index(" ", turn + 40)
    page = elsewhere.context.new_page()
    page.goto(f"{url}/source?document={name}&start={start}&end={end}")
    expect(page.locator(".page-now")).to_have_text(f"Page {number - 1} of {document.pages}")
    expect(page.locator(".mark").first).to_be_visible()
    page.get_by_role("link", name=f"The quote continues on page {number}").click()
    expect(page.locator(".page-now")).to_have_text(f"Page {number} of {document.pages}")
    expect(page.locator(".mark").first).to_be_visible()
    page.close()


def test_previous_and_next_lead_through_the_sources_of_one_answer(page: Page) -> None:
    exchange = ask(page, "What are the areas of significant weakness in Walsall?")
    count = exchange.locator(".source").count()
    assert count > 1
    exchange.locator("#source-1-1 a.cited").click()
    shown = viewer(page)
    expect(page.locator("#viewer-title")).to_have_text(f"Source 1 of {count}")
    expect(shown.get_by_role("button", name="Previous source")).to_be_disabled()
    shown.get_by_role("button", name="Next source").click()
    expect(page.locator("#viewer-title")).to_have_text(f"Source 2 of {count}")
    expect(exchange.locator("#marker-1-2")).to_have_attribute("aria-current", "location")


def test_the_keyboard_is_enough(page: Page) -> None:
    box(page).focus()
    page.keyboard.type("What are the areas of significant weakness in Walsall?")
    page.keyboard.press("Enter")
    finished(page, 1)
    page.keyboard.press("Shift+Tab")
    has_focus(page, page.get_by_role("link", name="Go to the newest answer"))
    page.keyboard.press("Enter")
    expect(page.locator("#question-1")).to_be_focused()
    page.keyboard.press("Tab")
    has_focus(page, page.locator("#marker-1-1"))
    page.keyboard.press("Tab")
    has_focus(page, page.locator("#marker-1-2"))
    page.keyboard.press("Enter")
    expect(viewer(page).locator("mark").first).to_be_in_viewport()
    expect(page.locator("#viewer-title")).to_be_focused()
    page.keyboard.press("Tab")
    has_focus(page, page.get_by_role("button", name="Previous source"))
    page.keyboard.press("Enter")
    expect(page.locator("#viewer-title")).to_contain_text("Source 1 of")
    page.keyboard.press("Escape")
    expect(page.locator("#viewer")).to_be_hidden()
    has_focus(page, page.locator("#marker-1-2"))


def test_a_hostile_document_is_opened_as_text(page: Page) -> None:
    exchange = ask(page, RUTLAND)
    exchange.locator("#marker-1-1").click()
    shown = viewer(page)
    expect(shown.locator("mark").first).to_contain_text("<script>window.__pwned = 1</script>")
    assert shown.locator("script, svg, .document-text img, [onclick], [onerror]").count() == 0


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("source?document=walsall-2022-revisit-letter&start=10&end=30", 200),
        ("source?document=nothing-of-the-kind", 404),
        ("source?document=../../etc/passwd", 404),
        ("source/page?document=walsall-2022-revisit-letter&page=1", 404),
        ("source?document=walsall-2022-revisit-letter&start=99999999&end=999999999", 200),
    ],
)
def test_only_loaded_documents_have_an_address(elsewhere: Page, url: str, path: str, status: int) -> None:
    found = elsewhere.request.get(f"{url}/{path}")
    assert found.status == status
    assert "root:" not in found.text() and "Traceback" not in found.text()


def test_the_documents_tab_shows_what_is_loaded_and_what_could_not_be_read(
    elsewhere: Page, assistant: Assistant
) -> None:
    page = elsewhere
    open_tab(page, "Documents")
    documents = page.locator(".documents")
    expect(documents).to_contain_text(f"{len(assistant.sources())} documents")
    expect(documents.locator(".unread")).to_contain_text("scan.pdf")
    for info in assistant.sources():
        expect(documents.get_by_role("link", name=info.source.title).first).to_be_visible()
    row = documents.locator(".coverage tr", has_text="Herefordshire")
    assert row.locator(".has").count() == 1
    documents.get_by_role("link", name=re.compile("Herefordshire")).click()
    expect(viewer(page).locator(".sheet img")).to_be_visible()
