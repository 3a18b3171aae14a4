"""The page as people meet it: a real index, a real server, a real Chromium."""

import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx
import pytest
from playwright.sync_api import Browser, Locator, Page, ViewportSize, expect, sync_playwright

from assistant.answers import Answer
from assistant.app import page_server
from assistant.ask import Assistant
from assistant.render import date_in_words
from ingest.build import build
from ingest.catalogue import DEFAULT_CORPUS
from ingest.embed import Embedder
from ingest.errors import KnownError, SettingsError, StoreError
from ingest.place import Folder

ROOT = Path(__file__).parents[1]
CHROMIUM = os.environ.get("CHROMIUM") or shutil.which("chromium") or "/usr/bin/chromium"
OFFLINE = "--disable-quic --no-first-run --disable-background-networking --disable-component-update --disable-sync"
ARGUMENTS = ["--no-sandbox", "--disable-gpu", *OFFLINE.split()]
expect.set_options(timeout=60_000)  # a busy machine may take long; what is waited for is what is asserted

WIDE = ViewportSize(width=1280, height=900)
PHONE = ViewportSize(width=375, height=800)
NARROW = ViewportSize(width=320, height=640)

SEVEN_OF_NINE = "How many of the nine weaknesses had improved by 2022?"
BIRMINGHAM = "How many weaknesses were found in Birmingham?"
RUTLAND = "What percentage of education, health and care plans were issued on time in Rutland in 2018?"
HOSTILE_SENTENCE = (
    "In 2018, 43% of <script>window.__pwned = 1</script> education, health and care plans in Rutland were issued on "
    'time <img src=x onerror="window.__pwned = 2"> [see](javascript:window.__pwned=3) **bold** `code` [1] '
    "{{constructor}} ${window.__pwned = 4} &lt;b&gt; $$x$$ <b onclick=alert(5)>here</b>."
)
HOSTILE_DOCUMENT = f"""Joint local area SEND inspection in Rutland <svg onload="window.__pwned = 6">

4 March 2019

Dear Mr Example

Main findings <img src=x onerror="window.__pwned = 7">

{HOSTILE_SENTENCE}

Leaders know their strengths. Parents in Rutland told inspectors that the local offer is easy to find.
"""
HOSTILE_QUESTION = (
    'What <script>window.__pwned = 1</script> did <img src=x onerror="window.__pwned = 2"> inspectors find '
    "[here](javascript:window.__pwned=3) about **EHC** plans in Walsall ${window.__pwned = 4} {{it}} &lt;i&gt;?"
)


@pytest.fixture(scope="module")
def assistant(tmp_path_factory: pytest.TempPathFactory, embedder: Embedder) -> Iterator[Assistant]:
    """The assistant on the records of ``corpus/`` and one hostile document."""
    folder = tmp_path_factory.mktemp("hostile")
    (folder / "rutland-2019-letter.txt").write_text(HOSTILE_DOCUMENT, "utf-8")
    place = Folder(path=tmp_path_factory.mktemp("page") / "index")
    build([DEFAULT_CORPUS, folder], place, embedder)
    with Assistant.open(place.path) as opened:
        yield opened


@contextmanager
def serving(assistant: Assistant) -> Iterator[str]:
    """The page on a free port of this machine, as ``serve`` makes it; gives its address."""
    is_ready = threading.Event()
    server = page_server(assistant, "127.0.0.1", 0, lambda url: is_ready.set())
    thread = threading.Thread(target=server.run_until_stopped)
    thread.start()
    try:
        assert is_ready.wait(60)
        yield server.url
    finally:
        server.should_exit = True
        thread.join(30)


@pytest.fixture(scope="module")
def contacted() -> list[str]:
    """Addresses that this process connects to from now on and that are not this machine's."""
    found: list[str] = []

    def watch(event: str, arguments: tuple[object, ...]) -> None:
        address = arguments[1] if event == "socket.connect" else None
        if isinstance(address, tuple) and address[0] not in {"127.0.0.1", "::1", "localhost"}:
            found.append(str(address))

    sys.addaudithook(watch)
    return found


