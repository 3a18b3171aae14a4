"""Figures of one series set against each other: the highest and lowest, since when above a mark, and how far apart.

Each series has figures of several times in one document. Which series is meant is for ``figures`` to say.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from ingest.dates import bounds
from ingest.documents import Finding
from ingest.numbers import find_numbers

from .comparing import (
    AGAINST_FIGURE,
    APART,
    COUNTS,
    FEWEST,
    FIRST,
    GOOD,
    HIGH,
    HIGH_IS_GOOD,
    HOW_FAR,
    HOW_OFTEN,
    LOW,
    LOW_IS_GOOD,
    MARK,
    PICKS,
    SINCE,
    STRICT,
    WHICH,
    WORDS_OF_ORDER,
    YEAR_BEFORE,
)
from .draft import COUNTED, Draft, Quote, Statement
from .fits import Fit, covered, fitting
from .library import Library
from .series import Named
from .told import all_quotes, dated, figure_of, stated, table_of, time_of
from .understand import FAR_AHEAD, Understood
from .wording import count_in_words
from .words import keys

_CLOSE, _NEAR = 0.05, 0.15
_MOST = 14  # figures that are told of one series


@dataclass(frozen=True)
class Line:
    """The figures of one series, oldest first."""

    points: tuple[Finding, ...]
    score: float

    @property
    def first(self) -> Finding:
        """The oldest."""
        return self.points[0]

    @property
    def name(self) -> str:
        """What it counts."""
        return self.first.get("series")


def compared_draft(library: Library, question: Understood, documents: Sequence[str]) -> Draft | None:
    """What the figures of a series come to, set against each other; ``None`` where no such thing is asked, or known.

    Args:
        library: the documents.
        question: as understood.
        documents: those that are searched.
    """
    if WHICH.search(question.standalone) and not PICKS.search(question.standalone):
        return _of_several(library, question, documents)
    made = next((make for form, make in _FORMS if form.search(question.standalone)), None)
    if made is None:
        return None
    line = _line(library, question, documents)
    return made(library, question, line) if line else None


def _of_several(library: Library, question: Understood, documents: Sequence[str]) -> Draft | None:
    """Which of the series that stand side by side is highest or lowest: "Which service had the longest wait?"."""
    match = WHICH.search(question.standalone)
    how = match["how"] if match else ""
    most = bool(re.fullmatch(HIGH, how, re.I))
    if not match or not (most or re.fullmatch(LOW, how, re.I)):
        return None
    noun = frozenset(keys(match["noun"]))
    anything = question.model_copy(update={"intent": "number"})
    fits = fitting(library, anything, documents, any_change=True, without=WORDS_OF_ORDER | noun)
    fits = [f for f in fits if f.measure.get("dates") and Named.of(f.measure).before]
    if not fits or (not question.areas and len({library.sources[f.measure.document].local_area for f in fits}) > 1):
        return None
    best = max(fits, key=lambda f: (round(f.score, 1), bounds(f.measure.get("dates"))[1])).measure
    beside = [
        f.measure
        for f in fits
        if f.measure.document == best.document
        and (f.measure.get("dates"), f.measure.get("unit")) == (best.get("dates"), best.get("unit"))
        and Named.of(f.measure).before == Named.of(best).before
    ]
    if len({Named.of(m).own for m in beside}) != len(beside) or len(beside) < FEWEST:
        return None
    value = (max if most else min)(_value(m) for m in beside)
    chosen = [m for m in beside if _value(m) == value]
    told = "; ".join(f"{Named.of(m).own}: {dated(library, m)}" for m in chosen)
    lines = [stated(library, m) for m in sorted(beside, key=_value, reverse=most)]
    return Draft("answered", (_direct(library, told, chosen), *lines))


def _line(library: Library, question: Understood, documents: Sequence[str]) -> Line | None:
    """The one series that is meant; ``None`` where none has figures of several times, or several may be meant."""
    text = question.standalone
    marked = MARK.search(text)
    text = text if marked else HOW_FAR.sub(" ", text)
    without_mark = f"{text[: marked.start()]} {text[marked.end() :]}" if marked else text
    anything = question.model_copy(
        update={"periods": (), "period": None, "month": None, "intent": "number", "standalone": without_mark}
    )
    fits = fitting(library, anything, documents, any_change=True, without=WORDS_OF_ORDER)
    lines = sorted(_lines(library, fits), key=lambda line: -line.score)
    if marked and (marked["unit"] or marked["unit2"]):
        lines = [line for line in lines if line.first.get("unit") == "%"]
    if not lines or (not question.areas and len({library.sources[x.first.document].local_area for x in lines}) > 1):
        return None
    if not COUNTS.search(text):  # "how much better": of the share, where there is one beside the count
        near = [line for line in lines if line.score >= lines[0].score - _NEAR]
        lines = [line for line in near if line.first.get("unit") == "%"] or lines
    best = [line for line in lines if line.score >= lines[0].score - _CLOSE]
    if PICKS.search(text):  # of all times that are known
        longest = max(len(line.points) for line in best)
        best = [line for line in best if len(line.points) == longest]
    newest = max(library.age(line.first.document) for line in best)
    best = [line for line in best if library.age(line.first.document) == newest]
    return best[0] if len(best) == 1 else None


def _lines(library: Library, fits: Sequence[Fit]) -> list[Line]:
    found: dict[tuple[str, Named, str, str], list[Fit]] = {}
    for fit in fits:
        m = fit.measure
        if m.get("dates") and table_of(library, m):
            found.setdefault((m.document, Named.of(m), m.get("unit"), m.get("area")), []).append(fit)
    lines = []
    for each in found.values():
        points = sorted((fit.measure for fit in each), key=lambda m: bounds(m.get("dates"))[1])
        if 2 <= len(points) == len({m.get("dates") for m in points}):
            lines.append(Line(tuple(points), max(fit.score for fit in each)))
    return lines


def _value(measure: Finding) -> Decimal:
    return Decimal(measure.get("value"))


def _picked(library: Library, question: Understood, line: Line) -> Draft | None:
    """When a series was highest or lowest, and how high."""
    match = PICKS.search(question.standalone)
    how = next((match[n] for n in ("how", "how2", "how3") if match[n]), "") if match else ""
    most = _is_most(how, line)
    points = [p for p in line.points if not question.periods or covered(library, p, question.periods)]
    if most is None or len(points) < 2:
        return None
    best = (max if most else min)(_value(p) for p in points)
    chosen = [p for p in points if _value(p) == best]
    word = "the highest" if most else "the lowest"
    told = "; ".join(dated(library, p, word) for p in chosen)
    return Draft("answered", (_direct(library, told, chosen), *_whole(library, points)))


def _is_most(how: str, line: Line) -> bool | None:
    """Whether the highest is asked for; ``None`` where "best" may be either."""
    if re.fullmatch(HIGH, how, re.I) or re.fullmatch(LOW, how, re.I):
        return bool(re.fullmatch(HIGH, how, re.I))
    own = Named.of(line.first).own
    name = own if LOW_IS_GOOD.search(own) or HIGH_IS_GOOD.search(own) else line.name
    low, high = bool(LOW_IS_GOOD.search(name)), bool(HIGH_IS_GOOD.search(name))
    return None if low == high else high == bool(re.fullmatch(GOOD, how, re.I))


def _marked(library: Library, question: Understood, line: Line) -> Draft | None:
    """Since when, when first, or how often a series was above or below a mark."""
    test = _test(question.standalone)
    if test is None:
        return None
    held = [p for p in line.points if test(_value(p))]
    if HOW_OFTEN.search(question.standalone):
        return _counted(library, line, held)
    if not held:
        return None
    if not SINCE.search(question.standalone):
        first = held[0]
        return Draft("answered", (_direct(library, dated(library, first), [first]), *_whole(library, line.points)))
    tail = next((n for n in range(len(line.points)) if all(test(_value(p)) for p in line.points[n:])), None)
    if tail is None:
        return None
    first = line.points[tail]
    said = dated(library, first, "and so ever since")
    return Draft("answered", (_direct(library, said, [first]), *_whole(library, line.points)))


def _counted(library: Library, line: Line, held: Sequence[Finding]) -> Draft:
    told = "; ".join(f"{time_of(p)}: {figure_of(library, p)}" for p in held)
    rows = tuple(dict.fromkeys(Quote.stating(p) for p in held))
    if not held or len(rows) < len(held):
        shown = (_direct(library, told, held), *_whole(library, line.points)) if held else _whole(library, line.points)
        return Draft("answered", tuple(shown))
    count = Statement(f"{count_in_words(len(held)).capitalize()}.", rows, "direct", COUNTED)
    return Draft("answered", (count, _direct(library, told, held), *_whole(library, line.points)))


def _test(text: str) -> Callable[[Decimal], bool] | None:
    match = MARK.search(text)
    if not match:
        return None
    numbers = find_numbers(match["value"] or match["value2"])
    if not numbers:
        return None
    mark, up = Decimal(numbers[0].value), bool(match["up"] or match["up2"])
    strict = bool(STRICT.search(match[0].lower())) and not match["value2"]
    if up:
        return lambda value: value > mark or (value == mark and not strict)
    return lambda value: value < mark or (value == mark and not strict)


def _apart(library: Library, question: Understood, line: Line) -> Draft | None:
    """The figures of two times side by side, the later first."""
    pair = _pair(library, question, line)
    if pair is None:
        return None
    earlier, later = pair
    told = f"{dated(library, later)} against {dated(library, earlier)}"
    lines = [stated(library, p) for p in (later, earlier)]
    return Draft("answered", (_direct(library, told, [later, earlier]), *lines))


def _changed(library: Library, question: Understood, line: Line) -> Draft | None:
    """The newest figures of a series against the one before and the oldest, in a conversation about a figure."""
    *_, before, last = line.points
    told = f"{dated(library, last)} against {dated(library, before)}"
    if len(line.points) > FEWEST - 1:
        told += f" and {dated(library, line.first)}"
    return Draft("answered", (_direct(library, told, [last, before, line.first]), *_whole(library, line.points)))


def _pair(library: Library, question: Understood, line: Line) -> tuple[Finding, Finding] | None:
    """The two figures that are compared, the earlier first; the oldest and newest where no time is named."""
    periods = [_from(period) for period in question.periods]
    named = [[p for p in line.points if covered(library, p, (period,))] for period in periods]
    found = [_exact(points, period) for points, period in zip(named, periods, strict=True)]
    if any(point is None for point in found):
        return None
    points = [point for point in found if point is not None]
    if len(points) == 1 and YEAR_BEFORE.search(question.standalone):
        before = [p for p in line.points if _is_year_before(p, points[0])]
        points = [*before, *points] if len(before) == 1 else []
    elif len(points) == 1 and points[0] != line.points[-1]:
        points.append(line.points[-1])
    elif not points and not question.periods and not question.month:
        points = [line.points[0], line.points[-1]]
    if len(points) != 2 or points[0] == points[1]:
        return None
    earlier, later = sorted(points, key=lambda p: bounds(p.get("dates"))[1])
    return earlier, later


def _from(period: str) -> str:
    """Of "since January 2021" the month that it begins in."""
    return period[: len("2021-01")] if period.endswith(FAR_AHEAD) else period


def _exact(points: Sequence[Finding], period: str) -> Finding | None:
    exact = [p for p in points if p.get("dates") == period] or list(points)
    return exact[0] if len(exact) == 1 else None


def _is_year_before(point: Finding, other: Finding) -> bool:
    ours, theirs = bounds(point.get("dates")), bounds(other.get("dates"))
    return all(int(a[:4]) + 1 == int(b[:4]) and a[4:7] == b[4:7] for a, b in zip(ours, theirs, strict=True))


def _direct(library: Library, told: str, points: Sequence[Finding]) -> Statement:
    return Statement(f"{told[0].upper()}{told[1:]}.", all_quotes(library, points), "direct")


def _whole(library: Library, points: Sequence[Finding]) -> list[Statement]:
    """All figures of a series, so that a reader sees what was compared."""
    if len(points) > _MOST:
        return []
    told = "; ".join(f"{time_of(p)}: {figure_of(library, p)}" for p in points)
    return [Statement(f"{points[0].get('series')}: {told}", all_quotes(library, points))]


_FORMS: tuple[tuple[re.Pattern[str], Callable[[Library, Understood, Line], Draft | None]], ...] = (
    (re.compile(rf"(?:{SINCE.pattern}|{FIRST.pattern}|{HOW_OFTEN.pattern}).*\d", re.I), _marked),
    (PICKS, _picked),
    (APART, _apart),
    (AGAINST_FIGURE, _changed),
)
"""Forms of question, and what each is answered with."""
