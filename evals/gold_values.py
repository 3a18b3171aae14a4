"""The values of a gold file, and when a finding holds the same: wordings, names, addresses, texts by their ends."""

import re
from typing import Any

from evals.normalise import normalise, states
from ingest.documents import Frozen

SEVERAL = {"responsible_body", "inspectors"}
"""Fields that hold several values at once; all of them must be found, and no other, in any order."""
PHRASED = {"text", "series", "weakness", "event", "question", "said_by", "to", "service"}
"""Fields whose wording is the document's or the rule's: a few words of it tell it."""
WORDS = 8
"""How many words of a text a gold file may hold in one piece: it is no copy of the document."""

_NAMES = {"name", "body", *SEVERAL}
_TITLE = re.compile(r"^(?:mrs?|ms|miss|dr|prof(?:essor)?|sir|dame|cllr|councillor)\.? ")
_ARTICLE = re.compile(r"^(?:the )?(?:(?:local )?area )?(?=local authority$|clinical commissioning group$)|^the ")
_ABBREVIATION = re.compile(r"\s*\([^()]*\)\s*$")
_SCHEME = re.compile(r"^https?://|/+$|\s+")


class Phrase(Frozen):
    """A text, known by its first and its last words."""

    begins: str
    ends: str


Value = tuple[str, ...] | Phrase | None
"""Wordings of which one is enough (in a field of ``SEVERAL``: all of them); the ends of a text; or nothing."""
Found = str | tuple[str, ...] | None
"""What a finding holds in a field."""


def value_of(name: str, raw: Any) -> Value:
    """The value of a field as a gold file writes it.

    Raises:
        ValueError: it is none, with what must be there instead.
    """
    if raw is None:
        return None
    if isinstance(raw, dict):
        if name not in PHRASED or set(raw) != {"begins", "ends"} or not all(isinstance(v, str) for v in raw.values()):
            raise ValueError("must be text, or of a text its 'begins' and 'ends'")
        return Phrase(begins=_short(raw["begins"]), ends=_short(raw["ends"]))
    values = raw if isinstance(raw, list) else [raw]
    if not values or not all(isinstance(value, str) and value.strip() for value in values):
        raise ValueError("must be text (put quotes round it), or a list of texts")
    if len({_key(name, value) for value in values}) < len(values):
        raise ValueError("holds the same wording twice")
    return tuple(_short(value) for value in values) if name in PHRASED else tuple(values)


def _short(words: str) -> str:
    if not normalise(words):
        raise ValueError(f"has {words!r}, which says nothing: it needs a letter or a digit")
    if len(words.split()) > WORDS:
        raise ValueError(f"has more than {WORDS} words in one piece: a gold file copies no sentences")
    return words


def same(name: str, wanted: Value, found: Found) -> bool:
    """Whether a finding holds in a field what the gold file says.

    Case, spaces, punctuation and the form of numbers and dates make no difference, nor a person's title, nor
    "ICB" for "Integrated Care Board".
    """
    if wanted is None or not found:
        return not wanted and not found
    values = found if isinstance(found, tuple) else (found,)
    if isinstance(wanted, Phrase):
        return _between(wanted, " ".join(values))
    if name in SEVERAL:
        return {_key(name, value) for value in wanted} == {_key(name, value) for value in values}
    if name in PHRASED:
        return any(states("; ".join(values), wording) for wording in wanted)
    return _key(name, "; ".join(values)) in {_key(name, wording) for wording in wanted}


def _between(phrase: Phrase, text: str) -> bool:
    """Whether a text starts and ends with these words, whole words only."""
    whole = f" {normalise(text)} "
    return whole.startswith(f" {normalise(phrase.begins)} ") and whole.endswith(f" {normalise(phrase.ends)} ")


def _key(name: str, value: str) -> str:
    """One form of all wordings that are the same in this field."""
    if name in ("website", "email"):
        return _SCHEME.sub("", value.casefold())
    if name == "telephone":
        return "".join(char for char in value if char.isdecimal())
    if name in _NAMES:
        words = normalise(_ABBREVIATION.sub("", value)).replace("integrated care board", "icb")
        return _ARTICLE.sub("", _TITLE.sub("", words))
    return normalise(value) or value.strip().casefold()  # a unit such as "%" or "£" normalises to nothing
