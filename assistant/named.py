"""Names that a question says, beside its local areas: people, bodies and places that a text must name too."""

from ingest.areas import find_areas, words_of_name

from .evidence import FRAMES
from .forms import IN_BODY
from .library import Library
from .memo import once
from .understand import Understood
from .units import Unit
from .words import keys

_ANY_BODY = FRAMES | frozenset(keys("partnership board committee team service group forum cabinet sen send"))
"""What names many a body, and tells none from another."""


def names_asked(question: Understood) -> frozenset[str]:
    """What is written with a capital within a question, beside local areas."""
    text = question.standalone
    named = (t for t in question.content() if t.start and text[t.start].isupper() and t.key[0] not in "=#")
    return frozenset(token.key for token in named if token.key not in _ANY_BODY)


def is_of_place(question: Understood, unit: Unit) -> bool:
    """Whether a text or what stands around it names the place asked about, which is no local area: "in Exeter"."""
    text, names = question.standalone, names_asked(question)
    places = {t.key for t in question.content() if t.key in names and text[: t.start].endswith((" in ", " near "))}
    return places <= unit.within


def says_body(library: Library, question: Understood, document: str) -> bool:
    """Whether a document says the areas by whose names a body is asked about: "the Kent and Medway ICB"."""
    return bodies_asked(question) <= said_in(library, document)


@once
def bodies_asked(question: Understood) -> frozenset[str]:
    """Words of the areas that stand in the names of bodies."""
    text = question.standalone
    named = (area for area in find_areas(text) if IN_BODY.match(text, area.end))
    return frozenset(key for area in named for key in keys(text[area.start : area.end]))


@once
def said_in(library: Library, document: str) -> frozenset[str]:
    """What a document says, in its sentences and its title."""
    return frozenset().union(*(unit.keys | unit.title_keys for unit in library.units(document)))


@once
def said_of(library: Library, document: str) -> frozenset[str]:
    """What a document's own name and its publisher say: a page of a parents' forum need not name it."""
    return frozenset(keys(f"{words_of_name(document)} . {library.sources[document].publisher or ''}"))
