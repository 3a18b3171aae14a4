"""What a judge made of a run: kept in the run's folder, read by ``score``, and never mixed with measures of fact.

judge.json     which model judged, and with what
judged.jsonl   one line a verdict: the case, what was judged, and the value or what went wrong
"""

from collections.abc import Sequence
from pathlib import Path
from typing import Literal

from evals.lines import Lines, damaged, writing
from evals.measures import Measure, share
from ingest.documents import Frozen
from ingest.errors import SuiteError

Aspect = Literal["faithfulness", "completeness"]
ASPECTS: dict[Aspect, str] = {
    "faithfulness": "answers that their own quotes bear out, says the judge",
    "completeness": "answers that state every expected fact, says the judge",
}
"""What is judged, in one line each."""


class Pin(Frozen):
    """What decides a verdict beside the answer: verdicts of another are no longer comparable."""

    model: str
    evaluators: str
    """The version of LlamaIndex, whose evaluators and prompts are used."""


class Verdict(Frozen):
    """One thing judged about one answer."""

    id: str
    """Of the case."""
    repeat: int
    aspect: Aspect
    held: bool | None
    """``None`` where the judge gave no verdict."""
    why: str
    """What the judge said, or what went wrong."""


class Judged(Frozen):
    """The verdicts of a run, counted."""

    pin: Pin
    measures: dict[Aspect, Measure]
    errors: dict[Aspect, int]
    """Verdicts that were asked for and not given; they count in no measure."""


class JudgedFolder:
    """The verdicts in the folder of a run."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._pin = path / "judge.json"
        self._lines = Lines(path / "judged.jsonl")

    def begin(self, pin: Pin) -> None:
        """Write down who judges, or go on with verdicts of the same.

        Raises:
            SuiteError: another judged this run, or the folder cannot be written.
        """
        before = self.pin()
        if before is not None and before != pin:
            what = f"{self._path} was judged by {before.model} with LlamaIndex {before.evaluators}"
            raise SuiteError(what, f"Delete {self._pin.name} and {self._lines.path.name} there to judge it anew")
        with writing(self._path):
            self._pin.write_text(pin.model_dump_json(indent=2) + "\n", encoding="utf-8")
        self._lines.mend()

    def pin(self) -> Pin | None:
        """Who judged; ``None`` where nobody did."""
        if not self._pin.exists():
            return None
        try:
            return Pin.model_validate_json(self._pin.read_bytes())
        except ValueError as error:
            raise damaged(self._pin.name, self._path) from error

    def verdicts(self) -> list[Verdict]:
        """The last verdict on each thing."""
        found = (self._lines.checked(Verdict, line) for line in self._lines.read())
        return list({(each.id, each.repeat, each.aspect): each for each in found}.values())

    def add(self, verdict: Verdict) -> None:
        """Append a verdict."""
        self._lines.append(verdict.model_dump())


def judged(path: Path, repeats: int = 1) -> Judged | None:
    """What a judge made of the run in a folder; ``None`` where none was asked.

    Raises:
        SuiteError: the verdicts are damaged.
    """
    folder = JudgedFolder(path)
    pin = folder.pin()
    if pin is None:
        return None
    by_aspect: dict[Aspect, Sequence[Verdict]] = {
        aspect: [verdict for verdict in folder.verdicts() if verdict.aspect == aspect] for aspect in ASPECTS
    }
    return Judged(
        pin=pin,
        measures={a: share([v.held for v in of if v.held is not None], repeats) for a, of in by_aspect.items()},
        errors={a: sum(v.held is None for v in of) for a, of in by_aspect.items()},
    )
