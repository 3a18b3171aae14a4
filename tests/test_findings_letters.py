"""What is taken from inspection letters and revisit letters: invented ones in every format, and real ones."""

from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest
from making import FORMATS, Grid, Heading, Items, Part, Text, make, read_once, words

from ingest.catalogue import Catalogue
from ingest.documents import Document, Finding
from ingest.findings.letters import letters_findings
from ingest.findings.progress_evidence import progress_evidence_findings
from ingest.findings.verdicts import verdicts_findings
from ingest.findings.weaknesses import weaknesses_findings
from ingest.read import read

RULES = (letters_findings, weaknesses_findings, verdicts_findings, progress_evidence_findings)
Make = Callable[[tuple[Part, ...]], Document]

IDENTIFY = (
    "The effectiveness of the local area in identifying children and young people's special educational needs and/or "
    "disabilities"
)
MEET = (
    "The effectiveness of the local area in meeting the needs of children and young people with special educational "
    "needs and/or disabilities"
)
OUTCOMES = (
    "The effectiveness of the local area in improving outcomes for children and young people with special educational "
    "needs and/or disabilities"
)
REQUIRED = (
    "As a result of the findings of this inspection and in accordance with the Children Act 2004 (Joint Area Reviews) "
    "Regulations 2015, Her Majesty's Chief Inspector (HMCI) has determined that a Written Statement of Action is "
    "required because of significant areas of weakness in the local area's practice. HMCI has also determined that the "
    "local authority and the area's clinical commissioning group (CCG) are jointly responsible for submitting the "
    "written statement to Ofsted."
)
OPENING = (
    Text("4 July 2018"),
    Text("Ms Ada Fenwick, Director of Children's Services, Larkshire County Council, County Hall, Larkford LK1 1AA"),
    Text("Dear Ms Fenwick"),
    Heading("Joint local area SEND inspection in Larkshire", 1),
    Text(
        "Between 14 May 2018 and 18 May 2018, Ofsted and the Care Quality Commission (CQC) conducted a joint "
        "inspection of the local area of Larkshire to judge how well it puts the special educational needs and "
        "disability reforms into effect, as the Children and Families Act 2014 sets them out."
    ),
    Text(
        "Inspectors spoke with children and young people, parents and carers, and officers of the council and of the "
        "National Health Service. They visited settings and asked leaders and staff how they carry out the reforms."
    ),
)
MAIN = (
    Heading("Main findings", 2),
    Items(
        (
            "Leaders were slow to begin the reforms, and families have felt the effect of that delay for some years.",
            "The parent carer forum is respected and its members speak for many families across the whole county.",
        )
    ),
)
STRONG = {
    "identify": (
        "Health visitors find the needs of very young children early, and pass on what they find without delay.",
        "Settings make good use of the county's guidance on the graduated approach when a need first shows.",
    ),
    "meet needs": ("Special schools share what they know with mainstream schools through a programme of visits.",),
    "improve outcomes": ("Most young people who leave special schools go on to a college course or to training.",),
}
WEAK = {
    "identify": ("Too few young people have their annual health check once they have turned fourteen years of age.",),
    "meet needs": (
        "Families wait too long for a first appointment with the speech and language therapy service in the north.",
        "Plans seldom say in plain words who is to do what for the child, how often, or by which date.",
    ),
    "improve outcomes": ("Pupils on SEN support are absent from school more often than pupils elsewhere in England.",),
}
AREAS = (
    "the lack of a joint strategy that health, education and social care leaders have agreed and act upon",
    "the poor quality of education, health and care plans, which do not show what outcomes are expected",
    "the time that children and young people wait for an assessment of autism spectrum disorder",
)
CLOSING = (Text("Yours sincerely"), Text("Brigid Holloway"), Text("Her Majesty's Inspector"))


def _questions(side: str = "Areas for development") -> tuple[Part, ...]:
    parts: list[Part] = []
    for heading, name in ((IDENTIFY, "identify"), (MEET, "meet needs"), (OUTCOMES, "improve outcomes")):
        parts += [
            Heading(heading, 2),
            Heading("Strengths", 3),
            Items(STRONG[name]),
            Heading(side, 3),
            Items(WEAK[name]),
        ]
    return tuple(parts)


