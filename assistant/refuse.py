"""Saying that the documents do not answer, in a way that helps: what was searched, the nearest thing, where to look."""

import re
from collections.abc import Sequence

from ingest.documents import FindingKind

from .adding import how_to_add
from .draft import Draft, Quote, Statement
from .evidence import Scored
from .library import Library
from .named import said_in
from .nearest import choose_area, names_no_area, nearest
from .periods import document_fits
from .retrieve import Found
from .understand import Understood
from .wording import listed
from .words import keys

_HELD_BY: tuple[tuple[str, str], ...] = (
    (
        r"\bwait\w*\b.{0,60}\b(?:therap\w+|camhs|autism|adhd|asd|neuro\w+|diagnos\w+|paediatric\w*|mental health|nhs)\b"
        r"|\b(?:therap\w+|camhs|autism|adhd|asd|neuro\w+|diagnos\w+|paediatric\w*|mental health|nhs)\b.{0,60}\bwait",
        "Waits for health services stand in papers of the NHS (the integrated care board) and in the council's reports "
        "to its scrutiny committee.",
    ),
    (
        r"\b(?:percentage|per cent|how many|how long|number|timeliness|20 weeks|on time|late|wait\w*|budget|cost|spend"
        r"|staff)\b",
        "Figures like this stand in the council's reports to its scrutiny committee and in the Department for "
        "Education's SEN2 statistics.",
    ),
    (
        r"\b(?:plan|action|deadline|lead|wsoa|written statement|priority action plan)\b",
        "This would stand in the area's written statement of action or priority action plan.",
    ),
    (
        r"\b(?:inspect|ofsted|cqc|weakness|revisit|outcome|finding|priority)\w*",
        "This would stand in the area's inspection report or letter, published by Ofsted.",
    ),
)
_HELD_ELSEWHERE = (
    "An inspection letter, a plan that follows it, or a council's report on progress would hold it, if it was "
    "made public."
)
_NO_GRADE = (
    "Local area SEND inspections have no grade such as Good or Inadequate. Those of 2016 to 2022 set out strengths, "
    "areas for development and, where needed, areas of significant weakness; those since 2023 end with one of three "
    "outcomes."
)
_GRADES = re.compile(
    r"\b(?:outstanding|good|requires improvement|inadequate)\b(?=\W+(?:or|and|outst|good|requ|inad))", re.I
)
_JUDGED = re.compile(
    r"\b(?:judged|rated|graded|declared|deemed|found(?: to be)?)\W+(?:as )?"
    r"(outstanding|inadequate|requires improvement)\b",
    re.I,
)
_FOR_ASPECT = re.compile(
    r"\b(?:grade|rating|rated)d?\b.{0,40}\bfor (?:\w+ ){0,3}(?:leadership|management|governance|teaching|behaviour)\b",
    re.I,
)
_OF_ACTIONS = re.compile(r"\b(?:b?rag|red|amber|green|blue|actions?|risks?)\b", re.I)
"""What plans and risk registers rate, and no inspection grades."""
_ASKS_GRADE = re.compile(r"\b(?:grade|graded|rating|rated|outstanding|inadequate|requires improvement)\b", re.I)


def missing_areas(library: Library, question: Understood) -> tuple[str, ...]:
    """Areas that the question names and no document is about."""
    loaded = set(library.areas())
    return tuple(area for area in question.areas if area not in loaded and not library.documents_of([area]))


def about_missing_areas(library: Library, missing: Sequence[str]) -> Draft:
    """No document is about these areas; which areas there are."""
    names = listed(missing)
    loaded = listed(library.areas())
    return Draft(
        "not_in_documents",
        (
            _note(f"No document about {names} is loaded, so nothing can be said of it."),
            _note(f"The documents loaded are about: {loaded}."),
            _note(f"Inspection letters and reports of every area are on Ofsted's website; {how_to_add()}."),
        ),
    )


