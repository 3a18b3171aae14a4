"""Evidence -> numbered excerpts for a language model, told apart from instructions.

First what ``quotes`` would answer with, then the rows and sentences next in rank, then whole passages where there is
room. Each excerpt knows the slices of documents that a claim about it may rest on.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from ingest.dates import in_words
from ingest.documents import Passage, Source

from .cells import CellHit, find_cells
from .draft import COUNTED, Draft, Quote, Statement
from .library import Library
from .material import Material
from .orders import is_order
from .sentence_draft import sentence_statement

Slice = tuple[Quote, ...]

_MIN_CELL = 0.4  # how well a row must fit to be shown
_HEADING = 50  # characters that number and heading take
_CELLS, _SENTENCES, _PASSAGES = 3, 12, 3  # most of each


@dataclass(frozen=True)
class Excerpt:
    """One numbered piece of evidence."""

    n: int
    """From 1; a document's excerpts follow each other, and the best document comes first."""
    source: Source
    section: str
    text: str
    """What the model reads."""
    slices: tuple[Slice, ...]
    """What may be cited for it: a sentence, or a row with its headings."""

    @property
    def line(self) -> str:
        """Number, innermost heading and text, on one line."""
        heading = self.section.rsplit(" › ", 1)[-1]
        shown = "" if not heading or self.text.startswith(heading) else f"({heading}) "
        return f"[{self.n}] {as_data(shown + self.text)}"


def as_data(text: str) -> str:
    """Text of a document or a question on one line, without the signs that delimit and number it."""
    plain = " ".join(text.replace("<", "‹").replace(">", "›").replace("\t", " — ").split())
    return re.sub(r"\[(\d+)\]", r"(\1)", plain)


def listed(excerpts: Sequence[Excerpt]) -> str:
    """The excerpts for a prompt, each document's below its title, area and date."""
    lines = []
    for source, group in groupby(excerpts, key=lambda excerpt: excerpt.source):
        lines += ["", _heading(source), *(excerpt.line for excerpt in group)]
    return "\n".join(lines[1:])


def _heading(source: Source) -> str:
    date = source.date
    said = [source.kind, source.local_area, in_words(date) if date else "date not known"]
    return f"{as_data(source.title)} ({', '.join(filter(None, said))}):"


def numbered(material: Material, draft: Draft, longest: int) -> tuple[Excerpt, ...]:
    """The excerpts for a question, best first.

    Args:
        material: all that was found.
        draft: what ``quotes`` answers.
        longest: most characters of all excerpts together.
    """
    found: list[tuple[str, tuple[Slice, ...]]] = []
    room = longest
    for text, slices in _pieces(material, draft):
        quotes = [quote for one in slices for quote in one]
        size = len(text) + _HEADING
        if not text.strip() or size > room or is_order(text) or _are_within(quotes, found):
            continue
        found.append((text, slices))
        room -= size
    sources = material.library.sources
    order = list(dict.fromkeys(slices[0][-1].document for _, slices in found))
    found.sort(key=lambda piece: order.index(piece[1][0][-1].document))
    return tuple(
        Excerpt(n, sources[slices[0][-1].document], " › ".join(slices[0][-1].path), text, slices)
        for n, (text, slices) in enumerate(found, start=1)
    )


def _pieces(material: Material, draft: Draft) -> Iterator[tuple[str, tuple[Slice, ...]]]:
    library, question = material.library, material.question
    for statement in draft.statements:
        if statement.quotes and statement.form == "quote" and statement.why != COUNTED:
            yield _of_statement(library, statement)
    for hit in find_cells(library, question, material.found)[:_CELLS]:
        if hit.score >= _MIN_CELL:
            yield _of_row(hit)
    for scored in [s for s in material.scored if s.fits_period >= 0][:_SENTENCES]:
        yield _of_statement(library, sentence_statement(library, scored, question))
    for passage, _ in material.found.passages[:_PASSAGES]:
        yield _of_passage(library, passage)


def _of_statement(library: Library, statement: Statement) -> tuple[str, tuple[Slice, ...]]:
    """A statement with its own quotes; one of several sentences may be cited sentence by sentence."""
    if len(statement.quotes) > 1:
        return statement.text, (statement.quotes,)
    (whole,) = statement.quotes
    inside = _units_within(library, whole.document, whole.start, whole.end)
    return statement.text, tuple(dict.fromkeys([*inside, statement.quotes]))


def _of_row(hit: CellHit) -> tuple[str, tuple[Slice, ...]]:
    id_, path, table = hit.document.source.id, hit.section.path, hit.table
    headings = [Quote(id_, table.start, table.headings[-1].end, path)] if table.headings else []
    above = [Quote(id_, hit.above.start, hit.above.end, path)] if hit.above else []
    row = Quote(id_, hit.row[0].start, hit.row[-1].end, path)
    cells = "; ".join(f"{hit.column_name(n)}: {hit.row[n].text}" for n in hit.columns)
    return f"{hit.name}, {cells}", ((*headings, *above, row),)


def _of_passage(library: Library, passage: Passage) -> tuple[str, tuple[Slice, ...]]:
    return passage.text, tuple(_units_within(library, passage.document, passage.start, passage.end))


def _units_within(library: Library, document: str, start: int, end: int) -> list[Slice]:
    units = library.units(document)
    return [(Quote.of(unit),) for unit in units if start <= unit.start and unit.end <= end]


def _are_within(quotes: Sequence[Quote], found: Sequence[tuple[str, tuple[Slice, ...]]]) -> bool:
    """Whether pieces taken already hold all of these quotes; also true of none."""
    held = [quote for _, slices in found for one in slices for quote in one]
    return all(any(h.document == q.document and h.start <= q.start and q.end <= h.end for h in held) for q in quotes)
