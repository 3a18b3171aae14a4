"""Evidence -> draft answer, with no language model: the sentences, cells and lists that answer, verbatim.

The order of trust: a cell of a table for a question of figures and periods, a list that a heading or lead-in
introduces for a question of lists, else the sentences that say what is asked. What none of them says is refused.
"""

import re
from collections.abc import Callable, Iterable, Sequence

from .across import across_areas
from .cells import CellHit, find_cells
from .collection import collection, date_of, dated, small_talk
from .compared import compared_draft
from .decisions import decisions
from .definitions import definition
from .direct import direct_answer
from .draft import COUNTED, Draft, Quote, Statement
from .evidence import FRAMES
from .figures import from_measures, newest_of, stating
from .fits import fitting, is_timed
from .forms import HOW_LONG, OF_ITSELF, OPINION
from .going_on import are_said
from .inspected import inspected
from .library import Library
from .lists import ListHit, find_lists
from .lookup import lookup
from .material import Material
from .premise import checked
from .presented import presented
from .refuse import (
    about_missing_areas,
    asks_for_missing_grade,
    missing_areas,
    missing_grade,
    personal_case,
    refusal,
)
from .reorganised import with_same_ground
from .sentence_draft import closest, from_sentences
from .since import with_newer_inspection
from .slots import slot_of
from .spoke import who_is, who_spoke
from .sufficient import is_answer, is_sure
from .targets import targets_draft
from .trend import trend_draft
from .typed import from_findings
from .understand import Understood
from .unloaded import about_unloaded
from .wording import count_in_words
from .words import keys, says, tokens

_RATING = re.compile(r"\b(?:rating|rated|grade|graded|outcome)\b", re.I)
_COUNTS = re.compile(r"\bhow many (?:more )?(?:of )?(?P<things>[^?,.;]+)|\bnumber of (?P<of>[^?,.;]+)", re.I)
_MIN_CELL, _MIN_LIST = 0.55, 0.55
_UNREAD = -9.0  # log-odds of what was not read together with the question
_OUTRIGHT, _FIRST = 0.95, 2  # share of what is asked that a sentence says; sentences that are looked at


def compose_first(materials: Iterable[Material]) -> tuple[Draft, Material]:
    """The draft of the first of these that answers, with it; where none does, what comes closest, or a refusal.

    Args:
        materials: at least one, the likeliest first; made only when their turn comes.
    """
    tried: list[Material] = []
    draft = None
    for material in materials:
        tried.append(material)
        draft = compose(material)
        if draft and draft.status != "not_in_documents":
            return with_same_ground(material, with_newer_inspection(material, draft)), material
    if not tried:
        raise ValueError("nothing to compose from")
    last = tried[-1]
    if draft:
        return draft, last
    near = next(
        ((with_same_ground(material, near), material) for material in tried if (near := closest(material))), None
    )
    return near or (refusal(last.library, last.question, last.found, last.scored), last)


def compose(material: Material) -> Draft | None:
    """The draft that the evidence allows; ``None`` where it says nothing of what is asked."""
    question, library = material.question, material.library
    if question.personal:
        return personal_case(library, question, material.scored)
    if OPINION.search(question.text) or OF_ITSELF.search(question.text):
        return refusal(library, question, material.found, material.scored)
    if asks_for_missing_grade(library, question, material.found) and not _gives_rating(material):
        return missing_grade(library, question, material.found.documents)
    unloaded = about_unloaded(library, question)
    if unloaded:
        return unloaded
    missing = missing_areas(library, question)
    if missing and len(missing) == len(question.areas):
        return about_missing_areas(library, missing)
    drafts = (
        small_talk,
        collection,
        date_of,
        definition,
        decisions,
        presented,
        who_is,
        who_spoke,
        inspected,
        _from_across,
        _from_compared,
        _from_findings,
        _from_targets,
        _from_fields,
        _from_cells,
        _from_trend,
        _from_measures,
        _from_list,
        from_sentences,
        dated,
    )
    made_by = ((make(material), make) for make in drafts if _is_on(make, library))
    draft = next(
        (_checked(made, make, material) for made, make in made_by if made and _is_asked_now(made, make, material)), None
    )
    if draft and missing:
        note = about_missing_areas(library, missing).statements
        return Draft("partly", (*draft.statements, *note))
    return draft


