"""What the judge of two runs makes of the one and of the other; no part of a verdict on which is better."""

from collections.abc import Iterator, Mapping
from pathlib import Path

from evals.judged import ASPECTS, Aspect, JudgedFolder, Pin
from evals.paired import Difference, difference
from ingest.documents import Frozen


class Opinions(Frozen):
    """What one judge makes of two runs."""

    who: str
    """Who judged, or why the two are not measured against each other."""
    measures: dict[Aspect, Difference]
    """Over the cases on which it gave a verdict in both."""


def opinions(first: Path, other: Path, cluster: Mapping[str, str]) -> Opinions:
    """What the judge of two runs makes of the one and of the other; not measured where they had not the same one.

    Args:
        first: folder of the run that is compared with.
        other: folder of the run that is compared.
        cluster: the dialogue of each case, or the case itself.

    Raises:
        SuiteError: verdicts are damaged.
    """
    folders = (JudgedFolder(first), JudgedFolder(other))
    before, after = (folder.pin() for folder in folders)
    if before is None or before != after:
        who = f"not measured: the first was {who_judged(before)}, the other {who_judged(after)}"
        return Opinions(who=who, measures={aspect: difference({}, {}) for aspect in ASPECTS})
    pairs = {aspect: [_held(folder, aspect) for folder in folders] for aspect in ASPECTS}
    measures = {aspect: difference(one, two, cluster) for aspect, (one, two) in pairs.items()}
    return Opinions(who=f"both {who_judged(before)}", measures=measures)


def who_judged(pin: Pin | None) -> str:
    """Who judged a run, in words."""
    return f"judged by {pin.model}, with LlamaIndex {pin.evaluators}" if pin else "not judged"


def _held(folder: JudgedFolder, aspect: Aspect) -> dict[str, float]:
    """The mean verdict on each case, over its repeats."""
    by_case: dict[str, list[bool]] = {}
    for id_, held in _verdicts(folder, aspect):
        by_case.setdefault(id_, []).append(held)
    return {id_: sum(held) / len(held) for id_, held in by_case.items()}


def _verdicts(folder: JudgedFolder, aspect: Aspect) -> Iterator[tuple[str, bool]]:
    return ((v.id, v.held) for v in folder.verdicts() if v.aspect == aspect and v.held is not None)
