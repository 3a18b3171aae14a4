"""Measures that running text states: a figure with what it counts, of when, and of which area."""

import re
from collections.abc import Iterator

from ..documents import Document, Finding
from .counted import noun_phrase
from .figure_context import dated_nearby, figure_area, figure_period, stated_period
from .figure_numbers import Figure, figure_numbers
from .figure_series import figure_series, is_whole
from .figure_words import Series
from .making import Span, blocks, sentence_spans
from .periods import Period
from .speakers import said_by

_ADDRESS = re.compile(r"\b[A-Z]{1,2}\d[A-Z\d]? ?\d[A-Z]{2}\b|\b0\d{3,4} ?\d{3} ?\d{3,4}\b")
_MAX_ADDRESS = 30  # words; a longer block is text that holds an address
_NO_FIGURES = re.compile(
    r"\b(?:inspection|revisit|visit) was (?:led|carried out|undertaken|conducted) by\b|\bteam of inspectors\b"
    r"|\bdifferent format\b"
    r"|\bcrown copyright\b|\bopen[- ]government[- ]licence\b|\bcopyright\b|\btelephone\b",
    re.I,
)
_AIM = re.compile(
    r"\b(?:success (?:measures?|criteri(?:a|on)|indicators?)|measures? of success|targets?|kpis?)\s*:[^:]*$", re.I
)
"""A label of what is to be reached: its figures are no facts."""
_DEFINES = re.compile(r"\b(?:which means|that is|defined as|meaning|i\.e\.)\b[^,;]*$", re.I)
_INSPECTORS = re.compile(r"\b(?:HMIs?|inspectors?|HM[’']?Is?)\b", re.I)
_IDLE = re.compile(
    r"^(?:an? |the )?(?:same |previous |calendar |academic |financial |school )?(?:year|month|quarter|term)s?\b"
    r"|^(?:further |other |different |main |key )?(?:times|ways|occasions|pages|copies|things|sides|parts|types"
    r"|reasons|respects|aspects|examples"
    r"|questions|fields|or|and|steps|points|footnotes?|columns|rows|strands|halves|thirds|quarters)\b",
    re.I,
)
_DOMAIN = re.compile(
    r"\b(?:areas?|weaknesses|concerns|actions|recommendations|priorities|plans|requests|schools|academies|settings|places|classes"
    r"|provisions?|hubs?|panels|bases|units|children|pupils|students|learners|young people|families|parents|carers"
    r"|cases"
    r"|assessments|reviews|appeals|tribunals|staff|officers|coordinators|psychologists|EPs|posts|members|therapists|vacancies"
    r"|exclusions|suspensions|complaints|sessions|meetings|services|providers|themes|objectives|outcomes"
    r"|work ?streams|nurseries"
    r"|colleges|centres|SENCOs|teams|partnerships|clinics|workers|advisers|nurses|doctors|clubs|groups|boards"
    r"|workshops|surveys|responses|respondents|contracts|pathways|targets|milestones|measures|indicators|referrals|diagnoses"
    r"|placements|EHCPs|visits|audits|trusts|localities|clusters|champions|apprenticeships|internships|interns)\b",
    re.I,
)
_TOPIC = re.compile(
    r"\b(?:(?:number|proportion|percentage|rate|level|volume) of|(?:increase|rise|growth|reduction|decrease"
    r"|fall) in(?: the)?(?: number of)?)\s+(?P<what>.+)",
    re.I | re.S,
)
_LABELLED = re.compile(r"^\s*(?P<label>[A-Z%][^:.;]{2,90}?)\s*(?::|=|\s[–-])\s*(?:£|c\.?\s?)?$")
_NO_SERIES = re.compile(
    r"(?:paper|(?:agenda )?item|page|report|version|appendix|annex|enclosure|part|section|ref(?:erence)?|urn"
    r"|our ref|your ref"
    r"|issue|draft|minute|wards?|room|tel(?:ephone)?|fax|ext(?:ension)?|text(?:phone)?|phone|mobile|helpline"
    r"|opening hours"
    r"|time|date|contact(?: details| officer| number)?|duration|classification)(?: (?:no|nos|number"
    r"|details))?\.?(?: [a-z\d]+)?",
    re.I,
)
"""A label of the paper itself, and of no figure: "Agenda item: 7"."""
_LIKE_THIS = re.compile(r"\b(?:this|these|it|they|that)\b|\b(?:increase|rise|reduction|decrease|fall) of\b", re.I)


