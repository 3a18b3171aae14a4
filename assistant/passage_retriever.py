"""Our retrieval as a LlamaIndex component. A module of its own, since LlamaIndex takes seconds to load."""

from llama_index.core.callbacks import CallbackManager
from llama_index.core.retrievers import BaseRetriever
from llama_index.core.schema import NodeWithScore, QueryBundle, TextNode

from ingest.embed import Embedder

from .library import Library
from .retrieve import retrieve
from .understand import understand


class PassageRetriever(BaseRetriever):
    """The same retrieval as a LlamaIndex retriever, for use in any LlamaIndex pipeline."""

    def __init__(self, library: Library, embedder: Embedder, top: int = 20) -> None:
        self._library, self._embedder, self._top = library, embedder, top
        super().__init__(callback_manager=CallbackManager([]))

    def _retrieve(self, query_bundle: QueryBundle) -> list[NodeWithScore]:
        found = retrieve(self._library, self._embedder, understand(query_bundle.query_str), top=self._top)
        return [
            NodeWithScore(
                node=TextNode(
                    id_=passage.id, text=passage.text, metadata={"document": passage.document, "page": passage.page}
                ),
                score=score,
            )
            for passage, score in found.passages
        ]
