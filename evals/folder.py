"""The folder of a run: all that is needed to score it, and to go on where it stopped.

settings.json     what was run: suite, generator, index, versions
suite.yaml        the suite, as it was
answers.jsonl     one line an answer, as they come: the object of ``ask --json`` and the case's ``id``
errors.jsonl      one line a case that ended in an error
documents.jsonl   the text of every document cited; null where there is no such document
"""

import json
import shutil
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any, TypeVar

from filelock import FileLock, Timeout
from pydantic import ValidationError

from assistant.answers import Answer
from evals.cases import Suite, load_suite
from evals.settings import RunSettings
from ingest.documents import Frozen
from ingest.errors import SuiteError


class CaseError(Frozen):
    """A case that ended in an error instead of an answer."""

    id: str
    kind: str
    """Name of the error's type."""
    message: str


LOCK, INDEX = ".lock", "index"
"""In a run's folder: the file that keeps a second run out, and the index of ``--corpus``."""
T = TypeVar("T", bound=Frozen)


class RunFolder:
    """Reads a run, and adds to it. Nothing that is written is ever changed."""

    def __init__(self, path: Path) -> None:
        self.path = path

    @contextmanager
    def claimed(self) -> Iterator[None]:
        """Make the folder, and keep other runs out of it meanwhile.

        Raises:
            SuiteError: it holds something else, another run is under way in it, or it cannot be written.
        """
        held = {child.name for child in self.path.iterdir()} if self.path.is_dir() else set()
        if (self.path.exists() and not self.path.is_dir()) or (held - {LOCK, INDEX} and "settings.json" not in held):
            raise SuiteError(f"{self.path} holds something that is not a run", "name a new folder with --out")
        with self._writing():
            self.path.mkdir(parents=True, exist_ok=True)
            lock = FileLock(self.path / LOCK)
            try:
                lock.acquire(timeout=0)
            except Timeout as error:
                what = f"another run is writing to {self.path}"
                raise SuiteError(what, "wait for it, or name another folder with --out") from error
        try:
            yield
        finally:
            lock.release()

    def begin(self, suite_file: Path, settings: RunSettings) -> None:
        """Write down what will be run, or take up the run that is there.

        Raises:
            SuiteError: the run that is there has other settings, or the folder cannot be written.
        """
        with self._writing():
            if not (self.path / "settings.json").exists():
                self.path.mkdir(parents=True, exist_ok=True)
                shutil.copyfile(suite_file, self.path / "suite.yaml")
                (self.path / "settings.json").write_text(settings.model_dump_json(indent=2) + "\n", encoding="utf-8")
            for name in ("answers", "errors", "documents"):
                _cut_torn_line(self.path / f"{name}.jsonl")
        differences = self.settings().differences(settings)
        if differences:
            what = f"{self.path} holds a run with another {', '.join(differences)}"
            raise SuiteError(what, "name a new folder with --out")

    def settings(self) -> RunSettings:
        """What was run."""
        try:
            return RunSettings.model_validate_json((self.path / "settings.json").read_bytes())
        except FileNotFoundError as error:
            raise SuiteError(f"{self.path} is not the folder of a run", "name a folder that evals run made") from error
        except ValidationError as error:
            raise self._damaged("settings.json") from error

    def suite(self) -> Suite:
        """The suite that was run, refused if it was changed since."""
        suite = load_suite(self.path / "suite.yaml").model_copy(update={"name": self.settings().suite})
        if suite.digest != self.settings().suite_sha256:
            raise SuiteError(f"{self.path}/suite.yaml was changed after the run", "run the changed suite again")
        return suite

    def answers(self) -> dict[str, Answer]:
        """Answers by the id of their case."""
        return {line.pop("id"): self._checked(Answer, line) for line in self._lines("answers")}

    def errors(self) -> dict[str, CaseError]:
        """Errors by the id of their case, of cases that were not answered since."""
        answered = self.answers()
        errors = [self._checked(CaseError, line) for line in self._lines("errors")]
        return {error.id: error for error in errors if error.id not in answered}

    def texts(self) -> dict[str, str | None]:
        """Text of every document cited, by id; ``None`` where there is no such document."""
        return {line["id"]: line["text"] for line in self._lines("documents")}

    def add_answer(self, case: str, answer: Answer) -> None:
        """Append an answer."""
        self._append("answers", {"id": case, **answer.model_dump(mode="json")})

    def add_error(self, error: CaseError) -> None:
        """Append an error."""
        self._append("errors", error.model_dump())

    def add_text(self, document: str, text: str | None) -> None:
        """Append the text of a document that an answer cites."""
        self._append("documents", {"id": document, "text": text})

    def _append(self, name: str, line: Mapping[str, Any]) -> None:
        # a lone surrogate, which some PDFs hold, is written as the JSON escape that it is
        path = self.path / f"{name}.jsonl"
        with self._writing(), path.open("a", encoding="utf-8", errors="backslashreplace") as file:
            file.write(json.dumps(line, ensure_ascii=False) + "\n")

    @contextmanager
    def _writing(self) -> Iterator[None]:
        try:
            yield
        except OSError as error:
            what = f"{self.path} cannot be written: {error.strerror or error}"
            raise SuiteError(what, "make room or name another folder with --out, then run again") from error

    def _lines(self, name: str) -> Iterator[dict[str, Any]]:
        path = self.path / f"{name}.jsonl"
        content = path.read_bytes() if path.exists() else b""
        for number, line in enumerate(content[: _whole(content)].splitlines(), start=1):
            try:
                yield json.loads(line)
            except ValueError as error:
                raise self._damaged(f"{name}.jsonl, line {number}") from error

    def _checked(self, model: type[T], line: dict[str, Any]) -> T:
        try:
            return model.model_validate(line)
        except ValidationError as error:
            raise self._damaged(f"a line for {model.__name__}") from error

    def _damaged(self, what: str) -> SuiteError:
        return SuiteError(f"{what} in {self.path} is damaged", "run the suite again in a new folder")


def _whole(content: bytes) -> int:
    """Length without a last line that a stop cut short."""
    return content.rfind(b"\n") + 1


def _cut_torn_line(path: Path) -> None:
    if path.exists():
        content = path.read_bytes()
        if _whole(content) < len(content):
            path.write_bytes(content[: _whole(content)])
