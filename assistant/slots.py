"""What a question leaves open: a sum, a share, a count, a length of time, a day, a name; and whether a text fills it.

A sentence about the right thing that holds no such value does not answer, however like the question it reads; one that
holds it may say little else of what was asked. (Question typing by expected answer: Li and Roth, "Learning Question
Classifiers", COLING 2002.)
"""

import re
from functools import cache
from itertools import islice
from pathlib import Path
from typing import Literal

from ingest.areas import find_areas

from .direct import counting, lasts, lengths
from .everyday import english_stems, is_english
from .forms import DURATION, HOW_LONG, HOW_MANY, HOW_MUCH_MONEY, MONEY
from .library import Library
from .memo import once
from .understand import Understood
from .units import Unit
from .words import Token, bridged, stem, tokens

Slot = Literal["money", "share", "time", "wait", "count", "date", "person", "name"]

_COSTS = re.compile(
    r"\b(?:how much|what)\b(?! (?:progress|time|better|worse|more|longer|further))[^,?]{0,110}"
    r"\b(?:costs?|costing|spen[dt]|spending|pa(?:y|id|ys)|overspen[dt]|deficit|budget|in pounds)\b",
    re.I,
)
_WHO_IS = re.compile(
    r"\bwho(?:'s|’s| is| was) (?:now |currently )?(?:the )?(?:\w+ ){0,3}?"
    r"(?:chair\w*|director|head|headteacher|manager|minister)\b"
    r"(?! of the (?:inspection|revisit))|\bwho (?:chairs|chaired|heads|manages)\b|\bwhoever chairs\b"
    r"|\bwho (?:has been|have been|was|is|were)(?: now| recently)?"
    r" (?:put in charge|appointed|named|chosen|picked|brought in)\b"
    r"|\bwho (?:replaced|succeeded|took over)\b",
    re.I,
)
_WAIT = re.compile(r"\bwhat(?:['’]?s| is| was| are| were) the (?:\w+ ){0,3}?(?:waits?|waiting times?)\b", re.I)
_WAITS = re.compile(r"\bwait\w*|\bdelays?\b|\bqueue\w*", re.I)
_AS_LONG = re.compile(
    r"\b(?:twice|double|half) (?:as long|that|the)\b|\b(?:a|half a|several|many) (?:year|month)s?\b", re.I
)
_SHARE = re.compile(
    r"%|\b(?:half|third(?! quarter)|(?:a|one|three) quarters?|fifth|majority|most(?! recent)|none|every"
    r"|all(?! (?:this|that|these|of (?:this|that|these))\b)"
    r"|(?:\d+|one|two|three|four|five|six|seven|eight|nine) (?:out of|in) (?:every |the )?"
    r"(?:\d+|every|two|three|four|five|six|seven|eight|nine|ten|twelve|twenty))\b",
    re.I,
)
_WHOSE_NAME = re.compile(
    r"\b(?:names? (?:of|are|is|the)|what(?: is|'s|s|’s| was) the name|(?:is|are) .{2,60} called)\b", re.I
)
_GOES_ON = re.compile(
    r"[ \t]*(?:$|[.,;:)%]"
    r"|(?:of|in|by|were|was|are|is|had|has|have|did|compared)\b)",
    re.I,
)
_COUNTED_NAMED = 2  # content words after "how many" that name what is counted
_SHORT_WORD = 3  # letters
_GOES_ON_WITH = re.compile(r"(?:It|Its|This|They|Their|He|She|His|Her|The (?:board|group|panel|chair|post|role))\b")
_ONE = re.compile(r"\b(?:a single|the sole|(?:only )?one(?! of\b| another))\b", re.I)
IN_ALL = re.compile(r"\b(?:in (?:total|all)|altogether|total number|exactly)\b", re.I)
"""What is asked for is the whole number, not a part of it."""
_GROWTH = re.compile(
    r"\b(?:percentage|per cent|percent|%) (?:growth|increase|rise|change|drop|fall|decrease|reduction|points?)\b", re.I
)
_RISES = re.compile(
    r"\bhow much (?:did|has|have|had|does|do)\b.{0,60}\b(?:go(?:ne)? (?:up|down)|r[io]se\w*|risen|grow\w*|grew"
    r"|increas\w*|f[ae]ll\w*|drop\w*|decreas\w*|chang\w*|improv\w*)\b",
    re.I,
)
_BY = re.compile(r"\bby (?:about |over |nearly |almost )?$", re.I)
_OF = re.compile(r"\s*(?:%|per ?cent)?\s*of\b")
_NO = re.compile(r"\b(?:(?:none|no) (?!longer|one\b)|not (?:a single )?one of|zero\b)", re.I)
_FRACTION = re.compile(
    r"\b(?:half|(?:a|one|two) (?:thirds?|quarters?|fifths?|tenths?)|three quarters|(?:the |a )?majority)"
    r" (?:of )?(?=all\b|the\b|these\b|those\b|its\b|their\b|our\b|\w)",
    re.I,
)
_OF_PEOPLE = re.compile(r"\bhow many (?:\w+ )?(?:people|persons|individuals|respondents)\b", re.I)
_PEOPLE = re.compile(
    r" (?:\w+ ){0,2}?(?:people|persons|parents|carers|families|respondents|residents|professionals|practitioners|staff"
    r"|members|responses|replies|delegates|attendees|participants|children|pupils|students)\b",
    re.I,
)
_THING_WITHIN = 4  # words after "how many" of which one is the thing counted
_COUNTED_WITHIN = 4  # content words after a number in which the thing counted must stand
_PERSON = re.compile(r"\b[A-Z][a-z’'-]+(?: [A-Z](?:\.|[A-Za-z’'-]+))+")
_NOT_NAMES = (
    "School Schools Academy Primary College Road Street House Centre Hospital Trust Council Grant Deficit Funding"
)
_NO_SURNAME = frozenset(_NOT_NAMES.split())
_SHORT_FORM = re.compile(r"\b(?:[A-Z]{2,}s?|Ofsted)\b")  # no part of somebody's name
_THING = re.compile(r"\b[A-Z][\w’'-]+(?: (?:(?:of|in|and|for|the) )?[A-Z][\w’'-]+)+|\([A-Z][\w’' -]+\)")
_WHICH_ONE = re.compile(
    r"\bwhich (?:\w+ ){0,2}?(?:council|authority|company|firm|charity|organisation|provider|trust|school"
    r"|university|college|hospital)s?\b(?: .{0,40}?)?"
    r"\b(?:(?:is|are|was|were|has|have|had|will|did|does|do)\b|\w+s\b|\w+ed\b)",
    re.I,
)
"""One or some of many bodies of a kind, which only a name tells."""
_WHICH_PERSON = re.compile(
    r"\b(?:which|what) (?:\w+ )?"
    r"(?:official|minister|person|councillor|cabinet member|headteacher|consultant|inspector)\b",
    re.I,
)
_POST = re.compile(
    r"\b(?:chair\w*|director|lead|leader|head|headteacher|manager|officer|inspector|minister|councillor|commissioner"
    r"|nurse|doctor|cabinet member|adviser|advisor|chief executive|person|man|woman|lady)s?\b",
    re.I,
)


