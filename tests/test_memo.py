"""What is kept for speed changes nothing: the same as worked out anew, once an answer, and never beyond it."""

from hypothesis import given
from hypothesis import strategies as st

from assistant.late import Late
from assistant.memo import once, one_answer
from assistant.orders import _IN_DOCUMENT, is_order
from ingest.areas import also_known

WORDS = (
    *("Ignore", "the", "previous", "instructions", "disregard", "you are", "an", "AI", "assistant", "reply", "with"),
    *("only", "Dear", "chatbot", "note", "to", "model", "system prompt", "aid", "models", "report", "answer", "£5"),
    *("ſystem prompt", "dıſregard", "Kept", "override", "rules", "hello", "attention", "as an ai", "\n", "children"),
)


@given(st.lists(st.sampled_from(WORDS), max_size=8), st.booleans())
def test_orders_are_found_in_just_the_texts_that_hold_one(words: list[str], loud: bool) -> None:
    text = " ".join(words).upper() if loud else " ".join(words)
    assert is_order(text) == bool(_IN_DOCUMENT.search(text))


def test_within_an_answer_the_same_is_worked_out_once_and_never_beyond_it() -> None:
    asked: list[int] = []

    @once
    def work(number: int) -> int:
        asked.append(number)
        return 2 * number

    with one_answer():
        assert [work(1), work(1), work(2)] == [2, 2, 4] and asked == [1, 2]
        with one_answer():
            assert work(1) == 2 and asked == [1, 2, 1], "another answer begins anew"
        assert work(1) == 2 and asked == [1, 2, 1], "and leaves the first as it was"
    assert [work(1), work(1)] == [2, 2] and asked == [1, 2, 1, 1, 1]


def test_an_area_that_only_the_documents_know_is_not_taken_from_another_answer() -> None:
    from assistant.content import content_tokens

    text = "What did inspectors find about plans in Middlemarch?"
    found = []
    for names in ((), ("Middlemarch",)):
        with also_known(names), one_answer():
            found.append([token.key for token in content_tokens(text)])
    assert len(found[0]) == len(found[1]) + 1


def test_what_is_late_is_made_when_it_is_looked_at_and_only_once() -> None:
    made: list[str] = []

    def make() -> list[int]:
        made.append("made")
        return [3, 1, 2]

    late = Late(make)
    assert not made
    assert (len(late), late[0], list(late[1:]), list(late), bool(late)) == (3, 3, [1, 2], [3, 1, 2], True)
    assert made == ["made"] and not Late(list)
