"""Text -> concepts: stemmed words, with the phrases of ``lexicon.yaml`` read as one concept each.

Questions and documents go through the same function, so that "EHCP", "EHC plan" and "education, health and care
plan" are one thing to the lexical index and to the matching of sentences.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path

import Stemmer
import yaml

from ingest.documents import Frozen
from ingest.numbers import number_value

_LEXICON = Path(__file__).with_name("lexicon.yaml")
_BRIDGES = Path(__file__).with_name("bridges.yaml")
_WORD = re.compile(r"[A-Za-z]+(?:'[a-z]+)?|£?\d[\d,]*(?:\.\d+)?|%")
_INFLECTED = re.compile(r"([a-z]{3,})(?:(?<!ing)s|es|ed|ing)")
_stemmer = Stemmer.Stemmer("english")  # Snowball English, Porter (2001), http://snowballstem.org

STOPWORDS = frozenset(
    word
    for line in Path(__file__).with_name("stopwords.txt").read_text(encoding="utf-8").splitlines()
    if not line.startswith("#")
    for word in line.split()
)


@dataclass(frozen=True, slots=True)
class Token:
    """A concept or a stemmed word, and where it stands in the text."""

    key: str
    start: int
    end: int
    stop: bool = False


class Lexicon(Frozen):
    """Phrases by concept."""

    phrases: dict[str, str]
    """Each phrase in lower case, and its concept."""


@cache
def lexicon() -> Lexicon:
    """The phrases of ``lexicon.yaml``."""
    groups: dict[str, list[str]] = yaml.safe_load(_LEXICON.read_text(encoding="utf-8"))
    return Lexicon(phrases={_plain(p): concept for concept, phrases in groups.items() for p in phrases})


def _plain(text: str) -> str:
    return " ".join(text.lower().replace("’", "'").split())


@cache
def _phrase_pattern() -> re.Pattern[str]:
    phrases = sorted((p for p in lexicon().phrases if " " in p or "-" in p), key=len, reverse=True)
    one = "|".join(
        re.escape(p)
        .replace(r"\ and\ ", r"\s+(?:and|&)\s+")
        .replace(r"\ ", r"[\s]+")
        .replace(r"\,", ",?")
        .replace(r"\-", r"[-‑ ]?")
        for p in phrases
    )
    return re.compile(rf"(?<![\w-])(?:{one})s?(?![\w])|%", re.I)


@lru_cache(maxsize=200_000)
def stem(word: str) -> str:
    """Stem of a word in small letters."""
    return str(_stemmer.stemWord(word))


def tokens(text: str) -> list[Token]:
    """Concepts and words of a text in order; phrases of the lexicon as one token each."""
    return [Token(*found) for found in _read(text)]


def _read(text: str) -> Iterator[tuple[str, int, int, bool]]:
    """Key, start, end and whether it says nothing, token by token.

    A pattern of hundreds of phrases is slow to search with, so it is tried only at words that begin one.
    """
    text = text.replace("’", "'")
    begins, phrases = _first_words(), _phrase_pattern()
    position, phrase = 0, None
    while True:
        for match in _WORD.finditer(text, position):
            key, stop, first = _of_word(match[0])
            phrase = phrases.match(text, match.start()) if first in begins else None
            if phrase:
                break
            yield key, match.start(), match.end(), stop
        if not phrase:
            return
        position = phrase.end()
        yield _concept(phrase[0]), phrase.start(), position, False
        phrase = None


@lru_cache(maxsize=200_000)
def _of_word(word: str) -> tuple[str, bool, str]:
    """Of a word as it stands in a text: its key, whether it is a stop word, and what a phrase may begin with."""
    lower = word.lower()
    plain = lower[:-2] if lower.endswith("'s") else lower.replace("'", "")
    return _key(plain), is_stop(plain), lower.partition("'")[0]


def is_stop(word: str) -> bool:
    """Whether a word in small letters says nothing of what is asked, in whichever form it stands ("hitting")."""
    if word in STOPWORDS:
        return True
    match = _INFLECTED.fullmatch(word)
    base = match[1] if match else ""
    return bool(base) and (
        base in STOPWORDS or f"{base}e" in STOPWORDS or (base[-1] == base[-2] and base[:-1] in STOPWORDS)
    )


@cache
def _first_words() -> frozenset[str]:
    """First words of phrases, also where a hyphen is left out ("coproduction"), and the sign that is a concept."""
    phrases = [phrase for phrase in lexicon().phrases if " " in phrase or "-" in phrase]
    written = [*phrases, *(phrase.replace("-", "") for phrase in phrases)]
    return frozenset({"%", *(re.split(r"[^a-z0-9]", phrase)[0] for phrase in written)})


def _concept(phrase: str) -> str:
    plain = _plain(phrase).replace("‑", "-").replace(" & ", " and ")
    phrases = lexicon().phrases
    for form in (plain, plain.rstrip("s"), plain.replace("-", " "), plain.rstrip("s").replace("-", " ")):
        if form in phrases:
            return f"={phrases[form]}"
    squeezed = re.sub(r"[\s,-]+", " ", plain)
    return f"={_squeezed().get(squeezed) or _squeezed().get(squeezed.rstrip('s'), 'unknown')}"


@cache
def _squeezed() -> dict[str, str]:
    return {re.sub(r"[\s,-]+", " ", phrase): concept for phrase, concept in lexicon().phrases.items()}


@lru_cache(maxsize=200_000)
def _key(word: str) -> str:
    value = number_value(word)
    if value is not None:
        return f"#{value}"
    stemmed = stem(word)
    concept = lexicon().phrases.get(word) or _single_words().get(stemmed)
    return f"={concept}" if concept else stemmed


@cache
def _single_words() -> dict[str, str]:
    """Concepts of one-word phrases, by stem."""
    return {stem(p.replace("'", "")): concept for p, concept in lexicon().phrases.items() if " " not in p}


RELATED: dict[str, frozenset[str]] = {
    "plan": frozenset({"=ehcp"}),  # parents' word for it
    "=pay": frozenset({"=money"}),
    "weak": frozenset({"=weakness"}),
    "improv": frozenset({"=progress_ok", "=progress_not", "=improvement_area"}),
    "led": frozenset({"=lead_inspector"}),
    "=attend": frozenset({"inspect", "revisit", "=revisit"}),
    "=improvement_area": frozenset({"improv"}),
    "=additional": frozenset({"new"}),
    "new": frozenset({"=additional"}),
    "=slow": frozenset({"=decrease", "=waiting"}),
    "extens": frozenset({"=additional"}),
    "mainten": frozenset({"maintain"}),
}
"""What a question's word may stand for, beside itself."""
_NONE: frozenset[str] = frozenset()


