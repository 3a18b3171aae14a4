"""What inspectors found on the whole: "What did inspectors find in Walsall?", "Summarise it", "How is it doing?".

It is told from the findings of the newest document that judges an area: the outcome, or how many weaknesses improved,
or that a written statement of action was required; then what must be put right, and the first of what is good. Where a
council tells of that inspection, what inspectors themselves last wrote follows.
"""

import re
from collections.abc import Iterable, Sequence

from ingest.documents import Finding, FindingKind
from ingest.sentences import sentences

from .draft import Draft, Quote, Statement
from .evidence import INSPECTORATE, Scored
from .forms import HOW_IT_STANDS
from .library import Library
from .outcomes import outcome_in_words
from .understand import Understood
from .verdicts import BAD, counted_verdicts, stated, totals_in_words
from .visits import each_once

_ASKS = re.compile(
    r"\bwhat\b.{0,40}\b(?:inspectors?|inspections?|ofsted|cqc|commission|reports?|letters?|(?:re-?)?visits?)\b.{0,60}"
    r"\b(?:find|found|says?|said|conclude[ds]?|report(?:ed|s)?|think|thought|tell|told|reveal\w*|discover\w*|show\w*)\b"
    r"|\bwhat (?:was|were|are|is|has been) (?:the |its |their )?(?:main |key |overall |headline |most important )*"
    r"(?:findings?|conclusions?|messages?|headlines?|points?|found)\b"
    r"|\bwhat (?:was|were) (?:said|reported|concluded)\b|\bwhat happened\b"
    r"|\bwhat (?:was|is|were) the (?:overall )?(?:outcome|result|verdict|judgement)s?\b"
    r"|\bsummar\w+|\bsum up\b|\boverview\b|\bin (?:a nutshell|brief|short)\b|\bbrief me\b|\brun ?down\b|\bgist\b"
    r"|\b(?:main|key|headline) (?:findings|points|messages|conclusions)\b|\bheadlines\b|\btell me (?:more )?about\b"
    r"|\bwhat (?:do you know|can you tell me|do the documents say) about\b",
    re.I,
)
"""Everything that inspectors found is asked for, if nothing else is named."""
_WRONG = re.compile(
    r"\bwhat(?:['’]s|s| is| are| was| were| went| goes| has gone)\b.{0,30}"
    r"\b(?:wrong|problems?|issues?|failings?|concerns?|not working|badly)\b"
    r"|\bwhat (?:must|should|do(?:es)?|did|will|has|have)\b.{0,40}"
    r"\b(?:do|change|fix|put right|sort out)(?: next| now)?\W*$|\bnext steps?\b",
    re.I,
)
"""Only what must be put right is asked for."""
_QUESTION = re.compile(
    r"\b(?:what|which|who\w*|why|when|where|how|is|are|was|were|did|do|does|has|have|can|will)\b", re.I
)
_WORDS = """
find found finding say said conclud conclus report letter think thought tell told reveal discov show inspect inspector
ofst =cqc commiss =revisit visit revisit send area local partnership council servic support provis =outcome_rating
overal summari summaris summar sum overview nutshel brief short rundown gist run headlin messag point main key import
#1 happen know document well good bad get far fare perform look shape do done latest newest recent =kids children
famili general big pictur situat posit state thing whole full right =good
wrong problem issu fail concern work badly go gone went serv meet after need pass chang sort step next =next_step outcom
result verdict judgement first initi origin =attend =begin
special educ disabl =monitoring_insp
"""
_OWN = frozenset(_WORDS.split())
"""What belongs to asking for all of it."""
_FIRST = re.compile(r"\b(?:first|initial\w*|original\w*)\b", re.I)
_BEFORE = re.compile(r"\b(?:previous\w*|last time|before|since|after)\b", re.I)
_BACK_AGAIN = re.compile(r"\b(?:re-?visit\w*|re-?inspect\w*|second|monitoring|came back|went back|return\w*)\b", re.I)
_BACK = frozenset({"revisit letter", "monitoring report"})
_LETTERS, _LETTER = frozenset({"inspection letter", "revisit letter"}), re.compile(r"\bletter\b", re.I)
_JUDGES: tuple[FindingKind, ...] = (
    *("outcome", "progress total", "area for priority action", "area of significant weakness", "area for improvement"),
    *("strength", "recommendation", "written statement of action"),
)
_FEW = 3  # strengths, and what is to be developed
_MOST = 15


def overview_draft(
    library: Library, question: Understood, documents: Sequence[str], scored: Sequence[Scored]
) -> Draft | None:
    """What was found, where a question names nothing else; ``None`` where it does, or no document tells of it."""
    text = question.asking
    asked = _ASKS.search(text) or HOW_IT_STANDS.search(text) or _WRONG.search(text) or not _QUESTION.search(text)
    return _draft(library, question, documents) if asked else None


