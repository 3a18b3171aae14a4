"""The types that ingestion makes: what a document is, and the pieces that questions are answered from.

All offsets count Unicode code points in ``Document.text``, end exclusive. The text of a document is what its
reader kept after repairs (wrapped lines joined, page furniture dropped); a quote is always a slice of it.
"""

from bisect import bisect_right
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

from .dates import bounds

Kind = Literal[
    "inspection letter",  # 2016-2022, no grade
    "revisit letter",  # 2018-2022
    "area SEND report",  # 2023 onwards, three outcomes
    "monitoring report",  # the inspection that follows systemic failings
    "written statement of action",
    "accelerated progress plan",
    "priority action plan",
    "improvement plan",  # a SEND improvement or action plan of another name
    "committee report",
    "council page",
    "letter",  # official correspondence of another kind
]

FindingKind = Literal[
    "inspection",
    "outcome",
    "previous inspection",
    "next inspection",
    "inspector",
    "body",
    "leader",
    "area for priority action",
    "area for improvement",
    "written statement of action",
    "area of significant weakness",
    "verdict",
    "progress",
    "progress total",
    "strength",
    "area for development",
    "recommendation",
    "action",
    "measure",
    "milestone",
    "meeting",
    "contact",
]
"""What a finding may be; ``findings.kinds.FIELDS`` has the fields of each."""

BlockKind = Literal["paragraph", "item", "row", "caption"]


class Frozen(BaseModel):
    """A value: compared by content, never changed, unknown fields refused."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Source(Frozen):
    """Where a document comes from and what it is about. ``None`` means that it is not known, never a guess."""

    id: str
    """Name used in citations: the id in ``sources.csv``, else the file's name without its ending."""
    title: str
    local_area: str | None = None
    """The area the document is about, as the gazetteer spells it: "Walsall"."""
    kind: Kind | None = None
    publisher: str | None = None
    inspected: str | None = None
    """ISO 8601 date, month or interval: "2022-06-20/2022-06-22", "2018-03"."""
    published: str | None = None
    """ISO 8601 date, month or year: "2022-06-23", "2021-09", "2021"."""
    url: str | None = None
    record: bool = False
    """True where the text is this project's own record and not the original."""

    @property
    def dates(self) -> tuple[str, ...]:
        """When it was published and what it is about was inspected, as far as that is known."""
        return tuple(date for date in (self.published, self.inspected) if date)

    @property
    def date(self) -> str | None:
        """When it is from: published, else inspected; ``None`` where neither is known."""
        return self.dates[0] if self.dates else None

    @property
    def last_day(self) -> str:
        """The last day of its date, ISO 8601, to order documents by; "" where it has none, so that it is the oldest."""
        return bounds(self.date)[1] if self.date else ""


class Block(Frozen):
    """A paragraph, list item or table row: the smallest piece that keeps its place in the document."""

    kind: BlockKind
    start: int
    end: int
    page: int | None = None
    """Page on which it starts, from 1; ``None`` where the format has no pages."""
    label: str | None = None
    """Number that the document gives it: "3.1.2"."""
    level: int = 0
    """Depth of a list item: 1 for a bullet, 2 for a bullet under a bullet; 0 elsewhere."""


class Cell(Frozen):
    """One cell of a table with its place in the document's text."""

    text: str
    start: int
    end: int
    page: int | None = None
    fill: str | None = None
    """The colour of a RAG rating that is painted behind it: "red", "amber", "green" or "blue"."""


class Table(Frozen):
    """A table: column headings and rows of cells, stitched where it ran over a page end."""

    caption: str | None = None
    spanning: Cell | None = None
    """A heading over all columns, such as the year above twelve months."""
    headings: tuple[Cell, ...] = ()
    """One cell a column; empty where the table has no heading row."""
    rows: tuple[tuple[Cell, ...], ...]
    start: int
    end: int


class Section(Frozen):
    """A heading and what stands under it, up to the next heading of any depth."""

    path: tuple[str, ...]
    """Headings from the outermost to its own; empty before the first heading."""
    start: int
    """Where its heading starts, or its first block if it has no heading."""
    end: int
    page: int | None = None
    blocks: tuple[Block, ...] = ()
    tables: tuple[Table, ...] = ()


class Document(Frozen):
    """One letter, report, plan or page."""

    source: Source
    text: str
    sections: tuple[Section, ...]
    pages: int | None = None
    """How many pages the file has; ``None`` where the format has none."""
    page_starts: tuple[tuple[int, int], ...] = ()
    """Offset and number of each page in the order of the text; empty where the format has no pages."""

    def page_at(self, offset: int) -> int | None:
        """The page on which an offset stands, from 1; ``None`` where the format has none."""
        found = bisect_right(self.page_starts, (offset, 1 << 30))
        return self.page_starts[found - 1][1] if found else None


class Passage(Frozen):
    """The piece of one section that is embedded. ``text`` is ``Document.text[start:end]``."""

    id: str
    """``<document id>:<start>``; unique within an index."""
    document: str
    path: tuple[str, ...]
    text: str
    start: int
    end: int
    page: int | None = None
    label: str | None = None
    """Paragraph number of its first block, where the document numbers paragraphs."""
    embedded: str
    """What the embedder reads: the document's area and heading path, then the text."""


class Finding(Frozen):
    """A typed fact with the quote that states it."""

    document: str
    kind: FindingKind
    fields: dict[str, str | tuple[str, ...] | None] = Field(default_factory=dict)
    """By the names in ``findings.kinds.FIELDS``; several values are a tuple."""
    quote: str
    """``Document.text[start:end]``."""
    start: int
    end: int
    page: int | None = None
    """Page on which the quote starts, from 1; ``None`` where the format has no pages."""
    section: str = ""
    """Heading path joined by " › "."""
    derived: str | None = None
    """How what no line states was derived; ``None`` where the quote states it all."""

    @property
    def date(self) -> str | None:
        """The date it is about, ISO 8601; ``None`` where it has none of its own."""
        return next((value for name in ("dates", "date", "by") if (value := self.get(name))[:4].isdecimal()), None)

    def get(self, name: str) -> str:
        """A field's text; "" where it is not stated. Several values are joined by "; "."""
        value = self.fields.get(name)
        return "; ".join(value) if isinstance(value, tuple) else value or ""
