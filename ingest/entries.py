"""Files -> entries of an index: the document, its passages and findings. Files that did not change are taken over."""

from collections.abc import Callable
from pathlib import Path
from typing import Protocol

from .documents import Document, Finding, Frozen, Passage
from .extract import extract
from .gather import gather
from .progress import Progress
from .record import DocumentInfo, Problem
from .split import split
from .survey import Survey
from .view import View


class Splitter(Protocol):
    """What splitting needs of an embedder."""

    @property
    def max_tokens(self) -> int:
        """Tokens it reads."""

    def count_tokens(self, text: str) -> int:
        """Tokens of a text."""


class Entry(Frozen):
    """A document with all that an index holds of it."""

    document: Document
    passages: tuple[Passage, ...]
    findings: tuple[Finding, ...]
    file: str
    sha256: str
    taken_over: bool = False
    """Whether it is the index's own from before."""

    def info(self) -> DocumentInfo:
        """What the build record says of it."""
        return DocumentInfo(
            source=self.document.source,
            file=self.file,
            sha256=self.sha256,
            pages=self.document.pages,
            sections=len(self.document.sections),
            passages=len(self.passages),
            findings=len(self.findings),
        )


def entries(
    found: Survey, live: View | None, embedder: Callable[[], Splitter], progress: Progress
) -> tuple[list[Entry], list[Problem]]:
    """An entry or a problem for every file.

    Args:
        found: the files and what is known of them.
        live: the index as it is; ``None`` if there is none.
        embedder: called only if there is something new to split.
        progress: told after each file that was read.

    Returns:
        entries in the order of their files, and the files that gave none.
    """
    kept = _taken_over(found, live)
    new = [file for file in found.files if file not in kept]
    problems: list[Problem] = []
    made: dict[str, Entry] = dict(kept)
    for file, outcome in zip(new, _read(new, found, progress), strict=True):
        if isinstance(outcome, Problem):
            problems.append(outcome)
        else:
            made[file] = _entry(outcome, file, found, embedder())
    chosen, twice = _one_of_each([made[file] for file in found.files if file in made])
    return chosen, sorted(problems + twice, key=lambda problem: list(found.files).index(problem.file))


def _read(files: list[str], found: Survey, progress: Progress) -> list[Document | Problem]:
    done = 0

    def each() -> None:
        nonlocal done
        done += 1
        progress("Reading", done, len(files))

    return gather([Path(file) for file in files], found.catalogue, each)


def _entry(document: Document, file: str, found: Survey, embedder: Splitter) -> Entry:
    passages = split(document, embedder.count_tokens, embedder.max_tokens)
    return Entry(document=document, passages=passages, findings=extract(document), file=file, sha256=found.files[file])


def _taken_over(found: Survey, live: View | None) -> dict[str, Entry]:
    """Entries of the live index whose files are as they were; none if anything else changed."""
    if live is None or not found.same_parts(live.record):
        return {}
    same = [info for info in live.sources() if info.sha256 and found.files.get(info.file) == info.sha256]
    passages: dict[str, list[Passage]] = {info.source.id: [] for info in live.sources()}
    findings: dict[str, list[Finding]] = {info.source.id: [] for info in live.sources()}
    for passage in live.passages():
        passages[passage.document].append(passage)
    for finding in live.findings():
        findings[finding.document].append(finding)
    return {
        info.file: Entry(
            document=live.document(info.source.id),
            passages=tuple(passages[info.source.id]),
            findings=tuple(findings[info.source.id]),
            file=info.file,
            sha256=info.sha256,
            taken_over=True,
        )
        for info in same
    }


def _one_of_each(made: list[Entry]) -> tuple[list[Entry], list[Problem]]:
    """One entry for each document id: the original before our record of it, else the first."""
    chosen: dict[str, Entry] = {}
    problems: list[Problem] = []
    for entry in sorted(made, key=lambda entry: entry.document.source.record):  # stable: files keep their order
        source = entry.document.source
        first = chosen.setdefault(source.id, entry)
        if first is not entry and source.record == first.document.source.record:
            other = Path(first.file).name
            reason = f"{Path(entry.file).name} has the same id as {other}, {source.id}. Rename one of them."
            problems.append(Problem(file=entry.file, reason=reason))
    ids = {id(entry) for entry in chosen.values()}
    return [entry for entry in made if id(entry) in ids], problems
