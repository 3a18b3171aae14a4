"""Paths -> the files that may be documents. A module of its own: who only looks need not load the readers."""

from collections.abc import Sequence
from pathlib import Path

from .errors import NothingToRead

ENDINGS = (".txt", ".md", ".html", ".htm", ".pdf", ".docx")
_NOT_DOCUMENTS = {".csv", ".json", ".yaml", ".yml", ".py", ".log", ".lock", ".ds_store", ".ini"}


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
