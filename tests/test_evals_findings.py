"""The measuring of findings against gold files: what lowers precision, what lowers recall, and the command."""

import json
from pathlib import Path

import pytest
from conftest import Trigrams
from making import Grid, Heading, Items, Part, Text, make

from evals.__main__ import main
from evals.findings import WHOLE, FieldScore, FindingsScore, measure
from evals.findings_table import GOLD
from evals.gold import GoldDocument, load_gold
from ingest.build import build
from ingest.documents import Finding, FindingKind
from ingest.errors import SuiteError
from ingest.place import Folder

AREA = "ambershire-area-send-2024"
REPORT: tuple[Part, ...] = (
    Heading("Area SEND inspection of Ambershire Local Area Partnership", 1),
    Text("Inspection dates: 11 to 15 March 2024"),
    Text("Dates of previous inspection: 4 to 8 February 2019"),
    Heading("Inspection outcome"),
    Text(
        "The local area partnership’s arrangements lead to inconsistent experiences and outcomes for children and "
        "young people with special educational needs and/or disabilities (SEND). The partnership must work "
        "jointly to make improvements."
    ),
    Text("The next full area SEND inspection will be within approximately three years."),
    Heading("What is it like to be a child or young person with SEND in this area?"),
    Items(("Children in Ambershire wait too long for help from community paediatricians.",)),
    Heading("Areas for improvement"),
    Grid(
        ("Areas for improvement",),
        (("Leaders should involve young people in planning.",), ("Leaders should use data to find gaps.",)),
    ),
)
GOLD_TEXT = f"""
complete: [inspection, outcome, previous inspection, area for improvement, area for priority action]
documents:
- id: {AREA}
  findings:
    inspection:
    - {{framework: area SEND inspection, dates: "2024-03-11/2024-03-15", outcome: inconsistent experiences}}
    outcome:
    - {{outcome: inconsistent experiences}}
    previous inspection:
    - {{dates: "2019-02-04/2019-02-08", type: inspection}}
    area for improvement:
    - {{number: "1", text: {{begins: Leaders should involve, ends: in planning}}}}
    - {{number: "2", text: {{begins: Leaders should use, ends: find gaps}}}}
"""


@pytest.fixture
def gold(tmp_path: Path) -> Path:
    file = tmp_path / "gold.yaml"
    file.write_text(GOLD_TEXT, encoding="utf-8")
    return file


@pytest.fixture
def report(tmp_path: Path) -> Path:
    (tmp_path / "papers").mkdir()
    return make(REPORT, "html", tmp_path / "papers" / AREA)


def documents(tmp_path: Path, text: str) -> tuple[GoldDocument, ...]:
    file = tmp_path / "small.yaml"
    file.write_text(text, encoding="utf-8")
    return load_gold(file).documents


def found(kind: FindingKind, document: str = "a", page: int | None = None, **fields: str | None) -> Finding:
    return Finding(document=document, kind=kind, fields=dict(fields), quote="x", start=0, end=1, page=page)


def row(score: FindingsScore, kind: str, field: str = WHOLE) -> FieldScore:
    return next(one for one in score.fields if (one.kind, one.field) == (kind, field))


PEOPLE = """
documents:
- id: a
  complete: [inspector]
  findings:
    inspector:
    - {name: Ann Lane, body: Ofsted, lead: "yes", page: 7}
    - {name: Ben Marsh, body: CQC, lead: null, page: 7}
    - {name: Cy Dale, optional: true}
"""
ANN = found("inspector", page=7, name="Ann Lane", body="Ofsted", lead="yes")
BEN = found("inspector", page=7, name="Mr Ben Marsh", body="CQC")
DI = found("inspector", page=7, name="Di Brook", body="CQC")


