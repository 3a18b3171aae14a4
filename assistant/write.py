"""Evidence -> an answer by a language model, of which every sentence is checked before it is shown.

The model gets numbered evidence and writes cited sentences. One that its evidence does not bear out is left out; quotes
that the others do not say in full stand below them. Where too little is left, or the model is down, slow, wordy or of
another opinion than figures that ``quotes`` is sure of, the answer is that of ``quotes``, with a note. A model never
turns a refusal into an answer on its word alone.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace

from ingest.dates import find_dates
from prompts.loader import load

from .draft import COUNTED, Draft, Quote, Statement
from .ground import Ground
from .material import Material
from .model import QUOTES, LanguageModel, ModelError
from .numbered import as_data, listed, numbered
from .refuse import missing_areas
from .reply import REFUSAL, Said, said
from .sufficient import is_answer
from .unchecked import unchecked
from .verify_figures import Asked
from .verify_near import figures
from .words import keys, says

_MOST = 8  # sentences that are asked for
_TOO_MANY = 2 * _MOST
_SAID = 0.8  # share of the concepts of a statement that others must say to stand in its place
_SHORT = {"number", "date", "who", "contact", "yes_no"}
_REFUSED = "The language model found no answer in the evidence. The answer above is made of quotes."
_NOT_BORNE_OUT = "The documents do not bear out what the language model wrote. The answer above is made of quotes."
_LEFT_OUT = "Something that the language model wrote is left out, since the documents do not bear it out."


Told = Callable[[str], None]
"""Called with each sentence as soon as it is checked."""


@dataclass(frozen=True)
class Written:
    """An answer, and what wrote it."""

    draft: Draft
    generator: str = QUOTES
    """The language model's name, or "quotes" where none was asked or its answer is not taken."""


@dataclass
class _Reply:
    """What came of a model's reply so far."""

    kept: list[Statement] = field(default_factory=list)
    failed: int = 0
    """Sentences that were left out."""
    refused: bool = False


def write(material: Material, draft: Draft, model: LanguageModel, told: Told | None = None) -> Written:
    """The answer to a question by a language model.

    Args:
        material: all that was found.
        draft: what ``quotes`` answers.
        model: who writes.
        told: hears each sentence that is borne out, at once; one may be missing from the answer in the end, where
            the reply as a whole is not taken.
    """
    excerpts = () if _is_settled(material, draft) else numbered(material, draft, model.settings.model_evidence)
    if not excerpts:
        return Written(draft)
    messages = load("answer").fill(
        most=str(_MOST),
        refusal=REFUSAL,
        evidence=listed(excerpts),
        question=as_data(material.question.standalone),
    )
    ground = Ground(material.library, excerpts, Asked.of(material.question))
    try:
        if not (model.settings.model_check and material.library.parts.verification):
            return Written(unchecked(ground, said(model.pieces(messages))), model.name)
        reply = _read(ground, said(model.pieces(messages)), told)
    except ModelError as fault:
        return _with_note(draft, f"{fault.what}. The answer above is made of quotes.")
    return _decided(material, draft, reply, model.name)


def _read(ground: Ground, sentences: Iterable[Said], told: Told | None) -> _Reply:
    reply = _Reply()
    for sentence in sentences:
        if sentence.refuses:
            reply.refused = True
            continue
        if len(reply.kept) + reply.failed >= _TOO_MANY:
            raise ModelError("The language model writes more than it was asked for", "Use another")
        statement = ground.statement(sentence)
        if isinstance(statement, str):
            reply.failed += 1
        elif all(statement.text != other.text for other in reply.kept):
            reply.kept.append(statement)
            if told:
                told(statement.text)
    return reply


def _is_settled(material: Material, draft: Draft) -> bool:
    """Whether a model has nothing to add: refusals on principle, and what was counted over whole documents."""
    question = material.question
    missing = missing_areas(material.library, question)
    by_principle = question.personal or (bool(missing) and len(missing) == len(question.areas))
    nothing_near = draft.status == "not_in_documents" and all(s.form == "note" for s in draft.statements)
    return by_principle or nothing_near or any(s.why == COUNTED for s in draft.statements)


def _decided(material: Material, draft: Draft, reply: _Reply, name: str) -> Written:
    if draft.status == "not_in_documents":
        sure = reply.kept and not reply.failed and not reply.refused and _is_said_outright(material, reply.kept)
        return Written(Draft("answered", tuple(reply.kept)), name) if sure else Written(draft)
    if not reply.kept:
        return _with_note(draft, _NOT_BORNE_OUT if reply.failed else _REFUSED)
    if not _speaks_to(material, draft, reply.kept) or not _states(reply.kept, _sure_of(draft)):
        return _with_note(draft, _NOT_BORNE_OUT)
    notes = [s for s in draft.statements if s.form == "note"]
    if reply.failed:
        notes.append(Statement(_LEFT_OUT, form="note"))
    kept, leads = reply.kept, _unsaid(draft, reply.kept, "direct")
    if material.question.intent in _SHORT and not leads:
        kept = [replace(kept[0], form="direct"), *kept[1:]]
    return Written(Draft(draft.status, (*leads, *kept, *_unsaid(draft, reply.kept, "quote"), *notes)), name)


def _with_note(draft: Draft, note: str) -> Written:
    return Written(Draft(draft.status, (*draft.statements, Statement(note, form="note"))))


def _unsaid(draft: Draft, kept: Sequence[Statement], form: str) -> list[Statement]:
    """What ``quotes`` states in a form and the kept sentences do not say in full: nothing is lost to a short reply."""
    told = {key for statement in kept for key in keys(statement.text)}
    return [s for s in draft.statements if s.form == form and _share(s.text, told) < _SAID]


def _share(text: str, told: set[str]) -> float:
    stated = set(keys(text))
    return sum(says(key, told) for key in stated) / max(len(stated), 1)


def _speaks_to(material: Material, draft: Draft, kept: Sequence[Statement]) -> bool:
    """Whether a reply rests on what answers the question, and not only on something that is true besides."""
    cited = [quote for statement in kept for quote in statement.quotes]
    answering = [quote for statement in draft.statements for quote in statement.quotes]
    return _overlap(cited, answering) or _is_said_outright(material, kept)


def _is_said_outright(material: Material, kept: Sequence[Statement]) -> bool:
    """Whether a sentence that is cited says of itself what is asked."""
    cited = [quote for statement in kept for quote in statement.quotes]
    return any(_overlap([Quote.of(s.unit)], cited) for s in material.scored if is_answer(material, s))


def _sure_of(draft: Draft) -> set[str]:
    """Figures of the direct answer that ``quotes`` gives; its dates, where it gives no figure."""
    direct = [s.text for s in draft.statements if s.form == "direct"]
    return {value for text in direct for value in _figures(text) or _dates(text)}


def _states(kept: Sequence[Statement], values: set[str]) -> bool:
    return values <= {value for s in kept for value in (*_figures(s.text), *_dates(s.text))}


def _figures(text: str) -> set[str]:
    return {f.value for f in figures(text) if not f.whole}


def _dates(text: str) -> set[str]:
    return {d.iso for d in find_dates(text)}


def _overlap(some: Sequence[Quote], others: Sequence[Quote]) -> bool:
    return any(a.document == b.document and a.start < b.end and b.start < a.end for a in some for b in others)
