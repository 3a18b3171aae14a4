"""The page for everyone: axe in every state, phones, dark mode, zoom."""

import re

import pytest
from playwright.sync_api import Browser, expect

from .visits import (
    BIRMINGHAM,
    HOSTILE_QUESTION,
    NARROW,
    PHONE,
    SEVEN_OF_NINE,
    ask,
    open_tab,
    opened,
    overflow,
    viewer,
    violations,
)


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_axe_finds_nothing_wrong_on_any_tab(browser: Browser, url: str, dark: bool) -> None:
    with opened(browser, url, dark=dark) as page:
        expect(page.locator("button.example").first).to_be_visible()
        exchange = ask(page, SEVEN_OF_NINE)
        ask(page, BIRMINGHAM)
        exchange.locator(".marker").first.click()
        viewer(page)
        page.get_by_role("button", name="Ask", exact=True).click()
        expect(page.get_by_role("alert")).to_contain_text("question")
        page.get_by_text("Example questions").click()
        page.locator("#filters summary").click()
        expect(page.locator("#filters select").first).to_be_visible()
        assert violations(page) == []
        open_tab(page, "Progress")
        page.locator(".verdict-link").first.click()
        expect(page.locator(".verdict-link[aria-current]")).to_be_visible()
        page.locator("#progress select[name=other]").select_option("Worcestershire")
        expect(page.locator(".comparison")).to_be_visible()
        page.get_by_text("The figures as a table").first.click()
        assert violations(page) == []
        open_tab(page, "Documents")
        expect(page.locator(".coverage")).to_be_visible()
        page.locator("#viewer .close").click()
        assert violations(page) == []


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_a_narrow_phone_needs_no_sideways_scrolling(browser: Browser, url: str, dark: bool) -> None:
    with opened(browser, url, NARROW, dark) as page:
        assert overflow(page) <= 0
        exchange = ask(page, SEVEN_OF_NINE)
        ask(page, HOSTILE_QUESTION)
        ask(page, "x" * 300)
        assert overflow(page) <= 0
        answer_box, source_box = exchange.locator(".answer").bounding_box(), exchange.locator(".sources").bounding_box()
        assert answer_box and source_box and source_box["y"] >= answer_box["y"] + answer_box["height"]
        exchange.locator("#marker-1-1").click()
        expect(viewer(page).locator("mark").first).to_be_in_viewport()
        assert overflow(page) <= 0
        for tab, part in (("Progress", ".area-progress"), ("Documents", ".coverage")):
            open_tab(page, tab)
            expect(page.locator(part)).to_be_visible()
            assert overflow(page) <= 0


def test_dark_mode_is_dark_and_light_mode_light(browser: Browser, url: str) -> None:
    shades = []
    for dark in (False, True):
        with opened(browser, url, PHONE, dark) as page:
            colour = page.locator(".gradio-container").evaluate("frame => getComputedStyle(frame).backgroundColor")
            shades.append(sum(int(part) for part in re.findall(r"\d+", colour)[:3]))
    assert shades[0] > 700 > 100 > shades[1]
