"""The time that a follow-up means by the time of the question before it: "that month", "the year before"."""

import re

from ingest.dates import bounds

from .forms import MONTH_NAME, OPENS
from .times import shifted, times_in

JOINED = " – "
"""How two questions are put together that cannot be made one."""
_SO_MANY = ("a", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")
TIME_BEFORE = re.compile(
    r"(?:and |but |so )*(?:what about|how about|what was it|how was it"
    r"|how (?:many|much|long) (?:was|were) (?:it|that|there)|was (?:it|that)|(?:is|was) (?:it|that|this|they)"
    r" (?:\w+ )?(?:more|less|fewer|better|worse|higher|lower|up|down|longer|shorter)(?: than| on| from)?)?"
    rf"\s*(?:in|for|at|during)?\s*(?:the )?(?:(?:(?P<many>{'|'.join(_SO_MANY)}) )?(?P<what>year|quarter|month|term)s?"
    r" (?:before|earlier|after|later|following)(?: that)?"
    r"|(?:previous|next|following|last) (?P<what2>year|quarter|month|term))",
    re.I,
)
NOW = re.compile(r"\s*\b(?:now|currently|today|at the moment|latest|most recent)\b", re.I)
_LATER = re.compile(
    rf"\b(?:by |in |at |about |some )?(?:(?P<many>{'|'.join(_SO_MANY)}|\d{{1,2}}) (?P<what>year|month|term)s?"
    r" (?P<later>later|on|after|earlier|before)\b"
    r"|the (?:following|next) (?P<season>spring|summer|autumn|winter|year)\b)",
    re.I,
)
_SEASON_STARTS = {"spring": 3, "summer": 6, "autumn": 9, "winter": 12}
_MONTH_OF_YEAR = re.compile(r"\b(?P<month>[A-Za-z]+),? (?:of |in )?(?:that|the same) year\b", re.I)


def at_a_time_before(text: str, before: str, answer: str) -> str | None:
    """The earlier question a year, quarter or month before or after: "And the year before?"."""
    match = TIME_BEFORE.fullmatch(text.rstrip("?. "))
    if not match:
        return None
    *heads, root = before.split(JOINED)
    asks = re.match(rf"{OPENS}(how (?:many|much|long))\b", text, re.I)
    if heads and asks:  # "how many were there the year before?" after "why so many?"
        before = root if root.lower().startswith("how ") else f"{asks[1]} {root}"
    what = (match["what"] or match["what2"]).lower()
    by = -1 if re.search(r"before|earlier|previous|last", text, re.I) else 1
    by *= max(1, _SO_MANY.index(match["many"].lower())) if match["many"] else 1
    named = times_in(before)
    if named:
        span = named[-1] if len(named) == 1 else named[0]
        moved = _moved(before[span.start : span.end], what, by)
        return before[: span.start] + moved + before[span.end :] if moved else None
    lead = answer.strip().split("\n")[0]
    told = times_in(lead)
    moved = _moved(lead[told[0].start : told[0].end], what, by) if len(told) == 1 else None
    return f"{NOW.sub('', before).rstrip('?. ')} in {moved}?" if moved else None


def at_a_later_time(text: str, before: str) -> str:
    """ "two years later" and "the following summer" written out from the time of the earlier question."""
    dates = times_in(before)
    match = None if TIME_BEFORE.fullmatch(text.rstrip("?. ")) or not dates else _LATER.search(text)
    if not match:
        return text
    said = before[dates[-1].start : dates[-1].end]
    if match["season"]:
        moved = _next_season(match["season"].lower(), dates[-1].iso)
    else:
        by = 1 if match["later"].lower() in {"later", "on", "after"} else -1
        many = match["many"].lower()
        by *= int(many) if many.isdigit() else max(1, _SO_MANY.index(many))
        moved = _moved(said, match["what"].lower(), by)
    return f"{text[: match.start()]}in {moved}{text[match.end() :]}" if moved else text


def _next_season(season: str, iso: str) -> str | None:
    """The first such season or year after a time: "summer 2021" after September 2020."""
    last = bounds(iso)[1]
    year, month = int(last[:4]), int(last[5:7])
    if season not in _SEASON_STARTS:
        return str(year + 1)
    return f"{season} {year + (_SEASON_STARTS[season] <= month)}"


def _moved(words: str, what: str, by: int) -> str | None:
    """A time as printed, so many years, quarters or months later, or earlier where ``by`` is negative."""
    of_day = re.search(r"\d{1,2} [A-Z][a-z]+ ((?:19|20)\d\d)\b", words)
    moved: str | None = of_day[1] if of_day and what == "year" else words
    for _ in range(abs(by)):
        moved = shifted(moved, what, 1 if by > 0 else -1) if moved else None
    return moved


def same_period(text: str, before: str) -> str:
    """ "that month" and "the same year" written out from the earlier question."""
    dates = times_in(before)
    if not dates:
        return text
    said = before[dates[0].start : dates[0].end]
    month, year = _MONTH_OF_YEAR.search(text), re.search(r"\b(?:19|20)\d\d\b", said)
    if month and year and MONTH_NAME.fullmatch(month["month"].title()):
        return f"{text[: month.start()]}{month['month'].title()} {year[0]}{text[month.end() :]}"
    back = re.compile(
        r"\b(?:(?P<word>in|during|by|since|until|before|after|at) )?"
        r"(?:(?:that|the same) (?:month|year|period|time)|then)\b",
        re.I,
    )
    return back.sub(lambda m: f"{m['word'] or 'in'} {said}", text, count=1)
