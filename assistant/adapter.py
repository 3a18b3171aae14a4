"""The question's vector, made nearer to the words of documents before it is compared with sentences.

People ask "is my son's help written up in time"; documents say "EHC plans issued within 20 weeks". The embedder brings
such a pair less near than it should. Low-rank changes of its weights (LoRA: Hu et al., 2021), trained on questions with
the sentences that answer them, are used for questions alone, so that no document is embedded anew. (``python -m evals
adapter`` makes them.)
"""

from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from ingest.embed import Embedder, MiniLM

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

FILE = Path(__file__).with_name("adapter.safetensors")
"""The changes, as ``ingest.minilm.graph`` takes them."""
_SCALE, _OFFSET = 1.1, 0.09
"""Turned vectors are less alike all over (median 0.05 to 0.10 against 0.17 to 0.22 over the sentences of an area); this
brings the likeness of sentences that answer back to where the thresholds expect it. (Questions of other documents than
the adapter was trained on: ``python -m evals adapter``.)"""


def likeness(question: str, sentences: "NDArray[np.float32]", embedder: Embedder) -> "NDArray[np.float32]":
    """How near each sentence is to a question.

    Args:
        question: what is asked.
        sentences: their vectors of length 1, one a row.
        embedder: the one that made them; only the built-in one has an adapter.

    Returns:
        cosine similarities, one a sentence; where the adapter is used brought to the same scale, which may pass 1.
    """
    import numpy as np

    near = sentences @ turned(question, embedder)
    scaled = _SCALE * near + _OFFSET if isinstance(embedder, MiniLM) else near
    return np.asarray(scaled, dtype=np.float32)


def turned(question: str, embedder: Embedder) -> "NDArray[np.float32]":
    """A question's vector turned towards documents' words, of length 1; as it is where the embedder has no adapter."""
    import numpy as np

    encoder = _changed(embedder) if isinstance(embedder, MiniLM) else embedder
    return np.asarray(encoder.get_query_embedding(question), dtype=np.float32)


@lru_cache(maxsize=2)
def _changed(embedder: MiniLM) -> MiniLM:
    return embedder.changed(FILE)
