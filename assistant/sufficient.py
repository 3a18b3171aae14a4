"""Whether a sentence answers a question: it says what is asked, of the period, and in kind. Else it is refused."""

import re

from .ahead import tells_of_then
from .aims import is_of_aim
from .asked import is_asked
from .conditions import of_another_condition
from .contact import asks_contact, names_service
from .direct import direct_answer
from .evidence import CAUSE, FRAMES, Scored, concept_weights
from .forms import HOW_MANY, WANTS_ALL
from .going_on import says_own
from .library import Library
from .material import Material
from .memo import once
from .named import is_of_place, names_asked, said_in
from .other_words import put_otherwise
from .periods import dates_of, names_time
from .slots import IN_ALL, holds, slot_of
from .threshold import is_beyond_mark
from .understand import Understood
from .units import Unit
from .words import says

MIN_COVERAGE = 0.42  # share of what is asked that the best sentence and its surroundings say
MIN_EVIDENCE = 0.93  # what a sentence says of what is asked (0 to 1) and its vector's likeness, added up
MIN_LIKENESS = 0.2
_MOST_UNKNOWN, _MOST_UNKNOWN_CLOSE = 0.3, 0.42  # share of what is asked that no document says
_MIN_CLOSE = 0.7  # the same as MIN_EVIDENCE, where the words differ
_MIN_CLOSE_COVERAGE, _MIN_CLOSE_LIKENESS = 0.2, (0.3, 0.22)  # the second: where at least half of it is said
_HALF, _SAYS_NEARLY_ALL, _SAYS_ALL = 0.45, 0.9, 0.95
_NO, _NO_THOUGH_SAID, _MAYBE, _SURE = -0.7, -1.3, 1.2, 3.0
"""Log-odds that a sentence answers, read together with the question: below the first it does not, below the second not
though it says nearly all that is asked; from the third on it may well, from the fourth on it does."""
_NO_THOUGH_NEAR, _NEAR_LIKENESS, _NEAR_COVERAGE = -1.7, 0.5, 0.4
"""The first stands in the place of the first of those above where a sentence is so near in words and meaning."""
_READ_ALONE, _MIN_READ_LIKENESS = 1.5, 0.4
"""From these on a sentence may well answer in quite other words than the question's, where words answer it. (Of 34
refused questions on original documents, asked by people who did not know the rules, it answers seven; it shows three
beside the point, and answers none of 36 that the documents leave open.)"""
_READ_VALUE, _MIN_VALUE_LIKENESS = 3.0, 0.5  # the same where a figure is asked for
_READ_FIRST, _MIN_FIRST_COVERAGE = {"number": 0.0, "who": 1.0}, 0.12  # the same for the likeliest sentence of all
_NEARLY_ALL = 0.9  # share of what is asked that no document says, from which on it must be as sure
_MORE = 0.8  # by which a sentence must be surer where it has what is asked, or has not
_SAID_AROUND = 0.25  # share of what is asked that only its neighbours say
_MIN_MAYBE_LIKENESS = 0.6  # from the third on, where none of the words are the same
_MOST_UNKNOWN_SURE = 0.6
_MIN_NUMBER_OWN = 0.3  # of what is asked, what a sentence with a figure must say itself
_MIN_OWN = 0.9
_MOST_OF_IT = 0.75
_NEAR = 500  # characters from a sentence within which its section may name the subject
_NAMES = """
camhs sendiass autism neurodev neet altprov icb ccg senco edpsych slt ot physio dco dmo semh pfa haf cme parentforum
exclusion shortbreak joint_comm local_offer specialplace complaint tribunal headteacher deficit dsg pooled app pap wsoa
lead_inspector
"""
_SUBJECTS = frozenset(f"={name}" for name in _NAMES.split())
"""Concepts of the lexicon that no other can stand for: a wait for one therapy is not a wait for another."""
_BOTH = frozenset({"=autism", "=neurodev"})
"""Assessments for autism and ADHD are the neurodevelopmental ones: who asks of both is told of these."""
_BEST = re.compile(
    r"\b(?:(?:best|worst)(?! of\b)|biggest|largest|smallest|strongest|weakest|most (?!recent)\w+(?:ed|ful|ive|ant))\b",
    re.I,
)
_RANKS = re.compile(
    r"\b(?:\w{3,}est|most|least|more than|(?:bett|high|low)er than|top|first|especially"
    r"|particularly|above all|chiefly|mainly)\b",
    re.I,
)
HARD = frozenset({"number", "date", "contact"})
"""Kinds of answer that a sentence has or has not."""
_KINDS = frozenset({"=priority_action", "=improvement_area", "=outcome_rating"})
_LABELLED = re.compile(r"[A-Z][\w ]{3,40}: (?=.*\d{4}$)")
"""A label with its date, as a letter has them at its head."""
_WORDS = frozenset({"text", "yes_no", "list", "why", "comparison"})
"""Kinds of question that words answer."""
_COMMON = frozenset({"date", "who"})
"""Kinds of answer that stand in many a sentence about other things."""
_MIN_COUNTED_OWN = 0.4  # the same where it may be put in other words
_COUNTED_SLOTS = frozenset({"count", "share", "money"})
_TARGET = "=target"
_CHAIRS = re.compile(r"\bwho(?:ever)? chair(?:s|ed)\b", re.I)
_REFERENCE = re.compile(r"\b(?:actions?|recommendations?|paragraphs?|objectives?|targets?) (\d+(?:\.\d+)+)\b", re.I)
_ASKS_WHAT_WAS = re.compile(
    r"\b(?:ask\w*|question\w*|quer(?:y|ies|ied)|concern\w*|rais\w+|want\w*|worr\w+|wish\w*|wonder\w*|said|say|raise)\b",
    re.I,
)
_ROLE = re.compile(
    r"\bwho(?:'s|’s| is| was)(?: now| currently)? the ((?:[\w’'-]+ ){0,4}?(?:teacher|head\w*|director|chief|officer"
    r"|manager|chair|leader|minister|commissioner|nurse|doctor|principal|mayor|mp)\b(?: executive| officer)?)",
    re.I,
)


