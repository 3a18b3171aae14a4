"""The command line: help that tells all, exit codes, and one clear line for whatever goes wrong."""

import argparse
import io
import json
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from threading import Thread

import pytest

from assistant.__main__ import main, parser
from assistant.answers import Answer
from assistant.ask import Assistant
from ingest.build import build
from ingest.catalogue import DEFAULT_CORPUS
from ingest.embed import Embedder
from ingest.place import Folder

ROOT = DEFAULT_CORPUS.parent
QUESTION = "How many weaknesses were found in Worcestershire?"
PLACE = ("--index", "--chroma")
OPTIONS = {
    "ask": (*PLACE, "--area", "--generator", "--json", "QUESTION"),
    "chat": (*PLACE, "--area", "--generator"),
    "serve": (*PLACE, "--generator", "--host", "--port", "--open", "--password-file"),
    "progress": (*PLACE, "--area", "--json", "--csv"),
}


def run(*arguments: str, **environment: str) -> "subprocess.CompletedProcess[str]":
    """``python -m assistant`` as a process of its own."""
    command = [sys.executable, "-m", "assistant", *arguments]
    return subprocess.run(
        command, cwd=ROOT, env={**os.environ, **environment}, capture_output=True, text=True, check=False
    )


def fault_of(capsys: pytest.CaptureFixture[str], *arguments: str) -> str:
    """The one line that a command with a known fault prints, and nothing else."""
    assert main(arguments) == 1
    printed = capsys.readouterr()
    assert printed.out == ""
    return one_line(printed.err)


def one_line(error: str) -> str:
    (line,) = error.splitlines()
    assert line.startswith("Error: ") and line.endswith(".") and not line.endswith(("..", "?.", "!."))
    assert len(line) < 500 and "Traceback" not in line
    return line


# Help


def commands() -> dict[str, argparse.ArgumentParser]:
    (found,) = [action for action in parser()._actions if isinstance(action.choices, dict)]
    return dict(found.choices)


def help_of(capsys: pytest.CaptureFixture[str], *arguments: str) -> str:
    with pytest.raises(SystemExit) as ended:
        main([*arguments, "--help"])
    printed = capsys.readouterr()
    assert (ended.value.code, printed.err) == (0, "")
    return printed.out


def test_help_names_every_command(capsys: pytest.CaptureFixture[str]) -> None:
    assert commands().keys() == OPTIONS.keys()
    shown = help_of(capsys)
    assert shown.startswith("usage: python -m assistant")
    assert all(command in shown for command in OPTIONS)


@pytest.mark.parametrize("command", OPTIONS)
def test_help_of_a_command_explains_every_option(capsys: pytest.CaptureFixture[str], command: str) -> None:
    shown = help_of(capsys, command)
    assert all(option in shown for option in OPTIONS[command])
    for action in commands()[command]._actions:
        names = action.option_strings or [str(action.metavar)]
        assert all(name in shown for name in names)
        assert action.help or action.metavar == "QUESTION", f"{names} is not explained"
    assert not {"==SUPPRESS==", "None)"} & set(shown.split())


# Answers


def test_ask_prints_the_contracts_object_and_nothing_else(records_index: Folder, on_records: Assistant) -> None:
    done = run("ask", QUESTION, "--index", str(records_index.path), "--area", "worcestershire", "--json")
    assert (done.returncode, done.stderr) == (0, "")
    answer = Answer.model_validate_json(done.stdout)
    assert list(json.loads(done.stdout)) == list(Answer.model_fields)
    expected = on_records.ask(QUESTION, area="Worcestershire")
    assert answer.model_copy(update={"timings_ms": expected.timings_ms}) == expected


def test_ask_prints_the_answer_for_reading(records_index: Folder, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["ask", QUESTION, "--index", str(records_index.path)]) == 0
    printed = capsys.readouterr()
    assert printed.err == ""
    lines = printed.out.splitlines()
    assert lines[0] == "Answered" and lines[2].startswith("12 ")
    assert "Where this comes from" in lines and lines[-1] == "Searched 1 document about Worcestershire."


def test_a_question_that_is_not_answered_is_no_fault(records_index: Folder, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["ask", "How many weaknesses were found in Birmingham?", "--index", str(records_index.path)]) == 0
    printed = capsys.readouterr()
    assert printed.out.startswith("Not in the documents\n") and printed.err == ""


def test_a_reader_that_has_seen_enough_is_no_fault(records_index: Folder) -> None:
    command = f"{sys.executable} -m assistant ask '{QUESTION}' --index {records_index.path} --json | head -c 1"
    done = subprocess.run(command, shell=True, cwd=ROOT, capture_output=True, text=True, check=False)
    assert (done.stdout, done.stderr) == ("{", "")


