"""Findings -> the thread of each weakness, action and recommendation of a local area through its documents in time.

A thread opens with the first document that names its subject. What each later document says of the same subject is a
cell of the thread, cited; a document that says nothing of it has an empty cell, which says so.
"""

from collections.abc import Iterable, Iterator, Sequence

from ingest.dates import bounds
from ingest.documents import Finding, Frozen, Source
from ingest.findings.describe import describe

from .library import Library
from .progress_rows import Named, row_of
from .threads import Subjects
from .words import keys

OPENING = (
    "area of significant weakness",
    "area for priority action",
    "area for improvement",
    "recommendation",
)
"""Kinds of finding that open a thread."""
FOLLOWING = ("verdict", "progress", "strength", "area for development", "action", "measure", "milestone")
"""Kinds that only speak of a subject."""

_COUNTED = frozenset({"=weakness", "=priority_action", "=improvement_area"})
CELL_ENDS = ("\t", " | ")
"""What stands between the cells of a table in the texts of documents."""


class Column(Frozen):
    """A document of the area, in the order of time."""

    document: str
    title: str
    kind: str | None
    date: str | None
    """ISO 8601: published, else inspected; ``None`` where neither is known."""
    record: bool
    """True where it is this project's own record of the document."""


class Said(Frozen):
    """What a document says, with its place."""

    kind: str
    text: str
    verdict: str | None = None
    """ "sufficient progress", "not sufficient progress" or "not stated"."""
    derived: str | None = None
    """How the verdict was derived, where no line states it."""
    said_by: str | None = None
    date: str | None = None
    """ISO 8601: when it happened or is to happen, where that is stated."""
    document: str
    page: int | None
    section: str
    quote: str
    start: int
    end: int
    row: tuple[Named, ...] = ()
    """The values of the quote with the names of their columns, where it is a row of a table."""


class Cell(Frozen):
    """All that one document says of a thread's subject."""

    document: str
    said: tuple[Said, ...] = ()
    """Empty: the document says nothing of it."""


class Thread(Frozen):
    """One weakness, action or recommendation through the documents."""

    kind: str
    text: str
    since: str
    """Id of the first document that names it as such."""
    cells: tuple[Cell, ...]
    """One a document of the area, in the order of time; a letter may name a weakness that older documents worked on."""


class Point(Frozen):
    """One value of a series, with its place."""

    period: str | None
    dates: str | None
    value: str
    said: Said


class Series(Frozen):
    """A measure over time."""

    series: str
    unit: str | None
    points: tuple[Point, ...]


class Progress(Frozen):
    """What the documents of a local area say of progress."""

    local_area: str
    documents: tuple[Column, ...]
    threads: tuple[Thread, ...]
    series: tuple[Series, ...]
    milestones: tuple[Said, ...]


def progress(library: Library, area: str) -> Progress:
    """The threads, series and milestones of a local area.

    Args:
        library: the documents.
        area: a local area, as the gazetteer spells it. One that no document is about gives empty tables.
    """
    columns = _columns(library, area)
    order = {column.document: n for n, column in enumerate(columns)}
    findings = sorted(
        (f for found in library.view.findings_of(list(order)) for f in found),
        key=lambda f: (order[f.document], f.start),
    )
    return Progress(
        local_area=area,
        documents=columns,
        threads=tuple(_threads(library, findings, columns)),
        series=tuple(_series(library, findings)),
        milestones=tuple(_said(library, f) for f in sorted(_milestones(findings), key=lambda f: f.get("date"))),
    )


def _columns(library: Library, area: str) -> tuple[Column, ...]:
    sources = [library.sources[id_] for id_ in library.documents_of([area])]
    columns = [Column(document=s.id, title=s.title, kind=s.kind, date=s.date, record=s.record) for s in sources]
    return tuple(sorted(columns, key=lambda c: (bounds(c.date)[1] if c.date else "9999", c.document)))


def quoted_once(said: Iterable[Said]) -> tuple[Said, ...]:
    """Each quote once: the figures of twelve months may stand in one row."""
    found: dict[tuple[int, int, str | None], Said] = {}
    for one in said:
        found.setdefault((one.start, one.end, one.verdict), one)
    return tuple(found.values())


def date_of(source: Source) -> str | None:
    """When a document is from: ISO 8601; ``None`` where that is not known."""
    return source.date


def _threads(library: Library, findings: Sequence[Finding], columns: Sequence[Column]) -> Iterator[Thread]:
    subjects = Subjects(library)
    opened: list[tuple[Finding, dict[str, list[Finding]]]] = []
    for finding in findings:
        if finding.kind in OPENING:
            place = subjects.place(finding)
            if place is None:
                subjects.add(finding)
                opened.append((finding, {}))
                place = len(opened) - 1
            opened[place][1].setdefault(finding.document, []).append(finding)
    for finding in findings:
        if finding.kind in FOLLOWING and not _counts_them_all(finding):
            for place in subjects.spoken_of(finding):
                opened[place][1].setdefault(finding.document, []).append(finding)
    for first, said in opened:
        cells = [
            Cell(document=c.document, said=tuple(_said(library, f) for f in said.get(c.document, []))) for c in columns
        ]
        yield Thread(kind=first.kind, text=first.get("text"), since=first.document, cells=tuple(cells))


def _counts_them_all(finding: Finding) -> bool:
    """Whether a measure counts weaknesses ("nine areas of concern"), and so speaks of no single one."""
    return finding.kind == "measure" and bool(_COUNTED & set(keys(finding.get("series"))))


def _series(library: Library, findings: Sequence[Finding]) -> Iterator[Series]:
    """Measures of one name and unit with more than one period."""
    found: dict[tuple[str, str, str], dict[str, Finding]] = {}
    for finding in findings:
        if finding.kind == "measure" and finding.get("dates") and not finding.get("area"):
            key = (finding.get("series"), finding.get("unit"), finding.document)
            found.setdefault(key, {}).setdefault(finding.get("dates"), finding)
    for (name, unit, _), points in found.items():
        if len(points) > 1:
            in_time = sorted(points.values(), key=lambda f: bounds(f.get("dates")))
            yield Series(series=name, unit=unit or None, points=tuple(_point(library, f) for f in in_time))


def _point(library: Library, finding: Finding) -> Point:
    return Point(
        period=finding.get("period") or None,
        dates=finding.get("dates") or None,
        value=finding.get("value"),
        said=_said(library, finding),
    )


def _milestones(findings: Sequence[Finding]) -> list[Finding]:
    return [finding for finding in findings if finding.kind == "milestone" and finding.get("date")]


def _said(library: Library, finding: Finding) -> Said:
    is_row = any(sign in finding.quote for sign in CELL_ENDS)
    return Said(
        kind=finding.kind,
        text=describe(finding),
        verdict=finding.get("verdict") or None,
        derived=finding.derived,
        said_by=finding.get("said_by") or None,
        date=finding.get("date") or None,
        document=finding.document,
        page=finding.page,
        section=finding.section,
        quote=finding.quote,
        start=finding.start,
        end=finding.end,
        row=row_of(library.get(finding.document), finding.start, finding.end) if is_row else (),
    )
