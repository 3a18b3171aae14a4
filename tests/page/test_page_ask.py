"""Asking on the page: answers, follow-ups, refusals, faults, filters, and a conversation that stays in its browser."""

import io
import re
import threading
import unicodedata
from typing import Any
from urllib.parse import parse_qs

import docx
import pytest
from gradio_client import Client
from playwright.sync_api import Browser, Locator, Page, expect
from pypdf import PdfReader

from assistant.answers import Answer
from assistant.ask import Assistant
from assistant.desk import AT_ONCE
from assistant.render import date_in_words
from ingest.errors import KnownError, StoreError

from .visits import (
    BIRMINGHAM,
    HOSTILE_QUESTION,
    RUTLAND,
    SEVEN_OF_NINE,
    ask,
    box,
    choose,
    finished,
    open_tab,
    opened,
    violations,
)


def test_a_question_gets_an_answer_with_its_quote_beside_it(answered: Locator, assistant: Assistant) -> None:
    expected = assistant.ask(SEVEN_OF_NINE).citations[0]
    exchange, page = answered, answered.page
    expect(exchange.get_by_role("heading", name=SEVEN_OF_NINE)).to_be_visible()
    expect(exchange.locator(".status")).to_have_text("Answered")
    expect(exchange.locator(".answer")).to_contain_text(re.compile("seven", re.IGNORECASE))
    expect(exchange.get_by_role("heading", name="Where this comes from")).to_be_visible()
    source = exchange.locator("#source-1-1")
    expect(source.locator(".source-title")).to_have_text(f"[1] {expected.title}")
    expect(source.locator(".facts")).to_contain_text(date_in_words(expected.published))
    expect(source.locator(".facts")).to_contain_text(expected.section)
    expect(source.locator("blockquote")).to_have_text(expected.quote)
    expect(source.locator(".age")).to_contain_text("Older: a later document about Walsall is loaded")
    text = assistant.document_text(expected.document)
    assert text[expected.start : expected.end] == expected.quote
    answer_box, source_box = exchange.locator(".answer").bounding_box(), source.bounding_box()
    assert answer_box and source_box and source_box["x"] >= answer_box["x"] + answer_box["width"]
    expect(box(page)).to_have_value("")


def test_what_is_copied_has_the_answer_and_its_source(answered: Locator) -> None:
    page = answered.page
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    answered.get_by_role("button", name="Copy the answer").click()
    expect(answered.get_by_role("button", name="Copied")).to_be_visible()
    copied = page.evaluate("navigator.clipboard.readText()")
    assert SEVEN_OF_NINE in copied and "Joint local area SEND inspection in Walsall: revisit" in copied


@pytest.mark.parametrize(("button", "ending"), [("Save as a Word document", "docx"), ("Save as Markdown", "md")])
def test_a_conversation_is_taken_along_as_a_file(answered: Locator, button: str, ending: str) -> None:
    page = answered.page
    with page.expect_download() as download:
        page.get_by_role("button", name=button).click()
    assert re.fullmatch(rf"send-briefing-\d{{4}}-\d\d-\d\d\.{ending}", download.value.suggested_filename)
    file = download.value.path()
    said = file.read_text("utf-8") if ending == "md" else "\n".join(p.text for p in docx.Document(str(file)).paragraphs)
    assert SEVEN_OF_NINE in said and "Seven of the nine" in said
    expect(page.get_by_role("link", name=download.value.suggested_filename)).to_be_visible()


def test_a_printed_conversation_has_the_answer_and_its_quotes_and_no_buttons(
    answered: Locator, assistant: Assistant
) -> None:
    quote = assistant.ask(SEVEN_OF_NINE).citations[0].quote
    printed = PdfReader(io.BytesIO(answered.page.pdf(format="A4")))
    text = " ".join(sheet.extract_text() for sheet in printed.pages)
    said = " ".join(unicodedata.normalize("NFKC", text).split())  # a printed "fi" may be one sign
    assert SEVEN_OF_NINE in said and quote in said
    assert not [words for words in ("Copy the answer", "Example questions", "Your question", "Stop") if words in said]


