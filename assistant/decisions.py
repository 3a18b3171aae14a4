"""What a meeting decided, as its minutes put it: "RESOLVED -", a heading "Decision" and what stands under it."""

import re

from .draft import Draft, Quote, Statement
from .evidence import Scored
from .material import Material
from .understand import Understood
from .units import Unit
from .words import keys

_BODY = r"(?:cabinet|committees?|panel|board|forum|councillors?|members|meeting|executive|council|scrutiny)"
_DECIDE = r"(?:agreed?|decided?|resolved?|approved?|voted?|signed? off)"
_ASKS = re.compile(rf"\b{_BODY}\b.{{0,40}}\b{_DECIDE}\b|\b{_DECIDE}\b.{{0,40}}\b{_BODY}\b|\bdecisions?\b", re.I)
_WHAT = re.compile(r"\b(?:what|which)\b", re.I)
_HEADING = re.compile(r"(?:decisions?|resol(?:ved|utions?)|agreed)\b", re.I)
_SAYS = re.compile(r"(?:RESOLVED|AGREED|Resolved|Agreed|Decision\s*[:–-]|It was (?i:resolved|agreed|decided))\b")
_MOST = 6
_MIN_COVERAGE = 0.3  # share of what is asked that a decision, its headings and its document's title say


def asks_decision(question: Understood) -> bool:
    """Whether it is asked what a meeting decided."""
    return bool(_WHAT.search(question.asking) and _ASKS.search(question.asking))


def is_decision(unit: Unit) -> bool:
    """Whether a text is what a meeting decided."""
    return bool(_SAYS.match(unit.text) or (unit.path and _HEADING.match(unit.path[-1])) or _HEADING.match(unit.lead))


def decisions(material: Material) -> Draft | None:
    """The decisions of the meeting that is asked about; ``None`` where no minutes among the documents give any."""
    if not asks_decision(material.question):
        return None
    body = set(re.findall(rf"\b{_BODY}\b", material.question.asking.lower()))
    found = [s for s in material.scored if is_decision(s.unit) and _fits(material, s, body)]
    if not found:
        return None
    best = found[0].unit.document
    chosen = sorted((s.unit for s in found if s.unit.document == best), key=lambda unit: unit.start)[:_MOST]
    return Draft("answered", tuple(Statement(unit.text, (Quote.of(unit),)) for unit in chosen))


def _fits(material: Material, scored: Scored, body: set[str]) -> bool:
    """Whether a decision is of the time, of the matter and of the body that is asked about."""
    if scored.fits_period < 0 or scored.coverage < _MIN_COVERAGE:
        return False
    document = material.library.get(scored.unit.document)
    said = set(keys(f"{document.source.title} {document.source.kind or ''} {document.text[:600]}"))
    return body <= {"council"} or any(key in said for word in body for key in keys(word))
