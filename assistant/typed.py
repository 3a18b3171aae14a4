"""Findings -> draft answer, where the question asks for what findings hold.

A finding is surer than a sentence that shares words with the question: its kind, its place and its fields are known. So
lists are complete, counts are counted, verdicts are told from talk of progress, and a premise that the outcome
contradicts is corrected.
"""

import re
from collections.abc import Sequence

from ingest.documents import Finding, FindingKind

from .asks import ASKS, Ask
from .contact import contact_draft
from .draft import COUNTED, Draft, Quote, Statement
from .evidence import Scored
from .known import Known
from .leaders import leaders_meant
from .library import Library
from .not_ordered import not_ordered_draft
from .outcomes import outcome_draft
from .overview import overview_draft
from .periods import may_be_of
from .topics import on_topic, topic
from .totals import totals_draft
from .understand import Understood
from .verdicts import verdict_draft
from .visits import visits_draft
from .wording import count_in_words, listed

_LISTS: frozenset[FindingKind] = frozenset(
    {
        "area for priority action",
        "area for improvement",
        "recommendation",
        "area of significant weakness",
        "strength",
        "area for development",
    }
)
_ASKS_RESPONSIBLE = re.compile(
    r"\b(?:who|which|what)\b.{0,40}\b(?:responsible|bod(?:y|ies)|accountable|act|lead)\b", re.I
)
_OPINIONS = re.compile(
    r"\b(?:parents?|carers?|mums|dads|famil(?:y|ies)|children|young people|pupils|kids)\b.{0,30}"
    r"\b(?:think|thought|feel|felt|happy|satisfied|dissatisfied|pleased|believe)\b",
    re.I,
)
"""What others than inspectors think, which no verdict tells."""
_PUT_RIGHT = re.compile(r"\b(?:put right|sort out|fix|as a matter of urgency|urgent(?:ly)?)\b", re.I)
_AT_REPORT = re.compile(
    r"\b(?:when|at the time(?: when| that)?) (?:the|that|this|its|their) (?:\w+ ){0,3}?(?:report|letter|inspection)"
    r"(?: (?:came out|was (?:published|written|carried out|done)|happened|took place))?",
    re.I,
)
"""A time that says no more than which report is meant."""
_MOST = 30  # findings in one answer
_EARLIER = re.compile(r"\bbefore\b", re.I)
_REVISIT = re.compile(r"\b(?:revisit\w*|re-inspect\w*|reinspect\w*|second inspection|(?:came|went) back)\b", re.I)


def from_findings(
    library: Library, question: Understood, documents: Sequence[str], scored: Sequence[Scored]
) -> Draft | None:
    """The draft that findings allow; ``None`` where the question asks for something else, or none is on its topic.

    Args:
        library: the documents.
        question: as understood; where it names no area, findings of one area only must fit.
        documents: those that are searched.
        scored: sentences, to stand beside a verdict.
    """
    if _OPINIONS.search(question.asking):
        return None
    for special in (
        not_ordered_draft,
        overview_draft,
        outcome_draft,
        verdict_draft,
        contact_draft,
        visits_draft,
        totals_draft,
    ):
        draft = special(library, question, documents, scored)
        if draft:
            return draft
    for ask in ASKS:
        match = ask.form.search(question.standalone)
        draft = _draft(library, question, documents, ask, match) if match else None
        if draft:
            return draft
    return None


def _draft(
    library: Library,
    question: Understood,
    documents: Sequence[str],
    ask: Ask,
    match: re.Match[str],
) -> Draft | None:
    spoken = [] if ask.kinds == ("leader",) else [match.span()]  # the post, which tells one leader from another
    spoken += [said.span() for form in (_PUT_RIGHT, _AT_REPORT) for said in form.finditer(question.standalone)]
    asked = topic(question, spoken)
    if asked and not ask.topical:
        return None
    for kind in ask.kinds:
        found = _newest(library, question, kind, documents)
        if kind == "recommendation" and kind != ask.kinds[0]:  # a committee's own are not what inspectors told an area
            found = [k for k in found if library.sources[k.finding.document].kind != "committee report"]
        if kind == "leader":
            chosen = leaders_meant(library, question.asking, asked, found)
        else:
            chosen = on_topic(library, found, asked)
        if chosen and len(chosen) <= _MOST and (question.areas or len({known.local_area for known in chosen}) == 1):
            statements = _statements(question, kind, [known.finding for known in chosen])
            return Draft("answered", tuple(statements)) if statements else None
    return None


