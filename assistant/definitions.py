"""What a term of these documents means: "What does SENDIASS stand for?", "What is a written statement of action?".

Documents explain their terms in passing, in two ways that can be told: they write an abbreviation out where they first
use it, "education, health and care (EHC) plans" (Schwartz and Hearst, "A simple algorithm for identifying abbreviation
definitions in biomedical text", 2003), and they say what something is, does or sets out.
"""

import re
from collections.abc import Iterable, Sequence

from ingest.abbreviations import abbreviations

from .draft import Draft, Quote, Statement
from .evidence import INSPECTORATE
from .library import Library
from .material import Material
from .refuse import refusal
from .units import Unit
from .words import tokens

_ASKS = re.compile(
    r"^(?:\W|so |and |but |please |(?:can|could) you |tell me |explain )*what(?:['’]?s| is| are| does| do| is meant by)"
    r" (?P<article>the |an? )?(?P<term>[\w’'&/ -]{2,60}?)"
    r"(?P<means> (?:stand for|stands for|mean|means|short for|an abbreviation (?:of|for)))?"
    r"(?: (?:actually|exactly|anyway|please|supposed to be))*\W*$",
    re.I,
)
_SAYS = (
    r"(?:(?:is|are|was|were) (?:an?|the|where|when|how|what|one|any|free|intended|designed|meant|there to|set up)\b"
    r"|means\b|sets? out\b|brings? together\b|aims? to\b|(?:give|offer|help|support|provide|describe|explain)s? )"
)
_IS = re.compile(rf"(?: \([^)]*\))?(?:,? (?:which|that))? {_SAYS}", re.I)
_PURPOSE = re.compile(
    r"(?: \([^)]*\))?(?: to (?:the )?[A-Z][\w ]{1,30}?)?,? "
    r"(?:(?:which|that) (?:must |should |will )?(?:sets? out|explains?|describes?|says?|shows?)"
    r"|to (?:explain|set out|describe|address|tackle|put right|improve)|explaining|setting out|describing)\b",
    re.I,
)
_ANSWERS_FOR = re.compile(r"(?: \([^)]*\))? (?:is|are) (?:jointly )?responsible for\b", re.I)
_LEADS = re.compile(r"^\W*(?:the |an? |our |walsall’s |its )?$", re.I)
_SMALL = frozenset({"and", "of", "for", "the", "with", "in", "or", "to", "and/or", "&"})
_MOST_WORDS, _LONGEST = 14, 10  # words of what an abbreviation stands for; its letters
_MOST = 2  # sentences


def definition(material: Material) -> Draft | None:
    """What a term stands for, and what it is, in the documents' words; ``None`` where no term is asked about."""
    question, library = material.question, material.library
    match = _ASKS.match(question.asking)
    if not match or question.periods or (question.areas and not match["means"]):
        return None
    term = match["term"].strip(" '\"‘’“”")
    said = [token.key for token in tokens(term) if not token.stop]
    if len(said) != 1:
        return None
    units = [unit for id_ in _inspectors_first(library, material.found.documents) for unit in library.units(id_)]
    statements = _written_out(units, term)
    if not match["means"]:
        statements += [Statement(unit.text, (Quote.of(unit),)) for unit in _explaining(units, said[0])]
    if statements:
        return Draft("answered", tuple({statement.text: statement for statement in statements}.values()))
    is_term = match["means"] or ((match["article"] or "").strip() != "the" and said[0].startswith("="))
    if not is_term:
        return None
    refused = refusal(library, question, material.found, material.scored)
    return Draft(refused.status, (*_in_general(term), *refused.statements))


def _in_general(term: str) -> list[Statement]:
    """What an abbreviation is short for wherever it is used, where no document says so."""
    short = _abbreviation(term).upper()
    long = next((words for known, words in abbreviations().items() if known.upper() == short), None)
    return [Statement(f"{short} is short for {long}; no document that is loaded says so.", form="note")] if long else []


def _inspectors_first(library: Library, documents: Sequence[str]) -> list[str]:
    return sorted(documents, key=lambda id_: library.sources[id_].kind not in INSPECTORATE)


def _written_out(units: Iterable[Unit], term: str) -> list[Statement]:
    """What an abbreviation stands for, as the first document that says so has it."""
    letters = _abbreviation(term)
    mark = re.compile(rf"\(‘?{re.escape(letters)}s?’?\)", re.I)
    for unit in units if letters else ():
        match = mark.search(unit.text)
        start = _start_of(unit.text[: match.start()], letters.lower()) if match else None
        if match and start is not None:
            words = unit.text[start : match.start()].strip()
            quote = Quote.of(unit)
            return [Statement(f"{words[0].upper()}{words[1:]}.", (quote,), "direct"), Statement(unit.text, (quote,))]
    return []


def _abbreviation(term: str) -> str:
    """The abbreviation that is a term, or that stands in it: "EHC" in "EHC plan"."""
    words: list[str] = [word.rstrip("s") if word[:-1].isupper() else word for word in re.findall(r"[A-Za-z]+", term)]
    if len(words) == 1 and 1 < len(words[0]) <= _LONGEST:
        return words[0]
    return next((word for word in words if 1 < len(word) <= _LONGEST and word.isupper()), "")


def _start_of(before: str, letters: str) -> int | None:
    """Where the words start whose first letters, but for small words, are those of an abbreviation."""
    left = len(letters)
    for word in reversed(list(re.finditer(r"[\w’'/&-]+", before))[-_MOST_WORDS:]):
        first = word[0][0].lower()
        if first == letters[left - 1]:
            left -= 1
        elif word[0].lower() not in _SMALL:
            return None
        if not left:
            return word.start()
    return None


def _explaining(units: Iterable[Unit], key: str) -> list[Unit]:
    """Sentences that say what a thing is, and then those that say what it is for."""
    found: list[tuple[int, Unit]] = []
    for unit in units:
        if unit.is_row or key not in unit.keys:
            continue
        for token in tokens(unit.text):
            if token.key != key:
                continue
            if _LEADS.match(unit.text[: token.start]) and _IS.match(unit.text, token.end):
                found.append((0, unit))
            elif _PURPOSE.match(unit.text, token.end) or _ANSWERS_FOR.match(unit.text, token.end):
                found.append((1, unit))
    found.sort(key=lambda pair: pair[0])
    return list({unit.text: unit for _, unit in found}.values())[:_MOST]
