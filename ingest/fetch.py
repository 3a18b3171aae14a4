"""Addresses in ``sources.csv`` -> original documents in a folder, named by their ids. Only this command downloads."""

import re
from collections.abc import Iterator, Sequence
from contextlib import closing
from pathlib import Path

import httpx

from .catalogue import Catalogue
from .documents import Frozen, Source
from .errors import NothingToRead, StoreError
from .find import ENDINGS
from .progress import Progress
from .record import Problem

_MOST_BYTES = 100_000_000
_SECONDS = 60.0
_AGENT = "send-assistant (fetches named documents once)"
_ENDING_OF = {
    "application/pdf": ".pdf",
    "text/html": ".html",
    "application/xhtml+xml": ".html",
    "text/plain": ".txt",
    "text/markdown": ".md",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": ".docx",
}


class Fetched(Frozen):
    """What a fetch did."""

    folder: str
    files: tuple[str, ...]
    """Files written now."""
    kept: tuple[str, ...]
    """Files that were there already and were left as they are."""
    problems: tuple[Problem, ...]


def to_fetch(catalogue: Catalogue, ids: Sequence[str], area: str | None) -> list[Source]:
    """The sources that are asked for and have an address: the named ones, those of an area, else all.

    Raises:
        NothingToRead: a named id is not in the catalogue or has no address, or nothing is left.
    """
    unknown = [id_ for id_ in ids if id_ not in catalogue.sources]
    if unknown:
        raise NothingToRead(
            f"sources.csv has no document {unknown[0]!r}", "Check the id, or add a row with its address"
        )
    sources = [catalogue.sources[id_] for id_ in ids] or list(catalogue.sources.values())
    chosen = [source for source in sources if not area or source.local_area == area]
    without = [source.id for source in chosen if not source.url]
    if ids and without:
        raise NothingToRead(
            f"sources.csv has no address for {without[0]}", "Save the document by hand and name its file"
        )
    found = [source for source in chosen if source.url]
    if not found:
        raise NothingToRead("sources.csv has no address of such a document", "Add a row with its address")
    return found


def fetch(sources: Sequence[Source], folder: Path, progress: Progress) -> Fetched:
    """Download originals. A file that is there already is kept; one that fails leaves nothing behind.

    Args:
        sources: what to fetch; each has an address.
        folder: made if missing.
        progress: told after each document, stage "Fetching".

    Raises:
        StoreError: the folder cannot be written.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as fault:
        raise StoreError(f"{folder} cannot be made ({fault.strerror})", "Name another folder with --to") from fault
    files, kept, problems = [], [], []
    with closing(_client()) as client:
        for done, source in enumerate(sources, start=1):
            there = _there(source, folder)
            got = None if there else _one(client, source, folder)
            if there:
                kept.append(str(there))
            elif isinstance(got, Path):
                files.append(str(got))
            elif got:
                problems.append(got)
            progress("Fetching", done, len(sources))
    return Fetched(folder=str(folder), files=tuple(files), kept=tuple(kept), problems=tuple(problems))


def _client() -> httpx.Client:
    return httpx.Client(follow_redirects=True, timeout=_SECONDS, headers={"user-agent": _AGENT})


def _there(source: Source, folder: Path) -> Path | None:
    return next((path for ending in ENDINGS if (path := folder / f"{source.id}{ending}").is_file()), None)


def _one(client: httpx.Client, source: Source, folder: Path) -> Path | Problem:
    part = folder / f".{source.id}.part"
    url = source.url or ""
    try:
        with client.stream("GET", url) as reply:
            reply.raise_for_status()
            ending = _ending(reply, url)
            if ending is None:
                kind = reply.headers.get("content-type", "no type")
                return Problem(file=url, reason=f"{source.id} is {kind}, which cannot be read. Save it by hand.")
            with part.open("wb") as out:
                for chunk in _limited(reply.iter_bytes()):
                    out.write(chunk)
        target = folder / f"{source.id}{ending}"
        part.replace(target)
    except httpx.HTTPStatusError as fault:
        code = fault.response.status_code
        return Problem(file=url, reason=f"{source.id}: the server answered {code}. Check the address in sources.csv.")
    except (httpx.HTTPError, httpx.InvalidURL) as fault:
        return Problem(file=url, reason=f"{source.id}: {type(fault).__name__}. Check the network and the address.")
    except _TooLarge:
        return Problem(file=url, reason=f"{source.id} is larger than {_MOST_BYTES // 10**6} MB. Save it by hand.")
    except OSError as fault:
        raise StoreError(f"{folder} cannot be written ({fault.strerror})", "Name another folder with --to") from fault
    finally:
        part.unlink(missing_ok=True)
    return target


class _TooLarge(Exception):
    """A document is larger than any that is published."""


def _limited(chunks: Iterator[bytes]) -> Iterator[bytes]:
    size = 0
    for chunk in chunks:
        size += len(chunk)
        if size > _MOST_BYTES:
            raise _TooLarge
        yield chunk


def _ending(reply: httpx.Response, url: str) -> str | None:
    """By the reply's type; for a server that says nothing of use, by the address."""
    said = _ENDING_OF.get(reply.headers.get("content-type", "").partition(";")[0].strip().lower())
    named = re.search(r"\.(pdf|docx|html?|txt|md)$", httpx.URL(url).path, re.I)
    return said or (f".{named[1].lower()}" if named else None)
