"""A question that names no local area, while documents about several are loaded: each can be asked about by a click."""

import re
from collections.abc import Mapping

from assistant.page_conversation import Exchange
from ingest.documents import Source

from .page_html import text

_OF_MANY = re.compile(r"\b(?:areas|councils|authorities|where|which (?:local )?(?:area|council|authority))\b", re.I)
"""What is asked of all areas together."""
MOST = 12
"""Areas that are offered; of more, those that the answer cites."""


def areas_html(exchange: Exchange, sources: Mapping[str, Source]) -> str:
    """A button for each local area that the question may be about; empty where it names one, or is answered of one.

    Args:
        exchange: with an answer.
        sources: of the loaded documents, by id.
    """
    answer = exchange.answer
    loaded = sorted({source.local_area for source in sources.values() if source.local_area})
    if answer is None or answer.searched.local_area or exchange.choice.area or len(loaded) < 2:
        return ""
    cited = list(dict.fromkeys(citation.local_area for citation in answer.citations if citation.local_area))
    if not cited or (answer.status == "answered" and (len(cited) < 2 or _OF_MANY.search(exchange.question))):
        return ""
    offered = loaded if len(loaded) <= MOST else cited
    buttons = "".join(
        f'<li><button type="button" class="of-area" data-question="{text(about(exchange.question, area))}">'
        f"{text(area)}</button></li>"
        for area in offered[:MOST]
    )
    return f'<div class="of-areas"><p>Ask about one local area:</p><ul>{buttons}</ul></div>'


def about(question: str, area: str) -> str:
    """ "How long are waits in Walsall?" of "How long are waits?"; in front of what is more than one sentence."""
    bare = question.strip().rstrip("?.! ")
    return f"In {area}: {question.strip()}" if re.search(r"[.?!:]\s", bare) else f"{bare} in {area}?"
