"""What holds of all findings: quotes stand where they say, no text makes them fail, and all formats are alike."""

from pathlib import Path
from textwrap import wrap

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from making import FORMATS, Heading, Part, Text, make, words
from test_findings_letters import LETTER_WITH_STATEMENT, REVISIT_DERIVABLE
from test_findings_reports import PIECES as OF_REPORTS
from test_findings_reports import REPORT

from ingest.catalogue import Catalogue
from ingest.documents import Block, Cell, Document, Finding, Section, Source, Table
from ingest.errors import ReadError
from ingest.extract import extract
from ingest.findings.kinds import FIELDS
from ingest.read import read

PAPERS = {"report": REPORT, "letter": LETTER_WITH_STATEMENT, "revisit letter": REVISIT_DERIVABLE}
OF_LETTERS = (
    "At the initial inspection, inspectors found the following:",
    "- Weak arrangements for joint commissioning.\n- Plans are late.",
    "The area has not made sufficient progress to improve this area of weakness.",
    "The area has made sufficient progress in addressing two of the three significant weaknesses.",
    "## Areas for development",
    "required to submit a Written Statement of Action that explains how it will tackle:",
    "| Area of weakness | Sufficient progress? |\n|---|---|\n| | Yes |\n| Plans | |",
    "| Action | Lead | By when | RAG |\n|---|---|---|---|\n| | | | |",
    "1. 1.2.3 £2.4m, 73.9% and 490 plans by 31 April 2021",
    "| | Jan | Feb |\n|---|---|---|\n| % in 20 weeks | | 73.9% |",
    "Telephone: 01234 567890 email a@b.gov.uk",
    "Recommendations:",
)
NOISE = st.text(st.characters(codec="utf-8", exclude_categories=["Cs"]), max_size=50)
LINES = st.lists(st.one_of(st.sampled_from(OF_REPORTS + OF_LETTERS), NOISE), max_size=12)
SAME = settings(derandomize=True)
"""The same examples each time: a run that fails can be repeated."""
HURRIED = settings(SAME, max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])


def checked(document: Document) -> tuple[Finding, ...]:
    """Its findings, each verbatim at its offsets, within one section, and with no field that its kind has not."""
    findings = extract(document)
    for finding in findings:
        assert finding.quote.strip() and finding.quote == document.text[finding.start : finding.end]
        assert any(s.start <= finding.start and finding.end <= s.end for s in document.sections), finding
        assert finding.fields.keys() <= FIELDS[finding.kind].keys()
        assert finding.page == document.page_at(finding.start)
        assert any(finding.fields.values()), finding
    return findings


def checked_file(file: Path) -> tuple[Finding, ...]:
    try:
        document = read(file, Catalogue())
    except ReadError:
        return ()  # said in one line, and the file is left out
    return checked(document)


@HURRIED
@given(LINES, st.sampled_from(("txt", "md", "html")))
def test_arbitrary_text(tmp_path: Path, lines: list[str], ending: str) -> None:
    file = tmp_path / f"odd.{ending}"
    file.write_text("SEND inspection by Ofsted\n\n" + "\n\n".join(lines), encoding="utf-8")
    checked_file(file)


@pytest.fixture(scope="module")
def pdf(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    return make(REPORT, "pdf", tmp_path_factory.mktemp("whole") / "report").read_bytes()


@settings(HURRIED, max_examples=6)
@given(st.floats(0.05, 0.99))
def test_pdfs_that_break_off(tmp_path: Path, pdf: bytes, share: float) -> None:
    file = tmp_path / "cut.pdf"
    file.write_bytes(pdf[: int(len(pdf) * share)])
    checked_file(file)


@pytest.mark.parametrize("paper", PAPERS)
@settings(HURRIED, max_examples=12)
@given(cuts=st.lists(st.tuples(st.floats(0, 1), st.integers(1, 80)), min_size=1, max_size=6))
def test_malformed_html(tmp_path: Path, paper: str, cuts: list[tuple[float, int]]) -> None:
    file = make(PAPERS[paper], "html", tmp_path / "malformed")
    text = file.read_text(encoding="utf-8")
    for share, length in cuts:
        at = int(len(text) * share)
        text = text[:at] + text[at + length :]
    file.write_text(text, encoding="utf-8")
    checked_file(file)


_TEXT = "Responsible body Areas for priority action Leaders should act. Action Lead RAG Ann Lane, CQC 73.9%"
_SPANS = st.tuples(st.integers(0, len(_TEXT)), st.integers(0, 30)).map(lambda s: (s[0], min(s[0] + s[1], len(_TEXT))))


@st.composite
def tables(draw: st.DrawFn) -> Table:
    """Tables of any shape: without headings, rows or cells, cells without text, rows of unequal length."""
    ends = sorted(draw(st.lists(st.integers(0, len(_TEXT)), max_size=24)))
    spans = list(zip(ends[::2], ends[1::2], strict=False))  # in the order of the text, none over another
    cells = [Cell(text=_TEXT[start:end], start=start, end=end) for start, end in spans]
    rows: list[tuple[Cell, ...]] = []
    while cells:
        width = draw(st.integers(0, 4))
        rows.append(tuple(cells[:width]))
        cells = cells[width:] if width else cells[1:]
    headings = rows.pop(0) if rows and draw(st.booleans()) else ()
    return Table(headings=headings, rows=tuple(rows), start=0, end=len(_TEXT))


@settings(SAME, max_examples=60)
@given(st.lists(tables(), max_size=3), st.lists(_SPANS, max_size=4), st.sampled_from(("", *OF_REPORTS)))
def test_tables_of_any_shape(found: list[Table], spans: list[tuple[int, int]], heading: str) -> None:
    blocks = tuple(Block(kind="paragraph", start=start, end=end) for start, end in spans)
    whole = Section(path=(heading,) if heading else (), start=0, end=len(_TEXT), blocks=blocks, tables=tuple(found))
    source = Source(id="odd", title="Area SEND inspection", kind="area SEND report")
    checked(Document(source=source, text=_TEXT, sections=(whole,)))


def told(findings: tuple[Finding, ...]) -> list[tuple[str, str, str]]:
    """What findings say, and their quotes' words, wherever they stand."""
    return [
        (f.kind, repr({name: words(f.get(name)) for name in FIELDS[f.kind]}), " ".join(words(f.quote).split(" | ")))
        for f in findings
    ]


@pytest.mark.parametrize("paper", PAPERS)
def test_every_format_yields_the_same_findings(tmp_path: Path, paper: str) -> None:
    expected = None
    for form in FORMATS:
        parts = tuple(as_printed(part) for part in PAPERS[paper]) if form == "txt" else PAPERS[paper]
        document = read(make(parts, form, tmp_path / "paper"), Catalogue())
        found = sorted(told(checked(document)))
        assert len({kind for kind, _, _ in found}) > 5
        expected = expected or found
        assert found == expected, form


def as_printed(part: Part) -> Part:
    """Long headings as plain text has them, wrapped like any paragraph."""
    return Text(part.text) if isinstance(part, Heading) and len(wrap(part.text, 90)) > 1 else part
