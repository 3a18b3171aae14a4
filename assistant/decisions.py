"""What a meeting decided, as its minutes put it: "RESOLVED -", a heading "Decision" and what stands under it."""

import re
from collections.abc import Iterator, Sequence

from .draft import Draft, Quote, Statement
from .evidence import Scored, concept_weights, share_said
from .material import Material
from .named import names_asked
from .periods import document_fits
from .slots import slot_of
from .understand import Understood
from .units import Unit
from .words import keys

_BODY = r"(?:cabinet|committees?|panel|board|forum|councillors?|members|meeting|executive|council|scrutiny)"
_DECIDE = r"(?:agreed?|decided?|resolved?|approved?|voted?|signed? off)"
_ASKS = re.compile(rf"\b{_BODY}\b.{{0,40}}\b{_DECIDE}\b|\b{_DECIDE}\b.{{0,40}}\b{_BODY}\b|\bdecisions?\b", re.I)
_WHAT = re.compile(r"\b(?:what|which)\b", re.I)
_HEADING = re.compile(r"(?:decisions?|resol(?:ved|utions?)|agreed)\b", re.I)
_SAYS = re.compile(
    r"(?:RESOLVED|AGREED|Resolved|Agreed|It was (?i:resolved|agreed|decided))\b|Decisions?\s*(?:[:–-]|\(?[a-z1][.)])"
)
_MEETS = re.compile(r"\b(?:RESOLVED|Resolved|Decisions?\b|Decided|Proposed by|Minutes|MINUTES)")
_TO_DO = re.compile(
    r"(?:\(?(?:[a-z]|[ivx]+|\d{1,2})[.)]\s*)?(?:That\b|To (?:approve|note|welcome|agree|endorse|support|recommend"
    r"|delegate|release|accept|set up|let)\b|(?:Noted|Approved|Endorsed|Agreed)\s*:)"
)
"""How a decision reads where no line above says that it is one."""
_ASKED_TO = re.compile(r"\b(?:recommend\w*|asked to|invited to|purpose|requested to)\b", re.I)
_ONLY_MARK = re.compile(r"(?:decisions?|resol(?:ved|utions?)|agreed)\W*$", re.I)
_POINT = re.compile(r"\(?(?:[a-z]|[ivx]+|\d{1,2})[.)]\s|That\b|To\b", re.I)
_MOST = 6
_ABOUT = re.compile(
    r"\b(?:about|on|over|regarding|concerning) (?!(?:(?:the|its|this) )*(?:\d|send\b|report|inspection))", re.I
)
_MIN_WHOLE = 0.35  # share of what is asked that they say together
_MIN_COVERAGE = 0.3  # share of what is asked that a decision, its headings and its document's title say


def asks_decision(question: Understood) -> bool:
    """Whether it is asked what a meeting decided; how many decisions came in time is asked of a figure."""
    if question.intent == "number" or slot_of(question):
        return False
    return bool(_WHAT.search(question.asking) and _ASKS.search(question.asking))


def is_decision(unit: Unit) -> bool:
    """Whether a text is what a meeting decided."""
    return bool(_SAYS.match(unit.text) or (unit.path and _HEADING.match(unit.path[-1])) or _HEADING.match(unit.lead))


def decisions(material: Material) -> Draft | None:
    """The decisions of the meeting that is asked about; ``None`` where no minutes among the documents give any."""
    if not asks_decision(material.question):
        return None
    body, names = set(re.findall(rf"\b{_BODY}\b", material.question.asking.lower())), names_asked(material.question)
    units = {(s.unit.document, s.unit.start): s for s in material.scored}
    for id_ in dict.fromkeys(s.unit.document for s in material.scored):
        all_units = material.library.units(id_)
        all_decided = list(_decided(all_units)) or _worded(material, id_, all_units)
        decided = [unit for unit in all_decided if names <= unit.keys | unit.around | unit.title_keys][:_MOST]
        whole = _says(material, decided) >= _MIN_WHOLE
        if any((s := units.get((unit.document, unit.start))) and _fits(material, s, body, whole) for unit in decided):
            return Draft("answered", tuple(Statement(unit.text, (Quote.of(unit),)) for unit in decided))
    return None


def _says(material: Material, decided: Sequence[Unit]) -> float:
    """Share of what is asked that the decisions of a meeting say together, with their document's title."""
    match = _ASKS.search(material.question.asking)
    asks = set(keys(match[0])) if match else set[str]()
    weights = {k: w for k, w in concept_weights(material.library, material.question).items() if k not in asks}
    said = frozenset[str]().union(*(unit.within | unit.title_keys for unit in decided))
    return share_said(weights, said)


def _worded(material: Material, document: str, units: Sequence[Unit]) -> list[Unit]:
    """Points of minutes that read as decisions, where none is marked as one."""
    if material.library.sources[document].kind != "committee report":
        return []
    if not _MEETS.search(material.library.get(document).text):
        return []
    about = (f"{unit.lead} {unit.path[-1] if unit.path else ''}" for unit in units)
    return [
        unit
        for unit, around in zip(units, about, strict=True)
        if _TO_DO.match(unit.text) and not _ASKED_TO.search(around)
    ]


def _decided(units: Sequence[Unit]) -> Iterator[Unit]:
    """What minutes mark as decided, and the points that stand below a line that says no more than "Decision"."""
    below = first = False
    for unit in units:
        if _ONLY_MARK.match(unit.text):
            below = first = True
            continue
        below = below and (first or unit.is_item or bool(_POINT.match(unit.text)))
        if below or is_decision(unit):
            below = True
            yield unit
        first = False


def _fits(material: Material, scored: Scored, body: set[str], whole: bool) -> bool:
    """Whether a decision is of the time, of the matter (as all of them are) and of the body that is asked about."""
    if scored.fits_period < 0:
        return False
    document = material.library.get(scored.unit.document)
    dated = bool(material.question.periods) and document_fits(material.library, material.question, document.source.id)
    whole = whole or bool(dated and material.question.areas and not _ABOUT.search(material.question.standalone))
    if scored.coverage < (0 if whole else _MIN_COVERAGE):
        return False
    said = set(keys(f"{document.source.title} {document.source.kind or ''} {document.text[:600]}"))
    return body <= {"council"} or any(key in said for word in body for key in keys(word))
