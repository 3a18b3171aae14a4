"""Months that a table names without a year."""

from ingest.dates import bounds
from ingest.documents import Source

_MONTH = 7  # characters of a month's ISO form


def month_before(month: int, source: Source) -> str | None:
    """ISO 8601 month: the last such month up to a document's date; ``None`` where its date is not known to the month.

    Args:
        month: 1 to 12.
        source: of the document whose table names it.
    """
    date = source.date
    if not date or len(date) < _MONTH:
        return None
    last = bounds(date)[1]
    return f"{int(last[:4]) - (month > int(last[5:7]))}-{month:02d}"
