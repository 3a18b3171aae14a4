"""Whether the first row of a table names its columns."""

import re
from collections.abc import Sequence

from .flat_tables import is_figure, is_period

_MAX_NAME = 60  # characters; longer is no name of a column


def names_columns(rows: Sequence[Sequence[str]]) -> bool:
    """True where the first row reads as names of columns: short, no sentence, no figure but a period.

    Args:
        rows: cell texts of all rows, the one in question first.
    """
    if len(rows) < 2 or len(rows[0]) < 2:
        return False
    first, *others = rows[0]
    named = [cell for cell in others if cell.strip()]
    if not named or len(first) > _MAX_NAME or re.search(r"[.;:]$", first):
        return False
    return all(_is_name(cell) for cell in named) and len(named) >= len(others) / 2


def _is_name(cell: str) -> bool:
    if is_period(cell):
        return True
    return len(cell) <= _MAX_NAME and not (cell.startswith("• ") or re.search(r"[.;:]$", cell) or is_figure(cell))
