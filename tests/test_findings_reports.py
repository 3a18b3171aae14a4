"""What is taken from area SEND reports, and of inspections from all documents that speak of one."""

from collections import Counter
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, reject, settings
from hypothesis import strategies as st
from making import FORMATS, Grid, Heading, Items, Part, Text, make, read_once, reports

from evals.findings import measure
from evals.findings_table import GOLD
from evals.gold import load_gold
from ingest.catalogue import Catalogue
from ingest.documents import Document, Finding
from ingest.errors import ReadError
from ingest.extract import extract
from ingest.findings.inspections import inspection_findings
from ingest.findings.report_bodies import split_bodies
from ingest.findings.reports import report_findings
from ingest.findings.teams import team_findings
from ingest.read import read

RULES = (report_findings, inspection_findings, team_findings)


def found(document: Document) -> list[Finding]:
    """All findings of these rules, each quote checked against the text."""
    findings = [finding for rule in RULES for finding in rule(document)]
    for finding in findings:
        assert finding.quote and document.text[finding.start : finding.end] == finding.quote
    return findings


def made(parts: tuple[Part, ...], tmp_path: Path, form: str = "md") -> Document:
    return read(make(parts, form, tmp_path / "document"), Catalogue())


def fields(findings: list[Finding], kind: str, *names: str) -> list[tuple[object, ...]]:
    return [tuple(f.fields.get(name) for name in names) for f in findings if f.kind == kind]


def dates(findings: list[Finding], kind: str = "inspection") -> list[object]:
    return [row[0] for row in fields(findings, kind, "dates")]


# --- the real reports ---

COUNTS = {  # strengths, areas for development, areas for priority action, areas for improvement; counted on the pages
    "bexley": (7, 9, 3, 2),
    "bolton": (14, 7, 0, 2),
    "cornwall": (9, 6, 0, 5),
    "durham": (12, 11, 0, 4),
    "medway": (10, 11, 0, 6),
    "middlesbrough": (13, 7, 0, 3),
    "north-northamptonshire": (11, 11, 4, 6),
    "stoke-on-trent": (9, 10, 0, 5),
    "suffolk": (7, 10, 2, 3),
    "surrey": (9, 9, 0, 4),
    "telford-wrekin": (8, 5, 0, 2),
    "worcestershire": (11, 12, 2, 3),
}


@pytest.mark.slow
def test_the_twelve_reports(originals: Path) -> None:
    documents = reports(originals)
    for name, counts in COUNTS.items():
        kinds = Counter(finding.kind for finding in found(documents[name]))
        parts = ("strength", "area for development", "area for priority action", "area for improvement")
        assert tuple(kinds[kind] for kind in parts) == counts, name
        assert (kinds["inspection"], kinds["outcome"], kinds["previous inspection"]) == (1, 1, 1), name
        assert kinds["next inspection"] == (2 if counts[2] else 1), name

    gold = load_gold(GOLD / "area_send_reports.yaml").documents
    score = measure(gold, {document.source.id: extract(document) for document in documents.values()})
    assert [fault.what for fault in score.faults] == []

    suffolk = found(documents["suffolk"])
    assert fields(suffolk, "area for priority action", "responsible_body")[0] == (
        ("Suffolk County Council", "NHS Suffolk and North East Essex ICB", "NHS Norfolk and Waveney area ICB"),
    )
    first = next(f for f in suffolk if f.kind == "area for priority action")
    assert str(first.fields["text"]).endswith(
        "so that they are better supported to lead fulfilling lives."
    )  # next page
    assert fields(suffolk, "leader", "name", "body")[1:] == [
        ("Dr Ed Garratt", "NHS Suffolk and North East Essex ICB"),
        ("Tracey Bleakley", "NHS Norfolk and Waveney ICB"),
    ]
    surrey = found(documents["surrey"])
    assert fields(surrey, "body", "name", "type", "website") == [
        ("Surrey County Council", "local authority", "www.surreycc.gov.uk"),
        ("Surrey Heartlands ICB", "integrated care board", "www.surreyheartlands.org"),
        ("Frimley ICB", "integrated care board", "www.frimley.icb.nhs.uk"),
    ]
    assert ("Elizabeth Fox", "CQC Inspector", "CQC", None) in fields(
        surrey, "inspector", "name", "role", "body", "lead"
    )
    telford = found(documents["telford-wrekin"])
    assert fields(telford, "inspection", "dates", "outcome", "inspectors") == [
        ("2023-03-20/2023-03-24", "positive experiences", ("Chris Pollitt", "Kaye Goodfellow", "Wayne Simner")),
    ]
    assert dates(found(documents["north-northamptonshire"]), "previous inspection") == ["not previously inspected"]


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("walsall-2021-committee-report", [("local area SEND inspection", "2019-02")]),
        ("walsall-2022-revisit-letter", [("revisit", "2022-06-20/2022-06-22")]),
        ("walsall-2025-inspection-news", [("area SEND inspection", "2025-12")]),
        (
            "walsall-inspections-and-outcomes",
            [("local area SEND inspection", "2019-02"), ("revisit", "2022-06-20/2022-06-22")],
        ),
        ("worcestershire-2018-inspection", [("local area SEND inspection", "2018-03")]),
    ],
)
def test_when_real_documents_say_an_inspection_was(originals: Path, name: str, expected: list[tuple[str, str]]) -> None:
    assert fields(found(read_once(originals / f"{name}.txt")), "inspection", "framework", "dates") == expected


