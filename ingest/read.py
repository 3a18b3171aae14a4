"""Files -> documents. One reader a format; which one is told by the file's ending and checked against its content."""

import re
import unicodedata
from pathlib import Path

from charset_normalizer import from_bytes

from .assemble import assemble
from .catalogue import Catalogue
from .documents import Document, Source
from .errors import ReadError
from .facts import document_facts
from .find import ENDINGS
from .readers.genre import in_sections
from .readers.pieces import Beside, Piece

_SAMPLE = 100_000  # characters that tell what a text is
_RECORD_MARK = re.compile(r"\brecord\b.{0,80}\bown words\b", re.I)


def read(path: Path, catalogue: Catalogue) -> Document:
    """The document in a file.

    What the catalogue says of it goes before what its text says.

    Raises:
        ReadError: wrong ending, empty, corrupt, encrypted, scanned without text, or not to be opened.
    """
    pieces, pages, beside = _pieces(path)
    if not any(re.search(r"\w", piece.text) or piece.table for piece in pieces):
        raise ReadError(f"{path.name} is empty", "Get the file again, or leave it out")
    pieces = in_sections(pieces)
    return assemble(pieces, _source(path, pieces, catalogue, beside), pages)


def _source(path: Path, pieces: list[Piece], catalogue: Catalogue, beside: Beside) -> Source:
    said = document_facts(pieces, path.stem, beside)
    known = catalogue.sources.get(path.stem)
    record = any(_RECORD_MARK.search(piece.text) for piece in pieces[:4])
    merged = {**said.model_dump(), "record": record}
    if known:
        merged.update({key: value for key, value in known.model_dump().items() if value and key != "record"})
    return Source.model_validate(merged)


def _pieces(path: Path) -> tuple[list[Piece], int | None, Beside]:
    """The pieces of a file, how many pages it has, and what stands around its text."""
    ending = path.suffix.lower()
    if ending not in ENDINGS:
        raise ReadError(f"{path.name} ends in {ending or 'nothing'}", f"Readable are {', '.join(ENDINGS)}")
    try:
        content = path.read_bytes()
    except OSError as fault:
        raise ReadError(f"{path.name} cannot be opened ({fault.strerror})", "Check that you may read it") from fault
    if not content.strip():
        raise ReadError(f"{path.name} is empty", "Get the file again, or leave it out")
    _check_content(path, ending, content)
    if ending == ".pdf":
        from .readers.pdf import read_pdf  # each format's library is loaded only when one is read

        return read_pdf(path)
    if ending == ".docx":
        from .readers.docx import read_docx

        pieces, beside = read_docx(path)
        return pieces, None, beside
    text = _decode(path, content)
    if ending == ".txt":
        from .readers.text import first_page_edges, read_text

        pages = text.count("\f") + 1 if "\f" in text.strip("\f") else None
        return read_text(text), pages, Beside(names=first_page_edges(text) if pages else ())
    if ending == ".md":
        from .readers.markdown import read_markdown

        return read_markdown(text), None, Beside()
    from .readers.html import read_html
    from .readers.html_beside import beside_page

    return read_html(text), None, beside_page(text)


def _check_content(path: Path, ending: str, content: bytes) -> None:
    """The ending must not lie: a web page saved as .pdf is a common slip."""
    really = _really(ending, content)
    if ending == ".docx" and really == "an old Word file":
        raise ReadError(f"{path.name} is encrypted or an old Word file", "Save a copy as .docx without a password")
    expected = {".pdf": "a PDF", ".docx": "a ZIP or Word file", ".html": "a web page", ".htm": "a web page"}.get(ending)
    if really is None and expected in {None, "a web page"}:
        return
    if really != expected:
        raise ReadError(
            f"{path.name} is {really or 'something else'} and not what its ending says",
            "Give it the right ending or get it again",
        )


def _really(ending: str, content: bytes) -> str | None:
    """What the content gives itself away as; ``None`` for plain text of whatever kind."""
    if content.startswith(b"%PDF-") or (ending == ".pdf" and b"%PDF-" in content[:1024]):
        return "a PDF"
    if content.startswith(b"PK\x03\x04"):
        return "a ZIP or Word file"
    if content.startswith(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"):
        return "an old Word file"
    if re.match(rb"(?:\xef\xbb\xbf)?\s*(?:<\?xml[^>]*>\s*)?(?:<!doctype html|<html)\b", content[:512], re.I):
        return "a web page"
    wide = content.startswith((b"\xff\xfe", b"\xfe\xff")) or _wide_encoding(content)
    return "binary" if b"\x00" in content[:4096] and not wide else None


def _wide_encoding(content: bytes) -> str | None:
    """UTF-16 without a mark: in English text every other byte is zero."""
    start = content[:4096]
    for encoding, zeros in (("utf-16-le", start[1::2]), ("utf-16-be", start[0::2])):
        if len(start) >= 8 and zeros.count(0) > 0.8 * len(zeros) and start.count(0) < 0.6 * len(start):
            return encoding
    return None


def _decode(path: Path, content: bytes) -> str:
    marked = "utf-16" if content.startswith((b"\xff\xfe", b"\xfe\xff")) else _wide_encoding(content)
    declared = re.search(rb"<meta[^>]{0,200}charset=[\"']?([\w-]+)", content[:4096], re.I)
    named = declared[1].decode("ascii", "ignore") if declared else None
    for encoding in (marked, "utf-8-sig", named, "cp1252"):
        try:
            text = content.decode(encoding) if encoding else None
        except (UnicodeDecodeError, LookupError):
            continue
        if text is not None and _is_text(text):
            return text
    best = from_bytes(content[:_SAMPLE]).best()
    text = content.decode(best.encoding, "replace") if best else ""
    if not best or not _is_text(text):
        raise ReadError(f"{path.name} is binary or in no known text encoding", "Save it as UTF-8 text")
    return text


def _is_text(text: str) -> bool:
    """True where hardly any character is one that no text has."""
    odd = sum(unicodedata.category(c) in {"Cc", "Cn", "Co"} and c not in "\t\n\r\f\v" for c in text[:_SAMPLE])
    private = sum("\uf000" <= c <= "\uf0ff" for c in text[:_SAMPLE])  # bullets of symbol fonts
    return odd - private <= 0.01 * len(text[:_SAMPLE])
