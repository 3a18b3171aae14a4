"""Document facts from the text itself: title, local area, kind, publisher, dates. Unknown stays unknown."""

import re
from collections.abc import Sequence

from .areas import main_area, words_of_name
from .dates import find_dates
from .documents import Kind, Source
from .publishers import publisher_of
from .readers.pieces import Beside, Piece
from .sentences import sentences
from .stated_dates import publication_date, title_date
from .titles import title_of

_HEAD = 4000  # characters in which a document says what it is
_TOP = 600  # characters in which it says what it is called
_COVER = 8  # pieces of a cover page
_HEADINGS = 4  # pieces among which minutes are called so
_LINE = 220  # characters of that line
_FRONT = 15  # pieces of the front of a committee paper
_SIGNS = 3  # kinds of labels that make such a front

_REPORT_HEADINGS = re.compile(
    r"^(?:inspection outcome|information about (?:the local area partnership|this inspection)"
    r"|what is it like to be a child or young person|what is the area partnership doing that is effective"
    r"|what does the area partnership need to do better|areas for (?:priority action|improvement)|inspection team)\b",
    re.I,
)
_MONITORING = re.compile(r"\bmonitoring (?:inspection|visit) (?:report|of)\b|\bpriority action plan monitoring\b", re.I)
_REPORT = re.compile(r"\barea send (?:full )?inspection of\b.*\binspection outcome\b", re.I)
_DEAR = re.compile(
    r"^dear (?:mr|mrs|ms|miss|mx|dr|prof|sir|dame|lord|cllr|councillor|colleague)|^dear\b.{0,80}$", re.I | re.M
)
"""A line that greets; a sentence that turns to somebody is none."""
_MINUTES = re.compile(
    r"^(?:(?:draft|public|confirmed|unconfirmed|approved) )*(?:minutes|notes|agenda) (?:of|for) (?:the |an? )?"
    r"(?!(?:last|previous)\b).{0,120}\b(?:meeting|committee|cabinet|board|panel|forum|commission|council)\b"
    r"|^(?:minutes|agenda)\b.{0,20}$",
    re.I,
)
_TELLS = re.compile(r"\b(?:were|was|are|is|agreed|approved)\b|\.$", re.I)
"""A sentence about minutes is no heading of minutes."""
_REVISITED = re.compile(r"\bre-?visit(?:ed)? the (?:local )?area\b|\bre-?visit(?:ed)?\b.*\bsufficient progress\b", re.I)
_INSPECTION = re.compile(
    r"\bjoint (?:local )?area send inspection\b|\bconducted a joint inspection\b"
    r"|\bjoint inspection of the (?:local )?area\b",
    re.I,
)
_SIGNED = re.compile(
    r"\byours (?:sincerely|faithfully)\b|\bthis letter (?:outlines|sets out)\b"
    r"|\bthe (?:local )?area has (?:not )?made sufficient progress\b"
    r"|\bto judge the effectiveness of the (?:local )?area in implementing\b",
    re.I,
)
"""What only inspectors' letters say, where the greeting was left out."""
_REPORT_BY = re.compile(r"(?i:(?:joint )?report (?:by|of|from) (?:the )?)[A-Z]")
_NAME = 120  # characters of the line that names a committee
_END_OF_TITLE = r"(?=\s*(?:$|[:(–,|-]|20\d\d|for\b|v\d|version\b))"
_TITLED: tuple[tuple[Kind, str], ...] = (
    ("revisit letter", r"\bre-?visit letter\b"),
    ("inspection letter", r"\binspection (?:outcome )?letter\b"),
    ("accelerated progress plan", r"\baccelerated (?:progress|improvement) plan\b(?! review)"),
    ("priority action plan", r"\bpriority action plan\b"),
    ("written statement of action", r"\b(?:written )?statement of action\b"),
    (
        "committee report",
        r"\b(?:committee|scrutiny|cabinet|panel|board) (?:report|meeting|agenda)|report (?:to|of) the\b"
        r"|^(?:draft )?minutes\b",
    ),
    (
        "improvement plan",
        r"\b(?:SEND|local area|partnership|inclusion|special educational needs)\b.*\b(?:improvement|action|recovery"
        rf"|transformation|development|strategic)(?: (?:and|&) \w+)? plan\b{_END_OF_TITLE}"
        rf"|\b(?:SEND|local area|partnership|inclusion|special educational needs)\b.*"
        rf"\baction (?:tracker|log){_END_OF_TITLE}",
    ),
)
_PLAN_TITLE = re.compile(
    r"^.{0,60}\b(?:accelerated (?:progress|improvement) plan|priority action plan|written statement of action"
    r"|SEND (?:improvement|action) plan)\b(?! (?:(?:is|was|has been|gets?) )?(?:backed|approved|endorsed|agreed"
    r"|accepted|published|launched|praised|signed|rejected|noted))[^.]{0,40}$",
    re.I,
)
"""A line of a cover: it names the plan and says nothing else."""
_PAPER_SIGNS = tuple(
    re.compile(form, re.I)
    for form in (
        r"^(?:paper [a-z\d]+,? )?(?:agenda )?item(?: no\.?| number)?\s*:?\s*\d|^agenda item\b",
        r"^(?:joint )?report (?:of|to|by|from)\b|^to\s*:.*\b(?:committee|cabinet|board|panel)\b"
        r"|^from\s*:.*\bdirector\b",
        r"^(?:report )?authors?\b|^(?:lead|report|contact|responsible) officers?\b|^officer contact\b"
        r"|^contact(?: details)?\s*:",
        r"^wards?(?:\(s\)|s)?(?: affected)?\s*:|^electoral divisions?\b",
        r"^(?:portfolio|cabinet member|lead (?:cabinet )?member|executive (?:lead )?member|relevant portfolio)\b",
        r"^(?:key decision|forward plan|decision type|classification|exempt|open report|public report|is this a key)\b",
        r"\b(?:committee|cabinet|scrutiny (?:board|panel)|overview and scrutiny|health and wellbeing board"
        r"|commission|full council|(?:partnership|improvement|SEND|programme|strategic|executive) board"
        r"|schools.? forum)\b",
        r"^date of (?:the )?(?:meeting|committee|cabinet|decision)\b|^meeting(?: date)?\s*:",
    )
)
_ITEM_SIGNS = tuple(
    re.compile(form, re.I)
    for form in (
        r"^agenda item\b|\bagenda item:|^(?:issue|agenda items?) - (?:meetings|items)|, item \d+$|- item \d+ -",
        r"^(?:draft )?(?:minutes?|notes of the discussion|discussion|points made by members)\s*:?$|\bdraft minutes\b"
        r"|- minutes of the item$",
        r"^(?:decisions?|decided|(?:what )?(?:cabinet|committee|board) (?:agreed|decided))\b.{0,20}:?$|^resolved\b",
        r"^decision (?:details|notice)\b|\bdecision (?:details|notice)$|^decision (?:of )?\d",
        r"^(?:decision maker|decision status|is key decision|voting|effective from|venue|key decision)\b.{0,3}:",
        r"^to (?:consider|receive|note|agree|discuss) (?:a|an|the) (?:\w+ )?(?:report|update|presentation|paper"
        r"|briefing)\b",
        r"^(?:the )?(?:board|committee|sub-committee|panel|cabinet|members|commission)\b.{0,40}"
        r"\b(?:heard|received|considered|noted|(?:was|were) (?:told|shown|updated|reminded|given))\b",
        r"\b(?:introduced|presented|brought) (?:the|a|this) report\b"
        r"|\breport (?:\([^)]*\) )?(?:was|were) (?:given|presented|introduced)\b",
        r"^(?:apologies|welcome and apologies)\b|\bminutes (?:of .{0,30})?(?:were )?(?:accepted|agreed|signed)\b",
    )
)
"""What the page of one item of a meeting has, or of one decision, as councils' sites show them."""
_MAYBE_ITEM_SIGNS = tuple(
    re.compile(form, re.I)
    for form in (
        r"^(?:noted|approved|agreed)\s*:",
        r"^(?:report author|status)\b.{0,3}:",
        r"^(?:purpose|reasons?(?: for .{3,40})?)(?:$|:)",
        r"^(?:the )?(?:board|committee|panel|forum|members)\b.{0,40}\bhad\b|^welcome\s*:?$",
    )
)
"""What such a page has, and a plan or a newsletter may have too."""
_COMMITTEE = re.compile(r"\b(?:committee|scrutiny|cabinet)\b", re.I)
_COMMITTEE_HEADINGS = re.compile(
    r"^(?:(?:officer )?recommendations?|(?:financial|legal|equalit(?:y|ies)|risk|resource|policy|staffing"
    r"|environmental)"
    r"(?: and [a-z]+)? (?:information|implications)|purpose(?: of (?:the )?report)?|aim|background papers"
    r"|reducing inequalities|report detail.*|decide|consultations?(?: undertaken)?|reasons? for (?:the )?(?:decision"
    r"|recommendations?)|implications|alternative options.*|executive summary|corporate (?:plan|priorities).*)$",
    re.I,
)
_VISITED = r"\b(?:re-?visited|inspected|conducted|carried out|visited|undertook)\b"
_INSPECTORS = r"(?:ofsted|the office for standards|inspectors|her majesty|his majesty)"
_MONTH = r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)"
_INSPECTED = tuple(
    re.compile(form, re.I)
    for form in (
        r"inspection dates?\s*:?\s*(?P<when>.{4,60})",
        r"\b(?:re-?visit|monitoring visit)(?: dates?)?\s*:\s*(?P<when>.{4,60})",
        r"(?<!previous )(?<!initial )(?<!original )(?<!last )(?<!next )(?<!first )inspection\s*:\s*(?P<when>.{4,60})",
        rf"(?:between|from|on|in)\s+(?P<when>[^.]{{4,60}}?)[, ]+{_INSPECTORS}[^.]{{0,120}}{_VISITED}",
        r"(?:inspection took place|inspection was (?:held|carried out)|were inspected|inspected)"
        r"[^.]{0,40}?\b(?:in|on|between|from)\s+(?P<when>[^.]{4,60})",
        rf"inspection (?:in|of|on|between)\s+(?P<when>(?:\d|{_MONTH})[^.]{{3,60}})",
    )
)