def is_answer(material: Material, scored: Scored) -> bool:
    """Whether a sentence says what is asked: of the thing, of the period, and in kind."""
    question = material.question
    if not may_answer(material, scored) or _reads_wrong(material, scored):
        return False
    if _unknown(material.library, question) > (_MOST_UNKNOWN_SURE if is_sure(scored) else _MOST_UNKNOWN):
        return False
    if not says_own(material.library, question, scored.unit, FRAMES):
        return False
    if question.intent == "number" and not (_counts_it(question, scored) and scored.own >= _MIN_NUMBER_OWN):
        return False
    if is_sure(scored):
        return True
    return _strength(scored) >= MIN_EVIDENCE and scored.coverage >= MIN_COVERAGE and scored.likeness >= MIN_LIKENESS


def is_close(material: Material, scored: Scored) -> bool:
    """Whether a sentence may well answer, in other words than those of the question."""
    if says_nearly(material, scored):
        return True
    return may_answer(material, scored) and (_reads_alone(material, scored) or _is_first_with_it(material, scored))


def _is_first_with_it(material: Material, scored: Scored) -> bool:
    """Whether the likeliest sentence of all has the figure or the name asked for, and is not read as no answer.

    What the documents leave open seldom has both. (Of refused questions on 21 sets of documents it shows seven
    that it answers, and one that nothing does, where a figure is asked for; three and none, where a name is.)
    """
    intent = material.question.intent
    if scored is not material.scored[0] or scored.answers is None or intent not in _READ_FIRST:
        return False
    if IN_ALL.search(material.question.asking):
        return False
    alike = scored.coverage >= _MIN_FIRST_COVERAGE or scored.likeness >= _MIN_MAYBE_LIKENESS
    return scored.answers >= _READ_FIRST[intent] and alike and _may_be_read_alone(material, scored)


def says_nearly(material: Material, scored: Scored) -> bool:
    """The same where it says some of what is asked in the question's words."""
    if not may_answer(material, scored) or _reads_wrong(material, scored):
        return False
    if _unknown(material.library, material.question) > _MOST_UNKNOWN_CLOSE:
        return False
    if _BEST.search(material.question.standalone):
        return False
    wants_value = material.question.intent in HARD
    if not is_of_place(material.question, scored.unit):
        return False
    if _reads(scored) >= _MAYBE + wants_value * _MORE and _is_alike(scored) and _names_all(material, scored.unit):
        return True
    if material.question.intent in _COMMON and scored.answers is not None and scored.coverage < _HALF:
        return False
    if slot_of(material.question) in _COUNTED_SLOTS and scored.own < _MIN_COUNTED_OWN:
        return False
    if scored.own >= _SAYS_ALL and scored.likeness > 0:
        return True
    least = _MIN_CLOSE_LIKENESS[scored.coverage >= _HALF]
    return scored.likeness >= least and _strength(scored) >= _MIN_CLOSE and scored.coverage >= _MIN_CLOSE_COVERAGE


