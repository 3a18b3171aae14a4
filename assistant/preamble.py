"""What people say before they ask and after it ("I need one figure for tomorrow: ..."): who they are, no question.

Only what names no local area, time or thing of its own is left out: "I mean in Bexley" and "My son needs a plan" stay.
"""

import re

from ingest.areas import find_areas
from ingest.sentences import sentences

from .content import areas_in

_ROLES = r"(?:committee|boss|manager|editor|chair|councillor|leader|director|team|colleagues?|head|members)"
_PREAMBLE = re.compile(
    r"^(?:(?:hi|hello|hey|sorry|please|ok(?:ay)?|quick (?:one|question)|one (?:more )?thing)\b[^?:.!]{0,30}[,:.!–-]+\s*"
    r"|(?:i|we)(?:'m|’m| am| are| just)? (?:just )?(?:need|want|have to|must|would like|have a meeting|preparing)\b"
    r"[^?:]{0,90}?:\s+"
    rf"|(?:my|our|the) {_ROLES} (?:wants?|needs?|asks?|is asking|has asked)\b(?: \w+){{0,5}} ?[,:–-]\s+"
    r"|for (?:tomorrow|tonight|the (?:committee|meeting|record|minutes))\b[^?:.]{0,40}[,:.–-]\s*)+(?=\S)",
    re.I,
)
_TO_KNOW = re.compile(
    r"^(?:(?:speaking )?as (?:an? |the )?(?:[\w’'-]+ ){0,4}?[\w’'-]+,? )?"
    r"(?:(?:i|we)(?:['’]d| would)? (?:just )?(?:like|want|need) to (?:know|find out)"
    r"|(?:please,? )?(?:(?:can|could|would|will) you (?:please |kindly )?)?(?:tell me|let me know)),? "
    r"(?=(?:what|which|who|whose|when|where|why|how)\b)",
    re.I,
)
_POINTS = re.compile(
    r"\b(?:it|its|that|this|they|them|their|those|these|there|then|so|such|he|she|his|her|one|ones|same|like|us|me|i|we)\b",
    re.I,
)
_OWN = re.compile(r"\b(?:my|our)\b", re.I)
_BREAK = re.compile(r"[.!?]\s+[A-Z]")
_AFTER = re.compile(
    r"(?<=\?)\s+(?:(?:i|we) (?:just )?(?:need|want) (?:it|this|that|them|all of (?:it|them|this)|their names?)\b[^?]*"
    r"|(?:it['’]?s|this is|that['’]?s) for (?:a|my|our|the)\b[^?]*|(?:we|i)(?:['’]re|['’]m| are| am) comparing\b[^?]*"
    r"|(?:many )?thanks\b[^?]{0,40}|thank you\b[^?]{0,40}|cheers|ta|please)[.!]*$",
    re.I,
)
_WHO_I_AM = re.compile(
    r"^(?:(?:i['’]?m|i am|we['’]?re|we are) (?:an? |the |new |on |from )|(?:i|we) (?:work|lead|chair|sit|run|teach"
    r"|govern|represent|manage|volunteer)\b|(?:speaking )?as (?:an? |the )(?=[^,?]{3,40}[.:] ))[^.?!]{3,110}[.!:]\s+"
    r"(?=(?:what|which|who|whose|when|where|why|how|did|do|does|is|are|was|were|has|have|had|can|could)\b[^.!]*\?\s*$)",
    re.I,
)
"""A sentence that says who asks: "I'm a governor in Bexley. What ...?"."""
_ASKS = re.compile(
    r"^(?:what|which|who|whose|when|where|why|how|did|do|does|is|are|was|were|has|have|had|can|could|will|would|should"
    r"|in|by|at|on|of)\b",
    re.I,
)


def without_preamble(question: str) -> str:
    """A question without what is said around it, where a whole question is left; else as it stands."""
    after = _AFTER.search(question)
    if after and _says_nothing(after[0]) and re.search(r"\w", question[: after.start()]):
        question = question[: after.start()]
    question = _without_statement(_without_who(question))
    before = _TO_KNOW.match(question)
    if before and _says_nothing(before[0]) and not _BREAK.search(question, before.end()):
        told = question[before.end() :].rstrip()
        return told if told.endswith("?") else f"{told.rstrip('. ')}?"
    before = _PREAMBLE.match(question)
    rest = question[before.end() :] if before and _says_nothing(before[0]) else question
    return rest if rest.rstrip().endswith("?") and _ASKS.match(rest) else question


def _without_who(question: str) -> str:
    """A question without the sentence that says who asks; the area that only this sentence names is kept."""
    who = _WHO_I_AM.match(question)
    if not who or re.search(r"\d", who[0]):
        return question
    asked, named = question[who.end() :], areas_in(who[0])
    if not named or areas_in(asked):
        return asked
    return f"In {named[0]}, {asked[0].lower()}{asked[1:]}"


def _without_statement(question: str) -> str:
    """The question after a sentence that asks nothing, where it names its area and points at nothing said before it."""
    spans = list(sentences(question))
    last = question[spans[-1][0] : spans[-1][1]] if len(spans) > 1 else ""
    first = question[: spans[-1][0]] if last else ""
    if not last.endswith("?") or "?" in first or areas_in(first) or not areas_in(last) or not _ASKS.match(last):
        return question
    return question if _POINTS.search(last) or _OWN.search(first) or re.search(r"\d", first) else last


def _says_nothing(said: str) -> bool:
    """Whether it names no local area and no figure or year."""
    return not find_areas(said) and not re.search(r"\d", said)