@pytest.mark.parametrize(
    ("findings", "precision", "recall", "faults"),
    [
        ((ANN, BEN), 1.0, 1.0, 0),
        (
            (BEN, found("inspector", page=7, name="Cy Dale"), ANN),
            1.0,
            1.0,
            0,
        ),  # in any order; the optional one is right
        ((ANN, BEN, DI), 2 / 3, 1.0, 1),  # a planted one
        ((ANN, ANN, BEN), 2 / 3, 1.0, 1),  # one told twice
        ((ANN,), 1.0, 0.5, 1),
        ((), None, 0.0, 2),  # nothing found: no share of nothing
    ],
)
def test_what_is_wrong_lowers_precision_and_what_is_missed_lowers_recall(
    tmp_path: Path, findings: tuple[Finding, ...], precision: float | None, recall: float, faults: int
) -> None:
    score = measure(documents(tmp_path, PEOPLE), {"a": findings})
    whole = row(score, "inspector")
    assert (whole.n, whole.precision, whole.recall) == (2, precision, recall)
    assert len(score.faults) == faults


def test_one_wrong_field_is_one_wrong_field(tmp_path: Path) -> None:
    wrong = found("inspector", page=6, name="Ben Marsh", body="Ofsted", lead="yes")
    score = measure(documents(tmp_path, PEOPLE), {"a": (ANN, wrong)})
    rights = {one.field: (one.n, one.found, one.right) for one in score.fields}
    assert rights == {WHOLE: (2, 2, 1), "name": (2, 2, 2), "body": (2, 2, 1), "lead": (1, 2, 1), "page": (2, 2, 1)}
    (fault,) = score.faults
    assert fault.fields == ("body", "lead", "page")
    assert "body: Ofsted, not CQC" in fault.what and "lead: yes, not nothing" in fault.what


def test_a_text_cut_short_is_wrong(tmp_path: Path) -> None:
    text = (
        "documents:\n- id: a\n  findings:\n    area for improvement:\n"
        '    - {number: "1", text: {begins: Leaders should, ends: at once}}\n'
    )
    wanted = documents(tmp_path, text)
    whole = found("area for improvement", number="1", text="Leaders should act at once.")
    cut = found("area for improvement", number="1", text="Leaders should act")
    other = found("area for improvement", number="2", text="Councils must write plans.")
    assert row(measure(wanted, {"a": (whole,)}), "area for improvement", "text").recall == 1
    assert row(measure(wanted, {"a": (cut,)}), "area for improvement", "text").recall == 0
    # the gold file does not say that it lists all of this kind: another one may be right
    assert row(measure(wanted, {"a": (whole, other)}), "area for improvement").precision == 1


def test_the_command_measures_files_and_an_index_alike(
    gold: Path, report: Path, tmp_path: Path, quick: Trigrams, capsys: pytest.CaptureFixture[str]
) -> None:
    build([report], Folder(path=tmp_path / "index"), quick)
    told = []
    for where in (["--corpus", str(report.parent)], ["--index", str(tmp_path / "index")]):
        assert main(["findings", str(gold), *where, "--json"]) == 0
        told.append(json.loads(capsys.readouterr().out))
    assert told[0] == told[1]
    assert told[0]["documents"] == [AREA] and told[0]["faults"] == []
    shares = {(f["kind"], f["field"]): (f["n"], f["precision"], f["recall"]) for f in told[0]["fields"]}
    assert shares["area for improvement", "text"] == (2, 1.0, 1.0)
    assert shares["previous inspection", "dates"] == (1, 1.0, 1.0)


def test_the_table_names_what_is_not_right(gold: Path, report: Path, capsys: pytest.CaptureFixture[str]) -> None:
    gold.write_text(GOLD_TEXT.replace("2019-02-04/", "2019-02-05/"), encoding="utf-8")
    assert main(["findings", str(gold), "--corpus", str(report)]) == 0
    out = capsys.readouterr().out
    line = next(line for line in out.splitlines() if line.startswith("previous inspection"))
    assert line.split()[-5:] == ["1", "1", "0", "0.0%", "0.0%"]
    assert "missed: dates 2019-02-05/2019-02-08" in out and "too much: dates 2019-02-04/2019-02-08" in out


