"""What several test modules share: real documents, the embedder, a Chroma server, and indexes built once a session."""

import os
import shutil
import socket
import subprocess
import sys
import time
import zlib
from collections.abc import Iterator, Sequence
from contextlib import closing, suppress
from pathlib import Path

import hypothesis
import numpy as np
import pytest

from assistant.ask import Assistant
from ingest import settings
from ingest.build import build
from ingest.catalogue import DEFAULT_CORPUS
from ingest.embed import Embedder, load_embedder
from ingest.errors import KnownError
from ingest.place import Folder, Place, Server
from ingest.store import connect

hypothesis.settings.register_profile("unhurried", deadline=None)  # a busy machine is no fault
hypothesis.settings.load_profile("unhurried")

ORIGINALS = Path(os.environ.get("ORIGINALS", DEFAULT_CORPUS.parent.parent / "shared" / "corpus"))
SMALL = ("walsall-2025-inspection-news", "walsall-inspections-and-outcomes", "worcestershire-2018-inspection")
"""Records of a few passages each, so that building them takes a moment."""


@pytest.fixture(scope="session", autouse=True)
def environment(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """No setting of the person who runs the tests reaches them, and nothing of theirs is written to."""
    with pytest.MonkeyPatch.context() as patch:
        for name in [name for name in os.environ if name.startswith(settings.PREFIX)]:
            patch.delenv(name)
        patch.setenv("SEND_CACHE", str(tmp_path_factory.mktemp("cache")))
        patch.setenv("SEND_INDEX", str(tmp_path_factory.mktemp("default") / "index"))
        yield


@pytest.fixture(scope="session")
def originals() -> Path:
    """The folder of the original documents."""
    if not list(ORIGINALS.glob("*.txt")):
        pytest.skip(f"no originals in {ORIGINALS}; name their folder in the environment variable ORIGINALS")
    return ORIGINALS


@pytest.fixture(scope="session")
def embedder() -> Embedder:
    """The built-in embedder."""
    return load_embedder()


class Trigrams(Embedder):
    """A few lines in place of the built-in embedder, for tests of what happens around it."""

    def __init__(self, identity: str = "trigrams@1", max_tokens: int = 256) -> None:
        super().__init__("trigrams", identity, max_tokens)

    def count_tokens(self, text: str) -> int:
        return len(text.split()) + 2

    def get_text_embedding_batch(self, texts: Sequence[str]) -> list[list[float]]:
        return [self._counts(text) for text in texts]

    def _counts(self, text: str) -> list[float]:
        counts = np.zeros(64)
        for start in range(len(text)):
            counts[zlib.crc32(text[start : start + 3].encode()) % 64] += 1
        return [float(count) for count in counts / (np.linalg.norm(counts) or 1)]


@pytest.fixture(scope="session")
def quick() -> Embedder:
    """An embedder that takes no time."""
    return Trigrams()


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    """A folder with a few real records, which a test may change."""
    folder = tmp_path / "corpus"
    folder.mkdir()
    for name in SMALL:
        shutil.copy(DEFAULT_CORPUS / "records" / f"{name}.md", folder)
    return folder


@pytest.fixture(scope="session")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A real Chroma server on the loopback address."""
    with closing(socket.socket()) as free:
        free.bind(("127.0.0.1", 0))
        place = Server(host="127.0.0.1", port=free.getsockname()[1])
    home = tmp_path_factory.mktemp("server")
    chroma = Path(sys.executable).with_name("chroma")
    options = ["--path", str(home), "--host", place.host, "--port", str(place.port)]
    with (home / "log").open("w") as log:
        process = subprocess.Popen([chroma, "run", *options], stdout=log, stderr=log)
    try:
        _wait_for(place, process)
        yield place
    finally:
        process.terminate()
        process.wait(10)


def _wait_for(place: Server, process: "subprocess.Popen[bytes]") -> None:
    until = time.monotonic() + 60
    while time.monotonic() < until and process.poll() is None:
        with suppress(KnownError), closing(connect(place)):
            return
        time.sleep(0.1)
    pytest.fail("the Chroma server did not start")


@pytest.fixture(params=["folder", "server"])
def place(request: pytest.FixtureRequest, tmp_path: Path) -> Place:
    """An empty place for an index, of either kind."""
    if request.param == "folder":
        return Folder(path=tmp_path / "index")
    server: Server = request.getfixturevalue("server")
    with closing(connect(server)) as client:
        for collection in client.list_collections():
            client.delete_collection(collection.name)
    return server


@pytest.fixture(scope="session")
def records_index(tmp_path_factory: pytest.TempPathFactory, embedder: Embedder) -> Folder:
    """An index of the project's own records. Only to be read."""
    place = Folder(path=tmp_path_factory.mktemp("records") / "index")
    build([DEFAULT_CORPUS], place, embedder)
    return place


@pytest.fixture(scope="session")
def originals_index(tmp_path_factory: pytest.TempPathFactory, embedder: Embedder, originals: Path) -> Folder:
    """An index of the original texts. Only to be read."""
    place = Folder(path=tmp_path_factory.mktemp("originals") / "index")
    build(sorted(originals.glob("*.txt")), place, embedder)
    return place


@pytest.fixture(scope="session")
def everything_index(tmp_path_factory: pytest.TempPathFactory, embedder: Embedder, originals: Path) -> Folder:
    """An index of all originals, the PDF reports of other areas with them. Only to be read."""
    place = Folder(path=tmp_path_factory.mktemp("everything") / "index")
    build([originals], place, embedder)
    return place


@pytest.fixture(scope="session")
def on_records(records_index: Folder) -> Iterator[Assistant]:
    """The assistant on the project's own records."""
    with Assistant.open(records_index.path) as assistant:
        yield assistant


@pytest.fixture(scope="session")
def on_originals(everything_index: Folder) -> Iterator[Assistant]:
    """The assistant on all originals."""
    with Assistant.open(everything_index.path) as assistant:
        yield assistant


@pytest.fixture(params=["records", "originals"])
def loaded(request: pytest.FixtureRequest) -> Assistant:
    """The assistant on the records, then on the originals."""
    assistant: Assistant = request.getfixturevalue(f"on_{request.param}")
    return assistant
