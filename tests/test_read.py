"""The five original texts: what stands in them, and where."""

import re
from collections import Counter
from pathlib import Path

import pytest
from making import FORMATS, Heading, Items, Part, Text, make, read_once

from ingest.catalogue import Catalogue
from ingest.documents import Document, Section
from ingest.errors import NothingToRead
from ingest.find import find_files
from ingest.read import read

WEAKNESSES = (
    "The lack of a meaningful partnership and co-production",
    "Poor-quality EHC plans",
    "Poor outcomes for children and young people with SEND",
    "A lack of post-diagnostic support",
    "A high and disproportionate number of fixed-term and permanent exclusions",
    "A lack of appropriate provision and support",
    "A failure to ensure an impartial information, advice and support (IASS) service",
    "The poor quality of the local offer",
    "Weak arrangements for joint commissioning",
)


@pytest.fixture(scope="module")
def report(originals: Path) -> Document:
    return read_once(originals / "walsall-2021-committee-report.txt")


@pytest.fixture(scope="module")
def letter(originals: Path) -> Document:
    return read_once(originals / "walsall-2022-revisit-letter.txt")


def blocks(document: Document, section: Section) -> list[str]:
    return [document.text[b.start : b.end] for b in section.blocks]


def labelled(document: Document, label: str) -> list[str]:
    return [document.text[b.start : b.end] for s in document.sections for b in s.blocks if b.label == label]


class TestCommitteeReport:
    def test_headings_and_their_numbers(self, report: Document) -> None:
        deep = [s.path for s in report.sections]
        top = list(dict.fromkeys(path[0] for path in deep))
        assert top == [
            "1 Aim",
            "2 Recommendations",
            "3 Report detail – know",
            "4 Financial information",
            "5 Reducing Inequalities",
            "6 Decide",
            "7 Respond",
            "8 Review",
        ]
        assert ("3 Report detail – know", "3.2 Programme update", "3.2.3 Improving Outcomes Work stream") in deep
        assert (*deep[3], "3.2.2 The Co-Production and Engagement Work stream") not in deep  # it is below 3.2, not 3.1

    def test_numbered_paragraphs_and_the_number_given_twice(self, report: Document) -> None:
        first, second = labelled(report, "3.1.4")
        assert "are methodically examining" in first
        assert "are beginning to examine" in second
        (visit,) = labelled(report, "3.1.2")
        assert visit.startswith("The visit offered further scrutiny") and visit.endswith("needed for re-inspection.")

    def test_lines_wrapped_inside_sentences_are_joined(self, report: Document) -> None:
        for wording in (
            "a well-organised and coherent improvement programme",
            "delayed due to Covid-19 are behind original milestones",
            "https://www.family-action.org.uk/what-we-do/children-families/walsall-sendiass/",
            "as identified in section 3.3.3 Risks and Further Actions Taken. We expect",
        ):
            assert wording in report.text

    def test_bullets_of_a_symbol_font(self, report: Document) -> None:
        items = [b for s in report.sections for b in s.blocks if b.kind == "item"]
        assert len(items) == 25
        assert all(b.level == 1 for b in items)
        assert not any("\uf000" <= c <= "\uf0ff" for c in report.text)

    def test_flattened_table_of_seven_months_and_six_series(self, report: Document) -> None:
        (table,) = [t for s in report.sections for t in s.tables]
        assert table.spanning is not None and table.spanning.text == "2021"
        assert [c.text for c in table.headings] == ["January", "February", "March", "April", "May", "June", "July"]
        assert table.caption is not None and table.caption.startswith("Progress Report Re. Completion of EHCP Plans")
        assert [[c.text for c in row] for row in table.rows] == [
            ["Number of EHCP Plans Issued, excluding exceptions", "34", "33", "25", "23", "17", "19", "33"],
            ["Number of these issued in 20 weeks", "22", "20", "11", "17", "5", "9", "7"],
            ["% in 20 weeks", "64.7%", "60.6%", "44.0%", "73.9%", "29.4%", "47.4%", "21.2%"],
            ["Cumulative 12 months to date", "521", "517", "488", "464", "413", "397", "402"],
            ["Number of these issued in 20 weeks", "129", "149", "150", "156", "148", "149", "151"],
            ["Cumulative % in 20 weeks", "24.8%", "28.8%", "30.7%", "33.6%", "35.8%", "37.5%", "37.6%"],
        ]
        for row in (table.headings, *table.rows):
            assert [report.text[c.start : c.end] for c in row] == [c.text for c in row]


class TestRevisitLetter:
    def test_nine_weaknesses_are_sections_in_order(self, letter: Document) -> None:
        below = [s for s in letter.sections if len(s.path) == 2]
        assert len(below) == 9
        assert all(s.path[0] == "Main findings" for s in below)
        assert all(s.path[1].startswith(name) for s, name in zip(below, WEAKNESSES, strict=True))
        for found in below:
            assert blocks(letter, found)[0].startswith("At the initial inspection, inspectors found")
            assert blocks(letter, found)[1] == found.path[1]

    def test_verdicts_stay_with_their_weakness(self, letter: Document) -> None:
        below = [s for s in letter.sections if len(s.path) == 2]
        last = [blocks(letter, s)[-1] for s in below]
        stated = [n for n, text in enumerate(last) if "sufficient progress to improve this area of weakness" in text]
        assert stated == [1, 5, 6, 7, 8]
        assert [n for n in stated if "has not made" in last[n]] == [1, 7]

    def test_what_follows_the_last_verdict_belongs_to_no_weakness(self, letter: Document) -> None:
        after = next(s for s in letter.sections if letter.text.index("During the pandemic, leaders quickly") >= s.start
                     and letter.text.index("During the pandemic, leaders quickly") < s.end)  # fmt: skip
        assert after.path == ("Main findings",)
        assert blocks(letter, after)[1].startswith(
            "The area has made sufficient progress in addressing seven of the nine"
        )

    def test_bullet_cut_by_a_page_end_is_one(self, letter: Document) -> None:
        assert "some school-based leaders told inspectors that they still believe that exclusion" in letter.text
        assert "there are still too many children and young people with SEND placed in the wrong" in letter.text
        assert "Subsequently, the joint commissioning group sought feedback" in letter.text
        assert "Walsall Special Educational Needs and Disabilities Information" in letter.text

    def test_table_of_signatories(self, letter: Document) -> None:
        (table,) = [t for s in letter.sections for t in s.tables]
        assert [c.text for c in table.headings] == ["Ofsted", "Care Quality Commission"]
        assert [row[1].text for row in table.rows][1] == "Daniel Carrick CQC Inspector"
        assert len(table.rows) == 2

    def test_end_of_the_letter_stands_under_no_heading(self, letter: Document) -> None:
        end = letter.sections[-1]
        assert end.path == ()
        assert blocks(letter, end)[0] == "Yours sincerely"


