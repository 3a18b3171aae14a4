"""The only caller of language models: messages in, pieces of the reply out as they come.

Any server that speaks the OpenAI protocol (llama.cpp, Ollama, vLLM, a hosted one) is reached through LlamaIndex's
``OpenAILike``. Whatever goes wrong on the way is one ``ModelError``; what to do about it is for the caller.
"""

from collections.abc import Iterator, Sequence
from functools import cache
from ipaddress import ip_address
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

import httpx

from ingest.errors import KnownError, SettingsError
from ingest.settings import settings_of
from prompts.loader import Message

from .deadline import EndingClient
from .settings import AssistantSettings
from .stopping import end_if_stopped

if TYPE_CHECKING:
    from llama_index.core.llms import LLM

QUOTES, MODEL = "quotes", "model"
"""Generators: no language model, and the one that the settings name. Any other generator is a model's own name."""
_CHARACTERS = 8  # more than any tokenizer makes of one token on average: a reply beyond it ignores its limit


class ModelError(KnownError):
    """The language model cannot be reached, is too slow, talks without end, or replies with what is no reply."""


class LanguageModel:
    """A language model behind one server. Safe to use from several threads."""

    def __init__(self, settings: AssistantSettings, llm: "LLM | None" = None) -> None:
        """Take the settings; the server is not called yet.

        Args:
            settings: where it is, and its limits.
            llm: any model that LlamaIndex supports, used instead of the server in the settings.

        Raises:
            SettingsError: no server or no model is named.
        """
        if llm is None and not (settings.model_url and settings.model):
            raise SettingsError(
                "No language model is set up",
                "Set SEND_MODEL_URL and SEND_MODEL to a server that speaks the OpenAI protocol and to its model, "
                "or use the generator quotes",
            )
        self.settings = settings
        self.name = settings.model or MODEL
        self._llm = llm or _open_ai_like(settings)

    def pieces(self, messages: Sequence[Message]) -> Iterator[str]:
        """The reply, piece by piece.

        Raises:
            ModelError: it is not reached, takes longer than the settings allow, or says more than they allow.
            StoppedError: nobody waits for it any longer.
        """
        said = 0
        try:
            for piece in self._stream(messages):
                end_if_stopped()  # a model put in by hand does not go through our client
                said += len(piece)
                if said > _CHARACTERS * self.settings.model_tokens:
                    raise ModelError("The language model talks without end", "Lower SEND_MODEL_TOKENS or use another")
                yield piece
        except (KnownError, GeneratorExit):
            raise
        except Exception as fault:  # whatever a server may do to its client
            raise _told(fault, self.settings) from fault

    def reply(self, messages: Sequence[Message]) -> str:
        """The whole reply.

        Raises:
            ModelError: as ``pieces``.
        """
        return "".join(self.pieces(messages))

    def _stream(self, messages: Sequence[Message]) -> Iterator[str]:
        from llama_index.core.llms import ChatMessage

        chat = [ChatMessage(role=role, content=text) for role, text in messages]
        for response in self._llm.stream_chat(chat):
            if response.delta:
                yield response.delta


def model_of(generator: str) -> LanguageModel | None:
    """The language model that a generator stands for, the same object at every call; ``None`` for ``quotes``.

    Args:
        generator: "quotes", "model" for the model that the settings name, or the name of another on the same server.

    Raises:
        SettingsError: no language model is set up, or a setting does not fit.
    """
    if generator == QUOTES:
        return None
    settings = settings_of(AssistantSettings)
    if generator == MODEL:
        return _language_model(settings)
    if not settings.model_url or not generator.strip():
        raise SettingsError(
            f"There is no generator {generator!r}",
            "Use quotes, or set SEND_MODEL_URL to the server of the language model of that name",
        )
    return _language_model(settings.model_copy(update={"model": generator}))


@cache
def _language_model(settings: AssistantSettings) -> LanguageModel:
    return LanguageModel(settings)


def _open_ai_like(settings: AssistantSettings) -> "LLM":
    from llama_index.llms.openai_like import OpenAILike  # takes seconds: only where a model is asked for

    url = settings.model_url or ""
    # a proxy is for other machines, not for a server on this one
    client = EndingClient(settings.model_timeout, trust_env=not _is_loopback(url))
    network: dict[str, Any] = {"timeout": settings.model_timeout, "max_retries": 0, "http_client": client}
    return OpenAILike(
        model=settings.model or "",
        api_base=url,
        api_key=settings.model_key.get_secret_value() if settings.model_key else "none",
        is_chat_model=True,
        is_function_calling_model=False,
        temperature=settings.model_temperature,
        max_tokens=settings.model_tokens,
        **network,
    )


def _is_loopback(url: str) -> bool:
    host = urlsplit(url).hostname or ""
    try:
        return host == "localhost" or ip_address(host).is_loopback
    except ValueError:
        return False


def _too_slow(settings: AssistantSettings) -> ModelError:
    return ModelError(
        f"The language model did not finish within {settings.model_timeout:g} seconds",
        "Raise SEND_MODEL_TIMEOUT, lower SEND_MODEL_EVIDENCE, or use a faster one",
    )


def _told(fault: Exception, settings: AssistantSettings) -> ModelError:
    """The fault as one of ours. The server's words are left out: they may hold the question, or a key."""
    if "Timeout" in type(fault).__name__:
        return _too_slow(settings)
    status = getattr(fault, "status_code", None)
    if isinstance(status, int):
        hint = "SEND_MODEL_KEY" if status in {401, 403} else "SEND_MODEL and SEND_MODEL_URL"
        return ModelError(f"The language model's server answers with error {status}", f"Check {hint} and its log")
    if "Connection" in type(fault).__name__ or isinstance(fault, httpx.TransportError):
        return ModelError("The language model's server cannot be reached", "Start it, or correct SEND_MODEL_URL")
    return ModelError(
        f"The language model's server does not reply as the OpenAI protocol asks ({type(fault).__name__})",
        "Check SEND_MODEL_URL; it often ends in /v1",
    )
