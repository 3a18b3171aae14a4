"""The built-in embedder's layers with low-rank changes that can be learnt; on transformers and torch, for training.

LoRA: Hu et al., "LoRA: Low-Rank Adaptation of Large Language Models", 2021.
"""

import json
from collections.abc import Mapping, Sequence

import numpy as np
import torch
from numpy.typing import NDArray
from safetensors.torch import load_file
from torch import Tensor, nn
from transformers import BertConfig, BertModel

from ingest.embed import MiniLM, load_embedder
from ingest.minilm import DOWN, UP
from ingest.weights import BUILT_IN, built_in_folder, checked_weights

_GAIN = 2.0
"""By which the product of the two matrices is multiplied (LoRA's alpha by its rank)."""


class _LowRank(nn.Module):
    """A layer with the product of two narrow matrices added to its weight; at first that product is nothing."""

    def __init__(self, layer: nn.Linear, rank: int) -> None:
        super().__init__()
        self._layer = layer
        self.down = nn.Parameter(torch.randn(rank, layer.in_features) / layer.in_features**0.5)
        self.up = nn.Parameter(torch.zeros(layer.out_features, rank))

    def forward(self, states: Tensor) -> Tensor:
        # one narrow matrix after the other: their product, and what it would have to learn, is never made
        changed: Tensor = self._layer(states) + _GAIN * (states @ self.down.T) @ self.up.T
        return changed


class LowRank:
    """The encoder; the matrices of all its layers can change by a given rank, everything else stays.

    Args:
        rank: of the changes.

    Raises:
        EmbedderError: the weights are not installed, or not the checked ones.
    """

    def __init__(self, rank: int) -> None:
        folder = built_in_folder()
        config = BertConfig(**json.loads((folder / "config.json").read_text()))
        self.width: int = config.hidden_size
        self._model = BertModel(config, add_pooling_layer=False)
        self._model.load_state_dict(load_file(checked_weights(folder)), strict=False)
        self._model.train().requires_grad_(False)
        self._changes: dict[str, _LowRank] = {}
        for name, part in list(self._model.encoder.named_modules()):
            if isinstance(part, nn.Linear):
                self._changes[f"encoder.{name}.weight"] = change = _LowRank(part, rank)
                self._model.encoder.set_submodule(name, change)

    def done(self) -> None:
        """Leave out what is only for learning (dropout)."""
        self._model.train(mode=False)

    def go_on_from(self, changes: Mapping[str, Tensor]) -> None:
        """Take the changes that were learnt before, as ``changes`` gives them, of the same rank."""
        with torch.no_grad():
            for name, change in self._changes.items():
                change.down.copy_(changes[name + DOWN])
                change.up.copy_(changes[name + UP] / _GAIN)

    def learnt(self) -> list[Tensor]:
        """The narrow matrices."""
        return [values for change in self._changes.values() for values in (change.down, change.up)]

    def means(self, tokens: Sequence[Sequence[int]], firsts: Sequence[int] | None = None) -> Tensor:
        """The mean state over the tokens of each text, one a row.

        Args:
            tokens: of the texts.
            firsts: how many tokens of each are the first of two texts; all, where it is ``None``.
        """
        longest = max(map(len, tokens))
        ids = torch.tensor([[*each, *[0] * (longest - len(each))] for each in tokens])
        mask = torch.tensor([[1] * len(each) + [0] * (longest - len(each)) for each in tokens])
        types = torch.zeros_like(ids)
        if firsts is not None:
            types = (torch.arange(longest)[None] >= torch.tensor(firsts)[:, None]) * mask
        states = self._model(input_ids=ids, attention_mask=mask, token_type_ids=types).last_hidden_state
        found: Tensor = (states.float() * mask[..., None]).sum(1) / mask.sum(1, keepdim=True)
        return found

    def changes(self) -> dict[str, NDArray[np.float32]]:
        """The changes as ``ingest.minilm.graph`` takes them."""
        found = {}
        for name, change in self._changes.items():
            found[name + DOWN] = change.down.detach().numpy()
            found[name + UP] = _GAIN * change.up.detach().numpy()
        return found


def minilm() -> MiniLM:
    """The built-in embedder: cuts texts into tokens, and runs what was learnt."""
    embedder = load_embedder(BUILT_IN)
    assert isinstance(embedder, MiniLM)
    return embedder
