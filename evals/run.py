"""Asks every case of a suite and writes the answers down as they come. What they are worth is for ``score``."""

import sys
from collections.abc import Callable, Sequence
from typing import Protocol

from tqdm import tqdm

from assistant.answers import Answer, Turn
from evals.cases import Case, Dialogue, Suite
from evals.folder import CaseError, RunFolder
from ingest.errors import EmbedderError, IndexMismatch, IndexMissing, KnownError, SettingsError

SET_UP = (SettingsError, IndexMissing, IndexMismatch, EmbedderError)
"""Faults that, before there is any answer, every case would meet: they end the run."""


class System(Protocol):
    """What is measured: ``assistant.ask.Assistant``, or a peer that can do as much."""

    def ask(
        self, question: str, history: Sequence[Turn] = (), area: str | None = None, generator: str = "quotes"
    ) -> Answer:
        """Answer a question."""

    def document_text(self, document_id: str) -> str:
        """The text in which the quotes of a document stand; ``KnownError`` or ``LookupError`` for an unknown one."""


def run(suite: Suite, system: System, folder: RunFolder, generator: str) -> None:
    """Ask the cases that have no answer in the folder yet. A case that ended in an error is asked again.

    Raises:
        SuiteError: the folder cannot be written.
        SettingsError, IndexMissing, IndexMismatch, EmbedderError: the set-up is at fault, not the case.
    """
    # a log gets a line now and then, a terminal a bar that moves
    pause = 0.5 if sys.stderr.isatty() else 30
    with tqdm(total=len(suite.cases), desc=suite.name, unit="case", file=sys.stderr, mininterval=pause) as bar:
        asker = _Asker(system, folder, generator, bar.update)
        for case in suite.questions:
            asker.ask(case, ())
        for dialogue in suite.dialogues:
            asker.talk(dialogue)


class _Asker:
    def __init__(self, system: System, folder: RunFolder, generator: str, step: Callable[[], object]) -> None:
        self.system, self.folder, self.generator, self.step = system, folder, generator, step
        self.answers = folder.answers()
        self.texts = {document for document, text in folder.texts().items() if text is not None}

    def ask(self, case: Case, history: Sequence[Turn]) -> Answer | None:
        """The answer to a case, from the folder if it is there; ``None`` after an error, which is written down."""
        answer = self.answers.get(case.id)
        if answer is None:
            asked = self._asked(case, history)
            if isinstance(asked, CaseError):
                self.folder.add_error(asked)
            else:
                answer = self.answers[case.id] = asked
                self._add_texts(answer)
                self.folder.add_answer(case.id, answer)
        self.step()
        return answer

    def _asked(self, case: Case, history: Sequence[Turn]) -> Answer | CaseError:
        try:
            return self.system.ask(case.question, history=history, area=case.area, generator=self.generator)
        except Exception as error:  # any fault of one case, even one that nobody foresaw, is a result
            if isinstance(error, SET_UP) and not self.answers:
                raise
            return CaseError(id=case.id, kind=type(error).__name__, message=str(error))

    def talk(self, dialogue: Dialogue) -> None:
        """Ask the turns in order. After an error, the later turns have no conversation to follow up."""
        history: list[Turn] = []
        for at, case in enumerate(dialogue.turns):
            answer = self.ask(case, tuple(history))
            if answer is None:
                for later in dialogue.turns[at + 1 :]:
                    message = f"{case.id} ended in an error"
                    self.folder.add_error(CaseError(id=later.id, kind="NotAsked", message=message))
                    self.step()
                return
            history.append(
                Turn(question=answer.standalone_question, answer=answer.answer, local_area=answer.searched.local_area)
            )

    def _add_texts(self, answer: Answer) -> None:
        for document in sorted({citation.document for citation in answer.citations} - self.texts):
            try:
                text = self.system.document_text(document)
            except (KnownError, LookupError):
                self.folder.add_text(document, None)
            else:
                self.folder.add_text(document, text)
                self.texts.add(document)