LETTER_WITH_STATEMENT: tuple[Part, ...] = (
    *OPENING,
    Text(REQUIRED),
    Text(
        "This letter outlines our findings from the inspection, including some areas of strength and areas to improve."
    ),
    *MAIN,
    *_questions(),
    Heading("The inspection raises significant concerns about the effectiveness of the local area", 2),
    Text(
        "The local area is required to produce and submit a Written Statement of Action to Ofsted that explains how it "
        "will tackle the following areas of significant weakness:"
    ),
    Items(AREAS),
    *CLOSING,
)
LETTER_WITHOUT: tuple[Part, ...] = (
    *OPENING,
    Text(
        "This letter outlines our findings from the inspection, including some areas of strength and areas to improve."
    ),
    *MAIN,
    *_questions("Areas for improvement"),
    *CLOSING,
)

FOUND = (
    "The lack of a joint strategy that health, education and social care leaders have agreed and act upon",
    "The poor quality of education, health and care plans, which do not show what outcomes are expected",
    "The time that children and young people wait for an assessment of autism spectrum disorder",
    "Weak arrangements for holding leaders to account for what they have said that they will do",
)
SINCE = (
    ("A strategy was agreed by all partners in the spring and its aims are now known to staff in every service.",
     "Budgets are pooled for equipment and for therapies, which has shortened the time that families wait."),
    ("New plans are clearer than those inspectors saw before, because officers now check each one with care.",
     "Older plans remain poor. There has been insufficient progress in bringing them up to date for teenagers."),
    ("Waits for a first appointment have fallen by half since the clinics opened on Saturdays in the two towns.",
     "Parents spoke warmly of the help that is offered to them while they wait, above all the evening groups."),
    ("The board now meets each month and its members ask searching questions about what the figures show.",),
)  # fmt: skip
MET = "The area has made sufficient progress to improve this area of weakness."
UNMET = "The area has not made sufficient progress to improve this area of weakness."


def _revisit(totals: str, verdicts: tuple[str | None, ...]) -> tuple[Part, ...]:
    parts: list[Part] = [
        Text("23 March 2021"),
        Text(
            "Ms Ada Fenwick, Director of Children's Services, Larkshire County Council, County Hall, Larkford LK1 1AA"
        ),
        Text("Dear Ms Fenwick"),
        Heading("Joint area SEND revisit in Larkshire", 1),
        Text(
            "Between 8 and 10 February 2021, Ofsted and the Care Quality Commission (CQC) revisited the area of "
            "Larkshire to decide whether sufficient progress has been made in addressing each of the four areas of "
            "significant weakness detailed in the inspection report letter published on 4 July 2018."
        ),
        Text(REQUIRED.replace("this inspection", "the initial inspection").replace("has determined", "determined")),
        Text(totals + " This letter outlines our findings from the revisit."),
        Heading("Main findings", 2),
    ]
    for weakness, since, verdict in zip(FOUND, SINCE, verdicts, strict=True):
        parts += [Text("At the initial inspection, inspectors found the following:"), Text(weakness), Items(since)]
        parts += [Text(verdict)] if verdict else []
    ending = "As not all the weaknesses have improved, it is for DfE and NHS England to determine the next steps."
    return (*parts, Text(f"{totals.split('. ')[0]}. {ending}"), *CLOSING)


THREE_OF_FOUR = (
    "The area has made sufficient progress in addressing three of the four significant weaknesses identified at the "
    "initial inspection. The area has not made sufficient progress in addressing one significant weakness."
)
REVISIT_STATED = _revisit(THREE_OF_FOUR, (MET, UNMET, MET, MET))
REVISIT_DERIVABLE = _revisit(THREE_OF_FOUR, (None, UNMET, MET, None))
REVISIT_OPEN = _revisit(THREE_OF_FOUR, (None, None, MET, None))


