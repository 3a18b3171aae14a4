"""Long texts -> pieces that fit a store's requests, and back.

The texts are JSON, which packs to a fifth; packed they also stay out of the store's own full-text search.
"""

import base64
import zlib
from collections.abc import Iterable, Sequence

from .documents import Frozen

SIZE = 256 * 1024
"""Characters in a piece."""


class Part(Frozen):
    """One piece of a packed text."""

    kind: str
    """What the text is: "record", "document", "passages", "findings"."""
    key: str
    """Which one: a document's id."""
    number: int
    """From 0."""
    total: int
    data: str

    @property
    def id(self) -> str:
        """Its name in the store."""
        return part_id(self.kind, self.key, self.number)


def part_id(kind: str, key: str, number: int) -> str:
    """Name of a piece in the store."""
    return f"{kind}:{key}:{number}"


def pack(kind: str, key: str, text: str) -> list[Part]:
    """The pieces of a text, at least one."""
    packed = base64.b64encode(zlib.compress(text.encode())).decode()
    pieces = [packed[start : start + SIZE] for start in range(0, len(packed), SIZE)]
    return [Part(kind=kind, key=key, number=n, total=len(pieces), data=data) for n, data in enumerate(pieces)]


def unpack(parts: Sequence[Part]) -> str:
    """The text of its pieces, in any order.

    Raises:
        ValueError: a piece is missing or damaged.
    """
    ordered = sorted(parts, key=lambda part: part.number)
    if not ordered or [part.number for part in ordered] != list(range(ordered[0].total)):
        raise ValueError("a piece is missing")
    try:
        return zlib.decompress(base64.b64decode("".join(part.data for part in ordered), validate=True)).decode()
    except zlib.error as fault:
        raise ValueError(str(fault)) from fault


def by_size(parts: Iterable[Part], limit: int = 16 * SIZE) -> Iterable[list[Part]]:
    """Pieces in groups of at most so many characters: one request each."""
    group: list[Part] = []
    for part in parts:
        if group and sum(len(other.data) for other in group) + len(part.data) > limit:
            yield group
            group = []
        group.append(part)
    if group:
        yield group
