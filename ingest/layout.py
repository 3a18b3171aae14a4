"""How an index is laid out in the store, in a word that changes by itself when a type that is kept there changes."""

import hashlib

from .documents import Block, Cell, Document, Finding, Passage, Section, Source, Table
from .parts import Part
from .record import BuildRecord, DocumentInfo, Problem

_VERSION = 1
"""Raise it when the collections or their metadata change; the types below are watched."""

_KEPT = (Source, Block, Cell, Table, Section, Document, Passage, Finding, Part, Problem, DocumentInfo, BuildRecord)


def _fields() -> str:
    return repr([[(name, str(field.annotation)) for name, field in kept.model_fields.items()] for kept in _KEPT])


LAYOUT = f"{_VERSION}-{hashlib.sha256(_fields().encode()).hexdigest()[:8]}"
"""An index with another word here cannot be read."""