def test_the_signatures_of_a_real_letter(originals: Path) -> None:
    findings = found(read_once(originals / "walsall-2022-revisit-letter.txt"))
    assert fields(findings, "inspector", "name", "role", "body", "lead") == [
        ("Chris Pollitt", "HMI Lead Inspector", "Ofsted", "yes"),
        ("Daniel Carrick", "CQC Inspector", "CQC", None),
    ]  # the regional director and the chief inspector sign too, but did not inspect
    assert fields(findings, "inspection", "inspectors") == [(("Chris Pollitt",),)]
    assert dates(findings, "previous inspection") == ["2019"]


# --- an invented report, in every format ---

EFFECTIVE = "What is the area partnership doing that is effective?"
BETTER = "What does the area partnership need to do better?"
TOP = (
    Heading("Area SEND inspection of Ambershire Local Area Partnership", 1),
    Text("Inspection dates: 11 to 15 March 2024"),
)
OUTCOME = (
    Heading("Inspection outcome"),
    Text(
        "There are widespread and/or systemic failings leading to significant concerns about the experiences and "
        "outcomes of children and young people with special educational needs and/or disabilities (SEND), which the "
        "local area partnership must address urgently."
    ),
    Text(
        "A monitoring inspection will be carried out within approximately 18 months. The next full reinspection will "
        "be within approximately three years."
    ),
)
FOUND = (
    Heading(EFFECTIVE),
    Items(
        (
            "Leaders listen to parents and act on what they hear, so that services fit families better.",
            "Portage reaches young children early and gives their parents practical help at home.",
        )
    ),
    Heading(BETTER),
    Items(("Plans are late, and they rarely say what health services will provide for a child.",)),
)
BODIES = "Ambershire County Council and NHS Ambershire and the Vale ICB"
ACTION = (
    Heading("Areas for priority action"),
    Grid(
        ("Responsible body", "Areas for priority action"),
        (
            (BODIES, "Leaders should urgently reduce the time that children wait for community paediatrics."),
            ("Ambershire County Council", "Leaders must ensure that amended plans are issued on time."),
        ),
    ),
    Heading("Areas for improvement"),
    Grid(
        ("Areas for improvement",),
        (("Leaders should involve young people in planning.",), ("Leaders should use data to find gaps.",)),
    ),
)
TEAM = (
    Heading("Local area partnership details"),
    Grid(
        ("Local authority", "Integrated care board"),
        (
            ("Ambershire County Council", "NHS Ambershire and the Vale ICB"),
            ("Jo Field, Director of Children's Services", "Dr Sam Stone, Chief Executive Officer"),
            ("www.ambershire.gov.uk", "www.ambershirevale.icb.nhs.uk"),
            ("County Hall, Ambertown AM1 2BC", "Vale House, Ambertown AM3 4DE"),
        ),
    ),
    Heading("Information about this inspection"),
    Text("The inspection was led by one of His Majesty's Inspectors (HMI) from Ofsted, with a team of inspectors."),
    Heading("Inspection team"),
    Grid(
        ("Ofsted", "Care Quality Commission"),
        (
            ("Ann Lane, Ofsted Lead inspector", "Ben Marsh, CQC Lead inspector"),
            ("Cy Dale HMI, Ofsted", "Di Brook, CQC inspector"),
        ),
    ),
)
REPORT: tuple[Part, ...] = (
    *TOP,
    Text("Dates of previous inspection: 4 to 8 February 2019 (revisit 20 to 22 June 2022)"),
    *OUTCOME,
    *FOUND,
    *ACTION,
    *TEAM,
)


