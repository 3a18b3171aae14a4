"""Adding documents on the page and removing them: what is taken, what is refused, and that nothing is half done."""

import shutil
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest
from making import make, scanned
from playwright.sync_api import Browser, Page, expect

from assistant.app import allowed
from assistant.ask import Assistant
from assistant.uploads import safe_name
from ingest.build import build
from ingest.catalogue import DEFAULT_CORPUS
from ingest.embed import Embedder
from ingest.errors import ReadError
from ingest.place import Folder

from .visits import HEREFORDSHIRE, HOSTILE_DOCUMENT, PLAN, ask, open_tab, opened, serving, violations

NEWS = "walsall-2025-inspection-news"
OURS = {"X-SEND-Assistant": "1"}


@pytest.fixture(scope="module")
def own(tmp_path_factory: pytest.TempPathFactory, embedder: Embedder) -> Iterator[Assistant]:
    """An assistant on one record, whose index the tests change."""
    folder = tmp_path_factory.mktemp("own")
    (folder / "corpus").mkdir()
    shutil.copy(DEFAULT_CORPUS / "records" / f"{NEWS}.md", folder / "corpus")
    place = Folder(path=folder / "index")
    build([folder / "corpus"], place, embedder)
    with Assistant.open(place.path) as opened_:
        yield opened_


@pytest.fixture(scope="module")
def address(own: Assistant) -> Iterator[str]:
    with serving(own, upload_mb=0.2, upload_pages=5) as address:
        yield address


@pytest.fixture(scope="module")
def visitor(browser: Browser, address: str) -> Iterator[Page]:
    with opened(browser, address) as page:
        yield page


@pytest.fixture
def tab(visitor: Page) -> Page:
    """The Documents tab."""
    open_tab(visitor, "Documents")
    expect(visitor.locator(".documents")).to_be_visible()
    return visitor


def add(page: Page, *files: Path) -> list[str]:
    """Adds files; gives what came of each."""
    page.get_by_label("Files").set_input_files(files)
    page.get_by_role("button", name="Add", exact=True).click()
    expect(page.locator(".results li")).to_have_count(len(files))
    expect(page.locator("#upload .working")).to_be_hidden()
    return page.locator(".results li").all_inner_texts()


def finished(address: str) -> dict[str, Any]:
    """What came of adding or removing, once it is over."""
    while True:
        work: dict[str, Any] = httpx.get(f"{address}/documents/work", trust_env=False).json()
        if not work["stage"]:
            return work
        threading.Event().wait(0.1)


def ids(assistant: Assistant) -> list[str]:
    return sorted(info.source.id for info in assistant.sources())


def test_an_added_document_is_asked_kept_over_a_restart_and_removed(tab: Page, own: Assistant, tmp_path: Path) -> None:
    before = own.record()
    file = make(PLAN, "docx", tmp_path / "Herefordshire plan 2024 (final)")
    (said,) = add(tab, file)
    assert said.startswith("Added: Priority action plan for Herefordshire (Herefordshire")
    assert violations(tab) == []
    expect(tab.locator(".documents")).to_contain_text("2 documents")
    assert ids(own) == ["Herefordshire-plan-2024-final", NEWS]
    open_tab(tab, "Ask")
    expect(ask(tab, HEREFORDSHIRE).locator(".sources")).to_contain_text("Herefordshire")
    assert own.build([Path(path) for path in before.paths if "uploads" not in path]).removed == 1  # built without it
    with serving(own) as again:
        assert finished(again)["words"] == "Documents that were added earlier are loaded again."
        assert ids(own) == ["Herefordshire-plan-2024-final", NEWS]
        path = f"{again}/documents/remove?document=Herefordshire-plan-2024-final"
        assert httpx.post(path, headers=OURS, trust_env=False).status_code == 202
        assert finished(again)["words"] == "Removed: Priority action plan for Herefordshire."
    assert ids(own) == [NEWS]
    assert [info.passages for info in own.sources()] == [info.passages for info in before.documents]


