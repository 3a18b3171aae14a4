"""Which events a sentence tells as having come about, and not as planned, denied or doubted."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from .events import DEEMED, EVENTS, Event

_FINITE = re.compile(
    r"\b(?:was|were|is|are|has|have|had|no longer|longer)\b|^(?:published|submitted|agreed|issued|met)\b", re.I
)
_OPEN = re.compile(
    r"\b(?:will|would|should|must|shall|(?-i:may)|might|can|could|not|never|yet|unless|until|if|once|expected|planned"
    r"|plans|due"
    r"|aims?|hopes?|going to|ready to|ahead of|in preparation|preparing|being|needs? to|required to|to be|intends?|next"
    r"|future|whether|await\w*|proposed|anticipated|likely)\b",
    re.I,
)
_DEEMED_TO_BE = re.compile(rf"{DEEMED}\s+to be", re.I)
_OTHER_INSPECTION = re.compile(
    r"\bILACS\b|\bchildren[’']s (?:social care |homes? )?services?\b|\b(?:schools?|college|care home|nursery"
    r"|youth justice)"
    r" (?:\w+ )?inspect|\bfocused visit\b",
    re.I,
)
_AREA_INSPECTION = re.compile(r"\bSEND\b|\bspecial educational\b|\blocal area\b|\barea (?:SEND|inspection)\b", re.I)
_ABOUT_INSPECTION = re.compile(r"\b(?:Ofsted|CQC|Care Quality|inspect\w*|re-?visit\w*)\b", re.I)
_NEAR = 45  # characters before an event in which a word may say that it has not come about


class Told(NamedTuple):
    """An event told in a text: where its words start and end."""

    event: Event
    start: int
    end: int
    finite: bool
    """Its words say by themselves that it came about."""


def told_events(text: str) -> Iterator[Told]:
    """The events that a sentence says have come about, each wording of one event once."""
    taken: set[tuple[str, int]] = set()
    low = text.lower()
    for event in EVENTS:
        if not any(stem in low for stem in event.stems):
            continue
        for match in event.form.finditer(text):
            words = match[0]
            if event.word == "report published" and not _ABOUT_INSPECTION.search(text):
                continue
            if event.word == "inspected" and _OTHER_INSPECTION.search(text) and not _AREA_INSPECTION.search(text):
                continue
            if (event.word, match.end()) in taken or _is_open(text, match, event):
                continue
            taken.add((event.word, match.end()))
            before = text[max(0, match.start() - 8) : match.start()]
            yield Told(event, match.start(), match.end(), bool(_FINITE.search(before + words) or _FINITE.search(words)))


def _is_open(text: str, match: re.Match[str], event: Event) -> bool:
    """True where the words around an event say that it is still to come, or did not."""
    before = re.split(r"[.;:,(]\s", text[max(0, match.start() - _NEAR) : match.start()])[-1]
    said = _DEEMED_TO_BE.sub(" ", before + match[0])
    if event.word == "monitoring ended":
        return bool(re.search(r"\b(?:if|whether|until|unless|not|could|might|hopes?|aims?)\b", said, re.I))
    if event.word == "declared not fit for purpose":
        said = said.replace(" not ", " ")
    return bool(_OPEN.search(said))
