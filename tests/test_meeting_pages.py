"""Pages as councils, boards and newspapers show them: an item of a meeting, a decision, an article about a revisit."""

from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from assistant.answers import Answer
from assistant.ask import Assistant
from assistant.library import Library
from ingest.build import build
from ingest.catalogue import Catalogue
from ingest.documents import Document
from ingest.embed import Embedder
from ingest.extract import extract
from ingest.index import Index
from ingest.place import Folder
from ingest.read import read

ITEM = """Gateshead Council

Agenda item

SEND inspection: update on progress

Minutes:

The report was presented by Joan Pellworth, Head of Inclusion, on behalf of the Director.

Councillor Ashby asked how many case officers had left the plan writing team since the spring.

About £450,000 a year had been secured for the work. Of the 29,000 pupils in the borough, 1,231 had a plan.

The deficit on the high needs block was forecast to be £6.2m by the end of 2023/2024.

There will be no full reinspection of the written statement; the board will not have another visit on it.
"""
DECISION = """# Decision details

**SEND transport policy** - Torbay

Decision Maker: Cabinet
Is Key decision?: Yes
Report author: Piers Holloway
Date of decision: 18/03/2024

(a) To approve the revised SEND transport policy.

(b) To note that families were consulted in the autumn.

Proposed by Councillor Crane.
"""
ARTICLE = """Special needs services in Cumbria 'better', but two weaknesses are left

Rhona Tarn 09 May 2023

Inspectors came back to Cumbria in December 2022. They said that progress was sufficient in only seven of the nine
"significant weaknesses" found in 2019.

In the other two, services still fall short:

- the trust of parents
- emotional health
"""
CUMBERLAND = """Cumberland Council

Local offer: what inspectors found

Inspectors returned to Cumbria in December 2022. They decided that there was sufficient progress in 7 of the 9 areas.
Two still need improvement:

 * trust of parents and carers
 * emotional health and wellbeing
"""
FORUM = """# The revisit, as the Rutland forum saw it

Ofsted and the CQC returned in 2021. Not one of the areas of weakness in the statement had seen sufficient progress.

At present 38 per cent of plans are finished on time.
"""
OUTCOME = """# SEND inspection: what it means for Hartlepool

12 June 2024

Cabinet was told that the council had the best of the three results. It means that children and their families have
typically positive experiences and outcomes.
"""

JOINT = """Kent and Medway NHS

Who is seen first

In Kent and Medway over 9,000 children are on the list for an autism assessment. Those in care are seen first.
"""
PLACES = """# SEND in Bury: more special school places

21 January 2025

Numbers in special schools are going up. If that goes on, another 1,700 places will be wanted in Bury by 2028. The pilot
of speech therapy for pre-school children ends on 31 August 2026.

"The number of tribunals has gone up again, and the reason is that the council does not provide what children need," the
parents' campaign said.

A repeat of the inspection is expected in three years. In January only 4% of plans were finished on time.
"""


def written(text: str, folder: Path, name: str) -> Document:
    file = folder / name
    file.write_text(text, encoding="utf-8")
    return read(file, Catalogue())


def totals(text: str, folder: Path) -> list[tuple[str, str, str]]:
    found = extract(written(text, folder, "page.txt"))
    names = ("sufficient", "not_sufficient", "total")
    return [tuple(f.get(name) for name in names) for f in found if f.kind == "progress total"]  # type: ignore[misc]


def test_an_item_of_a_meeting_is_known_as_one_by_its_title_and_kind(tmp_path: Path) -> None:
    source = written(ITEM, tmp_path, "gateshead_mgAi_1.txt").source
    assert (source.title, source.kind) == ("SEND inspection: update on progress", "committee report")
    assert source.publisher == "Gateshead Council"


def test_the_labels_of_a_decision_are_lines_of_their_own_and_give_its_date(tmp_path: Path) -> None:
    document = written(DECISION, tmp_path, "torbay.md")
    assert document.source.published == "2024-03-18"
    assert document.source.title == "SEND transport policy - Torbay"
    assert "Report author: Piers Holloway\n" in document.text


def test_the_date_beside_the_writer_of_an_article_is_when_it_was_published(tmp_path: Path) -> None:
    assert written(ARTICLE, tmp_path, "cumbria.txt").source.published == "2023-05-09"


@pytest.mark.parametrize("line", ["Inspection Dates 09 May 2023", "Next Review 09 May 2023"])
def test_a_label_beside_a_date_is_no_writer(line: str, tmp_path: Path) -> None:
    assert written(ARTICLE.replace("Rhona Tarn 09 May 2023", line), tmp_path, "c.txt").source.published is None


def test_a_body_that_a_sentence_names_gives_a_paper_no_date(tmp_path: Path) -> None:
    text = ITEM + "\nFor that reason the department served a notice on the Council on 4th August 2023.\n"
    assert written(text, tmp_path, "gateshead.txt").source.published is None


