"""The encoder of questions while it learns: low-rank changes of the built-in embedder, and a turn of its vectors."""

from collections.abc import Sequence
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor, nn

from evals.low_rank import LowRank, minilm
from ingest.minilm import TURN

_RATE, _TURN_RATE = 5e-4, 1e-3


class QuestionEncoder:
    """Makes vectors of questions.

    Args:
        rank: of the changes.

    Raises:
        EmbedderError: the weights are not installed, or not the checked ones.
    """

    def __init__(self, rank: int) -> None:
        self._layers, self._tokens = LowRank(rank), minilm()
        self.turn = nn.Parameter(torch.zeros(self._layers.width, self._layers.width))

    def done(self) -> None:
        """Leave out what is only for learning (dropout)."""
        self._layers.done()

    def learnt(self) -> list[dict[str, Any]]:
        """What is learnt, in the groups of an optimiser of torch."""
        return [{"params": self._layers.learnt(), "lr": _RATE}, {"params": [self.turn], "lr": _TURN_RATE}]

    def vectors(self, questions: Sequence[str]) -> Tensor:
        """The vectors of questions, of length 1, one a row."""
        means = nn.functional.normalize(self._layers.means(self._tokens.tokens(questions)), dim=-1)
        return nn.functional.normalize(means + means @ self.turn, dim=-1)

    def changes(self) -> dict[str, NDArray[np.float32]]:
        """The changes as ``ingest.minilm.graph`` takes them."""
        return {**self._layers.changes(), TURN: self.turn.detach().numpy()}
