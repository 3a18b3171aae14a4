"""A language model of ours as one of LlamaIndex's, for its own engines and evaluators to call."""

from collections.abc import Callable
from typing import Any

from llama_index.core.llms import CompletionResponse, CompletionResponseGen, CustomLLM, LLMMetadata
from llama_index.core.llms.callbacks import llm_completion_callback
from pydantic import PrivateAttr


class Replying(CustomLLM):
    """A LlamaIndex language model made of a function from prompt to reply."""

    _reply: Callable[[str], str] = PrivateAttr()

    def __init__(self, reply: Callable[[str], str]) -> None:
        super().__init__()
        self._reply = reply

    @property
    def metadata(self) -> LLMMetadata:
        """LlamaIndex's defaults, for a model of which nothing is known."""
        return LLMMetadata()

    @llm_completion_callback()
    def complete(self, prompt: str, formatted: bool = False, **_: Any) -> CompletionResponse:
        """The whole reply."""
        return CompletionResponse(text=self._reply(prompt))

    @llm_completion_callback()
    def stream_complete(self, prompt: str, formatted: bool = False, **_: Any) -> CompletionResponseGen:
        """The whole reply as one piece."""

        def pieces() -> CompletionResponseGen:
            text = self._reply(prompt)
            yield CompletionResponse(text=text, delta=text)

        return pieces()