@pytest.mark.parametrize(
    ("rows", "dates", "outcome"),
    [
        ("Ambershire,2024-03-11,2024-03-15,inconsistent\n", 1, 1),
        ("Ambershire,2024-03-11,2024-03-15,positive\n", 1, 0),
        ("Ambershire,2026-01-12,2026-01-16,inconsistent\n", 0, 0),  # its row is of another report
        ("Brookshire,2024-03-11,2024-03-15,inconsistent\n", 0, 0),
    ],
)
def test_a_public_table_is_measured_beside_the_findings(
    gold: Path, report: Path, capsys: pytest.CaptureFixture[str], rows: str, dates: int, outcome: int
) -> None:
    tracker = report.with_name("tracker.csv")
    tracker.write_text("local_area,inspection_start,inspection_end,outcome\n" + rows, encoding="utf-8")
    assert main(["findings", str(gold), "--corpus", str(report), "--tracker", str(tracker), "--json"]) == 0
    told = {one["aspect"]: one for one in json.loads(capsys.readouterr().out)["reports"]}
    assert (told["inspection dates"]["table"], told["outcome"]["table"]) == (dates, outcome)
    assert told["areas for improvement"]["table"] is None  # it has no such column
    assert {one["ours"] for one in told.values()} == {1}


def test_originals_that_are_not_there_are_named(gold: Path, corpus: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["findings", str(gold), "--corpus", str(corpus)]) == 1
    told = capsys.readouterr().err
    assert AREA in told and len(told.splitlines()) == 1
    known = GOLD / "known_facts.yaml"
    assert main(["findings", str(known), "--corpus", str(corpus)]) == 1  # these are records, in other words
    assert "lacks walsall-2022-revisit-letter" in capsys.readouterr().err
    assert main(["findings", str(gold), "--index", str(corpus / "none")]) == 1


@pytest.mark.parametrize(
    ("text", "line"),
    [
        (GOLD_TEXT.replace("outcome: inconsistent experiences}", "outcme: inconsistent experiences}"), 7),
        (GOLD_TEXT.replace("    previous inspection:", "    earlier inspection:"), 10),
        (GOLD_TEXT.replace('"2019-02-04/', '"4 February 2019/'), 11),
        (GOLD_TEXT.replace("begins: Leaders should use", "begins: " + "word " * 9), 14),
        (GOLD_TEXT.replace('{number: "2", text: {begins: Leaders should use, ends: find gaps}}', "{}"), 14),
    ],
)
def test_a_faulty_gold_file_is_refused_with_its_line(tmp_path: Path, text: str, line: int) -> None:
    with pytest.raises(SuiteError, match=f"line {line}:"):
        documents(tmp_path, text)


def test_the_gold_files_are_sound_and_copy_no_sentences() -> None:
    files = [load_gold(file) for file in sorted(GOLD.glob("*.yaml"))]
    assert [len(file.documents) for file in files] == [12, 5]
    kinds = {entry.kind for file in files for document in file.documents for entry in document.entries}
    assert {"inspection", "area for priority action", "area of significant weakness", "measure", "milestone"} <= kinds


def test_findings_of_the_five_texts(originals: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["findings", str(GOLD / "known_facts.yaml"), "--corpus", str(originals), "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    shares = {(f["kind"], f["field"]): (f["n"], f["precision"], f["recall"]) for f in told["fields"]}
    assert shares["area of significant weakness", WHOLE] == (9, 1, 1)
    assert shares["area of significant weakness", "verdict_source"] == (9, 1, 1)
    assert shares["verdict", WHOLE] == (5, 1, 1)
    assert shares["progress", WHOLE] == (47, 1, 1)
    assert shares["milestone", "date"] == (5, 1, 1)
