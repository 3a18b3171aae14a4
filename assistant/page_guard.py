"""Who may change something through the page: only what our own script sends, from a page of this very host."""

from urllib.parse import urlsplit

from fastapi import Request
from fastapi.responses import JSONResponse

from ingest.errors import KnownError

from .desk import Rate
from .page_password import is_loopback

OURS = "x-send-assistant"
"""A header that browsers let no other site send here."""


def refused(request: Request, has_password: bool, rate: Rate) -> JSONResponse | None:
    """The answer to a request that is not to be followed; ``None`` for one that is.

    Args:
        request: what was sent.
        has_password: whether whoever sent it gave one; if not, only this machine's own names for itself are taken.
        rate: the caller's limit.
    """
    origin, host = request.headers.get("origin"), request.headers.get("host", "")
    from_here = origin is None or urlsplit(origin).netloc == host
    if OURS not in request.headers or not from_here or not (has_password or _is_own(host)):
        return JSONResponse({"words": "Only this page itself may do that."}, 403)
    try:
        rate.take(request.client.host if request.client else "unknown")
    except KnownError as fault:
        return JSONResponse({"words": str(fault)}, 429)
    return None


def _is_own(host: str) -> bool:
    name = urlsplit(f"//{host}").hostname or ""
    return name == "localhost" or ((name.replace(".", "").isdigit() or ":" in name) and is_loopback(name))
