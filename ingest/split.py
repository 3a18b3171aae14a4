"""Sections -> passages: the pieces that are embedded, never longer than the embedder reads.

Neighbouring blocks of a section are packed together up to the limit, so that a lead-in stays with its list. A block
that is too long alone is cut between sentences, a sentence that is too long between words. What is embedded starts
with the area, kind and heading path: reports of this genre share most of their wording, and only these tell them apart.
"""

from collections.abc import Callable, Iterator, Sequence

from .documents import Document, Passage, Section, Source
from .sentences import sentences

CountTokens = Callable[[str], int]
_LONGEST_TOKEN = 50  # characters; text with longer ones is cut smaller than it need be
_MAX_CONTEXT_SHARE = 0.35  # of the limit, for area, kind and heading path


def split(document: Document, count_tokens: CountTokens, limit: int) -> tuple[Passage, ...]:
    """Passages of a document in its order.

    Args:
        document: what to split.
        count_tokens: tokens of a text as the embedder counts them, special tokens included.
        limit: tokens the embedder reads.
    """
    passages: list[Passage] = []
    for section in document.sections:
        context = _context(document.source, section.path, count_tokens, int(limit * _MAX_CONTEXT_SHARE))
        room = limit - count_tokens(context) - 2
        for start, end in _packed(document.text, section, count_tokens, room):
            passages.append(_passage(document, section, context, start, end))
    return tuple(passages)


def _context(source: Source, path: tuple[str, ...], count_tokens: CountTokens, limit: int) -> str:
    """Area, kind and headings, the innermost heading last and kept longest; the title where there is no heading."""
    about = ", ".join(part for part in (source.local_area, source.kind) if part)
    headings = list(path) or [source.title]
    while headings and count_tokens(_joined(about, headings)) > limit:
        words = headings[0].split()
        shorter = words[: len(words) * 4 // 5] if len(headings) == 1 else []
        headings = [" ".join(shorter)] if shorter else headings[1:]
    return _joined(about, headings)


def _joined(about: str, headings: Sequence[str]) -> str:
    return f"{about}. {' › '.join(headings)}".strip(". ")


def _packed(text: str, section: Section, count_tokens: CountTokens, room: int) -> Iterator[tuple[int, int]]:
    """Offsets of runs of blocks that fit; the size of a run is counted on its text as it stands."""
    begin: int | None = None
    end = 0
    for start, stop in _units(text, section, count_tokens, room):
        if begin is not None and count_tokens(text[begin:stop]) <= room:
            end = stop
            continue
        if begin is not None:
            yield begin, end
        begin, end = start, stop
    if begin is not None:
        yield begin, end


def _units(text: str, section: Section, count_tokens: CountTokens, room: int) -> Iterator[tuple[int, int]]:
    """Blocks, with the heading row of a table before its first row; those too long are cut."""
    rows = [block.start for block in section.blocks if block.kind == "row"]
    with_headings = {min(row for row in rows if row >= table.start): table.start for table in section.tables}
    for block in section.blocks:
        start = with_headings.get(block.start, block.start)
        if count_tokens(text[start : block.end]) <= room:
            yield start, block.end
            continue
        for first, last in sentences(text, start, block.end):
            yield from _cut(text, first, last, count_tokens, room)


def _cut(text: str, start: int, end: int, count_tokens: CountTokens, room: int) -> Iterator[tuple[int, int]]:
    """A sentence in parts that fit, cut between words, else between characters."""
    while end - start > room * _LONGEST_TOKEN or count_tokens(text[start:end]) > room:
        low, high = start + 1, min(end, start + room)
        while high < end and count_tokens(text[start:high]) <= room:
            low, high = high, min(end, 2 * high - start)
        while low < high:  # the longest prefix that fits, by bisection
            middle = (low + high + 1) // 2
            low, high = (middle, high) if count_tokens(text[start:middle]) <= room else (low, middle - 1)
        space = text.rfind(" ", start + 1, low)
        stop = space if space > start else low
        yield start, stop
        start = stop + (1 if space > start else 0)
    if start < end:
        yield start, end


def _passage(document: Document, section: Section, context: str, start: int, end: int) -> Passage:
    text = document.text[start:end]
    return Passage(
        id=f"{document.source.id}:{start}",
        document=document.source.id,
        path=section.path,
        text=text,
        start=start,
        end=end,
        page=document.page_at(start),
        label=_label(section, start),
        embedded=f"{context}. {text}" if context else text,
    )


def _label(section: Section, start: int) -> str | None:
    """The paragraph number in force at an offset: the last one given at or before it in its section."""
    labels = [b.label for b in section.blocks if b.label and b.start <= start]
    return labels[-1] if labels else None
