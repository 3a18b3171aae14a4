"""The addresses from which documents are shown: as HTML around a quote, and a page as a picture.

Only documents of the open index are reached, by their ids; no path or name of a file is ever taken from an address.
"""

from typing import Annotated

from fastapi import FastAPI, Query, Response
from fastapi.responses import HTMLResponse

from assistant.ask import Assistant
from ingest.documents import Source
from ingest.errors import KnownError
from ingest.record import BuildRecord, DocumentInfo

from .page_age import later_documents
from .page_html import text
from .page_pictures import Pictures
from .page_place import Place
from .page_viewer import Opened, page_html, viewer_html

FAR = 1 << 31
NOT_LOADED = "This document is not loaded here. It may have been removed since the question was asked."
PRIVATE = {"Cache-Control": "private, max-age=86400"}  # the address of a picture changes with the file
UNSTORED = {"Cache-Control": "no-store"}

Id = Annotated[str, Query(max_length=500)]
Offset = Annotated[int, Query(ge=0, lt=FAR)]
Number = Annotated[int, Query(ge=1, lt=FAR)]


class Sources:
    """The documents of an assistant's index, opened. Safe to use from several threads."""

    def __init__(self, assistant: Assistant) -> None:
        self.assistant = assistant
        self.pictures = Pictures()
        self._later: tuple[str, dict[str, Source]] = ("", {})

    def later(self, record: BuildRecord) -> dict[str, Source]:
        """As ``later_documents``; made once a build."""
        if self._later[0] != record.build:
            self._later = record.build, later_documents(info.source for info in record.documents)
        return self._later[1]

    def viewer(self, place: Place, level: int) -> tuple[str, str]:
        """A document opened at a place, as HTML with a heading of this level, and its title.

        Raises:
            KeyError: it is not loaded.
            KnownError: the index cannot be read.
        """
        record = self.assistant.record()
        info = _info(record, place.document)
        opened = Opened(info=info, document=self.assistant.document(place.document), later=self.later(record))
        here = opened.checked(place)
        page = opened.page_of(here)
        sheet = None if here.as_text else self.pictures.sheet(info, opened.document, page, here.start, here.end)
        return viewer_html(opened, place, sheet, level), info.source.title

    def picture(self, document: str, page: int) -> bytes | None:
        """A page as a PNG; ``None`` where it cannot be shown.

        Raises:
            KeyError: the document is not loaded.
            KnownError: the index cannot be read.
        """
        return self.pictures.picture(_info(self.assistant.record(), document), page)


def add_sources(app: FastAPI, sources: Sources) -> None:
    """Adds the addresses to an application, before anything that takes all addresses."""

    @app.get("/source", response_class=HTMLResponse)
    def source(
        document: Id,
        start: Offset = 0,
        end: Offset = 0,
        quoted: Annotated[str, Query(max_length=64)] = "",
        page: Number | None = None,
        as_text: bool = False,
        part: bool = False,
    ) -> HTMLResponse:
        place = Place(document=document, start=start, end=end, quoted=quoted, page=page, as_text=as_text)
        try:
            body, title = sources.viewer(place, 3 if part else 1)
        except KeyError:
            return _sorry(NOT_LOADED, 404, part)
        except KnownError as fault:
            return _sorry(str(fault), 503, part)
        return HTMLResponse(body if part else page_html(body, title), headers=UNSTORED)

    @app.get("/source/page")
    def picture(document: Id, page: Number, of: str = "") -> Response:
        try:
            png = sources.picture(document, page)
        except KeyError:
            png = None
        except KnownError as fault:
            return Response(str(fault), 503, UNSTORED, "text/plain")
        return Response(png, media_type="image/png", headers=PRIVATE) if png else Response(NOT_LOADED, 404, UNSTORED)


def _info(record: BuildRecord, document: str) -> DocumentInfo:
    found = next((info for info in record.documents if info.source.id == document), None)
    if found is None:
        raise KeyError(document)
    return found


def _sorry(words: str, code: int, part: bool) -> HTMLResponse:
    level = 3 if part else 1
    body = f'<article class="opened"><h{level}>{text(words)}</h{level}></article>'
    return HTMLResponse(body if part else page_html(body, "SEND assistant"), code, UNSTORED)