@pytest.mark.parametrize("form", FORMATS)
def test_letter_in_every_format_has_the_same_sections(letter: Document, form: str, tmp_path: Path) -> None:
    parts: list[Part] = []
    for number, section in enumerate(letter.sections):
        if number == 1:
            parts.append(Heading(letter.source.title))
        if len(section.path) == 1 and not section.blocks:
            parts.append(Heading(section.path[0]))
        for block in section.blocks:
            text = letter.text[block.start : block.end]
            if block.kind == "item":
                parts.append(Items((text,)))
            elif block.kind == "paragraph":
                parts.append(Text(text))
    document = read(make(parts, form, tmp_path / "letter"), Catalogue())
    below = [s.path for s in document.sections if len(s.path) == 2]
    assert below == [s.path for s in letter.sections if len(s.path) == 2]
    assert document.source.kind == "revisit letter"
    assert document.source.inspected == letter.source.inspected


@pytest.mark.parametrize(
    "introduction",
    [
        "The initial inspection found that:\n\n{}",
        "At the initial inspection, inspectors found {}",
        "The initial inspection identified the following: {}",
        "- Inspectors found at the initial inspection that {}",
    ],
)
def test_other_ways_to_introduce_a_weakness(tmp_path: Path, introduction: str) -> None:
    weaknesses = ("the poor quality of EHC plans across the area", "too few places in special schools")
    evidence = "\n\n- Leaders have employed two officers.\n\n"
    verdict = "The area has {} sufficient progress to improve this significant weakness.\n\n"
    said = introduction if "found {}" not in introduction else introduction.replace("found {}", "found that {}")
    text = "".join(
        said.format(w) + evidence + verdict.format(v) for w, v in zip(weaknesses, ("made", "not made"), strict=True)
    )
    file = tmp_path / "letter.md"
    file.write_text(f"# Joint local area SEND inspection in Dudley\n\n## Main findings\n\n{text}Yours sincerely\n")
    document = read(file, Catalogue())
    below = [s for s in document.sections if len(s.path) == 2]
    assert [s.path for s in below] == [("Main findings", w) for w in weaknesses]
    assert [blocks(document, s)[-1].split()[3] for s in below] == ["made", "not"]
    assert document.sections[-1].path == ()


def test_list_heading_holds_its_list_and_no_more(originals: Path) -> None:
    news = read_once(originals / "walsall-2025-inspection-news.txt")
    (well,) = [s for s in news.sections if s.path == ("What is going well:",)]
    assert len(well.blocks) == 7
    assert {b.kind for b in well.blocks} == {"item"}
    assert "experience delays when trying to access health services" in news.text


def test_headings_of_a_council_page(originals: Path) -> None:
    page = read_once(originals / "walsall-inspections-and-outcomes.txt")
    assert [s.path for s in page.sections] == [
        (),
        ("Ofsted and CQC Local Area SEND services inspection",),
        ("Re-inspection 20-22 June 2022",),
        ("Accelerated Progress Plan review",),
    ]


def test_nothing_of_the_originals_is_lost(originals: Path) -> None:
    """Every word of the file is in the document, in as many places; only bullets go."""
    for file in sorted(originals.glob("*.txt")):
        said = Counter(re.findall(r"[^\W_]+", file.read_text(encoding="utf-8")))
        assert said - Counter(re.findall(r"[^\W_]+", read_once(file).text)) == Counter(), file.name


def test_catalogue_goes_before_the_text(originals: Path) -> None:
    from ingest.catalogue import load_catalogue

    file = originals / "walsall-2025-inspection-news.txt"
    assert read_once(file).source.title.startswith("Inspectors say Walsall")
    known = load_catalogue([]).sources[file.stem]
    assert read(file, Catalogue(sources={file.stem: known})).source.title == known.title


def test_files_are_found_in_a_fixed_order_and_only_documents(tmp_path: Path) -> None:
    for name in ("b.txt", "a.pdf", "README.md", ".hidden.txt", "sources.csv", "deep/c.md", "noending"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("x")
    assert [f.name for f in find_files([tmp_path])] == ["a.pdf", "b.txt", "c.md"]
    assert [f.name for f in find_files([tmp_path / "noending", tmp_path])] == ["noending", "a.pdf", "b.txt", "c.md"]
    with pytest.raises(NothingToRead, match="does not exist"):
        find_files([tmp_path / "gone"])
    (tmp_path / "empty").mkdir()
    with pytest.raises(NothingToRead, match="holds no document"):
        find_files([tmp_path / "empty"])
