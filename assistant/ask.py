"""The flow: understand -> retrieve -> weigh -> compose -> verify. Every answer goes through here."""

import re
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path
from threading import Lock
from types import TracebackType

from ingest.areas import also_known, canonical
from ingest.documents import Document, Finding, Passage, Source
from ingest.embed import Embedder, load_embedder
from ingest.errors import SettingsError
from ingest.index import Index
from ingest.listing import Wanted, chosen
from ingest.place import Place, place_of
from ingest.progress import Progress as BuildProgress
from ingest.progress import silent
from ingest.record import BuildRecord, BuildSummary, DocumentInfo
from ingest.settings import IngestSettings, settings_of
from ingest.weights import identity_of

from .answers import Answer, Searched, Timings, Turn
from .cite import cite
from .compose import compose_first
from .draft import joined
from .evidence import weigh
from .filters import check_filter
from .late import Late
from .library import Library
from .material import Material
from .memo import one_answer
from .model import QUOTES, LanguageModel, model_of
from .orders import without_orders
from .parts import ALL, Parts
from .preamble import without_preamble
from .progress import Progress, progress
from .retrieve import retrieve
from .rewrite import rewritten
from .scopes import scopes
from .sides import side_by_side, sides_of
from .spelling import respellings
from .two_parts import parts_of
from .understand import Understood, check_question, intent_of, understand
from .verify import verify
from .write import Told, Written, write


class Assistant:
    """Answers questions from one index. Safe to use from several threads.

    An open assistant goes on answering while the index is built anew, and then from the new one.
    """

    def __init__(
        self, index: Index, embedder: Embedder, model: LanguageModel | None = None, parts: Parts = ALL
    ) -> None:
        """Take what answers rest on.

        Args:
            index: what to answer from.
            embedder: the one that built it.
            model: writes whatever generator but ``quotes`` is asked for.
            parts: of the pipeline; fewer than all only to measure what they are worth.
        """
        self._index, self._embedder, self._model, self._parts = index, embedder, model, parts
        self._lock = Lock()
        self._library = Library(index.view, parts)

    @classmethod
    def open(
        cls,
        index: Path | None = None,
        chroma: str | None = None,
        embedder: str | None = None,
        meanwhile: Callable[[], object] | None = None,
    ) -> "Assistant":
        """Open an index for questions.

        Args:
            index: folder of the index; the one in the settings if none is given.
            chroma: address of a Chroma server to use instead.
            embedder: name or folder of the embedder that built the index, if not the built-in one.
            meanwhile: called once the index is open, while the embedder loads.

        Raises:
            IndexMissing: nothing was built there yet.
            IndexMismatch: another embedder or parser made it.
            StoreError: it cannot be reached or read.
            EmbedderError: the embedder cannot be loaded.
        """
        settings = settings_of(IngestSettings)
        server = chroma or (None if index else settings.chroma)
        place = place_of(index or settings.index, server)
        opened = Index.open(place, identity_of(embedder))  # before the weights load: a missing index is told at once
        with ThreadPoolExecutor(1) as pool:
            loading = pool.submit(load_embedder, embedder)
            if meanwhile:
                meanwhile()
            return cls(opened, loading.result())

    def ask(
        self,
        question: str,
        history: Sequence[Turn] = (),
        area: str | None = None,
        generator: str = QUOTES,
        told: Told | None = None,
        period: str | None = None,
        kind: str | None = None,
    ) -> Answer:
        """Answer a question.

        Args:
            question: in plain words.
            history: earlier turns of the conversation, oldest first.
            area: a local area to keep to.
            generator: "quotes", "model" for the language model in the settings, or the name of another on its server.
            told: called with each sentence of a language model as soon as it is checked; the answer may leave it out.
            period: ISO date, month, year or interval; only documents published or inspected in it are searched.
            kind: the only kind of document to search.

        Raises:
            QuestionError: an empty question, or one that is too long.
            SettingsError: a generator, an area or a kind that does not exist; a period that is none; a language model
                that is not set up.
        """
        model = (self._model or model_of(generator)) if generator != QUOTES else None
        check_filter(period, kind)
        library = self._fresh().only(period, kind)
        with also_known(library.areas()), one_answer():
            answer = self._answer(library, question, history, area, model, told)
        kept = {"period": period or answer.searched.period, "kind": kind or answer.searched.kind}
        return answer.model_copy(update={"searched": answer.searched.model_copy(update=kept)})

    def _answer(
        self,
        library: Library,
        question: str,
        history: Sequence[Turn],
        area: str | None,
        model: LanguageModel | None,
        told: Told | None,
    ) -> Answer:
        clock = _Clock()
        history = [turn.model_copy(update={"answer": _READ_AS.sub("", turn.answer)}) for turn in history]
        check_question(question)
        typed = without_preamble(without_orders(question))
        plain = library.spelt(typed)
        alone = rewritten(plain, history, model) if model else None
        asked = parts_of(alone, ()) if alone else parts_of(plain, history)
        parts = [understand(part, before, _area(area), self._parts) for part, before in asked]
        clock.lap("understand")
        sides = [_sides(library, part) for part in parts]
        looked = {id_ for part in sides for side in part for id_ in library.documents_of(side.areas)}
        materials = [[self._materials(library, side, clock) for side in part] for part in sides]
        written = [[_written(each, model, told) for each in of_part] for of_part in materials]
        drafts = [side_by_side([one.draft for one in each], part) for each, part in zip(written, sides, strict=True)]
        draft = joined(drafts, [part.asking for part in parts]).noted(_read_as(typed, plain))
        cited = cite(draft, library)
        clock.lap("compose")
        claims = cited.claims
        if self._parts.verification:
            claims = verify(claims, cited.citations, lambda id_: library.get(id_).text, library.get)
        clock.lap("verify")
        return Answer(
            question=question,
            standalone_question=parts[0].standalone if len(parts) == 1 else " ".join(p.standalone for p in parts),
            status=draft.status,
            answer=cited.markdown,
            generator=next((one.generator for each in written for one in each if one.generator != QUOTES), QUOTES),
            claims=claims,
            citations=cited.citations,
            searched=_searched(parts[0], len(looked)),
            timings_ms=clock.timings(),
        )

    def _materials(self, library: Library, question: Understood, clock: "_Clock") -> Iterator[Material]:
        """What was found in the documents that a question names, and then in all."""
        for scoped, documents in scopes(library, question):
            clock.lap("compose")
            found = retrieve(library, self._embedder, scoped, documents)
            scored = Late(partial(weigh, library, self._embedder, scoped, found))
            clock.lap("retrieve")
            yield Material(library, scoped, found, scored)
        if question.intent == "number" and intent_of(question.text) == "yes_no":
            yield from self._materials(library, question.model_copy(update={"intent": "yes_no"}), clock)

    def progress(self, area: str) -> Progress:
        """What the documents of a local area say of progress, thread by thread.

        Raises:
            SettingsError: there is no such area.
        """
        library = self._fresh()
        with also_known(library.areas()):
            return progress(library, _area(area) or "")

    def passages(self, query: str, area: str | None = None, top: int = 10) -> tuple[tuple[Passage, float], ...]:
        """The passages nearest to a query with their scores, best first, without making an answer of them.

        Raises:
            SettingsError: there is no such area.
        """
        library = self._fresh()
        with also_known(library.areas()):
            question = understand(library.spelt(check_question(query)), (), _area(area))
            return tuple(retrieve(library, self._embedder, question, top=top).passages)

    def findings(self, what: Wanted) -> list[tuple[Finding, Source]]:
        """Findings with their documents' sources, in the order of the documents.

        Raises:
            SettingsError: no such document is loaded.
        """
        return chosen(self._fresh().view, what)

    def sources(self) -> tuple[DocumentInfo, ...]:
        """The documents that are searched."""
        return self._fresh().view.sources()

    @property
    def place(self) -> Place:
        """Where the index is."""
        return self._index.place

    def build(self, paths: Sequence[Path], progress: BuildProgress = silent) -> BuildSummary:
        """Build the index anew that it answers from; it goes on answering meanwhile.

        Raises:
            KnownError: as ``ingest.build``; nothing is changed then.
        """
        from ingest.build import build  # the readers and the rules of findings, which answering does without

        summary = build(paths, self._index.place, self._embedder, progress)
        self._fresh()
        return summary

    def record(self) -> BuildRecord:
        """How the index that is searched was built: its documents, and the files that could not be read."""
        return self._fresh().view.record

    def document(self, document_id: str) -> Document:
        """A document, whole.

        Raises:
            KeyError: there is none of this id.
        """
        return self._fresh().get(document_id)

    def document_text(self, document_id: str) -> str:
        """The whole text of a document, in which citations give offsets."""
        return self._fresh().get(document_id).text

    def close(self) -> None:
        """Let the index go."""
        self._index.close()

    def __enter__(self) -> "Assistant":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, fault: BaseException | None, where: TracebackType | None
    ) -> None:
        self.close()

    def _fresh(self) -> Library:
        """The library of the newest generation; the same object as long as nothing new was built."""
        with self._lock:
            if self._index.refresh() or self._library.build != self._index.record.build:
                self._library = Library(self._index.view, self._parts)
            return self._library


