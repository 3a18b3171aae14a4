"""Passages -> vectors. What the live index holds already is not embedded again."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

import numpy as np

from .documents import Passage
from .generation import Vectors
from .progress import Progress
from .view import View

if TYPE_CHECKING:
    from .embed import Embedder

_STEP = 64
"""Passages embedded between two words of progress."""


def embed(
    passages: Sequence[Passage], live: View | None, embedder: "Callable[[], Embedder]", progress: Progress
) -> tuple[Vectors, int]:
    """A vector for each passage.

    Args:
        passages: what to embed.
        live: the index whose vectors may be taken over; ``None`` if another embedder made them.
        embedder: called only if there is something new to embed.
        progress: told how many of the new ones are done.

    Returns:
        a row for each passage, and how many texts were embedded for them.
    """
    rows = _known({passage.embedded for passage in passages}, live)
    new = list(dict.fromkeys(passage.embedded for passage in passages if passage.embedded not in rows))
    maker = embedder().for_building(len(new)) if new else None
    for start in range(0, len(new), _STEP):
        texts = new[start : start + _STEP]
        assert maker is not None
        vectors = np.asarray(maker.get_text_embedding_batch(texts), dtype=np.float32)
        rows.update(zip(texts, vectors, strict=True))
        progress("Embedding", start + len(texts), len(new))
    if not passages:
        return np.empty((0, 0), dtype=np.float32), 0
    return np.stack([rows[passage.embedded] for passage in passages]), len(new)


def _known(wanted: set[str], live: View | None) -> dict[str, Vectors]:
    """Vectors that the live index has, by the text that was embedded."""
    if live is None:
        return {}
    ids = {passage.embedded: passage.id for passage in live.passages() if passage.embedded in wanted}
    return dict(zip(ids, live.vectors(list(ids.values())), strict=True))
