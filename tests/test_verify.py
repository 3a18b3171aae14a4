"""Checking: what a claim states stands in its citations, or the claim is marked."""

import re
from collections.abc import Callable

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from assistant.answers import Answer, Citation, Claim
from assistant.ask import Assistant
from assistant.draft import COUNTED
from assistant.verify import fault_of, verify
from assistant.verify_figures import Asked
from assistant.verify_names import wrong_area
from ingest.dates import MONTH_NAMES, find_dates
from ingest.numbers import find_numbers

QUESTIONS = (
    "How many of the nine weaknesses had improved by 2022?",
    "When did inspectors revisit Walsall?",
    "What percentage of EHC plans were on time in April 2021?",
    "What percentage of EHC plans were on time?",
    "How many actions does Walsall's Written Statement of Action have?",
    "When did advisers from the Department for Education attend Walsall's Local Area Improvement Board?",
    "How many EHC plans were there in Walsall in January 2021?",
    "How many weaknesses were found in Worcestershire?",
    "When was Walsall's Accelerated Progress Plan agreed?",
    "What did inspectors find about the local offer in Walsall?",
)
TEXT = (
    "The inspection letter was published on 27 March 2019. Inspectors found that seven of the nine areas had improved. "
    "In 2021 there were 2,596 plans, and 73.9% were on time in April. Two areas had not improved by June 2022."
)
answer_numbers = st.integers(0, len(QUESTIONS) - 1)


@pytest.fixture(scope="module")
def answers(on_records: Assistant) -> list[Answer]:
    return [on_records.ask(question) for question in QUESTIONS]


@pytest.fixture(scope="module")
def text_of(on_records: Assistant) -> Callable[[str], str]:
    return on_records.document_text


def citation(quote: str, n: int = 1, published: str | None = "2022-06-23", section: str = "Findings") -> Citation:
    start = TEXT.index(quote)
    return Citation(
        n=n,
        document="letter",
        title="Revisit letter",
        local_area="Walsall",
        kind="revisit letter",
        published=published,
        page=None,
        section=section,
        quote=quote,
        start=start,
        end=start + len(quote),
        url=None,
    )


def check(text: str, *quotes: str) -> Claim:
    """The claim, checked against quotes of ``TEXT``."""
    cited = [citation(quote, n) for n, quote in enumerate(quotes, 1)]
    (claim,) = verify([Claim(text=text, citations=tuple(c.n for c in cited))], cited, lambda _: TEXT)
    return claim


@pytest.mark.parametrize(
    ("text", "quote"),
    [
        ("Seven of the nine.", "seven of the nine areas"),
        ("7 of 9 had improved.", "seven of the nine areas"),
        ("2596 plans", "2,596 plans"),
        ("There were two thousand five hundred and ninety-six.", "2,596 plans"),
        ("Published on 27 March 2019", "published on 27 March 2019"),
        ("Published 27/03/2019", "published on 27 March 2019"),
        ("Published in March 2019", "published on 27 March 2019"),
        ("Published in 2019", "published on 27 March 2019"),
        ("73.9% (April 2021)", "In 2021 there were 2,596 plans, and 73.9% were on time in April."),
        ("The letter of 23 June 2022 says that two had not.", "Two areas had not improved"),
        ("No figure and no date at all", "Inspectors found"),
    ],
)
def test_what_the_quote_says_in_other_forms_is_supported(text: str, quote: str) -> None:
    claim = check(text, quote)
    assert (claim.check, claim.why) == ("supported", "")


@pytest.mark.parametrize(
    ("text", "quote", "missing"),
    [
        ("Six of the nine.", "seven of the nine areas", "Six"),
        ("Seven of the ten.", "seven of the nine areas", "ten"),
        ("2,597 plans", "2,596 plans", "2,597"),
        ("73.8% were on time", "73.9% were on time", "73.8%"),
        ("739 plans", "73.9% were on time", "739"),
        ("9% had improved", "seven of the nine areas", "9%"),
        ("Published on 28 March 2019", "published on 27 March 2019", "28 March 2019"),
        ("Published in May 2019", "published on 27 March 2019", "May 2019"),
        ("Published in 2018", "published on 27 March 2019", "2018"),
        ("Not improved by 30 June 2023", "by June 2022", "30 June 2023"),
        ("27 March 2019", "Inspectors found", "27 March 2019"),
        ("Seven of the nine by 2019", "seven of the nine areas", "2019"),
    ],
)
def test_what_the_quote_does_not_say_is_marked_and_named(text: str, quote: str, missing: str) -> None:
    claim = check(text, quote)
    assert claim.check == "unsupported"
    assert missing in claim.why


