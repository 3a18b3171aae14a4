"""The addresses and the form by which documents are added and removed; not there where that is turned off.

Browsers send a header of our own only from our own page, so that no other site can add anything through them.
"""

from pathlib import Path
from typing import Annotated

from fastapi import FastAPI, Query, Request
from fastapi.responses import JSONResponse

from ingest.errors import KnownError, ReadError
from ingest.find import ENDINGS

from .desk import Rate
from .page_guard import refused
from .page_html import text
from .page_settings import PageSettings
from .uploads import Uploads

_KINDS = {"PDF": ("PDF",), "Word (DOCX)": ("DOCX",), "web page (HTML)": ("HTML",), "text (TXT or MD)": ("TXT", "MD")}
"""What people call files of these endings."""
Name = Annotated[str, Query(max_length=500)]


def upload_html(settings: PageSettings) -> str:
    """The form."""
    limits = f"{_kinds()}; up to {settings.upload_mb:g} MB and {settings.upload_pages} pages each."
    accepted = ",".join(ENDINGS)
    return (
        '<section class="upload" aria-labelledby="upload-title"><h2 id="upload-title">Add documents</h2>'
        f'<p id="upload-limits">{text(limits)} They stay on the machine that runs this page.</p>'
        f'<form><p><label for="upload-files">Files</label><input type="file" id="upload-files" multiple required '
        f'accept="{accepted}" aria-describedby="upload-limits"></p>'
        '<button type="submit" class="plain">Add</button></form>'
        '<div class="working" hidden><label for="upload-progress">Progress</label>'
        '<progress id="upload-progress" max="1"></progress></div>'
        '<div role="status"><ul class="results"></ul></div></section>'
    )


def _kinds() -> str:
    """ "PDF, Word (DOCX), text (TXT or MD)"; an ending that is not among them stands for itself."""
    endings = [ending[1:].upper() for ending in ENDINGS if ending != ".htm"]
    others = [ending for ending in endings if not any(ending in of for of in _KINDS.values())]
    return ", ".join([*(name for name, of in _KINDS.items() if set(of) <= set(endings)), *others])


def add_uploads(app: FastAPI, uploads: Uploads, has_password: bool) -> None:
    """Adds the addresses to an application, before anything that takes all addresses."""
    most = int(uploads.settings.upload_mb * 1_000_000)
    rate = Rate(uploads.settings.questions_per_minute)

    @app.post("/documents/add")
    async def add(request: Request, name: Name) -> JSONResponse:
        if not_ours := refused(request, has_password, rate):
            return not_ours
        try:
            file = uploads.incoming(name)
            try:
                await _written(request, file, most)
                uploads.add(file)
            except BaseException:
                uploads.drop(file)
                raise
        except KnownError as fault:
            return JSONResponse({"words": str(fault)})  # 202 would say that it has begun
        return JSONResponse({}, 202)

    @app.post("/documents/remove")
    def remove(request: Request, document: Name) -> JSONResponse:
        if not_ours := refused(request, has_password, rate):
            return not_ours
        try:
            uploads.remove(document)
        except KeyError:
            return JSONResponse({"words": "This document was not added here, or is removed already."}, 404)
        except KnownError as fault:
            return JSONResponse({"words": str(fault)})  # 202 would say that it has begun
        return JSONResponse({}, 202)

    @app.get("/documents/work")
    def work() -> JSONResponse:
        return JSONResponse(uploads.work().model_dump(), headers={"Cache-Control": "no-store"})


async def _written(request: Request, file: Path, most: int) -> None:
    """Writes what is sent, as far as it may be long."""
    size = 0
    with file.open("wb") as out:
        async for chunk in request.stream():
            size += len(chunk)
            if size > most:
                raise ReadError(f"{file.name} has more than {most / 1_000_000:g} MB", "Split it, or leave it out")
            out.write(chunk)
    if not size:
        raise ReadError(f"{file.name} is empty", "Get the file again, or leave it out")
