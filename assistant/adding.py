"""How whoever asks can add a document: refusals say it, and do not know where they are read."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

BY_COMMAND = "add one and build again"
ON_PAGE = "add one on the tab Documents"
BY_OTHERS = "ask whoever runs this page to add one"
"""Where documents cannot be added on the page."""

_how: ContextVar[str] = ContextVar("how_to_add", default=BY_COMMAND)


def how_to_add() -> str:
    """The end of a sentence that names where a document can be had."""
    return _how.get()


@contextmanager
def told_how(words: str) -> Iterator[None]:
    """Within it, refusals of this thread end with these words.

    Args:
        words: ``BY_COMMAND``, ``ON_PAGE`` or ``BY_OTHERS``.
    """
    token = _how.set(words)
    try:
        yield
    finally:
        _how.reset(token)
