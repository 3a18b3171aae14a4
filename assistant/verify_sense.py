"""Does a claim say the opposite of what it cites? Told by what is negated on one side and not on the other."""

import re
from collections.abc import Sequence

from .answers import Citation
from .content import content_tokens
from .evidence import is_frame

_NOT = re.compile(
    r"\b(?:not|no|never|nor|neither|without|cannot|lack(?:s|ed|ing)?(?: of)?|fail(?:s|ed|ing)? to|yet to|too few)\b"
    r"|n['’]t\b",
    re.I,
)
_CLAUSE = re.compile(r"[.;:,()\n\t]|\b(?:but|although|while|whereas)\b", re.I)
_REACH = 2  # concepts after a negation that it takes in
_OPPOSITES = (("=progress_ok", "=progress_not"), ("=increase", "=decrease"))


def contrary(text: str, cited: Sequence[Citation]) -> bool:
    """Whether a claim denies what its citations say, or says what they deny."""
    ours, denied = _senses(text)
    theirs, refused = _senses(" . ".join(citation.quote for citation in cited))
    if ours & (refused - theirs) or denied & (theirs - refused):
        return True
    return any(
        (one in ours and other in theirs and one not in theirs)
        or (other in ours and one in theirs and other not in theirs)
        for one, other in _OPPOSITES
    )


def _senses(text: str) -> tuple[set[str], set[str]]:
    """Concepts that a text says, and those that it denies."""
    said = [t for t in content_tokens(text) if not t.key.startswith("#") and not is_frame(t.key)]
    denied: set[int] = set()
    for negation in _NOT.finditer(text):
        if any(token.start <= negation.start() < token.end for token in said):
            continue  # part of a concept, such as "not made sufficient progress"
        clause = _CLAUSE.search(text, negation.end())
        end = clause.start() if clause else len(text)
        after = [n for n, token in enumerate(said) if negation.end() <= token.start < end]
        denied.update(after[:_REACH])
    return {t.key for n, t in enumerate(said) if n not in denied}, {said[n].key for n in denied}
