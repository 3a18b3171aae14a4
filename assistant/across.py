"""Questions over all areas at once: which areas a thing is said of, complete, counted, with one quote an area.

What findings hold is counted from findings, in the newest document of each area that has them; other things from
sentences that say nearly all that is asked.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from ingest.documents import Finding, FindingKind

from .content import areas_in
from .draft import COUNTED, Draft, Quote, Statement
from .evidence import concept_weights
from .inspected import at_another_visit
from .library import Library
from .outcomes import CATEGORY
from .periods import fits_period
from .topics import on_topic, topic
from .understand import Understood
from .units import Unit
from .wording import count_in_words
from .words import keys, says

_ASKS_FOR_AREAS = re.compile(
    r"\b(?:which|what|how many|list|name|all)\b[^?]{0,40}?"
    r"\b(?:local )?(?:areas?|area partnerships?|partnerships?|councils?|authorit(?:y|ies)|inspections?|reports?"
    r")\b"
    r"(?! (?:for|of) (?:priority|improvement|significant|weakness|concern|development))"
    r"|\bwhere (?:did|do|does|were|was|are|is|has|have)\b|\banywhere\b"
    r"|\bwhere (?:must|should) (?!(?:i|we|you|one|parents?|carers?|families|people|an?|my|our|they|somebody)\b)"
    r"|\b(?:were|are) there (?:any )?(?:local )?(?:areas|councils|places)\b"
    r"|\bwhich places (?:came|had|got|have|were|did|must|need)\b",
    re.I,
)
_OTHERS = re.compile(
    r"\bwho else\b|\b(?:which|what) other (?:local )?(?:areas?(?! (?:for|of))|councils?|places|partnerships?)\b", re.I
)
"""Areas beside one that the question names."""
_FORMS: tuple[tuple[tuple[FindingKind, ...], re.Pattern[str]], ...] = (
    (
        ("area for priority action", "area for improvement"),
        re.compile(
            r"\bpriority actions?\b.{0,20}\bareas? for improvement\b"
            r"|\bareas? for improvement\b.{0,20}\bpriority actions?\b",
            re.I,
        ),
    ),
    (
        ("area for priority action",),
        re.compile(
            r"\b(?:areas? for )?priority actions?\b(?! plan)|\bas a (?:matter of )?priority\b|\burgent\w*\b", re.I
        ),
    ),
    (
        ("area for improvement", "area for priority action"),
        re.compile(
            r"\bareas? for improvement\b|\b(?:must|should|need\w*|have|has|had|told|asked|required) (?:to )?(?:be )?"
            r"(?:improv\w*|do (?:better|more)|better)\b|\bneed\w* improvement\b|\b(?:told|asked|required) to\b"
            r"|\bmust\b.{3,80}\bbe improved\b",
            re.I,
        ),
    ),
    (("recommendation",), re.compile(r"\brecommend\w*\b", re.I)),
    (("area of significant weakness",), re.compile(r"\b(?:areas? of )?(?:significant )?weakness(?:es)?\b", re.I)),
    (("written statement of action",), re.compile(r"\b(?:written statement(?: of action)?|wsoa)\b", re.I)),
    (("strength",), re.compile(r"\bstrengths?\b|\b(?:going|doing|working|does|do) well\b", re.I)),
)
_MOST_OF = re.compile(
    r"\b(?:most|fewest|(?:highest|largest|biggest|greatest|lowest) number of) (?:areas? (?:for|of) )?(?:significant )?"
    r"(?:priority actions?|improvements?|weakness(?:es)?|recommendations?|strengths?)\b",
    re.I,
)
_LIMIT = re.compile(r"\bat (?:most|least)\b|\b(?:more|fewer|less) than (?:\d|one|two|three|four|five|six)", re.I)
_FEWEST = re.compile(r"\b(?:fewest|lowest)\b", re.I)
_BOTH = re.compile(
    r"\bpriority actions?\b.{0,20}\bareas? for improvement\b|\bimprovement\b.{0,20}\bpriority actions?\b", re.I
)
_FEWEST_COMPARED = 2
_MIN_SAID = 0.85  # share of the question's concepts, by weight, that one sentence must say
_ABOUT_AREAS = frozenset({"area", "council", "partnership", "local", "author", "where", "anywher", "report", "inspect"})
_OF_LISTS = "mention among part come comes up thing told asked better more according else other others going do bring"
_ABOUT_LISTS = frozenset({*keys(_OF_LISTS), "hand", "=improvement_area", "=priority_action"})
"""What belongs to asking whose lists hold something."""

_GIVING = frozenset({*keys("sent send given give got received receive issued issue served serve handed had"), "=dfe"})
"""What a sentence may leave out: an improvement notice is issued or served, and nobody but the ministry sends one."""
_GIVER = frozenset(keys("government ministers ministry secretary state"))  # left out too where something is given


@dataclass(frozen=True)
class _Counted:
    """One quote an area, and over how many documents that was looked for."""

    quotes: Mapping[str, tuple[Quote, str]]
    over: int


def across_areas(library: Library, question: Understood) -> Draft | None:
    """The areas a thing is said of; ``None`` where the question does not ask for areas or none is found."""
    others = _beside_one_named(question)
    if (question.areas and not others) or len(library.areas()) < 2:
        return None
    if not (others or _ASKS_FOR_AREAS.search(question.standalone)):
        return None
    if _LIMIT.search(question.standalone) or at_another_visit(question.standalone):
        return None  # neither a limit nor a time that another visit sets is counted
    if _MOST_OF.search(question.standalone):
        return _with_most(library, question)
    counted = _by_outcome(library, question) or _by_findings(library, question) or _by_sentences(library, question)
    names = sorted(set(counted.quotes) - set(question.areas)) if counted else []
    if not counted or not names:
        return None
    quotes = tuple(counted.quotes[name][0] for name in names)
    number = f"{len(names)}: " if question.intent == "number" else ""
    lead = Statement(f"{number}{', '.join(names)}.", quotes, "direct", COUNTED)
    over = f"Looked for in {counted.over} document{'' if counted.over == 1 else 's'}, the newest of each area."
    told = [Statement(counted.quotes[name][1], (counted.quotes[name][0],)) for name in names]
    return Draft("answered", (lead, *told, Statement(over, form="note")))


def _beside_one_named(question: Understood) -> bool:
    """Whether other areas are asked for than one that the question names first."""
    match = _OTHERS.search(question.standalone)
    return bool(match and question.areas and areas_in(question.standalone[: match.start()]))


def _with_most(library: Library, question: Understood) -> Draft | None:
    """The areas with most, or fewest, findings of a kind, all of them quoted; ``None`` where more is asked."""
    kinds, form = next(((k, f) for k, f in _FORMS if f.search(question.standalone)), ((), _MOST_OF))
    spoken = [match.span() for match in form.finditer(question.standalone)]
    asked = [t.key for t in topic(question, spoken) if t.key not in _ABOUT_AREAS | _ABOUT_LISTS | _OF_OUTCOMES]
    if not kinds or asked or _FEWEST.search(question.standalone):
        return None  # an area of which none is named may have fewest, and that cannot be quoted
    counted = kinds if _BOTH.search(question.standalone) else kinds[:1]
    by_area: dict[str, list[Finding]] = {}
    for kind in counted:
        for known in library.findings.latest(kind, library.sources, question.periods):
            if known.local_area:
                by_area.setdefault(known.local_area, []).append(known.finding)
    if len(by_area) < _FEWEST_COMPARED:
        return None
    edge = max(len(found) for found in by_area.values())
    named = sorted(area for area, found in by_area.items() if len(found) == edge)
    quotes = tuple(Quote.stating(finding) for area in named for finding in by_area[area])
    each = " each" if len(named) > 1 else ""
    lead = Statement(f"{', '.join(named)}: {count_in_words(edge)}{each}.", quotes, "direct", COUNTED)
    told = [Statement(f.quote, (Quote.stating(f),)) for area in named for f in by_area[area]]
    note = Statement(f"Counted in {len(by_area)} documents that name any, the newest of each area.", form="note")
    return Draft("answered", (lead, *told, note))


def _by_outcome(library: Library, question: Understood) -> _Counted | None:
    """Areas by the outcome that their newest report gives."""
    named = [name for name, form in CATEGORY.items() if form.search(question.standalone)]
    if not named:
        return None
    spoken = [m.span() for form in CATEGORY.values() for m in form.finditer(question.standalone)]
    rest = [t.key for t in topic(question, spoken) if t.key not in _ABOUT_AREAS | _OF_OUTCOMES]
    found = library.findings.latest("outcome", library.sources, question.periods)
    if rest or not found:
        return None
    hits = [known for known in found if known.finding.get("outcome") in named]
    return _counted(((k.local_area, Quote.stating(k.finding), k.finding.quote) for k in hits), len(found))


_OF_OUTCOMES = frozenset(
    {"come", "came", "=systemic", "=positive", "=inconsistent", "=good", "outcom", "experi", "fail", "=kids", "typic"}
    | set(
        keys("possible verdict rating grade judgement category middle bottom top lowest highest land landed put place")
    )
    | set(keys("special need most mostly inspection inspector ofsted tier band group get got given e out three"))
    | set(keys("new style kind type sort framework system regime now current under"))
)


def _by_findings(library: Library, question: Understood) -> _Counted | None:
    """Areas of which a finding of the kind that is asked for is on the topic."""
    for kinds, form in _FORMS:
        match = form.search(question.standalone)
        if not match:
            continue
        spoken = [found.span() for found in form.finditer(question.standalone)]
        asked = [t for t in topic(question, spoken) if t.key not in _ABOUT_AREAS | _ABOUT_LISTS]
        found = [k for kind in kinds for k in library.findings.latest(kind, library.sources, question.periods)]
        hits = [known for known in on_topic(library, found, asked) if known.finding.get("required") != "no"]
        every: tuple[FindingKind, ...] = ("outcome", *kinds)
        newest = (library.findings.latest(kind, library.sources, question.periods) for kind in every)
        looked = {known.finding.document for found in newest for known in found}
        if hits:
            return _counted(((k.local_area, Quote.stating(k.finding), k.finding.quote) for k in hits), len(looked))
    return None


def _counted(hits: Iterable[tuple[str | None, Quote, str]], over: int) -> _Counted:
    quotes: dict[str, tuple[Quote, str]] = {}
    for area, quote, text in hits:
        if area:
            quotes.setdefault(area, (quote, text))
    return _Counted(quotes, over)


def _by_sentences(library: Library, question: Understood) -> _Counted | None:
    asked = {k: w for k, w in concept_weights(library, question).items() if k not in _ABOUT_AREAS}
    unsaid = _GIVING | (_GIVER if _GIVING & asked.keys() else frozenset())
    weights = {k: w for k, w in asked.items() if k not in unsaid} or asked
    total = sum(weights.values())
    if not total:
        return None
    may_say = library.saying(weights, _MIN_SAID * total)  # however their sentences stand to each other
    units = ((library.sources[id_].local_area, _best(library, question, id_, weights, asked)) for id_ in may_say)
    return _counted(((area, Quote.of(u), u.text) for area, u in units if u), len(library.sources))


def _best(
    library: Library, question: Understood, id_: str, weights: Mapping[str, float], asked: Mapping[str, float]
) -> Unit | None:
    """The sentence of a document that says most of what is asked, and nearly all that must be said."""
    best: tuple[float, Unit] | None = None
    least = _MIN_SAID * sum(weights.values())
    for unit in library.units(id_):
        if _said(unit, weights) >= least and fits_period(library, question, unit) >= 0:
            said = _said(unit, asked)
            best = (said, unit) if not best or said > best[0] else best
    return best[1] if best else None


def _said(unit: Unit, weights: Mapping[str, float]) -> float:
    """How much of this a sentence says; what its heading says counts for less."""
    own = sum(w for key, w in weights.items() if says(key, unit.keys))
    return own + 0.75 * sum(w for k, w in weights.items() if not says(k, unit.keys) and k in unit.around)
