"""How much of what is asked a sentence says: itself, by its heading or lead-in, or by its neighbours."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from .other_words import Expression, put_otherwise
from .units import Unit
from .words import bridging, saying

_BRIDGED, _WIDELY = 0.8, 0.6  # what a concept counts that another word stands for; one that is chosen with less care
_HEADING, _BESIDE, _TITLE = 0.75, 0.5, 0.6  # what a concept counts that only heading, neighbour or title says


@dataclass(frozen=True)
class Wanted:
    """A concept that is asked about."""

    outright: frozenset[str]
    """What says it."""
    bridged: frozenset[str]
    """The same, or what stands for it in documents."""
    widely: frozenset[str]
    """The same, or its synonyms."""
    expressions: tuple[Expression, ...]
    """Expressions of documents that say it with the words around it."""
    opposite: str
    weight: float

    def share(self, said: frozenset[str]) -> float:
        """How far a text with these concepts says it, 0 to 1."""
        if not self.outright.isdisjoint(said):
            return 1.0
        if not self.bridged.isdisjoint(said):
            return _BRIDGED
        if any(expression <= said for expression in self.expressions):
            return _BRIDGED
        return 0.0 if self.widely.isdisjoint(said) else _WIDELY


def wanted_of(
    weights: Mapping[str, float], expressions: Mapping[str, Iterable[Expression]], others: bool = True
) -> list[Wanted]:
    """The concepts that are asked about, made ready to be looked for in many sentences.

    Args:
        weights: of the concepts.
        expressions: which say them in documents, by concept.
        others: whether synonyms and expressions count.
    """
    return [
        Wanted(
            saying(key),
            bridging(key),
            put_otherwise(key) if others else bridging(key),
            tuple(expressions.get(key, ())) if others else (),
            _opposite(key),
            weight,
        )
        for key, weight in weights.items()
    ]


def coverage_of(
    unit: Unit, wanted: Sequence[Wanted], total: float, opposite: float, headings: bool = True
) -> tuple[float, float]:
    """The share of what is asked that a sentence with its surroundings says, and that it says itself; 0 to 1.

    Args:
        unit: the sentence.
        wanted: what is asked about.
        total: the sum of its weights.
        opposite: what it counts to say the opposite of a concept, 0 to 1.
        headings: whether headings and titles count.
    """
    own = around = 0.0
    said = unit.keys
    for concept in wanted:
        share, weight = concept.share(said), concept.weight
        if share:
            own += share * weight
        elif concept.opposite in said:
            own += opposite * weight
        elif headings and not concept.widely.isdisjoint(unit.around):
            around += _HEADING * weight
        elif headings and not concept.bridged.isdisjoint(unit.title_keys):
            around += _TITLE * weight
        elif not concept.widely.isdisjoint(unit.beside):
            around += _BESIDE * weight
    return (own + around) / total, own / total


def _opposite(key: str) -> str:
    """A question about progress is answered by a sentence about the lack of it too."""
    return {"=progress_ok": "=progress_not", "=progress_not": "=progress_ok"}.get(key, "")
