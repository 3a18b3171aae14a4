"""Sentences -> draft answer: those that answer, verbatim, with what goes on from them, led by the plainest answer."""

import re
from collections.abc import Sequence
from itertools import takewhile

from .direct import counting, direct_answer
from .draft import Draft, Quote, Statement
from .evidence import Scored
from .forms import ASKS_NOW
from .library import Library
from .material import Material
from .periods import document_fits
from .slots import holds, slot_of
from .sufficient import HARD, MIN_COVERAGE, is_answer, is_close, is_likely, is_of_its_time, is_sure, may_answer
from .threshold import is_beyond_mark
from .told_why import NO_REASON, denied, denies, told
from .understand import Understood
from .units import Unit

_CLOSE, _WIDE = 0.14, 0.3  # how far behind the best sentence another may be to stand beside it; one of the first few
_WIDEST = 0.45  # the same of one that is read as a sure answer, or where none is sure
_NEARLY, _ROUGHLY = 0.7, 0.45  # of what the best one says of what is asked, what they say at least
_SURELY = 2.5  # log-odds that a sentence answers, from which on it is shown though another says more of what is asked
_FEW = 3  # sentences: the one that answers is the first of all in 71 of 100 questions, among the first three in 90
_FAR = 0.25  # how far behind a sentence without a figure or date the best one with it may be
_MOST = {"number": 3, "date": 3, "who": 3, "contact": 3, "yes_no": 4}
_LONGEST_LIST = 1000  # characters of a lead-in with its list
_SHORT_BLOCK = 300  # characters of a list item that is quoted whole
_LONGEST_QUOTE = 420  # characters that a sentence and what goes on from it may have
_POINTS_BACK = re.compile(r"(?:These|Those|They|This|It|Its|Such|Both|For example|That)\b")
_THAT_IS = re.compile(r"(?:That|This|These|Those|It) (?:is|was|are|were)\b(?! (?:a|an|the) )")
"""Said of the line before, which stands in a paragraph of its own."""
_LEADS = re.compile(r":\s*[-–—]?\s*$")
_TRIED, _MOST_CLOSE = 12, 3  # sentences that are looked at, and shown, where none says what is asked outright
_CLOSEST = "The documents do not say this in so many words. The closest they come:"
_DENIES = re.compile(
    r"\b(?:will be no|will not (?:be|take|happen|have|hold|get)|won['’]t (?:be|have)|no longer|has been cancelled"
    r"|(?:is|are) not (?:due|planned|expected|going) to)\b",
    re.I,
)
_ANNOUNCES = re.compile(
    r"\b(?:two|three|four|five|six|seven|eight|nine|ten|several|following|\d{1,2}) (?:\w+ ){0,3}?(?:areas?|things?"
    r"|points?|matters?|priorities|weaknesses|concerns?|recommendations?|reasons?|steps?|actions?|aims?|objectives?|themes?"
    r"|issues?|groups?|schemes?|services?|ways?|strands?|workstreams?)\b",
    re.I,
)
_OF_OTHER_TIME = 2  # sentences
_SHORT_LEAD, _MOST_ITEMS = 120, 14
_SHORT = {"number", "date", "who", "contact"}


def from_sentences(material: Material) -> Draft | None:
    """The sentences that say what is asked; ``None`` where none does."""
    if material.scored and denied(material, material.scored[0]):
        return None
    denial = _denial(material) if material.scored else None
    chosen = [*([denial] if denial else []), *(s for s in answering(material) if s is not denial)]
    if not chosen:
        return None
    rest = [Statement(unit.text, (Quote.of(unit),)) for unit in _rest_of_list(material, chosen)]
    stated = _stated(material, chosen)
    quoted = [statement for statement in stated if statement.form == "quote"]
    return Draft("answered", (*stated, *(s for s in rest if not any(_within(s, other) for other in quoted))))


def _rest_of_list(material: Material, chosen: Sequence[Scored]) -> list[Unit]:
    """The other entries of a short list of which two are shown, the best one of all among them."""
    first, *others = (scored.unit for scored in chosen)
    if material.question.intent not in {"list", "text"} or not first.is_item or not first.lead:
        return []
    listed = [
        u for u in material.library.units(first.document) if u.is_item and (u.path, u.lead) == (first.path, first.lead)
    ]
    short = len(listed) <= _MOST_ITEMS and listed[-1].end - listed[0].start <= _LONGEST_LIST
    return [u for u in listed if u != first and u not in others] if short and any(u in listed for u in others) else []