def test_an_answer_can_be_asked_again(answered: Locator) -> None:
    answered.get_by_role("button", name="Ask again").click()
    expect(finished(answered.page, 1).locator(".status")).to_have_text("Answered")
    expect(answered.page.locator(".exchange")).to_have_count(1)


def test_each_kind_of_user_finds_example_questions_that_are_answered(page: Page) -> None:
    expect(page.locator("button.example").first).to_be_visible()
    for audience in ("Parents and carers", "Councillors", "Council and partnership staff"):
        assert page.locator(".audience", has_text=audience).get_by_role("button").count() >= 1
    questions = page.locator("button.example").all_text_contents()
    assert len(set(questions)) == len(questions)
    firsts = page.locator(".audience li:first-child button").all_text_contents()
    for n, question in enumerate(firsts, 1):
        button = page.get_by_role("button", name=question)
        if n > 1:  # they fold when a question has been answered, which may be a moment after the answer is there
            expect(button).to_be_hidden()
            page.get_by_text("Example questions").click()
        button.click()
        exchange = finished(page, n)
        expect(exchange.get_by_role("heading", name=question)).to_be_visible()
        expect(exchange.locator(".status")).to_have_text("Answered")
        assert exchange.locator(".source").count() >= 1


def test_what_the_documents_do_not_answer_is_refused_plainly_and_a_follow_up_is_understood_until_all_is_cleared(
    page: Page,
) -> None:
    ask(page, "When was Worcestershire inspected?")
    follow_up = ask(page, "And Walsall?")
    expect(follow_up.locator(".status")).to_have_text("Answered")
    expect(follow_up.locator(".sources")).to_contain_text("Walsall")
    link = follow_up.get_by_role("link", name="Link to this question").get_attribute("href") or ""
    assert parse_qs(link.partition("?")[2]) == {"q": ["When was Walsall inspected?"]}
    refusal = ask(page, BIRMINGHAM)
    expect(refusal.locator(".status")).to_have_text("Not in the documents")
    expect(refusal.locator(".answer")).to_contain_text("Birmingham")
    expect(refusal.locator(".answer")).to_contain_text("add one on the tab Documents")
    expect(refusal.locator(".source")).to_have_count(0)
    page.get_by_role("button", name="Clear the conversation").click()
    expect(page.locator(".exchange")).to_have_count(0)
    expect(page.get_by_role("button", name="Clear the conversation")).to_be_hidden()
    alone = ask(page, "And Walsall?")  # a question of its own now: nothing is left to follow
    link = alone.get_by_role("link", name="Link to this question").get_attribute("href") or ""
    assert parse_qs(link.partition("?")[2]) == {"q": ["And Walsall?"]}
    expect(page.locator(".exchange")).to_have_count(1)


def test_a_question_that_names_no_local_area_can_be_asked_about_one_by_a_click(page: Page) -> None:
    refusal = ask(page, "How long is the wait for an autism assessment?")
    expect(refusal.locator(".answer")).to_contain_text("The question names no local area")
    areas = refusal.locator(".of-area")
    assert areas.all_text_contents() == ["Herefordshire", "Rutland", "Walsall", "Worcestershire"]
    assert violations(page) == []
    areas.get_by_text("Walsall", exact=True).press("Enter")
    asked = finished(page, 2)
    expect(
        asked.get_by_role("heading", name="How long is the wait for an autism assessment in Walsall?")
    ).to_be_visible()
    expect(asked.locator(".searched")).to_contain_text("about Walsall")
    expect(asked.locator(".of-area")).to_have_count(0)


