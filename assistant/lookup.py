"""A field of a finding -> draft answer: who leads an action, when it is due, how it stands; when a milestone was.

A question of this form names a finding by its reference ("action 2.6") or by what it is about, and asks for one of its
fields. The field is told, and the row or sentence that states it is quoted.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from ingest.dates import in_words
from ingest.documents import Finding, FindingKind

from .draft import COUNTED, Draft, Quote, Statement
from .evidence import is_frame
from .known import Known
from .library import Library
from .scopes import named_plans
from .understand import Understood
from .wording import count_in_words
from .words import keys, says

_MIN_SAID = 0.72  # share of what is asked, by weight, that a finding must say
_BESIDE = 0.6  # what a concept counts that the heading over it, its own row or its document's kind says
_CLOSE = 0.08
_MOST = 3
_REFERENCE = re.compile(
    r"\b(?:actions?|ref(?:erence)?\.?|item|objective|task|step|number|no\.?)\s+#?"
    r"((?-i:[A-Z]{1,4}[ .-]?)?\d+(?:\.\d+)*[a-z]?)\b"
    r"|\b((?-i:[A-Z]{1,3})\d+(?:\.\d+)*|\d+\.\d+(?:\.\d+)*)\b",
    re.I,
)


@dataclass(frozen=True)
class _Field:
    """A field that questions ask for, in the kinds of finding that have it."""

    kind: FindingKind
    names: tuple[str, ...]


_WHO = re.compile(
    r"\bwho(?:'s|’s)?\b|\b(?:which|what) (?:person|body|officer|organisation|team|service)\b"
    r"|\b(?:lead officer|named lead|owner|accountable)\b",
    re.I,
)
_VIES = re.compile(r"\bwho (?:\w+ ){0,3}?(?:more|fewer|less|better|worse|faster|sooner|most|fewest|best|worst)\b", re.I)
"""Areas or bodies are set against each other, and nobody's name is asked for."""
_WHEN = re.compile(
    r"\bwhen\b|\bby when\b|\bdeadline\b|\bdue(?: date)?\b|\b(?:what|which) (?:date|day|month|year)\b|\bhow soon\b", re.I
)
_STATUS = re.compile(
    r"\b(?:status|rag|rated? (?:red|amber|green|blue)|on track|off track|progress(?:ing)? on|complete[d]?|finished"
    r"|overdue|delayed|behind|how is\b.*\bgoing|done)\b",
    re.I,
)
_FIELDS: tuple[tuple[re.Pattern[str], tuple[_Field, ...]], ...] = (
    (
        _WHO,
        (
            _Field("action", ("lead",)),
            _Field("area for priority action", ("responsible_body",)),
            _Field("recommendation", ("to",)),
        ),
    ),
    (
        _WHEN,
        (_Field("action", ("by", "deadline")), _Field("milestone", ("date",)), _Field("meeting", ("date",))),
    ),
    (_STATUS, (_Field("action", ("status", "rag")),)),
)
_ASKING = frozenset(
    {
        "action",
        "lead",
        "led",
        "=responsible",
        "deadlin",
        "=deadline",
        "due",
        "mean",
        "meant",
        "suppos",
        "plan",
        "should",
    }
    | {
        "=begin",
        "=complete",
        "happen",
        "take",
        "place",
        "readi",
        "date",
        "job",
        "=job",
        "owner",
        "name",
        "person",
        "status",
    }
    | {
        "open",
        "=expect",
        "go",
        "come",
        "ref",
        "refer",
        "step",
        "=app",
        "=pap",
        "=wsoa",
        "=offtrack",
        "=reviewed",
        "rag",
    }
    | {"look", "deliv", "accord", "set", "agre", "document", "letter", "offic", "council", "charg", "work", "do", "get"}
)
"""Words of asking for a field; they choose between findings only where nothing else does."""
_OFF = re.compile(
    r"\b(?:off track|behind|late|delayed?|overdue|slipp\w+|red|missed|not (?:been )?(?:met|done|complete\w*))\b", re.I
)
_ON = re.compile(r"\b(?:complete[d]?|finished|done|delivered|closed|blue)\b", re.I)
_ACTIONS = re.compile(r"\b(?:actions?|tasks?|steps?|promises?|commitments?)\b", re.I)


def lookup(library: Library, question: Understood, documents: Sequence[str]) -> Draft | None:
    """The field asked for; ``None`` where no finding is meant, or several different ones may be.

    Args:
        library: the documents.
        question: as understood.
        documents: those that are searched.
    """
    return _by_status(library, question, documents) or _of_field(library, question, documents)


def _of_field(library: Library, question: Understood, documents: Sequence[str]) -> Draft | None:
    text = question.standalone
    if _VIES.search(text):
        return None
    for form, fields in _FIELDS:
        if not form.search(text):
            continue
        for field in fields:
            found = _meant(library, question, documents, field)
            if found:
                return Draft("answered", tuple(_told(found, field)))
    return None


