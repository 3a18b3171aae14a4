"""Generations on a Chroma server: collections named by their build, and a pointer collection that names the live one.

A server has no lock to offer, and needs none: it is safe with many clients, and each build writes collections of its
own. Of two builds at the same time the one that ends last is the live one.
"""

import os
import socket
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime, timedelta
from functools import cached_property
from typing import Any

from .errors import StoreError
from .generation import Generation
from .generations import NAME, Pointer, begun, names
from .place import Server
from .store import AbsentError, Client, collection, connect, disconnect, faults

_POINTER = "send-live"
_ABANDONED = timedelta(hours=6)
"""A build that was begun so long ago and is not published will never be, on whatever machine."""


class OnServer:
    """The generations of the index that a Chroma server holds. Other collections there are left alone."""

    def __init__(self, place: Server) -> None:
        self.place = place

    @cached_property
    def _client(self) -> Client:
        return connect(self.place)

    def pointer(self) -> Pointer | None:
        """Which one is live; ``None`` where no build was ever finished."""
        try:
            with faults(self.place):
                found = collection(self._client, _POINTER).metadata or {}
        except AbsentError:
            return None
        return Pointer.model_validate(dict(found)) if "live" in found else None

    def record(self) -> str | None:
        """``None``: a server has to be asked as ever."""
        return None

    @contextmanager
    def writing(self) -> Iterator[None]:
        """Check that the server answers; other builds are not in the way."""
        self.pointer()
        yield

    def create(self, build: str, size: int) -> Generation:
        """Begin one that will hold so many passages, signed with who writes it."""
        about: dict[str, str | int] = {"state": "building", "machine": socket.gethostname(), "process": os.getpid()}
        return Generation.create(connect(self.place), self.place, build, size, about)

    def open(self, build: str) -> Generation:
        """Open one that is there."""
        try:
            return Generation.open(connect(self.place), self.place, build)
        except AbsentError:
            raise StoreError(f"The index at {self.place} is damaged: {build} is missing", "Build it again") from None

    def publish(self, build: str) -> None:
        """Make one the live one: one change of one collection's metadata."""
        before = self.pointer()
        after = Pointer(live=build, previous=before.live if before else None).model_dump(exclude_none=True)
        with faults(self.place):
            pointer = self._client.get_or_create_collection(_POINTER, embedding_function=None)
            pointer.modify(metadata=after)
            for name in names(build):
                collection(self._client, name).modify(metadata={"state": "published"})

    def discard(self, build: str) -> None:
        """Remove one that was begun and will not be published."""
        for name in names(build):
            with suppress(StoreError), faults(self.place):
                self._client.delete_collection(name)

    def sweep(self) -> None:
        """Remove all but the live one, the one before it and any that another build is writing."""
        pointer = self.pointer()
        kept = {pointer.live, pointer.previous} if pointer else set()
        with faults(self.place):
            builds = {build: about for name, about in self._collections() if (build := _build_of(name))}
        for build, about in builds.items():
            if build not in kept and not _being_written(build, about):
                self.discard(build)

    def close(self) -> None:
        """Close the connection that the pointer is read through."""
        if "_client" in self.__dict__:
            disconnect(self._client)

    def _collections(self) -> Iterator[tuple[str, dict[str, Any]]]:
        step, seen = 100, 0
        while page := self._client.list_collections(limit=step, offset=seen):
            yield from ((one.name, dict(one.metadata or {})) for one in page)
            seen += len(page)


def _build_of(name: str) -> str | None:
    found = NAME.search(name)
    return found[0] if found and name in names(found[0]) else None


def _being_written(build: str, about: dict[str, Any]) -> bool:
    if about.get("state") == "published":
        return False
    here = about.get("machine") == socket.gethostname()
    return datetime.now(UTC) - begun(build) < _ABANDONED and not (here and _ended(int(about.get("process", 0))))


def _ended(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return True
    except OSError:  # it runs, under another user
        return False
    return False
