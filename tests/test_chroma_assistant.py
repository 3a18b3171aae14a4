"""One Chroma server for many assistants: with nothing but its address they answer as from a folder."""

from collections.abc import Sequence
from contextlib import closing
from typing import Any

import pytest

from assistant.__main__ import main
from assistant.answers import Answer
from assistant.ask import Assistant
from ingest.build import build
from ingest.catalogue import DEFAULT_CORPUS
from ingest.embed import Embedder
from ingest.index import Index
from ingest.place import Folder, Server
from ingest.store import connect

QUESTIONS = (
    "How many of the nine weaknesses had improved by 2022?",
    "What percentage of EHC plans were on time in April 2021?",
    "Which weaknesses had not improved enough when inspectors came back to Walsall?",
    "How many weaknesses were found in Worcestershire?",
    "How many weaknesses were found in Birmingham?",
    "Is my son entitled to an EHC plan in Walsall?",
)


class Remembering(Embedder):
    """The built-in embedder, which takes the vectors that an index holds from there."""

    def __init__(self, inner: Embedder, place: Folder) -> None:
        super().__init__(inner.model_name, inner.identity, inner.max_tokens)
        self._inner = inner
        with Index.open(place, inner.identity) as index:
            passages = index.passages()
            vectors = index.vectors([passage.id for passage in passages])
        self._kept: dict[str, Any] = {p.embedded: v.tolist() for p, v in zip(passages, vectors, strict=True)}

    def count_tokens(self, text: str) -> int:
        return self._inner.count_tokens(text)

    def get_text_embedding_batch(self, texts: Sequence[str]) -> list[list[float]]:
        return [self._kept[text] for text in texts]


@pytest.fixture(scope="module")
def on_server(server: Server, records_index: Folder, embedder: Embedder) -> Server:
    """The records on a real Chroma server."""
    with closing(connect(server)) as client:
        for collection in client.list_collections():
            client.delete_collection(collection.name)
    build([DEFAULT_CORPUS], server, Remembering(embedder, records_index))
    return server


def same(one: Answer, other: Answer) -> bool:
    return one.model_copy(update={"timings_ms": other.timings_ms}) == other


def test_the_server_gives_the_same_answers_as_the_folder(on_server: Server, on_records: Assistant) -> None:
    with Assistant.open(chroma=str(on_server)) as first, Assistant.open(chroma=str(on_server)) as second:
        for question in QUESTIONS:
            expected = on_records.ask(question)
            assert same(first.ask(question), expected) and same(second.ask(question), expected)
        assert first.sources() == second.sources() == on_records.sources()
        for info in first.sources():
            assert first.document_text(info.source.id) == on_records.document_text(info.source.id)


def test_the_command_line_needs_nothing_but_the_address(
    on_server: Server, on_records: Assistant, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["ask", QUESTIONS[0], "--chroma", str(on_server), "--json"]) == 0
    printed = capsys.readouterr()
    assert printed.err == ""
    assert same(Answer.model_validate_json(printed.out), on_records.ask(QUESTIONS[0]))