@pytest.mark.parametrize("form", FORMATS)
def test_a_report_in_every_format(tmp_path: Path, form: str) -> None:
    findings = found(made(REPORT, tmp_path, form))
    council, board = "Ambershire County Council", "NHS Ambershire and the Vale ICB"
    assert fields(findings, "inspection", "framework", "dates", "outcome", "inspectors") == [
        ("area SEND inspection", "2024-03-11/2024-03-15", "systemic failings", ("Ann Lane", "Ben Marsh")),
    ]
    assert fields(findings, "previous inspection", "dates", "type") == [
        ("2019-02-04/2019-02-08", "inspection"),
        ("2022-06-20/2022-06-22", "revisit"),
    ]
    assert fields(findings, "next inspection", "type", "due", "by") == [
        ("monitoring inspection", "within approximately 18 months", "2025-09"),
        ("full inspection", "within approximately three years", "2027-03"),
    ]
    assert all("2024-03-15" in (f.derived or "") for f in findings if f.kind == "next inspection")
    assert [q for (q,) in fields(findings, "strength", "question")] == [EFFECTIVE, EFFECTIVE]
    assert fields(findings, "area for development", "question") == [(BETTER,)]
    assert fields(findings, "area for priority action", "number", "responsible_body") == [
        ("1", (council, board)),
        ("2", (council,)),
    ]
    assert fields(findings, "area for improvement", "number", "text") == [
        ("1", "Leaders should involve young people in planning."),
        ("2", "Leaders should use data to find gaps."),
    ]
    assert fields(findings, "body", "name", "type", "website") == [
        (council, "local authority", "www.ambershire.gov.uk"),
        (board, "integrated care board", "www.ambershirevale.icb.nhs.uk"),
    ]
    assert fields(findings, "leader", "name", "body") == [("Jo Field", council), ("Dr Sam Stone", board)]
    assert fields(findings, "inspector", "name", "body", "lead") == [
        ("Ann Lane", "Ofsted", "yes"),
        ("Ben Marsh", "CQC", "yes"),
        ("Cy Dale", "Ofsted", None),
        ("Di Brook", "CQC", None),
    ]


# --- other layouts of the same things ---

WAITS = "Leaders should urgently reduce waiting times for community paediatrics."
PLANS = "Leaders must ensure that amended plans are issued on time."
BOTH = ("Ambershire County Council", "NHS Ambershire and the Vale ICB")
LAYOUTS = {
    "bodies in the last column, numbered": (
        Grid(("No.", "Area for priority action", "Responsible bodies"), (("1", WAITS, BODIES), ("2", PLANS, BOTH[0]))),
    ),
    "named after each": (
        Text(f"Area for priority action 1: {WAITS}"),
        Text(f"Responsible bodies: {BODIES}"),
        Text(f"Area for priority action 2: {PLANS}"),
        Text(f"Responsible body: {BOTH[0]}"),
    ),
    "named before each": (Text(BODIES), Text(WAITS), Text(BOTH[0]), Text(PLANS)),
    "within each item": (
        Text("The areas for priority action are:"),
        Items((f"{WAITS} Responsible bodies: {BODIES}", f"{PLANS} (Responsible body: {BOTH[0]})")),
    ),
}


