"""Two runs over the same cases: is the difference real, or may it be chance? Pure functions.

Exact McNemar test: McNemar (1947), with the binomial tail in place of its approximation. Paired bootstrap: Efron and
Tibshirani, "An Introduction to the Bootstrap" (1993), with dialogues drawn whole, since their turns hang together.
"""

from collections.abc import Hashable, Mapping, Sequence
from fractions import Fraction
from math import comb

import numpy as np

from ingest.documents import Frozen

DRAWS = 10_000
SEED = 20_231
"""Fixed, so that the same runs always give the same interval."""


class Difference(Frozen):
    """The mean of one run less that of another, over the cases that both measured."""

    n: int
    """Cases."""
    first: float | None
    """Mean of the first run over them; ``None`` where n is 0: not measured."""
    other: float | None
    value: float | None
    """``other`` less ``first``."""
    low: float | None
    """Lower end of the 95% interval."""
    high: float | None

    @property
    def real(self) -> bool:
        """Does the interval leave out 0?"""
        return self.low is not None and self.high is not None and (self.low > 0 or self.high < 0)


def mcnemar(wins: int, losses: int) -> float:
    """Two-sided p of as uneven a split of the cases that differ, or a more uneven one, if either way were as likely.

    Args:
        wins: cases that only the second passes.
        losses: cases that only the first passes.
    """
    n = wins + losses
    tail = sum(comb(n, k) for k in range(min(wins, losses) + 1))
    return min(1.0, float(Fraction(2 * tail, 1 << n)))


def holm(ps: Sequence[float]) -> list[float]:
    """p values of several comparisons, corrected for their number (Holm 1979)."""
    corrected = [0.0] * len(ps)
    highest = 0.0
    for place, number in enumerate(sorted(range(len(ps)), key=lambda number: ps[number])):
        highest = max(highest, min(1.0, (len(ps) - place) * ps[number]))
        corrected[number] = highest
    return corrected


def difference(
    first: Mapping[str, float], other: Mapping[str, float], cluster: Mapping[str, Hashable] | None = None
) -> Difference:
    """The difference of two means over the cases that both have, with a paired bootstrap interval.

    Args:
        first: a value for each case, by its id.
        other: the same of another run.
        cluster: what is drawn together, by the id of the case; each case by itself if nothing is given.
    """
    both = [case for case in first if case in other]
    if not both:
        return Difference(n=0, first=None, other=None, value=None, low=None, high=None)
    gaps = np.array([other[case] - first[case] for case in both])
    groups = {name: at for at, name in enumerate(dict.fromkeys((cluster or {}).get(case, case) for case in both))}
    owner = np.array([groups[(cluster or {}).get(case, case)] for case in both])
    sums, sizes = np.bincount(owner, weights=gaps), np.bincount(owner)
    drawn = np.random.default_rng(SEED).integers(0, len(groups), size=(DRAWS, len(groups)))
    means = sums[drawn].sum(axis=1) / sizes[drawn].sum(axis=1)
    low, high = (float(end) for end in np.quantile(means, [0.025, 0.975]))
    mean_first, mean_other = (float(np.mean([run[case] for case in both])) for run in (first, other))
    return Difference(n=len(both), first=mean_first, other=mean_other, value=float(gaps.mean()), low=low, high=high)
