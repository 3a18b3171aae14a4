"""What a figure counts, in the document's words: noun phrases, predicates and subjects, cut out by their neighbours."""

import re
from typing import NamedTuple

from ..numbers import number_value
from .periods import find_periods, find_relative
from .word_sets import word_set

_FINITE = word_set(
    "is are was were has have had will would can could should may might must do does did isn't aren't wasn't "
    "weren't hasn't haven't hadn't said saw replied responded answered told felt went got took made showed became "
    "remain remains attend "
    "receive show need live add host adds hosts say says now also still continue continues"
)
_LOOSE = word_set(
    "while whereas because so but although though following after before until when if unless compared than "
    "against versus rather despite where with-which including resulting representing meaning making taking "
    "bringing giving due this there it they these those he she we you which each respectively overall i.e e.g "
    "since then what"
)
_AFTER_AND = word_set(
    "this that there it they these the a an is are was were has have had will would can could now then by we in at "
    "as only remains remain rose fell increased decreased"
)
_RELATIVE = frozenset({"who", "whose", "whom", "that", "how", "why"})
_WAITS = frozenset({"wait", "waited"})
_WHO_WAIT = frozenset({"children", "pupils", "people", "families", "parents", "young", "those", "who"})
_GO_ON = ("more", "less", "fewer", "longer", "said that", "felt that", "told that", "say that", "feel that")
"""What "than" and "they" belong to the words before after."""
_PRONOUNS = frozenset({"this", "it", "that", "they", "these", "which"})
_STATED = word_set("stood stands rose fell grew reached totalled remained")
_NO_NOUN = (
    word_set(
        "in at on by as from to of or and for with than per within during over under about since until via up down "
        "out off respectively nationally now currently again only below above higher lower less"
    )
    | _FINITE
    | _LOOSE
)
_PREPOSITIONS = word_set("in at on by as from to for with of between during over and or through across within into")
_NO_END = _PREPOSITIONS | word_set("the a an that who of not published dated")
"""Words that no phrase ends with."""
_TOKEN = re.compile(r"\s*(?P<word>[^\s,;:()–—“”\[\]]+)(?P<stop>\s*[,;:()–—“”\[\]])?")
_DETERMINER = re.compile(
    r"^(?:(?:the|a|an|our|its|their|these|those|this|that|all|overall|of|just|only|some|currently|now|also|total|what"
    r"|current)\s+)+",
    re.I,
)
_TIME_LEAD = re.compile(
    r"\s*\b(?:as (?:at|of|on)|in|at|on|by|between|during|from|since|for|over|to|of|until|up to|throughout|within)?\s*"
    r"(?:the )?(?:(?:end|start|beginning|month|year|quarter|summer|autumn|spring) of )?(?:the )?"
    r"(?:(?:academic|financial|school|calendar) year )?$",
    re.I,
)
CONNECTIVE = re.compile(
    r"^[\s,;:.]*(?:(?:however|nationally|locally|regionally|overall|in total|for example|therefore|and|but|that|while"
    r"|whilst|although"
    r"|also|whereas|with|similarly|furthermore|in addition|additionally|consequently|as a result)\b[\s,]*)*",
    re.I,
)
_ASIDE = re.compile(
    r"^(?:(?:since|in|on|at|during|by|as|over|following|after|before|across|within|for|from|to|of|under|among"
    r"|the date)\b[^,]*|\s*),\s*(?=\S)",
    re.I,
)
"""Words of time, place or manner before the subject: "Since its launch, "."""
_MAX_WORDS = 20
_MAX_PREDICATE = 20


class Phrase(NamedTuple):
    """A noun phrase and what follows it."""

    words: str
    rest: str


def blank_times(text: str) -> str:
    """The text with each period, and the words that lead to it, replaced by "|" signs: no phrase reaches over it."""
    blanked = text
    for period in (*find_periods(text), *find_relative(text)):
        lead = _TIME_LEAD.search(text[: period.start])
        start = lead.start() if lead else period.start
        space = len(text[start : period.end]) - len(text[start : period.end].lstrip())
        blanked = blanked[: start + space] + "|" * (period.end - start - space) + blanked[period.end :]
    return blanked


