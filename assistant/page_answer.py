"""A conversation -> HTML: each question with its answer, and beside it the quotes that the answer rests on.

Everything is escaped here; ``gr.HTML`` shows what it is given.
"""

from collections.abc import Mapping, Sequence
from html import escape
from urllib.parse import urlsplit

from assistant.answers import Answer, Citation, Turn
from assistant.page_markdown import to_html
from assistant.render import (
    NOT_CONFIRMED,
    STATUS_WORDS,
    doubt_in_words,
    mark_unconfirmed,
    place_in_words,
    printable,
    searched_in_words,
    source_date,
    unconfirmed,
)
from ingest.documents import Frozen, Source

SOURCES_HEADING = "Where this comes from"


class Exchange(Frozen):
    """One question of a conversation and what came of it: an answer, a fault in words, or nothing yet."""

    question: str
    """As it was asked."""
    answer: Answer | None = None
    fault: str | None = None
    """A plain sentence with its remedy, where no answer could be given."""


def turns(conversation: Sequence[Exchange]) -> tuple[Turn, ...]:
    """The answered part of a conversation, oldest first, as the assistant takes it for a follow-up question."""
    answers = [exchange.answer for exchange in conversation if exchange.answer]
    return tuple(
        Turn(question=answer.standalone_question, answer=answer.answer, local_area=answer.searched.local_area)
        for answer in answers
    )


def conversation_html(conversation: Sequence[Exchange], sources: Mapping[str, Source]) -> str:
    """The whole conversation, oldest first.

    Args:
        conversation: the exchanges.
        sources: what is known of each document, by its id; citations to others show what they carry themselves.
    """
    return "".join(_exchange(n, exchange, sources) for n, exchange in enumerate(conversation, 1))


def outcome_in_words(exchange: Exchange) -> str:
    """What a screen reader is told when an exchange is done: "Partly answered. 3 sources."."""
    if exchange.fault:
        return exchange.fault
    if exchange.answer is None:
        return "Looking in the documents…"
    count = len(exchange.answer.citations)
    return f"{STATUS_WORDS[exchange.answer.status]}. {count} source{'' if count == 1 else 's'}."


def _exchange(n: int, exchange: Exchange, sources: Mapping[str, Source]) -> str:
    heading = f'<h2 id="question-{n}" class="question" dir="auto">{text(exchange.question)}</h2>'
    return (
        f'<article class="exchange" id="exchange-{n}" aria-labelledby="question-{n}">{heading}'
        f'<div class="answer" id="answer-{n}">{_reply(n, exchange)}</div>{_sources(n, exchange.answer, sources)}'
        "</article>"
    )


def _reply(n: int, exchange: Exchange) -> str:
    if exchange.answer is None:
        words = text(exchange.fault or outcome_in_words(exchange))
        return f'<p class="{"fault" if exchange.fault else "waiting"}">{words}</p>'
    answer = exchange.answer
    status = f'<p class="status status-{answer.status}">{STATUS_WORDS[answer.status]}</p>'
    body = to_html(mark_unconfirmed(answer), _Links(n, answer))
    searched = searched_in_words(answer)
    return status + body + _doubts(answer) + (f'<p class="searched">{text(searched)}</p>' if searched else "")


class _Links:
    """Gives the link for each marker of one answer; the first to each source carries the id to come back to."""

    def __init__(self, exchange: int, answer: Answer) -> None:
        self.exchange = exchange
        self.titles = {citation.n: citation.title for citation in answer.citations}
        self.seen: set[int] = set()

    def __call__(self, n: int) -> str | None:
        if n not in self.titles:
            return None
        back = "" if n in self.seen else f' id="marker-{self.exchange}-{n}"'
        self.seen.add(n)
        label = text(f"Source {n}: {self.titles[n]}")
        return f'<a class="marker"{back} href="#source-{self.exchange}-{n}" aria-label="{label}">[{n}]</a>'


def _doubts(answer: Answer) -> str:
    items = "".join(f"<li>{text(doubt_in_words(claim))}</li>" for claim in unconfirmed(answer))
    return (
        f'<div class="doubts"><p><strong>{NOT_CONFIRMED.capitalize()}</strong></p><ul>{items}</ul></div>'
        if items
        else ""
    )


def _sources(n: int, answer: Answer | None, sources: Mapping[str, Source]) -> str:
    if answer is None or not answer.citations:
        return ""
    items = "".join(_source(n, citation, sources.get(citation.document)) for citation in answer.citations)
    heading = f'<h3 id="sources-{n}">{SOURCES_HEADING}</h3>'
    return f'<section class="sources" aria-labelledby="sources-{n} question-{n}">{heading}<ol>{items}</ol></section>'


def _source(n: int, citation: Citation, source: Source | None) -> str:
    date = source_date(citation.published, source.inspected if source else None)
    facts = [date, source and source.publisher, citation.kind, citation.local_area, place_in_words(citation)]
    return (
        f'<li class="source" id="source-{n}-{citation.n}" tabindex="-1">'
        f'<p class="source-title"><span class="source-number">[{citation.n}]</span> {text(citation.title)}</p>'
        f'<ul class="facts">{"".join(f"<li>{text(fact)}</li>" for fact in facts if fact)}</ul>'
        f'{_own_words(source)}<blockquote dir="auto">{text(citation.quote)}</blockquote>'
        f'<p class="source-links">{_original(citation)}'
        f'<a class="back" href="#marker-{n}-{citation.n}">Back to [{citation.n}]</a></p></li>'
    )


def _original(citation: Citation) -> str:
    url = web_address(citation.url)
    words = "Read the original (opens in a new tab)"
    return f'<a href="{escape(url)}" target="_blank" rel="noopener noreferrer">{words}</a> ' if url else ""


def _own_words(source: Source | None) -> str:
    """A record is this project's account; its words must not pass for the inspectors'."""
    words = "In the words of our own plain-English record of this document; the original is worded differently."
    return f'<p class="own-words">{words}</p>' if source and source.record else ""


def web_address(url: str | None) -> str | None:
    """The address if it leads to a page on the web, else ``None`` (``javascript:``, ``file:``, no host)."""
    try:
        parts = urlsplit((url or "").strip())
    except ValueError:
        return None
    return parts.geturl() if parts.scheme in {"http", "https"} and parts.netloc else None


def text(words: str) -> str:
    """Text as HTML, safe between tags and in a quoted attribute."""
    return escape(printable(words))