def _newest(library: Library, question: Understood, kind: FindingKind, documents: Sequence[str]) -> list[Known]:
    """Findings of a kind in the newest document that has them; of the type of inspection that is asked for."""
    of_kind = library.findings.of(kind, documents)
    found = library.findings.of_period(of_kind, question.periods)
    if not found:
        found = [known for known in of_kind if may_be_of(library, question, known.finding.document)]
    if kind == "previous inspection" and _EARLIER.search(question.standalone):
        found = found or of_kind  # what a report says of the one before it
    if kind == "area for priority action" and not found:
        found = [k for k in library.findings.judged(documents, question.periods) if k.finding.kind == kind]
    if kind == "inspector" and _REVISIT.search(question.standalone):
        of_revisits = [k for k in found if library.sources[k.finding.document].kind == "revisit letter"]
        found = of_revisits or found
    if kind == "next inspection":
        wanted = next(
            (name for name in ("monitoring", "full") if re.search(rf"\b{name}\b", question.standalone, re.I)), ""
        )
        found = [known for known in found if known.finding.get("type").startswith(wanted)]
    return library.findings.newest(found)


def _statements(question: Understood, kind: FindingKind, found: Sequence[Finding]) -> list[Statement]:
    if kind == "inspector":
        return _inspectors(question, found)
    if kind == "body":
        return _named(_bodies_asked(question, found))
    if kind == "leader":
        return _named(found) if len(found) <= 3 else []
    if kind in {"next inspection", "previous inspection"}:
        return [_whole(f) for f in found]
    if kind in _LISTS:
        return _list(question, found)
    return []


def _inspectors(question: Understood, found: Sequence[Finding]) -> list[Statement]:
    """The lead inspectors where one asks who led, else all."""
    bodies = [body for body in ("Ofsted", "CQC") if re.search(rf"\b{body}\b", question.standalone, re.I)]
    wanted = [f for f in found if not bodies or f.get("body") in bodies]
    if question.intent == "number":
        return [_counted(wanted), *_named(wanted)[1:]] if wanted else []
    leads = [f for body in bodies or [""] for f in _leading([f for f in wanted if f.get("body") == body or not body])]
    led = re.search(r"\b(?:led|lead|leading|ran|carried out|conducted)\b", question.standalone, re.I)
    return _named(leads if led and leads else wanted)


def _counted(found: Sequence[Finding]) -> Statement:
    """How many there are: "Two areas for priority action."."""
    quotes = tuple(Quote.stating(finding) for finding in found)
    return Statement(f"{count_in_words(len(found)).capitalize()} {_many(found)}.", quotes, "direct", COUNTED)


def _leading(found: Sequence[Finding]) -> Sequence[Finding]:
    """Those who led; where none of a body is said to have, all of that body."""
    return [f for f in found if f.get("lead")] or found


def _bodies_asked(question: Understood, found: Sequence[Finding]) -> list[Finding]:
    """Those of health, or the council, where one asks for either; else all."""
    health = re.search(r"\b(?:health|nhs|icb|ccg|care board|commissioning group)\b", question.standalone, re.I)
    if not health and not re.search(r"\b(?:council|authority)\b", question.standalone, re.I):
        return list(found)
    return [f for f in found if (f.get("type") != "local authority") == bool(health)]


def _named(found: Sequence[Finding]) -> list[Statement]:
    quotes = tuple(Quote.stating(finding) for finding in found)
    if not quotes:
        return []
    direct = Statement(f"{listed([finding.get('name') for finding in found])}.", quotes, "direct")
    return [direct, *(Statement(f.quote, (q,)) for f, q in zip(found, quotes, strict=True))]


def _list(question: Understood, found: Sequence[Finding]) -> list[Statement]:
    if question.intent not in {"list", "text", "number", "who", "yes_no", "why", "comparison"}:
        return []
    statements = [_whole(finding) for finding in found]
    quotes = tuple(quote for statement in statements for quote in statement.quotes)
    bodies = list(dict.fromkeys(body for f in found for body in _bodies(f)))
    if question.intent == "number":
        statements.insert(0, _counted(found))
    elif bodies and (question.intent == "who" or _ASKS_RESPONSIBLE.search(question.standalone)):
        statements.insert(0, Statement(f"{listed(bodies)}.", quotes, "direct"))
    return statements


def _many(found: Sequence[Finding]) -> str:
    """What is counted: "areas of significant weakness"."""
    first, *rest = found[0].kind.split(" ")
    return " ".join([first if len(found) == 1 else f"{first}s", *rest])


def _bodies(finding: Finding) -> tuple[str, ...]:
    value = finding.fields.get("responsible_body")
    return value if isinstance(value, tuple) else (value,) if value else ()


def _whole(finding: Finding) -> Statement:
    return Statement(finding.quote, (Quote.stating(finding),))
