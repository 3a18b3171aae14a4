"""Who said something, where news and pages quote people by name: "Who replied for the health service?"."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from ingest.documents import Document, Section
from ingest.findings.speech import Speech, speeches
from ingest.sentences import sentences

from .draft import Draft, Quote, Statement
from .evidence import FRAMES, concept_weights, share_said
from .material import Material
from .periods import may_be_of
from .words import keys

_ASKS = re.compile(
    r"\bwho\b(?! (?:should|must|can|could|will|would)\b)(?!['’]?s? (?:is|was|were|are)\b(?! quoted))"
    r".{0,60}?\b(?:said|commented|replied|responded|reacted|welcomed|remarked|spoke|quoted|apologi[sz]ed|thanked"
    r"|(?:gave|made|issued) (?:a|the|any) (?:comment|statement|reaction|response|reply))\b",
    re.I,
)
_WHO_IS = re.compile(
    r"\b[Ww]ho(?:['’]s| is| was) (?:(?:Cllr|Councillor|Mr|Mrs|Ms|Miss|Dr|Sir|Dame|Prof|Professor)\.? )?"
    r"(?P<name>(?:[A-Z][a-z’'-]+ ){1,2}[A-Z][A-Za-z’'-]+)(?=\W*$|[?,.]| (?:and|in|at)\b)"
)
_POST = (
    r"(?:(?:Executive|Interim|Acting|Strategic|Corporate|Assistant|Deputy|Managing|Associate|Service|Senior|Lead|the|an?)\s+)*"
    r"(?:Director|Leader|Head|Chief|Cabinet Member|Portfolio Holder|Chair|Manager|Officer|Lead|Minister|Consultant"
    r"|Commissioner|Principal|Co-?ordinator|Advis[eo]r)\b"
    r"(?!\s+[A-Z][a-z’'-]+\s+[A-Z][a-z’'-]+(?:\s+(?:and|said)\b|$|[,.]))"
    r"(?:(?! (?:said|says|told|was|is|heard|has|had|until|who)\b)[^.,;:()“”\t\n]"
    r"|, (?=[A-Z]\w+(?:, [A-Z]\w+)* and [A-Z]\w+)){0,80}(?!\w)"
)
_OF_ASKING = frozenset(
    keys(
        "who say said comment reply respond response react reaction welcome remark speak quote statement apologise"
        " thank job role title post latest newest came out publish behalf named person spokesperson"
    )
)
_SAYS_WHAT = re.compile(r"\b(?:said|remarked|thanked|welcomed|apologi[sz]ed|spoke)\b", re.I)
"""What was said is given, and must be in the quotation; "who replied to the report" leaves it open."""
_MIN_SAID, _MIN_SAID_WHAT = 0.25, 0.6
"""Share of what is asked that a quotation says, with the speaker's post and what stands over it."""
_OVER = 400  # characters before a quotation that tell what it is of
_NEXT_WORDS = 20  # characters between a quotation and who said it: "said Councillor"
_NEXT = 3  # characters between who is named and the quotation
_READ = 0.1  # what the log-odds count that a sentence of it answers


@dataclass(frozen=True)
class _Spoken:
    """A quotation with the words that introduce it."""

    document: Document
    section: Section
    named: tuple[int, int]
    """Where its speaker is named, up to the quotation if that follows at once."""
    words: tuple[int, int]
    """Its first sentence."""
    who: str
    said: float


def who_spoke(material: Material) -> Draft | None:
    """Who is quoted, with their post and how the quotation begins; ``None`` where that is not asked, or nobody is."""
    question = material.question
    if question.intent != "who" or not _ASKS.search(question.asking):
        return None
    weights = concept_weights(material.library, question)
    weights = {k: w for k, w in weights.items() if k not in _OF_ASKING and k not in FRAMES and not k.startswith("#")}
    found = [
        spoken
        for id_ in material.found.documents
        if not question.periods or may_be_of(material.library, question, id_)
        for spoken in _quotations(material, material.library.get(id_), weights)
    ]
    best = max(found, key=lambda spoken: spoken.said, default=None)
    least = _MIN_SAID_WHAT if _SAYS_WHAT.search(question.asking) else _MIN_SAID
    areas = {spoken.document.source.local_area for spoken in found}
    if best is None or best.said < least or not (weights or len(areas) == 1):
        return None
    text, id_ = best.document.text, best.document.source.id
    spans = [best.named, best.words]
    if abs(best.words[0] - best.named[1]) <= _NEXT or best.words[0] < best.named[0] < best.words[1]:
        spans = [(min(best.named[0], best.words[0]), max(best.named[1], best.words[1]))]
    quotes = [Quote(id_, start, end, best.section.path) for start, end in spans]
    lines = [Statement(text[quote.start : quote.end], (quote,)) for quote in quotes]
    return Draft("answered", (Statement(f"{best.who}.", (quotes[0],), "direct"), *lines))


def _quotations(material: Material, document: Document, weights: Mapping[str, float]) -> Iterator[_Spoken]:
    text = document.text
    for section in document.sections:
        for start, end, who in speeches(text, section.blocks):
            name, words = who.split(",")[0], next(sentences(text, start, end), (start, end))
            after = text.find(name, end, end + len(who) + _NEXT_WORDS)
            before = text.rfind(name, section.blocks[0].start, start) if after < 0 else -1
            if before >= 0:
                stop = next(stop for _, stop in sentences(text, before, max(start, before + len(who) + 1)))
                named = (before, stop)
            elif after >= 0:
                named = (after, after + len(name))
            else:
                continue
            yield _Spoken(
                document, section, named, words, who, _said(material, document, section, (start, end, who), weights)
            )


def _said(
    material: Material, document: Document, section: Section, speech: Speech, weights: Mapping[str, float]
) -> float:
    """How much of what is asked a quotation says, with its speaker's post and what stands over it."""
    start, end, who = speech
    before = document.text[max(section.blocks[0].start, start - _OVER) : end]
    said = frozenset(keys(" . ".join([who, before, *section.path, document.source.title])))
    share = share_said(weights, said)
    inside = [
        s.answers
        for s in material.scored
        if s.unit.document == document.source.id and start - 1 <= s.unit.end and s.unit.start < end
    ]
    read = max((answers for answers in inside if answers is not None), default=0.0)
    return share + _READ * max(-1.0, min(1.0, read)) if weights else 1.0


def who_is(material: Material) -> Draft | None:
    """The post of somebody who is asked about by name, as the documents print it; ``None`` where they do not."""
    match = _WHO_IS.search(material.question.asking)
    if not match:
        return None
    name = match["name"].strip()
    printed = re.compile(rf"\b{re.escape(name)}(?:,| \(| [–-]|\s*\n)\s?(?P<post>{_POST})")
    for id_ in sorted(material.found.documents, key=material.library.age, reverse=True):
        for unit in material.library.units(id_):
            found = printed.search(unit.text)
            if found:
                quote = Quote.of(unit)
                post = " ".join(found["post"].split())
                return Draft(
                    "answered", (Statement(f"{name}, {post}.", (quote,), "direct"), Statement(unit.text, (quote,)))
                )
    return None
