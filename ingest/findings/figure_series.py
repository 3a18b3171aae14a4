"""The series of a figure in running text: what it counts, and whether it is a level or a change."""

import re
from collections.abc import Sequence
from typing import NamedTuple

from .counted import CONNECTIVE, blank_times, governor, noun_phrase, predicate, subject, undetermined
from .figure_numbers import Figure
from .periods import find_periods

_UP = r"increas(?:e|es|ed|ing)|rise|rises|risen|rose|rising|grow(?:th|n|ing)?|grew|gone up|went up|uplift|up"
_DOWN = (
    r"reduc(?:tion|tions|ed|ing|e)|decreas(?:e|es|ed|ing)|fall|falls|fallen|fell|falling|drop(?:s|ped|ping)?|declin(?:e|ed|ing)"
    r"|dip(?:s|ped)?|gone down|went down|down"
)
_NEAR = (
    r"(?:(?P<near>just over|just under|more than|fewer than|less than|over|under|around|approximately|approx\.?|about|almost"
    r"|nearly|up to|at least|circa|c\.|in excess of|as many as|above|below|beyond|roughly|some)\s+)?"
)
_ONLY = r"(?:(?:\|+|only|just|now|currently|a total of|still|even|a further|an additional|an?|the|all|some|another|these|our)\s+)*"
_TAIL = rf"\s*{_ONLY}{_NEAR}$"
_NEAR_END = re.compile(_NEAR[:-1] + "$", re.I)
_CHANGE_OF = re.compile(
    rf"\b(?P<word>{_UP}|{_DOWN})(?:\s+(?:also|again))?(?:\s+in\s+(?P<what>[^,;:|]{{3,120}}?))?,?\s+(?:of|by)\s*{_ONLY}{_NEAR}$",
    re.I,
)
_CHANGED = re.compile(rf"\b(?P<word>{_UP}|{_DOWN})(?:\s+\w+ly)?(?:\s+by)?\s*{_ONLY}{_NEAR}$", re.I)
_CHANGE_AFTER = re.compile(
    rf"\s*(?:\([^)]*\)\s*)?(?:\w+\s+)?(?P<word>{_UP}|{_DOWN})\b(?:\s+(?:in|of)\s+(?P<what>.*))?", re.I | re.S
)
_MORE = re.compile(
    r"\s*(?:\([^)]*\)\s*)?(?P<word>more|higher|greater|fewer|lower|less)\b(?P<what>[^,;.]{0,60}?)\s+than\b", re.I
)
_REACHED = re.compile(rf"\b(?:{_UP}|{_DOWN}|\w+ed|went|going|moving)\b[^,;]*?\b(?:to|from)\s*{_ONLY}{_NEAR}$", re.I)
_IS = re.compile(
    r"(?:\b(?:is|was|are|were|be|been|being|stood at|stands at|stand at|at|reached|reaching|remains?(?: at)?|remained(?: at)?|totall?ed"
    r"|totals?|equals|averaged?|averages|sits at|sat at|hit|numbered|numbers|costs?|cost|amount(?:s|ed)? to|equat(?:es|ed) to"
    rf"|beyond|of)|[=:–-])\s*{_ONLY}{_NEAR}$",
    re.I,
)
_OF_THEM = re.compile(r"\s*(?:%|per ?cent)?\s*(?:out )?of (?:them|these|those|which|whom)\b(?P<rest>.*)", re.I | re.S)
_OF_WHOLE = re.compile(
    r"\s*(?:out )?of (?:the |all |all the |its |our |their |these |those |a |an |a total of )*", re.I
)
_NO_TOPIC = re.compile(
    r"(?:this|it|these|they|that|which|there|this (?:figure|number|rate|percentage|is|represents)|the (?:figure|number|rate)"
    r"|figures?|numbers?|rates?|percentage|(?:this|that|these|those) .{0,12})?",
    re.I,
)
_CHANGE_TOPIC = re.compile(rf"(?:.*['’]s\s+)?(?:overall\s+)?(?P<word>{_UP}|{_DOWN})(?:\s+in\s+(?P<what>.+))?", re.I)
_AGAINST = re.compile(
    r"(?:\bcompared (?:to|with)(?: (?:that|those) (?:of|in))?|\bfrom|\bsince|\bthan(?: (?:in|at|for))?|\bon)\s+"
    r"(?:the )?(?:same \w+ (?:in|of) )?(?:the )?$",
    re.I,
)
_TOTALS = re.compile(
    r"^(?:total|number|group|team|cohort|sum|maximum|minimum|range|set|series|majority|rest|cent|most|target)s?$", re.I
)


