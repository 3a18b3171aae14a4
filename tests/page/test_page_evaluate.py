"""The Evaluate tab: a suite is run, stopped and gone on with; reports are read, and two runs compared."""

import logging
import re
import threading
from importlib.metadata import EntryPoint
from pathlib import Path

import httpx
import pytest
from fastapi import FastAPI
from playwright.sync_api import Locator, Page, expect

from assistant import page_tabs
from assistant.ask import Assistant
from assistant.page_settings import PageSettings
from evals.tab import evaluate_tab
from evals.tab_work import Worker
from ingest.errors import SuiteError

from .visits import MANY, open_tab, violations

OURS = {"X-SEND-Assistant": "1"}


@pytest.fixture
def tab(elsewhere: Page) -> Locator:
    """The Evaluate tab, filled."""
    open_tab(elsewhere, "Evaluate")
    expect(elsewhere.locator(".evaluate .run-list")).to_be_visible()
    return elsewhere.locator(".evaluate")


def begin(tab: Locator, suite: str) -> None:
    tab.locator("select[name=suite]").select_option(suite)
    tab.get_by_role("button", name="Run", exact=True).click()


def test_a_run_is_watched_stopped_gone_on_with_and_its_report_read(tab: Locator) -> None:
    page = tab.page
    begin(tab, "many")
    expect(tab.locator(".working label")).to_contain_text(f"of {MANY} questions")
    assert float(tab.locator("progress").get_attribute("value") or 0) > 0
    tab.get_by_role("button", name="Stop").click()
    expect(tab.locator(".results")).to_contain_text(f"of {MANY} questions. You can go on with it.")
    expect(tab.locator(".working")).to_be_hidden()
    tab.get_by_role("button", name="Go on").click()
    expect(tab.locator(".results")).to_have_text(f"Done: {MANY} of {MANY} questions asked, 100% of {MANY} passed.")
    row = tab.locator(".run-list tr", has_text="many-quotes-")
    expect(row.locator("td").nth(1)).to_have_text(f"{MANY} of {MANY}")
    expect(row.locator("td").first).to_contain_text("100% (99% to 100%)")
    row.get_by_role("link", name="This assistant: many").click()
    report = page.frame_locator(".evaluate iframe")
    expect(report.get_by_role("heading", name="Evaluation report")).to_be_visible()
    expect(tab.locator("#evaluate-outcome")).to_be_focused()
    with page.context.expect_page() as opened:
        tab.get_by_role("link", name="Open the report in a new tab").click()
    expect(opened.value.get_by_role("heading", name=f"many: {MANY} cases")).to_be_visible()
    opened.value.close()
    tab.get_by_role("button", name="Close the report").click()
    expect(row.get_by_role("link")).to_be_focused()


def test_axe_finds_nothing_wrong_while_a_run_is_under_way_or_a_report_open(tab: Locator) -> None:
    page = tab.page
    work = {"run": "many", "stage": "Asking", "done": 12, "total": 60, "words": "", "ok": True}
    page.route("**/evaluate/work", lambda route: route.fulfill(json=work))
    open_tab(page, "Documents")
    open_tab(page, "Evaluate")
    expect(tab.locator(".working label")).to_have_text("Asking: 12 of 60 questions")
    tab.locator(".run-list tr", has_text="honest").get_by_role("link").click()
    report = page.frame_locator(".evaluate iframe")
    expect(report.get_by_role("heading", name="Evaluation report")).to_be_visible()
    assert violations(page) == []
    page.unroute("**/evaluate/work")
    expect(tab.locator(".working")).to_be_hidden()
    tab.get_by_role("button", name="Close the report").click()


def test_two_runs_are_compared_with_the_sentence_that_says_whether_they_differ(tab: Locator) -> None:
    page = tab.page
    for name, run in (("first", "refusing"), ("other", "honest")):
        tab.locator(f"select[name={name}]").select_option(run)
    tab.get_by_role("button", name="Compare").click()
    expect(tab.locator(".verdict-line")).to_contain_text("The difference is real: honest passes 12 of 12 cases")
    report = page.frame_locator(".evaluate iframe")
    expect(report.get_by_role("heading", name="Which is better")).to_be_visible()
    assert violations(page) == []
    tab.locator("select[name=first]").select_option("honest")
    tab.get_by_role("button", name="Compare").click()
    expect(tab.locator(".results .fault")).to_have_text("These are the same run. Choose two.")
    tab.get_by_role("button", name="Close the report").click()


def test_what_cannot_be_run_is_told_in_one_line(tab: Locator) -> None:
    expect(tab.locator(".notes li", has_text="broken")).to_contain_text("no question in it")
    begin(tab, "broken")
    expect(tab.locator(".results .fault")).to_contain_text("broken.yaml, line 1: no question in it. Mend it")


def test_the_fault_of_a_run_is_the_one_line_that_the_command_says(tmp_path: Path) -> None:
    worker = Worker()
    worker.start([str(tmp_path / "none.yaml"), "--out", str(tmp_path / "run")], tmp_path / "run", 5)
    with pytest.raises(SuiteError, match="An evaluation is under way"):
        worker.start([], tmp_path, 5)
    while (work := worker.work()).stage:
        threading.Event().wait(0.05)
    assert not work.ok
    assert re.fullmatch(r"the suite .*none\.yaml cannot be read: [^.]+\. name a YAML file of questions\.", work.words)


def test_other_sites_can_begin_nothing_and_names_lead_nowhere(url: str) -> None:
    for path in ("evaluate/run?suite=many&system=quotes", "evaluate/stop", "evaluate/go-on?run=honest"):
        assert httpx.post(f"{url}/{path}", trust_env=False).status_code == 403
    for path in ("report?run=..", "report?run=../runs/honest", "compare?first=honest&other=/etc"):
        assert "There is no such run" in httpx.get(f"{url}/evaluate/{path}", trust_env=False).text
    for run in ("..", "honest/.."):
        told = httpx.post(f"{url}/evaluate/go-on", params={"run": run}, headers=OURS, trust_env=False)
        assert told.json()["words"].startswith("There is no such run")


def test_a_run_of_another_program_is_not_gone_on_with(url: str) -> None:
    told = httpx.post(f"{url}/evaluate/go-on?run=honest", headers=OURS, trust_env=False)
    assert "begun with another index" in told.json()["words"]


@pytest.mark.parametrize(
    ("wanted", "has_password", "is_own", "there"),
    [(None, False, True, True), (None, True, False, False), (True, True, False, True), (False, False, True, False)],
)
def test_the_tab_is_there_for_this_machine_alone_unless_the_setting_says_otherwise(
    assistant: Assistant, tmp_path: Path, wanted: bool | None, has_password: bool, is_own: bool, there: bool
) -> None:
    settings = PageSettings.model_validate({"evaluate": wanted, "evaluate_folder": tmp_path})
    made = evaluate_tab(page_tabs.Page(FastAPI(), assistant, settings, has_password, is_own))
    assert (made is not None) is there


def test_the_page_does_without_what_brings_a_tab(
    assistant: Assistant, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    entry = EntryPoint("evaluate", "no_such_package.tab:evaluate_tab", page_tabs.GROUP)
    monkeypatch.setattr(page_tabs, "entry_points", lambda group: [entry])
    page = page_tabs.Page(FastAPI(), assistant, PageSettings(), False, True)
    with caplog.at_level(logging.WARNING):
        assert page_tabs.further_tabs(page) == ()
    assert "The tab evaluate cannot be loaded" in caplog.text
