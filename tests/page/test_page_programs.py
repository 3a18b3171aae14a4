"""What programs get, through the real clients: the same answers as on the page, with schemas and plain faults."""

import asyncio
import json
import logging
import os
import tempfile
import time
from collections.abc import Awaitable, Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import httpx
import pytest
from gradio_client import Client
from gradio_client.exceptions import AppError
from mcp import ClientSession
from mcp.client.streamable_http import create_mcp_http_client, streamable_http_client
from mcp.types import CallToolResult, TextContent, Tool
from playwright.sync_api import Page, expect

from assistant.ask import Assistant
from assistant.page_parts import LOGGED

from .visits import SEVEN_OF_NINE, ask, serving

NAMES = ["ask", "find_passages", "findings", "progress", "documents"]
PASSWORD = "a long enough one"


@pytest.fixture(scope="module")
def client(url: str) -> Iterator[Client]:
    client = Client(url, verbose=False, analytics_enabled=False)
    yield client
    client.close()


def in_session(url: str, work: Callable[[ClientSession], Awaitable[Any]], headers: dict[str, str] | None = None) -> Any:
    """What is done in a session of the real MCP client."""

    async def session() -> Any:
        async with (
            create_mcp_http_client(headers=headers) as http,
            streamable_http_client(f"{url}/mcp", http_client=http) as (read, write, _),
            ClientSession(read, write) as opened,
        ):
            await opened.initialize()
            return await work(opened)

    with ThreadPoolExecutor(1) as elsewhere:  # the browser's own loop runs in this thread
        return elsewhere.submit(asyncio.run, session()).result()


def call(url: str, name: str, headers: dict[str, str] | None = None, **given: object) -> CallToolResult:
    result: CallToolResult = in_session(url, lambda session: session.call_tool(name, given), headers)
    return result


def test_gradios_api_offers_named_endpoints_with_schemas_and_nothing_else(client: Client) -> None:
    info = client.view_api(return_format="dict", print_info=False)
    assert list(info["named_endpoints"]) == [f"/{name}" for name in NAMES]
    asked = {p["parameter_name"]: p["type"] for p in info["named_endpoints"]["/ask"]["parameters"]}
    assert asked["question"] == {"type": "string"} and set(asked) == {"question", "area", "period", "kind", "history"}
    assert all(endpoint["description"] for endpoint in info["named_endpoints"].values())


def test_a_program_gets_the_answer_that_the_assistant_gives(client: Client, assistant: Assistant) -> None:
    answer = client.predict(SEVEN_OF_NINE, api_name="/ask")
    expected = assistant.ask(SEVEN_OF_NINE).model_dump(mode="json")
    assert {**answer, "timings_ms": 0} == {**expected, "timings_ms": 0}
    turn = {"question": "When was Walsall inspected?", "answer": "In 2019."}
    later = client.predict("And Worcestershire?", history=[turn], api_name="/ask")
    assert later["standalone_question"] == assistant.ask("And Worcestershire?", later_turns(turn)).standalone_question


def later_turns(turn: dict[str, str]) -> list[Any]:
    from assistant.answers import Turn

    return [Turn.model_validate(turn)]


def test_a_program_gets_passages_findings_progress_and_documents(client: Client, assistant: Assistant) -> None:
    passages = client.predict("speech and language therapy", area="Herefordshire", limit=3, api_name="/find_passages")
    assert 0 < len(passages) <= 3
    for passage in passages:
        assert passage["local_area"] == "Herefordshire"
        text = assistant.document_text(passage["document"])
        assert text[passage["start"] : passage["end"]] == passage["text"]
    weaknesses = client.predict(area="Walsall", kind="area of significant weakness", api_name="/findings")
    assert len(weaknesses) >= 9 and all(weakness["quote"] for weakness in weaknesses)
    progress = client.predict("Walsall", api_name="/progress")
    assert len(progress["threads"]) == len(assistant.progress("Walsall").threads)
    documents = client.predict(area="walsall", api_name="/documents")
    assert {d["local_area"] for d in documents} == {"Walsall"} and len(documents) == 4


@pytest.mark.parametrize(
    ("endpoint", "given", "said"),
    [
        ("/progress", {"area": "Atlantis"}, "no English local area 'Atlantis'"),
        ("/ask", {"question": " "}, "question"),
        ("/ask", {"question": "And?", "history": [{"asked": "x"}]}, "An earlier turn"),
        ("/find_passages", {"query": "x", "limit": 1000}, "Ask for 1 to 50"),
        ("/findings", {"kind": "gossip"}, "no kind of finding 'gossip'"),
    ],
)
def test_a_fault_reaches_the_program_in_plain_words(
    client: Client, endpoint: str, given: dict[str, Any], said: str
) -> None:
    with pytest.raises(AppError, match=said):
        client.predict(**given, api_name=endpoint)


