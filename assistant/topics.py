"""What a question asks about, beside the words that say which kind of finding it wants; findings on that topic."""

from collections.abc import Iterable, Sequence

from .evidence import is_frame
from .known import Known
from .library import Library
from .understand import Understood
from .words import Token, says

_MOSTLY = 0.4
_ON_TOPIC = 0.8  # share of a topic, by weight, that a finding must say


def topic(question: Understood, spoken: Sequence[tuple[int, int]]) -> list[Token]:
    """What a question asks about, beside the words that say which kind of finding it wants.

    Args:
        question: as understood.
        spoken: offsets in its standalone text of those words.
    """
    return [
        token
        for token in question.content()
        if not is_frame(token.key)
        and token.key not in _GENERAL
        and not token.key.startswith("#")
        and not any(start <= token.start < end for start, end in spoken)
    ]


_WORDS = """
partnership leader find found identifi set list name still left remain full author servic work bodi key main signific
respons act address tackl inspect revisit latest recent scrutini committe overview member councillor cabinet get need
big serious major top matter order main letter say said ofst thing fix problem issu sort deal dealt told each
hand most fewest least part sinc mention among accord come formal shortlist note brief sign
=attend =prev_insp =next_insp =outcome_rating =responsible =dfe =revisit =begin =complete =cqc
"""
_GENERAL = frozenset(_WORDS.split())
"""What belongs to asking about findings, whatever their topic."""


def most_on_topic(library: Library, found: Iterable[Known], asked: Sequence[Token]) -> list[Known]:
    """The one finding that says most of what is asked about, if it says a good part and the others say far less."""
    weights = {key: library.idf(key) for key in (library.known_as(token.key) for token in asked)}
    total = sum(weights.values())
    if not total:
        return []
    shares = [(sum(w for key, w in weights.items() if says(key, known.said)) / total, known) for known in found]
    shares.sort(key=lambda pair: -pair[0])
    if not shares or shares[0][0] < _MOSTLY or (len(shares) > 1 and shares[1][0] > shares[0][0] / 2):
        return []
    return [shares[0][1]]


def on_topic(library: Library, found: Iterable[Known], asked: Sequence[Token]) -> list[Known]:
    """Findings that say what is asked about; all where nothing is."""
    weights = {key: library.idf(key) for key in (library.known_as(token.key) for token in asked)}
    total = sum(weights.values())
    return [
        known
        for known in found
        if not total or sum(w for key, w in weights.items() if says(key, known.said)) >= _ON_TOPIC * total
    ]
