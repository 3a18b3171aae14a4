"""``ingest build``. A module of its own: where nothing changed, it loads neither store nor readers."""

from collections.abc import Sequence
from pathlib import Path

from .build import build
from .catalogue import DEFAULT_CORPUS
from .outcome import Outcome, counted, place_in
from .record import BuildSummary
from .settings import IngestSettings, read_settings
from .show import shown


def build_command(
    paths: Sequence[Path], index: Path | None, chroma: str | None, embedder: str | None, *, as_json: bool, quiet: bool
) -> Outcome:
    """Build an index, say what was done, name what could not be read."""
    settings = read_settings(IngestSettings, embedder=embedder)
    place = place_in(settings, index, chroma)
    with shown(quiet=quiet) as progress:
        summary = build(list(paths) or [DEFAULT_CORPUS], place, settings.embedder, progress)
    notes = tuple(f"Not read: {problem.reason} ({problem.file})" for problem in summary.problems)
    out = summary.model_dump_json(indent=2) if as_json else _said(summary)
    return Outcome(out=out, notes=notes, code=1 if notes else 0)


def _said(summary: BuildSummary) -> str:
    numbers = {"document": summary.documents, "section": summary.sections, "passage": summary.passages}
    holds = ", ".join(counted(count, word) for word, count in {**numbers, "finding": summary.findings}.items())
    changed = f"{counted(summary.embedded, 'passage')} embedded, {summary.unchanged} documents unchanged"
    return f"{summary.index}: {holds}.\n{changed}, {summary.removed} removed; {summary.seconds:.1f} s."
