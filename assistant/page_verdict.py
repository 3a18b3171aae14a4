"""Verdicts by word, shape and colour, so that each is told without the others."""

from collections import Counter
from collections.abc import Sequence

from assistant.progress import Cell, Said, Thread

from .page_html import capital, text

_SHAPES = {"sufficient progress": ("met", "✓"), "not sufficient progress": ("not-met", "✗")}
_OTHER = ("unknown", "?")


def verdict_html(verdict: str) -> str:
    """A verdict as a badge."""
    name, sign = _SHAPES.get(verdict, _OTHER)
    return f'<span class="verdict {name}"><span aria-hidden="true">{sign}</span> {text(capital(verdict))}</span>'


def verdict_of(cell: Cell) -> Said | None:
    """What gives the verdict of a document: the line that states it, else whatever it was derived for."""
    given = [said for said in cell.said if said.verdict]
    return next((said for said in given if said.kind == "verdict"), given[0] if given else None)


def latest_verdicts(threads: Sequence[Thread]) -> Counter[str]:
    """The newest verdict on each thread that has one, counted, the most frequent first."""
    newest = (
        next((said.verdict for cell in reversed(thread.cells) if (said := verdict_of(cell))), None)
        for thread in threads
    )
    return Counter(dict(Counter(verdict for verdict in newest if verdict).most_common()))
