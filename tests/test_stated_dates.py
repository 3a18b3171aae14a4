"""When a document was published, by its first lines: bylines, headings of meetings and minutes, versions, updates."""

import pytest

from ingest.documents import Kind
from ingest.readers.pieces import Piece, RawTable
from ingest.stated_dates import publication_date

RUNNING = Piece("paragraph", "Children in Westmarsh wait too long, and families told us so in every meeting we held.")
PAPER: Kind = "committee report"
PLAN: Kind = "priority action plan"
PAGE: Kind = "council page"
LETTER: Kind = "letter"


def dated(kind: Kind | None, *lines: str | Piece) -> str | None:
    """The date of a document of which these are the first lines under its title."""
    front = [line if isinstance(line, Piece) else Piece("paragraph", line) for line in lines]
    return publication_date([Piece("heading", "SEND in Westmarsh", level=1), *front, RUNNING], kind)


@pytest.mark.parametrize(
    ("kind", "line", "published"),
    [
        # bylines
        (PLAN, "Published by Westmarsh Council and NHS Fenland Integrated Care Board on 4 May 2023.", "2023-05-04"),
        (PLAN, "Local area: Westmarsh. Published by Westmarsh Council, 4 May 2023. Version 2.", "2023-05-04"),
        (PAGE, "Published by Westmarsh Parent Voices, a forum of 300 families, 12 November 2024.", "2024-11-12"),
        (PAGE, "Jointly published by the council and the NHS in Westmarsh – March 2022", "2022-03"),
        (PAGE, "Issued by the Westmarsh Local Offer team (9 January 2025)", "2025-01-09"),
        (PAPER, "Published by the London Borough of Westmarsh, Monday 5 October 2020", "2020-10-05"),
        (PAGE, "Westmarsh County Council, published 14 March 2025", "2025-03-14"),
        (PAGE, "Westmarsh Council | 3 June 2024", "2024-06-03"),
        # dates with a label
        (PAPER, "Date: 9 December 2025", "2025-12-09"),
        (PAPER, "Meeting date: 23 September 2024", "2024-09-23"),
        (PAPER, "Date of meeting: Wednesday 16 July 2025", "2025-07-16"),
        (PAPER, "Date and time of meeting: 16 July 2025, 2.00pm", "2025-07-16"),
        (PAPER, "Meeting: Thursday 14 November 2024, 1.30pm, Town Hall and by video link", "2024-11-14"),
        (PAPER, "Date of committee: 07/02/2023", "2023-02-07"),
        (LETTER, "Dated 18 August 2021", "2021-08-18"),
        (PAGE, "Date published: 21 June 2023", "2023-06-21"),
        # minutes, agendas and papers
        (PAPER, "Minutes of the meeting of the Families Scrutiny Panel, held in Room 2, Town Hall, at 10.15am on "
         "Thursday 14 July 2022", "2022-07-14"),
        (PAPER, "Minutes of the meeting held on 20 June 2025 at 10.00 am in the Council Chamber", "2025-06-20"),
        (PAPER, "Draft minutes: SEND Partnership Board, Tuesday 4 March 2025", "2025-03-04"),
        (PAPER, "Notes of the SEND Improvement Board of 3rd February 2023", "2023-02-03"),
        (PAPER, "Agenda for the Schools Forum on Wednesday, 15 January 2025 at 9.30am", "2025-01-15"),
        (PAPER, "AGENDA – Children's Scrutiny Committee – Monday 8 April 2024, 6.30 pm", "2024-04-08"),
        (PAPER, "Report to Cabinet, 13 October 2020", "2020-10-13"),
        (PAPER, "Report to the Health Scrutiny Panel, Westmarsh City Council, 19 October 2023. Item 7.", "2023-10-19"),
        (PAPER, "Audit and Governance Committee: 30 January 2024", "2024-01-30"),
        (PAPER, "Held at the Guildhall on Tuesday 11 March 2025", "2025-03-11"),
        (PAPER, "Thursday 14 July 2022, 10.15am to 12.40pm", "2022-07-14"),
        # versions and updates
        (PLAN, "Version 3.1 | 8 June 2021", "2021-06-08"),
        (PLAN, "Published by Westmarsh Council, 27 April 2020. Version 3.1, declared fit for purpose on 19 May 2020.",
         "2020-04-27"),
        (PAGE, "Page last updated 9 September 2024.", "2024-09-09"),
        (PAGE, "Last updated: Sunday 3 October 2025", "2025-10-03"),
        (PAGE, "Last reviewed on 1 February 2024. Next review: 1 February 2025.", "2024-02-01"),
        (PLAN, "Position as at 31 March 2025", "2025-03-31"),
        (PAGE, "Information correct as at 5 August 2023", "2023-08-05"),
        (PAGE, "SEND newsletter, issue 14, November 2025", "2025-11"),
        (PAGE, "The Westmarsh bulletin | June 2024", "2024-06"),
    ],
)  # fmt: skip
def test_the_line_that_says_it(kind: Kind, line: str, published: str) -> None:
    assert dated(kind, line) == published


