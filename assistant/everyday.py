"""How everyday an English word is, by its place in the vocabulary of the built-in embedder's tokenizer.

A WordPiece vocabulary lists whole words by how often they occur in the text it was made from (for this one Wikipedia
and books: Devlin et al., "BERT", 2019). What anybody says of anything ("bad", "whole", "back") asks for little, however
rare it is in inspection letters; and a word that stands in the vocabulary is no misspelling.
"""

import math
from functools import cache

from ingest.vocabulary import word_places

from .words import stem

_FIRST, _LAST = 2000, 9000  # places: words are everyday up to the first, and say all they can from the last
_RARE, _NOWHERE = 15_000, 1_000_000  # places: short words from the first are abbreviations and names ("wat", "wen")
_LEAST = 0.25  # what an everyday word still counts


def is_english(word: str) -> bool:
    """Whether a word in small letters stands in the vocabulary; a short one, whether it is not among the rarest."""
    return word_places().get(word, _NOWHERE) < (_RARE if len(word) < 5 else _NOWHERE)


@cache
def english_stems() -> frozenset[str]:
    """Stems of the words of the vocabulary of at least four letters."""
    return frozenset(stem(word) for word in word_places() if len(word) >= 4)


def base_forms(word: str) -> list[str]:
    """A word and what it may be a form of: "slower" of "slow", "okayed" of "okay", "queues" of "queue"."""
    ends = [end for end in ("er", "r", "est", "ed", "d", "ing", "s", "es", "ly") if word.endswith(end)]
    bare = [word[: -len(end)] for end in ends if len(word) - len(end) > 2]
    return [word, *bare, *(form[:-1] for form in bare if len(form) > 3 and form[-1] == form[-2])]


def says_much(word: str) -> float:
    """How much a word tells, from 0.25 (everyday) to 1.

    Args:
        word: as written.
    """
    places = [place for form in base_forms(word.lower()) if (place := word_places().get(form)) is not None]
    if not places:
        return 1.0
    place = min(places)
    share = (math.log(max(place, 1)) - math.log(_FIRST)) / (math.log(_LAST) - math.log(_FIRST))
    return min(1.0, max(_LEAST, share))
