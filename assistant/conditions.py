"""Autism and ADHD: both are neurodevelopmental, and a figure about the one is none about the other."""

import re

_AUTISM = re.compile(r"\bautis\w*|\bas[dc]\b", re.I)
_ADHD = re.compile(r"\badhd\b|\battention deficit\b", re.I)


def of_another_condition(asked: str, said: str) -> bool:
    """Whether a text speaks of the one of the two that is not asked about, and not of the other.

    Args:
        asked: a question.
        said: a sentence, or the name of a figure.
    """
    for wanted, other in ((_AUTISM, _ADHD), (_ADHD, _AUTISM)):
        if wanted.search(asked) and not other.search(asked):
            return bool(other.search(said)) and not wanted.search(said)
    return False
