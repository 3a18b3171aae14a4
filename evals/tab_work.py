"""An evaluation that was begun on the page: the command ``evals run`` in a process of its own.

In a process of its own it neither slows the page nor leaves anything in it, can be stopped at any time, and goes on
later where it stopped, as the command does.
"""

import atexit
import subprocess
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from tempfile import TemporaryFile
from threading import Lock, Thread
from typing import IO

from assistant.render import printable
from evals.folder import RunFolder
from evals.score import score
from ingest.documents import Frozen
from ingest.errors import KnownError, SuiteError

_UNEXPECTED = "The run ended unexpectedly. Run it again; if it stays so, run it with python -m evals run."
_PATIENCE = 10  # seconds that a process gets to end by itself
_ERROR = "Error: "


class Work(Frozen):
    """How far an evaluation is."""

    run: str = ""
    """Its name."""
    stage: str = ""
    """ "Loading", "Asking", "Stopping"; empty when nothing is run."""
    done: int = 0
    total: int = 0
    """Questions."""
    words: str = ""
    """What came of it, once it is over."""
    ok: bool = True


class Worker:
    """Runs one evaluation at a time. Safe to use from several threads."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._process: subprocess.Popen[bytes] | None = None
        self._is_stopped = False
        self._folder = Path()
        self._total = 0
        self._over = Work()

    def start(self, command: Sequence[str], folder: Path, total: int) -> None:
        """Start ``python -m evals run``.

        Args:
            command: its arguments.
            folder: of the run.
            total: questions of the suite.

        Raises:
            SuiteError: another one is under way.
        """
        with self._lock:
            if self._process:
                raise SuiteError("An evaluation is under way", "Wait for it, or stop it")
            errors = TemporaryFile()  # noqa: SIM115 - closed when the process has ended
            self._process = subprocess.Popen(
                [sys.executable, "-m", "evals", "run", *command],
                stdout=subprocess.DEVNULL,
                stderr=errors,
                start_new_session=True,  # Ctrl-C is for the page, which stops it then
            )
            self._is_stopped, self._folder, self._total = False, folder, total
            atexit.register(self.stop)
        Thread(target=self._watch, args=(self._process, errors), daemon=True).start()

    def stop(self) -> None:
        """Stop what is under way, if anything; what was answered is kept."""
        with self._lock:
            process, self._is_stopped = self._process, True
        if process:
            process.terminate()
            try:
                process.wait(_PATIENCE)
            except subprocess.TimeoutExpired:
                process.kill()

    def work(self) -> Work:
        """How far it is."""
        with self._lock:
            if not self._process:
                return self._over
            done = min(answered(self._folder), self._total)
            stage = "Stopping" if self._is_stopped else "Asking" if done else "Loading"
            return Work(run=self._folder.name, stage=stage, done=done, total=self._total)

    def _watch(self, process: "subprocess.Popen[bytes]", errors: IO[bytes]) -> None:
        code = process.wait()
        with errors:
            errors.seek(0)
            said = errors.read().decode("utf-8", "replace")
        over = self._outcome(code, said)
        with self._lock:
            self._process, self._over = None, over
        atexit.unregister(self.stop)

    def _outcome(self, code: int, said: str) -> Work:
        done = min(answered(self._folder), self._total)
        over = Work(run=self._folder.name, done=done, total=self._total)
        if code and self._is_stopped:
            kept = f"Stopped after {done} of {self._total} questions. " + ("You can go on with it." if done else "")
            return over.model_copy(update={"words": kept.strip()})
        if code:
            lines = [line for line in said.splitlines() if line.startswith(_ERROR)]
            words = printable(lines[-1].removeprefix(_ERROR)) if lines else _UNEXPECTED
            return over.model_copy(update={"words": words, "ok": False})
        return over.model_copy(update={"words": _in_words(self._folder)})


def answered(folder: Path) -> int:
    """How many questions of a run are over, the answered ones and those that ended in an error."""
    files = (folder / f"{name}.jsonl" for name in ("answers", "errors"))
    return sum(_lines(file) for file in files)


def _lines(file: Path) -> int:
    try:
        return file.read_bytes().count(b"\n")
    except OSError:  # nothing is written yet
        return 0


def _in_words(folder: Path) -> str:
    def made() -> str:
        scored = score(RunFolder(folder))
        passed = scored.measures["passed"]
        share = f"{passed.value:.0%} of {passed.n} passed" if passed.value is not None else "none was measured"
        return f"Done: {scored.asked} of {scored.cases} questions asked, {share}."

    return told(made)


def told(make: Callable[[], str]) -> str:
    """What is made, or in one line why it cannot be."""
    try:
        return make()
    except KnownError as fault:
        return printable(str(fault))
