"""A server on the loopback address that speaks the OpenAI protocol and says what a test tells it to."""

import json
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, ClassVar

Say = Callable[[str], str]
"""What is asked, as the last message -> the reply."""


@dataclass
class FakeModel:
    """What the server does, and what it was asked."""

    say: Say = lambda asked: "NOT_IN_EVIDENCE"
    status: int = 200
    body: bytes | None = None
    """Bytes that are sent in the place of a reply."""
    stalls: bool = False
    """It sends no more than signs of life, until the test is over."""
    breaks_off: bool = False
    """The line goes dead in the middle of the reply."""
    waits_before: str = ""
    """Words of the reply that it says only once it may ``go_on``; until then it sends signs of life."""
    go_on: threading.Event = field(default_factory=threading.Event)
    gone: threading.Event = field(default_factory=threading.Event)
    """Set when whoever asked closes the line before the reply is over."""
    url: str = ""
    requests: list[dict[str, Any]] = field(default_factory=list)
    headers: list[Mapping[str, str]] = field(default_factory=list)
    over: threading.Event = field(default_factory=threading.Event)

    @property
    def asked(self) -> str:
        """The last message of the last request."""
        return str(self.requests[-1]["messages"][-1]["content"])


@contextmanager
def serving() -> Iterator[FakeModel]:
    """The server, until the block is left."""
    fake = FakeModel()

    class Handler(_Handler):
        model = fake

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
        thread.start()
        fake.url = f"http://127.0.0.1:{server.server_port}/v1"
        try:
            yield fake
        finally:
            fake.over.set()
            server.shutdown()
            thread.join()


class _Handler(BaseHTTPRequestHandler):
    model: ClassVar[FakeModel]

    def do_POST(self) -> None:
        """Answer a chat completion in pieces of a few characters."""
        fake = self.model
        fake.requests.append(json.loads(self.rfile.read(int(self.headers["Content-Length"]))))
        fake.headers.append(dict(self.headers))
        self.send_response(fake.status)
        self.send_header("Content-Type", "text/event-stream" if fake.status == 200 else "application/json")
        self.end_headers()
        try:
            self._reply(fake)
        except OSError:  # whoever asked is gone
            fake.gone.set()

    def _reply(self, fake: FakeModel) -> None:
        if fake.body is not None or fake.status != 200:
            self.wfile.write(fake.body or b'{"error": {"message": "no"}}')
            return
        while fake.stalls and not fake.over.wait(0.05):
            self.wfile.write(b": still here\n\n")
        reply = fake.say(fake.asked)
        held = reply.find(fake.waits_before) if fake.waits_before else len(reply)
        for start in range(0, len(reply) // 2 if fake.breaks_off else len(reply), 7):
            while start >= held and not fake.over.is_set() and not fake.go_on.wait(0.05):
                self.wfile.write(b": still here\n\n")
            self._send(reply[start : start + 7])
        if fake.breaks_off:
            self.wfile.write(b'data: {"id": "1", "choi')
            return
        self._send("", "stop")
        self.wfile.write(b"data: [DONE]\n\n")

    def _send(self, piece: str, finish: str | None = None) -> None:
        choice = {"index": 0, "delta": {"role": "assistant", "content": piece}, "finish_reason": finish}
        chunk = {"id": "1", "object": "chat.completion.chunk", "created": 0, "model": "fake", "choices": [choice]}
        self.wfile.write(b"data: " + json.dumps(chunk).encode() + b"\n\n")

    def log_message(self, format: str, *args: object) -> None:
        """Keep the output of the tests clean."""
