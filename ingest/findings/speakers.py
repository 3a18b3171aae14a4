"""Who says a piece of a document: inspectors, the council, the department, or a person whom it quotes."""

import re
from bisect import bisect_right

from ..documents import Block, Document
from ..sentences import sentences
from .making import Span
from .speech import speaker_at

_INSPECTORATE = {"inspection letter", "revisit letter", "area SEND report", "monitoring report"}
_COUNCIL = {
    "council page", "committee report", "written statement of action", "accelerated progress plan",
    "priority action plan",
    "improvement plan",
}  # fmt: skip
_FINDINGS = re.compile(
    r"\bwhat (?:did |have )?(?:the )?inspect(?:ors|ion) (?:found|find|said|say|told)|\binspectors[’'] findings"
    r"|\bfindings (?:of|from) the (?:re-?)?(?:inspection|visit)|\binspection findings|\bidentified by inspectors",
    re.I,
)
_FEEDBACK = re.compile(r"\b(?:DfE|Department for Education|NHS England)\b.{0,40}\b(?:feedback|findings|said)\b", re.I)
"""Headings of what inspectors or the department say."""

_DEPARTMENT = (
    r"(?:(?:the )?(?:DfE|Department for Education|(?-i:Department)(?: of Health(?: and Social Care)?)?|NHS England"
    r"|NHSE)"
    r"(?:[’']s)?(?:\s*\([^)]*\))?(?:\s+(?:and|&)\s+(?:the )?(?:NHS England|NHSE|DfE|NHS|Department for Education)"
    r"(?:\s*\([^)]*\))?)*(?:[’']s)?)"
)
_SAID = (
    r"(?:said|says|noted|notes|commented|stated|states|advised|concluded|confirmed|highlighted|recognised|recognise"
    r"|acknowledged|praised|recorded|agreed that|found|were satisfied|was satisfied|raised|emphasised|expressed"
    r"|identified|reported|felt|commended|suggested|considered)"
)
_BY_DEPARTMENT = re.compile(
    rf"\b{_DEPARTMENT}(?: (?:advisers?|officials|SEND advisers?|SEND officials|colleagues|feedback|team|letter))*"
    rf"\s+(?:also |have |has |had |both )*{_SAID}\b|\bfeedback from {_DEPARTMENT}|\baccording to {_DEPARTMENT}"
    rf"|\b(?:it (?:is|was) the|in the) view of {_DEPARTMENT}"
    rf"|\b(?:letter|feedback) from {_DEPARTMENT} (?:\w+ )?{_SAID}\b",
    re.I,
)
_INSPECTORS = (
    r"(?:(?:the )?(?:lead |ofsted |cqc |area send )*inspectors|(?:the )?inspection team|ofsted(?: and (?:the )?(?:cqc"
    r"|care quality commission(?: \(cqc\))?))?|(?:the )?care quality commission(?: \(cqc\))?|(?:the )?cqc)"
)
_INSPECTED = r"(?:inspection|re-?inspection|re-?visit|ofsted|cqc|ofsted and cqc|inspectors[’']?)"
_FOUND = (
    r"(?:found|finds|said|say|says|noted|notes|identified|identifies|highlighted|highlights|reported|concluded|judged"
    r"|recognised|recognises|praised|observed|saw|raised|recommended|recommends|recommend|stated|states|commented|told"
    r"|acknowledged|outlines|outlined|sets out|set out|requested|made|agreed that|determined|described|describes|shows"
    r"|showed|acknowledges|commends|commended|lists|listed|points? to|called for|asked for|has \w+ (?:strengths"
    r"|recommendations|areas))"
)
_BY_INSPECTORS = re.compile(
    rf"(?<!that )(?<!which )(?<!issues )(?<!concerns )\b{_INSPECTORS}\s+(?:\w+ly |also |have |has |had )*{_FOUND}\b"
    rf"|\b(?:the|this|that|our|latest|initial|original|first|second|joint|recent|ofsted[’']?s?|cqc)\s+(?:\w+ )?"
    rf"(?:inspection|re-?inspection|re-?visit)(?: (?:report|letter|team|findings))?"
    rf"\s+(?:\w+ly |also |has |had )*{_FOUND}\b"
    rf"|\bthe (?:{_INSPECTED} )?(?:published |final |outcome |inspectors[’'] )?(?:report|letter)"
    rf"(?: letter| from ofsted(?: and (?:the )?cqc)?)?\s+(?:also |has |further )*{_FOUND}\b"
    rf"|\baccording to (?:the )?(?:{_INSPECTORS}|(?:{_INSPECTED} )?(?:report|letter))\b",
    re.I,
)
_OWN_REPORT = re.compile(r"\b(?:this report|the report to|the purpose of (?:the|this) report)\b", re.I)
_FROM_DEPARTMENT = re.compile(r"Department for Education|Sanctuary Buildings|NHS England|Department of Health", re.I)
_SIGNED = re.compile(r"\b(?:yours (?:sincerely|faithfully|truly)|kind regards)\b", re.I)


