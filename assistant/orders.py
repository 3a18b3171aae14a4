"""Orders to a machine, in documents and questions: they are data, and nobody follows them.

No report of this genre tells its reader to forget rules. Where a question does, its other sentences say what is asked.
"""

import re
from functools import lru_cache

from ingest.sentences import sentences

_IN_DOCUMENT = re.compile(
    r"\b(?:ignore|disregard|forget|override)\b.{0,30}\b(?:instructions?|rules?|prompts?|above|previous|earlier)\b"
    r"|\b(?:system prompt|you are (?:now )?an? (?:ai|assistant|language model)|as an ai)\b"
    r"|\b(?:respond|reply|answer) (?:only |always |every question |all questions )?with\b"
    r"|\b(?:dear|hello|attention|notes? (?:to|for)(?: the)?),? "
    r"(?:ai|assistant|chatbots?|(?:ai |chat |language )(?:assistant|model)s?)\b",
    re.I,
)
_NEEDED = (
    *("ignore", "disregard", "forget", "override", "system prompt", "you are", "as an ai", "respond", "reply"),
    *("answer", "dear", "hello", "attention", "note"),
)
"""One of these is in every such text."""
_LOOK_ALIKES = "ıİſ\u212a"
"""Letters that the pattern takes for an i, an s or a k, and small letters do not show."""
_IN_QUESTION = re.compile(
    r"^(?:<[^>]*>|please\b|and\b|but\b|now\b|then\b|instead\b|system\s*:|[\s,*#-])*"
    r"(?:(?:ignore|disregard|forget|override)\b(?! me\b)|pretend\b|act as\b|you are (?:now )?an? \w+"
    r"|(?:respond|reply|answer) (?:only |just )?with\b|(?:write|output|print|say|state|claim) (?:only|that)\b"
    r"|(?:cite|quote) (?:only|page|paragraph)\b)",
    re.I,
)


@lru_cache(maxsize=4096)  # a row of a table is the quote of many a figure
def is_order(text: str) -> bool:
    """Whether a text says something to a model and not to a reader. A paragraph that does is not quoted."""
    small = text.lower()
    for word in _NEEDED:  # the pattern is slow, and hardly a text needs it
        if word in small:
            return bool(_IN_DOCUMENT.search(text))
    return any(letter in text for letter in _LOOK_ALIKES) and bool(_IN_DOCUMENT.search(text))


def without_orders(question: str) -> str:
    """A question without the sentences that are orders, if one that asks something is left; else as it stands."""
    parts = [question[start:end].strip() for start, end in sentences(question)]
    kept = [part for part in parts if part.endswith("?") or not _IN_QUESTION.match(part)]
    asks = any(part.endswith("?") for part in kept)
    return " ".join(kept) if asks and len(kept) < len(parts) else question
