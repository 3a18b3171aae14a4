"""Runs -> one HTML file that needs nothing else, and a Markdown summary beside it.

The template escapes everything that comes from suites, answers and documents; a test opens the file in a browser.
"""

from collections.abc import Sequence
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from evals.compare import compare, names_of
from evals.failures import failure
from evals.folder import RunFolder
from evals.judges import judging
from evals.lines import writing
from evals.normalise import plain
from evals.outcomes import Outcome, Run, read_run
from evals.plots import axis, groups, tags
from evals.report_markdown import summary
from evals.report_parts import Axis, Failed, RunShown, SuiteShown
from evals.score import Score, score_run
from evals.sources import Sources
from ingest.errors import SuiteError

_HERE = Path(__file__).parent
_CITED = 5  # citations shown with a failed case


def write_report(folders: Sequence[RunFolder], out: Path, held_out: bool = False) -> tuple[Path, Path]:
    """Write a report on runs, suite by suite.

    Args:
        folders: at least one; the first of each suite is what the others are compared with.
        out: the HTML file; the summary has its name and the ending ``.md``.
        held_out: show failed cases that are held out, too.

    Returns:
        the two files.

    Raises:
        SuiteError: a folder is none of a run, or the files cannot be written.
    """
    if out.suffix == ".md":
        raise SuiteError(f"{out} is the name of a Markdown file", "name an .html file; the summary is put beside it")
    return write_shown(shown(folders, held_out), out)


def write_shown(suites: Sequence[SuiteShown], out: Path) -> tuple[Path, Path]:
    """Write what a report shows: the HTML file, and the summary beside it.

    Raises:
        SuiteError: the files cannot be written.
    """
    files = (out, out.with_suffix(".md"))
    with writing(out.parent):
        out.parent.mkdir(parents=True, exist_ok=True)
        # what is no character, which some PDFs hold, cannot be written as UTF-8
        for file, text in zip(files, (page(suites), summary(suites)), strict=True):
            file.write_text(text, encoding="utf-8", errors="replace")
    return files


def page(suites: Sequence[SuiteShown]) -> str:
    """The HTML of a report."""
    environment = Environment(
        loader=FileSystemLoader(_HERE), autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    style = (_HERE / "report.css").read_text(encoding="utf-8")
    return environment.get_template("report.html.j2").render(suites=suites, style=style)


def shown(folders: Sequence[RunFolder], held_out: bool = False) -> list[SuiteShown]:
    """What a report shows, suite by suite, in the order in which suites first appear.

    Raises:
        SuiteError: a folder is none of a run.
    """
    by_suite: dict[str, list[Run]] = {}
    for folder in folders:
        run = read_run(folder)
        by_suite.setdefault(run.suite.digest, []).append(run)
    return [_suite(runs, held_out) for runs in by_suite.values()]


def _suite(runs: Sequence[Run], held_out: bool) -> SuiteShown:
    names = names_of(runs)
    scores = [score_run(run) for run in runs]
    return SuiteShown(
        name=runs[0].suite.name,
        cases=len(runs[0].suite.cases),
        runs=tuple(
            _run(number, name, run, scored, held_out)
            for number, (name, run, scored) in enumerate(zip(names, runs, scores, strict=True))
        ),
        pairs=compare(runs[0], runs[1:], held_out).pairs,
        groups=groups(scores, names),
        tags=tags(scores, names),
        judged=judging(scores, names),
        axes=tuple(_axes(scores, runs, names)),
    )


def _axes(scores: Sequence[Score], runs: Sequence[Run], names: Sequence[str]) -> list[Axis]:
    answers = [[outcome.answer for outcome in run.outcomes if outcome.answer] for run in runs]
    times = [[answer.timings_ms.total for answer in run] for run in answers]
    words = [[len(plain(a.answer).split()) for a in run if a.status != "not_in_documents"] for run in answers]
    made = (
        axis("Time from question to answer", "ms", times, [score.latency_ms for score in scores], names),
        axis("Length of the answers, refusals left out", "words", words, [s.answer_words for s in scores], names),
    )
    return [each for each in made if each]


def _run(number: int, name: str, run: Run, scored: Score, held_out: bool) -> RunShown:
    sources = Sources(run.texts)
    failed = [outcome for outcome in run.outcomes if not outcome.marks.passed]
    visible = [outcome for outcome in failed if held_out or not outcome.held_out]
    return RunShown(
        number=number,
        name=name,
        settings=run.settings,
        asked=scored.asked,
        cases=scored.cases,
        passed=scored.measures["passed"],
        failed=tuple(_failed(outcome, sources) for outcome in visible),
        hidden=len(failed) - len(visible),
    )


def _failed(outcome: Outcome, sources: Sources) -> Failed:
    citations = outcome.answer.citations if outcome.answer else ()
    return Failed(
        failure=failure(outcome),
        tags=outcome.case.tags,
        citations=citations[:_CITED],
        more_citations=max(0, len(citations) - _CITED),
        said=sources.missing(outcome),
    )
