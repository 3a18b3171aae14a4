"""``python -m ingest`` as a person or a program uses it: what it prints, and the exit code."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from ingest.__main__ import main
from ingest.catalogue import DEFAULT_CORPUS
from ingest.place import Folder, Place


def test_the_command_prints_one_object_and_names_what_it_could_not_read(
    place: Place, corpus: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    def run(code: int, command: str, *given: str) -> tuple[str, str]:
        assert main([command, *given, *_where(place)]) == code
        return capsys.readouterr()

    (corpus / "empty.txt").touch()
    out, notes = run(1, "build", str(corpus), "--json")
    said = json.loads(out)
    assert list(said) == [
        *("documents", "sections", "passages", "findings", "embedded", "unchanged", "removed"),
        *("problems", "seconds", "index"),
    ]
    assert said["documents"] == 3 and said["embedded"] == said["passages"] > 0
    assert said["findings"] > 0
    assert [Path(problem["file"]).name for problem in said["problems"]] == ["empty.txt"]
    assert "Not read: empty.txt is empty" in notes and f"Embedding: {said['passages']} passages done" in notes
    (corpus / "empty.txt").unlink()
    out, notes = run(0, "build", str(corpus), "--quiet")
    assert "0 passages embedded, 3 documents unchanged" in out and notes == ""
    status = json.loads(run(0, "status", "--json")[0])
    assert [status[key] for key in ("documents", "passages", "findings")] == [3, said["passages"], said["findings"]]
    assert status["embedder"].startswith("all-MiniLM-L6-v2@") and status["built_at"].endswith("+00:00")
    assert [row["local_area"] for row in status["sources"]] == ["Walsall", "Walsall", "Worcestershire"]
    table, _ = run(0, "status")
    assert all(row["id"] in table and str(row["passages"]) in table for row in status["sources"])


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["build", "no-such-file.pdf"], "no-such-file.pdf does not exist"),
        (["build", "{empty}"], "holds no document"),
        (["status"], "There is no index"),
        (["status", "--chroma", "localhost"], "is not one"),
        (["build", "--embedder", "nobody/nothing"], "There is no embedder"),
        (["build", "{corpus}", "--index", "{corpus}/worcestershire-2018-inspection.md/index"], "Check that the folder"),
    ],
)
def test_bad_input_is_one_line_and_exit_code_1(
    tmp_path: Path, corpus: Path, capsys: pytest.CaptureFixture[str], arguments: list[str], message: str
) -> None:
    empty = tmp_path / "empty"
    empty.mkdir()
    given = [argument.format(empty=empty, corpus=corpus) for argument in arguments]
    place = [] if {"--index", "--chroma"} & set(given) else ["--index", str(tmp_path / "new")]
    assert main([*given, *place]) == 1
    out, said = capsys.readouterr()
    assert out == "" and message in _one_line(said)
    assert not (tmp_path / "new").exists()


def test_a_typo_in_a_setting_is_one_line_and_exit_code_1(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("SEND_INDX", "x")
    assert main(["status"]) == 1
    assert "Did you mean SEND_INDEX" in _one_line(capsys.readouterr().err)


@pytest.mark.parametrize("arguments", [[], ["bild"], ["build", "--jsn"], ["status", "--index", "a", "--chroma", "b"]])
def test_wrong_usage_is_exit_code_2(capsys: pytest.CaptureFixture[str], arguments: list[str]) -> None:
    with pytest.raises(SystemExit) as end:
        main(arguments)
    assert end.value.code == 2 and "usage: python -m ingest" in capsys.readouterr().err


def test_a_reader_that_has_seen_enough_is_no_fault(records_index: Folder) -> None:
    command = f"{sys.executable} -m ingest status --index {records_index} | head -c 1"
    done = subprocess.run(command, shell=True, cwd=DEFAULT_CORPUS.parent, capture_output=True, text=True, check=False)
    assert done.stderr == ""


def _where(place: Place) -> list[str]:
    return ["--index", str(place.path)] if isinstance(place, Folder) else ["--chroma", str(place)]


def _one_line(said: str) -> str:
    lines = said.strip().splitlines()
    assert len(lines) == 1 and lines[0].startswith("Error: "), said
    return lines[0]
