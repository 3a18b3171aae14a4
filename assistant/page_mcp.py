"""The same as MCP tools, at ``/mcp`` (streamable HTTP), for programs that speak the Model Context Protocol.

Made with the protocol's own library instead of Gradio's wrapper, which calls the page back over the network at an
address that the caller names, and without the password.
"""

import logging
from collections.abc import Callable
from functools import partial
from typing import Annotated, Any, TypeVar

from anyio.to_thread import run_sync
from mcp.server.fastmcp import Context, FastMCP
from mcp.server.fastmcp.exceptions import ToolError
from mcp.server.transport_security import TransportSecuritySettings
from mcp.types import ToolAnnotations
from pydantic import Field

from ingest.errors import KnownError

from .answers import Answer
from .page_parts import SENTENCE, TITLE
from .progress import Progress
from .service import FoundPassage, LoadedDocument, Service

READS = ToolAnnotations(readOnlyHint=True, openWorldHint=False)
LOOPBACK = ["127.0.0.1:*", "localhost:*", "[::1]:*"]

Area = Annotated[str, Field(description="a local area to keep to, such as Walsall; empty for all")]
Period = Annotated[str, Field(description="ISO 8601 date, month, year or interval to keep to; empty for all")]
Made = TypeVar("Made")


def mcp_server(service: Service, has_password: bool) -> FastMCP[Any]:
    """The tools.

    Args:
        service: does the work.
        has_password: whether the page asks for one; where it does not, a browser that was led here from another
            host's page is refused.
    """
    security = TransportSecuritySettings(
        enable_dns_rebinding_protection=not has_password,
        allowed_hosts=LOOPBACK,
        allowed_origins=[f"http://{host}" for host in LOOPBACK],
    )
    root = logging.getLogger()
    handlers, level = list(root.handlers), root.level
    server: FastMCP[Any] = FastMCP(
        TITLE,
        instructions=SENTENCE,
        stateless_http=True,
        streamable_http_path="/mcp",
        json_response=True,
        log_level="ERROR",
        transport_security=security,
    )
    root.handlers[:], root.level = handlers, level  # it sets logging up for the whole program, which is not its affair
    for tool in _tools(service):
        server.add_tool(tool, annotations=READS)
    return server


def _tools(service: Service) -> tuple[Callable[..., Any], ...]:
    async def ask(
        question: Annotated[str, Field(description="in plain words")],
        context: Context[Any, Any, Any],
        area: Area = "",
        period: Period = "",
        kind: Annotated[str, Field(description='kind of document, such as "revisit letter"; empty for all')] = "",
        history: Annotated[
            list[dict[str, str]], Field(description='earlier turns, oldest first: {"question": ..., "answer": ...}')
        ] = [],  # noqa: B006
    ) -> Answer:
        """Answer a question from the loaded inspection documents, each statement with its verbatim quote."""
        return await _told(partial(service.ask, _caller(context), question, area, period, kind, history))

    async def find_passages(
        query: Annotated[str, Field(description="words or a question")],
        context: Context[Any, Any, Any],
        area: Area = "",
        limit: Annotated[int, Field(description="how many", ge=1, le=50)] = 10,
    ) -> list[FoundPassage]:
        """Find the passages of the loaded documents that are nearest to a query, best first."""
        return await _told(partial(service.find_passages, _caller(context), query, area, limit))

    async def findings(
        context: Context[Any, Any, Any],
        area: Area = "",
        kind: Annotated[str, Field(description='such as "verdict", "recommendation", "measure"; empty for all')] = "",
        document: Annotated[str, Field(description="id of a document to keep to; empty for all")] = "",
        period: Period = "",
    ) -> list[dict[str, object]]:
        """List typed facts that the documents state, each with its quote and place."""
        return await _told(partial(service.findings, _caller(context), area, kind, document, period))

    async def progress(
        area: Annotated[str, Field(description="a local area, such as Walsall")], context: Context[Any, Any, Any]
    ) -> Progress:
        """Follow each weakness, action and recommendation of a local area through its documents; its measures."""
        return await _told(partial(service.progress, _caller(context), area))

    async def documents(context: Context[Any, Any, Any], area: Area = "") -> list[LoadedDocument]:
        """List the documents that are loaded: local area, kind, publisher, dates, pages."""
        return await _told(partial(service.documents, _caller(context), area))

    return ask, find_passages, findings, progress, documents


def _caller(context: Context[Any, Any, Any]) -> str:
    request = context.request_context.request
    client = getattr(request, "client", None)
    return str(getattr(client, "host", None) or "unknown")


async def _told(make: Callable[[], Made]) -> Made:
    """Works in a thread, so that others are heard meanwhile; a known fault reaches whoever called."""
    try:
        return await run_sync(make)
    except KnownError as fault:
        raise ToolError(str(fault)) from fault
