"""The optional judge: off unless it is asked for, apart from every measure of fact, and its errors are data."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from measuring import SUITE, Honest, ran, written

from evals.__main__ import main
from evals.cases import load_suite
from evals.folder import RunFolder
from evals.judged import Judged, judged
from evals.score import score
from tests.language_model import FakeModel, serving

SAID = '{"passing": true, "feedback": "All of it."}'


def fair(asked: str) -> str:
    """A judge that replies as LlamaIndex's evaluators want it: JSON to guidelines, YES to information and context."""
    return SAID if "guidelines" in asked.lower() else "YES"


@pytest.fixture
def fake(monkeypatch: pytest.MonkeyPatch) -> Iterator[FakeModel]:
    """A server that judges fairly, named in the environment."""
    with serving() as model:
        model.say = fair
        monkeypatch.setenv("SEND_JUDGE_URL", model.url)
        monkeypatch.setenv("SEND_JUDGE_TIMEOUT", "30")
        yield model


@pytest.fixture
def run(tmp_path: Path) -> Path:
    """A run of the small suite: four cases with facts are answered, two refused."""
    ran(tmp_path, load_suite(written(tmp_path, SUITE)), Honest())
    return tmp_path / "run"


def of(run: Path) -> Judged:
    found = judged(run)
    assert found is not None
    return found


def test_without_a_judge_nothing_is_judged_and_the_score_says_so(run: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert score(RunFolder(run)).judged is None
    assert main(["judge", str(run), "--judge", "m"]) == 1
    assert "No judge is set up" in capsys.readouterr().err
    assert main(["score", str(run)]) == 0
    assert "judged: not measured" in capsys.readouterr().out


def test_answers_are_judged_by_their_quotes_and_their_facts(
    run: Path, fake: FakeModel, capsys: pytest.CaptureFixture[str]
) -> None:
    before = score(RunFolder(run)).measures
    assert main(["judge", str(run), "--judge", "judge-1"]) == 0
    assert {request["model"] for request in fake.requests} == {"judge-1"}
    texts = [request["messages"][-1]["content"] for request in fake.requests]
    assert len(texts) == 8  # two verdicts on each of four answers, none on a refusal
    assert any("How many of the nine weaknesses" in text and "seven of the nine" in text for text in texts)
    assert not any("France" in text for text in texts)
    found = of(run)
    assert {a: (m.value, m.n) for a, m in found.measures.items()} == {"faithfulness": (1, 4), "completeness": (1, 4)}
    assert score(RunFolder(run)).measures == before
    main(["score", str(run)])
    assert "judged by judge-1" in capsys.readouterr().out


def test_a_judge_that_finds_fault_counts(run: Path, fake: FakeModel) -> None:
    fake.say = lambda asked: fair(asked).replace("true", "false").replace("YES", "NO")
    main(["judge", str(run), "--judge", "judge-1"])
    assert [measure.value for measure in of(run).measures.values()] == [0, 0]


def test_what_is_no_verdict_is_an_error_and_is_asked_for_again(run: Path, fake: FakeModel) -> None:
    fake.say = lambda asked: "Well."
    assert main(["judge", str(run), "--judge", "judge-1"]) == 0
    assert of(run).errors == {"faithfulness": 4, "completeness": 4}
    assert [measure.value for measure in of(run).measures.values()] == [None, None]
    fake.say = fair
    main(["judge", str(run), "--judge", "judge-1"])
    assert of(run).errors == {"faithfulness": 0, "completeness": 0}
    asked = len(fake.requests)
    main(["judge", str(run), "--judge", "judge-1"])
    assert len(fake.requests) == asked


def test_a_server_that_fails_is_an_error_of_each_verdict(run: Path, fake: FakeModel) -> None:
    fake.status = 500
    assert main(["judge", str(run), "--judge", "judge-1"]) == 0
    assert of(run).errors == {"faithfulness": 4, "completeness": 4}


def test_verdicts_of_two_judges_are_not_mixed(run: Path, fake: FakeModel, capsys: pytest.CaptureFixture[str]) -> None:
    main(["judge", str(run), "--judge", "judge-1"])
    assert main(["judge", str(run), "--judge", "judge-2"]) == 1
    assert "was judged by judge-1" in capsys.readouterr().err


def test_the_key_of_the_model_that_answers_is_not_sent_to_the_judge(
    run: Path, fake: FakeModel, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SEND_MODEL_KEY", "s3cret")
    main(["judge", str(run), "--judge", "judge-1"])
    assert fake.headers and not any("s3cret" in str(headers) for headers in fake.headers)


def reported(run: Path, *others: Path) -> tuple[str, str]:
    """The HTML and the Markdown of a report, with spaces as one."""
    out = run.parent / "report.html"
    assert main(["report", str(run), *map(str, others), "--out", str(out)]) == 0
    html, summary = (" ".join(file.read_text(encoding="utf-8").split()) for file in (out, out.with_suffix(".md")))
    return html, summary


def test_a_report_shows_the_judge_apart_and_says_where_none_was_asked(
    run: Path, fake: FakeModel, tmp_path: Path
) -> None:
    html, summary = reported(run)
    assert "Not measured: no run was judged." in html and "Not measured: no run was judged." in summary
    before = summary[: summary.index("### What a judge thinks")]
    main(["judge", str(run), "--judge", "judge-1"])
    ran(tmp_path, load_suite(tmp_path / "suite.yaml"), Honest(), name="unjudged")
    html, summary = reported(run, tmp_path / "unjudged")
    for text in (html, summary):
        opinion = text[text.index("What a judge thinks") :]
        assert "judged by judge-1" in opinion and "unjudged: not judged" in opinion
    assert "faithfulness, by the judge | 100.0% (51% to 100%), n = 4 | not measured |" in summary
    assert "faithfulness" not in summary[: summary.index("What a judge thinks")] and "faithfulness" not in before
    assert "faithfulness" not in html[: html.index("What a judge thinks")]


def test_a_comparison_shows_what_the_same_judge_makes_of_both(
    run: Path, fake: FakeModel, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    ran(tmp_path, load_suite(tmp_path / "suite.yaml"), Honest(), name="other")
    main(["judge", str(run), "--judge", "judge-1"])
    compared = ["compare", str(run), str(tmp_path / "other")]
    assert main(compared) == 0
    told = capsys.readouterr().out
    assert "no part of the verdict: not measured: the first was judged by judge-1" in told
    assert "the other not judged" in told and "faithfulness" not in told
    fake.say = lambda asked: fair(asked).replace("YES", "NO")
    main(["judge", str(tmp_path / "other"), "--judge", "judge-1"])
    capsys.readouterr()
    main(compared)
    told = capsys.readouterr().out
    assert "both judged by judge-1" in told and "No difference" in told
    (faithfulness,) = [line for line in told.splitlines() if line.strip().startswith("faithfulness")]
    (completeness,) = [line for line in told.splitlines() if line.strip().startswith("completeness")]
    assert "100.0% ->   0.0%  -100.0 points" in faithfulness and "n=4" in faithfulness
    assert "the same" in completeness