@cache
def bridges() -> dict[str, frozenset[str]]:
    """What a question's word may stand for in a document, beside itself: ``bridges.yaml`` as concepts and stems."""
    said = bridges_as_written()
    return {keys(word)[0]: frozenset(key for other in others for key in keys(other)) for word, others in said.items()}


@cache
def bridges_as_written() -> dict[str, list[str]]:
    """The same as the file has them."""
    said: dict[str, list[str]] = yaml.safe_load(_BRIDGES.read_text(encoding="utf-8"))
    return said


def concept_words() -> frozenset[str]:
    """Stems of the one-word phrases of the lexicon."""
    return frozenset(one for one in _single_words() if one.isalpha() and len(one) >= 4)


def concept_of(stemmed: str) -> str:
    """The concept that a stem stands for, else the stem."""
    concept = _single_words().get(stemmed)
    return f"={concept}" if concept else stemmed


def says(key: str, said: frozenset[str] | set[str]) -> bool:
    """Whether a text with these concepts says a concept of the question."""
    return not saying(key).isdisjoint(said)


def bridged(key: str, said: frozenset[str] | set[str]) -> bool:
    """Whether a text says a concept of the question in other words; too wide to pick one figure of several by."""
    return not bridging(key).isdisjoint(said)


@lru_cache(maxsize=4096)
def saying(key: str) -> frozenset[str]:
    """The concepts that say a concept of the question: itself, and what it is related to."""
    return RELATED.get(key, _NONE) | {key}


@lru_cache(maxsize=4096)
def bridging(key: str) -> frozenset[str]:
    """The same with the other words that stand for it."""
    return saying(key) | bridges().get(key, _NONE)


def keys(text: str, both: bool = False) -> list[str]:
    """Keys of all content tokens of a text, with repeats.

    Args:
        text: of a question or a document.
        both: the stems of the words that stand for a concept, too.
    """
    return [*_keys(text), *(_written(text) if both else ())]


@lru_cache(maxsize=4096)
def key_set(text: str, both: bool = False) -> frozenset[str]:
    """The same, each once: of headings and titles, which many sentences share."""
    return frozenset(keys(text, both))


def plain_keys(text: str) -> list[str]:
    """Stems of the words of a text as they are written, whatever concepts they stand for."""
    return [*(key for key in _keys(text) if not key.startswith("=")), *_written(text)]


@lru_cache(maxsize=20_000)  # headings, titles and neighbours are asked for again and again; about 20 MB
def _keys(text: str) -> tuple[str, ...]:
    return tuple(key for key, _, _, stop in _read(text) if not stop)


def _written(text: str) -> Iterator[str]:
    """Stems of the words of the phrases that are read as one concept each."""
    spans = (text[start:end] for key, start, end, _ in _read(text) if key.startswith("="))
    return (stem(word) for span in spans for word in re.findall(r"[a-z]+", span.lower()) if word not in STOPWORDS)
