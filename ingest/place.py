"""Where an index lives: a folder of this machine, or a Chroma server."""

import shlex
from pathlib import Path
from typing import TypeAlias
from urllib.parse import urlsplit

from .documents import Frozen
from .errors import SettingsError


class Folder(Frozen):
    """A folder that holds the embedded store."""

    path: Path

    def __str__(self) -> str:
        return str(self.path)

    @property
    def option(self) -> str:
        """The command line option that names this place."""
        return f"--index {shlex.quote(str(self.path))}"


class Server(Frozen):
    """A Chroma server, which many assistants may share."""

    host: str
    port: int
    ssl: bool = False

    def __str__(self) -> str:
        host = f"[{self.host}]" if ":" in self.host else self.host
        return f"{'https' if self.ssl else 'http'}://{host}:{self.port}"

    @property
    def option(self) -> str:
        """The command line option that names this place."""
        return f"--chroma {self}"


Place: TypeAlias = Folder | Server


def place_of(index: Path, chroma: str | None = None) -> Place:
    """The server at an address where one is given, else the folder.

    Args:
        index: folder of the embedded store.
        chroma: address of a server: "http://localhost:8000".

    Raises:
        SettingsError: the address is not one of a server.
    """
    if chroma is None:
        return Folder(path=index.expanduser().absolute())
    remedy = "Give it as http://HOST:PORT"
    try:
        parts = urlsplit(chroma)
        port = parts.port or (443 if parts.scheme == "https" else 8000)
    except ValueError as fault:
        raise SettingsError(f"The Chroma address {chroma!r} is not one ({fault})", remedy) from None
    if parts.scheme not in {"http", "https"} or not parts.hostname or parts.path.strip("/") or parts.query:
        raise SettingsError(f"The Chroma address {chroma!r} is not one", remedy)
    return Server(host=parts.hostname, port=port, ssl=parts.scheme == "https")
