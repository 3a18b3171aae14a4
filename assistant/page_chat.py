"""What the conversation's events do: ask, ask again, stop, clear; which documents, which examples.

A conversation is kept by the browser that asked and is handed to each step, so that nothing of it stays here, and
people who ask at the same time never see each other's questions.
"""

import logging
from collections.abc import Generator, Iterator, Mapping
from threading import Event, Lock
from typing import Any, NamedTuple

import gradio as gr

from assistant.ask import Assistant
from assistant.desk import Desk
from assistant.page_age import later_documents
from assistant.page_answer import Loaded, conversation_html
from assistant.page_briefing import Form, briefing_html
from assistant.page_conversation import STOPPED, Conversation, Exchange, outcome_in_words, restored, to_keep, turns
from assistant.page_documents import documents_html
from assistant.page_examples import Examples, examples
from assistant.page_filters import Choice, choice_of, filters_html
from assistant.page_parts import examples_html, outcome_html, problem_html
from assistant.stopping import StoppedError
from assistant.uploads import Uploads
from ingest.documents import Source
from ingest.errors import KnownError, QuestionError

UNEXPECTED = "Something went wrong while answering. Ask again; if it stays so, tell whoever runs this page."

Shown = dict[str, Any]
"""New values by the name of the part of the page."""

log = logging.getLogger(__name__)


class Pending(NamedTuple):
    """The question that is being answered."""

    question: str
    stopped: Event
    """Set by whoever does not want the answer any longer."""