@once
def slot_of(question: Understood) -> Slot | None:
    """The kind of value that a question asks for; ``None`` where words answer it."""
    text = question.asking
    if _WHOSE_NAME.search(text):
        return "person" if _POST.search(text) else "name"
    if _WHICH_ONE.search(text) and question.areas and "=responsible" not in {t.key for t in question.content()}:
        return "name"
    if question.intent == "who" and (_WHO_IS.search(text) or _WHICH_PERSON.search(text)):
        return "person"
    if question.intent == "date":
        return "date"
    if question.intent not in {"number", "text", "comparison"}:
        return None
    if _WAIT.search(text):
        return "time"
    if HOW_MUCH_MONEY.search(text) or _COSTS.search(text):
        return "money"
    if question.intent != "number":
        return None
    if HOW_LONG.search(text):
        return "wait" if _WAITS.search(text) else None
    if HOW_MANY.search(text) and not _RISES.search(text):
        return "count"
    return "share" if _asks_share(question) else None


def fills(question: Understood, unit: Unit) -> bool:
    """Whether a sentence, item or row holds a value of the kind asked for; true where none is asked for.

    Days and lengths of time are for ``has_kind`` to find: documents also give them as "not yet" or "twice as long".
    """
    slot, text = slot_of(question), unit.text
    if slot == "money":
        return bool(MONEY.search(text)) and bool(counting(text))
    if slot == "share":
        return bool(_SHARE.search(text)) or any(n.percent and not _BY.search(text[: n.start]) for n in counting(text))
    if slot == "time":
        return bool(DURATION.search(text) and counting(text))
    if slot == "wait":
        return bool(lengths(text) or _AS_LONG.search(text))
    if slot == "count":
        return _names_counted(question, unit) and counts_something(question, unit)
    if slot == "person":
        return names_person(text)
    if slot == "name":
        return _names_another_thing(question, text)
    return True


