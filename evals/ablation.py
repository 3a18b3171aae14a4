"""What each part of the pipeline is worth: the same cases asked of a peer, of the whole, and with one part left out."""

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from assistant.parts import PARTS, Parts
from evals.compare import differences
from evals.folder import RunFolder
from evals.many_runs import Asking, run_many
from evals.measures import Measure, Spread, spread
from evals.outcomes import Outcome, read_run
from evals.paired import Difference
from evals.score import measures
from evals.settings import OURS
from ingest.documents import Frozen
from ingest.embed import Embedder
from ingest.index import Index

PEER, WHOLE = "llamaindex", "whole"
"""Names of the first two rows."""
SHOWN = (
    "passed",
    "facts",
    "citation_document",
    "citation_page",
    "refusal_precision",
    "refusal_recall",
    "false_refusals",
)
"""Measures of the table."""


class Row(Frozen):
    """A system, or this project without a part."""

    name: str
    meaning: str
    """What it is, or which part is left out, in words."""
    measures: dict[str, Measure]
    latency_ms: Spread
    against: dict[str, Difference]
    """This row less the whole, over the same cases, measure by measure; empty for the whole."""


class Ablation(Frozen):
    """The table."""

    suites: tuple[str, ...]
    documents: int
    cases: int
    rows: tuple[Row, ...]


def run_all(
    suites: Sequence[Path], index: Index, embedder: Embedder, out: Path, parts: Sequence[str] = PARTS
) -> dict[str, list[RunFolder]]:
    """Ask the cases of all suites of the peer, of the whole, and without each part. What is there goes on.

    Args:
        suites: files of suites.
        index: what all answer from.
        embedder: the one that built it.
        out: folder, in which each suite gets one, and each row a run in it.
        parts: those that are left out, one at a time.

    Returns:
        the runs of each row.

    Raises:
        SuiteError: a suite is faulty, two have one name, or a folder holds another run.
    """
    return run_many(suites, index, embedder, out, list(_rows(parts)))


def ablation(runs: Mapping[str, Sequence[RunFolder]]) -> Ablation:
    """The table of runs of the same suites.

    Args:
        runs: of each row by its name, as ``run_all`` gives them.

    Raises:
        SuiteError: a folder is none of a run, or damaged.
    """
    outcomes = {
        name: [outcome for folder in folders for outcome in _outcomes(folder)] for name, folders in runs.items()
    }
    whole = outcomes[WHOLE]
    settings = [folder.settings() for folder in runs[WHOLE]]
    return Ablation(
        suites=tuple(each.suite for each in settings),
        documents=max(len(each.index.documents) for each in settings),
        cases=sum(each.cases for each in settings),
        rows=tuple(_row(name, found, whole) for name, found in outcomes.items()),
    )


def _rows(parts: Sequence[str]) -> Iterator[Asking]:
    """Whom each row asks."""
    yield Asking(PEER, PEER)
    yield Asking(WHOLE, OURS)
    for part in parts:
        yield Asking(f"without-{part}", OURS, Parts.without([part]))


def _outcomes(folder: RunFolder) -> list[Outcome]:
    """Of a run, each case with its suite in its id, and each dialogue, so that several suites can stand together."""
    run = read_run(folder)
    return [
        outcome.model_copy(
            update={
                "case": outcome.case.model_copy(update={"id": f"{run.suite.name}/{outcome.case.id}"}),
                "dialogue": outcome.dialogue and f"{run.suite.name}/{outcome.dialogue}",
            }
        )
        for outcome in run.outcomes
    ]


def _row(name: str, outcomes: Sequence[Outcome], whole: Sequence[Outcome]) -> Row:
    return Row(
        name=name,
        meaning=_meaning(name),
        measures={shown: measure for shown, measure in measures(outcomes).items() if shown in SHOWN},
        latency_ms=spread([outcome.answer.timings_ms.total for outcome in outcomes if outcome.answer]),
        against={} if outcomes is whole else differences(whole, outcomes),
    )


def _meaning(name: str) -> str:
    if name == PEER:
        return "LlamaIndex's defaults"
    if name == WHOLE:
        return "ours, whole"
    return str(Parts.model_fields[name.removeprefix("without-")].title)
