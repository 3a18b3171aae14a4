"""Example questions for each kind of user, made from the documents that are loaded and asked before they are shown."""

from collections.abc import Callable, Iterator, Sequence
from itertools import islice
from typing import Final

from assistant.answers import Answer
from ingest.documents import Frozen, Kind, Source
from ingest.errors import KnownError

PARENT: Final = "Parents and carers"
COUNCILLOR: Final = "Councillors"
STAFF: Final = "Council and partnership staff"
PER_AUDIENCE: Final = 2
MOST_TRIED: Final = 8


class Template(Frozen):
    """A question that documents of some kinds answer."""

    audience: str
    kinds: tuple[Kind, ...]
    words: str
    """With ``{area}`` where the local area stands."""


class Examples(Frozen):
    """The example questions for one kind of user."""

    audience: str
    questions: tuple[str, ...]


def _template(audience: str, words: str, *kinds: Kind) -> Template:
    return Template(audience=audience, words=words, kinds=kinds)


TEMPLATES: Final = (
    _template(
        PARENT, "What did inspectors find about EHC plans in {area}?", "revisit letter", "inspection letter", "letter"
    ),
    _template(PARENT, "What was the outcome of the inspection in {area}?", "area SEND report", "monitoring report"),
    _template(PARENT, "What do parents and carers in {area} say?", "area SEND report", "revisit letter"),
    _template(PARENT, "What is being done to improve in {area}?", "council page"),
    _template(COUNCILLOR, "Which areas of weakness in {area} have not improved?", "revisit letter"),
    _template(COUNCILLOR, "What are the areas for improvement in {area}?", "area SEND report"),
    _template(COUNCILLOR, "What percentage of EHC plans were issued on time in {area}?", "committee report"),
    _template(COUNCILLOR, "What must {area} do as a priority?", "area SEND report", "monitoring report"),
    _template(COUNCILLOR, "What are the areas of significant weakness in {area}?", "inspection letter"),
    _template(
        STAFF,
        "When was {area} inspected?",
        *("area SEND report", "monitoring report", "revisit letter", "inspection letter", "council page"),
    ),
    _template(STAFF, "Who were the inspectors in {area}?", "area SEND report", "revisit letter", "inspection letter"),
    _template(
        STAFF,
        "Which actions does the plan for {area} set out?",
        *("accelerated progress plan", "written statement of action", "priority action plan"),
    ),
    _template(STAFF, "What are the recommendations for {area}?", "committee report", "area SEND report"),
)


def examples(sources: Sequence[Source], ask: Callable[[str], Answer]) -> tuple[Examples, ...]:
    """Questions for each kind of user that the loaded documents answer.

    Args:
        sources: the loaded documents; those without a local area or a kind give no question.
        ask: answers a question; only questions with the status ``answered`` are kept.
    """
    found = []
    for audience in (PARENT, COUNCILLOR, STAFF):
        tried = islice(_candidates(audience, sources), MOST_TRIED)
        questions = tuple(islice((question for question in tried if _answered(question, ask)), PER_AUDIENCE))
        found.append(Examples(audience=audience, questions=questions))
    return tuple(entry for entry in found if entry.questions)


def _candidates(audience: str, sources: Sequence[Source]) -> Iterator[str]:
    """Questions for one kind of user, the newest documents first, every template once before any comes again."""
    newest = sorted(sources, key=lambda source: source.published or "", reverse=True)
    templates = [template for template in TEMPLATES if template.audience == audience]
    seen: set[str] = set()
    for turn in range(len(newest)):
        for place, template in enumerate(templates):
            areas = list(dict.fromkeys(s.local_area for s in newest if s.kind in template.kinds and s.local_area))
            if turn >= len(areas):
                continue
            # neighbouring templates start at different areas, so that the examples are not all about one
            question = template.words.format(area=areas[(turn + place) % len(areas)])
            if question not in seen:
                seen.add(question)
                yield question


def _answered(question: str, ask: Callable[[str], Answer]) -> bool:
    try:
        return ask(question).status == "answered"
    except KnownError:
        return False
