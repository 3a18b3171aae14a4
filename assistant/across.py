"""Questions over all areas at once: which areas a thing is said of, complete, with one quote an area."""

import re

from .draft import COUNTED, Draft, Quote, Statement
from .evidence import concept_weights, fits_period
from .library import Library
from .understand import Understood
from .units import Unit

_ASKS_FOR_AREAS = re.compile(
    r"\b(?:which|what|how many|list|name|all)\b[^?]{0,40}?"
    r"\b(?:local )?(?:areas|area partnerships|partnerships|councils|local authorities)\b"
    r"(?! (?:for|of) (?:priority|improvement|significant|weakness|concern|development))",
    re.I,
)
_MIN_SAID = 0.85  # share of the question's concepts, by weight, that one sentence must say


def across_areas(library: Library, question: Understood) -> Draft | None:
    """The areas a thing is said of; ``None`` where the question does not ask for areas or none is found."""
    if question.areas or not _ASKS_FOR_AREAS.search(question.standalone) or len(library.areas()) < 2:
        return None
    weights = {k: w for k, w in concept_weights(library, question).items() if k not in _ABOUT_AREAS}
    total = sum(weights.values())
    if not total:
        return None
    found: dict[str, Unit] = {}
    for id_, source in library.sources.items():
        if source.local_area and source.local_area not in found:
            unit = _best(library, question, id_, weights, total)
            if unit:
                found[source.local_area] = unit
    if not found:
        return None
    names = sorted(found)
    quotes = tuple(Quote.of(found[name]) for name in names)
    listed = Statement(f"{', '.join(names)}.", quotes, "direct", COUNTED)
    return Draft("answered", (listed, *(Statement(found[n].text, (q,)) for n, q in zip(names, quotes, strict=True))))


_ABOUT_AREAS = {"area", "council", "partnership", "local", "author"}


def _best(library: Library, question: Understood, id_: str, weights: dict[str, float], total: float) -> Unit | None:
    """The first sentence of a document that says nearly all that is asked, its own words before its heading's."""
    best: tuple[float, Unit] | None = None
    for unit in library.units(id_):
        own = sum(w for key, w in weights.items() if key in unit.keys)
        said = own + 0.75 * sum(w for key, w in weights.items() if key not in unit.keys and key in unit.around)
        if said >= _MIN_SAID * total and fits_period(library, question, unit) >= 0 and (not best or said > best[0]):
            best = (said, unit)
    return best[1] if best else None
