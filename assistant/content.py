"""What a question names: its local areas, and the concepts left when areas and dates are taken out."""

import re

from ingest.areas import find_areas, misspelt_area
from ingest.dates import find_dates

from .forms import IN_BODY, MONTH_ONLY
from .words import Token, tokens


def areas_in(text: str) -> tuple[str, ...]:
    """Local areas that a question names, each once; a misspelt one where no other is named."""
    mentions = find_areas(text)
    found = [mention.name for mention in mentions if not IN_BODY.match(text, mention.end)]
    if not mentions:
        found = [name for name in map(misspelt_area, re.findall(r"[A-Za-z-]{5,}", text)) if name]
    return tuple(dict.fromkeys(found))


def content_tokens(text: str) -> list[Token]:
    """Tokens without stop words, area names, dates and months."""
    out = bytearray(len(text) + 1)
    spans = [(area.start, area.end) for area in find_areas(text)]
    spans += [(date.start, date.end) for date in find_dates(text)]
    spans += [match.span(1) for match in MONTH_ONLY.finditer(text)]
    for start, end in spans:
        out[start:end] = b"\x01" * (end - start)
    return [token for token in tokens(text) if not token.stop and not out[token.start]]
