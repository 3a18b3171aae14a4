"""Originals are fetched from the addresses in the catalogue: whole or not at all, and only when asked."""

from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

import pytest

from ingest.__main__ import main
from ingest.catalogue import Catalogue, load_catalogue
from ingest.documents import Source
from ingest.errors import NothingToRead, StoreError
from ingest.fetch import fetch, to_fetch
from ingest.progress import silent

PAGES = {
    "/file/1": (200, "application/pdf", b"%PDF-1.4 one"),
    "/page": (200, "text/html; charset=utf-8", b"<h1>Page</h1>"),
    "/plan.docx": (200, "application/octet-stream", b"PK"),
    "/picture": (200, "image/png", b"\x89PNG"),
    "/gone": (404, "text/html", b"gone"),
    "/cut": (200, "application/pdf", b"%PDF"),
}


class Site(BaseHTTPRequestHandler):
    """A publisher's site; one file of it always breaks off."""

    asked: list[str] = []  # noqa: RUF012  shared by all requests on purpose

    def do_GET(self) -> None:
        self.asked.append(self.path)
        if self.path == "/moved":
            self.send_response(302)
            self.send_header("location", "/file/1")
            self.end_headers()
            return
        code, kind, body = PAGES[self.path]
        self.send_response(code)
        self.send_header("content-type", kind)
        self.send_header("content-length", str(len(body) + 100 * (self.path == "/cut")))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""


@pytest.fixture
def site() -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), Site)
    Thread(target=server.serve_forever, daemon=True).start()
    Site.asked.clear()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


def source(id_: str, url: str | None, area: str = "Walsall") -> Source:
    return Source(id=id_, title=id_, local_area=area, url=url)


def test_documents_are_named_by_their_ids_and_types(site: str, tmp_path: Path) -> None:
    wanted = [source("a", f"{site}/moved"), source("b", f"{site}/page"), source("c", f"{site}/plan.docx")]
    done = fetch(wanted, tmp_path / "originals", silent)
    assert [Path(file).name for file in done.files] == ["a.pdf", "b.html", "c.docx"]
    assert (tmp_path / "originals" / "a.pdf").read_bytes() == b"%PDF-1.4 one"
    assert not done.problems


def test_what_is_there_already_is_kept_and_not_asked_for(site: str, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("mine")
    done = fetch([source("a", f"{site}/file/1")], tmp_path, silent)
    assert [Path(file).name for file in done.kept] == ["a.txt"]
    assert not Site.asked
    assert [path.name for path in tmp_path.iterdir()] == ["a.txt"]


@pytest.mark.parametrize(
    ("path", "reason"),
    [("/gone", "answered 404"), ("/picture", "image/png"), ("/cut", "Check the network"), ("nowhere", "Check the")],
)
def test_what_fails_is_named_leaves_nothing_and_the_rest_is_fetched(
    site: str, tmp_path: Path, path: str, reason: str
) -> None:
    bad = source("bad", f"{site}{path}" if path.startswith("/") else "http://127.0.0.1:1/x")
    done = fetch([bad, source("good", f"{site}/file/1")], tmp_path, silent)
    assert [path.name for path in tmp_path.iterdir()] == ["good.pdf"]
    (problem,) = done.problems
    assert "bad" in problem.reason and reason in problem.reason


def test_a_folder_that_cannot_be_made_is_one_clear_line(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(StoreError, match="Name another folder"):
        fetch([source("a", "http://127.0.0.1:1/x")], tmp_path / "file" / "sub", silent)


def test_what_is_asked_for_is_found_by_id_and_area() -> None:
    catalogue = Catalogue(sources={s.id: s for s in (source("a", "http://x/1"), source("b", "http://x/2", "Kent"))})
    assert [s.id for s in to_fetch(catalogue, [], None)] == ["a", "b"]
    assert [s.id for s in to_fetch(catalogue, [], "Kent")] == ["b"]
    with pytest.raises(NothingToRead, match="no document 'c'"):
        to_fetch(catalogue, ["c"], None)
    with pytest.raises(NothingToRead, match="no address"):
        to_fetch(catalogue, [], "Rutland")


def test_the_catalogue_has_addresses_of_most_reports() -> None:
    assert len(to_fetch(load_catalogue([]), [], None)) >= 96


def test_a_faulty_id_ends_in_one_line(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["fetch", "no-such-document"]) == 1
    assert capsys.readouterr().err.startswith("Error: sources.csv has no document 'no-such-document'.")