@pytest.fixture(scope="module")
def url(assistant: Assistant, contacted: list[str]) -> Iterator[str]:
    with serving(assistant) as address:
        yield address


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    if not Path(CHROMIUM).exists() and not os.environ.get("CI"):
        pytest.skip(f"needs Chromium, and there is none at {CHROMIUM} (CHROMIUM=/path/to/it names another)")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        yield browser
        browser.close()


@contextmanager
def opened(browser: Browser, url: str, size: ViewportSize = WIDE, dark: bool = False) -> Iterator[Page]:
    """A new visitor's page. Whatever is done with it, no script of a document runs and no other host is asked."""
    context = browser.new_context(viewport=size, color_scheme="dark" if dark else "light")
    context.set_default_timeout(60_000)
    page = context.new_page()
    asked: list[str] = []
    dialogs: list[str] = []
    failures: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.on("dialog", lambda dialog: (dialogs.append(dialog.message), dialog.dismiss()))
    page.on("pageerror", lambda error: failures.append(str(error)))
    page.goto(url)
    expect(box(page)).to_be_visible()
    yield page
    assert not [address for address in asked if not address.startswith((url, "data:", "blob:"))]
    assert not dialogs
    assert not failures
    assert page.evaluate("window.__pwned") is None
    context.close()


@pytest.fixture
def page(browser: Browser, url: str) -> Iterator[Page]:
    with opened(browser, url) as page:
        yield page


def box(page: Page) -> Locator:
    return page.get_by_label("Your question")


def ask(page: Page, question: str) -> Locator:
    """Asks by the button; gives the finished exchange."""
    count = page.locator(".exchange").count()
    box(page).fill(question)
    page.get_by_role("button", name="Ask", exact=True).click()
    return finished(page, count + 1)


def finished(page: Page, n: int) -> Locator:
    exchange = page.locator(f"#exchange-{n}")
    expect(exchange.locator(".status, .fault")).to_be_visible()
    return exchange


def has_focus(page: Page, place: Locator) -> None:
    expect(place).to_be_focused()
    expect(place).to_be_in_viewport()


def overflow(page: Page) -> int:
    """By how many pixels the page is wider than its window."""
    return int(page.evaluate("document.documentElement.scrollWidth - window.innerWidth"))


def test_a_question_gets_an_answer_with_its_quote_beside_it(page: Page, assistant: Assistant) -> None:
    expected = assistant.ask(SEVEN_OF_NINE).citations[0]
    exchange = ask(page, SEVEN_OF_NINE)
    expect(exchange.get_by_role("heading", name=SEVEN_OF_NINE)).to_be_visible()
    expect(exchange.locator(".status")).to_have_text("Answered")
    expect(exchange.locator(".answer")).to_contain_text(re.compile("seven", re.IGNORECASE))
    expect(exchange.get_by_role("heading", name="Where this comes from")).to_be_visible()
    source = exchange.locator("#source-1-1")
    expect(source.locator(".source-title")).to_have_text(f"[1] {expected.title}")
    expect(source.locator(".facts")).to_contain_text(date_in_words(expected.published))
    expect(source.locator(".facts")).to_contain_text(expected.section)
    expect(source.locator("blockquote")).to_have_text(expected.quote)
    text = assistant.document_text(expected.document)
    assert text[expected.start : expected.end] == expected.quote
    answer_box, source_box = exchange.locator(".answer").bounding_box(), source.bounding_box()
    assert answer_box and source_box and source_box["x"] >= answer_box["x"] + answer_box["width"]
    expect(box(page)).to_have_value("")


def test_a_marker_leads_to_its_own_source_and_back(page: Page) -> None:
    ask(page, SEVEN_OF_NINE)
    second = ask(page, "When was Worcestershire inspected?")
    marker = second.locator("#marker-2-1")
    marker.click()
    has_focus(page, page.locator("#source-2-1"))
    page.locator("#source-2-1").get_by_role("link", name="Back to [1]").click()
    has_focus(page, marker)
    page.locator("#marker-1-1").click()
    has_focus(page, page.locator("#source-1-1"))


