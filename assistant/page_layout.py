"""The tabs of the page: which parts there are, and which event leads to which step of ``page_chat``."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

import gradio as gr

from assistant.page_api import caller_of
from assistant.page_briefing import MARKDOWN, WORD, Form
from assistant.page_chat import Chat, Pending, Shown
from assistant.page_filters import READ_CHOICE, Choice, choice_of
from assistant.page_following import Following
from assistant.page_parts import EXAMPLES_TO_COME, KEPT_WHERE, LOGGED, TO_ANSWER, VIEWER, outcome_html, problem_html
from assistant.page_uploads import upload_html

STORAGE = "send-assistant-conversation"
_SECRET = "not a secret"  # Gradio wants one; it goes to every browser, so it hides nothing
_QUIET: dict[str, Any] = {"show_progress": "hidden", "api_visibility": "private"}
_ASKING: dict[str, Any] = _QUIET | {"concurrency_limit": None}  # the desk has its own queue, whose places are shown
_FOLD_LATE = (
    "() => setTimeout(() => { if (document.querySelector('.exchange'))"
    " document.querySelector('#examples details')?.removeAttribute('open'); }, 100)"
)
"""Examples that come when a question has been asked already are folded, as those are that came before it."""
HERE = Path(__file__).parent


class AskParts(NamedTuple):
    """The parts of the Ask tab by the names that ``Chat`` gives them."""

    kept: gr.BrowserState
    """The conversation, in the browser."""
    pending: gr.State
    """The question that is being answered, if any, as ``page_chat.Pending``."""
    choice: gr.Textbox
    """Never shown; the browser puts what the filters say in its place."""
    conversation: gr.HTML
    outcome: gr.HTML
    problem: gr.HTML
    box: gr.Textbox
    ask: gr.Button
    stop: gr.Button
    filters: gr.HTML
    examples: gr.HTML
    clearing: gr.Column
    saved: gr.HTML
    """The briefing that was made last."""
    word: gr.Button
    markdown: gr.Button
    clear: gr.Button

    def all(self) -> list[Any]:
        """What a step may change."""
        return list(self)

    def shown(self, values: Shown) -> dict[Any, Any]:
        """New values as Gradio takes them."""
        return {getattr(self, name): value for name, value in values.items()}


def add_ask_tab(blocks: gr.Blocks, chat: Chat) -> AskParts:
    """The conversation, and what stands around it."""
    parts = _ask_parts(chat)
    kept, choice, outputs = parts.kept, parts.choice, parts.all()

    def opened(kept: object, request: gr.Request) -> Any:
        return parts.shown(chat.opened(kept, dict(request.query_params)))

    def linked(kept: object, request: gr.Request) -> Iterator[Any]:
        yield from map(parts.shown, chat.ask_linked(kept, dict(request.query_params), caller_of(request)))

    def ask(question: str, kept: object, choice: str, request: gr.Request) -> Iterator[Any]:
        yield from map(parts.shown, chat.ask(question, kept, choice_of(choice), caller_of(request)))

    def again(kept: object, choice: str, event: gr.EventData, request: gr.Request) -> Iterator[Any]:
        """The last question, or what it becomes when one of the local areas offered is chosen."""
        asked, how = getattr(event, "question", None), (kept, choice_of(choice), caller_of(request))
        yield from map(parts.shown, chat.ask(str(asked), *how) if asked else chat.ask_again(*how))

    def example(kept: object, choice: str, event: gr.EventData, request: gr.Request) -> Iterator[Any]:
        asked, caller = str(event.question), caller_of(request)
        yield from map(parts.shown, chat.ask(asked, kept, choice_of(choice), caller, alone=True))

    def stop(pending: Pending | None, kept: object) -> Any:
        return parts.shown(chat.stop(pending, kept))

    def clear() -> Any:
        return parts.shown(chat.clear())

    def save(form: Form) -> Callable[[object], Any]:
        return lambda kept: parts.shown(chat.save(kept, form))

    def filtered(event: gr.EventData) -> str:
        return chat.filters(choice_of(event._data), opened=True)

    asked = {"js": f"(question, kept) => [question, kept, {READ_CHOICE}]"} | _ASKING
    chosen = {"js": f"(kept) => [kept, {READ_CHOICE}]"} | _ASKING
    asking = [
        blocks.load(opened, [kept], outputs, **_QUIET).then(linked, [kept], outputs, **_ASKING),
        gr.on([parts.box.submit, parts.ask.click], ask, [parts.box, kept, choice], outputs, **asked),
        parts.conversation.click(again, [kept, choice], outputs, **chosen),
        parts.examples.click(example, [kept, choice], outputs, **chosen),
    ]
    parts.stop.click(stop, [parts.pending, kept], outputs, cancels=asking, **_QUIET)
    parts.word.click(save(WORD), [kept], outputs, **_QUIET)
    parts.markdown.click(save(MARKDOWN), [kept], outputs, **_QUIET)
    parts.clear.click(clear, None, outputs, **_QUIET)
    # "multiple": a second choice that is made before the first is answered counts too
    parts.filters.input(filtered, None, [parts.filters], trigger_mode="multiple", **_QUIET)
    blocks.load(chat.examples, None, [parts.examples], **_QUIET).then(None, js=_FOLD_LATE)
    return parts


def add_progress_tab(tab: gr.Tab, following: Following) -> None:
    """Progress in a local area; asked for when the tab is opened, and again when another area is chosen."""
    found = html_block("", "progress", (HERE / "page_progress.js").read_text("utf-8"))

    def opened(shown: str, request: gr.Request) -> object:
        """What is shown stays: to send it again might come after, and undo, what is chosen meanwhile."""
        return gr.skip() if shown else following.shown(request.query_params.get("area", ""))

    def chosen(event: gr.EventData) -> str:
        return following.shown(str(event.area), str(event.other))

    tab.select(opened, [found], [found], **_QUIET)
    found.input(chosen, None, [found], trigger_mode="always_last", **_QUIET)


def add_documents_tab(tab: gr.Tab, chat: Chat, ask: AskParts) -> None:
    """What is loaded; asked for when the tab is opened, and when a document was added or removed."""
    upload = None
    if chat.uploads:  # first: below the documents nobody would find it
        script = (HERE / "page_uploads.js").read_text("utf-8")
        upload = html_block(upload_html(chat.uploads.settings), "upload", script)
    documents = html_block("", "documents")
    tab.select(chat.documents, None, [documents], **_QUIET)
    if upload:
        shown = [documents, ask.filters]
        upload.input(lambda: (chat.documents(), chat.filters(Choice())), None, shown, **_QUIET)


def add_viewer() -> None:
    """The place beside the tabs in which documents are opened."""
    html_block(VIEWER, "viewer-block", (HERE / "page_viewer.js").read_text("utf-8"))


def html_block(value: str, name: str, script: str | None = None) -> gr.HTML:
    """A part of the page that is our own HTML."""
    return gr.HTML(value, elem_id=name, js_on_load=script, apply_default_css=False)


def _ask_parts(chat: Chat) -> AskParts:
    script = (HERE / "page.js").read_text("utf-8")
    kept = gr.BrowserState([], storage_key=STORAGE, secret=_SECRET)
    pending, choice = gr.State(None), gr.Textbox("{}", visible=False)
    conversation = html_block("", "conversation", script)
    outcome = html_block(outcome_html(""), "outcome")
    with gr.Column(elem_id="composer"):
        problem = html_block(problem_html(""), "problem")
        html_block(TO_ANSWER, "to-answer", script)
        with gr.Row(elem_id="ask-row"):
            box = gr.Textbox(label="Your question", lines=1, max_lines=4, elem_id="question", scale=1)
            ask = gr.Button("Ask", variant="primary", elem_id="ask", scale=0)
            stop = gr.Button("Stop", elem_id="stop", scale=0, visible=False)
        filters = html_block(chat.filters(Choice()), "filters", script)
    examples = html_block(EXAMPLES_TO_COME, "examples", script)
    with gr.Column(elem_id="clearing", visible=False) as clearing:
        with gr.Row(elem_id="take-along"):
            word = gr.Button("Save as a Word document", elem_id="save-word", elem_classes="plain")
            markdown = gr.Button("Save as Markdown", elem_id="save-markdown", elem_classes="plain")
            clear = gr.Button("Clear the conversation", elem_id="clear", elem_classes="plain")
        saved = html_block("", "saved", script)
        html_block(f"<p>{KEPT_WHERE}</p>", "kept-where")
    if chat.desk.log:  # before the first question, not after it
        html_block(f"<p>{LOGGED}</p>", "logged")
    asking = (kept, pending, choice, conversation, outcome, problem, box, ask, stop, filters, examples)
    return AskParts(*asking, clearing, saved, word, markdown, clear)
