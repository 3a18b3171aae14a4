"""What the Progress tab's events do, and the address from which its table is downloaded."""

import re
from typing import Annotated

from fastapi import FastAPI, Query, Response

from assistant.ask import Assistant
from assistant.progress import Progress
from assistant.progress_text import to_csv
from ingest.errors import KnownError

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

    def _best(self) -> list[str]:
        areas = [info.source.local_area for info in self.assistant.sources() if info.source.local_area]
        return [max(sorted(set(areas)), key=areas.count)] if areas else []


def add_downloads(app: FastAPI, following: Following) -> None:
    """Adds the address of the table as a spreadsheet."""

    @app.get("/progress.csv")
    def table(area: Area) -> Response:
        try:
            found = following.found(area)
        except KnownError as fault:
            return Response(str(fault), 503, media_type="text/plain")
        if found is None:
            return Response("No document about this local area is loaded.", 404, media_type="text/plain")
        name = re.sub(r"[^a-z0-9]+", "-", area.casefold()).strip("-")
        headers = {"Content-Disposition": f'attachment; filename="progress-{name}.csv"', "Cache-Control": "no-store"}
        marked = f"\ufeff{to_csv(found)}"  # the mark tells spreadsheets that it is UTF-8
        return Response(marked, media_type="text/csv; charset=utf-8", headers=headers)