_NOTHING = Beside()


def document_facts(pieces: Sequence[Piece], id_: str, beside: Beside = _NOTHING) -> Source:
    """What the text says of itself.

    Args:
        pieces: the document in reading order.
        id_: the id it will have, and its title where the text shows none.
        beside: what stands around the text.
    """
    text = "\n".join(part for piece in pieces for part in _texts(piece))
    title = title_of(pieces) or id_
    kind = _kind(title, text, pieces)
    area = main_area(title, text)
    published = publication_date(pieces, kind, beside.dates)
    publisher = publisher_of(pieces, kind, area, beside.names)
    return Source(
        id=id_,
        title=title,
        local_area=area or (main_area(publisher, "") if publisher else None) or _area_of_name(id_),
        kind=kind,
        publisher=publisher,
        inspected=_inspected(text) if kind in _INSPECTORATE else None,
        published=published or (None if kind in _INSPECTORATE else title_date(title)),
    )


def _area_of_name(id_: str) -> str | None:
    """The area that the file's name has, where its text names none: minutes need not say whose they are."""
    return main_area(words_of_name(id_), "")


def _texts(piece: Piece) -> list[str]:
    """A piece's text; of a table, a line a cell, for a name does not run on into the next cell."""
    table = piece.table
    return ["\n".join(row) for row in (table.headings, *table.rows)] if table else [piece.text] if piece.text else []


