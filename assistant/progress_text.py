"""Progress -> text for a terminal, and rows for a spreadsheet."""

import csv
import io
import textwrap
from collections.abc import Iterator

from ingest.documents import Source
from ingest.findings.describe import with_unit

from .progress import Cell, Progress, Said, Series, Thread, quoted_once
from .progress_rows import row_in_words
from .render import date_in_words, printable

NOTHING = "nothing found on this"
_SHOWN = 3  # findings of a cell
_LONGEST = 180  # characters of a quote
_MARKS = {"sufficient progress": "✓", "not sufficient progress": "✗", "not stated": "?"}
CSV_COLUMNS = ("thread", "kind", "document", "date", "verdict", "derived", "says", "page", "section", "quote")


def to_terminal(found: Progress, sources: dict[str, Source], width: int = 80) -> str:
    """The threads, series and milestones as text; every line with the place it rests on.

    Args:
        found: what the documents say.
        sources: the documents by id.
        width: columns to wrap at.
    """
    if not found.documents:
        return f"No document about {found.local_area} is loaded."
    blocks = [f"{found.local_area}: what {_documents(len(found.documents))} say of progress"]
    blocks += ["\n".join(_thread(n, thread, sources, width)) for n, thread in enumerate(found.threads, start=1)]
    if found.series:
        blocks.append("\n".join(["Measures over time", *(line for s in found.series for line in _series(s, width))]))
    if found.milestones:
        blocks.append("\n".join(["Milestones", *(_milestone(said, width) for said in found.milestones)]))
    if not (found.threads or found.series or found.milestones):
        blocks.append("They name no single weakness, priority action, recommendation, series of figures or milestone.")
    return printable("\n\n".join(blocks))


def _documents(count: int) -> str:
    return "1 document" if count == 1 else f"{count} documents"


def _thread(n: int, thread: Thread, sources: dict[str, Source], width: int) -> Iterator[str]:
    yield _fill(f"{n}. {thread.text} ({thread.kind})", width, "", "   ")
    for cell in thread.cells:
        yield from _cell(cell, thread.text, sources[cell.document], width)


def _cell(cell: Cell, thread: str, source: Source, width: int) -> Iterator[str]:
    name = f"{date_in_words(source.date)}, {source.kind or 'document'} ({source.id})"
    if not cell.said:
        yield _fill(f"{name}: {NOTHING}", width, "   – ", "     ")
        return
    yield _fill(f"{name}:", width, "   – ", "     ")
    once = quoted_once(cell.said)
    for said in once[:_SHOWN]:
        yield _fill(f"{mark(said)}{_with_place(said, thread)}", width, "       ", "         ")
    if len(once) > _SHOWN:
        yield f"       and {len(once) - _SHOWN} more; --json and --csv have them all"


def mark(said: Said) -> str:
    """A sign and the words of a verdict: "✗ not sufficient progress (derived): "; "" where there is none."""
    if not said.verdict:
        return ""
    derived = " (derived)" if said.derived else ""
    return f"{_MARKS.get(said.verdict, '·')} {said.verdict}{derived}: "


def _with_place(said: Said, thread: str) -> str:
    told = row_in_words(said.row) if said.row else said.quote
    quote = textwrap.shorten(" ".join(told.split()), _LONGEST, placeholder=" …")
    heading = said.section.rsplit(" › ", 1)[-1]
    place = f"page {said.page}" if said.page else "" if thread in heading or heading in thread else heading
    by = f", said by {said.said_by}" if said.said_by else ""
    shown = quote if said.row else f"“{quote}”"
    return f"{said.kind}: {shown}{by}{f' [{place}]' if place else ''}"


def _series(series: Series, width: int) -> Iterator[str]:
    first = series.points[0].said
    place = f"{first.document}, page {first.page}" if first.page else first.document
    yield _fill(f"{series.series} ({place})", width, "  ", "    ")
    points = [f"{p.period or date_in_words(p.dates)}: {with_unit(p.value, series.unit or '')}" for p in series.points]
    yield _fill("; ".join(points), width, "    ", "    ")


def _milestone(said: Said, width: int) -> str:
    return _fill(f"{said.text} [{said.document}]", width, "  – ", "    ")


def _fill(text: str, width: int, first: str, later: str) -> str:
    return textwrap.fill(" ".join(text.split()), max(width, 40), initial_indent=first, subsequent_indent=later)


def to_csv(found: Progress) -> str:
    """One row for each thing that a document says of a thread, or one that says that it says nothing."""
    out = io.StringIO()
    rows = csv.writer(out)
    rows.writerow(CSV_COLUMNS)
    dates = {column.document: column.date for column in found.documents}
    for thread in found.threads:
        for cell in thread.cells:
            start = (thread.text, thread.kind, cell.document, dates[cell.document])
            for said in cell.said:
                rows.writerow(
                    map(_safe, (*start, said.verdict, said.derived, said.text, said.page, said.section, said.quote))
                )
            if not cell.said:
                rows.writerow(map(_safe, (*start, None, None, NOTHING, None, None, None)))
    return out.getvalue()


def _safe(value: object) -> object:
    """A text that a spreadsheet would take for a formula is marked as text."""
    return f"'{value}" if isinstance(value, str) and value.startswith(("=", "+", "-", "@", "\t")) else value