@pytest.fixture(scope="session", params=FORMATS)
def written(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Make:
    """Writes a content in one format and reads it, each once."""
    form: str = request.param
    folder = tmp_path_factory.mktemp(form)

    @cache
    def document(parts: tuple[Part, ...]) -> Document:
        return read(make(_wrapped(parts) if form == "txt" else parts, form, folder / str(hash(parts))), Catalogue())

    return document


def _wrapped(parts: tuple[Part, ...]) -> tuple[Part, ...]:
    """Long headings as plain text has them, wrapped like any paragraph."""
    return tuple(Text(p.text) if isinstance(p, Heading) and len(p.text) > 90 else p for p in parts)


@cache
def _all(document: Document) -> tuple[Finding, ...]:
    return tuple(finding for rule in RULES for finding in rule(document))


def findings(document: Document, kind: str) -> list[Finding]:
    """Findings of one kind in the order of the text; every quote is checked against the text."""
    found = [f for f in _all(document) if f.kind == kind]
    assert all(f.quote and f.quote == document.text[f.start : f.end] for f in found)
    return sorted(found, key=lambda f: f.start)


def _pairs(found: list[Finding], *names: str) -> list[tuple[str, ...]]:
    return [tuple(words(f.get(name)) for name in names) for f in found]


@pytest.mark.parametrize("letter", [LETTER_WITH_STATEMENT, LETTER_WITHOUT])
def test_what_is_strong_and_what_is_to_develop_stand_under_their_question(
    written: Make, letter: tuple[Part, ...]
) -> None:
    document = written(letter)
    strong = [(question, text) for question, texts in STRONG.items() for text in texts]
    weak = [(question, text) for question, texts in WEAK.items() for text in texts]
    assert _pairs(findings(document, "strength"), "question", "text") == strong
    assert _pairs(findings(document, "area for development"), "question", "text") == weak


def test_a_letter_that_requires_a_statement_says_of_whom_and_lists_the_weaknesses(written: Make) -> None:
    document = written(LETTER_WITH_STATEMENT)
    (required,) = findings(document, "written statement of action")
    assert required.get("required") == "yes"
    assert required.fields["responsible_body"] == ("local authority", "clinical commissioning group")
    assert words(required.quote) == REQUIRED
    weaknesses = findings(document, "area of significant weakness")
    assert _pairs(weaknesses, "number", "text", "verdict") == [(str(n), text, "") for n, text in enumerate(AREAS, 1)]
    assert [words(f.quote) for f in weaknesses] == list(AREAS)


def test_a_letter_that_requires_none_states_no_weakness(written: Make) -> None:
    document = written(LETTER_WITHOUT)
    for kind in (
        "written statement of action",
        "area of significant weakness",
        "verdict",
        "progress total",
        "progress",
    ):
        assert not findings(document, kind)


def test_every_stated_verdict_is_cited_where_it_stands(written: Make) -> None:
    document = written(REVISIT_STATED)
    weaknesses = findings(document, "area of significant weakness")
    told = ["sufficient progress", "not sufficient progress", "sufficient progress", "sufficient progress"]
    rows = [(str(n), text, verdict, "stated") for n, (text, verdict) in enumerate(zip(FOUND, told, strict=True), 1)]
    assert _pairs(weaknesses, "number", "text", "verdict", "verdict_source") == rows
    assert [words(f.quote) for f in weaknesses] == list(FOUND)
    verdicts = findings(document, "verdict")
    assert _pairs(verdicts, "number", "verdict") == [(str(n), verdict) for n, verdict in enumerate(told, 1)]
    assert [words(f.quote) for f in verdicts] == [MET, UNMET, MET, MET]
    (required,) = findings(document, "written statement of action")
    assert required.get("required") == "yes"


def test_what_was_found_since_stands_with_its_weakness(written: Make) -> None:
    document = written(REVISIT_DERIVABLE)
    told = [(str(n), FOUND[n - 1], text) for n, since in enumerate(SINCE, 1) for text in since]
    assert _pairs(findings(document, "progress"), "number", "weakness", "text") == told


def test_a_verdict_that_only_the_totals_leave_is_derived_and_says_how(written: Make) -> None:
    document = written(REVISIT_DERIVABLE)
    weaknesses = findings(document, "area of significant weakness")
    assert _pairs(weaknesses, "verdict", "verdict_source") == [
        ("sufficient progress", "derived"),
        ("not sufficient progress", "stated"),
        ("sufficient progress", "stated"),
        ("sufficient progress", "derived"),
    ]
    derived = [f.derived for f in weaknesses]
    assert derived[1] is None and derived[2] is None
    assert derived[0] == derived[3]
    assert derived[0] and "three sufficient and one not sufficient" in derived[0]
    assert [f.get("number") for f in findings(document, "verdict")] == ["2", "3"]


def test_a_verdict_that_the_totals_leave_open_is_not_stated(written: Make) -> None:
    document = written(REVISIT_OPEN)
    verdicts = _pairs(findings(document, "area of significant weakness"), "verdict", "verdict_source")
    assert verdicts == [("not stated", ""), ("not stated", ""), ("sufficient progress", "stated"), ("not stated", "")]


def test_totals_are_given_once_with_both_sentences(written: Make) -> None:
    (total,) = findings(written(REVISIT_OPEN), "progress total")
    assert _pairs([total], "sufficient", "not_sufficient", "total", "said_by") == [("3", "1", "4", "inspectors")]
    assert words(total.quote) == THREE_OF_FOUR
    assert total.derived is None


def _one(written_text: str, folder: Path, *, title: str = "SEND revisit letter", name: str = "page") -> Document:
    return read(make((Heading(title, 1), Text(written_text)), "md", folder / name), Catalogue())


@pytest.mark.parametrize(
    ("sentence", "sufficient", "not_sufficient", "total", "reckoned"),
    [
        ("The area has made sufficient progress in addressing four of the five significant weaknesses.",
         "4", "1", "5", True),
        ("The area has made sufficient progress in addressing three of the significant weaknesses. The area has not "
         "made sufficient progress in addressing one significant weakness.", "3", "1", "4", True),
        ("The local area has not made sufficient progress in addressing two of the five significant weaknesses.",
         "3", "2", "5", True),
        ("The area has made sufficient progress in addressing all six of the significant weaknesses.",
         "6", "0", "6", False),
        ("The area has made sufficient progress in addressing all of the significant weaknesses.",
         "", "0", "", False),
        ("The area has not made sufficient progress in addressing any of the five significant weaknesses.",
         "0", "5", "5", False),
        ("Sufficient progress has been made in all but one of the 6 areas of significant weakness.",
         "5", "1", "6", False),
        ("Inspectors found that sufficient progress had been made against three areas, with two remaining outstanding.",
         "3", "2", "5", True),
        ("The area has made sufficient progress in addressing three of the five weaknesses but not in the other two.",
         "3", "2", "5", False),
    ],
)  # fmt: skip
def test_totals_are_read_however_they_are_worded(
    sentence: str, sufficient: str, not_sufficient: str, total: str, reckoned: bool, tmp_path: Path
) -> None:
    (found,) = findings(_one(sentence, tmp_path), "progress total")
    assert _pairs([found], "sufficient", "not_sufficient", "total") == [(sufficient, not_sufficient, total)]
    assert bool(found.derived) is reckoned


@pytest.mark.parametrize(
    "sentence",
    [
        "Inspectors came back to decide whether sufficient progress had been made in each of nine weaknesses.",
        "The accelerated progress plan has not had sufficient impact in three of the four priority areas.",
        "Progress has been made in all nine areas of concern and we are proud of our teams.",
        "Pupils make sufficient progress in two subjects at the end of key stage 2.",
        "We are confident that sufficient progress will be made in all five areas of weakness.",
        "The council has made progress in seven projects since the inspection.",
    ],
)
def test_what_is_no_total_is_not_taken_for_one(sentence: str, tmp_path: Path) -> None:
    document = _one(sentence, tmp_path)
    assert not findings(document, "progress total")
    assert not findings(document, "verdict")


@pytest.mark.parametrize(
    ("line", "verdict"),
    [
        ("The local area has made sufficient progress in addressing this significant weakness.", "sufficient progress"),
        ("Leaders have not made sufficient progress in addressing this area.", "not sufficient progress"),
        ("Sufficient progress has been made.", "sufficient progress"),
        ("Insufficient progress has been made in this area.", "not sufficient progress"),
        ("Progress in this area has not been sufficient.", "not sufficient progress"),
        ("The area hasn't made enough progress on this weakness.", "not sufficient progress"),
        ("The area has not yet made sufficient progress in improving joint commissioning.", "not sufficient progress"),
    ],
)
@pytest.mark.parametrize("first", [True, False], ids=["before-evidence", "after-evidence"])
def test_verdicts_are_read_however_worded_and_wherever_they_stand(
    line: str, verdict: str, first: bool, tmp_path: Path
) -> None:
    parts = list(_revisit("This letter sets out what we found.", (MET, UNMET, MET, MET)))
    spot = parts.index(Text(FOUND[1]))
    parts[spot + 1 : spot + 3] = [Text(line), Items(SINCE[1])] if first else [Items(SINCE[1]), Text(line)]
    document = read(make(parts, "html", tmp_path / "revisit"), Catalogue())
    weakness = findings(document, "area of significant weakness")[1]
    assert (weakness.get("verdict"), weakness.get("verdict_source")) == (verdict, "stated")
    stated = [f for f in findings(document, "verdict") if f.get("number") == "2"]
    assert [words(f.quote) for f in stated] == [line]
    found_since = [words(f.quote) for f in findings(document, "progress") if f.get("number") == "2"]
    assert found_since == list(SINCE[1])


@pytest.mark.parametrize("form", FORMATS)
def test_weaknesses_that_are_headings_are_found_by_their_verdicts(form: str, tmp_path: Path) -> None:
    head = list(_revisit(THREE_OF_FOUR, (None,) * 4))
    head = head[: head.index(Heading("Main findings", 2)) + 1]
    names = (
        "Joint strategy",
        "Quality of education, health and care plans",
        "Waits for autism assessment",
        "Governance",
    )
    for name, since, verdict in zip(names, SINCE, (MET, UNMET, None, MET), strict=True):
        head += [Heading(name, 3), Items(since), *([Text(verdict)] if verdict else [])]
    document = read(make((*head, *CLOSING), form, tmp_path / "revisit"), Catalogue())
    weaknesses = findings(document, "area of significant weakness")
    assert [words(f.quote) for f in weaknesses] == list(names)
    assert _pairs(weaknesses, "verdict", "verdict_source")[2] == ("sufficient progress", "derived")


def _in_layout(layout: str, number: int, weakness: str, since: tuple[str, ...], verdict: str | None) -> list[Part]:
    low = weakness[0].lower() + weakness[1:]
    ending: list[Part] = [Text(verdict)] if verdict else []
    if layout == "one line":
        return [Text(f"The initial inspection found that there was {low}."), *(Text(text) for text in since), *ending]
    if layout == "bullets throughout":
        first = f"At the initial inspection, inspectors found that there was {low}."
        return [Items((first, *since, *([verdict] if verdict else [])))]
    if layout == "no introduction":
        return [Text(weakness), Items(since), *ending]
    if layout == "bold verdict":
        bold: list[Part] = [Heading(verdict, 3)] if verdict else []
        return [Text("At the initial inspection, inspectors found:"), Text(weakness), Items(since), *bold]
    return [Heading(f"{number}. {weakness}", 3), Items(since), *ending]


@pytest.mark.parametrize("form", ["txt", "pdf"])
@pytest.mark.parametrize(
    "layout", ["one line", "bullets throughout", "no introduction", "bold verdict", "numbered headings"]
)
def test_weaknesses_verdicts_and_evidence_are_told_apart_in_other_layouts(
    layout: str, form: str, tmp_path: Path
) -> None:
    parts = list(_revisit(THREE_OF_FOUR, (None,) * 4))
    parts = parts[: parts.index(Heading("Main findings", 2)) + 1]
    for number, (weakness, since) in enumerate(zip(FOUND, SINCE, strict=True), 1):
        parts += _in_layout(layout, number, weakness, since, (MET, UNMET, None, MET)[number - 1])
    document = read(make((*parts, *CLOSING), form, tmp_path / "revisit"), Catalogue())
    weaknesses = findings(document, "area of significant weakness")
    assert [w.get("verdict_source") for w in weaknesses] == ["stated", "stated", "derived", "stated"]
    assert [w.get("verdict") == "sufficient progress" for w in weaknesses] == [True, False, True, True]
    assert all(name[1:] in words(w.get("text")) for name, w in zip(FOUND, weaknesses, strict=True))
    told = [(str(n), text) for n, since in enumerate(SINCE, 1) for text in since]
    assert _pairs(findings(document, "progress"), "number", "text") == told


def test_a_list_before_the_findings_is_not_counted_again(tmp_path: Path) -> None:
    parts = list(REVISIT_STATED)
    spot = parts.index(Heading("Main findings", 2))
    parts[spot:spot] = [
        Text("At the initial inspection, inspectors identified the following areas of significant weakness:"),
        Items(FOUND),
    ]
    document = read(make(parts, "docx", tmp_path / "revisit"), Catalogue())
    assert len(findings(document, "area of significant weakness")) == len(FOUND)


@pytest.mark.parametrize("letter", [LETTER_WITH_STATEMENT, REVISIT_DERIVABLE], ids=["inspection", "revisit"])
def test_a_letter_that_breaks_off_is_read_as_far_as_it_goes(letter: tuple[Part, ...], tmp_path: Path) -> None:
    whole = make(letter, "md", tmp_path / "whole").read_text(encoding="utf-8")
    for cut in range(len(whole) // 12, len(whole), len(whole) // 12):
        part = tmp_path / f"part{cut}.md"
        part.write_text(whole[:cut] + "\n", encoding="utf-8")
        document = read(part, Catalogue())
        assert all(f.quote == document.text[f.start : f.end] for f in _all(document))


@pytest.mark.parametrize("form", ["md", "html", "docx", "pdf"])
def test_strengths_beside_areas_for_development_in_a_table(form: str, tmp_path: Path) -> None:
    rows = (
        (IDENTIFY, STRONG["identify"][0], WEAK["identify"][0]),
        (MEET, STRONG["meet needs"][0], WEAK["meet needs"][0]),
    )
    parts = (
        Heading("SEND inspection: report to the Scrutiny Committee", 1),
        Text("This report sets out what inspectors said of our local area in the letter of July 2018."),
        Grid(("Question", "Strengths", "Areas for development"), rows),
    )
    document = read(make(parts, form, tmp_path / "report"), Catalogue())
    assert _pairs(findings(document, "strength"), "question", "text") == [
        ("identify", STRONG["identify"][0]),
        ("meet needs", STRONG["meet needs"][0]),
    ]
    assert [f.get("question") for f in findings(document, "area for development")] == ["identify", "meet needs"]


@pytest.mark.parametrize(
    "lead",
    [
        "Progress made against the three areas of significant weakness includes:",
        "We have taken these steps to address the areas of concern:",
        "The inspection identified three areas of concern. The statement outlined how we intended to:",
        "The areas of significant weakness are overseen by a board. Its members are:",
    ],
)
def test_a_list_of_something_else_is_no_list_of_weaknesses(lead: str, tmp_path: Path) -> None:
    parts = (
        Heading("SEND improvement in Larkshire", 1),
        Text("Our council has worked on this."),
        Text(lead),
        Items(AREAS),
    )
    document = read(make(parts, "html", tmp_path / "page"), Catalogue())
    assert not findings(document, "area of significant weakness")


@pytest.mark.parametrize("form", FORMATS)
def test_lists_named_by_their_verdict_are_verdicts_on_what_they_list(form: str, tmp_path: Path) -> None:
    page = (
        Heading("SEND revisit: what inspectors said", 1),
        Text("Our council welcomes the letter that Ofsted and CQC published after their revisit in May 2021."),
        Text("The area has made sufficient progress in addressing the following areas of significant weakness:"),
        Items(("the lack of a joint strategy between partners", "the time that families wait for an assessment")),
        Text("The area has not made sufficient progress in addressing the following area of significant weakness:"),
        Items(("the poor quality of education, health and care plans",)),
        Text("We will now agree an accelerated progress plan with the Department for Education and NHS England."),
    )
    document = read(make(page, form, tmp_path / "page"), Catalogue())
    weaknesses = findings(document, "area of significant weakness")
    verdicts = [(f.get("number"), f.get("verdict"), f.get("verdict_source")) for f in weaknesses]
    assert verdicts == [
        ("1", "sufficient progress", "stated"),
        ("2", "sufficient progress", "stated"),
        ("3", "not sufficient progress", "stated"),
    ]
    assert all("sufficient progress" in f.quote for f in findings(document, "verdict"))


@pytest.mark.parametrize("form", FORMATS)
def test_a_report_that_lists_the_weaknesses_in_a_table_or_below_a_sentence(form: str, tmp_path: Path) -> None:
    above = (
        Heading("SEND improvement: report to the Scrutiny Committee", 1),
        Heading("Background", 2),
        Text("The council and the CCG were required to submit a joint Written Statement of Action within 70 days."),
    )
    listed = (
        *above,
        Text("Inspectors identified three areas of significant weakness. These were:"),
        Items(AREAS),
        Text("Progress against the three areas of significant weakness is as follows:"),
        Items(("a new strategy has been drafted by the partners", "officers have been appointed to the plans team")),
    )
    table = Grid(
        ("Area of significant weakness", "Sufficient progress?", "Next step"),
        ((AREAS[0], "Yes", "Keep it up"), (AREAS[1], "No", "Audit of plans"), (AREAS[2], "Yes", "More clinics")),
    )
    for number, parts in enumerate((listed, (*above, table))):
        document = read(make(parts, form, tmp_path / f"report{number}"), Catalogue())
        weaknesses = findings(document, "area of significant weakness")
        assert _pairs(weaknesses, "number", "text") == [(str(n), text) for n, text in enumerate(AREAS, 1)]
        (required,) = findings(document, "written statement of action")
        assert required.fields["responsible_body"] == ("council", "CCG")
        told = [f.get("verdict") for f in weaknesses]
        assert told == (
            ["", "", ""]
            if parts is listed
            else ["sufficient progress", "not sufficient progress", "sufficient progress"]
        )


@pytest.mark.parametrize("form", FORMATS)
def test_a_table_of_verdicts_on_weaknesses_named_in_a_word_or_two(form: str, tmp_path: Path) -> None:
    rows = (
        ("Joint commissioning", "Sufficient progress"),
        ("Quality of plans", "Insufficient progress"),
        ("Governance", "Sufficient progress made"),
    )
    parts = (
        Heading("SEND revisit: report to the Scrutiny Committee", 1),
        Text("Ofsted and the CQC revisited our local area in May 2021 and published what they found in their letter."),
        Grid(("Area of weakness", "Inspectors' judgement"), rows),
    )
    document = read(make(parts, form, tmp_path / "report"), Catalogue())
    assert _pairs(findings(document, "area of significant weakness"), "text", "verdict", "verdict_source") == [
        ("Joint commissioning", "sufficient progress", "stated"),
        ("Quality of plans", "not sufficient progress", "stated"),
        ("Governance", "sufficient progress", "stated"),
    ]


def test_a_revisit_in_bullets_that_says_when_a_weakness_was_so(tmp_path: Path) -> None:
    parts = list(_revisit(THREE_OF_FOUR, (None,) * 4))
    parts = parts[: parts.index(Heading("Main findings", 2)) + 1]
    starts = (
        "At the initial inspection, inspectors found that leadership was weak.",
        "The initial inspection found that parents were not heard.",
        "At the time of the initial inspection, plans were of poor quality.",
        "Inspectors found at the initial inspection that waits were too long.",
    )
    for start, since, verdict in zip(starts, SINCE, (MET, MET, MET, UNMET), strict=True):
        parts.append(Items((start, *since, verdict)))
    document = read(make((*parts, *CLOSING), "html", tmp_path / "revisit"), Catalogue())
    weaknesses = findings(document, "area of significant weakness")
    assert [w.get("text") for w in weaknesses] == [
        "leadership was weak.",
        "parents were not heard.",
        "plans were of poor quality.",
        "waits were too long.",
    ]
    assert [w.get("verdict") for w in weaknesses] == [*["sufficient progress"] * 3, "not sufficient progress"]


@pytest.mark.parametrize(
    "sentence",
    [
        "The area has made sufficient progress in addressing all of the significant weaknesses identified at the "
        "initial inspection.",
        "Inspectors are of the opinion that local area leaders have made sufficient progress to improve each of the "
        "serious weaknesses identified at the initial inspection.",
        "The area has made sufficient progress in addressing each of the four areas of significant weakness.",
    ],
)
def test_where_all_weaknesses_improved_the_verdicts_that_no_line_states_are_derived(
    sentence: str, tmp_path: Path
) -> None:
    document = read(make(_revisit(sentence, (None, MET, None, None)), "html", tmp_path / "revisit"), Catalogue())
    weaknesses = findings(document, "area of significant weakness")
    assert {w.get("verdict") for w in weaknesses} == {"sufficient progress"}
    assert [w.get("verdict_source") for w in weaknesses] == ["derived", "stated", "derived", "derived"]
    (total,) = findings(document, "progress total")
    assert (total.get("sufficient"), total.get("not_sufficient")) == ("4", "0")


@pytest.mark.parametrize(
    ("sentence", "required", "bodies"),
    [
        ("The inspection requested the submission of a written statement of action (WSoA).", "yes", None),
        ("The local area was instructed to develop and deliver a WSoA.", "yes", None),
        ("HMCI determined that NHS Larkshire CCG and Brook and Vale Council are jointly responsible for submitting the "
         "written statement to Ofsted.", "yes", ("NHS Larkshire CCG", "Brook and Vale Council")),
        ("Inspectors required the Council and CCG to produce a Written Statement of Action by March.", "yes",
         ("Council", "CCG")),
        ("The local area was not required to produce a Written Statement of Action.", "no", None),
    ],
)  # fmt: skip
def test_who_must_submit_a_statement(
    sentence: str, required: str, bodies: tuple[str, ...] | None, tmp_path: Path
) -> None:
    (found,) = findings(_one(sentence, tmp_path, title="Our SEND inspection"), "written statement of action")
    assert (found.get("required"), found.fields["responsible_body"]) == (required, bodies)


@pytest.mark.parametrize(
    "sentence",
    [
        "Inspectors will say whether a written statement of action is required.",
        "If there are significant weaknesses, the area may be required to produce a written statement of action.",
        "Nationally, more than half of local areas were required to produce a written statement of action.",
        "The written statement of action was declared fit for purpose on 22 October 2019.",
    ],
)
def test_a_statement_that_is_only_spoken_of_is_not_required(sentence: str, tmp_path: Path) -> None:
    assert not findings(_one(sentence, tmp_path, title="Our SEND inspection"), "written statement of action")


def test_the_real_revisit_letter_has_nine_weaknesses_with_stated_and_derived_verdicts(originals: Path) -> None:
    document = read_once(originals / "walsall-2022-revisit-letter.txt")
    weaknesses = findings(document, "area of significant weakness")
    assert [f.get("number") for f in weaknesses] == [str(n) for n in range(1, 10)]
    told = {f.get("number"): (f.get("verdict"), f.get("verdict_source")) for f in weaknesses}
    assert [n for n, (verdict, _) in told.items() if verdict == "not sufficient progress"] == ["2", "8"]
    assert [n for n, (_, source) in told.items() if source == "derived"] == ["1", "3", "4", "5"]
    assert all(bool(f.derived) == (f.get("verdict_source") == "derived") for f in weaknesses)
    assert [f.get("number") for f in findings(document, "verdict")] == ["2", "6", "7", "8", "9"]
    assert len(findings(document, "progress")) == 47
    (total,) = findings(document, "progress total")
    assert _pairs([total], "sufficient", "not_sufficient", "total") == [("7", "2", "9")]


def test_the_councils_own_words_on_progress_are_the_councils(originals: Path) -> None:
    (total,) = findings(read_once(originals / "walsall-inspections-and-outcomes.txt"), "progress total")
    assert _pairs([total], "sufficient", "not_sufficient", "total", "said_by") == [("7", "", "9", "council")]