def test_a_chat_is_a_conversation_that_a_bad_question_does_not_end(
    records_index: Folder, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    typed = f"{QUESTION}\n?!\n{'x' * 3000}\nAnd Walsall?\n\nWho is Sharon Kelly?\n"
    monkeypatch.setattr("sys.stdin", io.StringIO(typed))
    assert main(["chat", "--index", str(records_index.path)]) == 0
    printed = capsys.readouterr()
    first, second = [part for part in printed.out.split("Answered\n") if part.strip()]
    assert "12 " in first and "Searched 1 document about Worcestershire." in first
    assert "ine" in second and "about Walsall." in second  # what stands after the empty line is not asked
    assert [one_line(line)[:11] for line in printed.err.splitlines()] == ["Error: The ", "Error: The "]


def test_a_chat_keeps_to_its_area(
    records_index: Folder, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO("How many weaknesses were found?\nWhen was that?"))
    assert main(["chat", "--index", str(records_index.path), "--area", "Worcestershire"]) == 0
    shown = capsys.readouterr().out
    assert shown.count("about Worcestershire") == 2 and "Walsall" not in shown


# What goes wrong


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("", "The question is empty"),
        (" \n\t ", "The question is empty"),
        ("?!", "The question is empty"),
        ("plans " * 20_000, "The question has 120,000 characters"),
        ("x" * 2001, "The question has 2,001 characters"),
    ],
    ids=["empty", "blank", "no word", "far too long", "too long"],
)
def test_a_question_that_cannot_be_asked_is_told_before_anything_is_loaded(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, question: str, told: str
) -> None:
    assert told in fault_of(capsys, "ask", question, "--index", str(tmp_path / "none"))


@pytest.mark.parametrize("command", [["ask", QUESTION], ["ask", QUESTION, "--json"], ["chat"], ["serve"]], ids=" ".join)
def test_a_missing_index_is_told_with_the_command_that_builds_it(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, command: list[str]
) -> None:
    line = fault_of(capsys, *command, "--index", str(tmp_path / "none"))
    assert "no index" in line and f"python -m ingest build --index {tmp_path / 'none'}" in line
    assert not (tmp_path / "none").exists()


def test_an_index_of_another_embedder_is_refused_with_both_remedies(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, corpus: Path, quick: Embedder
) -> None:
    build([corpus], Folder(path=tmp_path / "index"), quick)
    line = fault_of(capsys, "ask", QUESTION, "--index", str(tmp_path / "index"))
    assert "trigrams@1" in line and f"python -m ingest build {corpus}" in line and "SEND_EMBEDDER" in line


@pytest.mark.parametrize("damage", ["pointer", "generation", "database"])
def test_a_damaged_index_is_told(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, corpus: Path, quick: Embedder, damage: str
) -> None:
    place = tmp_path / "index"
    build([corpus], Folder(path=place), quick)
    (database,) = place.glob("generations/*/chroma.sqlite3")
    if damage == "pointer":
        (place / "current").write_text("{")
    elif damage == "generation":
        database.unlink()
    else:
        database.write_bytes(b"no database" * 1000)
    assert str(place) in fault_of(capsys, "ask", QUESTION, "--index", str(place))


@pytest.mark.parametrize(
    ("options", "told"),
    [
        (["--area", "Atlantis"], "no English local area 'Atlantis'"),
        (["--generator", "oracle"], "no generator 'oracle'. Use quotes"),
    ],
    ids=["area", "generator"],
)
def test_a_value_that_does_not_exist_is_told(
    capsys: pytest.CaptureFixture[str], records_index: Folder, options: list[str], told: str
) -> None:
    assert told in fault_of(capsys, "ask", QUESTION, "--index", str(records_index.path), *options)


@pytest.mark.parametrize("address", ["nonsense", "ftp://127.0.0.1:8000", "http://127.0.0.1:1", "http://"])
def test_a_server_that_is_not_there_is_told(capsys: pytest.CaptureFixture[str], address: str) -> None:
    assert "Chroma" in fault_of(capsys, "ask", QUESTION, "--chroma", address)


@contextmanager
def other_server() -> Iterator[str]:
    """A web server that is no Chroma server."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(200)
            self.end_headers()
            self.wfile.write(b"<html>Hello</html>")

        def log_message(self, format: str, *arguments: object) -> None:
            pass

    with HTTPServer(("127.0.0.1", 0), Handler) as server:
        thread = Thread(target=server.serve_forever)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()
        thread.join()


def test_a_server_of_another_kind_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    with other_server() as address:
        assert address in fault_of(capsys, "ask", QUESTION, "--chroma", address)


def test_the_shell_gets_the_exit_code_and_one_line(tmp_path: Path) -> None:
    done = run("ask", QUESTION, "--index", str(tmp_path / "none"))
    assert (done.returncode, done.stdout) == (1, "")
    assert "no index" in one_line(done.stderr)


def test_a_setting_with_a_typo_is_told(tmp_path: Path) -> None:
    done = run("ask", QUESTION, SEND_INDX=str(tmp_path))
    assert (done.returncode, done.stdout) == (1, "")
    assert "SEND_INDX" in one_line(done.stderr) and "SEND_INDEX" in done.stderr


@pytest.mark.parametrize(
    "arguments",
    [
        [],
        ["aks", QUESTION],
        ["ask"],
        ["ask", QUESTION, "another"],
        ["ask", QUESTION, "--indx", "x"],
        ["ask", QUESTION, "--area"],
        ["serve", "--port", "0"],
        ["serve", "--port", "65536"],
        ["serve", "--port", "-1"],
        ["serve", "--port", "web"],
    ],
    ids=" ".join,
)
def test_wrong_usage_ends_with_2_and_shows_the_usage(capsys: pytest.CaptureFixture[str], arguments: list[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main(arguments)
    printed = capsys.readouterr()
    assert (ended.value.code, printed.out) == (2, "")
    assert printed.err.startswith("usage: python -m assistant") and "error:" in printed.err.splitlines()[-1]
