"""Rows and columns whose figures are not of the period that the table gives: the year before it, or a target."""

import re
from collections.abc import Iterable

from .periods import Period

_YEAR = r"(?:calendar |academic |school |financial |fiscal )?year"
_YEAR_BEFORE = re.compile(
    rf"\b{_YEAR} before\b|\b(?:previous|prior|preceding) {_YEAR}\b|\b(?:a|one) year (?:ago|earlier|before)\b"
    rf"|\bsame (?:period|time|point|month|quarter|term|day)(?: in)? (?:the )?(?:last|previous|prior) {_YEAR}\b"
    rf"|^last {_YEAR}(?:[’']s)?(?: (?:figure|value|outturn|actual|result|position))?$",
    re.I,
)
_CHANGE = re.compile(
    r"\b(?:change|difference|variance|increase|decrease|reduction|growth|movement|compar\w+|than|vs|versus|against|on|from"
    r"|since)\b",
    re.I,
)
"""What is measured against the year before is of its own year."""
_TERM_BEFORE = re.compile(r"\b(?:previous|prior|preceding) (?:month|quarter|term|week|period|half[- ]term)\b", re.I)
_TARGET = re.compile(r"(?:our |the |agreed |local |annual )?(?:targets?|trajectory|aims?|ambitions?|goals?)\b.*", re.I)


def of_its_own(names: Iterable[str], period: Period | None) -> Period | None:
    """The period of a figure whose row or column says that it is of the time before the one the table gives.

    Args:
        names: what stands over and beside it.
        period: what the table gives.
    """
    said = [" ".join(name.split()) for name in names]
    if period is None or any(_CHANGE.search(name) for name in said):
        return period
    if found := next((m for name in said if (m := _YEAR_BEFORE.search(name))), None):
        iso = "/".join(_year_before(day) for day in period.iso.split("/")) if period.iso else None
        return period._replace(
            words=f"{found[0]} ({period.words})",
            iso=iso,
            month=0,
            how="a year earlier than the period that the table gives",
        )
    if found := next((m for name in said if (m := _TERM_BEFORE.search(name))), None):
        return period._replace(words=f"{found[0]} ({period.words})", iso=None, month=0, how=None)
    return period


def _year_before(day: str) -> str:
    year = f"{int(day[:4]) - 1}{day[4:]}"
    return year.replace("-02-29", "-02-28")


def is_target(names: Iterable[str]) -> bool:
    """True for a column of what is to be reached: the date of a table is not that of its targets."""
    return any(_TARGET.fullmatch(" ".join(name.split())) for name in names)
