"""A redacted question tells of nobody: no name, number or address is left; what is no secret can be read."""

import re

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from assistant.redact import plain_words, redacted
from assistant.redact_forms import PLACEHOLDERS
from ingest.areas import gazetteer

NAMES_IN_LINES = """
Oliver Amelia Isla Noah Grace Hope Mark Rose Jack Daisy Poppy Archie Freddie Muhammad Mohammed Yusuf Zainab
Aisha Khadija Omar Priya Arjun Harpreet Wei Olu Chidi Ngozi Aoife Siobhan Niamh Rhys Carys Agnieszka Piotr
Dmitri Fatou Kwame Xanthippe Anne-Marie O'Brien D'Souza Smith Jones Khan Patel Taylor Baker Cook Singh Kaur
Begum Nowak Joy Ruby Faith Dawn Frank Bill Chase Amber Ivy Harry Łukasz Zoë Renée José 美玲 فاطمة
"""
NAMES = tuple(NAMES_IN_LINES.split())
"""Given names and surnames of people in England; some are English words too."""
SENTENCES = (
    "My son {} waits for an autism assessment in Walsall",
    "my daughter {}, who is 7, has no plan",
    "does {} get speech and language therapy?",
    "What did inspectors say of {}'s school in Herefordshire?",
    "{} is still waiting. What is the share of plans on time in April 2021?",
    "I am {} and I want to know about EHC plans",
    "Why did Mrs {} get no answer?",
    "is {} entitled to transport",
    "({}) How many weaknesses had improved?",
    "WHY IS {} WAITING",
    "Kind regards, {}",
)
LETTERS = st.text(alphabet="abcdefghjklnopqrstuwyz", min_size=1, max_size=2)
DIGITS = st.text(alphabet="0123456789", min_size=10, max_size=11)


def left(text: str) -> str:
    """What stands beside the placeholders, in small letters."""
    for placeholder in PLACEHOLDERS:
        text = text.replace(placeholder, " ")
    return text.lower()


@given(st.sampled_from(NAMES), st.sampled_from(SENTENCES), st.booleans(), st.sampled_from([*NAMES, ""]))
@settings(max_examples=400, deadline=None)
def test_no_name_is_left(name: str, sentence: str, is_small: bool, surname: str) -> None:
    said = f"{name} {surname}".strip()
    found = left(redacted(sentence.format(said.lower() if is_small else said)))
    for part in re.findall(r"\w{2,}", said.lower()):
        assert part not in re.findall(r"\w+", found), found


@given(DIGITS, st.lists(st.sampled_from([" ", "-", ".", ") ", " / ", "", "–", ", "]), min_size=10, max_size=10))
@example("02020122034", [" "] + [""] * 3 + [" "] + [""] * 5)
@settings(max_examples=400, deadline=None)
def test_no_digits_of_a_telephone_number_are_left(digits: str, gaps: list[str]) -> None:
    number = "0" + "".join(digit + gap for digit, gap in zip(digits, [*gaps, ""], strict=False)).strip(" /,-–.)")
    for sentence in ("Ring {} about Walsall", "tel:{}", "{}", "my number is +44 {}, thanks"):
        assert not re.search(r"\d", left(redacted(sentence.format(number)))), number


@given(LETTERS, st.integers(1, 99), st.integers(0, 9), LETTERS, st.sampled_from([" ", "", "  ", "-"]), st.booleans())
@settings(max_examples=300, deadline=None)
def test_nothing_of_a_postcode_is_left(area: str, district: int, sector: int, unit: str, gap: str, big: bool) -> None:
    postcode = f"{area}{district}{gap}{sector}{(unit * 2)[:2]}"
    found = left(redacted(f"We live near {postcode.upper() if big else postcode} in Kent"))
    assert found.split() == ["we", "live", "near", "in", "kent"], found


@pytest.mark.parametrize(
    ("said", "kept"),
    [
        ("jane.smith+send@example.co.uk wrote", "[email] wrote"),
        ("see https://example.org/reset?token=a1B2c3 and www.example.org", "see [link] and [link]"),
        ("NHS number 943 476 5919, UPN A123456789012", "NHS number [number], UPN [number]"),
        ("he was born on 3 May 2014", "he was born [date]"),
        ("her date of birth is 03/05/2014", "her born [date]"),
        ("we live at Flat 3, 12 School Lane", "we live at [address]"),
        ("they live in Station Road", "they live in [address]"),
        ("oh seven seven double zero nine double one", "[number]"),
        ("What of Mr Young, Mrs May and Councillor Price?", "What of Mr [name], Mrs [name] and Councillor [name]?"),
        ("My son Will is 5. Will the plans be on time?", "My son [name] is 5. Will the plans be on time?"),
        ("Summer waits since the summer term", "[name] waits since the summer term"),
        ("Oakwood School refused her", "[name] School refused her"),
        ("O\u200bliver needs help", "[name] needs help"),
        ("０７７００ ９００１２３", "[number]"),
    ],
)
def test_what_tells_who_it_is_about_is_named_by_its_kind(said: str, kept: str) -> None:
    assert redacted(said) == kept


@pytest.mark.parametrize(
    "question",
    [
        "How many of the nine weaknesses had improved by 2022?",
        "What share of EHC plans was on time in April 2021 and in May 2022?",
        "What did Ofsted and the Care Quality Commission find about autism assessments in Stoke-on-Trent?",
        "What did the Black Country Integrated Care Board promise in 2021-22 or 2022/23?",
        "Who leads on Priority Action 3 of the Written Statement of Action?",
        "Isn't the council's SENDIASS there for families? They've waited 52 weeks, haven't they?",
        "Is 43% or 57% right for Walsall's 20-week timeliness in Q3 2023?",
        "Between June and August 2024, did the Department for Education visit Bath and North East Somerset?",
    ],
)
def test_questions_of_areas_times_and_bodies_stay_as_they_are(question: str) -> None:
    assert redacted(question) == question


def test_every_local_area_can_be_read() -> None:
    for area in gazetteer().values():
        assert redacted(f"What did inspectors find in {area}?") == f"What did inspectors find in {area}?"


@given(st.text(max_size=300))
@settings(max_examples=300, deadline=None)
def test_nothing_unknown_is_left_of_any_text(text: str) -> None:
    once = redacted(text)
    assert "\n" not in once and not re.search(r"\d{5}|@|://", once)
    known = plain_words() | {part for name in gazetteer() for part in re.findall(r"\w+", name)}
    for word in re.findall(r"[^\W\d_]{4,}", left(once)):
        assert word in known or word.removesuffix("s") in known, once


def test_the_list_of_plain_words_holds_no_name() -> None:
    assert not {name.lower() for name in NAMES} & plain_words()
