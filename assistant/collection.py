"""Questions about the collection and the assistant: which documents there are, how new they are, what can be asked."""

import re
from collections.abc import Sequence

from ingest.dates import in_words
from ingest.documents import Document

from .draft import Draft, Quote, Statement
from .library import Library
from .material import Material
from .wording import listed

_PAPERS = r"(?:documents?|reports?|letters?|files?|papers?|inspection reports?)"
_HAVE = re.compile(
    rf"\b(?:which|what|list|show|how many|all)\b.{{0,30}}\b{_PAPERS}\b.{{0,30}}"
    r"\b(?:do you (?:have|hold|know|use|search)|have you|are (?:there|loaded|here|available|searched|included))\b"
    rf"|^(?:do|have) you (?:have |got |hold )+(?:anything|something|any|an?|the)\b"
    rf"|\bis there (?:an?|any) (?:\w+ ){{0,2}}{_PAPERS} (?:on|about|for|of)\b"
    rf"|^what(?:['’]s| is| are) (?:in here|loaded|the (?:newest|latest|most recent|oldest) {_PAPERS})\W*$"
    r"|^how (?:up[- ]to[- ]date|old|recent|current) (?:is|are) (?:this|it|these|your|the (?:documents?|information))"
    rf"|^where (?:can|do|could|would) (?:i|we|you) (?:find|read|get|see|download) (?:the |an? )?.{{0,40}}\b{_PAPERS}\b",
    re.I,
)
_AREAS = re.compile(
    r"\b(?:which|what|how many) (?:local )?(?:areas?|councils?|places) "
    r"(?:do you|can you|are (?:loaded|covered|there|here))",
    re.I,
)
_DATED = re.compile(
    rf"^when (?:was|were|is|are) (?:the|this|that) .{{0,60}}\b(?:{_PAPERS}|plan|page)\b.{{0,40}}"
    r"\b(?:published|from|dated|written|issued|released|come out)\b",
    re.I,
)
_DATE_OF = re.compile(
    rf"^(?:what(?:['’]s| is| was) the )?date (?:of|on) the (?P<what>.{{0,30}}\b{_PAPERS}.{{0,40}})$", re.I
)
_SMALL_TALK = re.compile(
    r"\W*(?:(?:(?:hello|hi|hey|hiya|good (?:morning|afternoon|evening)|thanks?(?: you| a lot)?|cheers|ta|ok(?:ay)?|bye"
    r"|goodbye|great|perfect|test|there|again|(?:very|so) much)\W*)+|(?:who|what) are you|help(?: me)?"
    r"|what (?:can|could|should) (?:you do|i ask(?: you)?|you tell me)"
    r"|how (?:do|does|can) (?:i|this|it|you) (?:use |work)(?:this|it)?"
    r"|are you (?:an? )?(?:chatgpt|robot|bot|ai|human|person|real|machine))\W*",
    re.I,
)
_WORDS = """
document report letter file paper inspect inspector load newest latest recent oldest old new date inform data send area
local partnership council publish =published =revisit =attend day issu releas come find read download ofst =cqc page
plan =outcome_rating
"""
_OWN = frozenset(_WORDS.split())
_REVISIT = re.compile(r"\b(?:re-?visit|monitoring)", re.I)
_BACK = frozenset({"revisit letter", "monitoring report"})
_DAY = len("2022-06-23")
_MOST, _FEW = 8, 3
_BEGINNING = 2000  # characters in which a title is looked for


def small_talk(material: Material) -> Draft | None:
    """What the assistant is and what can be asked, where nothing is asked of the documents."""
    library = material.library
    if not _SMALL_TALK.fullmatch(material.question.text):
        return None
    areas = library.areas()
    more = '"Which areas had systemic failings?"' if len(areas) > _FEW else '"How long are the waits?"'
    example = f'"What did inspectors find in {areas[0]}?"' if areas else '"What did inspectors find?"'
    return Draft(
        "not_in_documents",
        (
            _note(
                "This assistant answers questions from documents on how well local areas serve children and young "
                "people with special educational needs and disabilities (SEND), and quotes where the answer stands."
            ),
            _note(_how_many(library)),
            _note(f'Ask, for example: {example} {more} "What does SENDIASS do?"'),
        ),
    )


def collection(material: Material) -> Draft | None:
    """The documents or areas that are loaded, where one asks for them; ``None`` where something else is asked."""
    question, library = material.question, material.library
    if _AREAS.search(question.asking):
        documents = tuple(library.sources)
        return Draft("answered", (_note(f"{_how_many(library)} The newest:"), *_titles(library, documents)[:_FEW]))
    if not _HAVE.search(question.asking) or _asks_more(material):
        return None
    documents = library.documents_of(question.areas)
    lead = f"{_loaded(len(documents))}, about {listed(question.areas or library.areas())}."
    shown = f" The {_MOST} newest:" if len(documents) > _MOST else ""
    return Draft("answered", (_note(lead + shown), *_titles(library, documents)))


def dated(material: Material) -> Draft | None:
    """The document whose date or place is asked for, by its title, beside which its date stands."""
    if not _DATED.search(material.question.asking) or _asks_more(material):
        return None
    meant = _meant(material)
    return Draft("answered", tuple(_titles(material.library, meant))) if meant else None


def date_of(material: Material) -> Draft | None:
    """The date that a letter or report bears; ``None`` where more than one may be meant, or it states none."""
    library, meant = material.library, _meant(material) if _DATE_OF.search(material.question.asking) else ()
    if len(meant) != 1 or _asks_more(material):
        return None
    document = library.get(meant[0])
    quote = _date_line(document)
    if not quote:
        return None
    stated = document.text[quote.start : quote.end]
    return Draft("answered", (Statement(f"{stated}.", (quote,), "direct"), *_titles(library, meant)))


def _meant(material: Material) -> Sequence[str]:
    """Documents of the area that a question names, of the kind it names."""
    question, library = material.question, material.library
    documents = library.documents_of(question.areas) if question.areas else ()
    kinds = _BACK if _REVISIT.search(question.asking) else {question.kind}
    return [id_ for id_ in documents if library.sources[id_].kind in kinds] or documents


def _date_line(document: Document) -> Quote | None:
    """Where a document states the day on which it was published."""
    published = document.source.published or ""
    words = in_words(published) if len(published) == _DAY else ""
    start = document.text.find(words) if words else -1
    return Quote(document.source.id, start, start + len(words)) if start >= 0 else None


def _asks_more(material: Material) -> bool:
    return any(token.key not in _OWN for token in material.question.content())


def _how_many(library: Library) -> str:
    areas = library.areas()
    return f"{_loaded(len(library.sources))}, about {listed(areas)}."


def _loaded(count: int) -> str:
    return "1 document is loaded" if count == 1 else f"{count} documents are loaded"


def _titles(library: Library, documents: Sequence[str]) -> list[Statement]:
    """The titles of documents as they stand in them, newest first: with each stands its date."""
    newest = sorted(documents, key=library.age, reverse=True)[:_MOST]
    quotes = [title_of(library.get(id_)) for id_ in newest]
    return [Statement(library.get(q.document).text[q.start : q.end], (q,)) for q in quotes]


def title_of(document: Document) -> Quote:
    """Where a document has its title; else its date, or its first line."""
    text, title = document.text[:_BEGINNING], document.source.title
    start = max(text.find(title), 0)
    if text.startswith(title, start):
        return Quote(document.source.id, start, start + len(title))
    return _date_line(document) or Quote(document.source.id, 0, len(text.split("\n", 1)[0]))


def _note(text: str) -> Statement:
    return Statement(text, form="note")
