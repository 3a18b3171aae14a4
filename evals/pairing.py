"""Which finding is which entry of a gold file, each taken once.

Entries that a finding states in full are paired first, then what is optional, then what agrees in part: a finding with
one wrong field is that entry with a wrong field, and not one entry missed and one finding too many.
"""

from collections.abc import Iterable, Iterator, Sequence

from evals.gold import Entry
from evals.gold_values import same
from ingest.documents import Finding, FindingKind, Frozen

PAGE = "page"
"""Measured beside a kind's own fields, where the gold file gives it and the format has pages."""

_KEYS: dict[FindingKind, tuple[str, ...]] = {
    "inspection": ("dates",),
    "previous inspection": ("dates",),
    "next inspection": ("type",),
    "inspector": ("name",),
    "body": ("name",),
    "leader": ("name",),
    "area for priority action": ("text", "number"),
    "area for improvement": ("text", "number"),
    "area of significant weakness": ("text", "number"),
    "verdict": ("number",),
    "progress": ("text",),
    "strength": ("text",),
    "area for development": ("text",),
    "recommendation": ("text", "number"),
    "action": ("text", "reference"),
    "measure": ("value",),
    "milestone": ("date", "event"),
    "contact": ("service", "telephone"),
}
"""Fields of which one must agree for a finding to be an entry at all; of any other kind there is one in a document."""


class Pair(Frozen):
    """A finding and the entry that it is."""

    entry: Entry
    finding: Finding

    def right(self, name: str) -> bool | None:
        """Whether a field holds what the gold file says; ``None`` where that is not measured."""
        if name == PAGE:
            measured = self.entry.page is not None and self.finding.page is not None
            return self.entry.page == self.finding.page if measured else None
        if name not in self.entry.fields:
            return None
        return same(name, self.entry.fields[name], self.finding.fields.get(name))

    @property
    def wrong(self) -> tuple[str, ...]:
        """The fields that do not hold what the gold file says."""
        return tuple(name for name in (*self.entry.fields, PAGE) if self.right(name) is False)

    @property
    def score(self) -> int:
        """How many fields hold what the gold file says, and are stated at all."""
        return sum(bool(self.finding.fields.get(name)) and bool(self.right(name)) for name in self.entry.fields)

    @property
    def possible(self) -> bool:
        """Whether the finding can be this entry at all."""
        keys = [name for name in _KEYS.get(self.entry.kind, ()) if self.entry.fields.get(name)]
        return not keys or any(self.right(name) for name in keys)


class Paired(Frozen):
    """The findings of one kind in one document, beside the gold file."""

    pairs: tuple[Pair, ...]
    """Those that are not optional."""
    missed: tuple[Entry, ...]
    extra: tuple[Finding, ...]


def paired(entries: Sequence[Entry], findings: Sequence[Finding]) -> Paired:
    """Pair entries with findings of the same kind and document.

    Args:
        entries: of the gold file, in its order.
        findings: what was found, in the order of the text.
    """
    free_entries, free = dict(enumerate(entries)), dict(enumerate(findings))
    taken: dict[int, Pair] = {}
    for optional, whole in ((False, True), (True, True), (False, False)):
        wanted = {at: entry for at, entry in free_entries.items() if entry.optional is optional}
        for at, number, pair in _best(wanted, free, whole):
            if at in free_entries and number in free:
                taken[at] = pair
                del free_entries[at], free[number]
    return Paired(
        pairs=tuple(taken[at] for at in sorted(taken) if not taken[at].entry.optional),
        missed=tuple(entry for entry in free_entries.values() if not entry.optional),
        extra=tuple(free.values()),
    )


def _best(entries: dict[int, Entry], findings: dict[int, Finding], whole: bool) -> Iterable[tuple[int, int, Pair]]:
    """All pairs that can be, the surest first; of equal ones those in the same order."""
    found = _possible(entries, findings, whole)
    return sorted(found, key=lambda one: (-one[2].score, abs(one[0] - one[1]), one[0], one[1]))


def _possible(entries: dict[int, Entry], findings: dict[int, Finding], whole: bool) -> Iterator[tuple[int, int, Pair]]:
    for at, entry in entries.items():
        for number, finding in findings.items():
            pair = Pair(entry=entry, finding=finding)
            if pair.possible and not (whole and pair.wrong):
                yield at, number, pair