def _meant(library: Library, question: Understood, documents: Sequence[str], field: _Field) -> list[Finding]:
    """The findings that a question means, of the newest document that has them."""
    plans = named_plans(question.standalone)
    known = [
        k
        for k in library.findings.of(field.kind, documents)
        if _value(k.finding, field) and (not plans or library.sources[k.finding.document].kind in (None, *plans))
    ]
    named = _named(question.standalone, known)
    if named:
        known = library.findings.newest(named)
        return [k.finding for k in known] if len({k.local_area for k in known}) == 1 else []
    if field.kind == "action" and not _is_about_plans(question):
        return []
    scored = sorted(((s, k) for k in known if (s := _said(library, question, k)) >= _MIN_SAID), key=lambda p: -p[0])
    best = [k for s, k in scored if s >= scored[0][0] - _CLOSE]
    if not best or (not question.areas and len({k.local_area for k in best}) > 1):
        return []
    best = library.findings.newest(best)
    return [k.finding for k in best] if len(best) <= _MOST else []


def _is_about_plans(question: Understood) -> bool:
    """Who did something that is done is not who leads an action; what is yet to come, or is asked of a plan, is."""
    return bool(
        re.search(
            r"\b(?:action|plan|lead(?:s|ing)?|responsible|accountable|owner|owns|in charge|deadline|due|supposed|meant"
            r"|should|must|will|expected|promised?|planned|going to|target|by when)\b",
            question.standalone,
            re.I,
        )
    )


def _named(text: str, known: Sequence[Known]) -> list[Known]:
    """Findings whose reference the question gives."""
    given = {"".join(filter(None, match.groups())).replace(" ", "").lower() for match in _REFERENCE.finditer(text)}
    return [k for k in known if k.finding.get("reference").replace(" ", "").rstrip(".").lower() in given - {""}]


def _said(library: Library, question: Understood, known: Known) -> float:
    """Share of what is asked, by weight, that a finding says; 0 where it asks for nothing but a field."""
    asked = {library.known_as(token.key) for token in question.content()}
    asked = {key for key in asked if key not in _ASKING and not is_frame(key) and not key.startswith("#")}
    weights = {key: library.idf(key) for key in asked}
    total = sum(weights.values())
    finding = known.finding
    kind = library.sources[finding.document].kind or ""
    around = frozenset(keys(" . ".join([finding.quote, finding.section or "", finding.get("weakness"), kind])))
    own = sum(w for key, w in weights.items() if says(key, known.said))
    beside = sum(w for key, w in weights.items() if not says(key, known.said) and says(key, around))
    return (own + _BESIDE * beside) / total if total and own else 0.0


def _value(finding: Finding, field: _Field) -> str:
    return next((value for name in field.names if (value := finding.get(name))), "")


def _told(found: Sequence[Finding], field: _Field) -> list[Statement]:
    values = list(dict.fromkeys(_words(_value(f, field)) for f in found))
    quotes = tuple(Quote.stating(f) for f in found)
    lines = [Statement(f.quote, (quote,)) for f, quote in zip(found, quotes, strict=True)]
    direct = [Statement(f"{'; '.join(values)}.", quotes, "direct")] if len(values) <= 2 else []
    return [*direct, *dict.fromkeys(lines)]


def _words(value: str) -> str:
    words = in_words(value) if re.match(r"\d{4}(?:-|/|$)", value) else value
    return f"{words[0].upper()}{words[1:]}" if words else words


def _by_status(library: Library, question: Understood, documents: Sequence[str]) -> Draft | None:
    """Actions of the newest plan that stand as the question asks: "Which actions are off track?"."""
    text = question.standalone
    if not _ACTIONS.search(text) or question.intent not in {"list", "number", "text", "yes_no"}:
        return None
    negative, done = _OFF.search(text), _ON.search(text)
    if not (negative or done):
        return None
    known = [k for k in library.findings.of("action", documents) if k.finding.get("rag") or k.finding.get("status")]
    if not known or (not question.areas and len({k.local_area for k in known}) > 1):
        return None
    known = library.findings.newest(known)
    chosen = [k.finding for k in known if (_is_off(k.finding) if negative else _is_done(k.finding))]
    if not chosen:
        return None
    quotes = tuple(Quote.stating(f) for f in chosen)
    lines = [Statement(f.quote, (quote,)) for f, quote in zip(chosen, quotes, strict=True)]
    if question.intent == "number":
        word = count_in_words(len(chosen))
        lines.insert(0, Statement(f"{word.capitalize()} of {len(known)}.", quotes, "direct", COUNTED))
    return Draft("answered", tuple(lines))


def _stands(finding: Finding) -> str:
    return f"{finding.get('rag')} {finding.get('status')}".lower()


def _is_off(finding: Finding) -> bool:
    return bool(
        re.search(
            r"\b(?:red|off track|behind|overdue|delayed|late|slipp\w+|not (?:met|complete\w*))\b", _stands(finding)
        )
    )


def _is_done(finding: Finding) -> bool:
    stands = _stands(finding)
    return bool(re.search(r"\b(?:blue|complete[d]?|finished|done|closed|delivered)\b", stands)) and "not " not in stands
