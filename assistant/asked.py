"""What documents say that somebody asked: it answers nothing, and says what the next sentence is about."""

import re

_ASKED = re.compile(
    r"^(?:[^.;]{0,60}\b)?(?:asked (?:for (?:more|further|details|information|an? )|whether|if|how|what|why|when|about)"
    r"|wondered|(?:wished|wanted|asked) to (?:know|be told)|queried|enquired|sought (?:clarification|assurance))\b"
    r"(?!.*\b(?:replied|answered|said|explained|confirmed|responded|told|stated|reported|added|was (?:that|told))\b)",
    re.I,
)
"""What minutes say that somebody asked, which answers nothing."""


def is_asked(text: str) -> bool:
    """Whether a sentence only says what somebody asked."""
    return bool(_ASKED.search(text)) or is_question(text)


def is_question(text: str) -> bool:
    """Whether a sentence is a question."""
    return text.rstrip(" ”\"’'").endswith("?")
