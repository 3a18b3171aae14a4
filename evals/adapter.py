"""Training the adapter of questions (``assistant.adapter``) on questions with the sentences that answer them.

For each question the sentence that answers it shall be nearer than every other sentence about its local area: the
softmax loss of contrastive learning (InfoNCE: van den Oord et al., "Representation Learning with Contrastive Predictive
Coding", 2018) over the area's sentences, with a penalty on how far the matrix is from leaving questions as they are.
"""

import random
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from assistant.library import Library
from evals.pair_files import Pair
from ingest.documents import Frozen
from ingest.embed import Embedder
from ingest.errors import SuiteError

Matrix = NDArray[np.float32]
_STEPS, _BATCH, _RATE = 500, 64, 1e-3
_TEMPERATURE, _PENALTY = 0.05, 0.001
_NEVER = -1e4


class Asked(Frozen, arbitrary_types_allowed=True):
    """A set of documents with the questions about it, as vectors."""

    name: str
    sentences: Matrix
    """Count × width."""
    areas: NDArray[np.int64]
    """Number of the local area of each sentence."""
    questions: Matrix
    answers: NDArray[np.int64]
    """For each question, which sentence answers it."""

    @property
    def others(self) -> NDArray[np.bool_]:
        """Questions × sentences: whether it is about another area, and does not compete."""
        found: NDArray[np.bool_] = self.areas[self.answers][:, None] != self.areas[None, :]
        return found


class Quality(Frozen):
    """How well the sentence that answers is found by nearness alone."""

    n: int
    first: float
    """Share of questions of which it is the nearest."""
    in_three: float
    mrr: float
    """Mean reciprocal rank."""


def as_vectors(name: str, pairs: Sequence[Pair], library: Library, embedder: Embedder) -> Asked:
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
    asked = [embedder.get_query_embedding(library.written_out(pair.question)) for pair in pairs]
    return Asked(
        name=name,
        sentences=library.unit_vectors(embedder, units),
        areas=np.array([numbers.get(library.sources[unit.document].local_area or "", -1) for unit in units]),
        questions=np.asarray(asked, dtype=np.float32),
        answers=np.array([places[pair.document, pair.text] for pair in pairs]),
    )


def trained(sets: Sequence[Asked], seed: int = 0) -> Matrix:
    """The matrix that is added to the identity, width × width. The same sets and seed give the same matrix."""
    import torch

    chance = random.Random(seed)
    width = sets[0].sentences.shape[1]
    turn = torch.nn.Parameter(torch.zeros(width, width))
    optimiser = torch.optim.Adam([turn], lr=_RATE)
    sizes = [len(each.questions) for each in sets]
    for step in range(_STEPS):
        optimiser.param_groups[0]["lr"] = _RATE * (1 - step / _STEPS)
        each = chance.choices(sets, sizes)[0]
        chosen = chance.sample(range(len(each.questions)), min(_BATCH, len(each.questions)))
        asked = torch.from_numpy(each.questions[chosen])
        turned = torch.nn.functional.normalize(asked + asked @ turn)
        near = turned @ torch.from_numpy(each.sentences).T / _TEMPERATURE
        near = near.masked_fill(torch.from_numpy(each.others[chosen]), _NEVER)
        loss = torch.nn.functional.cross_entropy(near, torch.from_numpy(each.answers[chosen]))
        loss = loss + _PENALTY * turn.square().sum()
        optimiser.zero_grad()
        loss.backward()  # type: ignore[no-untyped-call]
        optimiser.step()
    found: Matrix = turn.detach().numpy()
    return found


def quality(asked: Asked, turn: Matrix | None) -> Quality:
    """How well the answering sentences are found, with the questions' vectors turned or as they are."""
    vectors = asked.questions if turn is None else asked.questions + asked.questions @ turn
    near = vectors @ asked.sentences.T
    near[asked.others] = -np.inf
    mine = near[np.arange(len(vectors)), asked.answers]
    ranks = 1 + (near > mine[:, None]).sum(axis=1)
    return Quality(
        n=len(ranks),
        first=float((ranks == 1).mean()),
        in_three=float((ranks <= 3).mean()),
        mrr=float((1 / ranks).mean()),
    )


def written(turn: Matrix, path: Path) -> None:
    """Keep a matrix as the assistant reads it."""
    from safetensors.numpy import save_file

    from assistant.adapter import NAME

    beside = path.with_suffix(".new")
    save_file({NAME: turn.astype(np.float16)}, beside)
    beside.replace(path)
