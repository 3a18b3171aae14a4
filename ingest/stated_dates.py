"""When a document was published, by its own words: at its head, at its end, or in what a web page says beside its text.

Of several dates the one of the text that was read counts: a report, letter or committee paper has the date it was
published under; a plan or web page that says when it was last updated has that date, else that of its version.
"""

import re
from collections.abc import Iterator, Sequence

from .dates import DateSpan, find_dates
from .documents import Kind
from .readers.pieces import Piece
from .sentences import sentences

_FIRST, _LAST = 25, 12  # pieces at the head and at the end that may say when a document was published
_DAY = 10  # characters of a day's ISO form
_VISIT = re.compile(r"\b(?:inspect|(?:re-?)?visit)\w*\W+(?:\w+\W+){0,3}$", re.I)
_LONGEST = 240  # characters; a longer sentence is running text
_THING = (
    r"(?:report|letter|document|publication|plan|statement|page|web ?page|article|strategy|version|notice|news|story"
    r"|information|content|wsoa|app|pap)"
)
_SIDES = re.compile(r"\s*(?:©|\bcrown copyright\b)", re.I)

_PUBLISHED = re.compile(
    rf"(?:(?:^|[.;:|•(]\s*)(?:date (?:first )?published|(?:report |letter |first |originally )?published"
    rf"|publication date"
    r"|published date|date of (?:publication|issue|report|letter)|release date|issue date|issued|dated?)(?: on"
    r"| online)?"
    rf"|\bthis {_THING} (?:was|is|has been) (?:first |formally |originally )?(?:published|issued|released)"
    r"(?: online| by [^.]{1,60}?)?(?: on| in)?)\s*[:–-]?\s*(?:(?:mon|tues|wednes|thurs|fri)day,? )?$",
    re.I,
)
_UPDATED = re.compile(
    rf"(?:^|[.;:|•(]\s*|\bthis )(?:(?:{_THING} )?(?:was |is |has been )?(?:last|most recently) (?:updated"
    rf"|reviewed|modified"
    rf"|amended|revised|changed)|date (?:last )?updated|{_THING} (?:was |has been )?updated|updated)"
    r"(?: on| at| in)?\s*[:–-]?\s*$",
    re.I,
)
_SETTLED = r"(?:agreed|approved|submitted|signed[ -]off|endorsed|adopted|ratified|finalised|produced|prepared|issued)"
_VERSION = re.compile(
    rf"(?:^|[.;:|•(]\s*)(?:(?:final|draft|current|working|revised) )*(?:version|v|issue|revision|edition|final|draft)"
    rf"\.?(?: ?(?:no\.? ?|number )?\d+(?:\.\d+)*[a-z]?)?(?: (?:final|draft))?\s*[,:;(–-]?\s*"
    rf"(?:{_SETTLED}\b[^.;]{{0,90}}?)?(?:\b(?:on|in|of|dated|as at|from))?\s*$"
    rf"|(?:^|[.;:|•(]\s*)(?:{_THING} )?(?:was )?{_SETTLED}\b[^.;]{{0,120}}?(?:\b(?:on|in))?\s*[:–-]?\s*$"
    rf"|\bthis {_THING} was {_SETTLED}\b[^.;]{{0,120}}?\b(?:on|in)\s*$",
    re.I,
)
_MEETING = re.compile(
    r"^(?:date (?:and time )?of (?:the )?(?:meeting|committee|board|cabinet|panel|decision)|(?:meeting"
    r"|committee|cabinet"
    r"|decision|board|panel) (?:date|of|held on)"
    r"|(?:[A-Z&][\w’'&-]*[ ,–-]+(?:(?:and|of|the|for|&)[ ,]+)*){0,9}(?:committee|cabinet|board|panel|council|commission"
    r"|executive|forum)(?: meeting)?(?: (?:held )?on|,| [–-]|:)?)\s*:?\s*(?:(?:mon|tues|wednes|thurs|fri)day,? )?$",
    re.I,
)
_ALONE = re.compile(r"(?:date|published|published on|date of (?:publication|report)|report published)?", re.I)
_BYLINE = re.compile(
    r"(?:[A-Z][\w’'&-]*(?:,? (?:and|of|the|for|&))* ){1,7}"
    r"(?:Council|Board|Trust|Authority|Partnership|Forum|Team|Service|Commission)"
)
"""Who it is by, as it stands before a date: "Rutland County Council, 9 July 2025"."""
_NOT_ALONE = ("inspection date", "dates of", "date of previous", "date of inspection")
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
    said = [*_edges(pieces), *beside]
    published, updated = _first(_PUBLISHED, said), _last(_UPDATED, said)
    alone = _alone(pieces)
    if kind in _PUBLISHED_FIRST:
        return published or _of_letter(pieces) or alone or updated
    if kind == "committee report":
        return _earliest((_MEETING, _PUBLISHED), said) or alone
    version = _last(_VERSION, said) if kind in _PLANS else None
    return updated or version or published or alone


def title_date(title: str) -> str | None:
    """The only day that a title names, unless it is one of an inspection: "Report to the Cabinet, 11 June 2024"."""
    days = [date for date in find_dates(title) if _whole(date) and len(date.iso) == _DAY]
    return days[0].iso if len(days) == 1 and not _VISIT.search(title[: days[0].start]) else None


def _edges(pieces: Sequence[Piece]) -> list[str]:
    """What stands at the head and at the end, a sentence or a table row of a label and its value each."""
    ends = range(max(_FIRST, len(pieces) - _LAST), len(pieces))
    found: list[str] = []
    for piece in (*pieces[:_FIRST], *(pieces[n] for n in ends)):
        rows = (piece.table.headings, *piece.table.rows) if piece.table else ()
        found.extend(": ".join(cell.strip(" :") for cell in row) for row in rows if len(row) == 2 and all(row))
        if piece.text:
            found.extend(piece.text[start:end] for start, end in sentences(piece.text, 0, len(piece.text)))
    return [text for text in found if len(text) <= _LONGEST]


def _dated(form: re.Pattern[str], said: Sequence[str]) -> Iterator[str]:
    for text in said:
        for date in find_dates(text):
            if _whole(date) and form.search(text[: date.start]):
                yield date.iso


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
        rest = (text[: dates[0].start] + text[dates[0].end :]).strip(" :.,")
        before = pieces[number - 1].text.strip(" :").lower() if number else ""
        if (_ALONE.fullmatch(rest) or _BYLINE.fullmatch(rest)) and not before.startswith(_NOT_ALONE):
            return dates[0].iso
    return None