def test_markdown_without_headings_is_read_by_its_lines(tmp_path: Path) -> None:
    text = "Rutland local offer\n\nWhat happens next\n\nThe plan is **due** in May. We will say more.\n\n* one\n* two\n"
    document = written(text, tmp_path, "rutland.md")
    assert document.source.title == "Rutland local offer"
    assert "What happens next" in [section.path[-1] for section in document.sections if section.path]
    assert "**" not in document.text


@pytest.mark.parametrize(
    ("said", "counts"),
    [
        ("progress was sufficient in only seven of the 12 “significant weaknesses” of 2017", ("7", "5", "12")),
        ("that progress was judged sufficient on seven of the nine", ("7", "2", "9")),
        ("not one of the nine areas of weakness had seen sufficient progress", ("0", "9", "9")),
        ("progress was ruled insufficient on three of the five points", ("2", "3", "5")),
    ],
)
def test_totals_are_read_however_an_article_puts_them(said: str, counts: tuple[str, ...], tmp_path: Path) -> None:
    assert totals(f"The revisit of Rutland\n\nInspectors returned in May 2022 and said {said}.\n", tmp_path) == [counts]


def test_one_of_the_areas_is_no_number_of_all(tmp_path: Path) -> None:
    (found,) = totals(FORUM, tmp_path)
    assert found == ("0", "", "")  # nor is nought of one


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory, embedder: Embedder) -> Iterator[Assistant]:
    """Answers from the pages, but for the article."""
    folder = tmp_path_factory.mktemp("pages")
    names = {
        "gateshead_mgAi_1.txt": ITEM,
        "torbay.md": DECISION,
        "cumberland.txt": CUMBERLAND,
        "rutland.md": FORUM,
        "hartlepool.md": OUTCOME,
        "kent-medway-autism.txt": JOINT,
        "bury-places.md": PLACES,
    }
    for name, text in names.items():
        (folder / name).write_text(text, encoding="utf-8")
    place = Folder(path=tmp_path_factory.mktemp("index") / "index")
    build([folder], place, embedder)
    with ExitStack() as stack:
        yield stack.enter_context(Assistant(Index.open(place), embedder))


def ask(pages: Assistant, question: str) -> Answer:
    answer = pages.ask(question)
    assert answer.status != "not_in_documents", answer.answer
    return answer


def test_who_presented_or_wrote_a_paper_is_named(pages: Assistant) -> None:
    assert (
        "Joan Pellworth" in ask(pages, "Which officer took members through the inspection update in Gateshead?").answer
    )
    assert "Piers Holloway" in ask(pages, "Who wrote the transport paper that Torbay's cabinet had?").answer


def test_decisions_that_no_heading_marks_are_told_and_no_price_is_made_of_them(pages: Assistant) -> None:
    answer = ask(pages, "What did Torbay's cabinet resolve about transport in March 2024?").answer
    assert "To approve the revised SEND transport policy" in answer and "families were consulted" in answer
    refused = pages.ask("What will it cost Torbay to carry out the policy the cabinet approved?")
    assert refused.status == "not_in_documents"


def test_thousands_and_whole_years_are_read_as_such(pages: Assistant) -> None:
    assert "£450,000" in ask(pages, "How much money has Gateshead secured for the work each year?").answer
    assert "29,000" in ask(pages, "How many pupils are there in Gateshead?").answer
    assert "£6.2m" in ask(pages, "How large was the deficit forecast to be in Gateshead at the end of 2023/24?").answer


def test_what_somebody_asked_answers_nothing(pages: Assistant) -> None:
    assert pages.ask("How many case officers have left the team in Gateshead?").status == "not_in_documents"


def test_what_will_not_be_answers_when_it_will(pages: Assistant) -> None:
    answer = ask(pages, "When is the full reinspection of Gateshead's written statement?").answer
    assert "There will be no full reinspection" in answer


def test_an_area_that_is_no_more_is_answered_from_who_took_over_and_said_so(pages: Assistant) -> None:
    answer = ask(pages, "How many of Cumbria's weaknesses had improved?").answer
    assert answer.startswith("**Seven of the nine.**")
    assert "No document about Cumbria itself is loaded. This is from documents about Cumberland" in answer
    assert "No document about Northamptonshire is loaded" in pages.ask("What was found in Northamptonshire?").answer


@pytest.mark.parametrize(
    ("question", "first"),
    [
        ("When inspectors came back to Cumbria, had everything been put right?", "**No: sufficient progress in seven"),
        ("How many of the problem areas in Cumbria had not got better?", "**Two of the nine.**"),
    ],
)
def test_totals_answer_whether_all_and_how_many_not(pages: Assistant, question: str, first: str) -> None:
    assert ask(pages, question).answer.startswith(first)


def test_what_is_left_is_listed_after_the_total(pages: Assistant) -> None:
    answer = ask(pages, "Which areas was Cumberland still falling short on at the revisit?").answer
    assert "emotional health and wellbeing" in answer and "trust of parents" in answer


