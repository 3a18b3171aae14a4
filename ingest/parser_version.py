"""Which version of the readers made an index. A module of its own: who only asks need not load the readers."""

import hashlib
from pathlib import Path


def _parser_version() -> str:
    """A digest of the code that makes documents, passages and findings, so that no change to it can be forgotten."""
    here = Path(__file__).parent
    names = (
        "read", "assemble", "facts", "titles", "publishers", "bodies", "stated_dates", "date_words", "areas", "dates",
        "documents", "sentences", "split",
    )  # fmt: skip
    folders = (sorted((here / name).glob("*.py")) for name in ("readers", "findings"))
    files = [here / f"{name}.py" for name in (*names, "extract", "numbers")] + [
        file for found in folders for file in found
    ]
    files.append(here / "local_areas.csv")
    digest = hashlib.sha256()
    for file in files:
        digest.update(file.read_bytes())
    return digest.hexdigest()[:12]


PARSER_VERSION = _parser_version()
"""Changes whenever the same file may give another document or passage."""