def figure_findings(document: Document) -> Iterator[Finding]:
    """A measure for each figure in the paragraphs and list items that says what it counts.

    The quote is the sentence. A number whose series the text does not give is left out.
    """
    for _, block in blocks(document, "paragraph", "item"):
        if _ADDRESS.search(block.text) and len(block.text.split()) < _MAX_ADDRESS:
            continue
        topic, dated = "", None
        for sentence in sentence_spans(block):
            text = sentence.text.replace("\n", " ")
            told, topic = _told(text, topic)
            who = said_by(sentence) if told else None
            for figures, at, series in told:
                yield _finding(sentence, figures, at, series, dated, who)
            dated = stated_period(text) or dated


def _told(text: str, topic: str) -> tuple[list[tuple[list[Figure], int, Series]], str]:
    """Figures of a sentence that say what they count, and what the sentence after it goes on about."""
    figures = [] if _NO_FIGURES.search(text) else figure_numbers(text)
    told: list[tuple[list[Figure], int, Series]] = []
    before: Series | None = None
    for at, figure in enumerate(figures):
        label = _LABELLED.match(text[: figure.start])
        series = Series(label["label"].strip(), label["label"]) if label and at == 0 and _ends(text, figure) else None
        if series and _NO_SERIES.fullmatch(series.words):
            continue
        series = series or figure_series(text, figures, at, topic, before)
        if series and _counts(text, figure, series):
            told.append((figures, at, series))
            topic = series.topic
            before = (
                before if before and is_whole(text[: figure.start]) else series
            )  # "94 of 131 plans (72%)": of the 94
    named = _TOPIC.search(text) if not told else None
    what = noun_phrase(named["what"]).words if named else ""
    return told, (f"number of {what}" if what and named and "number of" in named[0].lower()[:40] else what) or topic


def _ends(text: str, figure: Figure) -> bool:
    """True where nothing but a bracket follows a figure: "Plans maintained: 2,596 (January 2021)"."""
    return bool(re.fullmatch(r"\s*(?:\([^)]*\))?[\s.;,]*", text[figure.end :]))


def _counts(text: str, figure: Figure, series: Series) -> bool:
    before = text[: figure.start]
    if _DEFINES.search(before) or _AIM.search(before) or _INSPECTORS.search(series.words) or _IDLE.match(series.words):
        return False
    return not figure.word or figure.unit is not None or bool(_DOMAIN.search(series.words))


def _finding(
    sentence: Span, figures: list[Figure], at: int, series: Series, dated: Period | None, who: str | None
) -> Finding:
    text = sentence.text.replace("\n", " ")
    period = figure_period(text, figures, at, series.change)
    if period and period.needs_year:
        period = dated_nearby(sentence, period)
    how = period.how if period else None
    if period is None and dated and _LIKE_THIS.search(text) and _own_words(series):
        period, how = dated, "period of the sentence before"
    return sentence.finding(
        "measure",
        derived="; ".join(part for part in (figures[at].how, how) if part) or None,
        series=series.words,
        period=period.words if period else None,
        dates=period.iso if period else None,
        value=figures[at].value,
        unit=figures[at].unit,
        area=figure_area(text, figures, at, sentence.document.source.local_area),
        said_by=who,
    )


def _own_words(series: Series) -> bool:
    return series.change
