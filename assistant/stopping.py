"""A question that nobody waits for any longer: what takes long over its answer asks here, and ends."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from threading import Event

from ingest.errors import KnownError

_stopped: ContextVar[Event | None] = ContextVar("stopped", default=None)


class StoppedError(KnownError):
    """Whoever asked has stopped the question, or it has taken all the time that it may."""

    def __init__(self) -> None:
        super().__init__("The question was stopped before it was answered", "Ask it again")


@contextmanager
def stoppable(stopped: Event) -> Iterator[None]:
    """What is done in this block, and in this thread, ends with ``StoppedError`` soon after the event is set."""
    before = _stopped.set(stopped)
    try:
        yield
    finally:
        _stopped.reset(before)


def end_if_stopped() -> None:
    """Go on where somebody still waits.

    Raises:
        StoppedError: nobody does.
    """
    stopped = _stopped.get()
    if stopped is not None and stopped.is_set():
        raise StoppedError
