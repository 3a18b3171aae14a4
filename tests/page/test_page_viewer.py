"""Documents opened at a quote: the right words marked on the right page, by mouse and keyboard; what is loaded."""

import re

import pytest
from playwright.sync_api import Locator, Page, expect

from assistant.ask import Assistant

from .visits import HEREFORDSHIRE, RUTLAND, SEVEN_OF_NINE, ask, box, finished, has_focus, open_tab, viewer


def test_a_marker_opens_its_document_at_the_marked_quote_and_closing_leads_back(answered: Locator) -> None:
    exchange, page = answered, answered.page
    quote = exchange.locator("#source-1-1 blockquote").inner_text()
    exchange.locator("#marker-1-1").click()
    shown = viewer(page)
    expect(shown.locator("mark").first).to_be_in_viewport()
    assert " ".join(shown.locator("mark").all_inner_texts()) == quote
    expect(shown.get_by_role("heading", name="Joint local area SEND inspection in Walsall: revisit")).to_be_visible()
    expect(shown.locator(".facts")).to_contain_text("published 23 June 2022")
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
    sheet = shown.locator(".sheet").bounding_box()
    assert sheet and shown.locator(".mark").count() >= 1
    for mark in shown.locator(".mark").all():
        place = mark.bounding_box()
        assert place and sheet["x"] <= place["x"] and place["x"] + place["width"] <= sheet["x"] + sheet["width"]
    alt = picture.get_attribute("alt") or ""
    assert "marked on it: " in alt and alt.split("marked on it: ")[1] in " ".join(expected.quote.split())
    shown.get_by_role("link", name="Read as text").click()
    expect(shown.locator("mark").first).to_be_visible()


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
    page.keyboard.type(SEVEN_OF_NINE)
    page.keyboard.press("Enter")
    finished(page, 1)
    for _ in range(15):
        page.keyboard.press("Shift+Tab")
        if page.evaluate("document.activeElement.id") == "marker-1-1":
            break
    page.keyboard.press("Enter")
    expect(viewer(page).locator("mark").first).to_be_in_viewport()
    page.keyboard.press("Tab")
    assert page.evaluate("document.querySelector('#viewer').contains(document.activeElement)")
    page.keyboard.press("Escape")
    has_focus(page, page.locator("#marker-1-1"))


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
