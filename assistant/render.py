"""Answer -> text for a terminal, and the small pieces of wording that every surface shares.

Text of documents and questions is data: ``escape_markdown`` makes it safe inside Markdown, ``plain_text`` undoes
that for reading, and ``printable`` drops the characters that could steer a terminal or turn a line around.
"""

import html
import re
import textwrap
from typing import Final

from assistant.answers import Answer, Citation, Claim, Status
from ingest.dates import in_words

STATUS_WORDS: Final[dict[Status, str]] = {
    "answered": "Answered",
    "partly": "Partly answered",
    "not_in_documents": "Not in the documents",
}
NOT_CONFIRMED: Final = "not confirmed by the quote"
UNKNOWN_DATE: Final = "date not known"

_INVISIBLE = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ufeff\ud800-\udfff]")
_AT_START = re.compile(r"^(?:(?P<mark>[#+=-])|(?P<number>\d{1,9})(?P<stop>[.)])(?=\s|$))")
_ANYWHERE = re.compile(r"[\\`*_\[\]|~$]|(?<=\S)@(?=\S)|:(?=//)|(?<=\bwww)\.|&(?=#?\w+;)|[<>]", re.IGNORECASE)
_ENTITIES = {"<": "&lt;", ">": "&gt;", "&": "&amp;"}
_ESCAPED = re.compile(r"\\([!-/:-@\[-`{-~])|(&#?\w{1,31};)|\*{1,3}(?=\S)|(?<=\S)\*{1,3}|`")
_PREFIX = re.compile(r"^\s*(?:(?:[-*+]|\d{1,9}[.)])\s+|(?:&gt;|>)\s?|#{1,6}\s+)?")


def printable(text: str) -> str:
    """The text without control characters and without those that change the direction of writing."""
    return _INVISIBLE.sub("", text)


def escape_markdown(text: str) -> str:
    """Makes any text safe to stand inside Markdown, on one line.

    No part of it is then markup: not HTML, a link, an image, code, a table, a heading, a list, nor a citation
    marker such as ``[1]``. Runs of white space become one space. ``plain_text`` gives the text back.
    """
    line = " ".join(printable(text).split())
    line = _ANYWHERE.sub(lambda found: _ENTITIES.get(found[0], "\\" + found[0]), line)
    return _AT_START.sub(lambda found: f"{found['number'] or ''}\\{found['mark'] or found['stop']}", line)


def plain_text(markdown: str) -> str:
    """Markdown -> text for reading: escapes undone, stars and backticks of emphasis and code dropped."""
    return printable(_ESCAPED.sub(lambda found: found[1] or html.unescape(found[2] or ""), markdown))


def date_in_words(iso: str | None) -> str:
    """ISO 8601 date, month, year or interval -> "23 June 2022", "September 2021", "20 to 22 June 2022".

    What is not such a date is returned as it stands; ``None`` becomes "date not known".
    """
    if not iso:
        return UNKNOWN_DATE
    first, _, last = iso.partition("/")
    try:
        return printable(in_words(first if first == last else iso))
    except (KeyError, ValueError):
        return printable(iso)


def source_date(published: str | None, inspected: str | None = None) -> str:
    """When a document is from: its publication, else what it is about: "inspected December 2025"."""
    if published or not inspected:
        return date_in_words(published)
    return f"inspected {date_in_words(inspected)}"


def place_in_words(citation: Citation) -> str:
    """Where in its document a quote stands: "page 3, Findings › 2.1"; empty where neither is known."""
    page = f"page {citation.page}" if citation.page else ""
    return ", ".join(part for part in (page, printable(citation.section)) if part)


