"""The evaluation package: wordings compared, suites loaded or refused, runs that resume, measures that catch faults.

What is measured here is a stand-in at the seam ``evals.run.System``. It quotes a real record; each planted fault is a
small change to it, and must lower the measure that is there for it and no other.
"""

import json
import re
from collections.abc import Callable, Sequence
from contextlib import nullcontext
from datetime import date
from pathlib import Path

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from measuring import (
    ROOT,
    SUITE,
    AlwaysRefuses,
    Honest,
    Inventor,
    Misdater,
    NeverRefuses,
    NoPages,
    Ranking,
    WrongDocument,
    WrongPage,
    WrongPlace,
    scored,
    started,
    values,
    written,
)

from assistant.answers import Answer, Turn
from evals.__main__ import main
from evals.cases import Suite, load_suite
from evals.folder import RunFolder
from evals.measures import share, spread
from evals.normalise import MONTHS, figures, normalise, plain, states
from evals.run import run
from evals.score import measures, score
from evals.stated import check_stated
from evals.table import MEANINGS, table
from ingest.errors import SettingsError, SuiteError

unhurried = settings(deadline=None)
"""Examples may take as long as a busy machine needs."""

# Wordings

UNITS: list[str] = re.findall(
    r"\w+", "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen"
)
UNITS += re.findall(r"\w+", "fifteen sixteen seventeen eighteen nineteen")
TENS = ["", "", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]


