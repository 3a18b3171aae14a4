"""The series of a figure in running text: what it counts, as the sentence words it."""

import re
from collections.abc import Sequence

from .counted import blank_times, governor, noun_phrase, predicate
from .figure_changes import change_of_topic, changed_series, is_change
from .figure_numbers import Figure
from .figure_phrases import in_aside, spent, waited
from .figure_words import DOWN, NEAR, ONLY, UP, Series, clause_subject, nearness
from .word_sets import word_set

_TO_OR_FROM = rf"\b[^,;]*?(?:,\s*)?(?:\bfrom\b[^,;]*?)?\b(?:to|from)\s*{ONLY}{NEAR}$"
_REACHED = tuple(
    re.compile(rf"\b(?:{verbs}){_TO_OR_FROM}", re.I)
    for verbs in (rf"{UP}|{DOWN}|improved|went|going|moved|moving", r"\w+ed")  # "plans issued on time rose to 64%"
)
_IS = re.compile(
    r"(?:\b(?:is|was|are|were|be|been|being|stood at|stands at|stand at|at|reach|reached|reaching|remains?(?: at)?"
    r"|remained(?: at)?|totall?ed|totals?|equals|averaged?|averages|sits at|sat at|hit|numbered|numbers|costs?|cost"
    rf"|amount(?:s|ed)? to|equat(?:es|ed) to|beyond|of)|[=:–-])\s*{ONLY}{NEAR}$",
    re.I,
)
_OF_THEM = re.compile(r"\s*(?:%|per ?cent)?\s*(?:out )?of (?:them|these|those|which|whom)\b(?P<rest>.*)", re.I | re.S)
_OF_WHOLE = re.compile(
    r"\s*(?:out )?of (?:the |all |all the |its |our |their |these |those |a |an |a total of )*", re.I
)
_TOTALS = re.compile(
    r"^(?:total|number|group|team|cohort|sum|maximum|minimum|range|set|series|majority|rest|cent|most|target|figure"
    r"|average|mean|median)s?$",
    re.I,
)
_ELLIPSIS = re.compile(
    r"(?:\bcompared (?:with|to)|\bagainst|\bthan|\bto|\bfrom|\band|\bor|\bversus|\b(?:average|figure|rate|target"
    r"|median) (?:of|is|was)|\bnational(?:ly)?(?: \w+)?|\()"
    r"(?:\s*\b(?:an?|the|our|its|national|regional|England|statistical|neighbours?|average|figure|rate|of|for|at|in|then"
    rf"|by|was|is|to)\b)*\s*[|\s,]*:?\s*{ONLY}{NEAR}$",
    re.I,
)
_GOVERNED = re.compile(rf"\bof\s*{ONLY}{NEAR}$", re.I)
_NOT_GOVERNED = re.compile(
    r"\b(?:each|one|some|many|most|any|all|total|number|group|out|seven|majority)\s*$"
    r"|\d\s*$|\b(?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|%)\s*$",
    re.I,
)
_COMPARED = re.compile(
    r"\b(?:compared|than|against|above|below|(?:national|regional|England|neighbours?['’]?|midlands|country"
    r"|similar areas)"
    r"\s+averages?)\b[^,;]*$",
    re.I,
)
_AHEAD = re.compile(
    r"\b(?:will|shall|aims?|aiming|plans? to|planned|expects?|expected|intends?|should|must|forecast|target)\b", re.I
)
"""Words of a sentence that tells what is meant to be, so that the figure must not pass for a fact."""
_COUNTING = {None, "£", "%", "FTE", "WTE"}
"""Units that what is counted may stand behind."""
_INNER = re.compile(rf"\s*{NEAR}(?:\d[\d,]*|[a-z]+)\s+(?=[a-z])", re.I)
_PART_OF = re.compile(
    r"(?:\d(?: ?%)?|\b(?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve))\s+(?:out )?of\s+"
    r"(?:the |all |its |our )?$",
    re.I,
)
_OPENS_WITH_FIGURE = re.compile(r"£?\d[\d,.]*\s?%?\s+(?:out )?of\b")
_ONLY_FIGURE = re.compile(r"[\d,.]+(?: that\b|$)")
_FROM = re.compile(rf"\b(?:up|down|risen|fallen) from\s*{NEAR}$", re.I)
_BRACKET = re.compile(r"^\s*\([^)]*\)")
_A_NUMBER = re.compile(
    r"\d|\b(?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|twenty)\b", re.I
)
_BEFORE_NUMBER = word_set(
    "of each all both the a an only just over total additional further key more than these its our almost nearly "
    "around about approximately roughly under fewer less out two three four five six seven eight nine ten eleven twelve"
)
_PEOPLE = word_set(
    "children and young people pupils students learners families parents carers or with send staff schools "
    "settings cases plans"
)


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
    if before and is_whole(text[: figure.start]) and re.match(r"\s*\)", text[figure.end :]):
        return Series(before.topic, before.topic)  # "two thirds of parents (212 of 318)"
    found = (
        changed_series(text, lead, rest, topic)
        or _of_them(rest, topic)
        or in_aside(lead, rest)
        or waited(figure, lead, rest)
        or _governed(lead, rest, text)
        or spent(figure, lead, rest)
        or _counted(figure, lead, rest)
        or _said_of(lead, rest, topic)
        or _same(figure, figures, at, lead, before)
    )
    if not found or not found.words or not re.search(r"[A-Za-z]{2}", found.words):
        return None
    if before and _OPENS_WITH_FIGURE.match(found.words):
        found = before  # "62% of new plans were on time, up from 48%": both are shares of the plans
    elif before and _FROM.search(lead) and re.sub(r"\s*\(.*", "", found.words) in before.words:
        found = before  # "half of plans were issued in time, up from a third of plans"
    elif before and _ONLY_FIGURE.match(found.words):  # "two thirds of parents felt heard (212 of 318)"
        found = before
    near = nearness(lead)
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


