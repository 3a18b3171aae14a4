"""Files -> documents. One reader a format; which one is told by the file's ending and checked against its content."""

import hashlib
import re
from collections.abc import Sequence
from pathlib import Path

from charset_normalizer import from_bytes

from .assemble import assemble
from .catalogue import Catalogue
from .documents import Document, Source
from .errors import NothingToRead, ReadError
from .facts import document_facts
from .readers.genre import in_sections
from .readers.pieces import Piece


def _parser_version() -> str:
    """A digest of the code that makes documents and passages, so that no change to it can be forgotten."""
    here = Path(__file__).parent
    names = ("read", "assemble", "facts", "areas", "dates", "documents", "sentences", "split")
    files = (
        [here / f"{name}.py" for name in names] + sorted((here / "readers").glob("*.py")) + [here / "local_areas.csv"]
    )
    digest = hashlib.sha256()
    for file in files:
        digest.update(file.read_bytes())
    return digest.hexdigest()[:12]


PARSER_VERSION = _parser_version()
"""Changes whenever the same file may give another document or passage."""

ENDINGS = (".txt", ".md", ".html", ".htm", ".pdf", ".docx")
_NOT_DOCUMENTS = {".csv", ".json", ".yaml", ".yml", ".py", ".log", ".lock", ".ds_store", ".ini"}
_RECORD_MARK = re.compile(r"\brecord\b.{0,80}\bown words\b", re.I)


def find_files(paths: Sequence[Path]) -> list[Path]:
    """Files named, and those in folders named (hidden ones, READMEs and data files apart), in a fixed order.

    Raises:
        NothingToRead: a path does not exist, or there is no file at all.
    """
    found: list[Path] = []
    for path in paths:
        if not path.exists():
            raise NothingToRead(
                f"{path} does not exist", "Check the path, or leave it out to build from the project's corpus"
            )
        found.extend(sorted(p for p in path.rglob("*") if _is_candidate(p, path)) if path.is_dir() else [path])
    if not found:
        places = ", ".join(str(p) for p in paths)
        raise NothingToRead(f"{places} holds no document", f"Put files there that end in {', '.join(ENDINGS)}")
    return list(dict.fromkeys(p.resolve() for p in found))


def _is_candidate(path: Path, root: Path) -> bool:
    hidden = any(part.startswith((".", "~")) for part in path.relative_to(root).parts)
    named = path.suffix.lower() not in _NOT_DOCUMENTS and path.stem.upper() not in {"README", "LICENSE"}
    return path.is_file() and not hidden and named and path.suffix != ""


def read(path: Path, catalogue: Catalogue) -> Document:
    """The document in a file.

    What the catalogue says of it goes before what its text says.

    Raises:
        ReadError: wrong ending, empty, corrupt, encrypted, scanned without text, or not to be opened.
    """
    pieces, pages = _pieces(path)
    if not any(piece.text.strip() or piece.table for piece in pieces):
        raise ReadError(f"{path.name} is empty", "Get the file again, or leave it out")
    pieces = in_sections(pieces)
    return assemble(pieces, _source(path, pieces, catalogue), pages)


def _source(path: Path, pieces: list[Piece], catalogue: Catalogue) -> Source:
    said = document_facts(pieces, path.stem)
    known = catalogue.sources.get(path.stem)
    record = any(_RECORD_MARK.search(piece.text) for piece in pieces[:4])
    merged = {**said.model_dump(), "record": record}
    if known:
        merged.update({key: value for key, value in known.model_dump().items() if value and key != "record"})
    return Source.model_validate(merged)


def _pieces(path: Path) -> tuple[list[Piece], int | None]:
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

        return read_docx(path), None
    text = _decode(path, content)
    if ending == ".txt":
        from .readers.text import read_text

        return read_text(text), text.count("\f") + 1 if "\f" in text.strip("\f") else None
    if ending == ".md":
        from .readers.markdown import read_markdown

        return read_markdown(text), None
    from .readers.html import read_html

    return read_html(text), None


def _check_content(path: Path, ending: str, content: bytes) -> None:
    """The ending must not lie: a web page saved as .pdf is a common slip."""
    is_pdf = b"%PDF-" in content[:1024]
    is_zip = content[:4] == b"PK\x03\x04"
    is_old_word = content[:8] == b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
    if ending == ".docx" and is_old_word:
        raise ReadError(f"{path.name} is encrypted or an old Word file", "Save a copy as .docx without a password")
    wrong = (ending == ".pdf") != is_pdf or (ending == ".docx") != is_zip
    binary = (
        ending not in {".pdf", ".docx"}
        and b"\x00" in content[:4096]
        and not content.startswith((b"\xff\xfe", b"\xfe\xff"))
    )
    if wrong or binary:
        really = "a PDF" if is_pdf else "a ZIP or Word file" if is_zip else "binary" if binary else "something else"
        raise ReadError(
            f"{path.name} is {really} and not what its ending says", "Give it the right ending or get it again"
        )


def _decode(path: Path, content: bytes) -> str:
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        best = from_bytes(content).best()
    if best is None:
        raise ReadError(f"{path.name} is in no known text encoding", "Save it as UTF-8")
    return str(best)
