"""Words of questions and documents: what means the same is the same, and every token stands where it says."""

from collections.abc import Callable
from pathlib import Path

import pytest
import yaml
from hypothesis import example, given
from hypothesis import strategies as st

import assistant.words as words
from assistant.words import keys, says, tokens

LEXICON: dict[str, list[str]] = yaml.safe_load(Path(words.__file__).with_name("lexicon.yaml").read_text("utf-8"))
PHRASES = [(concept, phrase) for concept, phrases in LEXICON.items() for phrase in phrases]
TEXT = st.lists(st.sampled_from([phrase for _, phrase in PHRASES]) | st.text(max_size=12), max_size=8).map(" ".join)


@pytest.mark.parametrize(
    "wordings",
    [
        (
            "EHCP",
            "ehcps",
            "EHC plan",
            "EHC plans",
            "education, health and care plan",
            "Education Health and Care Plans",
        ),
        ("within 20 weeks", "on time", "20-week", "20 week", "in 20 weeks"),
        ("parent carer forum", "Parent and Carer Forum"),
        ("SENDIASS", "SENDIAS", "information, advice and support service"),
        ("per cent", "percent", "percentage", "%"),
        ("ASD", "autism", "autistic"),
        ("weakness", "weaknesses", "areas of significant weakness", "areas of concern"),
        ("lead inspector", "led the inspection"),
        ("children's mental health service", "children’s mental health service", "CAMHS"),
        ("nine", "9"),
        ("2,596", "2596"),
        ("inspected", "inspection", "inspections"),
    ],
    ids=lambda wordings: wordings[0],
)
def test_what_means_the_same_is_the_same_to_the_search(wordings: tuple[str, ...]) -> None:
    assert len({tuple(token.key for token in tokens(wording)) for wording in wordings}) == 1


@pytest.mark.parametrize("spelt", [str, str.upper, lambda phrase: phrase.replace("'", "’"), "({}),".format])
def test_every_phrase_of_the_lexicon_is_read_as_its_concept(spelt: Callable[[str], str]) -> None:
    read = {phrase: [token.key for token in tokens(spelt(phrase))] for _, phrase in PHRASES}
    assert read == {phrase: [f"={concept}"] for concept, phrase in PHRASES}


def test_no_phrase_stands_for_two_concepts() -> None:
    concepts: dict[str, set[str]] = {}
    for concept, phrase in PHRASES:
        concepts.setdefault(phrase, set()).add(concept)
    assert [phrase for phrase, found in concepts.items() if len(found) > 1] == []


@pytest.mark.parametrize(
    ("text", "said", "not_said"),
    [
        ("How many plans were issued on time?", "=ontime", "=published"),
        ("The area has not made sufficient progress.", "=progress_not", "=progress_ok"),
        ("The area has made sufficient progress.", "=progress_ok", "=progress_not"),
        ("an area for priority action", "=priority_action", "area"),
        ("They had improved, but had not improved enough.", "=progress_not", "improv"),
        ("Speech and language therapists", "=slt", "speech"),
        ("sleep", "sleep", "=edpsych"),
        ("a discompliance", "discompli", "=ontime"),
    ],
)
def test_the_longest_phrase_wins_and_no_part_of_a_word_counts(text: str, said: str, not_said: str) -> None:
    assert said in keys(text)
    assert not_said not in keys(text)


@given(TEXT)
@example("%’s 20-week EHC P’s £1,000.50%")
def test_tokens_stand_in_order_where_they_say(text: str) -> None:
    found = tokens(text)
    places = [place for token in found for place in (token.start, token.end)]
    assert places == sorted(places)
    assert all(text[token.start : token.end].strip() for token in found)
    assert "=unknown" not in {token.key for token in found}


@given(TEXT)
def test_capitals_and_curly_apostrophes_change_nothing(text: str) -> None:
    straight = text.lower().replace("’", "'")
    if straight.upper().lower() == straight:  # some letters have no capital of their own
        assert keys(straight) == keys(straight.replace("'", "’")) == keys(straight.upper())


def test_a_parents_word_finds_the_documents_word_and_not_the_other_way_round() -> None:
    (asked,) = keys("plan")
    assert says(asked, set(keys("The EHCP was late.")))
    assert not says(keys("EHCP")[0], set(keys("The plan was late.")))
