"""The page of ``python -m assistant serve``: a conversation, and beside each answer the quotes it rests on."""

import os
import webbrowser
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from threading import Thread

import gradio as gr
from fastapi import FastAPI

from assistant.adding import BY_OTHERS, ON_PAGE
from assistant.ask import Assistant
from assistant.desk import Desk
from assistant.page_api import add_api
from assistant.page_chat import Chat
from assistant.page_following import Following, add_downloads
from assistant.page_gradio import without_spare_apps
from assistant.page_layout import add_ask_tab, add_documents_tab, add_progress_tab, add_viewer, html_block
from assistant.page_mcp import mcp_server
from assistant.page_parts import TITLE, header_html
from assistant.page_password import WithPassword, is_loopback
from assistant.page_server import PageServer
from assistant.page_settings import PageSettings
from assistant.page_sources import Sources, add_sources
from assistant.page_tabs import MakeTab, Page, Tab, further_tabs
from assistant.page_uploads import add_uploads
from assistant.service import Service
from assistant.uploads import Uploads
from ingest.settings import settings_of

HERE = Path(__file__).parent
SYSTEM_FONTS = ("system-ui", "-apple-system", "Segoe UI", "Roboto", "Helvetica Neue", "Arial", "sans-serif")


def serve(
    assistant: Assistant,
    host: str = "127.0.0.1",
    port: int = 7860,
    open_browser: bool = False,
    generator: str = "quotes",
    password: str | None = None,
    question_log: Path | None = None,
) -> None:
    """Serves the page until it is stopped; prints one line once it answers.

    Args:
        assistant: answers the questions.
        host: name or address to listen on.
        port: port to listen on.
        open_browser: also open the page in this machine's browser.
        generator: what turns evidence into answers.
        password: what the page asks for, as ``page_password`` gives it.
        question_log: file for what is asked, used instead of the one in the settings.

    Raises:
        SettingsError: the address cannot be listened on, or the question log cannot be written.
    """
    settings = settings_of(PageSettings)
    if question_log:
        settings = settings.model_copy(update={"question_log": question_log.expanduser()})

    def ready(url: str) -> None:
        print(f"{TITLE} is ready: {url}", flush=True)  # noqa: T201 - the one line this command is there to print
        if open_browser:
            webbrowser.open(url)

    page_server(assistant, host, port, ready, generator, password, settings).run_until_stopped()


def page_server(
    assistant: Assistant,
    host: str,
    port: int,
    ready: Callable[[str], None],
    generator: str = "quotes",
    password: str | None = None,
    settings: PageSettings | None = None,
    tabs: Iterable[MakeTab] | None = None,
) -> PageServer:
    """The page on its address, not yet serving; arguments as for ``serve``.

    Args:
        tabs: what makes further tabs; if not given, what installed packages bring.

    Raises:
        SettingsError: the address cannot be listened on, or the question log cannot be written.
    """
    settings = settings or settings_of(PageSettings)
    has_uploads = allowed(settings.uploads, host)
    desk = Desk(assistant, settings, ON_PAGE if has_uploads else BY_OTHERS)
    service = Service(assistant, generator, settings, desk)
    tools = mcp_server(service, has_password=password is not None)
    app = FastAPI(openapi_url=None, lifespan=lambda _: tools.session_manager.run())
    app.router.routes.extend(tools.streamable_http_app().routes)
    server = PageServer(
        WithPassword(app, password) if password else app, host, port, ready
    )  # before the page is built: a taken port is told at once
    add_sources(app, Sources(assistant))
    add_downloads(app, Following(assistant))
    uploads = Uploads(assistant, settings) if has_uploads else None
    if uploads:
        add_uploads(app, uploads, has_password=password is not None)
        uploads.restore()
    is_own = is_loopback(host) and password is None
    further = further_tabs(Page(app, assistant, settings, password is not None, is_own), tabs)
    with without_spare_apps():
        page = build_page(service, uploads, further)
    gr.mount_gradio_app(
        app,
        page,
        path="/",
        server_name=host,
        server_port=port,
        footer_links=[],
        run_history=False,
        show_error=False,
        max_file_size="1kb",  # Gradio takes uploads whether or not a page asks for one
        ssr_mode=False,
        enable_monitoring=False,
        pwa=False,
        mcp_server=False,
        favicon_path=str(HERE / "page.svg"),
        theme=gr.themes.Base(font=SYSTEM_FONTS, font_mono=("ui-monospace", "monospace")),
        css="\n".join([(HERE / "page.css").read_text("utf-8"), *(tab.style for tab in further)]),
    )
    return server


def allowed(setting: bool | None, host: str) -> bool:
    """Whether a part of the page is there: as the setting says, else only where nobody else can open the page."""
    return is_loopback(host) if setting is None else setting


def build_page(service: Service, uploads: Uploads | None = None, further: Sequence[Tab] = ()) -> gr.Blocks:
    """The page as Gradio blocks, and what its API offers to programs.

    Args:
        service: answers the questions.
        uploads: by which documents are added; ``None`` where that is turned off.
        further: tabs that other packages bring.
    """
    assistant = service.assistant
    os.environ["GRADIO_ANALYTICS_ENABLED"] = "False"  # read by Gradio whenever it is about to call home
    chat = Chat(assistant, service.generator, service.desk, uploads)
    Thread(target=chat.examples, daemon=True).start()  # whoever comes first should not wait for them
    blocks = gr.Blocks(title=TITLE, analytics_enabled=False, fill_width=True)
    with blocks:
        add_api(service)  # first: Gradio gives a name to whichever function has it first
        html_block(header_html(), "masthead")
        with gr.Row(elem_id="desk"):
            with gr.Column(elem_id="work"), gr.Tabs(overflow_behavior="wrap"):
                with gr.Tab("Ask", elem_id="ask-tab"):
                    ask = add_ask_tab(blocks, chat)
                with gr.Tab("Progress", elem_id="progress-tab") as progress:
                    add_progress_tab(progress, Following(assistant))
                with gr.Tab("Documents", elem_id="documents-tab") as documents:
                    add_documents_tab(documents, chat, ask)
                for tab in further:
                    with gr.Tab(tab.title, elem_id=f"{tab.name}-tab"):
                        html_block(tab.html, tab.name, tab.script or None)
            add_viewer()
    blocks.queue(api_open=False)
    return blocks
