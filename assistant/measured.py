"""Measures as questions need them: with the dates and the words that their tables leave to be understood."""

import re

from ingest.dates import MONTHS
from ingest.documents import Finding
from ingest.findings.table_captions import caption_of

from .library import Library
from .months import month_before
from .told import table_of
from .words import keys

_MONTH_OF_YEAR = re.compile(r"(?P<month>[a-z]+)\.? (?P<first>(?:19|20)\d\d)[/–-](?:20)?\d\d", re.I)


def with_dates(library: Library, measure: Finding) -> Finding:
    """A measure whose column names a month without its year, or with "2023/24", with that month as ISO 8601."""
    if measure.get("dates") or not measure.get("period"):
        return measure
    dates = _dates(library, measure)
    return measure.model_copy(update={"fields": {**measure.fields, "dates": dates}}) if dates else measure


def _dates(library: Library, measure: Finding) -> str:
    words = measure.get("period").strip()
    month = MONTHS.get(words.lower())
    if month:
        return month_before(month, library.sources[measure.document]) or ""
    match = _MONTH_OF_YEAR.fullmatch(words)
    month = MONTHS.get(match["month"].lower()) if match else None
    opens = opening_month(library, measure) if month else None
    if not (match and month and opens):
        return ""
    return f"{int(match['first']) + (month < opens)}-{month:02d}"


def opening_month(library: Library, measure: Finding) -> int | None:
    """The month in which the years of a table begin, 1 to 12: that of its first row, where its rows are months."""
    table = table_of(library, measure)
    if table is None:
        return None
    named = [MONTHS.get(row[0].text.strip().lower().rstrip(".")) for row in table.rows]
    months = [month for month in named if month]
    return months[0] if len(months) > 1 else None


def over(library: Library, measure: Finding) -> frozenset[str]:
    """Concepts of what stands over the table of a measure; none where it is no cell of one."""
    document = library.get(measure.document)
    for section in document.sections:
        for table in section.tables:
            if table.start <= measure.start < table.end:
                return frozenset(keys(caption_of(document, section, table)[0]))
    return frozenset()