_INSPECTORATE = {"area SEND report", "revisit letter", "inspection letter", "monitoring report"}


def _kind(title: str, text: str, pieces: Sequence[Piece]) -> Kind | None:
    head = " ".join(text[:_HEAD].split())
    if _MONITORING.search(title) or _MONITORING.search(head[:_TOP]) or _is_monitoring(title, head):
        return "monitoring report"
    parts = {p.text.lower() for p in pieces if p.kind == "heading" and _REPORT_HEADINGS.match(p.text)}
    if _REPORT.search(head) or len(parts) >= 3:
        return "area SEND report"
    is_signed = _SIGNED.search(text) and (_REVISITED.search(head) or _INSPECTION.search(head))
    if _DEAR.search(text[:_HEAD]) or is_signed:
        if _REVISITED.search(head):
            return "revisit letter"
        return "inspection letter" if _INSPECTION.search(head) else "letter"
    if _is_paper(pieces) or _is_minutes(pieces) or _is_report_to(pieces) or _is_item(pieces):
        return "committee report"
    covers = [p.text for p in pieces[:_COVER] if _PLAN_TITLE.match(p.text)]
    for kind, pattern in _TITLED:
        if any(re.search(pattern, name, re.I) for name in (title, *covers)):
            return kind
    headings = {p.text.lower() for p in pieces if p.kind == "heading" and _COMMITTEE_HEADINGS.match(p.text)}
    if len(headings) >= 2 and _COMMITTEE.search(text):
        return "committee report"
    about = re.search(r"\b(?:ofsted|cqc|inspect(?:ion|ors)|send)\b", text, re.I)
    return "council page" if about and re.search(r"\b(?:our|we|council)\b", text, re.I) else None


