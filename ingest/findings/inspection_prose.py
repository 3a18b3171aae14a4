"""Inspections that a sentence dates: "Between 4 and 8 March 2019, Ofsted and CQC inspected ..."."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from ..dates import DateSpan, bounds, find_dates
from ..documents import Document
from .making import Span, blocks, sentence_spans

_NOUN = r"(?:re-?inspections?|inspections?|re-?visits?)"
_ACTIVE = r"(?:re-?inspected|inspected|re-?visited|inspectors visited)"
_HELD = r"(?:conducted|carried out|undertook|undertaken|completed|held|led)"
_DONE = rf"(?:{_ACTIVE}|{_HELD}\b[^.;]{{0,80}}?\b{_NOUN})"
_HAPPENED = rf"{_NOUN}\b[^.;]{{0,90}}?\b(?:took place|(?:was|were) {_HELD})"
_ABOUT = r"(?:early |late |mid[ -]|the week (?:of|beginning|commencing) )?"
_WHEN = rf"\b(?:in|on|between|from|during|of|over|dated)\s+{_ABOUT}$"
_VERB_BEFORE = re.compile(rf"\b(?:{_DONE}|{_HAPPENED})\b[^.;:]{{0,160}}?{_WHEN}", re.I)
_DATE_LEADS = re.compile(rf"(?:^|[,;:]\s*|\b(?:and|that|when)\s+)(?:in|on|between|from|during|over)\s+{_ABOUT}$", re.I)
_WHO = r"(?:ofsted|the office for standards|cqc|care quality commission|inspectors|(?:her|his) majesty)"
_VERB_AFTER = re.compile(
    rf"^(?:\s*\([^)]*\))?,?\s+(?=[^.;]{{0,90}}\b(?:{_WHO}|inspected|re-?visited|{_NOUN})\b)"
    rf"[^.;]{{0,140}}?\b(?:{_DONE}|{_HAPPENED}|(?:was|were) revisited)\b",
    re.I,
)
_OTHER_EVENT = re.compile(
    r"\b(?:will|would|began|introduced|started|to be|publish\w*|report\w*|letters?|submit\w*|agreed|announc\w*|declared"
    r"|approved|issued|received|sent|required|following|after|since|when|because|appointed|met)\b",
    re.I,
)
"""Words between a date and an inspection that give the date to something else."""
_OF_AREA = r"(?: of (?:the )?(?:local area(?: of)?|[A-Z][\w’'-]+(?: (?:and |of )?[A-Z][\w’'-]+){0,4}))?"
_NOUN_THEN = re.compile(
    rf"\b{_NOUN}(?: visit| week)?{_OF_AREA}\s+\(?(?:which |that )?(?:took place |(?:was )?{_HELD} )?"
    rf"(?:in|on|of|from|between|during|dated)\s+{_ABOUT}$",
    re.I,
)
_NOUN_BESIDE = re.compile(rf"\b{_NOUN}(?: dates?)?{_OF_AREA}\s*(?:[,(:–—-]\s*)?$", re.I)
_AFTERMATH = re.compile(r"\b(?:following|after|since|post|pre|before|from|to|for)[ -](?:[\w’'-]+ ){0,4}$", re.I)
_NOUN_AFTER = re.compile(
    rf"^\s+(?:(?:joint|local|area|full|SEND|Ofsted|and|CQC|/|&|initial|first)\s+){{0,6}}{_NOUN}\b"
    r"(?!\s+(?:report|letter|framework|handbook|outcome))",
    re.I,
)
_TO_COME = re.compile(
    r"\b(?:will|would|due (?:in|to|for|by)|expect(?:s|ed|ing)?|anticipat\w+|plan(?:ned| to|ning)|scheduled|next"
    r"|forthcoming|upcoming|likely|prepar\w+|ready for|ahead of|before)\s[^.;]{0,60}$",
    re.I,
)
_SEND = re.compile(r"\b(?:SEND|special educational needs|local area|area partnership|WSoA|statement of action)\b", re.I)
_OFSTED = re.compile(r"\b(?:ofsted|office for standards)\b", re.I)
_CQC = re.compile(r"\b(?:CQC|care quality commission)\b", re.I)
_OTHERS = re.compile(
    r"\b(?:ILACS|children[’']?s (?:social care|services|homes?)|focused visit|schools?|primary|secondary"
    r"|academ(?:y|ies)|colleges?|sixth form|nurser(?:y|ies)|early years settings?|childminders?|hospitals?|trusts?"
    r"|care homes?|youth justice|HMIP|adult (?:social care|services)|fostering|adoption|JTAI|peer|mock|practice"
    r"|probation|pilot)\b",
    re.I,
)
"""What else is inspected, and what only resembles an inspection."""
_HEAD = 1500  # characters in which a document says what it is about
_FIRST = "2016-05"  # when inspections of local areas began
_NEW = "2023-01"  # when the framework of area SEND inspections came into force


@dataclass(frozen=True, slots=True)
class Dated:
    """An inspection that a sentence or heading dates."""

    span: Span
    dates: str
    """ISO 8601."""
    words: str
    """The sentence, in which the type of inspection may be named."""
    exact: bool
    """True where a verb says that it took place then; false where the date only stands beside the noun."""


def dated_inspections(document: Document) -> Iterator[Dated]:
    """Inspections of a local area's SEND services that sentences and headings date, in the order of the text."""
    for section in document.sections:
        end = section.start + len(section.path[-1]) if section.path else section.start
        if section.path and document.text[section.start : end] == section.path[-1]:
            yield from _in_sentence(Span(document, section, section.start, end))
    for _, span in blocks(document, "paragraph", "item"):
        for sentence in sentence_spans(span):
            yield from _in_sentence(sentence)