@pytest.mark.parametrize("layout", LAYOUTS)
@pytest.mark.parametrize("form", ("md", "html", "docx", "pdf"))
def test_priority_actions_however_set_out(tmp_path: Path, form: str, layout: str) -> None:
    parts = (*TOP, *OUTCOME, *FOUND, Heading("Areas for priority action"), *LAYOUTS[layout], *TEAM)
    findings = found(made(parts, tmp_path, form))
    assert fields(findings, "area for priority action", "number", "text", "responsible_body") == [
        ("1", WAITS, BOTH),
        ("2", PLANS, BOTH[:1]),
    ]


def test_a_cell_over_two_rows_names_the_bodies_of_both(tmp_path: Path) -> None:
    table = Grid(("Responsible body", "Areas for priority action"), ((BODIES, WAITS), ("", PLANS)))
    findings = found(made((*TOP, *OUTCOME, *FOUND, Heading("Areas for priority action"), table, *TEAM), tmp_path))
    actions = [f for f in findings if f.kind == "area for priority action"]
    assert [f.fields["responsible_body"] for f in actions] == [BOTH, BOTH]
    assert actions[0].derived is None and "row above" in (actions[1].derived or "")


def test_no_body_is_made_up(tmp_path: Path) -> None:
    parts = (*TOP, *OUTCOME, *FOUND, Heading("Areas for priority action"), Items((WAITS,)), *TEAM)
    assert fields(found(made(parts, tmp_path)), "area for priority action", "responsible_body") == [(None,)]


@pytest.mark.parametrize(
    ("parts", "texts"),
    [
        (  # one entry with a list in it, and a plain one
            (
                Text("Leaders should improve how they speak with families so that these are heard:"),
                Items(("by answering in time", "by writing plainly")),
                Text("Leaders should review plans better and act on each review."),
            ),
            [
                "Leaders should improve how they speak with families so that these are heard: • by answering in time "
                "• by writing plainly",
                "Leaders should review plans better and act on each review.",
            ],
        ),
        (  # a line that introduces the list is no entry
            (
                Text("The local area partnership should:"),
                Items(("involve young people in planning;", "use data well.")),
            ),
            ["involve young people in planning;", "use data well."],
        ),
    ],
)
def test_improvements_without_a_table(tmp_path: Path, parts: tuple[Part, ...], texts: list[str]) -> None:
    findings = found(made((*TOP, *OUTCOME, *FOUND, Heading("Areas for improvement"), *parts, *TEAM), tmp_path))
    assert [text for (text,) in fields(findings, "area for improvement", "text")] == texts


def test_strengths_in_paragraphs(tmp_path: Path) -> None:
    texts = ("Leaders listen to parents and act on what they hear.", "Portage reaches young children early.")
    parts = (*TOP, *OUTCOME, Heading(EFFECTIVE), *(Text(text) for text in texts), *FOUND[2:], *TEAM)
    assert fields(found(made(parts, tmp_path)), "strength", "text") == [(text,) for text in texts]


