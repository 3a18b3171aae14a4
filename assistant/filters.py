"""Keeping a question to some of the documents: those of a period, those of a kind."""

from collections.abc import Iterable
from typing import get_args

from ingest.dates import find_dates, overlap
from ingest.documents import Kind, Source
from ingest.errors import SettingsError


def check_filter(period: str | None, kind: str | None) -> None:
    """Check what documents are to be kept to.

    Raises:
        SettingsError: a period that is no date, month, year or interval; a kind that does not exist.
    """
    for part in (period or "").split("/") if period else ():
        if not any(date.iso == part for date in find_dates(part)):
            raise SettingsError(f"The period {period!r} is not a date", "Write it as 2022, 2022-06 or 2022/2024-03-31")
    if kind and kind not in get_args(Kind):
        raise SettingsError(f"There is no kind of document {kind!r}", f"Use one of: {', '.join(get_args(Kind))}")


def fits(source: Source, period: str | None = None, kind: str | None = None, area: str | None = None) -> bool:
    """Whether a document is of a kind, about an area, and inspected or published in a period.

    A document without a date fits no period.
    """
    in_time = not period or any(overlap(date, period) for date in source.dates)
    return in_time and (not kind or source.kind == kind) and (not area or source.local_area == area)


def undated(sources: Iterable[Source]) -> int:
    """How many documents have no date, so that a period leaves them out."""
    return sum(not source.date for source in sources)
