"""What changed -> a new generation, swapped in: read and split -> embed -> write -> swap.

Only what changed is read and embedded again. Until the swap, which is one step, the index is what it was.
"""

from collections.abc import Sequence
from contextlib import closing
from datetime import UTC, datetime
from functools import cache

from .embed import Embedder, load_embedder
from .embedding import embed
from .entries import Entry, entries
from .errors import NothingToRead, StoreError
from .find import ENDINGS
from .generation import Generation, Vectors
from .generations import Generations, new_build
from .layout import LAYOUT
from .parser_version import PARSER_VERSION
from .parts import Part, pack
from .progress import Progress
from .record import BuildRecord, Problem
from .survey import Survey
from .view import FINDINGS, PASSAGES, View


def renew(
    found: Survey, live: View | None, embedder: Embedder | str | None, generations: Generations, progress: Progress
) -> tuple[BuildRecord, int, int]:
    """Write a new generation and swap it in.

    Args:
        found: the files, and what is known of them.
        live: the index as it is, of which what did not change is taken over; ``None`` if there is none to read.
        embedder: as for ``build``.
        generations: of the place; nobody else writes there meanwhile.
        progress: told how far it is.

    Returns:
        how it was built, how many of its passages were embedded, and how many of its documents taken over.

    Raises:
        NothingToRead: no file could be read.
        EmbedderError: the embedder is not here, or its weights are not the checked ones.
        StoreError: the place cannot be written.
    """

    @cache
    def ready() -> Embedder:
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


def _write(record: BuildRecord, made: Sequence[Entry], vectors: Vectors, generations: Generations) -> None:
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


def _fill(generation: Generation, record: BuildRecord, made: Sequence[Entry], vectors: Vectors) -> None:
    generation.add_texts(part for entry in made for part in _parts(entry))
    sources = {entry.document.source.id: entry.document.source for entry in made}
    generation.add_passages([p for entry in made for p in entry.passages], sources, vectors)
    generation.add_texts(pack("record", "", record.model_dump_json()))


def _parts(entry: Entry) -> list[Part]:
    name = entry.document.source.id
    passages = pack("passages", name, PASSAGES.dump_json(entry.passages).decode())
    findings = pack("findings", name, FINDINGS.dump_json(entry.findings).decode())
    return [*pack("document", name, entry.document.model_dump_json()), *passages, *findings]


def _check(generation: Generation, vectors: Vectors) -> None:
    """That a disk took everything is known only once it is read from there."""
    near = generation.nearest(vectors[0], 1) if len(vectors) else []
    if generation.count() != len(vectors) or any(similarity < 0.999 for _, similarity in near):
        raise StoreError("The store did not keep what was written to it", "Check its disk, then build again")


def _record(found: Survey, made: Sequence[Entry], problems: Sequence[Problem], max_tokens: int) -> BuildRecord:
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


def _named(problems: Sequence[Problem], most: int = 3) -> str:
    more = f"; and {len(problems) - most} more" if len(problems) > most else ""
    return "; ".join(problem.reason.rstrip(".") for problem in problems[:most]) + more
