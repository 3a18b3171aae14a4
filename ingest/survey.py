"""What a build starts from: the files, the catalogue and the embedder's identity. It reads nothing else."""

from collections.abc import Sequence
from pathlib import Path

from .catalogue import Catalogue, load_catalogue
from .documents import Frozen
from .find import find_files
from .layout import LAYOUT
from .parser_version import PARSER_VERSION
from .record import BuildRecord
from .weights import file_hash


class Survey(Frozen):
    """All that decides what an index holds."""

    paths: tuple[str, ...]
    """Files and folders to build from, as absolute paths."""
    files: dict[str, str]
    """SHA-256 of every file found, by its path, in their order; empty for one that cannot be opened."""
    catalogue: Catalogue
    embedder: str
    """Identity of the embedder."""

    def same_as(self, record: BuildRecord) -> bool:
        """Whether a build from this would make what an earlier one made."""
        return self.same_parts(record) and self.files == record.files

    def same_parts(self, record: BuildRecord) -> bool:
        """Whether a file that did not change would make the same passages as in an earlier build."""
        now = (PARSER_VERSION, LAYOUT, self.catalogue.digest, self.embedder)
        return now == (record.parser, record.layout, record.catalogue, record.embedder)


def survey(paths: Sequence[Path], embedder: str) -> Survey:
    """Find the files to build from, and hash them.

    Args:
        paths: files and folders.
        embedder: identity of the embedder.

    Raises:
        NothingToRead: a path does not exist, or there is no file.
        CatalogueError: a ``sources.csv`` is not as it should be.
    """
    files = {str(file): _hash(file) for file in find_files(paths)}
    named = tuple(str(path.absolute()) for path in paths)
    return Survey(paths=named, files=files, catalogue=load_catalogue(paths), embedder=embedder)


def _hash(file: Path) -> str:
    try:
        return file_hash(file)
    except OSError:
        return ""  # reading it will say why
