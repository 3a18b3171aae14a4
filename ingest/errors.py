"""The error tree. Every error is one line that says what happened and what to do next.

    KnownError                  anything a user can mend; printed at the edge, exit code 1
    ├── ReadError               a file that cannot be turned into a document
    ├── NothingToRead           no document at all where some were expected
    ├── CatalogueError          sources.csv is not as it should be
    ├── EmbedderError           the embedder is missing, or its weights are not the checked ones
    ├── IndexMissing            no index at this place yet
    ├── IndexMismatch           the index was made by another embedder or another parser
    ├── StoreError              the store cannot be reached, written or locked
    ├── SettingsError           a setting with an unknown name or a value out of bounds
    ├── QuestionError           a question that cannot be asked (empty, too long)
    └── SuiteError              an evaluation suite or run folder that cannot be used

Only command lines and the page catch ``KnownError``; everything else lets it pass.
"""


class KnownError(Exception):
    """A fault that the user can mend.

    Args:
        what: what happened, in one sentence without a full stop.
        remedy: what to do next, in one sentence without a full stop.
    """

    def __init__(self, what: str, remedy: str) -> None:
        self.what = " ".join(what.split())
        self.remedy = " ".join(remedy.split())
        super().__init__(f"{self.what}. {self.remedy}.")


class ReadError(KnownError):
    """A file that cannot be turned into a document: encrypted, scanned, empty, corrupt, wrong ending."""


class NothingToRead(KnownError):
    """A path that does not exist, or a folder without one readable document."""


class CatalogueError(KnownError):
    """``sources.csv`` has a missing column, a repeated id or a date that is not one."""


class EmbedderError(KnownError):
    """The embedder cannot be loaded, or its weights are not the checked ones."""


class IndexMissing(KnownError):
    """There is no index at this place yet."""


class IndexMismatch(KnownError):
    """The index was made by another embedder or another version of the parser."""


class StoreError(KnownError):
    """The store cannot be reached, written or locked."""


class SettingsError(KnownError):
    """A setting has an unknown name or a value out of bounds."""


class QuestionError(KnownError):
    """A question that cannot be asked: empty or too long."""


class SuiteError(KnownError):
    """An evaluation suite, or the folder of a run, that cannot be used."""
