"""Listening: the page on one address, with headers that keep everything on this machine."""

import logging
import os
import socket
from collections.abc import Callable, MutableMapping
from contextlib import suppress
from http import HTTPStatus
from typing import Any

import uvicorn
from starlette.middleware.gzip import GZipMiddleware
from starlette.types import ASGIApp, Receive, Scope, Send

from ingest.errors import SettingsError

# Gradio's own scripts build functions from strings and write styles into the page, hence the two "unsafe" words;
# what matters here is that nothing may be fetched from, or sent to, another host.
CONTENT_SECURITY_POLICY = "; ".join(
    (
        "default-src 'self'",
        "script-src 'self' 'unsafe-inline' 'unsafe-eval'",
        "style-src 'self' 'unsafe-inline'",
        "img-src 'self' data: blob:",
        "font-src 'self' data:",
        "worker-src 'self' blob:",
        "object-src 'none'",
        "base-uri 'self'",
        "form-action 'self'",
        "frame-ancestors 'self'",
    )
)
HEADERS = (
    (b"content-security-policy", CONTENT_SECURITY_POLICY.encode()),
    (b"referrer-policy", b"no-referrer"),
    (b"x-content-type-options", b"nosniff"),
)


NAMED_BY_CONTENT = "/assets/"
"""Gradio's own scripts and styles: a new content has a new name, so that browsers need not ask for them again."""
KEPT = (b"cache-control", b"private, max-age=31536000, immutable")
SMALL = 1000  # bytes that are not worth compressing


class WithHeaders:
    """Adds ``HEADERS`` to every answer of an ASGI application, and lets browsers keep what never changes."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        async def send_with_headers(message: MutableMapping[str, Any]) -> None:
            if message["type"] == "http.response.start":
                is_kept = scope["path"].startswith(NAMED_BY_CONTENT) and message["status"] == HTTPStatus.OK
                message["headers"] = [*message.get("headers", ()), *HEADERS, *([KEPT] if is_kept else [])]
            await send(message)

        await self.app(scope, receive, send_with_headers)


class PageServer(uvicorn.Server):
    """A server for one application on one address, which says when it is ready.

    Args:
        app: the ASGI application.
        host: name or address to listen on.
        port: port to listen on, 0 for any free one.
        ready: called with the page's address once it answers.

    Raises:
        SettingsError: the address cannot be listened on, because the port is taken, for one.
    """

    def __init__(self, app: ASGIApp, host: str, port: int, ready: Callable[[str], None]) -> None:
        self.socket = listening_socket(host, port)
        self.url = f"http://{f'[{host}]' if ':' in host else host}:{self.socket.getsockname()[1]}"
        self.ready = ready
        super().__init__(
            uvicorn.Config(WithHeaders(GZipMiddleware(app, SMALL)), log_level="warning", timeout_graceful_shutdown=1)
        )

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        if self.started:
            self.ready(self.url)

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        # open pages keep a connection each; that these are cut now is no fault to print
        logging.getLogger("uvicorn.error").setLevel(logging.CRITICAL)
        await super().shutdown(sockets)

    def run_until_stopped(self) -> None:
        """Serves until Ctrl+C, a termination signal, or ``should_exit`` is set."""
        with self.socket, suppress(KeyboardInterrupt):
            self.run(sockets=[self.socket])


def listening_socket(host: str, port: int) -> socket.socket:
    """A socket bound to this address, taken before anything else starts, so that a taken port is told at once.

    Raises:
        SettingsError: the port is taken or not allowed, or the host is not one of this machine's.
    """
    if not 0 <= port <= 65_535:
        raise SettingsError(f"There is no port {port}", "Choose one from 1 to 65535 with --port")
    try:
        family, kind, protocol, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
    except (OSError, UnicodeError) as error:
        raise SettingsError(f"{host} is not an address to listen on", "Choose another with --host") from error
    listener = socket.socket(family, kind, protocol)
    if os.name == "posix":  # elsewhere this option would let two servers share a port
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind(address)
        listener.listen()
    except OSError as error:
        listener.close()
        what = f"Port {port} on {host} cannot be used ({error.strerror})"
        raise SettingsError(what, "Choose another with --port, or stop what uses it") from error
    return listener
