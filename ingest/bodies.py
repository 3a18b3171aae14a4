"""Bodies that publish documents, found by their names in a line: councils, health bodies, partnerships, inspectorates,
departments."""

import re
from collections.abc import Iterator

from .areas import also_known, find_areas
from .documents import Frozen

_RANK = r"(?:\s+(?:metropolitan|city|county|borough|district|unitary))*"
_COUNCIL_AFTER = re.compile(rf"{_RANK}\s+(?:council|corporation)\b(?!\s+(?:of|tax|member))", re.I)
_COUNCIL_BEFORE = re.compile(
    r"(?:\b(?:(?:metropolitan|london|royal) )?borough|\bcity|\bcouncil|\bcounty) of (?:the )?$|\bcounty $", re.I
)
_PARTNERSHIP_AFTER = re.compile(
    r"(?:\s+(?:local|area|SEND(?:\s*(?:and|&)\s*(?:AP|alternative provision|inclusion))?|inclusion|children[’']s"
    r"|children|(?:and|&)|young|people[’']s|people|strategic|safeguarding|improvement))*\s+partnership"
    r"(?:\s+(?:improvement\s+)?board)?\b(?!\s+(?:with|agreement|working))",
    re.I,
)
_TRUST_AFTER = re.compile(r"\s+children[’']s\s+(?:services\s+)?trust\b", re.I)
_OFFER_AFTER = re.compile(r"\s+(?:SEND\s+)?(?:local offer|SENDIASS?)\b", re.I)
_POST = r"(?:Children|Families|Health|Education|Inclusion|Commissioning|Care),"  # the end of somebody's post
_WORD = rf"(?:(?!Council\b|Board\b|Ofsted\b|{_POST})[A-Z][\w’'.-]*)"
_LINK = r"(?:,?\s+(?:(?:and|of|on|upon|the|&)\s+)*)"
_HEALTH = re.compile(
    rf"(?:NHS\s+)?{_WORD}(?:{_LINK}{_WORD}){{0,8}}?\s+"
    r"(?:(?i:integrated care (?:board|system|partnership)|clinical commissioning groups?|(?:NHS\s+)?foundation trust"
    r"|(?:community |mental )?health(?:care)? (?:NHS )?trust)|ICBs?|CCGs?|ICS|NHS Trust)(?![\w-])"
    r"|(?:NHS England|NHS Improvement)\b"
)
_NATIONAL = re.compile(
    r"\b(?:Ofsted|Office for Standards in Education(?:, Children[’']s Services and Skills)?(?: \(Ofsted\))?"
    r"|(?:the )?Care Quality Commission(?: \(CQC\))?|CQC|Department for Education(?: \(DfE\))?|DfE"
    r"|Department of Health(?: and Social Care)?(?: \(DHSC\))?|House of Commons|National Audit Office"
    r"|Local Government and Social Care Ombudsman)\b",
    re.I,
)
_FULL_NAMES = (
    (re.compile(r"ofsted|office for standards", re.I), "Ofsted"),
    (re.compile(r"care quality commission|cqc", re.I), "the Care Quality Commission"),
    (re.compile(r"department for education|dfe", re.I), "Department for Education"),
)
_SMALL = {"of", "and", "upon", "on", "the", "in", "with", "by", "le", "under"}
_ACRONYMS = {"NHS", "ICB", "CCG", "ICS", "SEND", "AP", "BCP", "BANES", "CQC"}


class Body(Frozen):
    """A body named in a line."""

    name: str
    """As printed, on one line; a name all in capitals is put in ordinary ones."""
    kind: str
    """"council", "health", "partnership", "trust", "inspectorate" or "national"."""
    start: int
    end: int


def bodies_in(line: str, area: str | None = None) -> list[Body]:
    """The bodies that a line names, in their order.

    Args:
        line: without line breaks.
        area: the local area of the document, which the gazetteer may lack.
    """
    found: list[Body] = []
    with also_known([area] if area else []):
        for body in (*_local(line), *_national(line), *_health(line)):
            if not any(other.start < body.end and body.start < other.end for other in found):
                found.append(body)
    return sorted(found, key=lambda body: body.start)


def _local(line: str) -> Iterator[Body]:
    """Bodies named by their area: a council, a partnership, a children's trust."""
    for mention in find_areas(line):
        before = _COUNCIL_BEFORE.search(line[: mention.start])
        start = before.start() if before else mention.start
        after = _COUNCIL_AFTER.match(line, mention.end)
        if after or (before and before[0].lower().startswith(("london", "royal", "metropolitan", "council"))):
            yield _body(line, start, after.end() if after else mention.end, "council")
            continue
        for form, kind in ((_PARTNERSHIP_AFTER, "partnership"), (_TRUST_AFTER, "trust")):
            if found := form.match(line, mention.end):
                yield _body(line, mention.start, found.end(), kind)


def _national(line: str) -> Iterator[Body]:
    for found in _NATIONAL.finditer(line):
        full = next((name for form, name in _FULL_NAMES if form.search(found[0])), " ".join(found[0].split()))
        kind = "inspectorate" if full.endswith(("Ofsted", "Commission")) else "national"
        yield Body(name=full, kind=kind, start=found.start(), end=found.end())


def _health(line: str) -> Iterator[Body]:
    """Bodies of the health service; what stands before the name of a council's in the same line is none of it."""
    hidden = line
    for body in _local(line):
        hidden = hidden[: body.start] + "|" * (body.end - body.start) + hidden[body.end :]
    for found in _HEALTH.finditer(hidden):
        yield _body(line, found.start(), found.end(), "health")


def _body(line: str, start: int, end: int, kind: str) -> Body:
    name = " ".join(line[start:end].split())
    return Body(name=_ordinary(name) if name.isupper() else name, kind=kind, start=start, end=end)


def _ordinary(name: str) -> str:
    """A name all in capitals as it is written elsewhere: "ISLE OF WIGHT COUNCIL" as "Isle of Wight Council"."""
    words = [word if word in _ACRONYMS else word.lower() for word in name.split()]
    return " ".join(w if w in _ACRONYMS or (n and w in _SMALL) else _capital(w) for n, w in enumerate(words))


def _capital(word: str) -> str:
    return "-".join(part if part in _SMALL else part[:1].upper() + part[1:] for part in word.split("-"))
