"""What the measures of one table have in common: which series stand side by side, and what each says of its own."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property, lru_cache

from ingest.documents import Finding

from .known import Known
from .words import keys

_IN_UNITS = re.compile(r"\b(?:in )?(weeks|days|months|years|hours)\b(?! (?:or|and|of)\b)", re.I)
_NUMBERED = re.compile(r"^(?:(?:table|figure|chart|graph) \w{1,4}[:.–-]\s+|[^()]{1,20}\):?\s+)", re.I)
"""What stands before the name of a series: the number of its table, the rest of a note on its period."""
_OF_ALL = re.compile(r"(?:grand |overall )?(?:totals?|averages?|mean|ytd|year to date|all)\b", re.I)
_LATE = re.compile(r"\b(?:within|in|over|after|under|than) (?:\d+|twenty) (?:weeks|days|months)", re.I)


@dataclass(frozen=True)
class Named:
    """The name of a series in its two parts: "Table: column" or "row: column"."""

    before: str
    own: str

    @classmethod
    def of(cls, measure: Finding) -> "Named":
        """Its parts; the first is empty where the name has only one."""
        return _named(measure.get("series"))


@lru_cache(maxsize=20_000)
def _named(series: str) -> Named:
    before, _, own = _NUMBERED.sub("", series).rpartition(": ")
    return Named(before, own)


@dataclass
class Siblings:
    """Series of the same documents that stand side by side, by document and what stands over all of them."""

    known: Sequence[Known]
    _totals: dict[tuple[str, int], str] = field(default_factory=dict)

    @cached_property
    def _own(self) -> dict[tuple[str, str], set[str]]:
        found: dict[tuple[str, str], set[str]] = {}
        for known in self.known:
            named = Named.of(known.finding)
            if named.before:
                found.setdefault((known.finding.document, named.before), set()).add(named.own)
        return found

    @cached_property
    def _before_total(self) -> dict[tuple[str, int, str], str]:
        """What stands over the series that a row of totals is of: that of the rows before it."""
        found: dict[tuple[str, int, str], str] = {}
        last: dict[tuple[str, str], str] = {}
        for known in self.known:
            named = Named.of(known.finding)
            place = (known.finding.document, named.own)
            if _OF_ALL.match(named.before):
                found[known.finding.document, known.finding.start, named.own] = last.get(place, "")
            else:
                last[place] = named.before
        return found

    def beside(self, measure: Finding) -> set[str]:
        """The series beside a measure's own, by their own names."""
        named = Named.of(measure)
        return self._own.get((measure.document, named.before), set()) - {named.own}

    def said(self, known: Known, change: frozenset[str]) -> frozenset[str]:
        """Concepts of a series; what the table's name says of change is said only of the series that says it too.

        Args:
            known: the measure.
            change: concepts that make a series another one, such as "on time".
        """
        named = Named.of(known.finding)
        own = frozenset(keys(named.own))
        total = self._before_total.get((known.finding.document, known.finding.start, named.own), "")
        if total:
            return known.said | frozenset(keys(total)) - change
        others = frozenset(key for name in self.beside(known.finding) for key in keys(name)) & change
        return known.said - (others - own)


def is_of_all(measure: Finding) -> bool:
    """Whether it is a total or an average over the rows of a table."""
    return bool(_OF_ALL.match(measure.get("series")))


def unit_of(measure: Finding) -> str:
    """Its unit; the one that the table's name gives where the cell gives none."""
    if measure.get("unit"):
        return measure.get("unit")
    found = _IN_UNITS.search(_LATE.sub("", Named.of(measure).before))
    return found[1].lower() if found else ""