def test_the_tools_leave_the_programs_logging_alone(url: str) -> None:
    assert not [handler for handler in logging.getLogger().handlers if type(handler).__module__.startswith("rich")]


def test_an_mcp_client_finds_the_same_tools_with_their_schemas(url: str) -> None:
    tools: list[Tool] = in_session(url, lambda session: session.list_tools()).tools
    assert [tool.name for tool in tools] == NAMES
    for tool in tools:
        assert tool.description and tool.annotations and tool.annotations.readOnlyHint
        assert tool.outputSchema and "context" not in tool.inputSchema["properties"]
    assert tools[0].inputSchema["required"] == ["question"]


def test_an_mcp_client_gets_the_same_answers_and_faults(url: str, assistant: Assistant) -> None:
    result = call(url, "ask", question=SEVEN_OF_NINE)
    assert result.structuredContent
    assert result.structuredContent["answer"] == assistant.ask(SEVEN_OF_NINE).answer
    for name, given in (("find_passages", {"query": "therapy"}), ("findings", {"kind": "verdict"}), ("documents", {})):
        found = call(url, name, **given).structuredContent
        assert found and found["result"]
    progress = call(url, "progress", area="Walsall").structuredContent
    assert progress and progress["threads"]
    fault = call(url, "progress", area="Atlantis")
    assert fault.isError and isinstance(fault.content[0], TextContent)
    assert "no English local area 'Atlantis'" in fault.content[0].text


def test_tools_are_refused_to_pages_of_other_hosts_and_without_the_password(url: str, assistant: Assistant) -> None:
    body = {"jsonrpc": "2.0", "id": 1, "method": "tools/list"}
    accept = {"Accept": "application/json, text/event-stream"}
    for name, value in (("Host", "evil.example"), ("Origin", "https://evil.example")):
        refused = httpx.post(f"{url}/mcp", json=body, headers={**accept, name: value}, trust_env=False)
        assert refused.status_code in {403, 421} and "find_passages" not in refused.text
    with serving(assistant, PASSWORD) as address:
        assert httpx.post(f"{address}/mcp", json=body, headers=accept, trust_env=False).status_code == 401
        headers = {"Authorization": f"Bearer {PASSWORD}"}
        assert not call(address, "documents", headers).isError


def test_nothing_of_a_question_is_written_to_disk(client: Client, url: str, assistant: Assistant, page: Page) -> None:
    question = "What did Xanthippe Quodlibet say about Walsall?"
    began = time.time() - 1
    client.predict(question, api_name="/ask")
    call(url, "ask", question=question)
    ask(page, question)
    expect(page.locator("#logged")).to_have_count(0)
    folders = {
        Path(tempfile.gettempdir()) / "gradio",
        Path(os.environ["SEND_CACHE"]),
        Path(str(assistant.place)).parent,
    }
    folders |= {Path(os.environ[name]) for name in ("GRADIO_TEMP_DIR", "TMPDIR") if name in os.environ}
    new = [f for folder in folders for f in folder.rglob("*") if f.is_file() and f.stat().st_mtime >= began]
    assert not [file for file in new if b"Xanthippe" in file.read_bytes()]


def test_where_whoever_runs_the_page_wants_a_list_of_questions_visitors_are_told_and_nobody_is_named(
    assistant: Assistant, url: str, tmp_path: Path
) -> None:
    log = tmp_path / "asked.jsonl"
    assert LOGGED not in httpx.get(f"{url}/config", trust_env=False).text
    with serving(assistant, question_log=log) as address:
        page = httpx.get(f"{address}/config", trust_env=False).json()["components"]
        assert [part for part in page if LOGGED in str(part["props"].get("value"))]
        call(address, "ask", question="What did Xanthippe Quodlibet (07700 900123) say about Walsall?")
        call(address, "ask", question=SEVEN_OF_NINE)
    kept = [json.loads(line) for line in log.read_text("utf-8").splitlines()]
    assert [line["question"] for line in kept] == ["What did [name] ([number]) say about Walsall?", SEVEN_OF_NINE]
    assert kept[0]["local_area"] == "Walsall" and kept[1]["status"] == "answered"
