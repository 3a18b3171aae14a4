"""What all tests of the page share: one index, one server, one Chromium, and a visitor's page."""

import os
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from making import make, scanned
from measuring import AlwaysRefuses, Honest, ran, written
from playwright.sync_api import Browser, Page, expect, sync_playwright

from assistant.ask import Assistant
from evals.cases import load_suite
from ingest.build import build
from ingest.catalogue import DEFAULT_CORPUS
from ingest.embed import Embedder
from ingest.place import Folder

from .visits import ARGUMENTS, CHROMIUM, HOSTILE_DOCUMENT, MANY, PLAN, box, choose, open_tab, opened, serving


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
    written(made, MANY)
    suite = load_suite(made / "suite.yaml")
    ran(made, suite, Honest(), "honest").path.rename(folder / "honest")
    ran(made, suite, AlwaysRefuses(), "refusing").path.rename(folder / "refusing")
    for name, text in (("many", MANY), ("broken", "questions: []")):
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
        expect(page.locator("button.example").first).to_be_visible()
        yield page


@pytest.fixture
def page(visit: Page) -> Iterator[Page]:
    """The page with nothing asked, chosen or opened."""
    yield visit
    if visit.locator("#viewer").is_visible():
        visit.locator("#viewer .close").click()
    open_tab(visit, "Ask")
    for name in ("area", "period", "kind"):
        select = visit.locator(f"#filters select[name={name}]")
        if select.input_value():
            choose(visit, name, "")
    box(visit).fill("")
    clear = visit.get_by_role("button", name="Clear the conversation")
    if clear.is_visible():
        clear.click()
    expect(visit.locator(".exchange")).to_have_count(0)
    assert visit.evaluate("window.__pwned") is None
