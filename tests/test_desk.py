"""The desk: nobody asks too often, who waits knows their place, and no question takes longer than it may."""

import threading
from collections.abc import Iterator
from typing import Any

import pytest

from assistant.answers import Answer
from assistant.ask import Assistant
from assistant.desk import AT_ONCE, BusyError, Desk, Queue, Rate
from assistant.page_settings import PageSettings
from assistant.stopping import StoppedError, end_if_stopped
from assistant.write import Told
from ingest.errors import QuestionError

ANSWER = Answer(question="?", standalone_question="?", status="answered", answer="Yes.", generator="quotes")


class Slow(Assistant):
    """An assistant that answers when it is told to."""

    def __init__(self) -> None:
        self.go = threading.Event()
        self.asked = 0

    def ask(self, question: str, *_: Any, **__: Any) -> Answer:
        self.asked += 1
        if question == "fault":
            raise QuestionError("The question is empty", "Write one")
        if question == "time":
            raise TimeoutError
        assert self.go.wait(60)
        return ANSWER


@pytest.fixture
def slow() -> Iterator[Slow]:
    assistant = Slow()
    yield assistant
    assistant.go.set()


def desk(assistant: Assistant, **settings: float) -> Desk:
    return Desk(assistant, PageSettings.model_validate(settings))


def test_a_caller_may_ask_so_often_in_a_minute_and_others_are_not_held_up() -> None:
    now = 0.0
    rate = Rate(3, lambda: now)
    for _ in range(3):
        rate.take("one")
    with pytest.raises(BusyError, match="Wait 61 seconds"):
        rate.take("one")
    rate.take("two")
    now = 60.0
    rate.take("one")
    assert set(rate._calls) == {"one"}  # callers are forgotten


def test_who_waits_is_told_their_place_and_is_answered_in_turn(slow: Slow) -> None:
    counter = desk(slow)
    answered = [counter.asking(f"caller {n}", "first") for n in range(AT_ONCE)]
    threads = [threading.Thread(target=next, args=(asking, None)) for asking in answered]
    for thread in threads:
        thread.start()
    while slow.asked < AT_ONCE:
        threading.Event().wait(0.01)
    waiting = [counter.asking("late", "later"), counter.asking("later still", "later")]
    assert [next(one) for one in waiting] == [1, 2]
    waiting[0].close()  # stopped: those behind move up
    assert next(waiting[1]) == 1
    slow.go.set()
    with pytest.raises(StopIteration) as done:
        next(waiting[1])
    assert done.value.value == ANSWER
    for thread in threads:
        thread.join(60)


def test_a_question_takes_no_longer_than_it_may_and_keeps_its_place_until_it_is_really_done(slow: Slow) -> None:
    counter = desk(slow, question_seconds=0.05)
    for n in range(AT_ONCE):
        with pytest.raises(BusyError, match=r"not answered within 0\.05 seconds"):
            counter.ask(f"caller {n}", "first")
    with pytest.raises(BusyError, match="not answered within"):
        counter.ask("late", "later")
    assert slow.asked == AT_ONCE  # the fifth never began


@pytest.mark.parametrize(("question", "kind"), [("fault", QuestionError), ("time", TimeoutError)])
def test_a_fault_of_the_assistant_is_passed_on(slow: Slow, question: str, kind: type[Exception]) -> None:
    with pytest.raises(kind) as told:
        desk(slow).ask("one", question)
    assert not isinstance(told.value, BusyError)


def test_a_queue_that_is_full_says_so() -> None:
    queue = Queue(at_once=1, most_waiting=2)
    tickets = [queue.join() for _ in range(3)]
    with pytest.raises(BusyError, match="2 questions are waiting"):
        queue.join()
    assert [queue.place(ticket, -1, 0) for ticket in tickets] == [0, 1, 2]
    queue.leave(tickets[0])
    assert [queue.place(ticket, -1, 0) for ticket in tickets[1:]] == [0, 1]


class Writing(Assistant):
    """An assistant whose model writes a sentence, and then on and on until it is stopped."""

    def __init__(self) -> None:
        self.ended = threading.Event()

    def ask(self, question: str, *_: Any, told: Told, **__: Any) -> Answer:
        told("One.")
        told("Two.")
        if question == "short":
            return ANSWER
        try:
            while True:
                end_if_stopped()
        finally:
            self.ended.set()


def test_sentences_are_passed_on_as_they_are_written() -> None:
    asking = desk(Writing()).asking("one", "short")
    assert [next(asking), next(asking)] == ["One.", "Two."]
    with pytest.raises(StopIteration) as done:
        next(asking)
    assert done.value.value == ANSWER


@pytest.mark.parametrize("how", ["stopped", "left", "late"])
def test_what_nobody_waits_for_any_longer_is_ended(how: str) -> None:
    assistant, stopped = Writing(), threading.Event()
    asking = desk(assistant, question_seconds=0.2 if how == "late" else 60).asking("one", "long", stopped)
    assert [next(asking), next(asking)] == ["One.", "Two."]
    if how == "left":
        asking.close()
    else:
        if how == "stopped":
            stopped.set()
        with pytest.raises(StoppedError if how == "stopped" else BusyError):
            next(asking)
    assert assistant.ended.wait(60)