def _is_monitoring(title: str, head: str) -> bool:
    return "monitoring inspection" in title.lower() and bool(re.search(r"\binspection(?: dates?)?\s*:", head, re.I))


def _is_paper(pieces: Sequence[Piece]) -> bool:
    """True for the front of a committee paper: labels of who reports what to whom, of several kinds."""
    lines = [line for p in pieces[:_FRONT] for line in _front_lines(p) if len(line) <= 160]
    signs = [any(sign.search(line) for line in lines) for sign in _PAPER_SIGNS]
    return sum(signs) >= _SIGNS or all(signs[-2:])  # a body and the date on which it met are enough


def _is_item(pieces: Sequence[Piece]) -> bool:
    """True for one item of a meeting, or one decision: two sorts of its lines, one of which only such pages have."""
    lines = [line for p in pieces[:_FRONT] for line in _front_lines(p)]
    surely, maybe = (
        sum(any(sign.search(line) for line in lines) for sign in signs) for signs in (_ITEM_SIGNS, _MAYBE_ITEM_SIGNS)
    )
    return bool(surely) and surely + maybe > 1


def _is_report_to(pieces: Sequence[Piece]) -> bool:
    """True where the first lines name a committee and whose report to it this is, whatever plan it is about."""
    lines = [line for piece in pieces[:_COVER] for line in _front_lines(piece)]
    return any(map(_REPORT_BY.match, lines)) and any(_COMMITTEE.search(line) for line in lines if len(line) < _NAME)


def _is_minutes(pieces: Sequence[Piece]) -> bool:
    """True where one of the first lines is the heading of minutes or an agenda."""
    lines = [piece.text for piece in pieces[:_HEADINGS] if not piece.label]
    return any(len(line) <= _LINE and _MINUTES.match(line) and not _TELLS.search(line) for line in lines)


def _front_lines(piece: Piece) -> list[str]:
    """Lines of a front page, a sentence each; a label of a table with what stands beside it."""
    rows = (piece.table.headings, *piece.table.rows) if piece.table else ()
    said = [": ".join(cell.strip(" :") for cell in row if cell) for row in rows]
    return said or [piece.text[start:end] for start, end in sentences(piece.text)]


def _inspected(text: str) -> str | None:
    head = " ".join(text[:_HEAD].split())
    for form in _INSPECTED:
        match = form.search(head)
        dates = find_dates(match["when"] + head[match.end() : match.end() + 20]) if match else []
        if dates:
            return dates[0].iso
    return None
