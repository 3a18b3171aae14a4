"""The folder of a run: all that is needed to score it, and to go on where it stopped.

settings.json     what was run: suite, system, generator, index, versions
suite.yaml        the suite, as it was
answers.jsonl     one line an answer, as they come: the object of ``ask --json`` and the case's ``id``; and ``tokens``
                  where a language model says how many it read and wrote
retrieved.jsonl   one line a case: the passages found for it, best first
errors.jsonl      one line a case that ended in an error
documents.jsonl   the text of every document cited or asked for; null where there is no such document
repeat-2/ ...     answers, retrieved and errors of the second time that every case was asked, and so on
"""

import shutil
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from filelock import FileLock, Timeout
from pydantic import ValidationError

from assistant.answers import Answer
from evals.cases import Suite, load_suite
from evals.lines import Lines, damaged, writing
from evals.ranking import Hit
from evals.settings import RunSettings
from ingest.documents import Frozen
from ingest.errors import SuiteError


class Tokens(Frozen):
    """What a language model counted for one answer."""

    prompt: int
    completion: int


class Kept(Answer):
    """An answer with what only evaluation keeps of it."""

    tokens: Tokens | None = None
    """``None`` where nothing reports them."""


class CaseError(Frozen):
    """A case that ended in an error instead of an answer."""

    id: str
    kind: str
    """Name of the error's type."""
    message: str


class Found(Frozen):
    """What was retrieved for a case."""

    id: str
    hits: tuple[Hit, ...]


LOCK, INDEX = ".lock", "index"
"""In a run's folder: the file that keeps a second run out, and the index of ``--corpus``."""


class Repeat:
    """One time that every case was asked. Safe to write to from several threads."""

    def __init__(self, path: Path) -> None:
        self._answers, self._errors, self._found = (
            Lines(path / f"{name}.jsonl") for name in ("answers", "errors", "retrieved")
        )

    def mend(self) -> None:
        """Take off a last line that a stop cut short."""
        for lines in (self._answers, self._errors, self._found):
            lines.mend()

    def answers(self) -> dict[str, Kept]:
        """Answers by the id of their case."""
        return {line.pop("id"): self._answers.checked(Kept, line) for line in self._answers.read()}

    def errors(self) -> dict[str, CaseError]:
        """Errors by the id of their case, of cases that were not answered since."""
        answered = {line["id"] for line in self._answers.read()}
        errors = [self._errors.checked(CaseError, line) for line in self._errors.read()]
        return {error.id: error for error in errors if error.id not in answered}

    def found(self) -> dict[str, tuple[Hit, ...]]:
        """Passages found by the id of their case; cases of a system that does not show them are missing."""
        return {(found := self._found.checked(Found, line)).id: found.hits for line in self._found.read()}

    def add_answer(self, case: str, answer: Answer) -> None:
        """Append an answer."""
        line = {"id": case, **answer.model_dump(mode="json")}
        if line.get("tokens") is None:
            line.pop("tokens", None)
        self._answers.append(line)

    def add_error(self, error: CaseError) -> None:
        """Append an error."""
        self._errors.append(error.model_dump())

    def add_found(self, case: str, hits: Sequence[Hit]) -> None:
        """Append what was retrieved."""
        self._found.append(Found(id=case, hits=tuple(hits)).model_dump(mode="json"))


class RunFolder:
    """Reads a run, and adds to it. Nothing that is written is ever changed."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._texts = Lines(path / "documents.jsonl")
        self._first = Repeat(path)

    @contextmanager
    def claimed(self) -> Iterator[None]:
        """Make the folder, and keep other runs out of it meanwhile.

        Raises:
            SuiteError: it holds something else, another run is under way in it, or it cannot be written.
        """
        held = {child.name for child in self.path.iterdir()} if self.path.is_dir() else set()
        if (self.path.exists() and not self.path.is_dir()) or (held - {LOCK, INDEX} and "settings.json" not in held):
            raise SuiteError(f"{self.path} holds something that is not a run", "name a new folder with --out")
        with writing(self.path):
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
        with writing(self.path):
            if not (self.path / "settings.json").exists():
                self.path.mkdir(parents=True, exist_ok=True)
                shutil.copyfile(suite_file, self.path / "suite.yaml")
                (self.path / "settings.json").write_text(settings.model_dump_json(indent=2) + "\n", encoding="utf-8")
            differences = self.settings().differences(settings)
            if differences:
                what = f"{self.path} holds a run with another {', '.join(differences)}"
                raise SuiteError(what, "name a new folder with --out")
            for repeat in self.repeats():
                repeat.mend()
            self._texts.mend()

    def settings(self) -> RunSettings:
        """What was run."""
        try:
            return RunSettings.model_validate_json((self.path / "settings.json").read_bytes())
        except FileNotFoundError as error:
            raise SuiteError(f"{self.path} is not the folder of a run", "name a folder that evals run made") from error
        except ValidationError as error:
            raise damaged("settings.json", self.path) from error

    def suite(self) -> Suite:
        """The suite that was run, refused if it was changed since."""
        suite = load_suite(self.path / "suite.yaml").model_copy(update={"name": self.settings().suite})
        if suite.digest != self.settings().suite_sha256:
            raise SuiteError(f"{self.path}/suite.yaml was changed after the run", "run the changed suite again")
        return suite

    def repeats(self) -> tuple[Repeat, ...]:
        """Each time that every case was asked, the first first."""
        return tuple(
            self._first if number == 1 else Repeat(self.path / f"repeat-{number}")
            for number in range(1, self.settings().repeat + 1)
        )

    def texts(self) -> dict[str, str | None]:
        """Text of every document cited, by id; ``None`` where there is no such document."""
        return {line["id"]: line["text"] for line in self._texts.read()}

    def add_text(self, document: str, text: str | None) -> None:
        """Append the text of a document that an answer cites or a case asks for."""
        self._texts.append({"id": document, "text": text})
