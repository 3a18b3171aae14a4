"""Passages: never longer than the embedder reads, in their place, and nothing left out."""

import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from making import read_once, reports

from ingest.documents import Block, Document, Passage, Section, Source
from ingest.embed import Embedder
from ingest.sentences import sentences
from ingest.split import split


@pytest.fixture(scope="module")
def documents(originals: Path) -> list[Document]:
    return [*(read_once(file) for file in sorted(originals.glob("*.txt"))), *reports(originals).values()]


@pytest.fixture(scope="module")
def passages(documents: list[Document], embedder: Embedder) -> list[tuple[Document, tuple[Passage, ...]]]:
    return [(d, split(d, embedder.count_tokens, embedder.max_tokens)) for d in documents]


Split = list[tuple[Document, tuple[Passage, ...]]]


def test_never_longer_than_the_embedder_reads(passages: Split, embedder: Embedder) -> None:
    for document, found in passages:
        sizes = [embedder.count_tokens(p.embedded) for p in found]
        assert max(sizes) <= embedder.max_tokens, document.source.id
        assert len(found) < 120


def test_slices_of_the_text_with_their_page_and_path(passages: Split) -> None:
    for document, found in passages:
        for passage in found:
            assert document.text[passage.start : passage.end] == passage.text
            assert passage.embedded.endswith(passage.text)
            assert passage.page == document.page_at(passage.start)
            section = next(s for s in document.sections if s.start <= passage.start < s.end)
            assert passage.path == section.path and passage.end <= section.end
            assert not passage.path or passage.path[-1][:20] in passage.embedded
        assert len({p.id for p in found}) == len(found)
        assert (found[0].page is None) == (document.pages is None)


def test_every_block_is_covered(passages: Split) -> None:
    for document, found in passages:
        covered = bytearray(len(document.text))
        for passage in found:
            assert not any(covered[passage.start : passage.end])
            covered[passage.start : passage.end] = b"\x01" * (passage.end - passage.start)
        for block in (b for s in document.sections for b in s.blocks):
            left = "".join(
                c for n, c in enumerate(document.text[block.start : block.end], block.start) if not covered[n]
            )
            assert not re.sub(r"[\s•]", "", left), (document.source.id, left)


def test_long_block_is_cut_between_sentences(passages: Split) -> None:
    """A passage ends with a block, or where a sentence of it does."""
    for document, found in passages:
        ends = {block.end for section in document.sections for block in section.blocks}
        inside = [p.text for p in found if p.end not in ends]
        assert all(text.endswith((".", "?", ":", ".”", ";")) for text in inside), document.source.id


def test_paragraph_number_goes_with_its_passage(passages: Split) -> None:
    found = next(f for d, f in passages if d.source.id == "walsall-2021-committee-report")
    assert next(p for p in found if p.text.startswith("On the 23rd July 2021")).label == "3.1.1"
    assert next(p for p in found if p.text.startswith("Progress has been made against")).label == "3.2.1"
    assert next(p for p in found if p.text.startswith("Nationally, there were")).label is None


def test_column_headings_go_with_the_first_row(passages: Split) -> None:
    found = next(f for d, f in passages if d.source.id == "walsall-2021-committee-report")
    (table,) = [p for p in found if "64.7%" in p.text]
    assert "January February March April May June July" in table.text
    bexley = next(f for d, f in passages if d.source.local_area == "Bexley")
    assert any(p.text.startswith("Responsible body\tAreas for priority action\nBexley Council") for p in bexley)


def test_area_and_kind_are_embedded(passages: Split) -> None:
    for document, found in passages:
        about = ", ".join(part for part in (document.source.local_area, document.source.kind) if part)
        assert about
        assert all(p.embedded.startswith(about) for p in found)


def words_as_tokens(text: str) -> int:
    """A plain stand-in for a tokenizer: a token a word, more for long ones."""
    return 2 + sum(1 + len(word) // 8 for word in text.split())


@settings(max_examples=80, deadline=None)
@given(
    texts=st.lists(st.text(alphabet="ab.  •\n", min_size=1, max_size=300).filter(str.strip), min_size=1, max_size=6),
    heading=st.text(alphabet="xy ", max_size=400),
    limit=st.integers(24, 80),
)
def test_any_blocks(texts: list[str], heading: str, limit: int) -> None:
    blocks: list[Block] = []
    text = ""
    for part in texts:
        text += "\n\n" if text else ""
        blocks.append(Block(kind="paragraph", start=len(text), end=len(text) + len(part)))
        text += part
    path = (heading,) if heading.strip() else ()
    section = Section(path=path, start=0, end=len(text), blocks=tuple(blocks))
    document = Document(source=Source(id="d", title="T"), text=text, sections=(section,))
    found = split(document, words_as_tokens, limit)
    assert all(words_as_tokens(p.embedded) <= limit for p in found)
    assert all(text[p.start : p.end] == p.text for p in found)
    said = re.sub(r"[\s•]", "", text)
    assert re.sub(r"[\s•]", "", "".join(p.text for p in found)) == said


def test_enormous_word_and_heading(embedder: Embedder) -> None:
    text = "x" * 30_000 + " end."
    section = Section(
        path=("y" * 5000,), start=0, end=len(text), blocks=(Block(kind="paragraph", start=0, end=len(text)),)
    )
    document = Document(source=Source(id="d", title="T"), text=text, sections=(section,))
    found = split(document, embedder.count_tokens, embedder.max_tokens)
    assert all(embedder.count_tokens(p.embedded) <= embedder.max_tokens for p in found)
    assert "".join(p.text for p in found) == text.replace(" ", "") or "".join(p.text for p in found) == text


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("It was late. It is not now.", ["It was late.", "It is not now."]),
        ("Mrs. Rowe wrote to Dr. Fry. He replied.", ["Mrs. Rowe wrote to Dr. Fry.", "He replied."]),
        ("Plans, e.g. EHC plans, are late.", ["Plans, e.g. EHC plans, are late."]),
        ("On 44.0% of plans. See www.gov.uk/ofsted now.", ["On 44.0% of plans.", "See www.gov.uk/ofsted now."]),
        ("Leaders should improve:\n• plans\n• reviews.", ["Leaders should improve:", "plans", "reviews."]),
        ("“We agree.” They said so.", ["“We agree.”", "They said so."]),
        ("J. O. Smith leads. She left.", ["J. O. Smith leads.", "She left."]),
    ],
)
def test_sentences(text: str, expected: list[str]) -> None:
    assert [text[start:end] for start, end in sentences(text)] == expected


@given(st.text(max_size=200))
def test_sentences_of_any_text_are_in_order_and_lose_no_word(text: str) -> None:
    found = list(sentences(text))
    assert found == sorted(found)
    assert re.sub(r"[\s•]", "", "".join(text[a:b] for a, b in found)) == re.sub(r"[\s•]", "", text)
