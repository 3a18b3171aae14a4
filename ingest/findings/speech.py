"""Quotations in council pages and news, and the people they are credited to."""

import re
from collections.abc import Iterator, Sequence

from ..documents import Block

_WINDOW = 12  # blocks that one quotation may run over
_SPOKE = (
    r"(?:said|says|commented|comments|added|adds|explained|explains|stated|states|continued|remarked|responded"
    r"|told [^.:“\"]{3,40})"
)
_NAME = (
    r"(?:(?:Cllr|Councillor|Mr|Mrs|Ms|Miss|Dr|Sir|Dame|Professor|Prof|Lord|Baroness|Rev)\.?\s+)?"
    r"[A-Z][\w’'-]+(?:\s+(?:[A-Z][\w’'-]+|[A-Z]\.|de|van|von)){1,3}"
)
_POST = r"(?:\s*,\s*(?P<post>[^“”\".:;]{3,200}?)\s*,?|\s*\((?P<bracketed>[^)]{3,160})\)\s*,?)?"
_POST_FIRST = (
    r"(?P<first>\b(?:(?:Executive|Interim|Acting|Strategic|Corporate|Assistant|Deputy|Council|Managing)\s+)*"
    r"(?:Director|Leader|Head|Chief|Cabinet Member|Portfolio Holder|Chair)\b[^.,:;“”]{3,90}?),?\s+"
    r"(?P<after_post>(?:(?:Cllr|Councillor|Dr)\.?\s+)?[A-Z][\w’'-]+\s+[A-Z][\w’'-]+)"
)
_BEGINS = r"(?:[^.“”\":]{0,60}[:,]?\s*(?=[“\"])|[^.“”\":]{0,60}:\s*$)"
_INTRODUCED = re.compile(
    rf"(?:{_POST_FIRST}|(?P<name>{_NAME}){_POST}),?\s+(?:also\s+|has\s+)?{_SPOKE}\b{_BEGINS}"
    rf"|\bstatement (?:by|from) (?P<of>{_NAME})(?:\s*,\s*(?P<of_post>[^“”\".:;]{{3,160}}))?:\s*$"
)
_GOES_ON = re.compile(rf"\b(?:He|She|They)\s+(?:also\s+)?{_SPOKE}\b{_BEGINS}")
_AFTERWARDS = re.compile(
    rf"[”\"],?\s*(?:{_SPOKE}\s+(?P<name>{_NAME})|(?P<other>{_NAME})\s+{_SPOKE})"
    r"(?:\s*,\s*(?P<post>[^“”\".:;]{3,160}?)(?=[.;“\"]|$))?"
)
_OPENING = re.compile(r"\s*[“\"]")
_CLOSING = re.compile(r"”(?!\w)|(?<=[.,!?…])\"|\s“\s*$")  # an opening mark at the end closes by mistake
_MORE = re.compile(r"[.;,]?\s*[“\"][^”\"]*[”\"]?")
_BODY = re.compile(
    r"\b(?:Council|Partnership|Board|Trust|NHS|Government|Committee|Ofsted|Commission|Forum|Department|Service|Group)$"
)

Speech = tuple[int, int, str]
"""Where a quotation starts and ends in the document's text, and who says it."""


def speaker_at(text: str, blocks: Sequence[Block], at: int, start: int, end: int) -> str | None:
    """The person in whose quotation a span starts or ends, "Name, Post" as printed; ``None`` outside quotations.

    Args:
        text: of the document.
        blocks: of one section.
        at: number of the block in which the span lies.
        start: of the span, in the document's text.
        end: of the span.
    """
    near = blocks[max(0, at - _WINDOW) : at + 1]
    ends = (start, end - 1)
    return next((who for begin, stop, who in speeches(text, near) if any(begin <= at < stop for at in ends)), None)


def speeches(text: str, blocks: Sequence[Block]) -> Iterator[Speech]:
    """The quotations in some blocks of a document's text, with who says each."""
    speaker: str | None = None
    unclosed = announced = listed = False
    for block in blocks:
        said = text[block.start : block.end]
        begins = bool(_OPENING.match(said))
        if announced and speaker and not begins and (block.kind == "item" or not listed):
            yield block.start, block.end, speaker  # "... said:" and the words without quotation marks
            announced = listed = block.kind == "item"
            continue
        announced, listed = announced and begins, False
        unclosed = announced or (unclosed and (begins or bool(_CLOSING.search(said))))
        announced = False
        cursor = 0
        while True:
            if unclosed and speaker:
                closing = _CLOSING.search(said, cursor + 1)
                end = closing.end() if closing else len(said)
                yield block.start + cursor, block.start + end, speaker
                unclosed, cursor = closing is None, end
                if unclosed:
                    break
            introduced = _introduction(said, cursor, speaker)
            if not introduced:
                break
            speaker, cursor = introduced
            unclosed, announced = cursor < len(said), cursor >= len(said)
            if announced:
                break
        yield from _credited(said, block.start)


def _introduction(said: str, cursor: int, speaker: str | None) -> tuple[str, int] | None:
    """The next speaker whom a block introduces, and where the words begin."""
    goes_on = _GOES_ON.search(said, cursor) if speaker else None
    for match in _INTRODUCED.finditer(said, cursor):
        if goes_on and goes_on.start() < match.start():
            break
        name = match["name"] or match["after_post"] or match["of"]
        if not _BODY.search(name):
            return _person(name, match["post"] or match["bracketed"] or match["first"] or match["of_post"]), match.end()
    return (speaker, goes_on.end()) if goes_on and speaker else None


def _credited(said: str, start: int) -> Iterator[Speech]:
    """Quotations credited after them: “We welcome this,” said ..."""
    for match in _AFTERWARDS.finditer(said):
        opening = max(said.rfind("“", 0, match.start()), said.rfind('"', 0, match.start()))
        name = match["name"] or match["other"]
        if opening >= 0 and not _BODY.search(name):
            person = _person(name, match["post"])
            yield start + opening, start + match.start() + 1, person
            more = _MORE.match(said, match.end())
            if more:
                yield start + match.end(), start + more.end(), person


def _person(name: str, post: str | None) -> str:
    words = " ".join((post or "").split()).strip(" ,").removeprefix("who is ").removeprefix("and ")
    return f"{' '.join(name.split())}, {words}" if words else " ".join(name.split())
