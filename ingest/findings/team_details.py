"""Where a document sets out the bodies of a local area partnership and who leads them."""

import re
from collections.abc import Iterator, Sequence

from ..documents import Cell, Document, Section, Table
from .making import all_sentences, tables
from .report_bodies import is_authority, split_bodies
from .report_parts import first_row, plain
from .team_columns import Body, Leader, Piece, body_type, column_details

_DETAILS = re.compile(
    r"(?:the )?local (?:area )?partnership(?: details| members)?|details of the local (?:area )?partnership"
)
_HEADING = re.compile(
    r"local authorit(?:y|ies)|integrated care boards?(?: \(icbs?\))?|clinical commissioning groups?(?: \(ccgs?\))?"
)
_RESPONSIBLE = re.compile(
    r"(?P<bodies>[A-Z][^.]{5,300}?) (?:are|is) (?:jointly )?responsible for "
    r"(?:the |jointly )*(?:planning|commissioning)",
    re.S,
)
_POSTS = re.compile(r"\b(?:leads?|officers?|owners?|sro|contacts?|representatives?)\b|\bresponsible\b", re.I)
"""In a heading: the column names people, as in a plan that says who leads which priority."""
_MAX_HEADING = 8  # words
_LINE = re.compile(r"[^\n]+")


def details(document: Document) -> Iterator[Body | Leader]:
    """The bodies of a partnership and their leaders.

    From the table of its details; else from lines under a heading of its details; else, bodies only, from the
    sentence that says who plans and commissions.
    """
    found = [one for section, table in tables(document) for one in _in_table(document, section, table)]
    yield from found or list(_in_lines(document)) or _in_sentence(document)


def _in_table(document: Document, section: Section, table: Table) -> Iterator[Body | Leader]:
    heads = first_row(table)
    types = [body_type(cell.text) if len(cell.text.split()) <= _MAX_HEADING else None for cell in heads]
    if (
        "local authority" not in types
        or len(set(types) - {None}) < 2
        or any(_POSTS.search(cell.text) for cell in heads)
    ):
        return
    rows = table.rows if table.headings else table.rows[1:]
    for column, type_ in enumerate(types):
        cells = [row[column] for row in rows if column < len(row) and row[column].text]
        if type_:
            yield from column_details(document, section, _pieces(cells), type_)


def _pieces(cells: Sequence[Cell]) -> list[Piece]:
    """Texts of cells; of a column that is one cell, its lines."""
    if len(cells) != 1:
        return [(cell.text, cell.start) for cell in cells]
    return [(line[0], cells[0].start + line.start()) for line in _LINE.finditer(cells[0].text)]


def _in_lines(document: Document) -> Iterator[Body | Leader]:
    """Details set out in lines: "Local authority" over its name, leader and website, then the next body's.

    A layout that has run headings and lines together may leave one heading over what belongs to both: then nothing
    is taken.
    """
    columns: list[tuple[Section, str, list[Piece]]] = []
    for section in document.sections:
        if not any(_DETAILS.fullmatch(plain(heading)) for heading in section.path):
            continue
        if headed := body_type(section.path[-1]):
            columns.append((section, headed, []))
        for block in section.blocks:
            text = document.text[block.start : block.end]
            if _HEADING.fullmatch(plain(text)):
                columns.append((section, body_type(text) or "", []))
            elif columns:
                columns[-1][2].extend((line[0], block.start + line.start()) for line in _LINE.finditer(text))
    if len({type_ for _, type_, _ in columns}) > 1:
        for section, type_, pieces in columns:
            yield from column_details(document, section, pieces, type_)


def _in_sentence(document: Document) -> Iterator[Body]:
    for span in all_sentences(document):
        match = _RESPONSIBLE.match(span.text)
        names = split_bodies(match["bodies"].removeprefix("The ")) if match else ()
        if len(names) > 1:
            for name in names:
                own = body_type(name) or ("local authority" if is_authority(name) else None)
                yield Body(span, name.removeprefix("the "), own, None)
            return
