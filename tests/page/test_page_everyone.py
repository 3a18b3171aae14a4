"""The page for everyone: axe in every state, phones, dark mode, zoom."""

import re

from playwright.sync_api import Browser, Page, expect

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

TABS = {"Progress": ".area-progress", "Documents": ".coverage", "Evaluate": ".run-list"}
SETTLED = "document.getAnimations().every((each) => !(each instanceof CSSTransition))"
"""Colours fade into one another; between the two they are neither."""


def faults(page: Page) -> list[str]:
    """What axe finds, in the light and in the dark; the page follows the browser at once, and only colours change."""
    found = violations(page)
    page.emulate_media(color_scheme="dark")
    expect(page.locator("body.dark")).to_have_count(1)
    page.wait_for_function(SETTLED)
    found += [f"in the dark: {each}" for each in violations(page, ["color-contrast"])]
    page.emulate_media(color_scheme="light")
    expect(page.locator("body.dark")).to_have_count(0)
    page.wait_for_function(SETTLED)
    return found


def shade(page: Page) -> int:
    """How light the page is, from 0 to 765."""
    colour = page.locator(".gradio-container").evaluate("frame => getComputedStyle(frame).backgroundColor")
    return sum(int(part) for part in re.findall(r"\d+", colour)[:3])


def test_axe_finds_nothing_wrong_on_any_tab_in_light_or_dark(page: Page) -> None:
    exchange = ask(page, SEVEN_OF_NINE)
    ask(page, BIRMINGHAM)
    exchange.locator(".marker").first.click()
    viewer(page)
    page.get_by_role("button", name="Ask", exact=True).click()
    expect(page.get_by_role("alert")).to_contain_text("question")
    page.get_by_text("Example questions").click()
    page.locator("#filters summary").click()
    expect(page.locator("#filters select").first).to_be_visible()
    assert faults(page) == []
    open_tab(page, "Progress")
    page.locator(".verdict-link").first.click()
    expect(page.locator(".verdict-link[aria-current]")).to_be_visible()
    page.locator("#progress select[name=other]").select_option("Worcestershire")
    expect(page.locator(".comparison")).to_be_visible()
    page.get_by_text("The figures as a table").first.click()
    assert faults(page) == []
    page.locator("#progress select[name=other]").select_option("")
    expect(page.locator(".comparison")).to_have_count(0)
    page.locator("#viewer .close").click()
    for tab in ("Documents", "Evaluate"):
        open_tab(page, tab)
        expect(page.locator(TABS[tab])).to_be_visible()
        assert faults(page) == []


def test_a_dark_narrow_phone_needs_no_sideways_scrolling(browser: Browser, url: str, page: Page) -> None:
    assert shade(page) > 700
    with opened(browser, url, NARROW, dark=True) as phone:
        assert shade(phone) < 100
        assert overflow(phone) <= 0
        exchange = ask(phone, SEVEN_OF_NINE)
        ask(phone, HOSTILE_QUESTION)
        ask(phone, "x" * 300)
        assert overflow(phone) <= 0
        answer_box, source_box = exchange.locator(".answer").bounding_box(), exchange.locator(".sources").bounding_box()
        assert answer_box and source_box and source_box["y"] >= answer_box["y"] + answer_box["height"]
        exchange.locator("#marker-1-1").click()
        expect(viewer(phone).locator("mark").first).to_be_in_viewport()
        assert overflow(phone) <= 0
        for tab, part in TABS.items():
            open_tab(phone, tab)
            expect(phone.locator(part)).to_be_visible()
            assert overflow(phone) <= 0
            assert violations(phone) == []