@pytest.mark.parametrize("kind", [PAPER, PLAN, PAGE])
@pytest.mark.parametrize(
    "line",
    [
        "Inspection dates: 4 to 8 March 2024",
        "Ofsted and CQC inspected the area on 5 June 2018.",
        "Published by Ofsted and the Care Quality Commission on 22 July 2024.",  # a report that it answers
        "The report, published on 22 July 2024, found widespread failings.",
        "Date of next meeting: 8 October 2025",
        "Next meeting: Schools Forum, 8 October 2025",
        "The next meeting of the Board will be held on 8 October 2025",
        "Next Cabinet meeting: 3 December 2024",
        "Minutes of the last meeting, 26 February 2025",
        "The minutes of the meeting on 9 June 2022 were approved as a correct record.",
        "The easy-read version will be published by 30 November 2026.",
        "The new centre is due to open on 1 September 2026.",
        "Period covered: 1 August to 31 October 2024",
        "Reporting period: April 2024 to March 2025",
        "Figures as at 31 March 2025",
        "Next update: 1 March 2026",
        "Deadline: 4 July 2025",
        "It replaces the draft shared with Ofsted on 9 September 2024.",
        "Consultation closed on 12 May 2023",
    ],
)
def test_a_line_that_says_another_thing(line: str, kind: Kind) -> None:
    assert dated(kind, line) is None


@pytest.mark.parametrize("above", ["Next meeting", "Date of the next meeting:", "Key dates", "Review date"])
def test_a_date_alone_belongs_to_the_line_above(above: str) -> None:
    assert dated(PAGE, above, "8 October 2025") is None


def test_the_paper_and_not_its_meeting() -> None:
    assert dated(PAPER, "Report to Cabinet, 13 October 2020", "Published by Westmarsh Council, 5 October 2020") == (
        "2020-10-05"
    )
    assert dated(PAPER, "Date of meeting: 11 March 2025", "Publication date: 3 March 2025") == "2025-03-03"
    assert dated(PAPER, "Date of meeting: 11 March 2025", "Date of next meeting: 3 June 2025") == "2025-03-11"


def test_a_date_in_a_table_at_the_head() -> None:
    rows = (("Report to", "Children's Board"), ("Date of meeting", "12 October 2023"), ("Wards affected", "All"))
    assert dated(PAPER, Piece("table", table=RawTable(rows=rows))) == "2023-10-12"


@pytest.mark.parametrize("label", [None, "3"])
def test_a_meeting_or_a_note_at_the_end_is_none(label: str | None) -> None:
    numbered = [Piece("heading", f"Part {n}", level=2, label=str(n)) for n in range(1, 3)]
    body = [part for heading in numbered for part in (heading, *(RUNNING for _ in range(20)))]
    ends = (
        Piece("table", table=RawTable(rows=(("Schools Forum", "3 December 2020"), ("Cabinet", "9 December 2020")))),
        Piece("paragraph", "Schools Forum, 3 December 2020"),
        Piece(
            "paragraph", "2. Published: 24 January 2022" if label is None else "Published: 24 January 2022", label=label
        ),
        Piece("paragraph", "[1] Issued 5 May 2021"),
    )
    title = Piece("heading", "SEND in Westmarsh", level=1)
    for end in ends:
        assert publication_date([title, *body, end], PAPER) is None
    said = Piece("paragraph", "This report was published on 5 May 2021.")
    assert publication_date([title, *body, said], "area SEND report") == "2021-05-05"