def holds(library: Library, question: Understood, unit: Unit) -> bool:
    """Whether a sentence holds a value of the kind asked for, or names whom the next one names: "Its chair is ..."."""
    if fills(question, unit):
        return True
    if slot_of(question) not in {"person", "name"}:
        return False
    after = next((other for other in library.units(unit.document) if other.start >= unit.end), None)
    goes_on = after is not None and not after.first_of_block and bool(_GOES_ON_WITH.match(after.text))
    return after is not None and goes_on and fills(question, after)


def _names_another_thing(question: Understood, text: str) -> bool:
    """Whether a text has a name of several words that the question does not have."""
    asked = question.standalone.lower()
    return any(match[0].strip("()").lower() not in asked for match in _THING.finditer(text))


def names_person(text: str) -> bool:
    """Whether a text names somebody."""
    return any(_is_name(match[0]) for match in _PERSON.finditer(text))


def _asks_share(question: Understood) -> bool:
    if _GROWTH.search(question.asking):
        return False
    keys = {token.key for token in question.content()}
    return "%" in question.text or "=percent" in keys or "=ontime" in keys


def counts_something(question: Understood, unit: Unit) -> bool:
    """A number that counts what is asked, or that stands for itself: "612 were overdue", not "nine providers"."""
    asked = {token.key for token in question.content() if not token.key.startswith("#")}
    said = {token.key[1:] for token in question.content() if token.key.startswith("#")}
    spoken = tokens(unit.text)
    numbers = counting(unit.text)
    if _OF_PEOPLE.search(question.asking) and any(_PEOPLE.match(unit.text, n.end) for n in numbers):
        return True
    if "=ontime" in asked and any(n.percent for n in numbers):
        return True  # how many are in time is told as a share
    shares = () if IN_ALL.search(question.asking) else (n for n in numbers if n.percent)
    if any(_OF.match(unit.text, n.end) and _next(spoken, n.end) & asked for n in shares):
        return True
    parts = (_ONE,) if IN_ALL.search(question.asking) else (_ONE, _FRACTION)
    if any(_next(spoken, match.end()) & asked for form in parts for match in form.finditer(unit.text)):
        return True
    counted = (n for n in numbers if n.value not in said and not (n.percent or lasts(unit.text, n)))
    things = _things(question)
    return any(
        (_GOES_ON.match(unit.text, n.end) or _next(spoken, n.end) & asked or _stems(unit.text[n.end :], 1) & things)
        and not _is_money(unit.text, n.start)
        for n in counted
    ) or bool(_NO.search(unit.text))


def _things(question: Understood) -> set[str]:
    """Stems of the first words after "how many": one concept ("special school places") may be counted as places."""
    match = HOW_MANY.search(question.asking)
    return _stems(question.asking[match.end() :], _THING_WITHIN) if match else set()


def _stems(text: str, most: int) -> set[str]:
    """Stems of the first words of a text, short ones left out."""
    return {stem(match[0].lower()) for match in islice(re.finditer(r"[A-Za-z]{4,}", text), most)}


def _names_counted(question: Understood, unit: Unit) -> bool:
    """Whether a text or what stands around it names what is to be counted, or counts out of the same number."""
    match = HOW_MANY.search(question.asking)
    of_some = match is not None and question.asking[match.end() :].startswith(" of")  # "how many of Kent's children"
    most = 2 * _COUNTED_NAMED if of_some else _COUNTED_NAMED
    after = [t for t in question.content() if match and t.start >= match.end()][:most]
    said = unit.keys | unit.around | unit.beside
    return not after or any(bridged(token.key, said) for token in after)


def _is_money(text: str, start: int) -> bool:
    return "£" in text[max(0, start - 1) : start + 1]


def _next(spoken: list[Token], end: int) -> set[str]:
    after = [token.key for token in spoken if token.start >= end and not token.stop]
    return set(after[:_COUNTED_WITHIN])


def _is_name(text: str) -> bool:
    """A name begins with a first name or holds a word that is no English word; "Improvement Board" does neither."""
    words = re.findall(r"[A-Z][a-z’'-]+", text)
    if len(words) > 1 and words[0].lower() in _first_names() and not _NO_SURNAME & set(words[1:]):
        return True
    for area in reversed(find_areas(text)):
        text = text[: area.start] + text[area.end :]
    text = _SHORT_FORM.sub(" ", text)
    return any(not _is_english(word.lower()) for word in re.findall(r"[A-Za-z]{3,}", text))


@cache
def _first_names() -> frozenset[str]:
    lines = Path(__file__).with_name("first_names.txt").read_text(encoding="utf-8").splitlines()
    return frozenset(name for line in lines if not line.startswith("#") for name in line.split())


def _is_english(word: str) -> bool:
    return stem(word) in english_stems() if len(word) > _SHORT_WORD else is_english(word)
