"""Of when and about which area a figure in running text is."""

import re
from collections.abc import Sequence

from ..dates import MONTHS
from .figure_numbers import Figure
from .headed_periods import Year, with_year
from .making import Span
from .periods import Period, find_periods, find_relative
from .places import Place, find_places

_BASE = re.compile(
    r"(?:\bcompared (?:to|with|against)|\bcomparison (?:to|with)|\bfrom|\bsince|\bthan|\bagainst|\bversus|\bprior to"
    r"|\bbefore"
    r"|\bon)\s+(?:that of |those of |that in |the same (?:period|time|point|month|term) |figures? (?:for|in|of) "
    r"|levels? in )?"
    r"(?:in |at |of |for |the |as at |as of )*$",
    re.I,
)
_FROM_WHEN = re.compile(r"\b(?:since|until|before)\s+(?:it|they|we)\b(?:(?!\band\b)[^,;.\d]){0,40}$", re.I)
"""Before the year in "540 cases since it came into being in 2021"."""
_ATTRIBUTE = re.compile(r"\b(?:the|a|our|its|this)\s+$", re.I)
_NOUN_AFTER = re.compile(
    r"\s+(?!(?:and|to|the|there|this|was|were|is|are|had|has|have|a|compared|showed?s?|census|return|academic|financial|figures?"
    r"|data|it|we|in|of|or|with|by|which|that)\b)[a-z][\w-]+",
    re.I,
)
_OF_THING = re.compile(
    r"\b(?!as|end|start|beginning|month|quarter|summer|autumn|spring|because|out|instead)\w+\s+of\s+(?:the\s+)?$", re.I
)
_NAMED_BY = re.compile(
    r"\b(?:published|dated|issued|letter|report|inspection|revisit|visit|review|(?<=, )\w+ed)\s+(?:on|in|of|from"
    r"|during)\s+(?:the\s+)?$",
    re.I,
)
_COMPARED = re.compile(r"\b(?:than|compared (?:with|to)|against|similar to|in line with)\b[^,;]*", re.I)
_CLOSE = re.compile(
    r"[;:]|,(?!\s*(?:as (?:at|of)|20\d\d|during|over|in the|was|were|by)\b)|\band (?:an?|the|this|it|there|we|they)\b"
)
_CLAUSE = re.compile(r"[;:]|\band (?:an?|the|this|it|there|we|they)\b|,\s*(?:and|but|which|while|whereas|with)\b")
_FAR = 90  # characters
_NAMED_FIGURE = re.compile(r"[\s:]*(?:(?:at|is|was)\s+)?")
"""Between an area and its figure: "12.9% (England 13.0%)"."""
_IN_MONTH = re.compile(
    rf"\s*(?:\([^)]*\)\s*)?(?:in|by|at the end of|during)\s+(?P<month>{'|'.join(n for n in MONTHS if len(n) > 2)})\b"
    r"(?!\.?,?\s+(?:19|20)\d\d)",
    re.I,
)
_MONEY_YEAR = re.compile(r"\b(?:financial|budget|outturn|fiscal|spend|spent|expenditure|overspen[dt])\b", re.I)


def figure_period(text: str, figures: Sequence[Figure], at: int, change: bool) -> Period | None:
    """The period that a sentence gives a figure: right after it, else before it, else the only one of the sentence.

    Args:
        text: the sentence.
        figures: its figures.
        at: which of them.
        change: it is a change, so a period after "from" or "compared with" is what it is measured against.
    """
    figure = figures[at]
    end = figures[at + 1].start if at + 1 < len(figures) else len(text)
    month = _IN_MONTH.match(text, figure.end)
    if month:
        return _month(text, month)
    financial = figure.unit == "£" or bool(_MONEY_YEAR.search(text))
    periods = [p for p in _all(text, financial) if not _is_base(text, p, change) and not _is_attribute(text, p)]
    close = _CLOSE.split(text[figure.end : end], maxsplit=1)[0]
    after = [p for p in periods if figure.end <= p.start < figure.end + len(close)]
    if after:
        return after[0]
    before = [
        p for p in periods if p.end <= figure.start and ";" not in text[p.end : figure.start] and not _is_event(p)
    ]
    if before and not _taken(text, before[-1], figures[:at]):
        return before[-1]
    later = [p for p in periods if p.start >= end and not _CLAUSE.search(text[figure.end : p.start])]
    return later[0] if later and later[0].start - figure.end <= _FAR else None


def _month(text: str, match: re.Match[str]) -> Period:
    """A month that a figure is of; its year is that of the one month of the sentence that has one."""
    month = MONTHS[match["month"].lower()]
    words, start, end = match["month"], *match.span("month")
    years = [p.iso for p in find_periods(text, loose=False) if p.iso and re.fullmatch(r"\d{4}-\d\d", p.iso)]
    if len(set(years)) != 1:
        return Period(start, end, words, None)
    year = int(years[0][:4]) - (month > int(years[0][5:]))
    return Period(
        start, end, f"{words} {year}", f"{year}-{month:02d}", how="its year is reckoned from the month named after it"
    )