def _of_them(rest: str, topic: str) -> Series | None:
    found = _OF_THEM.match(rest)
    said = predicate(found["rest"].lstrip(", ")) if found else predicate(rest.lstrip())
    if not topic or (found is None and not said):
        return None
    return Series(f"{topic} that {said}" if said else topic, topic)


def _governed(lead: str, rest: str, text: str) -> Series | None:
    """ "backlog of 359 assessments", "a target of 60%"."""
    found = _GOVERNED.search(lead)
    if not found or _NOT_GOVERNED.search(lead[: found.start()]):
        return None
    whole = governor(text[: found.start()])
    last = whole.lower().split()[-1] if whole else ""
    if not whole or _TOTALS.match(last) or last in {"part", "consists", "consisting", "made", "up"}:
        return None
    counted = noun_phrase(rest)
    said = predicate(counted.rest.lstrip())
    words = f"{whole} of {counted.words}" if counted.words else whole
    return Series(f"{words} that {said}" if said else words, counted.words or whole)


def _counted(figure: Figure, lead: str, rest: str) -> Series | None:
    """ "209 requests for an assessment", "seven of the nine weaknesses", "64% of plans were issued in 20 weeks"."""
    whole = _OF_WHOLE.match(rest)
    if whole:
        rest = rest[whole.end() :]
        inner = _INNER.match(rest) if not figure.unit else None
        rest = rest[inner.end() :] if inner and _A_NUMBER.search(inner[0]) else rest
    elif figure.unit == "%" and not figure.how and not re.match(r"\s+[a-z]", rest):
        return None
    phrase = noun_phrase(rest)
    if not phrase.words or (figure.unit not in _COUNTING and not whole):
        return None
    if figure.unit == "%" and not whole and re.match(r"(?:on|in|at|for|to|by)\b", phrase.words):
        return None
    words = _added(lead) + phrase.words
    said = predicate(_BRACKET.sub("", phrase.rest).lstrip())
    if said and not is_whole(lead):
        return Series(f"{words} that {said}", words)
    short = len(words.split()) < 3 or set(words.lower().split()) <= _PEOPLE
    acted = _acted(lead) if whole or short or _AHEAD.search(lead) else ""
    return Series(f"{words} ({acted})" if acted else words, f"{words} ({acted})" if acted and short else words)


def is_whole(lead: str) -> bool:
    """True for the second figure of "94 of 131 plans"."""
    return bool(_PART_OF.search(lead))


def _added(lead: str) -> str:
    found = re.search(r"\b(?P<more>additional|further|extra|new|key|main)\s+$", lead, re.I)
    return f"{found['more'].lower()} " if found else ""


def _acted(lead: str) -> str:
    """What the sentence says before a short phrase, to tell it from others: "has not made progress in addressing"."""
    if lead.rstrip().endswith("("):
        return governor(re.sub(r"\([^()]*\)\s*", "", lead.rstrip(" (")))
    clause = re.split(r"[,;:|()]\s*|\b(?:that|which|and|but)\s+", lead)[-1]
    words = clause.split()
    while words and words[-1].lower() in _BEFORE_NUMBER:
        words.pop()
    said = " ".join(words[-10:])
    empty = re.fullmatch(r"(?:there|this|it|they|we)?\s*(?:is|are|was|were|has|have|had)?", said, re.I)
    return "" if empty or not re.search(r"[a-z]{2}", said, re.I) else said


def _said_of(lead: str, rest: str, topic: str) -> Series | None:
    """ "timeliness stood at 64%", "this is 2,596", "has risen from 45% to 60%"."""
    found = _IS.search(lead) or next((match for form in _REACHED if (match := form.search(lead))), None)
    if not found or _COMPARED.search(lead[-60:]):
        return None
    about = clause_subject(lead[: found.start()], topic)
    if found.re is _IS and is_change(about):
        return change_of_topic(about, topic)
    ahead = _AHEAD.search(lead[max(0, found.start() - 40) :])
    return (
        Series(f"{about} ({ahead[0].lower()})" if ahead and ahead[0].lower() not in about.lower() else about, about)
        if about
        else None
    )