def said_by(span: Span) -> str | None:
    """Whose word a span is.

    A list item is said by who says its lead-in. A quotation may run over several paragraphs; what it reports of others
    is still the word of the person quoted.

    Returns:
        "inspectors", "council", "department", or a person with their post as the document names them; ``None`` where
        nothing says it.
    """
    kind = span.document.source.kind
    if kind in _INSPECTORATE:
        return "inspectors"
    blocks = span.section.blocks
    at = bisect_right([block.start for block in blocks], span.start) - 1
    spoken = speaker_at(span.document.text, blocks, at, span.start, span.end) if at >= 0 else None
    if spoken:
        return spoken
    said = (_sentence(span, blocks, at), _lead_in(span.document.text, blocks, at), *span.section.path[-1:])
    of_council = kind == "committee report"
    return next((who for line in said if (who := _reported(line, of_council))), _publisher(span.document))


def _sentence(span: Span, blocks: tuple[Block, ...], at: int) -> str:
    """The sentences in which a span lies, on one line."""
    if at < 0:
        return span.line
    inside = sentences(span.document.text, min(blocks[at].start, span.start), max(blocks[at].end, span.end))
    return " ".join(
        span.document.text[start:end] for start, end in inside if start < span.end and span.start < end
    ).replace("\n", " ")


def _reported(line: str, of_council: bool) -> str | None:
    """Who is reported in a sentence or a heading of somebody else's.

    Args:
        line: on one line.
        of_council: "the report" is the committee's own.
    """
    if _BY_DEPARTMENT.search(line) or (len(line) < 100 and _FEEDBACK.search(line)):
        return "department"
    if _OWN_REPORT.search(line):
        return None
    found = _FINDINGS.search(line) if len(line) < 100 else None
    found = found or _BY_INSPECTORS.search(line)
    own = found and of_council and re.match(r"the (?:report|letter)\b", found[0], re.I)
    return "inspectors" if found and not own else None


def _lead_in(text: str, blocks: tuple[Block, ...], at: int) -> str:
    """The last sentence of the paragraph that leads in the list to which a block belongs; "" where none does."""
    if at < 0 or blocks[at].kind != "item":
        return ""
    above = [b for b in blocks[:at] if b.kind != "item" or b.level < blocks[at].level]
    said = " ".join(text[above[-1].start : above[-1].end].split()) if above and above[-1].kind != "row" else ""
    return re.split(r"(?<=[.!?])\s+(?=[A-Z“\"])", said)[-1] if said.endswith(":") else ""


def _publisher(document: Document) -> str | None:
    """Whose document it is."""
    publisher = document.source.publisher or ""
    if re.search(r"\bofsted\b|\bcare quality commission\b|\bcqc\b", publisher, re.I):
        return "inspectors"
    if _FROM_DEPARTMENT.search(publisher):
        return "department"
    if document.source.kind in _COUNCIL or re.search(r"\bcouncil\b", publisher, re.I):
        return "council"
    signature = _SIGNED.search(document.text) if document.source.kind == "letter" else None
    signed = signature and _FROM_DEPARTMENT.search(document.text, signature.end(), signature.end() + 400)
    return "department" if signed else None
