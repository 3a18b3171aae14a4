"""Questions of times to come, which a sentence about what was does not answer."""

import re

_AHEAD = re.compile(
    r"\bwhen(?:['’]ll| will| are .{0,40}\b(?:going|due)| is .{0,40}\b(?:going|due|next))\b"
    r"|\bby (?:when|what date|which date)\b.{0,80}\b(?:meant|due|supposed|expected|must|will|has|have"
    r"|should|promise\w*)\b",
    re.I,
)
_NEXT = re.compile(
    r"\b(?:how (?:soon|long|many (?:days|weeks|months|years)))\b.*\b(?:will|next|until|till|before)\b", re.I
)
_TO_COME = re.compile(
    r"\b(?:will|shall|due|next|expect\w*|plan(?:s|ning)? to|planned|runs?|by|within|until|should|must|to be"
    r"|ha(?:s|ve) to|no later than|before|going to|aim\w*"
    r"|target\w*"
    r"|propos\w+|intend\w*|schedul\w+|anticipat\w+|would"
    r"|(?-i:may)|from|deadline|not yet|set for|coming|ahead|proactive|working on|changes|begins"
    r"|takes effect|open(?:s|ing)|start(?:s|ing))\b",
    re.I,
)
"""What a sentence says that tells of times to come."""


def tells_of_then(asked: str, kind: str, text: str) -> bool:
    """Whether a sentence tells of times to come, where that is asked; true where it is not.

    Args:
        asked: the question.
        kind: of answer it wants.
        text: the sentence.
    """
    asks = (kind == "date" and _AHEAD.search(asked)) or (kind == "number" and _NEXT.search(asked))
    return not asks or bool(_TO_COME.search(text))