def test_the_table_of_a_plan_is_none_of_a_report(tmp_path: Path) -> None:
    plan = Grid(
        ("Area for priority action", "Action", "Lead", "By when"),
        ((WAITS, "Recruit two paediatricians", "Jo Field", "July 2024"), ("", "Open a clinic", "Jo Field", "May 2025")),
    )
    parts = (Heading("Priority action plan for Ambershire", 1), Text("Written after the SEND inspection."), plan)
    assert not fields(found(made(parts, tmp_path)), "area for priority action", "text")


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("The ICB, X Council, and Y NHS Trust", ("The ICB", "X Council", "Y NHS Trust")),
        ("Hammersmith and Fulham Council", ("Hammersmith and Fulham Council",)),
        (
            "London Borough of Hammersmith and Fulham and North West London ICB",
            ("London Borough of Hammersmith and Fulham", "North West London ICB"),
        ),
        (
            "NHS Cornwall and the Isles of Scilly Integrated Care Board",
            ("NHS Cornwall and the Isles of Scilly Integrated Care Board",),
        ),
        (
            "Wiltshire Council and Bath and North East Somerset, Swindon and Wiltshire ICB",
            ("Wiltshire Council", "Bath and North East Somerset, Swindon and Wiltshire ICB"),
        ),
        ("Devon County Council and NHS Devon", ("Devon County Council", "NHS Devon")),
        ("Leaders of the local authority and the ICB", ("the local authority", "the ICB")),
        ("Kent County\nCouncil; Kent and Medway ICB (ICB)", ("Kent County Council", "Kent and Medway ICB")),
        ("Education, health and care leaders", ("Education, health and care leaders",)),
    ],
)
def test_bodies_are_parted_where_names_end(text: str, names: tuple[str, ...]) -> None:
    assert split_bodies(text) == names


NEVER = ("not previously inspected", "inspection")
FIRST, SECOND = ("2019-02-04/2019-02-08", "inspection"), ("2022-06-20/2022-06-22", "revisit")


@pytest.mark.parametrize(
    ("parts", "expected"),
    [
        ((Text("Dates of previous inspection: 4 to 8 February 2019; Revisit: 20 to 22 June 2022"),), [FIRST, SECOND]),
        ((Text("Previous inspections: 4-8 February 2019 and 20-22 June 2022 (revisit)"),), [FIRST, SECOND]),
        ((Text("Previous inspection: 4 to 8 February 2019"), Text("Revisit: 20 to 22 June 2022")), [FIRST, SECOND]),
        ((Text("Date of previous inspection:"), Text("4 to 8 February 2019")), [FIRST]),
        ((Text("Date of previous inspection: Not previously inspected"),), [NEVER]),
        ((Text("Previous inspection: None"),), [NEVER]),
        ((Grid(("Previous inspection", "4 to 8 February 2019"), (("Report published", "7 May 2024"),)),), [FIRST]),
        ((Text("Services have changed since then."),), []),
    ],
)  # fmt: skip
def test_previous_inspections(tmp_path: Path, parts: tuple[Part, ...], expected: list[tuple[str, str]]) -> None:
    findings = found(made((*TOP, *parts, *OUTCOME, *FOUND, *TEAM), tmp_path))
    assert fields(findings, "previous inspection", "dates", "type") == expected
    assert dates(findings) == ["2024-03-11/2024-03-15"]


def test_a_monitoring_report(tmp_path: Path) -> None:
    parts = (
        Heading("Area SEND monitoring inspection of Dudley Local Area Partnership", 1),
        Text("Inspection dates: 7 to 9 October 2025"),
        Text("Dates of previous inspection: 11 to 15 March 2024"),
        Heading("Inspection outcome"),
        Text("The local area partnership has taken effective action to address the areas for priority action."),
        Text("At the previous inspection, inspectors found widespread and/or systemic failings."),
        Text("The next full area SEND inspection will be within approximately 18 months of this inspection."),
        Heading("What progress has been made?"),
        Text(f"Area for priority action 1: {WAITS}"),
        Text("Waits have fallen, and families get help sooner than they did."),
    )
    findings = list(extract(made(parts, tmp_path)))
    assert fields(findings, "inspection", "framework", "dates", "outcome") == [
        ("monitoring inspection", "2025-10-07/2025-10-09", None),
    ]
    assert dates(findings, "previous inspection") == ["2024-03-11/2024-03-15"]
    assert not fields(findings, "outcome", "outcome")  # what the inspection before found is not this one's outcome
    assert fields(findings, "next inspection", "type", "by") == [("full inspection", "2027-04")]
    assert fields(findings, "area for priority action", "number", "text") == [("1", WAITS)]


