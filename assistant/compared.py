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

from .draft import COUNTED, Draft, Quote, Statement
from .figures import Fit, covered, fitting
from .follow_up import JOINED
from .library import Library
from .series import Named
from .told import all_quotes, dated, figure_of, stated, table_of, time_of
from .understand import FAR_AHEAD, Understood
from .wording import count_in_words
from .words import keys

_TIME = r"(?:months?|quarters?|terms?|years?|weeks?|school years?|periods?|points?|times?)"
_HIGH = r"(?:highest|most|peak\w*|top|greatest|largest|biggest|maximum|longest|busiest)"
_LOW = r"(?:lowest|least|fewest|smallest|minimum|shortest|quietest)"
_GOOD, _BAD = r"(?:best)", r"(?:worst|poorest)"
_EXTREME = rf"(?:{_HIGH}|{_LOW}|{_GOOD}|{_BAD})"
_PICKS = re.compile(
    rf"\b(?:(?:in |at |during )?(?:which|what) (?:\w+ ){{0,2}}?{_TIME}\b|when\b).{{0,90}}?(?P<how>\b{_EXTREME}\b)"
    rf"(?! (?:recent|of\b|plans? (?:are|were)))"
    rf"|\bwhat(?:'s|’s| is| was| has been)? (?:the|its|their) (?:\w+ )?(?P<how2>{_EXTREME}) (?:\w+ )?{_TIME}\b"
    rf"|\b(?P<how3>{_EXTREME}) (?:figure|{_TIME})\b",
    re.I,
)
_WHICH = re.compile(
    rf"^(?:and )?(?:which|what) (?P<noun>(?!(?:local )?(?:areas?|council|weakness|actions?)\b)(?:\w+ ){{1,4}}?)"
    rf"(?:had|has|have|is|was|were|are|saw|got|gets|did)\b.{{0,60}}?(?P<how>\b(?:{_HIGH}|{_LOW})\b)"
    r"(?! (?:recent|of)\b)",
    re.I,
)
_FEWEST = 3  # series that are compared
_VALUE = r"(?P<value>£?\d[\d,.]*\d|\d)\s?(?P<unit>%|per ?cent)?"
_MARK = re.compile(
    rf"\b(?:(?P<up>above|over|more than|at least|exceed\w*|pass\w*|reach\w*|hit|top\w*|better than|higher than)"
    rf"|(?P<down>below|under|less than|fewer than|at most|lower than|worse than)) (?:the )?{_VALUE}"
    rf"|\b{_VALUE.replace('<value>', '<value2>').replace('<unit>', '<unit2>')} (?:or|and) "
    rf"(?:(?P<up2>more|above|over|higher|better)|(?P<down2>less|fewer|below|under|lower))\b",
    re.I,
)
_STRICT = re.compile(r"\b(?:above|over|more than|exceed\w*|better than|higher than|below|under|less than|fewer than)\b")
_SINCE = re.compile(r"\bsince when\b|\bhow long ha(?:s|ve)\b.{0,60}\b(?:been|stayed|kept)\b", re.I)
_FIRST = re.compile(r"\bwhen\b.{0,80}\bfirst\b|\bfirst (?:time|month|quarter|term|year)\b|\bwhen did\b", re.I)
_HOW_OFTEN = re.compile(rf"\b(?:in )?how many {_TIME}\b|\bhow often\b", re.I)
_APART = re.compile(
    r"\bby how much\b|\bhow much (?:better|worse|higher|lower|more|less|longer|shorter|bigger|smaller|fewer)\b"
    r"|\bhow many (?:more|fewer)\b|\bdifference between\b|\bcompared? (?:with|to)\b"
    r"|\bhow (?:far|much) (?:has|have|had|did)\b.{0,80}\b(?:ris\w*|rose|fall\w*|fell|gr[oe]w\w*|increas\w*|decreas\w*"
    r"|improv\w*|drop\w*|chang\w*|worsen\w*|gone|go|come|came)\b",
    re.I,
)
_HOW_FAR = re.compile(
    r"\bby how much\b|\bhow (?:much|many) (?:better|worse|higher|lower|more|less|longer|shorter|bigger|smaller|fewer)\b"
    r"|\bhow (?:far|much)\b",
    re.I,
)
_AGAINST = re.compile(
    r"\b(?:better or worse|worse or better|better|worse|higher|lower|up or down|more|less|longer|shorter) (?:than|on) "
    r"(?:before|last time|it was|the (?:year|quarter|month|term) before|last year)\b"
    r"|\b(?:better or worse|up or down|going up|going down|getting (?:better|worse)|improv(?:ed|ing)|any better)\b",
    re.I,
)
_YEAR_BEFORE = re.compile(
    r"\b(?:the )?(?:year before|previous year|year earlier|same \w+ (?:the )?(?:year before))\b", re.I
)
_AGAINST_FIGURE = re.compile(
    rf"^(?=.*{JOINED}.*\b(?:how (?:many|much|long|big|high)|percentage|share|proportion|figure|rate|number)\b)"
    rf".*(?:{_AGAINST.pattern})",
    re.I,
)
"""Asked after a question of a figure."""
_LOW_IS_GOOD = re.compile(
    r"wait|overdue|late\b|backlog|exclu|suspen|absen|neet|complain|appeal|tribunal|vacan|deficit|overspen|unplaced"
    r"|without|missing|turnover|delay|cancel|cost|open cases|caseload",
    re.I,
)
_HIGH_IS_GOOD = re.compile(
    r"on time|in time|within|timel|attend|good|satisf|complet|issued|\bmet\b|seen|reviewed|employ|progress|achiev|pass"
    r"|places|visited|answered|trained",
    re.I,
)
_OF_ORDER = "month quarter term year week period point time date high highest low lowest best worst most least fewest"
_MORE_ORDER = (
    "peak top greatest largest biggest maximum smallest minimum busiest first when since reach hit pass above below"
    " over under more less than exceed compare difference before previous better worse far longest shortest table"
    " figure go goes going gone up down get gets got getting fall falling rise rising in at its their there been ever"
)
_WORDS_OF_ORDER = frozenset(keys(f"{_OF_ORDER} {_MORE_ORDER}")) | {"=increase", "=decrease", "=additional"}
_COUNTS = re.compile(r"\b(?:how many|number|most|fewest|more|fewer)\b", re.I)
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
    if _WHICH.search(question.standalone) and not _PICKS.search(question.standalone):
        return _of_several(library, question, documents)
    made = next((make for form, make in _FORMS if form.search(question.standalone)), None)
    if made is None:
        return None
    line = _line(library, question, documents)
    return made(library, question, line) if line else None


