"""Fixed forms of the genre that give a document its sections, whatever file format it came in.

A revisit letter introduces each area of weakness with "At the initial inspection, inspectors found ...", states the
weakness, sets out what was found since, and often ends with a verdict. No heading marks these parts; the weakness
itself is the heading that a reader would look for.
"""

import re
from dataclasses import replace

from .pieces import Piece

_INTRODUCES = re.compile(
    r"^(?:at|in|during|following) the (?:initial|first|original|previous|last|20\d\d)\b[^.:]{0,40}"
    r"\b(?:inspection|visit)\b[^.:]{0,60}\b(?:found|identified|considered|judged|concluded|reported)\b[^.]{0,60}:$",
    re.I,
)
_VERDICT = re.compile(
    r"\b(?:has|have|had)(?: not)? made (?:sufficient|insufficient|enough) progress\b[^.]*\bweakness", re.I
)
_MAX_STATEMENT = 400  # characters; longer is running text, not the name of a weakness


def mark_weaknesses(pieces: list[Piece]) -> list[Piece]:
    """Make each stated weakness open a section and each verdict close it."""
    out: list[Piece] = []
    for piece in pieces:
        introduced = bool(out) and out[-1].kind in {"paragraph", "item"} and bool(_INTRODUCES.match(out[-1].text))
        if introduced and not piece.table and len(piece.text) <= _MAX_STATEMENT:
            out.append(replace(piece, kind="paragraph", level=0, opens=True))
        elif piece.kind in {"paragraph", "item"} and len(piece.text) < 160 and _VERDICT.search(piece.text):
            out.append(replace(piece, closes=True))
        else:
            out.append(piece)
    return out


def join_labels(pieces: list[Piece]) -> list[Piece]:
    """Put a label and its value, which a layout had set side by side, on one line: "Inspection dates:"."""
    out: list[Piece] = []
    for piece in pieces:
        last = out[-1] if out else None
        labelled = last is not None and last.kind == "paragraph" and last.text.endswith(":") and len(last.text) <= 45
        if (
            last
            and labelled
            and piece.kind == "paragraph"
            and not piece.label
            and len(piece.text) <= 80
            and piece.page == last.page
        ):
            out[-1] = replace(last, text=f"{last.text} {piece.text}")
        else:
            out.append(piece)
    return out


_REPORT_PARTS = re.compile(
    r"^(?:inspection outcome|information about (?:the local area|this inspection)|what is it like to be a child|"
    r"what is the area partnership doing|what does the area partnership need|areas for (?:priority action|improvement)|"
    r"local area partnership details|inspection team)\b",
    re.I,
)


def level_report_parts(pieces: list[Piece]) -> list[Piece]:
    """Put the fixed headings of an area SEND report side by side: their type sizes differ, their rank does not."""
    parts = [p for p in pieces if p.kind == "heading" and _REPORT_PARTS.match(p.text)]
    if len(parts) < 3:
        return pieces
    level = min(max(p.level for p in parts), 2)
    return [replace(p, level=level) if p.kind == "heading" and _REPORT_PARTS.match(p.text) else p for p in pieces]


def introduces_weakness(piece: Piece) -> bool:
    """True for the line before a weakness: it belongs to the section that the weakness opens."""
    return piece.kind in {"paragraph", "item"} and bool(_INTRODUCES.match(piece.text))
