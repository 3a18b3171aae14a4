"""What inspectors' wording about progress says: sufficient, not sufficient, or neither.

The forms are those of the revisit letters of 2018-2022 and of what councils write about them.
"""

import re
from typing import Literal

Verdict = Literal["sufficient progress", "not sufficient progress"]

SUFFICIENT: Verdict = "sufficient progress"
NOT_SUFFICIENT: Verdict = "not sufficient progress"
NOT_STATED: Literal["not stated"] = "not stated"

_ENOUGH = r"(?:sufficient|enough|adequate)"
_PROGRESS = r"\bprogress\b(?!\s+(?:plans?|reports?|reviews?|boards?|meetings?)\b)"
_BE = r"(?:is|was|were|are|be|been|being)"
_JUDGED = r"(?:judged|found|ruled|considered|deemed|thought|rated)"
_UNMADE = re.compile(
    rf"\b(?:insufficient|inadequate|too little)\s+progress\b"
    rf"|(?:\b(?:not|never|nor|no|without|fail(?:ed|s|ure|ing)?|lack(?:s|ed|ing)?)|n['’]t)\b"
    rf"(?:\s+(?!but\b|however\b|while\b)[\w'’-]+){{0,5}}?\s+{_ENOUGH}\s+(?:\w+\s+)?progress\b"
    rf"|\b{_ENOUGH}\s+(?:\w+\s+)?progress\s+(?:{_BE}|has|have|had)\s+(?:not|yet to)\b"
    rf"|{_PROGRESS}[^.;]{{0,80}}?\b(?:{_BE}(?:\s+not|n['’]t)|(?:has|have|had)(?:\s+not|n['’]t))\s+(?:yet\s+)?(?:been\s+)?{_ENOUGH}\b"
    rf"|{_PROGRESS}[^.;]{{0,80}}?\b{_BE}\s+(?:{_JUDGED}\s+)?(?:to\s+be\s+)?(?:insufficient|inadequate|not\s+{_ENOUGH})\b"
    rf"|\b{_JUDGED}\s+(?:the\s+)?progress\s+(?:to\s+be\s+)?(?:not\s+{_ENOUGH}|insufficient|inadequate)\b",
    re.I,
)
_MADE = re.compile(
    rf"\b{_ENOUGH}\s+(?:\w+\s+)?{_PROGRESS}|{_PROGRESS}[^.;]{{0,80}}?\b{_BE}\s+(?:{_JUDGED}\s+)?(?:to\s+be\s+)?"
    rf"{_ENOUGH}\b|\b{_JUDGED}\s+(?:the\s+)?progress\s+(?:to\s+be\s+)?{_ENOUGH}\b",
    re.I,
)
_OPEN = re.compile(
    r"\b(?:whether|if|unless|until|in order to|so that|will|would|should|could|(?-i:may)|might|must|need(?:s|ed)? to"
    r"|expect(?:s|ed)? to|aims? to|how far|the extent to which|to (?:judge|decide|determine|assess|make|show))\b",
    re.I,
)
_TO_COME = re.compile(
    rf"\b{_ENOUGH}\s+(?:\w+\s+)?progress\s+(?:will|would|could|should|may|might|can|must|to be)\b", re.I
)
_THIS = re.compile(
    r"\bthis\s+(?:(?:significant|serious|key|particular|identified|priority|one)\s+)*(?:area|aspect|weakness|issue|concern)"
    r"|\bthese\s+(?:(?:significant|serious)\s+)?(?:concerns|issues)\b",
    re.I,
)
_TERSE = re.compile(
    r"^(?:(?:verdict|judge?ment|outcome|conclusion|progress|finding|decision)\s*[:–—-]"
    r"|(?:in)?sufficient progress\b|not (?:made )?sufficient progress\b)",
    re.I,
)
_SINGULAR = re.compile(r"\b(?:significant |serious )?weakness\b(?!es)", re.I)
_MANY = re.compile(r"\b(?:weaknesses|areas)\b", re.I)
_NO_VERDICT = re.compile(r"\bno (?:verdict|judge?ment) (?:is|was) (?:stated|given|made)\b", re.I)

MAX_VERDICT = 260
"""Characters; a line of its own that is longer is running text that speaks of progress."""


def polarity(clause: str) -> Verdict | None:
    """What a clause says of progress; ``None`` where it says nothing, leaves it open or says both."""
    opened = _OPEN.search(clause)
    unmade = _UNMADE.search(clause)
    made = _MADE.search(_UNMADE.sub(" ", clause))
    first = min((m.start() for m in (unmade, _MADE.search(clause)) if m), default=0)
    if (opened and opened.start() < first) or _TO_COME.search(clause):
        return None
    if unmade and made:
        return None
    return NOT_SUFFICIENT if unmade else SUFFICIENT if made else None


def names_this(sentence: str) -> bool:
    """True for a sentence about the weakness at hand: "... to improve this area of weakness"."""
    if _THIS.search(sentence) or _TERSE.search(sentence):
        return True
    return bool(_SINGULAR.search(sentence)) and not _MANY.search(sentence)


def verdict_of(sentence: str) -> Verdict | None:
    """The verdict of a sentence on one weakness; ``None`` for one that speaks of several at once."""
    if _MANY.search(sentence) and not names_this(sentence):
        return None
    return polarity(sentence)


def denies_verdict(line: str) -> bool:
    """True for a line that says that there is none."""
    return bool(_NO_VERDICT.search(line))
