"""Whether an inspection required a written statement of action (WSoA), and who must submit it."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from ..documents import Document, Finding
from .making import Span
from .reading_order import Line, reading_order

_WSOA = r"(?:(?:joint\s+)?(?:local\s+area\s+)?written\s+statements?\s+of\s+action|wsoas?)\b"
_SPOKEN_OF = re.compile(r"\bstatements?\b|\bwsoas?\b", re.I)
_DO = (
    r"(?:submi\w+|produc\w+|develop\w*|prepar\w+|writ(?:e|ing)|deliver\w*|draw\w*|co-?produc\w+|creat\w+|provid\w+"
    r"|publish\w*|complet\w+|implement\w*|issu\w+|have)"
)
_TOLD = r"(?:required|instructed|directed|told|asked|requested|obliged)"
_BOUND = rf"(?:(?:is|are|was|were|been|be|being)\s+(?:\w+\s+){{0,2}}?{_TOLD}\s+to|must|has\s+to|have\s+to|had\s+to)"
_REQUIRED = re.compile(
    rf"\b(?P<bound>{_BOUND})\s+(?:jointly\s+)?{_DO}\b[^.;:]{{0,60}}?\b{_WSOA}"
    rf"|{_WSOA}(?:\s+\(wsoa\))?\s+(?:is|was|were|had been|has been)\s+(?:\w+\s+)?(?:required|requested|needed)\b"
    r"|\b(?:requested|required|requires|asked\s+for|called\s+for|demanded)\s+(?:the\s+)?(?:submission|production)"
    rf"\s+of\s+(?:an?\s+|the\s+)?{_WSOA}"
    rf"|\b(?:requir(?:ed|es|ing)|instructed|directed|asked|told)\s+(?P<object>(?!to\b)[^.;:]{{3,140}}?)\s+to\s+"
    rf"(?:jointly\s+)?{_DO}\b[^.;:]{{0,60}}?\b{_WSOA}"
    rf"|\b(?:requir(?:ed|es)|requested)\s+(?:an?\s+|the\s+)?{_WSOA}"
    rf"|\b(?:resulted\s+in|led\s+to)\s+(?:the\s+)?(?:requirement\s+(?:for|to\s+\w+)\s+)?(?:an?\s+)?{_WSOA}",
    re.I,
)
_NOT_REQUIRED = re.compile(
    rf"\bnot\s+(?:been\s+)?(?:required|asked|instructed|obliged)\s+to\s+(?:jointly\s+)?{_DO}\b[^.;:]{{0,60}}?\b{_WSOA}"
    rf"|\bno\s+{_WSOA}\s+(?:is|was|has been)\s+(?:required|requested|needed)"
    rf"|{_WSOA}\s+(?:is|was|has been|would be)\s+not\s+(?:required|requested|needed)"
    rf"|\b(?:did|does)\s+not\s+(?:require|request|need|result\s+in)\b[^.;:]{{0,80}}?{_WSOA}"
    rf"|\bwithout\s+(?:the\s+need\s+for|requiring|needing)\s+(?:an?\s+)?{_WSOA}",
    re.I,
)
_OPEN = re.compile(
    r"\b(?:if|whether|(?-i:may)|might|could|would|where|when|any|those|other|local areas|areas (?:that|which)"
    r"|nationally|per cent|half of)\b",
    re.I,
)
_RESPONSIBLE = re.compile(
    r"(?P<bodies>[^.;:]+?)\s+(?:(?:is|are|was|were|be)\s+)?"
    rf"(?:jointly\s+|both\s+)*responsible\s+for\s+(?:jointly\s+)?(?:{_DO}|send\w*)\b[^.;:]{{0,60}}?"
    rf"\b(?:{_WSOA}|(?:the\s+)?(?:written\s+)?statement\b)",
    re.I,
)
_BODY_END = (
    r"(?:local\s+authorit(?:y|ies)|(?:clinical\s+commissioning\s+group|CCG|integrated\s+care\s+board|ICB)"
    r"(?:s\b|\(s\))?|council(?:s\b)?|NHS\s+England)"
)
_BODY = re.compile(rf"(?P<name>\b(?:(?!,\s)[^;])*?\b{_BODY_END})(?:\s*\((?:[A-Z]{{2,6}}s?|CCG\(s\)|LA)\))?", re.I)
_BEFORE_BODY = re.compile(
    r"^(?:[\s,]|and\b|both\b|together\b|with\b|that\b|the\b|its\b|their\b|partner\b|(?:local\s+)?area['’]s?\b)+",
    re.I,
)
_NEAR = 2
"""Sentences between the requirement and who is responsible, at most, for one quote to hold both."""


@dataclass(frozen=True, slots=True)
class _Said:
    span: Span
    required: bool
    bodies: tuple[str, ...] = ()


def statement_required(document: Document) -> Iterator[Finding]:
    """A "written statement of action" where the text says that one was required, or that none was; once each."""
    lines = (line for line in reading_order(document) if line.running and _SPOKEN_OF.search(line.text))
    said = [found for line in lines for found in _in_line(line)]
    for required in (True, False):
        same = [found for found in said if found.required == required]
        if same:
            best = max(same, key=lambda found: (len(found.bodies), -found.span.start))
            yield best.span.finding(
                "written statement of action",
                required="yes" if required else "no",
                responsible_body=best.bodies or None,
            )


def _in_line(line: Line) -> Iterator[_Said]:
    """What a paragraph says: the requirement, and who is responsible, which mostly is the next sentence."""
    asked: tuple[int, _Said] | None = None
    for n, sentence in enumerate(line.sentences()):
        said = _of_sentence(sentence)
        bodies = _responsible(sentence.line)
        if bodies:
            near = asked is not None and n - asked[0] <= _NEAR and asked[1].required
            span = replace(asked[1].span, end=sentence.end) if near and asked else sentence
            asked = (n, _Said(span, True, bodies))
            yield asked[1]
        elif said:
            asked = (n, said)
            yield said


def _of_sentence(sentence: Span) -> _Said | None:
    text = sentence.line
    if _NOT_REQUIRED.search(text):
        return _Said(sentence, required=False)
    match = _REQUIRED.search(text)
    if match is None or _OPEN.search(text[: match.start()]) or re.search(r"\bnot\s*$", text[: match.start()]):
        return None
    bodies: tuple[str, ...] = ()
    if match["bound"]:
        bodies = _subject(text[: match.start()])
    elif match["object"]:
        bodies = _all_bodies(match["object"])
    return _Said(sentence, True, bodies)


def _subject(before: str) -> tuple[str, ...]:
    """Bodies that are the subject of "were required to": nothing else stands between them and it."""
    clause = re.split(r"\bthat\b|[.;:]", before)[-1].strip()
    if re.search(r"\b(?:inspect\w*|ofsted|letter|report|hmci)\b", clause, re.I):
        return ()
    ends = [match.end() for match in _BODY.finditer(clause)]
    return _all_bodies(clause) if ends and not clause[ends[-1] :].strip(" ,") else ()


def _responsible(sentence: str) -> tuple[str, ...]:
    match = _RESPONSIBLE.search(sentence)
    if match is None or _OPEN.search(match["bodies"]):
        return ()
    return _all_bodies(re.split(r"\b(?:that|held|holds)\b", match["bodies"])[-1])


def _all_bodies(text: str) -> tuple[str, ...]:
    """The bodies of "the local authority and the area's clinical commissioning group (CCG)"."""
    names = (_BEFORE_BODY.sub("", match["name"]).strip() for match in _BODY.finditer(text))
    return tuple(dict.fromkeys(name for name in names if name))
