"""The comparison of wordings: two texts that say the same in another dress become the same tokens.

Case, spaces, punctuation, curly quotes and Markdown go; number words, ordinals, thousands separators, "per cent" and
dates take one form each. "20%" is one token, so that it is never taken for "20", nor "12.5" for "12"; the day of a date
is written "20th", so that it is no number either.
"""

import html
import re
import unicodedata
from functools import lru_cache

from evals.numerals import to_digits, with_suffix

_MONTH = "january|february|march|april|may|june|july|august|september|october|november|december"
MONTHS = tuple(_MONTH.split("|"))
_SHORT = {month[:3]: month for month in MONTHS} | {"sept": "september"}
_WEEKDAY = re.compile("(mon|tues?|wed(nes)?|thu(rs?)?|fri|sat(ur)?|sun)(day)?")

_MARKER = re.compile(r"(?<!\\)\[\d+(?:\s*,\s*\d+)*\](?!\()")
_UNSEEN = re.compile("[\u00ad\u200b\u200c\u200d\u2060\ufeff*`]")
_ESCAPE = re.compile(r"\\([^\w\s])")
_ISO = re.compile(r"(?<![\d-])(?P<year>\d{4})-(?P<month>0[1-9]|1[0-2])-(?P<day>\d{2})(?![\d-])")
_DAY_FIRST = re.compile(r"(?<![\d/.-])(?P<day>\d{1,2})([/.-])(?P<month>0?[1-9]|1[0-2])\2(?P<year>\d{4})(?![\d/-])")
_YEAR_MONTH = re.compile(r"(?<![\d-])(?P<year>(?:19|20)\d{2})-(?P<month>0[1-9]|1[0-2])(?![\w-])")
_ISO_RANGE = re.compile(r"(?<=\d-\d\d)/(?=\d{4}-\d\d)")
_RANGE = re.compile(r"(?<![\d.,/-])(\d[\d,.]*%?)\s?[-‐‑–—]\s?(?=[£$€]?\d[\d,.]*(?![\d-]))|(?<=\b\d{4})/(?=\d\d\b)")
_MONEY = re.compile(r"([£$€]\d[\d,.]*)(k|m|bn)\b")
_MONEY_SCALE = {"k": "thousand", "m": "million", "bn": "billion"}
_TOKEN = re.compile(
    r"\d{1,2}(?:st|nd|rd|th)\b|[£$€]?(?:\d{1,3}(?:,\d{3})+(?!\d)(?:\.\d+)*|\d+(?:\.\d+)*)(?![^\W_])|%|[^\W_]+|[][(){}|:;!?]"
)
_DAY_TO_DAY = re.compile(
    rf"\b(between )?(\d{{1,2}})(?:st|nd|rd|th)? (?:({_MONTH}) )?(to|and) "
    rf"(\d{{1,2}}[a-z]{{2}}) ({_MONTH})(?: (\d{{4}}))?\b"
)
_DAY = re.compile(r"0?([1-9]|[12]\d|3[01])(st|nd|rd|th)?")
_FIGURE = re.compile(rf"\d{{1,2}}[a-z]{{2}} (?:{_MONTH}) \d{{4}}|\S*\d\S*")


@lru_cache(maxsize=1024)  # an answer is compared with many wordings
def normalise(text: str) -> str:
    """The tokens of a text in their one form, joined by single spaces."""
    tokens = [_number(token) for token in _TOKEN.findall(_clean(text))]
    # brackets, colons and the like go last: they keep "11 (March 2021)" from being taken for a date
    words = [token for token in _dates(_percentages(to_digits(tokens))) if token[-1] == "%" or token[-1].isalnum()]
    return _DAY_TO_DAY.sub(_whole_range, " ".join(words))


def states(text: str, wording: str) -> bool:
    """Does the text hold the wording, whole tokens only? A wording that normalises to nothing is never held."""
    wanted = normalise(wording)
    return bool(wanted) and f" {wanted} " in f" {normalise(text)} "


def plain(markdown: str) -> str:
    """An answer's Markdown without its citation markers."""
    return _MARKER.sub("", markdown)


