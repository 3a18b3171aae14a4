"""A conversation -> HTML: each question with its answer, and beside it the quotes that the answer rests on.

Everything is escaped here; ``gr.HTML`` shows what it is given.
"""

from collections.abc import Mapping, Sequence
from urllib.parse import urlencode

from assistant.answers import Answer, Citation
from assistant.page_age import age_html
from assistant.page_areas import areas_html
from assistant.page_conversation import Exchange, as_text, fingerprint, outcome_in_words
from assistant.page_html import OWN_WORDS, facts_html, text, web_address
from assistant.page_markdown import to_html
from assistant.page_place import Place
from assistant.page_words import explained_html, short_forms_in
from assistant.render import (
    NOT_CONFIRMED,
    STATUS_WORDS,
    doubt_in_words,
    mark_unconfirmed,
    place_in_words,
    searched_in_words,
    source_date,
    unconfirmed,
)
from ingest.documents import Frozen, Source

SOURCES_HEADING = "Where this comes from"


class Loaded(Frozen):
    """What is known of the documents that are loaded."""

    sources: Mapping[str, Source] = {}
    """By id; citations to others show what they carry themselves."""
    later: Mapping[str, Source] = {}
    """For a document that is overtaken, by its id, the latest about its area."""


def conversation_html(conversation: Sequence[Exchange], loaded: Loaded) -> str:
    """The whole conversation, oldest first.

    Args:
        conversation: the exchanges.
        loaded: the documents.
    """
    explained: set[str] = set()
    shown = []
    for n, exchange in enumerate(conversation, 1):
        new = _short_forms(exchange) - explained
        shown.append(_exchange(n, exchange, loaded, explained_html(new), n == len(conversation)))
        explained |= new
    return "".join(shown)


def _short_forms(exchange: Exchange) -> set[str]:
    return short_forms_in(exchange.question, exchange.answer.answer) if exchange.answer else set()


def _exchange(n: int, exchange: Exchange, loaded: Loaded, explained: str, is_last: bool) -> str:
    heading = f'<h2 id="question-{n}" class="question" dir="auto">{text(exchange.question)}</h2>'
    return (
        f'<article class="exchange" id="exchange-{n}" aria-labelledby="question-{n}">{heading}'
        f'<div class="answer" id="answer-{n}">{_reply(n, exchange, loaded)}{explained}{_tools(exchange, is_last)}</div>'
        f"{_sources(n, exchange.answer, loaded)}</article>"
    )


def _reply(n: int, exchange: Exchange, loaded: Loaded) -> str:
    if exchange.answer is None:
        words = text(exchange.fault or outcome_in_words(exchange))
        written = "".join(f"<p>{text(sentence)}</p>" for sentence in exchange.written)
        return f'<p class="{"fault" if exchange.fault else "waiting"}">{words}</p>{written}'
    answer = exchange.answer
    status = f'<p class="status status-{answer.status}">{STATUS_WORDS[answer.status]}</p>'
    body = to_html(mark_unconfirmed(answer), _Links(n, answer))
    searched = searched_in_words(answer)
    shown = f'<p class="searched">{text(searched)}</p>' if searched else ""
    return status + body + _doubts(answer) + shown + areas_html(exchange, loaded.sources)


def _tools(exchange: Exchange, is_last: bool) -> str:
    """What can be done with an exchange that is over."""
    if not (exchange.answer or exchange.fault):
        return ""
    copy = f'<button type="button" class="copy" data-text="{text(as_text(exchange))}">Copy the answer</button>'
    again = '<button type="button" class="again">Ask again</button>' if is_last else ""
    link = f'<a href="./?{text(urlencode(_linked(exchange)))}">Link to this question</a>'
    return f'<p class="tools">{copy if exchange.answer else ""}{again}{link}</p>'


def _linked(exchange: Exchange) -> dict[str, str]:
    """A question as it can be asked by somebody else: whole, where it followed from others, and with its filters."""
    whole = exchange.answer.standalone_question if exchange.answer else exchange.question
    return {"q": whole, **exchange.choice.model_dump(exclude_none=True)}


class _Links:
    """Gives the link for each marker of one answer; it opens the document at the quote."""

    def __init__(self, exchange: int, answer: Answer) -> None:
        self.exchange = exchange
        self.citations = {citation.n: citation for citation in answer.citations}
        self.seen: set[int] = set()

    def __call__(self, n: int) -> str | None:
        if n not in self.citations:
            return None
        own = "" if n in self.seen else f' id="marker-{self.exchange}-{n}"'
        self.seen.add(n)
        citation = self.citations[n]
        label = text(f"Source {n}: {citation.title}")
        return f'<a class="marker show-source"{own} href="{_address(citation)}" aria-label="{label}">[{n}]</a>'


def _address(citation: Citation) -> str:
    place = Place(
        document=citation.document, start=citation.start, end=citation.end, quoted=fingerprint(citation.quote)
    )
    return text(place.address())


def _doubts(answer: Answer) -> str:
    items = "".join(f"<li>{text(doubt_in_words(claim))}</li>" for claim in unconfirmed(answer))
    return (
        f'<div class="doubts"><p><strong>{NOT_CONFIRMED.capitalize()}</strong></p><ul>{items}</ul></div>'
        if items
        else ""
    )


def _sources(n: int, answer: Answer | None, loaded: Loaded) -> str:
    if answer is None or not answer.citations:
        return ""
    seen: dict[str, int] = {}
    items = "".join(_source(n, citation, loaded, seen) for citation in answer.citations)
    heading = f'<h3 id="sources-{n}">{SOURCES_HEADING}</h3>'
    return f'<section class="sources" aria-labelledby="sources-{n} question-{n}">{heading}<ol>{items}</ol></section>'


def _source(n: int, citation: Citation, loaded: Loaded, seen: dict[str, int]) -> str:
    """A quote with its document, of which more is said where it comes first."""
    source = loaded.sources.get(citation.document)
    date = source_date(citation.published, source.inspected if source else None)
    publisher = source.publisher if source else None
    facts = [date, publisher, citation.kind, citation.local_area, place_in_words(citation)]
    about = f"{age_html(source, loaded.later)}{facts_html(facts)}{OWN_WORDS if source and source.record else ''}"
    if first := seen.get(citation.document):
        own = "our own record of " if source and source.record else ""
        about = facts_html([f"{own}the same document as [{first}], {date}", place_in_words(citation)])
    seen.setdefault(citation.document, citation.n)
    return (
        f'<li class="source" id="source-{n}-{citation.n}">'
        f'<p class="source-title"><span class="source-number">[{citation.n}]</span> {text(citation.title)}</p>'
        f'{about}<blockquote dir="auto">{text(citation.quote)}</blockquote>'
        f'<p class="source-links">{_show(citation)}{_original(citation)}</p></li>'
    )


def _show(citation: Citation) -> str:
    label = text(f"Show source {citation.n} in its document")
    return f'<a class="show-source cited" href="{_address(citation)}" aria-label="{label}">Show in its document</a> '


def _original(citation: Citation) -> str:
    url = web_address(citation.url)
    words = "Read the original (opens in a new tab)"
    return f'<a href="{text(url)}" target="_blank" rel="noopener noreferrer">{words}</a> ' if url else ""
