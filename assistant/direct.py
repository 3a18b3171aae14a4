"""The plainest direct answer that a sentence allows: the number, date or verdict asked for, in the sentence's words.

Nothing is worked out: a direct answer is a piece of the sentence itself. Where it is not clear which of several numbers
or dates is meant, there is none, and the sentence speaks for itself.
"""

import re

from ingest.dates import find_dates, in_words, overlap
from ingest.numbers import Number, find_numbers

from .forms import HOW_LONG
from .understand import Understood
from .units import Unit
from .words import Token, tokens

_OF = re.compile(r"\s*(?:out\s+)?of\s+(?:the\s+|its\s+|their\s+)?$", re.I)
_LABEL = re.compile(
    r"\b(?:years?|year groups?|key stages?|ks|ages?|aged|section|part|chapter|page|paragraph|para|schedule|no\.?"
    r"|phase|tier|table|figure|stage|band|priority|action|objective|version|appendix"
    r"|(?<!\bthis )(?<!\bthat )(?<!\bthe )(?<!\ban )(?<!\ba )(?<!\bone )(?<!\beach )(?<!\bevery )"
    r"(?:number|item|question|area|strand|recommendation|theme|step|option|group|outcome|weakness))"
    r"\s+(?:\d+ (?:and|or|to|–|-) )?$",
    re.I,
)
"""What a number names rather than counts: "Year 9"."""
_LISTS = re.compile(r"[.)]\s+[a-z]")
"""After a number that only tells an entry of a list from the next."""
_ONE_OF = re.compile(r"(?: of|[ -](?:hours?|days?|weeks?|months?|years?|terms?)|-(?:third|quarter|half))\b")
_TIME_AFTER = re.compile(
    r"[ -](?:(?:working|school|calendar|statutory) )?(?:hour|day|week|fortnight|month|term|year)s?\b", re.I
)
_LASTS = re.compile(rf"{_TIME_AFTER.pattern}(?: (?:a|per|each|every) (?:day|week|fortnight|month|term|year)\b)?", re.I)
_ONE, _UNIT = re.compile(r"(?:one|an?|1)\b", re.I), re.compile(r"(?:hour|day|week|fortnight|month|term|year)\b", re.I)
_TO = re.compile(r"\s?(?:to|or|and|–|-)\s?")
_LOOKS_BACK = re.compile(
    r"\b(?:past|last|next|previous|recent|within|every|first|rolling|aged?|for the|over the(?: \w+)?)\s+"
    r"(?:approximately )?$",
    re.I,
)
_ALLOWED = re.compile(
    r"[- ](?:statutory |legal |national )?(?:deadline|target|limit|timescale|time ?frame|timeline|standard|complian\w+"
    r"|rule|period|rolling|olds?|ago)\b",
    re.I,
)
_IN_NAME = re.compile(r"[A-Za-z][-‑]$")  # Covid-19
_DIALLED = re.compile(r"(?<![\d,.])\b0\d[\d ]*$")
_OF_THE_CLOCK = re.compile(r"(?:[:.]\d\d)?\s?[ap]\.?m\b", re.I)
_STOPS = re.compile(r"[;:()]|[.,](?!\d)")
_OWNS = re.compile(r"s?['’]s?$")
"""What is counted after it is what somebody has: "two children's inspectors"."""
_MARK = re.compile(
    r"\b(?:(?:no |not )?(?:fewer|less|more|greater|higher|lower|better|worse) than"
    r"|(?:just |well )?(?:over|under|above|below)|nearly|almost|about|around|roughly"
    r"|approximately|at least|at most|up to)\s+$",
    re.I,
)
_NAME_WORDS = 3
_PART_OF_IT = re.compile(r" of (?:them|these|those|which|whom)\b", re.I)
_UNIT_WORDS = 6  # words after a number in which the thing counted must stand


def direct_answer(question: Understood, unit: Unit) -> str | None:
    """A short answer, or ``None`` where the sentence gives none without reading into it."""
    if question.intent == "number":
        return _number(question, unit)
    if question.intent == "date":
        return _date(question, unit)
    return None


