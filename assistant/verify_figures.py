"""Does each figure of a claim stand in its citation for the very period, place and thing that the claim speaks of?

In a table, its row and column decide; in a sentence, what stands nearest to it. A figure that stands in several cited
places is borne out by one of them that fits.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from ingest.dates import DateSpan, in_words
from ingest.documents import Document

from .answers import Citation
from .understand import Understood
from .verify_cells import Meant, in_figures, is_of_label, misplaced, spots
from .verify_names import WIDER, wider
from .verify_near import Figure, concepts, figures, fits, periods_of, rival, sentences_of, times

DocumentOf = Callable[[str], Document]
_OF_DOCUMENT = re.compile(r"\b(?:letter|report|plan|page|news|statement)(?: (?:of|dated|from|published(?: on| in)?))?$")


@dataclass(frozen=True)
class Asked:
    """What a claim is taken to speak of where it does not say so itself."""

    areas: tuple[str, ...] = ()
    periods: tuple[str, ...] = ()
    """ISO dates, months or years, "0000-04" for a month without a year."""
    concepts: frozenset[str] = frozenset()
    wider: bool = True
    """Figures of more than the local area may be meant."""

    @classmethod
    def of(cls, question: Understood) -> "Asked":
        """What a question asks about."""
        month = (f"0000-{question.month:02d}",) if question.month else ()
        said = question.standalone
        return cls(question.areas, month or question.periods, frozenset(concepts(said)), bool(WIDER.search(said)))


def misplaced_figure(text: str, cited: Sequence[Citation], document_of: DocumentOf | None, asked: Asked) -> str:
    """Why a figure of a claim is not the one that it speaks of; "" if each may be."""
    dates = [d for d in times(text) if not _OF_DOCUMENT.search(text[: d.start].rstrip())]
    stated = figures(text)
    own = frozenset() if repeats(text, cited) else frozenset(concepts(text))  # words in their place need no test
    may_be_wider = asked.wider or bool(WIDER.search(text))
    for figure in stated:
        if figure.whole:
            continue
        meant = Meant(periods_of(text, figure, dates) or asked.periods, own | asked.concepts, may_be_wider)
        reasons = list(_reasons(text, figure, meant, cited, document_of))
        if reasons and all(reasons):
            return f"{text[slice(*figure.place)]} {reasons[0]}"
    return ""


def repeats(text: str, cited: Sequence[Citation]) -> bool:
    """Whether a claim is a piece of a quote, word for word."""
    plain = " ".join(text.split()).rstrip(".").lower()
    return any(plain in " ".join(citation.quote.split()).lower() for citation in cited)


def _reasons(
    text: str, figure: Figure, meant: Meant, cited: Sequence[Citation], document_of: DocumentOf | None
) -> Iterator[str]:
    """Of each place where a figure is cited, why it is not the one meant; "" where it may be."""
    for citation in cited:
        document = document_of(citation.document) if document_of else None
        if document and in_figures(document, citation):
            if is_of_label(document, citation, text, figure):
                yield ""
            yield from (misplaced(spot, meant) for spot in spots(document, citation, figure))
            continue
        for sentence in sentences_of(citation.quote):
            for other in figures(sentence):
                if other.value == figure.value and other.percent >= figure.percent:
                    yield _in_sentence(text, figure, meant, sentence, other)


def _in_sentence(text: str, figure: Figure, meant: Meant, sentence: str, found: Figure) -> str:
    dates = times(sentence)
    theirs = periods_of(sentence, found, dates)
    if not fits(meant.periods, theirs):
        return f"stands there for {_said(theirs[0])}"
    beside = [f for f in figures(sentence) if not f.whole]
    anchors = [f.place for f in beside]
    own = [f for n, f in enumerate(beside) if meant.wider or not wider(sentence, anchors, n)]
    if found in beside and found not in own:
        return "stands there for more than the local area"
    values = {f.value for f in figures(text)}
    said = {f.place for f in beside if f.value in values}
    among = [f.place for f in own if fits(meant.periods, periods_of(sentence, f, dates))]
    other = rival(sentence, anchors, said.__contains__, set(meant.concepts), among)
    return f"stands there for something else; the claim speaks of what {other} stands for" if other else ""


def _said(iso: str) -> str:
    return in_words(iso) if not iso.startswith("0000") else in_words(f"2000-{iso[5:]}").split()[0]


def misplaced_date(text: str, cited: Sequence[Citation], asked: Asked) -> str:
    """A date of a quote that goes with what a claim says of another date; "" if there is none."""
    ours = times(text)
    if not ours or figures(text):
        return ""  # a date that says of when a figure is, is looked at with the figure
    wanted = concepts(text) | asked.concepts
    for sentence in (s for citation in cited for s in sentences_of(citation.quote)):
        dates: list[DateSpan] = times(sentence)
        said = {(d.start, d.end) for d in dates if any(fits((d.iso,), (o.iso,)) for o in ours)}
        other = rival(sentence, [(d.start, d.end) for d in dates], said.__contains__, wanted)
        if other:
            return other
    return ""