def _all(text: str, financial: bool) -> list[Period]:
    dated = find_periods(text, financial)
    return sorted(
        [*dated, *(r for r in find_relative(text) if all(r.end <= d.start or d.end <= r.start for d in dated))]
    )


def _is_base(text: str, period: Period, change: bool) -> bool:
    lead = _BASE.search(text[: period.start])
    if not lead:
        return bool(_FROM_WHEN.search(text[: period.start]))
    word = lead[0].lower().split()[0]
    if word == "on":
        day = len(period.iso or "") == 10
        return (change or not day) and bool(re.search(r"[\d%)]\s*$", text[: lead.start()]))
    return word == "since" or (change and word == "from") or word not in {"from", "since"}


def _is_attribute(text: str, period: Period) -> bool:
    """True for "the March 2019 backlog", "the 2016 inspection": the date names a thing and not the time of a figure."""
    lead = text[: period.start]
    if _OF_THING.search(lead) or _NAMED_BY.search(lead):
        return True
    return bool(_ATTRIBUTE.search(lead)) and bool(_NOUN_AFTER.match(text, period.end))


def _is_event(period: Period) -> bool:
    """True for a few days, which are those of an inspection or a meeting: figures are of a day, a month or longer."""
    first, _, last = (period.iso or "").partition("/")
    return len(first) == len(last) == 10 and first[:7] == last[:7]


def stated_period(text: str) -> Period | None:
    """The last period that a sentence states for what it says."""
    dated = [
        p for p in find_periods(text) if p.iso and not _is_base(text, p, change=True) and not _is_attribute(text, p)
    ]
    return dated[-1] if dated else None


def dated_nearby(sentence: Span, period: Period) -> Period:
    """A day without a year, given the year of its month where all of the section that names this month gives one.

    "As of the 31st July" beside "over May, June and July 2021" is 31 July 2021.
    """
    section = sentence.document.text[sentence.section.start : sentence.section.end]
    named = [(year, p) for p in find_periods(section, loose=False) for year in _years_of(p.iso, period.month)]
    years = {year for year, _ in named}
    if len(years) != 1 or not period.month:
        return period
    whole = with_year(period, Year(min(years), int(min(years))))
    said = " ".join(named[0][1].words.split())
    return whole._replace(how=f"its year is that of {said} in the same section") if whole.iso else period


def _years_of(iso: str | None, month: int) -> list[str]:
    """The year in which a period names a month, as its day or at one of its ends."""
    return [end[:4] for end in (iso or "").split("/") if len(end) >= 7 and int(end[5:7]) == month]


def _taken(text: str, period: Period, earlier: Sequence[Figure]) -> bool:
    """True where a period belongs to an earlier figure that stands right before it: "2,448 in July 2020 to 2,742"."""
    return any(
        f.end <= period.start
        and re.fullmatch(r"\s*(?:\([^)]*\)\s*)?(?:in|at|as at|by|during|\()\s*(?:the )?", text[f.end : period.start])
        for f in earlier
    )


def figure_area(text: str, figures: Sequence[Figure], at: int, own: str | None) -> str | None:
    """The area that a sentence gives a figure; ``None`` for the document's own, or where it names none."""
    places = find_places(text, own)
    if not places:
        return None
    figure = figures[at]
    end = figures[at + 1].start if at + 1 < len(figures) else len(text)
    near = re.split(r"[;,]|\band\b (?=\d)|\bcompared\b|\bthan\b|\bagainst\b", text[figure.end : end], maxsplit=1)[0]
    of_next = at + 1 < len(figures) and _NAMED_FIGURE
    after = [p for p in places if figure.end <= p.start < figure.end + len(near)]
    after = [p for p in after if not (of_next and of_next.fullmatch(text, p.end, end))]
    if after:
        return after[0].name
    before = [p for p in places if p.end <= figure.start and not _compares(text, p, figure)]
    if before and _NAMED_FIGURE.fullmatch(text, before[-1].end, figure.start):
        return before[-1].name
    if before and not _of_earlier(text, before[-1], figures[:at]):
        return before[-1].name
    return before[0].name if before and not _of_earlier(text, before[0], figures[:at]) else None


def _compares(text: str, place: Place, figure: Figure) -> bool:
    """True for an area that a figure is only compared with: "higher than the West Midlands, at 23.3%"."""
    return any(m.start() <= place.start and m.end() < figure.start for m in _COMPARED.finditer(text))


def _of_earlier(text: str, place: Place, earlier: Sequence[Figure]) -> bool:
    """True where an area follows an earlier figure: "45% in Walsall and 58% ...", "58% nationally"."""
    return any(
        f.end <= place.start
        and re.fullmatch(r"[^,;]{0,60}?\s*(?:in|across|for|of)?\s*(?:the )?", text[f.end : place.start])
        and not re.search(r"\bcompared\b|\bthan\b|\band\b|\bwhile\b|\bwhereas\b|\bwith\b", text[f.end : place.start])
        for f in earlier
    )
