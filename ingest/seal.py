"""A seal on a generation that is written: SHA-256 of its files, so that damage is noticed before anything opens them.

Not under the seal is the database, which Chroma writes a line to whenever it is opened; ``store_glance`` reads that.
"""

from pathlib import Path

from pydantic import TypeAdapter, ValidationError

from .weights import file_hash

DATABASE = "chroma.sqlite3"
_SEAL = "seal.json"
_HASHES = TypeAdapter(dict[str, str])


def seal(generation: Path) -> None:
    """Seal what was written.

    Raises:
        OSError: its folder cannot be read or written.
    """
    (generation / _SEAL).write_bytes(_HASHES.dump_json(_hashes(generation)))


def is_sealed(generation: Path) -> bool:
    """Whether it has a seal. Without one nothing is known of its files."""
    return (generation / _SEAL).is_file()


def is_intact(generation: Path) -> bool:
    """Whether its files are as they were when it was sealed."""
    try:
        return _hashes(generation) == _HASHES.validate_json((generation / _SEAL).read_bytes())
    except (OSError, ValidationError):
        return False


def _hashes(generation: Path) -> dict[str, str]:
    files = sorted(path for path in generation.rglob("*") if path.is_file() and path.name != _SEAL)
    return {str(file.relative_to(generation)): file_hash(file) for file in files if not file.name.startswith(DATABASE)}
