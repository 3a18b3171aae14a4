"""A prompt file -> messages for a language model. A variable too many or too few is refused, never left blank.

A prompt is a Markdown file of this folder. Lines ``# system`` and ``# user`` start its messages; ``${name}`` is a
variable. What is put in for a variable is not read again: a document that holds ``${evidence}`` stays as it is.
"""

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from string import Template
from typing import Literal, get_args

Role = Literal["system", "user"]
Message = tuple[Role, str]

_FOLDER = Path(__file__).parent
_PART = re.compile(rf"^# ({'|'.join(get_args(Role))})\n", re.M)


class PromptError(ValueError):
    """A prompt that does not exist, is not in this form, or is filled with the wrong variables."""


@dataclass(frozen=True)
class Prompt:
    """The messages of one file, with variables to be filled."""

    name: str
    parts: tuple[Message, ...]

    @property
    def variables(self) -> frozenset[str]:
        """Names that ``fill`` wants."""
        return frozenset(name for _, text in self.parts for name in Template(text).get_identifiers())

    def fill(self, **values: str) -> tuple[Message, ...]:
        """The messages with every variable put in.

        Raises:
            PromptError: a variable is missing, or is not one of the prompt's.
        """
        missing, unknown = self.variables - values.keys(), values.keys() - self.variables
        if missing or unknown:
            wrong = [f"lacks {name}" for name in sorted(missing)] + [f"has no {name}" for name in sorted(unknown)]
            raise PromptError(f"The prompt {self.name} {', '.join(wrong)}")
        return tuple((role, Template(text).substitute(values)) for role, text in self.parts)


def names() -> tuple[str, ...]:
    """The prompts there are, in alphabetical order."""
    return tuple(sorted(path.stem for path in _FOLDER.glob("*.md")))


@cache
def load(name: str) -> Prompt:
    """Read a prompt.

    Args:
        name: the file's name without its ending.

    Raises:
        PromptError: there is no such file, or it is not in the form that this module reads.
    """
    if name not in names():
        raise PromptError(f"There is no prompt {name!r}; there are {', '.join(names())}")
    before, *rest = _PART.split((_FOLDER / f"{name}.md").read_text(encoding="utf-8"))
    parts = tuple((_role(role), text.strip()) for role, text in zip(rest[::2], rest[1::2], strict=True))
    if before.strip() or not parts:
        raise PromptError(f"The prompt {name} does not start with '# system' or '# user'")
    if not all(text and Template(text).is_valid() for _, text in parts):
        raise PromptError(f"The prompt {name} has an empty message, or a '$' that starts no variable")
    return Prompt(name, parts)


def _role(name: str) -> Role:
    return "system" if name == "system" else "user"