class Chat:
    """What the conversation's events do. Holds nothing of any conversation.

    Args:
        assistant: answers the questions; may be asked from several threads.
        generator: what turns evidence into answers.
        desk: where questions come in.
        uploads: by which documents are added; ``None`` where that is turned off.
    """

    def __init__(self, assistant: Assistant, generator: str, desk: Desk, uploads: Uploads | None = None) -> None:
        self.assistant = assistant
        self.uploads = uploads
        self.desk = desk
        self.generator = generator
        self._choosing = Lock()
        self._examples: tuple[str, tuple[Examples, ...]] = ("", ())
        self._loaded: tuple[str, Loaded] = ("", Loaded())

    def opened(self, kept: object, link: Mapping[str, str]) -> Shown:
        """The page as somebody finds it who comes, or comes back: their conversation, and what their link chooses."""
        conversation = restored(kept)
        linked = {"box": link["q"]} if link.get("q") else {}  # else whoever is quick has typed already
        return self._shown(conversation) | {"filters": self.filters(choice_of(link))} | linked

    def filters(self, choice: Choice, opened: bool = False) -> str:
        """What is searched, as HTML."""
        try:
            return filters_html(self._sources(), choice, opened)
        except KnownError as error:
            return problem_html(str(error))

    def examples(self, opened: bool = True) -> str:
        """The example questions, as HTML. Takes seconds where they are to be made for a new build."""
        try:
            with self._choosing:
                build = self.assistant.record().build
                if build != self._examples[0]:
                    self._examples = build, examples(self._sources(), self.assistant.ask)
        except KnownError:
            return ""
        return examples_html(self._examples[1], opened)

    def documents(self) -> str:
        """What is loaded, as HTML."""
        try:
            return documents_html(
                self.assistant.record(), self._known().later, self.uploads.ids() if self.uploads else ()
            )
        except KnownError as error:
            return problem_html(str(error))

    def ask(self, question: str, kept: object, choice: Choice, caller: str, alone: bool = False) -> Iterator[Shown]:
        """First shows the question as being answered, or its place in the queue, then what came of it.

        Args:
            question: as asked.
            kept: the conversation so far.
            choice: which documents to keep to.
            caller: the address it comes from.
            alone: it does not follow from the conversation.
        """
        conversation, pending = restored(kept), Pending(question, Event())
        if question.strip():
            yield self._shown((*conversation, Exchange(question=question))) | {"box": ""} | _asking(pending)
        try:
            how = choice.model_dump() | {"history": () if alone else turns(conversation), "generator": self.generator}
            exchange = yield from self._exchange(pending, conversation, how, caller)
        except QuestionError as error:
            back = {"box": question} if question.strip() else {}  # else it is still there, or something newer is
            yield self._shown(conversation) | back | {"problem": problem_html(str(error))} | _asking(None)
        else:
            yield self._shown((*conversation, exchange), keep=True) | _asking(None)

    def ask_linked(self, kept: object, link: Mapping[str, str], caller: str) -> Iterator[Shown]:
        """Asks the question that a link carries, unless it was the last that was asked: the page was loaded anew."""
        conversation, question = restored(kept), link.get("q", "")
        if question.strip() and not (conversation and conversation[-1].question == question):
            yield from self.ask(question, kept, choice_of(link), caller, alone=True)
        else:
            yield {"box": "" if question else gr.update()}

    def ask_again(self, kept: object, choice: Choice, caller: str) -> Iterator[Shown]:
        """Asks the last question again, in place of what came of it."""
        *before, last = restored(kept) or (Exchange(question=""),)
        yield from self.ask(last.question, to_keep(tuple(before)), choice, caller)

    def stop(self, pending: Pending | None, kept: object) -> Shown:
        """The conversation with the question that was being answered, given up; it is in the box again."""
        if pending is None:  # the answer came first
            return _asking(None)
        pending.stopped.set()
        exchange = Exchange(question=pending.question, fault=STOPPED)
        return self._shown((*restored(kept), exchange), keep=True) | {"box": pending.question} | _asking(None)

    def clear(self) -> Shown:
        """An empty conversation."""
        return self._shown((), keep=True)

    def save(self, kept: object, form: Form) -> Shown:
        """The conversation as a briefing, in a link that is followed at once."""
        conversation = restored(kept)
        if not any(exchange.answer for exchange in conversation):
            return {"saved": problem_html("Nothing is answered yet, so there is nothing to save.")}
        return {"saved": briefing_html(conversation, self._known().sources, form), "outcome": outcome_html("Saved.")}

    def _exchange(
        self, pending: Pending, conversation: Conversation, how: Mapping[str, object], caller: str
    ) -> Generator[Shown, None, Exchange]:
        """What comes of a question; meanwhile shows its place in the queue, and then the sentences that are written."""
        question, written = pending.question, list[str]()
        asking = self.desk.asking(caller, question, pending.stopped, **how)
        try:
            while True:
                told, place = next(asking), 0
                if isinstance(told, str):
                    written.append(told)
                else:
                    place = told
                yield self._shown((*conversation, Exchange(question=question, place=place, written=tuple(written))))
        except StopIteration as done:
            answer = done.value
        except StoppedError:
            return Exchange(question=question, fault=STOPPED)
        except QuestionError:
            raise
        except KnownError as error:
            return Exchange(question=question, fault=str(error))
        except Exception:  # the page is an edge: whoever asked gets a sentence, whoever runs it the details
            log.exception("A question could not be answered")
            return Exchange(question=question, fault=UNEXPECTED)
        return Exchange(
            question=question, answer=answer, choice=Choice.model_validate({n: how[n] for n in Choice.model_fields})
        )

    def _shown(self, conversation: Conversation, keep: bool = False) -> Shown:
        last = conversation[-1] if conversation else None
        shown: Shown = {
            "problem": problem_html(""),
            "conversation": conversation_html(conversation, self._known()),
            "outcome": outcome_html(outcome_in_words(last) if last else ""),
            "saved": "",
            "clearing": gr.update(visible=bool(conversation)),
        }
        if self._examples[1]:  # else they are still to come
            shown["examples"] = examples_html(self._examples[1], opened=not conversation)
        return shown | ({"kept": to_keep(conversation)} if keep else {})

    def _known(self) -> Loaded:
        """What is known of each document; nothing while the index cannot be read, which is told elsewhere."""
        try:
            record = self.assistant.record()
        except KnownError:
            return Loaded()
        if record.build != self._loaded[0]:
            sources = {info.source.id: info.source for info in record.documents}
            self._loaded = record.build, Loaded(sources=sources, later=later_documents(sources.values()))
        return self._loaded[1]

    def _sources(self) -> tuple[Source, ...]:
        return tuple(info.source for info in self.assistant.sources())


def _asking(pending: Pending | None) -> Shown:
    """The buttons: one stops while a question is being answered, the other asks when none is."""
    is_asking = pending is not None
    return {"pending": pending, "stop": gr.update(visible=is_asking), "ask": gr.update(visible=not is_asking)}