def searched_in_words(answer: Answer) -> str:
    """What was searched: "Searched 5 documents about Walsall for June 2022."; empty if nothing was."""
    searched = answer.searched
    if not searched.documents:
        return ""
    count = f"{searched.documents} document{'' if searched.documents == 1 else 's'}"
    about = f" about {searched.local_area}" if searched.local_area else ""
    period = f" {period_in_words(searched.period)}" if searched.period else ""
    kind = f", {searched.kind} only" if searched.kind else ""
    return printable(f"Searched {count}{about}{period}{kind}.")


def period_in_words(period: str) -> str:
    """ "for June 2022"; an interval left open at an end is written with a date far off there."""
    first, _, last = period.partition("/")
    if first.startswith("1990") and last:
        return f"up to {date_in_words(last)}"
    return f"from {date_in_words(first)} on" if last.startswith("2100") else f"for {date_in_words(period)}"


def mark_unconfirmed(answer: Answer) -> str:
    """The answer's Markdown with a note behind every claim that its citation does not bear out."""
    markdown = answer.answer
    for claim in unconfirmed(answer):
        for text in {claim.text, escape_markdown(claim.text)}:
            markdown = markdown.replace(text, f"{text} ({NOT_CONFIRMED})", 1)
    return markdown


def unconfirmed(answer: Answer) -> tuple[Claim, ...]:
    """The claims that were checked and failed."""
    return tuple(claim for claim in answer.claims if claim.check == "unsupported" and claim.text.strip())


def doubt_in_words(claim: Claim) -> str:
    """A claim that failed its check, and why: "Two had not improved (2 is not in the quote)"."""
    return printable(claim.text + (f" ({claim.why})" if claim.why else ""))


def to_terminal(answer: Answer, width: int = 80) -> str:
    """The answer as text: its status, the answer, what could not be confirmed, then every citation with its quote.

    Args:
        answer: the answer.
        width: columns to wrap at; at least 30. Table rows and words longer than this are left whole.
    """
    width = max(width, 30)
    blocks = [STATUS_WORDS[answer.status], _wrapped(mark_unconfirmed(answer), width)]
    doubts = [_fill(doubt_in_words(claim), width, "- ", "  ") for claim in unconfirmed(answer)]
    if doubts:
        blocks.append("\n".join([f"{NOT_CONFIRMED.capitalize()}:", *doubts]))
    if answer.citations:
        blocks.append("Where this comes from")
        blocks.extend(_source(citation, width) for citation in answer.citations)
    if searched := searched_in_words(answer):
        blocks.append(_fill(searched, width, "", ""))
    return "\n\n".join(block for block in blocks if block)


def _wrapped(markdown: str, width: int) -> str:
    """Markdown for reading in a terminal: list items hang, table rows stay on their line."""
    return "\n".join(_wrapped_line(line, width) for line in markdown.strip().splitlines())


def _wrapped_line(line: str, width: int) -> str:
    if line.lstrip().startswith("|"):
        return plain_text(line).rstrip()
    prefix = _PREFIX.match(line)
    assert prefix
    lead, rest = html.unescape(prefix[0]), plain_text(line[prefix.end() :])
    lead = lead.lstrip("# ") if lead.lstrip().startswith("#") else lead
    later = lead if ">" in lead else " " * len(lead)
    return _fill(rest, width, lead, later)


def _source(citation: Citation, width: int) -> str:
    published = date_in_words(citation.published) if citation.published else "date of publication not known"
    facts = (published, citation.kind, citation.local_area, place_in_words(citation))
    heading = f"[{citation.n}] {citation.title} ({'; '.join(fact for fact in facts if fact)})"
    quote = [_fill(line, width, "    ", "    ") for line in f"“{citation.quote}”".splitlines() if line.strip()]
    url = [f"    {printable(citation.url)}"] if citation.url else []
    return "\n".join([_fill(heading, width, "", "    "), *quote, *url])


def _fill(text: str, width: int, first: str, later: str) -> str:
    return textwrap.fill(
        printable(text),
        width,
        initial_indent=first,
        subsequent_indent=later,
        break_long_words=False,
        break_on_hyphens=False,
    )
