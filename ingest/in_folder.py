"""Generations in a folder: each a Chroma store of its own, and a small file that names the live one."""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from filelock import BaseFileLock, FileLock, Timeout
from pydantic import ValidationError

from .disk import disk_faults
from .errors import StoreError
from .generations import NAME, Pointer, names
from .place import Folder
from .seal import DATABASE, is_intact, is_sealed, seal

if TYPE_CHECKING:
    from .generation import Generation

_PATIENCE = 3.0
"""Seconds to wait for another build before giving up."""


class InFolder:
    """The generations of an index in a folder. Whatever else lies there is left alone."""

    def __init__(self, place: Folder) -> None:
        self.place = place
        self._pointer = place.path / "current"
        self._builder = place.path / "builder"
        self._all = place.path / "generations"

    def pointer(self) -> Pointer | None:
        """Which one is live; ``None`` where no build was ever finished."""
        try:
            return Pointer.model_validate_json(self._pointer.read_text())
        except (FileNotFoundError, NotADirectoryError):
            return None
        except (OSError, ValueError, ValidationError) as fault:
            what = f"{self._pointer} cannot be read ({type(fault).__name__})"
            raise StoreError(
                what, f"Delete {self.place} and build again, or name another folder with --index"
            ) from fault

    def record(self) -> str | None:
        """Build record of the live one; ``None`` where only Chroma can read it, or nothing was built."""
        pointer = self.pointer()
        home = self._home(pointer.live).path if pointer else None
        if pointer is None or home is None or not is_sealed(home):
            return None
        if not is_intact(home):
            raise StoreError(f"The index at {self.place} is damaged: files of {pointer.live} changed", "Build it again")
        from .store_glance import text_at_a_glance

        return text_at_a_glance(home / DATABASE, names(pointer.live)[1], "record")

    @contextmanager
    def writing(self) -> Iterator[None]:
        """Keep other builds out of the folder; a lock that the system gives back when this process ends."""
        with disk_faults(self.place):
            self._all.mkdir(parents=True, exist_ok=True)
            lock = FileLock(self.place.path / "build.lock")
            self._wait(lock)
        try:
            with disk_faults(self.place):
                self._builder.write_text(f"process {os.getpid()}, begun {datetime.now(UTC):%Y-%m-%d %H:%M:%S} UTC")
            yield
        finally:
            lock.release()

    def create(self, build: str, size: int) -> "Generation":
        """Begin one that will hold so many passages."""
        from .generation import Generation  # loads Chroma, which a build that changes nothing does without
        from .store import connect

        home = self._home(build)
        with disk_faults(self.place):
            home.path.mkdir()
        return Generation.create(connect(home), self.place, build, size, {})

    def open(self, build: str) -> "Generation":
        """Open one that is there."""
        from .generation import Generation
        from .store import connect

        home = self._home(build)
        if not (home.path / DATABASE).is_file():  # Chroma would make an empty one
            raise StoreError(f"The index at {self.place} is damaged: {build} is missing", "Build it again")
        return Generation.open(connect(home), self.place, build)

    def publish(self, build: str) -> None:
        """Make one the live one. Its files are on the disk before its name is."""
        before = self.pointer()
        after = Pointer(live=build, previous=before.live if before else None)
        with disk_faults(self.place):
            seal(self._home(build).path)
            for path in (*sorted(self._home(build).path.rglob("*")), self._home(build).path):
                _to_disk(path)
            beside = self._pointer.with_suffix(".new")
            beside.write_text(after.model_dump_json())
            _to_disk(beside)
            beside.replace(self._pointer)
            _to_disk(self.place.path)

    def discard(self, build: str) -> None:
        """Remove one that was begun and will not be published."""
        shutil.rmtree(self._home(build).path, ignore_errors=True)

    def sweep(self) -> None:
        """Remove all but the live one and the one before it: whoever holds the lock is the only writer."""
        pointer = self.pointer()
        kept = {pointer.live, pointer.previous} if pointer else set()
        with disk_faults(self.place):
            for path in self._all.iterdir():
                if NAME.fullmatch(path.name) and path.name not in kept and path.is_dir() and not path.is_symlink():
                    shutil.rmtree(path, ignore_errors=True)

    def close(self) -> None:
        """Nothing is kept open."""

    def _home(self, build: str) -> Folder:
        return Folder(path=self._all / build)

    def _wait(self, lock: BaseFileLock) -> None:
        try:
            lock.acquire(timeout=_PATIENCE)
        except Timeout:
            what = f"Another build is writing to {self.place} ({self._who()})"
            raise StoreError(what, "Wait until it is done, then try again") from None

    def _who(self) -> str:
        with suppress(OSError):
            return self._builder.read_text()[:80]
        return "of an unknown process"


def _to_disk(path: Path) -> None:
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
