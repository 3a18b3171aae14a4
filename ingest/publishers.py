"""Who published a document, by its own words: its letterhead, its title, its footer, the site it stands on.

A body that a text only speaks of is not taken for its publisher; where nothing says who it is, it is unknown.
"""

import itertools
import re
from collections.abc import Iterable, Iterator, Sequence

from .areas import canonical
from .bodies import Body, bodies_in
from .documents import Kind
from .readers.pieces import Piece
from .sentences import sentences

INSPECTORATES = "Ofsted and the Care Quality Commission"
"""Who publishes the letters and reports of area SEND inspections."""

_FRONT, _BACK = 15, 12  # pieces at the head and at the end of a document in which it says whose it is
_LETTERHEAD = 2  # lines of a letter above those of whom it is written to
_LONGEST = 200  # characters; a longer line is running text
_SIGNED_FOR = 8  # pieces below the end of a letter that say for whom it is signed
_INSPECTORATE = {"area SEND report", "revisit letter", "inspection letter", "monitoring report"}
_CQC = re.compile(r"\bcare quality commission\b|\bcqc\b", re.I)
_SIGNED = re.compile(r"^(?:yours (?:sincerely|faithfully|truly)|(?:kind|best) regards)\b", re.I)
_OPENS = re.compile(r"dear\b", re.I)
_COPIES = re.compile(r"cc\b|copy\b|copies\b", re.I)
_BETWEEN = re.compile(
    r"[\W\d_]+|\b(?:and|with|in partnership|working together|working|jointly|joint|on behalf of|of|the|by|from|to|for"
    r"|report|plan|document|page|website|web ?site|newsroom|news|home ?page|home|local offer|official|logo|copyright"
    r"|all rights reserved|crown|published|produced|prepared|issued|publisher|author|authority|organisation|local"
    r"|area|SEND|inclusion|children[’']?s?|young people|services?|directorate|families|education|department|public"
    r"|january|february|march|april|may|june|july|august|september|october|november|december"
    r"|democratic|democracy|council meetings|modern ?gov|meetings|intranet|agenda|together)\b",
    re.I,
)
"""What may stand in a line beside the names of those whose document it is."""
_SAYS = re.compile(
    r"^(?:this (?:report|plan|document|page|statement|paper|letter) (?:is|was|has been) )?"
    r"(?:jointly )?(?:published|produced|prepared|issued|written|owned|publisher|report)(?: jointly)?"
    r"(?: and (?:published|produced|prepared|issued))?(?:\s*:| by| of)",
    re.I,
)
_RIGHTS = re.compile(
    r"(?:©|\(c\)|\bcopyright\b)\s*(?:copyright\s*)?(?:20\d\d\s*)?(?!crown)(?P<who>[^|.•]{3,120})", re.I
)
_DOMAIN = re.compile(r"(?:@|https?://|www\.)(?:[\w-]+\.)*?(?P<name>[a-z-]{3,})\.gov\.uk\b", re.I)
_RANKS = (("countycouncil", "County Council"), ("council", "Council"), ("cc", "County Council"), ("", "Council"))


def publisher_of(pieces: Sequence[Piece], kind: Kind | None, area: str | None, beside: Iterable[str]) -> str | None:
    """Who published a document; ``None`` where nothing in it says so. Several are named as "A and B".

    Args:
        pieces: the document in reading order.
        kind: what it is.
        area: its local area.
        beside: what stands around the text: the name of a web site, the header and footer of a page.
    """
    lines = [line for piece in pieces for line in _lines(piece)]
    if kind in _INSPECTORATE:
        said = "\n".join(lines)
        both = INSPECTORATES if _CQC.search(said) else "Ofsted"
        return both if "ofsted" in said.lower() else None
    around = [line for text in beside for line in text.splitlines()]
    if kind == "letter":
        return _of_letter(pieces, area)
    front = [line for piece in pieces[:_FRONT] for line in _lines(piece)]
    back = [line for piece in pieces[_FRONT:][-_BACK:] for line in _lines(piece)]
    names = (
        _named(front, area),
        _said(front + back, area),
        _named(around, area) or _said(around, area) or _first_council(around, area),
        _first_council(front, area) if kind == "committee report" else None,
        _by_domain(back + front + around, area) if kind else None,
        _partnership(front, area),
    )
    return next((name for name in names if name), None)


