"""Where a text that another reader made stands in ours: runs of the same words, whatever lies between them."""

import re
from collections.abc import Sequence
from functools import cached_property

from ingest.documents import Document

_WORD = re.compile(r"[^\W_]+")
_SEED = 6
"""Words in a row that must agree before a run is taken up."""


class Place:
    """A document of ours, ready to be looked through.

    Args:
        document: whose text it is.
    """

    def __init__(self, document: Document) -> None:
        self.document = document

    def runs(self, text: str) -> list[tuple[int, int]]:
        """Slices of the document whose words follow one another in a text, in the text's order.

        Args:
            text: what to find; punctuation, case and white space do not count. Texts of fewer than six words, and
                runs of fewer, are found only where they are the whole text.
        """
        words = _words(text)
        if 0 < len(words) < _SEED:
            return self._short(words)
        found: list[tuple[int, int]] = []
        at = 0
        while at + _SEED <= len(words):
            length, begin = self._longest(words, at)
            if length:
                found.append((self._spans[begin][0], self._spans[begin + length - 1][1]))
            at += max(length, 1)
        return found

    def _longest(self, words: Sequence[str], at: int) -> tuple[int, int]:
        """Length and first word, in the document, of the longest run that starts with a word of the text."""
        best = (0, 0)
        for begin in self._seeds.get(tuple(words[at : at + _SEED]), ()):
            length = _SEED
            while words[at + length : at + length + 1] == self._said[begin + length : begin + length + 1] != []:
                length += 1
            best = max(best, (length, -begin))
        return best[0], -best[1]

    def _short(self, words: list[str]) -> list[tuple[int, int]]:
        for begin in range(len(self._said) - len(words) + 1):
            if self._said[begin : begin + len(words)] == words:
                return [(self._spans[begin][0], self._spans[begin + len(words) - 1][1])]
        return []

    @cached_property
    def _spans(self) -> list[tuple[int, int]]:
        return [match.span() for match in _WORD.finditer(self.document.text)]

    @cached_property
    def _said(self) -> list[str]:
        return [self.document.text[start:end].casefold() for start, end in self._spans]

    @cached_property
    def _seeds(self) -> dict[tuple[str, ...], list[int]]:
        seeds: dict[tuple[str, ...], list[int]] = {}
        for begin in range(len(self._said) - _SEED + 1):
            seeds.setdefault(tuple(self._said[begin : begin + _SEED]), []).append(begin)
        return seeds


def _words(text: str) -> list[str]:
    return [match[0].casefold() for match in _WORD.finditer(text)]
