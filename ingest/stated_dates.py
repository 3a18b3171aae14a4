"""When a document was published, by its own words: at its head, at its end, or in what a web page says beside its text.

Of several dates the one of the text that was read counts: a report, letter or committee paper has the date it was
published under, a paper or minutes else that of their meeting; a plan or web page that says when it was last updated
has that date, else that of its version. What stands among the notes at the end, a next meeting and what is yet to
come are none of these.
"""

import re
from collections.abc import Iterator, Sequence

from .date_words import (
    ALONE,
    AS_AT,
    BYLINE,
    ISSUE,
    MEETING,
    MET,
    NOT_ALONE,
    OF_ANOTHER,
    OUTRIGHT,
    PUBLISHED,
    PUBLISHED_BY,
    SAYS_MORE,
    TIMES,
    UPDATED,
    VERSION,
    WRITER,
)  # fmt: skip
from .dates import DateSpan, find_dates
from .documents import Kind
from .readers.pieces import Piece
from .sentences import sentences

_FIRST, _LAST = 25, 12  # pieces at the head and at the end that may say when a document was published
_TOP = 6  # pieces among which the line of an article's writer stands, or of when a body met
_COVER = 15  # pieces of a cover, at most
_TITLES = 4  # sentences in which a newsletter names its issue
_DAY = 10  # characters of a day's ISO form
_VISIT = re.compile(r"\b(?:inspect|(?:re-?)?visit)\w*\W+(?:\w+\W+){0,3}$", re.I)
_LONGEST = 240  # characters; a longer sentence is running text
_NOTE = re.compile(r"(?:\[\^?\w{1,3}\]|\^?\d{1,2}[.)\]\s]|[¹²³⁴-⁹*†‡]|note\b|footnote\b|source\b)", re.I)
_BY_OTHERS = re.compile(r"\bby (?:ofsted|the care quality commission|cqc|the department|dfe|inspectors)\b", re.I)
"""A council's paper or page speaks of the inspectors' report."""
_DEAR = re.compile(r"^dear\b", re.I)
_PUBLISHED_FIRST = {"area SEND report", "revisit letter", "inspection letter", "monitoring report", "letter"}
_PLANS = {"written statement of action", "accelerated progress plan", "priority action plan", "improvement plan"}


def publication_date(pieces: Sequence[Piece], kind: Kind | None, beside: Sequence[str] = ()) -> str | None:
    """ISO 8601 date or month of the text that was read; ``None`` where nothing says it.

    Args:
        pieces: the document in reading order.
        kind: what it is.
        beside: what a web page says outside its text: "Published: 2024-05-01", "Page last updated: 3 May 2024".
    """
    front = _said(pieces[: _front(pieces)])
    said = [*_edges(pieces), *beside]
    own = [text for text in front if kind in _PUBLISHED_FIRST or not _BY_OTHERS.search(text)]
    by, published, updated = _first(PUBLISHED_BY, own), _first(PUBLISHED, said), _last(UPDATED, said)
    alone = _alone(pieces)
    if kind in _PUBLISHED_FIRST:
        return published or _of_letter(pieces) or by or alone or updated
    if kind == "committee report":
        return by or _first(OUTRIGHT, own) or _earliest((MEETING, PUBLISHED), own) or published or alone
    version = _last(VERSION, said) if kind in _PLANS else None
    return updated or version or published or by or alone or _first(ISSUE, front[:_TITLES]) or _last(AS_AT, front)


def title_date(title: str) -> str | None:
    """The only day that a title names, unless it is one of an inspection: "Report to the Cabinet, 11 June 2024"."""
    days = [date for date in find_dates(title) if _whole(date) and len(date.iso) == _DAY]
    return days[0].iso if len(days) == 1 and not _VISIT.search(title[: days[0].start]) else None


def _front(pieces: Sequence[Piece]) -> int:
    """How many pieces stand at the head before the first numbered part, where a document says what it is."""
    numbered = (n for n, piece in enumerate(pieces[:_COVER]) if piece.kind == "heading" and piece.label and n)
    return next(numbered, _COVER)


def _edges(pieces: Sequence[Piece]) -> list[str]:
    """What is said at the head, and at the end outside its notes."""
    end = [piece for piece in pieces[max(_FIRST, len(pieces) - _LAST) :] if not _is_note(piece)]
    return _said([*pieces[:_FIRST], *end])


def _is_note(piece: Piece) -> bool:
    return bool(piece.label or _NOTE.match(piece.text))


def _said(pieces: Sequence[Piece]) -> list[str]:
    """What pieces say, a sentence or a table row of a label and its value each."""
    found: list[str] = []
    for piece in pieces:
        rows = (piece.table.headings, *piece.table.rows) if piece.table else ()
        found.extend(": ".join(cell.strip(" :") for cell in row) for row in rows if len(row) == 2 and all(row))
        if piece.text:
            found.extend(piece.text[start:end] for start, end in sentences(piece.text, 0, len(piece.text)))
    return [text for text in found if len(text) <= _LONGEST]


def _dated(form: re.Pattern[str], said: Sequence[str]) -> Iterator[str]:
    for text in said:
        for date in find_dates(text):
            if _whole(date) and form.search(text[: date.start]) and not _is_of_another(form, text, date):
                yield date.iso


def _is_of_another(form: re.Pattern[str], text: str, date: DateSpan) -> bool:
    """True for the date of another meeting, or of one that a sentence only tells of."""
    return form is MEETING and bool(OF_ANOTHER.search(text[: date.start]) or SAYS_MORE.match(text[date.end :]))


def _first(form: re.Pattern[str], said: Sequence[str]) -> str | None:
    return next(_dated(form, said), None)


def _earliest(forms: Sequence[re.Pattern[str]], said: Sequence[str]) -> str | None:
    """The date of the first text that any of the forms gives one in: a paper's own stands before those it names."""
    return next((date for text in said for form in forms for date in _dated(form, [text])), None)


def _last(form: re.Pattern[str], said: Sequence[str]) -> str | None:
    """The latest date that the form gives: of several versions the last."""
    return max(_dated(form, said), default=None)


def _whole(date: DateSpan) -> bool:
    return "/" not in date.iso and len(date.iso) >= 7


def _of_letter(pieces: Sequence[Piece]) -> str | None:
    """The only day named before "Dear ...": address and date of a letter may stand in one paragraph."""
    greeting = next((n for n, piece in enumerate(pieces[:_FIRST]) if _DEAR.match(piece.text)), 0)
    days = {d.iso for p in pieces[:greeting] for d in find_dates(p.text) if _whole(d) and len(d.iso) == _DAY}
    return days.pop() if len(days) == 1 else None


def _alone(pieces: Sequence[Piece]) -> str | None:
    """A date that stands alone near the top, or follows "Published" or "Date:"."""
    for number, piece in enumerate(pieces[:_FIRST]):
        text = piece.text.strip()
        dates = find_dates(text)
        if not dates or not _whole(dates[0]):
            continue
        rest = TIMES.sub("", text[: dates[0].start] + text[dates[0].end :]).strip(" :.,–-|")
        before = pieces[number - 1].text.strip(" :").lower() if number else ""
        heads = number < _TOP and (
            WRITER.fullmatch(rest) if dates[0].start else MET.fullmatch(rest.replace(",", "").strip())
        )
        if (ALONE.fullmatch(rest) or BYLINE.fullmatch(rest) or heads) and not before.startswith(NOT_ALONE):
            return dates[0].iso
    return None
