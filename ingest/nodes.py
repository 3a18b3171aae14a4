"""Passages as LlamaIndex nodes, so that its retrievers and query engines can read an index as it is."""

from collections.abc import Sequence
from typing import Any

import numpy as np
from llama_index.core.schema import BaseNode, NodeRelationship, RelatedNodeInfo, TextNode
from llama_index.vector_stores.chroma import ChromaVectorStore
from numpy.typing import NDArray

from .documents import Passage, Source


def vector_store(collection: Any) -> ChromaVectorStore:
    """The LlamaIndex vector store of a Chroma collection."""
    return ChromaVectorStore(chroma_collection=collection)


def add(collection: Any, nodes: Sequence[TextNode]) -> None:
    """Write nodes with their vectors to a Chroma collection."""
    ready: list[BaseNode] = list(nodes)
    vector_store(collection).add(ready)


def node_of(passage: Passage, source: Source, vector: NDArray[np.float32]) -> TextNode:
    """A passage as a node. What is not known is left out of its metadata."""
    known = {
        "document": passage.document,
        "title": source.title,
        "local_area": source.local_area,
        "kind": source.kind,
        "publisher": source.publisher,
        "inspected": source.inspected,
        "published": source.published,
        "url": source.url,
        "record": source.record,
        "section": " › ".join(passage.path),
        "label": passage.label,
        "page": passage.page,
        "start": passage.start,
        "end": passage.end,
    }
    return TextNode(
        id_=passage.id,
        text=passage.text,
        metadata={key: value for key, value in known.items() if value is not None},
        relationships={NodeRelationship.SOURCE: RelatedNodeInfo(node_id=passage.document)},
        embedding=vector.tolist(),
    )
