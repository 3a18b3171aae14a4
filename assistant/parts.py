"""The parts of the pipeline, each of which can be left out, to measure what it is worth."""

from collections.abc import Iterable

from pydantic import Field

from ingest.documents import Frozen
from ingest.errors import SettingsError


class Parts(Frozen):
    """Which parts are on: all of them, but in a measurement. The words under each say what happens without it."""

    dense: bool = Field(default=True, title="passages found by vectors")
    """Without: passages are found by their words alone."""
    lexical: bool = Field(default=True, title="passages found by words (BM25)")
    """Without: passages are found by their vectors alone."""
    likeness: bool = Field(default=True, title="sentences weighed by vectors")
    """Without: every sentence is as like the question as any other."""
    adapter: bool = Field(default=True, title="the question's vector turned to documents' words")
    """Without: a sentence is as like the question as the embedder says."""
    cross_encoder: bool = Field(default=True, title="the first sentences read together with the question")
    """Without: a sentence answers as far as its words and its vector say so."""
    findings: bool = Field(default=True, title="answers from findings")
    """Without: what findings hold is looked for in sentences, and measures in tables alone."""
    tables: bool = Field(default=True, title="cells of tables, and measures")
    """Without: figures are looked for in sentences."""
    lists: bool = Field(default=True, title="lists under headings")
    """Without: the items of a list are sentences as any other."""
    area: bool = Field(default=True, title="the area decides what is searched")
    """Without: all documents are searched, whichever area is named, and no area is said to be missing."""
    period: bool = Field(default=True, title="the time asked about decides")
    """Without: dates, months and years in a question are not looked at."""
    words: bool = Field(default=True, title="parents' and officials' words as one")
    """Without: retrieval and the weighing of sentences go by the words as they are written."""
    spelling: bool = Field(default=True, title="misspelt words read")
    """Without: a misspelt word says nothing. Names of areas are put right all the same."""
    headings: bool = Field(default=True, title="headings and titles in the weights")
    """Without: a sentence has what it says itself, and its neighbours."""
    sufficiency: bool = Field(default=True, title="the test whether a sentence answers")
    """Without: the best sentence is the answer, and only personal cases, missing areas and grades are refused."""
    verification: bool = Field(default=True, title="claims checked against citations")
    """Without: claims are not checked, and a language model's sentences all stand."""

    @classmethod
    def without(cls, names: Iterable[str]) -> "Parts":
        """All parts but these.

        Raises:
            SettingsError: there is no such part.
        """
        off = tuple(names)
        for name in off:
            if name not in PARTS:
                raise SettingsError(f"There is no part {name!r}", f"Use one of: {', '.join(PARTS)}")
        return cls(**dict.fromkeys(off, False))

    @property
    def off(self) -> tuple[str, ...]:
        """Names of the parts that are left out."""
        return tuple(name for name in PARTS if not getattr(self, name))


PARTS = tuple(Parts.model_fields)
"""Their names, in the order of the flow."""
ALL = Parts()
