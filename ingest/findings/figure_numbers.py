"""The numbers of a sentence that count something: no dates, ages, labels, limits, telephone numbers or addresses."""

import re
from decimal import Decimal
from typing import NamedTuple

from ..numbers import find_numbers
from .fractions import find_shares
from .periods import find_periods, find_relative
from .units import UNIT_WORDS, plain

_WORDS = (
    "two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen"
    "|nineteen|twenty|thirty|forty|fifty"
)
_N = rf"(?:\d{{1,3}}|one|{_WORDS})"
_MANY = rf"{_N}-?(?:\s*(?:,|and|to|or|&|-|–)\s*{_N})*"
_TIME = r"(?:working |school |calendar )?(?:weeks?|days?|months?|years?|hours?|minutes?|mins|terms?)"
_LABEL = (
    r"key stages?|ks|years?|year groups?|sections?|parts?|chapters?|schedules?|regulations?|articles?|clauses?"
    r"|paragraphs?"
    r"|paras?|pages?|pp?\.|appendix|appendices|annexe?|figure|table|chart|stages?|tiers?|levels?|bands?|phases?|priority"
    r"|priorities|objectives?|actions?|recommendations?|themes?|strands?|work ?streams?|items?|weakness|area|question"
    r"|kloe"
    r"|standards?|steps?|goals?|grades?|wards?|class|group|rooms?|floors?|unit|block|nos?\.?|number|ref\.?|reference"
    r"|version|options?|quarters?|terms?|weeks?|days?|covid|outcomes?|modules?|domains?|principles?|pillars?|cohort|volume"
    r"|circular|q|rule|box|line|form|slide|footnote|note|t[- ]?level|sdq|gcses?|grades?|point"
)
_NEVER: tuple[re.Pattern[str], ...] = tuple(
    re.compile(form, re.I)
    for form in (
        # ages
        r"\b(?:ages?|aged|age (?:group|range|of)|years of|born)\s+(?:of\s+|between\s+|from\s+|over\s+|under\s+"
        rf"|up to\s+|below\s+|above\s+)*{_MANY}(?:\s+years?)?",
        rf"\b{_MANY}[- ](?:to[- ])?(?:years?|months?)[- ](?:olds?|of age)\b|\b{_MANY}[- ]?years?\s+and\s+(?:over"
        r"|under|above|below|older)",
        rf"\b{_MANY}\s+years?(?=[’']?\s+(?:old|of age))|\b(?:from|under|over)\s+(?:birth|0"
        r"|zero)\s+to\s+\d+(?:\s+years?)?",
        r"\b(?:under|over|below|above|pre|post)[- ](?:the age of\s+)?(?:\d{1,2}|"
        + _WORDS
        + r")s?\b(?=\s*(?:[.,;:)]|$|(?:with|who|and|to|there|the|in|have|are|has|is|do|at|can|services?)\b"
        r"|panel|provision))",
        rf"\b(?:reach|turn|become|approach|leave)\w*\s+(?:the age of\s+|age\s+|their\s+)?{_N}\b(?!\s*%)",
        r"\b(?:pre|post|under|over|plus)[-–]\s?\d+|\b\d{1,2}\+",
        r"\b\d{1,2}\s?[-–]\s?\d{1,2}\b(?!\s?%)|\b0\s+to\s+\d+\b|\bup to (?:1[5-9]|2[0-5]) years\b",
        # labels and references
        rf"\b(?:{_LABEL})[- ]*{_MANY}\b(?!\s?%)(?:\([^)]*\))*",
        r"\b\d+(?:\.\d+){2,}|\b\d+(?:\.\d+)*\s?\(\d+\)(?:\([a-z]+\))*|\[[\d. ]+\]"
        r"|(?-i:\b[A-Z]{1,5}[-/ ]?\d+[A-Z]?\b(?=\s*[:.)](?!\d)))",
        r"[‘“\"']\s?(?:one|" + _WORDS + r"|\d+)\b(?=\s+[a-z]+[^’”\"']{0,30}[’”\"'])",
        # addresses, telephones, times
        r"\(?\b0\d{2,4}\)?[ -]?\d{3,4}[ -]?\d{3,6}\b|\+44[\d ()]{8,}|(?-i:\b[A-Z]{1,2}\d[A-Z\d]? ?\d[A-Z]{2}\b)",
        r"\S+@\S+|www\.\S+|https?://\S+|\S+\.(?:gov|org|co|nhs)\.uk\S*",
        r"\b\d{1,2}[:.]\d\d\s?(?:am|pm)\b|\b\d{1,2}:\d\d\b|\b\d{1,2}\s?(?:am|pm|noon)\b|\b\d+/\d+\b|\b\d+:\d+\b"
        r"|\bact (?:19|20)\d\d",
        r"(?-i:\b\d{1,4}[a-z]?(?:[-–]\d{1,4})?,?\s+(?:(?:[A-Z][\w’'.]*|of|the)\s+){0,4}(?:Street|Road|Place|Avenue|Lane|Square|Way"
        r"|Drive|Close|Court|Crescent|Gardens?|Terrace|Row|Walk|Hill|Parade|Quay|Gate|Park|House|Building|Floor|St|Rd|Ave)\b)"
        r"(?=\s*(?:[,.;\n]|$|[A-Z]))",
        # parts of words and idioms
        rf"\ball but (?:the )?{_N}\b(?! of\b)|\b(?:progress|attainment) 8\b",
        rf"\b(?:one|{_WORDS}|\d+)(?:st|nd|rd|th)\b|(?<![/\d.,£])(?<!\bfrom )\b{_N}[- ](?:to|in|by|or)[- ](?:{_N})\b",
        rf"\bfrom {_N} to {_N} (?:years?|months?)\b",
        rf"\b(?:one|{_WORDS}|\d[\d,]*)-(?!(?:{_TIME})\s+(?:waits?|waiting|delays?|backlog))(?=[a-z])",
        r"\b\d+(?:st|nd|rd|th|s|d|x)\b|\bone\b|\b(?:once|twice)\b",
    )
)
_LIMIT = re.compile(rf"\b{_MANY}[- ]{_TIME}\b", re.I)
_WAIT = re.compile(
    r"\b(?:wait\w*|delays?|takes?|taking|took|average|median|mean|longest|shortest|turnaround|timescale|stood|stands)"
    r"(?:\s+(?!within\b|reduc|improv|every\b|statutory\b|deadline\b|last\b|next\b)[\w’'-]+){0,6}?\s*"
    r"(?:is|was|of|by|at|for|up to|over|more than|around|approximately|about|an average of|between|as long as)?\s*$",
    re.I,
)
_WITHIN = re.compile(
    r"\b(?:within|every|after|last|past|next|previous|the first|in|during|throughout|each|a|rolling"
    r"|for the)\s+(?:\w+ )?$",
    re.I,
)
_WAIT_AFTER = re.compile(r"\s*(?:[’']\s*)?(?:\w+\s+)?(?:waits?|waiting|delays?|backlog|on average)\b", re.I)
_SCALE = re.compile(r"\s?(?P<scale>bn|m|k)\b", re.I)
_UNIT_AFTER = re.compile(rf"\s?-?(?P<unit>percentage points?|{UNIT_WORDS})\b", re.I)
_YEAR_OF_PEOPLE = re.compile(r"\s+(?:children|pupils|young people|students|learners|families)\b", re.I)


