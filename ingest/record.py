"""What an index remembers of its building, and what a build reports."""

from .documents import Frozen, Source


class Problem(Frozen):
    """A file that did not become a document."""

    file: str
    """Its path as it was found."""
    reason: str
    """What is wrong with it and what to do, in one line."""


class DocumentInfo(Frozen):
    """A document in an index, without its text."""

    source: Source
    file: str
    """Path of the file it was read from."""
    sha256: str
    """Of the file's bytes."""
    pages: int | None = None
    sections: int
    passages: int
    findings: int


class BuildRecord(Frozen):
    """How an index was made."""

    build: str
    """Name of this generation: when it was begun, and a random part."""
    built_at: str
    """ISO 8601 date and time, UTC."""
    embedder: str
    """Name and weights of the embedder; questions must be embedded by the same."""
    max_tokens: int
    """Tokens that the embedder reads; no passage has more."""
    parser: str
    """``PARSER_VERSION`` of the readers and the splitter."""
    layout: str
    """``LAYOUT`` when it was built."""
    catalogue: str
    """Digest of the catalogue."""
    paths: tuple[str, ...]
    """Files and folders it was built from, as absolute paths."""
    files: dict[str, str]
    """SHA-256 of every file looked at, by its path, those with problems too."""
    documents: tuple[DocumentInfo, ...]
    problems: tuple[Problem, ...] = ()

    @property
    def sections(self) -> int:
        """How many sections all documents have."""
        return sum(document.sections for document in self.documents)

    @property
    def passages(self) -> int:
        """How many passages can be found."""
        return sum(document.passages for document in self.documents)

    @property
    def findings(self) -> int:
        """How many findings all documents gave."""
        return sum(document.findings for document in self.documents)


class BuildSummary(Frozen):
    """What a build did. ``ingest build --json`` prints it, field for field."""

    documents: int
    sections: int
    passages: int
    findings: int
    embedded: int
    """Passages embedded by this build; the vectors of all others were taken over."""
    unchanged: int
    """Documents taken over as they were."""
    removed: int
    """Documents of the index before that are no longer there."""
    problems: tuple[Problem, ...]
    seconds: float
    index: str
    """The folder or the address of the server."""
