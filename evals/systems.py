"""The systems that can be measured, by name."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from assistant.parts import ALL, Parts
from evals.settings import OURS
from ingest.errors import SettingsError

if TYPE_CHECKING:
    from evals.run import System
    from ingest.embed import Embedder
    from ingest.index import Index


def open_system(name: str, index: "Index", embedder: "Embedder", parts: Parts = ALL) -> "System":
    """A system on an index.

    Args:
        name: one of ``SYSTEMS``.
        index: what to answer from.
        embedder: the one that built it.
        parts: of this project's pipeline.

    Raises:
        SettingsError: there is no such system, parts of a peer are left out, or it needs a language model and none is
            set up.
    """
    if name not in SYSTEMS:
        raise SettingsError(f"There is no system {name!r}", f"Use one of: {', '.join(SYSTEMS)}")
    if name == OURS:
        from evals.ours import Ours

        return Ours(index, embedder, parts)
    if parts.off:
        raise SettingsError(f"The system {name} has no parts to leave out", "Leave out --without")
    return _OPENERS[name](index, embedder)


def details_of(system: "System") -> dict[str, str]:
    """What decides a peer's answers beside its name; of this project, what is left out of it."""
    found = getattr(system, "details", {})
    return dict(found)


# Each is imported only where it is asked for: they bring in libraries that take seconds to load.


def _llama_index(index: "Index", embedder: "Embedder") -> "System":
    from evals.peers.llama_index_defaults import LlamaIndexDefaults

    return LlamaIndexDefaults(index, embedder)


def _chroma(index: "Index", embedder: "Embedder") -> "System":
    from evals.peers.chroma_query import ChromaQuery

    return ChromaQuery(index, embedder)


def _bm25(index: "Index", embedder: "Embedder") -> "System":
    from evals.peers.bm25_alone import Bm25

    return Bm25(index, embedder)


def _citing(index: "Index", embedder: "Embedder") -> "System":
    from evals.model import replies

    name, reply = replies()  # first: where no model is set up, nothing else need be done
    from evals.peers.llama_index_citation import LlamaIndexCitation

    return LlamaIndexCitation(index, embedder, name, reply)


_OPENERS: dict[str, "Callable[[Index, Embedder], System]"] = {
    "llamaindex": _llama_index,
    "citation": _citing,
    "chroma": _chroma,
    "bm25": _bm25,
}
SYSTEMS = (OURS, *_OPENERS)
"""This project, then its peers."""