def spelled(number: int, hyphen: str = "-") -> str:
    """A whole number below a thousand million in English words, the British way ("two hundred and six")."""
    if number < 20:
        return UNITS[number]
    if number < 100:
        return TENS[number // 10] + (hyphen + UNITS[number % 10] if number % 10 else "")
    for size, name in ((10**6, "million"), (10**3, "thousand"), (100, "hundred")):
        if number >= size:
            rest = number % size
            joint = " and " if 0 < rest < 100 else " "
            tail: str = joint + spelled(rest, hyphen) if rest else ""
            return f"{spelled(number // size, hyphen)} {name}{tail}"
    raise AssertionError(number)


@unhurried
@given(st.integers(0, 10**9 - 1), st.sampled_from("- "))
def test_a_number_in_words_is_the_number_in_digits(number: int, hyphen: str) -> None:
    assert normalise(f"there were {spelled(number, hyphen)} plans") == f"there were {number} plans"
    assert normalise(f"There were {number:,} plans.") == f"there were {number} plans"


@unhurried
@given(st.integers(0, 10**6), st.integers(0, 10**6))
def test_a_number_is_never_found_in_another_number(one: int, other: int) -> None:
    assume(one != other)
    assert not states(f"There were {one} plans", str(other))
    assert not states(f"There were {other:,} plans", spelled(one))


@unhurried
@given(st.integers(0, 100), st.sampled_from(["%", " %", " per cent", " percent", "\\%"]))
def test_a_percentage_is_never_a_plain_number(number: int, sign: str) -> None:
    assert states(f"It rose by {number}{sign} in May", f"{number}%")
    assert states(f"It rose by {spelled(number)}{sign} in May", f"{number} per cent")
    assert not states(f"It rose by {number}{sign} in May", str(number))
    assert not states(f"It rose by {number} in May", f"{number}%")


@unhurried
@given(st.dates(date(1900, 1, 1), date(2099, 12, 31)), st.dates(date(1900, 1, 1), date(2099, 12, 31)))
def test_all_forms_of_a_date_are_one(day: date, other: date) -> None:
    month = MONTHS[day.month - 1].title()
    suffix = "th" if day.day in (11, 12, 13) else {1: "st", 2: "nd", 3: "rd"}.get(day.day % 10, "th")
    forms = [
        f"{day.day} {month} {day.year}",
        f"{day.day}{suffix} {month} {day.year}",
        f"{day.day}{suffix} of {month[:3]} {day.year}",
        f"{day:%A} the {day.day}{suffix} of {month} {day.year}",
        f"{day:%A} {day.day} {month} {day.year}",
        f"{month} {day.day}, {day.year}",
        f"{day:%d/%m/%Y}",
        day.isoformat(),
    ]
    assert {normalise(form) for form in forms} == {f"{day.day}{suffix} {month.lower()} {day.year}"}
    assume(other != day)
    assert not any(states(f"on {form}", other.isoformat()) for form in forms)


@pytest.mark.parametrize(
    ("text", "wording"),
    [
        ("**Seven** of the nine [1]", "seven of the nine"),
        ("7 of the 9", "Seven of the Nine"),
        ("44.0% of plans", "44%"),
        ("on 20-22 June 2022", "20 to 22 June 2022"),
        ("between 20 and 22 June 2022", "20 to 22 June 2022"),
        ("from 20 June 2022 to 22 June 2022", "20–22 June 2022"),
        ("29 January to 2 February 2024", "29 January 2024 to 02 February 2024"),
        ("On 23 July 2021 advisers came", "July 2021"),
        ("in July 2021", "2021-07"),
        ("children’s “voice”, co‑production", "children's voice co-production"),
        ("well\u00ad-known  \n office", "well-known office"),
        ("ﬁve plans", "five plans"),
        ("Walsall's local offer", "Walsall"),
        ("Education & Skills", "education and skills"),
        ("73\\.9\\% \\(April\\)", "73.9% (April)"),
        ("the 3rd visit", "third visit"),
        ("£1.5m was spent", "£1,500,000"),
        ("0-25 service", "0 to 25"),
        ("April: 23 plans", "23"),
    ],
)
def test_texts_that_say_the_same(text: str, wording: str) -> None:
    assert states(text, wording)


@pytest.mark.parametrize(
    ("text", "wording"),
    [
        ("17 plans", "7"),
        ("12.5 plans", "12"),
        ("12.5 plans", "5"),
        ("twenty-three plans", "three"),
        ("20%", "20"),
        ("£20", "20"),
        ("sufficiently", "sufficient"),
        ("has not made sufficient progress", "has made sufficient progress"),
        ("23 July 2021", "3 July 2021"),
        ("23 July 2021", "23"),
        ("seven [9]", "9"),
        ("paragraph 3.1.2", "3.1"),
        ("11 (March 2021)", "11 March 2021"),
        ("In 2021: one hundred", "2121"),
        ("anything", "%"),
    ],
)
def test_texts_that_do_not_say_the_same(text: str, wording: str) -> None:
    assert not states(text, wording)


def test_citation_markers_are_no_text_but_links_and_escaped_brackets_are() -> None:
    assert plain("Seven [1], nine [2, 3]; see [4](https://example.org) and \\[5\\]").split() == [
        "Seven", ",", "nine", ";", "see", "[4](https://example.org)", "and", "\\[5\\]",
    ]  # fmt: skip


def test_figures_are_numbers_percentages_and_full_dates() -> None:
    assert figures("11 (March 2021)") == {"11", "2021"}
    assert figures("One of the two plans, on 20 June 2022: 73.9% [1]") == {"2", "20th june 2022", "73.9%"}


# Suites


GOOD = "questions:\n- id: a\n  question: How many?\n  facts: [[seven]]\n"


@pytest.mark.parametrize(
    ("text", "line", "what"),
    [
        ("", 1, "must hold fields"),
        ("questions: []\n", 1, "no question"),
        ("questions: [\n", 2, "expected"),
        ("\nquestion: []\n", 2, "unknown field 'question'"),
        (GOOD + "  fact: [[nine]]\n", 5, "unknown field 'fact'"),
        (GOOD + "- id: a\n  question: And?\n  facts: [[nine]]\n", 5, "'a' stands on line 2"),
        (GOOD + "  id: b\n", 5, "twice"),
        (GOOD + "- id: b\n  question: And?\n", 5, "no measure applies"),
        (GOOD + "- id: b\n  facts: [[nine]]\n", 5, "'question' is missing"),
        (GOOD + "- id: b\n  question: ' '\n  facts: [[nine]]\n", 6, "must not be empty"),
        (GOOD + "- id: b\n  question: And?\n  facts:\n  - [nine]\n  - [9]\n", 9, "must be text"),
        (GOOD + "- id: b\n  question: And?\n  facts: [nine]\n", 7, "must be a list"),
        (GOOD + "- id: b\n  question: And?\n  facts: [[]]\n", 7, "must not be empty"),
        (GOOD + "- id: b\n  question: And?\n  facts: [['%']]\n", 7, "says nothing"),
        (GOOD + "- id: b\n  question: And?\n  facts: [[2021-07-23]]\n", 7, "put it in quotes"),
        (GOOD + "- id: b\n  question: And?\n  facts: [[no]]\n", 7, "must be text"),
        (GOOD + "- id: b\n  question: And?\n  answerable: 'no'\n", 7, "boolean"),
        (GOOD + "- id: b\n  question: And?\n  facts: [[x]]\n  pages: [0]\n", 8, "pages"),
        (GOOD + "dialogues:\n- id: d\n  turns: []\n", 7, "must not be empty"),
        (GOOD + "dialogues:\n- id: d\n  turns:\n  - question: And?\n", 8, "no measure applies"),
        (GOOD + "dialogues:\n- id: a\n  turns:\n  - {question: b, facts: [[c]]}\n", 6, "stands on line 2"),
        ("questions: &a\n- *a\n", 1, "recursion"),
    ],
)
def test_a_faulty_suite_is_refused_with_file_and_line(tmp_path: Path, text: str, line: int, what: str) -> None:
    with pytest.raises(SuiteError) as caught:
        load_suite(written(tmp_path, text))
    assert f"suite.yaml, line {line}: " in str(caught.value)
    assert what in str(caught.value)


def test_a_suite_that_is_missing_or_not_text_is_refused(tmp_path: Path) -> None:
    with pytest.raises(SuiteError, match="cannot be read"):
        load_suite(tmp_path / "none.yaml")
    (tmp_path / "binary.yaml").write_bytes(b"\xff\xfe\x00")
    with pytest.raises(SuiteError, match="UTF-8"):
        load_suite(tmp_path / "binary.yaml")


def test_turns_are_named_after_their_dialogue(tmp_path: Path) -> None:
    turns = "  - {question: b, facts: [[c]]}\n  - {question: d, facts: [[e]]}\n"
    suite = load_suite(written(tmp_path, GOOD + "dialogues:\n- id: talk\n  turns:\n" + turns))
    assert [case.id for case in suite.cases] == ["a", "talk/1", "talk/2"]


# Runs and measures


@pytest.fixture
def suite(tmp_path: Path) -> Suite:
    return load_suite(written(tmp_path, SUITE))


RANKED = [name for name in MEANINGS if name.startswith(("document_", "page_"))]
PERFECT = {
    "passed": 1.0, "facts": 1.0, "single_facts": 1.0, "facts_soon": 1.0, "never": 1.0, "citation_document": 1.0,
    "citation_page": 1.0, "quotes_verbatim": 1.0, "figures_cited": 1.0, "numbers_cited": 1.0, "dates_cited": 1.0,
    "claims_marked": 0.0, "refusal_precision": 1.0, "refusal_recall": 1.0, "false_answers": 0.0, "false_refusals": 0.0,
    "first_turns": 1.0, "follow_ups": 1.0, "errors": 0.0, **dict.fromkeys([*RANKED, "same_each_time"]),
}  # fmt: skip


@pytest.mark.parametrize(
    ("system", "changes"),
    [
        (Honest, {}),
        (
            Inventor,
            {
                "passed": 4 / 6, "facts": 0.5, "single_facts": 0.5, "facts_soon": 0.5, "never": 0.0,
                "figures_cited": 1 / 3, "numbers_cited": 0.0, "first_turns": 0.0,
            },
        ),
        (Misdater, {"passed": 5 / 6, "figures_cited": 2 / 3, "numbers_cited": 1.0, "dates_cited": 0.0}),
        (WrongPage, {"passed": 4 / 6, "citation_page": 0.0}),
        (NoPages, {"citation_page": None}),
        (
            WrongDocument,
            {
                "passed": 2 / 6, "citation_document": 0.0, "citation_page": 0.0, "quotes_verbatim": 0.0,
                "first_turns": 0.0, "follow_ups": 0.0,
            },
        ),
        (WrongPlace, {"passed": 2 / 6, "quotes_verbatim": 0.0, "first_turns": 0.0, "follow_ups": 0.0}),
        (
            NeverRefuses,
            {"passed": 4 / 6, "refusal_precision": None, "refusal_recall": 0.0, "false_answers": 1.0},
        ),
        (
            AlwaysRefuses,
            {
                "passed": 2 / 6, "facts": 0.0, "single_facts": 0.0, "facts_soon": 0.0, "citation_document": 0.0,
                "citation_page": 0.0, "quotes_verbatim": None, "figures_cited": None, "numbers_cited": None,
                "dates_cited": None, "claims_marked": None, "refusal_precision": 2 / 6, "false_refusals": 1.0,
                "first_turns": 0.0, "follow_ups": None,
            },
        ),
        (
            Ranking,
            {
                **dict.fromkeys(RANKED, 1.0), "page_hit@1": 0.0, "page_mrr": 0.5,
                "page_ndcg": pytest.approx(0.6309, abs=1e-4),
            },
        ),
    ],
)  # fmt: skip
def test_each_planted_fault_lowers_the_measure_that_is_there_for_it(
    tmp_path: Path, suite: Suite, system: Callable[[], Honest], changes: dict[str, float | None]
) -> None:
    assert values(scored(tmp_path, suite, system())) == PERFECT | changes


def test_a_refusal_that_repeats_the_question_states_no_fact(tmp_path: Path) -> None:
    class Echo(Honest):
        def refusal(self, question: str) -> Answer:
            return super().refusal(question).model_copy(update={"answer": "The documents do not say: seven of nine?"})

    suite = load_suite(
        written(tmp_path, 'questions: [{id: a, question: "Seven of nine?", facts: [["seven of nine"]]}]')
    )
    assert values(scored(tmp_path, suite, Echo()))["facts"] == 0.0


def test_a_claim_that_the_answer_marks_is_not_taken_for_fact_but_counted(tmp_path: Path, suite: Suite) -> None:
    class Marking(Inventor):
        def quoted(self, question: str, needle: str) -> Answer:
            answer = super().quoted(question, needle)
            claims = tuple(claim.model_copy(update={"check": "unsupported"}) for claim in answer.claims)
            return answer.model_copy(update={"claims": claims})

    found = values(scored(tmp_path, suite, Marking()))
    assert (found["figures_cited"], found["claims_marked"]) == (None, 1.0)


def test_what_is_not_measured_is_null_and_never_zero(tmp_path: Path) -> None:
    suite = load_suite(written(tmp_path, "questions: [{id: a, question: 'France?', answerable: false}]"))
    result = json.loads(scored(tmp_path, suite, Honest()).model_dump_json())
    assert result["measures"]["citation_page"] == {"n": 0, "value": None, "low": None, "high": None}
    assert "not measured" in next(
        line for line in table(scored(tmp_path, suite, Honest())).splitlines() if "_page" in line
    )


def test_every_measure_is_explained() -> None:
    assert set(measures([])) == set(MEANINGS)


@pytest.mark.parametrize(
    ("held", "n", "low", "high"),
    [(81, 263, 0.2553, 0.3662), (15, 148, 0.0624, 0.1605), (0, 20, 0.0, 0.1611), (1, 29, 0.0061, 0.1718)],
)
def test_wilson_interval_against_newcombe_1998(held: int, n: int, low: float, high: float) -> None:
    found = share([True] * held + [False] * (n - held))
    assert found.low == pytest.approx(low, abs=5e-5)
    assert found.high == pytest.approx(high, abs=5e-5)
    assert (found.n, found.value) == (n, held / n)


@unhurried
@given(st.lists(st.booleans(), min_size=1))
def test_the_interval_lies_around_the_share_within_0_and_1(held: list[bool]) -> None:
    found = share(held)
    assert found.low is not None and found.value is not None and found.high is not None
    assert 0 <= found.low <= found.value + 1e-12 and found.value - 1e-12 <= found.high <= 1


def test_percentiles_are_times_that_were_measured() -> None:
    assert spread([float(time) for time in range(100, 0, -1)]).model_dump() == {"n": 100, "p50": 50.0, "p95": 95.0}
    assert spread([]).p50 is None


def test_a_run_that_is_stopped_goes_on_where_it_stopped(tmp_path: Path, suite: Suite) -> None:
    class Stopped(Honest):
        def ask(
            self, question: str, history: Sequence[Turn] = (), area: str | None = None, generator: str = "quotes"
        ) -> Answer:
            if len(self.asked) == 5:
                raise KeyboardInterrupt
            return super().ask(question, history, area, generator)

    first, second = Stopped(), Honest()
    with pytest.raises(KeyboardInterrupt):
        run(suite, first, started(tmp_path, suite), "quotes")
    assert score(RunFolder(tmp_path / "run")).asked == 5
    with (tmp_path / "run" / "answers.jsonl").open("a") as file:
        file.write('{"id": "talk/2", "question": "cut sh')
    run(suite, second, started(tmp_path, suite), "quotes")

    assert second.asked == ["And who signed the letter?"]
    assert [turn.question for turn in second.histories[0]] == ["How many places were created? (Walsall)"]
    assert second.histories[0][0].local_area == "Walsall"
    lines = (tmp_path / "run" / "answers.jsonl").read_text().splitlines()
    assert [json.loads(line)["id"] for line in lines] == [case.id for case in suite.cases]
    assert values(score(RunFolder(tmp_path / "run"))) == PERFECT


def test_a_line_of_answers_is_the_answer_with_its_id(tmp_path: Path, suite: Suite) -> None:
    scored(tmp_path, suite, Honest())
    line = json.loads((tmp_path / "run" / "answers.jsonl").read_text().splitlines()[0])
    assert line.pop("id") == "improved"
    assert Answer.model_validate(line) == Honest().quoted(line["question"], "seven of the nine")


def test_an_error_is_data_and_its_case_is_asked_again(tmp_path: Path, suite: Suite) -> None:
    class Failing(Honest):
        def quoted(self, question: str, needle: str) -> Answer:
            if needle in ("seven of the nine", "111"):
                raise ZeroDivisionError("no evidence")
            return super().quoted(question, needle)

    result = scored(tmp_path, suite, Failing())
    assert result.measures["errors"].value == 3 / 6  # the turn after a failed one cannot be asked
    assert result.measures["facts"].value == 1 / 4
    assert {failure.id: failure.status for failure in result.failed} == dict.fromkeys(
        ("improved", "talk/1", "talk/2"), "error"
    )
    assert "ZeroDivisionError: no evidence" in table(result)
    assert values(scored(tmp_path, suite, Honest())) == PERFECT


def test_a_fault_of_the_set_up_ends_the_run(tmp_path: Path, suite: Suite) -> None:
    class Misnamed(Honest):
        def quoted(self, question: str, needle: str) -> Answer:
            raise SettingsError("there is no generator quots", "name another")

    with pytest.raises(SettingsError):
        run(suite, Misnamed(), started(tmp_path, suite), "quots")


def test_a_folder_with_something_else_in_it_is_refused(tmp_path: Path, suite: Suite) -> None:
    folder = started(tmp_path, suite)
    with pytest.raises(SuiteError, match="another generator"):
        started(tmp_path, suite, generator="other")
    with pytest.raises(SuiteError, match="not the folder of a run"):
        score(RunFolder(tmp_path))
    with pytest.raises(SuiteError, match="not a run"), RunFolder(tmp_path).claimed():
        pass
    with folder.claimed(), pytest.raises(SuiteError, match="another run"), RunFolder(folder.path).claimed():
        pass
    (tmp_path / "file").write_text("")
    with pytest.raises(SuiteError, match="cannot be written"), RunFolder(tmp_path / "file" / "run").claimed():
        pass


def test_a_suite_that_is_changed_after_the_run_is_refused(tmp_path: Path, suite: Suite) -> None:
    scored(tmp_path, suite, Honest())
    copy = tmp_path / "run" / "suite.yaml"
    copy.write_text(copy.read_text().replace("seven", "eight"))
    with pytest.raises(SuiteError, match="changed after the run"):
        score(RunFolder(tmp_path / "run"))


def test_the_table_shows_failed_cases_but_hides_those_held_out(tmp_path: Path) -> None:
    text = SUITE.replace("pages: [1]\n- id: visited", "pages: [1]\n  tags: [held-out]\n- id: visited")
    result = scored(tmp_path, load_suite(written(tmp_path, text)), Inventor())
    shown, whole = table(result), table(result, held_out=True)
    assert "talk/1: How many places were created?" in shown
    assert "not stated: 111" in shown
    assert "improved: " not in shown
    assert "1 of them held out" in shown
    assert "must not stand there: eight of the nine" in whole


def test_several_workers_give_the_answers_of_one_and_keep_dialogues_in_order(tmp_path: Path, suite: Suite) -> None:
    folder, system = started(tmp_path, suite, repeat=3), Honest()
    run(suite, system, folder, "quotes", workers=8)
    assert values(score(folder)) == PERFECT | {"same_each_time": 1.0}
    assert len(system.asked) == 18
    asked = zip(system.asked, system.histories, strict=True)
    assert [len(history) for question, history in asked if question.startswith("And who")] == [1, 1, 1]


@pytest.mark.parametrize(
    ("change", "refused"),
    [
        ({}, None),
        ({"seven of the nine": "six of the nine"}, "suite.yaml, line 5: no document that the case cites states 'six"),
        ({"seven of the nine": "six of the nine", "pages: [1]\n- id: v": "tags: [derived]\n- id: v"}, None),
        ({"seven of the nine": "six of the nine", 'nine"]]\n  cites: [': 'nine"]]\n  cites: [not-loaded, '}, None),
        ({'Chris Pollitt"]]': 'Nobody"]]\n    cites: [walsall-2022-revisit-letter]'}, "line 25: no document"),
    ],
)
def test_a_fact_that_the_cited_documents_do_not_state_is_refused_with_its_line(
    tmp_path: Path, change: dict[str, str], refused: str | None
) -> None:
    text = SUITE.replace('  never: ["eight of the nine"]\n', "")
    for old, new in change.items():
        assert old in text
        text = text.replace(old, new)
    path = written(tmp_path, text)
    with pytest.raises(SuiteError, match=refused) if refused else nullcontext():
        check_stated(load_suite(path), path, Honest().document_text)


# Command line, with the assistant itself


@pytest.mark.slow
def test_run_and_score_on_the_records(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    questions = """
questions:
- {id: a, question: "How many of the nine weaknesses had improved?", facts: [["seven of the nine"]]}
- {id: b, question: "What is the capital of France?", answerable: false}
"""
    suite, out = written(tmp_path, questions), tmp_path / "run"
    command = ["run", str(suite), "--corpus", str(ROOT / "corpus"), "--out", str(out)]
    assert main(command) == 0
    assert "2 of 2 cases answered, 0 ended in an error" in capsys.readouterr().out
    answers = (out / "answers.jsonl").read_text()
    assert main(command) == 0
    assert (out / "answers.jsonl").read_text() == answers, "what is answered is not asked again"

    capsys.readouterr()
    assert main(["score", str(out), "--json"]) == 0
    result = json.loads(capsys.readouterr().out)
    assert (result["cases"], result["asked"]) == (2, 2)
    assert result["measures"]["quotes_verbatim"]["value"] == 1.0
    assert result["measures"]["citation_page"]["value"] is None
    assert main(["score", str(out)]) == 0
    assert "2 of 2 cases asked" in capsys.readouterr().out


def test_known_errors_are_one_line_and_exit_1_and_wrong_usage_exits_2(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    suite = written(tmp_path, GOOD)
    for command in (
        ["run", str(tmp_path / "none.yaml"), "--out", str(tmp_path / "run")],
        ["run", str(suite), "--index", str(tmp_path / "none"), "--out", str(tmp_path / "run")],
        ["run", str(suite), "--corpus", str(tmp_path / "none"), "--out", str(tmp_path / "run")],
        ["score", str(tmp_path / "none")],
    ):
        assert main(command) == 1
        assert len(capsys.readouterr().err.strip().splitlines()) == 1
    for command in (
        [],
        ["run"],
        ["compare", "a"],
        ["run", str(suite), "--corpus", "a", "--index", "b", "--out", "c"],
    ):
        with pytest.raises(SystemExit) as stopped:
            main(command)
        assert stopped.value.code == 2
