"""Holds a suite against the documents: a fact that none of them states cannot be asked for."""

from collections.abc import Callable, Iterator
from pathlib import Path

from evals.cases import Case, Suite
from evals.marks import Marked, Place
from evals.normalise import normalise
from ingest.errors import KnownError, SuiteError

DERIVED = "derived"
"""Tag of cases whose facts no document states: they have to be counted or worked out."""


def check_stated(suite: Suite, path: Path, document_text: Callable[[str], str]) -> None:
    """Refuse a suite with a fact that the documents which its case cites do not state.

    A case of which not every cited document is there is let pass, since the missing one may state it; and so is one
    with the tag "derived".

    Args:
        suite: checked by ``load_suite``.
        path: its file.
        document_text: the text of a document by its id; ``KnownError`` or ``LookupError`` where it is not there.

    Raises:
        SuiteError: names the file and the line of the first such fact.
    """
    texts: dict[str, str | None] = {}
    lacking = [
        (place, fact) for place, case in _places(suite) for place, fact in _lacking(case, place, texts, document_text)
    ]
    if lacking:
        place, fact = lacking[0]
        line = Marked(path.read_text(encoding="utf-8")).line(place)
        what = f"{path.name}, line {line}: no document that the case cites states {' | '.join(fact)!r}"
        raise SuiteError(what, f'mend it, or give the case the tag "{DERIVED}" if the fact has to be worked out')


def _places(suite: Suite) -> Iterator[tuple[Place, Case]]:
    for at, case in enumerate(suite.questions):
        yield ("questions", at), case
    for at, dialogue in enumerate(suite.dialogues):
        for turn, case in enumerate(dialogue.turns):
            yield ("dialogues", at, "turns", turn), case


def _lacking(
    case: Case, place: Place, texts: dict[str, str | None], document_text: Callable[[str], str]
) -> Iterator[tuple[Place, tuple[str, ...]]]:
    """The facts of a case that none of its documents states, with their places in the file."""
    if not case.facts or DERIVED in case.tags:
        return
    for id_ in case.cites:
        if id_ not in texts:
            texts[id_] = _normalised(id_, document_text)
    found = [texts[id_] for id_ in case.cites]
    if not found or None in found:
        return
    for number, fact in enumerate(case.facts):
        wanted = [f" {normalise(wording)} " for wording in fact]
        if not any(wording in (text or "") for wording in wanted for text in found):
            yield (*place, "facts", number), fact


def _normalised(id_: str, document_text: Callable[[str], str]) -> str | None:
    try:
        return f" {normalise(document_text(id_))} "
    except (KnownError, LookupError):
        return None
