"""The lines of a revisit that give the verdict on one weakness."""

import re

from .making import Span
from .progress_words import MAX_VERDICT, Verdict, names_this, verdict_of
from .reading_order import Line

_PROGRESS = re.compile(r"\bprogress\b", re.I)
_OF_THE_AREA = re.compile(
    r"^(?:(?:overall|therefore|consequently|as a result|in summary|in conclusion"
    r"|inspectors (?:found|judged|agree) that),?\s+)*"
    r"(?:the\s+)?(?:local\s+)?area(?:\s+partnership|\s+leaders|['’]s leaders)?\s+(?:has|have)\b",
    re.I,
)


def is_verdict(line: Line) -> bool:
    """True for a line that is the verdict on one weakness and nothing else."""
    found = verdict_in(line)
    return found is not None and len(line.text) <= MAX_VERDICT and (line.kind != "item" or found[0] == line.span)


def verdict_in(line: Line) -> tuple[Span, Verdict] | None:
    """The verdict on one weakness that a line gives, and the stretch that gives it."""
    if line.kind == "row" or not _PROGRESS.search(line.text):
        return None
    sentences = line.sentences()
    for span in reversed(sentences):
        verdict = verdict_of(span.line)
        if verdict and (names_this(span.line) or (len(sentences) == 1 and _OF_THE_AREA.match(span.line))):
            return span, verdict
    return None
