"""The build record of a Chroma folder, read from its database without Chroma, which takes a second to load.

Only to be read, and only a short cut: where the database is not as expected, because another version of Chroma made
it, because somebody writes to it or because it is damaged, there is no record here, and Chroma has to open it.
"""

import sqlite3
from contextlib import closing
from pathlib import Path

from pydantic import ValidationError

from .parts import Part, part_id, unpack

_ROWS = """
SELECT embeddings.id, key, coalesce(string_value, int_value)
FROM collections
JOIN segments ON segments.collection = collections.id
JOIN embeddings ON embeddings.segment_id = segments.id
JOIN embedding_metadata ON embedding_metadata.id = embeddings.id
WHERE collections.name = ? AND embedding_id BETWEEN ? AND ?
"""


def text_at_a_glance(database: Path, collection: str, kind: str) -> str | None:
    """The packed text of a kind of which there is one.

    Args:
        database: Chroma's file.
        collection: name of the collection that holds it.
        kind: what it is: "record".

    Returns:
        the text; ``None`` if it cannot be read in this way.
    """
    pieces = (part_id(kind, "", 0), f"{part_id(kind, '', 9)}~")  # whatever their number
    found: dict[int, dict[str, object]] = {}
    try:
        with closing(sqlite3.connect(f"{database.absolute().as_uri()}?mode=ro", uri=True, timeout=1)) as opened:
            for row, key, value in opened.execute(_ROWS, (collection, *pieces)):
                found.setdefault(row, {})[key] = value
        return unpack([Part.model_validate(part) for part in found.values()])
    except (sqlite3.Error, ValidationError, ValueError):
        return None
