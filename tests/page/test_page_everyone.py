"""The page for everyone: axe in every state, phones, dark mode, zoom."""

import re
from collections.abc import Iterator

from playwright.sync_api import Browser, Page, ViewportSize, expect

from .visits import (
    BIRMINGHAM,
    HOSTILE_QUESTION,
    NARROW,
    SEVEN_OF_NINE,
    ask,
    open_tab,
    opened,
    overflow,
    viewer,
    violations,
)

ZOOMED = ViewportSize(width=640, height=450)
"""What is left of a window of 1280 by 900 points at 200%."""


def states(page: Page, other: str = "") -> Iterator[str]:
    """Leads through the tabs and what opens in them, and stops where there is something to look at.

    Args:
        other: the area to compare with; none if empty.
    """
    exchange = ask(page, SEVEN_OF_NINE)
    ask(page, BIRMINGHAM)
    exchange.locator(".marker").first.click()
    expect(viewer(page).locator("mark").first).to_be_in_viewport()
    page.get_by_role("button", name="Ask", exact=True).click()
    expect(page.get_by_role("alert")).to_contain_text("question")
    page.get_by_text("Example questions").click()
    page.locator("#filters summary").click()
    expect(page.locator("#filters select").first).to_be_visible()
    yield "an answer, a refusal, a problem, a document"
    open_tab(page, "Progress")
    page.locator(".verdict-link").first.click()
    expect(page.locator(".verdict-link[aria-current]")).to_be_visible()
    page.locator("#progress select[name=other]").select_option(other)
    expect(page.locator(".comparison")).to_have_count(1 if other else 0)
    page.get_by_text("The figures as a table").first.click()
    yield "Progress and a document"
    page.locator("#progress select[name=other]").select_option("")
    expect(page.locator(".comparison")).to_have_count(0)
    page.locator("#viewer .close").click()
    for tab, part in (("Documents", ".coverage"), ("Evaluate", ".run-list")):
        open_tab(page, tab)
        expect(page.locator(part)).to_be_visible()
        yield tab


def shade(page: Page) -> int:
    """How light the page is, from 0 to 765."""
    colour = page.locator(".gradio-container").evaluate("frame => getComputedStyle(frame).backgroundColor")
    return sum(int(part) for part in re.findall(r"\d+", colour)[:3])


def test_axe_finds_nothing_wrong_on_any_tab(page: Page) -> None:
    assert shade(page) > 700
    for state in states(page, "Worcestershire"):
        assert (state, violations(page)) == (state, [])


def test_on_a_dark_narrow_phone_and_zoomed_nothing_is_wrong_or_needs_sideways_scrolling(
    browser: Browser, url: str
) -> None:
    with opened(browser, url, NARROW, dark=True) as phone:
        assert shade(phone) < 100
        ask(phone, f"{HOSTILE_QUESTION} {'x' * 300}")
        phone.mouse.wheel(0, -10_000)
        phone.get_by_role("tab", name="Ask").focus()
        composer = phone.locator("#composer").bounding_box()
        assert composer and composer["y"] > 0.75 * NARROW["height"]  # the rest is for the answer
        expect(phone.locator("#ask")).to_be_in_viewport(ratio=1)
        phone.locator("#filters summary").focus()
        expect(phone.locator("#filters summary")).to_be_in_viewport(ratio=1)
        for state in states(phone):
            assert (state, violations(phone)) == (state, [])
            for size in (ZOOMED, NARROW):
                phone.set_viewport_size(size)
                assert (state, max(overflow(phone), 0)) == (state, 0)
        open_tab(phone, "Ask")
        answer_box = phone.locator("#exchange-2 .answer").bounding_box()
        source_box = phone.locator("#exchange-2 .sources").bounding_box()
        assert answer_box and source_box and source_box["y"] >= answer_box["y"] + answer_box["height"]
