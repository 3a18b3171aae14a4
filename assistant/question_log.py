"""What people ask, in a file of whoever runs the page: only where they turn it on, and without what tells who asked.

A line a question, as JSON. No address of a caller and no answer is kept. A file may be moved away while it is written
to; the next question begins a new one.
"""

import fcntl
import logging
import os
import stat
from collections.abc import Iterable
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from threading import Lock

from ingest.areas import also_known
from ingest.documents import Frozen
from ingest.errors import SettingsError

from .answers import Answer
from .redact import redacted

FAILED = "failed"
"""The status of a question that got no answer: it was too long, stopped, late, or met a fault."""
_OWNER_ONLY = 0o600
_FLAGS = os.O_WRONLY | os.O_APPEND | os.O_CREAT | os.O_CLOEXEC | os.O_NOFOLLOW | os.O_NONBLOCK

log = logging.getLogger(__name__)


class Asked(Frozen):
    """A line of the log."""

    time: str
    """ISO 8601, UTC, to the second."""
    status: str
    """As of the answer, or "failed"."""
    local_area: str | None
    """What the question was taken to be about."""
    generator: str
    milliseconds: int
    """From the question to its answer, without waiting for its turn; 0 where it failed."""
    question: str
    """Redacted."""


class QuestionLog:
    """Appends lines to one file. May be used from several threads, and several processes may share the file."""

    def __init__(self, path: Path) -> None:
        """Make sure that the file can be written to, and that nobody else can read it.

        Args:
            path: the file; made where there is none.

        Raises:
            SettingsError: it cannot be written, or is no ordinary file.
        """
        self.path = path
        self._lock = Lock()
        try:
            os.close(self._opened())
        except OSError as fault:
            what = f"The question log {path} cannot be written ({fault.strerror or fault})"
            raise SettingsError(what, "Name another file with --question-log or SEND_QUESTION_LOG, or none") from fault

    def add(self, question: str, answer: Answer | None, generator: str, areas: Iterable[str] = ()) -> None:
        """Append a line. A disk that is full is told in the program's own log; whoever asks gets their answer.

        Args:
            question: as asked.
            answer: what came of it; ``None`` where it failed.
            generator: that was to write it.
            areas: local areas of the loaded documents, which the gazetteer may lack.
        """
        with also_known(areas):
            said = redacted(question)
        asked = Asked(
            time=datetime.now(UTC).isoformat(timespec="seconds"),
            status=answer.status if answer else FAILED,
            local_area=answer.searched.local_area if answer else None,
            generator=answer.generator if answer else generator,
            milliseconds=round(answer.timings_ms.total) if answer else 0,
            question=said,
        )
        try:
            self._append(f"{asked.model_dump_json()}\n".encode("utf-8", "replace"))
        except OSError as fault:
            log.warning("The question log %s cannot be written: %s", self.path, fault.strerror or fault)

    def _append(self, line: bytes) -> None:
        """All of a line or, where the disk is full, nothing."""
        with self._lock:
            file = self._opened()
            try:
                fcntl.flock(file, fcntl.LOCK_EX)
                before = os.fstat(file).st_size
                if os.write(file, line) != len(line):
                    with suppress(OSError):
                        os.ftruncate(file, before)
                    raise OSError(0, "only a part of a line could be written")
            finally:
                os.close(file)

    def _opened(self) -> int:
        """The file, opened to append to it."""
        file = os.open(self.path, _FLAGS, _OWNER_ONLY)
        try:
            if not stat.S_ISREG(os.fstat(file).st_mode):
                raise OSError(0, "it is not an ordinary file")
            os.fchmod(file, _OWNER_ONLY)
        except BaseException:
            os.close(file)
            raise
        return file
