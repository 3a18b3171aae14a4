"""What a document calls itself: its title, told from the names of bodies, dates and labels that stand around it."""

import re
from collections.abc import Sequence

from .dates import find_dates
from .readers.pieces import Piece

_EARLY = 25  # pieces among which a title stands
_TOP = 8  # pieces among which the first heading does
_LONGEST = 200  # characters
_LETTER_TITLE = re.compile(
    r"\b(?:SEND|special educational needs|local area)\b.*\b(?:inspection|re-?visit|visit|meeting|review|plan)\b"
    r"|\b(?:inspection|re-?visit|visit|statement of action|progress plan|action plan)\b.*\b(?:SEND"
    r"|special educational needs"
    r"|local area|in [A-Z])",
    re.I,
)
_REFERS = re.compile(r"^(?:our|your) ref|^ref\b|^cc\b|\bnominated officer\b|@|www\.|^dear\b", re.I)
_INSPECTION_OF = re.compile(r"area SEND (?:full |monitoring )?inspection of [A-Z][^.:]*$", re.I)
_REST_OF_NAME = {"partnership", "area partnership", "local area partnership"}
"""How a title that did not fit one line goes on."""
_MINUTES = re.compile(
    r"(?:draft )?minutes of (?:the |an? )?[A-Z].*(?:meeting|board|committee|panel|group|council)\b", re.I
)
_PRESENT = re.compile(
    r"(?:present|in attendance|attendees|members|apologies|venue|time|date)\b(?:\s*:|$)"
    r"|(?:electoral )?(?:divisions?|wards?)(?:\(s\))? affected\b"
    r"|(?:portfolio|classification|key decision|status)\s*[:–-]"
    r"|recommendations?\W*$",
    re.I,
)
"""A label in minutes, with who or when."""
_HELD = re.compile(r",? (?:which was )?(?:held|which took place|taking place|in|at|on)\b(?! of)")
_LABEL = re.compile(
    r"(?:local area|publish\w*|date\w*|author|contact|report (?:of|by|from)|meeting|from|to|page|version|last)\b", re.I
)
_NAMES = 120  # characters
_MANY = 12  # characters that a title above the first heading has at least
_SHORTEST = 5  # characters that are still no title: "SEND", "News"
_FIRST_ROWS = 3  # of a table on a cover
_SORT = re.compile(
    r"\b(?:(?:action|improvement|progress|recovery|transformation|delivery|strategic|SEND) plan|statement of action"
    r"|strategy|self[- ]evaluation|(?:annual|progress|update|performance|improvement|position|monitoring|inspection"
    r"|committee|scrutiny|cabinet) (?:report|statement|update|review|letter)|(?:report|update) (?:on|to|of)\b|re-?visit"
    r"|SEND (?:update|report))",
    re.I,
)
"""Words by which a document says what sort of thing it is."""
_RUNS_ON = re.compile(
    r"[.;:,]$|^(?:this|the|we|our|it|in|on|to|from|for|dear|by|see|report (?:of|to|by|from))\b|@|www\.", re.I
)
"""A sentence, or a line of a letterhead."""
_LABELLED = re.compile(
    r"^(?:report title|title of (?:the )?(?:report|paper|document)|(?:report )?title|subject(?: of (?:the )?report)?"
    r"|report subject|agenda item title|re)(?:\s*:|\s+[–-])\s*(?P<title>\S.{5,})$",
    re.I,
)
_LABEL_CELL = re.compile(
    r"^(?:report title|title(?: of (?:the )?(?:report|paper))?|subject(?: of (?:the )?report)?)$", re.I
)
_ORGANISATION = re.compile(
    r"(?:^(?:report (?:of|to|by|for)\b|a (?:joint )?report\b|agenda\b|part [a-z\d]\b|item\b|public\b"
    r"|official\b|contents$)"
    r"|\b(?:council|committee|cabinet|board|panel|commission|executive|forum|partnership|trust|group|ccg|icb|ofsted"
    r"|(?:care quality commission)|area|authority|borough|service|directorate|department|minutes)"
    r"(?: \([^)]*\))?(?: (?:and|&) .{3,60}\b(?:council|board|group|icb|ccg|trust))?"
    r"(?:,? (?:meeting|report))?(?:[ ,–-]+[A-Z][\w’' ,&–-]{0,60})?$)",
    re.I,
)
_ABOUT = re.compile(
    r"\b(?:plan|statement|report|update|strategy|inspections?|re-?visit|review|progress|performance|improvement|outcomes?"
    r"|SEND|special educational needs|letter|response|framework|news|written|action|evaluation|self-evaluation)\b",
    re.I,
)


