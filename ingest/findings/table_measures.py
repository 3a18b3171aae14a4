"""Measures that tables state: every numeric cell with its series, period, value, unit and area."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from ..documents import Document, Finding, Section, Table
from .headed_periods import Year, find_year, in_sequence
from .making import row_span, tables
from .periods import Period, find_periods
from .places import find_places, heading_place
from .shifted_periods import is_target, of_its_own
from .speakers import said_by
from .table_captions import caption_of, counted, shares_word
from .table_grid import Grid, Row, grid
from .units import cell_values, noted, unit_of

_WORDS = re.compile(r"[A-Za-z%£]{2}|%|£")
_FINANCIAL = re.compile(r"£|\b(?:financial|budget|outturn|fiscal|spend|expenditure|q[1-4]|quarter)\b", re.I)
_NO_NAME = re.compile(
    r"(?:measures?|indicators?|kpis?|metrics?|descriptions?|performance (?:measure|indicator)s?|data|values?|figures?"
    r"|all"
    r"|series|outturn|actuals?|results?|position|months?|years?|periods?|quarters?|terms?|dates?|categor(?:y|ies)"
    r"|areas?|count|local authorit(?:y|ies)|las?)?",
    re.I,
)
_ONLY_UNIT = re.compile(r"(?:numbers?|nos?\.?|#|%|percentages?|per ?cent|£(?:['’]?000s?|m|k)?|\(.{1,12}\))", re.I)
_ONLY_SHARE = re.compile(r"%|percentages?|per ?cent", re.I)
_PART = re.compile(r"(?:of which|of these|of whom|within|in time|on time|not on time|late)\b", re.I)
_TOTAL = re.compile(r"(?:grand |overall )?(?:totals?|averages?|mean|ytd|year to date|rates?|change|trend)", re.I)
_COUNTS = re.compile(
    r"\bby (?!(?:the )?(?:quarter|month|year|term|week|date|school year|calendar year)\b)"
    r"|^(?:the )?(?:numbers?|percentages?|proportion|%|rate|average|total|share)\b",
    re.I,
)
_SEASON = re.compile(r"(?:autumn|spring|summer|winter)(?: term)?", re.I)
_JOINTS = re.compile(r"^[\s,:;()–-]+|[\s,:;(–-]+$|\(\s*\)")
_LEADS = re.compile(
    r"[\s(]*\b(?:(?:in|for|during|as (?:at|of)|at|of|by|on|from|between)(?: the)?(?: end of)?)\s*$", re.I
)


_SHORT = 5  # words of a caption that names a service or a subject


class Head(NamedTuple):
    """What the headings over a column, or the names before a row, say."""

    names: tuple[str, ...]
    """What is counted; empty where they say only of when or where."""
    period: Period | None
    placed: bool
    area: str | None
    unit: str | None


class About(NamedTuple):
    """What stands over a whole table."""

    caption: str
    period: Period | None
    year: Year | None
    area: str | None
    financial: bool
    said_by: str | None
    named: bool = False
    """The caption is the table's own, and no paragraph or heading that stands before it."""


def table_measure_findings(document: Document) -> Iterator[Finding]:
    """A measure for each numeric cell of each table of figures.

    A cell that says that there is no value, or that it is suppressed, gives none; nor do tables of actions, contacts,
    risks or names. The quote is the row; the table's headings and caption give the rest.
    """
    for section, table in tables(document):
        laid_out = grid(table)
        if laid_out:
            yield from _measures(document, section, table, laid_out)


def _measures(document: Document, section: Section, table: Table, laid_out: Grid) -> Iterator[Finding]:
    own = document.source.local_area
    about = _about(document, section, table, laid_out)
    columns = _shares(_parts(_heads([laid_out.heads[n] for n in laid_out.values], about, own)))
    beside = _heads([_beside(row) for row in laid_out.rows], _over_names(laid_out, about), own)
    names = _row_names(laid_out.rows, beside)
    if not any(head.period or head.placed for head in (*columns, *beside)) and not about.caption:
        return
    for row, side, name in zip(laid_out.rows, beside, names, strict=True):
        for column, head in zip(laid_out.values, columns, strict=True):
            if column < len(row.cells):
                yield from _cell(document, section, row, column, _Cross(head, side, name, about))


