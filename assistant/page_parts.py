"""The fixed parts of the page as HTML: what it is, which questions to start with, what has happened."""

from collections.abc import Sequence

from assistant.page_examples import Examples
from assistant.page_html import text

TITLE = "SEND assistant"
SENTENCE = (
    "Ask about support for children and young people with special educational needs and disabilities (SEND): "
    "every answer quotes the inspection documents loaded here, knows nothing beyond them, "
    "and cannot decide what one child is entitled to."
)
EXAMPLES_TO_COME = "<p>Choosing example questions from the documents…</p>"
KEPT_WHERE = "The conversation is kept in this browser alone until you clear it."
LOGGED = (
    "Whoever runs this page keeps a list of what is asked, from which names, numbers and addresses are taken out "
    "as far as a program can tell them. Answers, and who asked, are not in it."
)
"""Told where there is a question log."""
TO_ANSWER = '<a class="skip" href="#conversation">Go to the newest answer</a>'
"""Before the question box, for whoever uses the keyboard: the sources of an answer can be many stops long."""
VIEWER = (
    '<section id="viewer" aria-labelledby="viewer-title" hidden><div class="viewer-bar">'
    '<div><h2 id="viewer-title" tabindex="-1">Document</h2><p class="viewer-about"></p></div><p class="viewer-buttons">'
    '<button type="button" class="previous" aria-label="Previous source">Previous</button>'
    '<button type="button" class="next" aria-label="Next source">Next</button>'
    '<button type="button" class="close">Close</button></p></div>'
    '<div id="viewer-body"></div></section>'
)
"""Filled by its script."""


def header_html() -> str:
    """The page's title and the sentence that says what it does and where its limits are."""
    return f'<div class="masthead"><h1>{TITLE}</h1><p class="lede">{SENTENCE}</p></div>'


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


def _example(question: str) -> str:
    return f'<li><button type="button" class="example">{text(question)}</button></li>'
