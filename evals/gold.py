"""The types of a gold file, and the loader that refuses a faulty one with the line of the fault.

A gold file says what documents state, read by a person: the findings that there should be, of every document the kinds
of which it lists all. It holds facts; of texts only a few words to know them by.
"""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any, get_args

from evals.gold_values import PHRASED, SEVERAL, Phrase, Value, value_of
from evals.marks import LineError, Marked, Place
from ingest.documents import FindingKind, Frozen
from ingest.errors import SuiteError
from ingest.findings.kinds import FIELDS

KINDS: tuple[FindingKind, ...] = get_args(FindingKind)
_DATED = {"dates", "date", "by"}
_DAY = r"\d{4}(?:-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12]\d|3[01]))?)?"
_DATES = re.compile(rf"{_DAY}(?:/{_DAY})?|not previously inspected")


class Entry(Frozen):
    """A finding that there should be. What is left out is not measured."""

    kind: FindingKind
    fields: dict[str, Value]
    """``None``: the document does not state it, so that a value is wrong."""
    page: int | None = None
    """Page on which it starts, from 1."""
    optional: bool = False
    """Right where it is found, and not missed where it is not: what can be read in two ways, or is stated twice."""
    line: int
    """Where it stands in the gold file, from 1."""


class GoldDocument(Frozen):
    """What one document states."""

    id: str
    complete: frozenset[FindingKind]
    """Kinds of which all that it states is listed, or that it states nothing of: any other finding is wrong."""
    entries: tuple[Entry, ...]
    line: int


class Gold(Frozen):
    """A checked gold file."""

    path: Path
    documents: tuple[GoldDocument, ...]


def load_gold(path: Path) -> Gold:
    """Read a gold file.

    Raises:
        SuiteError: there is no such file, or a fault in it, named with the file's name and the line.
    """
    try:
        marked = Marked(path.read_text(encoding="utf-8"))
        return Gold(path=path, documents=tuple(_documents(marked)))
    except OSError as error:
        raise SuiteError(f"the gold file {path} cannot be read: {error.strerror}", "name a YAML file") from error
    except UnicodeDecodeError as error:
        raise SuiteError(f"the gold file {path} is not UTF-8 text", "save it as UTF-8") from error
    except LineError as fault:
        raise SuiteError(
            f"{path.name}, line {fault.line}: {fault.what}", f"mend line {fault.line} of {path}"
        ) from fault


def _documents(marked: Marked) -> Iterator[GoldDocument]:
    top = _mapping(marked, (), marked.data, {"complete", "documents"})
    everywhere = _kinds(marked, ("complete",), top.get("complete", []))
    seen: dict[str, int] = {}
    for at, raw in enumerate(_list(marked, ("documents",), top.get("documents"))):
        place: Place = ("documents", at)
        data, line = _mapping(marked, place, raw, {"id", "complete", "findings"}), marked.line(place)
        name = data.get("id")
        if not isinstance(name, str) or not name.strip():
            raise LineError(line, "'id' must be the id of a document")
        if name in seen:
            raise LineError(marked.line((*place, "id")), f"the document {name!r} stands on line {seen[name]} already")
        seen[name] = marked.line((*place, "id"))
        complete = everywhere | _kinds(marked, (*place, "complete"), data.get("complete", []))
        findings = _mapping(marked, (*place, "findings"), data.get("findings", {}), set(KINDS), "kind")
        entries = [
            entry
            for kind in KINDS
            if kind in findings
            for entry in _entries(marked, (*place, "findings", kind), kind, findings[kind])
        ]
        if not entries and not complete:
            raise LineError(line, f"nothing of {name!r} would be measured: give findings or complete")
        yield GoldDocument(id=name, complete=complete, entries=tuple(entries), line=line)
    if not seen:
        raise LineError(1, "no document in it")


def _kinds(marked: Marked, place: Place, raw: Any) -> frozenset[FindingKind]:
    found: set[FindingKind] = set()
    for at, name in enumerate(_list(marked, place, raw)):
        kind = next((kind for kind in KINDS if kind == name), None)
        if kind is None or kind in found:
            what = f"the kind {name!r} stands here twice" if kind else f"unknown kind {name!r}"
            raise LineError(marked.line((*place, at)), what)
        found.add(kind)
    return frozenset(found)


def _entries(marked: Marked, place: Place, kind: FindingKind, raw: Any) -> Iterator[Entry]:
    seen: dict[str, int] = {}
    for at, item in enumerate(_list(marked, place, raw)):
        where = (*place, at)
        data, line = _mapping(marked, where, item, {*FIELDS[kind], "page", "optional"}), marked.line(where)
        page, optional = data.get("page"), data.get("optional", False)
        if page is not None and (not isinstance(page, int) or isinstance(page, bool) or page < 1):
            raise LineError(marked.line((*where, "page")), "'page' must be a number from 1")
        if not isinstance(optional, bool):
            raise LineError(marked.line((*where, "optional")), "'optional' must be true or false")
        fields = {name: _field(marked, (*where, name), name, data[name]) for name in FIELDS[kind] if name in data}
        if all(value is None for value in fields.values()):
            raise LineError(line, f"this {kind} says nothing: give at least one field")
        entry = Entry(kind=kind, fields=fields, page=page, optional=optional, line=line)
        same = repr((fields, page, optional))
        if same in seen:
            raise LineError(line, f"the same {kind} stands on line {seen[same]} already")
        seen[same] = line
        yield entry


def _field(marked: Marked, place: Place, name: str, raw: Any) -> Value:
    try:
        value = value_of(name, raw)
    except ValueError as fault:
        raise LineError(marked.line(place), f"{name!r} {fault}") from fault
    for date in () if isinstance(value, Phrase) or value is None or name not in _DATED else value:
        if not _DATES.fullmatch(date):
            raise LineError(marked.line(place), f"{name!r} must be an ISO 8601 date or interval, not {date!r}")
    return value


def _mapping(marked: Marked, place: Place, raw: Any, known: set[Any], what: str = "field") -> dict[str, Any]:
    if not isinstance(raw, dict):
        raise LineError(marked.line(place), "a mapping is needed here: names with what each holds")
    for name in raw:
        if name not in known:
            raise LineError(marked.line((*place, name)), f"unknown {what} {name!r}")
    return raw


def _list(marked: Marked, place: Place, raw: Any) -> list[Any]:
    if not isinstance(raw, list):
        raise LineError(marked.line(place), "a list is needed here")
    return raw


__all__ = ["KINDS", "PHRASED", "SEVERAL", "Entry", "Gold", "GoldDocument", "Phrase", "Value", "load_gold"]
