"""Which of the three outcomes of an area SEND inspection a document states, and the sentence that states it."""

import re
from collections.abc import Iterator

from ..documents import Document
from .making import Span, all_sentences
from .report_parts import plain

_OUTCOMES = (
    (
        "systemic failings",
        re.compile(
            r"\b(?:widespread|systemic),? (?:(?:and/or|and ?/ ?or|and|or) )?(?:widespread |systemic )?failings\b"
            r"|\bsystem(?:at)?ically failing\b",
            re.I,
        ),
    ),
    (
        "inconsistent experiences",
        re.compile(
            r"\binconsistent (?:experiences|outcomes)\b|\bexperiences and outcomes (?:were|are) inconsistent\b", re.I
        ),
    ),
    (
        "positive experiences",
        re.compile(
            r"\b(?:typically|generally|usually) (?:leads? to |ha(?:ve|s|d) )?positive (?:experiences|outcomes)\b"
            r"|\b(?:lead(?:s|ing)? to|ha(?:ve|s|d)) (?:typically )?positive (?:experiences and outcomes|outcomes)\b",
            re.I,
        ),
    ),
)
_DENIED = re.compile(r"\b(?:no|not|never|without|rather than|neither|any)\b[^.;]{0,40}$", re.I)
_OPEN = re.compile(
    r"\b(?:three|3|possible|could|can|(?-i:may)|might|would|if|whether|either|where|one of"
    r"|areas? (?:that|which|with))\b",
    re.I,
)
_OF_SOME = re.compile(
    r"\b(?:in (?:the )?(?:early years|nurser\w+|colleges?|schools?|care|settings?)|at (?:nursery|school|college)"
    r"|post-16|attainment|exams?)\b",
    re.I,
)
"""It is said of a part of the children, or of another outcome."""
_FOUND = re.compile(
    r"\b(?:arrangements?|inspect(?:ors|ion)|ofsted|cqc|report|judge\w+|outcome|found|there (?:are|were)|partnership"
    r"|means|says|conclusion)\b",
    re.I,
)
_HEADING = re.compile(r"(?:the )?(?:full )?(?:inspection )?(?:outcome|judgement)s?(?: of (?:the|this) inspection)?")


def stated_outcome(document: Document, own: bool) -> tuple[str, Span] | None:
    """The outcome and its sentence.

    Args:
        own: the document is the inspectors' own report, which states one outcome; the sentence beneath its heading
            comes first. Of any other document an outcome counts only if it states no second one.
    """
    found = list(_stated(document, own))
    if own:
        under = [
            (outcome, span) for outcome, span in found if any(_HEADING.fullmatch(plain(h)) for h in span.section.path)
        ]
        return next(iter(under or found), None)
    return found[0] if len({outcome for outcome, _ in found}) == 1 else None


def outcomes_in(text: str) -> list[str]:
    """The outcomes that a sentence states."""
    matches = ((outcome, form.search(text)) for outcome, form in _OUTCOMES)
    return [outcome for outcome, match in matches if match and not _DENIED.search(text[: match.start()])]


def _stated(document: Document, own: bool) -> Iterator[tuple[str, Span]]:
    for span in all_sentences(document):
        outcomes = outcomes_in(span.line)
        if len(outcomes) != 1 or not _FOUND.search(span.line) or (not own and _OF_SOME.search(span.line)):
            continue
        if own or not _OPEN.search(span.line):
            yield outcomes[0], span
