"""The page from a cold start: ``assistant serve`` in a process of its own, asked over HTTP.

The clock starts with the process. It is read when the page's HTML is there, and again when the first answer is, which
goes through the page's queue and endpoint ``/ask``. What a browser adds, loading scripts and drawing, is not in it.
"""

import json
import os
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO

import httpx

from evals.speed_runs import peak_mb, program
from evals.speed_types import Page
from ingest.errors import SuiteError

_HOST = "127.0.0.1"
_PATIENCE = 120.0  # seconds in which the first answer must be there
_PAUSE = 0.02  # seconds between two tries
_LEFT_OUT = {"SEND_PASSWORD", "SEND_CHROMA"}
"""Settings of the caller's that would put another page there."""


def first_answer(question: str, index: Path) -> Page:
    """Serve an index and ask one question.

    Raises:
        SuiteError: there is no page, or no answer, within two minutes.
    """
    port = _free_port()
    url = f"http://{_HOST}:{port}"
    started = time.perf_counter()
    with _serving(index, port) as (process, printed), httpx.Client(base_url=url, timeout=_PATIENCE) as client:
        try:
            _opened(client, process, started)
            opened = time.perf_counter() - started
            _asked(client, question)
            answered = time.perf_counter() - started
        except (httpx.HTTPError, ValueError) as fault:
            printed.seek(0)
            last = bytes(printed.read()).decode(errors="replace").strip().splitlines()[-1:] or [str(fault)]
            raise SuiteError(
                f"python -m assistant serve gave no answer ({last[0]}; {fault})", "Try it by hand"
            ) from None
        process.terminate()
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    used = usage.ru_utime + usage.ru_stime
    return Page(
        opened_seconds=opened, answered_seconds=answered, processor_seconds=used, peak_mb=peak_mb(usage.ru_maxrss)
    )


def _opened(client: httpx.Client, process: subprocess.Popen[bytes], started: float) -> None:
    """Wait until the page's HTML is there."""
    while True:
        try:
            client.get("/").raise_for_status()
            return
        except httpx.ConnectError:
            if process.poll() is not None or time.perf_counter() - started > _PATIENCE:
                raise
            time.sleep(_PAUSE)


def _asked(client: httpx.Client, question: str) -> None:
    """Ask through the page's queue, and read until the answer is there.

    Raises:
        ValueError: what came is no answer.
    """
    call = client.post("/gradio_api/call/ask", json={"data": [question, "", "", "", []]}).raise_for_status()
    with client.stream("GET", f"/gradio_api/call/ask/{call.json()['event_id']}") as events:
        event = ""
        for line in events.iter_lines():
            name, _, rest = line.partition(": ")
            event = rest if name == "event" else event
            if name == "data" and event == "complete":
                if "status" not in json.loads(rest)[0]:
                    raise ValueError("no answer came")
                return
            if event == "error":
                raise ValueError("the page answered with an error")
    raise ValueError("the page ended the connection")


@contextmanager
def _serving(index: Path, port: int) -> Iterator[tuple[subprocess.Popen[bytes], IO[bytes]]]:
    """The command, and what it prints; ended whatever happens."""
    arguments = [sys.executable, "-m", "assistant", "serve", "--index", str(index), "--port", str(port)]
    environment = {name: value for name, value in program().items() if name not in _LEFT_OUT}
    with tempfile.TemporaryFile() as printed:
        process = subprocess.Popen(arguments, stdout=printed, stderr=subprocess.STDOUT, env=environment)
        try:
            yield process, printed
        finally:
            if process.returncode is None:
                with suppress(ProcessLookupError):
                    process.kill()
                process.wait()


def _free_port() -> int:
    with socket.socket() as found:
        found.bind((_HOST, 0))
        return int(found.getsockname()[1])
