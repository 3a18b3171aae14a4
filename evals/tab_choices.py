"""What can be chosen on the Evaluate tab: suites, and systems in plain words."""

from collections.abc import Collection
from pathlib import Path

from assistant.model import MODEL, QUOTES
from assistant.settings import AssistantSettings
from evals.cases import Suite, load_suite
from evals.settings import OURS
from ingest.documents import Frozen
from ingest.errors import KnownError, SuiteError
from ingest.settings import settings_of

HERE = Path(__file__).parent / "suites"
OWN = "suites"
"""Folder among the runs where whoever runs the page puts suites of their own."""
_SUITES = {
    "known_facts": "Facts of the documents, asked as a parent, a councillor or staff would ask for them",
    "refusals": "Questions that the documents seem to answer and do not",
    "dialogues": "Conversations with follow-up questions",
    "adversarial": "Questions that mean to lead astray",
    "area_send_reports": "Facts of twelve area SEND reports",
    "asked_by_others": "Questions on the originals by people who did not know the program",
}
"""What the suites that come with the program are, in the order in which they are offered."""
_PEERS = {
    "llamaindex": "LlamaIndex as it comes",
    "citation": "LlamaIndex's citation engine, with the language model",
    "chroma": "The nearest passages alone (Chroma)",
    "bm25": "A search for words alone (BM25)",
}


class SystemChoice(Frozen):
    """Something that can be measured."""

    name: str
    words: str
    system: str = OURS
    """As ``evals.systems`` names it."""
    generator: str | None = None
    """``None`` for a peer."""


class SuiteChoice(Frozen):
    """A suite that can be run, or the fault of one that cannot."""

    name: str
    path: Path
    words: str = ""
    """What its questions are, where that is known."""
    suite: Suite | None = None
    fault: str = ""

    def missing(self, loaded: Collection[str]) -> tuple[int, int]:
        """How many of the documents that its questions are about are not loaded, and how many there are in all."""
        about = {document for case in self.suite.cases for document in case.cites} if self.suite else set()
        return len(about - set(loaded)), len(about)


def systems() -> tuple[SystemChoice, ...]:
    """This project, with a language model where one is set up, then its peers."""
    try:
        settings = settings_of(AssistantSettings)
    except KnownError:  # told where a question is asked
        settings = AssistantSettings.model_construct()
    model = settings.model if settings.model_url else None
    ours = [SystemChoice(name=QUOTES, words=words_of(OURS, QUOTES), generator=QUOTES)]
    if model:
        ours.append(SystemChoice(name=MODEL, words=words_of(OURS, model), generator=MODEL))
    peers = [name for name in _PEERS if model or name != "citation"]
    return (*ours, *(SystemChoice(name=name, words=_PEERS[name], system=name) for name in peers))


def words_of(system: str, generator: str) -> str:
    """A system in plain words."""
    if system != OURS:
        return _PEERS.get(system, system)
    if generator == MODEL:
        return "This assistant, with the language model"
    return "This assistant" if generator == QUOTES else f"This assistant, with the language model {generator}"


def suites(runs: Path) -> tuple[SuiteChoice, ...]:
    """The suites that come with the program, then those among the runs."""
    order = list(_SUITES)
    ours = sorted(HERE.glob("*.yaml"), key=lambda path: (order.index(path.stem) if path.stem in order else 99, path))
    found = [*ours, *sorted((runs / OWN).glob("*.yaml"))]
    return tuple({path.stem: _choice(path) for path in found}.values())


def _choice(path: Path) -> SuiteChoice:
    words = _SUITES.get(path.stem, "") if path.parent == HERE else ""
    try:
        return SuiteChoice(name=path.stem, path=path, words=words, suite=load_suite(path))
    except SuiteError as fault:
        return SuiteChoice(name=path.stem, path=path, fault=str(fault))
