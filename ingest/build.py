"""THE BUILD: survey -> nothing to do, or renew what changed.

The survey and the record of the last build say whether there is anything to do. Where there is not, neither readers nor
store nor embedder are loaded, which would take most of the time.
"""

from collections.abc import Sequence
from contextlib import closing
from pathlib import Path
from time import perf_counter
from typing import TYPE_CHECKING

from pydantic import ValidationError

from .errors import IndexMismatch, StoreError
from .generations import Generations, generations_at
from .place import Place
from .progress import Progress, silent
from .record import BuildRecord, BuildSummary
from .survey import Survey, survey
from .weights import identity_of

if TYPE_CHECKING:
    from .embed import Embedder
    from .view import View


def build(
    paths: Sequence[Path], place: Place, embedder: "Embedder | str | None" = None, progress: Progress = silent
) -> BuildSummary:
    """Build the index at a place, or bring it up to date.

    Args:
        paths: files and folders; the index will hold the documents in them and no others.
        place: a folder or a server.
        embedder: one that is loaded, or a name as for ``load_embedder``, which is loaded only if it is needed.
        progress: told how far it is.

    Raises:
        NothingToRead: a path does not exist, or no file could be read.
        CatalogueError: a ``sources.csv`` is not as it should be.
        EmbedderError: the embedder is not here, or its weights are not the checked ones.
        StoreError: the place cannot be reached or written, or another build is writing there.
    """
    started = perf_counter()
    found = survey(paths, identity_of(embedder) if embedder is None or isinstance(embedder, str) else embedder.identity)
    with closing(generations_at(place)) as generations, generations.writing():
        before, live = _as_it_is(generations, found)
        if before is not None and found.same_as(before):
            return _summary(before, before, 0, len(before.documents), place, started)
        from .renew import renew

        generations.sweep()
        made, embedded, unchanged = renew(found, live, embedder, generations, progress)
        return _summary(made, before, embedded, unchanged, place, started)


def _as_it_is(generations: Generations, found: Survey) -> tuple[BuildRecord | None, "View | None"]:
    """How the index was built, and, where it is not up to date, the index; one that cannot be read is built anew."""
    try:
        record = _parsed(generations.record())
        if record is not None and found.same_as(record):
            return record, None
        from .view import live_view

        live = live_view(generations)
    except (IndexMismatch, StoreError):
        return None, None
    return (live.record, live) if live is not None else (None, None)


def _parsed(text: str | None) -> BuildRecord | None:
    try:
        return BuildRecord.model_validate_json(text) if text is not None else None
    except ValidationError:  # laid out in another way
        return None


def _summary(
    record: BuildRecord, before: BuildRecord | None, embedded: int, unchanged: int, place: Place, started: float
) -> BuildSummary:
    gone = {info.source.id for info in before.documents} if before else set()
    return BuildSummary(
        documents=len(record.documents),
        sections=record.sections,
        passages=record.passages,
        findings=record.findings,
        embedded=embedded,
        unchanged=unchanged,
        removed=len(gone - {info.source.id for info in record.documents}),
        problems=record.problems,
        seconds=round(perf_counter() - started, 2),
        index=str(place),
    )
