"""Whether a sentence answers a question: it says what is asked, of the period, and in kind. Else it is refused."""

import re

from .contact import asks_contact, names_service
from .direct import direct_answer
from .evidence import CAUSE, Scored, concept_weights
from .forms import HOW_MANY, WANTS_ALL
from .material import Material
from .understand import Understood
from .words import says

MIN_COVERAGE = 0.42  # share of what is asked that the best sentence and its surroundings say
MIN_EVIDENCE = 0.93  # what a sentence says of what is asked (0 to 1) and its vector's likeness, added up
_MIN_NUMBER_OWN = 0.3  # of what is asked, what a sentence with a figure must say itself
_MIN_OWN = 0.9
_MOST_OF_IT = 0.75
_NEAR = 500  # characters from a sentence within which its section may name the subject
_NAMES = """
camhs sendiass autism neurodev neet altprov icb ccg senco edpsych slt ot physio dco dmo semh pfa haf cme parentforum
exclusion shortbreak joint_comm local_offer specialplace complaint tribunal headteacher deficit dsg pooled
"""
_SUBJECTS = frozenset(f"={name}" for name in _NAMES.split())
"""Concepts of the lexicon that no other can stand for: a wait for one therapy is not a wait for another."""
_BEST = re.compile(
    r"\b(?:best|worst|biggest|largest|smallest|strongest|weakest|most (?!recent)\w+(?:ed|ful|ive|ant))\b", re.I
)
_RANKS = re.compile(r"\b(?:\w{3,}est|most|least|more than|(?:bett|high|low)er than|top|first)\b", re.I)
HARD = frozenset({"number", "date", "contact"})
"""Kinds of answer that a sentence has or has not."""
_ROLE = re.compile(
    r"\bwho(?:'s|’s| is| was)(?: now| currently)? the ((?:[\w’'-]+ ){0,4}?(?:teacher|head\w*|director|chief|officer"
    r"|manager|chair|leader|minister|commissioner|nurse|doctor|principal|mayor|mp)\b(?: executive| officer)?)",
    re.I,
)


def is_answer(material: Material, scored: Scored) -> bool:
    """Whether a sentence says what is asked: of the thing, of the period, and in kind."""
    question = material.question
    if not material.library.parts.sufficiency:
        return True
    if scored.fits_period < 0 or (material.is_outside_its_table and not _says_it_of_the_period(scored)):
        return False
    if question.intent in HARD and not scored.has_kind:
        return False
    if asks_contact(question) and not names_service(material.library, question, scored.unit.keys | scored.unit.around):
        return False
    if question.intent in HARD | {"who", "yes_no"} and not _says_subject(material, scored):
        return False
    if question.intent == "number" and not _counts_it(question, scored):
        return False
    if question.intent == "why" and not (CAUSE.search(scored.unit.text) or scored.own >= _MIN_OWN):
        return False
    if _BEST.search(question.standalone) and not _RANKS.search(scored.unit.text):
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


def _counts_it(question: Understood, scored: Scored) -> bool:
    """Whether a figure of a sentence may be of what is counted: it stands before it, or it says nearly all."""
    if scored.own >= _MOST_OF_IT or not HOW_MANY.search(question.standalone):
        return True
    return bool(direct_answer(question, scored.unit))


def _says_subject(material: Material, scored: Scored) -> bool:
    """Whether a sentence, its heading or its neighbours name the services and subjects that are asked about."""
    unit = scored.unit
    near = (u for u in material.library.units(unit.document) if u.path == unit.path)
    said = frozenset().union(
        *(u.keys for u in near if abs(u.start - unit.start) <= _NEAR), unit.around, unit.title_keys
    )
    return all(says(token.key, said) for token in material.question.content() if token.key in _SUBJECTS)


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
