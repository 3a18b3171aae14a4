"""Evidence -> draft answer, with no language model: the sentences, cells and lists that answer, verbatim.

The order of trust: a cell of a table for a question of figures and periods, a list that a heading or lead-in
introduces for a question of lists, else the sentences that say what is asked. What none of them says is refused.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

from .across import across_areas
from .cells import CellHit, find_cells
from .contact import asks_contact, names_service
from .direct import direct_answer
from .draft import COUNTED, Draft, Quote, Statement
from .evidence import Scored, concept_weights
from .figures import from_measures
from .forms import NUMBER_WORDS, WANTS_ALL
from .library import Library
from .lists import ListHit, find_lists
from .lookup import lookup
from .refuse import (
    about_missing_areas,
    asks_for_missing_grade,
    missing_areas,
    missing_grade,
    personal_case,
    refusal,
)
from .retrieve import Found
from .typed import from_findings
from .understand import Understood
from .units import Unit
from .words import says

MIN_COVERAGE = 0.42  # share of what is asked that the best sentence and its surroundings say
MIN_EVIDENCE = 0.93  # what a sentence says of what is asked (0 to 1) and its vector's likeness, added up
_MIN_NUMBER_OWN = 0.45  # of what is asked, what a sentence with a figure must say itself
_ROLE = re.compile(
    r"\bwho(?:'s|’s| is| was)(?: now| currently)? the ((?:[\w’'-]+ ){0,4}?(?:teacher|head\w*|director|chief|officer"
    r"|manager|chair|leader|minister|commissioner|nurse|doctor|principal|mayor|mp)\b(?: executive| officer)?)",
    re.I,
)
_MIN_OUTSIDE = 0.75  # how well a row must fit for its table to be the one that holds the answer
_MIN_OWN = 0.9
_MIN_CELL, _MIN_LIST = 0.55, 0.55
_CLOSE = 0.14  # how far behind the best sentence another may be to stand beside it
_FAR = 0.25  # how far behind a sentence without a figure or date the best one with it may be
_HARD = {"number", "date", "contact"}
_MOST = {"number": 3, "date": 3, "who": 3, "contact": 3, "yes_no": 3}
_LONGEST_LIST = 1000  # characters of a lead-in with its list
_SHORT_BLOCK = 300  # characters of a list item that is quoted whole
_LONGEST_QUOTE = 420  # characters that a sentence and what goes on from it may have
_POINTS_BACK = re.compile(r"(?:These|Those|They|This|It|Its|Such|Both|For example|That)\b")
_SHORT = {"number", "date", "who", "contact"}


@dataclass(frozen=True)
class Material:
    """All that was found for a question."""

    library: Library
    question: Understood
    found: Found
    scored: Sequence[Scored]

    @cached_property
    def is_outside_its_table(self) -> bool:
        """A table counts what is asked for, and not for the time that is asked about."""
        question = self.question
        if not question.periods and not question.month:
            return False
        undated = question.model_copy(update={"period": None, "periods": (), "month": None})
        counted = find_cells(self.library, undated, self.found)
        fits = bool(counted) and counted[0].score >= _MIN_OUTSIDE
        return fits and not find_cells(self.library, question, self.found)


def compose_first(materials: Iterable[Material]) -> tuple[Draft, Material]:
    """The draft of the first of these that answers, with it; where none does, what the last one says.

    Args:
        materials: at least one, the likeliest first; made only when their turn comes.
    """
    last = None
    for material in materials:
        last = compose(material), material
        if last[0].status != "not_in_documents":
            break
    if last is None:
        raise ValueError("nothing to compose from")
    return last


def compose(material: Material) -> Draft:
    """The draft that the evidence allows."""
    question, library = material.question, material.library
    if question.personal:
        return personal_case(library, question, material.scored)
    if asks_for_missing_grade(library, question, material.found):
        return missing_grade()
    missing = missing_areas(library, question)
    if missing and len(missing) == len(question.areas):
        return about_missing_areas(library, missing)
    drafts = (_from_across, _from_findings, _from_fields, _from_measures, _from_cells, _from_list, _from_sentences)
    draft = next((made for make in drafts if (made := make(material))), None)
    if draft is None:
        return refusal(library, question, material.found, material.scored)
    if missing:
        note = about_missing_areas(library, missing).statements
        return Draft("partly", (*draft.statements, *note))
    return draft


def _from_across(material: Material) -> Draft | None:
    return across_areas(material.library, material.question)


def _from_findings(material: Material) -> Draft | None:
    return from_findings(material.library, material.question, material.found.documents, material.scored)


def _from_fields(material: Material) -> Draft | None:
    return lookup(material.library, material.question, material.found.documents)


def _from_measures(material: Material) -> Draft | None:
    return from_measures(material.library, material.question, material.found.documents)


def _from_cells(material: Material) -> Draft | None:
    """Cells of a table of figures, for a question of figures or of periods."""
    if material.question.intent not in {"number", "date", "comparison", "list", "text", "yes_no"}:
        return None
    hits = [hit for hit in find_cells(material.library, material.question, material.found) if hit.score >= _MIN_CELL]
    if not hits:
        return None
    if _sentence_says_more(material, hits[0]):
        return None
    return Draft("answered", tuple(_cell_statements(hits[0])))


def _sentence_says_more(material: Material, hit: CellHit) -> bool:
    """Whether a sentence answers better than a row: in words where words are asked for, or where no cell is picked."""
    if not material.scored or not is_answer(material, material.scored[0]):
        return False
    best, question = material.scored[0], material.question
    if question.intent in {"text", "list", "yes_no"}:
        return best.own > 0.7 or not question.periods
    return len(hit.columns) > 3 and best.own > 0.8 and best.score > 0.5 + hit.score / 2


def _cell_statements(hit: CellHit) -> list[Statement]:
    heading = _heading_quote(hit)
    row = Quote(hit.document.source.id, hit.row[0].start, hit.row[-1].end, hit.section.path)
    above = Quote(hit.document.source.id, hit.above.start, hit.above.end, hit.section.path) if hit.above else None
    quotes = tuple(quote for quote in (heading, above, row) if quote)
    named = [f"{hit.column_name(c)}: {hit.row[c].text}" for c in hit.columns]
    if len(named) == 1:
        picked = f", the {hit.picked}" if hit.picked else ""
        lead = f"{hit.row[hit.columns[0]].text} ({hit.column_name(hit.columns[0])}{picked})."
        return [Statement(lead, quotes, "direct"), Statement(f"{hit.name}, {named[0]}", quotes)]
    return [Statement(f"{hit.name}: {'; '.join(named)}", quotes, "direct" if len(named) <= 3 else "quote")]


def _heading_quote(hit: CellHit) -> Quote | None:
    table = hit.table
    if not table.headings:
        return None
    return Quote(hit.document.source.id, table.start, table.headings[-1].end, hit.section.path)


def _from_list(material: Material) -> Draft | None:
    question = material.question
    if question.intent not in {"list", "text", "number", "who", "yes_no", "why", "comparison"}:
        return None
    hits = [hit for hit in find_lists(material.library, question, material.found) if hit.score >= _MIN_LIST]
    best_sentence = material.scored[0] if material.scored else None
    if question.intent in {"number", "who", "yes_no"}:
        hits = [hit for hit in hits if hit.counted] if question.intent == "number" else []
        if hits and best_sentence and direct_answer(question, best_sentence.unit) and best_sentence.own > 0.7:
            return None
    if not hits:
        return None
    wanted = max(1, len(question.areas))
    chosen = _one_per_area(material.library, hits, wanted)
    statements = [s for hit in chosen for s in _list_statements(hit, question)]
    return Draft("answered", tuple(statements))


def _one_per_area(library: Library, hits: Sequence[ListHit], most: int) -> list[ListHit]:
    chosen: dict[str | None, ListHit] = {}
    for hit in hits:
        area = library.sources[hit.document].local_area
        if area not in chosen and len(chosen) < most:
            chosen[area] = hit
    return list(chosen.values())


def _list_statements(hit: ListHit, question: Understood) -> list[Statement]:
    quotes = tuple(Quote.of(unit) for unit in hit.items)
    statements = []
    if question.intent == "number":
        count = len(hit.items)
        word = NUMBER_WORDS[count].capitalize() if count < len(NUMBER_WORDS) else str(count)
        statements.append(Statement(f"{word}.", quotes, "direct", COUNTED))
    statements.extend(Statement(unit.text, (quote,)) for unit, quote in zip(hit.items, quotes, strict=True))
    return statements


def _from_sentences(material: Material) -> Draft | None:
    chosen = answering(material)
    if not chosen:
        return None
    statements: list[Statement] = []
    direct = next(((d, s) for s in chosen[:2] if (d := direct_answer(material.question, s.unit))), None)
    if direct:
        statements.append(Statement(direct[0], (Quote.of(direct[1].unit),), "direct"))
        chosen = [direct[1], *(s for s in chosen if s is not direct[1])]
    for scored in chosen:
        statement = sentence_statement(material.library, scored, material.question)
        if not any(_within(statement, other) for other in statements if other.form == "quote"):
            statements.append(statement)
    return Draft("answered", tuple(statements))


def sentence_statement(library: Library, scored: Scored, question: Understood) -> Statement:
    """A sentence, with its heading before it where it cannot be understood alone, and with what goes on from it."""
    unit = scored.unit
    document = library.get(unit.document)
    if not unit.refers_to_heading or not unit.path:
        start, end = _comes_from(library, unit), _goes_on_to(library, unit, question)
        quote = Quote(unit.document, start, end, unit.path, unit.label)
        return Statement(document.text[start:end], (quote,))
    heading = unit.path[-1]
    start = document.text.rfind(heading, 0, unit.start)
    if start < 0:
        return Statement(unit.text, (Quote.of(unit),))
    cited = Quote(unit.document, start, start + len(heading), unit.path)
    return Statement(f"{heading}: {unit.text}", (cited, Quote.of(unit)))


def _comes_from(library: Library, unit: Unit) -> int:
    """Where the sentence before starts, if this one points back at it and both together stay short."""
    if unit.first_of_block or not _POINTS_BACK.match(unit.text):
        return unit.start
    units = library.units(unit.document)
    place = next(n for n, other in enumerate(units) if other.start == unit.start)
    before = units[place - 1]
    return before.start if place and unit.end - before.start <= _LONGEST_QUOTE else unit.start


def _within(statement: Statement, other: Statement) -> bool:
    """Whether an earlier statement quotes all that this one quotes."""
    (mine, *rest), (theirs, *_) = statement.quotes, other.quotes
    return not rest and mine.document == theirs.document and theirs.start <= mine.start and mine.end <= theirs.end


def _goes_on_to(library: Library, unit: Unit, question: Understood) -> int:
    """Where the sentences end that belong to a unit: those that point back at it, and a list that it introduces."""
    units = library.units(unit.document)
    place = next(n for n, other in enumerate(units) if other.start == unit.start)
    end = unit.end
    leads = unit.text.rstrip().endswith(":")
    whole = _is_short_block(units, place)
    for other in units[place + 1 : place + 14]:
        longest = _LONGEST_LIST if leads else _LONGEST_QUOTE
        if other.path != unit.path or other.end - unit.start > longest:
            break
        listed = leads and other.is_item
        same_block = not other.first_of_block
        more = same_block and (whole or _POINTS_BACK.match(other.text) or question.intent not in _SHORT)
        if not (listed or more):
            break
        end = other.end
        leads = leads or other.text.rstrip().endswith(":")
    return end


def _is_short_block(units: Sequence[Unit], place: int) -> bool:
    """Whether the list item that a unit stands in is short enough to be quoted whole: its parts belong together."""
    if not units[place].is_item:
        return False
    first = next((n for n in range(place, -1, -1) if units[n].first_of_block), place)
    last = next((n for n in range(place + 1, len(units)) if units[n].first_of_block), len(units)) - 1
    return units[last].end - units[first].start <= _SHORT_BLOCK


def answering(material: Material) -> list[Scored]:
    """The sentences that answer, best first; none where the best does not say what is asked."""
    scored = [s for s in material.scored if s.has_kind or material.question.intent not in _HARD]
    if not scored or not is_answer(material, scored[0]) or scored[0].score < material.scored[0].score - _FAR:
        return []
    best = scored[0]
    most = _MOST.get(material.question.intent, 5)
    chosen: list[Scored] = []
    for candidate in scored:
        close = candidate.score >= best.score - _CLOSE and candidate.coverage >= 0.7 * best.coverage
        if not close or len(chosen) == most:
            break
        if material.question.intent in _MOST and not candidate.has_kind:
            continue
        if candidate.fits_period < 0 <= best.fits_period or any(_same(candidate, other) for other in chosen):
            continue
        chosen.append(candidate)
    return chosen


def is_answer(material: Material, scored: Scored) -> bool:
    """Whether a sentence says what is asked: of the thing, of the period, and in kind."""
    question = material.question
    if scored.fits_period < 0 or (material.is_outside_its_table and not _says_it_of_the_period(scored)):
        return False
    if question.intent in _HARD and not scored.has_kind:
        return False
    if asks_contact(question) and not names_service(material.library, question, scored.unit.keys | scored.unit.around):
        return False
    if not _says_role(material, scored) or (question.intent == "number" and scored.own < _MIN_NUMBER_OWN):
        return False
    weights = concept_weights(material.library, question)
    unknown = sum(w for key, w in weights.items() if not material.library.knows(key) and not key.startswith("#"))
    if unknown > 0.3 * sum(weights.values()):
        return False
    if WANTS_ALL.search(question.text) and not scored.unit.refers_to_heading and scored.unit.text.count(",") < 2:
        return False
    return (
        scored.coverage + scored.likeness >= MIN_EVIDENCE and scored.coverage >= MIN_COVERAGE and scored.likeness >= 0.2
    )


def _says_role(material: Material, scored: Scored) -> bool:
    """Whether a sentence names the post that is asked for: who leads an action at a school is not its headteacher."""
    match = _ROLE.search(material.question.standalone)
    if not match or material.question.intent != "who":
        return True
    role = [token for token in material.question.content() if match.start(1) <= token.start < match.end(1)]
    said = scored.unit.keys | scored.unit.around
    return all(says(material.library.known_as(token.key), said) for token in role)


def _says_it_of_the_period(scored: Scored) -> bool:
    """Whether a sentence itself says nearly all that is asked, and the period."""
    return scored.fits_period == 1 and scored.own >= _MIN_OWN


def _same(one: Scored, other: Scored) -> bool:
    """Two sentences of one document that say the same in the same words; verdicts on two weaknesses do not."""
    if one.unit.document != other.unit.document:
        return False
    if one.unit.refers_to_heading and one.unit.path != other.unit.path:
        return False
    a, b = one.unit.keys, other.unit.keys
    return len(a & b) > 0.85 * len(a | b)
