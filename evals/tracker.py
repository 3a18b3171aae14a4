"""Reports in which all of one thing is right, in our findings and in a public table of area SEND reports.

The table has a row per local area, that of its newest report, with dates and outcome. Where its row is of another
report than the one measured, the report is not in it.
"""

import csv
from collections.abc import Iterable, Sequence
from pathlib import Path

from evals.findings import FindingsScore
from evals.found import Found
from evals.gold import GoldDocument
from evals.gold_values import same
from ingest.areas import canonical
from ingest.documents import FindingKind, Frozen
from ingest.errors import SuiteError

ASPECTS: dict[str, dict[FindingKind, tuple[str, ...]]] = {
    "outcome": {"outcome": ("outcome",), "inspection": ("outcome",)},
    "inspection dates": {"inspection": ("dates",)},
    "previous inspection": {"previous inspection": ("dates", "type")},
    "next inspection": {"next inspection": ("type", "due")},
    "lead inspectors": {"inspection": ("inspectors",), "inspector": ("name", "body", "lead")},
    "responsible bodies": {"area for priority action": ("responsible_body",)},
    "areas for priority action": {"area for priority action": ("number", "text")},
    "areas for improvement": {"area for improvement": ("number", "text")},
    "bodies and their leaders": {"body": ("name", "type", "website"), "leader": ("name", "role", "body")},
}
"""What a report states, and the fields that must all be right in it, none missed and none too many."""
_COLUMNS = {"local_area", "inspection_start", "inspection_end", "outcome"}


class ReportScore(Frozen):
    """In how many reports all of one thing is right."""

    aspect: str
    n: int
    ours: int
    table: int | None
    """``None``: it has no column for this."""


def compare(
    gold: Sequence[GoldDocument], score: FindingsScore, found: dict[str, Found], tracker: Path | None
) -> tuple[ReportScore, ...]:
    """Count the reports in which all of a thing is right.

    Args:
        gold: what documents state; of these the area SEND reports are counted, which have an outcome.
        score: of the same documents.
        found: tells the local area of each document.
        tracker: the public table, if it is there: a CSV file with at least the columns ``local_area``,
            ``inspection_start``, ``inspection_end`` (ISO 8601) and ``outcome``.

    Raises:
        SuiteError: the table cannot be read or lacks a column.
    """
    reports = [document for document in gold if any(entry.kind == "outcome" for entry in document.entries)]
    rows = _rows(tracker) if tracker else {}
    return tuple(
        ReportScore(
            aspect=aspect,
            n=len(reports),
            ours=sum(not _at_fault(score, document.id, kinds) for document in reports),
            table=_in_table(aspect, reports, found, rows) if tracker else None,
        )
        for aspect, kinds in ASPECTS.items()
        if reports
    )


def _at_fault(score: FindingsScore, document: str, kinds: dict[FindingKind, tuple[str, ...]]) -> bool:
    return any(
        fault.document == document
        and fault.kind in kinds
        and (not fault.fields or set(fault.fields) & set(kinds[fault.kind]))
        for fault in score.faults
    )


def _rows(tracker: Path) -> dict[str | None, dict[str, str]]:
    try:
        with tracker.open(encoding="utf-8", newline="") as lines:
            rows = list(csv.DictReader(lines))
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise SuiteError(f"the table {tracker} cannot be read: {error}", "name a CSV file in UTF-8") from error
    lacking = _COLUMNS - set(rows[0] if rows else ())
    if lacking:
        raise SuiteError(f"the table {tracker} has no column {', '.join(sorted(lacking))}", "name another CSV file")
    return {canonical(row["local_area"] or "") or row["local_area"]: row for row in rows}


def _in_table(
    aspect: str, reports: Iterable[GoldDocument], found: dict[str, Found], rows: dict[str | None, dict[str, str]]
) -> int | None:
    if aspect not in ("outcome", "inspection dates"):
        return None
    return sum(_row_right(aspect, document, rows.get(found[document.id].local_area)) for document in reports)


def _row_right(aspect: str, document: GoldDocument, row: dict[str, str] | None) -> bool:
    inspection = next((entry for entry in document.entries if entry.kind == "inspection"), None)
    if row is None or inspection is None:
        return False
    dates = same("dates", inspection.fields.get("dates"), f"{row['inspection_start']}/{row['inspection_end']}")
    if aspect == "inspection dates" or not dates:
        return dates
    outcome, told = inspection.fields.get("outcome"), row["outcome"].casefold()
    return isinstance(outcome, tuple) and bool(told) and outcome[0].startswith(told)
