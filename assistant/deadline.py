"""HTTP with an end: a reply that is not whole in time is broken off, however often the server says that it is busy.

A read time-out alone does not do: it starts anew with each byte, and servers send empty lines while they compute.
"""

import time
from collections.abc import Iterator
from typing import Any

import httpx

from .stopping import end_if_stopped


class EndingClient(httpx.Client):
    """A client that breaks a streamed reply off at the first bytes that come after its time, or after a stop."""

    def __init__(self, seconds: float, trust_env: bool) -> None:
        """Take the limits.

        Args:
            seconds: that a reply may take, from sending the request on.
            trust_env: whether a proxy named in the environment is used.
        """
        super().__init__(timeout=seconds, trust_env=trust_env)
        self._seconds = seconds

    def send(self, request: httpx.Request, **options: Any) -> httpx.Response:
        """Send a request; its time starts now."""
        ends = time.monotonic() + self._seconds
        response = super().send(request, **options)
        if isinstance(response.stream, httpx.SyncByteStream) and not response.is_closed:
            response.stream = _Ending(response.stream, ends, request)
        return response


class _Ending(httpx.SyncByteStream):
    def __init__(self, stream: httpx.SyncByteStream, ends: float, request: httpx.Request) -> None:
        self._stream, self._ends, self._request = stream, ends, request

    def __iter__(self) -> Iterator[bytes]:
        for chunk in self._stream:
            end_if_stopped()
            if time.monotonic() > self._ends:
                raise httpx.ReadTimeout("the reply is not whole in time", request=self._request)
            yield chunk

    def close(self) -> None:
        self._stream.close()
