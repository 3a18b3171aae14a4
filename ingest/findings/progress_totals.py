"""How many weaknesses made sufficient progress: the sentences that give totals, whoever says them."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from ..documents import Document
from .making import Span
from .progress_counts import CLAUSES, LEADING, NUMBER, THINGS, Counts, counts_in, named_count, value
from .progress_words import NOT_SUFFICIENT, SUFFICIENT, Verdict, polarity
from .reading_order import Line, reading_order

_SPOKEN_OF = re.compile(r"\b(?:progress|improve)", re.I)
_LEFT = re.compile(r"\b(?:remain(?:s|ing|ed)?|outstanding|still to)\b|^\s*not\s+(?:in|on|for)\b", re.I)
_NOT = re.compile(r"\bnot\b|n['’]t\b", re.I)
_ABOUT = re.compile(
    r"\b(?:weakness(?:es)?|concerns?|priorities|recommendations|wsoa|written statement|inspect\w*|ofsted"
    r"|re-?visit\w*)\b",
    re.I,
)
_AGAIN = re.compile(
    r"\b(?:inspectors?|inspectorates?|ofsted|cqc)\b[^.]{0,80}"
    r"\b(?:re-?visit\w*|return\w*|came back|were back|re-?inspect\w*)"
    r"|\b(?:re-?visit|re-?inspection)\b[^.]{0,60}\b(?:inspectors?|ofsted|cqc|letter|outcome|found|(?:19|20)\d\d)\b"
    r"|\bwritten statement of action\b|\bwsoa\b",
    re.I,
)
_PUPILS = re.compile(
    r"\b(?:pupils?|students?|learners|children)\b[^.;]{0,60}\bma(?:ke|kes|de|king)\b[^.;]{0,30}\bprogress", re.I
)
"""What they make is no progress with a weakness."""
_LOOSE = re.compile(
    rf"\b(?P<n>{NUMBER})\s+(?:out\s+)?of\s+(?:the\s+|its\s+|our\s+)?(?P<m>{NUMBER})\s+{THINGS}\b[^.;]{{0,60}}?"
    r"\b(?:(?:show(?:ed|n|ing|s)?|made|demonstrat\w+|seen|saw|evidenced)\b[^.;]{0,30}?\b(?:progress|improve\w*)"
    r"|(?:has|have|had|were|was)(?:\s+(?:all|now|also|clearly))?\s+improved)\b"
    rf"|\b(?:significant|good|clear|positive|strong)\s+(?:progress|improvements?)\b[^.;]{{0,40}}?\b(?P<n2>{NUMBER})\s+"
    rf"(?:out\s+)?of\s+(?:the\s+|its\s+|our\s+)?(?P<m2>{NUMBER})\s+{THINGS}\b",
    re.I,
)
_JUDGED = re.compile(r"\b(?:re-?\s?inspect|re-?\s?visit|inspect|ofsted|cqc)", re.I)


@dataclass(frozen=True, slots=True)
class Total:
    """What one stretch of text says of how many weaknesses made progress; ``None`` where it does not say."""

    span: Span
    sufficient: int | None = None
    not_sufficient: int | None = None
    total: int | None = None
    every: Verdict | None = None
    """Where it says "all" (or "none") and no number."""
    formal: bool = True
    """In the terms of the letters (sufficient or not), not only "progress"."""
    derived: str | None = None
    """How a count that the stretch does not give in so many words was reckoned."""

    @property
    def complete(self) -> bool:
        """True where every count is known."""
        return None not in (self.sufficient, self.not_sufficient, self.total)


def progress_totals(document: Document, listed: int = 0) -> list[Total]:
    """All totals of a document in order, those that repeat another left out.

    Args:
        document: of any kind.
        listed: number of weaknesses that it sets out one by one; 0 where it does not.
    """
    lines = reading_order(document)
    judged = any(_AGAIN.search(line.text) for line in lines)
    said = [total for line in lines if line.running for total in _totals_in(line, judged)]
    named = named_count(lines) if said else None
    return _without_repeats([_complete(total, named, listed) for total in said])


def gives_totals(line: str) -> bool:
    """True for text that says how many weaknesses made progress."""
    return bool(_SPOKEN_OF.search(line)) and any(
        counts_in(clause, about=False) for clause in CLAUSES.split(line) if polarity(clause)
    )


def _totals_in(line: Line, judged: bool) -> Iterator[Total]:
    """The totals of a line: sentences that follow one another and complete each other are one.

    Args:
        line: of running text.
        judged: its document speaks of a revisit, so that bare counts of progress are of what was revisited.
    """
    current: Total | None = None
    for sentence in line.sentences() if _SPOKEN_OF.search(line.text) else ():
        said = _of_sentence(sentence, line, judged)
        if said is None:
            continue
        joined = _join(current, said) if current else said
        if joined is None and current is not None:
            yield current
            joined = said
        current = joined
    if current is not None:
        yield current


def _join(first: Total, second: Total) -> Total | None:
    """Both as one where they do not speak of the same thing."""
    for name in ("sufficient", "not_sufficient", "every"):
        if getattr(first, name) is not None and getattr(second, name) is not None:
            return None
    if first.formal != second.formal or (first.total and second.total and first.total != second.total):
        return None
    span = replace(first.span, end=second.span.end)
    return Total(
        span,
        first.sufficient if first.sufficient is not None else second.sufficient,
        first.not_sufficient if first.not_sufficient is not None else second.not_sufficient,
        first.total or second.total,
        first.every or second.every,
        first.formal,
    )


def _of_sentence(sentence: Span, line: Line, judged: bool) -> Total | None:
    leading = LEADING.match(sentence.line)
    text = sentence.line[leading.end() :] if leading else sentence.line
    start = total = Total(sentence, total=value(leading["m"]) if leading else None)
    about = (judged and not _PUPILS.search(sentence.line)) or bool(_ABOUT.search(sentence.line))
    last: Verdict | None = None
    for clause in CLAUSES.split(text):
        verdict = polarity(clause) or (NOT_SUFFICIENT if last == SUFFICIENT and _LEFT.search(clause) else None)
        counts = counts_in(clause, about or last is not None) if verdict else None
        if verdict and counts:
            outright = verdict == NOT_SUFFICIENT and counts.how == "all" and not _NOT.search(clause)
            total = _add(total, verdict, replace(counts, how="any") if outright else counts)
            last = verdict
    return total if total != start else _loose(sentence, line)


def _add(total: Total, verdict: Verdict, said: Counts) -> Total:
    """The total with one clause more; the same where the clause is no count. "Not ... in all" may mean "not in every
    one", so it counts nothing."""
    good = verdict == SUFFICIENT
    of = said.of or total.total
    if said.how == "some" and good:
        return replace(total, sufficient=said.count, total=of)
    if said.how == "some":
        return replace(total, not_sufficient=said.count, total=of)
    if said.but is not None:
        rest = None if of is None else of - said.but
        return replace(total, sufficient=rest, not_sufficient=said.but, total=of) if good else total
    if (said.how == "any") == good or (said.how in {"all", "none"} and not good):
        return total
    every = SUFFICIENT if said.how == "all" else NOT_SUFFICIENT
    met, unmet = (of, 0) if every == SUFFICIENT else (0, of)
    return replace(total, sufficient=met, not_sufficient=unmet, total=of, every=every if of is None else None)


