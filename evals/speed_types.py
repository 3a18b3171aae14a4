"""What a measurement of speed says. A figure that could not be taken is ``None``, "not measured", and never zero."""

from ingest.documents import Frozen


class Ran(Frozen):
    """One command, run from its start to its end in a process of its own."""

    seconds: float
    """On the clock, with starting Python and loading libraries."""
    processor_seconds: float
    """Of all processors together, with its child processes."""
    peak_mb: float
    """Most memory held at once by it or by one of its child processes, in MB of 1,000,000 bytes."""


class Built(Frozen):
    """One run of ``ingest build``."""

    run: Ran
    documents: int
    passages: int
    findings: int
    embedded: int
    """Passages that were embedded, not taken over."""

    @property
    def documents_per_second(self) -> float:
        """Documents of the index, per second of the whole command."""
        return self.documents / self.run.seconds

    @property
    def passages_per_second(self) -> float:
        """Passages of the index, per second of the whole command."""
        return self.passages / self.run.seconds


class Encoding(Frozen):
    """Embedding the same passages with our embedder and with plain ``SentenceTransformer.encode``, in turns."""

    passages: int
    """How many, evenly taken from the index."""
    ours: float
    """Passages a second, median of the rounds."""
    plain: float
    """The same for sentence-transformers in float32 with its own defaults."""
    ratios: tuple[float, ...]
    """Ours to plain, round by round."""
    ratio: float
    """Their median."""
    least_likeness: float
    """Lowest cosine similarity of the two vectors of a passage: 1 where both say the same."""


class Pass(Frozen):
    """All questions asked once, by so many callers at the same time."""

    callers: int
    first_time: bool
    """No question was asked before; else each was."""
    n: int
    p50_ms: float
    p95_ms: float
    per_second: float
    """Answers of all callers together."""
    processor_ms: float
    """Processor time for one answer: other work on the machine lengthens it far less than the clock's."""


class Peer(Frozen):
    """Another way to ask the same questions of the same index, one caller."""

    name: str
    n: int
    p50_ms: float
    p95_ms: float


class Asked(Frozen):
    """An assistant that stays open."""

    open_seconds: float
    """Opening the index and loading the embedder, libraries loaded already."""
    passes: tuple[Pass, ...]
    peak_mb: float
    peer: Peer

    def of(self, callers: int, first_time: bool) -> Pass | None:
        """The pass of so many callers; ``None`` if there was none."""
        return next((p for p in self.passes if p.callers == callers and p.first_time == first_time), None)


class Page(Frozen):
    """``assistant serve`` from its start, asked over HTTP; without what a browser adds."""

    opened_seconds: float
    """From starting the process until the page's HTML was there."""
    answered_seconds: float
    """From starting the process until the first answer was, asked as soon as the HTML was there."""
    processor_seconds: float
    """Until it was ended, right after the answer."""
    peak_mb: float


class Size(Frozen):
    """What was measured on one corpus."""

    name: str
    """Such as "10x", or the folder of documents that was given."""
    documents: int
    passages: int
    corpus_mb: float
    """The documents' files."""
    index_mb: float
    """The index on disk, one generation of it."""
    build: Built
    unchanged: Ran
    """Building again with nothing changed."""
    one_changed: Built | None
    """Building again with a line added to one file; ``None`` where no file is text."""
    encoding: Encoding
    cold: tuple[Ran, ...]
    """``assistant ask`` from its start to its answer, once for each of some questions."""
    asked: Asked
    pages: tuple[Page, ...] = ()
    """The page's first answer, once for each of the same questions; none where it was not measured."""


class Plan(Frozen):
    """What to measure."""

    sizes: tuple[int, ...]
    """How many times the five documents that a local area has; none where a corpus is given."""
    corpus: str | None
    """Folder of documents to measure in place of made ones."""
    callers: tuple[int, ...]
    questions: int
    encoded: int
    """Passages to embed in each round, at most."""
    rounds: int
    """Rounds of embedding, and questions asked of a program that has to start first."""


class Speed(Frozen):
    """A measurement of speed, with what it was made on."""

    plan: Plan
    started: str
    """ISO 8601, UTC."""
    machine: str
    load: float | None
    """Processes that ran or waited for a processor when it started, mean of a minute; other work slows everything."""
    versions: dict[str, str]
    code_sha256: str
    keeps_byte_code: bool | None = None
    """Whether Python kept the modules compiled; where not, every start compiles them. ``None``: not noted."""
    sizes: tuple[Size, ...] = ()
    """What is done so far, in the order of the plan."""
