"""Which findings speak of one subject: by the concepts they share, weighted by how much each tells texts apart."""

from math import sqrt

from ingest.documents import Finding

from .library import Library
from .words import keys

_SAME = 0.5  # likeness from which two subjects are one
_SPEAKS = 0.34  # likeness from which a finding speaks of a subject
_RARE = 2.5  # a shared concept this rare (``Library.idf``) is needed: reports share most of their words


class Subjects:
    """The subjects of threads, to which later findings are compared.

    Likeness is the cosine of two texts' sets of concepts, each weighted by its inverse document frequency among the
    passages of the index (Spärck Jones 1972).
    """

    def __init__(self, library: Library) -> None:
        self._library = library
        self._subjects: list[tuple[Finding, frozenset[str]]] = []

    def add(self, finding: Finding) -> None:
        """Take a finding as a new subject."""
        self._subjects.append((finding, frozenset(keys(finding.get("text")))))

    def place(self, finding: Finding) -> int | None:
        """Which subject a finding of another document names again; ``None`` for a new one."""
        said = frozenset(keys(finding.get("text")))
        likeness = [
            0.0 if subject.document == finding.document else self._likeness(said, keys_)
            for subject, keys_ in self._subjects
        ]
        best = max(range(len(likeness)), key=likeness.__getitem__, default=None)
        return best if best is not None and likeness[best] >= _SAME else None

    def spoken_of(self, finding: Finding) -> list[int]:
        """Which subjects a finding speaks of; what stands beneath a weakness speaks of that one."""
        if finding.get("weakness") and finding.kind in {"verdict", "progress"}:
            return [n for n, (s, _) in enumerate(self._subjects) if s.get("text") == finding.get("weakness")] or (
                self._alike(finding.get("weakness"))[:1]
            )
        return self._alike(finding.get("text") or finding.get("series"))[:1]

    def _alike(self, text: str) -> list[int]:
        said = frozenset(keys(text))
        likeness = [self._likeness(said, subject) for _, subject in self._subjects]
        return sorted((n for n, value in enumerate(likeness) if value >= _SPEAKS), key=lambda n: -likeness[n])

    def _likeness(self, one: frozenset[str], other: frozenset[str]) -> float:
        shared = one & other
        if not any(self._library.idf(key) >= _RARE or key.startswith("=") for key in shared):
            return 0.0
        return self._weight(shared) / sqrt(self._weight(one) * self._weight(other))

    def _weight(self, said: frozenset[str]) -> float:
        return sum(self._library.idf(key) ** 2 for key in said)
