"""Tables that set an area beside the whole country: which of their columns a question asks for."""

import re

from .understand import Understood
from .words import keys

_COUNTRY = re.compile(r"\b(?:england|english|national(?:ly)?|countrywide|country)\b", re.I)
_BESIDE = r"(?:compar\w+|against|than|versus|vs\.?|differ\w*|alongside|beside|both|gap|above|below|match\w*|and|or)"
_COMPARES = re.compile(
    rf"\b{_BESIDE}\b.*\b(?:england|english|national\w*|country)|\b(?:england|english|national\w*|country)\b.*\b{_BESIDE}\b",
    re.I,
)
_WORDS = "england english national country countrywide against average rate figure two compared likely often share"
WORDS = frozenset({*keys(_WORDS), "=percent"})
"""What belongs to asking for both, whatever is compared."""


def is_beside_country(names: dict[int, str]) -> bool:
    """Whether some columns, by their names, are of the country and others are not."""
    of_country = [bool(_COUNTRY.search(name)) for name in names.values()]
    return any(of_country) and not all(of_country)


def columns_of_place(names: dict[int, str], question: Understood) -> tuple[int, ...]:
    """The columns of the area, of the country, or all, as a question asks.

    Args:
        names: of columns of which some are of the country.
        question: as understood.
    """
    country = tuple(n for n, name in names.items() if _COUNTRY.search(name))
    if not _COUNTRY.search(question.standalone):
        return tuple(n for n in names if n not in country)
    return tuple(names) if sets_beside_country(question) else country


def sets_beside_country(question: Understood) -> bool:
    """Whether the figure of an area is asked for and that of the country."""
    return bool(_COMPARES.search(question.standalone))
