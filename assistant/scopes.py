"""Which documents a question names ("the 2018 action plan", "the 2017 letter", "when they came back"): looked in first.

What stands in the document named needs no date of its own: the year in "the 2017 letter" says which letter. Where the
documents named do not answer, all are searched, and the year is a period as any other.
"""

import re
from collections.abc import Sequence

from ingest.dates import overlap
from ingest.documents import Kind, Source

from .library import Library
from .named import bodies_asked, says_body
from .understand import Understood

_PLANS: tuple[Kind, ...] = (
    "written statement of action",
    "accelerated progress plan",
    "priority action plan",
    "improvement plan",
)
_REPORTS: tuple[Kind, ...] = ("inspection letter", "revisit letter", "area SEND report", "monitoring report")
_COUNCIL: tuple[Kind, ...] = ("council page", "committee report")
_YEAR = r"(?:19|20)\d\d"
_FROM = r"(?:in|according to|going by|under|from|per|by|says?|said in|set out in|given in|shown in|see)"
_NAMES: tuple[tuple[str, tuple[Kind, ...]], ...] = (
    (r"(?:wsoa|(?:written )?statement of action)", ("written statement of action",)),
    (r"(?:accelerated (?:progress |improvement )?(?:action )?plan|(?-i:\bAPP\b))", ("accelerated progress plan",)),
    (r"(?:priority action plan|(?-i:\bPAP\b))", ("priority action plan",)),
    (r"(?:(?:joint |local area |send |improvement )*(?:action|improvement) plan)", _PLANS),
    (r"(?:revisit(?: letter| report)?|re-?inspection(?: letter| report)?)", ("revisit letter",)),
    (r"(?:monitoring (?:inspection|visit|report)(?: report)?)", ("monitoring report",)),
    (r"(?:(?:committee|scrutiny|cabinet|board) (?:report|paper))", ("committee report",)),
    (r"(?:council(?:['’]s)? (?:web ?page|web ?site|page|news)|news (?:item|story|page|release))", ("council page",)),
    (
        r"(?:(?:first |initial |original |joint )*(?:local area )?(?:inspection )?letter)",
        ("inspection letter", "revisit letter"),
    ),
    (r"(?:(?:first |initial |original |joint |area |local |send )*inspection(?: report| letter)?)", _REPORTS),
    (r"(?:report)", (*_REPORTS, "committee report")),
)
_CLAUSES: tuple[tuple[re.Pattern[str], tuple[Kind, ...]], ...] = (
    (
        re.compile(
            r"\b(?:when|after|once|since) (?:they|inspectors|ofsted|the inspectors)(?: and (?:the )?cqc)? (?:had )?"
            r"(?:came|went|come|gone|were|returned|revisited)(?: back)?\b|\bat the (?:revisit|re-?inspection)\b"
            r"|\bwhen (?:it was|they) (?:re-?inspected|revisited)\b|\bon (?:their|the) (?:return|second visit)\b",
            re.I,
        ),
        ("revisit letter", "monitoring report"),
    ),
    (
        re.compile(
            r"\b(?:at|in|during|after|from) the (?:first|initial|original) (?:inspection|visit)\b"
            r"|\bthe first time (?:they|inspectors)\b",
            re.I,
        ),
        ("inspection letter",),
    ),
    (
        re.compile(
            r"\b(?:council|local authority)(?:['’]s)? (?:itself |now |also )*"
            r"(?:claims?|says?|told|reports?|states?|account|own)\b"
            r"|\bdo(?:es)? (?:the )?(?:\w+ ){0,3}council (?:itself )?(?:claim|say|report|tell)\b"
            r"|\baccording to (?:the )?(?:\w+ ){0,2}council\b",
            re.I,
        ),
        _COUNCIL,
    ),
    (re.compile(r"\baccording to (?:the )?(?:inspectors?|ofsted|cqc|inspectorates?)\b", re.I), _REPORTS),
)

_COMPARES = re.compile(r"\b(?:than|compared?|comparison|since|between)\b", re.I)
"""Two documents are needed, not one."""


def scopes(library: Library, question: Understood) -> list[tuple[Understood, tuple[str, ...]]]:
    """The question with the documents to look in: those it names, where there are any, and then all of its areas.

    Args:
        library: the documents.
        question: as understood.
    """
    everything = _of_bodies(library, question) or library.documents_of(question.areas)
    whole = [(question, everything)]
    if question.inherited:  # "What about Bolton?" after a question of a year that Bolton's documents may not be of
        whole.append((question.model_copy(update={"periods": (), "period": None, "month": None}), everything))
    named, year = _named(question.standalone)
    if not named or not question.areas or _COMPARES.search(question.standalone):
        return whole
    sources = [library.sources[id_] for id_ in everything]
    chosen = tuple(s.id for s in sources if s.kind in named and _may_be_of(s, year))
    if not chosen or len(chosen) == len(everything):
        return whole
    periods = tuple(period for period in question.periods if not year or not period.startswith(year))
    first = question.model_copy(update={"periods": periods, "period": periods[0] if periods else None})
    return [(first, chosen), *whole]


def _of_bodies(library: Library, question: Understood) -> tuple[str, ...]:
    """Documents that say the areas by whose names a body is asked about, where no area itself is: "Kent's ICB" is."""
    if question.areas or not bodies_asked(question):
        return ()
    return tuple(id_ for id_ in library.documents_of(()) if says_body(library, question, id_))


def named_plans(text: str) -> tuple[Kind, ...]:
    """Kinds of plan that a question looks into; none where it looks elsewhere or names none."""
    kinds, _ = _named(text)
    return kinds if kinds and set(kinds) <= set(_PLANS) else ()


def _named(text: str) -> tuple[tuple[Kind, ...], str | None]:
    """Kinds of document that a question looks into, and the year that says which one."""
    for form, kinds in _NAMES:
        before = re.search(rf"\b({_YEAR}) (?:\w+ ){{0,2}}?{form}\b", text, re.I)
        after = re.search(rf"\b{form}\b (?:of|from|in|dated) (?:\d{{1,2}} )?(?:\w+ )?({_YEAR})\b", text, re.I)
        dated = before or after
        if dated:
            return kinds, dated[1]
        if kinds != _REPORTS and re.search(
            rf"\b{_FROM} (?:the |its |their |that |our )?(?:\w+(?:['’]s)? ){{0,3}}?{form}\b", text, re.I
        ):
            return kinds, None
    return next(((kinds, None) for form, kinds in _CLAUSES if form.search(text)), ((), None))


def _may_be_of(source: Source, year: str | None) -> bool:
    """Whether a document is of a year; one without a date may be."""
    dates: Sequence[str] = [date.split("/")[-1][:4] for date in source.dates]
    return not year or not dates or any(overlap(date, year) for date in dates)
