"""Files of one JSON object a line, written as results come: a stop costs at most the last line."""

import json
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from threading import Lock
from typing import Any, TypeVar

from pydantic import ValidationError

from ingest.documents import Frozen
from ingest.errors import SuiteError

T = TypeVar("T", bound=Frozen)


class Lines:
    """One such file. Safe to append to from several threads."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._lock = Lock()

    def read(self) -> Iterator[dict[str, Any]]:
        """The objects in the file, without a last line that a stop cut short; none where there is no file."""
        content = self.path.read_bytes() if self.path.exists() else b""
        for number, line in enumerate(content[: _whole(content)].splitlines(), start=1):
            try:
                yield json.loads(line)
            except ValueError as error:
                raise damaged(f"{self.path.name}, line {number}", self.path.parent) from error

    def append(self, line: Mapping[str, Any]) -> None:
        """Add an object."""
        # a lone surrogate, which some PDFs hold, is written as the JSON escape that it is
        written = json.dumps(line, ensure_ascii=False) + "\n"
        with self._lock, writing(self.path.parent):
            self.path.parent.mkdir(parents=True, exist_ok=True)
            with self.path.open("a", encoding="utf-8", errors="backslashreplace") as file:
                file.write(written)

    def mend(self) -> None:
        """Take off a last line that a stop cut short."""
        if self.path.exists():
            content = self.path.read_bytes()
            if _whole(content) < len(content):
                self.path.write_bytes(content[: _whole(content)])

    def checked(self, model: type[T], line: dict[str, Any]) -> T:
        """A line as the value it should be."""
        try:
            return model.model_validate(line)
        except ValidationError as error:
            raise damaged(f"a line for {model.__name__}", self.path.parent) from error


@contextmanager
def writing(folder: Path) -> Iterator[None]:
    """What cannot be written is told as a known error."""
    try:
        yield
    except OSError as error:
        what = f"{folder} cannot be written: {error.strerror or error}"
        raise SuiteError(what, "make room or name another folder with --out, then run again") from error


def damaged(what: str, folder: Path) -> SuiteError:
    """The error that a run's folder holds something unreadable."""
    return SuiteError(f"{what} in {folder} is damaged", "run the suite again in a new folder")


def _whole(content: bytes) -> int:
    """Length without a last line that a stop cut short."""
    return content.rfind(b"\n") + 1
