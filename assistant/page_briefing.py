"""Briefings to download. One of a conversation is made from what the browser hands over, and goes back into it alone:
nothing of it is written here.
"""

import base64
import re
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import NamedTuple

from ingest.documents import Source

from .briefing import Briefing, of_conversation, of_progress
from .briefing_markdown import to_markdown
from .page_conversation import Exchange
from .page_html import text
from .progress import Progress


class Form(NamedTuple):
    """A kind of file."""

    ending: str
    words: str
    """What a visitor calls it."""
    media_type: str
    make: Callable[[Briefing], bytes]


def _to_word(briefing: Briefing) -> bytes:
    from .briefing_docx import to_docx  # its library is loaded only when somebody wants such a file

    return to_docx(briefing)


_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
WORD = Form("docx", "Word document", _WORD, _to_word)
MARKDOWN = Form("md", "Markdown", "text/markdown", lambda briefing: to_markdown(briefing).encode())
FORMS = {form.ending: form for form in (WORD, MARKDOWN)}


class File(NamedTuple):
    """A file to download."""

    name: str
    media_type: str
    content: bytes


def progress_file(found: Progress, sources: Mapping[str, Source], form: Form) -> File:
    """The progress of a local area as a briefing of today."""
    made = form.make(of_progress(found, sources, date.today()))
    return File(f"progress-{slug(found.local_area)}.{form.ending}", form.media_type, made)


def briefing_html(conversation: Sequence[Exchange], sources: Mapping[str, Source], form: Form) -> str:
    """A link that holds the briefing of a conversation itself; its script follows it at once."""
    today = date.today()
    content = base64.b64encode(form.make(of_conversation(conversation, sources, today))).decode()
    name = f"send-briefing-{today.isoformat()}.{form.ending}"
    href = f"data:{form.media_type};base64,{content}"
    return f'<p>Made: <a class="made" download="{text(name)}" href="{href}">{text(name)}</a></p>'


def slug(words: str) -> str:
    """Words as part of a file's name."""
    return re.sub(r"[^a-z0-9]+", "-", words.casefold()).strip("-")