LETTER = (
    Text("15 March 2019"),
    Text("Dear Ms Field and Dr Stone"),
    Heading("Joint local area SEND inspection in Dudley"),
    Text(
        "Between 4 February 2019 and 8 February 2019, Ofsted and the Care Quality Commission (CQC) conducted a joint "
        "inspection of the local area of Dudley to judge how well the area has put the reforms into practice."
    ),
    Text("The inspection was led by one of Her Majesty's Inspectors from Ofsted, with a team of inspectors."),
    Heading("Main findings"),
    Items(("Leaders are ambitious for children and young people.", "Too many plans are late.")),
    Text("Yours sincerely"),
)


@pytest.mark.parametrize("form", ("md", "html", "docx", "pdf"))
def test_an_inspection_letter(tmp_path: Path, form: str) -> None:
    signed = Grid(
        ("Ofsted", "Care Quality Commission"),
        (
            ("Rex Hall Regional Director", "Una Moor Deputy Chief Inspector, Primary Medical Services"),
            ("Ann Lane HMI Lead Inspector", "Ben Marsh CQC Inspector"),
            ("Cy Dale Ofsted Inspector", ""),
        ),
    )
    findings = found(made((*LETTER, Text("Ann Lane"), Text("Her Majesty's Inspector"), signed), tmp_path, form))
    assert fields(findings, "inspection", "framework", "dates", "outcome", "inspectors") == [
        ("local area SEND inspection", "2019-02-04/2019-02-08", None, ("Ann Lane",)),
    ]
    assert fields(findings, "inspector", "name", "body", "lead") == [
        ("Ann Lane", "Ofsted", "yes"),
        ("Ben Marsh", "CQC", None),
        ("Cy Dale", "Ofsted", None),
    ]


def test_a_letter_that_is_only_signed(tmp_path: Path) -> None:
    findings = found(made((*LETTER, Text("Ann Lane"), Text("Her Majesty's Inspector")), tmp_path))
    assert fields(findings, "inspector", "name", "role", "body", "lead") == [
        ("Ann Lane", "Her Majesty's Inspector", "Ofsted", None),
    ]


def test_a_leader_of_the_inspection_named_in_a_sentence(tmp_path: Path) -> None:
    led = Text("The inspection was led by Ann Lane HMI, with two other inspectors.")
    findings = found(made((*LETTER[:4], led, *LETTER[5:]), tmp_path))
    assert fields(findings, "inspector", "name", "lead") == [("Ann Lane", "yes")]


# --- what others say of inspections ---


def page(tmp_path: Path, *parts: Part) -> list[Finding]:
    top = Heading("SEND services in Dudley", 1), Text("What has happened to special educational needs services here.")
    return found(made((*top, *parts), tmp_path))


@pytest.mark.parametrize(
    ("sentence", "framework", "when"),
    [
        ("The joint SEND inspection of Dudley took place from 4 to 8 February 2019.", "local area SEND inspection",
         "2019-02-04/2019-02-08"),
        ("In November 2023 Ofsted and the CQC carried out an inspection of SEND services.", "area SEND inspection",
         "2023-11"),
        ("Our local area was inspected by Ofsted and CQC between 13 and 17 November 2023.", "area SEND inspection",
         "2023-11-13/2023-11-17"),
        ("The SEND revisit in June 2022 found that most weaknesses had been addressed.", "revisit", "2022-06"),
        ("The February 2019 SEND inspection identified nine areas of concern.", "local area SEND inspection",
         "2019-02"),
        ("The monitoring inspection of SEND services took place on 3 and 4 June 2025.", "monitoring inspection",
         "2025-06-03/2025-06-04"),
    ],
)  # fmt: skip
def test_inspections_that_a_council_dates(tmp_path: Path, sentence: str, framework: str, when: str) -> None:
    findings = page(tmp_path, Text(sentence))
    assert fields(findings, "inspection", "framework", "dates") == [(framework, when)]
    assert findings[0].quote == sentence


