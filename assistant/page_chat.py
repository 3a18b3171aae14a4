"""The conversation of the page: question box, example questions, answers with the quotes beside them.

A conversation lives in its browser session's own state and is handed to each step, so that people who ask at the
same time never see each other's questions.
"""

import logging
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import gradio as gr

from assistant.answers import Turn
from assistant.ask import Assistant
from assistant.page_answer import Exchange, conversation_html, outcome_in_words, turns
from assistant.page_examples import Examples, examples
from assistant.page_parts import EXAMPLES_TO_COME, examples_html, loaded_html, outcome_html, problem_html
from ingest.documents import Source
from ingest.errors import KnownError, QuestionError

UNEXPECTED = "Something went wrong while answering. Ask again; if it stays so, tell whoever runs this page."
AT_ONCE = 4
"""How many questions are answered at the same time; further ones wait their turn."""

Conversation = tuple[Exchange, ...]
Step = tuple[str, str, str, str, Any, Any, Conversation]
"""New values: question box, problem, conversation, outcome, examples, clear button, state."""

log = logging.getLogger(__name__)


class Chat:
    """What the conversation's events do. Holds nothing of any conversation.

    Args:
        assistant: answers the questions; may be asked from several threads.
        generator: what turns evidence into answers.
    """

    def __init__(self, assistant: Assistant, generator: str) -> None:
        self.assistant = assistant
        self.generator = generator
        self._examples: tuple[Examples, ...] = ()
        self._examples_of: tuple[Source, ...] = ()

    def loaded(self) -> str:
        """What is loaded, as HTML."""
        try:
            return loaded_html(self._sources())
        except KnownError as error:
            return problem_html(str(error))

    def examples(self) -> str:
        """The example questions, as HTML. Takes seconds where they are to be made for newly loaded documents."""
        try:
            sources = self._sources()
            if sources != self._examples_of:
                self._examples, self._examples_of = examples(sources, self.assistant.ask), sources
        except KnownError:
            return ""
        return examples_html(self._examples, opened=True)

    def ask(self, question: str, conversation: Conversation) -> Iterator[Step]:
        """First shows the question as being answered, then what came of it."""
        yield from self._ask(question, conversation, turns(conversation))

    def ask_example(self, conversation: Conversation, event: gr.EventData) -> Iterator[Step]:
        """Asks the example question that was chosen; it stands alone, whatever was asked before."""
        yield from self._ask(str(event.question), conversation, ())

    def clear(self) -> Step:
        """An empty conversation."""
        return self._step((), ())

    def _ask(self, question: str, conversation: Conversation, history: Sequence[Turn]) -> Iterator[Step]:
        if question.strip():
            yield self._step((*conversation, Exchange(question=question)), conversation)
        try:
            exchange = self._exchange(question, history)
        except QuestionError as error:
            yield self._step(conversation, conversation, box=question, problem=str(error))
        else:
            now = (*conversation, exchange)
            yield self._step(now, now)

    def _exchange(self, question: str, history: Sequence[Turn]) -> Exchange:
        try:
            answer = self.assistant.ask(question, history, generator=self.generator)
        except QuestionError:
            raise
        except KnownError as error:
            return Exchange(question=question, fault=str(error))
        except Exception:  # the page is an edge: whoever asked gets a sentence, whoever runs it the details
            log.exception("A question could not be answered")
            return Exchange(question=question, fault=UNEXPECTED)
        return Exchange(question=question, answer=answer)

    def _step(self, shown: Conversation, kept: Conversation, box: str = "", problem: str = "") -> Step:
        html = conversation_html(shown, self._known())
        outcome = outcome_html("" if problem or not shown else outcome_in_words(shown[-1]))
        folded = examples_html(self._examples, opened=not shown) if self._examples else gr.update()  # still to come
        return box, problem_html(problem), html, outcome, folded, gr.update(visible=bool(shown)), kept

    def _known(self) -> dict[str, Source]:
        """What is known of each document; nothing while the index cannot be read, which is told elsewhere."""
        try:
            return {source.id: source for source in self._sources()}
        except KnownError:
            return {}

    def _sources(self) -> tuple[Source, ...]:
        return tuple(info.source for info in self.assistant.sources())


def add_chat(blocks: gr.Blocks, assistant: Assistant, generator: str) -> None:
    """Adds the conversation to the page that is being laid out."""
    chat = Chat(assistant, generator)
    script = Path(__file__).with_name("page.js").read_text("utf-8")
    state = gr.State(())
    loaded = html_block(chat.loaded(), "loaded")
    conversation = html_block("", "conversation", script)
    outcome = html_block(outcome_html(""), "outcome")
    with gr.Column(elem_id="composer"):
        problem = html_block(problem_html(""), "problem")
        with gr.Row(elem_id="ask-row"):
            box = gr.Textbox(label="Your question", lines=1, max_lines=4, elem_id="question", scale=1)
            button = gr.Button("Ask", variant="primary", elem_id="ask", scale=0)
    shown_examples = html_block(EXAMPLES_TO_COME, "examples", script)
    clear = gr.Button("Clear the conversation", elem_id="clear", visible=False)

    outputs: list[Any] = [box, problem, conversation, outcome, shown_examples, clear, state]
    common: dict[str, Any] = {"outputs": outputs, "show_progress": "hidden", "api_visibility": "private"}
    asking = common | {"concurrency_limit": AT_ONCE, "concurrency_id": "ask"}
    gr.on([box.submit, button.click], chat.ask, inputs=[box, state], **asking)
    shown_examples.click(chat.ask_example, inputs=[state], **asking)
    clear.click(chat.clear, **common)
    for what, where in ((chat.loaded, loaded), (chat.examples, shown_examples)):
        blocks.load(what, outputs=[where], show_progress="hidden", api_visibility="private")


def html_block(value: str, name: str, script: str | None = None) -> gr.HTML:
    """A part of the page that is our own HTML."""
    return gr.HTML(value, elem_id=name, js_on_load=script, apply_default_css=False)
