"""Tabs that other packages bring to the page. They are found by name, so that the assistant works without any.

A package names a function for its tab in the entry point group ``send_assistant.tabs`` of its ``pyproject.toml``.
"""

import logging
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from importlib.metadata import entry_points

from fastapi import FastAPI

from ingest.documents import Frozen

from .ask import Assistant
from .page_settings import PageSettings

GROUP = "send_assistant.tabs"

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Page:
    """What a tab may build on."""

    app: FastAPI
    """Takes the tab's own addresses; they are behind the page's password, and are asked before the page's own."""
    assistant: Assistant
    settings: PageSettings
    has_password: bool
    is_own: bool
    """Nobody but this machine can open the page: it listens on the loopback alone and has no password."""


class Tab(Frozen):
    """A further tab: its own HTML, script and style."""

    title: str
    """As the tab is labelled, "Evaluate"."""
    name: str
    """Id of its part of the page."""
    html: str
    """Made and escaped by whoever brings it."""
    script: str = ""
    """Run once in the part, as ``gr.HTML`` runs it."""
    style: str = ""


MakeTab = Callable[[Page], Tab | None]
"""Makes a tab and adds its addresses; ``None`` where it is turned off."""


def further_tabs(page: Page, makers: Iterable[MakeTab] | None = None) -> tuple[Tab, ...]:
    """The tabs that installed packages bring, in the order of their names.

    Args:
        page: what they may build on.
        makers: functions to use instead of those that are installed.
    """
    made = (make(page) for make in (_installed() if makers is None else makers))
    return tuple(tab for tab in made if tab)


def _installed() -> Iterable[MakeTab]:
    for entry in sorted(entry_points(group=GROUP), key=lambda entry: entry.name):
        try:
            yield entry.load()
        except ImportError:  # a package that is half there takes its own tab away, not the page
            log.warning("The tab %s cannot be loaded", entry.name, exc_info=True)
