"""The sets of documents with training questions about them, each built into an index that is gone afterwards."""

import tempfile
from collections.abc import Collection, Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from assistant.library import Library
from evals.pair_files import FOLDER, Pair, Unanswerable, read_pairs, read_unanswerable
from ingest.build import build
from ingest.embed import Embedder
from ingest.index import Index
from ingest.place import Folder

_EVALS = Path(__file__).resolve().parent
_INVENTED = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth")
_RETOLD = ("minutes", "pages", "outcomes", "plans", "south", "midlands", "long")


@dataclass(frozen=True)
class Taught:
    """A set of documents with its questions."""

    name: str
    library: Library
    pairs: list[Pair]
    unanswerable: list[Unanswerable]
    """Questions that no sentence about their area answers; none for some sets."""


def taught_sets(embedder: Embedder, names: Collection[str] = ()) -> Iterator[Taught]:
    """Each set in turn; its library is of use until the next is asked for.

    Args:
        embedder: what embeds their documents.
        names: of the sets that are wanted (default: all).

    Raises:
        SuiteError: a line of a file of questions does not have its fields.
    """
    documents = {name: _EVALS / "invented" / name / "documents" for name in _INVENTED}
    documents |= {name: _EVALS / "retold" / name / "documents" for name in _RETOLD}
    documents["records"] = _EVALS.parent / "corpus" / "records"
    for name, path in documents.items():
        if names and name not in names:
            continue
        with tempfile.TemporaryDirectory() as scratch:
            place = Folder(path=Path(scratch) / "index")
            build([path], place, embedder)
            with closing(Index.open(place, embedder.identity)) as index:
                unanswerable = FOLDER / "unanswerable" / f"{name}.tsv"
                yield Taught(
                    name=name,
                    library=Library(index.view),
                    pairs=read_pairs(FOLDER / f"{name}.tsv"),
                    unanswerable=read_unanswerable(unanswerable) if unanswerable.exists() else [],
                )
