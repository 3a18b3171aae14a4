"""The gate: suites on records, invented documents and retold pages keep to the floors; planted faults do not."""

import functools
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

SUITES = ROOT / "evals" / "suites"
INVENTED = ROOT / "evals" / "invented"
RETOLD = ROOT / "evals" / "retold"
ON_RECORDS = ("known_facts", "plain_questions", "refusals", "dialogues", "adversarial")
ON_INVENTED = ("first", "second", "third", "hostile", "ninth", "tenth", "eleventh")
ON_RETOLD = ("minutes", "pages")
RunOf = Callable[[str], Path]
Line = dict[str, Any]


@pytest.fixture(scope="module")
def run_of(records_index: Folder, tmp_path_factory: pytest.TempPathFactory) -> RunOf:
    """A run of a suite by its name, made on the command line: on the records, or on the documents beside it."""
    folder = tmp_path_factory.mktemp("gate")

    @functools.cache
    def made(name: str) -> Path:
        suite, out = SUITES / f"{name}.yaml", folder / name
        where = ["--index", str(records_index.path)]
        if not suite.exists():
            kind, _, folder_name = name.partition("_")
            suite = ROOT / "evals" / kind / folder_name / f"{name}.yaml"
            where = ["--corpus", str(suite.parent / "documents")]
        assert main(["run", str(suite), *where, "--out", str(out)]) == 0
        return out

    return made


@pytest.mark.slow
@pytest.mark.parametrize(
    "name", [*ON_RECORDS, *(f"invented_{name}" for name in ON_INVENTED), *(f"retold_{name}" for name in ON_RETOLD)]
)
def test_suites_keep_to_their_floors(run_of: RunOf, name: str) -> None:
    assert breaches(load_floors(), RunFolder(run_of(name))) == []


def test_every_suite_that_can_run_everywhere_has_floors() -> None:
    named = {path.stem for path in (*SUITES.glob("*.yaml"), *INVENTED.glob("*/*.yaml"), *RETOLD.glob("*/*.yaml"))}
    only_originals = {"area_send_reports", "asked_by_others"}  # which are not in the repository
    by_hand = {path.stem for path in RETOLD.glob("*/*.yaml")} - {f"retold_{name}" for name in ON_RETOLD}
    assert named - set(load_floors()) == only_originals | by_hand  # by hand, so that the tests stay short


def invent(line: Line) -> None:
    for claim in line["claims"]:
        claim["text"] += " That was 48,511 in all."


def misdate(line: Line) -> None:
    for claim in line["claims"]:
        claim["text"] += " That was on 30 February 2031."


def cite_another_document(line: Line) -> None:
    for citation in line["citations"]:
        citation["document"] = "another-document"


def cite_another_page(line: Line) -> None:
    for citation in line["citations"]:
        citation["page"] = citation["page"] and citation["page"] + 90


def never_refuse(line: Line) -> None:
    line["status"] = "answered"


def always_refuse(line: Line) -> None:
    line["status"] = "not_in_documents"


@pytest.mark.slow
@pytest.mark.parametrize(
    ("fault", "suite", "caught"),
    [
        (invent, "known_facts", {"passed", "figures_cited", "numbers_cited"}),
        (misdate, "known_facts", {"passed", "figures_cited", "dates_cited"}),
        (cite_another_document, "known_facts", {"passed", "citation_document", "quotes_verbatim"}),
        (cite_another_page, "invented_first", {"passed", "citation_page"}),
        (never_refuse, "known_facts", {"refusal_recall", "false_answers", "refusal_precision"}),
        (never_refuse, "refusals", {"passed", "refusal_recall", "false_answers"}),
        (always_refuse, "known_facts", {"passed", "facts", "facts_soon", "refusal_precision", "false_refusals"}),
    ],
)
def test_planted_faults_fall_below_the_floors(
    run_of: RunOf, tmp_path: Path, fault: Callable[[Line], None], suite: str, caught: set[str]
) -> None:
    copy = tmp_path / "copy"
    shutil.copytree(run_of(suite), copy, ignore=shutil.ignore_patterns("index"))
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