def test_a_hostile_question_is_shown_as_text(page: Page) -> None:
    exchange = ask(page, HOSTILE_QUESTION)
    expect(exchange.locator("h2")).to_have_text(HOSTILE_QUESTION)
    assert exchange.locator("script, img, svg, a[href^='javascript'], h2 *").count() == 0


def test_a_hostile_document_is_shown_as_text(page: Page, assistant: Assistant) -> None:
    expected = assistant.ask(RUTLAND)
    assert "43%" in expected.citations[0].quote
    exchange = ask(page, RUTLAND)
    expect(exchange.locator(".answer")).to_contain_text("<script>window.__pwned = 1</script>")
    expect(exchange.locator("#source-1-1 blockquote")).to_have_text(expected.citations[0].quote)
    expect(exchange.locator(".answer")).to_contain_text("**bold** `code` [1]")
    assert exchange.locator("script, img, svg, code, a[href^='javascript'], [onclick], [onerror]").count() == 0
    markers = exchange.locator(".answer .marker")
    assert markers.count() == len(re.findall(r"(?<!\\)\[\d+\]", expected.answer))
    open_tab(page, "Documents")
    expect(page.locator(".documents")).to_contain_text("Rutland <svg onload=")
    assert page.locator(".documents svg").count() == 0


def test_an_empty_or_overlong_question_is_pointed_out_and_nothing_is_asked(page: Page) -> None:
    press = page.get_by_role("button", name="Ask", exact=True)
    for nothing in ("", "   "):
        box(page).fill(nothing)
        press.click()
        expect(page.get_by_role("alert")).to_contain_text("The question is empty")
        ask(page, SEVEN_OF_NINE)
        expect(page.get_by_role("alert")).to_have_text("")
    box(page).fill("plans " * 20_000)
    press.click()
    expect(page.get_by_role("alert")).to_contain_text("120,000 characters")
    expect(box(page)).to_have_value("plans " * 20_000)  # to be shortened
    expect(page.locator(".exchange")).to_have_count(2)


def test_a_fault_is_a_plain_sentence_and_the_next_question_is_answered(
    page: Page, assistant: Assistant, monkeypatch: pytest.MonkeyPatch
) -> None:
    stored = StoreError("The store cannot be reached", "Start it again")
    for fault, shown in (
        (stored, "The store cannot be reached. Start it again."),
        (RuntimeError("secret detail"), "Something went wrong while answering."),
    ):

        def fail(*_: object, fault: Exception = fault, **__: object) -> Answer:
            raise fault

        with monkeypatch.context() as broken:
            broken.setattr(assistant, "ask", fail)
            if isinstance(fault, KnownError):
                broken.setattr(assistant, "sources", fail)
            exchange = ask(page, SEVEN_OF_NINE)
        expect(exchange.locator(".answer")).to_contain_text(shown)
        expect(page.locator("body")).not_to_contain_text(re.compile("Traceback|secret detail"))
    expect(ask(page, SEVEN_OF_NINE).locator(".status")).to_have_text("Answered")


def test_people_see_only_their_own_conversations_which_stay_in_their_browsers_until_they_are_cleared(
    browser: Browser, url: str, page: Page
) -> None:
    areas = ["Walsall", "Worcestershire"]
    with opened(browser, url) as other:
        visitors = [page, other]
        for visitor, area in zip(visitors, areas, strict=True):
            box(visitor).fill(f"When was {area} inspected?")
        for visitor in visitors:
            box(visitor).press("Enter")
        for visitor in visitors:
            finished(visitor, 1)
        for visitor in visitors:
            box(visitor).fill("Which inspectors visited it?")
            box(visitor).press("Enter")
        for visitor, own, foreign in zip(visitors, areas, reversed(areas), strict=True):
            finished(visitor, 2)
            assert visitor.locator(".exchange").count() == 2
            expect(visitor.locator("#conversation")).to_contain_text(own)
            expect(visitor.locator("#conversation")).not_to_contain_text(foreign)
        page.get_by_role("button", name="Clear the conversation").click()
        expect(page.locator(".exchange")).to_have_count(0)
        for visitor in visitors:
            visitor.reload()
        expect(other.locator("#exchange-2 .status, #exchange-2 .fault")).to_be_visible()
        expect(page.locator("button.example").first).to_be_visible()
        assert page.locator(".exchange").count() == 0


