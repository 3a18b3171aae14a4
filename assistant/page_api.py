"""The endpoints of Gradio's API: named functions with a schema, for ``gradio_client`` and anything that speaks HTTP."""

from collections.abc import Callable
from typing import Any, TypeVar

import gradio as gr

from ingest.errors import KnownError

from .service import Service

_OPEN: dict[str, Any] = {"api_visibility": "public", "concurrency_limit": None}

Made = TypeVar("Made")


def add_api(service: Service) -> None:
    """Adds the endpoints to the Blocks that are being made."""
    for endpoint in (*_searching(service), *_listing(service)):
        gr.api(  # type: ignore[attr-defined]
            endpoint, api_name=endpoint.__name__, **_OPEN
        )


def _searching(service: Service) -> tuple[Callable[..., Any], ...]:
    def ask(
        question: str,
        area: str = "",
        period: str = "",
        kind: str = "",
        history: list[dict[str, str]] = [],  # noqa: B006 - Gradio shows it as the default and never changes it
        request: gr.Request = None,  # type: ignore[assignment]
    ) -> dict[str, Any]:
        """Answer a question from the loaded inspection documents, every statement with a verbatim quote and its place.

        Args:
            question: in plain words.
            area: a local area to keep to, such as Walsall; empty for all.
            period: ISO 8601 date, month, year or interval to keep to; empty for all.
            kind: the only kind of document to search, such as "revisit letter"; empty for all.
            history: earlier turns, oldest first, each {"question": ..., "answer": ...}.
        """
        return _told(lambda: service.ask(caller_of(request), question, area, period, kind, history).model_dump())

    def find_passages(
        query: str,
        area: str = "",
        limit: int = 10,
        request: gr.Request = None,  # type: ignore[assignment]
    ) -> list[dict[str, Any]]:
        """Find the passages of the loaded documents that are nearest to a query, best first.

        Args:
            query: words or a question.
            area: a local area to keep to; empty for all.
            limit: how many, 1 to 50.
        """
        return _told(lambda: [p.model_dump() for p in service.find_passages(caller_of(request), query, area, limit)])

    return ask, find_passages


def _listing(service: Service) -> tuple[Callable[..., Any], ...]:
    def findings(
        area: str = "",
        kind: str = "",
        document: str = "",
        period: str = "",
        request: gr.Request = None,  # type: ignore[assignment]
    ) -> list[dict[str, Any]]:
        """List typed facts that the documents state, each with its quote and place.

        Args:
            area: a local area to keep to; empty for all.
            kind: such as "area of significant weakness", "verdict", "recommendation", "action", "measure"; or empty.
            document: id of a document to keep to; empty for all.
            period: what they are about: 2021, 2021-04; empty for all.
        """
        return _told(lambda: service.findings(caller_of(request), area, kind, document, period))

    def progress(area: str, request: gr.Request = None) -> dict[str, Any]:  # type: ignore[assignment]
        """Follow each weakness, action and recommendation of a local area through its documents; measures, milestones.

        Args:
            area: a local area, such as Walsall.
        """
        return _told(lambda: service.progress(caller_of(request), area).model_dump())

    def documents(area: str = "", request: gr.Request = None) -> list[dict[str, Any]]:  # type: ignore[assignment]
        """List the documents that are loaded: local area, kind, publisher, dates, pages.

        Args:
            area: a local area to keep to; empty for all.
        """
        return _told(lambda: [d.model_dump() for d in service.documents(caller_of(request), area)])

    return findings, progress, documents


def caller_of(request: gr.Request | None) -> str:
    """The address that a call comes from."""
    client = getattr(request, "client", None)
    return str(getattr(client, "host", None) or "unknown")


def _told(make: Callable[[], Made]) -> Made:
    """Known faults reach the program that called; Gradio hides the words of all others."""
    try:
        return make()
    except KnownError as fault:
        raise gr.Error(str(fault), print_exception=False) from fault
