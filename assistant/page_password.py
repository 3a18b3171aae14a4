"""Who may use the page: nobody but this machine, or whoever knows the password."""

import asyncio
import base64
import binascii
import hmac
import ipaddress
import socket
from hashlib import sha256
from pathlib import Path

from starlette.types import ASGIApp, Receive, Scope, Send

from ingest.errors import SettingsError
from ingest.settings import settings_of

from .page_settings import PageSettings

SHORTEST = 8
"""Characters of the shortest password that is taken."""
WAIT = 1.0
"""Seconds that a wrong password costs whoever tries it."""
_REALM = b'Basic realm="SEND assistant", charset="UTF-8"'


def page_password(host: str, file: Path | None = None) -> str | None:
    """The password to ask for, if any.

    Args:
        host: name or address that will be listened on.
        file: holds the password in its first line; used instead of ``SEND_PASSWORD``.

    Raises:
        SettingsError: there is none and others than this machine could reach the page; it is too short; the file
            cannot be read.
    """
    set_ = settings_of(PageSettings).password
    password = _first_line(file) if file else set_.get_secret_value() if set_ else None
    if password is None:
        if not is_loopback(host):
            what = f"On {host} others could open the page, and there is no password"
            raise SettingsError(what, "Set SEND_PASSWORD or name a file with --password-file, or leave --host out")
        return None
    if len(password) < SHORTEST:
        raise SettingsError(f"The password has fewer than {SHORTEST} characters", "Choose a longer one")
    return password


def is_loopback(host: str) -> bool:
    """Whether only programs on this machine can reach what listens there."""
    try:
        found = socket.getaddrinfo(host, None, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError):
        return False
    return bool(host) and all(ipaddress.ip_address(str(entry[4][0]).partition("%")[0]).is_loopback for entry in found)


class WithPassword:
    """An ASGI application that answers only who gives the password: HTTP Basic with any name, or Bearer.

    Browsers ask for it by themselves and send it with everything they fetch; programs put it into a header.
    """

    def __init__(self, app: ASGIApp, password: str) -> None:
        self.app = app
        self._wanted = _digest(password)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "lifespan":
            await self.app(scope, receive, send)
            return
        given = _given(dict(scope["headers"]).get(b"authorization", b""))
        if given is not None and hmac.compare_digest(_digest(given), self._wanted):
            await self.app(scope, receive, send)
            return
        if given is not None:
            await asyncio.sleep(WAIT)
        if scope["type"] == "websocket":
            await send({"type": "websocket.close", "code": 1008})
            return
        headers = [(b"www-authenticate", _REALM), (b"content-type", b"text/plain; charset=utf-8")]
        await send({"type": "http.response.start", "status": 401, "headers": headers})
        await send({"type": "http.response.body", "body": b"The SEND assistant asks for its password here."})


def _given(header: bytes) -> str | None:
    """The password in an Authorization header; ``None`` where there is none."""
    scheme, _, value = header.partition(b" ")
    if scheme.lower() == b"bearer":
        return value.strip().decode("utf-8", "replace")
    if scheme.lower() != b"basic":
        return None
    try:
        pair = base64.b64decode(value, validate=True).decode("utf-8", "replace")
    except (binascii.Error, ValueError):
        return ""
    return pair.partition(":")[2]


def _digest(password: str) -> bytes:
    """Of one length for all, so that comparing takes the same time for all."""
    return sha256(password.encode("utf-8", "replace")).digest()


def _first_line(file: Path) -> str:
    try:
        return file.read_text("utf-8").partition("\n")[0].strip()
    except (OSError, UnicodeDecodeError) as fault:
        raise SettingsError(f"The password file {file} cannot be read", "Name another with --password-file") from fault
