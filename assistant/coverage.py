"""How much of what is asked a sentence says: itself, by its heading or lead-in, or by its neighbours."""

from collections.abc import Sequence

from .units import Unit
from .words import bridging, saying

_BRIDGED = 0.8  # what a concept counts that another word stands for
_HEADING, _BESIDE, _TITLE = 0.75, 0.5, 0.6  # what a concept counts that only heading, neighbour or title says
Wanted = tuple[frozenset[str], frozenset[str], str, float]
"""A concept that is asked about: what says it, what says it in other words, its opposite, and its weight."""


def wanted_of(weights: dict[str, float]) -> list[Wanted]:
    """The concepts that are asked about, by their weights, made ready to be looked for in many sentences."""
    return [(saying(key), bridging(key), _opposite(key), weight) for key, weight in weights.items()]


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
    for outright, otherwise, other_way, weight in wanted:
        if not outright.isdisjoint(said):
            own += weight
        elif not otherwise.isdisjoint(said):
            own += _BRIDGED * weight
        elif other_way in said:
            own += opposite * weight
        elif headings and not otherwise.isdisjoint(unit.around):
            around += _HEADING * weight
        elif headings and not otherwise.isdisjoint(unit.title_keys):
            around += _TITLE * weight
        elif not otherwise.isdisjoint(unit.beside):
            around += _BESIDE * weight
    return (own + around) / total, own / total


def _opposite(key: str) -> str:
    """A question about progress is answered by a sentence about the lack of it too."""
    return {"=progress_ok": "=progress_not", "=progress_not": "=progress_ok"}.get(key, "")
