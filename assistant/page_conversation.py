"""What a conversation is: exchanges, kept by the browser that asked, and handed to each step."""

import hashlib
from collections.abc import Sequence
from typing import Any

from pydantic import TypeAdapter, ValidationError

from assistant.answers import Answer, Turn
from assistant.page_filters import Choice
from assistant.render import STATUS_WORDS, printable, to_terminal
from ingest.documents import Frozen

MOST_KEPT = 30
"""Exchanges that are kept; a browser gives a page about 5 MB."""
STOPPED = "Stopped before it was answered."
WRITING = "The answer is being written. Its sources come with the last sentence…"
_UNWRAPPED = 100_000  # columns: what is copied is wrapped where it is put


class Exchange(Frozen):
    """One question of a conversation and what came of it: an answer, a fault in words, or nothing yet."""

    question: str
    """As it was asked."""
    choice: Choice = Choice()
    """What the search was kept to by whoever asked."""
    answer: Answer | None = None
    fault: str | None = None
    """A plain sentence with its remedy, where no answer could be given."""
    place: int = 0
    """Its place in the queue while it waits, 1 for the next to be answered."""
    written: tuple[str, ...] = ()
    """Sentences of a language model that are checked already, while it goes on writing."""


Conversation = tuple[Exchange, ...]
_KEPT = TypeAdapter(Conversation)


def restored(kept: object) -> Conversation:
    """A conversation as a browser kept it; empty where that is none, since anybody can write to their own browser."""
    try:
        return _KEPT.validate_python(kept)[-MOST_KEPT:]
    except ValidationError:
        return ()


def to_keep(conversation: Conversation) -> list[dict[str, Any]]:
    """The last ``MOST_KEPT`` exchanges as a browser keeps them."""
    return [exchange.model_dump(mode="json") for exchange in conversation[-MOST_KEPT:]]


def turns(conversation: Sequence[Exchange]) -> tuple[Turn, ...]:
    """The answered part of a conversation, oldest first, as the assistant takes it for a follow-up question."""
    answers = [exchange.answer for exchange in conversation if exchange.answer]
    return tuple(
        Turn(question=answer.standalone_question, answer=answer.answer, local_area=answer.searched.local_area)
        for answer in answers
    )


def outcome_in_words(exchange: Exchange) -> str:
    """What a screen reader is told when an exchange is done: "Partly answered. 3 sources."."""
    if exchange.fault:
        return exchange.fault
    if exchange.place:
        return f"Others are asking too. Your question is number {exchange.place} in the queue…"
    if exchange.answer is None:
        return WRITING if exchange.written else "Looking in the documents…"
    count = len(exchange.answer.citations)
    return f"{STATUS_WORDS[exchange.answer.status]}. {count} source{'' if count == 1 else 's'}."


def as_text(exchange: Exchange) -> str:
    """The question, its answer and every citation with its quote, to be put into a letter or a message."""
    answer = to_terminal(exchange.answer, _UNWRAPPED) if exchange.answer else exchange.fault or ""
    return f"{printable(exchange.question)}\n\n{answer}"


def fingerprint(quote: str) -> str:
    """Ten characters by which a document that was read anew is told from the one that was quoted."""
    return hashlib.sha256(quote.encode("utf-8", "replace")).hexdigest()[:10]