def test_the_keyboard_is_enough(page: Page) -> None:
    for _ in range(10):
        page.keyboard.press("Tab")
        if box(page).evaluate("field => field === document.activeElement"):
            break
    expect(box(page)).to_be_focused()
    page.keyboard.type(SEVEN_OF_NINE)
    page.keyboard.press("Enter")
    exchange = finished(page, 1)
    for _ in range(10):
        page.keyboard.press("Shift+Tab")
        if page.evaluate("document.activeElement.id") == "marker-1-1":
            break
    page.keyboard.press("Enter")
    has_focus(page, exchange.locator("#source-1-1"))
    page.keyboard.press("Tab")
    assert exchange.locator("#source-1-1 a:focus").count() == 1


def test_each_kind_of_user_finds_example_questions_that_are_answered(page: Page) -> None:
    expect(page.locator("button.example").first).to_be_visible()
    for audience in ("Parents and carers", "Councillors", "Council and partnership staff"):
        assert page.locator(".audience", has_text=audience).get_by_role("button").count() >= 1
    questions = page.locator("button.example").all_text_contents()
    assert len(set(questions)) == len(questions)
    for n, question in enumerate(questions, 1):
        button = page.get_by_role("button", name=question)
        if not button.is_visible():
            page.get_by_text("Example questions").click()
        button.click()
        exchange = finished(page, n)
        expect(exchange.get_by_role("heading", name=question)).to_be_visible()
        expect(exchange.locator(".status")).to_have_text("Answered")
        assert exchange.locator(".source").count() >= 1


def test_what_is_loaded_is_said_before_anything_is_asked(page: Page, assistant: Assistant) -> None:
    sources = [info.source for info in assistant.sources()]
    expect(page.locator(".loaded p")).to_contain_text(f"{len(sources)} documents")
    for area in {source.local_area for source in sources if source.local_area}:
        expect(page.locator(".loaded p")).to_contain_text(area)
    page.get_by_text("Show the documents").click()
    for source in sources:
        expect(page.locator(".loaded dd", has_text=source.title).first).to_be_visible()


def test_a_question_that_the_documents_do_not_answer_is_refused_plainly(page: Page) -> None:
    exchange = ask(page, BIRMINGHAM)
    expect(exchange.locator(".status")).to_have_text("Not in the documents")
    expect(exchange.locator(".answer")).to_contain_text("Birmingham")


def test_a_follow_up_question_is_understood_from_the_conversation(page: Page) -> None:
    ask(page, "When was Worcestershire inspected?")
    exchange = ask(page, "And Walsall?")
    expect(exchange.locator(".status")).not_to_have_text("Not in the documents")
    expect(exchange.locator(".sources")).to_contain_text("Walsall")


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


def test_dark_mode_is_dark_and_light_mode_light(browser: Browser, url: str) -> None:
    shades = []
    for dark in (False, True):
        with opened(browser, url, PHONE, dark) as page:
            colour = page.locator(".gradio-container").evaluate("frame => getComputedStyle(frame).backgroundColor")
            shades.append(sum(int(part) for part in re.findall(r"\d+", colour)[:3]))
    assert shades[0] > 700 > 100 > shades[1]


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
    page.get_by_text("Show the documents").click()
    expect(page.locator(".loaded")).to_contain_text("Rutland")


def test_an_empty_question_is_pointed_out_and_nothing_is_asked(page: Page) -> None:
    for nothing in ("", "   "):
        box(page).fill(nothing)
        page.get_by_role("button", name="Ask", exact=True).click()
        expect(page.get_by_role("alert")).to_contain_text("question")
        assert page.locator(".exchange").count() == 0
    ask(page, SEVEN_OF_NINE)
    expect(page.get_by_role("alert")).to_have_text("")


def test_an_overlong_question_stays_in_the_box_to_be_shortened(page: Page) -> None:
    box(page).fill("plans " * 20_000)
    page.get_by_role("button", name="Ask", exact=True).click()
    expect(page.get_by_role("alert")).to_contain_text("120,000 characters")
    expect(box(page)).to_have_value("plans " * 20_000)
    assert page.locator(".exchange").count() == 0


