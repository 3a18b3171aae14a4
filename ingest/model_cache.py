"""The built-in embedder's ONNX model: made once from the checked weights, kept in the cache, verified at every use."""

import json
import os
import tempfile
from pathlib import Path

from .errors import EmbedderError
from .weights import SHA256, checked_weights, file_hash

VERSION = 1
"""Of the graph; raise it when the graph changes, so that cached files of the old one are not used."""


def onnx_file(folder: Path, cache: Path, changes: Path | None = None) -> Path:
    """The ONNX model of the weights in a folder: from the cache, or made now and kept there.

    Args:
        folder: holds ``model.safetensors`` and ``config.json``.
        cache: where to keep it; where this cannot be written a temporary folder serves for this machine's session.

        changes: low-rank changes of the weights, as ``minilm.graph`` takes them.

    Raises:
        EmbedderError: the weights are not the checked ones, or no folder can be written.
    """
    weights = checked_weights(folder)
    changed = f"-{file_hash(changes)[:12]}" if changes else ""
    name = f"minilm-{SHA256[:12]}{changed}-v{VERSION}.onnx"
    places = [cache, Path(tempfile.gettempdir()) / f"send-assistant-{os.getuid() if hasattr(os, 'getuid') else 0}"]
    for place in places:
        if _intact(place / name):
            return place / name
    from .minilm import graph  # brings the onnx package in, which only the making needs

    model = graph(weights, json.loads((folder / "config.json").read_text()), changes)
    for place in places:
        try:
            return _keep(place / name, model)
        except OSError as fault:
            reason = fault.strerror
    raise EmbedderError(
        f"The embedder cannot be kept in {cache} ({reason})", "Point SEND_CACHE to a folder with 200 MB free"
    )


def _intact(path: Path) -> bool:
    """Whether a kept model is whole: its own hash stands beside it."""
    try:
        # A folder that somebody else owns could hold somebody else's model with a fitting hash.
        ours = not hasattr(os, "getuid") or path.stat().st_uid in {os.getuid(), 0}
        return ours and path.with_suffix(".sha256").read_text() == file_hash(path)
    except OSError:
        return False


def _keep(path: Path, model: bytes) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    _replace(path, model)
    _replace(path.with_suffix(".sha256"), file_hash(path).encode())
    return path


def _replace(path: Path, data: bytes) -> None:
    """Write beside and rename, so that no other process ever sees half a file."""
    with tempfile.NamedTemporaryFile(dir=path.parent, prefix=path.name, delete=False) as file:
        temporary = Path(file.name)
        try:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
            temporary.replace(path)
        except BaseException:
            temporary.unlink(missing_ok=True)
            raise
