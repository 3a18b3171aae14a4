"""Questions about which weaknesses improved, answered from verdicts, stated or derived; talk of progress is not one."""

import re
from collections.abc import Sequence

from ingest.documents import Finding, FindingKind

from .draft import Draft, Quote, Statement
from .evidence import Scored
from .known import Known
from .library import Library
from .topics import on_topic, topic
from .understand import Understood
from .words import Token

_MOST_EVIDENCE = 2  # sentences beside a verdict
_NOT = re.compile(
    r"\b(?:not|n[o']t|never|hadn['’]t|hasn['’]t|haven['’]t|didn['’]t|wasn['’]t|fail(?:ed)? to|without|no)\b.{0,25}"
    r"\b(?:improv\w*|progress\w*|better|met|address\w*|sort\w*|fix\w*|resolv\w*)\b"
    r"|\binsufficient\b|\b(?:left|remain\w*|outstanding|unresolved|unimproved)\b|\bstill\b"
    r"|\b(?:had|has|have) (?:yet|still) to\b",
    re.I,
)
_YES = re.compile(
    r"\b(?:improv\w*|sufficient progress|progress(?:ed)?|better|sorted|fixed|resolved|put right|addressed)\b", re.I
)
_WEAKNESS = re.compile(r"\b(?:weakness(?:es)?|areas? of concern|concerns?|areas?|issues?|problems?|ones?)\b", re.I)
GOOD, BAD = "sufficient progress", "not sufficient progress"


def verdict_draft(
    library: Library,
    question: Understood,
    documents: Sequence[str],
    scored: Sequence[Scored],
) -> Draft | None:
    """Which weaknesses improved and which did not, or whether one did; ``None`` where that is not asked."""
    text = question.standalone
    negative, positive = _NOT.search(text), _YES.search(text)
    if not (negative or positive) or question.intent not in {"list", "text", "yes_no", "who", "number", "why"}:
        return None
    found = library.findings.latest("area of significant weakness", documents, question.periods)
    judged = [known for known in found if known.finding.get("verdict")]
    if not judged or (not question.areas and len({known.local_area for known in judged}) > 1):
        return None
    spoken = [m.span() for m in (negative, positive, *_WEAKNESS.finditer(text)) if m]
    asked = [token for token in topic(question, spoken) if token.key not in _OWN]
    if asked:
        return _of_one(library, question, judged, asked, documents, scored)
    if question.intent == "number" or not _WEAKNESS.search(text) or question.intent == "yes_no":
        return None  # the totals say it in a sentence of their own
    wanted = BAD if negative else GOOD
    listed = [known.finding for known in judged if known.finding.get("verdict") == wanted]
    return Draft("answered", tuple(_stated(library, f, documents) for f in listed)) if listed else None


_OWN = frozenset(
    {"=progress_ok", "=progress_not", "=weakness", "improv", "=improvement_area", "progress", "suffici", "enough"}
    | {"=begin", "=revisit", "first", "initi", "origin", "chang", "=good", "yet", "since", "inspect"}
)


def _of_one(
    library: Library,
    question: Understood,
    judged: Sequence[Known],
    asked: Sequence[Token],
    documents: Sequence[str],
    scored: Sequence[Scored],
) -> Draft | None:
    """The verdict on the weakness that a question names, with what was found since."""
    named = on_topic(library, judged, asked)
    if len(named) != 1 or question.intent not in {"yes_no", "text"}:
        return None
    weakness = named[0].finding
    verdict = weakness.get("verdict")
    statement = _stated(library, weakness, documents)
    words = {GOOD: "Sufficient progress.", BAD: "Not sufficient progress."}.get(verdict)
    direct = [Statement(words, statement.quotes, "direct", weakness.derived or "")] if words else []
    beneath = [s.unit for s in scored if s.unit.path and weakness.get("text") in s.unit.path[-1] and s.unit.is_item]
    evidence = [Statement(unit.text, (Quote.of(unit),)) for unit in beneath[:_MOST_EVIDENCE]]
    return Draft("answered", (*direct, statement, *evidence))


def _stated(library: Library, weakness: Finding, documents: Sequence[str]) -> Statement:
    """A weakness with its verdict: in the words of its own line, or as derived from the totals."""
    quote = Quote.stating(weakness)
    line = next((v for v in _same(library, "verdict", weakness, documents)), None)
    if line:
        return Statement(f"{weakness.get('text').rstrip('.')}: {line.quote}", (quote, Quote.stating(line)))
    totals = next((v for v in _same(library, "progress total", weakness, documents)), None)
    verdict = weakness.get("verdict")
    if weakness.derived and totals:
        words = f"{weakness.get('text').rstrip('.')}: {verdict}, derived from the totals"
        return Statement(words, (quote, Quote.stating(totals)), why=weakness.derived)
    return Statement(f"{weakness.get('text').rstrip('.')}: no verdict is stated", (quote,))


def _same(library: Library, kind: FindingKind, weakness: Finding, documents: Sequence[str]) -> list[Finding]:
    """Verdict lines about a weakness, or the totals of its document."""
    found = [k.finding for k in library.findings.of(kind, documents) if k.finding.document == weakness.document]
    if kind == "progress total":
        return found
    return [f for f in found if f.get("number") == weakness.get("number")]
