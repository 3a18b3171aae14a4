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
from .named import is_of_place, names_asked, said_in, said_of, says_body
from .other_words import put_otherwise
from .periods import dates_of, names_time
from .slots import counts_something, holds, slot_of
from .threshold import is_beyond_mark
from .understand import Understood
from .units import Unit
from .words import keys, says

MIN_COVERAGE = 0.42  # share of what is asked that the best sentence and its surroundings say
MIN_LIKENESS = 0.2
_SURE = 1.0
_ANSWERS, _ANSWERS_IF_SAID, _SAID = 0.4, -0.5, 0.5
"""Log-odds that a sentence answers, read together with the question, from which on it does; the second where it says
this share of what is asked."""
_MAY, _MAY_IF_SAID, _MOSTLY_SAID = -1.4, -2.3, 0.7
"""The same from which on it may well answer. (Of 442 answerable questions on 27 sets of documents that nothing but
sentences could answer, 286 have one that answers them read as one from -1.0 on, 309 from -2.0 on, 237 from 0 on; of 330
that the documents leave open 12, 25 and 2 have a sentence so read.)"""
_LIKELIER = -0.4  # than not to answer, so that a document need not have the names asked for
_NO, _NO_THOUGH_SAID = -2.5, -5.0
"""Below the first a sentence does not answer, whatever words it has in common with the question; below the second not
though it says all that is asked."""
_MIN_EVIDENCE, _MIN_CLOSE = 0.93, 0.7
"""What a sentence says of what is asked (0 to 1) and its vector's likeness, added up, where its words decide."""
_SAYS_ALL = 0.9
_ALIKE = ((0.1, 0.2), (0.0, 0.4))
"""Coverage and likeness from which on a sentence has something to do with what is asked; either pair will do. Reading
both tells nothing of what nobody trained it on: how to bake bread."""
_MOST_UNKNOWN, _MOST_UNKNOWN_CLOSE, _MOST_UNKNOWN_READ = 0.3, 0.5, 0.9
"""Share of what is asked that no document says: where words decide; where a sentence may answer; where it is read as an
answer."""
_SOME, _SOME_OWN = 0.2, 0.3  # share of what is asked that a sentence with a date, a name or a share says
_CLEARLY = {"date": 0.8, "who": -0.3, "number": 0.8}  # log-odds from which on it need not
_PARTS = frozenset(keys("half third quarter fifth tenth"))  # numbers in words
_MIN_NUMBER_OWN = 0.3  # of what is asked, what a sentence with a figure must say itself
_MIN_OWN = 0.9
_MOST_OF_IT = 0.75
_NEAR = 500  # characters from a sentence within which its section may name the subject
_NAMES = """
camhs sendiass autism neurodev neet altprov icb ccg senco edpsych slt ot physio dco dmo semh pfa haf cme parentforum
exclusion shortbreak joint_comm local_offer specialplace complaint tribunal headteacher deficit dsg pooled app pap wsoa
lead_inspector monitoring_insp
"""
_SUBJECTS = frozenset(f"={name}" for name in _NAMES.split())
"""Concepts of the lexicon that no other can stand for: a wait for one therapy is not a wait for another."""
_BOTH = frozenset({"=autism", "=neurodev"})
"""Assessments for autism and ADHD are the neurodevelopmental ones: who asks of both is told of these."""
_BEST = re.compile(
    r"\b(?:(?:best|worst)(?! (?:of|case)\b)|biggest|largest|smallest|strongest|weakest"
    r"|most (?!recent)\w+(?:ed|ful|ive|ant))\b",
    re.I,
)
_RANKS = re.compile(
    r"\b(?:(?!(?:inter|requ|sugg|lat|for|prot|cont|inv)est)\w{3,}est|most|least|more than|(?:bett|high|low)er than"
    r"|top|first|especially|particularly|above all|chiefly|mainly|urgent|serious\w*|severe\w*|major|key|critical)\b",
    re.I,
)
HARD = frozenset({"number", "date", "contact"})
"""Kinds of answer that a sentence has or has not."""
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
    if not material.library.parts.sufficiency:
        return True
    if not (may_answer(material, scored) and says_own(material.library, question, scored.unit, FRAMES)):
        return False
    counts = is_sure(scored) or (_counts_it(question, scored) and scored.own >= _MIN_NUMBER_OWN)
    if question.intent == "number" and not counts:
        return False
    unknown = _unknown(material.library, question)
    if unknown > _MOST_UNKNOWN_READ or not _ranks(question, scored):
        return False
    if _is_read_as(scored, _ANSWERS_IF_SAID if scored.coverage >= _SAID else _ANSWERS):
        return _says_some(question, scored) and (is_sure(scored) or _names_all(material, scored.unit))
    said = _strength(scored) >= _MIN_EVIDENCE and scored.coverage >= MIN_COVERAGE and scored.likeness >= MIN_LIKENESS
    return said and unknown <= _MOST_UNKNOWN and _is_not_denied(scored)