def _over_names(laid_out: Grid, about: About) -> About:
    """What stands over the names of rows: "Month (2020)" gives its months their year."""
    years = {year for name in laid_out.label_heads if (year := find_year(name, about.financial))}
    return about._replace(year=years.pop()) if len(years) == 1 else about


def _parts(columns: list[Head]) -> list[Head]:
    """A column that says only which part it is, with the whole before it: "Plans issued | Within 20 weeks"."""
    found: list[Head] = []
    whole: tuple[str, ...] = ()
    for head in columns:
        if len(head.names) == 1 and _PART.match(head.names[0]):
            found.append(head._replace(names=(*whole, *head.names)))
            continue
        found.append(head)
        if not (head.names and all(map(_ONLY_SHARE.fullmatch, head.names))):
            counts = len(head.names) == 1 and head.unit != "%" and not head.period
            whole = head.names if counts and not _ONLY_UNIT.fullmatch(head.names[0]) else ()
    return found


def _shares(columns: list[Head]) -> list[Head]:
    """A column that says only "per cent" counts what the one before it does: "Within 20 weeks | Per cent"."""
    found: list[Head] = []
    for head in columns:
        before = found[-1].names if found and found[-1].unit != "%" else ()
        only = bool(head.names) and all(_ONLY_SHARE.fullmatch(name) for name in head.names)
        alone = (
            only and not any(map(_ONLY_UNIT.fullmatch, before)) and head.period == (found[-1].period if found else 0)
        )
        found.append(head._replace(names=(*before, *head.names)) if alone else head)
    return found


class _Cross(NamedTuple):
    """Where a column and a row meet."""

    over: Head
    beside: Head
    name: str
    about: About


def _cell(document: Document, section: Section, row: Row, column: int, at: _Cross) -> Iterator[Finding]:
    text, note = noted(row.cells[column].text)
    values = cell_values(text)
    series = _series(at)
    if not values or not _WORDS.search(series):
        return
    told = _noted(note, at, document.source.local_area)
    period = told.period or of_its_own((*at.over.names, *at.beside.names), _meet(at))
    placed = next((head for head in (told, at.over, at.beside) if head.placed), None)
    area = placed.area if placed else at.about.area
    series = f"{series} ({told.names[0]})" if told.names else series
    given = at.over.unit or at.beside.unit or unit_of(at.name) or (unit_of(series) if not at.name else None)
    for number, value in enumerate(values):
        yield row_span(document, section, row.cells).finding(
            "measure",
            derived=period.how if period else None,
            series=f"{series} (%)" if number else series,
            period=period.words if period else None,
            dates=period.iso if period else None,
            value=value.value,
            unit=value.unit or (given if len(values) == 1 else None),
            area=area,
            said_by=at.about.said_by,
        )


def _noted(note: str, at: _Cross, own: str | None) -> Head:
    """What the note in brackets after a value says: of when or where it is, or what else it is ("projected")."""
    if not note:
        return Head((), None, False, None, None)
    periods = [p for p in find_periods(note, at.about.financial, heading=True) if p.iso]
    places = find_places(f"{note} ", own) or [p for p in (heading_place(_without(note, periods), own),) if p]
    names = () if periods or places else (note,)
    placed = len({place.name for place in places}) == 1
    return Head(names, periods[0] if len(periods) == 1 else None, placed, places[0].name if placed else None, None)


def _without(text: str, periods: Sequence[Period]) -> str:
    """A text without its periods."""
    for period in reversed(periods):
        text = f"{text[: period.start]}{text[period.end :]}"
    return text.strip(" ,;:–-")


