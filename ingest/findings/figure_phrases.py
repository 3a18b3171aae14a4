"""Figures in running text with wordings of their own: waits, sums of money, asides."""

import re

from .counted import CONNECTIVE, noun_phrase, predicate, undetermined
from .figure_numbers import Figure
from .figure_words import NEAR, ONLY, Series

_WAITING = re.compile(rf"\b(?:wait\w*|takes?|took|taking)\s+(?:for\s+)?(?:an average of\s+)?{ONLY}{NEAR}$", re.I)
_IS_WAIT = re.compile(r"\s*(?:\w+\s+)?(?:waits?|waiting|delays?|backlog)\b", re.I)
_FOR = re.compile(r"\s*(?P<word>for|to)\b", re.I)
_PRONOUN = re.compile(r"\s*(?:these|this|them|it|those|that)\b", re.I)
_SPENT = re.compile(
    r"\b(?:overspen[dt]|underspen[dt]|spent|spend|spending|invest(?:s|ed|ing)?|allocat(?:es|ed|ing)|awarded"
    r"|receiv(?:es|ed|ing)|secur(?:es|ed|ing)|saved|sav(?:es|ing)|provided|committed|added|cost(?:s|ing)?)"
    rf"(?:\s+by)?(?:\s+an?\s+(?:further|additional|extra|estimated))?\s*{ONLY}{NEAR}$",
    re.I,
)
_SPENT_ON = re.compile(r"\s*[|]*\s*(?P<how>in|on|for|to|towards|into)\s+(?P<what>.+)", re.I | re.S)
_IN_ASIDE = re.compile(rf"(?P<head>[^,;:]+),\s+which (?:was|is|were|are|stood at|stands at)\s*{ONLY}{NEAR}$", re.I)
_CLAUSE = re.compile(r"[;:|]\s*|,\s+(?:and|but|while|with)\b")
_LONGEST = 20  # words


def waited(figure: Figure, lead: str, rest: str) -> Series | None:
    """ "can wait over two years to be assessed", "a six-month delay in reviews"."""
    if figure.unit in {None, "%", "£"}:
        return None
    if _IS_WAIT.match(rest):
        phrase = noun_phrase(rest)
        return None if _PRONOUN.match(phrase.rest) else Series(phrase.words, phrase.words)
    waiting = _WAITING.search(lead)
    if not waiting:
        return None
    verb = re.match(r"\w+", waiting[0])
    words = undetermined(" ".join([*_clause(lead[: waiting.start()]), verb[0] if verb else ""]))
    purpose = _FOR.match(rest)
    what = noun_phrase(rest[purpose.end() :]).words if purpose else ""
    return Series(f"{words} {purpose['word']} {what}" if purpose and what else words, words)


def spent(figure: Figure, lead: str, rest: str) -> Series | None:
    """ "the service overspent by £3.4 million", "the council invested £2m in therapy"."""
    found = _SPENT.search(lead) if figure.unit == "£" else None
    if not found or re.match(r"\s*(?:(?:out )?of|\w+ed)\b", rest):  # "£6m of capital funding"
        return None
    verb = re.match(r"\w+", found[0])
    words = undetermined(" ".join([*_clause(lead[: found.start()]), verb[0] if verb else ""]))
    on = _SPENT_ON.match(rest)
    what = noun_phrase(on["what"]).words if on else ""
    return Series(f"{words} {on['how']} {what}" if on and what else words, words)


def in_aside(lead: str, rest: str) -> Series | None:
    """ "the backlog of March 2019, which was 359 assessments, ..."."""
    found = _IN_ASIDE.search(lead)
    if not found:
        return None
    head, counted = undetermined(found["head"].replace("|", "").strip()), noun_phrase(rest)
    said = predicate(counted.rest.lstrip(" ,"))
    words = " of ".join(part for part in (head, counted.words) if part)
    return Series(f"{words} that {said}" if said else words, counted.words or head) if head else None


def _clause(lead: str) -> list[str]:
    """The words of the last clause of a text, not more than a few."""
    return CONNECTIVE.sub("", _CLAUSE.split(lead)[-1].strip()).split()[-_LONGEST:]