_ELLIPSIS = re.compile(
    rf"(?:\bcompared (?:with|to)|\bagainst|\bthan|\bto|\bfrom|\band|\bor|\bversus|\b(?:average|figure|rate|target|median) (?:of|is|was)"
    rf"|\bnational(?:ly)?(?: \w+)?|\()(?:\s+(?:an?|the|our|its|national|regional|England|statistical|neighbours?|average|figure|rate|of|for|at|in"
    rf"|then|by|was|is|to))*\s*[|\s,]*\s*{_ONLY}{_NEAR}$",
    re.I,
)
_WAITING = re.compile(rf"\b(?:wait\w*|takes?|took|taking)\s+(?:for\s+)?(?:an average of\s+)?{_ONLY}{_NEAR}$", re.I)
_BEFORE_NUMBER = frozenset(
    ["of", "each", "all", "both", "the", "a", "an", "only", "just", "over", "total", "additional", "further", "key", "more", "than", "these", "its", "our"]
)
_PEOPLE = frozenset(
    ["children", "and", "young", "people", "pupils", "students", "learners", "families", "parents", "carers", "or", "with", "send", "staff", "schools", "settings", "cases", "plans"]
)


class Series(NamedTuple):
    """What a figure counts."""

    words: str
    topic: str
    """What later "this", "of these" and "an increase of" are about."""
    change: bool = False


def figure_series(text: str, figures: Sequence[Figure], at: int, topic: str, before: Series | None) -> Series | None:
    """What a figure of a sentence counts; ``None`` where the sentence does not say.

    Args:
        text: the sentence.
        figures: its figures.
        at: which of them.
        topic: what the sentences before are about.
        before: series of the figure before it in the sentence.
    """
    figure = figures[at]
    blanked = blank_times(text)
    lead, rest = blanked[: figure.start], blanked[figure.end :]
    if before and _in_brackets(text, figures, at):
        return before
    found = (
        _change(text, lead, rest, topic)
        or _of_them(rest, topic)
        or _in_aside(lead, rest)
        or _waited(figure, lead, rest)
        or _governed(text, lead, rest)
        or _counted(figure, lead, rest)
        or _said_of(lead, rest, topic)
        or _same(figure, figures, at, lead, before)
    )
    if not found or not found.words or not re.search(r"[A-Za-z]{2}", found.words):
        return None
    near = _near(lead)
    return found._replace(words=f"{found.words} ({near})") if near and f"({near})" not in found.words else found


def _same(figure: Figure, figures: Sequence[Figure], at: int, lead: str, before: Series | None) -> Series | None:
    """The series of the figure before, for one that is set beside it: "64% compared with 58% nationally"."""
    alike = at > 0 and (figure.unit == "%") == (figures[at - 1].unit == "%")
    return before if alike and _ELLIPSIS.search(lead) else None


def _in_brackets(text: str, figures: Sequence[Figure], at: int) -> bool:
    """True for the share after a count: "40,588 (10%)"."""
    figure = figures[at]
    closed = re.match(r"\s*\)", text[figure.end :])
    opened = re.search(r"\(\s*(?:or |i\.e\. )?$", text[: figure.start])
    return bool(closed and opened) and at > 0 and (figure.unit == "%") != (figures[at - 1].unit == "%")


