"""Training the question adapter (``assistant.adapter``) on questions with the sentences that answer them.

For each question the sentence that answers it shall be nearer than every other sentence about its local area: the
softmax loss of contrastive learning (InfoNCE: van den Oord et al., "Representation Learning with Contrastive Predictive
Coding", 2018) over the area's sentences. What is learnt are low-rank changes of the weights (LoRA: Hu et al., "LoRA:
Low-Rank Adaptation of Large Language Models", 2021) of the encoder of questions and a matrix that turns its vectors,
with a penalty on how far that matrix is from the identity; sentences keep the vectors that they have.
"""

import random
from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from assistant.library import Library
from evals.pair_files import Pair
from ingest.documents import Frozen
from ingest.embed import Embedder
from ingest.errors import SuiteError

Matrix = NDArray[np.float32]
STEPS = 1000
"""Batches from which a whole training learns."""
_BATCH, _RANK = 64, 8
_TEMPERATURE, _PENALTY = 0.05, 0.001
_NEVER = -1e4
_LENGTHS = 6  # characters by which questions of a batch may well differ in length


class Asked(Frozen, arbitrary_types_allowed=True):
    """A set of documents with the questions about it."""

    name: str
    sentences: Matrix
    """Count × width."""
    areas: NDArray[np.int64]
    """Number of the local area of each sentence."""
    questions: tuple[str, ...]
    """With their abbreviations written out."""
    answers: NDArray[np.int64]
    """For each question, which sentence answers it."""

    def others(self, chosen: Sequence[int]) -> NDArray[np.bool_]:
        """Questions × sentences: whether a sentence is about another area than the question, and does not compete."""
        found: NDArray[np.bool_] = self.areas[self.answers[chosen]][:, None] != self.areas[None, :]
        return found


class Quality(Frozen):
    """How well the sentence that answers is found by nearness alone."""

    n: int
    first: float
    """Share of questions of which it is the nearest."""
    in_three: float
    mrr: float
    """Mean reciprocal rank."""


def asked_of(name: str, pairs: Sequence[Pair], library: Library, embedder: Embedder) -> Asked:
    """The questions of a set and all sentences of its documents.

    Raises:
        SuiteError: no document has a text that is said to answer.
    """
    units = [unit for id_ in library.sources for unit in library.units(id_)]
    numbers = {area: number for number, area in enumerate(sorted(library.areas()))}
    places = {(unit.document, Pair.start_of(unit.text)): place for place, unit in reversed(list(enumerate(units)))}
    lost = [pair for pair in pairs if (pair.document, pair.text) not in places]
    if lost:
        raise SuiteError(f"{name}: {lost[0].document} has no sentence {lost[0].text!r}", "Mend the line or take it out")
    return Asked(
        name=name,
        sentences=library.unit_vectors(embedder, units),
        areas=np.array([numbers.get(library.sources[unit.document].local_area or "", -1) for unit in units]),
        questions=tuple(library.written_out(pair.question) for pair in pairs),
        answers=np.array([places[pair.document, pair.text] for pair in pairs]),
    )


def trained(
    sets: Sequence[Asked], steps: int = STEPS, seed: int = 0, told: Callable[[int, float], object] = lambda *_: None
) -> dict[str, Matrix]:
    """The changes of the built-in embedder's weights, as ``ingest.minilm.graph`` takes them.

    Args:
        sets: what to learn from.
        steps: batches to learn from, taken from the sets by chance.
        seed: of that chance. The same sets, steps and seed give the same changes, on the same machine.
        told: called after every step with its number and its loss.
    """
    import torch

    from evals.question_encoder import QuestionEncoder

    torch.manual_seed(seed)
    chance = random.Random(seed)
    encoder = QuestionEncoder(_RANK)
    optimiser = torch.optim.Adam(encoder.learnt())
    schedule = torch.optim.lr_scheduler.LambdaLR(optimiser, lambda step: min(1, (step + 1) / 30) * (1 - step / steps))
    vectors = [torch.from_numpy(each.sentences) for each in sets]
    for step in range(steps):
        number = chance.choices(range(len(sets)), [len(each.questions) for each in sets])[0]
        each = sets[number]
        chosen = _of_like_length(each.questions, chance)
        near = encoder.vectors([each.questions[place] for place in chosen]) @ vectors[number].T / _TEMPERATURE
        near = near.masked_fill(torch.from_numpy(each.others(chosen)), _NEVER)
        loss = torch.nn.functional.cross_entropy(near, torch.from_numpy(each.answers[chosen]))
        loss = loss + _PENALTY * encoder.turn.square().sum()
        optimiser.zero_grad()
        loss.backward()  # type: ignore[no-untyped-call]
        optimiser.step()
        schedule.step()
        told(step, float(loss.detach()))
    return encoder.changes()


def _of_like_length(questions: Sequence[str], chance: random.Random) -> list[int]:
    """Places of questions for a batch: of about the same length, so that little is padded."""
    order = sorted(range(len(questions)), key=lambda place: len(questions[place]) + chance.gauss(0, _LENGTHS))
    start = chance.randrange(max(1, len(order) - _BATCH + 1))
    return order[start : start + _BATCH]


def quality(asked: Asked, embedder: Embedder) -> Quality:
    """How well the answering sentences are found by the vectors that an embedder makes of the questions."""
    vectors = np.asarray([embedder.get_query_embedding(question) for question in asked.questions], dtype=np.float32)
    near = vectors @ asked.sentences.T
    near[asked.others(range(len(vectors)))] = -np.inf
    mine = near[np.arange(len(vectors)), asked.answers]
    ranks = 1 + (near > mine[:, None]).sum(axis=1)
    return Quality(
        n=len(ranks),
        first=float((ranks == 1).mean()),
        in_three=float((ranks <= 3).mean()),
        mrr=float((1 / ranks).mean()),
    )


def written(changes: dict[str, Matrix], path: Path) -> None:
    """Keep the changes as the assistant reads them, in float16."""
    from safetensors.numpy import save_file

    beside = path.with_suffix(".new")
    save_file({name: values.astype(np.float16) for name, values in changes.items()}, beside)
    beside.replace(path)
