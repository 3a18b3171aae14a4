"""The page of ``python -m assistant serve``: a conversation, and beside each answer the quotes it rests on."""

import os
import webbrowser
from collections.abc import Callable
from pathlib import Path

import gradio as gr
from fastapi import FastAPI

from assistant.ask import Assistant
from assistant.page_chat import add_chat, html_block
from assistant.page_parts import TITLE, header_html
from assistant.page_server import PageServer

HERE = Path(__file__).parent
SYSTEM_FONTS = ("system-ui", "-apple-system", "Segoe UI", "Roboto", "Helvetica Neue", "Arial", "sans-serif")


def serve(
    assistant: Assistant,
    host: str = "127.0.0.1",
    port: int = 7860,
    open_browser: bool = False,
    generator: str = "quotes",
) -> None:
    """Serves the page until it is stopped; prints one line once it answers.

    Raises:
        SettingsError: the address cannot be listened on.
    """

    def ready(url: str) -> None:
        print(f"{TITLE} is ready: {url}", flush=True)  # noqa: T201 - the one line this command is there to print
        if open_browser:
            webbrowser.open(url)

    page_server(assistant, host, port, ready, generator).run_until_stopped()


def page_server(
    assistant: Assistant, host: str, port: int, ready: Callable[[str], None], generator: str = "quotes"
) -> PageServer:
    """The page on its address, not yet serving.

    Raises:
        SettingsError: the address cannot be listened on.
    """
    app = FastAPI(openapi_url=None)
    server = PageServer(app, host, port, ready)  # before the page is built: a taken port is told at once
    gr.mount_gradio_app(
        app,
        build_page(assistant, generator),
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
        css=(HERE / "page.css").read_text("utf-8"),
    )
    return server


def build_page(assistant: Assistant, generator: str = "quotes") -> gr.Blocks:
    """The page as Gradio blocks.

    Args:
        assistant: answers the questions; may be asked from several threads.
        generator: what turns evidence into answers.
    """
    os.environ["GRADIO_ANALYTICS_ENABLED"] = "False"  # read by Gradio whenever it is about to call home
    blocks = gr.Blocks(title=TITLE, analytics_enabled=False, fill_width=True)
    with blocks:
        html_block(header_html(), "masthead")
        add_chat(blocks, assistant, generator)
    blocks.queue(api_open=False)
    return blocks
