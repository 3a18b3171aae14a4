"""Areas picked by a mark: "Which areas had fewer than one in ten plans on time?" is not one that had 38%."""

import re

from ingest.numbers import find_numbers

from .forms import ASKS_FOR_AREAS

_PARTS = {"half": 50.0, "third": 100 / 3, "quarter": 25.0, "fifth": 20.0, "tenth": 10.0}
_FEW, _WHOLE = r"(?:one|two|three|four|nine|\d)", r"(?:two|three|four|five|ten|twenty|\d+)"
_IN = rf"{_FEW} (?:in|out of) (?:every )?{_WHOLE}"
_AIMED = re.compile(r"\b(?:targets?|aim\w*|goals?|ambition)\b", re.I)
"""What is aimed at, or missed, is not what was reached."""
_SHARE = (
    rf"(?P<share>\d+(?:\.\d+)? ?(?:%|per ?cent)|{_IN}|(?:an? |one |two |three |four )?"
    r"(?:half|third|quarter|fifth|tenth)s?)"
)
_MARK = re.compile(
    rf"\b(?:(?P<up>above|over|more than|at least|better than|higher than|exceed\w*)"
    rf"|(?P<down>below|under|less than|fewer than|at most|lower than|worse than)) (?:just )?{_SHARE}",
    re.I,
)
_SHARES = re.compile(_SHARE, re.I)


def is_beyond_mark(asked: str, said: str) -> bool:
    """Whether a sentence has a share on the side of the mark that a question sets; true where it sets none for areas.

    Args:
        asked: the question.
        said: the sentence.
    """
    mark = _MARK.search(asked) if ASKS_FOR_AREAS.search(asked) else None
    if not mark:
        return True
    edge = _percent(mark["share"])
    if edge is None:
        return True
    if _AIMED.search(said):
        return False
    found = [_percent(match[0]) for match in _SHARES.finditer(said)]
    return any(value >= edge if mark["up"] else value <= edge for value in found if value is not None)


def _percent(share: str) -> float | None:
    """A share in per cent: of "4%", "one in ten", "a third", "three quarters"; ``None`` for one out of nothing."""
    numbers = [float(number.value) for number in find_numbers(share)]
    part = next((value for name, value in _PARTS.items() if name in share.lower()), None)
    if part is not None:
        return part * (numbers[0] if numbers else 1)
    if len(numbers) == 2:
        return 100 * numbers[0] / numbers[1] if numbers[1] else None
    return numbers[0]
