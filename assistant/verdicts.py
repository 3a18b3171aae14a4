"""Questions about which weaknesses improved, answered from verdicts, stated or derived; talk of progress is not one."""

import re
from collections import Counter
from collections.abc import Sequence

from ingest.documents import Finding, FindingKind

from .draft import COUNTED, Draft, Quote, Statement
from .evidence import INSPECTORATE, Scored
from .known import Known
from .library import Library
from .periods import names_time
from .topics import most_on_topic, on_topic, topic
from .understand import Understood
from .wording import count_in_words
from .words import Token

_MOST_EVIDENCE = 2  # sentences beside a verdict
_NOT = re.compile(
    r"\b(?:not|n[o']t|never|hadn['’]t|hasn['’]t|haven['’]t|didn['’]t|wasn['’]t|fail(?:ed)? to|without|no)\b.{0,25}"
    r"\b(?:improv\w*|progress\w*|better|met|address\w*|sort\w*|fix\w*|resolv\w*|far enough|headway"
    r"|mov\w+ (?:on|forward)|put right|effective action)\b"
    r"|\binsufficient\b|\b(?:remain\w*|outstanding|unresolved|unimproved)\b|\bstill\b"
    r"|\b(?:is|are|was|were|weakness(?:es)?|areas?|ones?|issues?|problems?|what|what['’]s|still) left\b"
    r"|\bleft (?:over|behind|undone|open|out|unresolved|outstanding|to (?:do|fix|sort|improve|put right)|after|at)\b"
    r"|\b(?:had|has|have) (?:yet|still) to\b|\bnot (?:moved on|taken effective)\b|\bfail\w*\b|\bworse\b"
    r"|\bnot (?:good enough|dealt with|tackled|sorted)\b",
    re.I,
)
_YES = re.compile(
    r"\b(?:improv\w*|sufficient progress|progress(?:ed)?|better|sorted|fixed|resolved|put right|addressed|enough"
    r"|verdict|effective action|moved on|far enough|headway)\b",
    re.I,
)
_WEAKNESS = re.compile(
    r"\b(?:weakness(?:es)?|priorit(?:y|ies)(?: actions?)?|areas? of concern|concerns?|areas?|issues?"
    r"|problems?|ones?|subjects?|topics?|bits?|parts?|respects?|matters?|spots?)\b",
    re.I,
)
_CAUSED = re.compile(r"\bwhat (?:made|caused|led|helped|drove|explain\w*|brought|enabled|turned)\b", re.I)
_ALL = re.compile(r"\b(?:all|every|each|both|any|none)\b", re.I)
_EVERY = re.compile(r"\b(?:all|every|each|both)\b", re.I)
_ASKS_NOW = re.compile(r"\b(?:still|now|today|currently|these days|is|are)\b", re.I)
GOOD, BAD = "sufficient progress", "not sufficient progress"
_SAME = {GOOD: GOOD, BAD: BAD, "effective action": GOOD, "not effective action": BAD}
"""Verdicts of revisits and of monitoring inspections."""


def verdict_draft(
    library: Library,
    question: Understood,
    documents: Sequence[str],
    scored: Sequence[Scored],
) -> Draft | None:
    """Which weaknesses improved and which did not, or whether one did; ``None`` where that is not asked."""
    text = question.standalone
    negative, positive = _NOT.search(text), _YES.search(text)
    if _CAUSED.search(text) or not (negative or positive):
        return None
    if question.intent not in {"list", "text", "yes_no", "who", "number", "why"}:
        return None
    judged = library.findings.judged(documents, question.periods) or _told_of(library, question, documents)
    if (
        judged
        and not question.periods
        and _ASKS_NOW.search(text)
        and _is_superseded(library, judged[0].finding.document, documents)
    ):
        return None
    if not judged or (not question.areas and len({known.local_area for known in judged}) > 1):
        return None
    spoken = [m.span() for m in (negative, positive, *_WEAKNESS.finditer(text)) if m]
    asked = [token for token in topic(question, spoken) if token.key not in _OWN]
    if asked:
        return _of_one(library, question, judged, asked, documents, scored)
    if question.intent in {"yes_no", "why"} or _ALL.search(text):
        all_asked = question.intent == "yes_no" and bool(_EVERY.search(text))
        return _totals(library, judged, documents, all_asked)
    if question.intent == "number" or not (_WEAKNESS.search(text) or negative):
        return None  # the totals say it in a sentence of their own
    wanted = BAD if negative else GOOD
    listed = [known.finding for known in judged if _SAME.get(known.finding.get("verdict")) == wanted]
    return Draft("answered", tuple(stated(library, f, documents) for f in listed)) if listed else None


