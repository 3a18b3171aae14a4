"""The gate: what a suite's measures must not fall below. Floors only ever rise."""

from pathlib import Path
from typing import Annotated

from pydantic import Field, ValidationError

from evals.folder import RunFolder
from evals.marks import LineError, Marked
from evals.score import score
from evals.table import LOWER_IS_BETTER, MEANINGS
from ingest.documents import Frozen
from ingest.errors import SuiteError

FLOORS = Path(__file__).with_name("floors.yaml")
"""The floors of this project's own suites."""


class Floor(Frozen):
    """The bounds of one suite."""

    run: str
    """The run that showed that they can be kept: when, on which documents, with which generator."""
    bounds: dict[str, Annotated[float, Field(ge=0, le=1)]]
    """By measure: the least that is allowed; the most, where lower is better (``table.LOWER_IS_BETTER``)."""


def load_floors(path: Path = FLOORS) -> dict[str, Floor]:
    """Read floors, by the name of their suite.

    Raises:
        SuiteError: the file is not there, or names something that is no measure.
    """
    remedy = f"mend {path}"
    try:
        data = Marked(path.read_text(encoding="utf-8")).data
        floors = {name: Floor.model_validate(entry) for name, entry in data.items()}
    except OSError as error:
        raise SuiteError(f"the floors {path} cannot be read: {error.strerror}", "name a YAML file of floors") from error
    except (LineError, ValidationError, AttributeError, UnicodeDecodeError) as error:
        raise SuiteError(f"{path.name} is no file of floors: {str(error).splitlines()[0]}", remedy) from error
    for name, floor in floors.items():
        unknown = sorted(set(floor.bounds) - set(MEANINGS))
        if unknown:
            raise SuiteError(f"{path.name} bounds {unknown[0]!r} of {name}, which is no measure", remedy)
    return floors


def breaches(floors: dict[str, Floor], folder: RunFolder) -> list[str]:
    """Where a run falls below the floors of its suite, one line each. What is not measured falls below, too.

    Raises:
        SuiteError: there are no floors for its suite, the run is not complete, or it is of a peer.
    """
    result = score(folder)
    floor = floors.get(result.suite)
    if floor is None:
        raise SuiteError(f"there are no floors for the suite {result.suite}", f"bounded are {', '.join(floors)}")
    if result.asked < result.cases:
        what = f"{folder.path} has asked {result.asked} of {result.cases} cases"
        raise SuiteError(what, "finish it with the command that began it")
    found = []
    for name, bound in floor.bounds.items():
        value = result.measures[name].value
        most = name in LOWER_IS_BETTER
        if value is None or (value > bound if most else value < bound):
            is_ = "not measured" if value is None else f"{value:.1%}"
            found.append(f"{name} is {is_}, and must be at {'most' if most else 'least'} {bound:.1%}")
    return found