def _change(text: str, lead: str, rest: str, topic: str) -> Series | None:
    more = _MORE.match(rest)
    base = _base(text, rest, more["word"] if more else "")
    after = _CHANGE_AFTER.match(rest)
    if after:
        return _changed(after["word"], noun_phrase(after["what"] or "").words or topic, base)
    if more:
        up = more["word"].lower() in {"more", "higher", "greater"}
        return _changed(
            "more" if up else "reduced", undetermined(more["what"].strip()) or _subject(lead, topic) or topic, base
        )
    of = _CHANGE_OF.search(lead)
    if of and not re.fullmatch(r"(?:up|down) of.*", of[0], re.I | re.S):
        counted = noun_phrase(re.sub(r"^\s*\([^)]*\)", "", rest)).words
        what = of["what"] and noun_phrase(of["what"]).words
        verb = re.search(r"\bby\b[^|]*$", of[0]) and re.search(r"(?:ed|en|ose|ew|ell|ing|up|down)$", of["word"])
        return _changed(of["word"], what or counted or (_subject(lead[: of.start()], topic) if verb else topic), base)
    by = _CHANGED.search(lead)
    if by and re.search(r"\bby\b", by[0]):
        return _changed(by["word"], _subject(lead[: by.start()], topic) or topic, base)
    return None


def _changed(word: str, what: str, base: str) -> Series | None:
    up = bool(re.fullmatch(_UP, word, re.I)) or word == "more"
    inner = _CHANGE_TOPIC.fullmatch(what)
    what = inner["what"] or "" if inner else re.sub(r"^(?:the )?(?:number|numbers) of ", "number of ", what)
    return Series(f"{'increase' if up else 'reduction'} in {what}{base}", what, change=True) if what else None


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


def _of_them(rest: str, topic: str) -> Series | None:
    found = _OF_THEM.match(rest)
    said = predicate(found["rest"].lstrip(", ")) if found else predicate(rest.lstrip())
    if not topic or (found is None and not said):
        return None
    return Series(f"{topic} that {said}" if said else topic, topic)


def _waited(figure: Figure, lead: str, rest: str) -> Series | None:
    """ "can wait over two years to be assessed", "a six-month delay in reviews"."""
    if figure.unit in {None, "%", "£"}:
        return None
    if re.match(r"\s*(?:\w+\s+)?(?:waits?|waiting|delays?|backlog)\b", rest, re.I):
        words = noun_phrase(rest).words
        return Series(words, words)
    waiting = _WAITING.search(lead)
    if not waiting:
        return None
    verb = re.match(r"\w+", waiting[0])
    clause = CONNECTIVE.sub("", re.split(r"[;:|]\s*|,\s+(?:and|but|while|with)\b", lead[: waiting.start()])[-1].strip())
    words = undetermined(" ".join([*clause.split()[-20:], verb[0] if verb else ""]))
    purpose = noun_phrase(re.sub(r"^\s*(?:for|to)\b", "", rest)).words if re.match(r"\s*(?:for|to)\b", rest) else ""
    lead_in = re.match(r"\s*(for|to)\b", rest)
    return Series(f"{words} {lead_in[1]} {purpose}" if lead_in and purpose else words, words)


def _governed(text: str, lead: str, rest: str) -> Series | None:
    """ "backlog of 359 assessments", "a target of 60%"."""
    found = re.search(rf"\bof\s*{_ONLY}{_NEAR}$", lead, re.I)
    if not found or re.search(
        r"\b(?:each|one|some|many|most|any|all|total|number|group|out|seven|majority)\s*$", lead[: found.start()], re.I
    ):
        return None
    whole = governor(text[: found.start()])
    if re.search(
        r"\d\s*$|\b(?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|%)\s*$", lead[: found.start()]
    ):
        return None
    if (
        not whole
        or _TOTALS.match(whole.split()[-1])
        or whole.lower().split()[-1] in {"part", "consists", "consisting", "made", "up"}
    ):
        return None
    counted = noun_phrase(rest)
    said = predicate(counted.rest.lstrip())
    words = f"{whole} of {counted.words}" if counted.words else whole
    return Series(f"{words} that {said}" if said else words, counted.words or whole)


