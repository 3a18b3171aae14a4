"""Page furniture: headers, footers and page numbers that repeat at the edges of pages."""

import re
from collections import Counter
from itertools import groupby

from .pieces import Line

_EDGE = 3  # lines at the top and bottom of a page that may be furniture
_PAGE_NUMBER = re.compile(r"^(?:page\s*)?[-–]?\s*\d{1,3}\s*[-–]?(?:\s*(?:of|/)\s*\d{1,3})?$", re.I)


def without_furniture(lines: list[Line]) -> list[Line]:
    """Lines without what repeats at the edges of at least half of the pages (digits aside), and page numbers."""
    pages = [list(group) for _, group in groupby(lines, key=lambda line: line.page)]
    if len(pages) < 2:
        return lines
    seen = Counter(mask for page in pages for mask in {_mask(line) for line in _edges(page)})
    needed = max(2, (len(pages) + 1) // 2)
    repeated = {mask for mask, count in seen.items() if count >= needed}
    kept: list[Line] = []
    for page in pages:
        edge = set(map(id, _edges(page)))
        kept.extend(
            line
            for line in page
            if id(line) not in edge or not (_mask(line) in repeated or _PAGE_NUMBER.match(line.text.strip()))
        )
    return kept


def _edges(page: list[Line]) -> list[Line]:
    return page if len(page) <= 2 * _EDGE else page[:_EDGE] + page[-_EDGE:]


def _mask(line: Line) -> str:
    return re.sub(r"\d+", "#", " ".join(line.text.split()).lower())
