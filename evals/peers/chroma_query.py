"""Chroma's plain query: the ten passages whose vectors are nearest to the question's."""

from evals.peers.over_passages import OverPassages
from ingest.documents import Passage


class ChromaQuery(OverPassages):
    """Nearest passages and nothing else: what ``collection.query`` gives by default."""

    name = "chroma"
    shown = 10

    def ranking(self, question: str, k: int, area: str | None) -> list[Passage]:
        """As ``OverPassages.ranking``."""
        where = {"local_area": area} if area else None
        near = self.view.query(self.embedder.get_query_embedding(question), k, where)
        return [self.passages[id_] for id_, _ in near]
