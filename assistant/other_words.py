"""Other words for what a question says: ``synonyms.yaml`` word by word, ``phrases.yaml`` expression by expression.

Wider than ``bridges.yaml``, which pairs were chosen for with care: what they say counts less, and picks no figure.
"""

import re
from collections.abc import Iterator
from functools import cache, lru_cache
from pathlib import Path

import yaml

from .words import bridging, keys

_SYNONYMS = Path(__file__).with_name("synonyms.yaml")
_PHRASES = Path(__file__).with_name("phrases.yaml")

Expression = frozenset[str]
"""The concepts of an expression, all of which a text must say."""


@lru_cache(maxsize=4096)
def put_otherwise(key: str) -> frozenset[str]:
    """The concepts that say a concept of the question in the widest sense: itself, bridges and synonyms."""
    return bridging(key) | _synonyms().get(key, frozenset())


@cache
def _synonyms() -> dict[str, frozenset[str]]:
    """Synonyms of plain words, as stems; a word of the lexicon has its concept for that."""
    said: dict[str, list[str]] = yaml.safe_load(_SYNONYMS.read_text(encoding="utf-8"))
    pairs = ((keys(word)[0], others) for word, others in said.items())
    return {key: frozenset(k for other in others for k in keys(other)) for key, others in pairs if key[0] not in "=#"}


def expressions(text: str) -> Iterator[tuple[int, int, Expression]]:
    """Where a question says something that documents say in an expression of their own, and what that says.

    Args:
        text: of the question.
    """
    for match in _pattern().finditer(text):
        for expression in _phrases()[_plain(match[0])]:
            yield match.start(), match.end(), expression


@cache
def _phrases() -> dict[str, tuple[Expression, ...]]:
    said: dict[str, list[str]] = yaml.safe_load(_PHRASES.read_text(encoding="utf-8"))
    return {_plain(phrase): tuple(frozenset(keys(other)) for other in others) for phrase, others in said.items()}


@cache
def _pattern() -> re.Pattern[str]:
    longest_first = sorted(_phrases(), key=len, reverse=True)
    one = "|".join(re.escape(phrase).replace(r"\ ", r"\s+").replace("'", "['’]") for phrase in longest_first)
    return re.compile(rf"\b(?:{one})\b", re.I)


def _plain(text: str) -> str:
    return " ".join(text.lower().replace("’", "'").split())