_ITEM = re.compile(
    r"(?:agenda items?|decision details|issue(?: details| - (?:meetings|items))|agenda and (?:draft )?minutes)\s*:?",
    re.I,
)
"""What stands above the title where a council's site shows one item of a meeting, or one decision."""
_FURNITURE = re.compile(
    r"(?:modern\.?gov\b|breadcrumb|(?:draft )?minutes\s*:?$|discussion\b.{0,12}$|decisions?\s*:?$|what happened$"
    r"|cookie|skip to\b|home\b(?: ?[>/|»]| [A-Z]\w+ (?:News|Article)\b)|you are here|share on\b"
    r"|(?:menu|search|share|print)(?: this(?: page)?| menu)?\s*:?$"
    r"|photo\s*:|one minute guide$|news$|[^|]*\|[^|]*\|)",
    re.I,
)
"""What stands around the text of a page and names none."""
_LABEL_LINE = re.compile(
    r"(?:meeting|venue|contact|decision|status|purpose|report author|lead officer|date|is |key|effective|ward|division"
    r"|portfolio|time|chair)[\w ?’']{0,30}:(?= |$)",
    re.I,
)
_LETTERS = re.compile(r"[A-Za-z]{3}")
_ITEM_NUMBER = re.compile(r"^\d{1,3}[a-z]?\.?\s+(?=[A-Z])")


_INSPECTS = re.compile(r"\b(?:inspection|re-?visit)s? (?:of|in|to)\b", re.I)


def title_of(pieces: Sequence[Piece]) -> str | None:
    """The title of a document; ``None`` where its first heading is that of a numbered part, or there is none.

    In a letter it is the line that names its subject; elsewhere what stands after "Report title:", else the first
    heading that is more than the name of a body, a committee or a date.
    """
    early = pieces[:_EARLY]
    if named := _of_report(early):
        return named
    greeting = next((n for n, p in enumerate(early) if p.text.lower().startswith("dear ")), None)
    if greeting is not None and (named := _of_letter(early, greeting)):
        return named
    if labelled := _labelled(early) or _of_item(early):
        return labelled
    if minutes := next((short for p in early[:_TOP] if (short := _of_minutes(p.text))), None):
        return minutes
    headings = [p for n, p in enumerate(early) if p.kind == "heading" and (n < _TOP or p.level == 1)]
    top = [p.text for p in _unnumbered(headings)]
    first = pieces.index(headings[0]) if headings else len(early)
    if above := _above(early[: min(first, _TOP)], top):
        return above
    if not top or first >= _TOP:
        return None
    deeper = [p.text for p in headings if not p.label]
    below = early[pieces.index(headings[0]) + 1 :][:1]
    said = [p.text for p in below if p.kind == "paragraph" and _is_subtitle(p.text)]
    names = (*top, *said, *deeper)
    own = [text for text in names if not _FURNITURE.match(text)]
    fit = (text for text in own if len(text) > _SHORTEST and not _names_body(text) and not _PRESENT.match(text))
    return next(fit, own[0] if own else None)


def _of_minutes(text: str) -> str | None:
    """ "Minutes of the meeting of ...", without where and when it was held if the line is long."""
    if not _MINUTES.match(text):
        return None
    short = text if len(text) <= _NAMES else _HELD.split(text, maxsplit=1)[0]
    return short if len(short) <= _NAMES and _MINUTES.match(short) else None


def _is_subtitle(text: str) -> bool:
    """True for a line under the name of a body that says what its paper is about."""
    if len(text) > _NAMES or text.endswith((".", ":")) or find_dates(text):
        return False
    return bool(_ABOUT.search(text)) and not _LABEL.match(text)


def _above(lines: Sequence[Piece], headings: Sequence[str]) -> str | None:
    """The line above the first heading that says what sort of document it is, where no heading does.

    A cover's title need not look like one: it stands in plain letters, in a cell, in a frame.
    """
    if any(_SORT.search(text) for text in headings):
        return None
    said = [text for piece in lines for text in _lines(piece) if _MANY <= len(text) <= _NAMES and text[0].isupper()]
    return next(
        (text for text in said if _SORT.search(text) and not _RUNS_ON.search(text) and not _names_body(text)), None
    )


