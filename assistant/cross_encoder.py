"""How well sentences answer a question, by a model that reads both together.

Vectors are made of a question and of a sentence apart, and tell what both are about; whether the one answers the other
shows where they are read together (a cross-encoder: Nogueira and Cho, "Passage Re-ranking with BERT", 2019). Ours is
the built-in embedder with low-rank changes of its weights, trained by ``python -m evals cross-encoder`` on questions
with the sentences that answer them, with others that do not, and on questions that no sentence answers.
"""

from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path

from ingest.embed import CrossEncoder, Embedder, MiniLM

from .library import Library
from .units import Unit

FILE = Path(__file__).with_name("cross_encoder.safetensors")
_HEADING, _LEAD = 80, 120  # characters read of what a sentence stands under


def scores(library: Library, embedder: Embedder, question: str, units: Sequence[Unit]) -> list[float] | None:
    """How well each sentence answers, above 0 where it does; ``None`` where the embedder is not the built-in one."""
    if not isinstance(embedder, MiniLM) or not library.parts.cross_encoder:
        return None
    return _scorer(embedder).scores(library.written_out(question), [text_of(library, unit) for unit in units])


def text_of(library: Library, unit: Unit) -> str:
    """A sentence with the heading and the line that it stands under."""
    heading = unit.path[-1] if unit.path else ""
    lead = "" if unit.lead == heading else unit.lead
    return " : ".join(text for text in (heading[:_HEADING], lead[:_LEAD], library.written_out(unit.text)) if text)


@lru_cache(maxsize=2)
def _scorer(embedder: MiniLM) -> CrossEncoder:
    return embedder.scorer(FILE)
