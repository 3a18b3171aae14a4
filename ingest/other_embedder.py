"""Another embedder than the built-in one: a sentence-transformers model from a folder or from the hub's cache."""

import json
from collections.abc import Callable
from pathlib import Path

from llama_index.embeddings.huggingface import HuggingFaceEmbedding
from llama_index.embeddings.huggingface.utils import get_query_instruct_for_model_name, get_text_instruct_for_model_name

from .errors import EmbedderError
from .weights import embedder_folder


def sentence_transformer(name: str) -> tuple[HuggingFaceEmbedding, Callable[[str], int]]:
    """Load a model from its folder, and a counter of its tokens. No code that comes with a model is run.

    Args:
        name: a folder, or a name on the Hugging Face hub.

    Raises:
        EmbedderError: it is not here, or cannot be loaded.
    """
    folder = embedder_folder(name)
    prompts = _prompts(folder)
    text = prompts.get("document") or prompts.get("passage") or get_text_instruct_for_model_name(name)
    query = prompts.get("query") or get_query_instruct_for_model_name(name)
    try:
        inner = HuggingFaceEmbedding(str(folder), text_instruction=text, query_instruction=query, local_files_only=True)
    except Exception as fault:  # whatever the libraries make of a folder that is not a model
        what = f"The embedder in {folder} cannot be loaded ({type(fault).__name__}: {fault})"
        raise EmbedderError(what, "Name a folder that sentence-transformers can load") from fault
    tokenizer = inner._model.tokenizer

    def count(passage: str) -> int:
        return len(tokenizer(text + passage, truncation=False, verbose=False)["input_ids"])

    return inner, count


def _prompts(folder: Path) -> dict[str, str]:
    """The instructions that the model's authors put before questions and passages."""
    path = folder / "config_sentence_transformers.json"
    prompts = json.loads(path.read_text()).get("prompts") if path.is_file() else None
    return prompts or {}