@pytest.mark.parametrize(
    "part",
    [
        Text("Ofsted inspected our children's services in May 2022 and judged them to be good."),
        Text("The CQC inspected the hospital trust in June 2021."),
        Text("Bright Star Primary was inspected in May 2023."),
        Text("Since the inspection, in May 2021 we opened a new base."),
        Text("Ofsted and CQC inspected the area and published their report on 12 May 2019."),
        Text("On 12 May 2020 we published the report after Ofsted and CQC carried out an inspection."),
        Text("The inspection framework changed in January 2023. Joint inspections have been held since 2016."),
        Text("Ofsted and the CQC will inspect the local area in 2026. We prepare for a SEND inspection in March 2027."),
        Text("The letter about the SEND inspection was issued on 4 April 2019."),
        Heading("Review of progress following the SEND inspection – 21 November 2023"),
        Text("We carried out a mock inspection in June 2018."),
    ],
)
def test_other_dates_are_none_of_an_inspection(tmp_path: Path, part: Part) -> None:
    assert page(tmp_path, part) == []


def test_one_inspection_told_twice_counts_once(tmp_path: Path) -> None:
    findings = page(
        tmp_path,
        Text("The SEND inspection took place in February 2019."),
        Text("Between 4 and 8 February 2019 Ofsted and CQC inspected the local area."),
    )
    assert dates(findings) == ["2019-02-04/2019-02-08"]


def test_an_outcome_that_a_council_tells(tmp_path: Path) -> None:
    told = "Inspectors found that our arrangements lead to inconsistent experiences and outcomes for children."
    findings = page(tmp_path, Text(told))
    assert fields(findings, "outcome", "outcome") == [("inconsistent experiences",)]
    assert findings[0].quote == told


def test_the_three_possible_outcomes_are_no_outcome(tmp_path: Path) -> None:
    assert not page(
        tmp_path,
        Text("An inspection has one of three outcomes."),
        Items(
            (
                "The local area partnership's arrangements typically lead to positive experiences.",
                "The local area partnership's arrangements lead to inconsistent experiences.",
                "There are widespread and/or systemic failings.",
            )
        ),
        Text("Where there are failings, a monitoring inspection is usually within 18 months."),
    )


def test_bodies_of_an_area_with_two_councils_one_a_row(tmp_path: Path) -> None:
    councils, boards = ("Eastmoor Council", "Westmoor Borough Council"), ("NHS Moors ICB", "NHS Coast ICB")
    leaders = (
        ("Jo Field, Director of Children's Services, Eastmoor Council", "Dr Sam Stone, Chief Executive, NHS Moors ICB"),
        ("Al Reed, Director of People, Westmoor Borough Council", "Pat Hill, Chief Nurse, NHS Coast ICB"),
    )
    sites = (("www.westmoor.gov.uk", "www.coast.icb.nhs.uk"), ("www.eastmoor.gov.uk", "www.moors.icb.nhs.uk"))
    rows = (*zip(councils, boards, strict=True), *leaders, *sites)
    table = Grid(("Local authorities", "Integrated care boards"), rows)
    findings = found(made((*TOP, *OUTCOME, Heading("Local area partnership details"), table), tmp_path, "html"))
    assert sorted(fields(findings, "body", "name", "website"), key=str) == [
        ("Eastmoor Council", "www.eastmoor.gov.uk"),
        ("NHS Coast ICB", "www.coast.icb.nhs.uk"),
        ("NHS Moors ICB", "www.moors.icb.nhs.uk"),
        ("Westmoor Borough Council", "www.westmoor.gov.uk"),
    ]
    assert sorted(fields(findings, "leader", "name", "body"), key=str) == [
        ("Al Reed", "Westmoor Borough Council"),
        ("Dr Sam Stone", "NHS Moors ICB"),
        ("Jo Field", "Eastmoor Council"),
        ("Pat Hill", "NHS Coast ICB"),
    ]


