"""Passages -> sentences that answer, scored by what they say of what is asked.

A sentence is scored by the share of the question's concepts (weighted by how rare they are) that it says itself, that
its heading or lead-in says, or that its neighbours say; by the likeness of its vector; by its passage's rank; and by
whether it holds the kind of thing that is asked for (a number, a date, a name) for the period that is asked about.
Likeness alone does not tell an answerable question from another; what the sentence says does.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from ingest.dates import MONTHS
from ingest.embed import Embedder

from . import cross_encoder
from .adapter import likeness
from .asked import is_question
from .coverage import coverage_of, wanted_of
from .direct import counting
from .everyday import says_much
from .forms import ASKS_NOW, DURATION, FREQUENCY, HOW_LONG, HOW_OFTEN
from .going_on import nearness, quoted_places, share_of
from .imprint import is_imprint, is_procedure
from .library import Library
from .memo import once
from .other_words import Expression, expressions
from .periods import fits_period
from .retrieve import Found
from .understand import Understood
from .units import Unit
from .words import plain_keys, says

_READ_WHOLE = 8  # documents; more are read only where passages were found
_RANK, _NEARNESS = 0.3, 1.0
"""What a passage's rank counts before sentences are embedded, and a vector's likeness after. (Of 500 questions about
documents that the adapter never saw, a likeness of 0.38 puts the answering sentence first for 215, of 1.0 for 255.)"""
_EMBEDDED = 48  # sentences whose vectors are compared with the question's
_READ = 12  # sentences that are read together with the question
_READS, _CLEAR = 0.09, 5.0
"""What the log-odds that it answers count, and beyond which they count no more."""
_SHORT_LINE = 2  # words
_USUAL_LIKENESS = 0.6  # of a sentence that answers, where vectors are left out
_WIDER = re.compile(
    r"\b(?:nationally|national(?: average)?|england|across the country|whole country|regional(?:ly)?|"
    r"(?:West|East) Midlands|(?:North|South) (?:West|East)|East of England)\b"
)
_ASKS_WIDER = re.compile(r"national|england|region|country|midlands", re.I)
_LASTS = re.compile(rf"{DURATION.pattern}|\b(?:twice|double|half|deadline)\b", re.I)
_QUANTITY = re.compile(
    r"\b(?:twice|double|half|third|quarter|none|no|majority|most|all|few|several"
    r"|single|sole|one(?! of\b| another))\b",
    re.I,
)
_MONTH = "|".join(name for name in MONTHS if len(name) > 3)
_TIME = re.compile(
    rf"\b(?:months?|years?|weeks?|not (?:previously|yet)|never|{_MONTH}"
    r"|(?:mon|tues|wednes|thurs|fri|satur|sun)days?|weekdays?|daily|\d(?:[.:]\d\d)? ?[ap]m)\b",
    re.I,
)
_ASKS_INSPECTORS = re.compile(
    r"\b(?:inspectors?|ofsted|cqc|inspection)\b.{0,40}\b(?:find|found|say|said|conclude|judge|think|see|saw)", re.I
)
INSPECTORATE = {"inspection letter", "revisit letter", "area SEND report", "monitoring report"}
_WHO_COLUMN = re.compile(r"\b(?:responsible|body|bodies|lead|owner|officer|inspector)\b", re.I)
_ASKS_PERSON = re.compile(r"\bwho(?:'s|’s| is| was| led| leads| has been| were| are)\b", re.I)
_PERSON = re.compile(r"\b[A-Z][a-z]+(?: [A-Z][a-z’'-]+)+,? (?:[A-Z]|HMI|CQC|lead)")
CAUSE = re.compile(
    r"\b(?:because|due to|owing to|as a result|caused?|(?<!whatever )reasons?|led to|leads to|follow(?:s|ed|ing)"
    r"|consequen\w+|attribut\w+|explain\w*|means that|so that|in order to|shortage"
    r"|vacanc\w+|capacity|pressures?|demand|to (?:clear|allow|let|give|make|catch)"
    r"|delays? in|left the|departure|lack of)\b",
    re.I,
)
"""Words that say why."""
_NOW, _NEW = 0.2, 0.04  # what the newest document's sentence gains over the oldest's
_WRONG_WAY = (0.25, 0.0)
"""What it costs to say the opposite of what is asked; nothing where the question is answered by yes or no."""
_FRAME = {
    "inspector": 0.3,
    "inspect": 0.5,
    "report": 0.4,
    "letter": 0.5,
    "send": 0.3,
    "=kids": 0.4,
    "local": 0.3,
    "area": 0.3,
    "council": 0.4,
    "ofst": 0.5,
    "=cqc": 0.5,
    "reason": 0.3,
}
"""What nearly every document and question names says little of what is asked, however rare it is here."""
FRAMES = frozenset(_FRAME)
_NAME = re.compile(r"\b(?:[A-Z][\w’'-]+\s+){1,3}[A-Z][\w’'-]+|\b[A-Z]{2,}\b")


@dataclass(frozen=True)
class Scored:
    """A sentence with what speaks for it."""

    unit: Unit
    score: float
    coverage: float
    """Share of the question's concepts, by weight, that it or its surroundings say; 0 to 1."""
    own: float
    """The same for what it says itself."""
    likeness: float
    """Cosine similarity of its vector and the question's, as the embedder gives it or turned, whichever is more."""
    fits_period: float
    """1 it names the period asked about, 0 nothing is said of a period, -1 it speaks of another."""
    has_kind: bool
    """It holds the kind of thing asked for."""
    answers: float | None = None
    """How well it answers, read together with the question: a log-odds; ``None`` where it was not read."""


