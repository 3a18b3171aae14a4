"""Stand-ins at the seam ``evals.run.System``, and a small suite to ask them.

They quote a real record; each planted fault is a small change to the honest one.
"""

import re
from collections.abc import Sequence
from pathlib import Path

from assistant.answers import Answer, Citation, Claim, Searched, Timings, Turn
from evals.cases import Suite
from evals.folder import RunFolder
from evals.normalise import plain
from evals.ranking import Hit
from evals.run import run
from evals.score import Score, score
from evals.settings import IndexUsed, settings_of

ROOT = Path(__file__).resolve().parents[1]
DOCUMENT = "walsall-2022-revisit-letter"
TEXT = (ROOT / "corpus" / "records" / f"{DOCUMENT}.md").read_text(encoding="utf-8")

SUITE = """
questions:
- id: improved
  question: How many of the nine weaknesses had improved?
  facts: [["seven of the nine"]]
  never: ["eight of the nine"]
  cites: [walsall-2022-revisit-letter]
  pages: [1]
- id: visited
  question: When was the revisit?
  facts: [["20 to 22 June 2022"]]
  cites: [walsall-2022-revisit-letter]
  pages: [1]
- id: birmingham
  question: How many weaknesses were found in Birmingham?
  answerable: false
- id: france
  question: What is the capital of France?
  answerable: false
dialogues:
- id: talk
  turns:
  - question: How many places were created?
    facts: [["111"]]
  - question: And who signed the letter?
    facts: [["Chris Pollitt"]]
"""
NEEDLES = {
    "How many of the nine weaknesses had improved?": "seven of the nine",
    "When was the revisit?": "20 and 22 June 2022",
    "How many places were created?": "111",
    "And who signed the letter?": "Chris Pollitt",
}


def sentence_with(needle: str) -> tuple[int, int]:
    """Where a sentence of the record that holds some words starts and ends."""
    found = re.search(rf"(?<=[.\n] )?[^.\n|]*{re.escape(needle)}[^.\n|]*", TEXT)
    assert found, f"the record of {DOCUMENT} no longer says {needle!r}"
    return found.span()


class Honest:
    """Quotes the record where it answers the question, and refuses otherwise."""

    def __init__(self) -> None:
        self.asked: list[str] = []
        self.histories: list[Sequence[Turn]] = []

    def ask(
        self, question: str, history: Sequence[Turn] = (), area: str | None = None, generator: str = "quotes"
    ) -> Answer:
        self.asked.append(question)
        self.histories.append(history)
        needle = NEEDLES.get(question)
        return self.quoted(question, needle) if needle else self.refusal(question)

    def quoted(self, question: str, needle: str) -> Answer:
        start, end = sentence_with(needle)
        quote = TEXT[start:end]
        citation = Citation(
            n=1, document=DOCUMENT, title="Revisit", local_area="Walsall", kind="revisit letter",
            published="2022-06-23", page=1, section="", quote=quote, start=start, end=end, url=None,
        )  # fmt: skip
        return Answer(
            question=question, standalone_question=question + " (Walsall)", status="answered",
            answer=f"{quote} [1]", generator="quotes", claims=(Claim(text=quote, citations=(1,)),),
            citations=(citation,), searched=Searched(local_area="Walsall", documents=1), timings_ms=Timings(total=5),
        )  # fmt: skip

    def refusal(self, question: str) -> Answer:
        status, text = "not_in_documents", "The documents do not say."
        return Answer.model_validate(
            {"question": question, "standalone_question": question, "status": status, "answer": text,
             "generator": "quotes"}
        )  # fmt: skip

    def document_text(self, document_id: str) -> str:
        if document_id != DOCUMENT:
            raise KeyError(document_id)
        return TEXT


class Inventor(Honest):
    """Puts other figures in place of those in its quotes."""

    def quoted(self, question: str, needle: str) -> Answer:
        answer = super().quoted(question, needle)
        said = answer.answer.replace("seven of the nine", "eight of the nine").replace("111", "222")
        claims = tuple(claim.model_copy(update={"text": plain(said)}) for claim in answer.claims)
        return answer.model_copy(update={"answer": said, "claims": claims})


class Misdater(Honest):
    """States another date than its quote."""

    def quoted(self, question: str, needle: str) -> Answer:
        answer = super().quoted(question, needle)
        said = answer.answer.replace("20 and 22 June 2022", "20 to 22 June 2022, announced on 3 May 2020")
        claims = tuple(claim.model_copy(update={"text": plain(said)}) for claim in answer.claims)
        return answer.model_copy(update={"answer": said, "claims": claims})


class Changed(Honest):
    """Changes one field of every citation."""

    field: str
    value: object

    def quoted(self, question: str, needle: str) -> Answer:
        answer = super().quoted(question, needle)
        changed = tuple(citation.model_copy(update={self.field: self.value}) for citation in answer.citations)
        return answer.model_copy(update={"citations": changed})


class WrongPage(Changed):
    field, value = "page", 2


class NoPages(Changed):
    field, value = "page", None


class WrongDocument(Changed):
    field, value = "document", "worcestershire-2018-inspection"


class WrongPlace(Changed):
    field, value = "start", 0


class NeverRefuses(Honest):
    """Answers what the documents do not say with something that they do say."""

    def refusal(self, question: str) -> Answer:
        return self.quoted(question, "111")


class AlwaysRefuses(Honest):
    """Refuses what the documents answer."""

    def quoted(self, question: str, needle: str) -> Answer:
        return self.refusal(question)


class Ranking(Honest):
    """Finds the right page second, behind another page of the same document."""

    def retrieved(self, question: str, history: Sequence[Turn] = (), area: str | None = None) -> list[Hit]:
        return [Hit(document=DOCUMENT, pages=(3,)), Hit(document=DOCUMENT, pages=(1, 2)), Hit(document="other")]


def written(tmp_path: Path, text: str) -> Path:
    """A suite's file."""
    path = tmp_path / "suite.yaml"
    path.write_text(text, encoding="utf-8")
    return path


def started(tmp_path: Path, suite: Suite, generator: str = "quotes", name: str = "run", repeat: int = 1) -> RunFolder:
    """The folder of a run that has asked nothing yet."""
    index = IndexUsed(embedder="none", parser="none", documents={}, catalogue="", passages=0, findings=0, built_at="")
    folder = RunFolder(tmp_path / name)
    folder.begin(tmp_path / "suite.yaml", settings_of(suite, generator, index, repeat=repeat))
    return folder


def ran(tmp_path: Path, suite: Suite, system: Honest, name: str = "run", repeat: int = 1) -> RunFolder:
    """The folder of a finished run."""
    folder = started(tmp_path, suite, name=name, repeat=repeat)
    run(suite, system, folder, "quotes")
    return folder


def scored(tmp_path: Path, suite: Suite, system: Honest) -> Score:
    return score(ran(tmp_path, suite, system))


def values(result: Score) -> dict[str, float | None]:
    return {name: measure.value for name, measure in result.measures.items()}