def _of_several(library: Library, question: Understood, documents: Sequence[str]) -> Draft | None:
    """Which of the series that stand side by side is highest or lowest: "Which service had the longest wait?"."""
    match = _WHICH.search(question.standalone)
    how = match["how"] if match else ""
    most = bool(re.fullmatch(_HIGH, how, re.I))
    if not match or not (most or re.fullmatch(_LOW, how, re.I)):
        return None
    noun = frozenset(keys(match["noun"]))
    anything = question.model_copy(update={"intent": "number"})
    fits = fitting(library, anything, documents, any_change=True, without=_WORDS_OF_ORDER | noun)
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
    if len({Named.of(m).own for m in beside}) != len(beside) or len(beside) < _FEWEST:
        return None
    value = (max if most else min)(_value(m) for m in beside)
    chosen = [m for m in beside if _value(m) == value]
    told = "; ".join(f"{Named.of(m).own}: {dated(library, m)}" for m in chosen)
    lines = [stated(library, m) for m in sorted(beside, key=_value, reverse=most)]
    return Draft("answered", (_direct(library, told, chosen), *lines))


def _line(library: Library, question: Understood, documents: Sequence[str]) -> Line | None:
    """The one series that is meant; ``None`` where none has figures of several times, or several may be meant."""
    text = question.standalone
    marked = _MARK.search(text)
    text = text if marked else _HOW_FAR.sub(" ", text)
    without_mark = f"{text[: marked.start()]} {text[marked.end() :]}" if marked else text
    anything = question.model_copy(
        update={"periods": (), "period": None, "month": None, "intent": "number", "standalone": without_mark}
    )
    fits = fitting(library, anything, documents, any_change=True, without=_WORDS_OF_ORDER)
    lines = sorted(_lines(library, fits), key=lambda line: -line.score)
    if marked and (marked["unit"] or marked["unit2"]):
        lines = [line for line in lines if line.first.get("unit") == "%"]
    if not lines or (not question.areas and len({library.sources[x.first.document].local_area for x in lines}) > 1):
        return None
    if not _COUNTS.search(text):  # "how much better": of the share, where there is one beside the count
        near = [line for line in lines if line.score >= lines[0].score - _NEAR]
        lines = [line for line in near if line.first.get("unit") == "%"] or lines
    best = [line for line in lines if line.score >= lines[0].score - _CLOSE]
    if _PICKS.search(text):  # of all times that are known
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
    match = _PICKS.search(question.standalone)
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
    if re.fullmatch(_HIGH, how, re.I) or re.fullmatch(_LOW, how, re.I):
        return bool(re.fullmatch(_HIGH, how, re.I))
    own = Named.of(line.first).own
    name = own if _LOW_IS_GOOD.search(own) or _HIGH_IS_GOOD.search(own) else line.name
    low, high = bool(_LOW_IS_GOOD.search(name)), bool(_HIGH_IS_GOOD.search(name))
    return None if low == high else high == bool(re.fullmatch(_GOOD, how, re.I))


def _marked(library: Library, question: Understood, line: Line) -> Draft | None:
    """Since when, when first, or how often a series was above or below a mark."""
    test = _test(question.standalone)
    if test is None:
        return None
    held = [p for p in line.points if test(_value(p))]
    if _HOW_OFTEN.search(question.standalone):
        return _counted(library, line, held)
    if not held:
        return None
    if not _SINCE.search(question.standalone):
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
    match = _MARK.search(text)
    if not match:
        return None
    numbers = find_numbers(match["value"] or match["value2"])
    if not numbers:
        return None
    mark, up = Decimal(numbers[0].value), bool(match["up"] or match["up2"])
    strict = bool(_STRICT.search(match[0].lower())) and not match["value2"]
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
    if len(line.points) > _FEWEST - 1:
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
    if len(points) == 1 and _YEAR_BEFORE.search(question.standalone):
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
    (re.compile(rf"(?:{_SINCE.pattern}|{_FIRST.pattern}|{_HOW_OFTEN.pattern}).*\d", re.I), _marked),
    (_PICKS, _picked),
    (_APART, _apart),
    (_AGAINST_FIGURE, _changed),
)
"""Forms of question, and what each is answered with."""