def weigh(library: Library, embedder: Embedder, question: Understood, found: Found) -> list[Scored]:
    """Sentences of the passages found, best first."""
    weights = concept_weights(library, question) if library.parts.words else _plain_weights(library, question)
    ranked = [(u, rank) for u, rank in _candidates(library, found) if not is_imprint(question.text, u.text)]
    if not ranked or not weights:
        return []
    rough = []
    wanted = wanted_of(weights, _expressions(library, question), library.parts.words)
    total, opposite = sum(weights.values()), 1.0 if question.intent == "yes_no" else 0.5
    for unit, rank in ranked:
        coverage, own = coverage_of(unit, wanted, total, opposite, library.parts.headings)
        rough.append((coverage + _RANK * rank, coverage, own, rank, unit))
    rough.sort(key=lambda r: (-r[0], r[4].document, r[4].start))
    rough = rough[:_EMBEDDED]
    alike = _likeness(library, embedder, question.embedded, [r[4] for r in rough])
    places = quoted_places(library, question, found.documents)
    scored = [
        _scored(library, question, unit, coverage, own, rank, float(near), float(nearest))
        for (_, coverage, own, rank, unit), near, nearest in zip(rough, *alike, strict=True)
    ]
    scored = [replace(s, score=s.score + nearness(s.unit, places)) for s in scored]
    scored.sort(key=lambda s: (-s.score, s.unit.document, s.unit.start))
    return _read(library, embedder, question, scored)


def _read(library: Library, embedder: Embedder, question: Understood, scored: list[Scored]) -> list[Scored]:
    """The same, the first of them in the order that they have when they are read together with the question."""
    first = scored[:_READ]
    answers = cross_encoder.scores(library, embedder, question.embedded, [s.unit for s in first])
    if answers is None:
        return scored
    read = [
        replace(s, score=s.score + _READS * max(-_CLEAR, min(_CLEAR, found)), answers=found)
        for s, found in zip(first, answers, strict=True)
    ]
    return sorted([*read, *scored[_READ:]], key=lambda s: (-s.score, s.unit.document, s.unit.start))