def _about(document: Document, section: Section, table: Table, laid_out: Grid) -> About:
    """The table's caption; where it has none, the short paragraph just before it, else the section's heading."""
    caption, whose = caption_of(document, section, table)
    heading = section.path[-1] if section.path else ""
    said = " ".join(
        [
            caption,
            heading,
            *(" ".join(stack) for stack in laid_out.heads),
            *(r.labels[-1] for r in laid_out.rows if r.labels),
        ]
    )
    financial = bool(_FINANCIAL.search(said)) and not re.search(r"\bacademic\b|\bschool year", said, re.I)
    said_there = [p for p in find_periods(caption, financial) if p.iso]
    periods = said_there or [p for p in find_periods(heading, financial) if p.iso]
    places = find_places(caption, document.source.local_area)
    apart = _apart(caption, said_there)
    return About(
        caption=counted(apart[1] if apart else caption, whose),
        named=whose == "own",
        period=periods[0] if len(periods) == 1 else None,
        year=find_year(caption, financial) or find_year(heading, financial) or _opening(periods),
        area=places[0].name if len({p.name for p in places}) == 1 else None,
        financial=financial,
        said_by=said_by(row_span(document, section, laid_out.rows[0].cells)),
    )


def _opening(periods: Sequence[Period]) -> Year | None:
    """ "April 2021 to March 2022" as a year that begins in April 2021."""
    span = (
        re.fullmatch(r"(\d{4})-(\d\d)(?:-\d\d)?/(\d{4})-\d\d(?:-\d\d)?", periods[0].iso or "")
        if len(periods) == 1
        else None
    )
    if not span or int(span[3]) - int(span[1]) != 1:
        return None
    return Year(f"{span[1]}/{span[3][2:]}", int(span[1]), int(span[2]), single=False)


def _beside(row: Row) -> tuple[str, ...]:
    """Names before a row from the outside in: a group that is a year or an area counts, another only where needed."""
    group = (
        (row.group,) if row.group and (find_periods(row.group, heading=True) or heading_place(row.group, None)) else ()
    )
    return (*group, *(label for label in row.labels if label))


def _heads(stacks: Sequence[Sequence[str]], about: About, own: str | None) -> list[Head]:
    """What headings side by side say, their periods given the years over or before them."""
    read = [_head(stack, about, own) for stack in stacks]
    years = [_year_over(stack, about) for stack in stacks]
    whole = in_sequence([head.period for head in read], years)
    return [head._replace(period=period) for head, period in zip(read, whole, strict=True)]


def _year_over(stack: Sequence[str], about: About) -> Year | None:
    years = [year for name in stack if (year := find_year(name, about.financial))]
    return years[-1] if years else about.year


def _head(stack: Sequence[str], about: About, own: str | None) -> Head:
    names: list[str] = []
    period: Period | None = None
    placed, area, unit = False, None, None
    for number, text in enumerate(stack):
        place = heading_place(text, own)
        unit = unit_of(text) or unit
        if place:
            placed, area = True, place.name
            continue
        found = _of_when(text, about, _year_over(stack[:number], about))
        if found:
            period = found[0] if period is None or found[0].iso is None or period.iso is not None else period
            text = found[1]
        named = find_places(text, own)
        if named and not placed:
            placed, area = True, named[0].name
        if text and not _NO_NAME.fullmatch(text):
            names.append(text)
    return Head(tuple(names), period, placed, area, unit)


def _of_when(text: str, about: About, year: Year | None) -> tuple[Period, str] | None:
    """The one period of a heading, and the heading without it."""
    if _SEASON.fullmatch(text) and year:
        text = f"{text} {year.words}"
    return _apart(text, _dated(text, find_periods(text, about.financial, heading=True)))