def is_close(material: Material, scored: Scored) -> bool:
    """Whether a sentence may well answer, in other words than those of the question."""
    question = material.question
    if not material.library.parts.sufficiency:
        return True
    if not (may_answer(material, scored, reason=False) and is_of_place(question, scored.unit)):
        return False
    unknown = _unknown(material.library, question)
    if unknown > _MOST_UNKNOWN_READ or not (_says_some(question, scored) and _ranks(question, scored)):
        return False
    if _is_read_as(scored, _ANSWERS):
        return True
    if unknown > _MOST_UNKNOWN_CLOSE:
        return False
    if _is_read_as(scored, _MAY_IF_SAID if scored.coverage >= _MOSTLY_SAID else _MAY):
        return _is_read_as(scored, _LIKELIER) or _names_all(material, scored.unit)
    said = scored.own >= _SAYS_ALL or (scored.answers is None and _strength(scored) >= _MIN_CLOSE and _is_alike(scored))
    return said and _is_not_denied(scored)


def is_sure(scored: Scored) -> bool:
    """Whether it answers for sure, read together with the question."""
    return _is_read_as(scored, _SURE)


def is_likely(scored: Scored) -> bool:
    """Whether it may well answer, read together with the question."""
    return _is_read_as(scored, _MAY)


def _is_read_as(scored: Scored, least: float) -> bool:
    """Whether it answers with these log-odds, read together with the question, and has something to do with it."""
    return scored.answers is not None and scored.answers >= least and _is_alike(scored)


def _is_alike(scored: Scored) -> bool:
    return any(scored.coverage >= coverage and scored.likeness >= likeness for coverage, likeness in _ALIKE)


def _says_some(question: Understood, scored: Scored) -> bool:
    """Whether it says something of what is asked, where what is asked for stands in many a sentence on other things."""
    if slot_of(question) == "share" and scored.own < _SOME_OWN:
        return False
    clearly = _CLEARLY.get(question.intent)
    return clearly is None or scored.coverage >= _SOME or _is_read_as(scored, clearly)


def _ranks(question: Understood, scored: Scored) -> bool:
    """Whether a sentence that is asked for the most or the best of several compares them."""
    return not _BEST.search(question.standalone) or bool(_RANKS.search(scored.unit.text))


def _is_not_denied(scored: Scored) -> bool:
    """Whether reading it together with the question does not speak against what its words say."""
    if scored.answers is None:
        return True
    return scored.answers >= (_NO_THOUGH_SAID if scored.coverage >= _SAYS_ALL else _NO)


def _names_all(material: Material, unit: Unit) -> bool:
    """Whether a sentence's document says the names that the question has."""
    return names_asked(material.question) <= said_in(material.library, unit.document)


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
    if (question.intent in HARD and not scored.has_kind) or not _holds(material, scored):
        return False
    if asks_contact(question) and not names_service(
        material.library, question, unit.keys | unit.around | unit.title_keys
    ):
        return False
    if not says_body(material.library, question, unit.document):
        return False
    if not (_says_subject(material, scored) and _says_role(material, scored) and _says_reference(question, unit)):
        return False
    if not (is_of_its_time(question, unit) and _is_of_its_sort(question, unit)) or (
        is_asked(unit.text) and not _ASKS_WHAT_WAS.search(question.asking)
    ):
        return False
    if reason and question.intent == "why" and not (CAUSE.search(unit.text) or scored.own >= _MIN_OWN):
        return False
    return not WANTS_ALL.search(question.text) or unit.refers_to_heading or unit.text.count(",") >= 2


def _holds(material: Material, scored: Scored) -> bool:
    """Whether a sentence holds a value of the kind asked for; a sure answer need not name what it counts."""
    question, unit = material.question, scored.unit
    if holds(material.library, question, unit):
        return True
    return slot_of(question) == "count" and is_sure(scored) and counts_something(question, unit)


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


def _strength(scored: Scored) -> float:
    return scored.coverage + scored.likeness


@once
def _unknown(library: Library, question: Understood) -> float:
    """Share of what is asked, by weight, that no document says, in these words or in others that stand for them."""
    weights, knows = concept_weights(library, question), library.knows
    unknown = (
        weight
        for key, weight in weights.items()
        if not (key.startswith("#") or key in _PARTS or any(map(knows, put_otherwise(key))))
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
    near = (u for u in material.library.units(unit.document) if u.path == unit.path and not (unit.is_row and u.is_row))
    said = frozenset().union(
        *(u.keys for u in near if abs(u.start - unit.start) <= _NEAR),
        *(unit.keys, unit.around, unit.title_keys, said_of(material.library, unit.document)),
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
