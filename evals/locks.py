"""The lock on figures: every number and every date that a claim states must stand in what the claim cites."""

import re

from assistant.answers import Answer, Claim
from evals.normalise import MONTHS, figures, normalise

_MONTH = "|".join(MONTHS)
_DAY = re.compile(rf"\d{{1,2}}[a-z]{{2}} (?:{_MONTH}) \d{{4}}")
_YEAR = re.compile(r"(?:19|20)\d\d")
_MONTH_OF_YEAR = re.compile(rf"(?<!\dst )(?<!\dnd )(?<!\drd )(?<!\dth )\b({_MONTH}) (?:19|20)\d\d\b")


def numbers(text: str) -> set[str]:
    """The numbers and percentages of a text, in normalised form, without its dates and years."""
    return figures(text) - dates(text)


def dates(text: str) -> set[str]:
    """The dates of a text, in normalised form: full ones, years, and the names of months that stand before a year."""
    found = {figure for figure in figures(text) if _DAY.fullmatch(figure) or _YEAR.fullmatch(figure)}
    return found | set(_MONTH_OF_YEAR.findall(normalise(text)))


def figures_missing(claim: Claim, answer: Answer) -> set[str]:
    """Numbers and dates of a claim that none of its citations holds.

    A citation holds what its quote holds, and the date of its document. The month and the year of a date without a day
    may stand apart, as in a table with the year above its months. The number of the citations themselves, if there are
    several, is a count of them, as in "Five." with five quotes.
    """
    cited = [citation for citation in answer.citations if citation.n in claim.citations]
    sources = [f" {normalise(text)} " for found in cited for text in (found.quote, found.published or "")]
    wanted = (numbers(claim.text) | dates(claim.text)) - ({str(len(cited))} if len(cited) > 1 else set())
    return {figure for figure in wanted if not any(f" {figure} " in source for source in sources)}


def locks(answer: Answer) -> dict[str, tuple[bool, ...]]:
    """For every claim that is shown as fact, do its citations hold its figures?

    A claim that the answer itself marks as unsupported is not shown as fact.

    Returns:
        "figures", "numbers" and "dates", each with a mark for every claim that states such things.
    """
    held: dict[str, list[bool]] = {"figures": [], "numbers": [], "dates": []}
    for claim in answer.claims:
        if claim.check == "unsupported":
            continue
        missing = figures_missing(claim, answer)
        stated = {"numbers": numbers(claim.text), "dates": dates(claim.text)}
        stated["figures"] = stated["numbers"] | stated["dates"]
        for name, wanted in stated.items():
            if wanted:
                held[name].append(not wanted & missing)
    return {name: tuple(marks) for name, marks in held.items()}
