"""Plain texts of letters and reports as people paste them: lists, capitals, drawn lines and footers."""

from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from assistant.ask import Assistant
from ingest.build import build
from ingest.catalogue import Catalogue
from ingest.documents import Document, Finding
from ingest.embed import Embedder
from ingest.extract import extract
from ingest.index import Index
from ingest.place import Folder
from ingest.read import read

REVISIT = """
30 June 2022

Joint area SEND revisit in Rotherham

Between 10 May 2022 and 12 May 2022, Ofsted and the Care Quality Commission (CQC) revisited the area of
Rotherham to decide whether sufficient progress has been made in addressing each of the areas of
significant weakness detailed in the inspection report letter published on 16 May 2019.

The area has made sufficient progress in addressing two of the three significant weaknesses identified
at the initial inspection. The area has not made sufficient progress in addressing one significant weakness.

Main findings

The initial inspection found that:

   There was no joint commissioning strategy.

A strategy was agreed in July 2020. It is based on a sound assessment of need, and budgets are pooled.

The area has made sufficient progress in addressing this area of weakness.

   The quality of EHC plans was poor.

New plans have a better format. But what is in them is still not good enough, inspectors found.

The area has not made sufficient progress in addressing this area of weakness.

   Communication with parents and carers was poor.

The local offer website was rebuilt with parents. Some parents remain dissatisfied.

The area has made sufficient progress in addressing this area of weakness.

Next steps

The Department for Education and NHS England will determine the next steps.
"""
LETTER = """
16 May 2019

Joint local area SEND inspection in Rotherham

Between 4 March 2019 and 8 March 2019, Ofsted and the Care Quality Commission (CQC) conducted a joint
inspection of the local area of Rotherham. A written statement of action is required because of significant
areas of weakness in the local area's practice.

The local area is required to produce and submit a statement to Ofsted that explains how it will tackle
the following areas of significant weakness:

1.  the lack of a joint commissioning strategy

2.  the poor quality of EHC plans, especially the sections on health and social care

3.  poor communication with parents and carers.

Yours sincerely
"""
MONITORING = """
21 July 2025

MONITORING INSPECTION OF ROTHERHAM LOCAL AREA PARTNERSHIP

This letter sets out the findings of the area SEND monitoring inspection of Rotherham, carried out by Ofsted
and the Care Quality Commission (CQC) from 12 to 14 May 2025.

Area for priority action 1

1.  The partnership has taken effective action to improve the timeliness of EHC plans.

2.  In the calendar year 2024, 46% of new plans were issued within 20 weeks.

Area for priority action 2

3.  The partnership has not taken effective action to cut the waits for autism assessment.

4.  Waits for a first CAMHS appointment have come down to 24 weeks.
"""
REPORT = """
Area SEND inspection of Rotherham Local Area Partnership

Inspection dates: 19 to 23 June 2023

WHAT IS THE AREA PARTNERSHIP DOING THAT IS EFFECTIVE?

- The specialist teachers for hearing and vision give skilled help from birth.

---------------------------------------------------------------------------------------
Area SEND inspection report: Rotherham Local Area Partnership, 19 to 23 June 2023      p. 2

- The Portage service visits young children at home soon after referral.

AREAS FOR IMPROVEMENT

(a)  Leaders should improve preparation for adulthood from Year 9 onwards.

(b)  The council should strengthen oversight of alternative provision.

---------------------------------------------------------------------------------------
Area SEND inspection report: Rotherham Local Area Partnership, 19 to 23 June 2023      p. 3

INSPECTION TEAM

Ofsted: Duncan Fairley (lead inspector)
"""
PLAN = """
# Priority Action Plan

Published on 17 November 2023 by the Rotherham SEND partnership

| Measure | Start (June 2023) | September 2024 | March 2025 |
|---|---|---|---|
| Average wait for first CAMHS appointment | 41 weeks | 26 weeks | 18 weeks |
"""
MINUTES = """
Suffolk County Council

Education and Children's Services Scrutiny Committee

8 December 2025

SEND: figures for the autumn

November saw 364 plans completed; in November 2024 it was 186. Members welcomed the change.
"""


