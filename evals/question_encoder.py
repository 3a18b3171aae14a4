"""The built-in embedder with low-rank changes that can be learnt; on transformers and torch, for training alone."""

import json
from collections.abc import Sequence
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray
from safetensors.torch import load_file
from torch import Tensor, nn
from torch.nn.utils import parametrize
from transformers import BertConfig, BertModel

from ingest.embed import MiniLM, load_embedder
from ingest.minilm import DOWN, TURN, UP
from ingest.weights import built_in_folder, checked_weights

_RATE, _TURN_RATE = 5e-4, 1e-3
_GAIN = 2.0
"""By which the product of the two matrices is multiplied, as LoRA does (its alpha by its rank)."""


class _LowRank(nn.Module):
    """A weight with the product of two narrow matrices added to it; at first that product is nothing."""

    def __init__(self, weight: Tensor, rank: int) -> None:
        super().__init__()
        outputs, inputs = weight.shape
        self.down = nn.Parameter(torch.randn(rank, inputs) / inputs**0.5)
        self.up = nn.Parameter(torch.zeros(outputs, rank))

    def forward(self, weight: Tensor) -> Tensor:
        return weight + _GAIN * (self.up @ self.down)


class QuestionEncoder:
    """Makes vectors of questions; all its layers' matrices can change by a given rank, and its vectors be turned.

    Args:
        rank: of the changes.

    Raises:
        EmbedderError: the weights are not installed, or not the checked ones.
    """

    def __init__(self, rank: int) -> None:
        folder = built_in_folder()
        config = BertConfig(**json.loads((folder / "config.json").read_text()))
        self._model = BertModel(config, add_pooling_layer=False)
        self._model.load_state_dict(load_file(checked_weights(folder)), strict=False)
        self._model.train().requires_grad_(False)
        self._tokens = _tokens()
        self._low_rank: dict[str, _LowRank] = {}
        for name, part in list(self._model.encoder.named_modules()):
            if isinstance(part, nn.Linear):
                change = _LowRank(part.weight, rank)
                parametrize.register_parametrization(part, "weight", change)
                self._low_rank[f"encoder.{name}.weight"] = change
        self.turn = nn.Parameter(torch.zeros(config.hidden_size, config.hidden_size))

    def eval(self) -> None:
        """Leave out what is only for learning (dropout)."""
        self._model.train(mode=False)

    def learnt(self) -> list[dict[str, Any]]:
        """What is learnt, in the groups of an optimiser of torch."""
        low_rank = [values for change in self._low_rank.values() for values in change.parameters()]
        return [{"params": low_rank, "lr": _RATE}, {"params": [self.turn], "lr": _TURN_RATE}]

    def vectors(self, questions: Sequence[str]) -> Tensor:
        """The vectors of questions, of length 1, one a row."""
        tokens = self._tokens.tokens(questions)
        longest = max(map(len, tokens))
        ids = torch.tensor([each + [0] * (longest - len(each)) for each in tokens])
        mask = torch.tensor([[1] * len(each) + [0] * (longest - len(each)) for each in tokens])
        states = self._model(input_ids=ids, attention_mask=mask).last_hidden_state
        mean = (states * mask[..., None]).sum(1) / mask.sum(1, keepdim=True)
        # Of length 1 before it is turned, as the penalty on the turn expects.
        mean = nn.functional.normalize(mean, dim=-1)
        return nn.functional.normalize(mean + mean @ self.turn, dim=-1)

    def changes(self) -> dict[str, NDArray[np.float32]]:
        """The changes as ``ingest.minilm.graph`` takes them."""
        found = {TURN: self.turn.detach().numpy()}
        for name, change in self._low_rank.items():
            found[name + DOWN] = change.down.detach().numpy()
            found[name + UP] = _GAIN * change.up.detach().numpy()
        return found


def _tokens() -> MiniLM:
    """The built-in embedder, for its tokens."""
    embedder = load_embedder("all-MiniLM-L6-v2")
    assert isinstance(embedder, MiniLM)
    return embedder
