"""What an index holds, ready for questions: passages with their lexical index, documents with their units."""

import math
from collections.abc import Collection, Mapping, Sequence
from copy import copy
from dataclasses import replace
from difflib import get_close_matches
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from ingest.abbreviations import spelt_out
from ingest.areas import find_areas, same_ground, words_of_name
from ingest.documents import Document, Passage, Source
from ingest.embed import Embedder
from ingest.view import View

from .everyday import english_stems
from .filters import fits
from .known import Findings
from .lexical import lexical_of
from .parts import ALL, Parts
from .spelling import Speller
from .units import Unit, units_of
from .words import concept_of, concept_words, keys, plain_keys, saying

_KEPT_VECTORS = 50_000  # about 75 MB
_KEPT_DOCUMENTS = 512  # whose passages are kept


class Library:
    """One generation of an index. Never changed; a new generation makes a new library."""

    def __init__(self, view: View, parts: Parts = ALL) -> None:
        self.view, self.parts = view, parts
        self.build = view.record.build
        self.sources: dict[str, Source] = {info.source.id: info.source for info in view.sources()}
        self.findings = Findings(view, self.sources)
        self._lexical = lexical_of(view, both=not parts.words)
        self._seen = self._lexical.counts
        self.size = len(self._lexical.ids)
        """How many passages there are."""
        self.position = {id_: number for number, id_ in enumerate(self._lexical.ids)}
        self._number = {id_: number for number, id_ in enumerate(self.sources)}
        self._words = sorted({*(key for key in self._seen if key.isalpha() and len(key) >= 4), *concept_words()})
        self._vectors: dict[str, NDArray[np.float32]] = {}
        self.document = lru_cache(maxsize=256)(view.document)
        self.units = lru_cache(maxsize=256)(self._units)
        self._passages: dict[int, tuple[Passage, ...]] = {}
        self._areas = tuple(sorted({source.local_area for source in self.sources.values() if source.local_area}))
        self._by_area = _by_area(self.sources)
        self._speller = Speller(self._lexical.written, self._areas)

    def idf(self, key: str) -> float:
        """How much a concept tells passages apart, from about 0.1 (in all) up; most where no passage has it."""
        return math.log(1 + (self.size + 0.5) / (self._seen.get(key, 0) + 0.5))

    def knows(self, key: str) -> bool:
        """Whether any passage has the concept."""
        return key in self._seen

    def saying(self, weights: Mapping[str, float], least: float) -> list[str]:
        """Documents that say, anywhere, concepts of at least this weight together: the others need not be read."""
        total = np.zeros(len(self._number))
        for key, weight in weights.items():
            total += weight * self._lexical.saying(saying(key))
        return [id_ for id_ in self.sources if total[self._number[id_]] >= least]

    def spelt(self, question: str) -> str:
        """A question with its misspelt words put right."""
        return self._speller.put_right(question) if self.parts.spelling else question

    @lru_cache(maxsize=4096)  # noqa: B019  one library lives as long as its index
    def known_as(self, key: str) -> str:
        """A concept as the documents spell it: the nearest word they have for one they do not ("autisim")."""
        if not self.parts.spelling or key in self._seen or key.startswith(("=", "#")):
            return key
        if len(key) < 5 or key in english_stems():
            return key
        near = get_close_matches(key, self._words, n=1, cutoff=0.82)
        return concept_of(near[0]) if near else key

    def lexical(self, question: str, documents: Collection[str], most: int) -> list[int]:
        """The passages of these documents that say most of the concepts of a question, best first, by their numbers."""
        said = keys(question) if self.parts.words else plain_keys(question)
        scores = self._lexical.scores([key for key in map(self.known_as, said) if key in self._seen])
        found = np.flatnonzero(scores > 0)
        if len(documents) < len(self._number):
            searched = np.zeros(len(self._number), dtype=bool)
            searched[[self._number[id_] for id_ in documents]] = True
            found = found[searched[self._lexical.owner[found]]]
        if len(found) > most:  # those that tie with the last one are kept for the order to decide
            least = np.partition(scores[found], -most)[-most]
            found = found[scores[found] >= least]
        best: list[int] = found[np.lexsort((found, -scores[found]))][:most].tolist()
        return best

    def passages(self, positions: Sequence[int]) -> list[Passage]:
        """The passages of some numbers; their documents are read with them, since both are wanted."""
        owners = self._lexical.owner[positions].tolist()
        kept = self._passages = self._passages if len(self._passages) < _KEPT_DOCUMENTS else {}
        missing = [owner for owner in dict.fromkeys(owners) if owner not in kept]
        names = [self.view.sources()[owner].source.id for owner in missing]
        if missing:
            kept.update(zip(missing, self.view.passages_of(names), strict=True))
            self.view.load(names)
        firsts = np.searchsorted(self._lexical.owner, owners).tolist()
        return [kept[own][at - first] for own, at, first in zip(owners, positions, firsts, strict=True)]

    def document_at(self, position: int) -> str:
        """The document of the passage of a number."""
        return self.view.sources()[int(self._lexical.owner[position])].source.id

    def unit_vectors(self, embedder: Embedder, units: Sequence[Unit]) -> NDArray[np.float32]:
        """Vectors of sentences, one a row; kept, since questions come back to the same ones."""
        if len(self._vectors) > _KEPT_VECTORS:
            self._vectors = {}
        kept = self._vectors  # another thread may start a new one meanwhile
        whole = (f"{u.path[-1]}: {u.text}" if u.path and u.refers_to_heading else u.text for u in units)
        texts = [self.written_out(text) for text in whole]
        missing = list(dict.fromkeys(text for text in texts if text not in kept))  # documents share many a sentence
        found = embedder.get_text_embedding_batch(missing) if missing else []
        kept.update((text, np.asarray(vector, dtype=np.float32)) for text, vector in zip(missing, found, strict=True))
        return np.stack([kept[text] for text in texts])

    def written_out(self, text: str) -> str:
        """A text with its abbreviations written out."""
        return spelt_out(text) if self.parts.words else text

    def documents_of(self, areas: Collection[str]) -> tuple[str, ...]:
        """Ids of the documents about any of these areas; of all documents where no area is named.

        Where none is about an area whose council is no more, or is new, those about the same ground that name it.
        """
        if not areas:
            return tuple(self.sources)
        found = [id_ for area in set(areas) for id_ in self._by_area.get(area, ()) or self._of_same_ground(area)]
        return tuple(found if len(set(areas)) == 1 else sorted(found, key=self._number.__getitem__))

    def _of_same_ground(self, area: str) -> list[str]:
        others = (id_ for other in same_ground(area) for id_ in self._by_area.get(other, ()))
        return [id_ for id_ in others if area in self.get(id_).text]

    def only(self, period: str | None, kind: str | None) -> "Library":
        """The same library with the documents of a period and a kind alone; itself where neither is asked for."""
        if not (period or kind):
            return self
        narrowed = copy(self)
        narrowed.sources = {id_: source for id_, source in self.sources.items() if fits(source, period, kind)}
        narrowed._by_area = _by_area(narrowed.sources)
        return narrowed

    def age(self, document: str) -> str:
        """The last day of a document's date, ISO 8601; empty where it has none."""
        return self.findings.age(document)

    def areas(self) -> tuple[str, ...]:
        """Local areas that documents are about, in alphabetical order, whatever it was narrowed to."""
        return self._areas

    def _units(self, document: str) -> tuple[Unit, ...]:
        units = units_of(self.document(document))
        return units if self.parts.words else tuple(replace(unit, as_written=True) for unit in units)

    def get(self, document: str) -> Document:
        """A document, whole."""
        return self.document(document)


def _by_area(sources: Mapping[str, Source]) -> dict[str, list[str]]:
    """Ids of the documents about each local area, in the order of the index.

    What is about no one area is about those that its title, its publisher or its file's name gives: "Kent and Medway".
    """
    found: dict[str, list[str]] = {}
    for id_, source in sources.items():
        for area in [source.local_area] if source.local_area else _named(source):
            found.setdefault(area, []).append(id_)
    return found


def _named(source: Source) -> list[str]:
    said = " | ".join(filter(None, (source.title, source.publisher, words_of_name(source.id))))
    return sorted({mention.name for mention in find_areas(said)})