def _lines(piece: Piece) -> Iterator[str]:
    """Lines of a piece; of a table, the cells."""
    table = piece.table
    cells = [cell for row in (table.headings, *table.rows) for cell in row] if table else [piece.text]
    for cell in cells:
        yield from (line.strip() for line in cell.split("\n") if line.strip())


def _named(lines: Iterable[str], area: str | None) -> str | None:
    """Whom a line names that says nothing else, as letterheads, covers and the names of web sites do."""
    for line in lines:
        found = _owners(line, area)
        if found and not _BETWEEN.sub("", _without(line, found)):
            return _joined(found)
    return None


def _said(lines: Iterable[str], area: str | None) -> str | None:
    """Whom a line says to publish it: "Published by ...", "© ... 2024"."""
    for line in (whole[start:end] for whole in lines for start, end in sentences(whole)):
        says = _SAYS.match(line)
        rights = _RIGHTS.search(line)
        told = line[says.end() :] if says and len(line) <= _LONGEST else rights["who"] if rights else ""
        if found := _owners(told, area):
            return _joined(found)
    return None


def _first_council(lines: Iterable[str], area: str | None) -> str | None:
    for line in lines:
        fits = len(line) <= _LONGEST and _is_label(line)
        found = [body for body in bodies_in(line, area) if body.kind == "council"] if fits else []
        if found:
            return found[0].name
    return None


def _is_label(line: str) -> bool:
    """False for a sentence: what a sentence names may be anybody."""
    return not re.search(r"[.?!]$|[.?!]\s+[A-Z]", line)


def _by_domain(lines: Iterable[str], area: str | None) -> str | None:
    """The council whose addresses a document gives as its own."""
    for line in lines:
        for found in _DOMAIN.finditer(line):
            for ending, rank in _RANKS:
                name = found["name"].lower().replace("-", "")
                stem = name.removesuffix(ending) if ending else name
                if area and name.endswith(ending) and stem == re.sub(r"\W", "", area.lower()) and canonical(area):
                    return f"{area} {rank}"
    return None


def _partnership(lines: Iterable[str], area: str | None) -> str | None:
    """The partnership that stands alone in a line, where no body of it does."""
    for line in lines:
        found = [body for body in bodies_in(line, area) if body.kind == "partnership"] if len(line) <= _LONGEST else []
        if found and not _BETWEEN.sub("", _without(line, found)):
            return _joined(found)
    return None


def _of_letter(pieces: Sequence[Piece], area: str | None) -> str | None:
    """Who wrote a letter: who alone stands at its head, else the first for whom it is signed."""
    head = [line for piece in pieces[:_LETTERHEAD] for line in _lines(piece)]
    end = next((n for n, piece in enumerate(pieces) if _SIGNED.match(piece.text)), len(pieces))
    if above := _named(itertools.takewhile(lambda line: not _OPENS.match(line), head), area):
        return above
    for line in (line for piece in pieces[end : end + _SIGNED_FOR] for line in _lines(piece)):
        if _COPIES.match(line):
            break
        found = _owners(line, area)
        if found:
            return _joined(found)
    return None


def _owners(line: str, area: str | None) -> list[Body]:
    """The bodies of a line that publish; a partnership does where none of its bodies is named."""
    found = bodies_in(line, area) if len(line) <= _LONGEST else []
    return [body for body in found if body.kind != "partnership"]


def _without(line: str, found: Sequence[Body]) -> str:
    for body in reversed(found):
        line = f"{line[: body.start]} {line[body.end :]}"
    return line


def _joined(found: Sequence[Body]) -> str:
    names = list(dict.fromkeys(body.name for body in found))
    names = [names[0].removeprefix("the "), *names[1:]]
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"
