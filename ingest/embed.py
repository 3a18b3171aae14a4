"""Texts -> vectors. The built-in embedder, or any other that LlamaIndex can run, behind one type.

Importing this module brings in neither LlamaIndex nor a training framework: a question is answered without them.
"""

import os
from abc import ABC, abstractmethod
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from .cores import cores, has_bfloat16
from .errors import EmbedderError
from .model_cache import onnx_file
from .settings import IngestSettings, settings_of
from .weights import BUILT_IN, built_in_folder, built_in_identity, checked_weights, identity_of, is_built_in

if TYPE_CHECKING:
    import numpy as np
    from llama_index.core.base.embeddings.base import BaseEmbedding
    from numpy.typing import NDArray

_BATCH = 4
"""Passages a run: beyond this they fall out of the processor's cache and throughput drops."""
_ASKED, _READ = 41, 90
"""Tokens of a question and of a text that a cross-encoder reads."""
_MANY = 250
"""Passages from which on it takes longer to embed them in float32 than to load torch."""


class Embedder(ABC):
    """Makes vectors, and says what it is and how much it reads. Safe to use from several threads.

    Its methods are called as those of LlamaIndex's embeddings are; ``as_llama_index`` makes it one.
    """

    def __init__(self, model_name: str, identity: str, max_tokens: int) -> None:
        self.model_name = model_name
        """As its authors call it."""
        self.identity = identity
        """Name and a hash of the weights: what an index remembers."""
        self.max_tokens = max_tokens
        """How many tokens of a text it reads, special ones included; it ignores the rest."""

    @abstractmethod
    def count_tokens(self, text: str) -> int:
        """How many tokens a text has, special ones included, however long it is."""

    @abstractmethod
    def get_text_embedding_batch(self, texts: Sequence[str]) -> list[list[float]]:
        """The vectors of texts, in their order."""

    def get_text_embedding(self, text: str) -> list[float]:
        """The vector of a text."""
        return self.get_text_embedding_batch([text])[0]

    def get_query_embedding(self, query: str) -> list[float]:
        """The vector of a question."""
        return self.get_text_embedding(query)

    def for_building(self, count: int) -> "Embedder":
        """The quickest way to the vectors of so many texts: itself, or another that makes the same ones."""
        return self

    def as_llama_index(self) -> "BaseEmbedding":
        """The same embedder as a LlamaIndex component."""
        from .llama_index_embedding import LlamaIndexEmbedding

        return LlamaIndexEmbedding(self)


class MiniLM(Embedder):
    """The built-in embedder: all-MiniLM-L6-v2 in float32 on onnxruntime.

    Args:
        folder: holds the weights and ``tokenizer.json``.
        cache: folder that keeps the ONNX model.
        changes: low-rank changes of its weights, as ``minilm.graph`` takes them.

    Raises:
        EmbedderError: the weights are not the checked ones, or the cache cannot be written.
    """

    def __init__(self, folder: Path, cache: Path, changes: Path | None = None) -> None:
        super().__init__(BUILT_IN, built_in_identity(), max_tokens=256)
        self._folder, self._cache = folder, cache
        self._session = _session(onnx_file(folder, cache, changes))
        self._pool = ThreadPoolExecutor(cores(), thread_name_prefix="embed")
        self._tokenizer = _tokenizer(folder)
        self._query = lru_cache(maxsize=512)(lambda query: tuple(self.get_text_embedding(query)))

    def changed(self, changes: Path) -> "MiniLM":
        """The same embedder with low-rank changes of its weights: for questions, beside vectors made without them."""
        return MiniLM(self._folder, self._cache, changes)

    def count_tokens(self, text: str) -> int:
        """How many tokens a text has, special ones included, however long it is."""
        return len(self._tokenizer.encode(text).ids)

    def get_query_embedding(self, query: str) -> list[float]:
        """The vector of a question; kept, since a question's is asked for more than once."""
        return list(self._query(query))

    def get_text_embedding_batch(self, texts: Sequence[str]) -> list[list[float]]:
        """The vectors of texts, in their order."""
        tokens = self.tokens(texts)
        batches = list(_alike(tokens))
        each = [[tokens[place] for place in places] for places in batches]
        made = map(self._run, each) if len(each) < 2 else self._pool.map(self._run, each)
        vectors: list[list[float]] = [[]] * len(tokens)
        for places, found in zip(batches, made, strict=True):
            for place, vector in zip(places, found, strict=True):
                vectors[place] = vector
        return vectors

    def _run(self, batch: list[list[int]]) -> list[list[float]]:
        ids, mask = _padded(batch)
        found: list[list[float]] = self._session.run(None, {"ids": ids, "mask": mask})[0].tolist()
        return found

    def scorer(self, changes: Path) -> "CrossEncoder":
        """A cross-encoder on the same weights with low-rank changes that have a head."""
        return CrossEncoder(self, _session(onnx_file(self._folder, self._cache, changes)), self._pool)

    def tokens(self, texts: Sequence[str]) -> list[list[int]]:
        """The tokens of texts that it reads."""
        return [self._cut(encoding.ids) for encoding in self._tokenizer.encode_batch(list(texts))]

    def for_building(self, count: int) -> Embedder:
        """Itself; in bfloat16 where the processor is made for it and there is enough to do to load torch for it."""
        if count < _MANY or not has_bfloat16():
            return self
        from .bulk import Bulk

        try:
            return Bulk(self, checked_weights(self._folder))
        except EmbedderError:
            return self

    def _cut(self, ids: list[int]) -> list[int]:
        return ids if len(ids) <= self.max_tokens else [*ids[: self.max_tokens - 1], ids[-1]]


