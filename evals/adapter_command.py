"""``evals adapter``: its options, and what it does."""

import argparse
import tempfile
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from evals.adapter import Asked

_EVALS = Path(__file__).resolve().parent
_DOCUMENTS = {name: _EVALS / "invented" / name / "documents" for name in ("first", "second", "third")}


def add_adapter(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the command and its options."""
    adapter = commands.add_parser(
        "adapter",
        help="train the matrix that turns a question's vector towards documents' words",
        description="Train the question adapter on evals/pairs, after measuring it on each set that it was not shown.",
    )
    adapter.add_argument("--out", type=Path, metavar="FILE", help="where to keep it (default: only measure)")


def adapted(options: argparse.Namespace) -> str:
    """Measure, leaving one set of documents out at a time; then train on all and keep the matrix.

    Raises:
        SuiteError: a pair names a text that its document does not have.
    """
    from evals.adapter import quality, trained, written

    sets = _sets()
    lines = ["found by nearness alone      n   first  in three  MRR     first  in three  MRR, with the adapter"]
    for left_out in sets:
        turn = trained([each for each in sets if each is not left_out])
        plain, better = quality(left_out, None), quality(left_out, turn)
        shown = "   ".join(f"{q.first:5.1%}  {q.in_three:5.1%}  {q.mrr:.3f}" for q in (plain, better))
        lines.append(f"{left_out.name:24}{plain.n:6}   {shown}")
    lines.append("Each line: trained on the other sets only.")
    if options.out:
        written(trained(sets), options.out)
        lines.append(f"Trained on all {sum(len(each.questions) for each in sets)} questions: {options.out}")
    return "\n".join(lines)


def _sets() -> "list[Asked]":
    """Each set of documents, built into an index that is gone afterwards, with its questions."""
    from assistant.library import Library
    from evals.adapter import as_vectors
    from evals.pair_files import FOLDER, read_pairs
    from ingest.build import build
    from ingest.embed import load_embedder
    from ingest.index import Index
    from ingest.place import Folder

    embedder, sets = load_embedder(), []
    documents = {**_DOCUMENTS, "records": _EVALS.parent / "corpus" / "records"}
    for name, path in documents.items():
        with tempfile.TemporaryDirectory() as scratch:
            place = Folder(path=Path(scratch) / "index")
            build([path], place, embedder)
            with closing(Index.open(place, embedder.identity)) as index:
                pairs = read_pairs(FOLDER / f"{name}.tsv")
                sets.append(as_vectors(name, pairs, Library(index.view), embedder))
    return sets
