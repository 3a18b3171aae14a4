"""What the cells of a plan say: a reference, a colour, a deadline; and the fields of an action that they come to."""

import re
from collections.abc import Mapping
from typing import NamedTuple

from ..dates import MONTHS, find_dates
from .columns import Role
from .making import Value

_NOTHING = re.compile(r"[-–—.\s]*|n/?a\.?|nil|none", re.I)
_REFERENCE = re.compile(
    r"(?:(?:action|task|activity|ref\.?)\s+)?"
    r"(?P<reference>[A-Z]{0,4}\d{1,3}(?:\.\d{1,3}){1,3}[a-z]?|[A-Z]{1,4}[-.]?\d{1,3}[a-z]?|\d{1,3}[a-z]|\d{1,3}(?=\s*[.):]))"
    r"\s*[.):–—-]?\s+(?=[A-Z“\"‘'(])(?!(?:FTE|WTE)\b)"
)
_WHOLE_REFERENCE = re.compile(
    r"(?:(?:action|ref|no)\.?\s*)?[A-Z]{0,6}[-. /]?\d{1,4}(?:[./-]?[a-z\d]{1,3}){0,4}[.):]?", re.I
)
_COLOURS = {"red": "red", "amber": "amber", "green": "green", "blue": "blue", "r": "red", "a": "amber", "g": "green"}
_LETTERS = {**_COLOURS, "b": "blue"}
_SIGNS = {
    sign: name
    for name, signs in {"red": "🔴🟥", "amber": "🟠🟧🟡🟨", "green": "🟢🟩", "blue": "🔵🟦"}.items()
    for sign in signs
}
_COLOUR = re.compile(r"\b(red|amber|green|blue)\b", re.I)
_LETTER = re.compile(r"[(\[]?([RAGB])[)\]]?(?:\s*[-–—:/]\s*(?P<rest>.+))?", re.S)
_OPENS = re.compile(
    r"[(\[]?(?:b?rag(?: rat(?:ed|ing))?\s*[:–-]?\s*)?(red|amber|green|blue)\b(?:[)\]:;,.–—/]|\s+[-–—(]|\s*$)", re.I
)
_ABOUT_COLOUR = re.compile(r"\b(?:b?rag|rated|rating|status)\b", re.I)
_AROUND = " \t\n-–—:;,.()[]/"
_DONE = re.compile(r"\bcompleted?\b(?!\s+by\b)|\bachieved\b|\bdone\b|\bsigned off\b", re.I)
_STILL = re.compile(r"\bto be complete", re.I)
_OPEN = re.compile(r"\b(?:from|since|starting|commenc\w+|begin\w*|ongoing|on-going|onwards?|review)\b", re.I)
_SCHOOL_YEAR = re.compile(r"20\d\d[/–-]\d\d")
_RANGE = re.compile(
    r"\s*(?:to|until|till|[-–—]|,?\s*(?:end|finish|completion|complete|by)(?:\s+date)?\s*[:–-]?)\s*", re.I
)
_SHORT_DATE = re.compile(r"(?<![\w/.])(?P<day>[0-3]?\d)[/.](?P<month>[01]?\d)[/.](?P<year>[123]\d)(?![\w/])")
_NUMBERED_MONTH = re.compile(r"(?<![\d/.])(?P<month>0?[1-9]|1[0-2])/(?P<year>20\d\d)(?![\d/])")
_MONTH_YEAR = re.compile(
    rf"(?<!\w)(?P<month>{'|'.join(sorted(MONTHS, key=len, reverse=True))})\.?\s?(?:[-–/]|\s?[’'‘])\s?"
    r"(?P<year>[123]\d)(?!\w)",
    re.I,
)


class Coloured(NamedTuple):
    """A cell of a RAG column."""

    rag: str | None
    rest: str | None
    """What it says beside the colour: "on track"."""


