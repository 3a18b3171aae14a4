"""A document, opened at a quote: a page as a picture with the quote marked, or the text with it marked."""

from collections.abc import Mapping
from pathlib import Path
from urllib.parse import urlencode

from assistant.render import date_in_words, source_date
from ingest.documents import Document, Frozen, Source
from ingest.record import DocumentInfo

from .page_age import age_html
from .page_conversation import fingerprint
from .page_html import OWN_WORDS, capital, facts_html, text, web_address
from .page_marks import Span
from .page_pictures import Sheet
from .page_place import Place
from .page_text import part_at, parts_of, text_html

HERE = Path(__file__).parent
NOT_MARKED = "The quote could not be marked on this picture. It is marked in the text of this page."
CHANGED = (
    "This document has been read anew since it was quoted, so the place of the quote is not known any more. "
    "Ask the question again to see it."
)


class Opened(Frozen):
    """A document with what is known of it."""

    info: DocumentInfo
    document: Document
    later: Mapping[str, Source]
    """As ``later_documents`` gives it."""

    @property
    def parts(self) -> tuple[tuple[Span, ...], ...]:
        """Its pages, or parts of its text."""
        return parts_of(self.document)

    def holds(self, place: Place) -> bool:
        """Whether the quote still stands there: the document may have been read anew since it was quoted."""
        return place.quoted in {"", fingerprint(self.document.text[place.start : place.end])}

    def checked(self, place: Place) -> Place:
        """The place without a quote that no longer stands there."""
        return place if self.holds(place) else Place(document=place.document, as_text=place.as_text)

    def page_of(self, place: Place) -> int:
        """The page or part to show."""
        wanted = place.page or self.document.page_at(place.start) or part_at(self.parts, place.start)
        return min(max(wanted, 1), len(self.parts))


def viewer_html(opened: Opened, place: Place, sheet: Sheet | None, level: int = 3) -> str:
    """The document as HTML, to be put beside a conversation or on a page of its own.

    Args:
        opened: the document.
        place: what of it is shown.
        sheet: its page, where a picture is shown.
        level: of its heading, 1 to 5.
    """
    source = opened.info.source
    changed = "" if opened.holds(place) else f'<p class="not-marked">{CHANGED}</p>'
    place = opened.checked(place)
    shown = _sheet_html(opened, place, sheet) if sheet else _text_html(opened, place, level + 1)
    return (
        f'<article class="opened" data-about="{text(_about(opened, place))}"><h{level}>{text(source.title)}</h{level}>'
        f"{changed}{age_html(source, opened.later)}{facts_html(_facts(opened, place))}"
        f"{OWN_WORDS if source.record else ''}{_links(source)}"
        f"{_pages(opened, place, sheet)}{shown}</article>"
    )


def page_html(body: str, title: str) -> str:
    """A page of its own around a document, for a new tab or a browser that runs no scripts."""
    style = (HERE / "page.css").read_text("utf-8")
    dark = "if (matchMedia('(prefers-color-scheme: dark)').matches) document.body.classList.add('dark')"
    return (
        '<!doctype html><html lang="en-GB"><head><meta charset="utf-8"><base href="./">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<title>{text(title)}</title><style>{style}</style></head>"
        f'<body class="gradio-container alone"><script>{dark}</script>'
        f'<main>{body}<p><a href="./">Ask a question about the documents</a></p></main></body></html>'
    )


def _about(opened: Opened, place: Place) -> str:
    """What stays in sight above the quote: "Revisit letter, Walsall, 23 June 2022, page 3", or whose record it is."""
    source = opened.info.source
    page = f"page {opened.page_of(place)}" if opened.document.pages else None
    when = source_date(source.published, source.inspected)
    said = ", ".join(part for part in (source.kind or "document", source.local_area, when, page) if part)
    return f"Our own record: {said}" if source.record else capital(said)


def _facts(opened: Opened, place: Place) -> list[str | None]:
    source = opened.info.source
    published = f"published {date_in_words(source.published)}" if source.published else None
    inspected = f"inspected {date_in_words(source.inspected)}" if source.inspected else None
    dates = [published, inspected] if published or inspected else ["date not known"]
    return [source.publisher, source.kind, source.local_area, *dates, _section(opened.document, place)]


