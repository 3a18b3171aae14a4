"""LlamaIndex's CitationQueryEngine as it comes, with the language model that the assistant is set up with."""

import re
from collections.abc import Callable, Sequence
from itertools import pairwise
from time import perf_counter

from llama_index.core.base.response.schema import Response
from llama_index.core.query_engine import CitationQueryEngine
from llama_index.core.schema import NodeWithScore

from assistant.answers import Answer, Citation, Claim, Turn
from evals.peers.llama_index_defaults import LlamaIndexDefaults
from evals.replying import Replying
from ingest.embed import Embedder
from ingest.index import Index
from ingest.sentences import sentences

_MARKER = re.compile(r"\[\s*((?:source\s+)?\d+(?:\s*[,;]\s*(?:source\s+)?\d+)*)\s*\]", re.I)
_SPACE_AND_MARKERS = re.compile(rf"(?:\s*(?:{_MARKER.pattern}))+", re.I)


class LlamaIndexCitation(LlamaIndexDefaults):
    """What the model writes from the chunks that LlamaIndex retrieves, with the sources that it names.

    Its prompt asks it to cite a source in every answer, so an answer that cites none is taken for a refusal.

    Args:
        index: its documents' files are read again, by LlamaIndex.
        embedder: embeds chunks and questions.
        name: of the language model.
        reply: what it replies to a prompt.
    """

    name = "citation"

    def __init__(self, index: Index, embedder: Embedder, name: str, reply: Callable[[str], str]) -> None:
        super().__init__(index, embedder)
        self._model = name
        self._engine = CitationQueryEngine.from_args(self.chunks, llm=Replying(reply))

    @property
    def details(self) -> dict[str, str]:
        """What decides its answers, for the run's settings."""
        return {**super().details, "language model": self._model}

    def ask(
        self, question: str, history: Sequence[Turn] = (), area: str | None = None, generator: str = "quotes"
    ) -> Answer:
        """The model's answer."""
        started = perf_counter()
        response = self._engine.query(question)
        milliseconds = 1000 * (perf_counter() - started)
        sources = response.source_nodes if isinstance(response, Response) else []
        return self._cited(question, str(response).strip(), sources, milliseconds)

    def _cited(self, question: str, said: str, sources: Sequence[NodeWithScore], milliseconds: float) -> Answer:
        """The reply with the numbers of its sources turned into those of citations into our documents."""
        named = dict.fromkeys(number for marker in _MARKER.finditer(said) for number in _numbers(marker[1]))
        citations: dict[int, list[Citation]] = {}
        for number in named:
            if 0 < number <= len(sources):
                first = 1 + sum(map(len, citations.values()))
                citations[number] = self._quoting.citations(self.located(sources[number - 1]), first)
        numbers = {number: [citation.n for citation in each] for number, each in citations.items()}
        markdown = _MARKER.sub(lambda marker: "".join(f"[{n}]" for n in _cited_by(marker[1], numbers)), said)
        answer = self._quoting.said(
            question,
            markdown,
            [citation for each in citations.values() for citation in each],
            milliseconds,
            self.name,
            _claims(said, numbers),
        )
        return answer if answer.citations else answer.model_copy(update={"status": "not_in_documents", "claims": ()})


def _numbers(marker: str) -> list[int]:
    return [int(number) for number in re.findall(r"\d+", marker)]


def _cited_by(marker: str, numbers: dict[int, list[int]]) -> list[int]:
    return [n for number in _numbers(marker) for n in numbers.get(number, ())]


def _claims(said: str, numbers: dict[int, list[int]]) -> list[Claim]:
    """The sentences of a reply, each with the citations that stand in it or right behind it."""
    bare, marks = _without_markers(said)
    ends = [end for _, end in sentences(bare)]
    claims = []
    for begin, end in pairwise([0, *ends]):
        cited = [n for place, marker in marks if begin < place <= end for n in _cited_by(marker, numbers)]
        claims.append(Claim(text=" ".join(bare[begin:end].split()), citations=tuple(dict.fromkeys(cited))))
    return [claim for claim in claims if claim.text]


def _without_markers(said: str) -> tuple[str, list[tuple[int, str]]]:
    """A reply without its markers, and each marker with the place where it stood in what is left."""
    bare, marks, at = "", [], 0
    for found in _SPACE_AND_MARKERS.finditer(said):
        bare += said[at : found.start()]
        marks += [(len(bare), marker[1]) for marker in _MARKER.finditer(found[0])]
        at = found.end()
    return bare + said[at:], marks
