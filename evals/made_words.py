"""Sentences for made documents, put together from the words in ``made_corpus.yaml``; the same seed says the same."""

from functools import cache
from pathlib import Path
from random import Random

import yaml

from ingest.areas import gazetteer

_FILE = Path(__file__).with_name("made_corpus.yaml")


class Words:
    """Says things about one local area.

    Args:
        seed: decides what is said.
        area: the local area.
        year: about which it is said.
    """

    def __init__(self, seed: int, area: str, year: int) -> None:
        self.random = Random(seed)
        self.area, self.year = area, year

    def one(self, kind: str) -> str:
        """One of the words of a kind, such as "services"."""
        return self.random.choice(_words()[kind])

    def some(self, kind: str, count: int) -> list[str]:
        """So many different words of a kind."""
        return self.random.sample(_words()[kind], count)

    def number(self, low: int, high: int) -> int:
        """A whole number, both ends included."""
        return self.random.randint(low, high)

    def day(self) -> str:
        """A date of the year, such as "4 May 2022"."""
        return f"{self.number(1, 28)} {self.one('months')} {self.year}"

    def filled(self, text: str) -> str:
        """A text with its gaps filled."""
        return text.format(
            service=self.one("services"),
            second=self.one("bodies"),
            body=self.one("bodies"),
            group=self.one("groups"),
            number=self.number(2, 20),
            few=self.number(3, 60),
            count=self.number(61, 400),
            more=self.number(401, 900),
            percent=self.number(20, 95),
            other=self.number(10, 90),
            month=self.one("months"),
            year=self.number(self.year - 2, self.year),
        )

    def sentence(self, service: str, well: bool) -> str:
        """What a service does well or not."""
        return f"{_opened(service)} in {self.area} {self.one('good' if well else 'bad')}."

    def action(self) -> str:
        """Something to be done, from its verb on."""
        return self.filled(self.one("actions"))

    def paragraph(self, well: bool, sentences: int, service: str = "") -> str:
        """A paragraph about a service; any if none is named."""
        said = [self.sentence(service or self.one("services"), well)]
        said += [self.filled(text) for text in self.some("because", min(sentences - 1, 6))]
        return " ".join(said)


def areas() -> tuple[str, ...]:
    """Local areas that made documents can be about, in an order of their own."""
    names = sorted(set(gazetteer().values()))
    Random(7).shuffle(names)
    return tuple(names)


def _opened(text: str) -> str:
    return text[0].upper() + text[1:]


@cache
def _words() -> dict[str, list[str]]:
    found: dict[str, list[str]] = yaml.safe_load(_FILE.read_text(encoding="utf-8"))
    return found
