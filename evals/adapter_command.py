"""``evals adapter`` and ``evals cross-encoder``: their options, and what they do."""

import argparse
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from tqdm import tqdm

from assistant.wording import listed
from ingest.errors import SuiteError

if TYPE_CHECKING:
    from evals.adapter import Asked
    from evals.cross_encoder import Read
    from evals.taught import Taught
    from ingest.embed import MiniLM

    _Set = TypeVar("_Set", Asked, Read)

_UNSHOWN = frozenset({"second", "seventh", "south"})
"""Sets that neither learns from: what they are worth is seen on these."""


def add_adapter(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add both commands and their options."""
    _add(commands, "adapter", "question adapter", "train what brings a question's vector nearer to documents' words")
    reader = _add(commands, "cross-encoder", "cross-encoder", "train what reads a question and a sentence together")
    reader.add_argument("--start", type=Path, metavar="FILE", help="go on from what this file learnt (default: anew)")


def _add(
    commands: "argparse._SubParsersAction[argparse.ArgumentParser]", name: str, thing: str, help_: str
) -> argparse.ArgumentParser:
    unshown = listed(sorted(_UNSHOWN))
    told = f"Measure the {thing} on {unshown} of evals/pairs; with --out train it first, on all the others."
    command = commands.add_parser(name, help=help_, description=told)
    command.add_argument("--out", type=Path, metavar="FILE", help=f"train, and keep the {thing} here")
    command.add_argument("--steps", type=int, metavar="N", help="batches to learn from (default: as many as ours did)")
    return command


def adapted(options: argparse.Namespace) -> str:
    """Train the adapter where that is asked for, then measure it.

    Raises:
        SuiteError: a pair names a text that its document does not have.
    """
    from assistant.adapter import FILE
    from evals.adapter import STEPS, quality, trained, written
    from evals.low_rank import minilm

    embedder, steps = minilm(), options.steps or STEPS
    sets = [asked for _, asked in _both(embedder, options.out)]
    if options.out:
        with tqdm(total=steps, desc="Training", disable=None) as bar:
            written(trained(_shown(sets), steps, told=lambda *_: bar.update()), options.out)
    changed = embedder.changed(options.out or FILE)
    lines = ["found by nearness alone        n   first  in three  MRR     first  in three  MRR, with the adapter"]
    for each in _unshown(sets):
        qualities = (quality(each, embedder), quality(each, changed))
        shares = "   ".join(f"{q.first:5.1%}  {q.in_three:5.1%}  {q.mrr:.3f}" for q in qualities)
        lines.append(f"{each.name:24}{qualities[0].n:8}   {shares}")
    return "\n".join(lines)


def cross_encoded(options: argparse.Namespace) -> str:
    """Train the cross-encoder where that is asked for, then measure it.

    Raises:
        SuiteError: a pair names a text that its document does not have, or there is nothing to go on from.
    """
    from assistant.cross_encoder import FILE
    from evals.adapter import written
    from evals.cross_encoder import STEPS, read_of, told_apart, trained
    from evals.low_rank import minilm

    if options.start and not options.start.is_file():
        raise SuiteError(f"There is no file {options.start}", "Name one that --out wrote, or leave --start out")
    embedder, steps = minilm(), options.steps or STEPS
    sets = [read_of(taught, asked, embedder) for taught, asked in _both(embedder, options.out)]
    if options.out:
        with tqdm(total=steps, desc="Training", disable=None) as bar:
            learnt = trained(_shown(sets), steps, told=lambda *_: bar.update(), start=options.start)
            written(learnt, options.out)
    model = embedder.scorer(options.out or FILE)
    lines = ["read with 16 sentences   answerable   first   unanswerable   told apart (AUC)"]
    for each in _unshown(sets):
        told = told_apart(each, model)
        apart = f"{told.auc:.3f}" if told.unanswerable else "not measured"
        lines.append(f"{each.name:24}{told.answerable:11}   {told.first:5.1%}{told.unanswerable:15}   {apart}")
    return "\n".join(lines)


def _both(embedder: "MiniLM", out: Path | None) -> "Iterator[tuple[Taught, Asked]]":
    """The sets that are needed: all to learn from and to measure, or those to measure."""
    from evals.adapter import asked_of
    from evals.taught import taught_sets

    for taught in taught_sets(embedder, () if out else _UNSHOWN):
        yield taught, asked_of(taught.name, taught.pairs, taught.library, embedder)


def _shown(sets: "list[_Set]") -> "list[_Set]":
    return [each for each in sets if each.name not in _UNSHOWN]


def _unshown(sets: "list[_Set]") -> "list[_Set]":
    return [each for each in sets if each.name in _UNSHOWN]