def _gives_rating(material: Material) -> bool:
    """Whether a document tells of a rating all the same: one of the three outcomes, as a council words it."""
    return any(is_answer(material, s) and _RATING.search(s.unit.text) for s in material.scored[:3])


def _is_on(make: Callable[[Material], Draft | None], library: Library) -> bool:
    part = _PART_OF.get(make)
    return part is None or bool(getattr(library.parts, part))


def _is_asked_now(draft: Draft, make: Callable[[Material], Draft | None], material: Material) -> bool:
    """Whether a row or a list says what a follow-up itself asks, and not only what the question before it asked."""
    if make not in {_from_cells, _from_measures, _from_list}:
        return True
    quotes = [quote for statement in draft.statements for quote in statement.quotes]
    texts = [material.library.get(quote.document).text[quote.start : quote.end] for quote in quotes]
    texts += [*(" . ".join(quote.path) for quote in quotes), *(statement.text for statement in draft.statements)]
    return are_said(material.library, material.question, frozenset(keys(" . ".join(texts))), FRAMES)


def _checked(draft: Draft, make: Callable[[Material], Draft | None], material: Material) -> Draft:
    """The draft against what the question takes for granted."""
    question = material.question
    earlier = stating(material.library, question, material.found.documents) if question.premise else None
    return checked(draft, question.premise, make is not from_sentences, earlier)


def _from_across(material: Material) -> Draft | None:
    return across_areas(material.library, material.question)


def _from_findings(material: Material) -> Draft | None:
    return from_findings(material.library, material.question, material.found.documents, material.scored)


def _from_fields(material: Material) -> Draft | None:
    draft = lookup(material.library, material.question, material.found.documents)
    return None if draft and _is_read_better(material, draft) else draft


def _is_read_better(material: Material, draft: Draft) -> bool:
    """Whether the first sentence surely says all that is asked, and what a draft quotes is no answer beside it."""
    best = material.scored[0] if material.scored else None
    if best is None or best.coverage < _OUTRIGHT or not is_sure(best) or not is_answer(material, best):
        return False
    quoted = {(quote.document, quote.start) for statement in draft.statements for quote in statement.quotes}
    read = [s.answers for s in material.scored if (s.unit.document, s.unit.start) in quoted and s.answers is not None]
    return (best.unit.document, best.unit.start) not in quoted and max(read, default=_UNREAD) < 0


def _from_targets(material: Material) -> Draft | None:
    return targets_draft(material.library, material.question, material.found.documents)


def _from_compared(material: Material) -> Draft | None:
    return compared_draft(material.library, material.question, material.found.documents)


def _from_trend(material: Material) -> Draft | None:
    return trend_draft(material.library, material.question, material.found.documents)


def _from_measures(material: Material) -> Draft | None:
    draft = from_measures(material.library, material.question, material.found.documents)
    return None if draft and _is_newer_in_words(material, draft) else draft


def _is_newer_in_words(material: Material, draft: Draft) -> bool:
    """Whether a sentence of a newer document says outright how long something takes, where no time is asked about."""
    question, library = material.question, material.library
    if slot_of(question) != "wait" or is_timed(question):
        return False
    newest = max(library.age(quote.document) for statement in draft.statements for quote in statement.quotes)
    return any(
        library.age(s.unit.document) > newest and s.has_kind and s.own >= _OUTRIGHT and is_answer(material, s)
        for s in material.scored[:_FIRST]
    )