def _dated(text: str, periods: Sequence[Period]) -> Sequence[Period]:
    """A quarter and its months, "Q1 Apr-Jun 2023" or "Apr-Jun 2023 (Q1)", as the one period that they are."""
    whole = [p for p in periods if p.iso]
    if len(periods) != 2 or len(whole) != 1 or not any(p.quarter and p.needs_year for p in periods):
        return periods
    start, end = min(p.start for p in periods), max(p.end for p in periods)
    if not re.fullmatch(r"[\s,:()–-]*", text[periods[0].end : periods[1].start]):
        return periods
    return [whole[0]._replace(start=start, end=end, words=" ".join(text[start:end].split()), quarter=0)]


def _apart(text: str, periods: Sequence[Period]) -> tuple[Period, str] | None:
    """The one period of a text, and the text without it."""
    if len(periods) != 1 or re.fullmatch(r"[\s\d-]*\d{2,3}(?: days| weeks)?", text[: periods[0].start]):
        return None
    period = periods[0]
    before = _LEADS.sub("", text[: period.start])
    rest = _JOINTS.sub("", f"{before} {text[period.end :]}".replace("()", "").strip())
    if rest.count(")") != rest.count("("):  # the period stood in brackets, or something beside it
        rest = re.sub(r"[()]", "", rest)
    return period, " ".join(rest.split())


def _meet(at: _Cross) -> Period | None:
    """The period of a cell from those of its column and its row: a month of one with the year of the other.

    A target has the date that stands over or beside it, and not that of the table.
    """
    over, beside, about = at.over.period, at.beside.period, at.about
    for part, whole in ((over, beside), (beside, over)):
        if part and part.needs_year and whole and whole.iso:
            if part.words[:1].isdigit() and "/" in whole.words:
                return whole  # "at 31 December" over "2023/24": no date that stands there
            year = find_year(whole.words, about.financial)
            return in_sequence([part], [year])[0] if year else part
    if beside and beside.iso and is_target(at.beside.names):
        return beside
    aim = is_target((*at.over.names[-1:], *at.beside.names[-1:]))
    return over or beside or (None if aim else about.period)


def _row_names(rows: Sequence[Row], beside: Sequence[Head]) -> list[str]:
    """The name of each row; of two with the same name each is told by the row that it counts a part of."""
    names = [head.names[-1] if head.names else "" for head in beside]
    keys = Counter((name, head.period, head.area) for name, head in zip(names, beside, strict=True) if name)
    told = []
    for number, (name, head) in enumerate(zip(names, beside, strict=True)):
        if not name or (keys[name, head.period, head.area] == 1 and (len(head.names) < 2 or names.count(name) == 1)):
            told.append(name)
        elif len(head.names) > 1:
            told.append(f"{head.names[-2]}: {name}")
        elif rows[number].group and len({r.group for r, n in zip(rows, names, strict=True) if n == name}) > 1:
            told.append(f"{rows[number].group}: {name}")
        else:
            whole = next((n for n in reversed(names[:number]) if n and list(names).count(n) == 1), "")
            told.append(f"{name} (of: {whole})" if whole else name)
    return told


def _series(at: _Cross) -> str:
    over, name, caption = at.over.names, at.name, at.about.caption
    counted = [part for part in over if not _ONLY_UNIT.fullmatch(part)]
    if name and counted:
        return f"{name}: {' – '.join(over)}"
    if name and at.about.named and at.over.period and len(caption.split()) <= _SHORT and not shares_word(caption, name):
        return f"{caption}: {name}" if caption else name
    if name:  # a kind, such as a type of need, says only with the caption what is counted
        whole = caption and (_COUNTS.search(caption) or (over and not at.over.period))
        return f"{caption}: {name}" if whole and name.lower() not in caption.lower() else name
    if any(not _TOTAL.fullmatch(part) for part in counted):
        dated = at.about.named and at.beside.period and 0 < len(caption.split()) <= 2 * _SHORT
        return f"{caption}: {' – '.join(over)}" if dated else " – ".join(over)
    return f"{caption}: {over[-1]}" if over and caption else caption