def _loose(sentence: Span, line: Line) -> Total | None:
    """A share in a council's own words: "Seven out of the nine areas showed progress". Only where fewer than all did,
    and where it is told of an inspection: a council's own "progress in all areas" is no total."""
    match = _LOOSE.search(sentence.line)
    if not match or not _JUDGED.search(" ".join((*line.path, line.text))) or polarity(sentence.line):
        return None
    met, of = (value(match[a] or match[b]) for a, b in (("n", "n2"), ("m", "m2")))
    return Total(sentence, met, None, of, formal=False) if met and of and met < of else None


def _complete(said: Total, named: int | None, listed: int) -> Total:
    """Counts that follow from those given, with how."""
    met, unmet, of, how = said.sufficient, said.not_sufficient, said.total, None
    if said.every and of is None and (named or listed):
        of = named or listed
        met, unmet = (of, 0) if said.every == SUFFICIENT else (0, of)
        does = "names" if named else "sets out"
        how = f"The number of weaknesses ({of}) is the one that the document {does} elsewhere."
    if not said.formal or (said.every and of is None):
        return said
    if of is None and met is not None and unmet is not None:
        of, how = met + unmet, f"The total is reckoned: {met} sufficient and {unmet} not sufficient."
    elif of is None and named and (met or unmet or 0) <= named:
        of, how = named, f"The total is the number of weaknesses that the document names elsewhere ({named})."
    if of is not None and met is None and unmet is not None and unmet <= of:
        met, how = of - unmet, _added(how, f"Sufficient progress is reckoned: {of} less {unmet}.")
    elif of is not None and unmet is None and met is not None and met <= of:
        unmet = of - met
        how = _added(how, f"Not sufficient progress is reckoned: {of} less {met}.") if unmet else how
    return replace(said, sufficient=met, not_sufficient=unmet, total=of, derived=how)


def _added(how: str | None, more: str) -> str:
    return f"{how} {more}" if how else more


def _without_repeats(found: list[Total]) -> list[Total]:
    """Of totals that say the same, the one that leaves least to reckon."""
    kept: list[Total] = []
    for total in found:
        same = [k for k in kept if _agree(k, total)]
        if not same:
            kept.append(total)
        elif same[0].derived and not total.derived:
            kept[kept.index(same[0])] = total
    return kept


def _agree(one: Total, other: Total) -> bool:
    """True where two totals give the same counts."""
    return (one.sufficient, one.not_sufficient, one.total, one.every, one.formal) == (
        other.sufficient,
        other.not_sufficient,
        other.total,
        other.every,
        other.formal,
    )
