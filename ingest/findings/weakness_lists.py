"""Areas of significant weakness where a document lists them: bullets below a lead-in or heading, items of a sentence,
rows of a table, numbered headings."""

import re
from collections.abc import Iterator, Sequence

from ..documents import Document
from .making import Span
from .progress_words import Verdict, polarity
from .reading_order import Line
from .revisit_starts import weakness_text
from .weakness_tables import MIN_WORDS, NAMED, Listed, key, weaknesses_in_tables

_NAME = re.compile(rf"\b{NAMED}\b", re.I)
_GOES_ON = re.compile(
    r"^\s*(?:[,(]|(?:that|which|where|were|are|was|is|identified|found|noted|listed|highlighted|raised|named|in|at|from"
    r"|by\s+(?:inspectors|ofsted|the\s+inspect\w+)|as|set|detailed|outlined|below|include[ds]?|including|following)\b|$)",
    re.I,
)
_OTHER_MATTER = re.compile(
    r"\b(?:progress|improvements?|achiev\w+|success\w*|impact|updates?|actions?\s+(?:taken|completed|include)|steps"
    r"|strengths?|intended|we\s+(?:have|will|are))\b",
    re.I,
)
_REFERS_BACK = re.compile(
    r"^(?:these|they|the (?:areas|weaknesses))\s+(?:were|are|include[ds]?)[^:.]{0,60}:$|^(?:as follows|namely)\s*:$",
    re.I,
)
_HEADS = re.compile(
    rf"^(?:[\d.]+\s+)?(?:(?:the|our|all|\w+)\s+){{0,2}}{NAMED}(?:\s+(?:identified|found|from|in|by)\b.{{0,80}})?\s*:?$",
    re.I,
)
_NUMBERED = re.compile(
    rf"^(?:(?:key|priority)\s+)?(?:{NAMED}|weakness|concern)\s*(?:no\.?\s*|number\s+)?(?P<n>\d{{1,2}})\s*[:.)–—-]+\s*(?P<text>\S.*)$",
    re.I,
)
_MARK = re.compile(r"^\(?(?:\d{1,2}|[a-z]|[ivx]{1,4})[.)]\s+(?=\S)", re.I)
_ITEM_END = re.compile(r";\s*(?:and\s+)?")


def listed_weaknesses(document: Document, lines: Sequence[Line]) -> list[list[Listed]]:
    """The lists of areas of weakness in a document, in order, a list that repeats another left out."""
    found = [*_below_lead_ins(lines)] or [*_numbered_headings(lines)]
    found = [*found, *weaknesses_in_tables(document)]
    kept: list[list[Listed]] = []
    for group in found:
        known = {key(entry.text) for other in kept for entry in other}
        new = [entry for entry in group if key(entry.text) not in known]
        if len(new) * 2 > len(group):
            kept.append(new)
    return kept


def leads_to_weaknesses(line: str, before: str = "") -> bool:
    """True for the line before a list of areas of weakness.

    Args:
        line: the line, or its last sentence.
        before: the sentence before it, which "These are:" refers back to.
    """
    if not line.endswith(":"):
        return False
    if _REFERS_BACK.match(line):
        return bool(_NAME.search(before)) and not polarity(before)
    return any(_leads(line[: m.start()], line[m.end() : -1], line) for m in _NAME.finditer(line))


def _leads(before: str, after: str, line: str) -> bool:
    if not _GOES_ON.match(after) or len(after) > 120:
        return False
    return polarity(line) is not None or not (_OTHER_MATTER.search(before) or _OTHER_MATTER.search(after))


def _lead_in(line: Line, above: Line | None) -> Span | None:
    """The sentence of a line that leads to a list of areas of weakness; "These were:" may refer to the line above."""
    if not line.running or not line.text.endswith(":"):
        return None
    sentences = line.sentences()
    earlier = sentences[:-1] or (above.sentences() if above else [])
    before = earlier[-1].line if earlier else ""
    return sentences[-1] if sentences and leads_to_weaknesses(sentences[-1].line, before) else None


