"""Each weakness of a document with its verdict: stated, derived from the totals, or not stated."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Literal

from ..documents import Document
from .making import Span
from .progress_totals import Total, progress_totals
from .progress_words import NOT_STATED, NOT_SUFFICIENT, SUFFICIENT, Verdict
from .reading_order import reading_order
from .revisit_threads import Thread, revisit_threads
from .verdict_lines import is_verdict
from .weakness_lists import listed_weaknesses
from .weakness_tables import Listed

_OTHER_FRAMEWORK = {"area SEND report", "monitoring report"}
"""Kinds of 2023 onwards, which have no areas of significant weakness of their own."""
_COMMON = re.compile(
    r"the|of|and|to|in|an?|for|that|which|with|on|by|is|are|was|were|not|ha[sd]|have|been|their|its|as|at|or|from|this"
    r"|children|young|people|send|special|educational|needs|disabilities|area|local|made|progress|sufficient"
)
_ALIKE = 0.6
"""Share of the shorter text's telling words that two wordings of one weakness have in common."""
_UP_TO_TEN = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")


@dataclass(frozen=True, slots=True)
class Weakness:
    """An area of significant weakness as one document has it."""

    number: int
    """Its place in the list, from 1."""
    span: Span
    text: str
    evidence: tuple[Span, ...] = ()
    verdict: Verdict | Literal["not stated"] | None = None
    """``None`` where the document is not about progress at all."""
    source: Literal["stated", "derived"] | None = None
    verdict_span: Span | None = None
    """What states the verdict."""
    derived: str | None = None
    """How the verdict was derived."""


@lru_cache(maxsize=4)  # three rules ask for the weaknesses of the same document
def judged_weaknesses(document: Document) -> tuple[Weakness, ...]:
    """The weaknesses of a document in its order; none where it sets out none."""
    if document.source.kind in _OTHER_FRAMEWORK:
        return ()
    lines = reading_order(document)
    revisit = document.source.kind == "revisit letter"
    threads = revisit_threads(lines) if revisit or any(is_verdict(line) for line in lines) else []
    lists = listed_weaknesses(document, lines)
    if threads and (revisit or len(threads) >= max(map(len, lists), default=0)):
        found = _with_lists(_of_threads(threads), lists)
        return derive(found, progress_totals(document, len(found)), judged=True)
    found = [w for group in _by_verdict(lists) for w in group]
    totals = progress_totals(document, len(found)) if len(lists) == 1 or any(w.verdict for w in found) else []
    judged = revisit or any(w.verdict for w in found) or any(total.formal for total in totals)
    return derive(found, totals, judged)


def derive(found: Sequence[Weakness], totals: Sequence[Total], judged: bool) -> tuple[Weakness, ...]:
    """Verdicts that no line states, where the totals and the stated ones leave only one possibility.

    Args:
        found: weaknesses with their stated verdicts.
        totals: what the document says of how many made progress.
        judged: the document says which weaknesses made progress, so one without a verdict is "not stated".
    """
    total = _one_total([t for t in totals if t.formal and t.complete], len(found))
    stated = {v: sum(w.verdict == v for w in found) for v in (SUFFICIENT, NOT_SUFFICIENT)}
    open_ = sum(w.verdict is None for w in found)
    left = {SUFFICIENT: 0, NOT_SUFFICIENT: 0}
    if total is not None:
        left = {v: count - stated[v] for v, count in zip(left, total, strict=True)}
    only = next((v for v, count in left.items() if count == open_ > 0 and sum(left.values()) == open_), None)
    if only is None or min(left.values()) < 0:
        return tuple(replace(w, verdict=NOT_STATED) if judged and w.verdict is None else w for w in found)
    how = _how(total or (0, 0), stated, only)
    return tuple(w if w.verdict else replace(w, verdict=only, source="derived", derived=how) for w in found)


def _one_total(totals: Sequence[Total], count: int) -> tuple[int, int] | None:
    """Sufficient and not sufficient, where all totals agree and count the weaknesses that are set out."""
    said = {(t.sufficient or 0, t.not_sufficient or 0) for t in totals if t.total == count}
    different = any(t.total != count for t in totals)
    return said.pop() if len(said) == 1 and not different else None


def _how(total: tuple[int, int], stated: dict[Verdict, int], only: Verdict) -> str:
    met, unmet = (_word(count) for count in total)
    says = f"The totals are {met} sufficient and {unmet} not sufficient"
    other = NOT_SUFFICIENT if only == SUFFICIENT else SUFFICIENT
    name = {SUFFICIENT: "sufficient", NOT_SUFFICIENT: "not sufficient"}
    count = stated[other]
    if not count:
        return f"{says}, so each weakness without a stated verdict is {name[only]}."
    all_of = "the one that is" if count == 1 else f"{'both' if count == 2 else 'all ' + _word(count)} that are"
    return f"{says}; {all_of} {name[other]} {'is' if count == 1 else 'are'} stated, so the others are {name[only]}."


def _word(count: int) -> str:
    return _UP_TO_TEN[count] if count < len(_UP_TO_TEN) else str(count)


def _of_threads(threads: Sequence[Thread]) -> list[Weakness]:
    return [
        Weakness(
            number,
            thread.statement,
            thread.text,
            tuple(thread.evidence),
            thread.verdict,
            "stated" if thread.verdict else None,
            thread.verdict_line,
        )
        for number, thread in enumerate(threads, start=1)
    ]


def _by_verdict(lists: Sequence[Sequence[Listed]]) -> list[list[Weakness]]:
    """Lists as weaknesses: lists that each have a verdict are parts of one list, and mark a full list beside them."""
    judged = [entry for group in lists for entry in group if entry.verdict]
    plain = [group for group in lists if not any(entry.verdict for entry in group)]
    if judged and not plain:
        return [_numbered(judged)]
    groups = [_numbered(group) for group in plain]
    return [_with_lists(group, [judged]) for group in groups] if judged else groups


def _numbered(entries: Sequence[Listed]) -> list[Weakness]:
    return [
        Weakness(n, e.span, e.text, (), e.verdict, "stated" if e.verdict else None, e.verdict_span)
        for n, e in enumerate(entries, start=1)
    ]


def _with_lists(found: list[Weakness], lists: Sequence[Sequence[Listed]]) -> list[Weakness]:
    """Weaknesses with the verdicts that lists name them under, where a weakness has none of its own."""
    for entry in (entry for group in lists for entry in group if entry.verdict):
        likely = [n for n, w in enumerate(found) if _alike(w.text, entry.text)]
        if len(likely) == 1 and found[likely[0]].verdict is None:
            n = likely[0]
            found[n] = replace(found[n], verdict=entry.verdict, source="stated", verdict_span=entry.verdict_span)
    return found


def _alike(one: str, other: str) -> bool:
    a, b = _telling(one), _telling(other)
    return bool(a and b) and len(a & b) >= _ALIKE * min(len(a), len(b))


def _telling(text: str) -> set[str]:
    return {word[:6] for word in re.findall(r"[a-z]{2,}", text.lower()) if not _COMMON.fullmatch(word)}
