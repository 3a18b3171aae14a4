"""Many passages -> vectors: the built-in embedder in bfloat16, for processors that multiply in it.

The same weights with products in bfloat16 and sums in float32, on torch. Vectors are those of float32 to about four
digits (cosine similarity over 0.9999), which changes no ranking that matters; loading torch takes longer than a few
hundred passages do, so it is for builds. Questions and sentences stay in float32.
"""

from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import torch
from safetensors.torch import load_file
from torch import Tensor
from torch.nn import functional

from .cores import cores
from .embed import Embedder, MiniLM
from .errors import EmbedderError

_BATCH = 8
"""Passages a run: beyond this they fall out of the processor's cache."""
_HEADS, _EPSILON = 12, 1e-12
_ALIKE = 0.999
"""The least cosine similarity of a vector made in both ways."""
_SAMPLE = ("Inspectors found long waits.", "The area has made sufficient progress in addressing this weakness. " * 12)


class Bulk(Embedder):
    """The built-in embedder for building. Safe to use from several threads.

    Args:
        exact: the same in float32: counts and cuts tokens, and is what the vectors are held against.
        weights: its checked ``model.safetensors``.

    Raises:
        EmbedderError: on this processor its vectors are not those of float32.
    """

    def __init__(self, exact: MiniLM, weights: Path) -> None:
        super().__init__(exact.model_name, exact.identity, exact.max_tokens)
        self._exact = exact
        self._tensors = _prepared(load_file(weights))
        ours, theirs = (torch.tensor(way.get_text_embedding_batch(_SAMPLE)) for way in (self, exact))
        if not bool(((ours * theirs).sum(dim=1) > _ALIKE).all()):  # what is not a number is not alike either
            raise EmbedderError("This processor's bfloat16 gives other vectors", "float32 is used instead")

    def count_tokens(self, text: str) -> int:
        """How many tokens a text has, special ones included, however long it is."""
        return self._exact.count_tokens(text)

    def get_text_embedding_batch(self, texts: Sequence[str]) -> list[list[float]]:
        """The vectors of texts, in their order."""
        tokens = self._exact.tokens(texts)
        vectors: list[list[float]] = [[]] * len(tokens)
        threads = torch.get_num_threads()
        try:
            # A batch a thread: to share out one batch costs more than it brings, most where others want the processor.
            with ThreadPoolExecutor(cores(), initializer=torch.set_num_threads, initargs=(1,)) as pool:
                for places, found in pool.map(lambda places: (places, self._run(tokens, places)), _alike(tokens)):
                    for place, vector in zip(places, found, strict=True):
                        vectors[place] = vector
        finally:
            torch.set_num_threads(threads)
        return vectors

    @torch.inference_mode()
    def _run(self, tokens: list[list[int]], places: list[int]) -> list[list[float]]:
        longest = max(len(tokens[place]) for place in places)
        ids = torch.tensor([tokens[place] + [0] * (longest - len(tokens[place])) for place in places])
        read = torch.tensor([[n < len(tokens[place]) for n in range(longest)] for place in places])
        state = self._embedded(ids)
        for number in range(len(self._layers)):
            state = self._layer(number, state, read[:, None, None, :])
        found: list[list[float]] = functional.normalize((state * read[..., None]).sum(dim=1), dim=1).tolist()
        return found

    @property
    def _layers(self) -> range:
        return range(sum(name.endswith(".qkv.weight") for name in self._tensors))

    def _embedded(self, ids: Tensor) -> Tensor:
        words = self._tensors["embeddings.word_embeddings.weight"][ids]
        return self._normed("embeddings", words + self._tensors["places"][: ids.shape[1]])

    def _layer(self, number: int, state: Tensor, read: Tensor) -> Tensor:
        at = f"encoder.layer.{number}"
        size, length, width = state.shape
        parts = self._times(f"{at}.qkv", state).view(size, length, 3, _HEADS, width // _HEADS).permute(2, 0, 3, 1, 4)
        seen = functional.scaled_dot_product_attention(parts[0], parts[1], parts[2], attn_mask=read)
        seen = seen.transpose(1, 2).reshape(size, length, width)
        state = self._normed(f"{at}.attention.output", state + self._times(f"{at}.attention.output.dense", seen))
        wide = functional.gelu(self._times(f"{at}.intermediate.dense", state))
        return self._normed(f"{at}.output", state + self._times(f"{at}.output.dense", wide))

    def _times(self, name: str, state: Tensor) -> Tensor:
        weight, bias = self._tensors[f"{name}.weight"], self._tensors[f"{name}.bias"]
        return functional.linear(state.to(torch.bfloat16), weight, bias)

    def _normed(self, at: str, state: Tensor) -> Tensor:
        weight, bias = (self._tensors[f"{at}.LayerNorm.{part}"] for part in ("weight", "bias"))
        return functional.layer_norm(state.float(), weight.shape, weight, bias, _EPSILON)


def _prepared(tensors: dict[str, Tensor]) -> dict[str, Tensor]:
    """Weights of products in bfloat16, query, key and value as one; all else in float32."""
    made = {name: tensor for name, tensor in tensors.items() if "LayerNorm" in name or "word_embeddings" in name}
    made["places"] = (
        tensors["embeddings.position_embeddings.weight"] + tensors["embeddings.token_type_embeddings.weight"][0]
    )
    for name in tensors:
        if ".dense." in name:
            made[name] = tensors[name].to(torch.bfloat16)
        elif ".self.query." in name:
            three = [tensors[name.replace("query", part)] for part in ("query", "key", "value")]
            made[name.replace("attention.self.query", "qkv")] = torch.cat(three).to(torch.bfloat16)
    return made


def _alike(tokens: list[list[int]]) -> Iterator[list[int]]:
    """Places in the list, in batches of texts of like length, the longest first so that no thread is left with them."""
    order = sorted(range(len(tokens)), key=lambda place: -len(tokens[place]))
    for start in range(0, len(order), _BATCH):
        yield order[start : start + _BATCH]