def test_a_link_carries_a_question_and_what_it_keeps_to(page: Page, url: str) -> None:
    page.goto(f"{url}/?q=When+was+the+area+inspected%3F&area=Worcestershire&kind=council+page")
    exchange = finished(page, 1)
    expect(exchange.get_by_role("heading", name="When was the area inspected?")).to_be_visible()
    expect(exchange.locator(".searched")).to_contain_text("about Worcestershire")
    expect(exchange.locator(".searched")).to_contain_text("council page only")
    assert exchange.get_by_role("link", name="Link to this question").evaluate("link => link.href") == page.url
    page.reload()
    expect(page.locator("#exchange-1 .status")).to_be_visible()
    expect(page.locator(".exchange")).to_have_count(1)
    searching = page.locator("#searching")  # it comes last, and must not come into the next test
    expect(searching).to_contain_text("about Worcestershire")
    expect(searching).to_contain_text("council page only")
    page.evaluate("history.replaceState(null, '', '/')")  # whatever loads the page next asks nothing


def test_what_is_searched_is_said_and_can_be_chosen(page: Page, assistant: Assistant) -> None:
    searching = page.locator("#searching")
    expect(searching).to_contain_text(f"{len(assistant.sources())} documents")
    question = "What did the inspectors find?"
    choose(page, "area", "Walsall")
    expect(searching).to_contain_text("about Walsall")
    choose(page, "kind", "revisit letter")
    expect(searching).to_have_text("Searching 1 document about Walsall, revisit letter only")
    exchange = ask(page, question)
    for fact in exchange.locator(".source .facts").all_text_contents():
        assert ("revisit letter" in fact and "Walsall" in fact) or "the same document as [1]" in fact
    expect(exchange.locator(".searched")).to_contain_text("revisit letter only")


def test_of_two_choices_made_one_after_the_other_both_count(page: Page) -> None:
    page.locator("#filters summary").click()
    page.evaluate(
        """async () => {
          for (const [name, value] of [["area", "Walsall"], ["kind", "revisit letter"]]) {
            const select = document.querySelector(`#filters select[name=${name}]`);
            select.value = value;
            select.dispatchEvent(new Event("change", { bubbles: true }));
            await new Promise((done) => setTimeout(done, 20));
          }
        }"""
    )
    expect(page.locator("#searching")).to_have_text("Searching 1 document about Walsall, revisit letter only")


def test_who_waits_sees_their_place_in_the_queue(
    page: Page, url: str, assistant: Assistant, monkeypatch: pytest.MonkeyPatch
) -> None:
    answer, go, begun = assistant.ask, threading.Event(), []

    def slow(*given: Any, **more: Any) -> Answer:
        begun.append(given)
        assert go.wait(60)
        return answer(*given, **more)

    client = Client(url, verbose=False, analytics_enabled=False)
    with monkeypatch.context() as slowed:
        slowed.setattr(assistant, "ask", slow)
        jobs = [client.submit(SEVEN_OF_NINE, api_name="/ask") for _ in range(AT_ONCE)]
        while len(begun) < AT_ONCE:
            page.wait_for_timeout(20)
        box(page).fill(SEVEN_OF_NINE)
        box(page).press("Enter")
        expect(page.locator("#exchange-1")).to_contain_text("Your question is number 1 in the queue")
        expect(page.locator("#outcome")).to_contain_text("number 1 in the queue")
        go.set()
        expect(finished(page, 1).locator(".status")).to_have_text("Answered")
        assert [job.result()["status"] for job in jobs] == ["answered"] * AT_ONCE
    client.close()
