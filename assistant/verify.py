"""Are the claims of an answer borne out by their citations? Marks what is not; hides nothing.

A claim is supported where each of its quotes is in the document character for character, and each number, date, name
and body that it states stands in one of its quotes (or, for a date, in the heading or date of the document that it
cites) for the very area, period and thing that the claim speaks of. ``verify_figures``, ``verify_cells`` and
``verify_near`` find what a figure stands for, ``verify_names`` looks at names and areas, ``verify_sense`` at negation.
"""

import re
from collections.abc import Callable, Sequence

from ingest.dates import MONTH_NAMES, find_dates, overlap
from ingest.findings.fractions import find_shares
from ingest.numbers import find_numbers

from .answers import Citation, Claim
from .draft import COUNTED
from .verify_figures import Asked, DocumentOf, misplaced_date, misplaced_figure, repeats
from .verify_names import missing_name, other_person, wrong_area
from .verify_near import concepts
from .verify_sense import contrary

TextOf = Callable[[str], str]
_SENTENCE = 6  # words: a piece of a quote of this length says what the quote says
_NOBODY = Asked()
NOT_BORNE_OUT = "not borne out: "
"""How the reason starts why a claim is shown though it failed before it was cited."""


def verify(
    claims: Sequence[Claim], citations: Sequence[Citation], text_of: TextOf, document_of: DocumentOf | None = None
) -> tuple[Claim, ...]:
    """The claims, each marked as supported or not, with the reason if not.

    Args:
        claims: what the answer states.
        citations: what it cites.
        text_of: the text of a document by its id.
        document_of: a document by its id, whose tables say what their figures stand for.
    """
    by_number = {citation.n: citation for citation in citations}
    return tuple(
        _verified(claim, [by_number[n] for n in claim.citations if n in by_number], text_of, document_of)
        for claim in claims
    )


def _verified(claim: Claim, cited: list[Citation], text_of: TextOf, document_of: DocumentOf | None) -> Claim:
    why = claim.why if claim.why.startswith(NOT_BORNE_OUT) else fault_of(claim, cited, text_of, document_of)
    derived = claim.why if claim.why == COUNTED else ""
    return claim.model_copy(update={"check": "unsupported" if why else "supported", "why": why or derived})


def fault_of(
    claim: Claim,
    cited: Sequence[Citation],
    text_of: TextOf,
    document_of: DocumentOf | None = None,
    asked: Asked = _NOBODY,
) -> str:
    """Why a claim is not borne out; "" if it is.

    Args:
        claim: one sentence of an answer.
        cited: its citations.
        text_of: the text of a document by its id.
        document_of: a document by its id.
        asked: the area, period and thing that the claim is about where it does not say so itself.
    """
    if not cited:
        return "it cites nothing"
    for citation in cited:
        if text_of(citation.document)[citation.start : citation.end] != citation.quote:
            return f"the quote of [{citation.n}] is not in the document"
    missing = missing_numbers(claim.text, cited)
    if missing and not _is_their_count(claim, cited, missing):
        return f"{missing[0]} is not in what it cites"
    missing = missing_dates(claim.text, cited)
    if missing:
        return f"{missing[0]} is not in what it cites"
    return "" if claim.why == COUNTED else _misplaced(claim.text, cited, document_of, asked)


def _misplaced(text: str, cited: Sequence[Citation], document_of: DocumentOf | None, asked: Asked) -> str:
    """What stands in the citations, and not for the area, period or thing that a claim speaks of."""
    if area := wrong_area(text, cited, asked.areas):
        return f"what it cites is not about {area}"
    if name := missing_name(text, cited):
        return f"{name} is not in what it cites"
    if len(text.split()) >= _SENTENCE and repeats(text, cited):
        return ""
    if why := misplaced_figure(text, cited, document_of, asked):
        return why
    if other := misplaced_date(text, cited, asked) or other_person(text, cited, concepts(text)):
        return f"what it says goes with {other} in what it cites"
    return "it says the opposite of what it cites" if contrary(text, cited) else ""


def _is_their_count(claim: Claim, cited: Sequence[Citation], missing: list[str]) -> bool:
    """A number that was counted is borne out by as many quotes."""
    return claim.why == COUNTED and [n.value for n in find_numbers(" ".join(missing))] == [str(len(cited))]


def missing_numbers(text: str, cited: Sequence[Citation]) -> list[str]:
    """Numbers of a claim, outside its dates, that no quote holds; a percentage only a percentage does."""
    found = [n for citation in cited for n in find_numbers(citation.quote)]
    held, shares = {n.value for n in found}, {n.value for n in found if n.percent}
    shares |= {share.value for citation in cited for share in find_shares(citation.quote)}
    dates = find_dates(text)
    return [
        text[n.start : n.end]
        for n in find_numbers(text)
        if n.value not in (shares if n.percent else held)
        and text[n.start : n.end].lower() != "one"
        and not any(d.start <= n.start < d.end for d in dates)
    ]


def missing_dates(text: str, cited: Sequence[Citation]) -> list[str]:
    """Dates of a claim that neither a quote nor the cited document's own date or headings hold."""
    said = [
        span for citation in cited for span in find_dates(f"{citation.quote} . {citation.section} . {citation.title}")
    ]
    known = {span.iso for span in said} | {c.published for c in cited if c.published}
    quotes = " ".join(c.quote for c in cited)
    return [
        text[span.start : span.end]
        for span in find_dates(text)
        if not any(_says(other, span.iso) for other in known) and not _in_parts(span.iso, quotes)
    ]


def _says(held: str, claimed: str) -> bool:
    """A date held says a claimed one that is the same or coarser: 23 June 2022 says June 2022."""
    return held == claimed or (len(claimed) <= len(held) and overlap(held, claimed))


def _in_parts(iso: str, quotes: str) -> bool:
    """Month and year in different places of a quote, as in a table with the year above its months."""
    parts = iso.split("-")
    if "/" in iso or len(parts) != 2:
        return False
    return parts[0] in quotes and bool(re.search(rf"\b{MONTH_NAMES[int(parts[1])]}\b", quotes, re.I))
