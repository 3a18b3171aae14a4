"""The findings of an index as questions need them: of an area, a period, newest first, on a topic."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from ingest.dates import overlap
from ingest.documents import Finding, FindingKind, Source
from ingest.view import View

from .orders import is_order
from .words import keys


@dataclass(frozen=True)
class Known:
    """What is known of one finding's words."""

    finding: Finding
    local_area: str | None

    @cached_property
    def said(self) -> frozenset[str]:
        """Concepts that its own text says."""
        names = ("text", "role", "body", "service", "event", "series", "responsible_body", "weakness")
        return frozenset(keys(" . ".join(self.finding.get(name) for name in names)))


class Findings:
    """All findings of an index, by document and kind. Those of a document are read when they are first asked for.

    Safe to use from several threads: two that need the same document at the same time both read it.
    """

    def __init__(self, view: View, sources: Mapping[str, Source]) -> None:
        self._view, self._sources = view, sources
        self._order = {id_: number for number, id_ in enumerate(sources)}
        self._ages: dict[str, str] = {}
        self._by_document: dict[str, dict[FindingKind | None, list[Known]]] = {}

    def of(self, kind: FindingKind, documents: Collection[str]) -> list[Known]:
        """Findings of a kind in these documents, in the order of the index."""
        return self._of(kind, documents)

    def _of(self, kind: FindingKind | None, documents: Collection[str]) -> list[Known]:
        """Of a kind; ``None`` for areas for priority action that have a verdict, which count as nothing else."""
        ordered = sorted((id_ for id_ in set(documents) if id_ in self._order), key=self._order.__getitem__)
        missing = [id_ for id_ in ordered if id_ not in self._by_document]
        for id_, found in zip(missing, self._view.findings_of(missing) if missing else (), strict=True):
            self._by_document[id_] = self._sorted(found)
        return [known for id_ in ordered for known in self._by_document[id_].get(kind, ())]

    def _sorted(self, findings: Iterable[Finding]) -> dict[FindingKind | None, list[Known]]:
        by_kind: dict[FindingKind | None, list[Known]] = {}
        for finding in findings:
            if is_order(finding.quote):
                continue
            judged = finding.kind == "area for priority action" and finding.get("verdict")
            known = Known(finding, self._sources[finding.document].local_area)
            by_kind.setdefault(None if judged else finding.kind, []).append(known)
        return by_kind

    def judged(self, documents: Collection[str], periods: Sequence[str]) -> list[Known]:
        """What the newest document of each area that gives verdicts judges: weaknesses, areas for priority action."""
        weaknesses = [
            known for known in self.of("area of significant weakness", documents) if known.finding.get("verdict")
        ]
        actions = self._of(None, documents)
        return self.newest(self.of_period([*weaknesses, *actions], periods))

    def latest(self, kind: FindingKind, documents: Collection[str], periods: Sequence[str]) -> list[Known]:
        """Findings of a kind in the newest of these documents of each area, of a period where one is asked about."""
        return self.newest(self.of_period(self.of(kind, documents), periods))

    def newest(self, found: Iterable[Known]) -> list[Known]:
        """Those of the newest document of each area."""
        by_area: dict[str | None, str] = {}
        chosen = list(found)
        for known in chosen:
            best = by_area.get(known.local_area)
            if best is None or self.age(known.finding.document) > self.age(best):
                by_area[known.local_area] = known.finding.document
        return [known for known in chosen if by_area[known.local_area] == known.finding.document]

    def age(self, document: str) -> str:
        """The last day of a document's date, ISO 8601; one without a date is the oldest, and has an empty one."""
        if document not in self._ages:
            self._ages[document] = self._sources[document].last_day
        return self._ages[document]

    def of_period(self, found: Iterable[Known], periods: Sequence[str]) -> list[Known]:
        """Those whose own date, or whose document's year, is of a period asked about; all where none is."""
        return [known for known in found if not periods or self._fits(known.finding, periods)]

    def _fits(self, finding: Finding, periods: Sequence[str]) -> bool:
        own = [value for name in ("dates", "date", "by") if (value := finding.get(name))[:4].isdecimal()]
        own += [date.split("/")[-1][:4] for date in self._sources[finding.document].dates]
        return any(overlap(date, period) for date in own for period in periods)
