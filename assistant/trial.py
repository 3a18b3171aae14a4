"""``python -m assistant.trial FILE PAGES``: reads a file that somebody sent, in a process that may fail without harm.

Prints one JSON object: ``{"reason": null}``, or why the file is not taken.
"""

import json
import sys
import zipfile
from pathlib import Path

from ingest.catalogue import load_catalogue
from ingest.errors import ReadError
from ingest.gather import outcome_of
from ingest.record import Problem

MOST_MEMORY = 4 << 30  # bytes
MOST_UNPACKED = 200 << 20  # bytes: a few kilobytes of a Word file can unpack to gigabytes
_REMEDY = "Split it, or leave it out"


def reason_against(file: Path, most_pages: int) -> str | None:
    """Why a file is not taken; ``None`` if it can be read and is not too long."""
    try:
        _check_size(file, most_pages)
    except ReadError as fault:
        return str(fault)
    except Exception:
        pass  # damaged: the reader says it better
    outcome = outcome_of(file, load_catalogue([]))
    if isinstance(outcome, Problem):
        return outcome.reason
    if outcome.pages and outcome.pages > most_pages:
        return str(_too_long(file, outcome.pages, most_pages))
    return None


def _check_size(file: Path, most_pages: int) -> None:
    if file.suffix.lower() == ".pdf":
        from pypdfium2 import PdfDocument

        with PdfDocument(file) as pdf:
            if len(pdf) > most_pages:
                raise _too_long(file, len(pdf), most_pages)
    elif file.suffix.lower() == ".docx":
        with zipfile.ZipFile(file) as packed:
            if sum(part.file_size for part in packed.infolist()) > MOST_UNPACKED:
                raise ReadError(f"{file.name} unpacks to more than {MOST_UNPACKED >> 20} MB", _REMEDY)


def _too_long(file: Path, pages: int, most: int) -> ReadError:
    return ReadError(f"{file.name} has {pages} pages, more than the {most} that are taken", _REMEDY)


def _limit_memory() -> None:
    try:
        import resource
    except ImportError:  # not on this system
        return
    resource.setrlimit(resource.RLIMIT_AS, (MOST_MEMORY, resource.getrlimit(resource.RLIMIT_AS)[1]))


if __name__ == "__main__":
    _limit_memory()
    sys.stdout.write(json.dumps({"reason": reason_against(Path(sys.argv[1]), int(sys.argv[2]))}))
