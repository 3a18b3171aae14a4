"""THE BUILD: survey -> read and split -> embed -> write -> swap.

Only what changed is read and embedded again. Until the swap, which is one step, the index is what it was.
"""

from collections.abc import Sequence
from contextlib import closing
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from time import perf_counter
from typing import TYPE_CHECKING

from .errors import IndexMismatch, NothingToRead, StoreError
from .generation import Generation, Vectors
from .generations import Generations, generations_at, new_build
from .layout import LAYOUT
from .parser_version import PARSER_VERSION
from .parts import Part, pack
from .place import Place
from .progress import Progress, silent
from .read import ENDINGS
from .record import BuildRecord, BuildSummary, Problem
from .survey import Survey, survey
from .view import FINDINGS, PASSAGES, View, live_view
from .weights import identity_of

if TYPE_CHECKING:
    from .embed import Embedder
    from .entries import Entry


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
        live = _live(generations)
        if live is not None and found.same_as(live.record):
            return _summary(live.record, live, 0, len(live.sources()), place, started)
        generations.sweep()
        record, embedded, unchanged = _make(found, live, embedder, generations, progress)
        return _summary(record, live, embedded, unchanged, place, started)


def _make(
    found: Survey, live: View | None, embedder: "Embedder | str | None", generations: Generations, progress: Progress
) -> tuple[BuildRecord, int, int]:
    """Write a new generation and swap it in; how it was built, how much of it was embedded, and how much taken over."""
    from .embedding import embed  # a build that changes nothing does without these, and without the readers
    from .entries import entries

    @cache
    def ready() -> "Embedder":
        from .embed import load_embedder

        return load_embedder(embedder) if embedder is None or isinstance(embedder, str) else embedder

    made, problems = entries(found, live, ready, progress)
    if not made:
        raise NothingToRead(f"No file could be read ({_named(problems)})", f"Readable are {', '.join(ENDINGS)}")
    reusable = live if live is not None and live.record.embedder == found.embedder else None
    vectors, embedded = embed([p for entry in made for p in entry.passages], reusable, ready, progress)
    taken_over = [entry for entry in made if entry.taken_over]
    tokens = live.record.max_tokens if live is not None and len(taken_over) == len(made) else ready().max_tokens
    record = _record(found, made, problems, tokens)
    _write(record, made, vectors, generations)
    return record, embedded, len(taken_over)


def _live(generations: Generations) -> View | None:
    """The index as it is, if it can be read; one that cannot is built anew."""
    try:
        return live_view(generations)
    except (IndexMismatch, StoreError):
        return None


def _write(record: BuildRecord, made: "Sequence[Entry]", vectors: Vectors, generations: Generations) -> None:
    """Write, read back, and only then swap. What fails on the way leaves nothing behind."""
    try:
        with closing(generations.create(record.build, len(vectors))) as generation:
            _fill(generation, record, made, vectors)
        with closing(generations.open(record.build)) as generation:
            _check(generation, vectors)
        generations.publish(record.build)
    except BaseException:
        generations.discard(record.build)
        raise


def _fill(generation: Generation, record: BuildRecord, made: "Sequence[Entry]", vectors: Vectors) -> None:
    generation.add_texts(part for entry in made for part in _parts(entry))
    sources = {entry.document.source.id: entry.document.source for entry in made}
    generation.add_passages([p for entry in made for p in entry.passages], sources, vectors)
    generation.add_texts(pack("record", "", record.model_dump_json()))


def _parts(entry: "Entry") -> list[Part]:
    name = entry.document.source.id
    passages = pack("passages", name, PASSAGES.dump_json(entry.passages).decode())
    findings = pack("findings", name, FINDINGS.dump_json(entry.findings).decode())
    return [*pack("document", name, entry.document.model_dump_json()), *passages, *findings]


def _check(generation: Generation, vectors: Vectors) -> None:
    """That a disk took everything is known only once it is read from there."""
    near = generation.nearest(vectors[0], 1) if len(vectors) else []
    if generation.count() != len(vectors) or any(similarity < 0.999 for _, similarity in near):
        raise StoreError("The store did not keep what was written to it", "Check its disk, then build again")


def _record(found: Survey, made: "Sequence[Entry]", problems: Sequence[Problem], max_tokens: int) -> BuildRecord:
    return BuildRecord(
        build=new_build(),
        built_at=datetime.now(UTC).isoformat(timespec="seconds"),
        embedder=found.embedder,
        max_tokens=max_tokens,
        parser=PARSER_VERSION,
        layout=LAYOUT,
        catalogue=found.catalogue.digest,
        paths=found.paths,
        files=found.files,
        documents=tuple(entry.info() for entry in made),
        problems=tuple(problems),
    )


def _summary(
    record: BuildRecord, live: View | None, embedded: int, unchanged: int, place: Place, started: float
) -> BuildSummary:
    before = {info.source.id for info in live.sources()} if live else set()
    return BuildSummary(
        documents=len(record.documents),
        sections=record.sections,
        passages=record.passages,
        findings=record.findings,
        embedded=embedded,
        unchanged=unchanged,
        removed=len(before - {info.source.id for info in record.documents}),
        problems=record.problems,
        seconds=round(perf_counter() - started, 2),
        index=str(place),
    )


def _named(problems: Sequence[Problem], most: int = 3) -> str:
    more = f"; and {len(problems) - most} more" if len(problems) > most else ""
    return "; ".join(problem.reason.rstrip(".") for problem in problems[:most]) + more