@pytest.mark.parametrize(
    ("fault", "shown"),
    [
        (StoreError("The store cannot be reached", "Start it again"), "The store cannot be reached. Start it again."),
        (RuntimeError("secret detail"), "Something went wrong while answering."),
    ],
    ids=["known", "unexpected"],
)
def test_a_fault_is_a_plain_sentence_and_the_next_question_is_answered(
    page: Page, assistant: Assistant, monkeypatch: pytest.MonkeyPatch, fault: Exception, shown: str
) -> None:
    def fail(*_: object, **__: object) -> Answer:
        raise fault

    with monkeypatch.context() as broken:
        broken.setattr(assistant, "ask", fail)
        if isinstance(fault, KnownError):
            broken.setattr(assistant, "sources", fail)
        exchange = ask(page, SEVEN_OF_NINE)
    expect(exchange.locator(".answer")).to_contain_text(shown)
    expect(page.locator("body")).not_to_contain_text(re.compile("Traceback|secret detail"))
    expect(ask(page, SEVEN_OF_NINE).locator(".status")).to_have_text("Answered")


def test_people_who_ask_at_the_same_time_see_only_their_own_conversation(browser: Browser, url: str) -> None:
    areas = ["Walsall", "Worcestershire"]
    with opened(browser, url) as first, opened(browser, url) as second:
        visitors = [first, second]
        for visitor, area in zip(visitors, areas, strict=True):
            box(visitor).fill(f"When was {area} inspected?")
        for visitor in visitors:
            box(visitor).press("Enter")
        for visitor in visitors:
            finished(visitor, 1)
        for visitor in visitors:
            box(visitor).fill("Which inspectors visited it?")
            box(visitor).press("Enter")
        for visitor, own, other in zip(visitors, areas, reversed(areas), strict=True):
            finished(visitor, 2)
            assert visitor.locator(".exchange").count() == 2
            expect(visitor.locator("#conversation")).to_contain_text(own)
            expect(visitor.locator("#conversation")).not_to_contain_text(other)


def test_a_conversation_can_be_cleared(page: Page) -> None:
    ask(page, SEVEN_OF_NINE)
    page.get_by_role("button", name="Clear the conversation").click()
    expect(page.locator(".exchange")).to_have_count(0)
    expect(page.get_by_role("button", name="Clear the conversation")).to_be_hidden()
    ask(page, BIRMINGHAM)
    expect(page.locator(".exchange")).to_have_count(1)


def test_nothing_leaves_this_machine_while_the_page_is_used(page: Page, contacted: list[str]) -> None:
    ask(page, SEVEN_OF_NINE)
    ask(page, BIRMINGHAM)
    assert contacted == []


def test_the_browser_is_told_to_keep_to_this_host(page: Page, url: str) -> None:
    refused = page.evaluate(
        """() => new Promise((done) => {
            document.addEventListener("securitypolicyviolation", (event) => done(event.blockedURI), { once: true });
            fetch("http://192.0.2.1/").catch(() => setTimeout(done, 1000, "not refused by the page's own rule"));
        })"""
    )
    assert refused == "http://192.0.2.1/"
    headers = page.request.get(url).headers
    assert "default-src 'self'" in headers["content-security-policy"]
    assert headers["referrer-policy"] == "no-referrer"


def test_serve_says_when_it_is_ready_refuses_a_second_on_its_port_and_stops_when_told(records_index: Folder) -> None:
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "assistant", "serve", "--index", str(records_index.path), "--port", str(port)]
    first = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    try:
        assert first.stdout
        ready = first.stdout.readline()
        assert ready == f"SEND assistant is ready: http://127.0.0.1:{port}\n", (first.kill(), first.communicate())
        assert httpx.get(f"http://127.0.0.1:{port}/", trust_env=False).status_code == 200
        second = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=120, check=False)
        assert second.returncode == 1
        assert re.fullmatch(rf".*{port}.*--port.*\n", second.stderr)
        first.send_signal(signal.SIGINT)
        out, err = first.communicate(timeout=60)
        assert (out, "Traceback" in err) == ("", False)
    finally:
        first.kill()
        first.communicate()


def test_a_taken_port_is_told_with_the_remedy(assistant: Assistant) -> None:
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = other.getsockname()[1]
        with pytest.raises(SettingsError, match=f"(?s){port}.*--port"):
            page_server(assistant, "127.0.0.1", port, lambda url: None)


@pytest.mark.parametrize(("host", "port"), [("127.0.0.1", 70_000), ("192.0.2.1", 0)])
def test_an_address_that_is_not_this_machines_is_told(assistant: Assistant, host: str, port: int) -> None:
    with pytest.raises(SettingsError):
        page_server(assistant, host, port, lambda url: None)
