"""A sentence by a language model -> a statement that rests on quotes which bear it out, or the reason why none do.

The model names the evidence; which of its sentences is cited, and whether they bear the sentence out, is decided here.
A sentence that names no evidence, or the wrong one, may rest on other evidence that says nearly all of it.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import combinations, islice

from ingest.dates import find_dates

from .cite import cite
from .draft import Draft, Statement
from .library import Library
from .numbered import Excerpt, Slice
from .reply import Said
from .verify import fault_of, missing_numbers
from .verify_figures import Asked
from .verify_names import names
from .verify_near import concepts, figures, fits, times
from .words import keys, says

_SHARE_PLAIN = 0.6  # of what a sentence says that its quotes must say, by weight, where it states no fact to compare
_SHARE_EXACT = 0.4  # the same where it states a figure, date or name, which is compared by itself
_SHARE_ELSEWHERE = 0.75  # the same for evidence that the model did not name
_FEW = 2  # concepts: a sentence of fewer ("All is well") may be found in any text
_LONGEST = 400  # characters of one sentence
_TRIED = 12  # combinations of sentences


@dataclass(frozen=True)
class Ground:
    """What sentences are compared with."""

    library: Library
    excerpts: tuple[Excerpt, ...]
    asked: Asked

    def statement(self, sentence: Said) -> Statement | str:
        """The sentence with the quotes that bear it out, or why there are none."""
        tried = self.named(sentence)
        if isinstance(tried, Statement) or self._unfit(sentence.text):
            return tried
        others = [e for e in self.excerpts if e.n not in sentence.marks]
        found = self._first_fitting(sentence.text, others, _SHARE_ELSEWHERE)
        return found if isinstance(found, Statement) else tried

    def named(self, sentence: Said) -> Statement | str:
        """The sentence with quotes of the evidence that it names, or why they do not bear it out."""
        if unfit := self._unfit(sentence.text):
            return unfit
        named = self._named(sentence)
        return self._first_fitting(sentence.text, named, None) if named else "it cites nothing"

    def closest(self, sentence: Said) -> Slice:
        """What says most of a sentence in the evidence that it names."""
        return next(iter(self._ranked(sentence.text, self._named(sentence))), ((),))[0]

    def _named(self, sentence: Said) -> list[Excerpt]:
        return [excerpt for excerpt in self.excerpts if excerpt.n in sentence.marks]

    def _unfit(self, text: str) -> str:
        if len(text) > _LONGEST:
            return "it is too long to be checked"
        if self.asked.periods and times(text) and not fits(self.asked.periods, [t.iso for t in times(text)]):
            return "it is about another time than the question"
        return ""

    def _first_fitting(self, text: str, excerpts: Sequence[Excerpt], share: float | None) -> Statement | str:
        reasons = []
        for slices in self._ranked(text, excerpts):
            statement = Statement(text, tuple(dict.fromkeys(quote for one in slices for quote in one)))
            why = self._fault(statement, share)
            if not why:
                return statement
            reasons.append(why)
        return reasons[0] if reasons else "no evidence says it"

    def _ranked(self, text: str, excerpts: Sequence[Excerpt]) -> Iterable[tuple[Slice, ...]]:
        """The slices that say most of a sentence, alone, then two together."""
        wanted = set(keys(text))
        by_share = sorted(
            dict.fromkeys(one for excerpt in excerpts for one in excerpt.slices),
            key=lambda one: (-sum(says(key, self._said(one)) for key in wanted), sum(q.end - q.start for q in one)),
        )
        return islice([*((one,) for one in by_share[:6]), *combinations(by_share[:4], 2)], _TRIED)

    def _said(self, one: Slice) -> set[str]:
        return {key for q in one for key in keys(self.library.get(q.document).text[q.start : q.end])}

    def _fault(self, statement: Statement, share: float | None) -> str:
        cited = cite(Draft("answered", (statement,)), self.library)
        why = fault_of(
            cited.claims[0], cited.citations, lambda id_: self.library.get(id_).text, self.library.get, self.asked
        )
        if why:
            return why
        text, wanted = statement.text, concepts(statement.text)
        exact = bool(figures(text) or find_dates(text) or names(text))
        if not wanted:
            return "" if exact and not missing_numbers(text, cited.citations) else "it states nothing to compare"
        if len(wanted) < _FEW and not exact and not any(text.rstrip(". ") in c.quote for c in cited.citations):
            return "it states too little to compare"
        held = set(keys(" . ".join(f"{c.quote} . {c.section} . {c.title}" for c in cited.citations)))
        total = sum(self.library.idf(key) for key in wanted)
        got = sum(self.library.idf(key) for key in wanted if says(key, held))
        least = share or (_SHARE_EXACT if exact else _SHARE_PLAIN)
        return "" if got >= least * total else "what it cites does not say so"
