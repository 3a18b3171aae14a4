"""A language model's reply -> the sentences it states, each with the evidence numbers it gives, as they come in."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from ingest.sentences import sentences

from .render import printable

REFUSAL = "NOT_IN_EVIDENCE"
"""What a model writes where the evidence does not answer."""

_MARKS = re.compile(r"(?:\s*[\[(【]\s*(?:evidence\s*)?\d[\d,;\s]*[\])】])+", re.I)
_DONE = re.compile(r"^.*?(?:\n|(?:\[\d[\d,; ]*\])+[.!?]?(?=\s+[A-Z“\"*•-]))", re.S)
_THOUGHT = re.compile(r"<think>.*?(?:</think>|\Z)", re.S)
_DECOR = re.compile(r"^\s*(?:[-*•>#]+\s+|\d{1,2}[.)]\s+)*(?:(?:answer|response)\s*:\s*)?", re.I)
_AGREES = re.compile(r"^(?:yes|no)[,;:.–—-]\s*", re.I)
_DECLINES = re.compile(
    r"\b(?:evidence|documents?|text|information)\b.{0,40}\b(?:not|no)\b.{0,40}"
    r"\b(?:answers?|states?|mentions?|mentioned|says?|contains?|provides?|provided|specif\w+|gives?|available)\b",
    re.I,
)


@dataclass(frozen=True)
class Said:
    """One sentence of a reply."""

    text: str
    """Without marks and decoration; "" for a refusal."""
    marks: tuple[int, ...] = ()
    """Evidence numbers that it gives."""

    @property
    def refuses(self) -> bool:
        """It says that the evidence does not answer."""
        return not self.text


def said(pieces: Iterable[str]) -> Iterator[Said]:
    """The sentences of a reply, each as soon as it is whole."""
    waiting = ""
    for piece in pieces:
        waiting += piece
        if "<think>" in waiting and "</think>" not in waiting:
            continue  # a model that thinks aloud states nothing yet
        waiting = _THOUGHT.sub("", waiting)
        while done := _DONE.match(waiting):
            yield from _of_line(done[0])
            waiting = waiting[done.end() :]
    yield from _of_line(_THOUGHT.sub("", waiting))


def _of_line(line: str) -> Iterator[Said]:
    """Sentences with the marks that follow them; those before share the next marks."""
    plain = _DECOR.sub("", printable(line).replace("**", "").replace("`", ""))
    if REFUSAL in plain:
        yield Said("")
        return
    before = 0
    for marks in _MARKS.finditer(plain):
        numbers = tuple(dict.fromkeys(int(n) for n in re.findall(r"\d{1,3}", marks[0])))
        yield from _sentences(plain[before : marks.start()], numbers)
        before = marks.end()
    yield from _sentences(plain[before:], ())


def _sentences(text: str, marks: tuple[int, ...]) -> Iterator[Said]:
    text = text.strip(" \n.;")
    for start, end in sentences(text):
        one = _AGREES.sub("", text[start:end]).strip()
        if _DECLINES.search(one):
            yield Said("")
        elif re.search(r"\w", one):
            full = one if one.endswith((".", "!", "?", ":")) else f"{one}."
            yield Said(f"{full[0].upper()}{full[1:]}", marks)
