"""Newest and older: which of the documents loaded about a local area is the latest, and which are overtaken."""

from collections import defaultdict
from collections.abc import Iterable, Mapping

from assistant.render import source_date
from ingest.dates import bounds
from ingest.documents import Source

from .page_html import text


def later_documents(sources: Iterable[Source]) -> dict[str, Source]:
    """For each document that is overtaken, by its id, the latest one about its local area.

    A document is overtaken if another begins after its own date has ended: of a document of "2021" and one of June
    2021 neither is the later. Documents without a date or a local area are left out.
    """
    by_area: dict[str, list[Source]] = defaultdict(list)
    for source in sources:
        if source.local_area and _date(source):
            by_area[source.local_area].append(source)
    latest = {area: max(found, key=lambda source: bounds(_date(source))) for area, found in by_area.items()}
    return {
        source.id: latest[area]
        for area, found in by_area.items()
        for source in found
        if bounds(_date(latest[area]))[0] > bounds(_date(source))[1]
    }


def age_html(source: Source | None, later: Mapping[str, Source]) -> str:
    """Whether a later document about the same local area is loaded; nothing where that cannot be known."""
    if source is None or not source.local_area or not _date(source):
        return ""
    over = later.get(source.id)
    if over is None:
        return f'<p class="age newest"><strong>Newest</strong> document about {text(source.local_area)} loaded here</p>'
    named = f"{over.title}, {source_date(over.published, over.inspected)}"
    about = f"a later document about {source.local_area} is loaded ({named})"
    return f'<p class="age older"><strong>Older</strong>: {text(about)}</p>'


def _date(source: Source) -> str:
    return source.date or ""
