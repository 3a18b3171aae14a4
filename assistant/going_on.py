"""What counts in a follow-up that is joined to the question before it: its own words first, then what that one named,
and nearness to what its answer quoted, since people ask on about what they have just read."""

from collections.abc import Sequence

from .follow_up import JOINED
from .library import Library
from .understand import Understood
from .units import Unit
from .words import Token, bridged

_BEFORE = 0.6  # what a concept counts that only the question before names
_MOST_OF_IT = 0.6  # share of a follow-up's own concepts, by weight, that a sentence which answers it must say
_NEAR = 700  # characters
_BESIDE_QUOTE = 0.1  # what standing near what was quoted adds to a sentence's score

Place = tuple[str, int, int]
"""A document, and offsets in its text."""


def share_of(question: Understood, token: Token, frame: frozenset[str]) -> float:
    """What a concept counts: less where only the question before names it, and the follow-up names others.

    Args:
        question: as understood.
        token: one of its concepts.
        frame: concepts that every question names.
    """
    if not _from_before(question, token):
        return 1.0
    own = any(t.key not in frame for t in question.content() if not _from_before(question, t))
    return _BEFORE if own else 1.0


def says_own(library: Library, question: Understood, unit: Unit, frame: frozenset[str]) -> bool:
    """Whether a sentence or what stands around it says most of what a follow-up itself asks."""
    return are_said(library, question, unit.keys | unit.around | unit.beside, frame)


def are_said(library: Library, question: Understood, said: frozenset[str], frame: frozenset[str]) -> bool:
    """Whether most of what a follow-up itself asks is among these concepts; true of a question that stands alone."""
    if JOINED not in question.standalone:
        return True
    own = {library.known_as(t.key) for t in question.content() if not _from_before(question, t)}
    weights = {key: library.idf(key) for key in own if key not in frame and not key.startswith("#")}
    return sum(w for key, w in weights.items() if bridged(key, said)) >= _MOST_OF_IT * sum(weights.values())


def quoted_places(library: Library, question: Understood, documents: Sequence[str]) -> list[Place]:
    """Where the quotes of the answer before stand in these documents."""
    found: list[Place] = []
    for quote in question.quoted:
        for id_ in documents:
            start = library.get(id_).text.find(quote)
            if start >= 0:
                found.append((id_, start, start + len(quote)))
                break
    return found


def nearness(unit: Unit, places: Sequence[Place]) -> float:
    """What it adds to a sentence's score that it stands near what the answer before quoted."""
    near = any(
        unit.document == document and start - _NEAR <= unit.start <= end + _NEAR for document, start, end in places
    )
    return _BESIDE_QUOTE if near else 0.0


def _from_before(question: Understood, token: Token) -> bool:
    asked, joined, _ = question.standalone.partition(JOINED)
    return bool(joined) and token.start >= len(asked)
