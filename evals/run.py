"""Asks every case of a suite and writes the answers down as they come. What they are worth is for ``score``."""

import sys
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor, as_completed
from functools import partial
from threading import Lock
from typing import Protocol, runtime_checkable

from tqdm import tqdm

from assistant.answers import Answer, Turn
from evals.cases import Case, Dialogue, Suite
from evals.folder import CaseError, Repeat, RunFolder
from evals.ranking import Hit
from ingest.errors import EmbedderError, IndexMismatch, IndexMissing, KnownError, SettingsError

SET_UP = (SettingsError, IndexMissing, IndexMismatch, EmbedderError)
"""Faults that, before there is any answer, every case would meet: they end the run."""


class System(Protocol):
    """What is measured: ``evals.ours.Ours``, or a peer that can do as much."""

    def ask(
        self, question: str, history: Sequence[Turn] = (), area: str | None = None, generator: str = "quotes"
    ) -> Answer:
        """Answer a question."""

    def document_text(self, document_id: str) -> str:
        """The text in which the quotes of a document stand; ``KnownError`` or ``LookupError`` for an unknown one."""


@runtime_checkable
class Retrieving(Protocol):
    """A system that shows what it finds before it answers. Without this, retrieval is not measured."""

    def retrieved(self, question: str, history: Sequence[Turn] = (), area: str | None = None) -> Sequence[Hit]:
        """The passages found for a question, best first."""


def run(suite: Suite, system: System, folder: RunFolder, generator: str, workers: int = 1) -> None:
    """Ask the cases that have no answer in the folder yet. A case that ended in an error is asked again.

    Args:
        suite: what to ask.
        system: whom to ask; with several workers it must be safe to use from several threads.
        folder: where answers go; its settings say how often each case is asked.
        generator: what writes the answers.
        workers: how many questions are under way at once. The turns of a dialogue always follow one another.

    Raises:
        SuiteError: the folder cannot be written.
        SettingsError, IndexMissing, IndexMismatch, EmbedderError: the set-up is at fault, not the case.
    """
    repeats = folder.repeats()
    # a log gets a line now and then, a terminal a bar that moves
    pause = 0.5 if sys.stderr.isatty() else 30
    total = len(suite.cases) * len(repeats)
    with tqdm(total=total, desc=suite.name, unit="case", file=sys.stderr, mininterval=pause) as bar:
        texts = _Texts(system, folder)
        jobs = [job for repeat in repeats for job in _Asker(system, repeat, texts, generator, bar.update).jobs(suite)]
        if workers == 1:
            for job in jobs:
                job()
        else:
            _side_by_side(jobs, workers)


def _side_by_side(jobs: Sequence[Callable[[], object]], workers: int) -> None:
    with ThreadPoolExecutor(workers) as pool:
        try:
            for done in as_completed([pool.submit(job) for job in jobs]):
                done.result()
        except BaseException:
            pool.shutdown(cancel_futures=True)
            raise


class _Texts:
    """Keeps the text of every document that is cited or that a case asks for, once."""

    def __init__(self, system: System, folder: RunFolder) -> None:
        self.system, self.folder, self.lock = system, folder, Lock()
        self.kept = {document for document, text in folder.texts().items() if text is not None}
        self.missing: set[str] = set()

    def keep(self, documents: set[str]) -> None:
        with self.lock:
            for document in sorted(documents - self.kept - self.missing):
                try:
                    text = self.system.document_text(document)
                except (KnownError, LookupError):
                    self.folder.add_text(document, None)
                    self.missing.add(document)
                else:
                    self.folder.add_text(document, text)
                    self.kept.add(document)


class _Asker:
    def __init__(
        self, system: System, repeat: Repeat, texts: _Texts, generator: str, step: Callable[[], object]
    ) -> None:
        self.system, self.repeat, self.texts, self.generator, self.step = system, repeat, texts, generator, step
        self.answers: dict[str, Answer] = dict(repeat.answers())

    def jobs(self, suite: Suite) -> Iterator[Callable[[], object]]:
        """What may be done side by side: single questions, and whole dialogues."""
        for case in suite.questions:
            yield partial(self.ask, case, ())
        for dialogue in suite.dialogues:
            yield partial(self.talk, dialogue)

    def ask(self, case: Case, history: Sequence[Turn]) -> Answer | None:
        """The answer to a case, from the folder if it is there; ``None`` after an error, which is written down."""
        answer = self.answers.get(case.id)
        if answer is None:
            try:
                answer, hits = self._asked(case, history)
            except Exception as error:  # any fault of one case, even one that nobody foresaw, is a result
                if isinstance(error, SET_UP) and not self.answers:
                    raise
                self.repeat.add_error(CaseError(id=case.id, kind=type(error).__name__, message=str(error)))
            else:
                self._keep(case, answer, hits)
        self.step()
        return answer

    def _asked(self, case: Case, history: Sequence[Turn]) -> tuple[Answer, Sequence[Hit] | None]:
        answer = self.system.ask(case.question, history=history, area=case.area, generator=self.generator)
        if not isinstance(self.system, Retrieving):
            return answer, None
        return answer, self.system.retrieved(case.question, history=history, area=case.area)

    def _keep(self, case: Case, answer: Answer, hits: Sequence[Hit] | None) -> None:
        self.texts.keep({citation.document for citation in answer.citations} | set(case.cites))
        if hits is not None:
            self.repeat.add_found(case.id, hits)
        self.answers[case.id] = answer
        self.repeat.add_answer(case.id, answer)  # last: a case with an answer is not asked again

    def talk(self, dialogue: Dialogue) -> None:
        """Ask the turns in order. After an error, the later turns have no conversation to follow up."""
        history: list[Turn] = []
        for at, case in enumerate(dialogue.turns):
            answer = self.ask(case, tuple(history))
            if answer is None:
                for later in dialogue.turns[at + 1 :]:
                    message = f"{case.id} ended in an error"
                    self.repeat.add_error(CaseError(id=later.id, kind="NotAsked", message=message))
                    self.step()
                return
            history.append(
                Turn(question=answer.standalone_question, answer=answer.answer, local_area=answer.searched.local_area)
            )