def _lines(piece: Piece) -> Sequence[str]:
    """The lines of a paragraph or of a table's first rows."""
    if piece.table:
        rows = (piece.table.headings, *piece.table.rows)[:_FIRST_ROWS]
        return [" ".join(cell.split()) for row in rows for cell in row]
    return [piece.text] if piece.kind == "paragraph" else []


def _of_report(early: Sequence[Piece]) -> str | None:
    """The line that names an inspection and its area: above it stands only what sort of report it is."""
    for at, piece in enumerate(early[:_TOP]):
        if piece.kind in {"heading", "paragraph"} and _INSPECTION_OF.match(piece.text) and len(piece.text) < _NAMES:
            goes_on = early[at + 1].text if at + 1 < len(early) and not piece.text.endswith("artnership") else ""
            return f"{piece.text} {goes_on}" if goes_on.lower() in _REST_OF_NAME else piece.text
    return None


def _of_letter(early: Sequence[Piece], greeting: int) -> str | None:
    """The line that says what a letter is about: below the greeting, else above it."""
    lines = [
        p.text
        for p in (*early[greeting:], *early[:greeting])
        if (p.kind == "heading" or (p.kind == "paragraph" and len(p.text) < 120)) and not _REFERS.search(p.text)
    ]
    return next((text for text in lines if _LETTER_TITLE.search(text) and not text.endswith(".")), None)


def _of_item(early: Sequence[Piece]) -> str | None:
    """What an item of a meeting is about: the line below "Agenda item", or what stands beside it."""
    for at, piece in enumerate(early[:_TOP]):
        opens = _ITEM.match(piece.text)
        if not opens or piece.table:
            continue
        if beside := piece.text[opens.end() :].strip():
            if not opens[0].endswith(":"):
                return None
            if _LETTERS.search(beside):
                return beside
        lines = (p.text for p in early[at + 1 : at + _TOP] if p.text and len(p.text) <= _NAMES)
        return next((_ITEM_NUMBER.sub("", text) for text in lines if _is_title(text)), None)
    return None


def _is_title(text: str) -> bool:
    if _FURNITURE.match(text) or _PRESENT.match(text) or _LABEL_LINE.match(text) or text.endswith((".", ":")):
        return False
    if not _LETTERS.search(text):
        return False
    return bool(find_dates(text)) or not _names_body(text)


def _labelled(early: Sequence[Piece]) -> str | None:
    for piece in early:
        found = _LABELLED.match(piece.text) if len(piece.text) <= _LONGEST else None
        if found and piece.kind in {"paragraph", "heading"}:
            return found["title"].strip()
        rows = (piece.table.headings, *piece.table.rows) if piece.table else ()
        for row in rows:
            said = [cell for cell in row if cell.strip()]
            if len(said) == 2 and _LABEL_CELL.match(said[0].strip(" :")) and 5 < len(said[1]) <= _LONGEST:
                return " ".join(said[1].split())
    return None


def _unnumbered(headings: Sequence[Piece]) -> list[Piece]:
    """The headings before the first numbered one, of the rank of the first."""
    top: list[Piece] = []
    for piece in headings:
        if piece.label or (top and piece.level > top[0].level):
            break
        top.append(piece)
    return top


def _names_body(text: str) -> bool:
    """True for a heading that only names who speaks or when: a council, a committee, a date."""
    dates = find_dates(text)
    if dates and not re.sub(r"[\s:,.–-]|date|meeting", "", text[: dates[0].start] + text[dates[-1].end :], flags=re.I):
        return True
    if _INSPECTS.search(text):
        return False
    return bool(_ORGANISATION.search(text)) and not _ABOUT.search(_ORGANISATION_NAME.sub(" ", text))


_ORGANISATION_NAME = re.compile(
    r"\b(?:[\w’'&,]+ ){0,8}(?:council|committee|cabinet|board|panel|commission|partnership|forum)\b"
    r"(?:[ ,–-]+[A-Z][\w’' ,&–-]{0,60})?$",
    re.I,
)
"""The whole name of a body, whatever its words: "SEND Improvement Board", "Children and Families Review Panel"."""
