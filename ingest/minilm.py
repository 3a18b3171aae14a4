"""The built-in embedder's graph: six layers of BERT, the mean over the tokens, length 1.

It is written out so that neither making nor running the model needs a training framework: an export through torch
takes ten times as long, and its exporter for this kind of graph is deprecated.
"""

from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from onnx import TensorProto, helper, numpy_helper
from safetensors.numpy import load_file

_ORT = "com.microsoft"
"""Operators that onnxruntime fuses: one for attention, one for each residual with its normalisation."""


TURN = "turn"
"""Tensor of changes that turns the vectors themselves: width × width, added to the identity."""
HEAD = "head"
"""Changes that have ``head.weight`` (1 × width) and ``head.bias`` make a cross-encoder of the model."""
DOWN, UP = ".down", ".up"
"""Ends of the two tensors that change a weight: rank × inputs and outputs × rank; their product is added."""


def graph(weights: Path, config: dict[str, Any], changes: Path | None = None) -> bytes:
    """The model as the bytes of an ONNX file.

    Args:
        weights: a ``model.safetensors`` of a BERT encoder.
        config: its ``config.json``.
        changes: low-rank changes of its weights (LoRA: Hu et al., 2021), a safetensors file of ``<weight>.down`` and
            ``<weight>.up``, and ``turn``; ``None`` for the weights as they are.

    Returns:
        a model from ``ids`` and ``mask`` (int64, batch × length) to ``vectors`` (float32, batch × width, length 1).
        With changes that have a head, from these and ``types`` (0 for tokens of the first text, 1 for those of the
        second) to ``scores`` (float32, batch × 1).
    """
    tensors = load_file(weights)
    turn = _change(tensors, load_file(changes)) if changes else None
    parts = _Graph(tensors, config)
    if f"{HEAD}.weight" in tensors:
        names, (made, width) = ["ids", "mask", "types"], parts.scored(parts.pooled(parts.encoded("types")))
    else:
        names, (made, width) = ["ids", "mask"], parts.of_length_one(parts.turned(parts.pooled(parts.encoded()), turn))
    inputs = [helper.make_tensor_value_info(name, TensorProto.INT64, ["batch", "length"]) for name in names]
    output = helper.make_tensor_value_info(made, TensorProto.FLOAT, ["batch", width])
    body = helper.make_graph(parts.nodes, "minilm", inputs, [output], parts.constants)
    versions = [helper.make_opsetid("", 17), helper.make_opsetid(_ORT, 1)]
    model: bytes = helper.make_model(body, opset_imports=versions, ir_version=9).SerializeToString()
    return model


def _change(tensors: dict[str, NDArray[np.float32]], changes: dict[str, NDArray[Any]]) -> NDArray[np.float32] | None:
    """Add the products of the low-rank changes to the weights, and the head; the turn, where there is one."""
    for name in [name.removesuffix(DOWN) for name in changes if name.endswith(DOWN)]:
        down, up = (changes[name + end].astype(np.float32) for end in (DOWN, UP))
        tensors[name] = tensors[name] + up @ down
    tensors.update({name: changes[name].astype(np.float32) for name in changes if name.startswith(HEAD)})
    return changes[TURN].astype(np.float32) if TURN in changes else None


