"""Settings of the page: who may use it, for how much, and which parts of it there are."""

from pathlib import Path

from pydantic import Field, SecretStr, field_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

from ingest.settings import PREFIX


class PageSettings(BaseSettings):
    """What whoever runs the page decides."""

    model_config = SettingsConfigDict(env_prefix=PREFIX, frozen=True, extra="forbid", env_ignore_empty=True)

    password: SecretStr | None = None
    """What the page asks for before it shows anything. ``SEND_PASSWORD``."""
    question_seconds: float = Field(120, gt=0, le=3600)
    """Seconds that a question may take, waiting included. ``SEND_QUESTION_SECONDS``."""
    questions_per_minute: int = Field(60, ge=1)
    """Most questions and calls of one caller in a minute. ``SEND_QUESTIONS_PER_MINUTE``."""
    question_log: Path | None = None
    """File for what is asked, a line of JSON a question, without names, numbers and addresses; if not set, nothing of
    a question is written. ``SEND_QUESTION_LOG``."""
    uploads: bool | None = None
    """Whether documents may be added on the page; if not set, only where nobody else can open it. ``SEND_UPLOADS``."""
    upload_folder: Path | None = None
    """Folder for added documents; if not set, one beside the index. ``SEND_UPLOAD_FOLDER``."""
    upload_mb: float = Field(25, gt=0)
    """Most megabytes of an added document. ``SEND_UPLOAD_MB``."""
    upload_pages: int = Field(300, ge=1)
    """Most pages of an added document. ``SEND_UPLOAD_PAGES``."""
    upload_files: int = Field(100, ge=1)
    """Most documents that are added and not removed. ``SEND_UPLOAD_FILES``."""
    evaluate: bool | None = None
    """Whether evaluations may be run on the page; if not set, only where it is for this machine alone, without a
    password. ``SEND_EVALUATE``."""
    evaluate_folder: Path | None = None
    """Folder for the runs; if not set, one beside the index. ``SEND_EVALUATE_FOLDER``."""

    @field_validator("upload_folder", "evaluate_folder", "question_log")
    @classmethod
    def _home(cls, path: Path | None) -> Path | None:
        return path.expanduser() if path else None
