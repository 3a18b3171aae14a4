"""The language model that judges answers, from the environment. None is needed, and none is used unless it is named."""

from urllib.parse import urlsplit

from pydantic import Field, SecretStr, field_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

from assistant.model import LanguageModel
from assistant.settings import AssistantSettings
from ingest.errors import SettingsError
from ingest.settings import PREFIX, read_settings


class JudgeSettings(BaseSettings):
    """Which model judges. Another than the one that writes the answers: a model rates its own higher."""

    model_config = SettingsConfigDict(env_prefix=PREFIX, frozen=True, extra="forbid", env_ignore_empty=True)

    judge_url: str | None = None
    """Address of a server that speaks the OpenAI protocol, such as "http://localhost:8080/v1". ``SEND_JUDGE_URL``."""
    judge: str | None = None
    """The model's name with its version, as the server knows it. ``SEND_JUDGE``."""
    judge_key: SecretStr | None = None
    """Key that the server wants, if any. ``SEND_JUDGE_KEY``."""
    judge_timeout: float = Field(60, gt=0, le=600)
    """Seconds that one verdict may take. ``SEND_JUDGE_TIMEOUT``."""

    @field_validator("judge_url")
    @classmethod
    def _address(cls, url: str | None) -> str | None:
        if url is not None and (urlsplit(url).scheme not in {"http", "https"} or not urlsplit(url).hostname):
            raise ValueError("an address starts with http:// or https://")
        return url


def judge_model(name: str | None = None) -> LanguageModel:
    """The model that judges.

    Args:
        name: of the model, in place of the one in the settings.

    Raises:
        SettingsError: no server or no model is named, or a setting does not fit.
    """
    settings = read_settings(JudgeSettings, judge=name)
    if not (settings.judge_url and settings.judge):
        raise SettingsError(
            "No judge is set up",
            "Set SEND_JUDGE_URL to a server that speaks the OpenAI protocol, and name its model with --judge or "
            "SEND_JUDGE; score needs none",
        )
    server = {
        "model_url": settings.judge_url,
        "model": settings.judge,
        "model_key": settings.judge_key,  # none is none: the key of the model that answers is not sent elsewhere
        "model_timeout": settings.judge_timeout,
        "model_temperature": 0,
    }
    return LanguageModel(read_settings(AssistantSettings).model_copy(update=server))
