"""Questions with the sentence that answers each, for training: ``evals/pairs/*.tsv``.

One a line: document id, how the sentence starts, the question; with tabs between them. In ``unanswerable`` are
questions that nothing answers.
"""

from pathlib import Path

from ingest.documents import Frozen
from ingest.errors import SuiteError

FOLDER = Path(__file__).with_name("pairs")
_LONGEST = 120  # characters of a sentence's start


class Pair(Frozen):
    """A question with the sentence that answers it."""

    document: str
    text: str
    """How the sentence starts, as ``start_of`` gives it."""
    question: str

    @staticmethod
    def start_of(text: str) -> str:
        """The start of a sentence, on one line, by which it is known."""
        return " ".join(text[:_LONGEST].split())


class Unanswerable(Frozen):
    """A question that no sentence of the documents about its area answers, though some come near."""

    area: str
    question: str


def read_pairs(path: Path) -> list[Pair]:
    """The pairs of a file.

    Raises:
        SuiteError: a line does not have the three fields; with its number.
    """
    fields = _lines(path, 3, "a document, a text and a question")
    return [Pair(document=document, text=text, question=question) for document, text, question in fields]


def read_unanswerable(path: Path) -> list[Unanswerable]:
    """The questions of a file, one a line: local area and question with a tab between them.

    Raises:
        SuiteError: a line does not have the two fields; with its number.
    """
    return [Unanswerable(area=area, question=asked) for area, asked in _lines(path, 2, "an area and a question")]


def _lines(path: Path, count: int, what: str) -> list[list[str]]:
    found = []
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
        fields = [field.strip() for field in line.split("\t")]
        if len(fields) != count or not all(fields):
            raise SuiteError(f"{path}, line {number}: not {what}", "Put tabs between them")
        found.append(fields)
    return found
