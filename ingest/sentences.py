"""Sentences of a text with their offsets."""

import re
from collections.abc import Iterator
from functools import lru_cache

_END = re.compile(r"[.!?]+[\"'”’)\]]*(?=\s+[\"'“‘(\[]*[A-Z0-9£•])|(?<=[:;])(?=\n)|\n+(?=• )|\n{2,}|(?<=[.!?:;])\n")
_ABBREVIATION = re.compile(
    r"(?:\b(?:Mr|Mrs|Ms|Dr|Prof|Rev|St|Sr|Jr|No|Nos|vs|approx|Cllr|Re|cf|Ref|para|paras|e\.g|i\.e|etc|incl|dept|govt)"
    r"|\b[A-Z])\.$",
    re.I,
)
_TAIL = 12  # characters: longer than any abbreviation
_INITIAL = re.compile(r"\b[A-Z]\.$")


def sentences(text: str, start: int = 0, end: int | None = None) -> Iterator[tuple[int, int]]:
    """Offsets of the sentences of ``text[start:end]``, without the space around them.

    A list item and a table row end a sentence too; an abbreviation's full stop does not.
    """
    return iter(_sentences(text, start, len(text) if end is None else end))


@lru_cache(maxsize=4096)  # rules go through the same paragraphs one after another
def _sentences(text: str, start: int, end: int) -> tuple[tuple[int, int], ...]:
    found: list[tuple[int, int]] = []
    begin = start
    for match in _END.finditer(text, start, end):
        stop = match.end()
        if match[0].startswith(".") and _is_abbreviation(text[max(begin, stop - _TAIL) : stop]):
            continue
        found += _trimmed(text, begin, stop)
        begin = stop
    return (*found, *_trimmed(text, begin, end))


def _is_abbreviation(so_far: str) -> bool:
    if _INITIAL.search(so_far):
        return True
    match = _ABBREVIATION.search(so_far)
    return bool(match) and not so_far.endswith(("etc.", " I."))


def _trimmed(text: str, begin: int, end: int) -> Iterator[tuple[int, int]]:
    while begin < end and (text[begin].isspace() or text.startswith("• ", begin)):
        begin += 2 if text.startswith("• ", begin) else 1
    while end > begin and text[end - 1].isspace():
        end -= 1
    if end > begin:
        yield begin, end