def _reads_wrong(material: Material, scored: Scored) -> bool:
    """Whether it does not answer, read together with the question; what says nearly all of it needs less.

    What its neighbours say for it is not read.
    """
    if not material.library.parts.sufficiency or scored.coverage - scored.own >= _SAID_AROUND:
        return False
    if scored.coverage >= _SAYS_NEARLY_ALL:
        return _reads(scored) < _NO_THOUGH_SAID
    is_near = scored.likeness >= _NEAR_LIKENESS and scored.coverage >= _NEAR_COVERAGE
    return _reads(scored) < (_NO_THOUGH_NEAR if is_near else _NO)


def _reads_alone(material: Material, scored: Scored) -> bool:
    """Whether a sentence answers, read together with the question, whatever words they have in common."""
    intent = material.question.intent
    if not _may_be_read_alone(material, scored):
        return False
    if intent == "number":
        return _reads(scored) >= _READ_VALUE and scored.likeness >= _MIN_VALUE_LIKENESS
    if intent not in _WORDS or scored.likeness < _MIN_READ_LIKENESS:
        return False
    said_nowhere = _unknown(material.library, material.question) > _NEARLY_ALL
    return _reads(scored) >= (_READ_VALUE if said_nowhere else _READ_ALONE)


def _may_be_read_alone(material: Material, scored: Scored) -> bool:
    """Whether it names the time and the kind of finding asked about, and its document the names."""
    question, unit = material.question, scored.unit
    asked = {token.key for token in question.content()}
    if question.periods and scored.fits_period <= 0:
        return False
    if asked & _KINDS and not asked & _KINDS <= unit.keys | unit.around:
        return False
    return not _LABELLED.match(unit.text) and _names_all(material, unit)


def _names_all(material: Material, unit: Unit) -> bool:
    """Whether a sentence's document says the names that the question has."""
    return names_asked(material.question) <= said_in(material.library, unit.document)


def is_sure(scored: Scored) -> bool:
    """Whether it answers, read together with the question, and has something to do with it."""
    likely = scored.coverage >= _MIN_CLOSE_COVERAGE and scored.likeness >= MIN_LIKENESS
    return likely and _reads(scored) >= _SURE


def _is_alike(scored: Scored) -> bool:
    """Whether it has something to do with what is asked: reading both tells nothing of what nobody trained it on."""
    if scored.coverage >= _MIN_CLOSE_COVERAGE:
        return scored.likeness >= _MIN_CLOSE_LIKENESS[1]
    return scored.likeness >= _MIN_MAYBE_LIKENESS


def may_answer(material: Material, scored: Scored, reason: bool = True) -> bool:
    """Whether nothing speaks against a sentence: its period, its subject, or the kind of thing it holds.

    Args:
        material: what was found.
        scored: the sentence.
        reason: whether it must give a reason where one is asked for.
    """
    question, unit = material.question, scored.unit
    if not material.library.parts.sufficiency:
        return True
    if all(token.key.startswith("#") for token in question.content()) or _is_of_no_known_time(material, scored):
        return False
    if scored.fits_period < 0 or (material.is_outside_its_table and not _says_it_of_the_period(scored)):
        return False
    if (question.intent in HARD and not scored.has_kind) or not holds(material.library, question, unit):
        return False
    if asks_contact(question) and not names_service(
        material.library, question, unit.keys | unit.around | unit.title_keys
    ):
        return False
    if not (_says_subject(material, scored) and _says_role(material, scored) and _says_reference(question, unit)):
        return False
    if not (is_of_its_time(question, unit) and _is_of_its_sort(question, unit)) or (
        is_asked(unit.text) and not _ASKS_WHAT_WAS.search(question.asking)
    ):
        return False
    if reason and question.intent == "why" and not (CAUSE.search(unit.text) or scored.own >= _MIN_OWN):
        return False
    if _BEST.search(question.standalone) and not _RANKS.search(unit.text):
        return False
    return not WANTS_ALL.search(question.text) or unit.refers_to_heading or unit.text.count(",") >= 2


