"""What speed is wanted, held against a measurement."""

from collections.abc import Callable

from evals.speed_types import Size, Speed
from ingest.documents import Frozen

_FEW, _MANY = 1_000, 100_000
"""Passages: an index of so many may take at most twice as long as one of so few."""


class Goal(Frozen):
    """One goal with what was measured."""

    wanted: str
    found: str
    """The figure and where it was taken, or why there is none."""
    met: bool | None
    """``None``: not measured."""


def goals(speed: Speed) -> list[Goal]:
    """Every goal; those with no figure are not measured, never met."""
    if not speed.sizes:
        return []
    made = [_each(wanted, most, speed.sizes, take) for wanted, most, take in _LATENCY]
    made.insert(0, _embedding(speed.sizes[-1]))
    return [*made, _growth(speed.sizes), _page(speed.sizes)]


_LATENCY: tuple[tuple[str, float, Callable[[Size], tuple[float, str]]], ...] = (
    ("rebuild with nothing changed at most 2 s", 2, lambda size: (size.unchanged.seconds, "s")),
    ("slowest cold ask at most 5 s", 5, lambda size: (max(ran.seconds for ran in size.cold), "s")),
    ("warm ask, new questions, p50 at most 150 ms", 150, lambda size: (size.asked.passes[0].p50_ms, "ms")),
    ("warm ask, new questions, p95 at most 400 ms", 400, lambda size: (size.asked.passes[0].p95_ms, "ms")),
)


def _embedding(size: Size) -> Goal:
    found = f"{size.encoding.ratio:.2f} ({size.name})"
    return Goal(wanted="embedding at least twice as fast as plain encode", found=found, met=size.encoding.ratio >= 2)


def _each(wanted: str, most: float, sizes: tuple[Size, ...], take: Callable[[Size], tuple[float, str]]) -> Goal:
    values = [(size.name, *take(size)) for size in sizes]
    found = ", ".join(f"{value:.3g} {unit} ({name})" for name, value, unit in values)
    return Goal(wanted=wanted, found=found, met=all(value <= most for _, value, _ in values))


def _page(sizes: tuple[Size, ...]) -> Goal:
    wanted = "slowest first answer of the page over HTTP at most 10 s after serve"
    if not all(size.pages for size in sizes):
        return Goal(wanted=wanted, found="not asked", met=None)
    return _each(wanted, 10, sizes, lambda size: (max(page.answered_seconds for page in size.pages), "s"))


def _growth(sizes: tuple[Size, ...]) -> Goal:
    """Only an index of the size that the goal names can show that it is met."""
    wanted = f"p95 at {_MANY:,} passages at most twice that at {_FEW:,}"
    *smaller, many = sorted(sizes, key=lambda size: size.passages)
    if not smaller:
        return Goal(wanted=wanted, found="needs two sizes", met=None)
    few = min(smaller, key=lambda size: abs(size.passages - _FEW))
    times = many.asked.passes[0].p95_ms / few.asked.passes[0].p95_ms
    found = f"{times:.2f} times, {many.passages:,} passages to {few.passages:,}"
    return Goal(wanted=wanted, found=found, met=times <= 2 if many.passages >= _MANY else None)
