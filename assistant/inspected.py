"""Which areas inspectors came to in a time, first or last, and whose reports are from when: over all areas at once.

Counted from the inspections that documents tell of, each visit once, as exactly as any document dates it; where the
publication is asked about, from the dates of inspectors' letters and reports.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ingest.dates import bounds, in_words, overlap

from .collection import title_of
from .draft import COUNTED, Draft, Quote, Statement
from .evidence import FRAMES, INSPECTORATE
from .library import Library
from .material import Material
from .outcomes import CATEGORY
from .visits import each_once
from .wording import count_in_words
from .words import keys

_THINGS = r"(?:local )?(?:areas?|councils?|authorit(?:y|ies)|partnerships?|places?|inspections?|reports?)"
_ASKS = re.compile(
    rf"\b(?:which|what|how many|list|name|whose|all)\b(?: \w+){{0,3}}? {_THINGS}\b"
    rf"|\b(?:which|what(?:['’]?s)?|when) (?:is|was|were|did|are)?\b.{{0,40}}?\b{_THINGS}\b"
    r"|\bwhere (?:did|have|were|was)\b.{0,20}\b(?:ofsted|cqc|inspectors?|inspect\w*)\b"
    r"|\bof all the areas\b.{0,60}\b(?:which|where|what)\b",
    re.I,
)
_CAME = re.compile(r"\b(?:inspect(?:ed|ions?|ors)?|visit(?:ed|s)?|came|went|been|seen)\b", re.I)
_PUBLISHED = re.compile(r"\bpublish\w*|\breports?\b(?!.{0,40}\binspected\b)", re.I)
_OTHER_TIMES = re.compile(
    r"\b(?:last|first|past) (?:\w+ )?(?:years?|months?|weeks?|terms?|quarters?|half|decade)\b"
    r"|\b(?:their|its|his|her) (?:last|first|latest|previous|most)\b|\b(?:will|due|next|again|back)\b",
    re.I,
)
"""No time of which one could say which visit was the first or the last of all."""
_OTHERS_PAPERS = re.compile(
    r"\b(?:committee|scrutiny|cabinet|board|plans?|statements?|council reports?|papers?)\b", re.I
)
_OF_AREAS = re.compile(r"\b(?:areas?|councils?|authorit(?:y|ies)|partnerships?|places?)\b", re.I)
_FIRST = re.compile(r"\b(?:first|earliest|oldest|longest ago)\b", re.I)
_LAST = re.compile(r"\b(?:last|latest|newest|most recent(?:ly)?)\b", re.I)
_WORDS = """
area council authority partnership place inspect inspection inspector visit report publish come came went go seen took
take happen first earliest oldest last latest newest most recently recent all hold held have you got youve out name tell
list which local ofsted cqc whats date when then every loaded during long ago time of these those give please send full
put new number year letter
"""
_OWN = frozenset(keys(_WORDS))
"""What belongs to asking for areas by the time of their inspections."""
_MOST = 40


@dataclass(frozen=True)
class _Visit:
    """An inspection of an area, or its report, and when it was."""

    area: str
    date: str
    quote: Quote
    text: str


def inspected(material: Material) -> Draft | None:
    """The areas inspected in a time, first or last; ``None`` where something else is asked, or none is known."""
    question, library = material.question, material.library
    text = question.standalone
    reports = bool(_PUBLISHED.search(text))
    if question.areas or len(library.areas()) < 2 or not (_ASKS.search(text) and (reports or _CAME.search(text))):
        return None
    first, last = _FIRST.search(text), _LAST.search(text)
    if any(form.search(text) for form in (*CATEGORY.values(), _OTHER_TIMES)):
        return None  # who came out best, not who came first
    if not (first or last or question.periods) or any(t.key not in _OWN | FRAMES for t in question.content()):
        return None
    if reports and (_OTHERS_PAPERS.search(text) or (question.kind and question.kind not in INSPECTORATE)):
        return None
    visits = list(_reports(library) if reports else _visits(library))
    chosen = [v for v in visits if not question.periods or any(overlap(v.date, p) for p in question.periods)]
    if first or last:
        edge = (max if last else min)((bounds(v.date)[1] for v in chosen), default="")
        chosen = [v for v in chosen if bounds(v.date)[1] == edge]
    if not 0 < len(chosen) <= _MOST:
        return None
    counts = "" if first or last else "areas" if _OF_AREAS.search(text) and not reports else "visits"
    return _told(chosen, counts, len(visits), "published" if reports else "")


def at_another_visit(text: str) -> bool:
    """Whether areas are asked for by a time that another visit or today sets: "inspected last year"."""
    return bool(_OTHER_TIMES.search(text) and re.search(r"inspect", text, re.I))


def _visits(library: Library) -> Iterator[_Visit]:
    for area in library.areas():
        for finding in each_once(k.finding for k in library.findings.of("inspection", library.documents_of([area]))):
            yield _Visit(area, finding.get("dates"), Quote.stating(finding), finding.quote)


def _reports(library: Library) -> Iterator[_Visit]:
    for id_, source in library.sources.items():
        if source.kind in INSPECTORATE and source.published and source.local_area:
            quote = title_of(library.get(id_))
            said = library.get(id_).text[quote.start : quote.end]
            yield _Visit(source.local_area, source.published, quote, said)


def _told(chosen: Sequence[_Visit], counts: str, looked: int, what: str) -> Draft:
    """The areas with their dates, and the words that give these."""
    by_date = sorted(chosen, key=lambda visit: bounds(visit.date))
    dates: dict[str, list[str]] = {}
    for visit in by_date:
        dates.setdefault(visit.area, []).append(in_words(visit.date))
    named = [f"{area} ({f'{what} ' if what else ''}{'; '.join(of_area)})" for area, of_area in dates.items()]
    number = len(dates) if counts == "areas" else len(by_date)
    lead = f"{count_in_words(number).capitalize()}: " if counts else ""
    direct = Statement(f"{lead}{', '.join(named)}.", tuple(v.quote for v in by_date), "direct", COUNTED)
    note = Statement(f"Looked for in {looked} {'letters and reports' if what else 'inspections'}.", form="note")
    return Draft("answered", (direct, *(Statement(v.text, (v.quote,)) for v in by_date), note))
