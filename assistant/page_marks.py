"""Finding a quote on a page: which characters of the page's text are the quote's.

A document's text was repaired when it was read (wrapped lines joined, ligatures split, cells set side by side), and the
page's own text comes in the order in which it was drawn. So only letters and digits are compared. A quote that stands
in one run of them is found whole; else each of its lines and cells is looked for, word by word, near its longest match.
"""

import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import cached_property

Span = tuple[int, int]
"""First character and the one after the last, counted on the page."""

_AROUND = 80  # letters and digits before and after a quote that tell one occurrence from another
_REACH = 3  # how many times a piece's own length its words may be spread over, between the lines of other cells
_SHORT = 4  # letters of a word that is too common to be taken for the quote's where it stands alone


@dataclass(frozen=True)
class PageText:
    """The characters of a page in the order in which they were drawn."""

    characters: Sequence[str]

    @cached_property
    def squeezed(self) -> tuple[str, tuple[int, ...]]:
        """Letters and digits alone, and for each the place of its character on the page."""
        kept = [(letter, place) for place, char in enumerate(self.characters) for letter in squeeze(char)]
        return "".join(letter for letter, _ in kept), tuple(place for _, place in kept)

    @cached_property
    def words(self) -> tuple[tuple[str, int, int], ...]:
        """Each word with its first and last letter's place in ``squeezed``."""
        return tuple(_words(self.characters))


def squeeze(text: str) -> str:
    """Letters and digits of a text, alike whatever their case or form; ligatures split."""
    return "".join(char for char in unicodedata.normalize("NFKC", text).casefold() if char.isalnum())


def find_quote(page: PageText, quote: str, before: str = "", after: str = "") -> list[Span]:
    """Where a quote stands on a page, in the order of the page; nothing where it does not.

    Args:
        page: the page's text.
        quote: what to find; of a quote over a page end, the part on this page.
        before: the document's text before the quote, to tell its occurrences apart.
        after: the document's text after it.
    """
    whole = _whole(page, squeeze(quote), squeeze(before)[-_AROUND:], squeeze(after)[:_AROUND])
    found = [whole] if whole else _in_pieces(page, quote)
    places = page.squeezed[1]
    return [(places[start], places[end - 1] + 1) for start, end in _joined(found)]


def _whole(page: PageText, wanted: str, before: str, after: str) -> Span | None:
    """The occurrence whose surroundings are most like the quote's."""
    text = page.squeezed[0]
    starts = list(_occurrences(text, wanted)) if wanted else []
    if not starts:
        return None

    def likeness(start: int) -> int:
        end = start + len(wanted)
        return _shared(text[:start][::-1], before[::-1]) + _shared(text[end : end + _AROUND], after)

    best = max(starts, key=likeness)
    return best, best + len(wanted)


def _occurrences(text: str, wanted: str) -> Iterator[int]:
    start = text.find(wanted)
    while start >= 0:
        yield start
        start = text.find(wanted, start + 1)


def _shared(one: str, other: str) -> int:
    """How many characters both begin with."""
    return next((n for n, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))


def _in_pieces(page: PageText, quote: str) -> list[Span]:
    """Lines and cells of a quote one by one; each must be found for the most part to count."""
    found: list[Span] = []
    for line in quote.splitlines():
        for cell in line.replace(" | ", "\t").split("\t"):
            if squeeze(cell):
                exact = _nearest(page, squeeze(cell), found)
                found.extend([exact] if exact else _by_words(page, cell))
    return found


def _nearest(page: PageText, wanted: str, found: Sequence[Span]) -> Span | None:
    """The occurrence of a whole cell or line that is nearest to the one before it."""
    last = found[-1][1] if found else 0
    starts = list(_occurrences(page.squeezed[0], wanted))
    if not starts or (len(wanted) < _SHORT and not found):
        return None
    best = min(starts, key=lambda start: abs(start - last))
    return best, best + len(wanted)


def _by_words(page: PageText, piece: str) -> list[Span]:
    """Words of a piece in their order, near the longest run of them that the page has."""
    wanted = [word for word, _, _ in _words(piece)]
    matcher = SequenceMatcher(None, [word for word, _, _ in page.words], wanted, autojunk=False)
    anchor = matcher.find_longest_match()
    low = max(0, anchor.a - _REACH * (anchor.b + 1))
    high = anchor.a + _REACH * (len(wanted) - anchor.b) + 1
    near = page.words[low:high]
    blocks = SequenceMatcher(None, [word for word, _, _ in near], wanted, autojunk=False).get_matching_blocks()
    runs = [near[block.a : block.a + block.size] for block in blocks if block.size]
    spans = [(run[0][1], run[-1][2] + 1) for run in runs if len(run) > 1 or len(run[0][0]) >= _SHORT]
    letters = sum(end - start for start, end in spans)
    return spans if 2 * letters > len(squeeze(piece)) else []


def _words(characters: Sequence[str]) -> Iterator[tuple[str, int, int]]:
    """Words between anything that is no letter or digit; places count letters and digits alone."""
    word, place = "", 0
    for char in (*characters, " "):
        letters = squeeze(char)
        if not letters and word:
            yield word, place - len(word), place - 1
            word = ""
        word += letters
        place += len(letters)


def _joined(spans: Sequence[Span]) -> list[Span]:
    """Spans in order, those that touch or overlap made one."""
    joined: list[Span] = []
    for start, end in sorted(spans):
        if joined and start <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return joined
