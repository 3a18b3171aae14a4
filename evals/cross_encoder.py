"""Training the cross-encoder (``assistant.cross_encoder``): does this sentence answer this question?

Each question is read with the sentence that answers it and with others that come near; a question that no sentence of
its area answers with those that come nearest. The loss is the softmax over the sentences and "none of these", whose
score is fixed at 0, so that scores rank sentences and tell by their sign whether one answers at all. (Listwise softmax:
Cao et al., "Learning to Rank: From Pairwise Approach to Listwise Approach", 2007; the null answer is that of reading
comprehension with unanswerable questions: Devlin et al., "BERT", 2019, section 4.3.)
"""

import random
from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from assistant.adapter import turned
from assistant.cross_encoder import text_of
from evals.adapter import Asked, Matrix
from evals.taught import Taught
from ingest.documents import Frozen
from ingest.embed import CrossEncoder, Embedder

STEPS = 700
"""Batches from which a whole training learns."""
_BATCH, _NEAREST, _AMONG = 8, 24, 5
_SURE = {True: 3, False: 2}
"""Of the sentences that do not answer, how many are the nearest: for an unanswerable question, for another."""
_LOOKED_AT = 16


class Read(Frozen, arbitrary_types_allowed=True):
    """A set of questions with the sentences that come nearest to each."""

    name: str
    texts: tuple[str, ...]
    """Sentences as the cross-encoder reads them."""
    questions: tuple[str, ...]
    nearest: NDArray[np.int64]
    """Questions × 24: places of sentences about the question's area, the nearest first."""
    answers: NDArray[np.int64]
    """For each question the sentence that answers it; -1 where none does."""


class Told(Frozen):
    """How well questions that are answered are told from those that are not, by the best score of 16 sentences."""

    answerable: int
    unanswerable: int
    auc: float
    """Chance that an answerable question scores higher than an unanswerable one."""
    first: float
    """Share of answerable questions whose answering sentence scores highest."""


def read_of(taught: Taught, asked: Asked, embedder: Embedder) -> Read:
    """The questions of a set, answerable and not, each with the sentences that are nearest to it."""
    library = taught.library
    areas = sorted(library.areas())
    units = [unit for id_ in library.sources for unit in library.units(id_)]
    unanswered = [one for one in taught.unanswerable if one.area in areas]
    questions = [*asked.questions, *(library.written_out(one.question) for one in unanswered)]
    of_area = [*asked.areas[asked.answers], *(areas.index(one.area) for one in unanswered)]
    near = np.stack([turned(question, embedder) for question in questions]) @ asked.sentences.T
    near[np.array(of_area)[:, None] != asked.areas[None, :]] = -np.inf
    return Read(
        name=taught.name,
        texts=tuple(text_of(library, unit) for unit in units),
        questions=tuple(questions),
        nearest=np.argsort(-near, axis=1)[:, :_NEAREST],
        answers=np.array([*asked.answers, *[-1] * len(unanswered)]),
    )


def trained(
    sets: Sequence[Read],
    steps: int = STEPS,
    seed: int = 0,
    told: Callable[[int, float], object] = lambda *_: None,
    start: Path | None = None,
) -> dict[str, Matrix]:
    """The changes of the built-in embedder's weights, with a head, as ``ingest.minilm.graph`` takes them.

    Args:
        sets: what to learn from.
        steps: batches to learn from.
        seed: of the chance by which questions and sentences are taken.
        told: called after every step with its number and its loss.
        start: what was learnt before and is to be learnt on.
    """
    import torch

    from evals.pair_scorer import PairScorer

    torch.manual_seed(seed)
    chance = random.Random(seed)
    scorer = PairScorer(start)
    optimiser = torch.optim.AdamW(scorer.learnt(), weight_decay=0.01)
    schedule = torch.optim.lr_scheduler.LambdaLR(optimiser, lambda step: min(1, (step + 1) / 60) * (1 - step / steps))
    pool = _pool(sets)
    chance.shuffle(pool)
    for step in range(steps):
        items = [pool[(step * _BATCH + number) % len(pool)] for number in range(_BATCH)]
        pairs = [(each.questions[n], each.texts[place]) for each, n in items for place in _chosen(each, n, chance)]
        scores = scorer.scores(pairs).view(_BATCH, _AMONG + 1)
        scores = torch.cat([scores, torch.zeros(_BATCH, 1)], dim=1)
        wanted = [0 if each.answers[n] >= 0 else _AMONG + 1 for each, n in items]
        loss = torch.nn.functional.cross_entropy(scores, torch.tensor(wanted))
        optimiser.zero_grad()
        loss.backward()  # type: ignore[no-untyped-call]
        torch.nn.utils.clip_grad_norm_(scorer.layers.learnt(), 1.0)
        optimiser.step()
        schedule.step()
        told(step, float(loss.detach()))
    return scorer.changes()


def _pool(sets: Sequence[Read]) -> list[tuple[Read, int]]:
    """All questions; those that nothing answers, which are fewer, twice."""
    return [(each, n) for each in sets for n, answer in enumerate(each.answers) for _ in range(1 + (answer < 0))]


def _chosen(each: Read, number: int, chance: random.Random) -> list[int]:
    """Places of the sentences that a question is read with: the one that answers first, then some that do not."""
    answer = int(each.answers[number])
    told = "" if answer < 0 else each.texts[answer]
    others = [int(place) for place in each.nearest[number] if place != answer and each.texts[place] != told]
    first = _SURE[answer < 0]
    count = _AMONG + (answer < 0)
    others = others[:first] + chance.choices(others[first:20] or others, k=count - first)
    return others if answer < 0 else [answer, *others]


def told_apart(each: Read, model: CrossEncoder, most: int = 200, seed: int = 1) -> Told:
    """How well a model tells apart, on some of the questions of a set."""
    chance = random.Random(seed)
    kinds = [
        [n for n, answer in enumerate(each.answers) if bool(answer >= 0) == answered] for answered in (True, False)
    ]
    best: list[list[float]] = [[], []]
    first = 0
    for kind, numbers in enumerate(kinds):
        for number in chance.sample(numbers, min(most, len(numbers))):
            places = each.nearest[number][:_LOOKED_AT]
            scores = model.scores(each.questions[number], [each.texts[place] for place in places])
            best[kind].append(max(scores))
            first += kind == 0 and int(places[int(np.argmax(scores))]) == int(each.answers[number])
    yes, no = (np.array(scores) for scores in best)
    higher = (yes[:, None] > no[None]).mean() if len(no) else float("nan")
    return Told(answerable=len(yes), unanswerable=len(no), auc=float(higher), first=first / len(yes))
