"""What the commands do and print."""

import json
import textwrap
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path

from .areas import also_known, canonical
from .catalogue import load_catalogue
from .errors import SettingsError
from .fetch import fetch as fetch_all
from .fetch import to_fetch
from .generations import Generations, generations_at
from .index import missing
from .listing import as_objects, as_text, chosen, wanted
from .outcome import Outcome, counted, place_in
from .place import Place
from .record import BuildRecord, DocumentInfo
from .settings import IngestSettings, read_settings
from .show import shown, table
from .view import View, live_view

_WIDTH = 48  # characters of a cell


def status(index: Path | None, chroma: str | None, *, as_json: bool) -> Outcome:
    """``ingest status``: what an index holds and how it was made, whatever made it."""
    place = place_in(read_settings(IngestSettings), index, chroma)
    with closing(generations_at(place)) as generations:
        record = _live(generations, place).record
    return Outcome(out=json.dumps(_status_object(record, place), indent=2) if as_json else _status_text(record, place))


def findings(
    index: Path | None,
    chroma: str | None,
    area: str | None,
    kind: str | None,
    document: str | None,
    period: str | None,
    *,
    as_json: bool,
) -> Outcome:
    """``ingest findings``: the findings of an index, filtered."""
    place = place_in(read_settings(IngestSettings), index, chroma)
    with closing(generations_at(place)) as generations:
        view = _live(generations, place)
        with also_known(info.source.local_area for info in view.sources() if info.source.local_area):
            pairs = chosen(view, wanted(area, kind, document, period))
    return Outcome(out=json.dumps(as_objects(pairs), indent=2, ensure_ascii=False) if as_json else as_text(pairs))


def fetch(ids: Sequence[str], area: str | None, to: Path, *, quiet: bool) -> Outcome:
    """``ingest fetch``: download the originals that ``sources.csv`` has addresses of."""
    name = canonical(area) if area else None
    if area and name is None:
        raise SettingsError(f"There is no English local area {area!r}", "Give the name of the council's area")
    sources = to_fetch(load_catalogue([]), ids, name)
    with shown(quiet=quiet) as progress:
        done = fetch_all(sources, to, progress)
    notes = tuple(f"Not fetched: {problem.reason} ({problem.file})" for problem in done.problems)
    out = f"{done.folder}: {counted(len(done.files), 'document')} fetched, {len(done.kept)} there already."
    return Outcome(out=f"{out}\nNext: python -m ingest build {done.folder}", notes=notes, code=1 if notes else 0)


def _live(generations: Generations, place: Place) -> View:
    view = live_view(generations)
    if view is None:
        raise missing(place)
    return view


def _status_object(record: BuildRecord, place: Place) -> dict[str, object]:
    return {
        "index": str(place),
        "built_at": record.built_at,
        "embedder": record.embedder,
        "parser": record.parser,
        "documents": len(record.documents),
        "sections": record.sections,
        "passages": record.passages,
        "findings": record.findings,
        "problems": [problem.model_dump() for problem in record.problems],
        "sources": [_row(info) for info in record.documents],
    }


def _row(info: DocumentInfo) -> dict[str, object]:
    source = info.source
    return {
        **source.model_dump(),
        "pages": info.pages,
        "passages": info.passages,
        "findings": info.findings,
    }


def _short(value: object) -> object:
    return textwrap.shorten(value, _WIDTH, placeholder=" ...") if isinstance(value, str) else value


def _status_text(record: BuildRecord, place: Place) -> str:
    rows = [_row(info) for info in record.documents]
    held = {"document": len(rows), "passage": record.passages, "finding": record.findings}
    columns = ("id", "local_area", "kind", "publisher", "published", "pages", "passages")
    lines = [
        f"{place}: {', '.join(counted(count, word) for word, count in held.items())}",
        f"built {record.built_at} with {record.embedder}, parser {record.parser}",
        "",
        table([name.replace("_", " ") for name in columns], [[_short(row[name]) for name in columns] for row in rows]),
    ]
    lines += [f"Not read: {problem.reason}" for problem in record.problems]
    return "\n".join(lines)
