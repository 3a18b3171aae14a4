"""Text -> concepts: stemmed words, with the phrases of ``lexicon.yaml`` read as one concept each.

Questions and documents go through the same function, so that "EHCP", "EHC plan" and "education, health and care
plan" are one thing to the lexical index and to the matching of sentences.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path

import Stemmer
import yaml

from ingest.documents import Frozen
from ingest.numbers import number_value

_LEXICON = Path(__file__).with_name("lexicon.yaml")
_WORD = re.compile(r"[A-Za-z]+(?:['’][a-z]+)?|£?\d[\d,]*(?:\.\d+)?%?|%")
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
        re.escape(p).replace(r"\ ", r"[\s]+").replace(r"\,", ",?").replace(r"\-", r"[-‑ ]?") for p in phrases
    )
    return re.compile(rf"(?<![\w-])(?:{one})s?(?![\w])|%", re.I)


@lru_cache(maxsize=200_000)
def stem(word: str) -> str:
    """Stem of a word in small letters."""
    return str(_stemmer.stemWord(word))


def tokens(text: str) -> list[Token]:
    """Concepts and words of a text in order; phrases of the lexicon as one token each."""
    found: list[Token] = []
    position = 0
    for match in _phrase_pattern().finditer(text.replace("’", "'")):
        found.extend(_words(text, position, match.start()))
        found.append(Token(_concept(match[0]), match.start(), match.end()))
        position = match.end()
    found.extend(_words(text, position, len(text)))
    return found


def _concept(phrase: str) -> str:
    plain = _plain(phrase).replace("‑", "-")
    phrases = lexicon().phrases
    for form in (plain, plain.rstrip("s"), plain.replace("-", " "), plain.rstrip("s").replace("-", " ")):
        if form in phrases:
            return f"={phrases[form]}"
    squeezed = re.sub(r"[\s,-]+", " ", plain)
    return f"={_squeezed().get(squeezed) or _squeezed().get(squeezed.rstrip('s'), 'unknown')}"


@cache
def _squeezed() -> dict[str, str]:
    return {re.sub(r"[\s,-]+", " ", phrase): concept for phrase, concept in lexicon().phrases.items()}


def _words(text: str, start: int, end: int) -> Iterable[Token]:
    for match in _WORD.finditer(text, start, end):
        word = match[0].lower().replace("’", "'")
        word = word[:-2] if word.endswith("'s") else word.replace("'", "")
        yield Token(_key(word), match.start(), match.end(), word in STOPWORDS)


@lru_cache(maxsize=200_000)
def _key(word: str) -> str:
    value = number_value(word)
    if value is not None:
        return f"#{value}"
    stemmed = stem(word)
    concept = _single_words().get(stemmed)
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


def concept_words() -> frozenset[str]:
    """Stems of the one-word phrases of the lexicon."""
    return frozenset(one for one in _single_words() if one.isalpha() and len(one) >= 4)


def concept_of(stemmed: str) -> str:
    """The concept that a stem stands for, else the stem."""
    concept = _single_words().get(stemmed)
    return f"={concept}" if concept else stemmed


def says(key: str, said: frozenset[str] | set[str]) -> bool:
    """Whether a text with these concepts says a concept of the question."""
    return key in said or bool(RELATED.get(key, frozenset()) & said)


def keys(text: str) -> list[str]:
    """Keys of all content tokens of a text, with repeats."""
    return [token.key for token in tokens(text) if not token.stop]