class Figure(NamedTuple):
    """A number that counts something."""

    start: int
    end: int
    """After its unit."""
    value: str
    unit: str | None
    word: bool
    """Written as a word: "nine"."""
    how: str | None = None
    """How it was stated, where by no number: "three quarters"."""


def figure_numbers(text: str) -> list[Figure]:
    """The figures of a sentence in order; one written as a word from two upwards."""
    shares = find_shares(text)
    numbers = find_numbers(text)
    taken = [*(_taken(text) if numbers else []), *((share.start, share.end) for share in shares)]
    found = [Figure(share.start, share.end, share.value, "%", True, share.how) for share in shares]
    for number in numbers:
        written = text[number.start : number.end]
        if any(start < number.end and number.start < end for start, end in taken):
            continue
        figure = _figure(text, number.start, number.end, number.value, written, number.percent)
        if figure and not (figure.word and Decimal(figure.value) < 2) and not _year(text, figure):
            found.append(figure)
    return sorted(found)


def _taken(text: str) -> list[tuple[int, int]]:
    """Stretches whose numbers count nothing."""
    spans = [match.span() for form in _NEVER for match in form.finditer(text)]
    spans += [
        (p.start, p.end)
        for p in (*find_periods(text), *find_relative(text))
        if not _year_of_people(text, p.end, p.words)
    ]
    return spans + [match.span() for match in _LIMIT.finditer(text) if not _is_wait(text, match)]


def _year_of_people(text: str, end: int, words: str) -> bool:
    return bool(re.fullmatch(r"\d{4}", words)) and bool(_YEAR_OF_PEOPLE.match(text, end))


def _is_wait(text: str, limit: re.Match[str]) -> bool:
    """True for a time that is reported as such ("waits of 18 months"), and not a limit ("within 20 weeks")."""
    before = text[: limit.start()]
    if _WAIT_AFTER.match(text, limit.end()):
        return True
    return bool(_WAIT.search(before)) and not _WITHIN.search(before)


def _figure(text: str, start: int, end: int, value: str, written: str, percent: bool) -> Figure | None:
    digits = written[0].isdigit() or written[0] == "£"
    unit = "%" if percent else "£" if written[0] == "£" else None
    scale = _SCALE.match(text, end) if digits else None
    if scale:
        value = plain(str(Decimal(value) * {"k": 1000, "m": 10**6, "bn": 10**9}[scale["scale"].lower()]))
        end = scale.end()
    if digits and written[0] != "£" and re.search(r"(?:^|[\s(])[-−–]$", text[:start]):
        value, start = f"-{value}", start - 1
    after = _UNIT_AFTER.match(text, end) if unit is None else None
    if percent and re.match(r"(?:age)? ?points?\b", text[end:]):
        unit, end = "percentage points", end + len(re.match(r"(?:age)? ?points?\b", text[end:])[0])  # type: ignore[index]
    if after and not after["unit"].lower().startswith("place"):
        unit, end = _plural(after["unit"]), after.end()
    if text[end : end + 1].isalpha() or (digits and re.match(r"[-–/:]\d", text[end:])):
        return None
    return Figure(start, end, value, unit, not digits)


def _plural(unit: str) -> str:
    low = unit.lower()
    return low.upper() if low in {"fte", "wte"} else low if low.endswith("s") else f"{low}s"


def _year(text: str, figure: Figure) -> bool:
    return bool(re.fullmatch(r"(?:19|20)\d\d", text[figure.start : figure.end])) and not _YEAR_OF_PEOPLE.match(
        text, figure.end
    )