@once
def concept_weights(library: Library, question: Understood) -> dict[str, float]:
    """Weight of each concept that the question asks about; a number in the question counts half."""
    weights: dict[str, float] = {}
    for token in question.content():
        key = library.known_as(token.key)
        word = question.standalone[token.start : token.end]
        is_name = token.start > 0 and word[0].isupper()
        much = 1.0 if key[0] in "=#" or is_name or library.knows(key) else says_much(word)
        weight = library.idf(key) * _share(question, key) * much
        weights[key] = max(weights.get(key, 0.0), weight * share_of(question, token, FRAMES))
    return weights


def share_said(weights: Mapping[str, float], said: frozenset[str]) -> float:
    """Share of what is asked, by weight, that these concepts say; 0 where nothing is asked."""
    return sum(weight for key, weight in weights.items() if says(key, said)) / (sum(weights.values()) or 1.0)


def _plain_weights(library: Library, question: Understood) -> dict[str, float]:
    """The same of the words as they are written."""
    spans = (question.standalone[token.start : token.end] for token in question.content())
    said = {library.known_as(key) for span in spans for key in plain_keys(span)}
    return {key: library.idf(key) * _share(question, key) for key in sorted(said)}


def _expressions(library: Library, question: Understood) -> dict[str, list[Expression]]:
    """Expressions of documents that say several words of the question at once, by the concept of each word."""
    found: dict[str, list[Expression]] = {}
    for start, end, expression in expressions(question.standalone):
        for token in question.content():
            if start <= token.start < end:
                found.setdefault(library.known_as(token.key), []).append(expression)
    return found


def is_frame(key: str) -> bool:
    """Whether nearly every document and question names it."""
    return key in FRAMES


def _share(question: Understood, key: str) -> float:
    """How far a concept counts: a number asked with, or what every question names, says little."""
    if key.startswith("#"):
        return 0.2 if question.intent == "list" else 0.5
    if key == "inspector" and question.intent == "who":
        return 1.0
    return _FRAME.get(key, 1.0)


def _candidates(library: Library, found: Found) -> list[tuple[Unit, float]]:
    """Units that stand in the passages, each with its passage's rank as 1 (first) down to 0.

    Where few documents are left, all that they say is weighed: a verdict of one line is easily lost in its passage.
    """
    seen: dict[tuple[str, int], tuple[Unit, float]] = {}
    if len(found.documents) <= _READ_WHOLE:
        for id_ in found.documents:
            seen.update({(unit.document, unit.start): (unit, 0.0) for unit in library.units(id_) if _says_some(unit)})
    for rank, (passage, _) in enumerate(found.passages):
        for unit in library.units(passage.document):
            if unit.start < passage.end and unit.end > passage.start and _says_some(unit):
                known = seen.get((unit.document, unit.start), (unit, 0.0))[1]
                seen[unit.document, unit.start] = (unit, max(known, 1 - rank / len(found.passages)))
    return list(seen.values())


def _says_some(unit: Unit) -> bool:
    """No question, which answers none, and not a line of one or two words, such as the name of whoever wrote it."""
    if is_question(unit.text):
        return False
    return unit.is_row or unit.is_item or len(unit.text.split()) > _SHORT_LINE or any(c.isdigit() for c in unit.text)


def _likeness(library: Library, embedder: Embedder, question: str, units: Sequence[Unit]) -> NDArray[np.float32]:
    """How like the question each sentence is: what it is ranked by, and the best, what it is judged by; two rows."""
    if not library.parts.likeness:
        return np.full((2, len(units)), _USUAL_LIKENESS, dtype=np.float32)
    vectors = library.unit_vectors(embedder, units)
    asked = library.written_out(question)
    plain = vectors @ np.asarray(embedder.get_query_embedding(asked), dtype=np.float32)
    if not library.parts.adapter:
        return np.stack([plain, plain])
    near = likeness(asked, vectors, embedder)
    return np.stack([near, np.maximum(near, plain)])