def _number(question: Understood, unit: Unit) -> str | None:
    wants_percent = "=percent" in {t.key for t in question.content()} or "%" in question.text
    numbers = counting(unit.text)
    if wants_percent:
        percents = [n for n in numbers if n.percent]
        if len(percents) != 1:
            return None
        return _sentence(unit.text[_with_mark(unit.text, percents[0].start) : percents[0].end])
    said = {t.key[1:] for t in question.content() if t.key.startswith("#")}
    asked = [t.key for t in question.content() if not t.key.startswith("#")]
    spoken = tokens(unit.text)
    if HOW_LONG.search(question.asking):
        return _length(unit.text)
    best: tuple[int, int, str] | None = None
    for number in numbers:
        distance, end = _counts(number, spoken, asked[:3])
        if (
            end
            and not _OWNS.search(unit.text[:end])
            and number.value not in said
            and not (number.percent or lasts(unit.text, number))
        ):
            whole = _with_whole(number, numbers, unit.text)
            end = end if not _STOPS.search(unit.text[number.end : end]) else number.end
            told = whole or unit.text[number.start : _whole_name(unit.text, spoken, end)]
            before = unit.text[_with_mark(unit.text, number.start) : number.start]
            candidate = (distance, number.start, before + told)
            best = min(best, candidate) if best else candidate
    if best and any(_PART_OF_IT.match(unit.text, n.end) for n in numbers if n.start != best[1]):
        return None  # "1488 children, and for 1234 of them ...": which of both is asked is for the reader to see
    return _sentence(best[2]) if best else None


def counting(text: str) -> list[Number]:
    """Numbers that count: no part of a date, a time, a name ("Year 9") or a telephone number, no pronoun ("one")."""
    dates = find_dates(text)
    found = [n for n in find_numbers(text) if not any(d.start <= n.start < d.end for d in dates)]
    found = [n for n in found if not any(form.search(text[: n.start]) for form in (_LABEL, _IN_NAME))]
    found = [n for n in found if not _LISTS.match(text, n.end)]
    found = [n for n in found if not (_DIALLED.search(text[: n.end]) or _OF_THE_CLOCK.match(text, n.end))]
    return [n for n in found if text[n.start : n.end].lower() != "one" or _ONE_OF.match(text, n.end)]


def lasts(text: str, number: Number) -> bool:
    """Whether a number counts days, weeks, months, terms or years."""
    return bool(_TIME_AFTER.match(text, number.end))


def lengths(text: str) -> list[str]:
    """Lengths of time that a text gives, no deadline and no stretch that it looks back on: "14 weeks"."""
    numbers = counting(text)
    found = ((n, match) for n in numbers if (match := _LASTS.match(text, n.end)))
    lasting = [
        (_from(numbers, n, text), match)
        for n, match in found
        if not (_LOOKS_BACK.search(text[: n.start]) or _ALLOWED.match(text, match.end()))
    ]
    return [text[_with_mark(text, start) : match.end()] for start, match in lasting]


def _from(numbers: list[Number], last: Number, text: str) -> int:
    """Where a range that ends with a number starts: "five to 10 years"."""
    return next((n.start for n in numbers if _TO.fullmatch(text[n.end : last.start])), last.start)


def _length(text: str) -> str | None:
    """The length of time that a sentence gives, if it gives one."""
    found = lengths(text)
    if len(found) != 1:
        return None
    said = found[0].replace("-", " ")
    return _sentence(said if _ONE.match(said) or said[-1] == "s" else _UNIT.sub(r"\g<0>s", said, count=1))


def _counts(number: Number, spoken: list[Token], asked: list[str]) -> tuple[int, int]:
    """How far after a number the thing asked about stands, in words, and where it ends; (0, 0) if not near."""
    after = [t for t in spoken if t.start >= number.end][:_UNIT_WORDS]
    for distance, token in enumerate(after):
        if token.key in asked:
            return distance, token.end
    return 0, 0


def _with_mark(text: str, start: int) -> int:
    """Where a figure starts with the mark before it: "fewer than one in five"."""
    match = _MARK.search(text[:start])
    return match.start() if match else start


def _whole_name(text: str, spoken: list[Token], end: int) -> int:
    """Where the name of a counted thing ends of which a word is asked about: "540 SEND | tribunal cases"."""
    for token in [t for t in spoken if t.start >= end][:_NAME_WORDS]:
        if token.stop or text[end : token.start] != " " or text[token.end : token.end + 2] in {"’s", "'s"}:
            break
        end = token.end
    return end


def _with_whole(number: Number, numbers: list[Number], text: str) -> str | None:
    """ "seven of the nine" where a number is a part of another one that follows."""
    for other in numbers:
        if other.start > number.end and _OF.match(text[number.end : other.start]):
            return text[number.start : other.end]
    return None


def _date(question: Understood, unit: Unit) -> str | None:
    dates = find_dates(unit.text)
    asked = question.periods
    fitting = [d for d in dates if not any(d.iso == a for a in asked)]
    if asked and len(fitting) > 1:
        fitting = [d for d in fitting if any(overlap(d.iso, a) for a in asked)]
    if len(fitting) != 1 or len(fitting[0].iso) < 7:
        return None
    (date,) = fitting
    return _sentence(unit.text[date.start : date.end] if "/" in date.iso else in_words(date.iso))


def _sentence(text: str) -> str:
    text = " ".join(text.split()).strip(" ,;")
    return f"{text[0].upper()}{text[1:]}." if text else text
