"""What retrieval alone hands over, as an answer: the texts found, as they are, with citations into our documents."""

from collections.abc import Iterable, Sequence
from functools import lru_cache

from assistant.answers import Answer, Citation, Claim, Searched, Timings
from evals.pages import hit
from evals.peers.locate import Place
from evals.ranking import Hit
from ingest.documents import Frozen
from ingest.view import View


class Text(Frozen):
    """A text that was found, and where it stands in our documents."""

    text: str
    document: str
    slices: tuple[tuple[int, int], ...]
    """Offsets of what of it stands in the document; empty where nothing does."""


class Quoting:
    """Makes answers of texts that were found in the documents of an index. Safe to use from several threads."""

    def __init__(self, view: View) -> None:
        self.view = view
        self._sources = {info.source.id: info.source for info in view.sources()}
        self._place = lru_cache(maxsize=256)(lambda document: Place(view.document(document)))

    def found(self, text: str, document: str) -> Text:
        """A text that another reader took from a document, with its place in ours."""
        return Text(text=text, document=document, slices=tuple(self._place(document).runs(text)))

    def hits(self, texts: Iterable[Text]) -> list[Hit]:
        """A ranking of texts as hits; a text that does not stand in our document is on no page."""
        return [self._hit(text) for text in texts]

    def _hit(self, text: Text) -> Hit:
        document = self.view.document(text.document)
        pages = {page for start, end in text.slices for page in hit(document, start, end).pages}
        return Hit(document=text.document, pages=tuple(sorted(pages)))

    def answer(self, question: str, texts: Sequence[Text], milliseconds: float, system: str) -> Answer:
        """The texts one after the other, each with the numbers of its citations.

        It makes no claims of its own, so the lock on figures is not measured. It refuses where nothing was found,
        since retrieval has no other way of saying so.

        Args:
            question: as asked.
            texts: best first.
            milliseconds: from question to texts.
            system: name of the peer, given as the generator.
        """
        citations: list[Citation] = []
        parts: list[str] = []
        for text in texts:
            own = self.citations(text, len(citations) + 1)
            citations += own
            parts.append(" ".join([text.text.strip(), *(f"[{citation.n}]" for citation in own)]))
        return self.said(question, "\n\n".join(parts), citations, milliseconds, system)

    def said(
        self,
        question: str,
        markdown: str,
        citations: Sequence[Citation],
        milliseconds: float,
        system: str,
        claims: Sequence[Claim] = (),
    ) -> Answer:
        """An answer, refused where it says nothing."""
        return Answer(
            question=question,
            standalone_question=question,
            status="answered" if markdown else "not_in_documents",
            answer=markdown,
            generator=system,
            claims=tuple(claims),
            citations=tuple(citations),
            searched=Searched(documents=len(self._sources)),
            timings_ms=Timings(total=round(milliseconds, 2)),
        )

    def citations(self, text: Text, first: int) -> list[Citation]:
        """A citation for each slice of a text, numbered from ``first``."""
        document, source = self.view.document(text.document), self._sources[text.document]
        return [
            Citation(
                n=first + number,
                document=source.id,
                title=source.title,
                local_area=source.local_area,
                kind=source.kind,
                published=source.published,
                page=document.page_at(start),
                section="",
                quote=document.text[start:end],
                start=start,
                end=end,
                url=source.url,
            )
            for number, (start, end) in enumerate(text.slices)
        ]
