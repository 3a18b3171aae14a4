"""A comparison of runs as text."""

from collections.abc import Iterator

from evals.compare import Changed, Comparison, Pair
from evals.paired import Difference


def comparison_text(comparison: Comparison) -> str:
    """The comparison for a terminal: the verdict first, then measures, wins and losses."""
    head = f"{comparison.suite}: compared with {comparison.first}"
    return "\n".join([head, *(line for pair in comparison.pairs for line in _pair(pair, comparison.first))])


def _pair(pair: Pair, first: str) -> Iterator[str]:
    yield ""
    yield f"{pair.name}: {pair.verdict}"
    if pair.caution:
        yield f"  {pair.caution}"
    yield f"  differs in: {', '.join(pair.differs_in) or 'nothing'}"
    if pair.only_one:
        yield f"  left out: {pair.only_one} cases that only one of the runs has asked"
    yield ""
    for name, found in pair.measures.items():
        yield _line(name, found)
    yield ""
    yield f"  a judge's opinion, no part of the verdict: {pair.judged.who}"
    for aspect, found in pair.judged.measures.items():
        if found.n:
            yield _line(aspect, found)
    for title, cases in ((f"passed by {pair.name} only", pair.wins), (f"passed by {first} only", pair.losses)):
        yield ""
        yield f"  {title}: {len(cases)}" + (" shown" if pair.hidden else "")
        yield from map(_case, cases)
    if pair.hidden:
        yield f"  {pair.hidden} more are held out (--held-out names them)"


def _line(name: str, found: Difference) -> str:
    if found.value is None or found.first is None or found.other is None:
        return f"  {name:<18} not measured by both"
    change = f"{found.first:6.1%} -> {found.other:6.1%}  {100 * found.value:+5.1f} points"
    interval = f"{100 * (found.low or 0):+.1f} to {100 * (found.high or 0):+.1f}"
    return f"  {name:<18} {change}, 95% {interval:<15} n={found.n:<4} {_word(found)}"


def _word(found: Difference) -> str:
    if found.real:
        return "real"
    return "may be chance" if found.value or found.low or found.high else "the same"


def _case(case: Changed) -> str:
    return f"    {case.id}: {case.question}  ({', '.join(case.tags)})"
