"""The nearest thing that the documents say, where they do not answer: of each local area, if none is named."""

from collections.abc import Sequence

from .draft import Quote, Statement
from .evidence import Scored
from .library import Library
from .understand import Understood
from .wording import listed

_LEAST = 0.3  # share of what is asked that the nearest thing must at least say
_MOST_AREAS = 3  # whose nearest thing is shown
_MOST_NAMED = 8
_SHORT = 60  # characters of a list item that says little without what leads to it


def nearest(library: Library, question: Understood, scored: Sequence[Scored]) -> list[Statement]:
    """A note and the nearest quotes, best first; empty where nothing comes near.

    Args:
        library: the documents.
        question: as understood.
        scored: sentences, best first.
    """
    best: dict[str | None, Scored] = {}
    for sentence in scored:
        if sentence.coverage >= _LEAST:
            best.setdefault(library.sources[sentence.unit.document].local_area, sentence)
    most = _MOST_AREAS if names_no_area(library, question) else 1
    quotes = [_quoted(library, sentence) for sentence in list(best.values())[:most]]
    lead = "The nearest thing they say, which may be about something else:"
    return [Statement(lead, form="note"), *quotes] if quotes else []


def names_no_area(library: Library, question: Understood) -> bool:
    """Whether a question leaves open which of several local areas it is about."""
    return not question.areas and len(library.areas()) > 1


def choose_area(library: Library) -> Statement:
    """Which local areas there are to be named."""
    areas = library.areas()
    named = listed(areas) if len(areas) <= _MOST_NAMED else f"{len(areas)} local areas"
    loaded = f"The question names no local area. Documents about {named} are loaded"
    return Statement(f"{loaded}: name one to search its documents alone.", form="note")


def _quoted(library: Library, sentence: Scored) -> Statement:
    """A sentence; a short item of a list with the words that lead to it."""
    unit = sentence.unit
    if unit.is_item and unit.lead and len(unit.text) <= _SHORT:
        for other in library.units(unit.document):
            if other.text == unit.lead and other.end <= unit.start and other.path == unit.path:
                return Statement(f"{other.text} {unit.text}", (Quote.of(other), Quote.of(unit)))
    return Statement(unit.text, (Quote.of(unit),))