class _Graph:
    """Nodes and constants of the model while it is put together; every method returns the name of its result."""

    def __init__(self, tensors: dict[str, NDArray[np.float32]], config: dict[str, Any]) -> None:
        self.tensors = tensors
        self.config = config
        self.nodes: list[Any] = []
        self.constants: list[Any] = []

    def encoded(self, types: str | None = None) -> str:
        """The last layer's state of every token; ``types`` is the input that tells two texts apart."""
        state = self._embedded(types)
        mask = self._op("Cast", "mask", to=TensorProto.INT32)  # as the fused attention wants it
        for number in range(self.config["num_hidden_layers"]):
            state = self._layer(f"encoder.layer.{number}.", state, mask)
        return state

    def pooled(self, state: str) -> str:
        """The sum over the tokens that are not padding; the length of a mean is undone by the normalisation after."""
        weight = self._op("Unsqueeze", self._op("Cast", "mask", to=TensorProto.FLOAT), self._number("last", [-1]))
        return self._op("ReduceSum", self._op("Mul", state, weight), self._number("second", [1]), keepdims=0)

    def turned(self, vectors: str, turn: NDArray[np.float32] | None) -> str:
        """The vectors, turned where there is a matrix for it."""
        if turn is None:
            return vectors
        return self._op("MatMul", vectors, self._constant(TURN, turn + np.eye(len(turn), dtype=np.float32)))

    def of_length_one(self, vectors: str) -> tuple[str, int]:
        """The vectors brought to length 1: name and width of the output."""
        self.nodes.append(helper.make_node("LpNormalization", [vectors], ["vectors"], axis=-1, p=2))
        return "vectors", self.config["hidden_size"]

    def scored(self, sums: str) -> tuple[str, int]:
        """The head's score of the mean over the tokens: name and width of the output."""
        count = self._op("ReduceSum", self._op("Cast", "mask", to=TensorProto.FLOAT), self._number("last", [-1]))
        score = self._times(HEAD, self._op("Div", sums, count))
        self.nodes.append(helper.make_node("Add", [score, self._bias(HEAD)], ["scores"]))
        return "scores", 1

    def _embedded(self, types: str | None) -> str:
        part = "embeddings."
        position = self.tensors[part + "position_embeddings.weight"]
        kinds = self.tensors[part + "token_type_embeddings.weight"]
        place = position if types else position + kinds[0]  # a passage is all of type 0
        first = self._number("first", [0])
        length = self._op("Shape", "ids", start=1, end=2)
        words = self._op("Gather", self._constant("words", self.tensors[part + "word_embeddings.weight"]), "ids")
        places = self._op("Slice", self._constant("places", place), first, length, first)
        state = self._op("Add", words, places)
        if types:
            state = self._op("Add", state, self._op("Gather", self._constant("types.table", kinds), types))
        epsilon = self.config["layer_norm_eps"]
        return self._op("LayerNormalization", state, *self._norm(part + "LayerNorm"), axis=-1, epsilon=epsilon)

    def _layer(self, at: str, state: str, mask: str) -> str:
        parts = [f"{at}attention.self.{part}" for part in ("query", "key", "value")]
        weight = self._constant(
            at + "qkv", np.concatenate([self.tensors[part + ".weight"].T for part in parts], axis=1)
        )
        bias = self._constant(at + "qkv.bias", np.concatenate([self.tensors[part + ".bias"] for part in parts]))
        heads = self.config["num_attention_heads"]
        seen = self._op("Attention", state, weight, bias, mask, domain=_ORT, num_heads=heads)
        state = self._residual(at + "attention.output.", seen, state)
        wide = self._times(at + "intermediate.dense", state)
        wide = self._op("BiasGelu", wide, self._bias(at + "intermediate.dense"), domain=_ORT)
        return self._residual(at + "output.", wide, state)

    def _residual(self, at: str, new: str, old: str) -> str:
        inputs = (self._times(at + "dense", new), old, *self._norm(at + "LayerNorm"), self._bias(at + "dense"))
        return self._op("SkipLayerNormalization", *inputs, domain=_ORT, epsilon=self.config["layer_norm_eps"])

    def _times(self, name: str, state: str) -> str:
        return self._op("MatMul", state, self._constant(name, self.tensors[name + ".weight"].T))

    def _norm(self, name: str) -> tuple[str, str]:
        return self._constant(name, self.tensors[name + ".weight"]), self._bias(name)

    def _bias(self, name: str) -> str:
        return self._constant(name + ".bias", self.tensors[name + ".bias"])

    def _number(self, name: str, value: list[int]) -> str:
        return self._constant(name, np.array(value, dtype=np.int64))

    def _constant(self, name: str, values: NDArray[Any]) -> str:
        self.constants.append(numpy_helper.from_array(np.ascontiguousarray(values), name))
        return name

    def _op(self, kind: str, *inputs: str, **attributes: Any) -> str:
        output = f"{kind}.{len(self.nodes)}"
        self.nodes.append(helper.make_node(kind, list(inputs), [output], **attributes))
        return output
