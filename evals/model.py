"""The language model that the assistant is set up with, for a peer to use as well."""

from collections.abc import Callable

from assistant.model import MODEL, model_of
from ingest.errors import SettingsError


def replies() -> tuple[str, Callable[[str], str]]:
    """The name of the assistant's language model, and what gives its reply to a prompt.

    Raises:
        SettingsError: no language model is set up.
    """
    model = model_of(MODEL)
    if model is None:
        raise SettingsError("No language model is set up", "Choose another system with --system")
    return model.name, lambda prompt: model.reply([("user", prompt)])
