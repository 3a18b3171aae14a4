"""What commands have in common: what one has to say, where the index is, and how things are counted."""

from pathlib import Path

from .documents import Frozen
from .place import Place, place_of
from .settings import IngestSettings


class Outcome(Frozen):
    """What a command has to say."""

    out: str
    """For standard output."""
    notes: tuple[str, ...] = ()
    """Lines for standard error."""
    code: int = 0
    """The exit code."""


def place_in(settings: IngestSettings, index: Path | None, chroma: str | None) -> Place:
    """Where the index is: an option on the command line wins over either setting in the environment."""
    if index is not None or chroma is not None:
        return place_of(index or settings.index, chroma)
    return place_of(settings.index, settings.chroma)


def counted(count: int, word: str) -> str:
    """A number with its word: "1 file", "2,000 files"."""
    return f"{count:,} {word}" if count == 1 else f"{count:,} {word}s"
