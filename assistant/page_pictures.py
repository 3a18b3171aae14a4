"""Pages of PDF files as pictures, and where on them a quote stands. The only module here that opens PDF files.

A file is shown only while it is the one that was read into the index, byte for byte. PDFium must not be entered by two
threads at once, whatever file they look at, so one lock is held around all of it.
"""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from functools import lru_cache
from hashlib import sha256
from io import BytesIO
from itertools import pairwise
from pathlib import Path
from threading import Lock

import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c

from ingest.documents import Document, Frozen
from ingest.record import DocumentInfo

from .page_marks import PageText, Span, find_quote

WIDTH = 1200
"""Pixels of a picture; sharp on a telephone, and about 150 kB."""
_TALLEST = 3 * WIDTH
_COLOURS = 64  # text and a crest or two need no more, and the file is a third of the size
_FINE = 100_000  # PDFium gives places as whole numbers, so a page is measured with this many
_KEPT = 64  # pictures, about 10 MB
_GAP = 0.015  # of the width; the next column of a table is farther off
_CONTEXT = 400  # characters of the document's text on either side of a quote

_PDFIUM = Lock()


class NoPicture(Exception):
    """There is no such page, or no file any more that it could be shown from; its text is still there."""


class Mark(Frozen):
    """A rectangle around a line of a quote; shares of the page's width and height, 0 to 1, from its upper left."""

    left: float
    top: float
    width: float
    height: float


class Sheet(Frozen):
    """A page as it will be shown."""

    page: int
    """From 1."""
    pages: int
    width: int
    """Pixels of its picture."""
    height: int
    marks: tuple[Mark, ...] = ()
    """Line by line in reading order; none where the quote is not on this page or cannot be found on it."""


class Pictures:
    """Sheets and pictures of the pages of documents. Safe to use from several threads."""

    def __init__(self) -> None:
        self._picture = lru_cache(maxsize=_KEPT)(_picture)
        self._sheet = lru_cache(maxsize=_KEPT * 4)(_sheet)

    def sheet(self, info: DocumentInfo, document: Document, page: int, start: int = 0, end: int = 0) -> Sheet | None:
        """A page and the marks of a quote on it; ``None`` where there is no such page or no file to show it from.

        Args:
            info: names the file.
            document: gives the quote.
            page: from 1.
            start: where the quote starts in the document's text.
            end: where it ends.
        """
        with suppress(NoPicture):
            return self._sheet(info.file, info.sha256, page, part_on_page(document, page, start, end))
        return None

    def picture(self, info: DocumentInfo, page: int) -> bytes | None:
        """A page as a PNG; ``None`` where there is no such page or no file to show it from."""
        with suppress(NoPicture):
            return self._picture(info.file, info.sha256, page)
        return None


def part_on_page(document: Document, page: int, start: int, end: int) -> tuple[str, str, str]:
    """The part of a quote that stands on a page, and the text before and after it."""
    edges = [*document.page_starts, (len(document.text), 0)]
    reach = [(low, high) for (low, number), (high, _) in pairwise(edges) if number == page]
    parts = [(max(low, start), min(high, end)) for low, high in reach if low < end and start < high]
    if not parts:
        return "", "", ""
    text = document.text
    quote = "\n".join(text[low:high] for low, high in parts)  # a row over a page end is on each page in pieces
    low, high = parts[0][0], parts[-1][1]
    return quote, text[max(0, low - _CONTEXT) : low], text[high : high + _CONTEXT]


def _sheet(file: str, digest: str, number: int, part: tuple[str, str, str]) -> Sheet:
    with _page(file, digest, number) as (page, pages):
        width, height = _size(page)
        return Sheet(page=number, pages=pages, width=width, height=height, marks=_lines(_marks(page, *part)))


def _picture(file: str, digest: str, number: int) -> bytes:
    with _page(file, digest, number) as (page, _):
        picture = page.render(scale=_size(page)[0] / max(1.0, page.get_width())).to_pil()
    written = BytesIO()
    picture.convert("RGB").quantize(_COLOURS).save(written, "PNG")
    return written.getvalue()


@contextmanager
def _page(file: str, digest: str, number: int) -> Iterator[tuple[pdfium.PdfPage, int]]:
    """A page and how many there are. Whatever is made of it must be made before it is let go."""
    content = _content(file, digest)
    with _PDFIUM:
        try:
            pdf = pdfium.PdfDocument(content)
        except pdfium.PdfiumError as fault:
            raise NoPicture from fault
        try:
            if not 0 < number <= len(pdf):
                raise NoPicture
            yield pdf[number - 1], len(pdf)
        except pdfium.PdfiumError as fault:
            raise NoPicture from fault
        finally:
            pdf.close()


def _content(file: str, digest: str) -> bytes:
    """The file's bytes, if they are the ones that were read into the index."""
    path = Path(file)
    if path.suffix.lower() != ".pdf":
        raise NoPicture
    try:
        content = path.read_bytes()
    except OSError as fault:
        raise NoPicture from fault
    if sha256(content).hexdigest() != digest:
        raise NoPicture
    return content


def _size(page: pdfium.PdfPage) -> tuple[int, int]:
    """Pixels of its picture: ``WIDTH``, or less where that would make it very tall."""
    width, height = (max(1.0, side) for side in page.get_size())
    scale = min(WIDTH / width, _TALLEST / height)
    return max(1, round(width * scale)), max(1, round(height * scale))


def _marks(page: pdfium.PdfPage, quote: str, before: str, after: str) -> Iterator[Mark]:
    if not quote.strip():
        return
    text = page.get_textpage()
    try:
        codes = (pdfium_c.FPDFText_GetUnicode(text, place) for place in range(text.count_chars()))
        spans = find_quote(PageText([chr(code) for code in codes]), quote, before, after)
        to_sheet = pdfium.PdfPosConv(page, (0, 0, _FINE, _FINE, 0)).to_bitmap
        for start, end in spans:
            for number in range(text.count_rects(start, end - start)):
                left, bottom, right, top = text.get_rect(number)
                yield _mark(to_sheet(left, bottom), to_sheet(right, top))
    finally:
        text.close()


def _mark(corner: Span, opposite: Span) -> Mark:
    """The rectangle between two corners, whichever way the page is turned."""
    (left, right), (top, bottom) = sorted((corner[0], opposite[0])), sorted((corner[1], opposite[1]))
    return Mark(left=left / _FINE, top=top / _FINE, width=(right - left) / _FINE, height=(bottom - top) / _FINE)


def _lines(pieces: Iterable[Mark]) -> tuple[Mark, ...]:
    """Pieces that follow each other on one line as one mark; PDFium gives one for each run of a font."""
    lines: list[Mark] = []
    for piece in pieces:
        last = lines[-1] if lines else None
        if last and _goes_on(last, piece):
            top, low = min(last.top, piece.top), max(last.top + last.height, piece.top + piece.height)
            width = max(last.width, piece.left + piece.width - last.left)
            lines[-1] = Mark(left=last.left, top=top, width=width, height=low - top)
        else:
            lines.append(piece)
    return tuple(lines)


def _goes_on(last: Mark, piece: Mark) -> bool:
    shared = min(last.top + last.height, piece.top + piece.height) - max(last.top, piece.top)
    gap = piece.left - last.left - last.width
    return shared > 0.3 * min(last.height, piece.height) and -_GAP < gap < _GAP
