"""Recommendations: what a committee is asked to do, and what a report is said to recommend."""

import re
from collections.abc import Iterator

from ..documents import Block, Cell, Document, Finding, Section
from .making import Span, block_span, cell_span, sentence_spans, tables
from .speakers import said_by

_NUMBER = r"^(?:\d+(?:\.\d+)*[.)]?\s+|[A-Z][.)]\s+|appendix \w+\s*[:–-]?\s*)?"
_HEADING = re.compile(
    _NUMBER + r"(?:(?:[\w, ]{3,40}\s?(?:/|&|\band\b)\s?)?"
    r"(?:the |our |key |officer |officers[’'] |proposed |main |draft |list of |summary of |report[’']s "
    r"|inspectors[’'] |ofsted |their |its |report )*recommendations?(?:\(s\))?(?: to (?P<to>[\w ,&’'-]{3,80}))?"
    r"(?: (?:of|from|made by) (?:the )?(?:report|inspection|inspectors|ofsted|review)[\w ]*)?"
    r"|recommended(?: that)?|decisions? (?:required|requested|recommended)|action required of the committee"
    r"|the (?:committee|cabinet|board|panel|forum) is (?:asked|recommended|requested|invited) to)\s*[:.]?$",
    re.I,
)
_BODY = (
    r"(?:(?:[A-Z][\w’'&-]*,? (?:(?:and|of|the|for|&) )*){0,9}"
    r"(?:Committee|Cabinet|Panel|Board|Forum|Commission|Executive|Council|Partnership|Group)"
    r"|(?:the )?(?:[\w-]+ ){0,3}(?:committee|cabinet|panel|board|forum|partnership|council)"
    r"|Scrutiny|Members|members|Overview and Scrutiny|Cabinet Member[\w ,’'-]{0,60}?)"
)
_ASKED = (
    rf"(?i:the\s+)?(?P<to>{_BODY})\s+(?:is|are|be)\s+(?:\w+\s+)?"
    r"(?:asked|invited|requested|recommended|required)\s*(?:to\b|that\b)?"
)
_TO = re.compile(
    rf"^(?:(?i:it is (?:therefore )?)?(?i:recommended)?,?\s*(?i:that\s+)?)?"
    rf"(?:{_ASKED}|(?i:that)\s+(?i:the\s+)?(?P<that>{_BODY})\b"
    rf"|(?i:for)\s+(?i:the\s+)?(?P<for>{_BODY})\s+to\b)"
)
_SUBJECT = re.compile(
    r"^(?:[Tt]he )?(?P<subject>(?:[A-Za-z][\w’'&-]*,? ){0,5}?"
    r"(?:[Ll]eaders|[Pp]artnership|[Cc]ouncil|[Aa]uthority|ICBs?|CCGs?|[Bb]oard|[Cc]ommissioners|[Tt]rusts?|[Pp]artners"
    r"|[Oo]fficers|[Ss]chools|[Pp]roviders|[Cc]ommittee|[Cc]abinet|[Dd]irectors?|[Mm]anagers|NHS)) (?:should|must"
    r"|needs? to)\b"
)
_RECOMMENDS = re.compile(
    r"\b(?:it is (?:therefore |further )?recommended|we (?:therefore )?recommend"
    r"|(?:the )?(?:inspectors|ofsted|report|review|inspection|committee|panel|cabinet|board|working group"
    r"|dfe)\s+(?:also )?(?:recommends?|recommended)) that\b",
    re.I,
)
_VERB = (
    r"(?:to )?(?:note|notes|consider|considers|comment|approve|approves|endorse|endorses|agree|agrees|review|reviews"
    r"|receives?|scrutini[sz]e|support|supports|delegate|delegates|request|requests|accept|accepts|recogni[sz]e"
    r"|identify"
    r"|discuss|discusses|provide|challenge|acknowledge|confirm|authorise|adopt|monitor|invite|recommend|ask|continue"
    r"|ensure"
    r"|decide|determine|welcome|seek|propose)"
)
_IS_RECOMMENDATION = re.compile(
    rf"^(?:{_VERB}\b|that\b|members\b|for (?:the )?{_BODY} to\b|recommend|it is (?:therefore )?recommended"
    rf"|(?:the )?{_BODY} (?:is|are|should|notes?|considers?|may wish|be)\b|should\b)",
    re.I,
)
_LEADS_IN = re.compile(r"\brecommend(?:ation|ed|s|ing)?s?\b|\b(?:asked|invited|requested) to\s*:$|^that\b", re.I)
_LIST_OF = re.compile(r"\brecommendations\b|\brecommend(?:s|ed)?\b", re.I)
_FOR = re.compile(r"\brecommendations? (?:for|to) (?:the )?(?P<to>[\w’' -]{3,60}?)(?:,| to\b| on\b| which\b| that\b|:)")
_INLINE = re.compile(r"(?:(?<=\s)|^)\(?(?P<letter>[a-h]|i{1,3}|iv|v|vi{0,3}|\d)[).]\s+")
_NONE = re.compile(r"^(?:none|n/?a|not applicable|no recommendations?|there are no recommendations?)\b.{0,40}$", re.I)
_COLUMN = re.compile(r"(?:(?:scrutiny|agreed|inspectors[’']?|key|final|committee) )*recommendations?", re.I)
_NAME = 30  # characters; what stands beside the label is longer than the name of another column
_TAIL = re.compile(r"[\s;,]*(?:;|,)\s*(?:and|or)?\s*$|\s+and$|;$")


