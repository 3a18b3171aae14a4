"""English local areas by name: the gazetteer, and finding areas in a text.

The names are those of the upper-tier local authorities of England and of the areas that inspections before 2023
covered (Cumbria, Northamptonshire). Source: Office for National Statistics, counties and unitary authorities.
"""

import csv
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cache, lru_cache
from pathlib import Path

_FILE = Path(__file__).with_name("local_areas.csv")
_ALSO_WORDS = frozenset({"reading", "bury", "sale", "poole", "stoke", "bath", "bucks", "hull"})
"""Names that are English words or parts of other names: they count only where they are written as a name."""


_LEADS_TO_PLACE = frozenset({"in", "for", "of", "about", "from", "does", "did", "has", "is", "must", "should"})
_NAME_AFTER = re.compile(r"\s+(?:borough|council|local (?:area|authority)|partnership|metropolitan)\b|['’]s\b", re.I)
_COUNCIL_AFTER = re.compile(
    r"(?:['’]s)?\s+(?:(?:city|county|borough|metropolitan|district|unitary)\s+){0,2}council\b", re.I
)
_SKILL_AFTER = re.compile(
    r"\s*(?:,|and|or|&)?\s*(?:writing|maths?|mathematics|phonics|spelling|language|skills?|ages?|books?|ability)\b",
    re.I,
)
_SKILL_BEFORE = re.compile(
    r"\b(?:progress|attainment|outcomes|support|help|skills|difficulties|difficulty) (?:in|for|of)$", re.I
)
_HEALTH_BODY = re.compile(
    r"(?:\b[A-Z][\w&'’-]*,?\s+(?:(?:and|of|the|&)\s+)*){1,8}"
    r"(?:Integrated Care (?:Board|System|Partnership)s?|ICBs?|Clinical Commissioning Groups?|CCGs?"
    r"|(?:NHS )?(?:Foundation |Healthcare |Partnership |Hospitals? )*Trust)\b"
)
"""A body of the health service: its name holds areas that a document is not about."""


_NAME = r"(?P<name>[A-Z][a-z'’-]+(?:[ -](?:(?:and|of|on|upon|the|in|with|under|le|by)[ -]|& )*[A-Z][A-Za-z'’-]+){0,4}?)"
_AFTER_NAME = r"(?=\s+(?:Local Area|local area|area|in|to|between|on|took|was|is|has|\d)|\s*[,.;:–-]|\s*$)"
_DOCUMENT_FORMS = tuple(
    re.compile(form.replace("NAME", _NAME).replace("AFTER", _AFTER_NAME), re.M)
    for form in (
        r"\b[Ii]nspection (?:of|in) (?:the )?(?:local area of |area of )?NAME(?= Local Area Partnership)",
        r"\b(?:SEND|[Jj]oint|local area|full) (?:[Rr]e)?-?(?:[Ii]nspection|[Rr]evisit) (?:of|in) "
        r"(?:the (?:local )?area of )?NAMEAFTER",
        r"\b(?:visited|revisited|inspection of) the (?:local )?area of NAMEAFTER",
        r"\bNAME (?:Local Area Partnership|(?:Metropolitan |City |County |Borough |District )*Council)\b",
    )
)
"""Wordings in which documents name the area they are about; the surest first."""

_NO_PLACE = frozenset(
    word
    for line in (
        "january february march april may june july august september october november december",
        "spring summer autumn winter monday tuesday wednesday thursday friday saturday sunday",
        "a an the our this that their its your all each every both special joint local area national full",
        "england english send sen ofsted cqc nhs dfe children young parent parents carers youth school schools",
        "town parish county city district borough metropolitan unitary partnership council councils committee board",
        "cabinet chair director",
    )
    for word in line.split()
)
"""Words with a capital that open no area's name."""

_also_known: ContextVar[tuple[str, ...]] = ContextVar("also_known", default=())


@contextmanager
def also_known(names: Iterable[str]) -> Iterator[None]:
    """Within it, areas that the gazetteer lacks are found too: those that loaded documents say they are about."""
    token = _also_known.set(tuple(sorted({name for name in names if name.lower() not in gazetteer()})))
    try:
        yield
    finally:
        _also_known.reset(token)


@dataclass(frozen=True, slots=True)
class AreaMention:
    """An area named in a text, and where."""

    name: str
    start: int
    end: int


@cache
def gazetteer() -> dict[str, str]:
    """Every spelling in lower case, with "&" written out, and the area's name."""
    with _FILE.open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines))
    names = {row["name"].lower(): row["name"] for row in rows}
    names.update({other.lower(): row["name"] for row in rows for other in row["also"].split("|") if other})
    return names


@cache
def _formerly() -> dict[str, str]:
    with _FILE.open(encoding="utf-8", newline="") as lines:
        return {row["name"]: row["formerly"] for row in csv.DictReader(lines) if row["formerly"]}


def same_ground(name: str) -> tuple[str, ...]:
    """Areas that took over from this one when councils were reorganised, or from which it took over.

    Source: Structural Changes Orders of 2021 (Northamptonshire) and 2023 (Cumbria).
    """
    after = tuple(area for area, before in _formerly().items() if before == name)
    return after or tuple(filter(None, [_formerly().get(name)]))


@cache
def _pattern() -> re.Pattern[str]:
    spellings = sorted(gazetteer(), key=len, reverse=True)
    one = "|".join(re.escape(s).replace(r"\ and\ ", r"\ (?:and|&)\ ").replace(r"\-", "[- ]") for s in spellings)
    return re.compile(rf"(?<![\w-])(?:{one.replace(chr(92) + ' ', r'[ ]+')})(?![\w-]|'?s'\w)", re.I)


