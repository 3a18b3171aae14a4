"""The gate: known_facts on the project's own records keeps to the floors, and answers with planted faults do not."""

import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from measuring import ROOT, SUITE, Honest, ran, written

from evals.__main__ import main
from evals.cases import load_suite
from evals.floors import breaches, load_floors
from evals.folder import RunFolder
from ingest.errors import SuiteError
from ingest.place import Folder

KNOWN_FACTS = ROOT / "evals" / "suites" / "known_facts.yaml"
Line = dict[str, Any]


@pytest.fixture(scope="module")
def records_run(records_index: Folder, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A run of known_facts on the records, made on the command line."""
    out = tmp_path_factory.mktemp("gate") / "records"
    assert main(["run", str(KNOWN_FACTS), "--index", str(records_index.path), "--out", str(out)]) == 0
    return out


@pytest.mark.slow
def test_known_facts_on_the_records_keep_to_the_floors(records_run: Path) -> None:
    assert breaches(load_floors(), RunFolder(records_run)) == []


def invent(line: Line) -> None:
    for claim in line["claims"]:
        claim["text"] += " That was 48,511 in all."


def misdate(line: Line) -> None:
    for claim in line["claims"]:
        claim["text"] += " That was on 30 February 2031."


def cite_another_document(line: Line) -> None:
    for citation in line["citations"]:
        citation["document"] = "another-document"


def never_refuse(line: Line) -> None:
    line["status"] = "answered"


def always_refuse(line: Line) -> None:
    line["status"] = "not_in_documents"


@pytest.mark.slow
@pytest.mark.parametrize(
    ("fault", "caught"),
    [
        (invent, {"passed", "figures_cited", "numbers_cited"}),
        (misdate, {"passed", "figures_cited", "dates_cited"}),
        (cite_another_document, {"passed", "citation_document", "quotes_verbatim"}),
        (never_refuse, {"refusal_recall", "false_answers", "refusal_precision"}),
        (always_refuse, {"passed", "facts", "facts_soon", "refusal_precision", "false_refusals"}),
    ],
)
def test_planted_faults_fall_below_the_floors(
    records_run: Path, tmp_path: Path, fault: Callable[[Line], None], caught: set[str]
) -> None:
    copy = tmp_path / "copy"
    shutil.copytree(records_run, copy)
    lines = [json.loads(line) for line in (copy / "answers.jsonl").read_text(encoding="utf-8").splitlines()]
    for line in lines:
        fault(line)
    (copy / "answers.jsonl").write_text("".join(json.dumps(line) + "\n" for line in lines), encoding="utf-8")
    assert {line.split(" is ")[0] for line in breaches(load_floors(), RunFolder(copy))} >= caught


def floors(tmp_path: Path, bounds: str) -> Path:
    path = tmp_path / "floors.yaml"
    path.write_text(f"suite:\n  run: a trial\n  bounds: {{{bounds}}}\n", encoding="utf-8")
    return path


def test_the_gate_on_the_command_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    run = str(ran(tmp_path, load_suite(written(tmp_path, SUITE)), Honest()).path)
    assert main(["gate", run, "--floors", str(floors(tmp_path, "passed: 1.0, errors: 0.0"))]) == 0
    assert "no measures below the floor" in capsys.readouterr().out
    assert main(["gate", run, "--floors", str(floors(tmp_path, "passed: 1.0, page_mrr: 0.5"))]) == 1
    shown = capsys.readouterr().out
    assert "1 measure below" in shown and "page_mrr is not measured, and must be at least 50.0%" in shown


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("suite: {run: a, bounds: {pased: 1}}", "no measure"),
        ("suite: {run: a, bounds: {passed: 80}}", "no file of floors"),
        ("suite: {bounds: {passed: 1}}", "no file of floors"),
        ("- suite", "no file of floors"),
    ],
)
def test_a_faulty_file_of_floors_is_refused(tmp_path: Path, text: str, what: str) -> None:
    (tmp_path / "floors.yaml").write_text(text, encoding="utf-8")
    with pytest.raises(SuiteError, match=what):
        load_floors(tmp_path / "floors.yaml")


def test_a_run_without_floors_or_without_all_its_answers_is_refused(tmp_path: Path) -> None:
    folder = ran(tmp_path, load_suite(written(tmp_path, SUITE)), Honest())
    with pytest.raises(SuiteError, match="no floors for the suite suite"):
        breaches(load_floors(), folder)
    answers = folder.path / "answers.jsonl"
    answers.write_text("".join(answers.read_text(encoding="utf-8").splitlines(keepends=True)[:3]), encoding="utf-8")
    with pytest.raises(SuiteError, match="asked 3 of 6"):
        breaches(load_floors(floors(tmp_path, "passed: 1.0")), folder)
