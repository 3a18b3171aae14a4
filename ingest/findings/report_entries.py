"""The entries under a heading of a report that stand in a list or in paragraphs."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import zip_longest

from ..documents import Block, Document
from .making import Span, block_span
from .report_bodies import bodies_at_end, body_line, is_label
from .report_parts import Run

_NUMBER = re.compile(
    r"^(?:(?:areas? for )?(?:priority action|improvement)(?: area)? \d{1,2}\s*[:.)–—-]"
    r"|\d{1,2}\s*[.)](?!\d)|[•●▪◦–-](?=\s))\s*",
    re.I,
)
_ABOUT_LIST = re.compile(
    r"\b(?:areas? (?:for|of) (?:improvement|priority action|development)|recommendations?"
    r"|following (?:areas|actions|improvements|priorities|strengths|issues)|(?:listed|set out|shown|outlined) below)\b",
    re.I,
)
_MERE_SUBJECT = re.compile(
    r"^(?:the |all )?(?:local area|area partnership|partnership|leaders|partners|LAP)\b[^.:]{0,60}?"
    r"\b(?:should|must|needs? to|ha(?:s|ve) to)(?: also| jointly| urgently| now| ensure| ensure that)*\s*:$",
    re.I,
)
_WORD = re.compile(r"[^\W\d_]+")
_MIN_WORDS = 4  # a shorter paragraph is a label, or what a layout left behind
_ELSEWHERE = "the bodies are named under the heading beside it"


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry: the stretch that states it, its text on one line, and the bodies named beside it."""

    span: Span
    text: str
    bodies: str = ""
    """As printed; "" where none are named."""
    derived: str | None = None


def without_number(text: str) -> str:
    """An entry's text on one line, without the number or bullet that a list gives it."""
    return _NUMBER.sub("", " ".join(text.split()), count=1)


def is_preface(text: str) -> bool:
    """True for a line that introduces a list and is no entry of it."""
    line = " ".join(text.split())
    about = _ABOUT_LIST.search(line) and line.endswith((":", "below.", "below"))
    return bool(about or _MERE_SUBJECT.match(line))


def block_entries(document: Document, run: Run, with_bodies: bool = False) -> list[Entry]:
    """The entries of a run of blocks.

    Args:
        with_bodies: a line that names responsible bodies belongs to the entry beside it: the one that follows where
            the first such line stands before all entries, else the one before.
    """
    spans = [_span(document, run, group) for group in _groups(document, run)]
    if not with_bodies:
        return [Entry(span, without_number(span.text)) for span in spans]
    lines = [(span, body_line(span.line)) for span in spans if not is_label(span.line)]
    led = bool(lines and lines[0][1])
    found: list[Entry] = []
    held = ""
    opens: Span | None = None
    for span, bodies in lines:
        if bodies and led:
            held, opens = bodies, span
        elif bodies and found and not found[-1].bodies:
            found[-1] = named_beside(found[-1].span, span, found[-1].text, bodies)
        elif not bodies:
            text, inside = bodies_at_end(without_number(span.text))
            found.append(named_beside(span, opens, text, inside or held))
            opens = None
    return found


def _span(document: Document, run: Run, group: Sequence[Block]) -> Span:
    """A group of blocks, in the section that holds it: a run may go on in the next."""
    start, end = group[0].start, group[-1].end
    section = next((one for one in document.sections if one.start <= start < one.end), run.section)
    return Span(document, section, start, min(end, section.end))


def named_beside(span: Span, beside: Span | None, text: str, bodies: str) -> Entry:
    """An entry with the line beside it that names its bodies, if there is one.

    Its span holds both where they stand in one section: a quote never leaves its section.
    """
    if beside is None:
        return Entry(span, text, bodies)
    if beside.section is not span.section:
        return Entry(span, text, bodies, _ELSEWHERE)
    start, end = min(span.start, beside.start), max(span.end, beside.end)
    return Entry(Span(span.document, span.section, start, end), text, bodies)


def _groups(document: Document, run: Run) -> Iterator[Sequence[Block]]:
    """Blocks that make one entry: an item with the items beneath it, a paragraph with the list it leads into."""
    top = min((block.level for block in run.blocks if block.kind == "item"), default=1)
    several = _led_lists(document, run) > 1
    group: list[Block] = []
    leads = False
    for block, after in zip_longest(run.blocks, run.blocks[1:]):
        text = block_span(document, run.section, block).line
        if group and (
            block.level > max(top, group[0].level) if not leads else block.kind == "item" or text[:1].islower()
        ):
            group.append(block)
            continue
        if group:
            yield group
        leads = block.kind != "item" and text.endswith(":") and _is_one(document, run, text, after, several)
        skipped = block.kind != "item" and not leads and (_says_little(text) or (text.endswith(":") and after))
        skipped = skipped or not _WORD.search(text)
        group = [] if skipped else [block]
    if group:
        yield group


def _says_little(text: str) -> bool:
    return is_preface(text) or (len(_WORD.findall(text)) < _MIN_WORDS and not body_line(text))


def _is_one(document: Document, run: Run, text: str, after: Block | None, several: bool) -> bool:
    """True where a paragraph that ends in a colon and the list after it are one entry."""
    if after is None or is_preface(text) or body_line(text):
        return False
    return several or block_span(document, run.section, after).text[:1].islower()


def _led_lists(document: Document, run: Run) -> int:
    """How many paragraphs of a run lead into a list."""
    pairs = zip(run.blocks, run.blocks[1:], strict=False)
    return sum(
        one.kind != "item" and other.kind == "item" and block_span(document, run.section, one).text.endswith(":")
        for one, other in pairs
    )
