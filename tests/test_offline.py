"""Nothing leaves this machine: building and asking reach for no address but its own, and need no other."""

import json
import os
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from ingest.catalogue import DEFAULT_CORPUS

ROOT = DEFAULT_CORPUS.parent

GUARD = """
import os, sys

OWN = {"127.0.0.1", "::1", "localhost", "", None}


def watch(event, arguments):
    if event in ("socket.connect", "socket.sendto", "socket.sendmsg"):
        address = arguments[1]
    elif event in ("socket.getaddrinfo", "socket.gethostbyname"):
        address = (arguments[0],)
    else:
        return
    host = address[0] if isinstance(address, tuple) else None  # a path: a socket of this machine
    host = host.decode() if isinstance(host, bytes) else host
    if host not in OWN:
        with open(os.environ["TRIED"], "a") as tried:
            tried.write(f"{event} {address} by {sys.argv}\\n")
        raise OSError(f"{host} is not this machine")


sys.addaudithook(watch)
"""


class Guarded:
    """Runs Python with every attempt to reach another machine refused and written down.

    What does not go through Python's own sockets goes through the proxy that it is told of, which takes no calls.
    """

    def __init__(self, folder: Path, proxy: socket.socket) -> None:
        self.tried = folder / "tried"
        self.proxy = proxy
        self.tried.touch()
        (folder / "sitecustomize.py").write_text(GUARD)
        address = f"http://127.0.0.1:{proxy.getsockname()[1]}"
        named = {f"{kind}_proxy": address for kind in ("http", "https", "all")}
        self.environment = {name: value for name, value in os.environ.items() if not name.lower().endswith("_proxy")}
        self.environment |= named | {name.upper(): value for name, value in named.items()}
        self.environment |= {"PYTHONPATH": os.pathsep.join([str(folder), str(ROOT)]), "TRIED": str(self.tried)}

    def run(self, *arguments: object) -> "subprocess.CompletedProcess[str]":
        command = [sys.executable, *map(str, arguments)]
        return subprocess.run(command, cwd=ROOT, env=self.environment, capture_output=True, text=True, check=False)

    def attempts(self) -> list[str]:
        found = self.tried.read_text().splitlines()
        self.proxy.setblocking(False)
        try:
            self.proxy.accept()[0].close()
        except BlockingIOError:
            return found
        return [*found, "the proxy was called"]


@pytest.fixture
def guarded(tmp_path: Path) -> Iterator[Guarded]:
    with socket.create_server(("127.0.0.1", 0)) as proxy:
        folder = tmp_path / "guard"
        folder.mkdir()
        yield Guarded(folder, proxy)


@pytest.mark.parametrize(
    "attempt",
    [
        "import socket; socket.create_connection(('192.0.2.1', 80))",
        "import socket; socket.getaddrinfo('example.org', 80)",
        "import socket; socket.socket(type=socket.SOCK_DGRAM).sendto(b'x', ('192.0.2.1', 53))",
        "import httpx; httpx.get('http://example.org', timeout=2)",
    ],
    ids=["connection", "name", "datagram", "proxy"],
)
def test_the_guard_notices_every_attempt(guarded: Guarded, attempt: str) -> None:
    assert guarded.run("-c", attempt).returncode != 0
    assert guarded.attempts()


def test_building_and_asking_need_no_other_machine(guarded: Guarded, corpus: Path, tmp_path: Path) -> None:
    index = tmp_path / "index"
    built = guarded.run("-m", "ingest", "build", corpus, "--index", index, "--json")
    assert (built.returncode, json.loads(built.stdout)["documents"]) == (0, 3), built.stderr
    question = "How many weaknesses were found in Worcestershire?"
    asked = guarded.run("-m", "assistant", "ask", question, "--index", index, "--json")
    assert (asked.returncode, json.loads(asked.stdout)["status"]) == (0, "answered"), asked.stderr
    assert guarded.attempts() == []