_OF_A_REGION = re.compile(r"\bgreater\s$", re.I)
"""Greater Manchester is not Manchester: its bodies are of ten areas."""


def find_areas(text: str) -> list[AreaMention]:
    """Areas named in a text, in order; the longest name wins ("North Northamptonshire", not "Northamptonshire")."""
    found = [*_others(text)]
    for match in _pattern().finditer(text):
        spelled = match[0].lower()
        if spelled in _ALSO_WORDS and not _as_name(text, match):
            continue
        if _OF_A_REGION.search(text[max(0, match.start() - len("Greater ")) : match.start()]):
            continue
        name = canonical(match[0])
        if name and not any(other.start < match.end() and match.start() < other.end for other in found):
            found.append(AreaMention(name, match.start(), match.end()))
    return sorted(found, key=lambda mention: mention.start)


def _others(text: str) -> list[AreaMention]:
    """Where a text names areas that are known only from the documents that are loaded."""
    names = _also_known.get()
    if not names:
        return []
    spelled = {name.lower(): name for name in names}
    found = _pattern_of(names).finditer(text)
    return [AreaMention(spelled[" ".join(m[0].lower().split())], m.start(), m.end()) for m in found]


@lru_cache(maxsize=8)
def _pattern_of(names: tuple[str, ...]) -> re.Pattern[str]:
    longest_first = sorted(names, key=len, reverse=True)
    one = "|".join(re.escape(name).replace(r"\ ", r"\s+") for name in longest_first)
    return re.compile(rf"(?<![\w-])(?:{one})(?![\w-])", re.I)


def _as_name(text: str, match: re.Match[str]) -> bool:
    """True where a name that is a word too is written as a name: with a capital that no sentence start explains.

    In small letters ("how many in reading") it counts after a word that leads to a place, unless it is a skill.
    """
    before, after = text[: match.start()].rstrip(), text[match.end() :]
    if _NAME_AFTER.match(after):
        return match[0][0].isupper()
    led = before[-40:].rsplit(" ", 1)[-1].lower() in _LEADS_TO_PLACE
    if match[0][0].isupper():
        return led or not (before == "" or before[-1] in ".!?:;•\n\"“‘'-–" or "\n" in text[len(before) : match.start()])
    return led and not (_SKILL_AFTER.match(after) or _SKILL_BEFORE.search(before[-60:]))


def canonical(name: str) -> str | None:
    """The gazetteer's spelling of an area's name, or ``None`` if it is not one."""
    key = _key(name)
    other = next((known for known in _also_known.get() if _key(known) == key), None)
    return gazetteer().get(key) or _by_key().get(key) or other


def _key(name: str) -> str:
    return re.sub(r"[\s-]+", " ", name.replace("&", "and")).strip().lower()


@cache
def _by_key() -> dict[str, str]:
    return {_key(spelling): name for spelling, name in gazetteer().items()}


def main_area(title: str, text: str) -> str | None:
    """The area a document is about: the one its title names, else the one its text names clearly most often.

    Returns:
        The area's name, the gazetteer's spelling where it has it; ``None`` where neither settles it (a tie, or a text
        about many areas).
    """
    titled = {mention.name for mention in find_areas(title)}
    if len(titled) == 1:
        return titled.pop()
    said = _by_form(f"{title}\n{text}")
    counts = Counter(mention.name for mention in find_areas(_HEALTH_BODY.sub(" ", text))).most_common(2)
    if said and said.lower() not in gazetteer() and (not counts or counts[0][1] < text.count(said)):
        return said
    if len(counts) == 1:
        return counts[0][0]
    if not counts or counts[0][1] < 2:
        return (canonical(said) if said else None) or _of_council(counts, text)
    return counts[0][0] if counts[0][1] >= 2 * counts[1][1] else _of_council(counts, text)


def words_of_name(id_: str) -> str:
    """The name of a file as words that may name areas: "kent-medway-autism" as "Kent Medway Autism"."""
    return re.sub(r"[-_.+]+", " ", id_).title()


def _of_council(counts: Sequence[tuple[str, int]], text: str) -> str | None:
    """Of areas that a text names about as often, the one it begins with, if it names its council and no other's."""
    mentions = find_areas(text)
    named = {m.name for m in mentions if _COUNCIL_AFTER.match(text, m.end)}
    first = mentions[0].name if mentions else None
    return first if named == {first} and first in dict(counts) else None


def _by_form(text: str) -> str | None:
    """The area that a document names where such documents name it, whether or not the gazetteer has it."""
    for form in _DOCUMENT_FORMS:
        found = (" ".join(match["name"].split()) for match in form.finditer(text))
        names = Counter(name for name in found if not _NO_PLACE & set(name.lower().split()[:1]))
        if names:
            return names.most_common(1)[0][0]
    return None


def misspelt_area(word: str) -> str | None:
    """The area a word of at least five letters most nearly spells ("Walsal"), or ``None``."""
    if len(word) < 5:
        return None
    close = get_close_matches(word.lower(), _well_spelt(), n=1, cutoff=0.86)
    return gazetteer()[close[0]] if close else None


@cache
def _well_spelt() -> list[str]:
    """Names that a misspelt word may be meant for; a short form ("Staffs") is too near to plain words."""
    return [
        spelt for spelt, name in gazetteer().items() if spelt not in _ALSO_WORDS and spelt[-3:] == name.lower()[-3:]
    ]
