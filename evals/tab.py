"""The Evaluate tab of the page: suites are run, and runs are read and compared, without a terminal.

The page finds this by its entry point. It is there where the page is for this machine alone, or ``SEND_EVALUATE`` says
so: a run takes both processors for minutes, and a report shows the questions of a suite with all that went wrong.
"""

from collections.abc import Callable
from pathlib import Path
from typing import Annotated

from fastapi import FastAPI, Query, Request
from fastapi.responses import HTMLResponse, JSONResponse

from assistant.desk import Rate
from assistant.page_guard import refused
from assistant.page_tabs import Page, Tab
from evals.tab_html import START, fault_html, form_html, pair_html, runs_html
from evals.tab_runs import Runs
from ingest.errors import KnownError

HERE = Path(__file__).parent
Name = Annotated[str, Query(max_length=200)]
Names = Annotated[list[str], Query(min_length=1, max_length=6)]
_FRESH = {"Cache-Control": "no-store"}


def evaluate_tab(page: Page) -> Tab | None:
    """The tab with its addresses; ``None`` where it is turned off."""
    wanted = page.settings.evaluate
    if not (page.is_own if wanted is None else wanted):
        return None
    runs = Runs(page.assistant, page.settings)
    _add_parts(page.app, runs)
    _add_steps(page.app, runs, page.has_password, Rate(page.settings.questions_per_minute))
    script, style = ((HERE / f"tab.{ending}").read_text("utf-8") for ending in ("js", "css"))
    return Tab(title="Evaluate", name="evaluate", html=START, script=script, style=style)


def _add_parts(app: FastAPI, runs: Runs) -> None:
    """The addresses of what the tab shows."""

    @app.get("/evaluate/form")
    def form() -> HTMLResponse:
        return _part(lambda: form_html(runs.suites(), runs.systems(), runs.loaded()))

    @app.get("/evaluate/runs")
    def listed() -> HTMLResponse:
        return _part(lambda: runs_html(runs.listed(), runs.folder))

    @app.get("/evaluate/compare")
    def compared(first: Name, other: Name) -> JSONResponse:
        try:
            return JSONResponse({"html": pair_html(runs.compared(first, other))}, headers=_FRESH)
        except KnownError as fault:
            return JSONResponse({"words": str(fault)}, headers=_FRESH)

    @app.get("/evaluate/report")
    def report(run: Names) -> HTMLResponse:
        return _part(lambda: runs.report(run))

    @app.get("/evaluate/work")
    def work() -> JSONResponse:
        return JSONResponse(runs.work().model_dump(), headers=_FRESH)


def _add_steps(app: FastAPI, runs: Runs, has_password: bool, rate: Rate) -> None:
    """The addresses that do something; only the page's own script may call them."""

    @app.post("/evaluate/run")
    def run(request: Request, suite: Name, system: Name) -> JSONResponse:
        return refused(request, has_password, rate) or _begun(lambda: runs.start(suite, system))

    @app.post("/evaluate/go-on")
    def go_on(request: Request, run: Name) -> JSONResponse:
        return refused(request, has_password, rate) or _begun(lambda: runs.go_on(run))

    @app.post("/evaluate/stop")
    def stop(request: Request) -> JSONResponse:
        return refused(request, has_password, rate) or _begun(runs.stop)


def _part(make: Callable[[], str]) -> HTMLResponse:
    try:
        return HTMLResponse(make(), headers=_FRESH)
    except KnownError as fault:
        return HTMLResponse(fault_html(str(fault)), 409, headers=_FRESH)


def _begun(step: Callable[[], None]) -> JSONResponse:
    try:
        step()
    except KnownError as fault:
        return JSONResponse({"words": str(fault)})  # 202 would say that it has begun
    return JSONResponse({}, 202)
