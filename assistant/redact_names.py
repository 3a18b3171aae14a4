"""Where a word stands as a name, whatever else it means: "Mrs Young", "my son Will", "I am Joy", "Jane May"."""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from .redact_forms import PLACEHOLDERS

_TOKEN = re.compile("|".join((*map(re.escape, PLACEHOLDERS), r"\w+(?:['’–-]\w+)*(?:(?<=s)['’](?!\w))?")))
_TITLES = {"mr", "mrs", "ms", "mx", "dr", "prof", "professor", "rev", "reverend", "sir", "dame", "cllr"}
_ROLES = {"miss", "lady", "lord", "doctor", "councillor", "judge", "aunt", "auntie", "uncle", "nurse"}
_KIN = {
    *("son", "daughter", "child", "boy", "girl", "kid", "lad", "baby", "toddler", "twins", "twin", "teenager", "teen"),
    *("brother", "sister", "grandson", "granddaughter", "grandchild", "nephew", "niece", "cousin", "stepson", "friend"),
    *("stepdaughter", "husband", "wife", "partner", "mum", "mother", "dad", "father", "pupil", "student", "patient"),
}
_CALLED = {"called", "named", "nickname", "signed", "regards", "sincerely"}
_INTRODUCED = re.compile(
    r"\b(?:i am|i['’]?m|my name(?: is|['’]s)?|name(?: is|:)|this is|call me|thanks,?|from,)\s*$", re.I
)
_OFTEN_NAMES = {"will", "may", "young", "long", "short", "best", "price", "north", "west"}
_OF_THE_YEAR = {"april", "may", "june", "august", "summer", "autumn"}
_BEFORE_A_TIME = {
    *("in", "by", "since", "until", "till", "before", "after", "during", "last", "next", "this", "every", "each"),
    *("early", "late", "mid", "end", "start", "between", "from", "to", "and", "or", "of"),
}
_AFTER_A_TIME = {"term", "half", "holiday", "holidays", "figure", "figures", "budget", "data", "and", "to"}
_VERBS = {"is", "has", "was", "needs", "gets", "got", "had", "does", "who", "and"}
_BEFORE_A_VERB = {
    *("a", "the", "to", "with", "in", "at", "of", "for", "on", "who", "and", "or", "is", "has", "was", "had", "be"),
    *("get", "gets", "needs", "need", "still", "not", "cannot", "can", "could", "should", "would", "have", "been"),
}
"""Words that stand behind "my son" more often than his name does."""
_OF_BODIES = {
    *("school", "college", "academy", "council", "hospital", "trust", "board", "service", "team", "centre", "nhs"),
    *("borough", "county", "city", "partnership", "committee", "clinic", "surgery", "nursery"),
}


_NO_PART = _OF_BODIES | _TITLES | _ROLES


class Token(NamedTuple):
    """A word, a number or a placeholder, and where it stands."""

    text: str
    start: int
    end: int
    opens: bool
    """It opens a sentence, where everything has a capital."""
    follows: bool
    """Nothing but a space or a hyphen stands between it and the token before."""

    @property
    def is_placeholder(self) -> bool:
        """It stands for what was left out before."""
        return self.text in PLACEHOLDERS

    @property
    def has_capital(self) -> bool:
        """It begins with one, and is no abbreviation in capitals throughout."""
        return self.text[:1].isupper() and not (len(self.text) > 1 and self.text.isupper())


def tokens(text: str) -> list[Token]:
    """The words, numbers and placeholders of a text, in order."""
    found, end = [], 0
    for match in _TOKEN.finditer(text):
        opens = not re.search(r"[^\s\"“‘'(]", _since(text, match.start()))
        follows = match.start() > 0 and not text[end : match.start()].strip(" -")
        found.append(Token(match[0], match.start(), match.end(), opens, follows))
        end = match.end()
    return found


def _since(text: str, at: int) -> str:
    """What stands between the end of the sentence before, if any, and a place."""
    return re.split(r"[.?!:;]\s", text[:at])[-1]


def forced(found: Sequence[Token], known: Sequence[bool], areas: Sequence[tuple[int, int]]) -> set[int]:
    """Places of known words that stand as names.

    Args:
        found: the tokens of a question.
        known: for each, whether it is a plain word, an area or a figure.
        areas: where local areas are named.
    """
    in_area = [any(start <= token.start < end for start, end in areas) for token in found]
    named = {*_introduced(found), *(at for at in _ambiguous(found) if not in_area[at])}
    is_name = [
        token.has_capital and (not kept or at in named)
        for at, (token, kept) in enumerate(zip(found, known, strict=True))
    ]
    named |= set(_beside(found, is_name, in_area))
    return {at for at in named if not found[at].is_placeholder}


def _introduced(found: Sequence[Token]) -> Iterator[int]:
    """Behind a title, one of a family, or words that say who somebody is."""
    for at, token in enumerate(found[1:], 1):
        before, word = found[at - 1].text.lower(), token.text.lower()
        after = found[at + 1] if at + 1 < len(found) else None
        is_often = word in _OFTEN_NAMES and after is not None and after.text.lower() in _VERBS
        if before in _TITLES:
            yield from (at, *([at + 1] if after and after.has_capital and after.follows else []))
        elif before in _ROLES | _KIN:
            yield from [at] if token.has_capital or is_often else []
        elif before in _CALLED:
            yield from [at] if token.has_capital or word not in _BEFORE_A_VERB else []
        elif token.has_capital and _INTRODUCED.search(" ".join(t.text for t in found[max(0, at - 3) : at])):
            yield at


def _ambiguous(found: Sequence[Token]) -> Iterator[int]:
    """Names that are also a month, a season or a verb, where they do not stand as such."""
    for at, token in enumerate(found):
        word = re.sub(r"['’]s?$", "", token.text.lower())
        before = found[at - 1].text.lower() if at else ""
        after = found[at + 1].text.lower() if at + 1 < len(found) else ""
        is_time = before in _BEFORE_A_TIME or after in _AFTER_A_TIME or before.isdigit() or after.isdigit()
        in_line = token.has_capital and not token.opens
        if word in {"will", "may"} and not in_line:
            yield from [at] if after in _VERBS - {"and"} else []
        elif word in _OF_THE_YEAR:
            yield from [] if is_time else [at]
        elif word in _OFTEN_NAMES and in_line and (found[at - 1].opens or not found[at - 1].has_capital):
            yield at


def _beside(found: Sequence[Token], is_name: Sequence[bool], in_area: Sequence[bool]) -> Iterator[int]:
    """Words with a capital that stand next to a name, with nothing but such words between: its other parts."""
    for step in (1, -1):
        running = False
        for at in range(len(found))[::step]:
            token, linked = found[at], found[at] if step == 1 else found[min(at + 1, len(found) - 1)]
            is_part = token.has_capital and not (token.opens or in_area[at] or token.text.lower() in _NO_PART)
            running = running and linked.follows and is_part
            if running and not is_name[at]:
                yield at
            running = running or is_name[at]