NEAR = (
    "Timeliness was 45.2% in January 2021, 61.0% in April 2021 and 38.1% in May 2021. "
    "Nationally, 58.0% of plans were on time, compared with 49.5% in Walsall. "
    "The letter was sent on 27 March 2019 and the plan was agreed on 8 April 2022. "
    "Sally Rowe is Director of Children's Services and Helena Kucharczyk is the nominated officer. "
    "The area has not made sufficient progress in improving the local offer. "
    "There were 346 open assessments and 81 overdue reviews."
)


def near(text: str, *areas: str, periods: tuple[str, ...] = ()) -> str:
    """Why a claim fails, checked against all of ``NEAR``."""
    cited = citation(TEXT[:10]).model_copy(update={"quote": NEAR, "start": 0, "end": len(NEAR)})
    return fault_of(Claim(text=text, citations=(1,)), [cited], lambda _: NEAR, asked=Asked(areas, periods, wider=False))


@pytest.mark.parametrize(
    "text",
    [
        "In April 2021 timeliness was 61.0%.",
        "Timeliness fell to 38.1% in May 2021, from 61.0% in April 2021.",
        "In Walsall, 49.5% of plans were on time.",
        "58.0% of plans were on time nationally.",
        "The plan was agreed on 8 April 2022.",
        "Helena Kucharczyk is the nominated officer.",
        "The local offer has not made sufficient progress.",
        "There were 81 overdue reviews.",
    ],
)
def test_what_stands_there_for_what_the_claim_says_is_borne_out(text: str) -> None:
    assert near(text, "Walsall") == ""


@pytest.mark.parametrize(
    "text",
    [
        "In April 2021 timeliness was 38.1%.",  # May's
        "In May 2021 timeliness was 45.2%.",  # January's
        "In Walsall, 58.0% of plans were on time.",  # the country's
        "The plan was agreed on 27 March 2019.",  # the letter's date
        "Sally Rowe is the nominated officer.",  # another's post
        "Sally Roberts is the nominated officer.",  # named nowhere
        "The local offer has made sufficient progress.",  # the opposite
        "There were 346 overdue reviews.",  # the assessments
        "In Bexley timeliness was 61.0% in April 2021.",  # another area
        "Halton Borough Council agreed the plan on 8 April 2022.",
    ],
)
def test_what_stands_there_for_something_else_is_marked(text: str) -> None:
    assert near(text, "Walsall")


def test_a_figure_that_names_no_time_is_of_the_time_asked_about() -> None:
    assert near("Timeliness was 61.0%.", periods=("2021-04",)) == ""
    assert "May 2021" in near("Timeliness was 38.1%.", periods=("2021-04",))


def test_what_stands_in_the_document_but_not_in_the_quote_is_marked() -> None:
    assert "2,596" in TEXT
    assert check("There were 2,596 plans.", "seven of the nine areas").check == "unsupported"
    assert check("There were 2,596 plans.", "seven of the nine areas", "2,596 plans").check == "supported"


def test_a_name_that_is_nearly_an_area_is_none() -> None:
    cited = [citation("seven of the nine areas", 1)]
    assert wrong_area("Councillor Wrenfield asked about seven of the nine areas", cited) == ""
    assert wrong_area("Enfield had seven of the nine areas", cited) == "Enfield"


def test_a_claim_is_checked_against_its_own_citations_only() -> None:
    cited = [citation("seven of the nine areas", 1), citation("2,596 plans", 2)]
    claims = [Claim(text="2,596", citations=(1,)), Claim(text="2,596", citations=(2,))]
    checked = verify(claims, cited, lambda _: TEXT)
    assert [claim.check for claim in checked] == ["unsupported", "supported"]


@pytest.mark.parametrize(("text", "check"), [("Three.", "supported"), ("3", "supported"), ("Four.", "unsupported")])
def test_a_count_is_borne_out_by_as_many_quotes(text: str, check: str) -> None:
    cited = [citation(quote, n) for n, quote in enumerate(("Inspectors found", "nine areas", "on time in April"), 1)]
    (claim,) = verify([Claim(text=text, citations=(1, 2, 3), why=COUNTED)], cited, lambda _: TEXT)
    assert claim.check == check
    (claim,) = verify([Claim(text=text, citations=(1, 2, 3))], cited, lambda _: TEXT)
    assert claim.check == "unsupported"  # it does not say that it was counted


