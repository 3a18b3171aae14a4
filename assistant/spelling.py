"""A question's misspelt words put right before anything is read from it: "weeknesses", "speach and langauge", "Walsal".

A word is misspelt that neither the documents nor English nor the lexicon nor the gazetteer has. It is read as the
nearest word that the documents say or that questions are made of, by optimal string alignment (insertions, deletions,
substitutions and swaps of neighbours: Damerau 1964), the likeliest first: the one that most passages say, as in
Norvig, "How to write a spelling corrector", https://norvig.com/spell-correct.html. With none near, it stays.
"""

import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping
from functools import cache, cached_property
from heapq import nsmallest
from importlib.resources import files

from rapidfuzz.distance import OSA

from ingest.areas import find_areas, gazetteer
from ingest.dates import MONTHS
from ingest.numbers import number_value

from .everyday import is_english, says_much
from .redact import plain_words
from .words import STOPWORDS, bridges_as_written, is_stop, lexicon, stem

_DICTIONARY = ("symspellpy", "frequency_dictionary_en_82_765.txt")
"""Words of English that SCOWL and Google Books' n-grams both have, with how often (W. Garbe, SymSpell)."""
_WORD = re.compile(r"(?<![\w'’@/.])[A-Za-z]{3,}(?![\w@/]|\.\w|['’](?!s\b)\w)")
_YEAR = re.compile(r",? (?:of )?(?:19|20)\d\d\b")
_UNITS = ("days", "weeks", "months", "years", "terms", "areas", "schools", "places", "children")
_USUAL = {"hwo": "how", "waht": "what", "teh": "the", "taht": "that", "wich": "which"}
"""Slips that are as near to another word, or stand in documents too."""
_SHORT, _LONG = 5, 9  # letters: shorter words are seldom read as another; from the last on, two slips are allowed
_SWAPS = 2  # how much likelier two letters in each other's place are than another slip
_MANY = 12  # candidates that are weighed


class Speller:
    """Puts words right that the documents of an index do not have.

    Args:
        written: how many passages have each word, in small letters.
        areas: local areas that documents are about.
    """

    def __init__(self, written: Mapping[str, int], areas: Collection[str] = ()) -> None:
        self._written, self._areas = written, frozenset(areas)

    def put_right(self, text: str) -> str:
        """The text with its misspelt words as they are most likely meant; whatever is known stays as it stands."""
        text = _with_long_areas(text)
        found = [(match, self._meant(text, match)) for match in _WORD.finditer(text)]
        for match, meant in reversed(found):
            if meant:
                text = text[: match.start()] + _in_case_of(match[0], meant) + text[match.end() :]
        return text

    def _meant(self, text: str, match: re.Match[str]) -> str | None:
        word, before = match[0].lower(), text[: match.start()]
        usual = _USUAL.get(word) or _unit(word, before)
        if usual or self._is_known(word) or _is_left_alone(match[0], before):
            return usual
        is_name = match[0][0].isupper() and bool(before.strip())
        dated = bool(_YEAR.match(text, match.end()))
        return self._area_word(text, match) or _month(word, is_name or dated) or self._nearest(match[0], word, is_name)

    def _is_known(self, word: str) -> bool:
        if is_stop(word) or word in MONTHS or number_value(word) is not None or _is_english(word):
            return True
        forms = [word, word.removesuffix("s"), *([f"{word}s"] if len(word) > _SHORT and word[-1] != "s" else [])]
        return any(form in self._written or form in _official() for form in forms)

    def _area_word(self, text: str, match: re.Match[str]) -> str | None:
        """A word of an area's name that the text then names: beside another area, only one that documents are about."""
        if len(match[0]) < _SHORT:
            return None
        may_be_any = not find_areas(text)
        for word in _near(match[0].lower(), _area_words(), 2 if len(match[0]) >= _LONG else 1):
            meant = word.capitalize()
            end = match.start() + len(meant)
            named = find_areas(text[: match.start()] + meant + text[match.end() :])
            within = [area.name for area in named if area.start <= match.start() and end <= area.end]
            if word[0] == match[0][0].lower() and within and (may_be_any or within[0] in self._areas):
                return meant
        return None

    def _nearest(self, written: str, word: str, is_name: bool) -> str | None:
        slips = 2 if len(word) >= _LONG and not is_name else 1
        near = _near(word, self._words, slips)
        if written.isupper():
            fitting = [o for o in near if o in _official() and (_swapped(word, o) or len(word) > _SHORT)]
        else:
            fitting = [other for other in near if self._fits(word, other, is_name)]
        return min(fitting, key=lambda other: self._rank(word, other), default=None)

    def _rank(self, word: str, other: str) -> tuple[int, float, str]:
        """What is likeliest comes first: fewest slips, then what most passages say; letters are often swapped."""
        said = self._written.get(other, 0) + self._stems[stem(other)] / 4
        return OSA.distance(word, other), -said * (_SWAPS if _swapped(word, other) else 1), other

    def _fits(self, word: str, other: str, is_name: bool) -> bool:
        """Whether a word may be meant for another: a short one, or one written as a name, less easily."""
        if len(word) == 3:
            return other in STOPWORDS and (_swapped(word, other) or len(other) > len(word))
        if other[0] != word[0] and not _swapped(word, other):
            return False
        if other in _official() and len(word) >= _SHORT and not (is_name and says_much(other) < 1):
            return True
        if is_name:
            return len(word) > _SHORT and self._written.get(other, 0) >= (1 if len(word) >= _LONG else 2)
        return len(word) >= _SHORT or other in STOPWORDS or self._stems[stem(other)] > 1

    @cached_property
    def _stems(self) -> Counter[str]:
        """How many passages have a word of each stem, counted once for each of its forms."""
        found: Counter[str] = Counter()
        for word, passages in self._written.items():
            found[stem(word)] += passages
        return found

    @cached_property
    def _words(self) -> list[str]:
        """What a misspelt word may be meant for: words of the documents, the lexicon, the genre and of questions."""
        longer = (word for word in {*self._written, *_official(), *filter(_is_english, plain_words())} if len(word) > 3)
        return sorted({*longer, *(word for word in STOPWORDS if len(word) > 2)})


