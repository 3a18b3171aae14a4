"""Counts and lists of names as a sentence says them."""

from collections.abc import Sequence

from .forms import NUMBER_WORDS


def count_in_words(count: int) -> str:
    """ "nine" for 9; figures for counts beyond twelve."""
    return NUMBER_WORDS[count] if count < len(NUMBER_WORDS) else str(count)


def listed(names: Sequence[str]) -> str:
    """ "Bolton, Medway and Surrey"; "none" where there is no name."""
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}" if names else "none"