def said(text: str) -> str | None:
    """A cell's text on one line; ``None`` where it is empty or holds a dash."""
    line = " ".join(text.split())
    return None if _NOTHING.fullmatch(line) else line


def split_reference(text: str) -> tuple[str | None, str]:
    """ "1.2 Recruit officers" as "1.2" and "Recruit officers"; a number that counts something is no reference."""
    match = _REFERENCE.match(text)
    return (match["reference"], text[match.end() :]) if match else (None, text)


def is_reference(text: str) -> bool:
    """True where a text is a reference and nothing else: "1.2", "A3", "WSoA 4.1b"."""
    return bool(_WHOLE_REFERENCE.fullmatch(text))


def colour(text: str, alone: bool = False) -> Coloured:
    """The one colour that a cell names, in full or by its letter.

    Args:
        text: of the cell.
        alone: take it only where the cell says nothing else.
    """
    for sign, name in _SIGNS.items():
        text = text.replace(sign, f" {name} ")
    letter = _LETTER.fullmatch(text.strip())
    if letter:
        return Coloured(_LETTERS[letter[1].lower()], None if alone else letter["rest"])
    named = {name.lower() for name in _COLOUR.findall(text)}
    rest = _ABOUT_COLOUR.sub(" ", _COLOUR.sub(" ", text)).strip(_AROUND)
    if len(named) != 1 or (alone and rest) or len(rest.split()) > 12:
        return Coloured(None, text or None)
    return Coloured(named.pop(), " ".join(rest.split()) or None)


def _opening_colour(status: str) -> str | None:
    """The colour that a cell of another column says alone or opens with: "Amber: 274 remain", "Green - on track"."""
    opens = _OPENS.match(status.strip())
    return opens[1].lower() if opens else colour(status, alone=True).rag


def deadline_date(text: str) -> str | None:
    """ISO 8601 date or month that a deadline comes to: its only date, or the end of its only range.

    A term, a bare month or year, and what is said to be done already come to nothing.
    """
    if _DONE.search(text) and not _STILL.search(text):
        return None
    whole = _SHORT_DATE.sub(lambda m: f"{m['day']}/{m['month']}/20{m['year']}", text)
    whole = _MONTH_YEAR.sub(lambda m: f"{m['month']} 20{m['year']}", whole)
    whole = _NUMBERED_MONTH.sub(lambda m: f"{m['year']}-{int(m['month']):02d}", whole)
    found = find_dates(whole)
    last = found[-1] if found else None
    if last is None or len(found) > 2:
        return None
    if len(found) == 2 and found[0].iso != last.iso and not _RANGE.fullmatch(whole[found[0].end : last.start]):
        return None
    if len(found) == 1 and _OPEN.search(whole):
        return None
    end = last.iso.rpartition("/")[2]
    return None if len(end) < 7 or (_SCHOOL_YEAR.fullmatch(whole[last.start : last.end]) and "/" in last.iso) else end


def action_fields(cells: Mapping[Role, str | None], lead: Value, weakness: str | None) -> dict[str, Value] | None:
    """The fields of an action; ``None`` where its text is no text.

    Args:
        cells: what is said of it, on one line each.
        lead: who leads.
        weakness: what it stands under.
    """
    reference, text = cells.get("reference"), cells.get("text") or ""
    if not reference or not is_reference(reference):
        inline, rest = split_reference(text)
        reference, text = (inline, rest) if inline else (reference, text)
    if len(text) < 5 or not re.search(r"[a-z]{2}", text):
        return None
    deadline, status, shown = cells.get("deadline"), cells.get("status"), cells.get("rag")
    rag, beside = colour(shown) if shown else (None, None)
    return {
        "reference": reference,
        "text": text,
        "lead": lead,
        "deadline": deadline,
        "by": deadline_date(deadline) if deadline else None,
        "measure": cells.get("measure"),
        "status": status or beside,
        "rag": rag or (_opening_colour(status) if status else None),
        "weakness": weakness,
    }
