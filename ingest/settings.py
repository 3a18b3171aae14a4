"""Settings from the environment: read once, never changed, names with a typo refused.

Every name starts with ``SEND_``. Options on a command line win over the environment.
"""

import os
from collections.abc import Iterable
from difflib import get_close_matches
from pathlib import Path
from typing import Any, TypeVar

from platformdirs import user_cache_dir, user_data_dir
from pydantic import Field, ValidationError, field_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

from .errors import SettingsError

APP = "send-assistant"
PREFIX = "SEND_"
KNOWN_ELSEWHERE: frozenset[str] = frozenset(
    PREFIX + name
    for name in (
        "MODEL",
        "MODEL_URL",
        "MODEL_KEY",
        "MODEL_TIMEOUT",
        "MODEL_TOKENS",
        "MODEL_TEMPERATURE",
        "MODEL_EVIDENCE",
        "MODEL_CHECK",
        "PASSWORD",
        "QUESTION_SECONDS",
        "QUESTIONS_PER_MINUTE",
        "QUESTION_LOG",
        "UPLOADS",
        "UPLOAD_FOLDER",
        "UPLOAD_MB",
        "UPLOAD_PAGES",
        "UPLOAD_FILES",
        "EVALUATE",
        "EVALUATE_FOLDER",
        "JUDGE",
        "JUDGE_URL",
        "JUDGE_KEY",
        "JUDGE_TIMEOUT",
    )
)
"""Names that other parts of the program read: set for them, they are no typo here."""

_read: dict[type[BaseSettings], BaseSettings] = {}


class IngestSettings(BaseSettings):
    """Where the index is, and which embedder reads the passages."""

    model_config = SettingsConfigDict(env_prefix=PREFIX, frozen=True, extra="forbid", env_ignore_empty=True)

    index: Path = Field(default_factory=lambda: Path(user_data_dir(APP)) / "index")
    """Folder of the embedded store. ``SEND_INDEX``."""
    chroma: str | None = None
    """Address of a Chroma server ("http://localhost:8000"), used instead of the folder. ``SEND_CHROMA``."""
    embedder: str | None = None
    """Folder or name of another embedder than the built-in one. ``SEND_EMBEDDER``."""
    cache: Path = Field(default_factory=lambda: Path(user_cache_dir(APP)))
    """Folder for files that can be made again. ``SEND_CACHE``."""
    download: bool = False
    """Whether an embedder given by name may be fetched over the network. ``SEND_DOWNLOAD``."""

    @field_validator("index", "cache")
    @classmethod
    def _home(cls, path: Path) -> Path:
        return path.expanduser()


Tree = TypeVar("Tree", bound=BaseSettings)


def settings_of(tree: type[Tree]) -> Tree:
    """The settings of this process: read from the environment at the first call, the same object afterwards.

    Raises:
        SettingsError: as ``read_settings``.
    """
    if tree not in _read:
        _read[tree] = read_settings(tree)
    found = _read[tree]
    assert isinstance(found, tree)
    return found


def read_settings(tree: type[Tree], known: Iterable[str] = (), **given: Any) -> Tree:
    """Read a tree of settings from the environment.

    Args:
        tree: the class of the tree.
        known: further names in the environment that other parts of the program read.
        given: values that win over the environment; ``None`` means not given.

    Raises:
        SettingsError: a name that nothing reads, or a value that does not fit.
    """
    refuse_unknown_names({*_names(tree), *_names(IngestSettings), *KNOWN_ELSEWHERE, *known})
    try:
        return tree(**{name: value for name, value in given.items() if value is not None})
    except ValidationError as fault:
        first = fault.errors()[0]
        name = PREFIX + "_".join(str(part) for part in first["loc"]).upper()
        raise SettingsError(
            f"{name} cannot be {first['input']!r}: {first['msg']}", f"Correct or unset {name}"
        ) from None


def refuse_unknown_names(known: Iterable[str]) -> None:
    """Check that every ``SEND_`` name in the environment is one that something reads.

    Raises:
        SettingsError: one is not; the remedy suggests the nearest name.
    """
    names = sorted(known)
    for name in sorted(os.environ):
        if name.startswith(PREFIX) and name not in names:
            near = get_close_matches(name, names, n=1)
            hint = f"Did you mean {near[0]}? Correct it" if near else f"Known are {', '.join(names)}; correct it"
            raise SettingsError(f"The environment sets {name}, which is not a setting", f"{hint} or unset {name}")


def _names(tree: type[BaseSettings]) -> set[str]:
    return {PREFIX + name.upper() for name in tree.model_fields}
