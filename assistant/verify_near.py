"""Which of several figures, dates and names of a sentence belong together: those that stand nearest to each other.

A comma, a conjunction or the like between two places puts them further apart. Where a sentence lists as many figures as
dates, they may also belong together in their order ("45% and 68% in 2019 and 2021 respectively").
"""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from ingest.dates import MONTH_NAMES, MONTHS, DateSpan, find_dates, overlap
from ingest.numbers import find_numbers
from ingest.sentences import sentences

from .content import content_tokens
from .evidence import is_frame
from .words import says

Place = tuple[int, int]

_BREAK = re.compile(r"[,;:()\t\n]|\b(?:and|but|while|whereas|although|compared|of which|than|from|to)\b", re.I)
_FURTHER = 25  # characters that a break counts as
_MONTH = re.compile(rf"(?<!^)\b(?:{'|'.join(MONTH_NAMES.values())})\b(?! \d)")
_WHOLE = re.compile(r"\b(?:out )?of (?:the |its |their |all )?$", re.I)


@dataclass(frozen=True)
class Figure:
    """A number of a text that is not part of a date."""

    value: str
    percent: bool
    place: Place
    whole: bool
    """It is what another number is a part of: the nine in "seven of the nine"."""


def figures(text: str) -> list[Figure]:
    """The figures of a text in order, without the pronoun "one"."""
    dates, found = find_dates(text), find_numbers(text)
    kept = [
        n
        for n in found
        if text[n.start : n.end].lower() != "one" and not any(d.start <= n.start < d.end for d in dates)
    ]
    return [Figure(n.value, n.percent, (n.start, n.end), _is_whole(text, n.start, [k.end for k in kept])) for n in kept]


def _is_whole(text: str, start: int, ends: Sequence[int]) -> bool:
    before = max((end for end in ends if end < start), default=None)
    return before is not None and bool(_WHOLE.fullmatch(text[before:start].lstrip()))


def times(text: str) -> list[DateSpan]:
    """Dates of a text in order, with months that stand without a year as "0000-04"."""
    dates = find_dates(text)
    bare = [
        DateSpan(m.start(), m.end(), f"0000-{MONTHS[m[0].lower()]:02d}")
        for m in _MONTH.finditer(text)
        if not any(d.start <= m.start() < d.end for d in dates)
    ]
    return sorted([*dates, *bare], key=lambda span: span.start)


def sentences_of(text: str) -> Iterator[str]:
    """The sentences of a quote."""
    return (text[start:end] for start, end in sentences(text))


def nearest(text: str, place: Place, anchors: Sequence[Place]) -> int:
    """Number of the anchor that stands nearest to a place; the earlier of two."""
    return min(range(len(anchors)), key=lambda n: _gap(text, place, anchors[n]))


def _gap(text: str, one: Place, other: Place) -> int:
    between = text[min(one[1], other[1]) : max(one[0], other[0])]
    return len(between) + _FURTHER * len(_BREAK.findall(between))


def periods_of(text: str, figure: Figure, dates: Sequence[DateSpan]) -> tuple[str, ...]:
    """ISO dates that a figure of a sentence may belong to; none where the sentence has no date."""
    if not dates:
        return ()
    found = {dates[nearest(text, figure.place, [(d.start, d.end) for d in dates])].iso}
    parts = [f for f in figures(text) if not f.whole]
    if figure in parts and len(parts) == len(dates):
        found.add(dates[parts.index(figure)].iso)
    return tuple(sorted(found))


def fits(ours: Sequence[str], theirs: Sequence[str]) -> bool:
    """Whether some period of one side and of the other have a day in common; true where a side names none."""
    return not ours or not theirs or any(_agree(one, other) for one in ours for other in theirs)


def _agree(one: str, other: str) -> bool:
    if not (one.startswith("0000") or other.startswith("0000")):
        return overlap(one, other)
    return "/" in one + other or min(len(one), len(other)) < 7 or one[5:7] == other[5:7]


def rival(
    sentence: str,
    anchors: Sequence[Place],
    is_said: Callable[[Place], bool],
    wanted: set[str],
    among: Sequence[Place] | None = None,
) -> str:
    """An anchor that a claim does not name, though more of what the claim speaks of stands there; "" if there is none.

    Args:
        sentence: of a quote.
        anchors: its figures, dates or names.
        is_said: whether the claim names an anchor.
        wanted: the concepts that the claim speaks of.
        among: those that may be rivals, where not all may: the figure of another month is none, though what all the
            figures are of stands beside it.
    """
    if len(anchors) < 2:
        return ""
    owned: list[set[str]] = [set() for _ in anchors]
    for token in content_tokens(sentence):
        if not token.key.startswith("#"):
            owned[nearest(sentence, (token.start, token.end), anchors)].add(token.key)
    said = [n for n, anchor in enumerate(anchors) if is_said(anchor)]
    if not said:
        return ""
    most = max(_shared(wanted, owned[n]) for n in said)
    may_be = [n for n in range(len(anchors)) if n not in said and (among is None or anchors[n] in among)]
    others = [n for n in may_be if _shared(wanted, owned[n]) > most]
    return sentence[slice(*anchors[others[0]])] if others else ""


def concepts(text: str) -> set[str]:
    """What a text speaks of: its concepts without figures, areas, dates and what every document names."""
    return {t.key for t in content_tokens(text) if not t.key.startswith("#") and not is_frame(t.key)}


def _shared(wanted: set[str], owned: set[str]) -> int:
    return sum(says(key, owned) for key in wanted)
