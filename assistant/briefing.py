"""A conversation, or the progress of a local area, as a briefing to carry: text with a footnote for every quote.

What it looks like is for ``briefing_markdown`` and ``briefing_docx``; here is what it says, and in which order.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from textwrap import shorten

from ingest.documents import Frozen, Source
from ingest.findings.describe import with_unit

from .answers import Answer, Citation
from .page_conversation import Exchange
from .page_html import web_address
from .progress import OPENING, Progress, Said, Series, Thread, quoted_once
from .progress_rows import row_in_words
from .render import (
    STATUS_WORDS,
    date_in_words,
    mark_unconfirmed,
    place_in_words,
    plain_text,
    printable,
    searched_in_words,
    source_date,
)

CAUTION = (
    "Made by the SEND assistant from the documents that were loaded. Every quote is verbatim; read it in its document "
    "before you rely on it. It is not legal advice."
)
NOTHING = "Nothing found on this"
_MOST_SAID = 3  # quotes of one document in a row of a progress table; the page has them all
_LONGEST = 200  # characters of such a quote; its footnote has it whole
_MARKER = re.compile(r"(?<!\\)\[(\d+)\]")
_LINE = re.compile(r"^\s*(?:(?P<item>[-*+]|\d{1,9}[.)])|(?P<quote>&gt;|>)|(?P<heading>#{1,6}))\s*")
_RULE = re.compile(r"^\s*\|[\s|:-]+\|\s*$")


class Note(Frozen):
    """A footnote: where a quote stands, and the quote."""

    source: str
    quote: str
    url: str | None = None


class Piece(Frozen):
    """Words of a line, and the footnotes behind them."""

    words: str
    notes: tuple[int, ...] = ()
    """Numbers of footnotes, from 1, in the order of the briefing."""
    bold: bool = False


Line = tuple[Piece, ...]


class Block(Frozen):
    """A heading, paragraph, list item, quote, or a table."""

    kind: str
    """ "heading", "subheading", "paragraph", "item", "quote" or "table"."""
    line: Line = ()
    rows: tuple[tuple[Line, ...], ...] = ()
    """Of a table, the first of them its head."""


class Briefing(Frozen):
    """What is taken along."""

    title: str
    made: str
    """ISO 8601: the day it was made."""
    blocks: tuple[Block, ...]
    notes: tuple[Note, ...]


def of_conversation(conversation: Sequence[Exchange], sources: Mapping[str, Source], today: date) -> Briefing:
    """The questions of a conversation with their answers; those that were not answered are left out.

    Args:
        conversation: the exchanges, oldest first.
        sources: the loaded documents by id.
        today: the day to put on it.
    """
    notes = _Notes(sources)
    blocks = [b for exchange in conversation if exchange.answer for b in _exchange(exchange.answer, notes)]
    return Briefing(title="SEND briefing", made=today.isoformat(), blocks=tuple(blocks), notes=tuple(notes.made))


def of_progress(found: Progress, sources: Mapping[str, Source], today: date) -> Briefing:
    """What became of each weakness, action and recommendation of a local area; its measures; what happened when.

    Args:
        found: the progress.
        sources: the loaded documents by id.
        today: the day to put on it.
    """
    notes = _Notes(sources)
    names = {c.document: f"{date_in_words(c.date)}: {c.kind or c.title}" for c in found.documents}
    blocks = [_text("paragraph", "Documents, oldest first:"), *(_text("item", name) for name in names.values())]
    for kind in OPENING:
        threads = [thread for thread in found.threads if thread.kind == kind]
        blocks += [_text("heading", f"{kind.capitalize()} ({len(threads)})")] if threads else []
        blocks += [block for thread in threads for block in _thread(thread, names, notes)]
    if found.series:
        blocks.append(_text("heading", "Measures over time"))
        blocks += [block for series in found.series for block in _series(series, notes)]
    if found.milestones:
        blocks.append(_text("heading", "What happened when"))
        blocks += [_milestone(said, notes) for said in found.milestones]
    title = f"Progress in {found.local_area}"
    return Briefing(title=title, made=today.isoformat(), blocks=tuple(blocks), notes=tuple(notes.made))


class _Notes:
    """Footnotes as they are made; a quote that comes again is told by its first number."""

    def __init__(self, sources: Mapping[str, Source]) -> None:
        self.sources = sources
        self.made: list[Note] = []
        self._first: dict[tuple[str, int, int], int] = {}

    def cited(self, c: Citation) -> int:
        source = self.sources.get(c.document)
        day = source_date(c.published, source.inspected if source else None)
        facts = (c.title, source.publisher if source else None, c.kind, c.local_area, day, place_in_words(c))
        return self._number((c.document, c.start, c.end), facts, c.quote, c.url, source)

    def said(self, said: Said) -> int:
        source = self.sources[said.document]
        page = f"page {said.page}" if said.page else None
        day = source_date(source.published, source.inspected)
        facts = (source.title, source.publisher, source.kind, day, page, said.section or None)
        return self._number((said.document, said.start, said.end), facts, said.quote, source.url, source)

    def _number(
        self, key: tuple[str, int, int], facts: Sequence[str | None], quote: str, url: str | None, source: Source | None
    ) -> int:
        own = "our own record of the document" if source and source.record else None
        told = printable(", ".join(fact for fact in (*facts, own) if fact))
        if key in self._first:
            self.made.append(Note(source=f"As note {self._first[key]}", quote=""))
            return len(self.made)
        self.made.append(Note(source=told, quote=" ".join(printable(quote).split()), url=web_address(url)))
        self._first[key] = len(self.made)
        return len(self.made)


def _exchange(answer: Answer, notes: _Notes) -> Iterator[Block]:
    yield _text("heading", answer.question)
    yield Block(kind="paragraph", line=(Piece(words=STATUS_WORDS[answer.status], bold=True),))
    citations = {citation.n: citation for citation in answer.citations}
    rows: list[tuple[Line, ...]] = []
    for line in [*mark_unconfirmed(answer).splitlines(), ""]:
        if line.lstrip().startswith("|"):
            cells = re.split(r"(?<!\\)\|", line.strip().strip("|")) if not _RULE.match(line) else []
            rows += [tuple(_line(cell, citations, notes) for cell in cells)] if cells else []
            continue
        if rows:
            yield Block(kind="table", rows=tuple(rows))
            rows = []
        if line.strip():
            yield _block(line, citations, notes)
    if searched := searched_in_words(answer):
        yield _text("paragraph", searched)


def _block(line: str, citations: Mapping[int, Citation], notes: _Notes) -> Block:
    start = _LINE.match(line)
    kind = "subheading" if start and start["heading"] else (start.lastgroup if start else None) or "paragraph"
    return Block(kind=kind, line=_line(line[start.end() :] if start else line, citations, notes))


def _line(markdown: str, citations: Mapping[int, Citation], notes: _Notes) -> Line:
    """Words with their footnotes: "seven had improved [1][2]."."""
    parts = _MARKER.split(markdown)
    pieces: list[Piece] = []
    for words, number in zip(parts[::2], [*parts[1::2], None], strict=True):
        cited = (notes.cited(citations[int(number)]),) if number and int(number) in citations else ()
        said = plain_text(words) if pieces else plain_text(words).lstrip()
        pieces.append(Piece(words=said.rstrip() if cited else said, notes=cited))
    return tuple(piece for piece in pieces if piece.words or piece.notes)


def _thread(thread: Thread, names: Mapping[str, str], notes: _Notes) -> Iterator[Block]:
    yield _text("subheading", thread.text)
    rows: list[tuple[Line, ...]] = [_row("Document", "Verdict", "What it says")]
    silent = [names[cell.document] for cell in thread.cells if not cell.said]
    for cell in thread.cells:
        if not cell.said:
            continue
        verdicts = [said for said in cell.said if said.verdict]
        verdict = tuple(Piece(words=_verdict(said), notes=(notes.said(said),), bold=True) for said in verdicts[:1])
        shown = quoted_once(said for said in cell.said if said not in verdicts[:1])
        more = len(shown) - _MOST_SAID
        says = [_said(said, notes) for said in shown[:_MOST_SAID]]
        says += [Piece(words=f"(and {more} more on the page)")] if more > 0 else []
        rows.append(((Piece(words=names[cell.document]),), verdict or (Piece(words="–"),), tuple(says)))
    yield Block(kind="table", rows=tuple(rows))
    if silent:
        yield _text("paragraph", f"{NOTHING} in: {'; '.join(silent)}.")


def _verdict(said: Said) -> str:
    return f"{(said.verdict or '').capitalize()}{' (worked out, no line states it)' if said.derived else ''}"


def _said(said: Said, notes: _Notes) -> Piece:
    by = f" (says the {said.said_by})" if said.said_by and said.said_by != "inspectors" else ""
    told = row_in_words(said.row) if said.row else said.quote
    words = shorten(" ".join(printable(told).split()), _LONGEST, placeholder=" …")
    shown = f"{words} " if said.row else f"“{words}” "
    return Piece(words=f"{said.kind.capitalize()}{by}: {shown}", notes=(notes.said(said),))


def _series(series: Series, notes: _Notes) -> Iterator[Block]:
    yield _text("subheading", series.series)
    rows = [_row("Period", "Value")]
    for point in series.points:
        value = Piece(words=with_unit(point.value, series.unit or ""), notes=(notes.said(point.said),))
        rows.append(((Piece(words=point.period or date_in_words(point.dates)),), (value,)))
    yield Block(kind="table", rows=tuple(rows))


def _milestone(said: Said, notes: _Notes) -> Block:
    words = f"{date_in_words(said.date)}: {' '.join(printable(said.text).split())}"
    return Block(kind="item", line=(Piece(words=words, notes=(notes.said(said),)),))


def _row(*words: str) -> tuple[Line, ...]:
    return tuple((Piece(words=word, bold=True),) for word in words)


def _text(kind: str, words: str) -> Block:
    return Block(kind=kind, line=(Piece(words=printable(" ".join(words.split()))),))
