"""Lists that a document gives as such: what stands under a heading or after a lead-in that says what is asked for."""

from collections.abc import Iterator
from dataclasses import dataclass

from .evidence import concept_weights, is_frame
from .library import Library
from .periods import may_be_of
from .retrieve import Found
from .understand import Understood
from .units import Unit
from .words import keys, says

_MIN_MATCH = 0.7  # share of the question, by weight, that the heading says
_MAX_ITEMS = 14


@dataclass(frozen=True)
class ListHit:
    """A heading or lead-in and what it introduces."""

    document: str
    heading: str
    items: tuple[Unit, ...]
    score: float
    counted: bool
    """The items are rows or bullets of one list, so that their number means something."""


def find_lists(library: Library, question: Understood, found: Found) -> list[ListHit]:
    """Lists whose heading or lead-in says what the question asks for, best first."""
    weights = concept_weights(library, question)
    total = sum(weights.values())
    if not total or all(is_frame(key) or key.startswith("#") for key in weights):
        return []
    hits = []
    for document in dict.fromkeys(passage.document for passage, _ in found.passages):
        if question.periods and not may_be_of(library, question, document):
            continue
        for heading, items, counted in _groups(library.units(document)):
            said = set(keys(heading))
            match = sum(w for key, w in weights.items() if says(key, said)) / total
            if match < _MIN_MATCH:
                continue
            surplus = sum(library.idf(k) for k in said - set(weights)) / max(sum(map(library.idf, said)), 0.1)
            shown = items if counted else items[:_MAX_ITEMS]  # a list that is cut short would be miscounted
            hits.append(ListHit(document, heading, shown, match - 0.35 * surplus, counted))
    return sorted(hits, key=lambda hit: -hit.score)


def _groups(units: tuple[Unit, ...]) -> Iterator[tuple[str, tuple[Unit, ...], bool]]:
    """Runs of units under one heading, and runs of items after one lead-in; only the first sentence of each item."""
    by_heading: dict[tuple[str, ...], list[Unit]] = {}
    by_lead: dict[tuple[tuple[str, ...], str], list[Unit]] = {}
    for unit in units:
        if not unit.first_of_block:
            continue
        if unit.path and not unit.text.rstrip().endswith(":"):
            by_heading.setdefault(unit.path, []).append(unit)
        if unit.lead.rstrip().endswith(":") and unit.is_item:
            by_lead.setdefault((unit.path, unit.lead), []).append(unit)
    for path, members in by_heading.items():
        counted = all(unit.is_item or unit.is_row for unit in members)
        yield path[-1], tuple(members), counted
    for (_, lead), members in by_lead.items():
        if len(members) > 1:
            yield lead, tuple(members), True
