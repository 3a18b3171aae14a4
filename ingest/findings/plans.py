"""Actions of a plan (written statement of action, accelerated progress plan, priority action plan): tables of any
columns, with the headings of their parts."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from ..documents import Cell, Document, Finding, Section, Table
from .cells import action_fields, deadline_date, is_reference, said
from .columns import Columns, Role, action_columns, column_role
from .listed import card_actions, listed_actions
from .making import Value, row_span, tables
from .under import LONGEST_TITLE, above, is_area_number, names_part

Row = tuple[Cell, ...]
_LEVEL = re.compile(r"(?:very )?(?:high|medium|low|urgent)|\d+|[a-c]", re.I)


def plan_findings(document: Document) -> Iterator[Finding]:
    """The actions of all tables, cards and lists of a plan; nothing from tables of figures or bodies."""
    last: tuple[Section, Columns, int] | None = None
    for section, table in tables(document):
        inherited = last[1] if last and last[0] is section and last[2] == _width(table) >= 4 else None
        reader = _Reader(document, section, above(document, section, table))
        found = list(reader.read(table, inherited))
        yield from found or card_actions(document, section, table, reader.above)
        if reader.columns:
            last = section, reader.columns, _width(table)
    yield from listed_actions(document)


def _width(table: Table) -> int:
    return max((len(row) for row in (table.headings, *table.rows)), default=0)


@dataclass
class _Reader:
    """Goes down one table."""

    document: Document
    section: Section
    above: str | None
    columns: Columns = field(default_factory=dict)
    part: str | None = None
    """Heading row of the part that the rows belong to."""
    grouped: str | None = None
    """What the column of weaknesses said last; an empty cell below goes on with it."""

    def read(self, table: Table, inherited: Columns | None) -> Iterator[Finding]:
        """The actions of a table.

        Args:
            table: of any kind.
            inherited: columns of the table of actions just before it, for a table without a heading row.
        """
        lines: list[Row] = [line for line in (table.headings, *table.rows) if any(cell.text for cell in line)]
        if inherited and not any(map(_heads, lines)) and _fits(lines, inherited):
            self.columns = inherited
        for number, line in enumerate(lines):
            following = lines[number + 1] if number + 1 < len(lines) else ()
            columns = _heads(line) or _second_heading(lines[number - 1] if number else (), line)
            if columns:
                self.columns, self.grouped = columns, None
            elif title := self._title(line, following):
                self.part, self.grouped = title, None
            elif self.columns and (fields := self._action(line)):
                painted = None if fields["rag"] else self._painted(line)
                fields["rag"] = fields["rag"] or painted
                derived = f"rag is the colour behind its cell ({painted}), no word of it" if painted else None
                yield row_span(self.document, self.section, line).finding("action", derived=derived, **fields)

    def _title(self, line: Row, following: Row) -> str | None:
        """The text of a row that is one heading over the rows below it."""
        filled = {text: number for number, cell in reversed([*enumerate(line)]) if (text := said(cell.text))}
        if len(filled) == 2 and is_area_number(list(filled)[-1]):
            return " ".join(reversed(filled))  # the number of an area in one cell, its name in the next
        if len(filled) != 1 or len(line) < 2:
            return None
        ((text, number),) = filled.items()
        if len(text) > LONGEST_TITLE:
            return None
        if not self.columns or names_part(text):
            return text
        main = self.columns["text"][0]
        if number != main:
            return text if number < main and not is_reference(text) else None
        full_row_below = sum(bool(said(cell.text)) for cell in following) > 1
        may_stand_here = main == 0 or "reference" in self.columns
        return text if may_stand_here and full_row_below and len(text) <= 100 and not text.endswith(".") else None

    def _action(self, line: Row) -> dict[str, Value] | None:
        """The fields of a row; ``None`` for one that states no action."""
        if "reference" in self.columns and sum(bool(said(cell.text)) for cell in line) == 1:
            return None  # a note between two actions
        cells = {role: self._said(line, role) for role in self.columns}
        places = self.columns.get("lead", ())
        leads = dict.fromkeys(text for place in places if place < len(line) and (text := said(line[place].text)))
        lead = tuple(leads) if len(leads) > 1 else next(iter(leads), None)
        weakness = cells.get("weakness")
        if weakness and not _LEVEL.fullmatch(weakness):
            self.grouped = weakness
        return action_fields(cells, lead, self.grouped or self.part or self.above)

    def _painted(self, line: Row) -> str | None:
        """The colour behind the cell for the rating, or for the status, where the row is not painted as a whole."""
        places = [*self.columns.get("rag", ()), *self.columns.get("status", ())]
        main = self.columns["text"][0]
        ground = line[main].fill if main < len(line) else None
        found = (line[place].fill for place in places if place < len(line))
        return next((colour for colour in found if colour and colour != ground), None)

    def _said(self, line: Row, role: Role) -> str | None:
        """What the first column of a role says that says anything."""
        places = self.columns.get(role, ())
        return next((text for place in places if place < len(line) and (text := said(line[place].text))), None)


def _heads(line: Row) -> Columns | None:
    return action_columns([cell.text for cell in line])


def _second_heading(before: Row, line: Row) -> Columns | None:
    """Columns where a heading row has a second line: "Timescale" over "Start" and "End"."""
    texts = [said(cell.text) for cell in line]
    if not before or not _heads(before) or not all(column_role(text) for text in texts if text):
        return None
    return action_columns([text or cell.text for text, cell in zip(texts, before, strict=False)])


def _fits(lines: list[Row], columns: Columns) -> bool:
    """True where rows without a heading row hold what these columns hold: references or dates."""
    references = [line[at].text for line in lines for at in columns.get("reference", ())[:1] if at < len(line)]
    deadlines = [line[at].text for line in lines for at in columns.get("deadline", ())[:1] if at < len(line)]
    return any(map(is_reference, references)) or any(map(deadline_date, deadlines))