class CrossEncoder:
    """Reads a question and a text together, and scores how well the text answers. Safe to use from several threads.

    Args:
        embedder: cuts texts into tokens.
        session: of a model as ``minilm.graph`` makes it of changes with a head.
        pool: runs batches side by side.
    """

    def __init__(self, embedder: MiniLM, session: Any, pool: ThreadPoolExecutor) -> None:
        self._embedder, self._session, self._pool = embedder, session, pool

    def scores(self, question: str, texts: Sequence[str]) -> list[float]:
        """A score for each text, in their order; above 0 where it answers."""
        (asked,) = self._embedder.tokens([question])
        read = [as_pair(asked, text) for text in self._embedder.tokens(texts)]
        batches = list(_alike([tokens for tokens, _ in read]))
        made = self._pool.map(lambda places: self._run([read[place] for place in places]), batches)
        scores = [0.0] * len(read)
        for places, found in zip(batches, made, strict=True):
            for place, score in zip(places, found, strict=True):
                scores[place] = score
        return scores

    def _run(self, batch: list[tuple[list[int], int]]) -> list[float]:
        ids, mask = _padded([tokens for tokens, _ in batch])
        types = mask.copy()
        for row, (_, first) in enumerate(batch):
            types[row, :first] = 0
        found: list[list[float]] = self._session.run(None, {"ids": ids, "mask": mask, "types": types})[0].tolist()
        return [score for (score,) in found]


def as_pair(asked: Sequence[int], read: Sequence[int]) -> tuple[list[int], int]:
    """The tokens of a question and a text as a cross-encoder reads them, and how many of them are the question's."""
    first = [*asked[: min(_ASKED, len(asked) - 1)], asked[-1]]
    return [*first, *read[1 : min(_READ + 1, len(read) - 1)], read[-1]], len(first)


class Wrapped(Embedder):
    """Any other LlamaIndex embedding, with what an index needs to know of it.

    Args:
        inner: the embedding that does the work.
        identity: name and a hash of the weights, or another word that changes when the vectors do.
        max_tokens: how many tokens of a text it reads.
        counter: counts the tokens of a text as ``inner`` would, special ones included.
    """

    def __init__(self, inner: "BaseEmbedding", identity: str, max_tokens: int, counter: Callable[[str], int]) -> None:
        super().__init__(inner.model_name, identity, max_tokens)
        self._inner = inner
        self._counter = counter

    def count_tokens(self, text: str) -> int:
        """How many tokens a text has, special ones included, however long it is."""
        return self._counter(text)

    def get_text_embedding_batch(self, texts: Sequence[str]) -> list[list[float]]:
        """The vectors of texts, in their order."""
        return self._inner.get_text_embedding_batch(list(texts))

    def get_query_embedding(self, query: str) -> list[float]:
        """The vector of a question, with the instruction that its model wants before one."""
        return self._inner.get_query_embedding(query)


def load_embedder(name: str | None = None) -> Embedder:
    """Load an embedder, ready to use.

    Args:
        name: ``None`` for the one in the settings; ``all-MiniLM-L6-v2`` for the built-in one; else the folder of a
            sentence-transformers model, or its name on the Hugging Face hub.

    Raises:
        EmbedderError: it is not here, or its weights are not the checked ones.
    """
    settings = settings_of(IngestSettings)
    name = name or settings.embedder
    if is_built_in(name):
        return MiniLM(built_in_folder(), settings.cache)
    from .other_embedder import sentence_transformer

    assert name is not None
    inner, counter = sentence_transformer(name)
    return Wrapped(inner, identity_of(name), inner.max_length, counter)


def _session(model: Path) -> Any:
    os.environ["ORT_DISABLE_TELEMETRY"] = "1"  # what disable_telemetry_events() leaves running is stopped only so
    import onnxruntime  # type: ignore[import-untyped]

    onnxruntime.disable_telemetry_events()
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1  # a batch a thread: threads that share one wait for each other at every layer
    options.log_severity_level = 3
    return onnxruntime.InferenceSession(model, options, providers=["CPUExecutionProvider"])


def _tokenizer(folder: Path) -> Any:
    from tokenizers import Tokenizer

    tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
    # The file says 128 tokens, padded to a fixed length; the model reads 256, and we cut and pad ourselves.
    tokenizer.no_truncation()
    tokenizer.no_padding()
    return tokenizer


def _alike(tokens: list[list[int]]) -> Iterator[list[int]]:
    """Places in the list, in batches of texts of like length, so that little is padded; the longest first."""
    order = sorted(range(len(tokens)), key=lambda place: -len(tokens[place]))
    for start in range(0, len(order), _BATCH):
        yield order[start : start + _BATCH]


def _padded(batch: list[list[int]]) -> "tuple[NDArray[np.int64], NDArray[np.int64]]":
    import numpy as np

    ids = np.zeros((len(batch), max(map(len, batch))), dtype=np.int64)
    mask = np.zeros_like(ids)
    for row, tokens in enumerate(batch):
        ids[row, : len(tokens)] = tokens
        mask[row, : len(tokens)] = 1
    return ids, mask