@pytest.mark.parametrize("citations", [(), (7,)])
def test_a_claim_that_cites_nothing_is_marked(citations: tuple[int, ...]) -> None:
    (claim,) = verify([Claim(text="All is well.", citations=citations)], [citation("Inspectors found")], lambda _: TEXT)
    assert claim.check == "unsupported" and claim.why


def test_honest_claims_of_real_answers_are_supported(answers: list[Answer], text_of: Callable[[str], str]) -> None:
    for answer in answers:
        assert answer.status == "answered"
        assert verify(answer.claims, answer.citations, text_of) == answer.claims
        assert {claim.check for claim in answer.claims} == {"supported"}


@given(answer_numbers, st.data())
def test_an_altered_number_is_marked(
    answers: list[Answer], text_of: Callable[[str], str], which: int, data: st.DataObject
) -> None:
    claim, found = data.draw(st.sampled_from(_with_numbers(answers[which]) or [(None, None)]))
    assume(claim is not None)
    other = str(data.draw(st.integers(0, 3000)))
    assume(other not in _values(answers[which], claim))
    altered = claim.model_copy(update={"text": claim.text[: found[0]] + other + claim.text[found[1] :]})
    (checked,) = verify([altered], answers[which].citations, text_of)
    assert checked.check == "unsupported" and checked.why


@given(answer_numbers, st.data(), st.integers(1, 12), st.integers(2010, 2030))
def test_an_altered_date_is_marked(
    answers: list[Answer], text_of: Callable[[str], str], which: int, data: st.DataObject, month: int, year: int
) -> None:
    dated = [(c, span) for c in answers[which].claims for span in find_dates(c.text)]
    claim, span = data.draw(st.sampled_from(dated or [(None, None)]))
    assume(claim is not None and span is not None)
    cited = [c for c in answers[which].citations if c.n in claim.citations]
    held = " ".join([f"{c.quote} {c.section} {c.title} {c.published}" for c in cited])
    assume(str(year) not in held or MONTH_NAMES[month] not in held)
    assume(not any(f"{year}-{month:02d}" in (c.published or "") for c in cited))
    text = f"{claim.text[: span.start]}{MONTH_NAMES[month]} {year}{claim.text[span.end :]}"
    (checked,) = verify([claim.model_copy(update={"text": text})], answers[which].citations, text_of)
    assert checked.check == "unsupported" and str(year) in checked.why


@given(answer_numbers, st.data())
def test_an_altered_quote_is_marked(
    answers: list[Answer], text_of: Callable[[str], str], which: int, data: st.DataObject
) -> None:
    answer = answers[which]
    at = data.draw(st.integers(0, len(answer.citations) - 1))
    honest = answer.citations[at]
    place = data.draw(st.integers(0, len(honest.quote) - 1))
    changes = [
        {"quote": honest.quote[:place] + honest.quote[place + 1 :]},
        {"quote": honest.quote[:place] + "§" + honest.quote[place:]},
        {"start": honest.start + 1, "end": honest.end + 1},
        {"end": honest.end - 1},
        {"quote": honest.quote.upper()},
    ]
    altered = honest.model_copy(update=data.draw(st.sampled_from(changes)))
    assume(text_of(altered.document)[altered.start : altered.end] != altered.quote)
    cited = [*answer.citations[:at], altered, *answer.citations[at + 1 :]]
    for claim in verify(answer.claims, cited, text_of):
        assert (claim.check == "unsupported") == (altered.n in claim.citations)
        assert claim.check == "supported" or f"[{altered.n}]" in claim.why


def _with_numbers(answer: Answer) -> list[tuple[Claim, tuple[int, int]]]:
    """Claims with the places of their numbers that are not part of a date."""
    found = []
    for claim in answer.claims:
        dates = find_dates(claim.text)
        for number in find_numbers(claim.text):
            apart = not any(date.start <= number.start < date.end for date in dates)
            if apart and not re.match(r"\s*\w+ (?:19|20)\d\d", claim.text[number.end :]):
                found.append((claim, (number.start, number.end)))
    return found


def _values(answer: Answer, claim: Claim) -> set[str]:
    """Values of the numbers that a claim's citations hold."""
    cited = [c for c in answer.citations if c.n in claim.citations]
    return {number.value for c in cited for number in find_numbers(c.quote)}
