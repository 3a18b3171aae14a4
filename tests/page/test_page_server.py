"""Serving the page: on its address, to this machine alone or with a password, and to no other host."""

import re
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest
from gradio.routes import App
from playwright.sync_api import Browser, Page, expect

from assistant import page_password
from assistant.__main__ import main
from assistant.app import page_server
from assistant.ask import Assistant
from ingest.errors import SettingsError

from .visits import BIRMINGHAM, SEVEN_OF_NINE, ask, serving

ROOT = Path(__file__).parents[2]
PASSWORD = "a long enough one"


@pytest.fixture(scope="module", autouse=True)
def served(assistant: Assistant) -> Iterator[tuple[list[str], "subprocess.Popen[str]"]]:
    """The command that serves the page, and its process. It takes seconds to be ready: other tests come before."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "assistant", "serve", "--index", str(assistant.place), "--port", str(port)]
    process = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    yield command, process
    process.kill()
    process.communicate()


def test_nothing_leaves_this_machine_while_the_page_is_used(page: Page, contacted: list[str]) -> None:
    ask(page, SEVEN_OF_NINE)
    ask(page, BIRMINGHAM)
    assert contacted == []


def test_the_browser_is_told_to_keep_to_this_host(visit: Page, url: str) -> None:
    page = visit.context.new_page()  # not a watched one: the browser says in its console that it refused
    page.goto(f"{url}/source?document=walsall-2022-revisit-letter")
    refused = page.evaluate(
        """() => new Promise((done) => {
            document.addEventListener("securitypolicyviolation", (event) => done(event.blockedURI), { once: true });
            fetch("http://192.0.2.1/").catch(() => setTimeout(done, 1000, "not refused by the page's own rule"));
        })"""
    )
    assert refused == "http://192.0.2.1/"
    page.close()
    headers = visit.request.get(url).headers
    assert headers["content-security-policy"] == visit.request.get(f"{url}/config").headers["content-security-policy"]
    assert "default-src 'self'" in headers["content-security-policy"]
    assert headers["referrer-policy"] == "no-referrer"
    assert headers["content-encoding"] == "gzip"
    script = visit.locator("script[type=module][src]").first.get_attribute("src") or ""
    assert "immutable" in visit.request.get(f"{url}/{script.removeprefix(url).lstrip('./')}").headers["cache-control"]
    assert "immutable" not in headers.get("cache-control", "")


def test_gradio_compares_no_stubs_when_the_page_starts() -> None:
    code = "import assistant.__main__ as a; a._load_page(); import gradio.component_meta as g; print(g.%s.__module__)"
    done = subprocess.run(
        [sys.executable, "-c", code % "create_or_modify_pyi"], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == "assistant.page_gradio"


def test_one_application_is_made_of_a_page(assistant: Assistant, monkeypatch: pytest.MonkeyPatch) -> None:
    made, whole = [], App.create_app
    monkeypatch.setattr(App, "create_app", lambda *given, **named: made.append(whole(*given, **named)) or made[-1])
    page_server(assistant, "127.0.0.1", 0, lambda url: None).socket.close()
    assert len(made) == 1 and len(made[0].routes) > 10


def test_a_missing_index_is_told_in_one_line_before_the_page_is_loaded(tmp_path: Path) -> None:
    code = (
        "import sys; from assistant.__main__ import main; "
        "code = main(['serve', '--index', sys.argv[1]]); print(code, 'gradio' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code, str(tmp_path)], cwd=ROOT, capture_output=True, text=True)
    assert done.stdout.split() == ["1", "False"]
    assert done.stderr.count("\n") == 1 and "There is no index" in done.stderr


def test_a_taken_port_is_told_with_the_remedy(assistant: Assistant) -> None:
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = other.getsockname()[1]
        with pytest.raises(SettingsError, match=f"(?s){port}.*--port"):
            page_server(assistant, "127.0.0.1", port, lambda url: None)


@pytest.mark.parametrize(("host", "port"), [("127.0.0.1", 70_000), ("192.0.2.1", 0)])
def test_an_address_that_is_not_this_machines_is_told(assistant: Assistant, host: str, port: int) -> None:
    with pytest.raises(SettingsError):
        page_server(assistant, host, port, lambda url: None)


def test_off_this_machine_the_page_needs_a_password(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match=r"(?s)no password.*--password-file"):
        page_password.page_password("0.0.0.0")
    assert page_password.page_password("127.0.0.1") is None
    file = tmp_path / "password"
    file.write_text("short\n", "utf-8")
    with pytest.raises(SettingsError, match="fewer than 8"):
        page_password.page_password("0.0.0.0", file)
    file.write_text(f"{PASSWORD}\n", "utf-8")
    assert page_password.page_password("0.0.0.0", file) == PASSWORD
    with pytest.raises(SettingsError, match="cannot be read"):
        page_password.page_password("0.0.0.0", tmp_path / "none")


def test_who_does_not_give_the_password_sees_nothing_and_who_asks_too_often_waits(
    browser: Browser, assistant: Assistant, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(page_password, "WAIT", 0.01)
    with serving(assistant, PASSWORD, questions_per_minute=1) as address:
        for path in ("/", "/config", "/source?document=walsall-2022-revisit-letter", "/progress.csv?area=Walsall"):
            for auth in (None, ("any", "a wrong password")):
                refused = httpx.get(address + path, auth=auth, trust_env=False)
                assert refused.status_code == 401 and "Walsall" not in refused.text
            assert httpx.get(address + path, auth=("any", PASSWORD), trust_env=False).status_code == 200
        bearer = {"Authorization": f"Bearer {PASSWORD}"}
        assert httpx.get(f"{address}/config", headers=bearer, trust_env=False).status_code == 200
        context = browser.new_context(http_credentials={"username": "any", "password": PASSWORD})
        page = context.new_page()
        page.goto(address)
        expect(ask(page, SEVEN_OF_NINE).locator(".status")).to_have_text("Answered")
        expect(ask(page, SEVEN_OF_NINE).locator(".fault")).to_contain_text("then ask again")
        expect(page.get_by_role("tab", name="Evaluate")).to_have_count(0)  # it is off where others may come
        context.close()


def test_serve_says_when_it_is_ready_refuses_a_second_on_its_port_and_stops_when_told(
    served: tuple[list[str], "subprocess.Popen[str]"], capsys: pytest.CaptureFixture[str]
) -> None:
    command, process = served
    address = f"http://127.0.0.1:{command[-1]}"
    assert process.stdout
    ready = process.stdout.readline()
    assert ready == f"SEND assistant is ready: {address}\n", (process.kill(), process.communicate())
    assert httpx.get(address, trust_env=False).status_code == 200
    assert main(command[3:]) == 1
    assert re.fullmatch(rf".*{command[-1]}.*--port.*\n", capsys.readouterr().err)
    process.send_signal(signal.SIGINT)
    out, err = process.communicate(timeout=60)
    assert (out, "Traceback" in err) == ("", False)