def test_none_is_said_as_none(pages: Assistant) -> None:
    answer = ask(pages, "How many of Rutland's weaknesses had improved at the 2021 revisit?").answer
    assert "Not one of the areas of weakness" in answer


def test_a_grade_is_answered_by_the_outcome_that_others_tell(pages: Assistant) -> None:
    answer = ask(pages, "What overall grade did Hartlepool get?").answer
    assert "positive experiences and outcomes" in answer


def test_an_area_of_the_same_ground_is_only_asked_where_it_names_the_other(on_records: Assistant) -> None:
    library = on_records._fresh()
    assert isinstance(library, Library) and library.documents_of(["Cumbria"]) == ()


def test_a_page_of_two_areas_answers_for_each(pages: Assistant) -> None:
    for area in ("Kent", "Medway"):
        answer = ask(pages, f"How many children are on the list for an autism assessment in {area}?")
        assert "9,000" in answer.answer


@pytest.mark.parametrize(
    ("question", "stated"),
    [
        ("How many more special school places could Bury need by 2028?", "1,700 places"),
        ("What do campaigning parents blame for the number of tribunals in Bury?", "the council does not provide"),
        ("How soon are the inspectors likely to be back in Bury for another go?", "in three years"),
    ],
)
def test_what_is_counted_blamed_or_to_come_is_known_in_other_words(
    pages: Assistant, question: str, stated: str
) -> None:
    assert stated in ask(pages, question).answer


def test_a_compound_of_a_plain_word_is_not_misspelt(pages: Assistant) -> None:
    assert "was read as" not in pages.ask("When does the trial for pre-schoolers in Bury come to an end?").answer


def test_how_long_a_child_would_wait_is_no_case_of_its_own(pages: Assistant) -> None:
    answer = pages.ask("If our GP refers my daughter for an autism assessment in Kent, how long before she is seen?")
    assert "one child or family" not in answer.answer


@pytest.mark.parametrize(
    ("mark", "named", "other"), [("less than 10%", "4%", "38"), ("more than a quarter", "38 per cent", "4%")]
)
def test_areas_on_the_other_side_of_a_mark_are_not_told(pages: Assistant, mark: str, named: str, other: str) -> None:
    answer = ask(pages, f"Which areas had {mark} of plans on time?").answer
    assert named in answer and other not in answer


@pytest.mark.parametrize(
    ("question", "first"),
    [
        ("Did Cumberland make progress in any areas?", "**Yes: sufficient progress in seven of the nine.**"),
        ("Is everything still wrong in Cumberland?", "**No: sufficient progress in seven of the nine.**"),
        ("Has Cumberland still not fixed any of the weaknesses?", "**No: sufficient progress in seven of the nine.**"),
        (
            "Did Cumberland make enough progress in at least three areas?",
            "**Sufficient progress in seven of the nine.**",
        ),
    ],
)
def test_any_all_and_at_least_are_told_apart(pages: Assistant, question: str, first: str) -> None:
    assert ask(pages, question).answer.startswith(first)


def test_what_must_be_met_is_no_total_of_what_was(pages: Assistant) -> None:
    assert "Seven of the nine" not in pages.ask("How many recommendations must Cumberland meet?").answer


def test_who_said_something_is_not_who_presented_the_paper(pages: Assistant) -> None:
    assert "Joan Pellworth" in ask(pages, "Who presented the SEND update in Gateshead?").answer
    answer = pages.ask("Who told the Gateshead committee that taxis are late?")
    assert answer.status != "answered" or "Joan Pellworth" not in answer.answer


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        (
            "# Rutland SEND Improvement Plan\n\nStatus: Final\n\nPurpose\n\nThis plan says what we do.\n",
            "improvement plan",
        ),
        ("Welcome\n\nThe forum has had a busy term. We met the council about SEND.\n", "council page"),
    ],
)
def test_plans_and_newsletters_are_no_items_of_meetings(text: str, kind: str, tmp_path: Path) -> None:
    assert written(text, tmp_path, "rutland.md").source.kind == kind


@pytest.mark.parametrize(
    "line", ["Last Inspected: 7 October 2019", "Response Deadline: 31 October 2025", "30 June 2025 by email"]
)
def test_other_days_publish_nothing(line: str, tmp_path: Path) -> None:
    assert written(f"Rutland Council\n\n{line}\n\nOur SEND services.\n", tmp_path, "r.txt").source.published is None


def test_a_line_that_is_wrapped_is_one_sentence(tmp_path: Path) -> None:
    text = "In March 2023 the number of education, health and care plans in Bury had risen to\n2,014. That is more.\n"
    assert "had risen to 2,014." in written(text, tmp_path, "bury.md").text


def test_a_number_is_no_title_of_an_item(tmp_path: Path) -> None:
    text = "Leeds City Council\nAgenda Item: 7\n\nSEND programme: progress\n\nDate of meeting: 12 March 2025\n"
    assert written(text, tmp_path, "leeds.txt").source.title == "SEND programme: progress"
