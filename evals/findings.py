"""Findings beside a gold file: precision and recall of every field, and what is not right, one line each.

A finding of a kind that the gold file lists in full, and that is none of its entries, is wrong; of other kinds only
what the gold file lists is measured. What there is nothing of is ``None``, "not measured", and never zero.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from textwrap import shorten

from evals.gold import KINDS, Entry, GoldDocument, Phrase
from evals.pairing import PAGE, Pair, Paired, paired
from ingest.documents import Finding, FindingKind, Frozen
from ingest.findings.kinds import FIELDS

WHOLE = "(whole)"
"""In place of a field: all that the gold file gives of a finding is right."""
_SHOWN = 90
"""Characters of a text in the line on a fault."""


class FieldScore(Frozen):
    """How one field of one kind was found."""

    kind: FindingKind
    field: str
    """By the names in ``findings.kinds.FIELDS``; or the page, or the whole finding."""
    n: int
    """How many the gold file has."""
    found: int
    """How many were found, of what is measured."""
    right: int
    """How many of these are as the gold file says."""
    precision: float | None
    """Share of those found that are right."""
    recall: float | None
    """Share of those in the gold file that were found right."""


class Fault(Frozen):
    """Something missed, too much, or wrong."""

    document: str
    kind: FindingKind
    fields: tuple[str, ...]
    """Fields that are wrong; empty where the whole finding is missed or too much."""
    what: str
    """In one line, with what was wanted and what was found."""


class FindingsScore(Frozen):
    """How well findings were found."""

    documents: tuple[str, ...]
    fields: tuple[FieldScore, ...]
    faults: tuple[Fault, ...]


def measure(gold: Sequence[GoldDocument], findings: Mapping[str, Sequence[Finding]]) -> FindingsScore:
    """Measure findings.

    Args:
        gold: what documents state.
        findings: what was found, by the id of the document; a document that is not there has none.
    """
    compared = list(_compared(gold, findings))
    measured = _measured(gold)
    counts: Counter[tuple[FindingKind, str, str]] = Counter()
    for _, kind, result, complete in compared:
        _count(counts, kind, result, complete, measured[kind])
    return FindingsScore(
        documents=tuple(document.id for document in gold),
        fields=tuple(_scores(counts)),
        faults=tuple(
            fault for name, kind, result, complete in compared for fault in _faults(name, kind, result, complete)
        ),
    )


def _compared(
    gold: Sequence[GoldDocument], findings: Mapping[str, Sequence[Finding]]
) -> Iterator[tuple[str, FindingKind, Paired, bool]]:
    for document in gold:
        found = findings.get(document.id, ())
        for kind in KINDS:
            entries = [entry for entry in document.entries if entry.kind == kind]
            if entries or kind in document.complete:
                of_kind = [finding for finding in found if finding.kind == kind]
                yield document.id, kind, paired(entries, of_kind), kind in document.complete


def _measured(gold: Sequence[GoldDocument]) -> dict[FindingKind, tuple[str, ...]]:
    """The fields of each kind that the gold file gives somewhere, in their order."""
    given = {(entry.kind, name) for document in gold for entry in document.entries for name in entry.fields}
    return {kind: tuple(name for name in FIELDS[kind] if (kind, name) in given) for kind in KINDS}


def _count(
    counts: "Counter[tuple[FindingKind, str, str]]",
    kind: FindingKind,
    result: Paired,
    complete: bool,
    measured: Iterable[str],
) -> None:
    for pair in result.pairs:
        counts[kind, WHOLE, "right"] += not pair.wrong
        for name in (*pair.entry.fields, PAGE):
            _count_field(counts, pair, name)
    for entry in result.missed:
        for name, wanted in entry.fields.items():
            counts[kind, name, "n"] += wanted is not None
        counts[kind, PAGE, "n"] += entry.page is not None
    extra = result.extra if complete else ()
    for finding in extra:
        for name in measured:
            counts[kind, name, "found"] += bool(finding.fields.get(name))
    counts[kind, WHOLE, "n"] += len(result.pairs) + len(result.missed)
    counts[kind, WHOLE, "found"] += len(result.pairs) + len(extra)


def _count_field(counts: "Counter[tuple[FindingKind, str, str]]", pair: Pair, name: str) -> None:
    right, kind = pair.right(name), pair.entry.kind
    if right is None:
        return
    wanted = name == PAGE or pair.entry.fields[name] is not None
    found = name == PAGE or bool(pair.finding.fields.get(name))
    counts[kind, name, "n"] += wanted
    counts[kind, name, "found"] += found
    counts[kind, name, "right"] += right and wanted


def _scores(counts: "Counter[tuple[FindingKind, str, str]]") -> Iterator[FieldScore]:
    for kind in KINDS:
        for field in (WHOLE, *FIELDS[kind], PAGE):
            n, found, right = (counts[kind, field, what] for what in ("n", "found", "right"))
            if n or found:
                yield FieldScore(
                    kind=kind,
                    field=field,
                    n=n,
                    found=found,
                    right=right,
                    precision=right / found if found else None,
                    recall=right / n if n else None,
                )


def _faults(document: str, kind: FindingKind, result: Paired, complete: bool) -> Iterator[Fault]:
    for pair in result.pairs:
        if pair.wrong:
            what = "; ".join(_difference(pair, name) for name in pair.wrong)
            yield Fault(document=document, kind=kind, fields=pair.wrong, what=f"line {pair.entry.line}: {what}")
    for entry in result.missed:
        yield Fault(document=document, kind=kind, fields=(), what=f"line {entry.line}: missed: {_entry_text(entry)}")
    for finding in result.extra if complete else ():
        yield Fault(document=document, kind=kind, fields=(), what=f"too much: {_finding_text(finding)}")


def _difference(pair: Pair, name: str) -> str:
    if name == PAGE:
        return f"page {pair.finding.page}, not {pair.entry.page}"
    found = shorten(pair.finding.get(name), _SHOWN, placeholder=" ...") or "nothing"
    return f"{name}: {found}, not {_wanted(pair.entry, name)}"


def _wanted(entry: Entry, name: str) -> str:
    value = entry.fields[name]
    if isinstance(value, Phrase):
        return f"{value.begins} ... {value.ends}"
    return "; ".join(value) if value else "nothing"


def _entry_text(entry: Entry) -> str:
    return ", ".join(f"{name} {_wanted(entry, name)}" for name, value in entry.fields.items() if value)


def _finding_text(finding: Finding) -> str:
    told = ", ".join(f"{name} {finding.get(name)}" for name in FIELDS[finding.kind] if finding.get(name))
    return shorten(told, 2 * _SHOWN, placeholder=" ...")
