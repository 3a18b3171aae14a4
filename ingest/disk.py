"""What goes wrong with the disk that an index is on, in one line. Needs no store to say it."""

from collections.abc import Iterator
from contextlib import contextmanager

from .errors import StoreError
from .place import Place, Server


@contextmanager
def disk_faults(place: Place) -> Iterator[None]:
    """Turn what the system says of files into one line.

    Raises:
        StoreError: instead of it.
    """
    try:
        yield
    except OSError as fault:
        raise StoreError(f"The index at {place} fails ({one_line(fault)})", remedy(place)) from fault


def one_line(fault: BaseException) -> str:
    """What a fault is and says, short."""
    text = str(fault).strip()
    return f"{type(fault).__name__}: {text.splitlines()[0][:200]}" if text else type(fault).__name__


def remedy(place: Place) -> str:
    """What to do where a place fails."""
    if isinstance(place, Server):
        return f"Check that it runs: chroma run --path DIR --host {place.host} --port {place.port}"
    return "Check that the folder can be written and its disk has room, or name another with --index"
