"""What a ranking is worth: hits among the first k, the first hit's rank, and how early all the hits come.

Pure functions of a ranking and of what should be in it. What counts is the document, or its page, at its first place
in the ranking: ten passages of one document are one document.
"""

from collections.abc import Collection, Hashable, Iterable, Sequence
from math import log2

from evals.cases import Case
from ingest.documents import Frozen

CUTS = (1, 5, 10)
"""The k of hit@k."""
DEPTH = 10
"""How far down MRR and nDCG look."""


class Hit(Frozen):
    """One passage of a ranking."""

    document: str
    pages: tuple[int, ...] = ()
    """Pages it stands on, from 1; empty where the format has none."""


class Ranks(Frozen):
    """What one ranking is worth for one question. From 0 to 1 each."""

    hits: tuple[bool, ...]
    """For each of ``CUTS``: is something wanted among the first so many?"""
    reciprocal: float
    """One divided by the rank of the first that is wanted; 0 where none is among the first ``DEPTH``."""
    ndcg: float
    """Normalised discounted cumulative gain at ``DEPTH``, wanted or not (Järvelin and Kekäläinen 2002)."""


def document_ranks(case: Case, ranking: Sequence[Hit], loaded: Collection[str]) -> Ranks | None:
    """How well the documents that a case cites are ranked; ``None`` where it cites none.

    Args:
        case: its ``cites`` are what is wanted.
        ranking: best first.
        loaded: ids of the documents that can be found; what is cited but not loaded is not waited for.
    """
    wanted = set(case.cites)
    return _ranks([hit.document for hit in ranking], wanted, len(wanted & set(loaded))) if wanted else None


def page_ranks(case: Case, ranking: Sequence[Hit]) -> Ranks | None:
    """How well the pages that a case names are ranked.

    A page is wanted in any of the documents that the case cites. ``None`` where the case names no page, or where the
    documents it cites have no pages.
    """
    of_cited = [hit for hit in ranking if hit.document in case.cites]
    if not case.pages or not case.cites or (of_cited and not any(hit.pages for hit in of_cited)):
        return None
    wanted = {(document, page) for document in case.cites for page in case.pages}
    seen = [(hit.document, page) for hit in ranking for page in _wanted_first(hit, case) or (0,)]
    return _ranks(seen, wanted, len(case.pages))


def _wanted_first(hit: Hit, case: Case) -> list[int]:
    """A passage's pages; those of one passage are found at once, so their order among themselves is no merit."""
    return sorted(hit.pages, key=lambda page: page not in case.pages)


def _ranks(found: Iterable[Hashable], wanted: Collection[Hashable], reachable: int) -> Ranks:
    """Ranks of the first appearances of things, of which at most ``reachable`` can be wanted ones."""
    gains = [thing in wanted for thing in dict.fromkeys(found)]
    first = next((rank for rank, gain in enumerate(gains[:DEPTH], start=1) if gain), None)
    best = sum(1 / log2(rank + 1) for rank in range(1, min(max(reachable, 1), DEPTH) + 1))
    got = sum(1 / log2(rank + 1) for rank, gain in enumerate(gains[:DEPTH], start=1) if gain)
    return Ranks(
        hits=tuple(any(gains[:k]) for k in CUTS),
        reciprocal=1 / first if first else 0.0,
        ndcg=min(1.0, got / best),
    )
