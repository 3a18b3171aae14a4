"""A language model's answer on the page: its sentences come one by one, and it can be stopped."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from assistant.ask import Assistant
from assistant.model import LanguageModel
from assistant.page_conversation import STOPPED
from assistant.settings import AssistantSettings
from tests.language_model import FakeModel
from tests.language_model import serving as model_serving

from .visits import box, finished, opened, serving, violations

QUESTION = "How many of the nine weaknesses in Walsall had improved?"
FIRST = "The area has made sufficient progress on seven of the nine significant weaknesses."
INVENTED = "The area has made sufficient progress on 40 weaknesses."
LAST = "The area has not made sufficient progress on two of the significant weaknesses."


def reply(asked: str) -> str:
    """Three sentences with the numbers of their evidence; the second of them is not borne out."""
    number = {
        words: next(line for line in asked.splitlines() if words in line).partition("]")[0]
        for words in ("seven of the nine", "not made sufficient progress on two")
    }
    first, last = (f"{found}]" for found in number.values())
    return f"{FIRST} {first}\n{INVENTED} {first}\n{LAST} {last}"


@pytest.fixture(scope="module")
def writing(browser: Browser, assistant: Assistant) -> Iterator[tuple[Page, FakeModel]]:
    """A page whose answers a slow language model writes, and the model."""
    with model_serving() as fake, pytest.MonkeyPatch.context() as patch:
        fake.say, fake.waits_before = reply, LAST
        patch.setattr(assistant, "_model", LanguageModel(AssistantSettings(model_url=fake.url, model="fake")))
        with serving(assistant, generator="fake") as address, opened(browser, address) as page:
            yield page, fake


def asked(page: Page) -> None:
    box(page).fill(QUESTION)
    box(page).press("Enter")


def test_stop_ends_what_is_being_written_and_the_question_comes_back(writing: tuple[Page, FakeModel]) -> None:
    page, fake = writing
    asked(page)
    expect(page.locator("#exchange-1 .answer")).to_contain_text(FIRST)
    page.get_by_role("button", name="Stop").click()
    expect(page.locator("#exchange-1 .fault")).to_have_text(STOPPED)
    expect(page.get_by_role("button", name="Ask", exact=True)).to_be_visible()
    expect(page.get_by_role("button", name="Stop")).to_be_hidden()
    expect(box(page)).to_have_value(QUESTION)
    assert fake.gone.wait(60)  # the model is not left to write on for nobody
    page.get_by_role("button", name="Clear the conversation").click()
    expect(page.locator(".exchange")).to_have_count(0)


def test_sentences_are_shown_as_soon_as_they_are_checked(writing: tuple[Page, FakeModel]) -> None:
    page, fake = writing
    asked(page)
    answer = page.locator("#exchange-1 .answer")
    expect(answer).to_contain_text(FIRST)
    expect(answer.locator(".waiting")).to_contain_text("is being written")
    expect(page.locator("#outcome")).to_contain_text("is being written")
    expect(answer).not_to_contain_text(LAST)
    assert violations(page) == []
    fake.go_on.set()
    expect(finished(page, 1).locator(".status")).to_have_text("Answered")
    expect(answer).to_contain_text(LAST)
    expect(answer.locator(".marker").first).to_be_visible()
    expect(page.locator("#conversation")).not_to_contain_text(INVENTED)
