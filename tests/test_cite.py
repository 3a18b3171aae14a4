"""Numbered citations: each quote once, in the order of its use, and nothing of a document is markup."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from assistant.cite import Cited, cite, source_line
from assistant.draft import Draft, Quote, Statement
from assistant.library import Library
from assistant.render import plain_text
from ingest.documents import Source
from ingest.index import Index
from ingest.place import Folder

LETTER, NEWS = "walsall-2022-revisit-letter", "walsall-2025-inspection-news"
MARKER = re.compile(r"(?<!\\)\[(\d+)\]")
places = st.tuples(st.sampled_from([LETTER, NEWS]), st.integers(0, 3000), st.integers(1, 300))


@pytest.fixture(scope="module")
def library(records_index: Folder) -> Library:
    with Index.open(records_index) as index:
        library = Library(index.view)
        for document in library.sources:
            library.get(document)  # read before the index is closed
        return library


def quoted(library: Library, place: tuple[str, int, int]) -> Quote:
    document, start, length = place
    end = min(start + length, len(library.get(document).text))
    return Quote(document, start, end, ("Main findings",))


def cited(library: Library, *statements: Statement) -> Cited:
    return cite(Draft("answered", statements), library)


@given(st.lists(st.lists(places, min_size=1, max_size=3), min_size=1, max_size=5))
def test_every_quote_is_numbered_once_in_the_order_of_its_use(
    library: Library, wanted: list[list[tuple[str, int, int]]]
) -> None:
    statements = [
        Statement(f"Statement {n}", tuple(quoted(library, place) for place in found)) for n, found in enumerate(wanted)
    ]
    made = cited(library, *statements)
    assert [c.n for c in made.citations] == list(range(1, len(made.citations) + 1))
    assert len({(c.document, c.start, c.end) for c in made.citations}) == len(made.citations)
    assert list(dict.fromkeys(n for claim in made.claims for n in claim.citations)) == [c.n for c in made.citations]
    assert [int(n) for n in MARKER.findall(made.markdown)] == [n for claim in made.claims for n in claim.citations]
    for citation in made.citations:
        assert library.get(citation.document).text[citation.start : citation.end] == citation.quote
        assert citation.title == library.sources[citation.document].title


@given(st.text(min_size=1, max_size=60), st.sampled_from(["direct", "quote", "note"]))
def test_no_text_of_a_statement_is_markup_or_a_marker(library: Library, text: str, form: str) -> None:
    quotes = () if form == "note" else (Quote(LETTER, 10, 20),)
    made = cited(library, Statement(f"see [1] {text} <b>x</b>", quotes, form))  # type: ignore[arg-type]
    assert len(MARKER.findall(made.markdown)) == len(quotes)
    html = MarkdownIt("commonmark", {"html": True}).render(made.markdown)
    assert set(re.findall(r"<(\w+)", html)) <= {"p", "strong", "ul", "li"}
    assert "<b>x</b>" in plain_text(made.markdown)


def test_a_note_states_no_fact_and_is_no_claim(library: Library) -> None:
    made = cited(library, Statement("Nothing is said of it.", form="note"), Statement("A.", (Quote(LETTER, 0, 9),)))
    assert [claim.text for claim in made.claims] == ["A."]
    assert "Nothing is said of it." in made.markdown


def test_quotes_stand_under_the_title_and_date_of_their_document(library: Library) -> None:
    text = library.get(NEWS).text
    start = text.index("Co-production is growing")
    end = text.index("\n", start)
    news, letter = Quote(NEWS, start, end), Quote(LETTER, 0, 9)
    made = cited(library, Statement(text[start:end], (news,)), Statement("B.", (news,)), Statement("C.", (letter,)))
    lines = plain_text(made.markdown).splitlines()
    assert [line for line in lines if line.endswith(":")] == [
        f"{source_line(library.sources[NEWS])}:",
        f"{source_line(library.sources[LETTER])}:",
    ]
    assert f"- “{text[start:end]}” [1]" in lines  # word for word, hence in quotation marks
    assert "- B. [1]" in lines and "- C. [2]" in lines


def test_a_citation_names_its_section_and_paragraph(library: Library) -> None:
    quotes = [
        Quote(LETTER, 0, 9, ("Main findings", "Outcomes"), "3.1.2"),
        Quote(LETTER, 10, 19, ("3.1.2 Outcomes",), "3.1.2"),
        Quote(LETTER, 20, 29),
    ]
    made = cited(library, *(Statement("X.", (quote,)) for quote in quotes))
    assert [c.section for c in made.citations] == ["Main findings › Outcomes (3.1.2)", "3.1.2 Outcomes", ""]


@pytest.mark.parametrize(
    ("known", "line"),
    [
        ({"published": "2022-06-23"}, "Revisit letter (Walsall), 23 June 2022"),
        ({"published": "2021"}, "Revisit letter (Walsall), 2021"),
        ({"inspected": "2022-06-20/2022-06-22"}, "Revisit letter (Walsall), inspected 20 to 22 June 2022"),
        ({}, "Revisit letter (Walsall), undated"),
        ({"title": "Letter to Walsall"}, "Letter to Walsall, undated"),
        ({"local_area": None}, "Revisit letter, undated"),
        ({"record": True}, "Our record of Revisit letter (Walsall), undated"),
    ],
)
def test_a_source_is_named_with_its_area_and_date(known: dict[str, object], line: str) -> None:
    fields: dict[str, object] = {"id": "letter", "title": "Revisit letter", "local_area": "Walsall"}
    assert source_line(Source.model_validate(fields | known)) == line
