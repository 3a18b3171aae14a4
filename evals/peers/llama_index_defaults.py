"""LlamaIndex as it comes: its reader of folders, its sentence splitter, its vector index, its two best chunks.

Nothing is tuned, neither for it nor against it: chunks are of 1024 tokens, of which an embedder such as the built-in
one reads the first 256. The embedder and the files are those of the index.
"""

from collections.abc import Iterable, Sequence
from pathlib import Path
from time import perf_counter
from typing import Any

import pdfplumber
from llama_index.core import SimpleDirectoryReader, VectorStoreIndex
from llama_index.core.constants import DEFAULT_CHUNK_SIZE, DEFAULT_SIMILARITY_TOP_K
from llama_index.core.node_parser import SentenceSplitter
from llama_index.core.readers.base import BaseReader
from llama_index.core.schema import Document, NodeWithScore

from assistant.answers import Answer, Turn
from evals.peers.over_passages import RANKED
from evals.peers.quoting import Quoting, Text
from evals.ranking import Hit
from ingest.embed import Embedder
from ingest.errors import SettingsError
from ingest.index import Index
from ingest.view import View


class LlamaIndexDefaults:
    """Answers with the chunks that LlamaIndex retrieves. It has no filter for local areas and no conversation.

    Args:
        index: its documents' files are read again, by LlamaIndex.
        embedder: embeds chunks and questions.

    Raises:
        SettingsError: a file of the index is no longer where it was, or has changed since.
    """

    name = "llamaindex"

    def __init__(self, index: Index, embedder: Embedder) -> None:
        self._view = index.view
        self._quoting = Quoting(index.view)
        files = _files(index.view)
        self._ids = {str(path): id_ for id_, path in files.items()}
        self._own_pdf_reader = ".pdf" in SimpleDirectoryReader.supported_suffix_fn()
        chunks = SentenceSplitter().get_nodes_from_documents(self._read(files.values()))
        self.chunks = VectorStoreIndex(chunks, embed_model=embedder.as_llama_index())
        self._texts: dict[str, Text] = {}

    @property
    def details(self) -> dict[str, str]:
        """What decides its answers, for the run's settings."""
        return {
            "chunks in an answer": str(DEFAULT_SIMILARITY_TOP_K),
            "tokens in a chunk": str(DEFAULT_CHUNK_SIZE),
            "PDF reader": "LlamaIndex's" if self._own_pdf_reader else "pdfplumber, page by page",
        }

    def ask(
        self, question: str, history: Sequence[Turn] = (), area: str | None = None, generator: str = "quotes"
    ) -> Answer:
        """The best chunks, as they stand."""
        started = perf_counter()
        nodes = self.chunks.as_retriever().retrieve(question)
        milliseconds = 1000 * (perf_counter() - started)
        return self._quoting.answer(question, [self.text(node) for node in nodes], milliseconds, self.name)

    def retrieved(self, question: str, history: Sequence[Turn] = (), area: str | None = None) -> list[Hit]:
        """The same ranking, further down."""
        nodes = self.chunks.as_retriever(similarity_top_k=RANKED).retrieve(question)
        return self._quoting.hits(self.text(node) for node in nodes)

    def document_text(self, document_id: str) -> str:
        """The text of a document of the index."""
        return self._view.document(document_id).text

    def text(self, found: NodeWithScore) -> Text:
        """A chunk with its place in our document."""
        id_ = found.node.node_id
        if id_ not in self._texts:
            self._texts[id_] = self.located(found)
        return self._texts[id_]

    def located(self, found: NodeWithScore) -> Text:
        """As ``text``, for a piece of a chunk that is made anew for every question."""
        return self._quoting.found(found.node.get_content(), self._ids[found.node.metadata["file_path"]])

    def _read(self, files: Iterable[Path]) -> list[Document]:
        readers: dict[str, BaseReader] = {} if self._own_pdf_reader else {".pdf": _PdfPages()}
        return SimpleDirectoryReader(input_files=list(files), file_extractor=readers).load_data()


class _PdfPages(BaseReader):
    """Stands in for LlamaIndex's own reader of PDFs, which is another package: the text of each page."""

    def load_data(self, file: Path, extra_info: dict[str, Any] | None = None, **_: Any) -> list[Document]:
        with pdfplumber.open(file) as pdf:
            pages = [(str(page.page_number), page.extract_text()) for page in pdf.pages]
        return [Document(text=text, metadata={"page_label": label, **(extra_info or {})}) for label, text in pages]


def _files(view: View) -> dict[str, Path]:
    files = {info.source.id: Path(info.file) for info in view.sources()}
    for path in files.values():
        if not path.exists():
            raise SettingsError(f"{path}, which the index was built from, is not there", "Put it back, or build again")
    return files
