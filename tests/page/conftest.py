"""What all tests of the page share: one index, one server, one Chromium, and a visitor's page."""

import os
import sys
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import pytest
from making import make, scanned
from measuring import AlwaysRefuses, Honest, ran, written
from playwright.sync_api import Browser, Locator, Page, expect, sync_playwright

from assistant import page_chat
from assistant.answers import Answer
from assistant.ask import Assistant
from assistant.page_examples import Examples, examples
from evals.cases import load_suite
from ingest.build import build
from ingest.catalogue import DEFAULT_CORPUS
from ingest.documents import Source
from ingest.embed import Embedder
from ingest.place import Folder

from .visits import (
    ARGUMENTS,
    CHROMIUM,
    HOSTILE_DOCUMENT,
    MANY,
    PLAN,
    SEVEN_OF_NINE,
    appears,
    ask,
    box,
    choose,
    open_tab,
    opened,
    serving,
    suite_of,
)


@pytest.fixture(scope="package", autouse=True)
def examples_chosen_once() -> Iterator[None]:
    """Every server asks its example questions before it shows them; for the same documents the answers are the same."""
    chosen: dict[tuple[str, ...], tuple[Examples, ...]] = {}

    def once(sources: Sequence[Source], ask: Callable[[str], Answer]) -> tuple[Examples, ...]:
        documents = tuple(source.id for source in sources)
        if documents not in chosen:
            chosen[documents] = examples(sources, ask)
        return chosen[documents]

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(page_chat, "examples", once)
        yield


@pytest.fixture(scope="package")
def library(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a hostile letter, a plan of several pages as a PDF, and a scan that cannot be read."""
    folder = tmp_path_factory.mktemp("library")
    (folder / "rutland-2019-letter.txt").write_text(HOSTILE_DOCUMENT, "utf-8")
    make(PLAN, "pdf", folder / "herefordshire-2024-plan")
    scanned(folder / "scan.pdf")
    return folder


@pytest.fixture(scope="package")
def assistant(tmp_path_factory: pytest.TempPathFactory, embedder: Embedder, library: Path) -> Iterator[Assistant]:
    """The assistant on the records of ``corpus/`` and on the made files."""
    place = Folder(path=tmp_path_factory.mktemp("page") / "index")
    build([DEFAULT_CORPUS, library], place, embedder)
    with Assistant.open(place.path) as opened:
        yield opened


@pytest.fixture(scope="package")
def contacted() -> list[str]:
    """Addresses that this process connects to from now on and that are not this machine's."""
    found: list[str] = []

    def watch(event: str, arguments: tuple[object, ...]) -> None:
        address = arguments[1] if event == "socket.connect" else None
        if isinstance(address, tuple) and address[0] not in {"127.0.0.1", "::1", "localhost"}:
            found.append(str(address))

    sys.addaudithook(watch)
    return found


@pytest.fixture(scope="package")
def evaluations(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder of evaluation runs: suites, one of which cannot be run, and two runs of one of them."""
    folder, made = tmp_path_factory.mktemp("runs"), tmp_path_factory.mktemp("made")
    (folder / "suites").mkdir()
    written(made, suite_of(12))
    suite = load_suite(made / "suite.yaml")
    ran(made, suite, Honest(), "honest").path.rename(folder / "honest")
    ran(made, suite, AlwaysRefuses(), "refusing").path.rename(folder / "refusing")
    for name, text in (("many", suite_of(MANY)), ("broken", "questions: []")):
        (folder / "suites" / f"{name}.yaml").write_text(text, "utf-8")
    return folder


@pytest.fixture(scope="package")
def url(assistant: Assistant, contacted: list[str], evaluations: Path) -> Iterator[str]:
    with serving(assistant, evaluate_folder=evaluations) as address:
        yield address


@pytest.fixture(scope="package")
def browser() -> Iterator[Browser]:
    if not Path(CHROMIUM).exists() and not os.environ.get("CI"):
        pytest.skip(f"needs Chromium, and there is none at {CHROMIUM} (CHROMIUM=/path/to/it names another)")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        yield browser
        browser.close()


@pytest.fixture(scope="package")
def visit(browser: Browser, url: str) -> Iterator[Page]:
    """One visitor's page for all tests: to load it takes longer than most of what is done on it."""
    with opened(browser, url) as page:
        appears(page, "button.example")
        yield page


@pytest.fixture
def elsewhere(visit: Page) -> Iterator[Page]:
    """The page with nothing opened beside it, for what is done on other tabs than Ask."""
    if visit.locator("#viewer").is_visible():
        visit.locator("#viewer .close").click()
    yield visit
    assert visit.evaluate("window.__pwned") is None


@pytest.fixture
def page(elsewhere: Page) -> Page:
    """The page with nothing asked, chosen or opened."""
    tidied(elsewhere)
    clear = elsewhere.get_by_role("button", name="Clear the conversation")
    if clear.is_visible():
        clear.click()
    expect(elsewhere.locator(".exchange")).to_have_count(0)
    return elsewhere


@pytest.fixture
def answered(elsewhere: Page, request: pytest.FixtureRequest) -> Locator:
    """One answered question and nothing else. Tests that leave it so share it, since to ask anew takes a second."""
    tidied(elsewhere)
    if elsewhere.locator(".exchange .question").all_text_contents() == [SEVEN_OF_NINE]:
        return elsewhere.locator("#exchange-1")
    return ask(request.getfixturevalue("page"), SEVEN_OF_NINE)


def tidied(page: Page) -> None:
    """Shows the Ask tab with nothing chosen or typed."""
    if page.get_by_role("tab", name="Ask").get_attribute("aria-selected") != "true":
        open_tab(page, "Ask")
    for name in page.eval_on_selector_all("#filters select", "all => all.filter((s) => s.value).map((s) => s.name)"):
        choose(page, name, "")
    if box(page).input_value():
        box(page).fill("")
