"""Page furniture: headers, footers and page numbers that repeat at the edges of pages."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import groupby
from typing import Protocol, TypeVar

_EDGE = 3  # lines at the top and bottom of a page that may be furniture
_MAX_LENGTH = 150  # characters; longer is no header
_PAGE_NUMBER = re.compile(r"^(?:page\s*)?[-–]?\s*\d{1,3}\s*[-–]?(?:\s*(?:of|/)\s*\d{1,3})?$", re.I)

_SENTENCE = re.compile(r"^(?:\S+ ){5,}\S+\.$")
"""A whole sentence: a letter may say the same of several weaknesses, each at a page's edge."""
_PAGE_OF_PAGES = re.compile(r"^[-–|\s]*page\s+\d{1,3}\s+of\s+\d{1,3}[-–|\s]*$", re.I)
"""A page number that says so itself; it is one wherever it stands."""
_WITH_NUMBER = re.compile(r"(?:\s{2,}|\s*[|–-]\s*|,?\s+)(?:p\.|pg\.?|page)\s*\d{1,3}$", re.I)
_BARE_NUMBER = re.compile(r"^[-–]?\s*\d{1,3}\s*[-–]?$")


class _Line(Protocol):
    @property
    def text(self) -> str: ...

    @property
    def page(self) -> int | None: ...


_AnyLine = TypeVar("_AnyLine", bound=_Line)


def without_furniture(lines: Sequence[_AnyLine]) -> list[_AnyLine]:
    """Lines without what repeats at the edges of at least half of the pages (digits aside), and page numbers.

    A row of a table is none: its headings may be repeated on each page.
    """
    lines = [line for line in lines if not _PAGE_OF_PAGES.match(line.text.strip())]
    pages = [list(group) for _, group in groupby(lines, key=lambda line: line.page)]
    if len(pages) < 2:
        return _without_footers(lines)
    seen = Counter(
        mask for page in pages for mask in {_mask(line.text) for line in edges(page) if line.text.count("\t") < 2}
    )
    needed = max(2, (len(pages) + 1) // 2)
    furniture = {
        mask for mask, count in seen.items() if count >= needed and not (_SENTENCE.match(mask) and count < len(pages))
    }
    kept: list[_AnyLine] = []
    for page in pages:
        edge = set(map(id, edges(page)))
        kept.extend(
            line
            for line in page
            if id(line) not in edge
            or line.text.count("\t") > 1
            or not (_mask(line.text) in furniture or _PAGE_NUMBER.match(line.text.strip()))
        )
    return kept


def _without_footers(lines: Sequence[_AnyLine]) -> list[_AnyLine]:
    """Lines of a text that lost its page ends without the footers that tell them: a line with a page number, or above
    one, that is there more than once."""
    texts = [line.text.strip() for line in lines]
    named = [_WITH_NUMBER.sub("", text) for text in texts]
    ends = [bool(_WITH_NUMBER.search(text)) for text in texts]
    above = [n + 1 < len(texts) and bool(_BARE_NUMBER.match(texts[n + 1])) for n in range(len(texts))]
    count = Counter(name for name, own, under in zip(named, ends, above, strict=True) if own or under)
    footers = {name for name, times in count.items() if times > 1 and len(name.split()) > 2 and "\t" not in name}
    gone: set[int] = set()
    for n, name in enumerate(named):
        if name in footers and (ends[n] or above[n] or texts[n] == name):
            gone |= {n, n + 1} if above[n] else {n}
    return [line for n, line in enumerate(lines) if n not in gone]


def repeated(texts: Iterable[tuple[str, int]], pages: int) -> set[tuple[str, int]]:
    """Which of these short texts, each with its page, stand on most pages (digits aside): headers and footers.

    Args:
        texts: text and page of each paragraph.
        pages: how many pages the file has.
    """
    places: dict[str, set[tuple[str, int]]] = {}
    for text, page in texts:
        if len(text) <= _MAX_LENGTH:
            places.setdefault(_mask(text), set()).add((text, page))
    often = [
        found
        for mask, found in places.items()
        if (count := len({page for _, page in found})) > max(2, pages / 2)
        and not (_SENTENCE.match(mask) and count < pages - 1)
    ]
    return set().union(*often)


_Any = TypeVar("_Any")


def edges(page: Sequence[_Any]) -> tuple[_Any, ...]:
    """The lines of a page among which its header and footer are."""
    return tuple(page if len(page) <= 2 * _EDGE else [*page[:_EDGE], *page[-_EDGE:]])


def _mask(text: str) -> str:
    return re.sub(r"\d+", "#", " ".join(text.split()).lower())
