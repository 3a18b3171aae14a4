"""Who put a paper before a meeting, told it, or wrote it: as minutes name them, in whatever words it is asked."""

import re

from .draft import Draft, Quote, Statement
from .material import Material
from .slots import names_person
from .units import Unit
from .words import keys

_ASKS = re.compile(
    r"\b(?:present(?:ed|s)?|introduc(?:ed|es)|brief(?:ed|s)|updated|wrote|written|authors?|author(?:ed)?|put forward"
    r"|gave (?:the|a|an) (?:\w+ ){0,3}?(?=report|paper|update|presentation)|delivered"
    r"|(?:took|talked|walked|guided) .{2,50} through|brought|spoke to (?:the|a))\b(?! that\b)(?:(?!\bthat\b).){0,80}?"
    r"\b(?:report|paper|update|item|presentation|panel|committee|members|councillors|board|cabinet|scrutiny|forum)\b"
    r"|\btold (?:the )?(?:\w+ ){0,3}?(?:panel|committee|members|councillors|board|cabinet|scrutiny|forum)\b"
    r"(?:(?!\bthat\b).)*\babout\b|\b(?:report|paper|presentation)(?:['’]s)? author\b",
    re.I,
)
_WROTE = re.compile(r"\b(?:wrote|written|author\w*)\b", re.I)
_AUTHOR = re.compile(
    r"\b(?:report )?authors?(?:\(s\))?\s*:|\breport (?:of|by|from) (?:the |mr |ms |mrs |cllr )?(?-i:[A-Z])", re.I
)
_PRESENTED = re.compile(
    r"\b(?:present(?:ed|ing)|introduced|(?:was|were) (?:given|brought|updated|briefed)|gave (?:a|an|the)"
    r"|brought (?:a|the)|brief(?:ed|ing)|updated|summed up|took (?:members|the)|spoke to (?:a|the)"
    r"|brought .{0,30} up to date|report by)\b",
    re.I,
)
_POST = re.compile(
    r"\b(?:cllr|councillor|director|lead member|cabinet member|portfolio holder|head of|chief|officer|commissioner)\b",
    re.I,
)
_PAPERS_WORDS = (
    "report paper update item presentation panel committee members councillors board cabinet scrutiny forum meeting"
    " present introduce brief write author put forward deliver take talk walk guide through bring give speak send"
    " council agenda officer tell send inspection result outcome finding"
)
_PAPERS = frozenset(
    key for text in (*_PAPERS_WORDS.split(), "inspection result", "inspection outcome") for key in keys(text)
)
"""What belongs to asking who presented a paper, whatever it is about."""
_LEAST = 0.12  # share of what is asked that a sentence says, with what stands around it, where several tell of papers


def presented(material: Material) -> Draft | None:
    """The sentence that names who presented or wrote the paper asked about; ``None`` where that is not asked."""
    question = material.question
    if question.intent != "who" or not _ASKS.search(question.asking):
        return None
    wrote = bool(_WROTE.search(question.asking))
    found = [s for s in material.scored if s.fits_period >= 0 and _tells(material, s.unit, wrote)]
    if not found or (found[0].coverage < _LEAST and (len(found) > 1 or not _is_of_matter(material, found[0].unit))):
        return None
    named = next((s for s in found if names_person(s.unit.text)), found[0])
    return Draft("answered", (Statement(named.unit.text, (Quote.of(named.unit),)),))


def _is_of_matter(material: Material, unit: Unit) -> bool:
    """Whether a sentence or its document's title names what the paper is about, where the question says that."""
    matter = {token.key for token in material.question.content()} - _PAPERS
    return not matter or bool(matter & (unit.keys | unit.around | unit.title_keys))


def _tells(material: Material, unit: Unit, wrote: bool) -> bool:
    if material.library.sources[unit.document].kind != "committee report":
        return False
    return bool((_AUTHOR if wrote else _PRESENTED).search(unit.text)) and (
        names_person(unit.text) or bool(_POST.search(unit.text))
    )
