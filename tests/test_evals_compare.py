"""Two runs compared: the tests against published figures, the verdicts against what they say."""

import json
from collections.abc import Sequence
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from measuring import SUITE, AlwaysRefuses, Honest, Inventor, NeverRefuses, ran, written

from assistant.answers import Answer, Turn
from evals.__main__ import main
from evals.cases import load_suite
from evals.compare import compare
from evals.compare_text import comparison_text
from evals.folder import RunFolder
from evals.outcomes import Run, read_run
from evals.paired import difference, holm, mcnemar
from evals.score import score
from evals.table import MEANINGS, table
from ingest.errors import SuiteError

QUESTION = 'question: "How many places were created?", facts: [["111"]]'
MANY = "questions:\n" + "".join(
    f"- {{id: c{n}, {QUESTION}, tags: [{'number' if n % 3 else 'held-out'}]}}\n" for n in range(12)
)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Runs of one suite by several stand-ins."""
    path = tmp_path_factory.mktemp("runs")
    suite = load_suite(written(path, SUITE))
    for name, system in (("honest", Honest), ("again", Honest), ("inventor", Inventor), ("never", NeverRefuses)):
        ran(path, suite, system(), name)
    return path


def read(folder: Path, *names: str) -> list[Run]:
    return [read_run(RunFolder(folder / name)) for name in names]


@pytest.mark.parametrize(
    ("wins", "losses", "p"),
    # two-sided binomial tails, worked out by hand: 2 * sum of C(n, k) / 2^n
    [(0, 0, 1.0), (1, 0, 1.0), (5, 0, 2 / 32), (6, 0, 2 / 64), (1, 9, 2 * 11 / 1024), (5, 5, 1.0)],
)
def test_mcnemar_is_the_exact_binomial_tail(wins: int, losses: int, p: float) -> None:
    assert mcnemar(wins, losses) == pytest.approx(p)
    assert mcnemar(losses, wins) == mcnemar(wins, losses)


def test_mcnemar_does_not_overflow() -> None:
    assert mcnemar(4000, 2000) < 1e-100


def test_several_comparisons_are_corrected_for_their_number() -> None:
    assert holm([0.01, 0.04, 0.03]) == pytest.approx([0.03, 0.06, 0.06])
    assert holm([0.9, 0.8]) == [1.0, 1.0]


@settings(max_examples=25)
@given(st.dictionaries(st.text(max_size=3), st.sampled_from([0.0, 0.5, 1.0]), min_size=1, max_size=20))
def test_a_run_does_not_differ_from_itself(run: dict[str, float]) -> None:
    found = difference(run, run)
    assert (found.value, found.low, found.high, found.real) == (0.0, 0.0, 0.0, False)


def test_the_interval_holds_the_difference_and_turns_with_the_order() -> None:
    one = {f"c{n}": float(n % 2) for n in range(40)}
    other = {f"c{n}": float(n % 4 != 0) for n in range(40)}
    found, turned = difference(one, other), difference(other, one)
    assert (found.n, found.first, found.other, found.value) == (40, 0.5, 0.75, 0.25)
    assert found.low is not None and found.high is not None and 0 < found.low < 0.25 < found.high < 0.5
    assert turned.value == -0.25 and turned.low == pytest.approx(-found.high, abs=0.03)


def test_turns_of_a_dialogue_are_drawn_together() -> None:
    one, other = ({f"d{n // 8}/{n % 8}": gain for n in range(64)} for gain in (0.0, 0.0))
    other |= {case: 1.0 for case in other if case < "d3"}
    alone = difference(one, other)
    together = difference(one, other, {case: case.split("/")[0] for case in one})
    assert alone.low is not None and together.low is not None and together.low < alone.low


def test_cases_that_only_one_run_measured_are_left_out() -> None:
    assert difference({"a": 1.0, "b": 0.0}, {"b": 1.0, "c": 1.0}).n == 1
    assert difference({"a": 1.0}, {"b": 1.0}).value is None


def test_runs_of_the_same_answers_do_not_differ(folder: Path) -> None:
    first, again = read(folder, "honest", "again")
    (pair,) = compare(first, [again]).pairs
    assert (pair.won, pair.lost, pair.p, pair.real, pair.differs_in) == (0, 0, 1.0, False, ())
    assert pair.verdict == "No difference: honest and again pass the same of 6 cases."


def test_losses_are_listed_and_a_few_cases_prove_nothing(folder: Path) -> None:
    first, inventor = read(folder, "honest", "inventor")
    (pair,) = compare(first, [inventor]).pairs
    assert [case.id for case in pair.losses] == ["improved", "talk/1"] and pair.wins == ()
    assert not pair.real
    assert pair.verdict.startswith("The difference may be chance: inventor passes 0 of 6 cases that honest fails")
    assert pair.measures["never"].value == -1.0
    assert pair.measures["refusal_recall"].value == 0.0
    text = comparison_text(compare(first, [inventor]))
    assert "talk/1: How many places were created?" in text and pair.verdict in text


def test_a_difference_over_many_cases_is_real_and_held_out_cases_stay_unnamed(tmp_path: Path) -> None:
    suite = load_suite(written(tmp_path, MANY))
    runs = [
        read_run(ran(tmp_path, suite, system(), name)) for system, name in ((AlwaysRefuses, "old"), (Honest, "new"))
    ]
    (pair,) = compare(runs[0], runs[1:]).pairs
    assert pair.real and pair.p == pytest.approx(2 / 2**12)
    assert pair.verdict.startswith("The difference is real: new passes 12 of 12 cases that old fails")
    assert pair.verdict.endswith("new is better.")
    assert (pair.won, len(pair.wins), pair.hidden) == (12, 8, 4)
    assert compare(runs[0], runs[1:], held_out=True).pairs[0].hidden == 0


class Wordy(Honest):
    """Says the same, and much else."""

    def quoted(self, question: str, needle: str) -> Answer:
        answer = super().quoted(question, needle)
        return answer.model_copy(update={"answer": f"{answer.answer} {'and more ' * 200}"})


def test_answers_that_are_far_longer_are_told_beside_the_verdict(folder: Path, tmp_path: Path) -> None:
    first = read(folder, "honest")[0]
    wordy = read_run(ran(tmp_path, load_suite(written(tmp_path, SUITE)), Wordy(), "wordy"))
    (pair,) = compare(first, [wordy]).pairs
    assert pair.caution.startswith("The answers of wordy are ") and "look at facts_soon" in pair.caution
    assert pair.caution in comparison_text(compare(first, [wordy]))
    (turned,) = compare(wordy, [first]).pairs
    assert turned.caution == pair.caution
    assert compare(first, read(folder, "again")).pairs[0].caution == ""


def test_runs_of_different_suites_are_not_compared(folder: Path, tmp_path: Path) -> None:
    other = read_run(ran(tmp_path, load_suite(written(tmp_path, MANY)), Honest()))
    with pytest.raises(SuiteError, match="changed between the runs"):
        compare(read(folder, "honest")[0], [other])


def test_compare_on_the_command_line(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    paths = [str(folder / name) for name in ("honest", "inventor", "never")]
    assert main(["compare", *paths]) == 0
    shown = capsys.readouterr().out
    assert "corrected for 2 comparisons" in shown and "passed by honest only: 2" in shown
    assert main(["compare", *paths, "--json"]) == 0
    assert [pair["name"] for pair in json.loads(capsys.readouterr().out)["pairs"]] == ["inventor", "never"]


class Wavering(Honest):
    """Knows the places only the first time it is asked for them."""

    def ask(
        self, question: str, history: Sequence[Turn] = (), area: str | None = None, generator: str = "quotes"
    ) -> Answer:
        answer = super().ask(question, history, area, generator)
        return answer if self.asked.count(question) == 1 else self.refusal(question)


def test_repeats_do_not_narrow_the_interval_and_show_what_varies(tmp_path: Path) -> None:
    suite = load_suite(written(tmp_path, SUITE))
    thrice = score(ran(tmp_path, suite, Honest(), "thrice", repeat=3))
    assert thrice.measures["passed"] == score(ran(tmp_path, suite, Honest(), "once")).measures["passed"]
    assert thrice.measures["same_each_time"].value == 1.0

    wavering = score(ran(tmp_path, suite, Wavering(), "wavering", repeat=3))
    assert wavering.measures["facts"].value == pytest.approx(1 / 3)
    assert wavering.measures["same_each_time"].value == 2 / 6  # the two that are always refused
    assert "3 times" in table(wavering)


def test_every_measure_that_is_compared_is_explained(folder: Path) -> None:
    first, other = read(folder, "honest", "never")
    assert set(compare(first, [other]).pairs[0].measures) <= set(MEANINGS)
