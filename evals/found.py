"""What was found in the documents that gold files speak of: from an index, or from files read for the purpose."""

from collections.abc import Collection, Sequence
from contextlib import closing
from pathlib import Path

from evals.gold import Gold
from ingest.areas import canonical
from ingest.catalogue import load_catalogue
from ingest.documents import Document, Finding, Frozen
from ingest.errors import SuiteError
from ingest.extract import extract
from ingest.find import find_files
from ingest.gather import gather
from ingest.place import Place

_NAMED = 3
"""How many missing documents a line on them names."""


class Found(Frozen):
    """The findings of one original."""

    local_area: str | None
    """As the gazetteer spells it."""
    findings: tuple[Finding, ...]


def found_in_files(path: Path, gold: Sequence[Gold]) -> dict[str, Found]:
    """Read the documents of gold files from a file or folder, and no other.

    Args:
        path: file or folder.
        gold: names the documents; a file is known by its name without its ending.

    Returns:
        what was found, by the id of the document.

    Raises:
        NothingToRead: the path does not exist, or holds no file that can be read.
        SuiteError: a document is not there; a record of it does not count, as it is in other words.
    """
    wanted = _ids(gold)
    files = [file for file in find_files([path]) if file.stem in wanted]
    outcomes = gather(files, load_catalogue([path]), lambda: None)
    documents = [outcome for outcome in outcomes if isinstance(outcome, Document) and not outcome.source.record]
    found = {d.source.id: Found(local_area=_area(d.source.local_area), findings=extract(d)) for d in documents}
    return _all_there(found, wanted, str(path))


def found_in_index(place: Place, gold: Sequence[Gold]) -> dict[str, Found]:
    """The findings of an index in the documents of gold files, by the id of the document.

    Raises:
        IndexMissing: there is no index.
        IndexMismatch: another version of the program built it.
        SuiteError: a document is not in it, or only as a record.
    """
    from ingest.index import Index  # Chroma takes a second to import, and files need none of it

    wanted = _ids(gold)
    with closing(Index.open(place)) as index:
        findings = index.findings()
        sources = [info.source for info in index.sources() if not info.source.record and info.source.id in wanted]
    found = {
        source.id: Found(
            local_area=_area(source.local_area), findings=tuple(f for f in findings if f.document == source.id)
        )
        for source in sources
    }
    return _all_there(found, wanted, str(place))


def _ids(gold: Sequence[Gold]) -> list[str]:
    return [document.id for file in gold for document in file.documents]


def _area(name: str | None) -> str | None:
    return (canonical(name) or name) if name else None


def _all_there(found: dict[str, Found], wanted: Collection[str], where: str) -> dict[str, Found]:
    missing = [name for name in wanted if name not in found]
    if missing:
        names = ", ".join(missing[:_NAMED]) + (f" and {len(missing) - _NAMED} more" if len(missing) > _NAMED else "")
        raise SuiteError(
            f"of the {len(wanted)} originals that the gold files speak of, {where} lacks {names}",
            "Name their folder with --corpus, or only the gold files whose originals you have",
        )
    return found
