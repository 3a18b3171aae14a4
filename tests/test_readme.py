"""README says what is: its example is what the command prints, its commands exist, its links lead somewhere."""

import argparse
import re
import shlex
from collections.abc import Iterator
from pathlib import Path

import pytest

from assistant.__main__ import parser as assistant_parser
from assistant.ask import Assistant
from assistant.render import to_terminal
from evals.__main__ import parser as evals_parser
from ingest.__main__ import parser as ingest_parser
from ingest.place import Folder

ROOT = Path(__file__).resolve().parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")
PARSERS = {"assistant": assistant_parser, "evals": evals_parser, "ingest": ingest_parser}
COMMANDS = re.findall(r"^(?:\$ )?(python -m (?:assistant|evals|ingest) .+)$", README, re.M)
TARGETS = re.findall(r"^make (\w+)", README, re.M)
LINKS = re.findall(r"\]\(([^)#]+)\)", README)


@pytest.fixture(scope="module")
def records(records_index: Folder) -> Iterator[Assistant]:
    """The assistant on the project's own records, as README shows it."""
    with Assistant.open(index=records_index.path) as assistant:
        yield assistant


def test_example_is_what_the_command_prints(records: Assistant) -> None:
    command, shown = re.search(r"^\$ (python -m assistant ask .+)\n((?:.*\n)*?)```", README, re.M).groups()  # type: ignore[union-attr]
    question = shlex.split(command)[4]
    assert shown.strip() == to_terminal(records.ask(question), 80).strip()


@pytest.mark.parametrize("command", COMMANDS)
def test_commands_are_understood(command: str) -> None:
    _, _, module, *arguments = shlex.split(command)
    assert isinstance(PARSERS[module]().parse_args(arguments), argparse.Namespace)


def test_readme_names_every_command() -> None:
    named = {tuple(shlex.split(command)[2:4]) for command in COMMANDS}
    for module, parser in PARSERS.items():
        actions = [a for a in parser()._actions if isinstance(a, argparse._SubParsersAction)]
        for name in actions[0].choices:
            assert (module, name) in named, f"README does not show python -m {module} {name}"


def test_make_targets_exist() -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    assert TARGETS
    for target in TARGETS:
        assert re.search(rf"^{target}:", makefile, re.M), target


@pytest.mark.parametrize("link", [link for link in LINKS if not link.startswith("http")])
def test_links_lead_somewhere(link: str) -> None:
    assert (ROOT / link).exists()
