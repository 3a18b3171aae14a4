"""Fixed forms of the genre that give a document its sections, whatever file format it came in.

A revisit letter introduces each area of weakness with "At the initial inspection, inspectors found ...", states the
weakness, sets out what was found since, and often ends with a verdict. No heading marks these parts; the weakness
itself is the heading that a reader would look for.
"""

import re
from dataclasses import replace

from .pieces import Piece

_FIRST = r"(?:initial|first|original|previous|last|20\d\d)"
_FOUND = r"(?:found|identified|considered|judged|concluded|reported)"
_INTRODUCTION = (
    rf"(?:(?:at|in|during|following) the (?:time of the )?{_FIRST}\b[^.:]{{0,40}}\b(?:inspection|visit)\b[^.:]{{0,60}}"
    rf"\b{_FOUND}|(?:the|this) {_FIRST} (?:joint )?(?:inspection|visit)\b[^.:]{{0,20}}\b{_FOUND}"
    rf"|inspectors {_FOUND} at the (?:time of the )?{_FIRST} (?:inspection|visit))\b"
)
_INTRODUCES = re.compile(rf"^{_INTRODUCTION}[^.]{{0,60}}:$", re.I)
_STATES = re.compile(rf"^{_INTRODUCTION}(?:(?: that| the following)?:| that)\s+(?P<weakness>\S.+)$", re.I | re.S)
_PROGRESS = r"\b(?:has|have|had)(?: not)?(?: yet)? made (?:sufficient|insufficient|enough) progress\b"
_VERDICT = re.compile(rf"{_PROGRESS}[^.]*\bweakness\b", re.I)
_TOTALS = re.compile(rf"{_PROGRESS}[^.]*\bweaknesses\b", re.I)
_MAX_STATEMENT = 400  # characters; longer is running text, not the name of a weakness
_MAX_VERDICT = 160  # characters; longer is running text that speaks of progress

_REPORT_PARTS = re.compile(
    r"^(?:inspection outcome|information about (?:the local area|this inspection)|what is it like to be a child|"
    r"what is the area partnership doing|what does the area partnership need|areas for (?:priority action|improvement)|"
    r"local area partnership details|inspection team)\b",
    re.I,
)
_APART = re.compile(
    r"^(?:yours (?:sincerely|faithfully)\b|if you are not happy with the inspection\b"
    r"|the office for standards in education, children.s services and skills \(ofsted\) (?:regulates|inspects)\b)",
    re.I,
)


def in_sections(pieces: list[Piece]) -> list[Piece]:
    """Pieces with the sections that the genre's wording makes."""
    pieces = _set_apart(_mark_weaknesses(_join_labels(pieces)))
    return _level_report_parts(_head_tables(pieces))


def introduces_weakness(piece: Piece) -> bool:
    """True for the line before a weakness: it belongs to the section that the weakness opens."""
    return piece.kind in {"paragraph", "item"} and bool(_INTRODUCES.match(piece.text))


def weakness_in(piece: Piece) -> str:
    """The weakness that a piece states, without the words that introduce it."""
    stated = _STATES.match(piece.text)
    return stated["weakness"] if stated else piece.text


def _mark_weaknesses(pieces: list[Piece]) -> list[Piece]:
    """Make each stated weakness open a section, and its verdict or the totals of all weaknesses end it."""
    whole = _whole_statements(pieces)
    out: list[Piece] = []
    for number, piece in enumerate(pieces):
        running = piece.kind in {"paragraph", "item"}
        introduced = bool(out) and introduces_weakness(out[-1]) and not out[-1].opens
        if (introduced and not piece.table and len(piece.text) <= _MAX_STATEMENT) or number in whole:
            out.append(replace(piece, kind="paragraph", level=0, opens=True))
        elif running and len(piece.text) < _MAX_VERDICT and _VERDICT.search(piece.text):
            out.append(replace(piece, closes=True))
        else:
            if running and out and _TOTALS.search(piece.text):
                out[-1] = replace(out[-1], closes=True)
            out.append(piece)
    return out


def _whole_statements(pieces: list[Piece]) -> set[int]:
    """Pieces that introduce a weakness and state it in one; only where a letter does so throughout."""
    running = [(n, p) for n, p in enumerate(pieces) if p.kind in {"paragraph", "item"}]
    if not any(_VERDICT.search(p.text) for _, p in running) or any(introduces_weakness(p) for _, p in running):
        return set()
    found = {n for n, p in running if len(p.text) <= _MAX_STATEMENT and _STATES.match(p.text)}
    return found if len(found) >= 2 else set()


def _set_apart(pieces: list[Piece]) -> list[Piece]:
    """The end of a letter, and what the publisher sets behind each report, belong to no section."""
    return [
        replace(piece, apart=True) if piece.kind == "paragraph" and _APART.match(piece.text) else piece
        for piece in pieces
    ]


def _join_labels(pieces: list[Piece]) -> list[Piece]:
    """Put a label and its value, which a layout had set side by side, on one line: "Inspection dates:"."""
    out: list[Piece] = []
    for piece in (part for whole in pieces for part in _label_rows(whole)):
        last = out[-1] if out else None
        if last and _is_label(last) and piece.kind == "paragraph" and _is_value(piece) and piece.page == last.page:
            out[-1] = replace(last, text=f"{last.text} {piece.text}")
        else:
            out.append(piece)
    return out


def _is_label(piece: Piece) -> bool:
    return piece.kind == "paragraph" and piece.text.endswith(":") and len(piece.text) <= 45


def _is_value(piece: Piece) -> bool:
    return not piece.label and not piece.text.endswith(":") and len(piece.text) <= 80


def _label_rows(piece: Piece) -> list[Piece]:
    """A table of labels and values as its lines; any other piece as it is."""
    table = piece.table
    if table is None or table.headings or not table.rows or any(len(row) != 2 for row in table.rows):
        return [piece]
    if not all(0 < len(label) <= 45 and label.endswith(":") and value for label, value in table.rows):
        return [piece]
    pages = table.pages or (piece.page,) * len(table.rows)
    return [Piece("paragraph", " ".join(row), page) for row, page in zip(table.rows, pages, strict=True)]


def _head_tables(pieces: list[Piece]) -> list[Piece]:
    """Where a part of a report is named only in the heading row of its table, make that its heading."""
    out: list[Piece] = []
    above = ""
    for piece in pieces:
        if piece.kind == "heading":
            above = piece.text
        name = next((cell for cell in piece.table.headings if _REPORT_PARTS.match(cell)), "") if piece.table else ""
        if name and name.lower() != above.lower():
            out.append(Piece("heading", name, piece.page, level=2))
            above = name
        out.append(piece)
    return out


def _level_report_parts(pieces: list[Piece]) -> list[Piece]:
    """Put the fixed headings of an area SEND report side by side: their type sizes differ, their rank does not."""
    parts = [p for p in pieces if p.kind == "heading" and _REPORT_PARTS.match(p.text)]
    if len(parts) < 3:
        return pieces
    level = min(max(p.level for p in parts), 2)
    return [replace(p, level=level) if p.kind == "heading" and _REPORT_PARTS.match(p.text) else p for p in pieces]
