"""Where a revisit takes up each weakness that the first inspection stated.

Five layouts are known. A line introduces each weakness ("At the initial inspection, inspectors found ...:"); or the
introduction and the weakness are one line; or the weakness is a heading; or a paragraph above the bullets about it; or
a paragraph that follows the verdict on the one before.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from .progress_words import verdict_of
from .reading_order import Line
from .verdict_lines import is_verdict

_FIRST = r"(?:initial|first|original|previous|earlier|last|full|joint|local area|20\d\d)"
_VISIT = r"(?:inspection|visit)"
_FOUND = r"(?:found|identified|considered|judged|concluded|reported|noted|stated|raised)"
_INTRODUCTION = (
    rf"(?:(?:at|in|during|following|after)\s+the\s+(?:time\s+of\s+the\s+)?(?:{_FIRST}\s+){{0,3}}{_VISIT}\b[^.:]{{0,60}}"
    rf"\b{_FOUND}"
    rf"|(?:the|this)\s+(?:{_FIRST}\s+){{0,3}}{_VISIT}\b[^.:]{{0,40}}\b{_FOUND}"
    rf"|inspectors\s+{_FOUND}\s+(?:at|in|during)\s+the\s+(?:time\s+of\s+the\s+)?(?:{_FIRST}\s+){{0,3}}{_VISIT}"
    rf"|in\s+20\d\d,?\s+inspectors\s+{_FOUND})\b"
)
_THEN = (
    rf"(?:at\s+the\s+time\s+of|at|when)\s+the\s+(?:{_FIRST}\s+){{1,3}}{_VISIT}\b(?:\s+(?:took\s+place|in\s+20\d\d))?,"
)
"""Says when, not who found it: "At the time of the initial inspection, plans were poor"."""
_INTRODUCES = re.compile(
    rf"^{_INTRODUCTION}[^.]{{0,70}}:$|^(?:area of )?(?:significant |serious )?weakness(?: \d+)?:$", re.I
)
_STATES = re.compile(
    rf"^{_INTRODUCTION}(?:[^.:]{{0,40}}:|\s+that\b|(?=\s+(?:a|an|the|poor|weak|no)\b))\s*(?P<weakness>\S.+)$"
    rf"|^{_THEN}\s*(?P<then>(?!inspectors\b)\S[^:]*\b(?:was|were|had|did)\b.+)$",
    re.I | re.S,
)
_LOOSELY = re.compile(rf"^{_INTRODUCTION}\s+(?P<weakness>(?!that\b|in\b|at\b|by\b)\w.+)$", re.I | re.S)
_SENTENCE_WITHIN = re.compile(r"[.!?]\s+[A-Z]")
ALL_AT_ONCE = re.compile(r"\b(?:weaknesses|areas)\b", re.I)
_NUMBERED = re.compile(
    r"^(?:(?:key|priority)\s+)?(?:area\s+of\s+)?(?:(?:significant|serious)\s+)*(?:weakness|concern)\s*"
    r"(?:no\.?\s*|number\s+)?"
    r"\d{1,2}\b",
    re.I,
)
_STOCK_HEADING = re.compile(
    r"^(?:main findings|findings|next steps|conclusions?|summary|background|introduction|impact of|signator|yours"
    r"|overview|what inspectors|how the|the letter|letterhead|about|context|covid|appendix|annex|contents|school)",
    re.I,
)
MAX_STATEMENT = 600
"""Characters; longer is running text and no weakness."""


@dataclass(frozen=True, slots=True)
class Start:
    """Where the part of a revisit on one weakness starts."""

    first: int
    """Line at which it starts: an introduction, a heading or the statement."""
    statement: int
    """Line that states the weakness."""
    text: str


def weakness_starts(lines: Sequence[Line]) -> list[Start]:
    """Where each weakness of a revisit starts; none where the text has no such parts."""
    introduced = _introduced(lines)
    if len(introduced) == 1:  # one introduction may stand before them all
        introduced = _after_verdicts(lines, introduced[0].statement) or introduced
    found = introduced or _stated_whole(lines) or _under_headings(lines) or _before_bullets(lines)
    return found or _after_verdicts(lines)


def weakness_text(line: str) -> str:
    """A weakness without the words that introduce it and the mark that ends a list item."""
    stated = _STATES.match(line)
    text = (stated["weakness"] or stated["then"]) if stated else line
    return re.sub(r"\s*(?:[;,]\s*(?:and)?)$", "", text.strip())


def _introduced(lines: Sequence[Line]) -> list[Start]:
    found = []
    for n, line in enumerate(lines[:-1]):
        following = lines[n + 1]
        if not line.running or not _INTRODUCES.match(line.text) or ALL_AT_ONCE.search(line.text):
            continue
        if following.kind != "row" and len(following.text) <= MAX_STATEMENT and not _INTRODUCES.match(following.text):
            found.append(Start(n, n + 1, weakness_text(following.text)))
    return found


def _stated_whole(lines: Sequence[Line]) -> list[Start]:
    """Lines that introduce a weakness and state it; only where a text does so throughout, as evidence may begin so."""
    found = []
    for n, line in enumerate(lines):
        if not line.running or len(line.text) > MAX_STATEMENT or not _STATES.match(line.text):
            continue
        introduction, colon, _ = line.text.partition(":")
        if (colon and ALL_AT_ONCE.search(introduction)) or verdict_of(line.text):
            continue
        above = n > 0 and lines[n - 1].kind == "heading" and not _STOCK_HEADING.match(lines[n - 1].text)
        found.append(Start(n - 1 if above else n, n, weakness_text(line.text)))
    judged = sum(is_verdict(line) for line in lines)
    if len(found) >= 2:
        found = sorted([*found, *_alike(lines, found)], key=lambda start: start.first)
    return found if len(found) >= max(2, judged) else []


def _alike(lines: Sequence[Line], found: Sequence[Start]) -> list[Start]:
    """Lines of the same make that introduce a weakness with any other word: "inspectors found long waits for ..."."""
    kinds, taken = {lines[start.statement].kind for start in found}, {start.statement for start in found}
    more = []
    for n, line in enumerate(lines):
        stated = _LOOSELY.match(line.text) if line.kind in kinds and n not in taken else None
        if stated and len(line.text) <= MAX_STATEMENT and not _SENTENCE_WITHIN.search(line.text):
            more.append(Start(n, n, stated["weakness"]))
    return more


def _under_headings(lines: Sequence[Line]) -> list[Start]:
    """Headings with a verdict below, and those beside them."""
    heads = [n for n, line in enumerate(lines) if _heads(line)]
    ends = {n: next((m for m in range(n + 1, len(lines)) if _closes(lines[m])), len(lines)) for n in heads}
    judged = [n for n in heads if any(is_verdict(line) for line in lines[n + 1 : ends[n]])]
    if not judged:
        return []
    parents = {lines[n].path[:-1] for n in judged}
    beside = [
        n
        for n in heads
        if n in judged
        or _NUMBERED.match(lines[n].text)
        or (lines[n].path[:-1] in parents and (lines[n].path[:-1] or judged[0] < n < judged[-1]) and ends[n] > n + 1)
    ]
    return [Start(n, n, _unnumbered(lines[n].text)) for n in beside]


def _heads(line: Line) -> bool:
    return line.kind == "heading" and not _STOCK_HEADING.match(line.text) and not is_verdict(line)


def _closes(line: Line) -> bool:
    return line.kind == "heading" and not is_verdict(line)


def _unnumbered(heading: str) -> str:
    return re.sub(
        rf"{_NUMBERED.pattern}\s*[:.)–—-]*\s*(?=\S)|^\d{{1,2}}[.)]?\s+(?=\S)", "", heading, count=1, flags=re.I
    )


def _before_bullets(lines: Sequence[Line]) -> list[Start]:
    """Paragraphs that stand between a verdict (or a heading, or the bullets before) and the bullets that follow."""
    if sum(is_verdict(line) for line in lines) < 2:
        return []
    last = max(n for n, line in enumerate(lines) if is_verdict(line))
    found = []
    for n, line in enumerate(lines[: last + 1]):
        leads = n + 1 < len(lines) and lines[n + 1].kind == "item"
        after = n == 0 or lines[n - 1].kind in {"heading", "item"} or is_verdict(lines[n - 1])
        short = len(line.text) <= MAX_STATEMENT and not line.text.endswith(":")
        if line.kind == "paragraph" and leads and after and short and not is_verdict(line):
            found.append(Start(n, n, weakness_text(line.text)))
    return found


def _after_verdicts(lines: Sequence[Line], first: int | None = None) -> list[Start]:
    """Short paragraphs that follow the verdict on the weakness before; one introduction stands before them all.

    Args:
        lines: of the letter.
        first: line that states the first weakness, if it is known.
    """
    least = 1 if first is None else 0  # lines between; one that is introduced may be judged at once
    if first is None:
        first = next((n for n, line in enumerate(lines) if line.running and _STATES.match(line.text)), len(lines))
    spots = [n for n, line in enumerate(lines) if n > first and is_verdict(line)]
    if len(spots) < 2:
        return []
    places = [first, *(spot + 1 for spot in spots[:-1])]
    apart = all(place + least < spot for place, spot in zip(places, spots, strict=True))
    if not apart or not all(_may_state(lines[place]) for place in places[1:]):
        return []
    return [Start(place, place, weakness_text(lines[place].text)) for place in places]


def _may_state(line: Line) -> bool:
    short = len(line.text) <= MAX_STATEMENT / 2 and not line.text.endswith(":")
    return line.kind == "paragraph" and short and not _SENTENCE_WITHIN.search(line.text)