def _scored(
    library: Library,
    question: Understood,
    unit: Unit,
    coverage: float,
    own: float,
    rank: float,
    near: float,
    nearest: float,
) -> Scored:
    period = fits_period(library, question, unit)
    kind = has_kind(question, unit)
    score = 0.5 * coverage + 0.12 * own + _NEARNESS * near + 0.08 * rank
    score += 0.08 * period if period > 0 else 0.3 * period
    if question.intent in {"number", "date", "who", "contact"}:
        score += 0.08 if kind else -0.15
    if question.intent == "why":
        score += 0.3 if CAUSE.search(unit.text) else -0.1
    score -= _WRONG_WAY[question.intent == "yes_no"] if _wrong_way(question, unit) else 0
    score += 0.1 if question.intent == "list" and unit.refers_to_heading and coverage > 0.8 else 0
    score += 0.1 if _ASKS_PERSON.search(question.text) and len(unit.text) < 200 and _PERSON.search(unit.text) else 0
    score += 0.12 if question.intent == "who" and unit.is_row and _WHO_COLUMN.search(unit.lead) else 0
    score -= 0.4 if is_procedure(question.text, unit.text) else 0
    score -= 0.15 if _ASKS_INSPECTORS.search(question.text) and not _by_inspectors(library, unit) else 0
    score -= 0.25 if _is_wider(question, unit) else 0
    score += _recency(library, question, unit)
    score += 0.04 if any(area in unit.text for area in question.areas) else 0
    return Scored(unit, score, coverage, own, nearest, period, kind)


def _recency(library: Library, question: Understood, unit: Unit) -> float:
    """What newness counts where no time is named: much where "now" is asked, a little otherwise."""
    if question.periods or question.month:
        return 0.0
    ages = _ages(library, library.sources[unit.document].local_area or "")
    age = library.age(unit.document)
    if len(ages) < 2 or not age:
        return 0.0
    return (_NOW if ASKS_NOW.search(question.standalone) else _NEW) * ages.index(age) / (len(ages) - 1)


@once
def _ages(library: Library, area: str) -> list[str]:
    """The last days of an area's documents, each once, the earliest first."""
    return sorted({age for id_ in library.documents_of([area]) if (age := library.age(id_))})


def has_kind(question: Understood, unit: Unit) -> bool:
    """Whether a sentence holds the kind of thing that is asked for."""
    if question.intent == "number":
        said = {t.key[1:] for t in question.content() if t.key.startswith("#")}
        if HOW_OFTEN.search(question.standalone) and FREQUENCY.search(unit.text):
            return True
        if HOW_LONG.search(question.standalone) and not _LASTS.search(unit.text):
            return False
        counted = {number.value for number in counting(unit.text)}
        return bool(counted - said) or bool(_QUANTITY.search(unit.text))
    if question.intent == "date":
        return bool(unit.dates) or bool(_TIME.search(unit.text))
    if question.intent == "who":
        return bool(_NAME.search(unit.text)) or bool(
            re.search(r"\b(?:council|authority|board|leaders|team|partnership)\b", unit.text, re.I)
        )
    if question.intent == "contact":
        return bool(re.search(r"@|www\.|https?://|\d{3,5} ?\d{3}", unit.text))
    return True


def _wrong_way(question: Understood, unit: Unit) -> bool:
    """A question about what did not improve and a sentence about what did, or the other way round."""
    asked = {t.key for t in question.content()}
    ways = (("=progress_not", "=progress_ok"), ("=progress_ok", "=progress_not"))
    return any(wanted in asked and other in unit.keys and wanted not in unit.keys for wanted, other in ways)


def _by_inspectors(library: Library, unit: Unit) -> bool:
    """Inspectors wrote it; a council's account of what they found is not what they found."""
    return library.sources[unit.document].kind in INSPECTORATE or not _has_inspectors(library)


@once
def _has_inspectors(library: Library) -> bool:
    return any(source.kind in INSPECTORATE for source in library.sources.values())


def _is_wider(question: Understood, unit: Unit) -> bool:
    """The sentence speaks of the region or the country, and the question does not."""
    if not _WIDER.search(unit.text) or _ASKS_WIDER.search(question.text):
        return False
    return not any(area in unit.text for area in question.areas)
