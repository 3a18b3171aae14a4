"""The HTML of the Evaluate tab. Everything that comes from suites and runs is escaped here."""

import re
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from urllib.parse import urlencode

from assistant.page_html import counted, text
from assistant.render import date_in_words
from evals.compare import Pair
from evals.tab_choices import OWN, SuiteChoice, SystemChoice
from evals.tab_runs import MOST_LISTED, Listed

START = (
    '<section class="evaluate" aria-labelledby="evaluate-title"><h2 id="evaluate-title">Evaluate</h2>'
    "<p>For staff: how good are the answers? A run asks every question of a suite and checks each answer against what "
    "its author read in the documents: are the facts there, is the right document cited, is every quote word for "
    "word, is what the documents do not say refused?</p>"
    '<div class="begin"><p>Fetching the suites…</p></div>'
    '<div class="working" hidden><label for="evaluate-progress">Loading</label>'
    '<progress id="evaluate-progress" max="1"></progress><button type="button" class="plain stop">Stop</button></div>'
    '<div role="status" class="results"></div><div class="runs"></div>'
    '<section class="outcome" aria-labelledby="evaluate-outcome" hidden>'
    '<h3 id="evaluate-outcome" tabindex="-1">Report</h3><div class="verdict-text"></div>'
    '<p class="outcome-links"><a target="_blank" rel="noopener">Open the report in a new tab</a>'
    '<button type="button" class="plain close">Close the report</button></p>'
    '<iframe title="Report" sandbox="allow-same-origin"></iframe></section></section>'
)
"""Filled by its script. The report runs no script, and may not: it is shown in a sandbox."""


def form_html(suites: Sequence[SuiteChoice], systems: Sequence[SystemChoice], loaded: frozenset[str]) -> str:
    """The form that begins a run."""
    best = min(suites, key=lambda suite: _lack(suite, loaded), default=None)
    names = "".join(
        f'<option value="{text(suite.name)}"{" selected" if suite is best else ""}>{text(_suite(suite))}</option>'
        for suite in suites
    )
    asked = "".join(f'<option value="{text(each.name)}">{text(each.words)}</option>' for each in systems)
    notes = "".join(f"<li>{_note(suite, loaded)}</li>" for suite in suites)
    return (
        '<form class="start"><div class="choices">'
        f'<label class="choice">Suite of questions<select name="suite" aria-describedby="evaluate-suites">{names}'
        f'</select></label><label class="choice">What answers them<select name="system">{asked}</select></label></div>'
        f'<ul id="evaluate-suites" class="notes">{notes}</ul><button type="submit" class="plain">Run</button></form>'
    )


def runs_html(runs: Sequence[Listed], folder: Path) -> str:
    """The list of runs, and below it the form that compares two."""
    kept = f'<p class="notes">Kept in <code>{text(str(folder))}</code>, on the machine that runs this page. '
    own = f"Suites of your own go into its folder <code>{OWN}</code>.</p>"
    if not runs:
        return f'<h3 id="evaluate-runs">Earlier runs</h3><p>None yet.</p>{kept}{own}'
    heads = "".join(f'<th scope="col">{head}</th>' for head in ("Run", "Passed", "Asked", "Begun", "Documents"))
    rows = "".join(map(_row, runs))
    shown = f"The newest {MOST_LISTED}. " if len(runs) == MOST_LISTED else ""
    return (
        f'<h3 id="evaluate-runs">Earlier runs</h3><p class="notes">{shown}A share is followed by its 95% interval: '
        "where the share of all such questions may lie.</p>"
        '<div class="scrolled" tabindex="0" role="region" aria-labelledby="evaluate-runs">'
        f'<table class="run-list"><thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table></div>'
        f"{_compare_form([run for run in runs if not run.fault])}{kept}{own}"
    )


def pair_html(pair: Pair) -> str:
    """The sentence that says whether two runs differ, and in what they were made differently."""
    differs = f"They differ in: {', '.join(pair.differs_in)}. " if pair.differs_in else ""
    left_out = f"{counted(pair.only_one, 'question')} that only one of them was asked are left out. "
    more = f"{pair.caution} {differs}{left_out if pair.only_one else ''}".strip()
    verdict = f'<p class="verdict-line {"real" if pair.real else "chance"}">{text(pair.verdict)}</p>'
    return f"{verdict}<p>{text(more)}</p>" if more else verdict


