"""Where questions come in from others: so many a minute from one caller, some at a time, each with an end.

Nothing of a question is kept, or written, unless whoever runs the page wants a question log. Callers are told apart by
their addresses, which are forgotten after a minute.
"""

import time
from collections import deque
from collections.abc import Callable, Generator, Iterator, Mapping
from concurrent.futures import Future
from contextlib import suppress
from queue import Empty, SimpleQueue
from threading import Condition, Event, Lock, Thread
from typing import Any, TypeVar

from ingest.errors import KnownError

from .adding import BY_COMMAND, told_how
from .answers import Answer
from .ask import Assistant
from .model import QUOTES
from .page_settings import PageSettings
from .question_log import QuestionLog
from .stopping import StoppedError, stoppable

AT_ONCE = 4
"""How many questions are answered at the same time; further ones wait their turn."""
MOST_WAITING = 100
_MINUTE = 60.0
_LOOK = 0.5  # seconds after which who waits looks whether they are still to wait
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

    def __init__(self, assistant: Assistant, settings: PageSettings, adding: str = BY_COMMAND) -> None:
        """Take the limits, and begin the question log where there is to be one.

        Args:
            assistant: answers the questions.
            settings: the limits.
            adding: how documents are added, as refusals say it.

        Raises:
            SettingsError: the question log cannot be written.
        """
        self.assistant = assistant
        self._adding = adding
        self.seconds = settings.question_seconds
        self.rate = Rate(settings.questions_per_minute)
        self.queue = Queue()
        self.log = QuestionLog(settings.question_log) if settings.question_log else None

    def ask(self, caller: str, question: str, **how: Any) -> Answer:
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

    def asking(
        self, caller: str, question: str, stopped: Event | None = None, **how: Any
    ) -> Generator[int | str, None, Answer]:
        """As ``Assistant.ask``; meanwhile gives the place in the queue, 1 for the next, whenever it changes.

        After that it gives each sentence of a language model as soon as it is checked.

        Args:
            caller: whose limit it counts for.
            question: as asked.
            stopped: set by whoever does not want the answer any longer.
            how: further arguments of ``Assistant.ask``.

        Raises:
            BusyError: too many questions, or too long a wait.
            StoppedError: it was stopped.
            KnownError: as ``Assistant.ask``.
        """
        self.rate.take(caller)  # who is refused leaves no line either: the log cannot be filled by asking too often
        answer = None
        try:
            answer = yield from self._asking(question, stopped or Event(), how)
        finally:
            self._note(question, answer, str(how.get("generator", QUOTES)))
        return answer

    def _note(self, question: str, answer: Answer | None, generator: str) -> None:
        """Writes into the question log, if there is one."""
        if self.log:
            areas: set[str] = set()
            with suppress(KnownError):  # the index cannot be read, which is told elsewhere
                areas = {info.source.local_area for info in self.assistant.sources() if info.source.local_area}
            self.log.add(question, answer, generator, areas)

    def _asking(self, question: str, stopped: Event, how: Mapping[str, Any]) -> Generator[int | str, None, Answer]:
        ends = time.monotonic() + self.seconds
        ticket = self.queue.join()
        try:
            yield from self._places(ticket, stopped, ends)
        except BaseException:
            self.queue.leave(ticket)
            raise
        told: SimpleQueue[str | None] = SimpleQueue()
        ask = self.assistant.ask
        work = self._started(ticket, lambda: ask(question, told=told.put, **how), stopped)
        work.add_done_callback(lambda _: told.put(None))
        try:
            yield from self._sentences(told, stopped, ends)
        finally:
            stopped.set()  # from here on nobody waits, whatever the reason
        return work.result()

    def _places(self, ticket: Ticket, stopped: Event, ends: float) -> Iterator[int]:
        """Places in the queue as they change, until the ticket is called."""
        known = -1
        while place := self.queue.place(ticket, known, min(_LOOK, ends - time.monotonic()) if known >= 0 else 0):
            if place != known:
                yield place
            known = place
            self._check(stopped, ends)

    def _sentences(self, told: "SimpleQueue[str | None]", stopped: Event, ends: float) -> Iterator[str]:
        """Sentences as they are told, until there is ``None``."""
        while True:
            with suppress(Empty):
                sentence = told.get(timeout=max(0.0, min(_LOOK, ends - time.monotonic())))
                if sentence is None:
                    return
                yield sentence
            self._check(stopped, ends)

    def _check(self, stopped: Event, ends: float) -> None:
        if stopped.is_set():
            raise StoppedError
        if time.monotonic() >= ends:
            what = f"The question was not answered within {self.seconds:g} seconds, which is all the time it may take"
            raise BusyError(what, "Ask a shorter question, or ask again later")

    def _started(self, ticket: Ticket, make: Callable[[], Made], stopped: Event) -> "Future[Made]":
        """Answers in a thread of its own, which keeps its place until it is really done, however late that is."""
        work: Future[Made] = Future()

        def run() -> None:
            try:
                with stoppable(stopped), told_how(self._adding):
                    work.set_result(make())
            except BaseException as fault:
                work.set_exception(fault)
            finally:
                self.queue.leave(ticket)

        Thread(target=run, daemon=True).start()
        return work