def _told_of(library: Library, question: Understood, documents: Sequence[str]) -> list[Known]:
    """Verdicts that documents without a date of their own give, where they name the time asked about."""
    naming = [id_ for id_ in documents if not library.age(id_) and names_time(library, question, id_)]
    return library.findings.judged(naming, ()) if naming else []


_OWN = frozenset(
    {
        "thing",
        "subject",
        "topic",
        "bit",
        "part",
        "respect",
        "matter",
        "work",
        "check",
        "=attend",
        "moved",
        "=priority_action",
        "prioriti",
        "judgement",
        "judg",
        "deem",
        "=outcome_rating",
        "inspector",
        "effect",
        "action",
    }
    | {"=progress_ok", "=progress_not", "=weakness", "improv", "=improvement_area", "progress", "suffici", "enough"}
    | {"not", "sort", "fix", "address", "resolv", "tackl", "=kids", "special", "need", "send", "weak", "point", "spot"}
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
    named = on_topic(library, judged, asked) or most_on_topic(library, judged, asked)
    if len(named) != 1 or question.intent not in {"yes_no", "text"}:
        return None
    weakness = named[0].finding
    verdict = weakness.get("verdict")
    statement = stated(library, weakness, documents)
    words = f"{verdict[0].upper()}{verdict[1:]}." if verdict in _SAME else "No verdict is stated."
    direct = [Statement(words, statement.quotes, "direct", weakness.derived or "")]
    beneath = [s.unit for s in scored if s.unit.path and weakness.get("text") in s.unit.path[-1] and s.unit.is_item]
    evidence = [Statement(unit.text, (Quote.of(unit),)) for unit in beneath[:_MOST_EVIDENCE]]
    return Draft("answered", (*direct, statement, *evidence))


def _totals(library: Library, judged: Sequence[Known], documents: Sequence[str], all_asked: bool) -> Draft | None:
    """How many of all improved, where one asks whether they all did, or takes it that they did."""
    counts = Counter(_SAME.get(known.finding.get("verdict")) for known in judged)
    totals = _same(library, "progress total", judged[0].finding, documents)
    if not totals:
        return counted_verdicts([known.finding for known in judged]) if counts[None] == 0 else None
    quotes = tuple(dict.fromkeys(Quote.stating(total) for total in totals))
    of = totals_in_words(totals[0])
    if not of:
        return None
    of = f"no: {of}" if all_asked and totals[0].get("sufficient") != totals[0].get("total") else of
    text = library.get(quotes[0].document).text
    lines = [Statement(text[quote.start : quote.end], (quote,)) for quote in quotes]
    return Draft("answered", (Statement(f"{of[0].upper()}{of[1:]}.", quotes, "direct", COUNTED), *lines))


def totals_in_words(total: Finding) -> str:
    """How many of all made progress: "seven of the nine"; empty where a number is not given as one."""
    part, whole = total.get("sufficient"), total.get("total")
    if not part.isdecimal() or not whole.isdecimal():
        return ""
    return f"{count_in_words(int(part))} of the {count_in_words(int(whole))}"


def counted_verdicts(judged: Sequence[Finding]) -> Draft:
    """How many got each verdict, where no sentence gives the totals; the good ones first."""
    leads: list[Statement] = []
    lines: list[Statement] = []
    for same in (GOOD, BAD):
        found = [finding for finding in judged if _SAME.get(finding.get("verdict")) == same]
        quotes = tuple(Quote.stating(finding) for finding in found)
        if found:
            verdict = found[0].get("verdict")
            one = f"{verdict[0].upper()}{verdict[1:]}: {found[0].get('text').rstrip('.')}."
            words = one if len(found) == 1 else f"{count_in_words(len(found)).capitalize()}: {verdict}."
            leads.append(Statement(words, quotes, "direct", COUNTED))
            lines.extend(_stated_action(finding) for finding in found)
    return Draft("answered", (*leads, *lines))


def _stated_action(finding: Finding) -> Statement:
    return Statement(f"{finding.get('text').rstrip('.')}: {finding.quote}", (Quote.stating(finding),))


def _is_superseded(library: Library, document: str, documents: Sequence[str]) -> bool:
    """Whether inspectors have reported since."""
    newer = (id_ for id_ in documents if library.age(id_) > library.age(document))
    return any(library.sources[id_].kind in INSPECTORATE for id_ in newer)


def stated(library: Library, weakness: Finding, documents: Sequence[str]) -> Statement:
    """A weakness with its verdict: in the words of its own line, or as derived from the totals.

    Args:
        library: the documents.
        weakness: an area of significant weakness or for priority action that has a verdict.
        documents: in which the line or the totals may stand.
    """
    quote = Quote.stating(weakness)
    if weakness.kind == "area for priority action":
        return _stated_action(weakness)
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