def _from_cells(material: Material) -> Draft | None:
    """Cells of a table of figures, for a question of figures or of periods."""
    if material.question.intent not in {"number", "date", "comparison", "list", "text", "yes_no"}:
        return None
    hits = [hit for hit in find_cells(material.library, material.question, material.found) if hit.score >= _MIN_CELL]
    if not hits:
        return None
    if _sentence_says_more(material, hits[0]) or _is_outdated(material, hits[0]):
        return None
    if len(hits[0].columns) == 1 and _lacks_unit(material.question, hits[0]) and _from_measures(material):
        return None  # which knows that the table's name gives it
    best = hits[0]
    alike = [hit for hit in hits if hit.above and hit.table is best.table and _is_equal(hit, best)]
    if len(alike) > 1:  # of several groups, none of which is asked about
        return Draft("answered", tuple(_cell_statements(hit)[-1] for hit in alike))
    return Draft("answered", tuple(_cell_statements(best)))


def _is_equal(hit: CellHit, best: CellHit) -> bool:
    """Whether a row has the same name and fits as well."""
    return hit.score == best.score and hit.label == best.label


def _lacks_unit(question: Understood, hit: CellHit) -> bool:
    """Whether a length of time is asked for and the cell has no more than a number."""
    return bool(HOW_LONG.search(question.standalone)) and hit.row[hit.columns[0]].text.strip().isdecimal()


def _is_outdated(material: Material, hit: CellHit) -> bool:
    """A newer document gives the figure too, where no time is asked about."""
    question, library = material.question, material.library
    if question.intent != "number" or question.periods or question.month:
        return False
    fits = fitting(library, question, material.found.documents)
    return bool(fits) and library.age(newest_of(library, fits)) > library.age(hit.document.source.id)


def _sentence_says_more(material: Material, hit: CellHit) -> bool:
    """Whether a sentence answers better than a row: in words where words are asked for, or where no cell is picked."""
    if not material.scored or not is_answer(material, material.scored[0]):
        return False
    best, question = material.scored[0], material.question
    if hit.beside_country:
        return False
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
    if question.intent in {"number", "who", "yes_no"}:
        hits = (
            [hit for hit in hits if hit.counted and _is_counted(question, hit)] if question.intent == "number" else []
        )
        best = material.scored[0] if hits and material.scored else None
        if best and best.own > 0.7 and direct_answer(question, best.unit):
            return None
    hits = [hit for hit in hits if not _is_said_beside(material, hit)]
    if not hits:
        return None
    wanted = max(1, len(question.areas))
    chosen = _one_per_area(material.library, hits, wanted)
    statements = [s for hit in chosen for s in _list_statements(hit, question)]
    return Draft("answered", tuple(statements))


def _is_counted(question: Understood, hit: ListHit) -> bool:
    """Whether what is to be counted is what the list is of: no wait, and no children on a list of actions."""
    asked = _COUNTS.search(question.standalone)
    things = [token.key for token in tokens(asked["things"] or asked["of"]) if not token.stop] if asked else []
    return bool(things) and says(things[0], set(keys(hit.heading)))


def _is_said_beside(material: Material, hit: ListHit) -> bool:
    """Whether a heading's text is no list, and a sentence in it that would not be shown answers."""
    if hit.counted or material.question.intent == "list" or not material.scored:
        return False
    best = material.scored[0]
    return best.unit.document == hit.document and best.unit not in hit.items and is_answer(material, best)


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
        word = count_in_words(count).capitalize()
        statements.append(Statement(f"{word}.", quotes, "direct", COUNTED))
    statements.extend(Statement(unit.text, (quote,)) for unit, quote in zip(hit.items, quotes, strict=True))
    return statements


_PART_OF: dict[Callable[[Material], Draft | None], str] = {
    _from_across: "findings",
    inspected: "findings",
    _from_findings: "findings",
    _from_targets: "findings",
    _from_fields: "findings",
    _from_compared: "tables",
    _from_cells: "tables",
    _from_measures: "tables",
    _from_list: "lists",
}
"""The part (``parts.Parts``) without which a draft is not tried."""
