"""What a report shows, as plain values for its template."""

from assistant.answers import Citation
from evals.compare import Pair
from evals.failures import Failure
from evals.measures import Measure
from evals.settings import RunSettings
from ingest.documents import Frozen


class Bar(Frozen):
    """One run's value of a measure."""

    run: int
    """Number of the run in its suite, from 0: it decides the colour."""
    name: str
    measure: Measure


class Row(Frozen):
    """One measure or tag, of every run."""

    name: str
    meaning: str = ""
    lower_is_better: bool = False
    bars: tuple[Bar, ...]


class Group(Frozen):
    """Measures that belong together."""

    title: str
    rows: tuple[Row, ...]
    unmeasured: tuple[str, ...] = ()
    """Measures of this group that no run measured."""


class Judging(Frozen):
    """What language models think of the answers: apart from the measures of fact, and in none of them."""

    rows: tuple[Row, ...]
    """None where no run was judged: not measured."""
    who: tuple[str, ...]
    """Who judged each run, in a line."""
    mixed: bool
    """The runs had different judges, so that their shares cannot be compared."""


class Strip(Frozen):
    """The times, or lengths, of one run's answers, placed on an axis that all runs share."""

    run: int
    name: str
    marks: tuple[float, ...]
    """Where each answer stands, from 0 to 100."""
    p50: float
    p95: float
    text: str
    """Median and 95th percentile in words."""


class Axis(Frozen):
    """Strips on one logarithmic axis."""

    title: str
    ticks: tuple[tuple[float, str], ...]
    """Place, from 0 to 100, and label."""
    strips: tuple[Strip, ...]


class Said(Frozen):
    """A place in a document that states what an answer lacks."""

    document: str
    text: str


class Failed(Frozen):
    """A failed case with its answer and its sources."""

    failure: Failure
    tags: tuple[str, ...]
    citations: tuple[Citation, ...]
    """The first of what the answer cites."""
    more_citations: int
    said: tuple[Said, ...]
    """Where the expected documents state the facts that are missing."""


class RunShown(Frozen):
    """One run."""

    number: int
    name: str
    settings: RunSettings
    asked: int
    cases: int
    passed: Measure
    failed: tuple[Failed, ...]
    hidden: int
    """Failed cases that are held out and not shown."""


class SuiteShown(Frozen):
    """All runs of one suite."""

    name: str
    cases: int
    runs: tuple[RunShown, ...]
    pairs: tuple[Pair, ...]
    """Every later run compared with the first."""
    groups: tuple[Group, ...]
    tags: Group
    judged: Judging
    axes: tuple[Axis, ...]