def _written(materials: Iterable[Material], model: LanguageModel | None, told: Told | None) -> Written:
    draft, material = compose_first(materials)
    return write(material, draft, model, told) if model else Written(draft)


_READ_AS = re.compile(r"\A“[^\n]+” was read as “[^\n]+”\.\n+")
"""The line that ``_read_as`` puts above an answer: follow-ups go on from what stands below it."""


def _read_as(typed: str, read: str) -> Iterator[str]:
    """What is said of misspelt words, so that nobody has to guess which question was answered."""
    said = [
        f"“{asked}” {'' if n else 'was read '}as “{meant}”" for n, (asked, meant) in enumerate(respellings(typed, read))
    ]
    if said:
        yield f"{', '.join(said)}."


class _Clock:
    def __init__(self) -> None:
        self.start = self.last = time.perf_counter()
        self.laps: dict[str, float] = {}

    def lap(self, name: str) -> None:
        now = time.perf_counter()
        self.laps[name] = round(self.laps.get(name, 0.0) + 1000 * (now - self.last), 2)
        self.last = now

    def timings(self) -> Timings:
        return Timings(**self.laps, total=round(1000 * (self.last - self.start), 2))


def _sides(library: Library, question: Understood) -> list[Understood]:
    """The question of each area it names; whole where no document is about any of them, so that this is said once."""
    return sides_of(question) if set(question.areas) & set(library.areas()) else [question]


def _area(area: str | None) -> str | None:
    if area is None or not area.strip():
        return None
    name = canonical(area)
    if name is None:
        raise SettingsError(
            f"There is no English local area {area!r}", "Give the name of the council's area, for example Walsall"
        )
    return name


def _searched(question: Understood, documents: int) -> Searched:
    area = ", ".join(question.areas) or None
    return Searched(local_area=area, period=question.period, kind=question.kind, documents=documents)
