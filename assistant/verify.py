"""Are the claims of an answer borne out by their citations? Marks what is not; hides nothing.

A claim is supported where each of its quotes is in the document character for character, and each number and date it
states stands in one of its quotes (or, for a date, in the heading or date of the document that it cites).
"""

import re
from collections.abc import Callable, Sequence

from ingest.dates import MONTH_NAMES, find_dates, overlap
from ingest.numbers import find_numbers

from .answers import Citation, Claim
from .draft import COUNTED

TextOf = Callable[[str], str]


def verify(claims: Sequence[Claim], citations: Sequence[Citation], text_of: TextOf) -> tuple[Claim, ...]:
    """The claims, each marked as supported or not, with the reason if not.

    Args:
        claims: what the answer states.
        citations: what it cites.
        text_of: the text of a document by its id.
    """
    by_number = {citation.n: citation for citation in citations}
    return tuple(
        _verified(claim, [by_number[n] for n in claim.citations if n in by_number], text_of) for claim in claims
    )


def _verified(claim: Claim, cited: list[Citation], text_of: TextOf) -> Claim:
    why = _fault(claim, cited, text_of)
    derived = claim.why if claim.why == COUNTED else ""
    return claim.model_copy(update={"check": "unsupported" if why else "supported", "why": why or derived})


def _fault(claim: Claim, cited: list[Citation], text_of: TextOf) -> str:
    if not cited:
        return "it cites nothing"
    for citation in cited:
        if text_of(citation.document)[citation.start : citation.end] != citation.quote:
            return f"the quote of [{citation.n}] is not in the document"
    missing = missing_numbers(claim.text, cited)
    if missing and not _is_their_count(claim, cited, missing):
        return f"{missing[0]} is not in what it cites"
    missing = missing_dates(claim.text, cited)
    return f"{missing[0]} is not in what it cites" if missing else ""


def _is_their_count(claim: Claim, cited: list[Citation], missing: list[str]) -> bool:
    """A number that was counted is borne out by as many quotes."""
    return claim.why == COUNTED and [n.value for n in find_numbers(" ".join(missing))] == [str(len(cited))]


def missing_numbers(text: str, cited: Sequence[Citation]) -> list[str]:
    """Numbers of a claim, outside its dates, that no quote holds; a percentage only a percentage does."""
    found = [n for citation in cited for n in find_numbers(citation.quote)]
    held, shares = {n.value for n in found}, {n.value for n in found if n.percent}
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
