"""BM25 alone: bm25s with its default weights, tokens and stop words."""

import bm25s

from evals.peers.over_passages import OverPassages
from ingest.documents import Passage
from ingest.embed import Embedder
from ingest.index import Index


class Bm25(OverPassages):
    """The passages that share most words with the question, of what the embedder reads too."""

    name = "bm25"
    shown = 10

    def __init__(self, index: Index, embedder: Embedder) -> None:
        super().__init__(index, embedder)
        self._order = list(self.passages.values())
        self._bm25 = bm25s.BM25()
        texts = [passage.embedded for passage in self._order]
        self._bm25.index(bm25s.tokenize(texts, show_progress=False), show_progress=False)

    def ranking(self, question: str, k: int, area: str | None) -> list[Passage]:
        """As ``OverPassages.ranking``."""
        tokens = bm25s.tokenize(question, return_ids=False, show_progress=False)[0]
        known = [token for token in tokens if token in self._bm25.vocab_dict]
        scores = self._bm25.get_scores(known) if known else []
        found = sorted((-score, number) for number, score in enumerate(scores) if score > 0)
        passages = (self._order[number] for _, number in found)
        return [passage for passage in passages if not area or self.area_of(passage) == area][:k]
