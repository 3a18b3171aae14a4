"""Why-questions whose documents give no reason: what they say of the thing, first of all what says the opposite.

"Why do waits keep growing?" takes for granted that they do. Where a sentence on the same thing says that they fell,
that is the answer that matters; where no sentence gives a reason, what is said of it is shown as no more than that.
"""

import re

from .evidence import CAUSE, Scored
from .material import Material
from .sufficient import may_answer
from .words import tokens


def _words(text: str) -> frozenset[str]:
    """Concepts of a text, stop words too: "more" and "worse" are some."""
    return frozenset(token.key for token in tokens(text))


_UP, _DOWN = _words("increase grow more longer bigger many"), _words("decrease fewer shorter less smaller")
_BAD = _words("bad worse worst poor weak slow late patchy inconsistent fail failing worsen decline inadequate long")
_GOOD = _words("good better best strong timely comprehensive improve improved effective swift positive well")
_REFUSED, _ACCEPTED = (
    _words("reject throw thrown threw refuse"),
    _words("accept approve fit for purpose") - _words("for"),
)
_OPPOSITES = ((_REFUSED, _ACCEPTED), (_UP, _DOWN), (_DOWN, _UP), (_BAD, _GOOD), (_GOOD, _BAD))
_NEGATED = re.compile(
    r"\b(?:not|no|never|nor|without|\w+n['’]t)\b(?: \w+){0,2}? [\w-]+|\bas well as?\b"
    r"|\b(?:fewer|less|more) [\w-]+ than\b",
    re.I,
)
"""What is said not to be so, and what is set against something else."""
_LOOKED, _MIN_READ, _MIN_LIKENESS = 8, -0.4, 0.44
_MIN_WORDS, _MIN_OWN_DENIED, _RATHER = 8, 0.35, 1.5
_NEAR, _MIN_SAID_NEAR = 0.5, 0.33  # likeness from which on it may say less of what is asked
_MIN_SAID, _MIN_DENIED = 0.5, 0.2  # share of what is asked that a sentence says; one that says the opposite
NO_REASON = "No reason was found in so many words. What the documents say of it:"


def told(material: Material) -> list[Scored]:
    """Sentences on what a why-question asks about that give no reason, those that say the opposite first; or none."""
    if material.question.intent != "why":
        return []
    found = [s for s in material.scored[:_LOOKED] if _is_about(material, s)]
    return sorted(found, key=lambda s: not denies(material, s))


def denied(material: Material, best: Scored) -> bool:
    """Whether what a question asks the reason of is not so: a sentence closer to it than the best reason denies it."""
    surer = (s for s in told(material) if s.likeness > best.likeness and _says_more(s, best))
    return any(denies(material, s) for s in surer)


def _says_more(scored: Scored, best: Scored) -> bool:
    """Whether a sentence says more of what is asked than the best reason, or is much rather read as an answer."""
    if scored.own > max(best.own, _MIN_OWN_DENIED):
        return True
    return scored.answers is not None and best.answers is not None and scored.answers >= best.answers + _RATHER


def denies(material: Material, scored: Scored) -> bool:
    """Whether a sentence says the opposite of what a question takes for granted, and not that too."""
    asked, said = _words(material.question.standalone), _words(_NEGATED.sub(" ", scored.unit.text))
    return any(asked & one and said & other and not said & one for one, other in _OPPOSITES)


def _is_about(material: Material, scored: Scored) -> bool:
    if CAUSE.search(scored.unit.text) or not may_answer(material, scored, reason=False):
        return False
    sure = scored.answers is not None and scored.answers >= _MIN_READ and scored.likeness >= _MIN_LIKENESS
    if denies(material, scored):
        return sure and scored.coverage >= _MIN_DENIED
    near = scored.likeness >= _NEAR and scored.coverage >= _MIN_SAID_NEAR
    return sure and (near or scored.coverage >= _MIN_SAID) and len(scored.unit.text.split()) >= _MIN_WORDS