def figures(text: str) -> set[str]:
    """The numbers, percentages and full dates of a text, in normalised form. "One" in words counts as no figure."""
    found = set(_FIGURE.findall(normalise(text)))
    return found if re.search(r"(?<!\d)1(?!\d)", plain(text)) else found - {"1"}


def _clean(text: str) -> str:
    """Lower case, without Markdown, apostrophes and unseen characters; numeric dates and ranges in words."""
    text = _MARKER.sub(" ", html.unescape(text))
    text = _UNSEEN.sub("", unicodedata.normalize("NFKC", text)).casefold()
    text = re.sub("[’‘ʼ]", "'", _ESCAPE.sub(r"\1", text)).replace("&", " and ")
    text = re.sub(r"(?<=\w)'s\b", "", text).replace("'", "")
    text = _DAY_FIRST.sub(_in_words, _ISO.sub(_in_words, _ISO_RANGE.sub(" to ", text)))
    text = _MONEY.sub(lambda found: f"{found[1]} {_MONEY_SCALE[found[2]]}", _YEAR_MONTH.sub(_in_words, text))
    return _RANGE.sub(lambda found: f"{found[1] or ''} to ", text)


def _in_words(date: re.Match[str]) -> str:
    parts = date.groupdict()
    day = f"{int(parts['day'])} " if "day" in parts else ""
    return f" {day}{MONTHS[int(parts['month']) - 1]} {parts['year']} "


def _number(token: str) -> str:
    """A number without thousands separators and idle zeros: "2,596" is "2596", "44.0" is "44"."""
    if not token.lstrip("£$€")[:1].isdecimal() or token[-1:].isalpha():
        return token
    token = token.replace(",", "")
    return token.rstrip("0").rstrip(".") if token.count(".") == 1 else token


def _percentages(tokens: list[str]) -> list[str]:
    """Sign, "percent" or "per cent" joined to the number before it; a sign after no number is dropped."""
    done: list[str] = []
    at = 0
    while at < len(tokens):
        words = 2 if tokens[at : at + 2] == ["per", "cent"] else int(tokens[at] in ("%", "percent"))
        if words and done and done[-1][-1].isdecimal():
            done[-1] += "%"
        else:
            done += [token for token in tokens[at : at + max(words, 1)] if token != "%"]
        at += max(words, 1)
    return done


def _dates(tokens: list[str]) -> list[str]:
    """Months in full and after their day, as in "23rd july 2021", without the day of the week."""
    tokens = [_SHORT.get(token, token) for token in tokens]
    done: list[str] = []
    at = 0
    while at < len(tokens):
        words, at = _date(tokens, at) or ([tokens[at]], at + 1)
        done += words
    return done


def _date(tokens: list[str], at: int) -> tuple[list[str], int] | None:
    """Day and month that start at this token, in either order, and the place after them."""
    start = at + bool(_WEEKDAY.fullmatch(tokens[at]))
    start += start > at and tokens[start : start + 1] == ["the"]
    first, second, third = (*tokens[start : start + 3], "", "", "")[:3]
    day = _DAY.fullmatch(first)
    if day and (second in MONTHS or (second == "of" and third in MONTHS)):
        return [with_suffix(int(day[1])), third if second == "of" else second], start + (3 if second == "of" else 2)
    day = _DAY.fullmatch(second)
    # "April: 23 plans" is no date: after a month, a number is its day only with a year or as an ordinal
    if first in MONTHS and day and (day[2] or re.fullmatch(r"(19|20)\d\d", third)):
        return [with_suffix(int(day[1])), first], start + 2
    return None


def _whole_range(match: re.Match[str]) -> str:
    """ "20 to 22nd june 2022" in full: "20th june 2022 to 22nd june 2022", so that both of its days are stated."""
    between, first, first_month, joint, last, month, year = match.groups()
    if joint == "and" and not between:
        return match[0]
    year = f" {year}" if year else ""
    return f"{with_suffix(int(first))} {first_month or month}{year} to {last} {month}{year}"
