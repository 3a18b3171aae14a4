"""What a language model writes, shown whether or not it is borne out: only to measure what checking is worth.

Each sentence keeps the evidence that the model itself names, and is marked where that does not bear it out.
"""

from collections.abc import Iterable

from .draft import Draft, Statement
from .ground import Ground
from .reply import Said
from .verify import NOT_BORNE_OUT

_NONE = "The language model found no answer in the evidence."


def unchecked(ground: Ground, sentences: Iterable[Said]) -> Draft:
    """The answer as the model wrote it.

    Args:
        ground: the evidence that it was given.
        sentences: its reply.
    """
    statements = tuple(_marked(ground, sentence) for sentence in sentences if not sentence.refuses)
    return Draft("answered", statements) if statements else Draft("not_in_documents", (Statement(_NONE, form="note"),))


def _marked(ground: Ground, sentence: Said) -> Statement:
    named = ground.named(sentence)
    if isinstance(named, Statement):
        return named
    quotes = ground.closest(sentence)
    return Statement(sentence.text, quotes, "quote" if quotes else "direct", f"{NOT_BORNE_OUT}{named}")
