"""A follow-up question -> one that stands alone, by a language model where the rules of ``follow_up`` only join two.

The rewritten question is taken only if it names no figure, date, area or name that neither the question nor the
conversation has; else the rules' own version stands.
"""

import re
from collections.abc import Sequence

from ingest.areas import find_areas
from ingest.dates import find_dates
from ingest.numbers import find_numbers
from prompts.loader import load

from .answers import Turn
from .follow_up import JOINED, standalone
from .model import LanguageModel, ModelError
from .numbered import as_data
from .render import plain_text
from .verify_names import names
from .words import keys

_TURNS = 3  # earlier turns that are shown
_LONGEST = 400  # characters


def rewritten(question: str, history: Sequence[Turn], model: LanguageModel) -> str | None:
    """The question as it stands alone; ``None`` where the rules do as well, or the model does not help.

    Args:
        question: as asked.
        history: earlier turns, oldest first.
        model: who rewrites.
    """
    if not history or JOINED not in standalone(" ".join(question.split()), history):
        return None
    turns = [f"Question: {as_data(t.question)}\nAnswer: {as_data(_short(t.answer))}" for t in history[-_TURNS:]]
    messages = load("follow_up").fill(conversation="\n\n".join(turns), question=as_data(question))
    try:
        reply = model.reply(messages)
    except ModelError:
        return None
    first = next((line.strip(" \"'“”*") for line in reply.splitlines() if line.strip()), "")
    known = " . ".join([question, *(f"{t.question} . {t.answer} . {t.local_area or ''}" for t in history)])
    return first if _is_faithful(first, question, known) else None


def _short(answer: str) -> str:
    return " ".join(plain_text(re.sub(r"\[\d+\]", "", answer)).split())[:_LONGEST]


def _is_faithful(text: str, question: str, known: str) -> bool:
    """Whether a rewritten question is one question about the same thing, and brings in nothing new."""
    if not text.endswith("?") or not len(question) / 2 <= len(text) <= _LONGEST or text.count("?") > 1:
        return False
    asked, kept = set(keys(question)), set(keys(text))
    if asked and len(asked & kept) < len(asked) / 2:
        return False
    return _things(text) <= _things(known) and _are_named(text, known)


def _things(text: str) -> set[str]:
    dates = {span.iso[:7] for span in find_dates(text)}
    return dates | {area.name for area in find_areas(text)} | {number.value for number in find_numbers(text)}


def _are_named(text: str, known: str) -> bool:
    return all(text[slice(*place)].lower() in known.lower() for place in names(text))