def written(text: str, folder: Path, name: str) -> Document:
    """A text as the program reads it."""
    path = folder / name
    path.write_text(text.lstrip(), encoding="utf-8")
    return read(path, Catalogue())


def findings(document: Document, kind: str) -> list[Finding]:
    """Its findings of a kind."""
    return [finding for finding in extract(document) if finding.kind == kind]


def test_weaknesses_that_stand_between_verdicts_are_each_found_with_its_own(tmp_path: Path) -> None:
    document = written(REVISIT, tmp_path, "rotherham-2022-send-revisit-letter.txt")
    found = findings(document, "area of significant weakness")
    assert [(f.get("text"), f.get("verdict")) for f in found] == [
        ("There was no joint commissioning strategy.", "sufficient progress"),
        ("The quality of EHC plans was poor.", "not sufficient progress"),
        ("Communication with parents and carers was poor.", "sufficient progress"),
    ]


def test_a_list_that_goes_on_its_lead_in_is_read_entry_by_entry(tmp_path: Path) -> None:
    found = findings(written(LETTER, tmp_path, "rotherham-2019-letter.txt"), "area of significant weakness")
    assert [f.get("text").split()[-1].rstrip(".") for f in found] == ["strategy", "care", "carers"]


def test_what_an_area_is_about_is_taken_from_its_verdict_where_nothing_else_says_so(tmp_path: Path) -> None:
    found = findings(written(MONITORING, tmp_path, "rotherham-monitoring-2025.txt"), "area for priority action")
    assert [(f.get("text"), f.get("verdict")) for f in found] == [
        ("improve the timeliness of EHC plans", "effective action"),
        ("cut the waits for autism assessment", "not effective action"),
    ]


def test_headings_in_capitals_are_headings_and_footers_are_nothing(tmp_path: Path) -> None:
    document = written(REPORT, tmp_path, "rotherham-area-send-2023.txt")
    assert [f.get("text") for f in findings(document, "area for improvement")] == [
        "(a) Leaders should improve preparation for adulthood from Year 9 onwards.",
        "(b) The council should strengthen oversight of alternative provision.",
    ]
    assert len(findings(document, "strength")) == 2
    assert "p. 2" not in document.text and "-----" not in document.text


@pytest.fixture(scope="module")
def assistant(tmp_path_factory: pytest.TempPathFactory, embedder: Embedder) -> Iterator[Assistant]:
    """Answers from all of them."""
    folder = tmp_path_factory.mktemp("rotherham")
    names = {
        "rotherham-2022-send-revisit-letter.txt": REVISIT,
        "rotherham-2019-letter.txt": LETTER,
        "rotherham-monitoring-2025.txt": MONITORING,
        "rotherham-priority-action-plan-2023.md": PLAN,
        "suffolk-scrutiny-december-2025.txt": MINUTES,
    }
    for name, text in names.items():
        (folder / name).write_text(text.lstrip(), encoding="utf-8")
    place = Folder(path=tmp_path_factory.mktemp("index") / "index")
    build([folder], place, embedder)
    with ExitStack() as stack:
        yield stack.enter_context(Assistant(Index.open(place), embedder))


def test_what_a_plan_aims_at_is_no_figure_of_how_it_is(assistant: Assistant) -> None:
    now = assistant.ask("How long is the wait for CAMHS in Rotherham now?").answer
    assert now.startswith("**24 weeks.**")
    then = assistant.ask("What was the target for CAMHS waits in Rotherham in March 2025?").answer
    assert then.startswith("**18 weeks by March 2025")


def test_what_is_still_not_put_right_is_told_from_the_verdicts(assistant: Assistant) -> None:
    answer = assistant.ask("What had Rotherham still not sorted out in 2022?").answer
    assert "quality of EHC plans" in answer and "joint commissioning" not in answer


def test_a_month_without_a_year_is_the_last_one_before_the_document(assistant: Assistant) -> None:
    last = assistant.ask("How many plans were completed in Suffolk in November 2025?")
    assert last.status == "answered" and "364" in last.answer
    other = assistant.ask("How many plans were completed in Suffolk in October 2025?")
    assert other.status == "not_in_documents"
