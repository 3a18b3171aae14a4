"""The report as people meet it: one file, opened in a real Chromium, wide and on a phone."""

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from measuring import SUITE, Honest, Inventor, NeverRefuses, ran, written
from playwright.sync_api import Browser, Page, ViewportSize, sync_playwright

from evals.__main__ import main
from evals.cases import load_suite
from evals.plots import GROUPS
from evals.report_markdown import escaped
from evals.table import MEANINGS

CHROMIUM = os.environ.get("CHROMIUM") or shutil.which("chromium") or "/usr/bin/chromium"
HOSTILE = "'What of <script>document.title=1</script><img src=x onerror=document.title=2>?'"
WIDE, PHONE = ViewportSize(width=1280, height=900), ViewportSize(width=375, height=800)


@pytest.fixture(scope="module")
def report(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A report on three runs, of which one is of a suite with markup in a question."""
    path = tmp_path_factory.mktemp("report")
    text = SUITE.replace("What is the capital of France?", HOSTILE)
    suite = load_suite(written(path, text))
    for name, system in (("honest", Honest), ("inventor", Inventor), ("never", NeverRefuses)):
        ran(path, suite, system(), name)
    out = path / "report.html"
    assert main(["report", *(str(path / name) for name in ("honest", "inventor", "never")), "--out", str(out)]) == 0
    return out


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Chromium."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox", "--disable-gpu"])
        yield browser
        browser.close()


def opened(browser: Browser, report: Path, size: ViewportSize) -> tuple[Page, list[str]]:
    """The report in a window, and the addresses that it asked for."""
    page = browser.new_page(viewport=size)
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(report.as_uri())
    return page, asked


@pytest.mark.parametrize("size", [WIDE, PHONE], ids=["wide", "phone"])
def test_the_report_needs_nothing_else_and_fits_the_window(browser: Browser, report: Path, size: ViewportSize) -> None:
    page, asked = opened(browser, report, size)
    assert asked == [report.as_uri()]
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
    assert page.locator("summary", has_text="<script>").count() == 1, "markup in a question is shown as it is"
    assert page.title() == "Evaluation report"
    page.close()


def test_the_report_says_which_run_is_better_and_where_each_fails(browser: Browser, report: Path) -> None:
    page, _ = opened(browser, report, WIDE)
    verdicts = page.locator(".verdicts li").all_inner_texts()
    assert [verdict.split(":")[0] for verdict in verdicts] == ["The difference may be chance"] * 2
    assert page.locator("svg.track circle").count() > 20
    failed = page.locator("details.failed", has_text="talk/1")
    assert failed.count() == 1
    failed.locator("summary").click()
    shown = failed.inner_text()
    assert "not stated: 111" in shown
    assert "222" in shown, "the answer"
    assert "cited as [1]: walsall-2022-revisit-letter, page 1, 2022-06-23" in shown
    page.close()


def test_the_summary_stands_beside_it(report: Path) -> None:
    text = report.with_suffix(".md").read_text(encoding="utf-8")
    assert "| figures\\_cited | 100.0% (44% to 100%), n = 3 | 33.3%" in text
    assert "improved: How many of the nine weaknesses had improved?" in text


def test_markdown_shows_text_as_it_is() -> None:
    assert escaped("a_b | *c*\n<d>") == "a\\_b \\| \\*c\\* \\<d\\>"


def test_every_measure_has_its_place_in_the_report() -> None:
    assert sorted(name for group in GROUPS.values() for name in group) == sorted(MEANINGS)


def test_a_markdown_file_or_no_run_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["report", str(tmp_path), "--out", str(tmp_path / "report.html")]) == 1
    assert main(["report", str(tmp_path), "--out", str(tmp_path / "report.md")]) == 1
    assert len(capsys.readouterr().err.strip().splitlines()) == 2
