"""What is to be shown of which document, and the address for it."""

from urllib.parse import urlencode

from ingest.documents import Frozen


class Place(Frozen):
    """A place in a document, and how it is to be shown."""

    document: str
    start: int = 0
    """Where the quote starts in the document's text."""
    end: int = 0
    """Where it ends; no quote if that is not behind ``start``."""
    quoted: str = ""
    """The quote's ``fingerprint``; no check if it is empty."""
    page: int | None = None
    """From 1: a page, or a part of a document without pages; that of the quote's start if none is given."""
    as_text: bool = False
    """The text even where a picture could be shown."""

    @property
    def has_quote(self) -> bool:
        """Whether there is a quote to mark."""
        return self.start < self.end

    def address(self, **changed: object) -> str:
        """Where to find it, from the page's own address."""
        asked = self.model_copy(update=changed).model_dump(exclude_defaults=True, exclude_none=True)
        return f"source?{urlencode({name: 'true' if value is True else value for name, value in asked.items()})}"
