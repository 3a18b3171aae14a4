"""Settings of the assistant from the environment: which language model to use, and how far to trust its patience."""

from urllib.parse import urlsplit

from pydantic import Field, SecretStr, field_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

from ingest.settings import PREFIX


class AssistantSettings(BaseSettings):
    """The language model. None is needed: the generator ``quotes`` works without."""

    model_config = SettingsConfigDict(env_prefix=PREFIX, frozen=True, extra="forbid", env_ignore_empty=True)

    model_url: str | None = None
    """Address of a server that speaks the OpenAI protocol, such as "http://localhost:8080/v1". ``SEND_MODEL_URL``."""
    model: str | None = None
    """The model's name, as the server knows it. ``SEND_MODEL``."""
    model_key: SecretStr | None = None
    """Key that the server wants, if any. ``SEND_MODEL_KEY``."""
    model_timeout: float = Field(60, gt=0, le=600)
    """Seconds that one reply may take. ``SEND_MODEL_TIMEOUT``."""
    model_tokens: int = Field(400, ge=16, le=4000)
    """Most tokens of one reply. ``SEND_MODEL_TOKENS``."""
    model_temperature: float = Field(0, ge=0, le=2)
    """0 for the likeliest words each time. ``SEND_MODEL_TEMPERATURE``."""
    model_evidence: int = Field(4000, ge=500, le=100_000)
    """Most characters of evidence that are sent with a question. ``SEND_MODEL_EVIDENCE``."""

    model_check: bool = True
    """False shows all that the model writes: only to measure what checking is worth. ``SEND_MODEL_CHECK``."""

    @field_validator("model_url")
    @classmethod
    def _address(cls, url: str | None) -> str | None:
        if url is not None and (urlsplit(url).scheme not in {"http", "https"} or not urlsplit(url).hostname):
            raise ValueError("an address starts with http:// or https://")
        return url