def _draft(library: Library, question: Understood, documents: Sequence[str]) -> Draft | None:
    if question.intent not in {"text", "list", "yes_no"} or _BEFORE.search(question.asking):
        return None
    if any(token.key not in _OWN for token in question.content()):
        return None
    areas = {library.sources[id_].local_area for id_ in documents}
    if len(areas) != 1:
        return None
    judging = _judging(library, question, documents)
    if not judging:
        statements = _as_councils_tell(library, question, documents)
    elif _FIRST.search(question.asking):
        statements = _at_first(library, judging)
    elif _BACK_AGAIN.search(question.asking):
        back = [id_ for id_ in judging if library.sources[id_].kind in _BACK]
        if not (back or question.periods or _may_tell_of_another(library, documents)):
            return _not_yet(library, documents)
        statements = _of_newest(library, back)
    else:
        statements = _of_newest(library, judging, bool(_WRONG.search(question.asking)))
    return Draft("answered", tuple(statements)) if statements else None


def _may_tell_of_another(library: Library, documents: Sequence[str]) -> bool:
    """Whether others than inspectors wrote the newest document, or any tells of more than one inspection."""
    if library.sources[max(documents, key=library.age)].kind not in INSPECTORATE:
        return True
    told = [known.finding for known in library.findings.of("inspection", documents)]
    again = any(finding.get("framework") in {"revisit", "monitoring inspection"} for finding in told)
    return again or len(each_once(told)) > 1


def _not_yet(library: Library, documents: Sequence[str]) -> Draft:
    """No document tells of a later visit; when one is due, if that is known."""
    due = [known.finding for known in library.findings.of("next inspection", documents)]
    note = Statement("No document that is loaded tells of a later visit.", form="note")
    said = list(dict.fromkeys(_whole(finding) for finding in due))
    return Draft("not_in_documents", (note, *_labelled("What they say of visits to come:", said)))


def _of_newest(library: Library, judging: Sequence[str], only_wrong: bool = False) -> list[Statement]:
    """What the newest of these documents says; after a council's page what inspectors themselves last wrote."""
    if not judging:
        return []
    newest, *others = judging
    statements = _told(library, newest, only_wrong)
    if library.sources[newest].kind in INSPECTORATE:
        return statements
    theirs = next((id_ for id_ in others if library.sources[id_].kind in INSPECTORATE), None)
    return statements + (_verdict(library, theirs, leads=False) if theirs else [])


def _as_councils_tell(library: Library, question: Understood, documents: Sequence[str]) -> list[Statement]:
    """The verdict as the newest of the council's own papers repeats it, where no letter or report is loaded."""
    telling = [id_ for id_ in documents if any(_of(library, kind, id_) for kind in ("outcome", "progress total"))]
    if question.periods or not telling:
        return []
    return _verdict(library, max(telling, key=library.age), leads=True)


def _at_first(library: Library, judging: Sequence[str]) -> list[Statement]:
    """What the first inspection found: of its letter, or else as the letter of the revisit repeats it."""
    letter = next((id_ for id_ in reversed(judging) if library.sources[id_].kind == "inspection letter"), None)
    if letter:
        return _told(library, letter)
    for id_ in judging:
        required = [f for f in _of(library, "written statement of action", id_) if f.get("required") == "yes"]
        weak = _of(library, "area of significant weakness", id_)
        if required or weak:
            return [*map(_whole, required[:1]), *_labelled("Areas of significant weakness then:", map(_whole, weak))]
    return []


def _judging(library: Library, question: Understood, documents: Sequence[str]) -> list[str]:
    """The documents that tell what inspectors found, newest first."""
    told = [id_ for id_ in documents if library.sources[id_].kind in INSPECTORATE or _tells(library, id_)]
    letters = [id_ for id_ in told if library.sources[id_].kind in _LETTERS]
    told = letters if letters and _LETTER.search(question.asking) else told
    if question.periods:
        fitting = library.findings.of_period(library.findings.of("inspection", told), question.periods)
        told = list(dict.fromkeys(known.finding.document for known in fitting))
    judging = [id_ for id_ in told if _judged(library, id_) or any(_of(library, kind, id_) for kind in _JUDGES)]
    theirs = [id_ for id_ in judging if library.sources[id_].kind in INSPECTORATE] if question.periods else []
    return sorted(theirs or judging, key=library.age, reverse=True)


def _tells(library: Library, document: str) -> bool:
    """Whether a council's page tells of an inspection."""
    return library.sources[document].kind == "council page" and bool(library.findings.of("inspection", [document]))