def is_of_its_time(question: Understood, unit: Unit) -> bool:
    """Whether a text tells of times to come where these are asked about, and of what is aimed at where that is."""
    if question.intent == "number" and not is_of_aim(question.asking, unit.text):
        return False
    return tells_of_then(question.asking, question.intent, unit.text)


def _is_of_its_sort(question: Understood, unit: Unit) -> bool:
    """Whether a text names who is asked about, tells of times to come, of what was reached, of the same condition."""
    if not is_beyond_mark(question.standalone, unit.text):
        return False
    if question.periods and _is_of_target(question, unit):
        return False
    if question.intent == "who":
        return names_asked(question) <= unit.within
    return question.intent != "number" or not of_another_condition(question.standalone, unit.text)


def _is_of_no_known_time(material: Material, scored: Scored) -> bool:
    """A year is asked about that its document never names, and nothing says of when the document is."""
    question, document = material.question, scored.unit.document
    if not question.periods or scored.fits_period or dates_of(material.library, document):
        return False
    return not names_time(material.library, question, document)


def _reads(scored: Scored) -> float:
    """How well it answers, read together with the question; 0 where it was not read."""
    return 0.0 if scored.answers is None else scored.answers


def _strength(scored: Scored) -> float:
    return scored.coverage + scored.likeness


@once
def _unknown(library: Library, question: Understood) -> float:
    """Share of what is asked, by weight, that no document says, in these words or in others that stand for them."""
    weights, knows = concept_weights(library, question), library.knows
    unknown = (
        weight for key, weight in weights.items() if not (key.startswith("#") or any(map(knows, put_otherwise(key))))
    )
    return sum(unknown) / (sum(weights.values()) or 1.0)


def _counts_it(question: Understood, scored: Scored) -> bool:
    """Whether a figure of a sentence may be of what is counted: it stands before it, or it says nearly all."""
    if scored.own >= _MOST_OF_IT or not HOW_MANY.search(question.standalone):
        return True
    return bool(direct_answer(question, scored.unit))


def _says_subject(material: Material, scored: Scored) -> bool:
    """Whether a sentence, its heading or its neighbours name the services and subjects that are asked about."""
    unit = scored.unit
    subjects = {token.key for token in material.question.content() if token.key in _SUBJECTS}
    if subjects >= _BOTH:
        subjects -= {"=autism"}
    if not subjects:
        return True
    near = (u for u in material.library.units(unit.document) if u.path == unit.path)
    said = frozenset().union(
        *(u.keys for u in near if abs(u.start - unit.start) <= _NEAR), unit.around, unit.title_keys
    )
    return all(says(key, said) for key in subjects)


def _is_of_target(question: Understood, unit: Unit) -> bool:
    """Whether a share is only aimed at: what was reached at a time is another thing."""
    asked = {token.key for token in question.content()}
    return slot_of(question) == "share" and _TARGET in unit.keys and _TARGET not in asked


def _says_reference(question: Understood, unit: Unit) -> bool:
    """Whether a text has the number of the action or paragraph that is asked for."""
    match = _REFERENCE.search(question.asking)
    return not match or match[1] in f"{unit.label or ''} {unit.text} {' '.join(unit.path)}"


def _says_role(material: Material, scored: Scored) -> bool:
    """Whether a sentence names the post that is asked for: who leads an action at a school is not its headteacher."""
    if _CHAIRS.search(material.question.standalone) and "chair" not in scored.unit.keys | scored.unit.around:
        return False
    match = _ROLE.search(material.question.standalone)
    if not match or material.question.intent != "who":
        return True
    role = [token for token in material.question.content() if match.start(1) <= token.start < match.end(1)]
    said = scored.unit.keys | scored.unit.around
    return all(material.library.known_as(token.key) in said for token in role)


def _says_it_of_the_period(scored: Scored) -> bool:
    """Whether a sentence itself says nearly all that is asked, and the period."""
    return scored.fits_period == 1 and scored.own >= _MIN_OWN