def noun_phrase(text: str) -> Phrase:
    """The noun phrase that a text begins with; without words where it begins with something else.

    It ends at punctuation, at a verb outside a relative clause, at words of time or comparison, or when it gets long.
    """
    words: list[str] = []
    offset, inside = 0, False
    while len(words) < _MAX_WORDS:
        token = _TOKEN.match(text, offset)
        if not token or "|" in token["word"]:
            break
        word = token["word"].strip("'‘’\"")
        low = word.lower().rstrip(".!?")
        if (low in _NO_NOUN and not words) or low in _LOOSE or (low in _FINITE and not inside) or not low:
            break
        if low == "and" and _ends_at_and(text, token.end()):
            break
        if low in _WAITS and words and words[-1].lower() in _WHO_WAIT:
            break
        inside = inside or low in _RELATIVE
        words.append(token["word"])
        offset = token.end() if not token["stop"] else token.start("stop")
        if token["stop"] or (word[-1:] in ".!?" and not re.fullmatch(r"(?:\w\.)+|\w{1,3}\.", word)):
            break
    return Phrase(_trimmed(words), text[offset:])


def _ends_at_and(text: str, offset: int) -> bool:
    following = re.match(r"\s+([\w’']+)", text[offset:])
    word = following[1].lower() if following else ""
    return not word or word in _AFTER_AND or word[0].isdigit() or (number_value(word) or "1") != "1"


def _trimmed(words: list[str]) -> str:
    while words and words[-1].lower().rstrip(".,") in _NO_END:
        words.pop()
    return " ".join(words).strip(" .!?,'‘’\"“”")


def predicate(text: str) -> str:
    """The verb phrase that a text begins with: "have been created"; "" where it begins with none, or an empty one."""
    words: list[str] = []
    for token in _TOKEN.finditer(text):
        low = token["word"].lower().rstrip(".!?")
        if not words and low not in _FINITE | _WAITS:
            return ""
        told = " ".join(words[-2:]).lower()
        goes_on = told.endswith(_GO_ON) and low in {"than", "they", "it"}
        if (
            "|" in token["word"]
            or (words and low in _LOOSE and not goes_on)
            or (low == "and" and _ends_at_and(text, token.end()))
        ):
            break
        if low not in {"now", "also"}:
            words.append(token["word"])
        if token["stop"] or token["word"][-1:] in ".!?" or len(words) == _MAX_PREDICATE:
            break
    said = _trimmed(words)
    return said if len(said.split()) > 1 else ""


def governor(text: str) -> str:
    """The noun phrase that a text ends with, back to the verb or preposition before it: "March 2019 backlog"."""
    words = re.split(r"[,;:()–—“”]\s*|\s[-–]\s", text)[-1].split()
    kept: list[str] = []
    for word in reversed(words):
        low = word.lower().strip(".")
        if low in _FINITE or low in _PREPOSITIONS - {"and", "of", "for", "in"} or low in _LOOSE or word.endswith("."):
            break
        kept.insert(0, word)
        if low in {"a", "an", "the", "our", "its", "their"}:
            break
        if len(kept) == 8:
            break
    while kept and kept[0].lower() in {"and", "of", "for", "in", "or"}:
        kept.pop(0)
    return undetermined(" ".join(kept))


def subject(clause: str) -> str:
    """What a clause that ends before its number is about: "the percentage issued in time was" -> "percentage ...".

    A pronoun alone is given as it stands.
    """
    text = re.sub(r"\([^)]*\)", " ", blank_times(clause))
    after_time = text.rsplit("|", 1)[-1]
    text = after_time if len(after_time.strip(" ,.")) > 3 else text.replace("|", " ")
    text = CONNECTIVE.sub("", re.sub(r"\b(?:and|but|or|then)\s*,?\s*$", "", text.strip()).strip())
    while _ASIDE.match(text):
        text = CONNECTIVE.sub("", _ASIDE.sub("", text, count=1))
    words = text.split()
    for number, word in enumerate(words):
        relative = any(w.lower() in _RELATIVE for w in words[:number]) and number < len(words) - 2
        if number and word.lower().strip(",.") in _FINITE | _STATED and not relative:
            words = words[:number]
            break
    if not words or words[0].lower() in _FINITE:
        return ""
    if words[-1].lower().strip(",") in _PRONOUNS:
        return words[-1].lower().strip(",")
    return undetermined(" ".join(words[-_MAX_WORDS:]).strip(" ,"))


def undetermined(words: str) -> str:
    """Without articles and the like in front."""
    return _DETERMINER.sub("", words.lstrip(' “‘"')).strip(' ,.”"')
