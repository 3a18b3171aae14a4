"""The language model that the assistant is set up with, for a peer to use as well."""

from collections.abc import Callable
from importlib import import_module
from importlib.util import find_spec

from ingest.errors import SettingsError

_CALLER = "assistant.model"


def replies() -> tuple[str, Callable[[str], str]]:
    """The name of the assistant's language model, and what gives its reply to a prompt.

    Raises:
        SettingsError: no language model is set up, or this version of the assistant uses none.
    """
    if find_spec(_CALLER) is None:
        raise SettingsError("This version uses no language model", "Choose another system with --system")
    model = import_module(_CALLER).language_model()
    return str(model.settings.model), lambda prompt: str(model.reply([("user", prompt)]))
