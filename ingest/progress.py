"""How far a build is, for whoever looks on."""

from typing import Protocol


class Progress(Protocol):
    """Told how far a build is."""

    def __call__(self, stage: str, done: int, total: int) -> None:
        """``done`` of ``total`` files or passages are through a stage: "Reading" or "Embedding"."""


def silent(stage: str, done: int, total: int) -> None:
    """Progress that nobody looks at."""
