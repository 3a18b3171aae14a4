"""Sets of words, written as the text that they are."""


def word_set(text: str) -> frozenset[str]:
    """The words of a text, parted by spaces: ``word_set("is are was")``."""
    return frozenset(text.split())
