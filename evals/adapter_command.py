"""``evals adapter``: its options, and what it does."""

import argparse
import tempfile
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

from tqdm import tqdm

from ingest.weights import BUILT_IN

if TYPE_CHECKING:
    from evals.adapter import Asked
    from ingest.embed import Embedder

_EVALS = Path(__file__).resolve().parent
_INVENTED = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth")
_UNSHOWN = frozenset({"second", "seventh"})
"""Sets that the adapter never learns from: what it is worth is seen on these."""


def add_adapter(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the command and its options."""
    adapter = commands.add_parser(
        "adapter",
        help="train what brings a question's vector nearer to documents' words",
        description=(
            "Measure the question adapter on the sets of evals/pairs, and where --out is given train it first, "
            f"on all but {' and '.join(sorted(_UNSHOWN))}."
        ),
    )
    adapter.add_argument("--out", type=Path, metavar="FILE", help="train, and keep the adapter here")
    adapter.add_argument("--steps", type=int, metavar="N", help="batches to learn from (default: 1000)")


def adapted(options: argparse.Namespace) -> str:
    """Train where that is asked for, then measure.

    Raises:
        SuiteError: a pair names a text that its document does not have.
    """
    from assistant.adapter import FILE
    from evals.adapter import STEPS, quality, trained, written
    from ingest.embed import MiniLM, load_embedder

    embedder = load_embedder(BUILT_IN)
    assert isinstance(embedder, MiniLM)
    sets = _sets(embedder)
    if options.out:
        with tqdm(total=options.steps or STEPS, desc="Training", disable=None) as bar:
            shown = [each for each in sets if each.name not in _UNSHOWN]
            written(trained(shown, options.steps or STEPS, told=lambda *_: bar.update()), options.out)
    changed = embedder.changed(options.out or FILE)
    lines = ["found by nearness alone        n   first  in three  MRR     first  in three  MRR, with the adapter"]
    for each in sets:
        told = f"{each.name}{'' if each.name in _UNSHOWN else ' (shown)'}"
        qualities = (quality(each, embedder), quality(each, changed))
        shares = "   ".join(f"{q.first:5.1%}  {q.in_three:5.1%}  {q.mrr:.3f}" for q in qualities)
        lines.append(f"{told:24}{qualities[0].n:8}   {shares}")
    lines.append("It learnt from the sets that are shown, from the others never.")
    return "\n".join(lines)


def _sets(embedder: "Embedder") -> "list[Asked]":
    """Each set of documents, built into an index that is gone afterwards, with its questions."""
    from assistant.library import Library
    from evals.adapter import asked_of
    from evals.pair_files import FOLDER, read_pairs
    from ingest.build import build
    from ingest.index import Index
    from ingest.place import Folder

    sets = []
    documents = {name: _EVALS / "invented" / name / "documents" for name in _INVENTED}
    documents["records"] = _EVALS.parent / "corpus" / "records"
    for name, path in documents.items():
        with tempfile.TemporaryDirectory() as scratch:
            place = Folder(path=Path(scratch) / "index")
            build([path], place, embedder)
            with closing(Index.open(place, embedder.identity)) as index:
                pairs = read_pairs(FOLDER / f"{name}.tsv")
                sets.append(asked_of(name, pairs, Library(index.view), embedder))
    return sets
