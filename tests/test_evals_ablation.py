"""Leaving parts out: each of them changes answers as it says, and the table holds every row beside the whole."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from measuring import written

from assistant.ask import Assistant
from assistant.parts import ALL, PARTS, Parts
from evals.__main__ import main
from ingest.embed import Embedder
from ingest.errors import SettingsError
from ingest.index import Index
from ingest.place import Folder

SUITE = """
questions:
- id: april
  question: What percentage of EHC plans was on time in Walsall in April 2021?
  facts: [["73.9%"]]
  cites: [walsall-2021-committee-report]
- id: dudley
  question: How many weaknesses were found in Dudley?
  answerable: false
- id: autism
  question: whats living well with autisim?
  facts: [["information event"]]
"""


@pytest.fixture(scope="module")
def index(records_index: Folder, embedder: Embedder) -> Iterator[Index]:
    """The index of the records."""
    with Index.open(records_index, embedder.identity) as index:
        yield index


def without(index: Index, embedder: Embedder, part: str) -> Assistant:
    return Assistant(index, embedder, parts=Parts.without([part]))


def test_all_parts_are_on_and_one_that_does_not_exist_is_refused() -> None:
    assert ALL.off == ()
    assert Parts.without(["dense", "lexical"]).off == ("dense", "lexical")
    with pytest.raises(SettingsError, match="no part 'denes'"):
        Parts.without(["denes"])


@pytest.mark.parametrize(
    ("part", "question", "only_whole"),
    [
        ("tables", "What percentage of EHC plans was on time in Walsall in April 2021?", "73.9%"),
        ("findings", "Which areas had a written statement of action?", "Walsall, Worcestershire."),
        ("area", "How many weaknesses were found in Dudley?", "No document about Dudley"),
        ("period", "What percentage of EHC plans was on time in Walsall in August 2021?", "do not answer"),
        ("sufficiency", "How much did Walsall spend on SEND transport in 2021?", "do not answer"),
        ("spelling", "how many of the nine weeknesses had imporved in walsal", "Seven of the nine"),
    ],
)
def test_what_a_part_adds_is_missing_without_it(
    index: Index, embedder: Embedder, part: str, question: str, only_whole: str
) -> None:
    whole, less = (each.ask(question) for each in (Assistant(index, embedder), without(index, embedder, part)))
    assert only_whole in f"{whole.status}: {whole.answer}"
    assert only_whole not in f"{less.status}: {less.answer}"


@pytest.mark.parametrize("part", PARTS)
def test_without_any_part_quotes_stay_verbatim(index: Index, embedder: Embedder, part: str) -> None:
    with_less = without(index, embedder, part)
    answer = with_less.ask("How many of the nine weaknesses had improved?")
    for citation in answer.citations:
        assert with_less.document_text(citation.document)[citation.start : citation.end] == citation.quote
    assert all((claim.check == "not_checked") == (part == "verification") for claim in answer.claims)


def test_ablation_on_the_command_line(
    records_index: Folder, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "ablation"
    suite, where = str(written(tmp_path, SUITE)), ["--index", str(records_index.path), "--out", str(out)]
    command = ["ablation", suite, *where, "--part", "tables", "--part", "area"]
    assert main(command) == 0
    shown = capsys.readouterr().out
    rows = [line.split(" | ")[0].removeprefix("| ") for line in shown.splitlines() if line.startswith("| ")]
    heads = ["LlamaIndex's defaults", "ours, whole", "without `tables`", "without `area`"]
    values = [row for row in rows if row.strip("| ")]
    assert [row.split(":")[0] for row in values if row][:4] == heads
    assert "3 cases on 5 documents" in shown
    assert "| ours, whole | 100% (44% to 100%) of 3 |" in shown
    assert (out / "ablation.md").read_text(encoding="utf-8") == shown
    assert "without-tables" in (out / "report.html").read_text(encoding="utf-8")
    assert main(command) == 0, "the same command goes on where it stopped"
    assert capsys.readouterr().out == shown


def test_a_run_says_what_it_left_out_and_a_peer_has_no_parts(
    records_index: Folder, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    suite, index = str(written(tmp_path, SUITE)), ["--index", str(records_index.path)]
    out = tmp_path / "run"
    assert main(["run", suite, *index, "--without", "dense", "--without", "words", "--out", str(out)]) == 0
    assert '"without": "dense, words"' in (out / "settings.json").read_text(encoding="utf-8")
    capsys.readouterr()
    assert main(["run", suite, *index, "--out", str(out)]) == 1
    assert "another detail of the system" in capsys.readouterr().err
    assert main(["run", suite, *index, "--system", "bm25", "--without", "dense", "--out", str(tmp_path / "b")]) == 1
    assert "no parts to leave out" in capsys.readouterr().err
