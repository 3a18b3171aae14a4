"""How to reach a service, from the contact details that documents give: those of the very service, or none."""

import re
from collections.abc import Sequence

from ingest.dates import in_words
from ingest.documents import Finding

from .draft import Draft, Quote, Statement
from .evidence import Scored
from .known import Known
from .library import Library
from .topics import on_topic
from .understand import Understood
from .words import Token, says

_ASKS = re.compile(
    r"\b(?:contact|phone|telephone|ring|call|e-?mail|website|web address|web ?page|helpline|get hold of"
    r"|get in touch with|reach|speak to|talk to)\b(?: number| address| details?)?"
    r"|\bwhere (?:can|do|could|should|would) (?:i|we|you|parents|families|carers|people) "
    r"(?:go|get|turn|find|look)(?= .{0,30}\b(?:help|advice|support|information)\b)",
    re.I,
)
_YES_OR_NO = re.compile(
    r"^(?:is|are|was|were|has|have|do|does|did|can (?!(?:i|you)\b)|could (?!(?:i|you)\b)|will|should)\b", re.I
)
_DETAILS = {
    "telephone": re.compile(r"\b(?:phone|telephone|tel|ring|call|speak|talk|helpline|number)\b", re.I),
    "email": re.compile(r"\be-?mail|\bwrite to\b", re.I),
    "website": re.compile(r"\bweb ?(?:site|page|address)|\bonline\b|\burl\b", re.I),
    "address": re.compile(r"\b(?:postal|street|office) address\b|\bvisit\b|\bby post\b", re.I),
}
_HAPPENED = re.compile(r"\b(?:has|have|had|did|was|were|is|are|keeps?|won)(?:n['’]?t)?\b", re.I)
_SMALL_TALK = frozenset(
    {
        "=pay",
        "=parents",
        "thing",
        "get",
        "hold",
        "touch",
        "someon",
        "somebodi",
        "detail",
        "team",
        "need",
        "servic",
        "number",
        "=contact_phone",
    }
    | {"=contact_email", "=contact_web", "contact", "address", "use", "give", "work", "peopl", "person", "best", "way"}
)
_ADVICE = frozenset({"=help", "advic", "support", "inform", "guidanc", "advis"})
_OF_CHILDREN = frozenset(
    {"send", "=kids", "=parents", "special", "need", "educ", "disabl", "=autism", "plan", "=ehcp", "school"}
)
_DAY = len("2024-10-14")
_ADVISES = "=sendiass"
_AGAINST = frozenset({"complain", "complaint"})


def contact_draft(
    library: Library, question: Understood, documents: Sequence[str], scored: Sequence[Scored]
) -> Draft | None:
    """The details of the service asked about; ``None`` where something else is asked, or none are given."""
    text = question.standalone
    if not _ASKS.search(text) or question.intent not in {"contact", "who", "text", "number"} or _YES_OR_NO.match(text):
        return None
    named = _of_service(library, _service(question), documents)
    found = [known.finding for known in library.findings.newest(named)]
    if not question.areas and len({known.local_area for known in named}) > 1:
        found = found[:1] if len({repr(finding.fields) for finding in found}) == 1 else []
    statements = _statements(library, text, found) if found else []
    return Draft("answered", tuple(statements)) if statements else None


def asks_contact(question: Understood) -> bool:
    """Whether contact details are asked for, which only a document that names the service can give."""
    return question.intent == "contact" and not _YES_OR_NO.match(question.standalone)


def names_service(library: Library, question: Understood, said: frozenset[str]) -> bool:
    """Whether a text names the service that a question asks for; half of what a clause before tells has happened."""
    form = _ASKS.search(question.standalone)
    clause = question.standalone[: form.start()].rpartition(",")[0] if form else ""
    tokens = _service(question)
    told = [token for token in tokens if token.start < len(clause) and _HAPPENED.search(clause)]
    named = [token for token in tokens if says(library.known_as(token.key), said)]
    return all(t in named or t in told for t in tokens) and 2 * sum(t in named for t in told) >= len(told)


def _service(question: Understood) -> list[Token]:
    """What a question says beside the words of asking for details."""
    text = question.standalone
    return [token for token in question.content() if token.key not in _SMALL_TALK and not _in_form(text, token)]


def _in_form(text: str, token: Token) -> bool:
    return any(match.start() <= token.start < match.end() for match in _ASKS.finditer(text))


def _of_service(library: Library, asked: Sequence[Token], documents: Sequence[str]) -> list[Known]:
    """Contacts of the service named; of the advice service where advice is asked for."""
    contacts = library.findings.of("contact", documents)
    said = {token.key for token in asked}
    if said and said & _ADVICE and said <= _ADVICE | _OF_CHILDREN:
        return [known for known in contacts if says(_ADVISES, known.said)]
    return on_topic(library, contacts, asked) if asked and not said & _AGAINST else []


def _statements(library: Library, text: str, found: Sequence[Finding]) -> list[Statement]:
    """What was asked for, else all that is given; the details in one line, and the lines that give them."""
    wanted = [name for name, form in _DETAILS.items() if form.search(text)]
    details = [f.get(name) for f in found for name in wanted or _DETAILS if f.get(name)]
    if not details:
        return []
    quotes = tuple(Quote.stating(finding) for finding in found)
    source = library.sources[found[0].document]
    date = source.date
    given = f" (as given {'on' if len(date) == _DAY else 'in'} {in_words(date)})" if date else ""
    direct = Statement(f"{'; '.join(dict.fromkeys(details))}{given}.", quotes, "direct")
    return [direct, *(Statement(f.quote, (quote,)) for f, quote in zip(found, quotes, strict=True))]