@pytest.mark.parametrize("form", FORMATS)
@pytest.mark.parametrize("over", ["Progress made", "Areas for priority action"])
def test_a_monitoring_report_takes_up_each_area_for_priority_action(tmp_path: Path, form: str, over: str) -> None:
    parts = (
        Heading("Area SEND monitoring inspection of Ambershire Local Area Partnership", 1),
        Text("Inspection dates: 9 to 11 September 2025"),
        Text("Date of previous full inspection: 11 to 15 March 2024"),
        Heading("Monitoring inspection outcome", 2),
        Text("Ofsted and the CQC find that effective action is being taken on one of the two areas."),
        Text("The next full area SEND inspection will take place within approximately 18 months."),
        Heading(over, 2),
        Heading("Area for priority action 1", 3),
        Text(WAITS),
        Text(f"Responsible bodies: {BODIES}"),
        Text("The partnership is taking effective action to address this area."),
        Items(("Waits have fallen from 70 weeks to 31 weeks.", "A second clinic has opened in the north.")),
        Heading("Area for priority action 2", 3),
        Text(PLANS),
        Text("The partnership is not taking effective action to address this area."),
        *TEAM,
    )
    findings = list(extract(made(parts, tmp_path, form)))
    assert fields(findings, "area for priority action", "number", "text", "responsible_body") == [
        ("1", WAITS, BOTH),
        ("2", PLANS, None),
    ]
    assert fields(findings, "inspection", "framework", "dates") == [("monitoring inspection", "2025-09-09/2025-09-11")]
    assert fields(findings, "next inspection", "type", "due") == [("full inspection", "within approximately 18 months")]


def test_signatures_whose_columns_ran_together_name_no_inspector(tmp_path: Path) -> None:
    file = tmp_path / "letter.txt"
    file.write_text(
        "Joint local area SEND inspection in Ambershire\n\nBetween 3 October 2016 and 7 October 2016, Ofsted and the "
        "Care Quality Commission (CQC) inspected the local area of Ambershire.\n\nYours sincerely\n\nAnn Lane\n\n"
        "Her Majesty's Inspector\n\nOfsted                  Care Quality Commission\n\n"
        "Mo West HMI             Ursula Gray\n\nRegional Director       Deputy Chief Inspector\n",
        encoding="utf-8",
    )
    findings = found(read(file, Catalogue()))
    assert fields(findings, "inspector", "name", "role") == [("Ann Lane", "Her Majesty's Inspector")]


# --- odd input ---


PIECES = (
    "Inspection dates: ",
    "Areas for priority action",
    "Responsible body:",
    "Areas for improvement",
    "| Ofsted | CQC |\n|---|---|",
    "| | |\n|---|---|\n| | |",
    "# Inspection team",
    "Dear Ms Field",
    "Yours sincerely",
    "| Local authority | Integrated care board |\n|---|---|\n| | www.a.gov.uk |",
    "# Local area partnership details",
    "Integrated care board",
    "The next full inspection will be within approximately 3 years",
    "The inspection was led by A",
    "Date of previous inspection: 31 February 2019",
    f"# {EFFECTIVE}",
    "Leaders should:",
    "- one\n  - two",
)
PLAIN = st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"]), max_size=60)


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.one_of(PLAIN, st.sampled_from(PIECES)), max_size=14))
def test_odd_text_raises_nothing(tmp_path: Path, lines: list[str]) -> None:
    file = tmp_path / "odd.md"
    file.write_text("SEND inspection by Ofsted\n\n" + "\n\n".join(lines), encoding="utf-8")
    try:
        document = read(file, Catalogue())
    except ReadError:
        reject()  # no text in any known encoding
    found(document)
