"""Questions with the sentence that answers each, for training: ``evals/pairs/*.tsv``.

One a line: document id, how the sentence starts, the question; with tabs between them.
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


def read_pairs(path: Path) -> list[Pair]:
    """The pairs of a file.

    Raises:
        SuiteError: a line does not have the three fields; with its number.
    """
    pairs = []
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
        fields = [field.strip() for field in line.split("\t")]
        if len(fields) != 3 or not all(fields):
            raise SuiteError(f"{path}, line {number}: not a document, a text and a question", "Put tabs between them")
        pairs.append(Pair(document=fields[0], text=fields[1], question=fields[2]))
    return pairs
