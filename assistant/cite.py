"""Draft -> claims, numbered citations and the answer's Markdown."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from ingest.dates import in_words
from ingest.documents import Source

from .answers import Citation, Claim
from .draft import Draft, Quote, Statement
from .library import Library
from .render import escape_markdown

_HEADLINE = re.compile(r"\b(?:says?|said|has|have|is|are|will)\b")
"""A title that is a sentence of its own."""


@dataclass(frozen=True)
class Cited:
    """An answer's parts, ready to be checked."""

    markdown: str
    claims: tuple[Claim, ...]
    citations: tuple[Citation, ...]


def cite(draft: Draft, library: Library) -> Cited:
    """Number each distinct quote once, in the order of its first use."""
    numbers: dict[Quote, int] = {}
    for statement in draft.statements:
        for quote in statement.quotes:
            numbers.setdefault(quote, len(numbers) + 1)
    citations = tuple(_citation(quote, n, library) for quote, n in numbers.items())
    claims = tuple(
        Claim(text=s.text, citations=tuple(numbers[q] for q in s.quotes), why=s.why)
        for s in draft.statements
        if s.form != "note"
    )
    return Cited(_markdown(draft.statements, numbers, library), claims, citations)


def _citation(quote: Quote, n: int, library: Library) -> Citation:
    document = library.get(quote.document)
    source = document.source
    place = " › ".join(quote.path)
    return Citation(
        n=n,
        document=source.id,
        title=source.title,
        local_area=source.local_area,
        kind=source.kind,
        published=source.published,
        page=document.page_at(quote.start),
        section=f"{place} ({quote.label})" if quote.label and quote.label not in place else place,
        quote=document.text[quote.start : quote.end],
        start=quote.start,
        end=quote.end,
        url=source.url,
    )


def _markdown(statements: Sequence[Statement], numbers: dict[Quote, int], library: Library) -> str:
    """Direct answers in bold, notes as sentences, quotes as bullets below the name and date of their document."""
    lines: list[str] = []
    document: str | None = None
    for statement in statements:
        text = escape_markdown(statement.text.replace("\t", " — "))
        marks = "".join(f"[{numbers[q]}]" for q in statement.quotes)
        if statement.form == "direct":
            lines += ["", f"**{text}** {marks}", ""]
        elif statement.form == "note":
            lines += ["", text, ""]
        else:
            owner = statement.quotes[0].document
            if owner != document:
                lines += ["", f"{escape_markdown(source_line(library.sources[owner]))}:", ""]
                document = owner
            verbatim = len(statement.quotes) == 1 and _says_exactly(statement, statement.quotes[0], library)
            lines.append(f"- “{text}” {marks}" if verbatim else f"- {text} {marks}")
    return "\n".join(line for line, before in zip(lines, ["", *lines], strict=False) if line or before).strip()


def _says_exactly(statement: Statement, quote: Quote, library: Library) -> bool:
    """Whether a statement repeats its quote word for word."""
    said = library.get(quote.document).text[quote.start : quote.end]
    return " ".join(statement.text.split()) == " ".join(said.split())


def source_line(source: Source) -> str:
    """Title, the area where the title does not name it, and date: "Inspections and outcomes (Walsall), undated"."""
    title = f"“{source.title}”" if source.record and _HEADLINE.search(source.title) else source.title
    title = f"Our record of {title}" if source.record else title
    area = f" ({source.local_area})" if source.local_area and source.local_area not in source.title else ""
    if source.published:
        return f"{title}{area}, {in_words(source.published)}"
    return f"{title}{area}, inspected {in_words(source.date)}" if source.date else f"{title}{area}, undated"