def respellings(asked: str, read: str) -> Iterator[tuple[str, str]]:
    """Words of a question that were put right, each with what it was read as.

    Args:
        asked: as it was typed.
        read: as it was put right.
    """
    had, has = (dict.fromkeys(re.findall(r"[A-Za-z]{3,}", text)) for text in (asked, read))
    small = {word.lower() for word in had}
    new = {word.lower(): word for word in has if word.lower() not in small}
    kept = {word.lower() for word in has}
    for word in had:
        near = [] if word.lower() in kept else _near(word.lower(), list(new), 2)
        if near:
            yield word, new[near[0]]


def _is_left_alone(written: str, before: str) -> bool:
    """Whether it is an abbreviation in capitals ("OTs"), or the end of a compound ("drop-ins", "pre-schoolers")."""
    mixed = not written.isupper() and written[1:] != written[1:].lower()
    made = len(written) < _SHORT or _is_english(re.sub(r"ers?$", "", written.lower()))
    return mixed or (before.endswith("-") and made)


def _near(word: str, words: Iterable[str], slips: int) -> list[str]:
    """Those at most so many slips away, the nearest first."""
    found = ((OSA.distance(word, other, score_cutoff=slips), other) for other in words)
    return [other for slip, other in nsmallest(_MANY, found) if slip <= slips]


def _swapped(word: str, other: str) -> bool:
    return sorted(word) == sorted(other)


def _in_case_of(written: str, meant: str) -> str:
    if written.isupper():
        return meant.upper()
    return meant[0].upper() + meant[1:] if written[0].isupper() else meant


def _month(word: str, is_likely: bool) -> str | None:
    """A month, where a name or a year makes one likely: "Mrch 2021"."""
    return _first_near(word, [month for month in MONTHS if len(month) > 4]) if is_likely and len(word) > 3 else None


def _unit(word: str, before: str) -> str | None:
    """What is counted, where a number stands before a word that English has not: "twenty weaks"."""
    last = re.search(r"([\w-]+)\s+$", before)
    if not last or _is_english(word) or number_value(last[1].lower()) is None:
        return None
    return _first_near(word, _UNITS)


def _first_near(word: str, words: Iterable[str]) -> str | None:
    return next((other for other in _near(word, words, 1) if other[0] == word[0]), None)


def _with_long_areas(text: str) -> str:
    """The text with misspelt names of areas of several words put right: "Noth Somesret" is not Somerset."""
    words = list(re.finditer(r"[A-Za-z-]+", text))
    for size in (4, 3, 2):
        for at in range(len(words) - size + 1):
            start, end = words[at].start(), words[at + size - 1].end()
            name = _long_area(text[start:end].lower(), size)
            if name:
                return _with_long_areas(text[:start] + name + text[end:])
    return text


def _long_area(written: str, size: int) -> str | None:
    """The area that so many words nearly spell; none where each of them is a word, or they spell it well."""
    said = " ".join(written.split())
    words = said.split()
    if not re.fullmatch(r"[a-z -]+", said) or all(w in _official() or w in STOPWORDS or _is_english(w) for w in words):
        return None
    near = _near(said, _long_names(size), max(1, len(said) // 5))
    return gazetteer()[near[0]] if near and near[0] != said else None


def _is_english(word: str) -> bool:
    return is_english(word) or (len(word) > 3 and word in _dictionary())


@cache
def _dictionary() -> frozenset[str]:
    package, name = _DICTIONARY
    lines = files(package).joinpath(name).read_text(encoding="utf-8-sig").splitlines()
    return frozenset(line.split(" ", 1)[0] for line in lines)


@cache
def _long_names(size: int) -> list[str]:
    return [name for name in gazetteer() if len(name.split()) == size]


@cache
def _area_words() -> list[str]:
    return sorted({word for name in gazetteer() for word in re.findall(r"[a-z]{5,}", name)})


@cache
def _official() -> frozenset[str]:
    """Words of the lexicon's phrases, of what people say for them, and of the names of areas."""
    phrases = (*lexicon().phrases, *bridges_as_written(), *gazetteer())
    return frozenset(word for phrase in phrases for word in re.findall(r"[a-z]{3,}", phrase))
