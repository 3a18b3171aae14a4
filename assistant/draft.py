"""What a generator hands over: statements with the slices of documents they rest on, not yet numbered."""

from dataclasses import dataclass, field
from typing import Literal

from .answers import Status
from .units import Unit

COUNTED = "counted from what it cites"


@dataclass(frozen=True)
class Quote:
    """A slice of a document to be cited."""

    document: str
    start: int
    end: int
    path: tuple[str, ...] = ()
    label: str | None = None

    @classmethod
    def of(cls, unit: Unit) -> "Quote":
        """The slice of a unit."""
        return cls(unit.document, unit.start, unit.end, unit.path, unit.label)


@dataclass(frozen=True)
class Statement:
    """One thing an answer states. ``direct`` answers lead; ``quote`` repeats a document; ``note`` states no fact."""

    text: str
    quotes: tuple[Quote, ...] = ()
    form: Literal["direct", "quote", "note"] = "quote"
    why: str = ""


@dataclass(frozen=True)
class Draft:
    """An answer before its citations are numbered and its claims checked."""

    status: Status
    statements: tuple[Statement, ...] = field(default_factory=tuple)
