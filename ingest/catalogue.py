"""``sources.csv``: what is known of each official document, by id."""

import csv
import hashlib
from collections.abc import Sequence
from functools import cached_property
from pathlib import Path
from typing import get_args

from pydantic import ConfigDict, Field, ValidationError

from .dates import find_dates
from .documents import Frozen, Kind, Source
from .errors import CatalogueError

DEFAULT_CORPUS = Path(__file__).resolve().parent.parent / "corpus"
COLUMNS = ("id", "title", "local_area", "kind", "publisher", "inspected", "published", "url")


class Catalogue(Frozen):
    """Sources by document id."""

    model_config = ConfigDict(frozen=True, extra="forbid", ignored_types=(cached_property,))

    sources: dict[str, Source] = Field(default_factory=dict)

    @cached_property
    def digest(self) -> str:
        """SHA-256 of all it says: a build whose catalogue changed is not up to date."""
        said = "\n".join(self.sources[key].model_dump_json() for key in sorted(self.sources))
        return hashlib.sha256(said.encode()).hexdigest()


def load_catalogue(paths: Sequence[Path]) -> Catalogue:
    """The project's own catalogue, and over it each ``sources.csv`` in a named folder or beside a named file.

    Raises:
        CatalogueError: a file that is not a catalogue.
    """
    files = [DEFAULT_CORPUS / "sources.csv"]
    for path in paths:
        folder = path if path.is_dir() else path.parent
        files.extend(f for f in (folder / "sources.csv", folder.parent / "sources.csv") if f.is_file())
    sources: dict[str, Source] = {}
    for file in dict.fromkeys(f.resolve() for f in files):
        if file.is_file():
            sources.update(_read(file))
    return Catalogue(sources=sources)


def _read(file: Path) -> dict[str, Source]:
    try:
        with file.open(encoding="utf-8-sig", newline="") as lines:
            rows = list(csv.DictReader(lines))
    except (OSError, UnicodeDecodeError, csv.Error) as fault:
        raise CatalogueError(f"{file} cannot be read ({fault})", "Save it as UTF-8 CSV") from fault
    missing = [c for c in COLUMNS if rows and c not in rows[0]]
    if missing:
        raise CatalogueError(f"{file} lacks the column {missing[0]}", f"Its columns are {', '.join(COLUMNS)}")
    sources: dict[str, Source] = {}
    for number, row in enumerate(rows, start=2):
        source = _source(row, f"{file}, line {number}")
        if source.id in sources:
            raise CatalogueError(
                f"{file}, line {number}: the id {source.id} is there twice", "Give each document its own id"
            )
        sources[source.id] = source
    return sources


def _source(row: dict[str, str], where: str) -> Source:
    values = {column: (row.get(column) or "").strip() or None for column in COLUMNS}
    for column in ("inspected", "published"):
        value = values[column]
        if value and not all(any(d.iso == part for d in find_dates(part)) for part in value.split("/")):
            raise CatalogueError(
                f"{where}: {column} is {value!r}, not a date", "Write dates as 2022-06-23, 2018-03 or 2021"
            )
    try:
        return Source.model_validate(values)
    except ValidationError as fault:
        kinds = ", ".join(get_args(Kind))
        field = str(fault.errors()[0]["loc"][0])
        raise CatalogueError(f"{where}: {field} is {values.get(field)!r}", f"A kind is one of: {kinds}") from fault
