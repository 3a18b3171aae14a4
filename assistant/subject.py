"""What an earlier question is about, without its words of asking; and what its answer named, for a pronoun to mean."""

import re

from ingest.areas import find_areas

from .everyday import english_stems
from .forms import TIME_CLAUSE
from .render import plain_text
from .words import stem

_AUX = (
    r"(?:is|are|was|were|has|have|had|do|does|did|can|could|will|would|should|must|may|might|['’]s|isn['’]t|wasn['’]t"
    r"|didn['’]t|hasn['’]t|haven['’]t)"
)
_ASKING = re.compile(
    rf"^(?:and |but |so |ok(?:ay)?,? |then )*(?:(?:tell me|do you know|can you tell me) (?:about )?)?(?:"
    rf"who(?:['’]s)? (?:{_AUX} )?(?:now |currently )?"
    rf"(?:responsible|accountable|in charge|leading|the (?:named )?lead|to (?:lead|do)) (?:for|of|on)?\s*"
    rf"|who(?:['’]s)? (?:runs?|ran|leads?|led|provides?|delivers?|is running|is in charge of|checks? on|decides?)\s+"
    rf"|(?:how (?:many|much|long|often|soon|big|large)(?: of\b)?"
    rf"|(?:what|which) (?:percentage|proportion|share|number|rate|date|day|month|year)(?: of)?"
    rf"|by when|since when|how come|how|what|which|when|where|who(?:se|m)?|why)(?:['’]s)?(?: {_AUX}\b)?\s*"
    rf"|{_AUX}\s+)",
    re.I,
)
_LED = re.compile(r"^\*\*(?P<lead>[^*]+?)\.?\*\*")
_QUOTED = re.compile(r"“(?P<quote>[^”]{3,})”?”")
_PERSON = re.compile(r"\b[A-Z][a-z’'-]+(?: [A-Z](?:\.|[A-Za-z’'-]+))+")
_BULLET = re.compile(r"^- (?P<text>.+?)\s*(?:\[\d+\])+\s*$", re.M)
_ORDINALS = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth")


def subject_of(question: str) -> str:
    """A question without its words of asking: "children waiting in Bury?" of "How many children are waiting in Bury?".

    Args:
        question: one that stands alone.
    """
    clause = TIME_CLAUSE.match(question)
    if clause:  # "when they came back, how many" says of when it is
        return f"{subject_of(question[clause.end() :]).rstrip('?. ')} {clause[0].strip(' ,').lower()}?"
    match = _ASKING.match(question)
    left = question[match.end() :] if match else question
    return left if len(left.split()) > 1 or find_areas(left) else question


def person_in(answer: str) -> str | None:
    """The person whom an answer names first, in its first line or its quotes."""
    for text in [*(m["lead"] for m in _LED.finditer(answer)), *quotes_of(answer)]:
        for match in _PERSON.finditer(text):
            if _is_name(match[0]) and not find_areas(match[0]):
                return match[0]
    return None


def quotes_of(answer: str) -> list[str]:
    """What an answer quotes, in order, as plain text."""
    return [plain_text(match["quote"]) for match in _QUOTED.finditer(answer)]


def items_of(answer: str) -> list[str]:
    """The points of a list that an answer gives, in order, as plain text without their marks."""
    return [plain_text(match["text"]).strip("“” ") for match in _BULLET.finditer(answer)]


POINTS_AT = re.compile(
    rf"\b(?:the )(?P<which>{'|'.join(_ORDINALS)}|last)(?: (?:one|point|item|of (?:them|those|these))\b|\s*\??$)", re.I
)


def item_meant(text: str, answer: str) -> tuple[str, str] | None:
    """The words of a follow-up that point at one of the points of a list, and that point: "the second one".

    Args:
        text: the follow-up.
        answer: the answer before it.
    """
    match = re.search(
        rf"\b(?:the )?(?P<which>{'|'.join(_ORDINALS)}|last)(?: (?:one|point|item|of (?:them|those|these))\b|\s*\??$)",
        text,
        re.I,
    )
    items = items_of(answer) if match else []
    if not match or len(items) < 2:
        return None
    place = len(items) - 1 if match["which"].lower() == "last" else _ORDINALS.index(match["which"].lower())
    return (match[0], items[place]) if place < len(items) else None


def _is_name(text: str) -> bool:
    """A name holds a word that is no English word: "Jacky Forster", not "Improvement Board"."""
    return any(stem(word.lower()) not in english_stems() for word in re.findall(r"[A-Za-z]{3,}", text))
