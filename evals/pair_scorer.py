"""The cross-encoder while it learns: low-rank changes of the built-in embedder, and a head that scores a pair."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray
from safetensors.torch import load_file
from torch import Tensor, nn

from evals.low_rank import LowRank, minilm
from ingest.embed import as_pair
from ingest.minilm import HEAD

_RANK, _RATE, _HEAD_RATE = 16, 6e-4, 1.2e-2
_PARTS = 4  # of a batch: texts of like length run together, so that little is padded


class PairScorer:
    """Scores questions with texts.

    Args:
        start: what was learnt before and is to be learnt on, as ``changes`` gives it; nothing, where it is ``None``.

    Raises:
        EmbedderError: the weights are not installed, or not the checked ones.
    """

    def __init__(self, start: Path | None = None) -> None:
        self.layers, self._tokens = LowRank(_RANK), minilm()
        self._head = nn.Linear(self.layers.width, 1)
        nn.init.zeros_(self._head.weight)
        nn.init.zeros_(self._head.bias)
        if start:
            learnt = load_file(start)
            self.layers.go_on_from(learnt)
            self._head.load_state_dict({name: learnt[f"{HEAD}.{name}"] for name in ("weight", "bias")})

    def done(self) -> None:
        """Leave out what is only for learning (dropout)."""
        self.layers.done()

    def learnt(self) -> list[dict[str, Any]]:
        """What is learnt, in the groups of an optimiser of torch."""
        head = list(self._head.parameters())
        return [{"params": self.layers.learnt(), "lr": _RATE}, {"params": head, "lr": _HEAD_RATE}]

    def scores(self, pairs: Sequence[tuple[str, str]]) -> Tensor:
        """The score of each pair of a question and a text."""
        asked, read = (self._tokens.tokens(texts) for texts in zip(*pairs, strict=True))
        both = [as_pair(question, text) for question, text in zip(asked, read, strict=True)]
        order = sorted(range(len(both)), key=lambda place: len(both[place][0]))
        made = []
        for places in np.array_split(np.array(order), min(_PARTS, len(order))):
            with torch.autocast("cpu", dtype=torch.bfloat16):
                means = self.layers.means([both[n][0] for n in places], [both[n][1] for n in places])
            made.append(self._head(means.float())[:, 0])
        return torch.cat(made)[torch.tensor(order).argsort()]

    def changes(self) -> dict[str, NDArray[np.float32]]:
        """The changes as ``ingest.minilm.graph`` takes them."""
        head = {f"{HEAD}.{name}": values.detach().numpy() for name, values in self._head.named_parameters()}
        return {**self.layers.changes(), **head}
