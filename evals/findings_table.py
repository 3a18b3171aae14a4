"""``python -m evals findings``: measure the findings of documents against gold files, as a table or as JSON."""

import argparse
import json
from collections.abc import Iterator, Sequence
from pathlib import Path

from evals.findings import FieldScore, FindingsScore, measure
from evals.found import Found, found_in_files, found_in_index
from evals.gold import Gold, load_gold
from evals.tracker import ReportScore, compare
from ingest.place import place_of
from ingest.settings import IngestSettings, read_settings
from ingest.show import table

GOLD = Path(__file__).with_name("gold")
"""The gold files that are measured unless others are named."""
_NOT_MEASURED = "not measured"


def findings_table(options: argparse.Namespace) -> str:
    """What the command prints.

    Raises:
        KnownError: a gold file is faulty, or there is no original of a document in it.
    """
    gold = [load_gold(path) for path in options.gold or sorted(GOLD.glob("*.yaml"))]
    found = _found(options, gold)
    documents = [document for file in gold for document in file.documents]
    score = measure(documents, {name: one.findings for name, one in found.items()})
    reports = compare(documents, score, found, options.tracker)
    if options.json:
        told = {**score.model_dump(), "reports": [report.model_dump() for report in reports]}
        return json.dumps(told, indent=2, ensure_ascii=False)
    return "\n".join(_lines(score, reports))


def _found(options: argparse.Namespace, gold: Sequence[Gold]) -> dict[str, Found]:
    if options.corpus:
        return found_in_files(options.corpus, gold)
    settings = read_settings(IngestSettings)
    return found_in_index(place_of(options.index or settings.index, options.chroma or None), gold)


def _lines(score: FindingsScore, reports: Sequence[ReportScore]) -> Iterator[str]:
    yield f"{len(score.documents)} documents"
    yield ""
    yield table(("finding", "field", "n in gold", "found", "right", "precision", "recall"), _rows(score.fields))
    if reports:
        yield ""
        yield f"Area SEND reports in which all of it is right, of {reports[0].n}"
        yield table(("", "findings", "public table"), [_report_row(report) for report in reports])
    yield ""
    yield f"{len(score.faults)} not right"
    for fault in score.faults:
        yield f"  {fault.document}: {fault.kind}: {fault.what}"


def _rows(fields: Sequence[FieldScore]) -> list[tuple[object, ...]]:
    return [
        (one.kind, one.field, one.n, one.found, one.right, _share(one.precision), _share(one.recall)) for one in fields
    ]


def _share(value: float | None) -> str:
    return _NOT_MEASURED if value is None else f"{value:.1%}"


def _report_row(report: ReportScore) -> tuple[object, ...]:
    return report.aspect, report.ours, "not in it" if report.table is None else report.table
