"""Which area a figure is about, where that is not the document's own local area."""

import re
from typing import NamedTuple

from ..areas import find_areas

_REGIONS = (
    "West Midlands", "East Midlands", "North East", "North West", "South East", "South West", "East of England",
    "Yorkshire and the Humber", "Yorkshire and Humber", "Yorkshire & Humber", "Greater London", "Inner London",
    "Outer London", "London region",
)  # fmt: skip
_REGION = "|".join(re.escape(name) for name in _REGIONS)
_PEERS = r"(?:statistical|stat|nearest|geographical|regional) neighbours?|regional|region|core cities|similar areas"
_NATION = r"national(?:ly)?|england|english|country as a whole|whole country|across the country|all england"
_OWN = (
    r"local authority|la|local area|council|our area|county|borough|city|district|this area|actual|performance|result"
)
_HEADING = re.compile(
    rf"(?P<lead>(?:%|number|no\.?|rate|total|all|the)\s+(?:in|for|of|-|–)?\s*)?(?P<name>{_NATION}|{_REGION}|{_PEERS})"
    r"(?P<more>\s*(?:(?:la|sn|all)\s+)?(?:average|averages|mean|median|figures?|rates?|total|results?|benchmarks?|level"
    r"|comparators?|data))?\s*(?:\(?(?:%|£)\)?)?",
    re.I,
)
_OWN_HEADING = re.compile(rf"(?:the\s+)?(?:{_OWN})(?:\s+(?:area|figures?|rates?|average|data|value))?\s*\(?%?\)?", re.I)
_WITH_NAME = re.compile(
    r"[\s%£()–-]*(?:(?:the|la|metropolitan|borough|county|city|district|of|council|mbc|local|authority|area|average"
    r"|figures?|total|rate|actual|no\.?|number)[\s%£().–-]*)*",
    re.I,
)
_IN_TEXT = re.compile(
    r"\b(?:(?P<nation>nationally|(?:in|across|for|of|throughout)\s+England|(?<!NHS )England['’]s"
    r"|England(?=[\s:]+\d)|England(?=\s+(?:average|figure|"
    r"rate|as a whole))|(?:the\s+)?national(?=\s+(?:average|figure|rate|level|picture|benchmark|percentage|comparator"
    r"|mean|median|trend|total|data|increase))|(?:in|across)\s+the\s+(?:whole\s+)?country(?:\s+as\s+a\s+whole)?"
    rf"|(?:of|for|than|with|to)\s+(?:the\s+)?National\b)|(?P<region>{_REGION})"
    r"|(?P<peers>(?:statistical|nearest|geographical)\s+neighbours?))",
    re.I,
)
_LEADS = re.compile(
    r"(?:\b(?:in|across|for|throughout|of|within)|^|[,;:(]|\band|\bwhile|\bwhereas)\s*(?:the\s+)?$", re.I
)


class Place(NamedTuple):
    """An area named in a text, and where. ``name`` is ``None`` for the document's own area."""

    start: int
    end: int
    name: str | None


def find_places(text: str, own: str | None) -> list[Place]:
    """Areas that a figure of this text may be about, in order.

    Args:
        text: a sentence or a caption.
        own: the document's local area, where it is known.
    """
    found = []
    for match in _IN_TEXT.finditer(text):
        name = "England" if match["nation"] else _spelled(match["region"] or match["peers"])
        found.append(Place(match.start(), match.end(), name))
    for area in find_areas(text):
        tied = text.startswith(("'s", "’s"), area.end) or _LEADS.search(text[: area.start])
        if tied and all(area.end <= p.start or area.start >= p.end for p in found):
            found.append(Place(area.start, area.end, None if area.name == own else area.name))
    return sorted(found)


def heading_place(text: str, own: str | None) -> Place | None:
    """The area that a heading of a table names and nothing else: "England", "Walsall (%)", "National average"."""
    text = text.strip(" *:")
    match = _HEADING.fullmatch(text)
    if match:
        name = match["name"]
        nation = re.fullmatch(_NATION, name, re.I)
        return Place(0, len(text), "England" if nation else _spelled(name))
    if _OWN_HEADING.fullmatch(text):
        return Place(0, len(text), None)
    areas = [(area.name, area.start, area.end) for area in find_areas(text)]
    if not areas and own and own.lower() in text.lower():  # an area that the gazetteer lacks
        start = text.lower().index(own.lower())
        areas = [(own, start, start + len(own))]
    if len(areas) != 1:
        return None
    name, start, end = areas[0]
    only_it = _WITH_NAME.fullmatch(text[:start] + text[end:])
    return Place(0, len(text), None if name == own else name) if only_it else None


def _spelled(name: str) -> str:
    known = next((region for region in _REGIONS if region.lower() == name.lower()), None)
    return known or name[0].upper() + name[1:].lower()
