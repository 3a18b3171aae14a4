"""Questions about the outcome of an inspection, answered from outcome findings; a premise they contradict corrected."""

import re
from collections.abc import Sequence

from ingest.documents import Finding

from .draft import Draft, Quote, Statement
from .evidence import INSPECTORATE, Scored
from .forms import ASKS_OUTCOME
from .known import Known
from .library import Library
from .topics import topic
from .understand import Understood
from .words import keys

OUTCOMES = {
    "positive experiences": "typically positive experiences and outcomes",
    "inconsistent experiences": "inconsistent experiences and outcomes",
    "systemic failings": "widespread and/or systemic failings",
}
"""The three outcomes since 2023, in the words of the framework (Ofsted and CQC, area SEND inspections)."""
CATEGORY = {
    "positive experiences": re.compile(
        r"\bpositive\b|\b(?:top|highest) (?:outcome|rating|grade|category|band|tier|verdict|judgement)"
        r"|\bbest (?:possible )?(?:outcome|grade|result|rating|verdict|judgement)"
        r"|\b(?:came|come|did|do|done) (?:out )?(?:the )?best\b",
        re.I,
    ),
    "inconsistent experiences": re.compile(
        r"\binconsistent\b|\bmiddle (?:outcome|rating|grade|category|band|tier|verdict|judgement)", re.I
    ),
    "systemic failings": re.compile(
        r"\b(?:systemic|widespread)\b|\bserious failings?\b"
        r"|\bworst(?: (?:possible )?(?:outcome|grade|result|rating|verdict))?"
        r"|\b(?:bottom|lowest) (?:outcome|rating|grade|category|band|tier|verdict|judgement)"
        r"|\bfail(?:ed|ing)s?\b(?! to)",
        re.I,
    ),
}
"""How questions name each of them."""
_ASKS = re.compile(
    r"\boutcome (?:of|for|in)\b|\b(?:inspection|overall|ofsted) (?:outcome|judgement|verdict|rating|grade|result)s?\b"
    r"|\b(?:outcome|judgement|verdict|rating|grade|result) (?:of|from|in) (?:the |its |their )?"
    r"(?:\w+ ){0,3}inspection\b"
    r"|\bhow (?:well |good |bad )?(?:is|was|were|did|has)\b.{0,50}\b(?:rated|judged|do|done|perform\w*|fare\w*|doing)\b"
    r"|\bwhat (?:is|was|were)\b[^?]{0,50}\b(?:outcome|rating|grade|judgement)s?\s*\??$"
    r"|\b(?:ofsted|cqc) (?:rate|grade|judge|conclude)d?\b|\bcompare\b|\b(?:better|worse) than\b"
    r"|\b(?:better|worse)\b.{0,20}\b(?:overall|inspection|outcome|result|verdict)\b"
    r"|\binspection\b.{0,30}\b(?:better|worse)\b",
    re.I,
)
_THE_ONE_BEFORE = re.compile(
    r"\b(?:the time|the one|the inspection|the last time|any) before\b"
    r"|\b(?:previous|earlier|last) (?:time|inspection|visit|verdict|outcome|one)\b",
    re.I,
)
_COMPARES = re.compile(r"\bcompar\w+|\b(?:better|worse) than\b|\bdiffer\w*|\bversus\b|\bvs\b", re.I)


def outcome_draft(
    library: Library,
    question: Understood,
    documents: Sequence[str],
    scored: Sequence[Scored],
) -> Draft | None:
    """The outcome of each area asked about; ``None`` where something else is asked, or no document gives one."""
    named = [name for name, form in CATEGORY.items() if form.search(question.standalone)]
    asks = _ASKS.search(question.asking) or ASKS_OUTCOME.search(question.asking)
    premise = named and question.intent in {"yes_no", "why", "number", "text", "date"} and _about_outcome(question)
    if not (asks or premise) or _on_something_else(question):
        return None
    found = _newest(library, question, documents)
    if not found or len(found) > max(1, len(question.areas)):
        return None
    statements = [s for known in found for s in _said(question, known.finding, named, direct=len(found) == 1)]
    statements += _before(library, question, found)
    silent = set(question.areas) - {known.local_area for known in found}
    return Draft("partly" if silent else "answered", tuple(statements))


def _before(library: Library, question: Understood, found: Sequence[Known]) -> list[Statement]:
    """What the same documents say of the inspection before, where one asks to compare with it."""
    if not _THE_ONE_BEFORE.search(question.standalone):
        return []
    documents = {known.finding.document for known in found}
    earlier = [known.finding for known in library.findings.of("previous inspection", documents)]
    return [Statement(finding.quote, (Quote.stating(finding),)) for finding in earlier]


def _newest(library: Library, question: Understood, documents: Sequence[str]) -> list[Known]:
    """Of what inspectors wrote; as others repeat it for areas where no report is loaded."""
    told = library.findings.of("outcome", documents)
    theirs = [known for known in told if library.sources[known.finding.document].kind in INSPECTORATE]
    reported = {known.local_area for known in theirs}
    found = [*theirs, *(known for known in told if known.local_area not in reported)]
    return library.findings.newest(library.findings.of_period(found, question.periods))


def _about_outcome(question: Understood) -> bool:
    return bool(
        re.search(
            r"\b(?:outcome|failings?|experiences|rated|judged|inspect\w*|found|category|verdict|tier|band)\b",
            question.standalone,
            re.I,
        )
    )


def _on_something_else(question: Understood) -> bool:
    """A topic beside the outcome: "How do exclusions compare?", "outcomes for children in early years"."""
    spoken = [match.span() for form in CATEGORY.values() for match in form.finditer(question.standalone)]
    rest = [token.key for token in topic(question, spoken)]
    return bool([key for key in rest if key not in _OWN])


_OWN = frozenset(
    {"=systemic", "=positive", "=inconsistent", "=good", "outcom", "experi", "overal", "over", "fail", "=kids", "rate"}
    | {
        "compar",
        "better",
        "wors",
        "=strength",
        "typic",
        "arrang",
        "were",
        "true",
        "judg",
        "conclud",
        "decid",
        "result",
        "=todo_better",
        *keys("grade rating judgement verdict category tier band perform fare doing passed put middle bottom top"),
        *keys("previous earlier time before last one said what"),
        *keys("lowest highest along come came out well badly conclude ofsted cqc inspection do go went inspectors say"),
    }
)


def _said(question: Understood, finding: Finding, named: Sequence[str], direct: bool) -> list[Statement]:
    quote = Quote.stating(finding)
    statements = [Statement(finding.quote, (quote,))]
    outcome = finding.get("outcome")
    if direct and not _COMPARES.search(question.standalone):
        words = _framework_words(finding)
        if named and question.intent == "yes_no":
            lead = "Yes: " if outcome in named else "No: "
            statements.insert(0, Statement(f"{lead}{words}.", (quote,), "direct"))
        elif named and outcome not in named:
            statements.insert(0, Statement(f"That was not the outcome; it was {words}.", (quote,), "direct"))
        else:
            statements.insert(0, Statement(outcome_in_words(finding), (quote,), "direct"))
    return statements


def outcome_in_words(finding: Finding) -> str:
    """An outcome as a sentence of its own."""
    words = _framework_words(finding)
    return f"{words[0].upper()}{words[1:]}."


def _framework_words(finding: Finding) -> str:
    outcome = finding.get("outcome")
    return OUTCOMES.get(outcome, outcome)
