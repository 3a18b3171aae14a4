"""What a run was made with: enough to say whether two runs may be told apart, and to run it again."""

import hashlib
import os
import platform
from collections.abc import Mapping
from datetime import UTC, datetime
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from types import ModuleType

from pydantic import Field

import assistant
import ingest
import prompts
from evals import peers
from evals.cases import Suite
from ingest.documents import Frozen
from ingest.record import BuildRecord

PACKAGES = (
    "bm25s",
    "chromadb",
    "llama-index-core",
    "numpy",
    "onnxruntime",
    "pdfplumber",
    "sentence-transformers",
    "tokenizers",
    "torch",
)
"""Packages on which answers depend."""
OURS = "ours"
"""Name of the system that this project is."""


class IndexUsed(Frozen):
    """What of an index decides its answers; the date is for people."""

    embedder: str
    parser: str
    documents: dict[str, str]
    """SHA-256 of each document's file, by id."""
    catalogue: str
    """Digest of the table of sources, which dates and names the documents."""
    passages: int
    findings: int
    built_at: str
    """ISO 8601, UTC."""

    @classmethod
    def of(cls, record: BuildRecord) -> "IndexUsed":
        """What a build record says of it."""
        return cls(
            embedder=record.embedder,
            parser=record.parser,
            documents={info.source.id: info.sha256 for info in record.documents},
            catalogue=record.catalogue,
            passages=record.passages,
            findings=record.findings,
            built_at=record.built_at,
        )


class RunSettings(Frozen):
    """What was run, and with what."""

    suite: str
    suite_sha256: str
    cases: int
    generator: str
    """What writes the answers; "none" for a peer that only retrieves."""
    system: str = OURS
    """What was asked: this program, or a peer."""
    details: dict[str, str] = Field(default_factory=dict)
    """What else decides its answers: of a peer, how many passages it takes and which reader it has; of this project,
    the parts that are left out."""
    repeat: int = 1
    """How often every case is asked, for generators that do not always say the same."""
    index: IndexUsed
    code_sha256: str
    """Of the modules and prompts that answer: two runs with the same are runs of the same program."""
    versions: dict[str, str]
    """Python and packages."""
    machine: str
    started: str
    """ISO 8601, UTC."""

    def differences(self, other: "RunSettings") -> list[str]:
        """In what two runs differ, in words; the machine and the times do not count."""
        index = self.index.model_copy(update={"built_at": other.index.built_at})
        pairs = {
            "suite": (self.suite_sha256, other.suite_sha256),
            "system": (self.system, other.system),
            "detail of the system": (self.details, other.details if self.system == other.system else self.details),
            "generator": (self.generator, other.generator),
            "number of repeats": (self.repeat, other.repeat),
            "index": (index, other.index),
            "version of this program": (self.code_sha256, other.code_sha256),
            "version of Python or of a package": (self.versions, other.versions),
        }
        return [name for name, (ours, theirs) in pairs.items() if ours != theirs]


def settings_of(
    suite: Suite,
    generator: str,
    index: IndexUsed,
    system: str = OURS,
    details: Mapping[str, str] | None = None,
    repeat: int = 1,
) -> RunSettings:
    """The settings of a run that starts now, on this machine."""
    return RunSettings(
        suite=suite.name,
        suite_sha256=suite.digest,
        cases=len(suite.cases),
        generator=generator,
        system=system,
        details=dict(details or {}) | ({} if system == OURS else {"code": _code(peers)[:16]}),
        repeat=repeat,
        index=index,
        code_sha256=code_sha256(),
        versions=versions(),
        machine=machine(),
        started=now(),
    )


def code_sha256() -> str:
    """SHA-256 of the modules and prompts that answer."""
    return _code(prompts, ingest, assistant)


def versions() -> dict[str, str]:
    """Of Python and of the packages on which answers depend."""
    return {"python": platform.python_version()} | {name: found for name in PACKAGES if (found := _version(name))}


def machine() -> str:
    """This machine in a few words."""
    return f"{platform.system()} {platform.machine()}, {os.cpu_count()} cores"


def now() -> str:
    """The time as ISO 8601, UTC."""
    return datetime.now(UTC).isoformat(timespec="seconds")


def _version(package: str) -> str | None:
    try:
        return version(package)
    except PackageNotFoundError:
        return None


def _code(*packages: ModuleType) -> str:
    digest = hashlib.sha256()
    for package in packages:
        root = Path(package.__path__[0])
        for file in sorted(path for path in root.rglob("*") if path.is_file() and "__pycache__" not in path.parts):
            digest.update(f"{package.__name__}/{file.relative_to(root).as_posix()}\0".encode() + file.read_bytes())
    return digest.hexdigest()
