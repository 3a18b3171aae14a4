"""The question's vector, turned towards the words of documents before it is compared with sentences.

People ask "is my son's help written up in time"; documents say "EHC plans issued within 20 weeks". The embedder brings
such a pair less near than it should. A matrix trained on questions with the sentences that answer them turns the
question's vector alone, so that no document is embedded anew. (A linear adapter for queries, as LlamaIndex's
``EmbeddingAdapterFinetuneEngine`` trains; ``python -m evals adapter`` makes this one.)
"""

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from ingest.weights import built_in_identity

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

FILE = Path(__file__).with_name("adapter.safetensors")
NAME = "turn"
"""Of the only tensor in the file: float16, width × width, added to the identity."""
_SCALE, _OFFSET = 1.1, 0.09
"""Turned vectors are less alike all over (median 0.05 to 0.10 against 0.17 to 0.22 over the sentences of an area); this
brings the likeness of sentences that answer back to where the thresholds expect it. (Questions of other documents than
the adapter was trained on: ``python -m evals adapter``.)"""


def likeness(question: "NDArray[np.float32]", sentences: "NDArray[np.float32]", embedder: str) -> "NDArray[np.float32]":
    """How near each sentence is to a question.

    Args:
        question: its vector, of length 1.
        sentences: their vectors of length 1, one a row.
        embedder: identity of the one that made them; only the built-in one has an adapter.

    Returns:
        cosine similarities, one a sentence; where the adapter is used brought to the same scale, which may pass 1.
    """
    import numpy as np

    near = sentences @ turned(question, embedder)
    scaled = _SCALE * near + _OFFSET if embedder == built_in_identity() else near
    return np.asarray(scaled, dtype=np.float32)


def turned(question: "NDArray[np.float32]", embedder: str) -> "NDArray[np.float32]":
    """A question's vector turned towards documents' words, of length 1; as it is where the embedder has no adapter."""
    import numpy as np

    if embedder != built_in_identity():
        return question
    towards = question + question @ _turn()
    return np.asarray(towards / np.linalg.norm(towards), dtype=np.float32)


@cache
def _turn() -> "NDArray[np.float32]":
    from safetensors.numpy import load_file

    return load_file(FILE)[NAME].astype("float32")