def closest(material: Material) -> Draft | None:
    """Sentences that may well answer in words other than the question's, said to be no more than that."""
    without_reason = told(material)
    if without_reason and (denies(material, without_reason[0]) or not answering(material)):
        stated = _stated(material, without_reason[:_MOST_CLOSE])
        return Draft("partly", (Statement(NO_REASON, form="note"), *stated))
    scored = [s for s in material.scored[:_TRIED] if is_close(material, s)]
    if not scored:
        return None
    best = scored[0]
    chosen = [best]
    for other in material.scored[:_TRIED]:
        if len(chosen) == _MOST_CLOSE or other.score < best.score - _WIDEST:
            break
        said = any(_says_same(other, shown) for shown in chosen)
        if not said and (other in scored or may_answer(material, other)):
            chosen.append(other)
    return Draft("partly", (Statement(_CLOSEST, form="note"), *_stated(material, chosen, leads=False)))


def _stated(material: Material, chosen: Sequence[Scored], leads: bool = True) -> list[Statement]:
    """What the sentences state, led by the plainest answer that one of the first gives, if it is sure enough."""
    statements: list[Statement] = []
    first = chosen[:2] if leads else ()
    direct = next(((d, s) for s in first if (d := direct_answer(material.question, s.unit))), None)
    if direct:
        statements.append(Statement(direct[0], (Quote.of(direct[1].unit),), "direct"))
        chosen = [direct[1], *(s for s in chosen if s is not direct[1])]
    nearly = max(scored.score for scored in chosen) - _CLOSE
    for scored in _by_document(chosen):
        alone = scored.score < nearly and not scored.unit.refers_to_heading
        statement = (
            Statement(scored.unit.text, (Quote.of(scored.unit),))
            if alone
            else sentence_statement(material.library, scored, material.question)
        )
        if not any(_within(statement, other) for other in statements if other.form == "quote"):
            statements.append(statement)
    return statements


def _by_document(chosen: Sequence[Scored]) -> list[Scored]:
    """The same sentences with those of one document together, the best one's first."""
    order = list(dict.fromkeys(scored.unit.document for scored in chosen))
    return sorted(chosen, key=lambda scored: order.index(scored.unit.document))


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
    listed_at = _list_after(units, place) if question.intent not in _SHORT else 0
    if listed_at:
        return listed_at
    leads = bool(_LEADS.search(unit.text))
    whole = _is_short_block(units, place)
    for other in units[place + 1 : place + 14]:
        longest = _LONGEST_LIST if leads else _LONGEST_QUOTE
        if other.path != unit.path or other.end - unit.start > longest:
            break
        listed = leads and other.is_item
        same_block = not other.first_of_block
        more = same_block and (whole or _POINTS_BACK.match(other.text) or question.intent not in _SHORT)
        more = more or (not (unit.is_item or other.is_item or other.is_row) and bool(_THAT_IS.match(other.text)))
        if not (listed or more):
            break
        end = other.end
        leads = leads or bool(_LEADS.search(other.text))
    return end


def _list_after(units: Sequence[Unit], place: int) -> int:
    """Where the list ends that a sentence announces by its number and the next line introduces; 0 where there is none.

    "The plan looks at four particular areas." | "These are the four:" | the list.
    """
    unit, after = units[place], list(units[place + 1 : place + 1 + _MOST_ITEMS])
    if not _ANNOUNCES.search(unit.text) or not after or after[0].path != unit.path:
        return 0
    if not after[0].is_item and not (_LEADS.search(after[0].text) and len(after[0].text) <= _SHORT_LEAD):
        return 0
    items = list(takewhile(lambda u: u.is_item and u.path == unit.path, after if after[0].is_item else after[1:]))
    return items[-1].end if items and items[-1].end - unit.start <= _LONGEST_LIST else 0


def _is_short_block(units: Sequence[Unit], place: int) -> bool:
    """Whether the list item that a unit stands in is short enough to be quoted whole: its parts belong together."""
    if not units[place].is_item:
        return False
    first = next((n for n in range(place, -1, -1) if units[n].first_of_block), place)
    last = next((n for n in range(place + 1, len(units)) if units[n].first_of_block), len(units)) - 1
    return units[last].end - units[first].start <= _SHORT_BLOCK


