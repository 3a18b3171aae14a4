"""PDF -> pieces. The only module that opens PDF files."""

from collections.abc import Iterator, Sequence
from pathlib import Path

import pdfplumber
from pdfminer.pdfdocument import PDFPasswordIncorrect
from pdfplumber.page import Page
from pdfplumber.utils.exceptions import PdfminerException

from ..errors import ReadError
from .furniture import edges
from .pdf_layout import read_layout
from .pdf_tags import read_tagged
from .pdf_text import text_lines
from .pieces import Beside, Piece

_MIN_CHARACTERS_A_PAGE = 25  # fewer on average: a scan, or pictures of text


def read_pdf(path: Path) -> tuple[list[Piece], int, Beside]:
    """Pieces, number of pages, and what stands at the top and the bottom of the first page.

    Raises:
        ReadError: encrypted, corrupt, without pages, or scanned without text.
    """
    try:
        with pdfplumber.open(path) as pdf:
            pages = len(pdf.pages)
            characters = sum(len(page.chars) for page in pdf.pages)
            if not pages:
                raise ReadError(f"{path.name} has no pages", "Get the file again from where it was published")
            if characters < _MIN_CHARACTERS_A_PAGE * pages:
                raise ReadError(
                    f"{path.name} holds no text (a scan, or pictures of text)",
                    "Run text recognition (OCR) on it, or get a version with text",
                )
            pieces = read_tagged(pdf) or read_layout(pdf)
            return pieces, pages, Beside(names=tuple(_furniture(pdf.pages[0], pieces)))
    except ReadError:
        raise
    except PdfminerException as fault:
        if isinstance(fault.__context__, PDFPasswordIncorrect) or "PDFPasswordIncorrect" in repr(fault):
            raise ReadError(f"{path.name} is encrypted", "Save a copy without a password and use that") from fault
        raise _corrupt(path) from fault
    except Exception as fault:  # pdfminer raises errors of every kind on damaged files
        raise _corrupt(path) from fault


def _furniture(page: Page, pieces: Sequence[Piece]) -> Iterator[str]:
    """Lines at the top and the bottom of a page that are none of its text."""
    said = " ".join(" ".join(piece.text.split()) for piece in pieces)
    for line in edges(text_lines(page.chars)):
        if " ".join(line.text.split()) not in said:
            yield line.text


def _corrupt(path: Path) -> ReadError:
    return ReadError(f"{path.name} is not a readable PDF", "Get the file again from where it was published")
