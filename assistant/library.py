"""What an index holds, ready for questions: passages with their lexical index, documents with their units."""

import math
from collections import Counter
from collections.abc import Collection, Sequence
from copy import copy
from dataclasses import replace
from difflib import get_close_matches
from functools import lru_cache

import bm25s
import numpy as np
from numpy.typing import NDArray

from ingest.abbreviations import spelt_out
from ingest.documents import Document, Passage, Source
from ingest.embed import Embedder
from ingest.view import View

from .everyday import english_stems
from .filters import fits
from .known import Findings
from .parts import ALL, Parts
from .units import Unit, units_of
from .words import concept_of, concept_words, keys, plain_keys

_KEPT_VECTORS = 50_000  # about 75 MB


class Library:
    """One generation of an index. Never changed; a new generation makes a new library."""

    def __init__(self, view: View, parts: Parts = ALL) -> None:
        self.view, self.parts = view, parts
        self.build = view.record.build
        self.sources: dict[str, Source] = {info.source.id: info.source for info in view.sources()}
        self.findings = Findings(view, self.sources)
        self.passages: tuple[Passage, ...] = view.passages()
        self.position = {passage.id: number for number, passage in enumerate(self.passages)}
        self.owner = np.array([passage.document for passage in self.passages])
        tokens = [keys(passage.embedded, not parts.words) or ["_"] for passage in self.passages]
        self._seen = Counter(key for said in tokens for key in set(said))
        self._said: dict[str, set[str]] = {document: set() for document in self.sources}
        for passage, said in zip(self.passages, tokens, strict=True):
            self._said[passage.document].update(said)
        self._bm25 = bm25s.BM25(k1=1.2, b=0.75)
        self._bm25.index(tokens, show_progress=False)
        self._vocabulary = set(self._seen)
        self._words = sorted({*(key for key in self._seen if key.isalpha() and len(key) >= 4), *concept_words()})
        self._vectors: dict[tuple[str, int], NDArray[np.float32]] = {}
        self.document = lru_cache(maxsize=256)(view.document)
        self.units = lru_cache(maxsize=256)(self._units)

    def idf(self, key: str) -> float:
        """How much a concept tells passages apart, from about 0.1 (in all) up; most where no passage has it."""
        return math.log(1 + (len(self.passages) + 0.5) / (self._seen[key] + 0.5))

    def knows(self, key: str) -> bool:
        """Whether any passage has the concept."""
        return key in self._seen

    def said_in(self, document: str) -> set[str]:
        """Concepts and words that a document says anywhere: what it lacks need not be looked for in its sentences."""
        return self._said[document]

    @lru_cache(maxsize=4096)  # noqa: B019  one library lives as long as its index
    def known_as(self, key: str) -> str:
        """A concept as the documents spell it: the nearest word they have for one they do not ("autisim")."""
        if not self.parts.spelling or key in self._seen or key.startswith(("=", "#")):
            return key
        if len(key) < 5 or key in english_stems():
            return key
        near = get_close_matches(key, self._words, n=1, cutoff=0.82)
        return concept_of(near[0]) if near else key

    def lexical(self, question: str) -> NDArray[np.float32]:
        """BM25 score of every passage for the concepts of a question (Robertson and Zaragoza 2009)."""
        said = keys(question) if self.parts.words else plain_keys(question)
        known = [key for key in map(self.known_as, said) if key in self._vocabulary]
        if not known:
            return np.zeros(len(self.passages), dtype=np.float32)
        scores: NDArray[np.float32] = self._bm25.get_scores(known)
        return scores

    def unit_vectors(self, embedder: Embedder, units: Sequence[Unit]) -> NDArray[np.float32]:
        """Vectors of sentences, one a row; kept, since questions come back to the same ones."""
        if len(self._vectors) > _KEPT_VECTORS:
            self._vectors = {}
        kept = self._vectors  # another thread may start a new one meanwhile
        missing = [unit for unit in units if (unit.document, unit.start) not in kept]
        texts = [f"{u.path[-1]}: {u.text}" if u.path and u.refers_to_heading else u.text for u in missing]
        found = embedder.get_text_embedding_batch([self.written_out(text) for text in texts]) if texts else []
        for unit, vector in zip(missing, found, strict=True):
            kept[unit.document, unit.start] = np.asarray(vector, dtype=np.float32)
        return np.stack([kept[unit.document, unit.start] for unit in units])

    def written_out(self, text: str) -> str:
        """A text with its abbreviations written out."""
        return spelt_out(text) if self.parts.words else text

    def documents_of(self, areas: Collection[str]) -> tuple[str, ...]:
        """Ids of the documents about any of these areas; of all documents where no area is named."""
        return tuple(id_ for id_, source in self.sources.items() if not areas or source.local_area in areas)

    def only(self, period: str | None, kind: str | None) -> "Library":
        """The same library with the documents of a period and a kind alone; itself where neither is asked for."""
        if not (period or kind):
            return self
        narrowed = copy(self)
        narrowed.sources = {id_: source for id_, source in self.sources.items() if fits(source, period, kind)}
        return narrowed

    def age(self, document: str) -> str:
        """The last day of a document's date, ISO 8601; empty where it has none."""
        return self.sources[document].last_day

    def areas(self) -> tuple[str, ...]:
        """Local areas that documents are about, in alphabetical order, whatever it was narrowed to."""
        return tuple(sorted({info.source.local_area for info in self.view.sources() if info.source.local_area}))

    def _units(self, document: str) -> tuple[Unit, ...]:
        units = units_of(self.document(document))
        return units if self.parts.words else tuple(replace(unit, as_written=True) for unit in units)

    def get(self, document: str) -> Document:
        """A document, whole."""
        return self.document(document)
