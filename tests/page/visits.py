"""Visits to the page: what a visitor does, and what must not happen to them."""

import os
import re
import shutil
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from axe_playwright_python.sync_playwright import Axe
from making import Grid, Heading, Items, Text
from playwright.sync_api import Browser, Locator, Page, ViewportSize, expect

from assistant.app import page_server
from assistant.ask import Assistant
from assistant.page_settings import PageSettings
from evals.tab import evaluate_tab

CHROMIUM = os.environ.get("CHROMIUM") or shutil.which("chromium") or "/usr/bin/chromium"
OFFLINE = "--disable-quic --no-first-run --disable-background-networking --disable-component-update --disable-sync"
ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--in-process-gpu", *OFFLINE.split()]
expect.set_options(timeout=60_000)  # a busy machine may take long; what is waited for is what is asserted
SEEN = "(selector) => document.querySelector(selector)?.checkVisibility()"
SETTLED = """(n) => document.querySelector(`#exchange-${n} :is(.status, .fault)`)?.checkVisibility()
    && document.querySelector("#ask")?.checkVisibility()"""

LEAVING = re.compile(r"AbortError: signal is aborted|Connection errored out")
"""What Gradio's scripts complain of when a page is left or loaded anew while they wait for its server."""

TABS = [evaluate_tab]
"""What an installed copy finds by its entry point, which a checkout need not have."""

WIDE = ViewportSize(width=1280, height=900)
PHONE = ViewportSize(width=375, height=800)
NARROW = ViewportSize(width=320, height=640)

SEVEN_OF_NINE = "How many of the nine weaknesses had improved by 2022?"
BIRMINGHAM = "How many weaknesses were found in Birmingham?"
RUTLAND = "What percentage of education, health and care plans were issued on time in Rutland in 2018?"
HEREFORDSHIRE = "Which actions does the plan for Herefordshire set out on speech and language therapy?"
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
LONG_ACTION = (
    "Employ two more speech and language therapists, so that no child waits longer than eighteen weeks for a first "
    "assessment, and tell each family of a child on the list every four weeks when the assessment will be. "
)
PLAN = (
    Heading("Priority action plan for Herefordshire", 1),
    Text("4 March 2024"),
    Text("This plan of Herefordshire Council says how children and young people with SEND will be helped sooner."),
    *(
        Text(f"Paragraph {n} of the introduction fills the page, so that the table runs over its end.")
        for n in range(9)
    ),
    Heading("Actions", 2),
    Grid(
        ("Action on speech and language therapy", "Lead", "By"),
        tuple((f"{LONG_ACTION}This is action {n}.", f"Therapy lead {n}", f"{n} May 2024") for n in range(1, 9)),
    ),
    Heading("What comes next", 2),
    Items(("The board meets every month.", "Parents and carers are told of progress every term.")),
)
MANY = 300
"""Questions of a run that is stopped while it goes on."""


def suite_of(questions: int) -> str:
    """A suite of as many questions, which have one answer."""
    cases = (
        f"""- id: improved-{n}
  question: How many of the nine weaknesses had improved?
  facts: [["seven of the nine"]]
  cites: [walsall-2022-revisit-letter]
"""
        for n in range(questions)
    )
    return f"questions:\n{''.join(cases)}"


@contextmanager
def serving(
    assistant: Assistant, password: str | None = None, generator: str = "quotes", **settings: object
) -> Iterator[str]:
    """The page on a free port of this machine, as ``serve`` makes it; gives its address."""
    is_ready = threading.Event()
    given = PageSettings.model_validate({"questions_per_minute": 10_000, **settings})
    server = page_server(assistant, "127.0.0.1", 0, lambda url: is_ready.set(), generator, password, given, TABS)
    thread = threading.Thread(target=server.run_until_stopped)
    thread.start()
    try:
        assert is_ready.wait(60)
        yield server.url
    finally:
        server.should_exit = server.force_exit = True  # no waiting for visitors who are still connected
        thread.join(30)


class Watched:
    """A page, and whatever happens to it that must not happen."""

    def __init__(self, page: Page, url: str) -> None:
        self.page, self.url = page, url
        self.asked: list[str] = []
        self.dialogs: list[str] = []
        self.failures: list[str] = []
        self.times_loaded = 0
        page.on("load", self._count)
        page.on("request", lambda request: self.asked.append(request.url))
        page.on("dialog", lambda dialog: (self.dialogs.append(dialog.message), dialog.dismiss()))
        page.on("pageerror", lambda error: self.failures.append(str(error)))
        page.on("console", lambda said: self.failures.append(said.text) if said.type == "error" else None)

    def _count(self, _: Page) -> None:
        self.times_loaded += 1

    def check(self) -> None:
        """No script of a document has run, and no other host was asked."""
        assert not [address for address in self.asked if not address.startswith((self.url, "data:", "blob:"))]
        assert not self.dialogs
        failures = [f for f in self.failures if not (self.times_loaded > 1 and LEAVING.search(f))]
        assert failures == [], failures  # the console too stays empty
        assert self.page.evaluate("window.__pwned") is None


@contextmanager
def opened(
    browser: Browser, url: str, size: ViewportSize = WIDE, dark: bool = False, path: str = "", **more: object
) -> Iterator[Page]:
    """A new visitor's page."""
    context = browser.new_context(viewport=size, color_scheme="dark" if dark else "light", **more)  # type: ignore[arg-type]
    context.set_default_timeout(60_000)
    watched = Watched(context.new_page(), url)
    watched.page.goto(url + path)
    appears(watched.page, "#question textarea")
    expect(box(watched.page)).to_be_visible()
    yield watched.page
    watched.check()
    context.close()


def appears(page: Page, selector: str) -> None:
    """Waits until something is seen. ``expect`` asks again only after up to a second, and that adds up."""
    page.wait_for_function(SEEN, arg=selector)


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
    page.wait_for_function(SETTLED, arg=n)
    expect(exchange.locator(".status, .fault")).to_be_visible()
    expect(page.get_by_role("button", name="Ask", exact=True)).to_be_visible()
    return exchange


def choose(page: Page, name: str, value: str) -> None:
    """Chooses what is searched."""
    if not page.locator("#filters details").evaluate("details => details.open"):
        page.locator("#filters summary").click()
    page.locator(f"#filters select[name={name}]").select_option(value)


def has_focus(page: Page, place: Locator) -> None:
    expect(place).to_be_focused()
    expect(place).to_be_in_viewport()


def overflow(page: Page) -> int:
    """By how many pixels the page is wider than its window."""
    return int(page.evaluate("document.documentElement.scrollWidth - window.innerWidth"))


def violations(page: Page, rules: Sequence[str] = ()) -> list[str]:
    """What axe finds wrong with the page as it stands: WCAG 2.2 AA and good practice, or the named rules alone."""
    tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
    only = {"type": "rule", "values": list(rules)} if rules else {"type": "tag", "values": tags}
    found = Axe().run(page, options={"runOnly": only, "resultTypes": ["violations"]}).response["violations"]
    return [f"{entry['id']}: {entry['help']}: {[node['target'] for node in entry['nodes']]}" for entry in found]


def open_tab(page: Page, name: str) -> None:
    page.get_by_role("tab", name=name).click()
    expect(page.get_by_role("tab", name=name)).to_have_attribute("aria-selected", "true")


def viewer(page: Page) -> Locator:
    """The viewer, once it shows a document."""
    appears(page, "#viewer article")
    expect(page.locator("#viewer article")).to_be_visible()
    return page.locator("#viewer")
