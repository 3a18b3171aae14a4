"""A column of a partnership's details: names of bodies, then those who lead them, websites and addresses."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from ..documents import Document, Section
from .making import Span
from .report_bodies import are_bodies, is_authority, split_bodies
from .team_people import Person, people

_TYPES = (
    ("clinical commissioning group", re.compile(r"\b(?:clinical commissioning groups?|CCGs?)\b", re.I)),
    ("integrated care board", re.compile(r"\b(?:integrated care boards?|ICBs?)\b", re.I)),
    ("local authority", re.compile(r"\b(?:local authorit(?:y|ies)|council|unitary authority)\b", re.I)),
)
_ENDINGS = r"\.(?:nhs\.uk|gov\.uk|org\.uk|co\.uk|org|com|uk)"
_URL = re.compile(rf"(?:https?://|www\.)[^\s,;]+|\b[\w-]+(?:\.[\w-]+)*{_ENDINGS}\b(?:/[^\s,;]*)?", re.I)
_POSTCODE = re.compile(r"\b[A-Z]{1,2}\d[A-Z\d]? ?\d[A-Z]{2}\b|^\s*address\b", re.I)
_LABEL = re.compile(
    r"^\s*(?:name of [^:\n]{2,50}|name|local authority|council|integrated care boards?|ICBs?)\s*:\s*", re.I
)
_POST = re.compile(r"\b(?:director|chief|officer|lead|manager|executive|head|chair|CEO)\b", re.I)
_COMMON = frozenset(
    ("nhs", "icb", "integrated", "care", "board", "council", "county", "city", "borough", "and", "area")
)
"""Words of bodies' names that do not tell one from another."""

Piece = tuple[str, int]
"""A text and where it starts in the document."""


@dataclass(frozen=True, slots=True)
class Body:
    """A body of a partnership, and its website."""

    span: Span
    name: str
    type: str | None
    website: str | None


@dataclass(frozen=True, slots=True)
class Leader:
    """A person who speaks for a body."""

    span: Span
    name: str
    role: str
    body: str | None


def body_type(words: str) -> str | None:
    """The type of body that a heading or name tells."""
    return next((name for name, form in _TYPES if form.search(words)), None)


def column_details(
    document: Document, section: Section, pieces: Sequence[Piece], type_: str
) -> Iterator[Body | Leader]:
    """The bodies and leaders of a column.

    Args:
        pieces: texts of its cells or lines; the first that is no person, website or address names the bodies.
        type_: what its heading says the bodies are.
    """
    named: list[Piece] = []
    said: list[tuple[Person, int]] = []
    urls: list[Piece] = []
    for text, start in pieces:
        urls += [(match[0].rstrip(".)"), start + match.start()) for match in _URL.finditer(text)]
        rest = _URL.sub(lambda match: " " * len(match[0]), text)
        if _POSTCODE.search(rest) or not rest.strip():
            continue
        leads = any(_POST.search(person.role) for person in people(rest))
        if not named and not leads:
            named += [] if re.fullmatch(r"\s*\w+:\s*", rest) else [(rest, start)]
        elif named and not said and not leads and are_bodies(rest):
            named.append((rest, start))  # one body a row, and those who lead them below
        elif named:
            _add_people(said, rest, start)
    spans = {name: span for text, start in named for name, span in _names(document, section, text, start)}
    names = tuple(spans)
    yield from _bodies(spans, urls, type_)
    for person, start in said:
        if person.role:
            place = Span(document, section, start + person.start, start + person.end)
            yield Leader(place, person.name, person.role, _speaks_for(person.role, names))


def _add_people(said: list[tuple[Person, int]], text: str, start: int) -> None:
    """Add whom a cell names; a cell that only names a post gives it to the person above."""
    found = people(text)
    if not found and said and not said[-1][0].role and _POST.search(text):
        person, above = said[-1]
        role, end = " ".join(text.split()), start + len(text.rstrip()) - above
        said[-1] = Person(person.name, role, person.start, end), above
    said += [(person, start) for person in found]


def _names(document: Document, section: Section, text: str, start: int) -> Iterator[tuple[str, Span]]:
    label = _LABEL.match(text)
    begin = label.end() if label else len(text) - len(text.lstrip())
    span = Span(document, section, start + begin, start + len(text.rstrip()))
    yield from ((name, span) for name in split_bodies(text[begin:]))


def _bodies(names: Mapping[str, Span], urls: Sequence[Piece], type_: str) -> Iterator[Body]:
    """The bodies that a column names, each with the span that names it."""
    sites = _matched(tuple(names), [url for url, _ in urls])
    for name, span in names.items():
        url = sites.get(name)
        end = max([span.end, *(at + len(link) for link, at in urls if link == url)])
        own = body_type(name) or ("local authority" if is_authority(name) else type_ if len(names) == 1 else None)
        yield Body(Span(span.document, span.section, span.start, end), name, own, url)


def _words(name: str) -> set[str]:
    """The words of a body's name that tell it from other bodies."""
    return {word for word in re.findall(r"[a-z]{3,}", name.lower()) if word not in _COMMON}


def _matched(names: Sequence[str], urls: Sequence[str]) -> dict[str, str]:
    """The website of each body: the one that its name is in; of one left over on each side, that one."""
    found: dict[str, str] = {}
    for url in urls if len(names) > 1 else ():
        fits = {name: sum(word in url.lower() for word in _words(name)) for name in names if name not in found}
        best = _best(fits)
        if best is not None:
            found[best] = url
    left, spare = [name for name in names if name not in found], [url for url in urls if url not in found.values()]
    if len(left) == len(spare) == 1 or (len(names) == 1 and spare):
        found[left[0]] = spare[0]
    return found


def _best(fits: dict[str, int]) -> str | None:
    """The name that fits most, if any fits and no other does as well."""
    most = max(fits.values(), default=0)
    fitting = [name for name, count in fits.items() if count == most]
    return fitting[0] if most and len(fitting) == 1 else None


def _speaks_for(role: str, names: Sequence[str]) -> str | None:
    """The body that a leader speaks for: the only one, or the one that their post names."""
    if len(names) == 1:
        return names[0]
    return _best({name: len(_words(name) & _words(role)) for name in names})
