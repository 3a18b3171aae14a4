"""What the Progress tab's events do, and the address from which its table is downloaded."""

from collections.abc import Callable
from typing import Annotated

from fastapi import FastAPI, Query, Response

from assistant.ask import Assistant
from assistant.progress import Progress
from assistant.progress_text import to_csv
from ingest.errors import KnownError

from .page_briefing import FORMS, File, Form, progress_file, slug
from .page_parts import problem_html
from .page_progress import progress_html

MOST = 2
"""Local areas that are shown beside each other."""

Area = Annotated[str, Query(max_length=100)]


class Following:
    """Progress in the local areas that documents are loaded about.

    Args:
        assistant: has the documents; may be asked from several threads.
    """

    def __init__(self, assistant: Assistant) -> None:
        self.assistant = assistant

    def areas(self) -> tuple[str, ...]:
        """Local areas in alphabetical order."""
        return tuple(sorted({i.source.local_area for i in self.assistant.sources() if i.source.local_area}))

    def shown(self, *wanted: str) -> str:
        """Progress in these areas as HTML; in the one with the most documents where none of them is loaded."""
        try:
            areas = self.areas()
            known = list(dict.fromkeys(area for area in wanted if area in areas)) or self._best()
            found = [self.assistant.progress(area) for area in known[:MOST]]
        except KnownError as error:
            return problem_html(str(error))
        return progress_html(found, areas)

    def found(self, area: str) -> Progress | None:
        """Progress in an area; ``None`` where no document is about it."""
        return self.assistant.progress(area) if area in self.areas() else None

    def briefing(self, area: str, form: Form) -> File | None:
        """Progress in an area to take along; ``None`` where no document is about it."""
        found = self.found(area)
        sources = {info.source.id: info.source for info in self.assistant.sources()}
        return progress_file(found, sources, form) if found else None

    def _best(self) -> list[str]:
        areas = [info.source.local_area for info in self.assistant.sources() if info.source.local_area]
        return [max(sorted(set(areas)), key=areas.count)] if areas else []


def add_downloads(app: FastAPI, following: Following) -> None:
    """Adds the addresses of the table as a spreadsheet and as a briefing."""

    def sheet(area: str) -> File | None:
        found = following.found(area)
        # the mark at the start tells spreadsheets that it is UTF-8
        return File(f"progress-{slug(area)}.csv", "text/csv", f"\ufeff{to_csv(found)}".encode()) if found else None

    @app.get("/progress.csv")
    def table(area: Area) -> Response:
        return _sent(lambda: sheet(area))

    @app.get("/progress.{ending}")
    def briefing(area: Area, ending: str) -> Response:
        form = FORMS.get(ending)
        return _sent(lambda: following.briefing(area, form) if form else None)


def _sent(make: Callable[[], File | None]) -> Response:
    """A file to be kept under its name."""
    try:
        file = make()
    except KnownError as fault:
        return Response(str(fault), 503, media_type="text/plain")
    if file is None:
        return Response("No document about this local area is loaded.", 404, media_type="text/plain")
    headers = {"Content-Disposition": f'attachment; filename="{file.name}"', "Cache-Control": "no-store"}
    return Response(file.content, media_type=file.media_type, headers=headers)  # of text it adds that it is UTF-8