def test_each_file_that_is_not_taken_is_named_with_its_reason_and_changes_nothing(
    tab: Page, own: Assistant, tmp_path: Path
) -> None:
    build_before = own.record().build
    lying = tmp_path / "lying.pdf"
    lying.write_text("<html><body><script>window.__pwned = 1</script></body></html>", "utf-8")
    large = tmp_path / "large.txt"
    large.write_text("Letter about Walsall. " * 20_000, "utf-8")
    long = make(PLAN * 12, "pdf", tmp_path / "long")
    scan = tmp_path / "scan.pdf"
    scanned(scan)
    twice = tmp_path / "other.md"
    shutil.copy(DEFAULT_CORPUS / "records" / f"{NEWS}.md", twice)
    empty = tmp_path / "empty.txt"
    empty.touch()
    program = tmp_path / "letter.exe"
    program.write_bytes(b"MZ")
    expected = ("not what its ending says", "0.2 MB", "pages", "scan", "already", "empty", "Readable are")
    told = add(tab, lying, large, long, scan, twice, empty, program)
    for words, reason in zip(told, expected, strict=True):
        assert reason in words
    assert ids(own) == [NEWS] and own.record().build == build_before
    folder = own.place.path.with_name("index-uploads")  # type: ignore[union-attr]
    assert not [file for file in folder.rglob("*") if file.is_file()]


def test_a_hostile_document_is_taken_as_text(tab: Page, own: Assistant, tmp_path: Path) -> None:
    file = tmp_path / "<img src=x onerror=alert(1)>.txt"
    file.write_text(HOSTILE_DOCUMENT, "utf-8")
    (said,) = add(tab, file)
    assert said.startswith("Added: ")
    assert tab.locator(".documents svg, .documents img, .results img").count() == 0
    tab.locator("button.remove").click()
    tab.locator("button.remove").click()
    expect(tab.locator(".results li")).to_contain_text("Removed: ")
    expect(tab.locator("button.remove")).to_have_count(0)


@pytest.mark.parametrize(
    "headers",
    [{}, {**OURS, "Origin": "http://evil.example"}, {**OURS, "Host": "evil.example", "Origin": "http://evil.example"}],
    ids=["no header of ours", "another site", "a name led here"],
)
def test_other_sites_can_neither_add_nor_remove(address: str, own: Assistant, headers: dict[str, str]) -> None:
    for path in ("documents/add?name=a.txt", f"documents/remove?document={NEWS}"):
        assert httpx.post(f"{address}/{path}", content=b"x", headers=headers, trust_env=False).status_code == 403
    assert ids(own) == [NEWS]


def test_what_came_with_the_index_cannot_be_removed(address: str, own: Assistant) -> None:
    path = f"{address}/documents/remove?document={NEWS}"
    assert httpx.post(path, headers=OURS, trust_env=False).status_code == 404
    assert ids(own) == [NEWS]


def test_uploads_can_be_turned_off_and_are_off_where_others_come(own: Assistant, address: str) -> None:
    assert "upload-files" in httpx.get(f"{address}/config", trust_env=False).text
    with serving(own, uploads=False) as without:
        assert "upload-files" not in httpx.get(f"{without}/config", trust_env=False).text
        path = f"{without}/documents/add?name=a.txt"
        assert httpx.post(path, content=b"x", headers=OURS, trust_env=False).status_code in {404, 405}
    assert [allowed(setting, "0.0.0.0") for setting in (None, True, False)] == [False, True, False]
    assert allowed(None, "127.0.0.1")


@pytest.mark.parametrize(
    ("sent", "kept"),
    [
        ("../../etc/Letter of May.PDF", "Letter-of-May.pdf"),
        ("C:\\x\\report.docx", "report.docx"),
        (".hidden.txt", "hidden.txt"),
        ("\u202e///.md", "document.md"),
    ],
)
def test_names_of_files_lead_nowhere(sent: str, kept: str) -> None:
    assert safe_name(sent) == kept


@pytest.mark.parametrize("sent", ["", "letter", "run.sh", "letter.pdf.exe", "pdf"])
def test_names_without_a_readable_ending_are_refused(sent: str) -> None:
    with pytest.raises(ReadError, match="Readable are"):
        safe_name(sent)
