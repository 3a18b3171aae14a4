"""Where questions come in from others: so many a minute from one caller, some at a time, each with an end.

Nothing of a question is kept or written; callers are told apart by their addresses, which are forgotten after a minute.
"""

import time
from collections import deque
from collections.abc import Callable, Generator
from concurrent.futures import Future
from threading import Condition, Lock, Thread
from typing import TypeVar

from ingest.errors import KnownError

from .answers import Answer
from .ask import Assistant
from .page_settings import PageSettings

AT_ONCE = 4
"""How many questions are answered at the same time; further ones wait their turn."""
MOST_WAITING = 100
_MINUTE = 60.0
_LOST = 30.0  # seconds without asking for its place, after which who waits is taken to have gone

Made = TypeVar("Made")


class BusyError(KnownError):
    """More is asked than can be answered now: by this caller, or by all."""


class Rate:
    """So many calls in a minute from one caller.

    Args:
        most: calls in any 60 seconds.
        clock: seconds that only go up.
    """

    def __init__(self, most: int, clock: Callable[[], float] = time.monotonic) -> None:
        self.most, self._clock = most, clock
        self._calls: dict[str, deque[float]] = {}
        self._lock = Lock()

    def take(self, caller: str) -> None:
        """Count one call.

        Raises:
            BusyError: there were too many.
        """
        with self._lock:
            now = self._clock()
            for name in [name for name, calls in self._calls.items() if calls[-1] <= now - _MINUTE]:
                del self._calls[name]
            calls = self._calls.setdefault(caller, deque())
            while calls and calls[0] <= now - _MINUTE:
                calls.popleft()
            if len(calls) >= self.most:
                wait = int(calls[0] + _MINUTE - now) + 1
                raise BusyError(
                    f"You have asked {self.most} times within a minute, which is the most that one caller may",
                    f"Wait {wait} seconds, then ask again",
                )
            calls.append(now)


class Ticket:
    """A place in the queue."""

    def __init__(self, seen: float) -> None:
        self.seen = seen
        self.is_called = False


class Queue:
    """First come, first served; some at a time."""

    def __init__(self, at_once: int = AT_ONCE, most_waiting: int = MOST_WAITING) -> None:
        self.at_once, self.most_waiting = at_once, most_waiting
        self._tickets: list[Ticket] = []
        self._changed = Condition()

    def join(self) -> Ticket:
        """Take the last place.

        Raises:
            BusyError: too many wait already.
        """
        with self._changed:
            if len(self._tickets) >= self.at_once + self.most_waiting:
                raise BusyError(f"{self.most_waiting} questions are waiting already", "Ask again in a few minutes")
            ticket = Ticket(time.monotonic())
            self._tickets.append(ticket)
            return ticket

    def place(self, ticket: Ticket, known: int, seconds: float) -> int:
        """The place of a ticket, 0 once it is called.

        Args:
            ticket: as ``join`` gave it.
            known: the place that whoever waits knows of; -1 for none. Waits until it is another one ...
            seconds: ... or this long.
        """
        until = time.monotonic() + seconds
        with self._changed:
            while True:
                now = time.monotonic()
                ticket.seen = now
                self._tickets = [t for t in self._tickets if t.is_called or t is ticket or t.seen > now - _LOST]
                place = max(0, self._tickets.index(ticket) - self.at_once + 1)
                ticket.is_called = place == 0
                if place != known or now >= until:
                    return place
                self._changed.wait(min(until - now, 1.0))

    def leave(self, ticket: Ticket) -> None:
        """Give the place free."""
        with self._changed:
            if ticket in self._tickets:
                self._tickets.remove(ticket)
            self._changed.notify_all()


class Desk:
    """Passes questions on to an assistant, within its limits. May be used from several threads."""

    def __init__(self, assistant: Assistant, settings: PageSettings) -> None:
        self.assistant = assistant
        self.seconds = settings.question_seconds
        self.rate = Rate(settings.questions_per_minute)
        self.queue = Queue()

    def ask(self, caller: str, question: str, **how: object) -> Answer:
        """As ``Assistant.ask``, for whoever does not want to know how many are before them.

        Raises:
            BusyError: too many questions, or too long a wait.
            KnownError: as ``Assistant.ask``.
        """
        asking = self.asking(caller, question, **how)
        while True:
            try:
                next(asking)
            except StopIteration as done:
                answer: Answer = done.value
                return answer

    def asking(self, caller: str, question: str, **how: object) -> Generator[int, None, Answer]:
        """As ``Assistant.ask``; meanwhile gives the place in the queue, 1 for the next, whenever it changes.

        Args:
            caller: whose limit it counts for.
            question: as asked.
            how: further arguments of ``Assistant.ask``.

        Raises:
            BusyError: too many questions, or too long a wait.
            KnownError: as ``Assistant.ask``.
        """
        self.rate.take(caller)
        ends = time.monotonic() + self.seconds
        ticket = self.queue.join()
        try:
            place = self.queue.place(ticket, -1, 0)
            while place:
                yield place
                place = self.queue.place(ticket, place, ends - time.monotonic())
                if time.monotonic() >= ends:
                    raise self._late()
        except BaseException:
            self.queue.leave(ticket)
            raise
        work = self._started(ticket, lambda: self.assistant.ask(question, **how))  # type: ignore[arg-type]
        try:
            return work.result(max(0.0, ends - time.monotonic()))
        except TimeoutError:
            if work.done():  # it is the answering itself that failed so
                raise
            raise self._late() from None

    def _started(self, ticket: Ticket, make: Callable[[], Made]) -> "Future[Made]":
        """Answers in a thread of its own, which keeps its place until it is really done, however late that is."""
        work: Future[Made] = Future()

        def run() -> None:
            try:
                work.set_result(make())
            except BaseException as fault:
                work.set_exception(fault)
            finally:
                self.queue.leave(ticket)

        Thread(target=run, daemon=True).start()
        return work

    def _late(self) -> BusyError:
        what = f"The question was not answered within {self.seconds:g} seconds, which is all the time that it may take"
        return BusyError(what, "Ask a shorter question, or ask again later")
