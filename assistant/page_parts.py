"""The fixed parts of the page as HTML: what it is, what is loaded, which questions to start with."""

from collections.abc import Sequence
from itertools import groupby

from assistant.page_answer import text
from assistant.page_examples import Examples
from assistant.render import source_date
from ingest.documents import Source

TITLE = "SEND assistant"
SENTENCE = (
    "Ask about support for children and young people with special educational needs and disabilities (SEND): "
    "every answer quotes the inspection documents loaded here, knows nothing beyond them, "
    "and cannot decide what one child is entitled to."
)
EXAMPLES_TO_COME = "<p>Choosing example questions from the documents…</p>"
NO_AREA = "No local area"


def header_html() -> str:
    """The page's title and the sentence that says what it does and where its limits are."""
    return f'<div class="masthead"><h1>{TITLE}</h1><p class="lede">{SENTENCE}</p></div>'


def loaded_html(sources: Sequence[Source]) -> str:
    """How many documents are loaded, about which local areas, and a list of them to open."""
    areas = sorted({source.local_area for source in sources if source.local_area})
    count = f"{len(sources)} document{'' if len(sources) == 1 else 's'}"
    about = f", about {len(areas)} local area{'' if len(areas) == 1 else 's'}: {_listed(areas)}" if areas else ""
    by_area = sorted(sources, key=lambda source: (source.local_area or "~", source.published or "", source.title))
    groups = groupby(by_area, key=lambda source: source.local_area or NO_AREA)
    items = "".join(f"<dt>{text(area)}</dt>{''.join(map(_document, group))}" for area, group in groups)
    return (
        f'<div class="loaded"><p><strong>{count}</strong> loaded{text(about)}.</p>'
        f"<details><summary>Show the documents</summary><dl>{items}</dl></details></div>"
    )


def examples_html(found: Sequence[Examples], opened: bool) -> str:
    """The example questions as buttons, grouped by kind of user; folded away unless ``opened``."""
    if not found:
        return ""
    groups = "".join(
        f'<div class="audience"><h3>{text(entry.audience)}</h3><ul>{"".join(map(_example, entry.questions))}</ul></div>'
        for entry in found
    )
    return (
        f"<details{' open' if opened else ''}><summary><h2>Example questions</h2></summary>"
        f'<div class="audiences">{groups}</div></details>'
    )


def outcome_html(words: str) -> str:
    """What has just happened, for screen readers; the element stays, its text changes."""
    return f'<p role="status" class="visually-hidden">{text(words)}</p>'


def problem_html(words: str) -> str:
    """What is wrong with the question in the box; empty if nothing is."""
    return f'<div role="alert" class="problem">{f"<p>{text(words)}</p>" if words else ""}</div>'


def _listed(areas: Sequence[str], most: int = 8) -> str:
    """ "Bexley, Walsall and Worcestershire"; with many, the first few and how many more."""
    if len(areas) > most:
        return f"{', '.join(areas[:most])} and {len(areas) - most} more"
    return " and ".join(part for part in (", ".join(areas[:-1]), areas[-1]) if part)


def _document(source: Source) -> str:
    facts = ", ".join(fact for fact in (source.kind, source_date(source.published, source.inspected)) if fact)
    return f"<dd>{text(source.title)} ({text(facts)})</dd>"


def _example(question: str) -> str:
    return f'<li><button type="button" class="example">{text(question)}</button></li>'
