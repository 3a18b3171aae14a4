"""The types of a suite, and the loader that refuses a faulty one with the line of the fault."""

import hashlib
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Annotated, Any

from pydantic import AfterValidator, Field, ValidationError, model_validator
from pydantic_core import ErrorDetails

from evals.marks import LineError, Marked, Place
from evals.normalise import normalise
from ingest.documents import Frozen
from ingest.errors import SuiteError


def _says_something(wording: str) -> str:
    if not normalise(wording):
        raise ValueError(f"the wording {wording!r} says nothing: it needs a letter or a digit")
    return wording


Text = Annotated[str, Field(min_length=1, pattern=r"\S")]
Wording = Annotated[str, AfterValidator(_says_something)]


class Case(Frozen):
    """A question and what its answer must and must not do. What is left out is not measured."""

    id: Text
    question: Text
    facts: tuple[Annotated[tuple[Wording, ...], Field(min_length=1)], ...] = ()
    """Every entry must be stated in the answer; an entry is a list of wordings of which one is enough."""
    never: tuple[Wording, ...] = ()
    """Wordings that must not stand in the answer."""
    cites: tuple[Text, ...] = ()
    """At least one citation is to one of these document ids."""
    pages: tuple[Annotated[int, Field(ge=1)], ...] = ()
    """At least one citation (to one of ``cites``, if given) is on one of these pages, counted from 1."""
    answerable: bool | None = None
    """False: the status must be ``not_in_documents``. True, or left out where facts, cites or pages are given: it
    must not be. Else the status is not measured."""
    area: Text | None = None
    """Local area to which the question is limited (the filter that a user can set)."""
    persona: Text | None = None
    """Who asks: parent, councillor, staff."""
    tags: tuple[Text, ...] = ()
    """Form of the question; "held-out" marks a case that is looked at only to report."""

    @property
    def refusable(self) -> bool | None:
        """Is ``not_in_documents`` the right status (True), a wrong one (False), or not measured (None)?"""
        if self.answerable is not None:
            return not self.answerable
        return False if self.facts or self.cites or self.pages else None

    @model_validator(mode="after")
    def _measured(self) -> "Case":
        if self.refusable is None and not self.never:
            raise ValueError("no measure applies: give facts, never, cites, pages or answerable")
        return self


class Dialogue(Frozen):
    """Questions asked one after the other, each with the turns before it as history."""

    id: Text
    turns: Annotated[tuple[Case, ...], Field(min_length=1)]
    """Their ids are "<dialogue id>/<turn number>" unless the suite names them."""


class _Questions(Frozen):
    questions: tuple[Case, ...] = ()
    dialogues: tuple[Dialogue, ...] = ()


class Suite(_Questions):
    """A checked suite."""

    name: str
    """Name of its file without the ending."""
    digest: str
    """SHA-256 of its file."""

    @property
    def cases(self) -> tuple[Case, ...]:
        """Single questions, then the turns of the dialogues, in the file's order."""
        return self.questions + tuple(turn for dialogue in self.dialogues for turn in dialogue.turns)


def load_suite(path: Path) -> Suite:
    """Read a suite.

    Raises:
        SuiteError: there is no such file, or a fault in it, named with the file's name and the line.
    """
    try:
        content = path.read_bytes()
        checked = _checked(Marked(content.decode()))
        return Suite(**dict(checked), name=path.stem, digest=hashlib.sha256(content).hexdigest())
    except OSError as error:
        raise SuiteError(
            f"the suite {path} cannot be read: {error.strerror}", "name a YAML file of questions"
        ) from error
    except UnicodeDecodeError as error:
        raise SuiteError(f"the suite {path} is not UTF-8 text", "save it as UTF-8") from error
    except LineError as fault:
        raise SuiteError(
            f"{path.name}, line {fault.line}: {fault.what}", f"mend line {fault.line} of {path}"
        ) from fault


def _checked(marked: Marked) -> _Questions:
    _name_turns(marked.data)
    try:
        # strict, through JSON: a list will do where the type is a tuple, but 7 will not where it is text
        questions = _Questions.model_validate_json(json.dumps(marked.data), strict=True)
    except ValidationError as error:
        faults = [LineError(marked.line(found["loc"]), _in_words(found)) for found in _causes(error)]
        raise min(faults, key=lambda fault: fault.line) from error
    if not questions.questions and not questions.dialogues:
        raise LineError(1, "no question in it")
    seen: dict[str, int] = {}
    for place, name in _names(questions):
        if name in seen:
            raise LineError(marked.line(place), f"the id {name!r} stands on line {seen[name]} already")
        seen[name] = marked.line(place)
    return questions


def _causes(error: ValidationError) -> list[ErrorDetails]:
    """Without the lists that are "too short" only because what they hold is faulty."""
    return [found for found in error.errors() if found["type"] != "too_short" or not found["input"]]


def _name_turns(data: Any) -> None:
    """Give the turns that have no id "<dialogue id>/<turn number>"; what is no dialogue is left to the check."""
    dialogues = data.get("dialogues") if isinstance(data, dict) else None
    for dialogue in dialogues if isinstance(dialogues, list) else []:
        turns = dialogue.get("turns") if isinstance(dialogue, dict) else None
        for number, turn in enumerate(turns if isinstance(turns, list) else [], start=1):
            if isinstance(turn, dict):
                turn.setdefault("id", f"{dialogue.get('id')}/{number}")


def _names(questions: _Questions) -> Iterator[tuple[Place, str]]:
    for at, case in enumerate(questions.questions):
        yield ("questions", at, "id"), case.id
    for at, dialogue in enumerate(questions.dialogues):
        yield ("dialogues", at, "id"), dialogue.id
        for turn, case in enumerate(dialogue.turns):
            yield ("dialogues", at, "turns", turn, "id"), case.id


def _in_words(error: ErrorDetails) -> str:
    field = next((str(part) for part in reversed(error["loc"]) if isinstance(part, str)), "the suite")
    if error["type"] == "value_error":
        return error["msg"].removeprefix("Value error, ")
    return {
        "extra_forbidden": f"unknown field {field!r}",
        "missing": f"{field!r} is missing",
        "string_type": f"{field!r} must be text (put quotes round it)",
        "tuple_type": f"{field!r} must be a list",
        "model_type": f"{field!r} must hold fields with names",
        "too_short": f"{field!r} must not be empty",
        "string_pattern_mismatch": f"{field!r} must not be empty",
    }.get(error["type"], f"{field!r}: {error['msg']}")
