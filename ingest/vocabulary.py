"""English words, by their places in the vocabulary of the built-in embedder's tokenizer: the first are the commonest.

A WordPiece vocabulary lists whole words by how often they occur in the text it was made from (for this one Wikipedia
and books: Devlin et al., "BERT", 2019).
"""

import json
from functools import cache

from .weights import built_in_folder


@cache
def word_places() -> dict[str, int]:
    """Places of the words of the vocabulary, in small letters.

    Raises:
        EmbedderError: the built-in embedder's files are not there.
    """
    text = (built_in_folder() / "tokenizer.json").read_text(encoding="utf-8")
    vocabulary: dict[str, int] = json.loads(text)["model"]["vocab"]
    return {word: place for word, place in vocabulary.items() if word.isalpha()}
