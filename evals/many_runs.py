"""The same cases asked of one system after another, each into a run of its own."""

from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from assistant.parts import ALL, Parts
from evals.cases import load_suite
from evals.folder import RunFolder
from evals.settings import OURS
from evals.suite_run import Asked, run_suite
from evals.systems import open_system
from ingest.embed import Embedder
from ingest.errors import SuiteError
from ingest.index import Index


class Asking(NamedTuple):
    """Whom to ask."""

    name: str
    """Of its runs."""
    system: str
    parts: Parts = ALL


def run_many(
    suites: Sequence[Path], index: Index, embedder: Embedder, out: Path, whom: Sequence[Asking]
) -> dict[str, list[RunFolder]]:
    """Ask the cases of all suites of each system. What is there goes on.

    Args:
        suites: files of suites.
        index: what all answer from.
        embedder: the one that built it.
        out: folder, in which each suite gets one, and each system a run in it.
        whom: the systems.

    Returns:
        the runs of each system, by its name.

    Raises:
        SuiteError: a suite is faulty, two have one name, or a folder holds another run.
        SettingsError: a system needs what is not set up.
    """
    loaded = [(path, load_suite(path)) for path in suites]
    names = [suite.name for _, suite in loaded]
    if len(set(names)) < len(names):
        raise SuiteError("two of the suites have the same name", "name each once, or rename a file")
    found: dict[str, list[RunFolder]] = {}
    for name, kind, kept in whom:
        system = open_system(kind, index, embedder, kept)
        for path, suite in loaded:
            folder = RunFolder(out / suite.name / name)
            with folder.claimed():
                run_suite(Asked(path, suite, kind, "quotes" if kind == OURS else "none"), system, index, folder)
            found.setdefault(name, []).append(folder)
    return found