def _told(library: Library, document: str, only_wrong: bool = False) -> list[Statement]:
    """What a document says was found: the verdict, what must be put right, the first of what is good."""
    asked = _asked_for(library, document)
    weak = _of(library, "area for development", document) if not asked else []
    good = _of(library, "strength", document) if not only_wrong else []
    where = _where(library, document)
    teller = "" if library.sources[document].kind in INSPECTORATE else ", as the council tells it"
    return [
        *(_verdict(library, document, leads=True) or _inspected(library, document)),
        *asked,
        *_labelled(f"What needs to get better{where}{teller}, among other things:", map(_begun, weak[:_FEW])),
        *_labelled(f"What is going well{where}{teller}, among other things:", map(_begun, good[:_FEW])),
    ]


def _where(library: Library, document: str) -> str:
    """The area, for labels: an answer may put two side by side."""
    area = library.sources[document].local_area
    return f" in {area}" if area else ""


def _verdict(library: Library, document: str, leads: bool) -> list[Statement]:
    """The sentence that judges the whole; as the first line of the answer, if it leads, in a few words too."""
    outcomes, totals = _of(library, "outcome", document), _of(library, "progress total", document)
    required = [f for f in _of(library, "written statement of action", document) if f.get("required") == "yes"]
    judged = [f for f in _judged(library, document) if f.kind == "area for priority action"]
    if judged:
        return list(counted_verdicts(judged).statements)
    if outcomes:
        words, stating = outcome_in_words(outcomes[0]), outcomes[:1]
    elif totals:
        words, stating = _in_words(totals[0]), totals[:1]
    elif required:
        words, stating = "A written statement of action was required.", required[:1]
    else:
        return []
    quotes = tuple(Quote.stating(finding) for finding in stating)
    lead = [Statement(words, quotes, "direct")] if leads and words else []
    remaining = [] if leads else _not_improved(library, document)
    return [*lead, *(Statement(f.quote, (q,)) for f, q in zip(stating, quotes, strict=True)), *remaining]


def _in_words(total: Finding) -> str:
    words = totals_in_words(total)
    return f"Sufficient progress in {words} weaknesses." if words else ""


def _asked_for(library: Library, document: str) -> list[Statement]:
    """What must be put right, each list under a line that says what it is of."""
    found: list[Statement] = []
    urgent = _unjudged(library, "area for priority action", document)
    weak = _unjudged(library, "area of significant weakness", document)
    where = _where(library, document)
    found += _labelled(f"Areas for priority action{where}:", map(_whole, urgent))
    found += _not_improved(library, document) or _labelled(f"Areas of significant weakness{where}:", map(_whole, weak))
    found += _labelled(f"Areas for improvement{where}:", map(_whole, _of(library, "area for improvement", document)))
    found += _labelled(f"What was recommended{where}:", map(_whole, _of(library, "recommendation", document)))
    return found


def _not_improved(library: Library, document: str) -> list[Statement]:
    left = [f for f in _of(library, "area of significant weakness", document) if f.get("verdict") == BAD]
    silent = [f for f in _of(library, "area of significant weakness", document) if f.get("verdict") == "not stated"]
    return [
        *_labelled(
            f"Where progress was not sufficient{_where(library, document)}:",
            (stated(library, f, [document]) for f in left),
        ),
        *_labelled("Of which no line says how it stands:", map(_whole, silent)),
    ]


def _unjudged(library: Library, kind: FindingKind, document: str) -> list[Finding]:
    """Findings of a document that judges none of them, as the first inspection's."""
    found = _of(library, kind, document)
    return [] if any(f.get("verdict") not in {"", "not stated"} for f in found) else found


def _inspected(library: Library, document: str) -> list[Statement]:
    return [_whole(finding) for finding in _of(library, "inspection", document)[:1]]


def _labelled(label: str, statements: Iterable[Statement]) -> list[Statement]:
    found = list(statements)[:_MOST]
    return [Statement(label, form="note"), *found] if found else []


def _of(library: Library, kind: FindingKind, document: str) -> list[Finding]:
    return [known.finding for known in library.findings.of(kind, [document])]


def _judged(library: Library, document: str) -> list[Finding]:
    """Weaknesses and areas for priority action on which it gives a verdict."""
    return [known.finding for known in library.findings.judged([document], ())]


def _whole(finding: Finding) -> Statement:
    return Statement(finding.quote, (Quote.stating(finding),))


def _begun(finding: Finding) -> Statement:
    """Its first sentence."""
    start, end = next(iter(sentences(finding.quote)), (0, len(finding.quote)))
    whole = Quote.stating(finding)
    first = Quote(whole.document, whole.start + start, whole.start + end, whole.path)
    return Statement(finding.quote[start:end], (first,))
