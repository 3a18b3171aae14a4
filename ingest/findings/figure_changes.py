"""Figures in running text that say by how much something changed, and against what."""

import re

from .counted import noun_phrase, undetermined
from .figure_words import DOWN, NEAR, ONLY, UP, Series, clause_subject
from .periods import find_periods

_CHANGE_OF = re.compile(
    rf"\b(?P<word>{UP}|{DOWN})(?:\s+(?:also|again))?(?:\s+in\s+(?P<what>[^,;:|]{{3,120}}?))?,?\s+(?:of|by)"
    rf"\s*{ONLY}{NEAR}$",
    re.I,
)
_MADE = re.compile(
    rf"\b(?P<word>{UP}|{DOWN}|cut|cuts|lowered|raised)\s+(?:the|our|its|their|this|waiting|waits)\b\s*(?P<what>[^,;:|]{{3,80}}?)\s+by"
    rf"\s*{ONLY}{NEAR}$",
    re.I,
)
_CHANGED = re.compile(rf"\b(?P<word>{UP}|{DOWN})(?:\s+\w+ly)?\s+by\s*{ONLY}{NEAR}$", re.I)
_UP_OR_DOWN = re.compile(rf"[,(–-]\s*(?P<word>up|down)\s+(?:by\s+)?{ONLY}{NEAR}$", re.I)
_CHANGE_AFTER = re.compile(
    rf"\s*(?:\([^)]*\)\s*)?(?:\w+\s+)?(?P<word>{UP}|{DOWN})\b(?:\s+(?:in|of)\s+(?P<what>.*))?", re.I | re.S
)
_MORE = re.compile(
    r"\s*(?:\([^)]*\)\s*)?(?P<word>more|higher|greater|fewer|lower|less)\b(?P<what>[^,;.]{0,60}?)\s+than\b", re.I
)
_CHANGE_TOPIC = re.compile(rf"(?:.*['’]s\s+)?(?:overall\s+)?(?P<word>{UP}|{DOWN})(?:\s+in\s+(?P<what>.+))?", re.I)
_RISING = re.compile(rf"(?:{UP}|more|raised)", re.I)
_VERB = re.compile(r"(?:ed|en|ose|ew|ell|ing|up|down)$", re.I)
_AGAINST = re.compile(
    r"(?:\bcompared (?:to|with)(?: (?:that|those) (?:of|in))?|\bfrom|\bsince|\bthan(?: (?:in|at|for))?|\bon)\s+"
    r"(?:the )?(?:same \w+ (?:in|of) )?(?:the )?$",
    re.I,
)


def changed_series(text: str, lead: str, rest: str, topic: str) -> Series | None:
    """The series of a figure that is a change: "increase in EHC plans from 2020"; ``None`` for a level.

    Args:
        text: the sentence.
        lead: what stands before the figure, its times blanked.
        rest: what stands after it, its times blanked.
        topic: what the sentences before are about.
    """
    more = _MORE.match(rest)
    base = _base(text, rest, more["word"] if more else "")
    after = _CHANGE_AFTER.match(rest)
    if after:
        return _changed(after["word"], noun_phrase(after["what"] or "").words or topic, base)
    if more:
        up = more["word"].lower() in {"more", "higher", "greater"}
        what = undetermined(more["what"].strip()) or clause_subject(lead, topic) or topic
        return _changed("more" if up else "reduced", what, base)
    made = _MADE.search(lead)
    if made:
        waits = re.search(r"\b(?:waiting|waits)\b", made[0][: made.start("what") - made.start()])
        return _changed(made["word"], f"{waits[0]} {made['what']}" if waits else made["what"].strip(), base)
    return _said_before(lead, rest, topic, base)


def _said_before(lead: str, rest: str, topic: str, base: str) -> Series | None:
    of = _CHANGE_OF.search(lead)
    if of and not re.fullmatch(r"(?:up|down) of.*", of[0], re.I | re.S):
        counted = noun_phrase(re.sub(r"^\s*\([^)]*\)", "", rest)).words
        what = of["what"] and noun_phrase(of["what"]).words
        verb = re.search(r"\bby\b[^|]*$", of[0]) and _VERB.search(of["word"])
        said = clause_subject(lead[: of.start()], topic) if verb else topic
        return _changed(of["word"], what or counted or said, base)
    by = _CHANGED.search(lead)
    if by:
        return _changed(by["word"], clause_subject(lead[: by.start()], topic) or topic, base)
    aside = _UP_OR_DOWN.search(lead)
    return _changed(aside["word"], topic, base) if aside else None


def change_of_topic(about: str, topic: str) -> Series | None:
    """The series of a figure whose subject is a change: "Walsall's increase" is one in the topic."""
    inner = _CHANGE_TOPIC.fullmatch(about)
    return _changed(inner["word"], inner["what"] or topic, "") if inner else None


def is_change(about: str) -> bool:
    """True where words name a change and not a level."""
    return bool(_CHANGE_TOPIC.fullmatch(about))


def _changed(word: str, what: str, base: str) -> Series | None:
    inner = _CHANGE_TOPIC.fullmatch(what)
    what = inner["what"] or "" if inner else re.sub(r"^(?:the )?(?:number|numbers) of ", "number of ", what)
    name = "increase" if _RISING.fullmatch(word) else "reduction"
    return Series(f"{name} in {what}{base}", what, change=True) if what else None


def _base(text: str, rest: str, more: str) -> str:
    """What a change is measured against, as printed: " from 2020"."""
    start = len(text) - len(rest)
    clause = re.split(r"[;:]|[.](?:\s|$)", text[start:], maxsplit=1)[0]
    for period in find_periods(clause):
        against = _AGAINST.search(clause[: period.start])
        if against:
            words = " ".join(clause[against.start() : period.end].split())
            return f" ({more} {words})" if words.startswith("than") else f" {words}"
    return ""