def fault_html(words: str) -> str:
    """What is wrong, in one line."""
    return f'<p class="fault">{text(words)}</p>'


def _suite(suite: SuiteChoice) -> str:
    questions = counted(len(suite.suite.cases), "question") if suite.suite else "cannot be used"
    return f"{_plain(suite.name)}: {questions}"


def _lack(suite: SuiteChoice, loaded: frozenset[str]) -> float:
    """The share of its documents that a suite cannot be run with."""
    missing, about = suite.missing(loaded)
    return missing / about if about else 1.0


def _plain(name: str) -> str:
    return re.sub(r"\bsend\b", "SEND", name.replace("_", " "))


def _note(suite: SuiteChoice, loaded: frozenset[str]) -> str:
    if suite.fault:
        return f"{text(_plain(suite.name))}: {text(suite.fault)}"
    missing, about = suite.missing(loaded)
    if not about:
        said = "names no document"
    elif missing == about:
        said = f"is about {counted(about, 'document')}, none of which is loaded: its answers will mostly be refusals"
    elif missing:
        said = f"is about {counted(about, 'document')}, of which {missing} {'is' if missing == 1 else 'are'} not loaded"
    else:
        said = f"is about {counted(about, 'document')}, all of them loaded"
    begin = f"<strong>{text(_plain(suite.name))}</strong>"
    return f"{begin}: {text(suite.words)}. It {said}." if suite.words else f"{begin} {said}."


def _row(run: Listed) -> str:
    if run.fault:
        return f'<tr><th scope="row">{text(run.name)}</th><td colspan="4">{text(run.fault)}</td></tr>'
    link = f"evaluate/report?{urlencode({'run': run.name})}"
    go_on = (
        f'<button type="button" class="plain go-on" data-run="{text(run.name)}">Go on'
        f'<span class="visually-hidden"> with {text(run.name)}</span></button>'
        if run.asked < run.cases
        else ""
    )
    cells = {
        "Passed": _passed(run),
        "Asked": f"{run.asked} of {run.cases}{go_on}",
        "Begun": text(_begun(run.started)),
        "Documents": f"{run.documents}",
    }
    data = "".join(f'<td data-label="{label}">{cell}</td>' for label, cell in cells.items())
    return (
        f'<tr><th scope="row"><a class="report" href="{text(link)}">{text(run.system)}: {text(_plain(run.suite))}</a>'
        f'<span class="run-name">{text(run.name)}</span></th>{data}</tr>'
    )


def _passed(run: Listed) -> str:
    passed = run.passed
    if passed is None or passed.value is None or passed.low is None or passed.high is None:
        return "not measured"
    return f"<strong>{passed.value:.0%}</strong> ({passed.low:.0%} to {passed.high:.0%})"


def _begun(started: str) -> str:
    try:
        moment = datetime.fromisoformat(started).astimezone()
    except ValueError:
        return started
    return f"{date_in_words(moment.date().isoformat())}, {moment:%H:%M}"


def _compare_form(runs: Sequence[Listed]) -> str:
    if len(runs) < 2:
        return ""
    newest = runs[0]
    same = next((number for number, run in enumerate(runs) if number and run.suite == newest.suite), 1)
    return (
        '<form class="compare"><h3>Compare two runs</h3><div class="choices">'
        f'<label class="choice">This run<select name="first">{_options(runs, same)}</select></label>'
        f'<label class="choice">with this one<select name="other">{_options(runs, 0)}</select></label></div>'
        '<button type="submit" class="plain">Compare</button></form>'
    )


def _in_words(run: Listed) -> str:
    """ "This assistant: known facts, 22 November 2026, 15:57, 95% passed"."""
    share = f", {run.passed.value:.0%} passed" if run.passed and run.passed.value is not None else ""
    return f"{run.system}: {_plain(run.suite)}, {_begun(run.started)}{share}"


def _options(runs: Sequence[Listed], chosen: int) -> str:
    return "".join(
        f'<option value="{text(run.name)}"{" selected" if number == chosen else ""}>{text(_in_words(run))}</option>'
        for number, run in enumerate(runs)
    )