def personal_case(library: Library, question: Understood, scored: Sequence[Scored]) -> Draft:
    """No verdict on somebody's own case; where to get advice, as the documents give it."""
    statements = [
        _note("These documents are about whole local areas. They cannot say what one child or family is entitled to."),
        _note(
            "For free, impartial and confidential advice on your own case, ask your local SENDIASS "
            "(special educational needs and disabilities information, advice and support service)."
        ),
    ]
    quote = _sendiass(library, question)
    if quote:
        area = library.sources[quote.document].local_area
        statements.append(_note(f"What the documents say of it{f' in {area}' if area else ''}:"))
        statements.append(Statement(library.get(quote.document).text[quote.start : quote.end], (quote,)))
    return Draft("not_in_documents", tuple(statements))


def refusal(library: Library, question: Understood, found: Found, scored: Sequence[Scored]) -> Draft:
    """The documents do not answer; the nearest thing they do say, and which kind of document would."""
    statements = [_note("The documents do not answer this.")]
    near = nearest(library, question, scored)
    statements.extend(near)
    if near and names_no_area(library, question):
        statements.append(choose_area(library))
    if near or question.areas:
        held = next((text for form, text in _HELD_BY if re.search(form, question.standalone, re.I)), _HELD_ELSEWHERE)
        statements.append(Statement(held, form="note"))
    return Draft("not_in_documents", tuple(statements))


def asks_for_missing_grade(library: Library, question: Understood, found: Found) -> bool:
    """A grade is asked of inspections that gave none, and no report with an outcome is among the documents."""
    kinds = {
        library.sources[id_].kind
        for id_ in found.documents
        if not question.periods or _of_period(library, question, id_)
    }
    if _of_schools(question.text):
        return bool(kinds)
    judged = _JUDGED.search(question.text)
    if judged and not any(set(keys(judged[1])) <= said_in(library, id_) for id_ in found.documents):
        return bool(kinds)
    if (
        not _ASKS_GRADE.search(question.text)
        or _OF_ACTIONS.search(question.text)
        or not kinds
        or "area SEND report" in kinds
    ):
        return False
    return not library.findings.latest("outcome", found.documents, question.periods)


def _of_schools(text: str) -> bool:
    """Whether the grades of school inspections are asked about: several by name, or one for an aspect."""
    return len({match.lower() for match in _GRADES.findall(text)}) > 1 or bool(_FOR_ASPECT.search(text))


def _of_period(library: Library, question: Understood, document: str) -> bool:
    source = library.sources[document]
    return document_fits(library, question, document) or not (source.inspected or source.published)


_CONCLUDES: tuple[FindingKind, ...] = ("outcome", "written statement of action", "progress total")
"""Findings that say what an inspection came to, under each framework."""


def missing_grade(library: Library, question: Understood, documents: Sequence[str]) -> Draft:
    """The premise corrected, and what the inspection that is asked about concluded instead."""
    notes = (_note("The documents give no such grade."), _note(_NO_GRADE))
    for kind in _CONCLUDES:
        found = library.findings.latest(kind, documents, question.periods) if question.areas else []
        if found and len(found) <= len(question.areas):
            said = (Statement(known.finding.quote, (Quote.stating(known.finding),)) for known in found)
            return Draft("not_in_documents", (*notes, _note("What inspectors concluded:"), *said))
    return Draft("not_in_documents", notes)


def _note(text: str) -> Statement:
    return Statement(text, form="note")


def _sendiass(library: Library, question: Understood) -> Quote | None:
    """The contact details of an advice service, of the area asked about where one is."""
    documents = library.documents_of(question.areas)
    contacts = [known for known in library.findings.of("contact", documents) if "=sendiass" in known.said]
    if contacts and question.areas:
        return Quote.stating(library.findings.newest(contacts)[0].finding)
    for id_ in documents:
        for unit in library.units(id_):
            if "=sendiass" in unit.keys | unit.around and re.search(r"@|\d{4,5} ?\d{5,6}", unit.text):
                return Quote.of(unit)
    return None
