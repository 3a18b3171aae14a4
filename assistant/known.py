"""The findings of an index as questions need them: of an area, a period, newest first, on a topic."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from ingest.dates import overlap
from ingest.documents import Finding, FindingKind, Source
from ingest.view import View

from .orders import IN_DOCUMENT
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
    """All findings of an index, by kind."""

    def __init__(self, view: View, sources: Mapping[str, Source]) -> None:
        self._sources = sources
        self._by_kind: dict[FindingKind, list[Known]] = {}
        self._judged: list[Known] = []
        for finding in view.findings():
            if IN_DOCUMENT.search(finding.quote):
                continue
            known = Known(finding, sources[finding.document].local_area)
            judged = finding.kind == "area for priority action" and finding.get("verdict")
            self._judged.append(known) if judged else self._by_kind.setdefault(finding.kind, []).append(known)

    def of(self, kind: FindingKind, documents: Collection[str]) -> list[Known]:
        """Findings of a kind in these documents, in their order."""
        return [known for known in self._by_kind.get(kind, []) if known.finding.document in documents]

    def judged(self, documents: Collection[str], periods: Sequence[str]) -> list[Known]:
        """What the newest document of each area that gives verdicts judges: weaknesses, areas for priority action."""
        weaknesses = [
            known for known in self.of("area of significant weakness", documents) if known.finding.get("verdict")
        ]
        actions = [known for known in self._judged if known.finding.document in documents]
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
            if best is None or self._age(known.finding.document) > self._age(best):
                by_area[known.local_area] = known.finding.document
        return [known for known in chosen if by_area[known.local_area] == known.finding.document]

    def of_period(self, found: Iterable[Known], periods: Sequence[str]) -> list[Known]:
        """Those whose own date, or whose document's year, is of a period asked about; all where none is."""
        return [known for known in found if not periods or self._fits(known.finding, periods)]

    def _fits(self, finding: Finding, periods: Sequence[str]) -> bool:
        own = [value for name in ("dates", "date", "by") if (value := finding.get(name))[:4].isdecimal()]
        own += [date.split("/")[-1][:4] for date in self._sources[finding.document].dates]
        return any(overlap(date, period) for date in own for period in periods)

    def _age(self, document: str) -> str:
        """Sort key of a document's date; one without a date is the oldest."""
        return self._sources[document].last_day