def _below_lead_ins(lines: Sequence[Line]) -> Iterator[list[Listed]]:
    for n, line in enumerate(lines):
        lead = _lead_in(line, lines[n - 1] if n else None)
        heads = line.kind == "heading" and bool(_HEADS.match(line.text) or leads_to_weaknesses(line.text))
        if lead is None and not heads:
            inline = _inline(line)
            if inline:
                yield inline
            continue
        verdict = polarity(lead.line) if lead else polarity(line.text)
        items = _items(lines, n + 1) or (_items(lines, n + 2) if heads and _leads_on(lines, n + 1) else [])
        if items:
            yield [_entry(item, verdict, lead or line.span) for item in items]


def _leads_on(lines: Sequence[Line], n: int) -> bool:
    """True for the sentence between a heading and its list: "Inspectors named these in their letter:"."""
    line = lines[n] if n < len(lines) else None
    return (
        line is not None
        and line.kind == "paragraph"
        and line.text.endswith(":")
        and not _OTHER_MATTER.search(line.text)
    )


def _entry(item: Line, verdict: Verdict | None, lead: Span) -> Listed:
    mark = _MARK.match(item.span.text) if item.kind == "paragraph" else None
    span = item.span.part(mark.end(), len(item.span.text)) if mark else item.span
    stretch = Span(lead.document, lead.section, lead.start, span.end)
    return Listed(span, weakness_text(span.line), verdict, stretch if verdict else None)


def _items(lines: Sequence[Line], start: int) -> list[Line]:
    """The entries of a list: bullets, or paragraphs that go on with the sentence of the lead-in."""
    first = lines[start] if start < len(lines) else None
    if first is None:
        return []
    opened = first.kind == "paragraph" and bool(first.path) and first.path[-1] == first.text
    found = [first] if opened else []
    rest = lines[start + len(found) :]
    kind = "item" if opened or first.kind == "item" else "paragraph"
    level = rest[0].level if rest else 0
    for line in rest:
        goes_on = line.text[:1].islower() or line.text.endswith(";") or bool(_MARK.match(line.text))
        if line.kind != kind or (kind == "paragraph" and not goes_on):
            break
        if line.level <= level and len(line.text.split()) >= MIN_WORDS:
            found.append(line)
    return found


def _inline(line: Line) -> list[Listed]:
    """A list within a sentence: "... areas of significant weakness: the first; the second; and the third"."""
    if not line.running or line.text.endswith(":"):
        return []
    for sentence in line.sentences():
        colon = sentence.text.find(":")
        if (
            colon < 0
            or ";" not in sentence.text[colon:]
            or not leads_to_weaknesses(" ".join(sentence.text[: colon + 1].split()))
        ):
            continue
        return list(_split(sentence, colon + 1))
    return []


def _split(sentence: Span, begin: int) -> Iterator[Listed]:
    text = sentence.text
    cuts = [(m.start(), m.end()) for m in _ITEM_END.finditer(text, begin)] + [(len(text), len(text))]
    for stop, after in cuts:
        part = text[begin:stop]
        lead = len(part) - len(part.lstrip())
        if len(part.split()) >= MIN_WORDS:
            span = sentence.part(begin + lead, begin + len(part.rstrip()))
            yield Listed(span, weakness_text(span.line).rstrip("."))
        begin = after


def _numbered_headings(lines: Sequence[Line]) -> Iterator[list[Listed]]:
    """ "Area of significant weakness 2: the quality of plans", each number once."""
    found: dict[str, Listed] = {}
    for line in lines:
        match = _NUMBERED.match(line.text) if line.kind in {"heading", "paragraph"} else None
        if match and len(match["text"].split()) >= MIN_WORDS:
            found.setdefault(match["n"], Listed(line.span, match["text"].rstrip(" .")))
    if len(found) > 1:
        yield list(found.values())
