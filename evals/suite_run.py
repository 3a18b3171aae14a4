"""One suite asked of one system, into the folder of a run."""

from dataclasses import dataclass
from pathlib import Path

from evals.cases import Suite
from evals.folder import RunFolder
from evals.run import System, run
from evals.settings import IndexUsed, settings_of
from evals.stated import check_stated
from evals.systems import details_of
from ingest.errors import SuiteError
from ingest.index import Index


@dataclass(frozen=True)
class Asked:
    """What is asked, and how."""

    file: Path
    """Of the suite."""
    suite: Suite
    system: str
    """Name of the system."""
    generator: str
    repeat: int = 1
    workers: int = 1


def run_suite(asked: Asked, system: System, index: Index, folder: RunFolder) -> None:
    """Ask every case of a suite; a run that is there goes on.

    Args:
        asked: what is asked, and how.
        system: whom to ask; it answers from the index.
        index: checked to hold the facts of the suite, and to stay as it is.
        folder: of the run; the caller has claimed it.

    Raises:
        SuiteError: a fact does not stand in a document that its case cites, the folder holds another run, or the index
            was built anew meanwhile.
    """
    used = IndexUsed.of(index.record)
    check_stated(asked.suite, asked.file, lambda id_: index.view.document(id_).text)
    settings = settings_of(asked.suite, asked.generator, used, asked.system, details_of(system), asked.repeat)
    folder.begin(asked.file, settings)
    run(asked.suite, system, folder, asked.generator, asked.workers)
    index.refresh()
    if IndexUsed.of(index.record) != used:
        raise SuiteError("the index was built anew during the run", "run again in a new folder")
