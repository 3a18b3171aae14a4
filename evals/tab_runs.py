"""The runs of the Evaluate tab: begun, gone on with, listed, compared. Each is a folder as ``evals run`` makes it."""

import re
from collections.abc import Sequence
from datetime import UTC, datetime
from functools import lru_cache
from pathlib import Path

from assistant.ask import Assistant
from assistant.page_settings import PageSettings
from assistant.uploads import folder_for
from evals.compare import Pair, compare
from evals.folder import RunFolder
from evals.measures import Measure
from evals.outcomes import read_run
from evals.report import page, shown
from evals.score import score
from evals.settings import OURS, IndexUsed, code_sha256, versions
from evals.tab_choices import SuiteChoice, SystemChoice, suites, systems, words_of
from evals.tab_work import Work, Worker, answered
from ingest.documents import Frozen
from ingest.errors import KnownError, SuiteError
from ingest.place import Folder

MOST_LISTED = 20


class Listed(Frozen):
    """A run in the list."""

    name: str
    """Of its folder."""
    suite: str = ""
    system: str = ""
    """What was asked, in plain words."""
    started: str = ""
    """ISO 8601, UTC."""
    asked: int = 0
    cases: int = 0
    documents: int = 0
    """Loaded when it began."""
    passed: Measure | None = None
    fault: str = ""
    """Why it cannot be read, where it cannot."""


class Runs:
    """Runs on the index that the page answers from. Safe to use from several threads.

    Args:
        assistant: answers from that index.
        settings: where the runs are kept.
    """

    def __init__(self, assistant: Assistant, settings: PageSettings) -> None:
        self.assistant = assistant
        self.folder = (settings.evaluate_folder or folder_for(assistant.place, "runs")).absolute()
        self._worker = Worker()

    def suites(self) -> tuple[SuiteChoice, ...]:
        """What can be run."""
        return suites(self.folder)

    def systems(self) -> tuple[SystemChoice, ...]:
        """What can be asked."""
        return systems()

    def loaded(self) -> frozenset[str]:
        """The documents that the page answers from."""
        return frozenset(info.source.id for info in self.assistant.sources())

    def start(self, suite: str, system: str) -> None:
        """Start a run.

        Raises:
            SuiteError: there is no such suite or system, the suite has a fault, or a run is under way.
        """
        chosen = next((choice for choice in self.suites() if choice.name == suite), None)
        asked = next((choice for choice in self.systems() if choice.name == system), None)
        if chosen is None or asked is None:
            raise SuiteError("There is no such suite or system", "Choose them on the Evaluate tab")
        if chosen.suite is None:
            raise SuiteError(chosen.fault.rpartition(". ")[0] or chosen.fault, "Mend it, or choose another suite")
        self._run(chosen.path, asked, self._new(f"{suite}-{system}"), len(chosen.suite.cases))

    def go_on(self, name: str) -> None:
        """Go on with a run that was stopped.

        Raises:
            SuiteError: there is no such run, it cannot be read, it was begun with something else than is there now, or
                another one is under way.
        """
        folder = self._found(name)
        settings = folder.settings()
        now = {"index": IndexUsed.of(self.assistant.record()), "code_sha256": code_sha256(), "versions": versions()}
        if changed := settings.differences(settings.model_copy(update=now)):
            raise SuiteError(f"This run was begun with another {', '.join(changed)}", "Run the suite again")
        asked = SystemChoice(name="", words="", system=settings.system)
        if settings.system == OURS:
            asked = asked.model_copy(update={"generator": settings.generator})
        self._run(folder.path / "suite.yaml", asked, folder.path, settings.cases)

    def stop(self) -> None:
        """Stop what is under way."""
        self._worker.stop()

    def work(self) -> Work:
        """How far it is."""
        return self._worker.work()

    def listed(self) -> tuple[Listed, ...]:
        """The newest runs, newest first."""
        paths = sorted(self._paths(), key=lambda path: (path / "settings.json").stat().st_mtime, reverse=True)
        return tuple(_listed(path, _state(path)) for path in paths[:MOST_LISTED])

    def compared(self, first: str, other: str) -> Pair:
        """Two runs of one suite, compared case by case.

        Raises:
            SuiteError: they are not two runs of one suite, or one cannot be read.
        """
        if first == other:
            raise SuiteError("These are the same run", "Choose two")
        runs = [read_run(self._found(name)) for name in (first, other)]
        pair = compare(runs[0], runs[1:]).pairs[0]
        words = [f"“{words_of(run.settings.system, run.settings.generator)}”" for run in runs]
        if words[0] == words[1]:  # only the names of the folders tell them apart
            return pair
        said = {"verdict": pair.verdict, "caution": pair.caution}
        return pair.model_copy(
            update={name: text.replace(first, words[0]).replace(other, words[1]) for name, text in said.items()}
        )

    def report(self, names: Sequence[str]) -> str:
        """The report on runs as HTML.

        Raises:
            SuiteError: one of them does not exist or cannot be read.
        """
        return page(shown([self._found(name) for name in names]))

    def _run(self, suite: Path, asked: SystemChoice, folder: Path, total: int) -> None:
        place = self.assistant.place
        where = ["--index", str(place.path)] if isinstance(place, Folder) else ["--chroma", str(place)]
        writer = ["--generator", asked.generator] if asked.generator else []
        command = [str(suite), *where, "--system", asked.system, *writer, "--out", str(folder)]
        self._worker.start(command, folder, total)

    def _new(self, name: str) -> Path:
        stem = f"{re.sub(r'[^a-zA-Z0-9_-]+', '-', name)}-{datetime.now(UTC):%Y-%m-%d-%H%M}"
        names = (stem, *(f"{stem}-{number}" for number in range(2, 1000)))
        return self.folder / next(name for name in names if not (self.folder / name).exists())

    def _found(self, name: str) -> RunFolder:
        path = next((path for path in self._paths() if path.name == name), None)
        if path is None:
            raise SuiteError("There is no such run", "Choose one of the list")
        return RunFolder(path)

    def _paths(self) -> list[Path]:
        return [file.parent for file in self.folder.glob("*/settings.json")]


def _state(path: Path) -> tuple[int, int]:
    """What changes while a run goes on."""
    return answered(path), (path / "settings.json").stat().st_mtime_ns


@lru_cache(maxsize=200)
def _listed(path: Path, state: tuple[int, int]) -> Listed:
    """A run as it is in a state; read once, since reading takes a moment."""
    try:
        folder = RunFolder(path)
        settings, scored = folder.settings(), score(folder)
    except KnownError as fault:
        return Listed(name=path.name, fault=str(fault))
    return Listed(
        name=path.name,
        suite=settings.suite,
        system=words_of(settings.system, settings.generator),
        started=settings.started,
        asked=scored.asked,
        cases=scored.cases,
        documents=len(settings.index.documents),
        passed=scored.measures["passed"],
    )