def recommendation_findings(document: Document) -> Iterator[Finding]:
    """The recommendations of a committee report, and those that a page reports of inspectors."""
    for section in document.sections:
        found = list(_in_section(document, section))
        for number, (span, to) in enumerate(found, start=1):
            yield _finding(span, number, to, said_by(span) or ("council" if _is_asking(section) and to else None))
    yield from _in_tables(document)


def _finding(span: Span, number: int, to: str | None, who: str | None) -> Finding:
    return span.finding("recommendation", number=str(number), text=_text(span), to=to, said_by=who)


def _is_asking(section: Section) -> bool:
    return bool(section.path and _HEADING.match(section.path[-1]))


def _text(span: Span) -> str:
    return _TAIL.sub("", span.line).strip()


def _in_section(document: Document, section: Section) -> Iterator[tuple[Span, str | None]]:
    """Each recommendation with who is asked."""
    heading = section.path[-1] if section.path else ""
    headed = _HEADING.match(heading)
    leads_in = _is_lead_in(heading) and not headed
    to = headed["to"] if headed else _asked(heading) if leads_in else None
    listing = bool(headed) or leads_in
    for block in section.blocks:
        span = block_span(document, section, block)
        line = span.line
        if block.kind == "row":
            listing = bool(headed)
        elif line.endswith(":") and _LEADS_IN.search(line) and (headed or _is_lead_in(line)):
            to, listing = _asked(line) or to, True
        elif block.kind == "item":
            if listing and not _NONE.match(line):
                yield span, _asked(line) or to
        elif headed:
            yield from _of_paragraph(span, block, to)
        else:
            listing = False
            for sentence in sentence_spans(span):
                said = _RECOMMENDS.search(sentence.line)
                if said:
                    yield sentence, _asked(f"that {sentence.line[said.end() :].strip()}")


def _is_lead_in(line: str) -> bool:
    """True for "Inspectors made three recommendations for the partnership:"; some readers take it for a heading."""
    return line.endswith(":") and bool(_LIST_OF.search(line)) and bool(_LEADS_IN.search(line))


def _of_paragraph(span: Span, block: Block, to: str | None) -> Iterator[tuple[Span, str | None]]:
    """The recommendations of a paragraph under their heading: one, or one a letter; none in one that explains."""
    line = span.line
    to = _asked(line) or to
    marks = list(_INLINE.finditer(span.text))
    if len(marks) > 1:
        ends = [*(mark.start() for mark in marks[1:]), len(span.text)]
        for mark, end in zip(marks, ends, strict=True):
            begin, stop = mark.end(), mark.end() + len(span.text[mark.end() : end].rstrip())
            yield span.part(begin, stop), to
    elif not _NONE.match(line) and not line.endswith(":") and (block.label or _IS_RECOMMENDATION.match(line)):
        yield span, to


def _asked(line: str) -> str | None:
    """Who is asked: "That the Committee: ...", "For the Committee to ...", "recommendations for the partnership"."""
    found = _TO.search(line) or _SUBJECT.search(line) or _FOR.search(line)
    names = [value for value in found.groupdict().values() if value] if found else []
    return re.sub(r"^[Tt]he\s+", "", names[0]).strip() if names else None


def _in_tables(document: Document) -> Iterator[Finding]:
    """Recommendations in a column of their own, or beside their label at the head of a report."""
    for section, table in tables(document):
        lines = (table.headings, *table.rows)
        beside = [line[1] for line in lines if len(line) == 2 and _is_label(line[0]) and len(line[1].text) > _NAME]
        columns = [number for number, cell in enumerate(table.headings) if _is_label(cell)][:1]
        cells = beside or [row[number] for number in columns for row in table.rows if number < len(row)]
        spans = [cell_span(document, section, cell) for cell in cells]
        spans = [span for span in spans if len(span.line) > 10 and not _NONE.match(span.line)]
        for number, span in enumerate(spans, start=1):
            yield _finding(span, number, _asked(span.line), said_by(span))


def _is_label(cell: Cell) -> bool:
    return bool(_COLUMN.fullmatch(cell.text.strip(" :")))
