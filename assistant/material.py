"""All that was found for one question: what composing, checking and a language model work from."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from .cells import find_cells
from .evidence import Scored
from .library import Library
from .retrieve import Found
from .understand import Understood

_MIN_OUTSIDE = 0.75  # how well a row must fit for its table to be the one that holds the answer


@dataclass(frozen=True)
class Material:
    """All that was found for a question."""

    library: Library
    question: Understood
    found: Found
    scored: Sequence[Scored]

    @cached_property
    def is_outside_its_table(self) -> bool:
        """A table counts what is asked for, and not for the time that is asked about."""
        question = self.question
        if not question.periods and not question.month:
            return False
        undated = question.model_copy(update={"period": None, "periods": (), "month": None})
        counted = find_cells(self.library, undated, self.found)
        fits = bool(counted) and counted[0].score >= _MIN_OUTSIDE
        return fits and not find_cells(self.library, question, self.found)
