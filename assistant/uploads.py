"""Documents that are added on the page, and removed again.

Their files are kept in a folder beside the index; the index is built from what it was built from before and that
folder, by the same build as ever: what fails changes nothing, and without the files it holds what it held.
"""

import json
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path
from threading import Lock, Thread
from uuid import uuid4

from platformdirs import user_data_dir

from ingest.documents import Frozen
from ingest.errors import KnownError, ReadError
from ingest.find import ENDINGS
from ingest.place import Folder, Place
from ingest.record import DocumentInfo
from ingest.settings import APP

from .ask import Assistant
from .page_settings import PageSettings
from .render import printable

TRIAL_SECONDS = 180
_INCOMING, _REMOVED = ".incoming", ".removed"  # hidden: no build looks there
_UNEXPECTED = "Something went wrong; nothing was changed. Tell whoever runs this page."


class Work(Frozen):
    """How far the adding or removing of a document is."""

    stage: str = ""
    """ "Checking", "Reading", "Embedding"; empty when nothing is done."""
    done: int = 0
    total: int = 0
    words: str = ""
    """What came of it, once it is over."""
    ok: bool = True


class Uploads:
    """Adds and removes documents, one at a time. Safe to use from several threads.

    Args:
        assistant: answers from the index that they are added to.
        settings: the limits.
    """

    def __init__(self, assistant: Assistant, settings: PageSettings) -> None:
        self.assistant, self.settings = assistant, settings
        self.folder = (settings.upload_folder or folder_for(assistant.place, "uploads")).absolute()
        self._work = Work()
        self._busy = Lock()

    def ids(self) -> frozenset[str]:
        """Documents that were added here, and so can be removed."""
        infos = self.assistant.sources()
        return frozenset(info.source.id for info in infos if self._is_ours(info))

    def work(self) -> Work:
        """How far it is."""
        return self._work

    def incoming(self, name: str) -> Path:
        """Where to write a file that is being sent.

        Raises:
            ReadError: a name with an ending that is not read, or too many documents were added already.
        """
        safe = safe_name(name)
        if len(self._files()) >= self.settings.upload_files:
            raise ReadError(f"{self.settings.upload_files} documents were added already", "Remove some of them first")
        place = self.folder / _INCOMING / uuid4().hex
        place.mkdir(parents=True)
        return place / safe

    def drop(self, file: Path) -> None:
        """Forget a file that is not to be added after all."""
        shutil.rmtree(file.parent, ignore_errors=True)

    def add(self, file: Path) -> None:
        """Start to add a file that ``incoming`` named and that is written now; ``work`` tells how far it is.

        Raises:
            ReadError: another document is being added or removed.
        """
        self._start(lambda: self._add(file), lambda: self.drop(file))

    def remove(self, document: str) -> None:
        """Start to remove a document that was added.

        Raises:
            KeyError: there is none of this id that was added here.
            ReadError: another document is being added or removed.
        """
        info = next((i for i in self.assistant.sources() if i.source.id == document and self._is_ours(i)), None)
        if info is None:
            raise KeyError(document)
        self._start(lambda: self._remove(info), lambda: None)

    def restore(self) -> None:
        """Start to take added files up again that the index was built without meanwhile."""
        held = set(self.assistant.record().files)
        shutil.rmtree(self.folder / _INCOMING, ignore_errors=True)
        if any(str(file.resolve()) not in held for file in self._files()):
            self._start(lambda: self._built() or "Documents that were added earlier are loaded again.", lambda: None)

    def _start(self, make: Callable[[], str], last: Callable[[], None]) -> None:
        if not self._busy.acquire(blocking=False):
            last()
            raise ReadError("Another document is being added or removed", "Wait until that is done, then try again")
        self._work = Work(stage="Checking")
        Thread(target=self._run, args=(make, last), daemon=True).start()

    def _run(self, make: Callable[[], str], last: Callable[[], None]) -> None:
        try:
            done = Work(words=make())
        except KnownError as fault:
            done = Work(words=printable(str(fault)), ok=False)
        except Exception:
            done = Work(words=_UNEXPECTED, ok=False)
            raise
        finally:
            last()
            self._busy.release()
            self._work = done

    def _add(self, file: Path) -> str:
        self._refuse_twice(file)
        if reason := self._tried(file):
            return self._fail(reason)
        kept = self.folder / file.name
        file.replace(kept)
        try:
            self._built()
            info = next((i for i in self.assistant.sources() if Path(i.file) == kept.resolve()), None)
            if info is None:
                problems = self.assistant.record().problems
                reasons = [p.reason for p in problems if Path(p.file) == kept.resolve()]
                self._fail(reasons[0] if reasons else f"{file.name} could not be read. Get the file again.")
        except BaseException:
            kept.unlink(missing_ok=True)
            if any(Path(name) == kept.resolve() for name in self.assistant.record().files):
                self._built()
            raise
        assert info
        return f"Added: {_named(info)}."

    def _remove(self, info: DocumentInfo) -> str:
        file, aside = Path(info.file), self.folder / _REMOVED
        aside.mkdir(parents=True, exist_ok=True)
        held = file.replace(aside / file.name)
        try:
            self._built()
        except BaseException:
            held.replace(file)
            raise
        held.unlink()
        return f"Removed: {info.source.title}."

    def _refuse_twice(self, file: Path) -> None:
        digest = sha256(file.read_bytes()).hexdigest()
        for info in self.assistant.sources():
            if info.sha256 == digest:
                raise ReadError(f"{file.name} is loaded already, as {info.source.title}", "There is nothing to add")
            if info.source.id == file.stem and not info.source.record:
                raise ReadError(
                    f"A document named {file.stem} is loaded already", "Rename the file, or remove that one"
                )

    def _tried(self, file: Path) -> str | None:
        """Why a file is not taken; found out in a process of its own, which has so much time and memory."""
        command = [sys.executable, "-m", "assistant.trial", str(file), str(self.settings.upload_pages)]
        failed = f"{file.name} cannot be read. Get the file again, or leave it out."
        try:
            done = subprocess.run(command, capture_output=True, timeout=TRIAL_SECONDS, check=True)
            reason = json.loads(done.stdout)["reason"]
        except (subprocess.SubprocessError, ValueError):
            return failed
        return None if reason is None else str(reason)

    def _built(self) -> str:
        base = [Path(path) for path in self.assistant.record().paths if Path(path) != self.folder]
        self.assistant.build([*base, *([self.folder] if self._files() else [])], self._told)
        return ""

    def _told(self, stage: str, done: int, total: int) -> None:
        self._work = Work(stage=stage, done=done, total=total)

    def _fail(self, reason: str) -> str:
        what, _, remedy = reason.rstrip(".").rpartition(". ")
        raise ReadError(what or remedy, remedy if what else "Get the file again, or leave it out")

    def _files(self) -> list[Path]:
        return [file for file in self.folder.glob("*") if file.is_file() and not file.name.startswith(".")]

    def _is_ours(self, info: DocumentInfo) -> bool:
        return Path(info.file).parent == self.folder.resolve()


def folder_for(place: Place, what: str) -> Path:
    """Where something of the page's is kept: beside the index, or for a server in the user's data folder."""
    return place.path.with_name(f"{place.path.name}-{what}") if isinstance(place, Folder) else _data() / what


def safe_name(name: str) -> str:
    """The last part of a name that somebody sent, with nothing in it that a file system could take amiss.

    Raises:
        ReadError: its ending is not one that is read.
    """
    last = re.split(r"[\\/]", printable(name))[-1]
    stem, dot, ending = last.rpartition(".")
    if f"{dot}{ending.lower()}" not in ENDINGS:
        raise ReadError(f"{last or 'The file'} cannot be read", f"Readable are {', '.join(ENDINGS)}")
    cleaned = re.sub(r"[^\w-]+", "-", stem).strip("-_")[:100]
    return f"{cleaned or 'document'}.{ending.lower()}"


def _data() -> Path:
    return Path(user_data_dir(APP))


def _named(info: DocumentInfo) -> str:
    source = info.source
    pages = f"{info.pages} pages" if info.pages else None
    facts = (source.local_area or "no local area found", source.kind, pages, f"{info.findings} findings")
    return f"{source.title} ({', '.join(fact for fact in facts if fact)})"
