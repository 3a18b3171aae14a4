"""The smallest pieces of HTML that the page is made of."""

from collections.abc import Sequence
from html import escape
from urllib.parse import urlsplit

from assistant.render import printable

OWN_WORDS = (
    '<p class="own-words">In the words of our own plain-English record of this document; '
    "the original is worded differently.</p>"
)
"""A record is this project's account; its words must not pass for the inspectors'."""


def text(words: str) -> str:
    """Text as HTML, safe between tags and in a quoted attribute."""
    return escape(printable(words))


def facts_html(facts: Sequence[str | None]) -> str:
    """Facts in a row; those that are not known are left out."""
    known = [fact for fact in facts if fact]
    items = "".join(f"<li>{text(capital(fact) if n == 0 else fact)}</li>" for n, fact in enumerate(known))
    return f'<ul class="facts">{items}</ul>'


def capital(words: str) -> str:
    """Words that begin a line: "Area SEND report"."""
    return words[:1].upper() + words[1:]


def counted(count: int, one: str, many: str = "") -> str:
    """ "1 document", "17 documents"."""
    return f"{count:,} {one if count == 1 else many or one + 's'}"


def web_address(url: str | None) -> str | None:
    """The address if it leads to a page on the web, else ``None`` (``javascript:``, ``file:``, no host)."""
    try:
        parts = urlsplit((url or "").strip())
    except ValueError:
        return None
    return parts.geturl() if parts.scheme in {"http", "https"} and parts.netloc else None