def _in_sentence(sentence: Span) -> Iterator[Dated]:
    text = sentence.text
    dates = find_dates(text)
    if not dates or not _concerns_area(sentence):
        return
    for date in dates:
        how = _takes_place(text, date)
        if how is not None and bounds(date.iso)[0] >= _FIRST:
            yield Dated(sentence, date.iso, text, how)


def _concerns_area(sentence: Span) -> bool:
    """True for a sentence about an inspection of the local area and not of a school or another service."""
    ofsted, cqc = _OFSTED.search(sentence.text), _CQC.search(sentence.text)
    if _SEND.search(sentence.text) or (ofsted and cqc):
        return True
    over = " ".join(sentence.section.path)
    if cqc or _OTHERS.search(sentence.text) or (_OTHERS.search(over) and not _SEND.search(over)):
        return False
    return bool(_SEND.search(f"{over} {sentence.document.source.title} {sentence.document.text[:_HEAD]}"))


def _takes_place(text: str, date: DateSpan) -> bool | None:
    """Whether a verb (true) or a noun beside the date (false) says that an inspection took place then; else none."""
    before, after = text[: date.start], text[date.end :]
    verb = _VERB_BEFORE.search(before)
    if verb and not (_OTHER_EVENT.search(verb[0]) or find_dates(verb[0]) or _TO_COME.search(before[: verb.start()])):
        return True
    leads = _DATE_LEADS.search(before)
    if leads:
        match = _VERB_AFTER.match(after)
        if match and not _OTHER_EVENT.search(match[0]):
            return True
    noun = _NOUN_THEN.search(before) or _NOUN_BESIDE.search(before)
    if noun and not _TO_COME.search(before[: noun.start()]):
        beside = noun.re is _NOUN_BESIDE and _AFTERMATH.search(before[: noun.start()])
        return None if beside else False
    return False if _NOUN_AFTER.match(after) and not _TO_COME.search(before[-40:]) else None


def framework_of(words: str, dates: str) -> str:
    """The framework of an inspection that another document speaks of, by how it is called and when it was."""
    new = dates[:7] >= _NEW
    if re.search(r"\bmonitoring inspection", words, re.I):
        return "monitoring inspection"
    if not new and re.search(r"\bre-?(?:visit|inspect)", words, re.I):
        return "revisit"
    return "area SEND inspection" if new else "local area SEND inspection"
