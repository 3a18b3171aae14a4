"""A run's folder -> what came of each case."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from evals.cases import Case, Dialogue, Suite
from evals.folder import CaseError, Kept, Repeat, RunFolder
from evals.measures import Marks, mark
from evals.ranking import Ranks, document_ranks, page_ranks
from evals.settings import RunSettings
from ingest.documents import Frozen

HELD_OUT = "held-out"
"""Tag of cases that are looked at only to report."""


class Outcome(Frozen):
    """A case that was asked, and what came of it."""

    case: Case
    answer: Kept | None
    error: CaseError | None
    marks: Marks
    document_ranks: Ranks | None = None
    """How well its documents were retrieved; ``None`` where that is not shown or not asked."""
    page_ranks: Ranks | None = None
    """The same for its pages."""
    dialogue: str | None = None
    """The dialogue of which it is a turn."""
    turn: int = 0
    """Its number in the dialogue, from 1; 0 for a question by itself."""
    follows_an_answer: bool = False
    """It is a later turn of a dialogue whose first turn was answered, and not refused."""
    repeat: int = 1
    """Which time of asking it was, from 1."""

    @property
    def refused(self) -> bool:
        """Was it answered with ``not_in_documents``?"""
        return self.answer is not None and self.answer.status == "not_in_documents"

    @property
    def held_out(self) -> bool:
        """Is it looked at only to report?"""
        return HELD_OUT in self.case.tags


@dataclass(frozen=True)
class Run:
    """A run as it was read and marked, once, for all that is made of it."""

    path: Path
    settings: RunSettings
    suite: Suite
    texts: Mapping[str, str | None]
    """Of the documents, by id; ``None`` where there is no such document."""
    outcomes: tuple[Outcome, ...]
    """Of the cases that were asked: the suite's order, repeat by repeat."""


def read_run(folder: RunFolder) -> Run:
    """Read a run and mark its answers.

    Raises:
        SuiteError: the folder is none of a run, or damaged.
    """
    settings, suite, texts = folder.settings(), folder.suite(), folder.texts()
    outcomes = tuple(
        outcome
        for number, repeat in enumerate(folder.repeats(), start=1)
        for outcome in _of_repeat(suite, repeat, number, texts, settings.index.documents)
    )
    return Run(folder.path, settings, suite, texts, outcomes)


def _of_repeat(
    suite: Suite, repeat: Repeat, number: int, texts: Mapping[str, str | None], loaded: Mapping[str, str]
) -> Iterator[Outcome]:
    answers, errors, found = repeat.answers(), repeat.errors(), repeat.found()
    for case, dialogue, turn in _placed(suite):
        answer, error, hits = answers.get(case.id), errors.get(case.id), found.get(case.id)
        first = answers.get(dialogue.turns[0].id) if dialogue and turn > 1 else None
        if answer or error:
            yield Outcome(
                case=case,
                answer=answer,
                error=error,
                marks=mark(case, answer, texts),
                document_ranks=None if hits is None else document_ranks(case, hits, loaded),
                page_ranks=None if hits is None else page_ranks(case, hits),
                dialogue=dialogue.id if dialogue else None,
                turn=turn,
                follows_an_answer=first is not None and first.status != "not_in_documents",
                repeat=number,
            )


def _placed(suite: Suite) -> Iterator[tuple[Case, Dialogue | None, int]]:
    """Every case with its dialogue and its number there."""
    for case in suite.questions:
        yield case, None, 0
    for dialogue in suite.dialogues:
        for turn, case in enumerate(dialogue.turns, start=1):
            yield case, dialogue, turn
