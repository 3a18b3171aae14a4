"""Do the names and bodies of a claim stand in what it cites, and is the area it names the one that is cited?"""

import re
from collections.abc import Sequence
from itertools import pairwise

from ingest.areas import find_areas
from ingest.dates import MONTHS, find_dates

from .answers import Citation
from .forms import IN_BODY
from .verify_near import Place, nearest, rival, sentences_of
from .words import keys

_NAME = re.compile(r"(?<!\w)(?:[A-Z][\w’'&-]*)(?:(?:\s+(?:of|for|&)\s+|\s+)(?:the\s+)?[A-Z][\w’'&-]*)*")
_FRAME = frozenset({"send", "=ehcp", "sen", "ehc", "england", "english"})
_INSPECTORATE = frozenset({"ofsted", "=cqc"})
_INSPECTED = frozenset({"inspection letter", "revisit letter", "area SEND report", "monitoring report"})
_TITLE = re.compile(r"^(?:The|A|An|In|Mr|Mrs|Ms|Miss|Dr|Sir|Dame|Cllr|Councillor)\s+")
_ADDRESS = re.compile(r"\S+@\S+|https?://\S+|www\.\S+")
WIDER = re.compile(
    r"\b(?:national(?:ly)?|england|across the country|regional(?:ly)?|statistical neighbours?|other (?:local )?areas|"
    r"(?:East|West) (?:of England|Midlands)|(?:North|South) (?:East|West))\b",
    re.I,
)
"""A figure beside these words is not the area's own."""


def missing_name(text: str, cited: Sequence[Citation]) -> str:
    """A name, body or address of a claim that no quote, heading or title of its citations holds; "" if all do."""
    held = _plain(" . ".join(_held(citation) for citation in cited))
    said = set(keys(held)) | _FRAME
    if any(citation.kind in _INSPECTED for citation in cited):
        said |= _INSPECTORATE
    spans = [(area.start, area.end) for area in find_areas(text)]
    for name in (*(m[0] for m in _ADDRESS.finditer(text)), *(text[slice(*place)] for place in names(text, spans))):
        plain = _plain(name.rstrip(".,;"))
        concepts = keys(plain)
        known = concepts and all(key in said for key in concepts)
        spelt = known and (len(concepts) == 1 or any(key.startswith("=") or key in _FRAME for key in concepts))
        if not spelt and not re.search(rf"(?<!\w){re.escape(plain)}(?!\w)", held):
            return name
    return ""


def names(text: str, taken: Sequence[Place] = ()) -> list[Place]:
    """Where names stand: words with capitals, without dates and without a capital that only starts a sentence."""
    dates = [(date.start, date.end) for date in find_dates(text)]
    found = []
    for match in _NAME.finditer(text):
        start = match.start()
        while title := _TITLE.match(text[start : match.end()]):
            start += title.end()
        word = text[start : match.end()]
        opens = match.start() == start and (not text[:start].strip() or text[:start].rstrip()[-1:] in '.:;!?“"‘')
        plain_start = opens and " " not in word and not word.isupper()
        other = any(a < match.end() and start < b for a, b in (*dates, *taken)) or word.lower() in MONTHS
        if not (plain_start or other or len(word) < 2):
            found.append((start, match.end()))
    return found


def wrong_area(text: str, cited: Sequence[Citation], asked: Sequence[str] = ()) -> str:
    """An area that a claim speaks of (its question's, where it names none) and nothing that it cites; "" if none."""
    owners = {citation.local_area for citation in cited}
    if None in owners:
        return ""
    quoted = {area.name for citation in cited for area in find_areas(f"{citation.quote} . {citation.title}")}
    named = [area.name for area in find_areas(text) if not IN_BODY.match(text, area.end)]  # "Wrenfield" is not Enfield
    wanted = named or tuple(asked)
    missing = [area for area in wanted if area not in owners | quoted]
    return missing[0] if missing and (named or len(missing) == len(wanted)) else ""


def wider(sentence: str, anchors: Sequence[Place], at: int) -> bool:
    """Whether a figure of a sentence is the country's, a region's or other areas', and not the local area's.

    Args:
        sentence: of a quote.
        anchors: its figures.
        at: which of them is meant.
    """
    outside = [match.span() for match in WIDER.finditer(sentence)]
    own = [(area.start, area.end) for area in find_areas(sentence)]
    scopes = [*outside, *own]
    owners = [nearest(sentence, anchor, scopes) if scopes else 0 for anchor in anchors]
    if not outside or owners[at] >= len(outside):
        return False
    return not own or any(owner >= len(outside) for owner in owners)


def other_person(text: str, cited: Sequence[Citation], wanted: set[str]) -> str:
    """Somebody else in the quote, beside whom stands what a claim says of a person; "" if nobody does."""
    for sentence in (s for citation in cited for s in sentences_of(citation.quote)):
        people = [place for place in names(sentence) if _is_person(sentence[slice(*place)])]
        if any(a[1] > b[0] for a, b in pairwise(people)):
            continue
        told = wanted - {key for place in people for key in keys(sentence[slice(*place)])}  # of them, not who they are
        other = rival(sentence, people, lambda place, s=sentence: s[slice(*place)] in text, told)  # type: ignore[misc]
        if other:
            return other
    return ""


def _is_person(name: str) -> bool:
    return bool(re.fullmatch(r"[A-Z][a-z’'-]+(?: [A-Z][a-z’'-]+)+", name)) and not set(keys(name)) & _FRAME


def _held(citation: Citation) -> str:
    return " . ".join(filter(None, [citation.quote, citation.section, citation.title, citation.local_area]))


def _plain(text: str) -> str:
    return " ".join(text.replace("’", "'").lower().split())
