"""Which generation of an index is the live one: what a folder and a server have in common.

Two processes must never write one Chroma folder, and one that reads it does not see what another writes. So every
build writes a generation of its own beside the live one and swaps it in whole. The generation before stays for readers
that have it open; older ones, and what builds that were killed left behind, go when the next build begins.
"""

import re
import secrets
from contextlib import AbstractContextManager
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Protocol

from .documents import Frozen
from .place import Folder, Place

if TYPE_CHECKING:
    from .generation import Generation

NAME = re.compile(r"\d{8}T\d{6}Z-[0-9a-f]{8}")
"""Names that ``new_build`` gives. Nothing with another name is ever removed."""


class Pointer(Frozen):
    """Which generation is live, and which was before it."""

    live: str
    previous: str | None = None


class Generations(Protocol):
    """The generations of an index at one place. Every method raises ``StoreError`` where the place fails."""

    def pointer(self) -> Pointer | None:
        """Which one is live; ``None`` where no build was ever finished."""

    def record(self) -> str | None:
        """Build record of the live one, as JSON, where that can be had without opening it; else ``None``.

        A live one of which files are missing or changed fails with ``StoreError`` here, and not only when it is asked.
        """

    def writing(self) -> AbstractContextManager[None]:
        """Keep other builds out of the place meanwhile, where they would be in the way."""

    def create(self, build: str, size: int) -> "Generation":
        """Begin one that will hold so many passages."""

    def open(self, build: str) -> "Generation":
        """Open one that is there."""

    def publish(self, build: str) -> None:
        """Make one the live one, at once and whole."""

    def discard(self, build: str) -> None:
        """Remove one that was begun and will not be published."""

    def sweep(self) -> None:
        """Remove all but the live one, the one before it and any that another build is writing."""

    def close(self) -> None:
        """Give back what was opened to look at the pointer."""


def generations_at(place: Place) -> Generations:
    """The generations at a place.

    Raises:
        StoreError: the server does not answer.
    """
    if isinstance(place, Folder):
        from .in_folder import InFolder

        return InFolder(place)
    from .on_server import OnServer

    return OnServer(place)


def new_build() -> str:
    """A name for a generation that no other build has; names sort by time."""
    return f"{datetime.now(UTC):%Y%m%dT%H%M%SZ}-{secrets.token_hex(4)}"


def names(build: str) -> tuple[str, str]:
    """The collections of a generation: passages, and texts."""
    return f"send-{build}-passages", f"send-{build}-texts"


def begun(build: str) -> datetime:
    """When a build was begun, by its name."""
    return datetime.strptime(build[:16], "%Y%m%dT%H%M%SZ").replace(tzinfo=UTC)