def answering(material: Material) -> list[Scored]:
    """The sentences that answer, best first; none where the best does not say what is asked."""
    question = material.question
    beyond = (s for s in material.scored if is_beyond_mark(question.standalone, s.unit.text))
    fitting = [s for s in beyond if is_of_its_time(question, s.unit)]
    scored = [
        s for s in fitting if (s.has_kind or question.intent not in HARD) and holds(material.library, question, s.unit)
    ]
    if not scored or not is_answer(material, scored[0]) or scored[0].score < fitting[0].score - _FAR:
        return []
    best = scored[0]
    most = _MOST.get(question.intent, 5)
    chosen: list[Scored] = []
    for candidate in scored:
        if len(chosen) == most or candidate.score < best.score - _WIDEST:
            break
        if not _stands_beside(material, candidate, best, len(chosen)):
            continue
        if candidate.fits_period < 0 <= best.fits_period or any(_same(candidate, other) for other in chosen):
            continue
        chosen.append(candidate)
    newer = _newer(material, scored, chosen)
    if newer:
        return [*chosen[: most - 1], newer]
    others = _of_other_times(material, scored, chosen[: most - 1])
    return [*chosen[: most - 1], *others] if others else chosen


def _of_other_times(material: Material, scored: Sequence[Scored], chosen: Sequence[Scored]) -> list[Scored]:
    """Where two times are compared: the best that may answer of the documents of one of which none is shown."""
    question = material.question
    if question.intent != "comparison" or len(question.periods) < 2 or not chosen:
        return []
    found = []
    for period in question.periods:
        of_it = question.model_copy(update={"periods": (period,), "period": period, "month": None})
        if any(document_fits(material.library, of_it, s.unit.document) for s in chosen):
            continue
        fitting = (s for s in scored if s not in chosen and document_fits(material.library, of_it, s.unit.document))
        found += [s for s in fitting if may_answer(material, s) and s.coverage >= MIN_COVERAGE][:_OF_OTHER_TIME]
    return found


def _stands_beside(material: Material, candidate: Scored, best: Scored, shown: int) -> bool:
    """Whether a sentence is shown beside the best one: nearly as good, or one of the first few that may answer."""
    if material.question.intent in _MOST and not candidate.has_kind:
        return False
    if not is_beyond_mark(material.question.standalone, candidate.unit.text):
        return False
    if slot_of(material.question) == "share" and _is_exact(candidate.unit) and not _is_exact(best.unit):
        return candidate.coverage >= _ROUGHLY * best.coverage and may_answer(material, candidate)
    if candidate.coverage >= _NEARLY * best.coverage:
        if candidate.score >= best.score - _CLOSE:
            return True
        if is_sure(candidate) and may_answer(material, candidate):
            return True
    roughly = candidate.coverage >= _ROUGHLY * best.coverage
    if roughly and candidate.answers is not None and candidate.answers >= _SURELY:
        return may_answer(material, candidate)
    if candidate.score < best.score - _WIDE:
        return False
    return shown < _FEW and roughly and may_answer(material, candidate)


def _is_exact(unit: Unit) -> bool:
    """Whether a sentence gives a share in figures: "19.2 per cent", not "under one in five"."""
    return any(number.percent for number in counting(unit.text))


def _newer(material: Material, scored: Sequence[Scored], chosen: Sequence[Scored]) -> Scored | None:
    """Where how things are now is asked: the best that may answer of a document newer than those chosen."""
    if not chosen or not ASKS_NOW.search(material.question.standalone):
        return None
    age = material.library.age
    newest, least = max(age(s.unit.document) for s in chosen), chosen[0].score - 2 * _WIDE
    later = (s for s in scored if s.score >= least and age(s.unit.document) > newest)
    return next((s for s in later if is_close(material, s)), None)


def _denial(material: Material) -> Scored | None:
    """The best sentence of all, where it is asked when something will be and it says that it will not."""
    best = material.scored[0]
    if material.question.intent != "date" or best.fits_period < 0 or best.own < MIN_COVERAGE:
        return None
    return best if is_likely(best) and _DENIES.search(best.unit.text) else None


def _same(one: Scored, other: Scored) -> bool:
    """Two sentences of one document that say the same in the same words."""
    return one.unit.document == other.unit.document and _says_same(one, other)


def _says_same(one: Scored, other: Scored) -> bool:
    """Whether two sentences say the same in the same words; verdicts on two weaknesses do not."""
    if one.unit.refers_to_heading and one.unit.path != other.unit.path:
        return False
    a, b = one.unit.keys, other.unit.keys
    return len(a & b) > 0.85 * len(a | b)