def _section(document: Document, place: Place) -> str | None:
    """The heading path above the quote."""
    if not place.has_quote:
        return None
    path = next((s.path for s in reversed(document.sections) if s.start <= place.start < s.end), ())
    return f"section {' › '.join(path)}" if path else None


def _links(source: Source) -> str:
    url = web_address(source.url)
    words = "The original on the web (opens in a new tab)"
    return f'<p><a href="{text(url)}" target="_blank" rel="noopener noreferrer">{words}</a></p>' if url else ""


def _pages(opened: Opened, place: Place, sheet: Sheet | None) -> str:
    """Which page of how many, the ones before and after, and the other way to read it."""
    page, last = opened.page_of(place), len(opened.parts)
    name = _name(opened)
    items = [f'<span class="page-now">{name} {page} of {last}</span>'] if opened.document.pages or last > 1 else []
    if page > 1:
        items.insert(0, _turn(place.address(page=page - 1), f"Previous {name.lower()}"))
    if page < last:
        items.append(_turn(place.address(page=page + 1), f"Next {name.lower()}"))
    if place.has_quote:
        own = opened.page_of(place.model_copy(update={"page": None}))
        if own != page:
            items.append(_turn(place.address(page=None), f"Back to the quote ({name.lower()} {own})"))
    if sheet:
        items.append(_turn(place.address(as_text=True), "Read as text"))
    elif place.as_text:
        items.append(_turn(place.address(as_text=False), "Show the page"))
    return f'<nav class="turns" aria-label="Pages of the document">{"".join(items)}</nav>' if items else ""


def _turn(address: str, words: str) -> str:
    return f'<a class="show-source" data-turn href="{text(address)}">{words}</a>'


def _sheet_html(opened: Opened, place: Place, sheet: Sheet) -> str:
    """The picture of a page, and over it the marks, each placed by shares of its width and height."""
    info = opened.info
    address = "source/page?" + urlencode({"document": info.source.id, "page": sheet.page, "of": info.sha256[:16]})
    quote = opened.document.text[place.start : place.end]
    marked = f"; marked on it: {' '.join(quote.split())}" if sheet.marks else ""
    alt = f"Page {sheet.page} of {info.source.title} as a picture{marked}"
    marks = "".join(
        f'<span class="mark" style="left:{100 * mark.left:.2f}%;top:{100 * mark.top:.2f}%;'
        f'width:{100 * mark.width:.2f}%;height:{100 * mark.height:.2f}%"></span>'
        for mark in sheet.marks
    )
    return (
        f"{_unmarked(opened, place, sheet)}"
        f'<div class="sheet"><img src="{text(address)}" alt="{text(alt)}" width="{sheet.width}" '
        f'height="{sheet.height}">{marks}</div>{_goes_on(opened, place, sheet.page)}'
    )


def _unmarked(opened: Opened, place: Place, sheet: Sheet) -> str:
    spans = opened.parts[sheet.page - 1]
    expected = place.has_quote and any(low < place.end and place.start < high for low, high in spans)
    return f'<p class="not-marked">{NOT_MARKED}</p>' if expected and not sheet.marks else ""


def _goes_on(opened: Opened, place: Place, page: int) -> str:
    """Says so where the quote runs over the end of the page."""
    last = part_at(opened.parts, place.end - 1) if place.has_quote else page
    if last <= page:
        return ""
    words = f"The quote continues on {_name(opened).lower()} {page + 1}"
    return f'<p class="goes-on">{_turn(place.address(page=page + 1), words)}</p>'


def _text_html(opened: Opened, place: Place, level: int) -> str:
    page = opened.page_of(place)
    body = text_html(opened.document, opened.parts[page - 1], place.start, place.end, level)
    shown = body or "<p>There is no text on this page.</p>"
    return f'<div class="document-text" dir="auto">{shown}</div>{_goes_on(opened, place, page)}'


def _name(opened: Opened) -> str:
    return "Page" if opened.document.pages else "Part"
