"""The question log: nothing unless it is wanted; then a redacted line a question, for its owner's eyes alone."""

import json
import stat
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from assistant.__main__ import main
from assistant.answers import Answer
from assistant.ask import Assistant
from assistant.desk import BusyError, Desk
from assistant.page_settings import PageSettings
from assistant.question_log import Asked, QuestionLog
from ingest.errors import KnownError, SettingsError
from ingest.place import Folder
from ingest.settings import read_settings

PERSONAL = "My son Oliver Khan (07700 900123, WS1 1AB) waits in Walsall: how many weaknesses had improved?"
REDACTED = "My son [name] ([number], [postcode]) waits in Walsall: how many weaknesses had improved?"


@pytest.fixture(scope="module")
def records(records_index: Folder) -> Iterator[Assistant]:
    with Assistant.open(index=records_index.path) as assistant:
        yield assistant


def lines(path: Path) -> list[Asked]:
    return [Asked.model_validate(json.loads(line)) for line in path.read_text("utf-8").splitlines()]


def test_without_the_setting_there_is_no_log(records: Assistant) -> None:
    assert read_settings(PageSettings).question_log is None
    assert Desk(records, PageSettings()).log is None


def test_a_question_is_a_line_with_what_came_of_it_and_nothing_of_who_asked(records: Assistant, tmp_path: Path) -> None:
    path = tmp_path / "asked.jsonl"
    desk = Desk(records, PageSettings(question_log=path))
    answer = desk.ask("203.0.113.7", PERSONAL)
    desk.ask("203.0.113.7", "How many weaknesses were found in Birmingham?")
    first, second = lines(path)
    assert (first.question, first.status, first.local_area) == (REDACTED, answer.status, "Walsall")
    assert first.generator == "quotes" and first.milliseconds > 0
    assert first.time.endswith("+00:00") and len(first.time) == len("2026-01-01T00:00:00+00:00")
    assert (second.status, second.local_area) == ("not_in_documents", "Birmingham")
    text = path.read_text("utf-8")
    assert not any(secret in text for secret in ("Oliver", "Khan", "900123", "WS1", "203.0.113.7"))
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_what_gets_no_answer_is_a_line_too_but_who_asks_too_often_cannot_fill_the_disk(
    records: Assistant, tmp_path: Path
) -> None:
    path = tmp_path / "asked.jsonl"
    desk = Desk(records, PageSettings(question_log=path, questions_per_minute=2))
    with pytest.raises(KnownError):
        desk.ask("one", "x" * 3000)
    with pytest.raises(KnownError):
        desk.ask("one", " ")
    with pytest.raises(BusyError):
        desk.ask("one", PERSONAL)
    assert [(line.status, line.milliseconds) for line in lines(path)] == [("failed", 0)] * 2


def test_many_threads_and_logs_write_whole_lines(tmp_path: Path) -> None:
    path = tmp_path / "asked.jsonl"
    answer = Answer(question="?", standalone_question="?", status="answered", answer="Yes.", generator="quotes")
    logs = [QuestionLog(path) for _ in range(4)]
    questions = [f"What was in plan {n % 900}? {'and why ' * (n % 200)}" for n in range(200)]
    with ThreadPoolExecutor(8) as pool:
        list(pool.map(lambda n: logs[n % 4].add(questions[n], answer, "quotes"), range(len(questions))))
    assert sorted(line.question for line in lines(path)) == sorted(question.strip() for question in questions)


def test_a_log_that_is_moved_away_begins_anew_and_one_that_others_could_read_is_closed_to_them(tmp_path: Path) -> None:
    path = tmp_path / "asked.jsonl"
    path.write_text("", "utf-8")
    path.chmod(0o644)
    log = QuestionLog(path)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    log.add("What was found?", None, "quotes")
    path.rename(tmp_path / "old.jsonl")
    log.add("What was planned?", None, "quotes")
    assert [line.question for line in lines(path)] == ["What was planned?"]


def test_a_log_that_cannot_be_written_later_does_not_keep_anybody_from_an_answer(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    folder = tmp_path / "logs"
    folder.mkdir()
    log = QuestionLog(folder / "asked.jsonl")
    (folder / "asked.jsonl").unlink()
    folder.rmdir()
    log.add("What was found?", None, "quotes")
    assert "cannot be written" in caplog.text and "found" not in caplog.text


@pytest.mark.parametrize("kind", ["folder", "missing folder", "link"])
def test_a_file_that_cannot_be_the_log_is_refused(kind: str, tmp_path: Path) -> None:
    path = {"folder": tmp_path, "missing folder": tmp_path / "none" / "x", "link": tmp_path / "link"}[kind]
    if kind == "link":
        path.symlink_to(tmp_path / "elsewhere")
    with pytest.raises(SettingsError, match=r"cannot be written.*--question-log"):
        QuestionLog(path)


def test_serve_refuses_it_in_one_line(
    records_index: Folder, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["serve", "--index", str(records_index.path), "--question-log", str(tmp_path)]) == 1
    said = capsys.readouterr().err
    assert said.count("\n") == 1 and "question log" in said and "Traceback" not in said