def _in_aside(lead: str, rest: str) -> Series | None:
    """ "the backlog of March 2019, which was 359 assessments, ..."."""
    found = re.search(
        rf"(?P<head>[^,;:]+),\s+which (?:was|is|were|are|stood at|stands at)\s*{_ONLY}{_NEAR}$", lead, re.I
    )
    if not found:
        return None
    head, counted = undetermined(found["head"].replace("|", "").strip()), noun_phrase(rest)
    said = predicate(counted.rest.lstrip(" ,"))
    words = " of ".join(part for part in (head, counted.words) if part)
    return Series(f"{words} that {said}" if said else words, counted.words or head) if head else None


def _counted(figure: Figure, lead: str, rest: str) -> Series | None:
    """ "209 requests for an assessment", "seven of the nine weaknesses", "64% of plans were issued in 20 weeks"."""
    whole = _OF_WHOLE.match(rest)
    if whole:
        rest = rest[whole.end() :]
        inner = re.match(rf"\s*{_NEAR}(?:\d[\d,]*|[a-z]+)\s+(?=[a-z])", rest, re.I) if not figure.unit else None
        rest = rest[inner.end() :] if inner and _is_number(inner[0]) else rest
    elif figure.unit == "%" and not re.match(r"\s+[a-z]", rest):
        return None
    phrase = noun_phrase(rest)
    if not phrase.words or (figure.unit not in {None, "£", "%"} and not whole):
        return None
    if figure.unit == "%" and not whole and re.match(r"(?:on|in|at|for|to|by)\b", phrase.words):
        return None
    words = _added(lead) + phrase.words
    said = predicate(phrase.rest.lstrip())
    if said:
        return Series(f"{words} that {said}", words)
    short = len(words.split()) < 3 or set(words.lower().split()) <= _PEOPLE
    acted = _acted(lead) if whole or short else ""
    return Series(f"{words} ({acted})" if acted else words, f"{words} ({acted})" if acted and short else words)


def _is_number(text: str) -> bool:
    return bool(
        re.search(
            r"\d|\b(?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|twenty)\b",
            text,
            re.I,
        )
    )


def _added(lead: str) -> str:
    found = re.search(r"\b(?P<more>additional|further|extra|new|key|main)\s+$", lead, re.I)
    return f"{found['more'].lower()} " if found else ""


def _acted(lead: str) -> str:
    """What the sentence says before a short phrase, so that it can be told apart: "has not made progress in addressing"."""
    if lead.rstrip().endswith("("):
        return governor(re.sub(r"\([^()]*\)\s*", "", lead.rstrip(" (")))
    clause = re.split(r"[,;:|()]\s*|\b(?:that|which|and|but)\s+", lead)[-1]
    words = clause.split()
    while words and words[-1].lower() in _BEFORE_NUMBER:
        words.pop()
    said = " ".join(words[-10:])
    return "" if re.fullmatch(r"(?:there|this|it|they|we)?\s*(?:is|are|was|were|has|have|had)?", said, re.I) else said


def _said_of(lead: str, rest: str, topic: str) -> Series | None:
    """ "timeliness stood at 64%", "this is 2,596", "has risen from 45% to 60%"."""
    found = _IS.search(lead) or _REACHED.search(lead)
    if not found or re.search(r"\b(?:compared|than|against|average|above|below)\b[^,;]*$", lead[-60:], re.I):
        return None
    about = _subject(lead[: found.start()], topic)
    inner = _CHANGE_TOPIC.fullmatch(about)
    if inner and found.re is _IS:
        return _changed(inner["word"], inner["what"] or topic, "")
    return Series(about, about) if about else None


def _subject(clause: str, topic: str) -> str:
    clause = re.split(r"[;:]\s|\s[–—]\s|,\s+(?=(?:this|it|which|and|but|while|whereas|with|there)\b)", clause)[-1]
    about = subject(clause)
    return topic if _NO_TOPIC.fullmatch(about) else about


def _near(lead: str) -> str:
    found = re.search(_NEAR[:-1].rstrip("?") + "$", lead, re.I)
    return found["near"].lower() if found and found["near"].lower() != "some" else ""
