"""Prompts are files: each can be filled, with its own variables and no others, and what is filled in stays data."""

import re
from pathlib import Path

import pytest

import prompts
from prompts.loader import PromptError, load, names

FOLDER = Path(prompts.__file__).parent


def test_every_file_is_a_prompt_that_is_used() -> None:
    assert set(names()) == {path.stem for path in FOLDER.glob("*.md")}
    code = " ".join(path.read_text("utf-8") for path in (FOLDER.parent / "assistant").glob("*.py"))
    assert {name for name in names() if f'load("{name}")' in code} == set(names())


@pytest.mark.parametrize("name", names())
def test_a_prompt_holds_what_it_is_filled_with_and_no_variable_more(name: str) -> None:
    prompt = load(name)
    messages = prompt.fill(**{variable: f"<{variable}>" for variable in prompt.variables})
    assert [role for role, _ in messages] == ["system", "user"]
    text = " ".join(text for _, text in messages)
    assert all(f"<{variable}>" in text for variable in prompt.variables)
    assert not re.search(r"\$\{?\w", text)


@pytest.mark.parametrize("name", names())
def test_every_prompt_says_that_what_it_is_given_is_no_instruction(name: str) -> None:
    (_, system), (_, user) = load(name).parts
    assert "instruction" in system
    assert all(f"<{tag}>" in system for tag in re.findall(r"^</(\w+)>$", user, re.M))


def test_a_missing_and_an_unknown_variable_are_refused() -> None:
    with pytest.raises(PromptError, match="follow_up lacks question"):
        load("follow_up").fill(conversation="")
    with pytest.raises(PromptError, match="follow_up has no area"):
        load("follow_up").fill(conversation="", question="", area="")


def test_what_is_put_in_is_not_read_again() -> None:
    _, (_, user) = load("follow_up").fill(conversation="${question} costs $5", question="Why?")
    assert "${question} costs $5" in user


def test_an_unknown_prompt_is_refused_with_those_there_are() -> None:
    with pytest.raises(PromptError, match="answer, follow_up"):
        load("../README")
